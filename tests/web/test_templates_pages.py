from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import pytest

from app.documents.refusals import too_short
from app.domain.feedback import FeedbackState
from app.domain.interview import Interview, TurnState
from app.domain.source import Source
from app.services.preparation import Sample
from app.values import replace
from app.web.rendering import Pages
from app.web.view_models import (
    DashboardRow,
    FeedbackPage,
    InterviewPage,
    PapersPage,
    Problem,
    Site,
    StartForm,
    UploadPage,
)
from tests.web.examples import NOON, READING, SESSION, feedback, interview
from tests.web.markup import actions, by_id, every, fragment, has_id, only, page, text_of

DEMO = Pages(Site(interviewer="Demo interviewer", is_demo=True))
MODEL = Pages(Site(interviewer="gpt-5-mini", is_demo=False))

BARE = replace(SESSION, cv_text=None, job_description_text=None)
DONE = interview(TurnState.ANSWERED, 8)
READY = feedback(FeedbackState.READY)

ROWS = (
    DashboardRow(interview=interview(TurnState.AWAITING_ANSWER), feedback=None),
    DashboardRow(interview=interview(None, cv_text=None), feedback=None),
    DashboardRow(interview=interview(None), feedback=None),
    DashboardRow(interview=DONE, feedback=READY),
    DashboardRow(interview=DONE, feedback=None),
)


SAMPLES = tuple(
    Sample(
        name=name,
        job_title=job_title,
        company_name="Harrowgate",
        candidate=candidate,
        tagline="One line about it.",
        cv_text="A CV.",
        job_description_text="A posting.",
    )
    for name, job_title, candidate in (
        ("engineer", "Reliability Engineer", "Ada Kelp"),
        ("nurse", "Night Nurse", "Tom Weir"),
    )
)
LANDING = {"start": StartForm(), "samples": SAMPLES}
READ = interview(TurnState.AWAITING_ANSWER, reading=READING)

ALL: dict[str, tuple[str, dict[str, Any]]] = {
    "landing": ("landing.html", LANDING),
    "landing refused": (
        "landing.html",
        {**LANDING, "start": StartForm(job_title="X", problem="No company")},
    ),
    "dashboard": ("dashboard.html", {"rows": (), "is_erased": True}),
    "dashboard full": ("dashboard.html", {"rows": ROWS[:1], "is_erased": False}),
    "upload": ("upload.html", {"upload": UploadPage(session=BARE)}),
    "upload ready": ("upload.html", {"upload": UploadPage(session=SESSION, notice="Saved!")}),
    "upload begun": ("upload.html", {"upload": UploadPage(session=SESSION, has_begun=True)}),
    "papers": ("session/papers.html", {"page": PapersPage(interview=READ)}),
    "papers missing": (
        "session/papers.html",
        {"page": PapersPage(interview=Interview(session=BARE))},
    ),
    "interview": (
        "interview/page.html",
        {"page": InterviewPage(interview=READ, focus=3)},
    ),
    "feedback": ("report/page.html", {"page": FeedbackPage(interview=DONE, feedback=READY)}),
    "feedback revised": (
        "report/page.html",
        {"page": FeedbackPage(interview=DONE, feedback=feedback(FeedbackState.REVISING))},
    ),
    "feedback written": (
        "report/page.html",
        {"page": FeedbackPage(interview=DONE, feedback=feedback(FeedbackState.WRITING, 3))},
    ),
    "error": ("error.html", {"problem": Problem(status=404, text="Session not found")}),
}


def shown(name: str, pages: Pages = DEMO) -> Element:
    template, values = ALL[name]
    return page(pages.page(template, **values))


def upload(**values: Any) -> Element:
    return page(DEMO.page("upload.html", upload=UploadPage(**{"session": BARE, **values})))


@pytest.mark.parametrize("name", ALL)
def test_page_is_whole_and_in_one_language(name: str) -> None:
    root = shown(name)
    assert root.get("lang") == "en"
    assert by_id(root, "main").tag == "main"
    assert only(root, "main").get("id") == "main"
    assert only(root, "title").text
    assert len(every(root, "h1")) == 1
    assert by_id(root, "problem").get("role") == "alert"


@pytest.mark.parametrize("name", ALL)
def test_page_works_under_strictest_content_policy(name: str) -> None:
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
def test_pages_fragment_is_the_inside_of_its_main(name: str) -> None:
    template, values = ALL[name]
    whole = DEMO.page(template, **values)
    inside = whole.partition('<main id="main" tabindex="-1">')[2].partition("</main>")[0]
    assert DEMO.block(template, "main", **values).strip() == inside.strip()


def test_masthead_names_interviewer() -> None:
    assert "Demo interviewer" in text_of(only(shown("landing"), "header"))
    by_model = text_of(only(shown("landing", MODEL), "header"))
    assert "gpt-5-mini" in by_model
    assert "Demo" not in by_model


def test_landing_offers_a_start_and_a_demo_and_says_where_it_runs() -> None:
    root = shown("landing", MODEL)
    forms = [f.get("action") for f in root.iter("form")]
    assert forms == ["/session/create", "/demo"]
    assert "gpt-5-mini" in text_of(only(root, "main"))
    assert "without a model" in text_of(shown("landing"))


def test_landing_offers_every_sample_interview_by_its_name() -> None:
    form = only(shown("landing"), "form", action="/demo")
    buttons = every(form, "button", type="submit")
    assert [(b.get("name"), b.get("value")) for b in buttons] == [
        ("story", "engineer"),
        ("present", "engineer"),
        ("story", "nurse"),
        ("present", "nurse"),
    ]
    assert text_of(buttons[2]) == "Night Nurse at Harrowgate"
    assert "Tom Weir. One line about it." in text_of(form)


def test_refused_start_keeps_what_was_typed() -> None:
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
def test_refused_start_points_at_the_field_at_fault(problem: str, at_fault: list[str]) -> None:
    field = "".join(at_fault)
    start = StartForm(job_title="X", problem=problem, field_at_fault=field)
    root = page(DEMO.page("landing.html", start=start, samples=SAMPLES))
    wrong = [f for f in root.iter("input") if f.get("aria-invalid") == "true"]
    assert [f.get("name") for f in wrong] == at_fault
    assert all(f.get("aria-describedby") == "problem" for f in wrong)
    assert (only(root, "title").text or "").startswith(problem)


def test_papers_page_shows_both_texts_and_what_was_read_out_of_them() -> None:
    root = shown("papers")
    papers = [text_of(box) for box in every(root, "div", role="region")]
    assert papers == [SESSION.cv_text, SESSION.job_description_text]
    rows = [text_of(row) for row in only(root, "tbody")]
    assert [
        kind for row in rows for kind in ("Must have", "Part of the job", "Nice") if kind in row
    ] == [
        "Must have",
        "Part of the job",
        "Nice",
    ]
    for requirement, row in zip(READING.requirements, rows, strict=True):
        assert requirement.text in row
        assert requirement.name in row
    assert "Moved 61 services to Kubernetes." in text_of(by_id(root, "papers"))
    assert "Read by the demo interviewer" in text_of(by_id(root, "papers"))


@pytest.mark.parametrize(
    ("source", "reader"),
    [(Source.MODEL, "Read by the model."), (Source.STAND_IN, "Read by rule.")],
)
def test_papers_page_says_who_read_them(source: Source, reader: str) -> None:
    read = interview(None, reading=replace(READING, source=source))
    root = page(DEMO.page("session/papers.html", page=PapersPage(interview=read)))
    assert reader in text_of(by_id(root, "papers"))


def test_papers_page_before_the_reading_says_so() -> None:
    papers = PapersPage(interview=interview(None), candidate="Ada Kelp")
    root = page(DEMO.page("session/papers.html", page=papers))
    assert "They have not been read yet." in text_of(by_id(root, "papers"))
    assert "The CV of Ada Kelp" in text_of(by_id(root, "papers"))


@pytest.mark.parametrize(
    ("subject", "way"),
    [
        (interview(None), "upload"),
        (interview(None, is_demo=True), "interview"),
        (interview(TurnState.AWAITING_ANSWER), "interview"),
    ],
)
def test_papers_page_leads_back_to_where_its_reader_came_from(subject: Interview, way: str) -> None:
    root = page(DEMO.page("session/papers.html", page=PapersPage(interview=subject)))
    assert every(only(root, "main"), "a", href=f"/session/s3ss10n/{way}")


def test_each_session_has_a_state_and_a_way_on() -> None:
    root = page(DEMO.page("dashboard.html", rows=ROWS, is_erased=False))
    rows = every(only(root, "ol"), "li")
    ways = [only_way(row) for row in rows]
    assert ways == ["interview", "upload", "upload", "feedback", "interview"]
    assert "3 of 8 questions asked" in text_of(rows[0])
    assert "Feedback ready, 7 of 10" in text_of(rows[3])
    assert all(actions(row) == ["erase"] for row in rows)


def only_way(row: Element) -> str:
    return next(row.iter("a")).get("href", "").rpartition("/")[2]


def test_empty_dashboard_leads_to_the_start() -> None:
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


def test_documents_of_begun_interview_cannot_be_changed() -> None:
    root = shown("upload begun")
    assert not list(only(root, "main").iter("form"))
    assert every(root, "a", href="/session/s3ss10n/interview")


def test_refused_document_comes_back_into_its_form() -> None:
    root = upload(
        job_problem="Too short",
        field_at_fault="job_description",
        job_draft="\nAn engineer.",
        cv_draft="Ada",
    )
    field = by_id(root, "job_description")
    assert (field.text, field.get("aria-invalid")) == ("\nAn engineer.", "true")
    assert by_id(root, "cv_text").text == "Ada"
    assert text_of(by_id(root, "problem")) == "Too short"
    assert (only(root, "title").text or "").startswith("Too short")


@pytest.mark.parametrize("at_fault", ["cv_file", "cv_text", ""])
def test_refused_cv_points_at_the_file_or_at_the_text(at_fault: str) -> None:
    root = upload(cv_problem="Too short", field_at_fault=at_fault, cv_draft="Ada")
    fields = (by_id(root, "cv_file"), by_id(root, "cv_text"))
    assert [f.get("id") for f in fields if f.get("aria-invalid")] == [at_fault] * bool(at_fault)


def test_unsupported_format_is_answered_with_the_formats_beside_it() -> None:
    told = by_id(upload(cv_problem="Unsupported file format"), "problem")
    problem, hint = told
    assert text_of(problem) == "Unsupported file format"
    assert all(name in text_of(hint) for name in ("PDF", "DOCX", "TXT"))


def test_pasted_code_of_a_file_is_answered_with_what_to_copy() -> None:
    told = by_id(upload(cv_problem="Unsupported file format", field_at_fault="cv_text"), "problem")
    assert [text_of(part) for part in told] == [
        "Unsupported file format",
        "What you pasted is the code of a file. Open the file and copy the text that you see.",
    ]


@pytest.mark.parametrize(("at_fault", "has_hint"), [("cv_file", True), ("cv_text", False)])
def test_file_with_too_little_text_is_answered_with_what_pictures_are(
    at_fault: str, has_hint: bool
) -> None:
    short = str(too_short())
    told = by_id(upload(cv_problem=short, field_at_fault=at_fault), "problem")
    hint = "Pages that were scanned or photographed are pictures, and no text can be read from "
    hint += "them. If your file holds such pages, paste the text of your CV instead."
    assert [text_of(part) for part in told] == [short, hint][: 1 + has_hint]


@pytest.mark.parametrize("is_erased", [True, False])
def test_dashboard_confirms_that_a_session_is_erased(is_erased: bool) -> None:
    root = page(DEMO.page("dashboard.html", rows=(), is_erased=is_erased))
    notices = every(root, "p", role="status")
    assert [text_of(notice) for notice in notices] == [
        "The session is erased, with everything that belonged to it."
    ] * is_erased


def test_green_marks_done_items_only() -> None:
    done = upload(notice="Saved!")
    missing = upload(notice="Both are needed.", is_sent_back=True)
    classes = [only(root, "p", role="status").get("class") for root in (done, missing)]
    assert classes == ["notice", "notice wanting"]


def test_error_page_links_onward_and_keeps_typed_text() -> None:
    problem = Problem(status=503, text="Please try again.", kept="\nMy answer")
    root = page(DEMO.page("error.html", problem=problem))
    assert text_of(only(root, "h1")) == "Please try again."
    assert by_id(root, "kept").text == "\nMy answer"
    assert every(only(root, "main"), "a", href="/")


def test_fragment_of_an_error_is_its_text() -> None:
    plain = fragment(DEMO.block("error.html", "fragment", problem=Problem(status=400, text="No.")))
    assert [e.tag for e in plain] == ["p"]
    kept = Problem(status=409, text="No.", kept="My answer")
    root = fragment(DEMO.block("error.html", "fragment", problem=kept))
    assert only(root, "textarea").text == "My answer"


def test_time_of_a_session_is_told_with_its_zone() -> None:
    root = page(DEMO.page("dashboard.html", rows=ROWS[:1], is_erased=False))
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
def test_next_step_is_the_only_filled_button(changes: dict[str, Any], button: str) -> None:
    session = replace(SESSION, **changes)
    root = page(DEMO.page("upload.html", upload=UploadPage(session=session)))

    assert filled(root) == [button]


def test_poor_cv_is_shown_and_the_way_to_paste_it_stands_open() -> None:
    session = replace(SESSION, cv_warning="Much of the text could not be read.")
    root = page(DEMO.page("upload.html", upload=UploadPage(session=session)))

    cv = every(root, "section", **{"class": "document"})[0]
    unfolded = [fold for fold in every(cv, "details") if fold.get("open") is not None]
    assert [fold.get("class") for fold in unfolded] == ["read", "replace"]
    assert "Much of the text could not be read." in text_of(root)


def test_dashboard_draws_how_far_each_interview_is() -> None:
    root = page(DEMO.page("dashboard.html", rows=(ROWS[0], ROWS[3]), is_erased=False))

    ticks = [[i.get("class") for i in span] for span in every(root, "span", **{"class": "ticks"})]
    assert ticks == [["done", "done", "now", *[None] * 5], ["done"] * 8]


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_error_says_what_it_means_and_where_to_go(status: int) -> None:
    root = page(DEMO.page("error.html", problem=Problem(status=status, text="No.")))

    (lead,) = every(by_id(root, "main"), "p", **{"class": "lead"})
    assert text_of(lead)
    assert every(by_id(root, "main"), "a")


def test_landing_names_whoever_may_read_what_is_given() -> None:
    both = Pages(Site(interviewer="gpt-5-mini", is_demo=False, fallback="qwen3"))

    alone = MODEL.page("landing.html", **LANDING)
    two = both.page("landing.html", **LANDING)

    assert "that model and to nobody else" in alone
    assert "qwen3" in two
    assert "these two models and to nobody else" in two


def test_landing_says_when_the_model_cannot_be_reached() -> None:
    away = page(MODEL.page("landing.html", start=StartForm(is_model_away=True), samples=SAMPLES))
    usual = page(MODEL.page("landing.html", **LANDING))

    assert "could not be reached" in text_of(only(away, "main"))
    assert "could not be reached" not in text_of(only(usual, "main"))
    assert actions(away) == actions(usual)
