"""The recipes for nginx and Caddy in `docs/deploy.md`, to the letter but for names and ports."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.typing import Origin

from tests.candidate import ID
from tests.servers.proxies import NAMES, PATHS, behind
from tests.serving import HTML

PROXIES = [
    pytest.param(
        name, marks=pytest.mark.skipif(not shutil.which(name, path=PATHS), reason="not installed")
    )
    for name in NAMES
]

every_proxy = pytest.mark.parametrize("proxy", PROXIES)


@every_proxy
async def test_interview_begins_behind_a_proxy_on_any_port(tmp_path: Path, proxy: str) -> None:
    async with behind(proxy, tmp_path) as port:
        origin = f"http://127.0.0.1:{port}"
        async with httpx.AsyncClient(base_url=origin, headers=HTML) as client:
            begun = await client.post("/demo", headers={"Origin": origin})
            page = await client.get(begun.headers["location"])
            metrics = await client.get("/metrics")
            foreign = await client.post("/demo", headers={"Origin": "http://127.0.0.1:1"})
            typed = await client.post("/session/create", data={"job_title": "x" * 13_000_000})

    assert begun.status_code == 303
    assert ID.search(begun.headers["location"])
    assert (page.status_code, metrics.status_code, foreign.status_code) == (200, 403, 403)
    assert typed.status_code == 413


@every_proxy
async def test_question_is_typed_live_behind_a_proxy(tmp_path: Path, proxy: str) -> None:
    async with behind(proxy, tmp_path) as port:
        origin = f"http://127.0.0.1:{port}"
        async with httpx.AsyncClient(base_url=origin, headers=HTML) as client:
            forged = {"Origin": origin, "X-Forwarded-Host": "x", "X-Forwarded-Port": "1"}
            begun = await client.post("/demo", headers=forged)
            path = begun.headers["location"]
            await client.get(path, headers={"HX-Request": "true"})
            cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        address = f"ws://127.0.0.1:{port}{path.replace('interview', 'question/1/live')}"
        async with connect(
            address, origin=Origin(origin), additional_headers={"Cookie": cookie}
        ) as socket:
            frames = [frame async for frame in socket]

    assert frames
    assert "#question-1" in str(frames[-1])


@every_proxy
@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", b"408"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-Large: " + b"a" * 60_000 + b"\r\n\r\n", b"4"),
    ],
)
async def test_slow_and_large_heads_end_at_the_proxy(
    tmp_path: Path, proxy: str, head: bytes, status: bytes
) -> None:
    async with behind(proxy, tmp_path) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head)
        async with asyncio.timeout(8):
            answer = await reader.read()
        writer.close()

    assert answer == b"" or answer.split()[1].startswith(status)
