"""In a hall other machines get the stage and the remote, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.serving import HTML
from tests.web.presenter import presenting

STRANGER = {**HTML, "X-Forwarded-For": "192.0.2.7"}
"""Comes through a proxy, so it is not this machine, wherever the proxy stands."""


async def test_stranger_finds_no_other_page(tmp_path: Path) -> None:
    async with presenting(tmp_path, is_hall=True) as presenter:
        for path in [
            "/",
            "/dashboard",
            "/healthz",
            "/metrics",
            "/session/x/interview",
            "/session/x/present",
            "/schema/openapi.json",
            "/stages",
            "/nothing",
        ]:
            response = await presenter.client.get(path, headers=STRANGER)

            assert response.status_code == 404, path


async def test_stranger_can_begin_nothing(tmp_path: Path) -> None:
    async with presenting(tmp_path, is_hall=True) as presenter:
        found = [
            await presenter.client.post(path, headers=STRANGER)
            for path in ("/demo", "/session/create")
        ]

    assert {response.status_code for response in found} == {404}


async def test_stranger_watches_and_drives_by_the_links_alone(tmp_path: Path) -> None:
    async with presenting(tmp_path, is_hall=True, hall_host="192.0.2.1") as presenter:
        await presenter.open()
        state = await presenter.state()
        assert state["stage"].startswith(f"http://192.0.2.1:{presenter.served.port}/stage/")
        link, remote = await presenter.link(), await presenter.link("remote")
        found = [
            await presenter.client.get(path, headers=STRANGER)
            for path in (link, remote, "/static/css/stage.css")
        ]
        pressed = await presenter.client.post(
            remote, data={"what": "next", "step": "0"}, headers=STRANGER
        )
        async with presenter.watch(f"{link}/live", **{"X-Forwarded-For": "192.0.2.7"}) as socket:
            assert await socket.recv()

    assert {response.status_code for response in found} == {200}
    assert pressed.status_code == 303


async def test_stranger_with_the_presenters_cookie_opens_no_socket(tmp_path: Path) -> None:
    async with presenting(tmp_path, is_hall=True) as presenter:
        await presenter.open()
        address = f"ws://127.0.0.1:{presenter.served.port}{presenter.path}/live"
        headers = {"Cookie": presenter.cookie(), "X-Forwarded-For": "192.0.2.7"}

        with pytest.raises(InvalidStatus):
            async with connect(
                address,
                origin=presenter.served.origin,  # type: ignore[arg-type]  # a plain string is one
                additional_headers=headers,
            ):
                pass


async def test_presenter_at_the_machine_has_every_page(tmp_path: Path) -> None:
    async with presenting(tmp_path, is_hall=True) as presenter:
        await presenter.begun()

        assert (await presenter.client.get("/", headers=HTML)).status_code == 200
