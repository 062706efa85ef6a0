"""Anything a candidate and a model can do, in any order, over the real program.

Two applications share a database, as two processes do; a state machine drives
them over HTTP and WebSocket. After every step: an answer once taken stands for
ever; one question a turn and no gap in the numbers; shown = stored = told to the
model; every state has a way on; nothing takes longer or costs more than it may.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import time
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from app.domain.turn_state import MAX_TRIES
from app.services.timeouts import Timeouts
from app.storage.store import open_store
from app.streams.factory import open_stream
from tests.candidate import Candidate, Reader
from tests.faults.disturbed import question_in
from tests.faults.moody import Moody, Whim
from tests.servers.postgres import any_postgres, fresh_database
from tests.servers.redis import any_redis
from tests.serving import HTML, HTMX, JSON, Served, parts, served

PATIENCE = Timeouts(
    first_text=2.0,
    gap=0.4,
    whole=3.0,
    whole_answer=1.0,
    beat=0.1,
    lost=0.5,
    sweep=0.1,
    silence=0.1,
    grace=0.1,
)
BOUND = 2 * PATIENCE.whole + 15.0
"""Seconds until nothing is being written, whoever died, on a machine that does much else."""

WANTED = os.environ.get("MACHINE_INTERVIEWS")
"""How many interviews to hold in other orders each time; unset, a few, the same each time."""

SIZE = settings(
    max_examples=int(WANTED or 5),
    stateful_step_count=14,
    deadline=None,
    derandomize=WANTED is None,
    database=None,
    print_blob=False,
    suppress_health_check=list(HealthCheck),
)
PLACES = st.integers(0, 1)
"""Which of the two applications is asked."""
TEXTS = st.sampled_from(("42", "<b>No</b> & “so”\r\n😀", '{"content": null}', "I moved it. \u2028"))
SHAPES = st.sampled_from((HTML, JSON, HTMX))

T = TypeVar("T")


@dataclass
class Pair:
    """Two applications on one database, the model of both, and the loop they run in."""

    runner: asyncio.Runner
    apps: tuple[Served, Served]
    model: Moody
    client: httpx.AsyncClient
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def candidate(self, place: int, session_id: str) -> Candidate:
        self.client.base_url = self.apps[place].origin
        return Candidate(self.apps[place], self.client, session_id)


class Interview(RuleBasedStateMachine):
    """One interview; the pair outlives it."""

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self.pair = pair
        self.session_id = ""
        self.taken: dict[int, str] = {}
        self.asks: Counter[int] = Counter()
        self.said: list[dict[str, Any]] = []

    @initialize(place=PLACES, whims=st.lists(st.sampled_from(Whim), max_size=3))
    def arrive(self, place: int, whims: list[Whim]) -> None:
        candidate = self.pair.candidate(place, "")
        self.pair.run(candidate.prepare())
        self.session_id = candidate.session_id
        self.pair.model.whims[self.session_id].extend(whims)
        self.asks[1] = 1
        self.pair.run(candidate.get("interview", HTML))

    @rule(whims=st.lists(st.sampled_from(Whim), min_size=1, max_size=3))
    def the_model_turns(self, whims: list[Whim]) -> None:
        self.pair.model.whims[self.session_id].extend(whims)

    @rule(place=PLACES, turn=st.integers(1, 4), text=TEXTS, shape=SHAPES, times=st.integers(1, 3))
    def answer(self, place: int, turn: int, text: str, shape: dict[str, str], times: int) -> None:
        posts = [self._post(place + n, turn, text, shape) for n in range(times)]
        for response in self.pair.run(_all(posts)):
            self._acknowledge(turn, text, response)

    @rule(place=PLACES, text=TEXTS, shape=SHAPES)
    def answer_what_is_asked(self, place: int, text: str, shape: dict[str, str]) -> None:
        turn = self._state()["turn"]["number"]
        self._acknowledge(turn, text, self.pair.run(self._post(place, turn, text, shape)))

    @rule(turn=st.integers(1, 4), shape=SHAPES)
    def answer_differently_in_two_tabs(self, turn: int, shape: dict[str, str]) -> None:
        texts = ("One tab.", "Another tab.")
        posts = [self._post(n, turn, text, shape) for n, text in enumerate(texts)]
        for text, response in zip(texts, self.pair.run(_all(posts)), strict=True):
            self._acknowledge(turn, text, response)

    @rule(place=PLACES, shape=SHAPES, times=st.integers(1, 2))
    def ask_again(self, place: int, shape: dict[str, str], times: int) -> None:
        for number in range(1, 9):
            self.asks[number] += times
        posts = [self._send(place + n, "retry", {"live": "1"}, shape) for n in range(times)]
        for response in self.pair.run(_all(posts)):
            assert response.status_code in {200, 303, 500}, response.text

    @rule(place=PLACES, cuts=st.lists(st.integers(0, 5), max_size=3))
    def watch_a_socket(self, place: int, cuts: list[int]) -> None:
        number = self._state()["turn"]["number"]
        reader = self.pair.run(self._watched(place, number, cuts))
        if "/retry" not in reader.last and f'id="question-{number}"' in reader.last:
            self._is_stored(number, reader.text)

    @rule(place=PLACES, cut=st.integers(0, 12_000))
    def load_the_page_and_cut_it(self, place: int, cut: int) -> None:
        self.pair.run(self._cut_page(place, cut))

    @rule(place=PLACES)
    def load_the_page(self, place: int) -> None:
        before = self._state()["turn"]["number"]
        page = self.pair.run(self._get(place, "interview", HTML)).text
        assert "</html>" in page
        way_on = ('name="answer"', "/retry", 'id="finished"')
        assert any(each in page for each in way_on), page
        shown = question_in(page, before)
        if shown is not None:
            self._is_stored(before, shown)

    @rule(seconds=st.sampled_from((0.02, 0.3)))
    def wait(self, seconds: float) -> None:
        self.pair.run(asyncio.sleep(seconds))

    @rule(place=PLACES)
    def end_early(self, place: int) -> None:
        if len(self.taken) > 1:
            response = self.pair.run(self._send(place, "complete", {}, HTML))
            assert response.status_code == 303
            assert self._state()["turn"]["state"] == "finished"

    @invariant()
    def what_stands_is_lawful(self) -> None:
        if self.session_id:
            self._check(self._state())

    def teardown(self) -> None:
        if not self.session_id:
            return
        until = time.monotonic() + BOUND
        while (state := self._state())["turn"]["state"] == "writing":
            assert time.monotonic() < until, "it is written for ever"
            self.pair.run(asyncio.sleep(0.05))
        self._check(state)
        self._check_told()

    # The laws

    def _check(self, state: dict[str, Any]) -> None:
        said, turn = state["conversation"], state["turn"]
        assert said[: len(self.said)] == self.said, "what stood has changed"
        self.said = said
        roles = [message["role"] for message in said]
        assert roles == (["assistant", "user"] * 8)[: len(roles)]
        answers = [message["content"] for message in said if message["role"] == "user"]
        assert dict(enumerate(answers, 1)) == {**dict(enumerate(answers, 1)), **self.taken}
        asked = roles.count("assistant")
        assert state["progress"]["question_count"] == asked
        if turn["state"] != "finished":
            awaited = turn["state"] in {"writing", "failed"}
            assert turn["number"] == asked + awaited, "a gap in the numbers"

    def _check_told(self) -> None:
        calls: Counter[int] = Counter()
        texts = [message["content"] for message in self.said]
        for brief in self.pair.model.told[self.session_id]:
            calls[brief.number] += 1
            told = [
                text
                for exchange in brief.exchanges
                for text in (exchange.question.content, exchange.answer and exchange.answer.content)
            ]
            assert told == texts[: len(told)], "the model was told otherwise"
        for number, count in calls.items():
            assert count <= MAX_TRIES * max(1, self.asks[number]), f"{count} calls for {number}"

    def _is_stored(self, number: int, shown: str) -> None:
        questions = [m["content"] for m in self._state()["conversation"][::2]]
        if len(questions) >= number:
            assert shown == questions[number - 1], "shown is not stored"

    def _acknowledge(self, turn: int, text: str, response: httpx.Response) -> None:
        stored = text.replace("\r\n", "\n")
        if response.status_code == 409:
            assert self.taken.get(turn) != stored, "a repeat was refused"
            return
        assert response.status_code in {200, 303, 500}, response.text
        assert self.taken.setdefault(turn, stored) == stored, "two answers were taken"
        self.asks[turn + 1] = max(1, self.asks[turn + 1])

    # Speaking to the pair

    def _state(self) -> dict[str, Any]:
        place = next(self.pair.numbers) % 2
        response = self.pair.run(self._get(place, "interview", JSON))
        assert response.status_code == 200, response.text
        state: dict[str, Any] = response.json()
        return state

    async def _get(self, place: int, rest: str, headers: dict[str, str]) -> httpx.Response:
        return await self.pair.candidate(place % 2, self.session_id).get(rest, headers)

    async def _send(
        self, place: int, rest: str, form: dict[str, str], headers: dict[str, str]
    ) -> httpx.Response:
        return await self.pair.candidate(place % 2, self.session_id).post(rest, form, headers)

    async def _post(
        self, place: int, turn: int, text: str, shape: dict[str, str]
    ) -> httpx.Response:
        live = {"live": "1"} if shape is HTMX else {}
        return await self._send(
            place, "message", {"answer": text, "turn": str(turn), **live}, shape
        )

    async def _watched(self, place: int, number: int, cuts: list[int]) -> Reader:
        """What a watcher has seen who is cut after so many frames, and then is not."""
        for most in (*cuts, 10**6):
            reader = Reader()
            async with self.pair.candidate(place, self.session_id).watch(number) as socket:
                async for frame in socket:
                    assert isinstance(frame, str)
                    reader.take(frame)
                    if len(reader.frames) > most:
                        break
        return reader

    async def _cut_page(self, place: int, most: int) -> None:
        candidate = self.pair.candidate(place, self.session_id)
        async with candidate.client.stream(
            "GET", candidate.path("interview"), headers=HTML
        ) as page:
            async for part in page.aiter_raw():
                most -= len(part)
                if most < 0:
                    return


async def _all(posts: list[Coroutine[Any, Any, httpx.Response]]) -> list[httpx.Response]:
    return await asyncio.gather(*posts)


@asynccontextmanager
async def two_at(
    folder: Path, database_url: str, redis_url: str | None
) -> AsyncIterator[tuple[tuple[Served, Served], Moody, httpx.AsyncClient]]:
    model = Moody()
    async with AsyncExitStack() as stack:

        async def one() -> Served:
            world = parts(
                folder,
                store=open_store(database_url),
                stream=open_stream(redis_url),
                interviewer=model,
                timeouts=PATIENCE,
                expects_others=True,
            )
            return await stack.enter_async_context(served(world))

        apps = (await one(), await one())
        client = await stack.enter_async_context(apps[0].client())
        yield apps, model, client


def hold_interviews(folder: Path, database_url: str, redis_url: str | None) -> None:
    with asyncio.Runner() as runner:
        context = two_at(folder, database_url, redis_url)
        apps, model, client = runner.run(context.__aenter__())
        pair = Pair(runner, apps, model, client)
        try:
            run_state_machine_as_test(partial(Interview, pair), settings=SIZE)  # type: ignore[arg-type]  # it takes any factory
        finally:
            runner.run(context.__aexit__(None, None, None))


def test_no_order_of_events_breaks_a_law_on_sqlite(tmp_path: Path) -> None:
    hold_interviews(tmp_path, f"sqlite:///{tmp_path}/viva.sqlite", None)


@pytest.mark.postgres
@pytest.mark.redis
def test_no_order_of_events_breaks_a_law_on_postgres_and_redis(tmp_path: Path) -> None:
    with asyncio.Runner() as runner, any_postgres() as server, any_redis() as redis:
        database = fresh_database(server)
        url = runner.run(database.__aenter__())
        try:
            hold_interviews(tmp_path, url, redis)
        finally:
            runner.run(database.__aexit__(None, None, None))
