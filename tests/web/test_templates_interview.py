from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import pytest

from app.domain.interview import Interview, TurnState
from app.domain.plan import Plan
from app.domain.requirement import Reading
from app.domain.source import Source
from app.domain.turn_state import standing
from app.values import replace
from app.web.rendering import Pages
from app.web.view_models import InterviewPage, Site
from tests.web.examples import ANSWERS, NOON, QUESTIONS, READING, interview
from tests.web.markup import actions, by_id, every, fragment, has_id, only, page, text_of

MARK = "<!--cut-->"
PAGES = Pages(Site(interviewer="Demo interviewer", is_demo=True))
BY_MODEL = Pages(Site(interviewer="gpt-5-mini", is_demo=False))
GERMAN = replace(READING, language="de")
SPEAKS_ENGLISH = "The demo interviewer speaks English."
STATES = (TurnState.WRITING, TurnState.AWAITING_ANSWER, TurnState.FAILED, TurnState.ANSWERED)

WRITING = interview(TurnState.WRITING)
AWAITING = interview(TurnState.AWAITING_ANSWER)
FAILED = interview(TurnState.FAILED)
FINISHED = interview(TurnState.ANSWERED, 8)
ENDED = interview(TurnState.ABANDONED, 4, ended_at=NOON)


def view(subject: Interview, **values: Any) -> InterviewPage:
    return InterviewPage(**{"interview": subject, "focus": standing(subject).number, **values})


def shown(subject: Interview, **values: Any) -> Element:
    return page(PAGES.page("interview/page.html", page=view(subject, **values)))


def block(name: str, subject: Interview, **values: Any) -> Element:
    return fragment(PAGES.block("interview/page.html", name, page=view(subject, **values)))


def halves(subject: Interview, focus: int) -> list[str]:
    streaming = view(subject, focus=focus, stream_mark=MARK)
    return PAGES.page("interview/page.html", page=streaming).split(MARK)


def streamed(before: Interview, after: Interview, pieces: str) -> str:
    focus = standing(before).number
    return halves(before, focus)[0] + pieces + halves(after, focus)[1]


@pytest.mark.parametrize("subject", [WRITING, AWAITING, FAILED, FINISHED, ENDED])
def test_page_of_any_state_has_its_fixed_places_once(subject: Interview) -> None:
    root = shown(subject)
    assert has_id(only(root, "main"), "conversation")
    assert by_id(root, "problem").get("role") == "alert"
    assert len(every(root, "p", role="status")) == 1
    for place in ("answer-form", "progress", "status", "spoken"):
        by_id(root, place)


@pytest.mark.parametrize(("language", "attribute"), [("de", "de"), ("en", None), (None, None)])
def test_message_in_another_language_carries_the_stored_language(
    language: str | None, attribute: str | None
) -> None:
    messages = tuple(replace(message, language=language) for message in AWAITING.messages)
    root = shown(replace(AWAITING, messages=messages))
    assert by_id(root, "question-1-text").get("lang") == attribute
    assert only(by_id(root, "answer-1"), "p", dir="auto").get("lang") == attribute


@pytest.mark.parametrize(
    ("pages", "reading", "language"),
    [
        (BY_MODEL, GERMAN, "de"),
        (BY_MODEL, READING, None),
        (BY_MODEL, None, None),
        (PAGES, GERMAN, None),
    ],
)
def test_question_being_written_has_the_language_of_the_posting_if_a_model_writes(
    pages: Pages, reading: Reading | None, language: str | None
) -> None:
    subject = interview(TurnState.WRITING, 1, reading=reading)
    for values in ({}, {"stream_mark": MARK}):
        root = page(pages.page("interview/page.html", page=view(subject, **values)))
        assert by_id(root, "question-1-text").get("lang") == language


@pytest.mark.parametrize(
    ("pages", "reading", "is_said"),
    [
        (PAGES, GERMAN, True),
        (PAGES, READING, False),
        (PAGES, None, False),
        (BY_MODEL, GERMAN, False),
    ],
)
def test_demo_says_that_it_speaks_english_where_the_posting_does_not(
    pages: Pages, reading: Reading | None, is_said: bool
) -> None:
    subject = interview(TurnState.AWAITING_ANSWER, 1, reading=reading)
    assert (SPEAKS_ENGLISH in pages.page("interview/page.html", page=view(subject))) == is_said


def test_sample_interview_says_whom_the_visitor_plays_before_the_first_question() -> None:
    head = PAGES.page(
        "interview/page.html",
        page=view(interview(TurnState.WRITING, 1), stream_mark=MARK, candidate="Ada Kelp"),
    ).split(MARK)[0]
    assert "You are Ada Kelp." in head
    assert 'href="/session/s3ss10n/papers"' in head
    assert "You are" not in PAGES.page("interview/page.html", page=view(AWAITING))


def test_papers_are_linked_from_every_interview_page_and_open_in_place() -> None:
    link = by_id(shown(AWAITING), "open-papers")
    assert link.get("href") == link.get("hx-get") == "/session/s3ss10n/papers"
    assert has_id(shown(AWAITING), link.get("hx-target", "").removeprefix("#"))


@pytest.mark.parametrize("subject", [WRITING, AWAITING, FAILED, FINISHED, ENDED])
def test_page_has_no_duplicate_ids(subject: Interview) -> None:
    names = [e.get("id") for e in shown(subject).iter() if e.get("id")]
    assert len(names) == len(set(names))


def test_shown_question_equals_stored_question() -> None:
    root = shown(AWAITING)
    for number in (1, 2, 3):
        assert text_of(by_id(root, f"question-{number}-text")) == QUESTIONS[number - 1]
    answer = by_id(shown(interview(TurnState.WRITING, 4)), "answer-3")
    assert text_of(only(answer, "p", **{"class": "text"})) == ANSWERS[2]


def test_text_is_text_and_never_markup() -> None:
    evil = '<script>alert(1)</script> & "quotes"'
    messages = tuple(replace(message, content=evil) for message in AWAITING.messages)
    subject = replace(AWAITING, messages=messages)
    root = shown(subject, draft=evil, problem=evil, candidate=evil)
    assert text_of(by_id(root, "question-3-text")) == evil
    assert text_of(by_id(root, "answer")) == evil
    assert not every(root, "script", src="")
    assert len(every(root, "script")) == 2


def test_every_text_of_someone_finds_its_own_direction() -> None:
    root = shown(AWAITING)
    for name in ("question-1-text", "answer"):
        assert by_id(root, name).get("dir") == "auto"


def test_awaited_answer_has_a_form_that_names_its_turn() -> None:
    form = only(by_id(shown(AWAITING), "answer-form"), "form")
    assert form.get("action") == form.get("hx-post") == "/session/s3ss10n/message"
    assert only(form, "input", name="turn").get("value") == "3"
    assert only(form, "textarea", name="answer").text is None
    assert only(form, "button", type="submit").get("name") is None
    assert form.get("hx-sync") == "this:drop"


@pytest.mark.parametrize("subject", [WRITING, FAILED, FINISHED, ENDED])
def test_form_place_is_empty_when_no_answer_is_awaited(subject: Interview) -> None:
    place = by_id(shown(subject), "answer-form")
    assert len(place) == 0
    assert text_of(place) == ""


def test_failed_question_shows_error_and_retry_button() -> None:
    article = by_id(shown(FAILED), "question-3")
    assert "The interviewer could not be reached. Your answer is saved." in text_of(article)
    form = only(article, "form", action="/session/s3ss10n/retry")
    assert form.get("hx-target") == "#question-3"
    assert form.get("hx-swap") == "outerHTML"


def test_first_question_that_failed_speaks_of_papers_and_of_no_answer() -> None:
    subject = interview(TurnState.FAILED, 1)
    for root in (shown(subject), block("question", subject), block("message", subject)):
        article = text_of(by_id(root, "question-1"))
        assert "Your CV and the job description are saved." in article
        assert "answer" not in article


@pytest.mark.parametrize("subject", [FINISHED, ENDED])
def test_finished_interview_redirects_to_feedback(subject: Interview) -> None:
    root = shown(subject)
    assert actions(by_id(root, "finished")) == ["complete"]
    assert actions(root).count("complete") == 1


@pytest.mark.parametrize("state", STATES)
def test_progress_names_the_turn(state: TurnState) -> None:
    root = shown(interview(state, 3))
    bar = only(by_id(root, "progress"), "progress")
    asked = "2" if state in {TurnState.PENDING, TurnState.WRITING, TurnState.FAILED} else "3"
    assert (bar.get("value"), bar.get("max")) == (asked, "8")
    label = only(by_id(root, "progress"), "label")
    assert (label.text, label.get("for")) == ("Question 3 of 8", bar.get("id"))
    ticks = [tick.get("class", "") for tick in root.iter("i")]
    assert ticks[:2] == ["done", "done"]
    assert set(ticks[3:]) == {""}


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        (WRITING, AWAITING, "3"),
        (WRITING, FAILED, "2"),
        (interview(TurnState.WRITING, 4), ENDED, "3"),
    ],
)
def test_streamed_page_says_in_the_end_how_far_it_is(
    before: Interview, after: Interview, count: str
) -> None:
    """Style shows one of two bars, by whether the question stands."""
    root = page(streamed(before, after, "Why?"))
    then, till_then = every(by_id(root, "progress"), "progress")
    stands = every(only(root, "article", **{"class": "question writing streamed"}), "span")

    assert [bar.get("class") for bar in (then, till_then)] == ["unseen then", "unseen till-then"]
    has_come = any(mark.get("class") == "stands" for mark in stands)
    assert (then if has_come else till_then).get("value") == count
    assert by_id(root, "progress").get("class") == "progress"
    assert by_id(root, "progress-bar") is then
    assert till_then.get("aria-label") == text_of(only(by_id(root, "progress"), "label"))


def test_form_and_its_first_field_are_named_by_the_turn() -> None:
    form = by_id(shown(AWAITING), "answering")
    first = next(form.iter("input"))

    assert form.get("name") == first.get("name") == "turn-3"
    assert first.get("disabled") is not None


@pytest.mark.parametrize(("subject", "owner"), [(AWAITING, "answering"), (WRITING, None)])
def test_end_is_a_button_of_the_answer_form_where_there_is_one(
    subject: Interview, owner: str | None
) -> None:
    ending = only(shown(subject), "details", **{"class": "end"})
    button = only(ending, "button")

    assert button.get("form") == owner
    assert button.get("formaction") == "/session/s3ss10n/complete#kept"


def test_refused_answer_comes_back_into_the_form() -> None:
    root = shown(AWAITING, draft="\n\nx" * 3, problem="Answer too long (max 10,000 characters)")
    assert by_id(root, "answer").text == "\n\nx" * 3
    assert "too long" in text_of(by_id(root, "problem"))


def test_answer_that_has_no_form_any_more_can_still_be_read() -> None:
    root = shown(WRITING, kept="Other words.", problem="This question already has another answer.")
    kept = by_id(root, "kept")
    assert (kept.text, kept.get("readonly")) == ("Other words.", "")
    assert kept.get("name") is None
    assert "another answer" in text_of(by_id(root, "problem"))


def test_question_is_labelled_with_its_author() -> None:
    by_demo = by_id(shown(AWAITING), "question-1")
    assert "Demo" in text_of(only(by_demo, "h2"))
    by_model = by_id(shown(interview(TurnState.AWAITING_ANSWER, 3, Source.MODEL)), "question-1")
    assert "Demo" not in text_of(by_model)
    stand_in = by_id(shown(interview(TurnState.AWAITING_ANSWER, 3, Source.STAND_IN)), "question-1")
    assert "Stand-in" in text_of(only(stand_in, "h2"))


def test_why_a_question_was_asked_is_told_only_once_it_is_answered() -> None:
    root = shown(AWAITING)
    assert "You must know Kubernetes" in text_of(by_id(root, "answer-1"))
    assert "2 min 10 s" in text_of(by_id(root, "answer-1"))
    assert not every(by_id(root, "question-3"), "details")


@pytest.mark.parametrize("plan", [None, Plan()])
def test_answer_to_a_question_without_reason_tells_its_time_only(plan: Plan | None) -> None:
    turns = tuple(replace(turn, plan=plan) for turn in AWAITING.turns)
    about = only(by_id(shown(replace(AWAITING, turns=turns)), "answer-1"), "details")
    assert text_of(only(about, "summary")) == "Your time"
    assert len(every(about, "p")) == 1


def test_reason_has_the_language_of_whose_words_it_quotes() -> None:
    messages = tuple(replace(message, language="fr") for message in AWAITING.messages)
    session = replace(AWAITING.session, reading=GERMAN)
    root = shown(replace(interview(TurnState.WRITING, 4), messages=messages, session=session))
    assert only(by_id(root, "answer-1"), "q").get("lang") == "de"
    root = shown(
        replace(FINISHED, messages=tuple(replace(m, language="fr") for m in FINISHED.messages))
    )
    assert only(by_id(root, "answer-3"), "q").get("lang") == "fr"


def test_slot_opens_the_live_channel_only_when_it_should() -> None:
    live = by_id(block("slot", WRITING, connects=True, text_so_far=" You put"), "question-3-text")
    assert live.get("hx-ws:connect") == "/session/s3ss10n/question/3/live"
    assert live.text == " You put"
    polled = by_id(block("slot", WRITING, text_so_far="You put"), "question-3-text")
    assert polled.get("hx-ws:connect") is None


def test_fragment_after_an_answer_is_the_answer_then_the_slot() -> None:
    root = block("message", WRITING, connects=True)
    articles = [e.get("id") for e in root.iter("article")]
    assert articles == ["answer-2", "question-3"]
    assert by_id(root, "question-3-text").get("hx-ws:connect")
    assert _out_of_band(root) == ["progress", "clarify", "answer-form", "status"]


def test_fragment_with_the_whole_question_brings_its_form() -> None:
    root = block("message", AWAITING)
    assert [e.get("id") for e in root.iter("article")] == ["answer-2", "question-3"]
    assert only(by_id(root, "answer-form"), "input", name="turn").get("value") == "3"


def test_fragment_of_a_failed_question_offers_to_ask_again() -> None:
    assert actions(block("message", FAILED)) == ["retry"]


def test_fragment_after_the_eighth_answer_ends_the_interview() -> None:
    root = block("message", FINISHED, focus=9)
    assert [e.get("id") for e in root.iter("article")] == ["answer-8"]
    assert actions(root) == ["complete"]


def test_last_frame_is_the_question_and_what_changes_with_it() -> None:
    root = block("question", AWAITING)
    assert root[0].get("id") == "question-3"
    assert _out_of_band(root) == ["progress", "clarify", "answer-form", "status"]
    assert actions(block("question", FAILED)) == ["retry"]


def test_last_frame_of_a_question_left_unasked_ends_the_interview() -> None:
    root = block("question", ENDED, focus=4)
    assert not every(root, "article")
    assert actions(root) == ["complete"]


def test_repeat_of_an_old_answer_leads_on_and_leaves_no_form_for_a_question_not_shown() -> None:
    root = block("message", interview(TurnState.AWAITING_ANSWER, 5), focus=3)
    assert [e.get("id") for e in root.iter("article")] == ["answer-2", "question-3", "answer-3"]
    assert not every(root, "textarea")
    link = only(by_id(root, "answer-form"), "a")
    assert link.get("href") == "/session/s3ss10n/interview#question-5"


def test_cut_streamed_page_has_continue_link_and_no_form() -> None:
    head = halves(WRITING, 3)[0]
    assert head.endswith('<div id="question-3-text" class="text" dir="auto">')
    assert "Stopped? Load again</a>" in head
    assert "watchdog.js" in head
    assert "answer-form" not in head
    assert "<textarea" not in head


def test_streamed_page_ends_with_the_answer_form() -> None:
    pieces = '<p class="attempt">You<p class="attempt">You put your own name first.'
    root = page(streamed(WRITING, AWAITING, pieces))
    attempts = [text_of(p) for p in by_id(root, "question-3-text")]
    assert attempts == ["You", "You put your own name first."]
    assert only(by_id(root, "answer-form"), "input", name="turn").get("value") == "3"
    assert text_of(by_id(root, "status")) == "Your turn"


def test_streamed_page_whose_question_failed_offers_to_ask_again() -> None:
    root = page(streamed(WRITING, FAILED, '<p class="attempt">You<p class="attempt">'))
    assert actions(by_id(root, "question-3")) == ["retry"]
    assert len(by_id(root, "answer-form")) == 0


def test_streamed_page_of_an_interview_ended_meanwhile_leads_to_the_feedback() -> None:
    before = interview(TurnState.WRITING, 4)
    root = page(streamed(before, ENDED, '<p class="attempt">'))
    assert "ended before this question was asked" in text_of(by_id(root, "question-4"))
    assert actions(by_id(root, "finished")) == ["complete"]


def test_streamed_page_overtaken_by_other_tab_shows_next_step() -> None:
    after = interview(TurnState.AWAITING_ANSWER, 4)
    root = page(streamed(WRITING, after, f'<p class="attempt">{QUESTIONS[2]}'))
    assert has_id(root, "answer-3")
    assert not every(root, "textarea")
    assert "#question-4" in only(by_id(root, "answer-form"), "a").get("href", "")


def test_only_a_streamed_page_is_watched() -> None:
    assert "watchdog.js" not in PAGES.page("interview/page.html", page=view(AWAITING))


@pytest.mark.parametrize("is_whole", [True, False])
def test_page_keeps_the_choice_to_see_each_question_at_once(is_whole: bool) -> None:
    root = shown(WRITING, is_whole=is_whole)
    assert (root.get("class") == "whole") == is_whole
    form = only(by_id(root, "choices"), "form", action="/session/s3ss10n/whole")
    assert (only(form, "input", name="whole").get("checked") == "") == is_whole


def test_job_stands_beside_the_progress() -> None:
    job = only(by_id(shown(AWAITING), "progress"), "span", **{"class": "job"})
    assert text_of(job) == AWAITING.session.job_title


def _out_of_band(root: Element) -> list[str | None]:
    return [e.get("id") for e in root.iter() if e.get("hx-swap-oob") == "true"]
