"""What machines ask: alive, ready and in what state, in numbers; and who may ask."""

from __future__ import annotations

import asyncio
import tomllib
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import StorageUnavailable
from app.settings import VERSION
from app.values import replace
from tests.serving import HTML, JSON, QUICK, Served, parts, served

ROOT = Path(__file__).parents[2]


async def ready(viva: Served) -> tuple[int, dict[str, Any]]:
    async with viva.client() as client:
        response = await client.get("/readyz")
    return response.status_code, response.json()


def test_version_is_that_of_the_package() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == VERSION


async def test_readiness_names_version_parts_and_model(viva: Served) -> None:
    assert await ready(viva) == (
        200,
        {
            "status": "ok",
            "version": VERSION,
            "database": True,
            "recovery": True,
            "housekeeping": True,
            "model": None,
        },
    )


@pytest.mark.parametrize("is_reachable", [True, False])
async def test_readiness_tells_the_model_as_last_seen(tmp_path: Path, is_reachable: bool) -> None:
    async def diagnose() -> tuple[bool, str]:
        return is_reachable, "looked"

    async with served(parts(tmp_path, diagnose=diagnose)) as viva:
        status, told = await ready(viva)

    assert (status, told["model"]) == (200, is_reachable)


async def test_readiness_names_the_part_that_cannot_be_reached(tmp_path: Path) -> None:
    world = parts(tmp_path, has_redis=True)

    async def gone() -> None:
        raise StorageUnavailable

    async with served(world) as viva:
        world.stream.ping = gone  # type: ignore[method-assign]
        status, told = await ready(viva)

    assert status == 503
    assert (told["status"], told["database"], told["redis"]) == (503, True, False)
    assert "redis" in told["error"].lower()


async def test_readiness_names_the_loop_that_has_stopped(tmp_path: Path) -> None:
    now = [0.0]
    clock = replace(parts(tmp_path).clock, monotonic=lambda: now[0])
    world = parts(tmp_path, clock=clock, timeouts=replace(QUICK, sweep=1e6))
    async with served(world) as viva:
        await ready(viva)
        await asyncio.sleep(0.2)
        now[0] = 1e7
        status, told = await ready(viva)

    assert status == 503
    assert told["recovery"] is False
    assert "Recovery" in told["error"]


@pytest.mark.parametrize(
    ("trusted", "forwarded", "status"),
    [
        ((), None, 200),
        ((), "203.0.113.7", 404),
        ((), "127.0.0.1", 404),
        (("127.0.0.1",), "203.0.113.7", 404),
        (("127.0.0.1",), None, 200),
        (("203.0.113.0/24",), None, 200),
        (("*",), "203.0.113.7", 404),
    ],
)
async def test_metrics_answer_this_machine_and_trusted_proxies_only(
    tmp_path: Path, trusted: tuple[str, ...], forwarded: str | None, status: int
) -> None:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    async with served(parts(tmp_path, trusted_proxies=trusted)) as viva, viva.client() as client:
        script = await client.get("/metrics", headers={**JSON, **headers})
        whole = await client.get("/metrics", headers={**HTML, **headers})

    assert (script.status_code, whole.status_code) == (status, status)
    if status == 404:
        assert script.json() == {"status": 404, "error": "Page not found"}
        assert "viva_answers" not in whole.text


async def test_metrics_answer_this_machine_whatever_the_host(tmp_path: Path) -> None:
    own = parts(tmp_path, allowed_hosts=("viva.example",))
    async with served(own) as viva, viva.client() as client:
        here = await client.get("/metrics")
        elsewhere = await client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.7"})

    assert here.status_code == 200
    assert elsewhere.status_code == 404


@pytest.mark.parametrize(("is_reachable", "is_told"), [(True, False), (False, True)])
async def test_landing_tells_what_the_check_at_the_start_found(
    tmp_path: Path, is_reachable: bool, is_told: bool
) -> None:
    async def diagnose() -> tuple[bool, str]:
        return is_reachable, "looked"

    async with served(parts(tmp_path, diagnose=diagnose)) as viva, viva.client() as client:
        whole = await client.get("/", headers=HTML)
        script = await client.get("/", headers=JSON)
        begun = await client.post("/demo", headers=HTML)

    assert ("could not be reached when it was last asked" in whole.text) == is_told
    assert script.json()["is_reachable"] is is_reachable
    assert begun.status_code == 303
