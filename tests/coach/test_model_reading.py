"""The reading of the papers by a model: what is believed of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.coach.model_coach import ModelInterviewer
from app.domain.errors import ModelFailed
from app.domain.requirement import CvLine, Reading, RequirementKind
from app.domain.source import Source
from tests.coach.fake_model import FakeModel, in_pieces
from tests.domain.interviews import session

if TYPE_CHECKING:
    from app.domain.interview import Session

POSTING = """\
Warehouse clerk, Łódź
You drive a forklift with a valid licence, keep the stock list, and load lorries in the rain.
“Safety first” is what we say. Can you lift 20 kg?
Scan every pallet that comes in, put it where the plan says, and tell the shift leader at \
once when the plan and the rack do not agree, whatever the hour.
"""
CV = "Kept the stock list at Nord, 2019-2023\nMother of two\nLoaded 40 lorries a night"
PAPERS = session(cv=CV, job=POSTING)

ROWS = [
    {"words": "Keep the stock list", "name": "stock list", "kind": "must", "case": True},
    {"words": "a valid licence", "name": "licence", "kind": "must", "case": False},
    {"words": "load lorries  in the rain", "name": "loading", "kind": "duty", "case": True},
]
REPLY = {"language": "pl", "requirements": ROWS, "cv": ["Kept the stock list at Nord"]}


async def reading_of(reply: object, of: Session = PAPERS) -> Reading:
    text = reply if isinstance(reply, str) else json.dumps(reply)
    return await ModelInterviewer(FakeModel(*in_pieces(text))).read(of, 1)


async def row_of(**changed: object) -> Reading:
    return await reading_of({**REPLY, "requirements": [{**ROWS[0], **changed}, ROWS[1]]})


async def test_reading_has_ids_of_ours_and_the_words_of_the_papers() -> None:
    reading = await reading_of(REPLY)

    assert [(r.id, r.text, r.kind, r.is_askable) for r in reading.requirements] == [
        ("r1", "keep the stock list", RequirementKind.MUST, True),
        ("r2", "a valid licence", RequirementKind.MUST, False),
        ("r3", "load lorries in the rain", RequirementKind.DUTY, True),
    ]
    assert reading.cv_lines == (CvLine(id="c1", text="Kept the stock list at Nord"),)
    assert (reading.language, reading.source) == ("pl", Source.MODEL)


@pytest.mark.parametrize(
    "words",
    ["keep the books", "Can you lift 20 kg?", "“Safety first” is what we say", "", None, 7],
)
async def test_words_that_cannot_be_quoted_are_dropped(words: object) -> None:
    reading = await row_of(words=words)

    assert [r.text for r in reading.requirements] == ["a valid licence"]


async def test_same_words_are_taken_once() -> None:
    reading = await reading_of({**REPLY, "requirements": [*ROWS, ROWS[0], ROWS[1]]})

    assert len(reading.requirements) == 3


async def test_span_that_is_too_long_is_cut_at_a_clause() -> None:
    reading = await row_of(words=POSTING.splitlines()[3])

    assert reading.requirements[0].text == (
        "Scan every pallet that comes in, put it where the plan says"
    )


async def test_at_most_eight_requirements_and_five_lines_are_kept() -> None:
    items = [f"part {letter * 3}" for letter in "abcdefghijkl"]
    papers = session(cv="; ".join(items), job=", ".join(items))
    rows = [{"words": item, "name": item, "kind": "must", "case": True} for item in items]
    reading = await reading_of({"language": "en", "requirements": rows, "cv": items}, papers)

    assert [r.id for r in reading.requirements] == [f"r{n}" for n in range(1, 9)]
    assert [line.id for line in reading.cv_lines] == [f"c{n}" for n in range(1, 6)]


async def test_line_of_the_cv_that_tells_of_the_persons_life_is_dropped() -> None:
    reading = await reading_of({**REPLY, "cv": ["Mother of two", "Loaded 40 lorries a night"]})

    assert [line.text for line in reading.cv_lines] == ["Loaded 40 lorries a night"]


@pytest.mark.parametrize(
    ("written", "language"), [("German", "de"), ("pt-BR", "pt"), ("Klingon", "en"), (None, "en")]
)
async def test_language_is_a_code_or_told_by_the_posting(written: object, language: str) -> None:
    assert (await reading_of({**REPLY, "language": written})).language == language


async def test_unknown_kind_is_a_duty_and_a_missing_name_is_taken_from_the_words() -> None:
    first = (await row_of(kind="essential", name=None)).requirements[0]

    assert (first.kind, first.name) == (RequirementKind.DUTY, "keep the stock list")


@pytest.mark.parametrize("reply", ["", "I cannot do that.", "{}", '{"requirements": []}'])
async def test_reply_without_a_requirement_is_not_asked_again(reply: str) -> None:
    with pytest.raises(ModelFailed, match="reading") as failed:
        await reading_of(reply)

    assert (failed.value.kind, failed.value.final) == ("unreadable", True)


async def test_cut_reply_is_good_when_enough_came() -> None:
    cut = json.dumps(REPLY)[: json.dumps(REPLY).index('"cv"')]
    model = FakeModel(cut, fault=ModelFailed("cut"))

    assert len((await ModelInterviewer(model).read(PAPERS, 1)).requirements) == 3


async def test_cut_reply_with_little_in_it_has_failed() -> None:
    model = FakeModel(json.dumps(REPLY)[:120], fault=ModelFailed("cut"))

    with pytest.raises(ModelFailed) as failed:
        await ModelInterviewer(model).read(PAPERS, 1)

    assert failed.value.kind == "cut"


async def test_reply_without_end_is_left() -> None:
    pieces = [json.dumps(REPLY)[:-1], ', "x": {"words": "', *(["and so on "] * 600)]
    model = FakeModel(*pieces)
    reading = await ModelInterviewer(model).read(PAPERS, 1)

    assert len(reading.requirements) == 3
    assert model.given < 100
