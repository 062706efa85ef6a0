"""The built-in interviewer as the use cases see it."""

from __future__ import annotations

import asyncio
from itertools import pairwise

from app.demo.asker import decide
from app.demo.interviewer import DemoInterviewer
from app.demo.stories import stories
from app.domain.brief import Brief, brief
from app.domain.interview import Interview
from app.domain.source import Source
from app.domain.typing import marks
from app.services.ports import Interviewer
from app.values import replace
from tests.craft.interviews import papers_of, story_session


def first_question(name: str = "nurse") -> Brief:
    return brief(Interview(session=papers_of(name).session), 1)


async def pieces(interviewer: Interviewer, of: Brief) -> list[str]:
    return [piece async for piece in interviewer.question(of, 1)]


async def test_question_comes_word_by_word_and_nothing_after_it() -> None:
    interviewer: Interviewer = DemoInterviewer(0)
    found = await pieces(interviewer, first_question())
    decision = decide(first_question())
    assert "".join(found) == decision.text
    assert len(found) == len(decision.text.split())
    assert interviewer.plan(first_question(), "") == decision.plan


async def test_interviewer_says_that_it_is_the_demo() -> None:
    interviewer: Interviewer = DemoInterviewer(12)
    assert interviewer.name == "Demo interviewer"
    assert interviewer.fallback_name is None
    assert interviewer.source is Source.DEMO
    await interviewer.close()


async def test_reading_of_a_story_is_authored_and_of_others_by_rule() -> None:
    interviewer = DemoInterviewer(0)
    session = replace(story_session("nursing"), reading=None)
    assert await interviewer.read(session, 1) == stories()["nursing"].reading
    by_rule = await interviewer.read(papers_of("nurse").session, 1)
    assert by_rule == papers_of("nurse").session.reading
    assert by_rule.source is Source.DEMO


async def test_long_papers_are_read_while_other_tasks_go_on() -> None:
    cv, posting = (f"- Sold {n} bound books to shops in the county\n" for n in range(2))
    long = replace(papers_of("nurse").session, cv_text=cv * 80, job_description_text=posting * 80)
    reading = asyncio.ensure_future(DemoInterviewer(0).read(long, 1))

    turns_of_others = 0
    while not reading.done():
        await asyncio.sleep(0)
        turns_of_others += 1

    assert turns_of_others > 80


def test_words_are_due_unevenly_about_the_given_pace_and_the_same_each_time() -> None:
    text = decide(first_question()).text
    due = [mark.at for mark in marks(text, DemoInterviewer(10).seconds_per_word)]
    gaps = [after - before for before, after in pairwise(due)]
    assert due[0] == 0
    assert len({round(gap, 4) for gap in gaps}) > 5
    assert 0.07 <= sum(gaps) / len(gaps) <= 0.15
    assert due == [mark.at for mark in marks(text, DemoInterviewer(10).seconds_per_word)]


def test_slowest_pace_keeps_a_long_question_within_its_time() -> None:
    pace = DemoInterviewer(0.01).seconds_per_word
    due = [mark.at for mark in marks("word " * 60, pace)]
    assert due[-1] < 80
    assert max(after - before for before, after in pairwise(due)) < 10


async def test_slow_reader_delays_no_later_word() -> None:
    interviewer = DemoInterviewer(25)
    loop = asyncio.get_running_loop()
    start, spent = loop.time(), 0.0
    async for _ in interviewer.question(first_question(), 1):
        await asyncio.sleep(0.03)
        spent += 0.03
    *_, last = marks(decide(first_question()).text, interviewer.seconds_per_word)
    assert loop.time() - start < last.at + spent * 0.75
