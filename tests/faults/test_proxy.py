"""The proxy cuts where it is told to, and loses nothing before that."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.faults.proxy import CuttingProxy
from tests.limits import HANGS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

BIG = b"0123456789" * 30_000


@asynccontextmanager
async def an_echo() -> AsyncIterator[CuttingProxy]:
    """A proxy before a server that sends back what it gets."""

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data)
        writer.close()

    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    async with server, CuttingProxy(server.sockets[0].getsockname()[1]) as proxy:
        yield proxy


async def said(proxy: CuttingProxy, data: bytes) -> bytes:
    """What comes back of `data`; raises `ConnectionError` where it was cut."""
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    try:
        writer.write(data)
        writer.write_eof()
        return await reader.read()
    finally:
        writer.close()


async def test_it_passes_everything_both_ways() -> None:
    async with an_echo() as proxy:
        assert await said(proxy, BIG) == BIG
        assert (proxy.connections, proxy.bytes_down) == (1, len(BIG))


async def test_it_cuts_after_so_many_bytes_and_loses_none_before() -> None:
    async with an_echo() as proxy:
        proxy.cut_after = 5
        reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
        writer.write(b"0123456789")
        assert await reader.readexactly(5) == b"01234"
        with pytest.raises(ConnectionError):
            await reader.read()
        writer.close()
        assert proxy.bytes_down == 5


async def test_it_cuts_at_a_time() -> None:
    async with an_echo() as proxy:
        proxy.cut_at = 0.05
        reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
        with pytest.raises(ConnectionError):
            await asyncio.wait_for(reader.read(), HANGS)
        writer.close()


async def test_it_cuts_all_on_demand() -> None:
    async with an_echo() as proxy:
        reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
        writer.write(b"x")
        await reader.readexactly(1)
        assert proxy.open == proxy.cut() == 1
        with pytest.raises(ConnectionError):
            await reader.read()
        writer.close()
        assert await said(proxy, b"again") == b"again"
        assert proxy.connections == 2


async def test_it_stalls_and_goes_on() -> None:
    async with an_echo() as proxy:
        proxy.stall()
        saying = asyncio.create_task(said(proxy, b"hello"))
        await asyncio.sleep(0.05)
        assert not saying.done()
        proxy.go_on()
        assert await saying == b"hello"


async def test_it_refuses_newcomers() -> None:
    async with an_echo() as proxy:
        proxy.refuse()
        with pytest.raises(ConnectionError):
            await said(proxy, b"hello")
        proxy.accept()
        assert await said(proxy, b"hello") == b"hello"


async def test_a_target_that_is_away_is_a_cut() -> None:
    async with CuttingProxy(1) as proxy:
        with pytest.raises(ConnectionError):
            await said(proxy, b"hello")
