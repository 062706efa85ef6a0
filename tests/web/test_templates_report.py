from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import pytest

from app.domain.feedback import Conclusion, Evidence, Feedback, FeedbackState, Part
from app.domain.interview import TurnState
from app.domain.source import Source
from app.values import replace
from app.web.rendering import Pages
from app.web.report_file import report_file
from app.web.view_models import FeedbackPage, InterviewPage, Site
from tests.web.examples import READING, conclusion, feedback, finding, interview, review
from tests.web.markup import actions, by_id, every, has_id, only, page, text_of

MARK = "<!--cut-->"
SAID = {"class": "said"}
DEMO = Pages(Site(interviewer="Demo interviewer", is_demo=True))
MODEL = Pages(Site(interviewer="gpt-5-mini", is_demo=False))
DONE = interview(TurnState.ANSWERED, 8)
READY = feedback(FeedbackState.READY)
REVISING = FeedbackState.REVISING


def view(report: Feedback, **values: Any) -> FeedbackPage:
    return FeedbackPage(**{"interview": DONE, "feedback": report, **values})


def shown(report: Feedback, pages: Pages = DEMO, **values: Any) -> Element:
    return page(pages.page("report/page.html", page=view(report, **values)))


def ids(root: Element) -> list[str]:
    return [name for e in only(root, "main").iter() if (name := e.get("id"))]


def stands_in(**changes: Any) -> Feedback:
    """A report of a model, two of whose answers a rule judged."""
    reviews = tuple(
        review(n, source=Source.STAND_IN if n in {2, 5} else Source.MODEL) for n in range(1, 9)
    )
    changes = {"reviews": reviews, "conclusion": by_model(), **changes}
    return replace(READY, **changes)


def by_model() -> Conclusion:
    findings = tuple(replace(f, source=Source.MODEL) for f in conclusion().requirements)
    return replace(conclusion(Source.MODEL), requirements=findings)


def test_ready_report_shows_every_part() -> None:
    root = shown(READY)
    text = text_of(root)
    parts = READY.conclusion
    assert parts
    summary = parts.summary
    for line in (*summary.strengths, *summary.weaknesses, *summary.cv_improvements):
        assert line in text
    for one in READY.reviews:
        article = text_of(by_id(root, f"review-{one.turn}"))
        assert one.comment in article
        assert (one.quote or "") in article
        assert (one.outline or "") in article
    assert len(every(only(root, "tbody"), "tr")) == len(parts.requirements)
    assert text_of(only(by_id(root, "result"), "b")) == "7"
    assert "demo interviewer" in text_of(by_id(root, "result"))


def test_report_and_conversation_say_how_long_an_answer_would_take_to_say() -> None:
    said = replace(DONE.messages[1], content="word " * 400)
    messages = (DONE.messages[0], said, *DONE.messages[2:])
    spoken = replace(DONE, messages=messages)
    summary = only(
        only(by_id(shown(READY, interview=spoken), "review-1"), "details", **SAID), "summary"
    )
    conversation = DEMO.page("interview/page.html", page=InterviewPage(interview=spoken, focus=8))
    assert text_of(summary) == "What you said, about 2:40 spoken"
    assert "about 2:40 spoken" in text_of(only(by_id(page(conversation), "answer-1"), "h2"))


def test_ready_report_shows_the_result_before_the_answers() -> None:
    order = ids(shown(READY))
    assert order.index("result") < order.index("reviews")
    assert "head" not in order


def test_answer_that_asked_back_shows_no_rating() -> None:
    report = replace(READY, reviews=(review(1, rating=None, quote=None, parts=()),))
    article = by_id(shown(report), "review-1")
    assert "You asked a question back." in text_of(article)
    assert "of 5" not in text_of(article)
    assert not every(article, "ul")


@pytest.mark.parametrize(
    ("parts", "source", "said"),
    [
        ((), Source.DEMO, ""),
        ((), Source.STAND_IN, ""),
        ((), Source.MODEL, "Situation missing Task missing Action missing Result missing"),
        ((Part.ACTION,), Source.DEMO, "Situation not made out Task not made out Action Result not"),
    ],
)
def test_rule_calls_no_part_missing_and_an_answer_it_cannot_read_nothing(
    parts: tuple[Part, ...], source: Source, said: str
) -> None:
    report = replace(READY, reviews=(review(1, rating=4, parts=parts, source=source),))
    article = by_id(shown(report), "review-1")
    assert " ".join(" ".join(map(text_of, every(article, "ul"))).split()).startswith(said)
    assert bool(every(article, "ul")) == bool(said)
    assert ("told to the end" in text_of(article)) == bool(said)


@pytest.mark.parametrize(("rating", "is_labelled"), [(1, True), (2, False), (3, False)])
def test_rating_by_rule_without_parts_has_a_label_only_where_there_is_no_evidence(
    rating: int, *, is_labelled: bool
) -> None:
    report = replace(READY, reviews=(review(1, rating=rating, parts=(), source=Source.DEMO),))
    said = text_of(by_id(shown(report), "review-1"))
    labels = ("Not evidenced", "General claims", "A real instance")
    assert any(label in said for label in labels) is is_labelled


def test_other_words_of_a_question_are_on_the_report_as_well() -> None:
    clarified = replace(DONE.messages[0], clarified="In other words, which was the last one?")
    told = replace(DONE, messages=(clarified, *DONE.messages[1:]))
    article = by_id(shown(READY, interview=told), "review-1")
    assert text_of(only(article, "p", **{"class": "clarified"})) == clarified.clarified


@pytest.mark.parametrize(
    ("source", "is_said"), [(Source.MODEL, True), (Source.STAND_IN, False), (Source.DEMO, False)]
)
def test_only_a_model_says_that_an_answer_is_off_the_question(
    source: Source, is_said: bool
) -> None:
    """What a rule knows of it, that no word is shared, its comment says."""
    off_topic = review(1, rating=2, answers_question=False, source=source)
    article = by_id(shown(replace(READY, reviews=(off_topic,))), "review-1")
    assert ("This answer does not address the question." in text_of(article)) == is_said
    assert off_topic.comment in text_of(article)
    assert not every(article, "ul")


@pytest.mark.parametrize(
    ("source", "mark"),
    [
        (Source.MODEL, "Judged by the model"),
        (Source.STAND_IN, "Judged by rule"),
        (Source.DEMO, "Judged by the demo interviewer"),
    ],
)
def test_every_review_is_marked_by_its_judge(source: Source, mark: str) -> None:
    article = by_id(shown(replace(READY, reviews=(review(1, source=source),))), "review-1")
    assert mark in text_of(only(article, "p", **{"class": "rating"}))
    assert article.get("data-source") == source


@pytest.mark.parametrize(
    ("evidence", "turn", "quote", "words"),
    [
        (Evidence.SHOWN, 1, "both for two weeks", "Shown in answer 1 both for two weeks"),
        (Evidence.SPOKEN_OF, 2, None, "Spoken of in answer 2"),
        (Evidence.IN_CV, None, "Moved 61 services", "In your CV Moved 61 services"),
        (Evidence.NOT_SPOKEN_OF, None, None, "Not spoken of"),
    ],
)
def test_requirement_row_claims_what_its_evidence_bears(
    evidence: Evidence, turn: int | None, quote: str | None, words: str
) -> None:
    findings = (finding("Kubernetes", evidence, turn, quote),)
    report = replace(READY, conclusion=replace(conclusion(), requirements=findings))
    cell = only(only(shown(report), "tbody"), "td")
    assert " ".join(text_of(cell).split()) == words
    assert [text_of(q) for q in cell.iter("q")] == ([quote] if quote else [])
    assert [a.get("href") for a in cell.iter("a")] == ([f"#review-{turn}"] if turn else [])


def test_requirement_that_was_asked_about_says_so_and_nothing_of_the_answer() -> None:
    findings = (finding("Kubernetes", Evidence.NOT_SPOKEN_OF, asked_in=3),)
    report = replace(READY, conclusion=replace(conclusion(), requirements=findings))
    row = only(only(shown(report), "tbody"), "tr")
    cell = only(row, "td")

    assert " ".join(text_of(cell).split()) == "Asked in question 3"
    assert [a.get("href") for a in cell.iter("a")] == ["#review-3"]
    assert row.get("data-evidence") == "not spoken of"
    told = report_file(FeedbackPage(interview=DONE, feedback=report))
    assert "Must. Asked in question 3 (" in told


def test_requirements_of_one_judge_are_marked_once_and_of_several_each() -> None:
    findings = (
        finding("Kubernetes", Evidence.SHOWN, 1, source=Source.MODEL),
        finding("Go", Evidence.SPOKEN_OF, 2, source=Source.STAND_IN),
    )
    mixed = replace(READY, conclusion=replace(conclusion(), requirements=findings))
    rows = every(only(shown(mixed), "tbody"), "tr")
    assert ["Judged by the model" in text_of(row) for row in rows] == [True, False]
    assert ["Judged by rule" in text_of(row) for row in rows] == [False, True]
    assert [row.get("data-source") for row in rows] == ["model", "stand-in"]
    table = only(shown(READY), "table")
    assert "Judged" not in text_of(table)
    assert "demo" not in text_of(table)


def test_comments_of_a_model_have_the_language_of_the_posting_and_quotes_their_answers() -> None:
    messages = tuple(replace(message, language="fr") for message in DONE.messages)
    subject = replace(
        DONE,
        messages=messages,
        session=replace(DONE.session, reading=replace(READING, language="de")),
    )
    root = shown(stands_in(), MODEL, interview=subject)
    assert only(by_id(root, "review-1"), "p", **{"class": "comment"}).get("lang") == "de"
    assert only(by_id(root, "review-2"), "p", **{"class": "comment"}).get("lang") is None
    assert only(by_id(root, "review-1"), "blockquote").get("lang") == "fr"
    quotes = {text_of(q): q.get("lang") for q in only(root, "table").iter("q")}
    assert quotes == {"we had run both for two weeks": "fr", "Moved 61 services": None}


def test_report_with_stand_ins_offers_to_ask_the_model_again() -> None:
    main = only(shown(stands_in(), MODEL), "main")
    (form,) = [form for form in every(main, "form") if str(form.get("action")).endswith("/retry")]
    assert text_of(only(form, "button")) == "Ask the model again"
    assert "Your answers are saved." in text_of(main)


@pytest.mark.parametrize(
    ("report", "pages"),
    [
        (READY, DEMO),
        (stands_in(reviews=(review(1, source=Source.MODEL),)), MODEL),
        (stands_in(reviews=(review(1, source=Source.STAND_IN, is_floor=True),)), MODEL),
        (stands_in(), DEMO),
        (stands_in(state=REVISING), MODEL),
    ],
)
def test_report_nobody_could_write_better_now_offers_no_retry(
    report: Feedback, pages: Pages
) -> None:
    assert "retry" not in actions(only(shown(report, pages), "main"))


def test_readable_report_offers_another_interview_and_files() -> None:
    main = only(shown(READY), "main")
    practising = [str(turn) for turn in range(1, 9)]
    assert actions(main) == ["share", *practising, "again", "share"]
    links = [link for link in main.iter("a") if "download" in link.attrib]
    assert {text_of(link): link.get("href") for link in links} == {
        "Download as Markdown": "/session/s3ss10n/report.md",
        "Download as JSON": "/session/s3ss10n/report.json",
    }


def test_report_being_written_offers_neither() -> None:
    being_written = replace(READY, state=FeedbackState.WRITING, conclusion=None)
    assert actions(only(shown(being_written), "main")) == []


def test_report_being_revised_stays_readable_and_says_so() -> None:
    root = shown(stands_in(state=REVISING), MODEL)
    assert text_of(only(by_id(root, "result"), "b")) == "7"
    assert "The model is asked again." in text_of(by_id(root, "status"))
    assert only(by_id(root, "status"), "a").get("href") == "/session/s3ss10n/feedback"


def test_streamed_report_grows_by_answers_and_ends_with_the_result() -> None:
    head = DEMO.page(
        "report/page.html", page=view(feedback(FeedbackState.WRITING, 0), stream_mark=MARK)
    ).split(MARK)[0]
    tail = DEMO.page("report/page.html", page=view(READY, stream_mark=MARK)).split(MARK)[1]
    pieces = [
        DEMO.block("report/page.html", "review", page=view(READY), review=one, shown=number)
        for number, one in enumerate(READY.reviews, 1)
    ]
    assert "Stopped? Load again" in head
    assert "watchdog.js" in head
    assert "Reading answer 1 of 8" in head
    assert 'href="#result"' in head
    assert "review-1" not in head
    root = page(head + "".join(pieces) + tail)
    order = ids(root)
    places = ["head", *[f"review-{n}" for n in range(1, 9)], "result", "status"]
    assert sorted(places, key=order.index) == places
    said = [text_of(p) for p in every(root, "p", **{"class": "reading"})]
    assert said[2] == "Reading answer 3 of 8"
    assert len(said) == 9


def test_report_says_that_it_is_ready_only_once_it_is() -> None:
    said = "Your feedback is ready."
    head = DEMO.page(
        "report/page.html", page=view(feedback(FeedbackState.WRITING, 0), stream_mark=MARK)
    ).split(MARK)[0]
    tail = DEMO.page("report/page.html", page=view(READY, stream_mark=MARK)).split(MARK)[1]
    part = DEMO.block("report/page.html", "main", page=view(feedback(FeedbackState.WRITING, 2)))

    assert said not in head
    assert said not in part
    assert tail.index(said) < tail.index('id="result"')


def test_answers_are_shown_in_order_however_they_are_rated() -> None:
    report = feedback(FeedbackState.WRITING, reviews=(review(1), review(2), review(7)))
    assert [one.turn for one in view(report).reviews] == [1, 2]
    root = shown(report)
    assert has_id(root, "review-2")
    assert not has_id(root, "review-7")
    assert "2 of 8 answers read." in text_of(by_id(root, "status"))


def test_report_of_an_early_end_counts_its_own_answers() -> None:
    ended = interview(TurnState.ABANDONED, 4)
    report = feedback(FeedbackState.WRITING, 3)
    root = shown(report, interview=ended)
    assert "3 of 3 answers read." in text_of(by_id(root, "status"))
