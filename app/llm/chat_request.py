"""A prompt as the body of one request, in the form that its provider takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from app.llm.capabilities import LAST_STEP, Capabilities, Feature
from app.llm.provider import Provider
from app.prompts.prompt import Prompt, PromptMessage
from app.values import replace


class ChatRequest(Struct, frozen=True, kw_only=True):
    """What is sent, and what of it a server may turn down.

    `sent` are the features at play; `suspects` those of them that may be left out where
    servers fail: an effort that is known of the model's family is none. `trial` is what was
    left out to see whether the call does better.
    """

    body: Mapping[str, object]
    messages: Sequence[PromptMessage]
    with_version: bool
    sent: frozenset[Feature]
    suspects: frozenset[Feature]
    trial: frozenset[Feature]

    @property
    def schema(self) -> frozenset[Feature]:
        """The form of the reply, if one was asked for: the first to be left out."""
        return self.sent & {Feature.FORMAT}

    @property
    def optional(self) -> frozenset[Feature]:
        """What may be left out where the request is turned down."""
        return self.sent - {Feature.STREAMING, Feature.PATH}

    @property
    def least_tokens(self) -> int:
        """How many tokens the prompt has at the very least."""
        return sum(_least_tokens(message.content) for message in self.messages)


def chat_request(
    provider: Provider, capabilities: Capabilities, prompt: Prompt, trial: frozenset[Feature]
) -> ChatRequest:
    """The request for `prompt`, with what the provider was learnt to need.

    `trial` is left out to see whether the call does better.
    """
    steps = {
        feature: LAST_STEP[feature] if feature in trial else capabilities.step(feature)
        for feature in Feature
    }
    taken = {feature for feature, step in steps.items() if step < LAST_STEP[feature]}
    messages: Sequence[PromptMessage] = prompt.messages(capabilities.context)
    if Feature.SYSTEM not in taken:  # the rules become the beginning of a user's message
        messages = [replace(one, role="user") if one.role == "system" else one for one in messages]
    if Feature.SYSTEM not in taken or Feature.NEIGHBOURS not in taken:
        messages = _joined(messages)
    parameters = _parameters(provider, prompt, steps, taken)
    optional = frozenset({*parameters, *_roles(messages)})
    known_effort = {Feature.EFFORT} if provider.reasoning_effort is None else set()
    sent = optional | (taken & {Feature.STREAMING})
    if provider.address_with_version:
        sent |= taken & {Feature.PATH}
    return ChatRequest(
        body={
            "model": provider.model,
            "messages": [{"role": one.role, "content": one.content} for one in messages],
            "stream": Feature.STREAMING in taken,
            **dict(parameters.values()),
        },
        messages=messages,
        with_version=Feature.PATH not in taken and provider.address_with_version is not None,
        sent=sent,
        suspects=optional - known_effort,
        trial=trial,
    )


def _parameters(
    provider: Provider, prompt: Prompt, steps: Mapping[Feature, int], taken: Collection[Feature]
) -> dict[Feature, tuple[str, object]]:
    """What is sent beside model and messages, each by its name in the body and its value."""
    effort = provider.effort(prompt.purpose)
    bound, other_bound = provider.token_parameters
    parameters: dict[Feature, tuple[str, object]] = {
        Feature.FORMAT: ("response_format", _response_format(prompt, steps[Feature.FORMAT])),
        Feature.EFFORT: ("reasoning_effort", "low" if effort and steps[Feature.EFFORT] else effort),
        Feature.TOKENS: (other_bound if steps[Feature.TOKENS] else bound, provider.max_tokens),
        Feature.TEMPERATURE: ("temperature", provider.temperature),
    }
    if Feature.STREAMING in taken:
        parameters[Feature.USAGE] = ("stream_options", {"include_usage": True})
    return {
        feature: (name, value)
        for feature, (name, value) in parameters.items()
        if feature in taken and value is not None
    }


def _response_format(prompt: Prompt, step: int) -> object:
    if prompt.schema is None:
        return None
    if step:
        return {"type": "json_object"}
    schema = {"name": prompt.schema_name, "strict": True, "schema": prompt.schema}
    return {"type": "json_schema", "json_schema": schema}


def _roles(messages: Sequence[PromptMessage]) -> Iterable[Feature]:
    if any(message.role == "system" for message in messages):
        yield Feature.SYSTEM
    if any(one.role == other.role for one, other in pairwise(messages)):
        yield Feature.NEIGHBOURS


def _joined(messages: Sequence[PromptMessage]) -> list[PromptMessage]:
    """The same with neighbours of one role as one message."""
    return [
        PromptMessage(role=role, content="\n\n".join(message.content for message in neighbours))
        for role, neighbours in groupby(messages, key=lambda message: message.role)
    ]


def _least_tokens(text: str) -> int:
    """No tokenizer takes fewer: six letters of a plain text each, three others."""
    plain = len(text.encode("ascii", "ignore"))
    return plain // 6 + (len(text) - plain) // 3
