"""The report of a model: what is believed of it, and when it is given."""

from __future__ import annotations

import json
from contextlib import aclosing
from typing import TYPE_CHECKING

import pytest

from app.coach.model_coach import ModelReviewer
from app.domain.errors import ModelFailed
from app.domain.feedback import AnswerReview, Evidence, Part, RequirementFinding, Summary
from app.domain.requirement import Reading, Requirement, RequirementKind
from app.domain.source import Source
from app.values import replace
from tests.coach.fake_model import FakeModel, in_pieces
from tests.domain.interviews import interview, session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.coach.report_reader import ReportPart

NAMES = [a + b for a in "abcde" for b in "vwxyz"]
FIRST = "I cut the “nightly batch” from 40 minutes\nto 6, because it blocked the shops."
SECOND = "We did some things with queues, in general."
THIRD = "My roses had black spot in June."

MUST, DUTY = RequirementKind.MUST, RequirementKind.DUTY
READING = Reading(
    requirements=(
        Requirement(id="r1", text="nightly batches", name="batches", kind=MUST),
        Requirement(id="r2", text="message queues such as Kafka", name="Kafka", kind=MUST),
        Requirement(id="r3", text="Python", name="Python", kind=DUTY),
    ),
    cv_lines=(),
    language="en",
    source=Source.MODEL,
)
TALK = interview(
    ("What did you improve?", FIRST),
    ("And queues?", SECOND),
    ("What went wrong?", THIRD),
    ("Last?", None),
    of=replace(session(), reading=READING),
)

REVIEWS: list[dict[str, object]] = [
    {
        "turn": 1,
        "comment": "A measured result of your own.",
        "answers_question": True,
        "quote": 'I cut the "nightly batch" from 40 minutes to 6',
        "parts": ["result", "action"],
        "rating": 5,
        "outline": None,
    },
    {
        "turn": 2,
        "comment": "General.",
        "answers_question": True,
        "quote": "I built the queues",
        "parts": [],
        "rating": 2,
        "outline": "Say which queue, and what you did: […].",
    },
    {
        "turn": 3,
        "comment": "This is about a garden.",
        "answers_question": False,
        "quote": "My roses had black spot",
        "parts": ["situation"],
        "rating": 4,
        "outline": None,
    },
]
TABLE: list[dict[str, object]] = [
    {"id": "r1", "evidence": "shown", "turn": 1, "words": "because it blocked the shops"},
    {"id": "r2", "evidence": "none", "turn": None, "words": None},
    {"id": "r3", "evidence": "cv", "turn": None, "words": "Wrote the nightly reconciliation batch"},
]
LISTS: dict[str, list[object]] = {
    "strengths": ["You give the minutes before and after."],
    "weaknesses": ["The queue has no name."],
    "cv_improvements": [
        {"words": "Built the order API", "advice": "Say for how many shops at peak."}
    ],
}
REPLY = {"answers": REVIEWS, "requirements": TABLE, **LISTS}
SUMMARY = Summary(
    strengths=("You give the minutes before and after.",),
    weaknesses=("The queue has no name.",),
    cv_improvements=("“Built the order API”: Say for how many shops at peak.",),
    source=Source.MODEL,
)


async def parts_of(model: FakeModel, done: Sequence[AnswerReview] = ()) -> list[ReportPart]:
    """The parts as far as they came, whatever became of the call."""
    parts, _ = await outcome_of(model, done)
    return parts


async def outcome_of(
    model: FakeModel, done: Sequence[AnswerReview] = ()
) -> tuple[list[ReportPart], ModelFailed | None]:
    """The parts as far as they came, and how the call failed, if it did."""
    parts: list[ReportPart] = []
    try:
        async for part in ModelReviewer(model).review(TALK, done, 1):
            parts += [part]
    except ModelFailed as fault:
        return parts, fault
    return parts, None


async def read(reply: object) -> list[ReportPart]:
    return await parts_of(FakeModel(*in_pieces(json.dumps(reply))))


async def review(**changed: object) -> AnswerReview:
    """What is read of the first review with some fields changed."""
    found = (await read({**REPLY, "answers": [{**REVIEWS[0], **changed}]}))[0]
    assert isinstance(found, AnswerReview)
    return found


async def finding(changed: dict[str, object], rating: int = 5) -> RequirementFinding:
    """What is read of the first row with some fields changed."""
    answers = [{**REVIEWS[0], "rating": rating}, *REVIEWS[1:]]
    reply = {**REPLY, "answers": answers, "requirements": [{**TABLE[0], **changed}]}
    found = [part for part in await read(reply) if isinstance(part, RequirementFinding)]
    return found[0]


async def summary(**changed: object) -> Summary:
    found = [part for part in await read({**REPLY, **changed}) if isinstance(part, Summary)]
    return found[0]


async def test_report_is_read_in_order() -> None:
    first, second, third, *rows, last = await read(REPLY)

    assert first == AnswerReview(
        turn=1,
        rating=5,
        quote="I cut the “nightly batch” from 40 minutes\nto 6",
        parts=(Part.ACTION, Part.RESULT),
        comment="A measured result of your own.",
        outline=None,
        source=Source.MODEL,
    )
    assert isinstance(second, AnswerReview)
    assert (second.quote, second.outline) == (None, "Say which queue, and what you did: […].")
    assert isinstance(third, AnswerReview)
    assert [row.evidence for row in rows if isinstance(row, RequirementFinding)] == [
        Evidence.SHOWN,
        Evidence.NOT_SPOKEN_OF,
        Evidence.IN_CV,
    ]
    assert last == SUMMARY


async def test_answer_beside_the_question_rates_two_at_most_and_is_not_quoted() -> None:
    beside = await review(answers_question=False)

    assert (beside.rating, beside.quote, beside.answers_question) == (2, None, False)


async def test_review_is_given_while_the_rest_is_written() -> None:
    text = json.dumps(REPLY)
    model = FakeModel(text[: text.index("}") + 1], text[text.index("}") + 1 :])
    async with aclosing(ModelReviewer(model).review(TALK, (), 1)) as parts:
        await anext(parts)

        assert model.given == 1


async def test_reviews_in_done_are_neither_asked_for_nor_given_again() -> None:
    done = [await review()]
    model = FakeModel(json.dumps(REPLY))
    parts = await parts_of(model, done)
    told = model.prompts[0].messages(None)[-1].content

    assert [part.turn for part in parts if isinstance(part, AnswerReview)] == [2, 3]
    assert "answers to judge: 2, 3\n" in told


async def test_cut_call_keeps_what_came_and_fails() -> None:
    text = json.dumps(REPLY)
    fault = ModelFailed("cut")
    parts, failed = await outcome_of(FakeModel(text[: text.index('"turn": 3')], fault=fault))

    assert [part.turn for part in parts if isinstance(part, AnswerReview)] == [1, 2]
    assert failed is fault


async def test_call_that_fails_after_the_whole_report_has_not_failed() -> None:
    parts, failed = await outcome_of(FakeModel(json.dumps(REPLY), fault=ModelFailed("cut")))

    assert (len(parts), failed) == (7, None)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("entries", [None, ["You said “I saved three lives that night”."]])
async def test_summary_that_lacks_a_list_is_a_failure(name: str, entries: object) -> None:
    parts, failed = await outcome_of(FakeModel(json.dumps({**REPLY, name: entries})))

    assert not any(isinstance(part, Summary) for part in parts)
    assert "the summary" in str(failed)


@pytest.mark.parametrize("name", LISTS)
async def test_one_list_that_the_model_leaves_empty_stands(name: str) -> None:
    assert getattr(await summary(**{name: []}), name) == ()


@pytest.mark.parametrize("reply", ["", "I would rather not.", "{}", json.dumps(REVIEWS[0])])
async def test_report_that_lacks_a_part_is_a_failure(reply: str) -> None:
    _, failed = await outcome_of(FakeModel(reply))

    assert failed is not None
    assert (failed.kind, failed.final) == ("unreadable", False)


async def test_text_without_end_costs_neither_the_review_nor_the_time() -> None:
    begun = json.dumps(REVIEWS[0]).replace("null}", '"Say first that')
    model = FakeModel('{"answers": [', begun, *([" and so on"] * 900))
    (first,), failed = await outcome_of(model)

    assert isinstance(first, AnswerReview)
    assert (first.rating, first.outline) == (5, None)
    assert failed is not None
    assert failed.kind == "runaway"
    assert model.given < 100


async def test_objects_without_end_are_left() -> None:
    model = FakeModel(*([json.dumps(REVIEWS[0]) + ", "] * 500))

    assert len(await parts_of(model)) == 1
    assert model.given < 100


@pytest.mark.parametrize(("written", "rating"), [(0, 1), ("4", 4), ("4/5", 4), (3.6, 3), (5, 5)])
async def test_rating_is_one_of_five(written: object, rating: int) -> None:
    assert (await review(rating=written)).rating == rating


@pytest.mark.parametrize(
    "wrong",
    [
        {"turn": 4},
        {"turn": None},
        {"turn": -1},
        {"turn": 2001},
        {"rating": -5},
        {"rating": "−3/5"},
        {"rating": 1004},
        {"rating": True},
        {"rating": "none"},
        {"rating": 9},
        {"comment": " "},
        {"comment": "You tell how you planned the night and what it saved."},
        {"comment": "As a mother of two you had a stroke in 2016."},
        {"comment": "You are a mother of two. You had a stroke in 2016."},
        {"comment": None},
        {"comment": ["A measured result of your own."]},
    ],
)
async def test_review_without_substance_is_passed_over(wrong: dict[str, object]) -> None:
    found = await read({**REPLY, "answers": [{**REVIEWS[0], **wrong}]})

    assert [part for part in found if isinstance(part, AnswerReview)] == []


async def test_long_text_is_cut() -> None:
    comment = (await review(comment=" ".join(f"You name step {word}." for word in NAMES))).comment

    assert comment.endswith(".")
    assert len(comment.split()) <= 60


@pytest.mark.parametrize(
    ("rating", "outline", "is_shown"),
    [
        (3, "End with the 85 % you saved.", False),
        (3, "From 40 minutes to 6; then […].", True),
        (1, "From 40 minutes to 6; then […].", True),
        (4, "From 40 minutes to 6; then […].", False),
        (5, "From 40 minutes to 6; then […].", False),
    ],
)
async def test_outline_is_for_an_answer_that_needs_one_and_holds_no_new_figure(
    rating: int, outline: str, is_shown: bool
) -> None:
    assert (await review(rating=rating, outline=outline)).outline == (outline if is_shown else None)


INVENTED = "You said “I saved three lives that night”."
GIVEN = [
    "You say it “blocked the shops”.",
    'The question was "What did you improve?"',
    "The CV has „Built the order API“.",
    "Say “STAR” less, and “I lost” for “we lost”.",
    "A measured result of your own.",
]


@pytest.mark.parametrize("given", GIVEN)
@pytest.mark.parametrize(
    "invented",
    [
        INVENTED,
        'You said "I left early. Nobody saw it." there.',
        "You call it «the worst night».",
    ],
)
async def test_sentence_with_words_that_stand_nowhere_is_left_out(
    invented: str, given: str
) -> None:
    whole = f"{given} {invented} Name the shops."
    read = await review(comment=whole, outline=whole, rating=3)

    assert (read.comment, read.outline) == (f"{given} Name the shops.",) * 2
    assert (await summary(weaknesses=[whole, invented])).weaknesses == (read.comment,)


async def test_comment_of_nothing_but_words_that_stand_nowhere_is_left_to_the_rule() -> None:
    answers = [{**REVIEWS[0], "comment": INVENTED}, *REVIEWS[1:]]
    parts, failed = await outcome_of(FakeModel(json.dumps({**REPLY, "answers": answers})))

    assert [part.turn for part in parts if isinstance(part, AnswerReview)] == [2, 3]
    assert "answer 1" in str(failed)


LIFE = "As a mother of two you had a stroke in 2016."


@pytest.mark.parametrize(
    "life",
    [
        "You are a woman of 54 with two kids; good.",
        "You're a man of about 50.",
        "You are a woman with two kids.",
        "You are a 54-year-old woman.",
        "As a woman of 54 you did well.",
        "Being a man in your fifties, you know the trade.",
        "You, a woman of 54, led well.",
        "You come across as a woman of 54.",
        "You are a young man with a family.",
    ],
)
async def test_sentence_that_says_who_the_candidate_is_is_left_out(life: str) -> None:
    assert (
        await review(comment=f"{life} A result of your own.")
    ).comment == "A result of your own."


@pytest.mark.parametrize(
    "fair",
    [
        "You cared for a woman of 54 with two kids.",
        "You helped a man of 80 at the desk.",
        "You are a man of your word.",
        "You treated him as a man of 80 wants to be treated.",
        "You are a manager of 54 with two leads.",
    ],
)
async def test_sentence_about_others_or_the_work_stands(fair: str) -> None:
    assert (await review(comment=fair)).comment == fair


@pytest.mark.parametrize(
    ("comment", "kept"),
    [
        (f"A result of your own. {LIFE} Name the shops.", "A result of your own. Name the shops."),
        (f"{LIFE} A result of your own.", "A result of your own."),
        (f"{LIFE}\nA result of your own.", "A result of your own."),
        ("A result of your own.\nName the shops.", "A result of your own. Name the shops."),
    ],
)
async def test_sentence_of_a_comment_that_tells_of_the_persons_life_costs_no_rating(
    comment: str, kept: str
) -> None:
    found = await review(comment=comment)

    assert (found.comment, found.rating) == (kept, 5)


@pytest.mark.parametrize(
    ("changed", "evidence", "turn"),
    [
        ({"words": "I saved the company"}, Evidence.SPOKEN_OF, 1),
        ({"words": None}, Evidence.SPOKEN_OF, 1),
        ({"turn": 2, "words": "some things with queues"}, Evidence.SPOKEN_OF, 2),
        ({"turn": 3, "words": "My roses had black spot"}, Evidence.NOT_SPOKEN_OF, None),
        ({"turn": 4}, Evidence.NOT_SPOKEN_OF, None),
        ({"evidence": "cv", "words": "I run Kafka"}, Evidence.NOT_SPOKEN_OF, None),
        ({"evidence": "proved"}, Evidence.NOT_SPOKEN_OF, None),
    ],
)
async def test_claim_that_fails_its_check_falls_to_the_weaker_one(
    changed: dict[str, object], evidence: Evidence, turn: int | None
) -> None:
    row = await finding(changed)

    assert (row.evidence, row.turn, row.requirement, row.is_must) == (evidence, turn, "r1", True)


async def test_answer_that_rates_one_shows_nothing() -> None:
    assert (await finding({}, rating=1)).evidence is Evidence.NOT_SPOKEN_OF


async def test_row_waits_for_the_review_of_its_answer() -> None:
    found = await read({**REPLY, "answers": REVIEWS[1:]})

    assert [row.requirement for row in found if isinstance(row, RequirementFinding)] == ["r2", "r3"]


async def test_row_that_comes_before_the_review_of_its_answer_counts_once_it_is_there() -> None:
    reply = {"requirements": TABLE, "answers": REVIEWS, **LISTS}
    parts = await read(reply)
    rows = [part for part in parts if isinstance(part, RequirementFinding)]

    assert [(row.requirement, row.evidence) for row in rows] == [
        ("r2", Evidence.NOT_SPOKEN_OF),
        ("r3", Evidence.IN_CV),
        ("r1", Evidence.SHOWN),
    ]
    assert parts[2:4] == [(await read(REPLY))[0], rows[2]]


async def test_row_whose_review_never_comes_is_left_to_the_rule() -> None:
    parts, _ = await outcome_of(FakeModel(json.dumps({"requirements": TABLE})))

    assert [part.requirement for part in parts if isinstance(part, RequirementFinding)] == [
        "r2",
        "r3",
    ]


async def test_row_of_the_table_is_no_review_whatever_else_it_holds() -> None:
    rows = [{**REVIEWS[0], **TABLE[0]}]
    parts, _ = await outcome_of(FakeModel(json.dumps({"requirements": rows})))

    assert parts == []


async def test_rows_in_done_are_no_reviews() -> None:
    row = await finding({"turn": 2})
    model = FakeModel(json.dumps(REPLY))
    reviewer = ModelReviewer(model).review(TALK, [row], 1)

    assert [part.turn async for part in reviewer if isinstance(part, AnswerReview)] == [1, 2, 3]
    assert "answers to judge: 1, 2, 3\n" in model.prompts[0].messages(None)[-1].content


def titled(value: object) -> object:
    """`value` with all keys begun with a capital."""
    if isinstance(value, dict):
        return {key.title(): titled(inner) for key, inner in value.items()}
    return [titled(inner) for inner in value] if isinstance(value, list) else value


async def test_keys_are_read_in_any_case() -> None:
    assert await read(titled(REPLY)) == await read(REPLY)


async def test_missing_row_is_no_failure() -> None:
    parts, failed = await outcome_of(FakeModel(json.dumps({**REPLY, "requirements": TABLE[:1]})))

    assert (len(parts), failed) == (5, None)


async def test_row_of_an_unknown_requirement_is_passed_over() -> None:
    found = await read({**REPLY, "requirements": [{**TABLE[0], "id": "r9"}]})

    assert [part for part in found if isinstance(part, RequirementFinding)] == []


@pytest.mark.parametrize(
    "entry",
    [
        {"words": "message queues such as Kafka", "advice": "Put this first."},
        {"words": "Built the order API", "advice": "Add Kafka to the tools."},
        "Add Kafka to the tools.",
        "Say that you saved 85 % of the cost.",
        {"words": "What did you improve", "advice": "Add this."},
        7,
        None,
    ],
)
async def test_advice_on_the_cv_rests_on_what_is_the_candidates_own(entry: object) -> None:
    found = await summary(cv_improvements=[entry, *LISTS["cv_improvements"]])

    assert found.cv_improvements == SUMMARY.cv_improvements


@pytest.mark.parametrize(
    ("words", "advice", "shown"),
    [
        ("built the order API.", "Say when.", "“Built the order API”: Say when."),
        ("from 40 minutes to 6,", "Say when.", "“from 40 minutes to 6”: Say when."),
        ("Built the order API", "Put “Built the order API” first.", None),
    ],
)
async def test_advice_on_the_cv_names_the_line_it_is_about_once(
    words: str, advice: str, shown: str | None
) -> None:
    found = await summary(cv_improvements=[{"words": words, "advice": advice}])

    assert found.cv_improvements == (shown or advice,)


async def test_plain_advice_is_taken_too() -> None:
    found = await summary(cv_improvements=["Put the ledger first.", "Name the 40 shops."])

    assert found.cv_improvements == ("Put the ledger first.", "Name the 40 shops.")


@pytest.mark.parametrize(
    "invented",
    ["You said “I saved three lives that night”.", "You cut the errors by 90 %, which is rare."],
)
async def test_strength_with_words_or_figures_that_nobody_gave_is_dropped(invented: str) -> None:
    found = await summary(strengths=[invented, *SUMMARY.strengths])

    assert found.strengths == SUMMARY.strengths


async def test_lists_are_cut_to_five_visible_and_different_entries() -> None:
    many = ["a", "a", " ", "\u200b", {"title": "b", "text": "c"}, "d", "e", "f", "g"]

    assert (await summary(weaknesses=many)).weaknesses == ("a", "b: c", "d", "e", "f")


async def test_bare_lists_of_the_contract_are_a_summary() -> None:
    assert await read({"interview_score": 7, **LISTS}) == [SUMMARY]


def test_floors_are_those_of_the_rules() -> None:
    talk = interview(("What did you improve?", FIRST), ("And then?", FIRST))

    assert [(f.turn, f.rating) for f in ModelReviewer(FakeModel()).floor(talk)] == [(2, 1)]


async def test_score_is_computed_from_the_parts() -> None:
    parts = await read(REPLY)
    reviews = [part for part in parts if isinstance(part, AnswerReview)]
    rows = [part for part in parts if isinstance(part, RequirementFinding)]

    end = ModelReviewer(FakeModel()).conclude(TALK, reviews, rows, SUMMARY)

    assert (end.summary, end.requirements) == (SUMMARY, tuple(rows))
    assert 1 <= end.interview_score <= 10
