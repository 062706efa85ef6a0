"""Reading a model's feedback: what is believed of it, and when."""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.interview.errors import ModelFailed
from app.interview.model import Source
from app.interview.report import AnswerReview, Part, Summary
from app.llm.reading import RESPONSE_FORMAT, FeedbackReader
from tests.interview.interviews import interview

FIRST = "I cut the “nightly batch” from 40 minutes\nto 6, because it blocked the shops."
SECOND = "We did some things with queues."
TALK = interview(("What did you improve?", FIRST), ("And queues?", SECOND), ("Last?", None))

REVIEWS = [
    {
        "turn": 1,
        "quote": 'I cut the "nightly batch" from 40 minutes to 6',
        "parts": ["result", "action"],
        "rating": 5,
        "comment": "A measured result of your own.",
        "outline": None,
    },
    {
        "turn": 2,
        "quote": "I built the queues",
        "parts": [],
        "rating": 2,
        "comment": "General.",
        "outline": "Say which queue, and what you did.",
    },
]
LISTS = {
    "strengths": ["One.", "Two.", "Three."],
    "weaknesses": ["Four.", "Five.", "Six."],
    "cv_improvements": ["Seven.", "Eight.", "Nine."],
}
REPLY = {"answers": REVIEWS, **LISTS}
SUMMARY = Summary(
    strengths=("One.", "Two.", "Three."),
    weaknesses=("Four.", "Five.", "Six."),
    cv_improvements=("Seven.", "Eight.", "Nine."),
    source=Source.MODEL,
)


def read(*pieces: str, fewest: int = 3) -> list[AnswerReview | Summary]:
    reader = FeedbackReader(TALK, (), fewest=fewest)
    found = [part for piece in pieces for part in reader.feed(piece)]
    return found + reader.finish()


def review(**changed: object) -> AnswerReview:
    """What is read of the first review with some fields changed."""
    found = read(json.dumps({"answers": [{**REVIEWS[0], **changed}], **LISTS}))[0]
    assert isinstance(found, AnswerReview)
    return found


def test_a_reply_is_read_into_reviews_and_a_summary() -> None:
    first, second, summary = read(json.dumps(REPLY))

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
    assert second.outline == "Say which queue, and what you did."
    assert summary == SUMMARY


def test_a_review_is_given_as_soon_as_it_is_closed() -> None:
    reader = FeedbackReader(TALK, ())
    whole = json.dumps(REPLY)
    end = whole.index("}") + 1

    assert reader.feed(whole[: end - 1]) == []
    assert [type(part) for part in reader.feed(whole[end - 1 : end])] == [AnswerReview]


def test_a_quote_the_answer_does_not_hold_is_dropped() -> None:
    assert review(quote="I saved the company").quote is None


@pytest.mark.parametrize(
    ("written", "rating"),
    [(0, 1), (9, 5), ("4", 4), ("4/5", 4), (3.6, 4), (5, 5)],
)
def test_a_rating_is_one_of_five(written: object, rating: int) -> None:
    assert review(rating=written).rating == rating


@pytest.mark.parametrize(
    "wrong",
    [
        {"turn": 3},
        {"turn": 9},
        {"turn": None},
        {"rating": True},
        {"rating": "none"},
        {"comment": " "},
    ],
)
def test_a_review_of_nothing_or_without_substance_is_passed_over(wrong: dict[str, object]) -> None:
    assert read(json.dumps({"answers": [{**REVIEWS[0], **wrong}], **LISTS})) == [SUMMARY]


def test_an_answer_is_reviewed_once_and_not_again_when_done() -> None:
    twice = read(json.dumps({"answers": [REVIEWS[0], REVIEWS[0]], **LISTS}))
    done = [part for part in twice if isinstance(part, AnswerReview)]
    again = FeedbackReader(TALK, done).feed(json.dumps(REPLY))

    assert len(done) == 1
    assert [part.turn for part in again if isinstance(part, AnswerReview)] == [2]


WHOLE = json.dumps(REPLY)


@pytest.mark.parametrize(
    "written",
    [
        f"```json\n{WHOLE}\n```",
        f"Here is the feedback:\n\n{WHOLE}\n\nGood luck!",
        f'<think>a {{"draft": 1}} first</think>{WHOLE}',
        WHOLE.replace("}, {", "},\n {").replace('"}]', '"},]').replace('"]', '",]'),
        WHOLE[:-1],
        WHOLE[:-2],
        WHOLE.replace('"}], "strengths"', '"}, "strengths"'),
        WHOLE.replace('Three."], "w', 'Three.", "w'),
        WHOLE.replace("null}, {", "null, {"),
        json.dumps(REPLY, indent=2),
    ],
)
def test_json_that_is_nearly_right_is_mended(written: str) -> None:
    found = read(written)

    assert [type(part) for part in found] == [AnswerReview, AnswerReview, Summary]
    assert found[-1] == SUMMARY


def test_raw_line_breaks_and_quotation_marks_in_a_text_are_kept() -> None:
    first = read(WHOLE.replace("A measured result", 'A "measured"\nresult'))[0]

    assert isinstance(first, AnswerReview)
    assert first.comment == 'A "measured" result of your own.'


def test_the_bare_object_of_the_contract_is_a_summary_alone() -> None:
    assert read(json.dumps({"interview_score": 7, **LISTS})) == [SUMMARY]


def test_lists_are_cut_to_five_visible_and_different_entries() -> None:
    many = ["a", "a", " ", "\u200b", 3, {"title": "b", "text": "c"}, "d", "e", "f", "g", "x " * 900]
    summary = read(json.dumps({**LISTS, "strengths": many}))[-1]

    assert isinstance(summary, Summary)
    assert summary.strengths == ("a", "b: c", "d", "e", "f")


def test_a_long_text_is_cut_at_a_word() -> None:
    comment = review(comment="words " * 300).comment

    assert len(comment) <= 602
    assert comment.endswith("words …")


@pytest.mark.parametrize(
    ("written", "missing"),
    [
        ("", "no JSON object"),
        ("I am sorry, I cannot do that.", "no JSON object"),
        ("<think>{", "no JSON object"),
        ("{}", "no JSON object"),
        (json.dumps({**REPLY, "weaknesses": ["One."]}), 'fewer than 3 entries in "weaknesses"'),
        (json.dumps({"answers": REVIEWS}), 'fewer than 3 entries in "strengths"'),
    ],
)
def test_a_reply_without_a_summary_is_unreadable_and_says_why(written: str, missing: str) -> None:
    reader = FeedbackReader(TALK, ())
    reader.feed(written)

    with pytest.raises(ModelFailed, match="unreadable") as failure:
        reader.finish()

    assert failure.value.kind == "unreadable"
    assert missing in str(reader.missing)


def test_what_is_missing_names_the_answers_not_judged() -> None:
    reader = FeedbackReader(TALK, ())
    reader.feed(json.dumps({"answers": REVIEWS[:1], **LISTS}))

    assert reader.missing == "nothing on answer 2"


def test_a_last_try_may_take_shorter_lists() -> None:
    short = json.dumps({**LISTS, "strengths": ["One."]})

    assert isinstance(read(short, fewest=1)[-1], Summary)


def test_the_response_format_is_strict_and_serialises() -> None:
    told = json.loads(json.dumps(RESPONSE_FORMAT))
    schema = told["json_schema"]["schema"]

    assert told["json_schema"]["strict"] is True
    assert set(schema["required"]) == set(schema["properties"]) == set(REPLY)
    assert set(schema["properties"]["answers"]["items"]["required"]) == set(REVIEWS[0])


@settings(max_examples=60, deadline=None)
@given(cuts=st.lists(st.integers(min_value=1, max_value=len(WHOLE) - 1), max_size=40))
def test_the_reply_reads_the_same_however_it_is_cut(cuts: list[int]) -> None:
    places = sorted({0, len(WHOLE), *cuts})

    assert read(*(WHOLE[start:end] for start, end in pairwise(places))) == read(WHOLE)


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet='{}[]",:\\ \na1', max_size=60), cut=st.integers(0, len(WHOLE)))
def test_no_text_breaks_the_reader(text: str, cut: int) -> None:
    reader = FeedbackReader(TALK, ())

    reader.feed(WHOLE[:cut] + text + WHOLE[cut:])

    with suppress(ModelFailed):
        assert isinstance(reader.finish(), list)


def test_nothing_that_tells_of_the_persons_life_is_taken_over() -> None:
    private = "As a mother of two you had a stroke in 2016."
    others = ["Being married, you are steady.", "Your faith carries you."]
    lists = {**LISTS, "strengths": ["One.", private, *others, "Two.", "Three."]}

    *_, summary = read(json.dumps({"answers": REVIEWS, **lists}))

    assert summary == SUMMARY
    assert review(outline=private).outline is None


@pytest.mark.parametrize(
    "invented",
    ["You said “I saved three lives that night”.", "You cut the errors by 90 %, which is rare."],
)
def test_a_strength_with_words_or_figures_nobody_gave_is_dropped(invented: str) -> None:
    lists = {**LISTS, "strengths": ["One.", invented, "Two.", "Three."]}

    assert read(json.dumps({"answers": REVIEWS, **lists}))[-1] == SUMMARY


def test_a_strength_may_quote_what_was_said_and_weaknesses_what_could_be() -> None:
    said = "“I cut the “nightly batch” from 40 minutes to 6” is told well, with “the batch”."
    wish = "Say “I chose this because of that”, within 90 seconds."
    lists = {**LISTS, "strengths": [said, "Two.", "Three."], "weaknesses": [wish, "B.", "C."]}

    *_, summary = read(json.dumps({"answers": REVIEWS, **lists}))

    assert isinstance(summary, Summary)
    assert (summary.strengths[0], summary.weaknesses[0]) == (said, wish)


def test_an_outline_with_a_figure_nobody_gave_is_dropped() -> None:
    assert review(outline="End with the 85 % you saved.").outline is None
    assert review(outline="From 40 to 6 minutes; then […].").outline is not None


def test_where_all_is_of_the_persons_life_it_is_asked_for_again() -> None:
    private = "As a mother of two you had a stroke in 2016."
    reader = FeedbackReader(TALK, ())

    reader.feed(json.dumps({"answers": REVIEWS, **LISTS, "strengths": [private]}))

    assert reader.missing == 'fewer than 3 entries in "strengths"'


def test_text_where_a_list_was_wanted_is_read_as_one() -> None:
    lists = {**LISTS, "strengths": "One.\n- Two.\nThree."}
    first = {**REVIEWS[0], "parts": "Action, result", "quote": [REVIEWS[0]["quote"]]}

    found, *_, summary = read(json.dumps({"answers": [first, *REVIEWS[1:]], **lists}))

    assert summary == SUMMARY
    assert isinstance(found, AnswerReview)
    assert found.parts == (Part.ACTION, Part.RESULT)
    assert found.quote is not None
