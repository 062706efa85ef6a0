"""The prompted interviewer: any OpenAI-compatible Chat Completions endpoint.

Law: one call of one provider a try, within limits of its own, and no error
without a reason: text counts as whole only when the provider said so.
"""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.interview.errors import ModelFailed
from app.interview.model import Interview, Source
from app.interview.turns import MAX_TRIES
from app.language.text import has_visible
from app.llm.completion import Completion
from app.llm.endpoint import Endpoint
from app.llm.providers import Lane, Lanes, Provider, Recent, Timeouts
from app.llm.reading import FEWEST, RESPONSE_FORMAT, FeedbackReader
from app.llm.replies import Reply, reply_of
from app.llm.statuses import Rejected
from app.llm.waiting import Waits, Watch
from app.prompting import prompts

if TYPE_CHECKING:
    from app.interview.plan import Brief
    from app.interview.report import AnswerReview, Summary
    from app.interviewer.needs import Budget
    from app.prompting.prompts import PromptMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """What one call sends and what it is measured by.

    `long_session` is the session whose prompt could still be shortened, None
    when nothing shorter is left. `is_shown` tells whether its reader could show
    anything yet.
    """

    messages: Sequence[PromptMessage]
    waits: Waits
    completion: Completion
    optional: Mapping[str, object] = field(default_factory=dict)
    long_session: str | None = None
    is_shown: Callable[[], bool] | None = None


class OpenAIModel:
    """Fits `needs.Model`. The SDK is loaded in the background once this is made."""

    def __init__(
        self,
        primary: Provider,
        fallback: Provider | None = None,
        timeouts: Timeouts | None = None,
        clock: Callable[[], float] = time.monotonic,
        budget: Budget | None = None,
    ) -> None:
        self._budget = budget
        self._timeouts = timeouts or Timeouts()
        self._clock = clock
        self._name = primary.model
        self._fallback_name = fallback.model if fallback else None
        self._missing = Recent()
        providers = {"primary": primary} | ({"fallback": fallback} if fallback else {})
        self._lanes = Lanes([Lane(label, one, clock) for label, one in providers.items()])
        self._endpoints = {
            label: Endpoint(one, self._timeouts.connect) for label, one in providers.items()
        }
        threading.Thread(target=self._warm, name="load openai", daemon=True).start()

    @property
    def name(self) -> str:
        return self._name

    @property
    def fallback_name(self) -> str | None:
        return self._fallback_name

    @property
    def source(self) -> Source:
        return Source.MODEL

    async def question(
        self, brief: Brief, tries: int, is_shown: Callable[[], bool] | None = None
    ) -> AsyncGenerator[str, None]:
        """The text as it comes from one provider, uncleaned."""
        await self._spend()
        lane = self._lanes.choose(tries)
        is_short = lane.needs_short(brief.session.id)
        messages = prompts.shorter_question(brief) if is_short else prompts.question(brief)
        call = _Call(
            messages=lane.worded(messages),
            waits=self._timeouts.of_question(
                has_fallback=self._lanes.has_fallback, is_last=self._lanes.is_last(lane)
            ),
            completion=Completion(may_be_cut_short=True),
            optional=lane.welcome({}),
            long_session=None if is_short else brief.session.id,
            is_shown=is_shown,
        )
        async with aclosing(self._guarded(lane, call)) as texts:
            async for text in texts:
                yield text

    async def feedback(
        self, interview: Interview, done: Sequence[AnswerReview], tries: int
    ) -> AsyncGenerator[AnswerReview | Summary, None]:
        """The reviews not in `done`, each as soon as it is whole, then the summary."""
        await self._spend()
        lane = self._lanes.choose(tries)
        session_id = interview.session.id
        messages = prompts.feedback(interview, done, self._missing.pop(session_id, None))
        # The last try takes a short summary rather than none.
        reader = FeedbackReader(interview, done, fewest=1 if tries >= MAX_TRIES else FEWEST)
        call = _Call(
            messages=lane.worded(messages),
            waits=self._timeouts.of_feedback(),
            completion=Completion(),
            optional=lane.welcome({"response_format": RESPONSE_FORMAT}),
        )
        async with aclosing(self._guarded(lane, call)) as texts:
            async for text in texts:
                for part in reader.feed(text):
                    yield part
        for part in self._rest(reader, session_id):
            yield part

    async def close(self) -> None:
        for endpoint in self._endpoints.values():
            await endpoint.close()

    async def _spend(self) -> None:
        if self._budget is not None:
            await self._budget.spend()

    def _rest(self, reader: FeedbackReader, session_id: str) -> list[AnswerReview | Summary]:
        """What the reader still held; what it lacks is kept for the next prompt."""
        try:
            return reader.finish()
        except ModelFailed:
            self._missing[session_id] = reader.missing or ""
            raise

    async def _guarded(self, lane: Lane, call: _Call) -> AsyncGenerator[str, None]:
        """The texts of one call; what became of it is told to the lane.

        A reader that has enough and stops early is a success too.
        """
        try:
            async with aclosing(self._texts(lane, call)) as texts:
                async for text in texts:
                    yield text
        except Rejected as no:
            failure = lane.rejected(no.rejection, call.optional, call.long_session)
            raise self._failure(lane, failure) from None
        except ModelFailed as failure:
            raise self._failure(lane, failure) from None
        except GeneratorExit:
            if call.completion.is_visible:
                lane.breaker.worked()
            raise
        lane.breaker.worked()

    async def _texts(self, lane: Lane, call: _Call) -> AsyncGenerator[str, None]:
        endpoint = self._endpoints[lane.label]
        await endpoint.ready()
        watch = Watch(call.waits, self._clock)
        async with AsyncExitStack() as stack:
            asking = endpoint.asked(call.messages, call.optional)
            answer = await watch.wait(stack.enter_async_context(asking))
            reply = reply_of(answer.content_type, call.completion)
            while not reply.is_over:
                chunk = await watch.wait(anext(answer.chunks, None))
                if chunk is None:
                    break
                text = _read(reply, chunk, watch)
                if text:
                    yield text
                    _note_text(text, watch, call)
            if rest := reply.finish():
                yield rest

    def _failure(self, lane: Lane, failure: ModelFailed) -> ModelFailed:
        """The failure as the asker is to see it: final only when nobody else is left."""
        lane.failed(failure)
        others_help = self._lanes.others_help(lane)
        return ModelFailed(
            failure.kind,
            f"{lane.label} provider: {failure}",
            final=failure.final and not others_help,
            retry_after=None if others_help else failure.retry_after,
        )

    def _warm(self) -> None:
        for endpoint in self._endpoints.values():
            endpoint.warm()


def _read(reply: Reply, chunk: bytes, watch: Watch) -> str:
    signs = reply.completion.signs
    text = reply.feed(chunk)
    if reply.completion.signs > signs:
        watch.saw_life()
    return text


def _note_text(text: str, watch: Watch, call: _Call) -> None:
    """After the text was taken: a slow taker's time is not the provider's."""
    if has_visible(text):
        watch.saw_text(is_shown=call.is_shown is None or call.is_shown())
