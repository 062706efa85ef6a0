"""A TCP proxy between any two parties that a test can cut, stall and count.

async with CuttingProxy(server_port) as proxy:
    ... connect to proxy.port ...
    proxy.cut()                  # reset all that is open
    proxy.cut_after = 4096       # or: reset each once the target sent that much
    proxy.stall(); proxy.go_on()
    proxy.refuse(); proxy.accept()
"""

from __future__ import annotations

import asyncio
import socket
import struct
from contextlib import suppress
from typing import Self

_READ = 64 * 1024


class CuttingProxy:
    """Forwards 127.0.0.1:`port` to the target.

    `cut_after`: bytes from the target after which a connection is reset, None
    for never. `cut_at`: seconds after which it is, None for never. `connections`
    counts those ever made, `open` those that are now, `bytes_down` all that the
    target sent.
    """

    def __init__(self, target_port: int, target_host: str = "127.0.0.1", *, port: int = 0) -> None:
        self._target = (target_host, target_port)
        self._port = port
        self._server: asyncio.Server | None = None
        self._links: set[_Link] = set()
        self._serving: set[asyncio.Task[None]] = set()
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._refuses = False
        self.cut_after: int | None = None
        self.cut_at: float | None = None
        self.connections = 0
        self.bytes_down = 0

    @property
    def port(self) -> int:
        return self._port

    @property
    def open(self) -> int:
        return len(self._links)

    def cut(self) -> int:
        """Reset every open connection; answers how many."""
        links = list(self._links)
        for link in links:
            link.cut()
        return len(links)

    def stall(self) -> None:
        """Keep connections open and pass nothing on, either way."""
        self._flowing.clear()

    def go_on(self) -> None:
        self._flowing.set()

    def refuse(self) -> None:
        """Reset new connections at once; those that are stay."""
        self._refuses = True

    def accept(self) -> None:
        self._refuses = False

    async def flows(self) -> None:
        """Wait until nothing is stalled."""
        await self._flowing.wait()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(
            self._connected, "127.0.0.1", self._port, backlog=1024
        )
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()
        self.cut()
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)
        with suppress(asyncio.CancelledError):
            await asyncio.wait({task})

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._refuses:
            reset(writer)
            return
        try:
            far = await asyncio.open_connection(*self._target)
        except OSError:
            reset(writer)
            return
        link = _Link(self, (reader, writer), far)
        self._links.add(link)
        try:
            await link.run(self.cut_after, self.cut_at)
        finally:
            self._links.discard(link)


Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class _Link:
    """One forwarded connection."""

    def __init__(self, proxy: CuttingProxy, near: Ends, far: Ends) -> None:
        self._proxy = proxy
        self._near = near
        self._far = far

        for _, writer in (near, far):
            # So that a drained byte is a sent byte, and a cut loses none before it.
            writer.transport.set_write_buffer_limits(0)

    def cut(self) -> None:
        for _, writer in (self._near, self._far):
            reset(writer)

    async def run(self, cut_after: int | None, cut_at: float | None) -> None:
        """Forward until both sides are done, or the cut."""
        directions = [
            asyncio.ensure_future(self._up()),
            asyncio.ensure_future(self._down(cut_after)),
        ]
        try:
            async with asyncio.timeout(cut_at):
                await asyncio.gather(*directions)
        except (ConnectionError, TimeoutError):
            self.cut()
        finally:
            for direction in directions:
                direction.cancel()
            await asyncio.gather(*directions, return_exceptions=True)
            for _, writer in (self._near, self._far):
                writer.close()

    async def _up(self) -> None:
        reader, writer = self._near[0], self._far[1]
        while data := await reader.read(_READ):
            await self._proxy.flows()
            writer.write(data)
            await writer.drain()
        writer.write_eof()

    async def _down(self, cut_after: int | None) -> None:
        reader, writer = self._far[0], self._near[1]
        left = cut_after
        while data := await reader.read(_READ):
            part = data if left is None else data[:left]
            await self._proxy.flows()
            writer.write(part)
            await writer.drain()
            self._proxy.bytes_down += len(part)
            if left is not None:
                left -= len(part)
                if left <= 0:
                    raise ConnectionAbortedError
        writer.write_eof()


def reset(writer: asyncio.StreamWriter) -> None:
    """Close with a reset rather than a polite end."""
    sock = writer.get_extra_info("socket")
    if sock is not None and sock.fileno() >= 0:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
