"""Questions of a model, and the line after them."""

from __future__ import annotations

from contextlib import aclosing

import pytest

from app.coach.model_coach import ModelInterviewer
from app.domain.brief import Brief, brief
from app.domain.plan import Origin, Plan, Reason
from app.domain.requirement import CvLine, Reading, Requirement, RequirementKind
from app.domain.source import Source
from app.prompts.prompt import Purpose
from app.values import replace
from tests.coach.fake_model import FakeModel
from tests.domain.interviews import interview, session

READING = Reading(
    requirements=(
        Requirement(
            id="r1",
            text="experience with PostgreSQL under load",
            name="PostgreSQL under load",
            kind=RequirementKind.MUST,
        ),
        Requirement(
            id="r2",
            text="mentoring of junior engineers",
            name="mentoring",
            kind=RequirementKind.NICE,
        ),
    ),
    cv_lines=(CvLine(id="c1", text="Built the order API used by 40 shops"),),
    language="en",
    source=Source.MODEL,
)
ANSWER = "The ledger was slow, so I split it by shop. We called it the “big cut”."


def a_brief() -> Brief:
    papers = replace(session(), reading=READING)
    return brief(interview(("What was slow?", ANSWER), of=papers), 2)


def plan(line: str) -> Plan:
    return ModelInterviewer(FakeModel()).plan(a_brief(), line)


async def test_pieces_pass_through_as_they_come() -> None:
    model = FakeModel("What ", "", "next?", '\n[r1] "PostgreSQL"')
    async with aclosing(ModelInterviewer(model).question(a_brief(), 1)) as pieces:
        came = [piece async for piece in pieces]

    assert came == ["What ", "", "next?", '\n[r1] "PostgreSQL"']
    assert model.prompts[0].purpose is Purpose.QUESTION


@pytest.mark.parametrize(
    "line",
    [
        '[r1] "PostgreSQL under load"',
        "[r1] “PostgreSQL under load”",
        "r1: PostgreSQL under load.",
        "  [R1]  'PostgreSQL under load'",
        '"r1": "PostgreSQL under load"',
        "**[r1]** «PostgreSQL  under load»",
        '[r1 databases] "PostgreSQL under load"',
        '[r1] "PostgreSQL under load" <|im_end|>',
    ],
)
def test_line_is_read_however_it_is_written(line: str) -> None:
    reason = Reason(origin=Origin.JOB, quote="PostgreSQL under load")

    assert plan(line) == Plan(requirement="r1", reason=reason)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('[c1] "the order API"', Reason(origin=Origin.CV, quote="the order API")),
        (
            '[-] "I split it by shop"',
            Reason(origin=Origin.ANSWER, quote="I split it by shop", turn=1),
        ),
        ('[-] the "big cut"', Reason(origin=Origin.ANSWER, quote="big cut", turn=1)),
        ('[r9] "nightly reconciliation"', Reason(origin=Origin.CV, quote="nightly reconciliation")),
    ],
)
def test_words_are_found_where_they_stand(line: str, reason: Reason) -> None:
    assert plan(line) == Plan(reason=reason)


def test_id_without_words_names_the_requirement_alone() -> None:
    assert plan("[r2]") == Plan(requirement="r2")


TWINS = tuple(
    Requirement(id=n, text=text, name=text, kind=RequirementKind.MUST)
    for n, text in (("r3", "nights on a ward"), ("r4", "weekends on a ward"), ("r5", "nights"))
)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ('[r1] "mentoring of junior engineers"', "r2"),
        ('[r1] "Mentoring of junior engineers."', "r2"),
        ('[r2] "with PostgreSQL"', "r1"),
        ('[r1] "on a ward"', "r1"),
        ('[r3] "nights"', "r3"),
        ('[r4] "nights"', "r4"),
        ('[r4] "nights on a ward"', "r3"),
        ('[r2] "the order API"', "r2"),
        ('[-] "mentoring of junior engineers"', None),
    ],
)
def test_words_of_one_other_requirement_name_that_one(line: str, meant: str | None) -> None:
    reading = replace(READING, requirements=(*READING.requirements, *TWINS))
    job = "\n".join(each.text for each in reading.requirements)
    papers = replace(session(), job_description_text=job, reading=reading)
    asked = brief(interview(("What was slow?", ANSWER), of=papers), 2)

    assert ModelInterviewer(FakeModel()).plan(asked, line).requirement == meant


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[r1] “ten years of PostgreSQL”",
        '[r1] "you"',
        "Because of your last answer.",
        "[]",
        '"PostgreSQL under load"',
    ],
)
def test_what_cannot_be_checked_gives_no_plan(line: str) -> None:
    assert plan(line) == Plan()


def test_words_that_tell_of_the_persons_life_are_no_reason() -> None:
    papers = replace(session(cv="Mother of two\nBuilt the order API"), reading=READING)
    asked = brief(interview(("What was slow?", ANSWER), of=papers), 2)

    assert ModelInterviewer(FakeModel()).plan(asked, '[c1] "Mother of two"') == Plan()
