"""How often an address may ask: new sessions, answers, and sockets at once.

Law: an address is counted by each process for itself, an IPv6 network of 64 bits
as one; a limit of 0 is off. Whoever is refused is told when to come again.
"""

from __future__ import annotations

from asyncio import to_thread
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from app.domain.errors import TooOften
from app.web.negotiation import Connection

if TYPE_CHECKING:
    from app.web.rate_windows import RateWindows

IPV6_NETWORK = 64
MINUTE, HOUR = 60, 3600
COMMENTS_PER_HOUR = 60
"""Of one address, whatever the operator set: who comments has no session to count."""
SOCKET_PAUSE = 10
"""Seconds after which a refused socket may try again."""


class Limiter:
    """The limits of one process."""

    def __init__(
        self, *, sessions_per_hour: int, answers_per_minute: int, sockets_per_address: int
    ) -> None:
        self._limits = {
            "session": (sessions_per_hour, HOUR),
            "answer": (answers_per_minute, MINUTE),
            "comment": (COMMENTS_PER_HOUR, HOUR),
        }
        self._most_sockets = sockets_per_address
        self._sockets: Counter[str] = Counter()
        self._windows: RateWindows | None = None

    async def new_session(self, connection: Connection) -> None:
        """Count a session about to be made; raises `TooOften`."""
        await self._hit("session", connection, "Too many new sessions from here.")

    async def answer(self, connection: Connection) -> None:
        """Count an answer, or a question asked again; raises `TooOften`."""
        await self._hit("answer", connection, "Too many answers in a short time.")

    async def comment(self, connection: Connection) -> None:
        """Count a comment on a shared report; raises `TooOften`."""
        await self._hit("comment", connection, "Too many comments from here.")

    @contextmanager
    def socket(self, connection: Connection) -> Iterator[None]:
        """Hold one of the address's sockets; raises `TooOften` when all are taken."""
        address = address_of(connection)
        if self._most_sockets and self._sockets[address] >= self._most_sockets:
            raise TooOften("Too many connections from here.", retry_after=SOCKET_PAUSE)
        self._sockets[address] += 1
        try:
            yield
        finally:
            self._sockets[address] -= 1
            if not self._sockets[address]:
                del self._sockets[address]

    async def _hit(self, what: str, connection: Connection, why: str) -> None:
        most, seconds = self._limits[what]
        if not most:
            return
        windows = self._windows or await self._made_windows()
        if left := await windows.hit(most, seconds, what, address_of(connection)):
            raise TooOften(f"{why} Try again in {_spelled(left)}.", retry_after=left)

    async def _made_windows(self) -> RateWindows:
        make = await to_thread(_rate_windows)
        if self._windows is None:
            self._windows = make()
        return self._windows


def _rate_windows() -> type[RateWindows]:
    from app.web.rate_windows import RateWindows  # noqa: PLC0415, who only reads is not counted

    return RateWindows


def address_of(connection: Connection) -> str:
    """Whom a limit counts: the client's address, or its IPv6 network."""
    host = connection.client.host if connection.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, IPV6_NETWORK), strict=False))
    return host


def _spelled(seconds: int) -> str:
    """A wait as people say it."""
    number, unit = (round(seconds / 60), "minute") if seconds > 90 else (seconds, "second")  # noqa: PLR2004, below, seconds say it better
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
