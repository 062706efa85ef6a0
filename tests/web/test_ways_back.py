"""A browser left on the address of a form, or refused there, is led back to its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.source import Source
from tests.candidate import Candidate
from tests.fakes import QUESTIONS, FakeInterviewer
from tests.serving import HTML, HTMX, JSON, Served, parts, served
from tests.web.markup import by_id, only, page, text_of
from tests.web.presenter import presenting

LEFT_ON = {
    "upload-cv": "upload",
    "upload-job": "upload",
    "message": "interview",
    "question/1/clarify": "interview",
    "whole": "interview",
    "retry": "interview",
    "complete": "interview",
    "practice/1": "feedback",
    "share": "feedback",
    "unshare": "feedback",
    "comment/c/remove": "feedback",
    "present/next": "present",
}
CLARIFY = "question/1/clarify"


def ways_on(text: str) -> list[str]:
    """Where the main part of a page leads."""
    return [link.get("href", "") for link in only(page(text), "main").iter("a")]


@pytest.mark.parametrize(("rest", "way_on"), LEFT_ON.items())
async def test_browser_opened_again_at_the_address_of_a_form_is_led_to_its_page(
    candidate: Candidate, rest: str, way_on: str
) -> None:
    shown = await candidate.get(rest, HTML)
    part = await candidate.get(rest, HTMX)
    script = await candidate.get(rest, JSON)

    assert (shown.status_code, shown.headers["location"]) == (303, candidate.path(way_on))
    assert part.status_code == 405
    assert script.headers["allow"]
    assert script.json() == {"status": 405, "error": "That cannot be done here."}


async def test_other_methods_at_the_address_of_a_form_are_405_and_lead_back(
    candidate: Candidate,
) -> None:
    told = await candidate.client.put(candidate.path("complete"), headers=HTML)

    assert (told.status_code, ways_on(told.text)) == (405, [candidate.path("interview")])


@pytest.mark.parametrize(
    ("left_on", "place"),
    [
        ("/shared/token/comment", "/shared/token"),
        ("/session/create", "/"),
        ("/session/%0D%0AX-Y:%20z/complete", "/session/%0D%0AX-Y%3A%20z/interview"),
    ],
)
async def test_form_of_no_session_leads_back_to_its_page(
    viva: Served, left_on: str, place: str
) -> None:
    async with viva.client() as client:
        shown = await client.get(left_on, headers=HTML)

    assert (shown.status_code, shown.headers["location"]) == (303, place)
    assert "x-y" not in shown.headers


async def test_interview_ended_with_words_not_sent_is_there_when_its_tab_is_opened_again(
    candidate: Candidate,
) -> None:
    await candidate.begin()
    await candidate.answer("I moved the ledger in one night.")
    ended = await candidate.post("complete", {"answer": "Half a thought"}, HTML)
    reopened = await candidate.client.get(ended.url, headers=HTML, follow_redirects=True)

    assert (ended.status_code, reopened.status_code) == (200, 200)
    assert only(page(reopened.text), "form", action=candidate.path("complete")) is not None


async def test_address_of_a_form_tells_nobody_whether_its_session_is_there(
    candidate: Candidate,
) -> None:
    unknown = "x" * len(candidate.session_id)
    async with candidate.served.client() as stranger:
        for rest in LEFT_ON:
            for shape, status in ((HTML, 303), (HTMX, 405), (JSON, 405)):
                one = await stranger.get(candidate.path(rest), headers=shape)
                other = await stranger.get(f"/session/{unknown}/{rest}", headers=shape)

                assert one.status_code == other.status_code == status
                assert one.text.replace(candidate.session_id, unknown) == other.text
                place = one.headers.get("location", "")
                assert place.replace(candidate.session_id, unknown) == other.headers.get(
                    "location", ""
                )


@pytest.mark.parametrize(("rest", "status"), [(CLARIFY, 500), ("question/x/clarify", 404)])
async def test_question_that_is_not_put_differently_leads_back_with_what_was_typed(
    tmp_path: Path, rest: str, status: int
) -> None:
    dumb = FakeInterviewer(
        source=Source.MODEL, script=lambda brief, _: [QUESTIONS[0]] if brief.number == 1 else []
    )
    async with served(parts(tmp_path, interviewer=dumb)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()
        bare = await candidate.post(rest, {}, HTML)
        typed = await candidate.post(rest, {"answer": "Half a <thought>"}, HTML)

    assert (bare.status_code, typed.status_code) == (status, status)
    assert ways_on(bare.text) == [candidate.path("interview")]
    form = by_id(page(typed.text), "answering")
    assert form.get("action") == candidate.path("message")
    assert only(form, "textarea").text == "Half a <thought>"


@pytest.mark.parametrize("has_cookie", [False, True])
async def test_remote_says_what_it_does_not_do_and_leads_back(
    tmp_path: Path, has_cookie: bool
) -> None:
    async with presenting(tmp_path) as presenter:
        await presenter.begun()
        path = await presenter.link("remote")
        async with presenter.served.client() as phone:
            client = presenter.client if has_cookie else phone
            refused = await client.post(path, data={"what": "play"}, headers=HTML)
            script = await client.post(path, data={"what": "play"}, headers=JSON)

    told = text_of(only(page(refused.text), "main"))
    assert refused.status_code == 403
    assert "The remote only goes next and back." in told
    assert "The other buttons are on the presenter’s own page." in told
    assert "cookie" not in told
    assert "A session opens only" not in told
    assert ways_on(refused.text) == [path]
    assert script.json() == {"status": 403, "error": "The remote only goes next and back."}


@pytest.mark.parametrize("form", [{"what": "fly"}, {"what": "next", "step": "x"}])
async def test_refused_press_of_the_remote_leads_back_to_it(
    tmp_path: Path, form: dict[str, str]
) -> None:
    async with presenting(tmp_path) as presenter:
        await presenter.begun()
        path = await presenter.link("remote")
        async with presenter.served.client() as phone:
            refused = await phone.post(path, data=form, headers=HTML)

    assert refused.status_code in {403, 422}
    assert ways_on(refused.text) == [path]


async def test_practice_before_the_report_leads_to_where_it_will_be(candidate: Candidate) -> None:
    await candidate.begin()
    await candidate.answer("I moved the ledger in one night.")

    refused = await candidate.post("practice/1", {"answer": "Once more."}, HTML)

    assert refused.status_code == 409
    assert candidate.path("feedback") in ways_on(refused.text)
