from __future__ import annotations

from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from app.interview.model import TurnState
from app.interview.report import Feedback, FeedbackState
from app.web.rendering import Pages
from app.web.views import Problem, Report, Room, Row, Site, Start, Upload
from tests.web.markup import actions, by_id, every, fragment, has_id, only, page, text_of
from tests.web.specimens import NOON, SESSION, feedback, interview, review

MARK = "<!--cut-->"
DEMO = Pages(Site(interviewer="Demo interviewer", is_demo=True))
MODEL = Pages(Site(interviewer="gpt-5-mini", is_demo=False))

BARE = replace(SESSION, cv_text=None, job_description_text=None)
DONE = interview(TurnState.ANSWERED, 8)
READY = feedback(FeedbackState.READY)

ROWS = (
    Row(interview=interview(TurnState.AWAITING_ANSWER), feedback=None),
    Row(interview=interview(None, cv_text=None), feedback=None),
    Row(interview=interview(None), feedback=None),
    Row(interview=DONE, feedback=READY),
    Row(interview=DONE, feedback=None),
)


def report(state: Feedback, stream: str = "") -> Report:
    return Report(interview=DONE, feedback=state, stream=stream)


ALL: dict[str, tuple[str, dict[str, Any]]] = {
    "landing": ("landing.html", {"start": Start()}),
    "landing refused": ("landing.html", {"start": Start(job_title="X", problem="No company")}),
    "dashboard": ("dashboard.html", {"rows": ()}),
    "dashboard full": ("dashboard.html", {"rows": ROWS[:1]}),
    "upload": ("upload.html", {"upload": Upload(session=BARE)}),
    "upload ready": ("upload.html", {"upload": Upload(session=SESSION, notice="Saved!")}),
    "upload begun": ("upload.html", {"upload": Upload(session=SESSION, has_begun=True)}),
    "interview": (
        "interview.html",
        {"room": Room(interview=interview(TurnState.AWAITING_ANSWER), focus=3)},
    ),
    "feedback": ("feedback.html", {"report": report(READY)}),
    "feedback failed": (
        "feedback.html",
        {"report": report(feedback(FeedbackState.FAILED, 3))},
    ),
    "feedback written": (
        "feedback.html",
        {"report": report(feedback(FeedbackState.WRITING, 3))},
    ),
    "error": ("error.html", {"problem": Problem(status=404, text="Session not found")}),
}


def shown(name: str, pages: Pages = DEMO) -> Element:
    template, values = ALL[name]
    return page(pages.page(template, **values))


def upload(**values: Any) -> Element:
    return page(DEMO.page("upload.html", upload=Upload(**{"session": BARE, **values})))


@pytest.mark.parametrize("name", ALL)
def test_a_page_is_whole_and_in_one_language(name: str) -> None:
    root = shown(name)
    assert root.get("lang") == "en"
    assert by_id(root, "main").tag == "main"
    assert only(root, "main").get("id") == "main"
    assert only(root, "title").text
    assert len(every(root, "h1")) == 1
    assert by_id(root, "problem").get("role") == "alert"


@pytest.mark.parametrize("name", ALL)
def test_a_page_obeys_the_strictest_policy(name: str) -> None:
    for element in shown(name).iter():
        assert element.tag != "style"
        assert not [key for key in element.attrib if key == "style" or key.startswith("on")]
        if element.tag == "script":
            assert (element.get("src") or "").startswith("/static/")
            assert not element.text


@pytest.mark.parametrize("name", ALL)
def test_every_form_works_without_a_script(name: str) -> None:
    for form in shown(name).iter("form"):
        assert (form.get("action") or "").startswith("/")
        assert form.get("method") == "post"
        assert every(form, "button", type="submit")


@pytest.mark.parametrize("name", ALL)
def test_every_field_has_a_label(name: str) -> None:
    root = shown(name)
    labelled = {label.get("for") for label in root.iter("label")}
    for field in [*root.iter("textarea"), *root.iter("input")]:
        if field.get("type") not in {"hidden", "checkbox"}:
            assert field.get("id") in labelled


@pytest.mark.parametrize("name", ALL)
def test_only_the_landing_page_may_be_found_by_search(name: str) -> None:
    kept_out = bool(every(shown(name), "meta", name="robots", content="noindex"))
    assert kept_out != name.startswith("landing")


@pytest.mark.parametrize("name", [n for n in ALL if n != "interview"])
def test_a_pages_fragment_is_the_inside_of_its_main(name: str) -> None:
    template, values = ALL[name]
    whole = DEMO.page(template, **values)
    inside = whole.partition('<main id="main" tabindex="-1">')[2].partition("</main>")[0]
    assert DEMO.block(template, "main", **values).strip() == inside.strip()


def test_the_masthead_says_who_asks() -> None:
    assert "Demo interviewer" in text_of(only(shown("landing"), "header"))
    by_model = text_of(only(shown("landing", MODEL), "header"))
    assert "gpt-5-mini" in by_model
    assert "Demo" not in by_model


def test_landing_offers_a_start_and_a_demo_and_says_where_it_runs() -> None:
    root = shown("landing", MODEL)
    assert [f.get("action") for f in root.iter("form")] == ["/session/create", "/demo"]
    assert "gpt-5-mini" in text_of(only(root, "main"))
    assert "no model involved" in text_of(shown("landing"))


def test_a_refused_start_keeps_what_was_typed() -> None:
    root = shown("landing refused")
    assert by_id(root, "job_title").get("value") == "X"
    assert text_of(by_id(root, "problem")) == "No company"


@pytest.mark.parametrize(
    ("problem", "at_fault"),
    [
        ("Job title cannot be empty", ["job_title"]),
        ("Company name too long (max 200 characters)", ["company_name"]),
        ("Too many interviews in an hour.", []),
    ],
)
def test_a_refused_start_points_at_the_field_at_fault(problem: str, at_fault: list[str]) -> None:
    root = page(DEMO.page("landing.html", start=Start(job_title="X", problem=problem)))
    wrong = [f for f in root.iter("input") if f.get("aria-invalid") == "true"]
    assert [f.get("name") for f in wrong] == at_fault
    assert all(f.get("aria-describedby") == "problem" for f in wrong)
    assert (only(root, "title").text or "").startswith(problem)


def test_each_session_has_a_state_and_a_way_on() -> None:
    root = page(DEMO.page("dashboard.html", rows=ROWS))
    rows = every(only(root, "ol"), "li")
    ways = [only_way(row) for row in rows]
    assert ways == ["interview", "upload", "upload", "feedback", "interview"]
    assert "3 of 8 questions asked" in text_of(rows[0])
    assert all(actions(row) == ["erase"] for row in rows)


def only_way(row: Element) -> str:
    return next(row.iter("a")).get("href", "").rpartition("/")[2]


def test_an_empty_dashboard_leads_to_the_start() -> None:
    main = only(shown("dashboard"), "main")
    assert only(main, "a").get("href") == "/"
    assert [form.get("action") for form in main.iter("form")] == ["/demo"]


def test_both_documents_can_be_given_and_the_interview_not_yet_begun() -> None:
    root = upload()
    assert actions(only(root, "main")) == ["upload-cv", "upload-cv", "upload-job"]
    file = next(f for f in root.iter("form") if every(f, "input", name="cv_file"))
    assert file.get("enctype") == "multipart/form-data"
    assert not has_id(root, "begin")


def test_what_was_read_is_shown_with_its_warning_and_can_be_replaced() -> None:
    root = upload(session=replace(SESSION, cv_warning="Little text was found."))
    assert SESSION.cv_text in [text_of(e) for e in every(root, "div", role="region")]
    assert "Little text was found." in text_of(root)
    assert actions(only(root, "main")) == ["upload-cv", "upload-cv", "upload-job"]
    assert every(root, "a", href="/session/s3ss10n/interview")


def test_a_begun_interview_keeps_its_documents() -> None:
    root = shown("upload begun")
    assert not list(only(root, "main").iter("form"))
    assert every(root, "a", href="/session/s3ss10n/interview")


def test_a_refused_document_comes_back_into_its_form() -> None:
    root = upload(job_problem="Too short", job_draft="\nAn engineer.", cv_draft="Ada")
    field = by_id(root, "job_description")
    assert (field.text, field.get("aria-invalid")) == ("\nAn engineer.", "true")
    assert by_id(root, "cv_text").text == "Ada"
    assert text_of(by_id(root, "problem")) == "Too short"
    assert (only(root, "title").text or "").startswith("Too short")


@pytest.mark.parametrize(("draft", "at_fault"), [("", "cv_file"), ("Ada", "cv_text")])
def test_a_refused_cv_points_at_the_file_or_at_the_text(draft: str, at_fault: str) -> None:
    root = upload(cv_problem="Too short", cv_draft=draft)
    fields = (by_id(root, "cv_file"), by_id(root, "cv_text"))
    assert [f.get("id") for f in fields if f.get("aria-invalid")] == [at_fault]


def test_green_is_for_what_is_done_not_for_what_is_missing() -> None:
    done = upload(notice="Saved!")
    missing = upload(notice="Both are needed.", is_sent_back=True)
    classes = [only(root, "p", role="status").get("class") for root in (done, missing)]
    assert classes == ["notice", "notice wanting"]


def test_a_ready_report_tells_all_there_is() -> None:
    root, text = shown("feedback"), text_of(shown("feedback"))
    conclusion = READY.conclusion
    assert conclusion
    summary = conclusion.summary
    for line in (*summary.strengths, *summary.weaknesses, *summary.cv_improvements):
        assert line in text
    for one in READY.reviews:
        article = text_of(by_id(root, f"review-{one.turn}"))
        assert one.comment in article
        assert (one.quote or "") in article
        assert (one.outline or "") in article
    rows = every(only(root, "tbody"), "tr")
    assert len(rows) == len(conclusion.requirements)
    assert text_of(only(by_id(root, "conclusion"), "b")) == "7"
    assert "demo interviewer" in text_of(by_id(root, "conclusion"))


def test_on_a_ready_report_the_conclusion_comes_first() -> None:
    order = [e.get("id") for e in only(shown("feedback"), "main").iter() if e.get("id")]
    assert order.index("conclusion") < order.index("reviews")


def test_a_failed_report_says_what_is_done_and_can_be_asked_for_again() -> None:
    main = only(shown("feedback failed"), "main")
    assert actions(main) == ["retry"]
    assert "The interviewer could not be reached. Your answer is saved." in text_of(main)
    assert "3 of 8 answers have been read" in text_of(main)


def test_a_streamed_report_grows_by_reviews_and_ends_with_the_conclusion() -> None:
    head = DEMO.page(
        "feedback.html", report=report(feedback(FeedbackState.WRITING, 2), MARK)
    ).split(MARK)[0]
    tail = DEMO.page("feedback.html", report=report(READY, MARK)).split(MARK)[1]
    pieces = [
        DEMO.block("feedback.html", "review", report=report(READY, MARK), review=review(number))
        for number in range(1, 9)
    ]
    assert "Stopped? Load again" in head
    assert "watch.js" in head
    assert "review-1" not in head
    root = page(head + "".join(pieces) + tail)
    order = [e.get("id") for e in only(root, "main").iter() if e.get("id")]
    assert order.index("review-8") < order.index("conclusion") < order.index("status")
    assert "3 of 8 answers read" in text_of(by_id(root, "review-3"))


def test_an_error_has_a_way_on_and_loses_no_words() -> None:
    problem = Problem(status=503, text="Please try again.", kept="\nMy answer")
    root = page(DEMO.page("error.html", problem=problem))
    assert text_of(only(root, "h1")) == "Please try again."
    assert by_id(root, "kept").text == "\nMy answer"
    assert every(only(root, "main"), "a", href="/")


def test_the_fragment_of_an_error_is_its_text() -> None:
    plain = fragment(DEMO.block("error.html", "fragment", problem=Problem(status=400, text="No.")))
    assert [e.tag for e in plain] == ["p"]
    kept = Problem(status=409, text="No.", kept="My answer")
    root = fragment(DEMO.block("error.html", "fragment", problem=kept))
    assert only(root, "textarea").text == "My answer"


def test_the_time_of_a_session_is_told_with_its_zone() -> None:
    root = page(DEMO.page("dashboard.html", rows=ROWS[:1]))
    moment = only(root, "time")
    assert (moment.get("datetime"), moment.text) == (NOON.isoformat(), "12 Nov 2026, 14:05 UTC")


def filled(root: Element) -> list[str]:
    """What the filled shapes of a page say: buttons that are neither quiet nor plain."""
    controls = [*every(root, "button"), *every(root, "a")]
    return [
        text_of(control)
        for control in controls
        if (control.tag == "button" or control.get("class") == "button")
        and not {"quiet", "plain"} & set(control.get("class", "").split())
    ]


@pytest.mark.parametrize(
    ("changes", "button"),
    [
        ({"cv_text": None, "job_description_text": None}, "Upload the CV"),
        ({"job_description_text": None}, "Save the job description"),
        ({}, "Begin the interview"),
    ],
)
def test_the_next_step_is_the_only_filled_button(changes: dict[str, Any], button: str) -> None:
    session = replace(SESSION, **changes)
    root = page(DEMO.page("upload.html", upload=Upload(session=session)))

    assert filled(root) == [button]


def test_a_poor_cv_is_shown_and_the_way_to_paste_it_stands_open() -> None:
    session = replace(SESSION, cv_warning="Much of the text could not be read.")
    root = page(DEMO.page("upload.html", upload=Upload(session=session)))

    cv = every(root, "section", **{"class": "document"})[0]
    unfolded = [fold for fold in every(cv, "details") if fold.get("open") is not None]
    assert [fold.get("class") for fold in unfolded] == ["read", "replace"]
    assert "Much of the text could not be read." in text_of(root)


def test_the_dashboard_draws_how_far_each_interview_is() -> None:
    root = page(DEMO.page("dashboard.html", rows=(ROWS[0], ROWS[3])))

    ticks = [[i.get("class") for i in span] for span in every(root, "span", **{"class": "ticks"})]
    assert ticks == [["done", "done", "now", *[None] * 5], ["done"] * 8]


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_an_error_says_what_it_means_and_where_to_go(status: int) -> None:
    root = page(DEMO.page("error.html", problem=Problem(status=status, text="No.")))

    (lead,) = every(by_id(root, "main"), "p", **{"class": "lead"})
    assert text_of(lead)
    assert every(by_id(root, "main"), "a")


def test_landing_names_whoever_may_read_what_is_given() -> None:
    both = Pages(Site(interviewer="gpt-5-mini", is_demo=False, fallback="qwen3"))

    alone = MODEL.page("landing.html", start=Start())
    two = both.page("landing.html", start=Start())

    assert "that model and nowhere else" in alone
    assert "qwen3" in two
    assert "these two models and nowhere else" in two
