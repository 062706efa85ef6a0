"""What the stub says unasked is what the program takes."""

from __future__ import annotations

import asyncio
import sys

import httpx

from app.guard.stream_filter import QuestionFilter
from tests.faults.behaviours import QUESTIONS, interviews, says, status, storm
from tests.faults.provider import ProviderStub, Request

A_REQUEST = Request(method="POST", path="/", headers={}, body={}, at=0.0)


def test_its_questions_pass_the_filter_one_after_the_other() -> None:
    for number, question in enumerate(QUESTIONS):
        cleaner = QuestionFilter(asked=QUESTIONS[:number])
        text = cleaner.feed(question) + cleaner.finish()
        assert cleaner.fault is None, question
        assert text == question


async def test_it_plays_its_script_and_then_interviews() -> None:
    script = (status(503), says("Why?", pieces=1))
    async with ProviderStub(*script) as stub, httpx.AsyncClient() as client:
        url = f"{stub.base_url}/chat/completions"
        answers = [await client.post(url, json={}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [503, 200, 200]
    assert '"content": "Why?"' in answers[1].text
    assert QUESTIONS[0][:10] in answers[2].text
    assert len(stub.requests) == 3


async def test_a_storm_is_the_same_for_a_seed_and_as_strong_as_told() -> None:
    well = interviews()
    calm, one, other = storm(0.0, well), storm(0.3, well), storm(0.3, well)
    assert all(calm(A_REQUEST) is well for _ in range(100))
    weather = [one(A_REQUEST) is well for _ in range(1000)]
    assert weather == [other(A_REQUEST) is well for _ in range(1000)]
    assert 250 < weather.count(False) < 350


async def test_it_serves_from_the_command_line() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.faults.provider",
        "--delay",
        "0",
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        line = await asyncio.wait_for(process.stdout.readline(), 20)
        base_url = line.decode().strip().removeprefix("OPENAI_BASE_URL=")
        async with httpx.AsyncClient() as client:
            answer = await client.post(f"{base_url}/chat/completions", json={"messages": []})
    finally:
        process.terminate()
        await process.wait()
    assert "data: [DONE]" in answer.text
