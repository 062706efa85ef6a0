"""What an operator can see, and that it is nobody's data."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx

from app.domain.brief import Brief
from app.domain.errors import ModelFailed
from tests.candidate import Candidate
from tests.fakes import QUESTIONS, FakeInterviewer
from tests.limits import HANGS
from tests.serving import HTMX, parts, served


def fails_at_two(brief: Brief, tries: int) -> list[str | float | Exception]:
    """Question 1 at the second try, question 2 never."""
    if brief.number == 2 or tries == 1:
        return [ModelFailed("silent")]
    return [QUESTIONS[0]]


async def test_interview_is_counted_in_metrics_without_names(tmp_path: Path) -> None:
    model = FakeInterviewer(script=fails_at_two)
    async with served(parts(tmp_path, interviewer=model)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()
        await candidate.answer("A word of mine.")
        await candidate.post("complete")
        await candidate.get("feedback")
        response = await metrics_with(client, "viva_reports_total")

    content_type = response.headers["content-type"]
    assert content_type.startswith("text/plain; version=")
    assert content_type.count("charset=utf-8") == 1
    lines = set(response.text.splitlines())
    assert {
        "viva_answers_total 1.0",
        'viva_questions_total{source="model"} 1.0',
        "viva_question_seconds_count 1.0",
        "viva_question_first_text_seconds_count 1.0",
        'viva_failed_tries_total{fault="silent"} 4.0',
        "viva_failed_questions_total 1.0",
        'viva_reports_total{author="model"} 1.0',
    } <= lines
    assert candidate.session_id not in response.text
    assert "A word" not in response.text


async def metrics_with(client: httpx.AsyncClient, name: str) -> httpx.Response:
    """What /metrics says once it has `name`: a report is shown as soon as it is stored."""
    async with asyncio.timeout(HANGS):
        while True:
            response = await client.get("/metrics")
            if f"\n{name}{{" in response.text:
                return response
            await asyncio.sleep(0.01)


async def test_socket_counts_while_it_is_open(tmp_path: Path) -> None:
    model = FakeInterviewer(script=lambda *_: ["Which one ", 1.0, "was it?"])
    async with served(parts(tmp_path, interviewer=model)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.get("interview", HTMX)
        async with candidate.watch(1) as socket:
            await socket.recv()
            during = (await client.get("/metrics")).text
            async for _ in socket:
                pass
        after = (await client.get("/metrics")).text

    assert "viva_sockets 1.0" in during
    assert "viva_sockets 0.0" in after
