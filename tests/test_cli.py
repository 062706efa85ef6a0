"""The `litestar` command of this program."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import httpx
import pytest

from tests.faults import behaviours as does
from tests.faults.behaviours import says
from tests.faults.provider import Behaviour, ProviderStub, Request
from tests.servers.redis import free_port

ROOT = Path(__file__).parents[1]
PROXY = "127.0.0.2"
"""Not the address that the server itself believes."""
ALONE = "127.0.0.3"
"""An address at which no other test can have a server on the same port."""
IN_TURN = """
import runpy, sys, traceback
module, *lines = sys.argv[1:]
for line in lines:
    sys.argv = [module, *line.split()]
    code = 0
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1 if end.code else 0
        if isinstance(end.code, str):
            print(end.code)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stderr.flush()
    print(f"\\0{code}\\0", end="", flush=True)
"""
"""Commands one after the other in one process: each pays for no import of its own."""


Said = tuple[int | None, str]
"""How a command ends, and what it says."""


async def said_by(folder: Path, *arguments: str, module: str = "litestar", **env: str) -> Said:
    """How `litestar` ends with these arguments, and what it says."""
    return await _output(folder, ("-m", module, *arguments), **env)


async def _output(folder: Path, arguments: tuple[str, ...], **env: str) -> Said:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    database = f"sqlite:///{folder}/viva.sqlite"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, *arguments),
        cwd=ROOT,
        env={**kept, "DATABASE_URL": database, "COLUMNS": "200", "NO_COLOR": "1", **env},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(60):
        out, _ = await process.communicate()
    return process.returncode, out.decode()


async def said_in_turn(folder: Path, *lines: str, module: str = "litestar") -> list[Said]:
    """As `said_by`, for several commands in one process."""
    code, said = await _output(folder, ("-c", IN_TURN, module, *lines))
    assert code == 0, said
    parts = said.split("\0")
    assert len(parts) == 2 * len(lines) + 1, said
    return [(int(code), said) for said, code in zip(parts[:-1:2], parts[1::2], strict=True)]


@pytest.mark.parametrize("app", ["", "--app app.main:create_app "])
async def test_litestar_knows_the_application(tmp_path: Path, app: str) -> None:
    info, routes = await said_in_turn(tmp_path, f"{app}info", f"{app}routes")

    assert (info[0], routes[0]) == (0, 0), (info, routes)
    assert "Litestar version" in info[1]
    assert "/session/create" in routes[1]
    assert not (tmp_path / "viva.sqlite").exists(), "nothing is opened for that"


async def test_schema_is_exported_as_it_is_served(tmp_path: Path) -> None:
    code, said = await said_by(tmp_path, "schema", "export", "--output", f"{tmp_path}/schema.json")

    assert code == 0, said
    schema = json.loads((tmp_path / "schema.json").read_bytes())
    assert "/session/{session_id}/message" in schema["paths"]
    assert {"Progress", "Message"} <= schema["components"]["schemas"].keys()


async def test_backup_is_restored_and_old_sessions_are_erased(tmp_path: Path) -> None:
    file = f"{tmp_path}/kept.sqlite"
    move = f"move-database sqlite:///{tmp_path}/other.sqlite"
    said = await said_in_turn(
        tmp_path,
        *("erase-expired", f"backup {file}", f"restore --yes {file}", "usage", move),
        f"backup {file}",
    )

    assert [code for code, _ in said] == [0, 0, 0, 0, 0, 1], said
    assert "Erased 0 sessions older than 30 days." in said[0][1]
    assert "Restored." in said[2][1]
    assert "tokens read" in said[3][1]
    assert "0 sessions" in said[4][1]
    line = said[5][1]
    assert "is there already" in line
    assert "Traceback" not in line


async def test_piccolo_knows_the_tables(tmp_path: Path) -> None:
    shown = {
        "migrations check storage": "storage",
        "schema graph": "TABLE_MessageRow -> TABLE_SessionRow",
        "tester run --pytest_args=--version": "pytest",
    }
    said = await said_in_turn(tmp_path, *shown, module="piccolo.main")

    assert [code for code, _ in said] == [0, 0, 0], said
    for (_, text), part in zip(said, shown.values(), strict=True):
        assert part in text


async def test_doctor_without_a_model_names_the_demo_interviewer(tmp_path: Path) -> None:
    code, said = await said_by(tmp_path, "doctor")

    assert code == 0, said
    assert "demo interviewer" in said.lower()


async def test_viva_does_what_litestar_does_and_serves_by_itself(tmp_path: Path) -> None:
    _, doctor = await said_by(tmp_path, "doctor", module="app")
    code, refused = await said_by(tmp_path, module="app", PORT="many")
    _, options = await said_by(tmp_path, "serve", "--help", module="app", PORT="8123")

    assert "demo interviewer" in doctor.lower()
    assert code != 0
    assert refused.strip() == ("viva: PORT must be a whole number from 1 to 65535, not 'many'.")
    assert "8123" in options


async def test_doctor_tells_what_to_set_for_a_model_that_cannot_be_reached(tmp_path: Path) -> None:
    code, said = await said_by(tmp_path, "doctor", OPENAI_BASE_URL="http://127.0.0.1:1/v1")

    assert code == 1, said
    assert "FAILED" in said
    assert "OPENAI_BASE_URL" in said
    assert "Traceback" not in said


async def test_doctor_is_content_with_a_model_that_does_well(tmp_path: Path) -> None:
    def choose(request: Request) -> Behaviour:
        if request.path.endswith("/models"):
            return does.json_200({"object": "list", "data": [{"id": "small"}]})
        return says('{"ready": true}' if "ready" in request.prompt else "One, two, three.")

    async with ProviderStub(otherwise=choose) as stub:
        code, said = await said_by(
            tmp_path,
            "doctor",
            OPENAI_BASE_URL=stub.base_url,
            OPENAI_MODEL="small",
            MODEL_CALLS_PER_DAY="1",
        )

    assert code == 0, said
    assert "primary: small at" in said
    assert "FAILED" not in said


async def test_bad_setting_is_told_in_one_line(tmp_path: Path) -> None:
    code, said = await said_by(tmp_path, "doctor", RETENTION_DAYS="soon")

    assert code != 0
    assert "viva: RETENTION_DAYS must be a whole number" in said
    assert "Traceback" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="needs more addresses of this machine")
async def test_litestar_run_believes_trusted_proxies(tmp_path: Path) -> None:
    port = free_port()
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    database = f"sqlite:///{tmp_path}/viva.sqlite"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "litestar", "run", "--host", ALONE, "--port", str(port)),
        cwd=ROOT,
        env={**kept, "DATABASE_URL": database, "TRUSTED_PROXIES": PROXY},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    https = {"Host": "viva.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.9"}
    try:
        async with (
            asyncio.timeout(60),
            httpx.AsyncClient(
                base_url=f"http://{ALONE}:{port}",
                transport=httpx.AsyncHTTPTransport(local_address=PROXY),
            ) as client,
        ):
            while not await _is_alive(client):  # noqa: ASYNC110, another process has no event
                await asyncio.sleep(0.1)
            made = await client.post("/demo", headers={**https, "Origin": "https://viva.example"})
    finally:
        process.terminate()
        await process.wait()

    assert made.status_code == 303
    assert made.headers["set-cookie"].startswith("__Host-viva=")
    assert "strict-transport-security" in made.headers


async def _is_alive(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/healthz")).status_code == 200
    except httpx.TransportError:
        return False
