"""The live channel: who may watch, what frames come, whatever is cut."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from app.domain.errors import ModelFailed
from app.web.websocket import send_in_time
from tests.candidate import Candidate, Reader
from tests.fakes import QUESTIONS, FakeInterviewer
from tests.limits import HANGS
from tests.serving import parts, served

TEXT = "When was <ingest> over & done, and 😀 who else knew of it?"


def typed(pause: float = 0.03) -> FakeInterviewer:
    """Question 2 comes character by character; the others at once."""

    def script(brief: object, _: int) -> list[str | float | Exception]:
        if brief.number != 2:  # type: ignore[attr-defined]
            return [QUESTIONS[0]]
        steps: list[str | float | Exception] = []
        for letter in TEXT:
            steps += [letter, pause]
        return steps

    return FakeInterviewer(script=script)


async def read_some(candidate: Candidate, reader: Reader, frames: int) -> None:
    """Connect, read so many frames, and be cut."""
    async with candidate.watch(2) as socket:
        for _ in range(frames):
            reader.take(str(await socket.recv()))
            if reader.last:
                return


async def is_finished(candidate: Candidate) -> bool:
    state = await candidate.interview()
    return bool(state["turn"]["state"] == "awaiting_answer")


@asynccontextmanager
async def writing(folder: Path, model: FakeInterviewer) -> AsyncIterator[Candidate]:
    """A candidate whose second question is being written."""
    async with served(parts(folder, interviewer=model)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()
        await candidate.answer_live("I moved the ingest.", 1)
        yield candidate


async def test_frames_are_the_whole_then_additions_then_the_finished_question(
    tmp_path: Path,
) -> None:
    async with writing(tmp_path, typed()) as candidate:
        reader = Reader()
        async with candidate.watch(2) as socket:
            await reader.read(socket)
        state = await candidate.interview()

    assert reader.text == TEXT == state["conversation"][2]["content"]
    assert reader.frames[0]["swap"] == "innerHTML swapEmpty:true"
    assert {frame["swap"] for frame in reader.frames[1:-1]} == {"append swapEmpty:true"}
    assert len(reader.frames) > 5
    last = reader.frames[-1]
    assert (last["swap"], last["target"]) == ("outerHTML", "#question-2")
    assert "target" not in reader.frames[0]
    for part in ('id="question-2"', 'id="progress"', 'id="answer-form"', "hx-swap-oob"):
        assert part in last["content"]
    assert socket.close_code == 1000


@pytest.mark.parametrize("frames", [1, 3])
async def test_socket_cut_after_every_few_frames_loses_and_doubles_nothing(
    tmp_path: Path, frames: int
) -> None:
    async with writing(tmp_path, typed(0.05)) as candidate:
        reader = Reader()
        while not await is_finished(candidate):
            await read_some(candidate, reader, frames)
        await read_some(candidate, reader, 2)

    assert reader.text == TEXT
    assert 'name="answer"' in reader.last


async def test_frame_is_text_and_never_markup(tmp_path: Path) -> None:
    async with writing(tmp_path, typed()) as candidate:
        reader = Reader()
        async with candidate.watch(2) as socket:
            await reader.read(socket)

    said = [frame["content"] for frame in reader.frames if "target" not in frame]
    assert "&lt;" in "".join(said)
    assert not set("<>") & set("".join(said))


async def test_any_number_of_viewers_see_the_same(tmp_path: Path) -> None:
    async with writing(tmp_path, typed(0.02)) as candidate:

        async def watch(delay: float) -> str:
            await asyncio.sleep(delay)
            reader = Reader()
            async with candidate.watch(2) as socket:
                await reader.read(socket)
            return reader.text

        texts = await asyncio.gather(*[watch(n / 10) for n in range(12)])

    assert set(texts) == {TEXT}


async def test_attempt_begun_again_is_a_new_whole_text_frame(tmp_path: Path) -> None:
    def script(brief: object, tries: int) -> list[str | float | Exception]:
        if brief.number != 2:  # type: ignore[attr-defined]
            return [QUESTIONS[0]]
        if tries == 1:
            return ["Which of the things that will soon be cut ", 0.2, "here ", ModelFailed("cut")]
        return ["What broke ", 0.1, "first?"]

    async with writing(tmp_path, FakeInterviewer(script=script)) as candidate:
        reader = Reader()
        async with candidate.watch(2) as socket:
            await reader.read(socket)

    assert reader.text == "What broke first?"
    assert sum(frame["swap"].startswith("innerHTML") for frame in reader.frames) == 2


async def test_failed_question_ends_with_error_and_retry(tmp_path: Path) -> None:
    def script(brief: object, _: int) -> list[str | float | Exception]:
        if brief.number != 2:  # type: ignore[attr-defined]
            return [QUESTIONS[0]]
        return [0.1, ModelFailed("down", final=True)]

    async with writing(tmp_path, FakeInterviewer(script=script)) as candidate:
        reader = Reader()
        async with candidate.watch(2) as socket:
            await reader.read(socket)

    assert "The interviewer could not be reached. Your answer is saved." in reader.last
    assert candidate.path("retry") in reader.last
    assert socket.close_code == 1000


async def test_stored_question_is_sent_in_two_frames(tmp_path: Path) -> None:
    async with writing(tmp_path, typed(0)) as candidate:
        await candidate.begin()
        reader = Reader()
        async with candidate.watch(1) as socket:
            await reader.read(socket)

    assert reader.text == QUESTIONS[0]
    assert [frame["swap"].split()[0] for frame in reader.frames] == ["innerHTML", "outerHTML"]


async def test_unauthorised_viewer_is_refused_before_first_frame(tmp_path: Path) -> None:
    async with writing(tmp_path, typed()) as candidate:
        for number, headers, status in [
            (2, {"Origin": ""}, 403),
            (2, {"Origin": "http://elsewhere.example"}, 403),
            (2, {"Origin": "null"}, 403),
            (2, {"Cookie": ""}, 403),
            (2, {"Cookie": "viva=forged.signature"}, 403),
            (3, {}, 404),
            (9, {}, 404),
            (0, {}, 404),
        ]:
            with pytest.raises(InvalidStatus) as refused:
                async with candidate.watch(number, **headers):
                    pass

            assert refused.value.response.status_code == status, (number, headers)


async def test_stranger_cannot_watch_or_discover_session(tmp_path: Path) -> None:
    async with writing(tmp_path, typed()) as candidate, candidate.served.client() as client:
        stranger = Candidate(candidate.served, client)
        await stranger.demo()
        stranger.session_id = candidate.session_id
        with pytest.raises(InvalidStatus) as refused:
            async with stranger.watch(2):
                pass
        stranger.session_id = "no-such-session"
        with pytest.raises(InvalidStatus) as unknown:
            async with stranger.watch(2):
                pass

    assert refused.value.response.status_code == 403
    assert unknown.value.response.status_code == 404


class Deaf:
    """A socket whose reader takes nothing."""

    async def send_data(self, data: str) -> None:
        await asyncio.Event().wait()


async def test_reader_taking_no_frame_is_disconnected() -> None:
    async with asyncio.timeout(HANGS):
        with pytest.raises(TimeoutError):
            await send_in_time(Deaf(), "{}", 0.05)
