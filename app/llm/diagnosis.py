"""Whether the model can be used, told so that an operator knows what to set.

Law: what is said is this program's own words; what a provider writes is not passed
on, except the names of its models. The check teaches the model as any call does.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import aclosing
from urllib.parse import urlsplit

from msgspec import Struct

from app.domain.errors import ModelFailed
from app.llm.capabilities import Feature
from app.llm.failures import Kind, fault
from app.llm.openai_model import OpenAIModel
from app.llm.routing import Route
from app.prompts.prompt import Prompt, PromptMessage, Purpose

_LIST_TIMEOUT = 10.0
_MOST_NAMES = 8
_ENOUGH_LETTERS = 60
"""Of what is said in a check; a weak model would keep its server's one place for long."""

_MOST_LETTERS = 8000
_LONGEST = 15.0
"""How far one reply is read on, in letters and seconds, to see whether it closes a thought
that it did not open; a question that waits for the server's one place has 24."""

_NO_CONNECTION = frozenset({Kind.REFUSED, Kind.NO_SUCH_HOST, Kind.TLS, Kind.UNREACHABLE})

_WHY: dict[str, str] = {
    Kind.REFUSED: "nobody listens at {address}: start the server, or set {v}BASE_URL",
    Kind.NO_SUCH_HOST: "the host {host} is not known: check {v}BASE_URL",
    Kind.TLS: "the certificate of {host} is not trusted: SSL_CERT_FILE names whom to trust, or"
    " {v}BASE_URL begins with http://",
    Kind.UNREACHABLE: "{host} cannot be reached: check {v}BASE_URL, the network and its proxy",
    Kind.SILENT: "{host} takes the request and stays silent: is it still loading the model,"
    " or too small for it?",
    Kind.STALLED: "{host} begins to answer and stops",
    Kind.CUT: "{host} hangs up in the middle",
    Kind.LOADING: "{host} is still loading the model: try again in a minute",
    Kind.LIMITED: "{host} says that it was asked too often: check the account's limits",
    Kind.DENIED: "the key is not accepted: set {v}API_KEY (or the account has nothing left)",
    Kind.NOT_FOUND: "{host} has no model {model}, or nothing at {path}/chat/completions: set"
    " {v}MODEL (Ollama: `ollama pull {model}`) or {v}BASE_URL, which usually ends in /v1",
    Kind.NOT_A_STREAM: "{address} answers with a web page: set {v}BASE_URL, which usually ends"
    " in /v1",
    Kind.REDIRECTED: "{address} leads elsewhere, which is not followed: set {v}BASE_URL to where"
    " it leads",
    Kind.BAD_REQUEST: "{host} turns every form of the request down: is it a chat model?",
    Kind.CUT_SHORT: "the answer was cut short: set {v}MAX_TOKENS higher",
    Kind.EMPTY: "the answer has no text: set {v}MAX_TOKENS higher, or another {v}MODEL",
    "budget": "the day's calls are used up (MODEL_CALLS_PER_DAY)",
}


class Finding(Struct, frozen=True, kw_only=True):
    """One thing that was looked at; `is_good` is None where it does not matter much."""

    subject: str
    is_good: bool | None
    text: str


class ProviderCheck(Struct, frozen=True, kw_only=True):
    """What was found of one provider; `label` is "primary" or "fallback"."""

    label: str
    model: str
    address: str
    findings: tuple[Finding, ...]

    @property
    def is_good(self) -> bool:
        """Whether questions can be asked."""
        return all(finding.is_good is not False for finding in self.findings)


class Diagnosis(Struct, frozen=True, kw_only=True):
    """What was found of all providers."""

    providers: tuple[ProviderCheck, ...]

    @property
    def is_good(self) -> bool:
        """Whether any provider can ask questions."""
        return any(provider.is_good for provider in self.providers)

    @property
    def summary(self) -> str:
        """One line for the log."""
        return "; ".join(_in_short(provider) for provider in self.providers)

    def lines(self) -> Iterator[str]:
        """Everything, for a terminal."""
        for provider in self.providers:
            yield f"{provider.label}: {provider.model} at {provider.address}"
            for finding in provider.findings:
                mark = {True: "ok", False: "FAILED", None: "note"}[finding.is_good]
                yield f"  {mark:6} {finding.subject}: {finding.text}"


async def diagnose(model: OpenAIModel, reads_on: float = _LONGEST) -> Diagnosis:
    """Ask every provider for its models, a few words and a little JSON; raises nothing.

    `reads_on`: for how many seconds, after enough was said, the words are read on.
    """
    checks = [await _Check(model, route, reads_on).run() for route in model.router.routes]
    return Diagnosis(providers=tuple(checks))


class _Check:
    def __init__(self, model: OpenAIModel, route: Route, reads_on: float) -> None:
        self._model = model
        self._route = route
        self._reads_on = reads_on
        self._findings: list[Finding] = []

    async def run(self) -> ProviderCheck:
        try:
            await self._list_models()
            await self._say_something()
            await self._fill_in_a_form()
        except ModelFailed as failed:
            self._found("answer", self._why(failed), is_good=False)
        return ProviderCheck(
            label=self._route.label,
            model=self._route.provider.model,
            address=self._route.provider.address,
            findings=tuple(self._findings),
        )

    async def _list_models(self) -> None:
        """Raises `ModelFailed` where nobody can be reached."""
        try:
            names = await self._names()
        except ModelFailed as failed:
            if failed.kind in _NO_CONNECTION:
                raise
            self._found("models", "no list of them to be had")
            return
        wanted = self._route.provider.model
        if any(name in {wanted, f"{wanted}:latest", f"models/{wanted}"} for name in names):
            self._found("models", f"{wanted} is there", is_good=True)
        else:
            some = ", ".join(names[:_MOST_NAMES]) or "none"
            self._found("models", f"{wanted} is not in its list, which has: {some}")

    async def _names(self) -> Sequence[str]:
        learnt = self._route.capabilities.step(Feature.PATH) > 0
        try:
            return await self._names_at(with_version=learnt)
        except ModelFailed as failed:
            other = self._route.provider.address_with_version
            if failed.kind != Kind.NOT_FOUND or learnt or other is None:
                raise
        names = await self._names_at(with_version=True)
        self._route.capabilities.refused(Feature.PATH)
        self._found("address", f"works as {other}: better set {self._variable}BASE_URL so")
        return names

    async def _names_at(self, *, with_version: bool) -> Sequence[str]:
        try:
            async with asyncio.timeout(_LIST_TIMEOUT):
                body = await self._route.client.models(with_version=with_version)
        except TimeoutError:
            raise fault(Kind.SILENT) from None
        try:
            listed = json.loads(body)["data"]
            return [str(one["id"])[:100] for one in listed]
        except (ValueError, KeyError, TypeError, RecursionError):
            raise fault(Kind.NOT_FOUND, "no list of models") from None

    async def _say_something(self) -> None:
        """A few words, streamed, with rules in a system role. Raises `ModelFailed`."""
        prompt = _prompt("You count aloud.", "Count from one to ten, in words.", max_tokens=2000)
        texts, seconds = await self._reply(prompt, self._reads_on)
        self._found("answer", f"first word after {1000 * seconds:.0f} ms", is_good=True)
        if self._steps(Feature.STREAMING):
            self._found("streaming", "not supported: questions appear as a whole")
        else:
            found = f"came in {len(texts)} pieces"
            self._found("streaming", found, is_good=len(texts) > 1 or None)
        is_taken = not self._steps(Feature.SYSTEM)
        text = "taken" if is_taken else "not taken: the rules go into the first message"
        self._found("system role", text, is_good=is_taken or None)
        if self._route.capabilities.closes_only:
            self._found("reasoning", "in the text, closed by a tag that none opens: held back")

    async def _fill_in_a_form(self) -> None:
        """A little JSON by a schema; what fails here does not keep questions from being asked."""
        prompt = _prompt(
            "You reply with JSON alone.",
            'Reply with {"ready": true}.',
            max_tokens=400,
            schema={
                "type": "object",
                "properties": {"ready": {"type": "boolean"}},
                "required": ["ready"],
                "additionalProperties": False,
            },
        )
        try:
            texts, _ = await self._reply(prompt)
        except ModelFailed as failed:
            self._found("structured output", self._why(failed))
            return
        step = self._steps(Feature.FORMAT)
        forms = ("by schema", "as JSON", "not taken")
        is_json = any("{" in text for text in texts)
        found = forms[step] if is_json else f"{forms[step]}, but no JSON came"
        self._found("structured output", found, is_good=(step == 0 and is_json) or None)

    async def _reply(self, prompt: Prompt, reads_on: float = 0.0) -> tuple[list[str], float]:
        """The first texts of a reply, and the seconds until it began. Raises `ModelFailed`.

        Once they are enough they are read on for `reads_on` seconds; what fails then is no
        fault, since the call has shown what it was made for.
        """
        began = first = time.monotonic()
        texts: list[str] = []
        stream, limit = self._model.stream_from(self._route, prompt), asyncio.timeout(None)
        try:
            async with limit, aclosing(stream) as pieces:
                async for text in pieces:
                    if not text:
                        continue
                    first = first if texts else time.monotonic()
                    texts.append(text)
                    letters = sum(map(len, texts))
                    if len(texts) == 1 or letters <= _ENOUGH_LETTERS:
                        continue
                    if letters > _MOST_LETTERS:
                        break
                    if limit.when() is None:
                        limit.reschedule(asyncio.get_running_loop().time() + reads_on)
        except (ModelFailed, TimeoutError):
            if limit.when() is None:
                raise
        return texts, first - began

    def _steps(self, feature: Feature) -> int:
        return self._route.capabilities.step(feature)

    def _found(self, subject: str, text: str, *, is_good: bool | None = None) -> None:
        self._findings.append(Finding(subject=subject, is_good=is_good, text=text))

    def _why(self, failed: ModelFailed) -> str:
        """The failure in words that say what to set."""
        provider = self._route.provider
        parts = urlsplit(provider.address)
        why = _WHY.get(failed.kind, "{host} does not answer as it should ({kind})")
        return why.format(
            address=provider.address,
            host=parts.netloc,
            path=parts.path,
            model=provider.model,
            kind=failed.kind,
            v=self._variable,
        )

    @property
    def _variable(self) -> str:
        """How the names of this provider's variables begin."""
        return "OPENAI_" if self._route.label == "primary" else "FALLBACK_OPENAI_"


def _in_short(check: ProviderCheck) -> str:
    bad = [finding.text for finding in check.findings if finding.is_good is False]
    if bad:
        return f"{check.label} {check.model} cannot be used: {bad[0]}"
    told = [f"{f.subject} {f.text}" for f in check.findings if f.subject != "models"]
    return f"{check.label} {check.model} can be used: {', '.join(told)}"


def _prompt(
    rules: str, task: str, *, max_tokens: int, schema: dict[str, object] | None = None
) -> Prompt:
    messages = (
        PromptMessage(role="system", content=rules),
        PromptMessage(role="user", content=task),
    )
    return Prompt(
        purpose=Purpose.CHECK,
        session_id="check",
        messages=lambda _: messages,
        max_tokens=max_tokens,
        schema=schema,
        schema_name="ready",
    )
