"""The report as one file."""

from __future__ import annotations

import pytest

from tests.candidate import Candidate
from tests.fakes import QUESTIONS
from tests.serving import HTML, HTMX, JSON, Served
from tests.web.markup import actions, every, page

LINK = "[here](https://x.example)"
ANSWER = f"I moved the ingest last, because a lost minute cost a parcel.\n# See {LINK}"


@pytest.fixture
async def reported(candidate: Candidate) -> Candidate:
    """A candidate with a report."""
    await candidate.begin()
    await candidate.answer(ANSWER, turn=1)
    await candidate.post("complete")
    await candidate.get("feedback")
    return candidate


async def test_json_file_holds_transcript_and_report(reported: Candidate) -> None:
    told = await reported.get("report.json", HTML)
    transcript = (await reported.get("transcript.json")).json()
    report = (await reported.get("feedback")).json()

    after: dict[str, list[object]] = {"practice": [], "comments": []}
    assert told.json() == {**transcript, "feedback": report["feedback"], **after}
    assert told.headers["content-disposition"] == 'attachment; filename="report.json"'


async def test_markdown_file_holds_what_was_said_and_shown(reported: Candidate) -> None:
    told = await reported.get("report.md", HTML)
    feedback = (await reported.get("feedback")).json()["feedback"]

    assert told.headers["content-type"].startswith("text/markdown")
    assert f"## {feedback['interview_score']} of 10" in told.text
    assert "I moved the ingest last" in told.text
    assert QUESTIONS[0].split()[0] in told.text
    assert f"> {feedback['strengths'][0]}" in told.text
    assert LINK not in told.text
    assert "UTC, report of " in told.text
    for text in (told.text, (await reported.get("transcript.txt")).text):
        assert "<time" not in text
    assert "\n# See" not in told.text


async def test_report_that_was_not_begun_is_told_in_the_askers_shape(candidate: Candidate) -> None:
    await candidate.begin()
    for ending in ["md", "json"]:
        as_json = await candidate.get(f"report.{ending}", JSON)
        as_page = await candidate.get(f"report.{ending}", HTML)

        assert as_json.status_code == as_page.status_code == 404, ending
        assert as_json.json()["error"] == "Feedback for session not found.", ending
        assert candidate.path("interview") in as_page.text, ending


async def test_report_page_offers_to_keep_it_and_to_go_on(reported: Candidate) -> None:
    root = page((await reported.get("feedback", HTML)).text)

    assert "again" in actions(root)
    (printing,) = every(root, "button", **{"class": "plain print"})
    assert "hidden" in printing.attrib


async def again(candidate: Candidate) -> Candidate:
    """The candidate at the session that "again" makes."""
    response = await candidate.post("again", {}, HTML)
    assert response.status_code == 303, response.text
    other = Candidate(candidate.served, candidate.client)
    other.session_id = response.headers["location"].split("/")[2]
    assert response.headers["location"] == other.path("upload")
    return other


async def test_again_makes_a_session_with_the_same_papers_ready_to_begin(
    reported: Candidate,
) -> None:
    other = await again(reported)

    old, new = [(await each.get("papers")).json() for each in (reported, other)]
    assert new["session"]["id"] != old["session"]["id"]
    assert new["cv_text"] == old["cv_text"]
    assert new["job_description_text"] == old["job_description_text"]
    assert (await other.get("transcript.json")).json()["conversation"] == []
    assert other.path("interview") in (await other.get("upload", HTML)).text
    assert (await other.begin())["turn"]["state"] == "awaiting_answer"
    assert (await reported.get("feedback")).status_code == 200


async def test_again_is_told_in_the_askers_shape(reported: Candidate) -> None:
    by_script = await reported.post("again", {}, JSON)
    by_htmx = await reported.post("again", {}, HTMX)

    assert (by_script.status_code, by_htmx.status_code) == (200, 200)
    assert by_script.json()["redirect"].endswith("/upload")
    assert by_htmx.headers["hx-redirect"].endswith("/upload")


async def test_again_without_papers_is_refused(viva: Served) -> None:
    async with viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.create()

        response = await candidate.post("again", {}, JSON)

    assert (response.status_code, response.json()["error"]) == (
        409,
        "Bring your CV and the job description first.",
    )


async def test_erasing_the_earlier_session_leaves_the_later_one(reported: Candidate) -> None:
    other = await again(reported)

    await reported.post("erase", {}, JSON)

    assert (await reported.get("feedback")).status_code == 404
    assert (await other.begin())["turn"]["number"] == 1
