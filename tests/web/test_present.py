"""The presenter's page: every button, whose click counts, and who may not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from app.domain.errors import ModelFailed, StorageUnavailable
from app.domain.show import Command
from app.domain.source import Source
from app.values import replace
from tests.fakes import QUESTIONS, FakeInterviewer
from tests.serving import HTML, HTMX, JSON, QUICK
from tests.web.markup import by_id, every, only, page, text_of
from tests.web.presenter import ANSWERS, Presenter, Watching, field_of, presenting

CURL = {"Accept": "*/*"}


@pytest.fixture
async def presenter(tmp_path: Path) -> AsyncIterator[Presenter]:
    async with presenting(tmp_path) as somebody:
        yield somebody


async def test_landing_page_button_leads_to_the_presenters_page(presenter: Presenter) -> None:
    response = await presenter.open()

    root = page(response.text)
    actions = {form.get("action") for form in every(root, "form")}
    assert {
        f"{presenter.path}/{what}" for what in set(Command) - {"driver", "interviewer"}
    } <= actions
    assert all(form.get("method") == "post" for form in every(root, "form"))
    assert all(button.get("type") for button in every(root, "button"))
    assert every(root, "section", id="stage")
    assert "The interview begins in a moment." in response.text


async def test_next_asks_and_then_answers_one_question_a_press(presenter: Presenter) -> None:
    await presenter.begun()
    assert (await presenter.state())["next_answer"] == ANSWERS[0]

    await presenter.press("next")
    await presenter.until(2)
    await asyncio.sleep(0.3)

    state = await presenter.state()
    assert (state["number"], state["state"]) == (2, "awaiting_answer")
    assert state["next_answer"] == ANSWERS[1]


async def test_whole_show_is_played_by_itself_as_a_real_interview(presenter: Presenter) -> None:
    await presenter.open()
    await presenter.press("speed", speed="instant")

    await presenter.press("play")
    await presenter.until(8, "finished")

    kept = await presenter.client.get(f"/session/{presenter.session_id}/interview", headers=JSON)
    said = [message["content"] for message in kept.json()["conversation"]]
    assert said == [text for pair in zip(QUESTIONS, ANSWERS, strict=True) for text in pair]
    sources = {message["source"] for message in kept.json()["conversation"]}
    assert sources == {"demo", "candidate"}


async def test_step_already_taken_does_nothing(presenter: Presenter) -> None:
    await presenter.begun()
    step = (await presenter.state())["step"]
    await presenter.press("black")

    again = await presenter.press("black", step=step)
    as_json = await presenter.press("black", JSON, step=step)

    assert (again.status_code, as_json.status_code) == (200, 200)
    assert f'name="step" value="{step + 1}"' in again.text
    assert as_json.json()["step"] == step + 1
    assert (await presenter.state())["is_black"]


async def test_two_clicks_at_once_are_one_step(presenter: Presenter) -> None:
    await presenter.begun()
    step = (await presenter.state())["step"]

    found = await asyncio.gather(*(presenter.press("next", step=step) for _ in range(4)))
    await presenter.until(2)
    await asyncio.sleep(0.3)

    assert sorted({response.status_code for response in found}) == [200, 303]
    assert sum(response.status_code == 303 for response in found) == 1
    assert (await presenter.state())["number"] == 2


async def test_other_page_has_to_take_over(presenter: Presenter) -> None:
    await presenter.begun()
    first = presenter.page
    presenter.page = field_of(
        (await presenter.client.get(presenter.path, headers=HTML)).text, "page"
    )
    assert (await presenter.state())["role"] == "following"

    refused = await presenter.press("next")
    assert refused.status_code == 409
    assert f'action="{presenter.path}/driver"' in refused.text
    assert "Take over" in refused.text
    page(refused.text)
    assert (await presenter.press("next", JSON)).status_code == 409
    fragment = await presenter.press("next", CURL)
    assert (fragment.status_code, "Take over" in fragment.text) == (409, True)

    assert (await presenter.press("driver")).status_code == 303
    assert (await presenter.state())["role"] == "presenting"
    assert (await presenter.press("next")).status_code == 303
    presenter.page = first
    assert (await presenter.press("next")).status_code == 409


async def test_strangers_are_refused(presenter: Presenter) -> None:
    await presenter.begun()

    async with presenter.served.client() as stranger:
        await stranger.post("/demo", headers=HTML)
        page_ = await stranger.get(presenter.path, headers=HTML)
        pressed = [
            await stranger.post(f"{presenter.path}/{what}", data={"step": "1"}) for what in Command
        ]

    assert {page_.status_code, *(response.status_code for response in pressed)} == {403}
    assert (await presenter.state())["step"] == 1


async def test_unknown_session_and_unknown_button_are_404(presenter: Presenter) -> None:
    await presenter.open()

    unknown = await presenter.client.get("/session/unknown/present", headers=HTML)
    button = await presenter.press("applause")
    elsewhere = await presenter.client.post("/session/unknown/present/next", headers=HTML)

    assert [unknown.status_code, button.status_code, elsewhere.status_code] == [404] * 3


async def test_value_that_is_not_known_is_422(presenter: Presenter) -> None:
    await presenter.open()
    unknown: list[tuple[str, dict[str, Any]]] = [
        ("speed", {"speed": "3"}),
        ("interviewer", {"interviewer": "me"}),
        ("next", {"step": "x"}),
        ("next", {"step": ""}),
    ]
    for what, form in unknown:
        assert (await presenter.press(what, **form)).status_code == 422, form


async def test_button_pressed_without_a_step_is_refused_with_what_to_do(
    presenter: Presenter,
) -> None:
    await presenter.open()

    told = await presenter.client.post(f"{presenter.path}/next", headers=JSON)

    assert told.json() == {
        "status": 422,
        "error": "The step is missing. Load the page again and press the button there.",
    }


async def test_head_or_prefetch_opens_no_show(presenter: Presenter) -> None:
    made = await presenter.client.post("/demo", headers=HTML)
    path = made.headers["location"].replace("interview", "present")

    await presenter.client.head(path, headers=HTML)
    ahead = await presenter.client.get(path, headers={**HTML, "Sec-Purpose": "prefetch"})

    assert ahead.status_code == 503
    session = await presenter.served.store.session(path.split("/")[2])
    assert session is not None
    assert session.speaker is None


async def test_session_without_papers_goes_on_to_the_upload(presenter: Presenter) -> None:
    form = {"job_title": "Nurse", "company_name": "St Anne"}
    made = await presenter.client.post("/session/create", data=form, headers=HTML)
    path = made.headers["location"].replace("upload", "present")

    response = await presenter.client.get(path, headers=HTML)

    assert response.status_code == 303
    assert "/upload" in response.headers["location"]


@pytest.mark.parametrize("what", list(Command))
async def test_button_pressed_without_papers_leads_to_the_upload_and_does_nothing(
    presenter: Presenter, what: Command
) -> None:
    form = {"job_title": "Nurse", "company_name": "St Anne"}
    made = await presenter.client.post("/session/create", data=form, headers=HTML)
    upload = made.headers["location"]
    data = {"step": "0", "page": "a", "speed": "2"}

    response = await presenter.client.post(
        upload.replace("upload", f"present/{what}"), data=data, headers=HTML
    )

    assert response.status_code == 303
    assert response.headers["location"] == f"{upload}?notice=documents"
    papers = {"job_description": "You must lead incident reviews. " * 5}
    kept = await presenter.client.post(f"{upload}-job", data=papers, headers=HTML)
    assert kept.status_code == 303


async def test_play_is_offered_again_once_the_one_answer_is_given(presenter: Presenter) -> None:
    await presenter.begun()
    for number in (1, 2):
        shown = page((await presenter.client.get(presenter.path, headers=HTML)).text)
        (play,), (pause,) = every_button(shown, "Play"), every_button(shown, "Pause")
        assert ("disabled" in pause.attrib, play.get("aria-pressed")) == (True, "false")
        assert (await presenter.state())["pilot"] == "resting"
        await presenter.press("next")
        await presenter.until(number + 1)

    await presenter.press("speed", speed="instant")
    await presenter.press("play")
    shown = page((await presenter.client.get(presenter.path, headers=HTML)).text)
    (play,), (pause,) = every_button(shown, "Play"), every_button(shown, "Pause")
    assert ("disabled" in pause.attrib, play.get("aria-pressed")) == (False, "true")
    assert (await presenter.state())["pilot"] == "playing"
    await presenter.until(8, "finished")
    assert (await presenter.state())["pilot"] == "resting"


async def test_show_without_an_answer_of_its_own_waits_and_does_not_claim_to_play(
    presenter: Presenter,
) -> None:
    form = {"job_title": "Engineer", "company_name": "Harrowgate"}
    made = await presenter.client.post("/session/create", data=form, headers=HTML)
    upload = made.headers["location"]
    papers = {"cv_text": "I moved the ingest of a hospital to a new place. " * 5}
    await presenter.client.post(f"{upload}-cv", data=papers, headers=HTML)
    papers = {"job_description": "You must lead incident reviews. " * 5}
    await presenter.client.post(f"{upload}-job", data=papers, headers=HTML)
    presenter.session_id = upload.split("/")[2]

    await presenter.press("play")
    await presenter.until(1)

    assert (await presenter.state())["pilot"] == "resting"


async def test_own_answer_is_returned_to_page(presenter: Presenter) -> None:
    await presenter.begun()
    shown = (await presenter.client.get(presenter.path, headers=HTML)).text
    assert field_of(shown, "turn") == "1"

    response = await presenter.client.post(
        f"/session/{presenter.session_id}/message",
        data={"answer": "My own.", "turn": "1", "present": presenter.page},
        headers=HTML,
    )
    await presenter.until(2)

    assert response.status_code == 303
    address = httpx.URL(response.headers["location"])
    assert (address.path, address.params["page"]) == (presenter.path, presenter.page)
    await presenter.press("next")
    await presenter.until(3)
    await presenter.press("reset")
    led_on = await presenter.client.get(address, headers=HTML)
    assert led_on.status_code == 303
    assert led_on.headers["location"].startswith(presenter.path)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (" ", "Answer cannot be empty."),
        ("x" * 10_001, "Answer too long (max 10,000 characters)"),
    ],
)
async def test_own_answer_that_is_refused_stays_on_the_presenters_page(
    presenter: Presenter, answer: str, told: str
) -> None:
    await presenter.begun()

    refused = await presenter.client.post(
        f"/session/{presenter.session_id}/message",
        data={"answer": answer, "turn": "1", "present": presenter.page},
        headers=HTML,
    )

    root = page(refused.text)
    assert refused.status_code == 400
    assert told in text_of(by_id(root, "problem"))
    assert by_id(root, "answer").text == answer
    assert field_of(refused.text, "present") == presenter.page
    links = [link.get("href", "") for link in only(root, "main").iter("a")]
    assert f"{presenter.path}?page={presenter.page}" in "".join(links)


async def test_own_answer_that_comes_too_early_is_kept_on_the_presenters_page(
    tmp_path: Path,
) -> None:
    slow = FakeInterviewer(source=Source.DEMO, script=lambda *_: ["Which of them ", 3.0, "is it?"])
    async with presenting(tmp_path, interviewer=slow) as presenter:
        await presenter.open()
        await presenter.press("next")
        refused = await presenter.client.post(
            f"/session/{presenter.session_id}/message",
            data={"answer": "My own.", "present": presenter.page},
            headers=HTML,
        )

    assert refused.status_code == 409
    assert by_id(page(refused.text), "kept").text == "My own."
    assert 'http-equiv="refresh"' not in refused.text


async def test_buttons_and_own_answer_are_one_form(presenter: Presenter) -> None:
    await presenter.begun()
    known = {"page": presenter.page}
    root = page((await presenter.client.get(presenter.path, params=known, headers=HTML)).text)

    buttons = [one for one in root.iter("button") if one.get("formaction")]
    assert {one.get("formaction", "").rpartition("/")[2] for one in buttons} == {
        *(set(Command) - {"driver", "interviewer"}),
        "message",
    }
    fields = {one.get("name") for one in by_id(root, "desk").iter("input")}
    others = [one for tag in ("input", "textarea") for one in root.iter(tag)]
    fields |= {one.get("name") for one in others if one.get("form") == "desk"}
    assert fields == {"page", "present", "show", "step", "turn", "answer"}
    assert {one.get("form") for one in buttons} == {"desk"}


async def test_button_beside_an_own_answer_gives_back_what_is_typed(presenter: Presenter) -> None:
    await presenter.begun()
    half = "Half a <thought>"

    paused = await presenter.press("pause", answer=half)
    again = await presenter.press("black", answer=half, step=0)
    empty = await presenter.press("black", answer="")
    script = await presenter.press("black", JSON, answer=half)

    for told in (paused, again):
        root = page(told.text)
        assert (told.status_code, by_id(root, "answer").text) == (200, half)
        assert not any(one.get("aria-invalid") for one in root.iter())
        assert 'http-equiv="refresh"' not in told.text
    assert (empty.status_code, script.json()["redirect"][:9]) == (303, "/session/")


async def test_words_come_along_to_where_no_answer_is_awaited(presenter: Presenter) -> None:
    page_ = await presenter.open()
    show, before = field_of(page_.text, "show"), presenter.path
    await presenter.press("next")
    await presenter.until(1)

    reset = await presenter.press("reset", answer="My own.")
    data = {"step": "0", "page": presenter.page, "show": show, "answer": "My own."}
    late = await presenter.client.post(f"{before}/reset", data=data, headers=HTML)

    for told in (reset, late):
        kept = by_id(page(told.text), "kept")
        assert (told.status_code, kept.text, "readonly" in kept.attrib) == (200, "My own.", True)
        assert (kept.get("form"), kept.get("name")) == ("desk", "answer")
        assert field_of(told.text, "show") == show
        assert f'formaction="{before}/' not in told.text


async def test_refused_button_keeps_what_is_typed(
    presenter: Presenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    await presenter.begun()
    own, presenter.page = presenter.page, "another"

    following = await presenter.press("next", answer="My own.")
    presenter.page = own
    unknown = await presenter.press("speed", speed="3", answer="My own.")

    for told, status in ((following, 409), (unknown, 422)):
        root = page(told.text)
        assert (told.status_code, by_id(root, "answer").text) == (status, "My own.")
        assert not any(one.get("aria-invalid") for one in root.iter())

    async def refuse(*_: object) -> None:
        raise StorageUnavailable

    step = (await presenter.state())["step"]
    monkeypatch.setattr(presenter.served.store, "change_show", refuse)
    away = await presenter.press("next", step=step, answer="My own.")

    assert away.status_code == 503
    assert by_id(page(away.text), "kept").text == "My own."


async def test_refused_fragment_goes_to_the_alert(presenter: Presenter) -> None:
    await presenter.begun()
    presenter.page = "another"

    for form in ({}, {"step": "x"}):
        refused = await presenter.press("next", HTMX, **form)

        assert refused.status_code in {409, 422}
        assert refused.headers["hx-retarget"] == "#problem"
        assert refused.headers["hx-reswap"] == "innerHTML"


async def test_reset_is_fast_and_keeps_the_halls_link(presenter: Presenter) -> None:
    await presenter.begun()
    before, link = presenter.session_id, await presenter.link()
    loop = asyncio.get_running_loop()
    began = loop.time()

    response = await presenter.press("reset")

    assert loop.time() - began < 1
    assert response.status_code == 303
    assert presenter.session_id != before
    assert await presenter.link() == link
    gone = await presenter.client.get(f"/session/{before}/interview", headers=JSON)
    assert gone.status_code == 404
    assert (await presenter.state())["number"] == 1
    assert (await presenter.client.get(link, headers=HTML)).status_code == 200


async def test_second_click_on_reset_leads_on(presenter: Presenter) -> None:
    page_ = await presenter.open()
    before, show = presenter.session_id, field_of(page_.text, "show")
    await presenter.press("reset")

    again = await presenter.client.post(
        f"/session/{before}/present/reset",
        data={"step": "0", "page": presenter.page, "show": show},
        headers=HTML,
    )

    assert again.status_code == 303
    assert presenter.session_id in again.headers["location"]


async def test_window_that_missed_a_reset_finds_the_session_that_came_of_it(
    presenter: Presenter,
) -> None:
    page_ = await presenter.open()
    before, known = presenter.path, {"show": field_of(page_.text, "show"), "page": "mine"}
    assert f"{before}?page={presenter.page}&amp;show={known['show']}" in page_.text
    await presenter.press("reset")

    found = await presenter.client.get(before, params=known, headers=HTML)
    seen = await presenter.client.head(before, params=known, headers=HTML)
    unknown = await presenter.client.get(before, params={"show": "another"}, headers=HTML)
    async with presenter.served.client() as stranger:
        await stranger.post("/demo", headers=HTML)
        refused = await stranger.get(before, params=known, headers=HTML)

    assert [r.status_code for r in (found, seen, unknown, refused)] == [303, 303, 404, 403]
    assert found.headers["location"] == f"{presenter.path}?page=mine&show={known['show']}"


async def test_withdrawn_links_are_gone_from_the_page_and_can_be_made_anew(
    presenter: Presenter,
) -> None:
    await presenter.open()
    stage, remote = await presenter.link(), await presenter.link("remote")

    await presenter.press("withdraw")
    state = await presenter.state()
    assert (state["stage"], state["remote"]) == (None, None)
    await presenter.press("stage")

    assert await presenter.link() != stage
    assert await presenter.link("remote") != remote


async def test_erasing_the_session_takes_the_show(presenter: Presenter) -> None:
    await presenter.begun()
    link = await presenter.link()

    await presenter.client.post(f"/session/{presenter.session_id}/erase", headers=HTML)

    assert (await presenter.client.get(link, headers=HTML)).status_code == 404
    assert (await presenter.client.get(presenter.path, headers=HTML)).status_code == 404


async def test_pause_for_the_hall_is_said_on_the_page(presenter: Presenter) -> None:
    await presenter.begun()

    await presenter.press("pause", pause="hall")

    shown = (await presenter.client.get(presenter.path, headers=HTML)).text
    assert shown.count(" data-running") == 1


async def test_model_and_demo_change_in_mid_interview(tmp_path: Path) -> None:
    async with presenting(tmp_path, interviewer=FakeInterviewer()) as presenter:
        await presenter.begun()
        assert (await presenter.state())["interviewer"] == "model"

        await presenter.press("interviewer", interviewer="demo")
        await presenter.press("next")
        await presenter.until(2)

        path = f"/session/{presenter.session_id}/interview"
        kept = (await presenter.client.get(path, headers=JSON)).json()["conversation"]
        assert [m["source"] for m in kept if m["role"] == "assistant"] == ["model", "demo"]


async def test_model_that_is_not_there_is_no_interviewer(presenter: Presenter) -> None:
    await presenter.begun()

    refused = await presenter.press("interviewer", JSON, interviewer="model")

    assert refused.status_code == 422
    assert refused.json()["error"] == "There is no model here: the demo interviewer asks."
    assert (await presenter.state())["interviewer"] == "demo"


async def test_show_can_begin_with_the_demo_interviewer(tmp_path: Path) -> None:
    async with presenting(tmp_path, interviewer=FakeInterviewer()) as presenter:
        await presenter.open(interviewer="demo")

        assert (await presenter.state())["interviewer"] == "demo"


async def test_interviewer_that_is_not_known_begins_no_show(presenter: Presenter) -> None:
    for form in ({"present": "reliability"}, {}):
        data = {**form, "interviewer": "bogus"}
        told = await presenter.client.post("/demo", data=data, headers=JSON)

        assert told.json() == {"status": 422, "error": "The interviewer must be model or demo."}
    assert not presenter.client.cookies


async def test_model_without_a_word_is_told_to_the_presenter_alone(tmp_path: Path) -> None:
    away = FakeInterviewer(script=lambda *_: [ModelFailed("refused", final=True)])
    async with presenting(tmp_path, interviewer=away) as presenter:
        await presenter.begun()
        shown = (await presenter.client.get(presenter.path, headers=HTML)).text
        stage = await presenter.client.get(await presenter.link(), headers=HTML)

    assert 'id="trouble"' in shown
    assert "Stand-in: a planned question" in stage.text
    assert 'id="trouble"' not in stage.text


async def test_page_without_javascript_loads_again_while_a_question_is_written(
    tmp_path: Path,
) -> None:
    slow = FakeInterviewer(source=Source.DEMO, script=lambda *_: ["Which of them ", 3.0, "is it?"])
    async with presenting(tmp_path, interviewer=slow) as presenter:
        waiting = await presenter.open()
        await presenter.press("next")
        written = await presenter.client.get(presenter.path, headers=HTML)

    address = f"{presenter.path}?page={field_of(written.text, 'page')}&amp;show="
    refresh = f'<noscript><meta http-equiv="refresh" content="2;url={address}'
    assert refresh in written.text
    assert 'content="2;' not in waiting.text


async def test_page_without_javascript_shows_what_is_typed_and_loads_again(
    tmp_path: Path,
) -> None:
    async with presenting(tmp_path, answer_seconds_per_word=0.3) as presenter:
        await presenter.begun()
        address = f"{presenter.path}?page={presenter.page}"
        standing = await presenter.client.get(address, headers=HTML)
        await presenter.press("next")
        await asyncio.sleep(1.2)
        typed = await presenter.client.get(address, headers=HTML)
        again = await presenter.press("next", step=field_of(standing.text, "step"))
        paused = await presenter.press("pause")
        paused = await presenter.client.get(paused.headers["location"], headers=HTML)

    refresh = '<noscript><meta http-equiv="refresh" content="2;url='
    assert [refresh in told.text for told in (standing, typed, paused)] == [False, True, False]
    assert ANSWERS[0].startswith(said := stage_text(typed.text))
    assert len(said.split()) > 1
    assert stage_text(again.text).startswith(said), "a step already taken"
    assert stage_text(standing.text) == QUESTIONS[0]
    fields = [bool(every(page(t.text), "textarea", id="answer")) for t in (standing, typed, paused)]
    assert fields == [True, False, True]


async def test_page_that_says_why_a_button_was_refused_does_not_load_again(
    tmp_path: Path,
) -> None:
    async with presenting(tmp_path, answer_seconds_per_word=0.3) as presenter:
        await presenter.begun()
        await presenter.press("next")
        presenter.page = "another"
        refused = await presenter.press("next")

    assert (refused.status_code, "Take over" in refused.text) == (409, True)
    assert 'http-equiv="refresh"' not in refused.text


async def test_words_of_a_stand_in_are_labelled_on_the_page_that_loads_again(
    tmp_path: Path,
) -> None:
    silent = FakeInterviewer(source=Source.MODEL, script=lambda *_: ["", 3600.0])
    slow = FakeInterviewer(source=Source.DEMO, script=lambda *_: ["Which of them ", 3.0, "is it?"])
    quick = replace(QUICK, sample_life=0.2, sample_text=0.2)
    async with presenting(tmp_path, interviewer=silent, stand_in=slow, timeouts=quick) as presenter:
        await presenter.open()
        await presenter.press("next")
        await asyncio.sleep(1.2)
        typed = (await presenter.client.get(presenter.path, headers=HTML)).text

    assert stage_text(typed) == "Which of them"
    assert "Stand-in: a planned question" in typed


async def test_new_window_without_javascript_goes_to_the_address_that_outlives_a_reset(
    presenter: Presenter,
) -> None:
    new = (await presenter.open()).text
    show = field_of(new, "show")
    address = f"{presenter.path}?page={presenter.page}&amp;show={show}"
    assert f'<noscript><meta http-equiv="refresh" content="0;url={address}"></noscript>' in new

    known = {"page": presenter.page, "show": show}
    there = await presenter.client.get(presenter.path, params=known, headers=HTML)

    assert 'http-equiv="refresh"' not in there.text


async def test_socket_keeps_the_page_up_to_date(presenter: Presenter) -> None:
    await presenter.open()
    watching = Watching()
    live = presenter.watch(
        f"{presenter.path}/live?page={presenter.page}", Cookie=presenter.cookie()
    )
    reading = asyncio.ensure_future(watching.read(live))
    await watching.until("The interview begins in a moment.")

    await presenter.press("next")
    await watching.until(QUESTIONS[0])
    await presenter.until(1)
    await asyncio.sleep(0.3)

    parts_ = {f["target"]: f["content"] for f in watching.frames if f["target"] != "#stage"}
    assert set(parts_) == {"#panel", "#own", "#links"}
    assert ANSWERS[0] in parts_["#panel"]
    assert 'name="step" value="1"' in parts_["#panel"]
    assert 'id="answer-form"' in parts_["#own"]
    await presenter.press("reset")
    await asyncio.wait_for(reading, 5)
    go = watching.frames[-1]["go"]
    assert go.startswith(f"{presenter.path}?page={presenter.page}&show=")


async def test_socket_of_whoever_may_not_watch_is_refused(presenter: Presenter) -> None:
    await presenter.open()
    for origin, cookie, session, status in [
        ("https://elsewhere.example", True, True, 403),
        (None, True, True, 403),
        ("own", False, True, 403),
        ("own", True, False, 404),
    ]:
        path = presenter.path if session else "/session/unknown/present"
        headers = {"Cookie": presenter.cookie()} if cookie else {}

        with pytest.raises(InvalidStatus) as refused:
            async with presenter.watch(f"{path}/live", origin, **headers):
                pass

        assert refused.value.response.status_code == status, (origin, cookie, session)


def stage_text(text: str) -> str:
    """What is said on the stage of a presenter's page."""
    stage = text.partition('<section id="stage"')[2].partition("</section>")[0]
    return unescape(stage.partition("</header>")[2]).strip()


def every_button(root: Element, label: str) -> list[Element]:
    return [button for button in every(root, "button") if text_of(button) == label]
