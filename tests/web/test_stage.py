"""The audience's page: what is sent to whom, however they come and whatever happens."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from html import unescape
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from app.domain.source import Source
from app.services.hall import FRONT_ROW
from app.web import stage
from app.web.stage import BEAT, REFRESH
from app.web.streamed_page import STILL_HERE
from tests.fakes import QUESTIONS, FakeInterviewer
from tests.serving import HTML, HTMX, JSON
from tests.web.markup import page
from tests.web.presenter import ANSWERS, Presenter, Watching, presenting

WAITING, FINISHED = "The interview begins in a moment.", "That was the last question."
SLOW = FakeInterviewer(
    source=Source.DEMO,
    script=lambda brief, _: [
        step for word in QUESTIONS[brief.number - 1].split() for step in (f"{word} ", 0.1)
    ],
)


@pytest.fixture
async def presenter(tmp_path: Path) -> AsyncIterator[Presenter]:
    async with presenting(tmp_path) as somebody:
        await somebody.open()
        yield somebody


@asynccontextmanager
async def audience(presenter: Presenter, path: str = "") -> AsyncIterator[Watching]:
    """One page of the audience, with JavaScript, while the block runs."""
    watching = Watching()
    handshake = presenter.watch(f"{path or await presenter.link()}/live")
    reading = asyncio.ensure_future(watching.read(handshake))
    try:
        yield watching
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


class Plain:
    """What a browser without JavaScript shows of a streamed page."""

    def __init__(self) -> None:
        self.html = ""

    @property
    def text(self) -> str:
        """The last section, which is the one that is seen."""
        last = self.html.rpartition('<section class="scene"')[2]
        text = re.sub(r"<!--.*?-->|<[^>]+>", "", last.partition("</header>")[2])
        return unescape(text).strip()

    async def read(self, presenter: Presenter, path: str) -> None:
        async with (
            presenter.served.client() as client,
            client.stream("GET", path, params={"plain": "1"}, headers=HTML) as response,
        ):
            assert response.headers["cache-control"] == "no-store, no-transform"
            assert response.headers["x-accel-buffering"] == "no"
            async for text in response.aiter_text():
                self.html += text

    async def until(self, text: str) -> None:
        async with asyncio.timeout(20):
            while self.text != text:  # noqa: ASYNC110 - it comes over a connection
                await asyncio.sleep(0.02)


async def nobody_watches(presenter: Presenter) -> None:
    async with asyncio.timeout(5):
        while (await presenter.state())["viewers"]:  # noqa: ASYNC110 - another's count
            await asyncio.sleep(0.05)


async def test_page_is_read_only_private_and_without_cookie(presenter: Presenter) -> None:
    async with presenter.served.client() as client:
        response = await client.get(await presenter.link(), headers=HTML)

    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-robots-tag"] == "noindex"
    assert "set-cookie" not in response.headers
    assert "<form" not in response.text
    assert presenter.session_id not in response.text
    assert await presenter.link("remote") not in response.text
    assert WAITING in response.text
    assert '<noscript><meta http-equiv="refresh" content="0;url=?plain=1"></noscript>' in (
        response.text
    )
    page(response.text)


async def test_show_is_followed_live_across_questions(presenter: Presenter) -> None:
    async with audience(presenter) as watching:
        await watching.until(WAITING)
        await presenter.press("next")
        await watching.until(QUESTIONS[0])
        await presenter.press("next")
        await watching.until(ANSWERS[0])
        await watching.until(QUESTIONS[1])
        assert "2 of 8" in watching.stage
        assert '<span class="source">Demo</span>' in watching.stage

        await presenter.press("speed", speed="instant")
        await presenter.press("play")
        await watching.until(FINISHED)

    assert {frame["target"] for frame in watching.frames} == {"#stage"}
    assert presenter.session_id not in str(watching.frames)


async def test_question_is_seen_word_by_word_and_stands_as_it_is_stored(tmp_path: Path) -> None:
    async with presenting(tmp_path, interviewer=SLOW) as presenter:
        await presenter.open()
        async with audience(presenter) as watching:
            await watching.until(WAITING)
            await presenter.press("next")
            await presenter.until(1)
            await watching.until(QUESTIONS[0])

    additions = [f for f in watching.frames if f["swap"].startswith("append")]
    assert len(additions) >= 4


async def test_cut_and_late_viewers_get_exact_text(tmp_path: Path) -> None:
    async with presenting(tmp_path, interviewer=SLOW) as presenter:
        await presenter.open()
        path = f"{await presenter.link()}/live"
        cut = Watching()
        await presenter.press("next")
        for frames in (1, 2, 1, 3):
            async with presenter.watch(path) as socket:
                for _ in range(frames):
                    cut.take(await socket.recv())
                    assert QUESTIONS[0].startswith(cut.text)
            await asyncio.sleep(0.05)
        async with audience(presenter) as late:
            await late.until(QUESTIONS[0])


async def test_viewers_behind_the_front_row_get_the_same_in_fewer_frames(tmp_path: Path) -> None:
    hurried = FakeInterviewer(
        source=Source.DEMO,
        script=lambda brief, _: [
            step for word in QUESTIONS[brief.number - 1].split() for step in (f"{word} ", 0.05)
        ],
    )
    async with presenting(tmp_path, interviewer=hurried) as presenter, AsyncExitStack() as stack:
        await presenter.open()
        come = [await stack.enter_async_context(audience(presenter)) for _ in range(40)]
        for watching in come:
            await watching.until(WAITING)
        await presenter.press("next")
        for watching in come:
            await watching.until(QUESTIONS[0])
        await presenter.press("withdraw")
        async with asyncio.timeout(5):
            while not all(watching.closed for watching in come):  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.02)

    assert {watching.closed for watching in come} == {1000}
    sent = sorted(len(watching.frames) for watching in come)
    assert sent[-FRONT_ROW - 1] < sent[-FRONT_ROW]


async def test_plain_page_shows_the_same_without_javascript(presenter: Presenter) -> None:
    plain = Plain()
    reading = asyncio.ensure_future(plain.read(presenter, await presenter.link()))

    await plain.until(WAITING)
    await presenter.press("next")
    await plain.until(QUESTIONS[0])
    await presenter.press("next")
    await plain.until(QUESTIONS[1])
    await presenter.press("back")
    await plain.until(ANSWERS[0])
    await presenter.press("next")
    await presenter.press("black")
    await plain.until("")
    assert "<script" not in plain.html
    assert not reading.done()

    await presenter.press("withdraw")
    await asyncio.wait_for(reading, 5)
    assert REFRESH in plain.html[-200:]
    assert plain.html.rstrip().endswith("</html>")


async def test_plain_page_has_a_sign_of_life_each_few_seconds(
    presenter: Presenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "SILENCE", 0.1)
    plain = Plain()
    reading = asyncio.ensure_future(plain.read(presenter, await presenter.link()))
    await plain.until(WAITING)

    await asyncio.sleep(0.5)

    assert plain.html.count(STILL_HERE) >= 2
    assert plain.html.count(BEAT) >= 2
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)


async def test_stage_that_is_full_takes_no_more(
    presenter: Presenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "MOST_VIEWERS", 1)
    path = await presenter.link()
    async with audience(presenter) as watching:
        await watching.until(WAITING)

        with pytest.raises(InvalidStatus) as refused:
            async with presenter.watch(f"{path}/live"):
                pass
        plain = await presenter.client.get(f"{path}?plain=1", headers=HTML)

    assert (refused.value.response.status_code, plain.status_code) == (429, 429)


async def test_plain_page_begins_anew_after_a_reset_and_after_a_while(
    presenter: Presenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Plain(), Plain()
    reading = asyncio.ensure_future(first.read(presenter, await presenter.link()))
    await first.until(WAITING)
    await presenter.press("reset")
    await asyncio.wait_for(reading, 5)
    assert REFRESH in first.html

    monkeypatch.setattr(stage, "ENDLESS", 0.0)
    reading = asyncio.ensure_future(second.read(presenter, await presenter.link()))
    await asyncio.wait_for(reading, 5)
    assert REFRESH in second.html


async def test_withdrawing_ends_every_open_page_at_once(presenter: Presenter) -> None:
    link = await presenter.link()
    async with audience(presenter) as first, audience(presenter) as second:
        await first.until(WAITING)
        await second.until(WAITING)

        await presenter.press("withdraw")
        async with asyncio.timeout(2):
            while first.closed is None or second.closed is None:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.02)

    assert (first.closed, second.closed) == (1000, 1000)
    assert "This stage has ended." in first.stage
    assert (await presenter.client.get(link, headers=HTML)).status_code == 404


async def test_reset_keeps_the_audience_where_it_is(presenter: Presenter) -> None:
    async with audience(presenter) as watching:
        await presenter.press("next")
        await watching.until(QUESTIONS[0])
        await presenter.press("reset")
        await watching.until(WAITING)
        await presenter.press("next")
        await watching.until(QUESTIONS[0])

    assert watching.closed is None


async def test_script_is_told_what_is_on_stage(presenter: Presenter) -> None:
    path = await presenter.link()
    waiting = await presenter.client.get(path, headers=JSON)
    await presenter.press("next")
    await presenter.until(1)
    asked = await presenter.client.get(f"{path}?plain=1", headers=JSON)

    assert waiting.headers["x-robots-tag"] == "noindex"
    assert waiting.json() == {
        "kind": "waiting",
        "number": 1,
        "max_questions": 8,
        "text": "",
        "source": None,
        "language": None,
        "is_typed": False,
    }
    assert [asked.json()[name] for name in ("kind", "text", "source")] == [
        "question",
        QUESTIONS[0],
        "demo",
    ]


@pytest.mark.parametrize("kind", ["stage", "remote"])
async def test_fragment_of_a_link_is_the_inside_of_its_page(
    presenter: Presenter, kind: str
) -> None:
    path = await presenter.link(kind)

    fragment = await presenter.client.get(path, headers=HTMX)
    whole = await presenter.client.get(path, headers=HTML)
    unknown = await presenter.client.get(f"/{kind}/unknown", headers=HTMX)

    assert "<html" not in fragment.text
    assert fragment.text.strip() in whole.text
    assert (unknown.status_code, "<html" in unknown.text) == (404, False)


async def test_script_presses_the_remote_and_is_told_what_came_of_it(presenter: Presenter) -> None:
    remote = await presenter.link("remote")
    form = {"what": "next", "step": "0"}

    before = await presenter.client.get(remote, headers=JSON)
    pressed = await presenter.client.post(remote, data=form, headers=JSON)
    again = await presenter.client.post(remote, data=form, headers=JSON)

    assert before.json() == {"step": 0, "number": 1, "state": "writing"}
    assert pressed.json()["redirect"] == remote
    assert [(r.json()["done"], r.json()["step"]) for r in (pressed, again)] == [
        (True, 1),
        (False, 1),
    ]


async def test_remote_pressed_without_a_step_goes_on_from_where_the_show_is(
    presenter: Presenter,
) -> None:
    remote = await presenter.link("remote")
    form = {"what": "next"}

    pressed = await presenter.client.post(remote, data=form, headers=JSON)
    late = await presenter.client.post(remote, data={**form, "step": "0"}, headers=JSON)

    assert [(r.json()["done"], r.json()["step"]) for r in (pressed, late)] == [
        (True, 1),
        (False, 1),
    ]


async def test_unknown_token_is_404_in_the_dress_of_the_stage(presenter: Presenter) -> None:
    for path in ["/stage/unknown", "/remote/unknown", "/stage/%00", "/stage/ü"]:
        shown = await presenter.client.get(path, headers=HTML)
        plain = await presenter.client.get(f"{path}?plain=1", headers=HTML)
        as_json = await presenter.client.get(path, headers=JSON)

        assert [r.status_code for r in (shown, plain, as_json)] == [404] * 3, path
        assert 'class="on-stage ended"' in shown.text, path
        assert shown.headers["cache-control"] == "no-store", path
        assert as_json.json()["status"] == 404, path
        assert as_json.headers["x-robots-tag"] == "noindex", path
        page(shown.text)


async def test_handshake_that_may_not_watch_is_refused(presenter: Presenter) -> None:
    for origin, is_known, status in [
        ("https://elsewhere.example", True, 403),
        (None, True, 403),
        ("own", False, 404),
    ]:
        path = await presenter.link() if is_known else "/stage/unknown"

        with pytest.raises(InvalidStatus) as refused:
            async with presenter.watch(f"{path}/live", origin):
                pass

        assert refused.value.response.status_code == status, (origin, is_known)


async def test_remotes_token_shows_no_stage_and_stages_token_drives_nothing(
    presenter: Presenter,
) -> None:
    stage_, remote = await presenter.link(), await presenter.link("remote")
    swapped = {
        "as stage": remote.replace("/remote/", "/stage/"),
        "as remote": stage_.replace("/stage/", "/remote/"),
    }

    found = [await presenter.client.get(path, headers=HTML) for path in swapped.values()]
    found += [
        await presenter.client.post(swapped["as remote"], data=form)
        for form in ({"what": "next", "step": "0"}, {})
    ]

    assert {response.status_code for response in found} == {404}
    assert (await presenter.client.post(stage_, data={"what": "next"})).status_code == 405


async def test_presenter_sees_how_many_watch(presenter: Presenter) -> None:
    plain = Plain()
    async with audience(presenter) as one, audience(presenter) as two:
        reading = asyncio.ensure_future(plain.read(presenter, await presenter.link()))
        for each in (one, two, plain):
            await each.until(WAITING)
        assert (await presenter.state())["viewers"] == 3
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)

    await nobody_watches(presenter)


async def test_text_of_a_candidate_is_text_on_stage(presenter: Presenter) -> None:
    own = "<b>Bold</b> & <script>alert(1)</script>"
    async with audience(presenter) as watching:
        await presenter.press("next")
        await presenter.until(1)
        await watching.until(QUESTIONS[0])
        form = {"answer": own, "turn": "1", "present": presenter.page}
        await presenter.client.post(
            f"/session/{presenter.session_id}/message", data=form, headers=HTML
        )
        await watching.until(own)

    assert "<b>" not in watching.stage + str(watching.frames)


async def test_remote_goes_next_and_back_and_nothing_else(presenter: Presenter) -> None:
    remote = await presenter.link("remote")
    async with presenter.served.client() as phone:
        shown = await phone.get(remote, headers=HTML)
        root = page(shown.text)
        assert [b.get("value") for b in root.iter("button")] == ["next", "back"]
        assert "set-cookie" not in shown.headers
        assert shown.headers["x-robots-tag"] == "noindex"

        pressed = await phone.post(remote, data={"what": "next", "step": "0"}, headers=HTML)
        again = await phone.post(remote, data={"what": "next", "step": "0"}, headers=HTML)
        refused = await phone.post(remote, data={"what": "reset", "step": "1"}, headers=HTML)
        unsaid = await phone.post(remote, data={"what": "next", "step": ""}, headers=HTML)
        nothing = await phone.post(remote, data={"what": "dance"}, headers=HTML)
    await presenter.until(1)

    assert (pressed.status_code, pressed.headers["location"]) == (303, remote)
    assert [r.status_code for r in (again, refused, unsaid, nothing)] == [200, 403, 422, 422]
    assert (await presenter.state())["step"] == 1


async def test_remote_clicks_for_the_page_that_drives(presenter: Presenter) -> None:
    await presenter.press("next")
    await presenter.until(1)
    remote = await presenter.link("remote")

    async with presenter.served.client() as phone:
        form = {"what": "next", "step": "1"}
        assert (await phone.post(remote, data=form, headers=HTML)).status_code == 303
    await presenter.until(2)

    assert (await presenter.state())["role"] == "presenting"
    async with presenter.served.client() as phone:
        await presenter.press("withdraw")
        gone = await phone.post(remote, data={"what": "next", "step": "3"}, headers=HTML)
    assert gone.status_code == 404


async def test_viewer_who_leaves_in_the_middle_leaves_nothing_behind(presenter: Presenter) -> None:
    path = await presenter.link()
    for _ in range(3):
        async with (
            httpx.AsyncClient(base_url=presenter.served.origin) as client,
            client.stream("GET", f"{path}?plain=1", headers=HTML) as response,
        ):
            await anext(response.aiter_text())
        async with presenter.watch(f"{path}/live") as socket:
            await socket.recv()

    await nobody_watches(presenter)
