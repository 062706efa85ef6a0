"""What the log tells of an interview: every step by its request, and no word of it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.brief import Brief
from app.domain.errors import ModelFailed
from app.logs import JsonLines
from tests.candidate import Candidate
from tests.fakes import QUESTIONS, FakeInterviewer
from tests.serving import HTMX, parts, served

SECRET = "Zanzibar-7391"


class Lines:
    """What was logged, as it would be written."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    def all(self, **told: object) -> list[dict[str, Any]]:
        """The lines that tell this."""
        lines = [json.loads(line) for line in self.text.splitlines()]
        return [line for line in lines if told.items() <= line.items()]


@pytest.fixture
def lines() -> Iterator[Lines]:
    lines = Lines()
    handler = logging.StreamHandler(lines.stream)
    handler.setFormatter(JsonLines())
    handler.addFilter(lambda record: not record.name.startswith("httpx"))  # the client's
    root, ours = logging.getLogger(), logging.getLogger("app")
    before = root.level, ours.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    ours.setLevel(logging.DEBUG)
    yield lines
    root.setLevel(before[0])
    ours.setLevel(before[1])
    root.removeHandler(handler)


def stumbles(brief: Brief, tries: int) -> list[str | float | Exception]:
    """Question 2 fails with the answer in the error's text, and once as models fail."""
    if brief.number == 2:
        said = brief.interview.messages[-1].content
        return [ValueError(said) if tries == 1 else ModelFailed("silent", "no text")]
    return [QUESTIONS[0]]


async def test_log_tells_each_step_by_its_request_and_no_word_of_a_candidate(
    tmp_path: Path, lines: Lines
) -> None:
    model = FakeInterviewer(script=stumbles)
    async with served(parts(tmp_path, interviewer=model)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.create(f"Nurse {SECRET}", SECRET)
        sample = next(iter(viva.parts.samples.values()))
        await candidate.post("upload-cv", {"cv_text": f"{SECRET} {sample.cv_text}"})
        await candidate.post("upload-job", {"job_description": f"{SECRET} " * 20})
        await candidate.get("interview", HTMX)
        async with candidate.watch(1) as socket:
            async for _ in socket:
                pass
        answered = await candidate.answer(f"It was {SECRET}.")
        await client.get(f"/{SECRET}?cv={SECRET}")
        await client.get(f"/shared/{SECRET}")
        await candidate.post("complete")
        await candidate.get("feedback")

    request = answered.headers["x-request-id"]
    steps = lines.all(request=request)
    assert {"Request", "Question 2, try 1"} <= {step["event"] for step in steps}
    (step,) = lines.all(request=request, event="Request")
    assert (step["method"], step["status"]) == ("POST", 500)
    assert step["route"] == "/session/{session_id}/message"
    assert len({step["session"] for step in steps}) == 1
    (watched,) = lines.all(event="Request", method="WS")
    assert watched["status"] == 101
    assert lines.all(event="Request", route="/shared/{token}", status=404)
    assert SECRET not in lines.text
    assert candidate.session_id not in lines.text


@pytest.mark.parametrize(
    ("trusted", "given", "is_kept"),
    [
        (("127.0.0.1",), "0b5c-12:a.b_c", True),
        (("127.0.0.1",), "x" * 65, False),
        (("127.0.0.1",), "two words", False),
        ((), "0b5c-12", False),
    ],
)
async def test_request_id_is_believed_from_a_trusted_proxy_alone(
    tmp_path: Path, *, trusted: tuple[str, ...], given: str, is_kept: bool
) -> None:
    async with (
        served(parts(tmp_path, trusted_proxies=trusted)) as viva,
        viva.client() as client,
    ):
        response = await client.get("/", headers={"X-Request-ID": given})

    assert (response.headers["x-request-id"] == given) == is_kept
    assert response.headers["x-request-id"]


async def test_request_for_a_file_or_a_probe_is_no_news(tmp_path: Path, lines: Lines) -> None:
    async with served(parts(tmp_path)) as viva, viva.client() as client:
        for path in ("/healthz", "/readyz", "/static/none.css", "/dashboard"):
            await client.get(path)

    assert [line["route"] for line in lines.all(event="Request")] == ["/dashboard"]
