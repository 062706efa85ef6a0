"""A start that fails says why in one line."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


async def said_by(folder: Path, **env: str) -> str:
    """What the program says that was started with `env`, until it ends by itself."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "uvicorn", "app.main:app", "--app-dir", str(ROOT), "--port", "0"),
        cwd=folder,
        env={**kept, **env},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(40):
        out, _ = await process.communicate()
    assert process.returncode != 0
    return out.decode()


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
    tmp_path: Path, env: dict[str, str], line: str
) -> None:
    (tmp_path / "junk.sqlite").write_text("no database" * 100)

    said = await said_by(tmp_path, **env)

    assert line in said
    assert "Traceback" not in said
    assert "The database did not do it" not in said
