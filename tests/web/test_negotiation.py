"""Who gets what, and that what can be read can be asked about."""

from __future__ import annotations

from tests.candidate import Candidate
from tests.serving import HTML, Served

PAGE, FRAGMENT, AS_JSON = "page", "fragment", "json"


SHAPES = {
    "application/json": AS_JSON,
    "application/json;charset=utf-8": AS_JSON,
    "application/json, text/plain, */*": AS_JSON,
    "application/json, text/html": AS_JSON,
    "application/json, text/html;q=0.5": AS_JSON,
    "text/html, application/json": PAGE,
    "text/html;q=0.5, application/json": AS_JSON,
    "text/html, application/json;q=0.9, */*;q=0.1": PAGE,
    "text/html;level=1;q=0.8, application/xml": PAGE,
    "application/json;q=0, text/html": PAGE,
    "application/json;q=0": FRAGMENT,
    "text/html;q=0": FRAGMENT,
    "text/html;q=much": PAGE,
    "*/*": FRAGMENT,
    "": FRAGMENT,
}


async def test_response_format_follows_accept_header(viva: Served) -> None:
    shapes = {}
    async with viva.client() as client:
        for accept in SHAPES:
            response = await client.get("/", headers={"Accept": accept})
            is_json = response.headers["content-type"].startswith("application/json")
            is_page = "<html" in response.text
            shapes[accept] = AS_JSON if is_json else PAGE if is_page else FRAGMENT

    assert shapes == SHAPES


async def test_head_is_answered_like_get_without_body(candidate: Candidate) -> None:
    await candidate.begin()

    for rest in ("upload", "interview", "question/1", "transcript.md", "transcript.json"):
        path = candidate.path(rest)
        read = await candidate.client.get(path, headers=HTML)
        asked = await candidate.client.head(path, headers=HTML)

        assert (asked.status_code, asked.content) == (read.status_code, b""), rest


async def test_head_of_public_page_has_no_body(viva: Served) -> None:
    seen = {}
    async with viva.client() as client:
        for path in ("/healthz", "/readyz", "/metrics"):
            response = await client.head(path)
            seen[path] = (response.status_code, response.content)

    assert {path: each for path, each in seen.items() if each != (200, b"")} == {}
