"""How many calls the hot parts make: `make bench-guard` fails where one makes a fifth more.

    python -m benchmarks.counted_work [--write]

Calls of functions, Python's own and built-in, as the interpreter's profiler counts them: the
same on a slow machine and on a fast one, and beside any other work, so that a regression
shows without a quiet machine. What a call costs is not seen: a pattern that became slow, or
a query, is for `make bench`. Recorded in `counted_work.toml`; `--write` records anew.
"""

from __future__ import annotations

import asyncio
import cProfile
import json
import os
import pstats
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from app.coach.answer_classifier import classify
from app.coach.rule_coach import RuleReviewer
from app.demo.interviewer import DemoInterviewer
from app.domain.brief import brief
from app.domain.interview import Turn, TurnState
from app.domain.source import Source
from app.guard.stream_filter import QuestionFilter
from app.llm.chat_stream import ChatStream
from app.llm.completion import Completion
from app.prompts.question_prompt import question_prompt
from app.prompts.templates import OWN_SENTENCES
from app.rehearsal import rehearse
from app.services.stream_keys import question_key
from app.services.subscriber import Subscriber
from app.services.timeouts import Timeouts
from app.streams.memory import MemoryStream
from app.values import replace
from app.web.interview_fragments import TEMPLATE
from app.web.rendering import Pages
from app.web.view_models import InterviewPage, Site
from benchmarks.peer_environment import ROOT
from benchmarks.token_stub import QUESTIONS, event
from tests.coach.papers import read_at_once
from tests.fakes import FakeStore, a_session
from tests.web.examples import READING, interview

RECORDED = Path(__file__).with_suffix(".toml")
MOST = 1.2
"""Times the recorded number, from which on a part has become slower."""

TOKENS = QUESTIONS[1]
EVENTS = [event(token) for token in TOKENS]
EARLIER = ["".join(tokens) for tokens in QUESTIONS[2:]]
NOW = interview(TurnState.AWAITING_ANSWER, 8, reading=READING)
ENDED = interview(TurnState.ANSWERED, 8, reading=READING)
PAGES = Pages(Site(interviewer="Demo interviewer", is_demo=True))
START = (
    "import cProfile, pstats; p = cProfile.Profile(); p.enable(); import app.main; p.disable(); "
    "print(pstats.Stats(p).total_calls)"
)


def filtered() -> None:
    """The filter of one question, token by token."""
    question = QuestionFilter(asked=EARLIER, own_sentences=OWN_SENTENCES)
    for token in TOKENS:
        question.feed(token)
    question.finish()


def decoded() -> None:
    """The stream of one question, from bytes to text."""
    stream = ChatStream(Completion(may_be_cut_short=True))
    for chunk in EVENTS:
        stream.feed(chunk)


def prompted() -> None:
    """The prompt of the last question."""
    question_prompt(brief(NOW, 8)).messages(None)


def read_by_rule() -> None:
    """The papers of an interview."""
    read_at_once(NOW.session, Source.DEMO)


def rated_by_rule() -> None:
    """The eight answers of an interview."""
    for number in range(1, 9):
        classify(ENDED, number)


def whole_page() -> None:
    """The page of sixteen messages."""
    PAGES.page(TEMPLATE, page=InterviewPage(interview=ENDED, focus=8))


def last_frame() -> None:
    """What ends a question's socket."""
    PAGES.block(TEMPLATE, "question", page=InterviewPage(interview=NOW, focus=8))


def followed() -> None:
    """One question through the feed of a process, to one follower."""
    asyncio.run(_follow())


async def _follow() -> None:
    session, key = a_session(), question_key("session-1", 1)
    store, stream = FakeStore(), MemoryStream()
    store.sessions[session.id] = session
    turn = Turn(session_id=session.id, number=1, state=TurnState.WRITING, attempt=1)
    store.turns[session.id, 1] = turn
    subscriber = Subscriber(turns=store, feedbacks=store, stream=stream, timeouts=Timeouts())
    events = subscriber.question(session.id, 1)
    await anext(events)
    for token in TOKENS:
        await stream.append(key, 1, token)
        await anext(events)
        await asyncio.sleep(0.011)  # not so close that two are one addition
    store.turns[session.id, 1] = replace(turn, state=TurnState.FAILED)
    await stream.end(key, 1)
    async for _ in events:
        pass


PARTS: dict[str, Callable[[], None]] = {
    part.__name__: part
    for part in (
        filtered,
        decoded,
        prompted,
        read_by_rule,
        rated_by_rule,
        whole_page,
        last_frame,
        followed,
    )
}


def main() -> int:
    if os.environ.get("PYTHONHASHSEED") != "0":  # the order of sets decides on some calls
        command = [sys.executable, "-m", "benchmarks.counted_work", *sys.argv[1:]]
        env = os.environ | {"PYTHONHASHSEED": "0"}
        return subprocess.run(command, env=env, check=False).returncode
    rehearse(DemoInterviewer(0), RuleReviewer(Source.DEMO))
    counted = {"start": _calls_of_start(), **{n: _calls(part) for n, part in PARTS.items()}}
    if "--write" in sys.argv:
        RECORDED.write_text("".join(f"{n} = {calls}\n" for n, calls in counted.items()), "utf-8")
    recorded: dict[str, int] = tomllib.loads(RECORDED.read_text("utf-8"))
    slower = [name for name, calls in counted.items() if calls > MOST * recorded.get(name, 0)]
    for name, calls in counted.items():
        before = recorded.get(name, 0)
        print(f"{name:14} {calls:8} calls, recorded {before:8}{'  SLOWER' * (name in slower)}")
    return 1 if slower else 0


def _calls(part: Callable[[], None]) -> int:
    part()
    profile = cProfile.Profile()
    profile.runcall(part)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]  # not in typeshed


def _calls_of_start() -> int:
    """Those of importing the application, its bytecode compiled."""
    env = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": "0"}
    for _ in range(2):
        told = subprocess.run(
            [sys.executable, "-c", START], cwd=ROOT, env=env, check=True, capture_output=True
        )
    return int(json.loads(told.stdout))


if __name__ == "__main__":
    sys.exit(main())
