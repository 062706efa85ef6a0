"""The interview's routes, in every shape they answer in."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape

from app.domain.brief import Brief
from app.domain.errors import ModelFailed
from app.domain.feedback import AnswerReview, RequirementFinding, Summary
from app.domain.interview import Interview
from app.values import replace
from tests.candidate import Candidate
from tests.fakes import QUESTIONS, FakeInterviewer, FakeReviewer
from tests.limits import HANGS
from tests.serving import HTML, HTMX, JSON, QUICK, Served, parts, served
from tests.web.markup import by_id, fragment, only, page, text_of

CURL = {"Accept": "*/*"}


def slow(seconds: float) -> FakeInterviewer:
    """A model that thinks for `seconds` before each question, and pauses within it."""
    return FakeInterviewer(
        script=lambda brief, _: [seconds, *QUESTIONS[brief.number - 1].partition(" ")]
    )


async def test_json_of_an_interview_tells_what_stands(candidate: Candidate) -> None:
    state = await candidate.begin()

    assert set(state) == {"session", "conversation", "progress", "turn"}
    assert set(state["session"]) == {"id", "job_title", "company_name"}
    assert state["progress"] == {
        "question_count": 1,
        "max_questions": 8,
        "is_started": True,
        "is_complete": False,
    }
    assert state["turn"] == {"number": 1, "state": "awaiting_answer"}
    (question,) = state["conversation"]
    assert set(question) == {"id", "session_id", "role", "content", "timestamp", "source"}
    assert question["role"] == "assistant"
    assert re.search(r"[+-]\d\d:\d\d$", question["timestamp"])


async def test_question_being_written_is_not_in_the_json_yet(tmp_path: Path) -> None:
    async with served(parts(tmp_path, interviewer=slow(6.0))) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()

        state = await candidate.interview()

    assert state["conversation"] == []
    assert state["turn"] == {"number": 1, "state": "writing"}
    assert state["progress"]["is_started"] is False


async def test_eight_answers_finish_the_interview(candidate: Candidate) -> None:
    await candidate.begin()

    for number in range(1, 9):
        response = await candidate.answer(f"Answer {number} of mine.")
        assert response.status_code == 200

    last = response.json()
    assert [message["role"] for message in last["messages"]] == ["user"]
    assert last["turn"] == {"number": 8, "state": "finished"}
    assert last["progress"]["is_complete"] is True
    state = await candidate.interview()
    assert len(state["conversation"]) == 16
    again = await candidate.answer("A ninth answer.")
    assert (again.status_code, again.json()["error"]) == (409, "This interview is complete.")


async def test_answer_without_live_typing_returns_next_question(candidate: Candidate) -> None:
    await candidate.begin()

    response = await candidate.answer("I moved it last.", turn=1)

    user, assistant = response.json()["messages"]
    assert (user["role"], user["content"]) == ("user", "I moved it last.")
    assert assistant["role"] == "assistant"
    assert response.json()["turn"] == {"number": 2, "state": "awaiting_answer"}


@pytest.mark.parametrize("headers", [CURL, HTMX])
async def test_fragment_of_an_answer_holds_message_question_and_progress(
    candidate: Candidate, headers: dict[str, str]
) -> None:
    await candidate.begin()

    response = await candidate.post("message", {"answer": "I <b>moved</b> it.", "turn": 1}, headers)

    assert response.status_code == 200
    assert "<html" not in response.text
    assert "I &lt;b&gt;moved&lt;/b&gt; it." in response.text
    assert 'id="question-2"' in response.text
    assert 'id="question-2-text"' in response.text
    assert 'id="progress"' in response.text
    assert 'name="answer"' in response.text
    assert "hx-ws:connect" not in response.text


async def test_answer_by_live_form_returns_question_slot_at_once(tmp_path: Path) -> None:
    async with served(parts(tmp_path, interviewer=slow(6.0))) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()

        response = await asyncio.wait_for(candidate.answer_live("I moved it.", 1), 5)

    assert response.status_code == 200
    connect = f'hx-ws:connect="{candidate.path("question/2/live")}"'
    assert connect in response.text
    assert 'name="answer"' not in response.text
    assert 'id="answer-form"' in response.text


async def test_plain_form_post_goes_to_the_interview(candidate: Candidate) -> None:
    await candidate.begin()

    response = await candidate.post("message", {"answer": "I moved it.", "turn": 1}, HTML)

    assert response.status_code == 303
    assert response.headers["location"] == candidate.path("interview")


async def test_streamed_page_types_the_question_and_ends_with_the_form(tmp_path: Path) -> None:
    model = FakeInterviewer(script=lambda *_: ["Which <service> ", 0.2, "moved & ", 0.2, "why?"])
    async with served(parts(tmp_path, interviewer=model)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        path = candidate.path("interview")
        async with client.stream("GET", path, headers=HTML) as response:
            chunks = [chunk async for chunk in response.aiter_text()]

    page = "".join(chunks)
    assert response.headers["x-accel-buffering"] == "no"
    assert "no-transform" in response.headers["cache-control"]
    assert response.headers.get("content-encoding", "identity") == "identity"
    assert len(chunks) >= 3
    assert "Which &lt;service&gt; moved &amp; why?" in page
    assert page.index("Stopped? Load again") < page.index("Which &lt;service&gt;")
    assert page.index("why?") < page.index('name="answer"')
    assert page.rstrip().endswith("</html>")
    assert page.count('id="answer-form"') == 1


async def test_attempt_begun_again_is_a_paragraph_of_its_own(tmp_path: Path) -> None:
    def script(_: object, tries: int) -> list[str | float | Exception]:
        if tries == 1:
            return [0.05, "Which of all the many things that were ", 0.1, "cut", ModelFailed("cut")]
        return ["What broke first?"]

    model = FakeInterviewer(script=script)
    async with served(parts(tmp_path, interviewer=model)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        page = (await candidate.get("interview", HTML)).text

    attempts = re.findall(r'<p class="attempt">([^<]*)', page)
    assert attempts[-1] == "What broke first?"
    assert len(attempts) == 2


async def test_silence_on_a_streamed_page_is_filled_with_comments(tmp_path: Path) -> None:
    async with served(parts(tmp_path, interviewer=slow(0.7))) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()

        page = (await candidate.get("interview", HTML)).text

    assert page.count("<!-- still here -->") >= 2


async def test_prefetch_starts_no_question(candidate: Candidate) -> None:
    for headers in [
        {"Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "preview"},
    ]:
        ahead = await candidate.get("interview", {**HTML, **headers})

        # Browsers throw away what fails ahead of time, and would show anything else at the click.
        assert ahead.status_code == 503, headers
        asked = candidate.served.interviewer.asked  # type: ignore[attr-defined]  # the fake's
        assert asked == [], headers


async def test_head_request_starts_no_question(candidate: Candidate) -> None:
    response = await candidate.client.head(candidate.path("interview"), headers=HTML)

    assert response.status_code == 200
    assert candidate.served.interviewer.asked == []  # type: ignore[attr-defined]  # the fake's


async def test_without_documents_the_interview_sends_one_to_them(viva: Served) -> None:
    async with viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.create()

        response = await candidate.get("interview", HTML)
        assert response.status_code == 303
        page = await client.get(response.headers["location"], headers=HTML)
        as_json = await candidate.get("interview")

    assert "needs both" in page.text
    assert list(as_json.json()) == ["redirect"]


async def test_htmx_request_is_redirected_by_header(viva: Served) -> None:
    async with viva.client() as client:
        response = await client.post("/demo", headers=HTMX)

    assert response.status_code == 200
    assert response.headers["hx-redirect"].endswith("/interview")


def down_after_the_first(brief: Brief, _: int) -> list[str | float | Exception]:
    """A model that asks question 1 and no other."""
    return [QUESTIONS[0]] if brief.number == 1 else [ModelFailed("down", final=True)]


@pytest.mark.parametrize("live", [{}, {"live": "1"}])
async def test_failing_model_loses_no_answer(tmp_path: Path, live: dict[str, str]) -> None:
    model = FakeInterviewer(script=down_after_the_first)
    async with served(parts(tmp_path, interviewer=model)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()

        response = await candidate.post("message", {"answer": "Kept.", "turn": 1, **live}, HTMX)
        await asyncio.sleep(0.1)
        state = await candidate.interview()
        part = await candidate.get("question/2", CURL)

    assert response.status_code == (200 if live else 500)
    shown = part.text if live else response.text
    assert "The interviewer could not be reached. Your answer is saved." in shown
    assert f'action="{candidate.path("retry")}"' in shown
    assert [message["content"] for message in state["conversation"]][1:] == ["Kept."]
    assert state["turn"] == {"number": 2, "state": "failed"}


async def test_live_retry_says_at_once_that_the_question_is_being_written(tmp_path: Path) -> None:
    broken = True

    def script(brief: Brief, tries: int) -> list[str | float | Exception]:
        return down_after_the_first(brief, tries) if broken else [0.5, QUESTIONS[1]]

    model = FakeInterviewer(script=script)
    async with served(parts(tmp_path, interviewer=model)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()
        await candidate.answer("Kept.")
        broken = False
        retried = await candidate.post("retry", {"live": "1"}, HTMX)
        polled = await candidate.get("question/2", HTMX)

    root = fragment(retried.text)
    assert by_id(root, "question-2-text").get("hx-ws:connect")
    assert "Kept." not in retried.text
    assert by_id(root, "progress").get("class") == "progress writing"
    assert text_of(by_id(root, "status")) == "The interviewer is writing"
    assert [e.get("id") for e in root.iter() if e.get("hx-swap-oob")] == [
        "progress",
        "clarify",
        "answer-form",
        "status",
    ]
    assert "hx-swap-oob" not in polled.text


async def test_retry_asks_again_and_does_not_repeat_the_answer(tmp_path: Path) -> None:
    broken = True

    def script(brief: object, _: int) -> list[str | float | Exception]:
        number = brief.number  # type: ignore[attr-defined]
        down = broken and number == 2
        return [ModelFailed("down", final=True)] if down else [QUESTIONS[number - 1]]

    model = FakeInterviewer(script=script)
    async with served(parts(tmp_path, interviewer=model)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()
        failed = await candidate.answer("Kept.")
        still = await candidate.post("retry", {}, CURL)
        broken = False
        navigation = await candidate.post("retry", {}, HTML)
        page = await candidate.get("interview", HTML)
        nothing = await candidate.post("retry", {}, CURL)

    assert failed.status_code == still.status_code == 500
    assert failed.json()["status"] == 500
    assert 'action="' + candidate.path("retry") in still.text
    assert navigation.status_code == 303
    assert escape(QUESTIONS[1]) in page.text
    assert nothing.status_code == 200
    assert escape(QUESTIONS[1]) in nothing.text
    assert "Kept." not in nothing.text


async def test_unacceptable_answer_is_refused_with_explanation(candidate: Candidate) -> None:
    await candidate.begin()
    for form, status, error in [
        ({"answer": ""}, 400, "Answer cannot be empty."),
        ({}, 400, "Answer cannot be empty."),
        ({"answer": " \u00a0\u200b\u3164\u2800"}, 400, "Answer cannot be empty."),
        ({"answer": "x" * 10_001}, 400, "Answer too long (max 10,000 characters)"),
        ({"answer": "early", "turn": "3"}, 409, "The next question is still being written."),
    ]:
        response = await candidate.post("message", form)
        told = "Question 1 is waiting for your answer." if status == 409 else error
        fragment = await candidate.post("message", form, HTMX)
        page = await candidate.post("message", form, HTML)

        assert response.status_code == fragment.status_code == page.status_code == status, form
        assert response.json() == {"status": status, "error": error}
        assert fragment.headers["hx-retarget"] == "#problem", form
        assert told in fragment.text, form
        assert "<textarea" not in fragment.text, form
        assert told in page.text, form
        if form.get("answer", "").strip():
            assert form["answer"] in page.text


async def test_turn_outside_one_to_eight_is_refused(candidate: Candidate) -> None:
    await candidate.begin()
    for turn in ["", " ", "0", "9", "x", "1.0", "-1", "²"]:
        response = await candidate.post("message", {"answer": "Kept text.", "turn": turn})
        page = await candidate.post("message", {"answer": "Kept text.", "turn": turn}, HTML)

        assert response.status_code == page.status_code == 422, turn
        assert "Kept text." in page.text, turn


async def test_text_that_is_too_early_stands_in_a_field_to_copy_from(tmp_path: Path) -> None:
    async with served(parts(tmp_path, interviewer=slow(1.0))) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.interview()

        page = await candidate.post("message", {"answer": "My early words."}, HTML)

    assert page.status_code == 409
    assert "The next question is still being written." in page.text
    assert re.search(r"<textarea[^>]*readonly[^>]*>\s*My early words\.", page.text)


@pytest.mark.parametrize("answer", ["My early words.", " "])
async def test_refusal_while_a_question_is_written_leads_back_to_the_interview(
    tmp_path: Path, answer: str
) -> None:
    async with served(parts(tmp_path, interviewer=slow(1.0))) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.interview()

        refused = await candidate.post("message", {"answer": answer}, HTML)

    ways_on = [link.get("href") for link in only(page(refused.text), "main").iter("a")]
    assert candidate.path("interview") in ways_on


@pytest.mark.parametrize("headers", [HTML, HTMX])
async def test_refused_answer_is_told_where_the_interview_stands(
    candidate: Candidate, headers: dict[str, str]
) -> None:
    early = {"answer": "Early words.", "turn": "8"}

    unasked = await candidate.post("message", early, headers)
    await candidate.begin()
    ahead = await candidate.post("message", early, headers)

    assert unasked.status_code == ahead.status_code == 409
    assert "The interview begins when you open it." in unasked.text
    assert candidate.path("interview") in unasked.text
    assert "Question 1 is waiting for your answer." in ahead.text
    assert "still being written" not in unasked.text + ahead.text


@pytest.mark.parametrize("headers", [HTML, HTMX])
async def test_answer_before_the_papers_are_there_is_told_what_is_missing(
    candidate: Candidate, headers: dict[str, str]
) -> None:
    await candidate.create()

    refused = await candidate.post("message", {"answer": "Early words."}, headers)

    assert refused.status_code == 409
    assert "once your CV and the job description are here." in refused.text
    assert "still being written" not in refused.text


@pytest.mark.parametrize("headers", [HTML, HTMX])
async def test_answer_after_failed_question_is_refused_with_way_to_retry(
    tmp_path: Path, headers: dict[str, str]
) -> None:
    down = FakeInterviewer(script=lambda *_: [ModelFailed("down", final=True)])
    async with served(parts(tmp_path, interviewer=down)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await eventually(candidate, "interview", lambda told: told["turn"]["state"] == "failed")

        refused = await candidate.post("message", {"answer": "Early words.", "turn": 1}, headers)
        told = await candidate.post("message", {"answer": "Early words.", "turn": 1})

    assert refused.status_code == told.status_code == 409
    assert "The last try failed. Choose “Ask again” in the interview" in refused.text
    assert "still being written" not in refused.text
    assert told.json()["error"] == "The next question is still being written."
    if headers is HTML:
        assert f'action="{candidate.path("retry")}"' in refused.text
        assert re.search(r"<textarea[^>]*readonly[^>]*>\s*Early words\.", refused.text)


async def test_other_words_after_a_failed_question_are_no_second_answer_to_the_last_one(
    tmp_path: Path,
) -> None:
    model = FakeInterviewer(script=down_after_the_first)
    async with served(parts(tmp_path, interviewer=model)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()
        await candidate.answer("Kept.")
        told = await candidate.answer("Other words.")
        fragment = await candidate.post("message", {"answer": "Other words."}, CURL)

    assert told.status_code == fragment.status_code == 409
    assert told.json()["error"] == "This question already has another answer."
    assert "The last try failed. Choose “Ask again” in the interview" in fragment.text


async def test_sixty_four_identical_posts_store_one_answer(candidate: Candidate) -> None:
    await candidate.begin()

    responses = await asyncio.gather(
        *[candidate.answer("The same words.", turn=1) for _ in range(64)]
    )

    assert {response.status_code for response in responses} == {200}
    state = await candidate.interview()
    assert len(state["conversation"]) == 3
    assert len(candidate.served.interviewer.asked) == 2  # type: ignore[attr-defined]  # the fake's


async def test_two_tabs_with_different_answers_keep_the_first(candidate: Candidate) -> None:
    await candidate.begin()

    one, two = await asyncio.gather(
        candidate.answer("One tab.", turn=1), candidate.answer("Another tab.", turn=1)
    )

    assert sorted([one.status_code, two.status_code]) == [200, 409]
    refused = one if one.status_code == 409 else two
    assert refused.json()["error"] == "This question already has another answer."
    shown = await candidate.post("message", {"answer": "A third tab.", "turn": "1"}, HTML)
    told = text_of(by_id(page(shown.text), "problem"))
    more = "Question 2 is waiting for your answer."
    assert told == f"This question already has another answer. {more}"


async def test_question_route_shows_text_so_far_then_the_last_frame(tmp_path: Path) -> None:
    model = FakeInterviewer(
        script=lambda *_: ["Which part of your own work at Kelpline ", 0.6, "was hard?"]
    )
    async with served(parts(tmp_path, interviewer=model)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.interview()
        await asyncio.sleep(0.3)
        early = await candidate.get("question/1", CURL)
        await candidate.begin()
        whole = await candidate.get("question/1", HTMX)
        navigation = await candidate.get("question/1", HTML)
        never = await candidate.get("question/2", CURL)
        outside = await candidate.get("question/9", CURL)

    assert "Which part" in early.text
    assert "hx-ws:connect" not in early.text
    assert "Which part of your own work at Kelpline was hard?" in whole.text
    assert "hx-swap-oob" in whole.text
    assert 'name="answer"' in whole.text
    assert navigation.status_code == 303
    assert never.status_code == outside.status_code == 404


async def test_interview_ended_early_takes_no_more_answers(candidate: Candidate) -> None:
    await candidate.begin()
    none_yet = await candidate.post("complete")
    await candidate.answer("I moved it.", turn=1)

    ended = await candidate.post("complete", {}, HTML)
    late = await candidate.answer("Too late.", turn=2)
    state = await candidate.interview()

    assert none_yet.json()["error"] == "Cannot generate feedback for an empty interview."
    assert ended.status_code == 303
    assert ended.headers["location"] == candidate.path("feedback")
    assert (late.status_code, late.json()["error"]) == (409, "This interview is complete.")
    assert state["turn"]["state"] == "finished"
    assert state["progress"]["is_complete"] is False


async def test_json_is_not_sent_where_a_form_is_asked(candidate: Candidate) -> None:
    await candidate.begin()

    response = await candidate.client.post(
        candidate.path("message"), json={"answer": "x"}, headers=JSON
    )

    assert response.status_code == 415


async def test_answer_without_live_typing_waits_limited_time(tmp_path: Path) -> None:
    timeouts = replace(QUICK, whole_answer=0.3)
    model = FakeInterviewer(script=lambda b, _: [1.0 if b.number > 1 else 0, QUESTIONS[0]])
    async with (
        served(parts(tmp_path, interviewer=model, timeouts=timeouts)) as viva,
        viva.client() as client,
    ):
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()

        as_json = await candidate.answer("I moved it.", turn=1)
        fragment = await candidate.post("message", {"answer": "I moved it.", "turn": 1}, CURL)

    assert as_json.status_code == fragment.status_code == 200
    assert [m["role"] for m in as_json.json()["messages"]] == ["user"]
    assert as_json.json()["turn"] == {"number": 2, "state": "writing"}
    assert "hx-ws:connect" in fragment.text


async def test_transcript_holds_every_word(candidate: Candidate) -> None:
    await candidate.begin()
    await candidate.answer("First line.\nSecond line.", turn=1)
    for ending in ["md", "txt", "json"]:
        response = await candidate.get(f"transcript.{ending}", HTML)

        assert response.status_code == 200, ending
        assert "attachment" in response.headers["content-disposition"], ending
        assert QUESTIONS[0] in response.text, ending
        assert "Second line." in response.text, ending


async def test_markdown_transcript_escapes_what_others_wrote(tmp_path: Path) -> None:
    asked = "Why ![x](http://evil.example/x.png) here, in your own words?"
    model = FakeInterviewer(script=lambda *_: [asked])
    async with served(parts(tmp_path, interviewer=model)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()
        await candidate.answer("<img src=http://evil.example/y.png>\n# Mine", turn=1)

        kept = (await candidate.get("transcript.md")).text

    assert "\\!\\[x\\](http" in kept
    assert "> \\<img src=" in kept
    assert not re.search(r"(?<!\\)[<\[!]", kept)
    assert "# Mine" not in kept.replace("\\#", "")


async def test_feedback_that_was_not_begun_leads_back_to_the_interview(
    candidate: Candidate,
) -> None:
    await candidate.begin()

    page = await candidate.get("feedback", HTML)

    assert page.status_code == 404
    assert "Feedback for session not found." in page.text
    assert f'href="{candidate.path("interview")}"' in page.text
    assert "It may have been erased" not in page.text


async def test_feedback_is_streamed_and_waited_for(candidate: Candidate) -> None:
    await candidate.begin()
    missing = await candidate.get("feedback")
    await candidate.answer("I moved the ingest last, because a lost minute cost a parcel.", turn=1)
    await candidate.post("complete")

    page = await candidate.get("feedback", HTML)
    report = await candidate.get("feedback")

    assert (missing.status_code, missing.json()["error"]) == (
        404,
        "Feedback for session not found.",
    )
    assert page.status_code == 200
    assert page.text.rstrip().endswith("</html>")
    feedback = report.json()["feedback"]
    assert 1 <= feedback["interview_score"] <= 10
    assert feedback["strengths"] == ["One", "Two", "Three"]
    assert set(report.json()) == {"session", "feedback"}


async def test_report_the_model_did_not_write_stands_by_rule_and_can_be_asked_for_again(
    tmp_path: Path,
) -> None:
    reviewer = FakeReviewer(fails=3)
    async with served(parts(tmp_path, reviewer=reviewer)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()
        await candidate.answer("I moved the ingest last, because it hurt.", turn=1)
        await candidate.post("complete")
        by_rule = (await candidate.get("feedback")).json()["feedback"]
        page = await candidate.get("feedback", HTML)
        retried = await candidate.post("retry", {}, HTML)
        during = await candidate.get("feedback")
        by_model = await eventually(candidate, "feedback", revised)
        nothing = await candidate.post("retry", {}, HTML)

    assert (by_rule["source"], by_rule["has_stand_ins"]) == ("stand-in", True)
    assert "Ask the model again" in page.text
    assert candidate.path("retry") in page.text
    assert (retried.status_code, retried.headers["location"]) == (303, candidate.path("feedback"))
    assert during.status_code == 200, "the present report stays readable"
    assert (by_model["source"], by_model["has_stand_ins"]) == ("model", False)
    assert [by_model[key] for key in ("id", "created_at")] == [
        by_rule[key] for key in ("id", "created_at")
    ]
    assert (nothing.status_code, len(reviewer.asked)) == (303, 4)


def revised(data: Any) -> Any:
    return data["feedback"] if data["feedback"]["state"] == "ready" else None


async def eventually(candidate: Candidate, rest: str, find: Callable[[Any], Any]) -> Any:
    """What `find` finds in the JSON of a page, asked for until it is there."""
    async with asyncio.timeout(HANGS):
        while True:
            if found := find((await candidate.get(rest)).json()):
                return found
            await asyncio.sleep(0.05)


async def test_json_report_tells_of_each_answer_and_requirement(candidate: Candidate) -> None:
    await candidate.begin()
    await candidate.answer("I moved the ingest last, because it hurt.", turn=1)
    await candidate.post("complete")

    report = (await candidate.get("feedback")).json()["feedback"]

    (answer,) = report["answers"]
    assert answer["rating"] == 3
    assert {"turn", "source", "answers_question", "quote", "comment"} <= set(answer)
    for requirement in report["requirements"]:
        assert {"evidence", "turn", "quote", "source", "text", "name"} <= set(requirement)


async def test_json_reader_of_an_unwritten_report_is_told_after_the_longest_wait(
    tmp_path: Path,
) -> None:
    reviewer, timeouts = SlowReviewer(), replace(QUICK, feedback_answer=0.2)
    async with (
        served(parts(tmp_path, reviewer=reviewer, timeouts=timeouts)) as viva,
        viva.client() as client,
    ):
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()
        await candidate.answer("I moved it.", turn=1)
        await candidate.post("complete")
        response = await candidate.get("feedback")

    assert response.status_code == 503
    assert "still being written" in response.json()["error"]


class SlowReviewer(FakeReviewer):
    """Takes a second to begin."""

    async def review(
        self, interview: Interview, done: Sequence[AnswerReview | RequirementFinding], tries: int
    ) -> AsyncGenerator[AnswerReview | RequirementFinding | Summary, None]:
        await asyncio.sleep(1.0)
        async for part in super().review(interview, done, tries):
            yield part


async def test_report_is_streamed_answer_by_answer_under_one_head(candidate: Candidate) -> None:
    await candidate.begin()
    await candidate.answer("I moved the ingest last, because it hurt.", turn=1)
    await candidate.answer("Two weeks.", turn=2)
    await candidate.post("complete")

    page = (await candidate.get("feedback", HTML)).text
    again = (await candidate.get("feedback", HTML)).text

    if 'id="head"' in page:
        assert page.index('id="head"') < page.index('id="review-1"') < page.index('id="review-2"')
        assert page.index('id="review-2"') < page.index('id="result"')
        assert "Reading answer 2 of 2" in page
    assert again.index('id="result"') < again.index('id="review-1"')
    assert 'id="head"' not in again


async def test_failed_first_question_mentions_no_answer(tmp_path: Path) -> None:
    down = FakeInterviewer(script=lambda *_: [ModelFailed("down", final=True)])
    async with served(parts(tmp_path, interviewer=down)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        page = await candidate.get("interview", HTML)
        retried = await candidate.post("retry")

    said = "The interviewer could not be reached. Your CV and the job description are saved."
    assert said in page.text
    assert retried.json() == {"status": 500, "error": said}


async def test_papers_are_shown_in_every_shape(candidate: Candidate) -> None:
    await candidate.begin()

    data = (await candidate.get("papers")).json()
    fragment = await candidate.get("papers", HTMX)
    page = await candidate.get("papers", HTML)

    (sample,) = candidate.served.parts.samples.values()
    assert data["cv_text"] == sample.cv_text
    assert data["job_description_text"] == sample.job_description_text
    assert "<html" not in fragment.text
    for text in (fragment.text, page.text):
        assert str(escape(sample.cv_text)) in text
        assert 'id="papers"' in text
    assert candidate.path("papers") in (await candidate.get("interview", HTML)).text


async def test_papers_tell_what_was_read_out_of_them_and_by_whom(candidate: Candidate) -> None:
    before = (await candidate.get("papers")).json()
    await candidate.begin()
    reading = await eventually(candidate, "papers", lambda data: data["reading"])

    assert before["reading"] is None
    assert reading["source"] == "model"
    assert reading["requirements"][0] == {
        "id": "r1",
        "text": "run Kubernetes in production",
        "name": "Kubernetes",
        "kind": "must",
        "is_askable": True,
    }
    page = (await candidate.get("papers", HTML)).text
    assert "run Kubernetes in production" in page
    assert "Read by the model." in page


async def test_papers_of_a_sample_are_open_before_the_first_question(viva: Served) -> None:
    async with viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.demo()

        papers = await candidate.get("papers", HTML)
        asked = len(viva.interviewer.asked)  # type: ignore[attr-defined]  # the fake's
        interview = await candidate.get("interview", HTML)

    assert "The CV of Mara Lindqvist" in papers.text
    assert asked == 0
    assert "You are Mara Lindqvist." in interview.text


async def test_sample_interview_begins_by_the_name_of_its_story(viva: Served) -> None:
    for form, status in [({}, 303), ({"story": "reliability"}, 303), ({"story": "no such"}, 422)]:
        async with viva.client() as client:
            page = await client.post("/demo", data=form, headers=HTML)
            data = await client.post("/demo", data=form, headers=JSON)
            landing = (await client.get("/", headers=JSON)).json()

        assert page.status_code == status, form
        assert data.status_code == (status if status >= 400 else 200), form
        if status == 422:
            assert data.json()["error"] in page.text, form
        assert [story["name"] for story in landing["stories"]] == ["reliability"], form
        assert set(landing["stories"][0]) == {
            "name",
            "job_title",
            "company_name",
            "candidate",
            "tagline",
        }, form


async def test_early_end_without_answers_redirects_to_interview(candidate: Candidate) -> None:
    await candidate.begin()

    response = await candidate.post("complete", {}, HTML)

    assert response.status_code == 400
    assert "Cannot generate feedback for an empty interview." in response.text
    assert f'href="{candidate.path("interview")}"' in response.text


async def test_end_keeps_the_answer_that_was_typed_and_not_sent(candidate: Candidate) -> None:
    await candidate.begin()
    typed = {"turn": "1", "answer": "Half a <thought>"}
    empty = await candidate.post("complete", typed, HTML)
    await candidate.answer("I moved it.", turn=1)
    ended = await candidate.post("complete", typed, HTML)
    script = await candidate.post("complete", {"answer": "Half"}, JSON)
    blank = await candidate.post("complete", {"answer": " \r\n"}, HTML)
    async with candidate.served.client() as stranger:
        strange = await stranger.post(candidate.path("complete"), data=typed, headers=HTML)

    assert (empty.status_code, by_id(page(empty.text), "answer").text) == (400, typed["answer"])
    assert "Cannot generate feedback for an empty interview." in empty.text
    assert script.json() == {"redirect": candidate.path("feedback")}
    assert (blank.status_code, blank.headers["location"]) == (303, candidate.path("feedback"))
    root = page(ended.text)
    assert (ended.status_code, by_id(root, "kept").text) == (200, typed["answer"])
    assert only(by_id(root, "finished"), "form").get("action") == candidate.path("complete")
    assert (strange.status_code, by_id(page(strange.text), "kept").text) == (403, typed["answer"])


async def test_retry_before_the_interview_began_leads_to_it(candidate: Candidate) -> None:
    response = await candidate.post("retry", {"live": "1"}, HTMX)

    assert response.headers["hx-redirect"] == candidate.path("interview")


async def test_choice_to_see_questions_at_once_is_kept_in_a_cookie(candidate: Candidate) -> None:
    for sent, kept in [({"whole": "1"}, "1"), ({}, "0")]:
        response = await candidate.post("whole", sent, HTML)

        assert response.headers["location"] == candidate.path("interview"), sent
        assert response.cookies["viva-whole"] == kept
        shown = (await candidate.get("interview", HTML)).text
        assert ('<html lang="en" class="whole">' in shown) == (kept == "1"), sent


async def test_choice_to_see_questions_at_once_keeps_the_answer_that_is_typed(
    candidate: Candidate,
) -> None:
    await candidate.begin()
    form = {"whole": "1", "turn": "1", "answer": "Half a <thought>"}
    kept = await candidate.post("whole", form, HTML)
    async with candidate.served.client() as stranger:
        strange = await stranger.post(candidate.path("whole"), data=form, headers=HTML)

    root = page(kept.text)
    assert (kept.status_code, kept.cookies["viva-whole"]) == (200, "1")
    assert root.get("class") == "whole"
    assert (only(root, "textarea", name="answer").text or "").strip() == "Half a <thought>"
    assert (await candidate.interview())["turn"] == {"number": 1, "state": "awaiting_answer"}
    assert strange.status_code == 403
    assert "Half a &lt;thought&gt;" in strange.text


async def test_response_has_one_content_type(candidate: Candidate) -> None:
    for rest in ["interview", "transcript.md", "transcript.txt"]:
        response = await candidate.get(rest, HTML)

        assert response.headers["content-type"].count("charset") == 1, rest


async def test_unsupported_method_lists_allowed_methods(candidate: Candidate) -> None:
    response = await candidate.get("complete")

    assert response.status_code == 405
    assert "POST" in response.headers["allow"]
