"""Every fault a provider can have, over real HTTP: which it is called, and is it final.

The table is walked with a primary alone. What a fault means for a fallback and
for later asks is in `test_routing`.
"""

from __future__ import annotations

import asyncio
import base64
import logging
import os
import shutil
import socket
import ssl
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.errors import ModelFailed
from app.llm.client import Client
from app.llm.failures import Kind
from app.llm.openai_model import OpenAIModel
from app.llm.provider import Provider
from app.llm.repeats import MOST_CALLS
from app.values import replace
from tests.faults import behaviours as does
from tests.faults.behaviours import WHOLE, says
from tests.faults.catalogue import FAULTS, FINAL, ODDITIES
from tests.faults.provider import Behaviour, ProviderStub, Reply
from tests.limits import HANGS
from tests.llm.asking import IN_EARNEST, a_model_on, failure_of, until, whole_reply

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


MOST: dict[Kind, int] = dict.fromkeys(Kind, 1) | {
    Kind.TOO_LONG: MOST_CALLS,
    Kind.BAD_REQUEST: MOST_CALLS,
    Kind.LOADING: MOST_CALLS,
}
"""Calls of one try: only a request that was turned down is made again in another form."""


@pytest.mark.parametrize(("behaviour", "kind", "final"), FAULTS.values(), ids=FAULTS)
async def test_a_fault_is_told_by_its_name(behaviour: Behaviour, kind: Kind, final: bool) -> None:
    short = {Kind.SILENT: {"silence": 0.3}, Kind.STALLED: {"gap": 0.3}}.get(kind, {})
    limits: dict[str, Any] = {"load": (0.01,) * 3, **short}
    async with a_model_on(otherwise=lambda _: behaviour, **limits) as (stub, model):
        failed = await failure_of(model)

        await until(lambda: not stub.playing)  # what nobody wants any more is hung up on
    assert (failed.kind, failed.final) == (kind, final)
    assert len(stub.requests) <= MOST[kind], "no more than are worth it"


def test_every_kind_has_a_test() -> None:
    told = {kind for _, kind, _ in FAULTS.values()}
    elsewhere = {Kind.REFUSED, Kind.NO_SUCH_HOST, Kind.TLS, Kind.UNREACHABLE}
    assert told | elsewhere == set(Kind)


# Nobody there


@pytest.fixture
def full_backlog() -> Iterator[str]:
    """The address of a listener that takes no more connections: one hangs for ever."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting = [socket.socket() for _ in range(3)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(listener.getsockname())
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        for one in waiting:
            one.close()


async def kind_at(base_url: str, api_key: str | None = "sk-secret-key") -> tuple[str, bool]:
    provider = Provider(api_key=api_key, base_url=base_url, model="m")
    model = OpenAIModel(provider, None, replace(IN_EARNEST, silence=8.0, connect=1.0))
    try:
        failed = await failure_of(model)
    finally:
        await model.close()
    return failed.kind, failed.final


async def test_a_refused_connection_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert await kind_at(f"http://127.0.0.1:{port}/v1") == (Kind.REFUSED, False)


async def test_an_unknown_host_is_told() -> None:
    assert await kind_at("http://nobody.invalid/v1") == (Kind.NO_SUCH_HOST, False)


async def test_a_server_without_tls_is_told_and_final() -> None:
    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        assert await kind_at(f"https://127.0.0.1:{port}/v1") == (Kind.TLS, FINAL)


async def test_a_certificate_nobody_vouches_for_is_told_and_final(tmp_path: Path) -> None:
    server = await asyncio.start_server(
        lambda _, writer: writer.close(), "127.0.0.1", 0, ssl=self_signed(tmp_path)
    )
    async with server:
        port = server.sockets[0].getsockname()[1]
        assert await kind_at(f"https://127.0.0.1:{port}/v1") == (Kind.TLS, FINAL)


def self_signed(folder: Path) -> ssl.SSLContext:
    command = shutil.which("openssl")
    if command is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no openssl to make a certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1"
    names = ["-subj", "/CN=127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([command, *made.split(), *names], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


async def test_a_connection_that_never_comes_is_given_up(full_backlog: str) -> None:
    assert await kind_at(full_backlog) == (Kind.UNREACHABLE, False)


async def test_a_key_that_no_header_can_carry_is_told() -> None:
    async with ProviderStub() as stub:
        assert await kind_at(stub.base_url, "sk-“quoted”") == (Kind.DENIED, FINAL)


async def test_an_address_without_a_host_is_told() -> None:
    kind, _ = await kind_at("http:///v1")
    assert kind == Kind.UNREACHABLE


# What is no fault


@pytest.mark.parametrize(("behaviour", "text"), ODDITIES.values(), ids=ODDITIES)
async def test_an_unusual_answer_is_read_as_it_is_meant(behaviour: Behaviour, text: str) -> None:
    async with a_model_on(behaviour) as (_, model):
        question = await whole_reply(model)
    assert question == text
    question.encode()


# What must not get out


async def test_a_redirect_is_never_followed() -> None:
    async with ProviderStub() as elsewhere:
        for code in (301, 302, 303, 307, 308):
            redirects = does.redirects_to(elsewhere.base_url + "/chat/completions", code)
            async with a_model_on(redirects) as (_, model):
                await failure_of(model)
    assert elsewhere.requests == []


@pytest.mark.parametrize("code", [400, 401, 429, 500])
async def test_neither_key_nor_prompt_is_in_an_error_or_a_log(
    code: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = {"message": "Incorrect API key sk-secret-key. You said: Harrowgate Payments"}
    told = []
    for fails in (does.status(code, secret), does.error_event(secret)):
        async with a_model_on(*[fails] * 3) as (_, model):
            with pytest.raises(ModelFailed) as failed:
                await whole_reply(model)
            logging.getLogger("test").error("It failed", exc_info=failed.value)
            told.append(repr(failed.value))
    for text in (
        caplog.text,
        *told,
        repr(Provider(api_key="sk-secret-key", base_url=None, model="m")),
    ):
        assert "sk-secret" not in text
        assert "Harrowgate" not in text


async def test_another_providers_key_and_address_are_never_borrowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-primary")
    async with a_model_on(provider={"api_key": None}) as (stub, model):
        await whole_reply(model)
    assert "sk-of-the-primary" not in str(stub.requests[0].headers)


async def test_without_an_address_openai_is_asked_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://primary.invalid")
    client = Client(Provider(api_key="k", base_url=None, model="m"), 1.0)
    assert str(client.warm().base_url) == "https://api.openai.com/v1/"
    await client.close()


async def test_a_password_in_the_address_is_sent_but_never_shown(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with ProviderStub(says(WHOLE), does.status(500)) as stub:
        address = stub.base_url.replace("//", "//viva:p%40ss@")
        provider = Provider(api_key=None, base_url=address, model="m")
        model = OpenAIModel(provider, None, IN_EARNEST)
        await whole_reply(model)
        failed = await failure_of(model)
        await model.close()
    sent = {request.headers["authorization"] for request in stub.requests}
    assert sent == {"Basic " + base64.b64encode(b"viva:p@ss").decode()}
    for text in (caplog.text, repr(failed), repr(provider)):
        assert "p%40ss" not in text
        assert "p@ss" not in text


async def test_an_error_body_that_stalls_does_not_hide_its_status() -> None:
    async def stall(reply: Reply) -> None:
        await reply.stream("application/json", 401)
        await reply.raw(b'{"error": ')
        await reply.for_ever()

    async with a_model_on(stall, silence=HANGS) as (_, model):
        with pytest.raises(ModelFailed) as failed:
            await asyncio.wait_for(whole_reply(model), 15)
    assert failed.value.kind == Kind.DENIED
