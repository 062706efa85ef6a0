"""A prompt as the body of one request, in the form that its provider takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.llm.capabilities import LAST_STEP, Capabilities, Feature
from app.llm.provider import Provider
from app.prompts.prompt import Prompt, PromptMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequest:
    """What is sent, and what of it a server may turn down.

    `sent` are the features at play; `suspects` those of them that may be left out to
    see whether a call does better without, in the order of the trials.
    """

    body: Mapping[str, object]
    with_version: bool
    sent: frozenset[Feature]
    suspects: tuple[frozenset[Feature], ...]

    @property
    def least_tokens(self) -> int:
        """How many tokens the prompt has at the very least."""
        messages = self.body["messages"]
        contents = [m["content"] for m in messages] if isinstance(messages, list) else []
        return sum(_least_tokens(content) for content in contents)


def chat_request(
    provider: Provider,
    capabilities: Capabilities,
    prompt: Prompt,
    without: frozenset[Feature] = frozenset(),
) -> ChatRequest:
    """The request for `prompt`, with what the provider was learnt to need.

    `without` is left out on trial.
    """

    def step(feature: Feature) -> int:
        return LAST_STEP[feature] if feature in without else capabilities.step(feature)

    messages: Sequence[PromptMessage] = prompt.messages(capabilities.context)
    if step(Feature.SYSTEM):
        messages = _without_system(messages)
    if step(Feature.NEIGHBOURS) or step(Feature.SYSTEM):
        messages = _joined(messages)
    is_streamed = not step(Feature.STREAMING)
    parameters = _parameters(provider, prompt, step)
    sent = {feature for feature, given in parameters.items() if given} | set(_roles(messages))
    if is_streamed:
        sent.add(Feature.STREAMING)
    if provider.address_with_version and not step(Feature.PATH):
        sent.add(Feature.PATH)
    body: dict[str, object] = {
        "model": provider.model,
        "messages": [{"role": m.role, "content": m.content} for m in messages],
        "stream": is_streamed,
    }
    for given in parameters.values():
        body |= given
    return ChatRequest(
        body=body,
        with_version=bool(step(Feature.PATH)) and provider.address_with_version is not None,
        sent=frozenset(sent),
        suspects=_suspects(sent, provider),
    )


def _parameters(
    provider: Provider, prompt: Prompt, step: Callable[[Feature], int]
) -> dict[Feature, dict[str, object]]:
    """What is sent beside model and messages; `step` tells how far each was left out."""
    parameters: dict[Feature, dict[str, object]] = {
        Feature.FORMAT: _response_format(prompt, step(Feature.FORMAT)),
        Feature.EFFORT: _effort(provider.effort(prompt.purpose), step(Feature.EFFORT)),
        Feature.TOKENS: _bound(provider, step(Feature.TOKENS)),
    }
    if not step(Feature.STREAMING) and not step(Feature.USAGE):
        parameters[Feature.USAGE] = {"stream_options": {"include_usage": True}}
    if provider.temperature is not None and not step(Feature.TEMPERATURE):
        parameters[Feature.TEMPERATURE] = {"temperature": provider.temperature}
    return parameters


def _suspects(sent: set[Feature], provider: Provider) -> tuple[frozenset[Feature], ...]:
    """What to leave out, one set a trial; an effort that its family takes is no suspect."""
    parameters = {Feature.USAGE, Feature.TEMPERATURE, Feature.TOKENS}
    if provider.reasoning_effort is not None:
        parameters.add(Feature.EFFORT)
    groups = ({Feature.FORMAT}, parameters, {Feature.SYSTEM, Feature.NEIGHBOURS})
    return tuple(frozenset(group & sent) for group in groups if group & sent)


def _response_format(prompt: Prompt, step: int) -> dict[str, object]:
    if prompt.schema is None or step == LAST_STEP[Feature.FORMAT]:
        return {}
    if step:
        return {"response_format": {"type": "json_object"}}
    schema = {"name": prompt.schema_name or "reply", "strict": True, "schema": prompt.schema}
    return {"response_format": {"type": "json_schema", "json_schema": schema}}


def _effort(effort: str | None, step: int) -> dict[str, object]:
    if effort is None or step == LAST_STEP[Feature.EFFORT]:
        return {}
    return {"reasoning_effort": "low" if step else effort}


def _bound(provider: Provider, step: int) -> dict[str, object]:
    if provider.max_tokens is None or step == LAST_STEP[Feature.TOKENS]:
        return {}
    return {provider.token_parameters[step]: provider.max_tokens}


def _roles(messages: Sequence[PromptMessage]) -> Iterable[Feature]:
    if any(message.role == "system" for message in messages):
        yield Feature.SYSTEM
    if any(one.role == other.role for one, other in pairwise(messages)):
        yield Feature.NEIGHBOURS


def _without_system(messages: Sequence[PromptMessage]) -> list[PromptMessage]:
    """The same with the rules as the beginning of the first message of a user."""
    return [
        PromptMessage(role="user", content=message.content) if message.role == "system" else message
        for message in messages
    ]


def _joined(messages: Sequence[PromptMessage]) -> list[PromptMessage]:
    """The same with neighbours of one role as one message."""
    joined: list[PromptMessage] = []
    for message in messages:
        if joined and joined[-1].role == message.role:
            content = f"{joined.pop().content}\n\n{message.content}"
            joined.append(PromptMessage(role=message.role, content=content))
        else:
            joined.append(message)
    return joined


def _least_tokens(text: str) -> int:
    """No tokenizer takes fewer: six letters of a plain text each, three others."""
    plain = len(text.encode("ascii", "ignore"))
    return plain // 6 + (len(text) - plain) // 3
