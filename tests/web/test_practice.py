"""An answer given once more, from the report."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import httpx
import pytest

from app.domain.errors import ModelFailed, NotReadyYet, StorageUnavailable
from app.domain.feedback import AnswerReview, Feedback, RequirementFinding, Summary
from app.domain.interview import Interview
from app.domain.source import Source
from app.settings import Limits
from app.values import replace
from tests.candidate import Candidate
from tests.fakes import FakeReviewer
from tests.serving import HTML, HTMX, JSON, parts, served
from tests.web.markup import by_id, every, fragment, has_id, only, page, text_of

FIRST = "I moved the ingest last, because a lost minute cost a parcel."
AGAIN = "I moved the ingest <b>last</b>: we ran both for two weeks and compared every event."


async def report_on(candidate: Candidate, answers: int = 2) -> Candidate:
    """The candidate with a report on so many answers."""
    await candidate.begin()
    for number in range(1, answers + 1):
        await candidate.answer(f"{FIRST} Number {number}.", turn=number)
    await candidate.post("complete")
    await candidate.get("feedback")
    return candidate


@pytest.fixture
async def reported(candidate: Candidate) -> Candidate:
    return await report_on(candidate)


async def practised(candidate: Candidate, turn: int = 2, text: str = AGAIN) -> dict[str, Any]:
    told = await candidate.post(f"practice/{turn}", {"answer": text})
    assert told.status_code == 200, told.text
    found: dict[str, Any] = told.json()
    return found


async def test_practice_is_told_with_both_reviews_and_changes_nothing(reported: Candidate) -> None:
    before = (await reported.get("feedback")).json()
    transcript = (await reported.get("transcript.json")).json()

    told = await practised(reported)

    assert set(told) == {"turn", "answer", "review", "before"}
    assert (told["turn"], told["answer"]) == (2, AGAIN)
    assert told["before"] == before["feedback"]["answers"][1]
    assert told["review"]["source"] == Source.MODEL
    assert (await reported.get("feedback")).json() == before
    assert (await reported.get("transcript.json")).json() == transcript


async def test_practice_stands_under_its_answer_on_the_page(reported: Candidate) -> None:
    sent = await reported.post("practice/2", {"answer": AGAIN}, HTML)
    root = page((await reported.get("feedback", HTML)).text)

    place = f"{reported.path('feedback')}#practice-2-1"
    assert (sent.status_code, sent.headers["location"]) == (303, place)
    once_more = by_id(by_id(root, "review-2"), "practice-2-1")
    assert AGAIN in text_of(once_more)
    assert [text_of(head) for head in once_more.iter("th")] == ["The first time", "This time"]
    ratings = every(once_more, "td", **{"class": "rating"})
    assert ["3 of 5" in " ".join(text_of(cell).split()) for cell in ratings] == [True, True]
    assert not has_id(root, "practice-1-1")


async def test_fragment_is_the_one_practice(reported: Candidate) -> None:
    await practised(reported, text="Something else before it.")
    told = await reported.post("practice/2", {"answer": AGAIN}, HTMX)

    (article,) = fragment(told.text)
    assert (told.status_code, article.get("id")) == (200, "practice-2-2")


async def test_files_of_the_report_hold_the_practice(reported: Candidate) -> None:
    told = await practised(reported)

    as_json = (await reported.get("report.json")).json()
    as_text = (await reported.get("report.md")).text

    assert as_json["practice"] == [told]
    assert "**You, once more** (about 0:05 spoken)" in as_text
    assert "I moved the ingest \\<b\\>last\\<" in as_text


async def test_unusable_answer_is_refused_in_the_askers_shape_with_its_words(
    reported: Candidate,
) -> None:
    for text, said in (
        ("\u200b ", "Answer cannot be empty."),
        ("x" * 10_001, "Answer too long (max 10,000 characters)"),
    ):
        whole, part, script = [
            await reported.post("practice/2", {"answer": text}, shape)
            for shape in (HTML, HTMX, JSON)
        ]

        assert script.json() == {"status": 400, "error": said}
        assert (part.status_code, part.headers["hx-retarget"]) == (400, "#problem")
        root = page(whole.text)
        assert whole.status_code == 400
        assert said in text_of(by_id(root, "problem"))
        assert by_id(root, "practice-2").text == text
        assert not by_id(root, "practice-1").text
        (opened,) = [e for e in root.iter("details") if "open" in e.attrib]
        assert has_id(opened, "practice-2")


async def test_eleventh_is_refused_and_its_words_kept(reported: Candidate) -> None:
    for number in range(10):
        await practised(reported, text=f"{AGAIN} {number}")

    refused = await reported.post("practice/2", {"answer": AGAIN}, HTML)
    again = await practised(reported, text=f"{AGAIN} 9")

    assert refused.status_code == 409
    kept = only(page(refused.text), "textarea", id="kept")
    assert (kept.text, "readonly" in kept.attrib) == (AGAIN, True)
    assert again["answer"] == f"{AGAIN} 9", "what is kept is found again"


async def test_before_the_feedback_it_is_409_and_the_words_are_kept(candidate: Candidate) -> None:
    await candidate.begin()
    await candidate.answer(FIRST, turn=1)

    script = await candidate.post("practice/1", {"answer": AGAIN}, JSON)
    whole = await candidate.post("practice/1", {"answer": AGAIN}, HTML)

    assert (script.status_code, script.json()["error"]) == (
        409,
        "Answers can be practised once the feedback is here.",
    )
    assert only(page(whole.text), "textarea", id="kept").text == AGAIN


async def test_answer_that_was_not_given_is_404_and_the_words_are_kept(
    reported: Candidate,
) -> None:
    for number in ("0", "3", "9", "x", "%C2%B2"):
        script = await reported.post(f"practice/{number}", {"answer": AGAIN}, JSON)
        whole = await reported.post(f"practice/{number}", {"answer": AGAIN}, HTML)

        assert (script.status_code, whole.status_code) == (404, 404)
        assert only(page(whole.text), "textarea", id="kept").text == AGAIN


@pytest.mark.parametrize("is_half_read", [True, False])
@pytest.mark.parametrize("shape", [JSON, HTML, HTMX])
async def test_session_erased_meanwhile_is_404_and_the_words_are_kept(
    reported: Candidate,
    shape: dict[str, str],
    is_half_read: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store, read = reported.served.store, reported.served.store.feedback

    async def erased_meanwhile(session_id: str) -> Feedback | None:
        known = await read(session_id)
        await store.erase(session_id)
        return replace(known, reviews=()) if known and is_half_read else None

    monkeypatch.setattr(store, "feedback", erased_meanwhile)
    told = await reported.post("practice/2", {"answer": AGAIN}, shape)

    assert told.status_code == 404
    assert "Session not found" in told.text
    if shape is HTML:
        assert only(page(told.text), "textarea", id="kept").text == AGAIN


@dataclass
class Spendable(FakeReviewer):
    """A reviewer whose calls of the day may be used up."""

    is_spent: bool = False

    async def review(
        self, interview: Interview, done: Sequence[AnswerReview | RequirementFinding], tries: int
    ) -> AsyncGenerator[AnswerReview | RequirementFinding | Summary, None]:
        if self.is_spent:
            raise ModelFailed("budget", final=True)
        async for part in super().review(interview, done, tries):
            yield part


@pytest.fixture
async def unlucky(tmp_path: Path) -> AsyncIterator[Candidate]:
    """A candidate with a report, after which no call is left and answers are few."""
    reviewer = Spendable()
    given = parts(tmp_path, reviewer=reviewer, limits=Limits(answers_per_minute=4))
    async with served(given) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await report_on(candidate)
        reviewer.is_spent = True
        yield candidate


async def test_rule_judges_where_the_model_does_not_and_too_many_are_refused(
    unlucky: Candidate,
) -> None:
    told = await practised(unlucky)
    await practised(unlucky, 1)
    refused = await unlucky.post("practice/1", {"answer": f"{AGAIN} And."}, HTML)
    root = page((await unlucky.get("feedback", HTML)).text)

    assert told["review"]["source"] == Source.STAND_IN
    assert told["before"]["source"] == Source.MODEL
    assert "Judged by rule" in text_of(by_id(root, "practice-2-1"))
    assert refused.status_code == 429
    assert by_id(page(refused.text), "practice-1").text == f"{AGAIN} And."


async def test_refusal_of_storage_gives_the_answer_back_to_send_again(
    reported: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object) -> None:
        raise StorageUnavailable

    monkeypatch.setattr(reported.served.store, "add_practice", refuse)
    refused = await reported.post("practice/2", {"answer": AGAIN}, HTML)

    assert refused.status_code == 503
    form = only(page(refused.text), "form")
    assert form.get("action") == reported.path("practice/2")
    assert only(form, "textarea", name="answer").text == AGAIN


async def test_answer_still_being_judged_stays_in_its_box(
    reported: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object) -> None:
        raise NotReadyYet("This answer is still being judged. Send it again in a moment.")

    monkeypatch.setattr(reported.served.store, "hold_place", refuse)
    refused = await reported.post("practice/2", {"answer": AGAIN}, HTML)

    assert refused.status_code == 503
    assert by_id(page(refused.text), "practice-2").text == AGAIN


BOXES = {"answer-1": "Half a <thought>", "answer-2": AGAIN}


def typed(root: Element) -> dict[str, str]:
    """What stands in each box of a page, without the empty ones."""
    return {field.get("name", ""): field.text for field in root.iter("textarea") if field.text}


async def test_boxes_and_buttons_of_all_answers_are_one_form(reported: Candidate) -> None:
    root = page((await reported.get("feedback", HTML)).text)

    form = by_id(root, "practising")
    assert (form.tag, form.get("method")) == ("form", "post")
    for turn in ("1", "2"):
        box = by_id(root, f"practice-{turn}")
        assert (box.get("name"), box.get("form")) == (f"answer-{turn}", "practising")
        (button,) = [
            one
            for one in root.iter("button")
            if one.get("formaction") == reported.path(f"practice/{turn}")
        ]
        assert button.get("form") == "practising"


async def test_words_in_other_boxes_come_along_to_the_report(reported: Candidate) -> None:
    sent = await reported.post("practice/2", BOXES, HTML)
    alone = await reported.post("practice/1", {"answer-1": FIRST, "answer-2": ""}, HTML)

    root = page(sent.text)
    assert sent.status_code == 200
    assert AGAIN in text_of(by_id(root, "practice-2-1"))
    assert typed(only(root, "main")) == {"answer-1": "Half a <thought>"}
    assert [e.get("id") for e in root.iter() if "autofocus" in e.attrib] == ["practice-2-1"]
    (opened,) = [e for e in root.iter("details") if "open" in e.attrib]
    assert has_id(opened, "practice-1")
    place = f"{reported.path('feedback')}#practice-1-1"
    assert (alone.status_code, alone.headers["location"]) == (303, place)


async def test_script_is_told_its_practice_whatever_else_is_sent(reported: Candidate) -> None:
    script = await reported.post("practice/2", BOXES, JSON)
    part = await reported.post("practice/2", BOXES, HTMX)

    assert script.json()["answer"] == AGAIN
    (article,) = fragment(part.text)
    assert (article.get("id"), "autofocus" in article.attrib) == ("practice-2-1", False)


async def test_refused_answer_keeps_the_words_of_other_boxes(reported: Candidate) -> None:
    refused = await reported.post("practice/2", {**BOXES, "answer-2": " "}, HTML)
    unasked = await reported.post("practice/7", BOXES, HTML)

    root = page(refused.text)
    assert refused.status_code == 400
    assert typed(only(root, "main")) == {"answer-1": "Half a <thought>", "answer-2": " "}
    (marked,) = [e.get("id") for e in root.iter() if e.get("aria-invalid")]
    assert marked == "practice-2"
    assert unasked.status_code == 404
    kept = only(page(unasked.text), "textarea", id="kept").text or ""
    assert all(text in kept for text in BOXES.values())


async def test_words_for_a_box_that_is_full_are_kept_to_read(reported: Candidate) -> None:
    for number in range(10):
        await practised(reported, text=f"{AGAIN} {number}")

    sent = await reported.post("practice/1", {"answer-1": FIRST, "answer-2": AGAIN}, HTML)

    kept = by_id(page(sent.text), "kept-2")
    assert (sent.status_code, kept.text, "readonly" in kept.attrib) == (200, AGAIN, True)


@pytest.fixture
async def shared(reported: Candidate) -> Candidate:
    """A candidate with a report that somebody commented on."""
    link = (await reported.post("share", {"scores": "1"})).json()["url"]
    async with reported.served.client() as mentor:
        comment = {"answer": "1", "name": "Ana", "text": "Say what it cost."}
        await mentor.post(f"{httpx.URL(link).path}/comment", data=comment)
    return reported


async def buttons(candidate: Candidate) -> dict[str, str]:
    """Where each button of the report's one form leads, by what it says."""
    root = page((await candidate.get("feedback", HTML)).text)
    return {
        text_of(one): one.get("formaction", "").partition("#")[0]
        for one in root.iter("button")
        if one.get("form") == "practising"
    }


async def test_words_come_along_with_every_button_of_the_report(shared: Candidate) -> None:
    found = await buttons(shared)
    labels = ("Remove this comment", "Hide the ratings", "Withdraw the link")
    for label in labels:
        typed_in = {**BOXES, "scores": "0"}
        told = await shared.client.post(found[label], data=typed_in, headers=HTML)

        assert (told.status_code, typed(only(page(told.text), "main"))) == (200, BOXES), label

    made = await shared.post("share", BOXES, HTML)
    script = await shared.post("share", BOXES, JSON)
    assert (await buttons(shared)).keys() >= {"Show the ratings too", "Withdraw the link"}
    assert typed(only(page(made.text), "main")) == BOXES
    assert script.json()["redirect"] == shared.path("feedback#share")


async def test_words_come_along_when_the_model_is_asked_again(unlucky: Candidate) -> None:
    told = await unlucky.post("retry", BOXES, HTML)
    bare = await unlucky.post("retry", {"answer-1": ""}, HTML)

    assert (told.status_code, typed(only(page(told.text), "main"))) == (200, BOXES)
    assert (bare.status_code, bare.headers["location"]) == (303, unlucky.path("feedback"))


@pytest.mark.parametrize("what", ["share", "unshare", "comment/1/remove", "retry"])
async def test_button_that_is_refused_gives_the_words_of_all_boxes_back(
    reported: Candidate, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault: Exception = StorageUnavailable()

    async def refuse(*_: object) -> None:
        raise fault

    async with reported.served.client() as stranger:
        foreign = await stranger.post(reported.path(what), data=BOXES, headers=HTML)
    monkeypatch.setattr(reported.served.store, "interview", refuse)
    away = await reported.post(what, BOXES, HTML)
    fault = ZeroDivisionError()
    unforeseen = await reported.post(what, BOXES, HTML)

    for told, status in ((foreign, 403), (away, 503), (unforeseen, 500)):
        kept = only(page(told.text), "textarea", id="kept").text or ""
        assert told.status_code == status
        assert all(text in kept for text in BOXES.values())


async def test_enter_key_in_the_choice_of_ratings_makes_a_link(reported: Candidate) -> None:
    root = page((await reported.get("feedback", HTML)).text)

    first = next(one for one in root.iter() if "practising" in {one.get("id"), one.get("form")})
    assert (first.tag, first.get("action")) == ("form", reported.path("share"))
    assert only(by_id(root, "share"), "input", name="scores").get("form") == "practising"


@pytest.mark.parametrize("missing", ["interview", "add_practice", "share"])
async def test_refusal_of_storage_gives_the_words_of_all_boxes_back(
    reported: Candidate, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object) -> None:
        raise StorageUnavailable

    monkeypatch.setattr(reported.served.store, missing, refuse)
    refused = await reported.post("practice/2", BOXES, HTML)

    assert refused.status_code == 503
    kept = only(page(refused.text), "textarea", id="kept").text or ""
    assert all(text in kept for text in BOXES.values())
