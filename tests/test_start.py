"""A start that fails says why in one line."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from tests.limits import HANGS
from tests.serving import parts

ROOT = Path(__file__).parents[1]


SERVERS = {
    "uvicorn": ("uvicorn", "app.main:app", "--app-dir", str(ROOT), "--port", "0"),
    "litestar": ("litestar", "--app-dir", str(ROOT), "--app", "app.main:create_app", "run"),
}


async def said_by(folder: Path, server: str, **env: str) -> str:
    """What the program says that was started with `env`, until it ends by itself."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", *SERVERS[server]),
        cwd=folder,
        env={**kept, **env},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(40):
        out, _ = await process.communicate()
    assert process.returncode != 0
    return out.decode()


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize(
    ("env", "line"),
    [
        ({"RETENTION_DAYS": "soon"}, "viva: RETENTION_DAYS must be a whole number"),
        (
            {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/x"},
            "viva: DATABASE_URL: the database cannot be opened (ConnectionRefusedError)",
        ),
        (
            {"DATABASE_URL": "sqlite:///junk.sqlite"},
            "viva: DATABASE_URL: the database cannot be opened (DatabaseError)",
        ),
    ],
)
async def test_what_is_wrong_is_named_without_a_trace(
    tmp_path: Path, server: str, env: dict[str, str], line: str
) -> None:
    (tmp_path / "junk.sqlite").write_text("no database" * 100)

    said = await said_by(tmp_path, server, **env)

    assert line in said
    assert "Traceback" not in said
    assert "The database did not do it" not in said


FIRST_PAGE = """
import asyncio, sys
from app import application
from app.main import app

application.SETTLED = 3600.0
scope = {
    "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": "/",
    "raw_path": b"/", "root_path": "", "query_string": b"", "client": ("127.0.0.1", 1),
    "server": ("127.0.0.1", 80), "headers": [(b"host", b"localhost"), (b"accept", b"text/html")],
}

async def receive():
    return {"type": "http.request", "body": b"", "more_body": False}

async def send(message):
    if "status" in message:
        print(message["status"])

async def main():
    async with app.lifespan():
        await app(scope, receive, send)
        print(*[name for name in sys.argv[1:] if name in sys.modules])

asyncio.run(main())
"""
LOADED_LATER = (
    *("openai", "httpx2", "aiohttp", "redis", "pypdf", "fasttext", "segno"),
    *("limits", "app.text.sentences"),
    *("app.coach", "app.demo.asker", "app.guard", "app.text.language_id"),
    *("app.documents.assessment", "app.documents.posting"),
)
ELSEWHERE = ("pydantic", "attr", "app.llm", "app.prompts.papers")
"""What only a model needs, or nothing at all."""


@pytest.mark.parametrize(
    ("env", "absent"),
    [
        ({}, (*LOADED_LATER, *ELSEWHERE)),
        ({"OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}, LOADED_LATER),
    ],
    ids=["demo", "model"],
)
async def test_first_page_is_served_without_what_only_an_interview_needs(
    tmp_path: Path, env: dict[str, str], absent: tuple[str, ...]
) -> None:
    parts(tmp_path)  # leaves a database that needs no migration
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", FIRST_PAGE, *absent),
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DATABASE_URL": f"sqlite:///{tmp_path}/viva.sqlite",
            **env,
        },
        stdout=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(HANGS):
        out, _ = await process.communicate()

    assert out.decode().split() == ["200"]
