"""The language model: any OpenAI-compatible Chat Completions endpoint.

Law: one provider a try, within limits of its own, and no error without a reason:
a reply counts as whole only when the provider said so.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from typing import TYPE_CHECKING

from msgspec import Struct

from app.domain.errors import ModelFailed
from app.llm.call_record import ENOUGH, GIVEN_UP, UNFORESEEN, WHOLE, CallRecord, NoteCall, Usage
from app.llm.chat_request import ChatRequest, chat_request
from app.llm.chat_stream import ChatStream
from app.llm.client import Client
from app.llm.completion import LONGEST_TEXT, Completion
from app.llm.deadlines import CallTimeouts, Deadline
from app.llm.failures import Kind, fault
from app.llm.network import network_to
from app.llm.openings import Chunks, Openings
from app.llm.provider import Provider
from app.llm.repeats import AskRecord, Asks
from app.llm.routing import Route, Router
from app.prompts.prompt import Prompt, Purpose
from app.text.normalise import has_visible

if TYPE_CHECKING:
    from app.services.ports import Budget

log = logging.getLogger(__name__)

_LETTERS_A_TOKEN = 6
"""No more than that on the average, so that a bound on tokens can be one on letters."""

_MAY_LINGER = frozenset({Purpose.QUESTION, Purpose.CHECK})
"""What is worth keeping open when its asker gives it up in silence."""

_LIFE_EVERY = 0.5
"""Seconds between two signs of life that are told."""


class _Call(Struct, kw_only=True):
    """One call of a provider as it goes on."""

    route: Route
    prompt: Prompt
    request: ChatRequest
    completion: Completion
    deadline: Deadline
    number: int
    began: float
    first_word: float | None = None
    has_object: bool = False
    """Whether a JSON object was begun in the reply."""


class OpenAIModel:
    """Fits `ports.Model`. The SDK is loaded in a thread when it is first asked.

    `environment` names proxies and certificates; raises `ValueError` in one line where
    these cannot work. `note_call` is told what became of each call and what it cost.
    """

    def __init__(
        self,
        primary: Provider,
        fallback: Provider | None = None,
        timeouts: CallTimeouts | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        budget: Budget | None = None,
        environment: Mapping[str, str] | None = None,
        note_call: NoteCall | None = None,
    ) -> None:
        self._budget = budget
        self._timeouts = timeouts or CallTimeouts()
        self._clock = clock
        self._note_call = note_call
        self.name = primary.model
        self.fallback_name = fallback.model if fallback else None
        self.is_local = primary.is_local
        self._asks = Asks()
        self._openings = Openings(self._timeouts.linger)
        providers = {"primary": primary} | ({"fallback": fallback} if fallback else {})
        self.router = Router(
            [self._route(label, one, environment or {}) for label, one in providers.items()]
        )

    def stream(
        self, prompt: Prompt, tries: int, is_shown: Callable[[], bool] | None = None
    ) -> AsyncGenerator[str, None]:
        """The raw reply of one provider as it comes; see `ports.Model`."""
        return self.stream_from(self.router.choose(tries), prompt, tries, is_shown)

    async def stream_from(
        self,
        route: Route,
        prompt: Prompt,
        tries: int = 1,
        is_shown: Callable[[], bool] | None = None,
    ) -> AsyncGenerator[str, None]:
        """The reply of this provider, whoever's turn it is."""
        await route.client.ready()
        ask = self._asks.of(prompt, tries)
        deadline = self._deadline(route, prompt, tries)
        while True:
            if self._budget is not None:
                await self._budget.spend()
            ask.calls += 1
            call = self._call(route, prompt, ask, deadline)
            outcome: str = UNFORESEEN
            try:
                async with aclosing(self._pieces(call)) as pieces:
                    async for piece in pieces:
                        if call.first_word is None and call.completion.is_visible:
                            call.first_word = self._clock() - call.began
                        yield piece
                        call.has_object = call.has_object or "{" in piece
                        _note_text(piece, deadline, is_shown)
            except (GeneratorExit, asyncio.CancelledError):
                outcome = ENOUGH if call.completion.is_visible else GIVEN_UP
                raise
            except ModelFailed as failed:
                failure, outcome = failed, failed.kind
            else:
                outcome = WHOLE
                return
            finally:
                self._ended(call, outcome)
            await self._again(call, ask, failure)

    async def close(self) -> None:
        await self._openings.close()
        for route in self.router.routes:
            await route.client.close()

    # One call

    def _deadline(self, route: Route, prompt: Prompt, tries: int) -> Deadline:
        waits = self._timeouts.waits(
            prompt.purpose,
            tries,
            has_fallback=self.router.has_fallback,
            is_last=self.router.is_last(route),
        )
        return Deadline(waits, self._clock)

    def _call(self, route: Route, prompt: Prompt, ask: AskRecord, deadline: Deadline) -> _Call:
        is_question = prompt.purpose is Purpose.QUESTION
        completion = Completion(
            may_be_cut_short=is_question,
            closes_only=route.capabilities.is_held(prompt.session_id),
            most=LONGEST_TEXT if is_question else prompt.max_tokens * _LETTERS_A_TOKEN,
        )
        return _Call(
            route=route,
            prompt=prompt,
            request=chat_request(route.provider, route.capabilities, prompt, ask.trial(route)),
            completion=completion,
            deadline=deadline,
            number=ask.calls,
            began=self._clock(),
        )

    async def _pieces(self, call: _Call) -> AsyncGenerator[str, None]:
        """The texts of one call, an empty one now and then while it only reasons."""
        completion, stream = call.completion, ChatStream(call.completion)
        told = float("-inf")
        answer = call.route.client.answer(call.request.body, with_version=call.request.with_version)
        may_linger = call.prompt.purpose in _MAY_LINGER and not self.router.has_fallback
        opened = self._openings.opened(answer, call.deadline, may_linger=may_linger)
        async with opened as (chunks, first):
            chunk = first
            while chunk is not None:
                signs, thoughts = completion.signs, completion.thoughts
                text = stream.feed(chunk)
                if completion.thoughts > thoughts:
                    call.deadline.saw_life()
                if text:
                    yield text
                elif completion.signs > signs and self._clock() - told >= _LIFE_EVERY:
                    told = self._clock()
                    yield ""
                chunk = None if stream.is_over else await self._next(chunks, call)
            if rest := stream.finish():
                yield rest

    async def _next(self, chunks: Chunks, call: _Call) -> bytes | None:
        """The next chunk of the body; None at its end, also where a whole text's is not told."""
        tail = self._timeouts.tail if call.completion.may_be_over else None
        try:
            return await call.deadline.wait(anext(chunks, None), tail)
        except ModelFailed:
            if call.completion.is_enough:
                return None
            raise

    # What became of it

    async def _again(self, call: _Call, ask: AskRecord, failure: ModelFailed) -> None:
        """Return if the call is to be made again at once; raises the failure if it is not.

        The failure is final only when nobody else is left.
        """
        route = call.route
        is_worth_it = ask.learn(route, call.request, failure)
        if is_worth_it and not call.completion.is_visible and ask.may_repeat:
            call.deadline.saw_life()
            return
        if failure.kind == Kind.LOADING and not self.router.has_fallback:
            if ask.may_repeat:
                await call.deadline.wait(asyncio.sleep(self._timeouts.load[ask.calls - 1]))
                return
            failure.final = True  # so long was it waited for
        if failure.kind == Kind.TOO_LONG and not is_worth_it:
            failure = fault(Kind.BAD_REQUEST, f"{Kind.TOO_LONG}, shortened")
        route.failed(failure)
        others_help = self.router.others_help(route)
        raise ModelFailed(
            failure.kind,
            f"{route.label} provider: {failure}",
            final=failure.final and not others_help,
            retry_after=None if others_help else failure.retry_after,
        ) from None

    def _ended(self, call: _Call, outcome: str) -> None:
        """Learn from a call that is over, and tell what became of it."""
        record = CallRecord(
            provider=call.route.label,
            model=call.route.provider.model,
            purpose=call.prompt.purpose,
            number=call.number,
            outcome=outcome,
            seconds=self._clock() - call.began,
            first_word=call.first_word,
            usage=Usage.read(call.completion.usage),
        )
        if record.went_well:
            call.route.breaker.worked()
            if call.prompt.schema is None or call.has_object:
                # Plain text where an object was wanted does not show that leaving out helps.
                call.route.capabilities.went_well(call.request.sent, call.request.trial)
            if record.usage is not None:
                _note_usage(call, record.usage)
        _note_thought(call)
        if self._note_call is not None:
            self._note_call(record)

    def _route(self, label: str, provider: Provider, environment: Mapping[str, str]) -> Route:
        network = network_to(provider.address, environment)
        client = Client(provider, self._timeouts.connect, network)
        return Route(label, provider, client, self._clock)


def _note_usage(call: _Call, usage: Usage) -> None:
    log.info(
        "%s provider, %s: %d tokens read, %d of them cached, %d written",
        call.route.label,
        call.prompt.purpose,
        usage.prompt,
        usage.cached,
        usage.completion,
    )
    read = usage.prompt + usage.cached  # some count those twice, some apart
    if read < call.request.least_tokens:
        call.route.note_cut_prompt(read, call.request.least_tokens)


def _note_thought(call: _Call) -> None:
    """Learn whether the reply closed a thought that it had not opened.

    One without a thought shows nothing where a schema left no room for it.
    """
    closed_only = call.completion.closed_only
    if closed_only or (closed_only is False and call.prompt.schema is None):
        call.route.capabilities.saw_reply(
            call.prompt.session_id,
            closes_only=closed_only,
            is_check=call.prompt.purpose is Purpose.CHECK,
        )


def _note_text(text: str, deadline: Deadline, is_shown: Callable[[], bool] | None) -> None:
    """After the text was taken: a slow taker's time is not the provider's."""
    if has_visible(text):
        deadline.saw_text(is_shown=is_shown is None or is_shown())
