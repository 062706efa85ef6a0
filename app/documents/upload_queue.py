"""Whose file is read next, so that nobody's files stop everybody else's.

Law: one interview has one file read at a time, an owner two. The next place goes
to whoever has had the least time so far: first among parties, then among the
owners of one party. An owner is a party by itself; only owners made in the last
minute are one party where they come from one address.

Most files take a fraction of a second, and some are made to take all the time
there is. So a file that has had its time (`QUICK`) gives its place up to one that
has a better claim, and is begun again later, with more time.
"""

from __future__ import annotations

import asyncio
import itertools
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, field

from app.domain.errors import TooOften

T = TypeVar("T")

AT_ONCE = 2
"""Files read at a time by one process; also the most of one owner."""

QUICK = 0.4
"""Processor seconds; a good file takes half of it on a small machine."""

QUICK_BY_CLOCK = 0.8
"""Seconds by the clock, for a busy machine, and where no processor time is told."""

LOOK = 0.1
"""Seconds between two looks at how long a file has been read."""

MORE = 4
"""Times the time of the try before, unless a file waits that had no try yet."""

A_TURN = 0.01
"""Seconds that being read costs at the least."""

MOST_WAITING = 100
NEW = timedelta(minutes=1)
CROWDED = (
    "Many files are being read just now. Please try again in a moment, or paste your CV as text."
)
AGAIN_AFTER = 10


class Uploader(Struct, frozen=True, kw_only=True):
    """For whom a file is read; `party` is who shares the time with it."""

    session_id: str
    owner: str
    party: str

    @property
    def names(self) -> tuple[str, str]:
        """Under which its time is counted: its party's, its own."""
        return self.party, f"one of {self.party}: {self.owner}"

    @classmethod
    def of(
        cls,
        session_id: str = "",
        owner: str = "",
        address: str = "",
        owner_since: datetime | None = None,
    ) -> Uploader:
        """`owner_since` is when the owner was made, None for just now."""
        is_new = owner_since is None or datetime.now(UTC) - owner_since < NEW
        party = f"address {address}" if address and is_new else f"owner {owner}"
        return cls(session_id=session_id, owner=owner, party=party)


class ReaderProcess(Struct):
    """The process that reads a file, once there is one."""

    pid: int | None = None

    def spent(self) -> float:
        """Its processor seconds; 0 where the system does not tell."""
        try:
            # The name, in brackets, may hold blanks; utime and stime are fields 14 and 15.
            stat = Path(f"/proc/{self.pid}/stat").read_text("ascii", "replace")
            fields = stat.rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        except (OSError, ValueError, IndexError):
            return 0.0


class _Ticket(Struct, kw_only=True, eq=False):
    """One file that waits or is being read.

    `tries`: how often it has given its place up. `since`: when it got the present one.
    """

    who: Uploader
    number: int
    tries: int = 0
    place: asyncio.Future[None] = field(default_factory=asyncio.Future)
    reader: ReaderProcess = field(default_factory=ReaderProcess)
    is_sent_back: bool = False
    since: float = 0.0
    timer: asyncio.TimerHandle | None = None
    task: asyncio.Task[Any] | None = None


class UploadQueue:
    """The files of one process; belongs to one event loop."""

    def __init__(self) -> None:
        self._waiting: list[_Ticket] = []
        self._running: list[_Ticket] = []
        self._numbers = itertools.count(1)
        self._spent: defaultdict[str, float] = defaultdict(float)

    async def run(
        self,
        who: Uploader,
        read: Callable[[ReaderProcess], Coroutine[Any, Any, T]],
        patience: float,
    ) -> T:
        """What `read` returns, in its turn; it may be cancelled and called again.

        It tells the queue by its argument which process does the reading.

        Raises `TooOften` after `patience` seconds of waiting, all in all.
        """
        ticket = _Ticket(who=who, number=next(self._numbers))
        while True:
            try:
                patience -= await self._wait(ticket, patience)
                task = asyncio.create_task(read(ticket.reader))
                ticket.task = task
                return await task
            except asyncio.CancelledError:
                if not ticket.is_sent_back or _is_cancelled():
                    raise
            finally:
                self._leave(ticket)
            ticket = _Ticket(who=who, number=ticket.number, tries=ticket.tries + 1)

    async def _wait(self, ticket: _Ticket, patience: float) -> float:
        """Wait for a place; answers how many seconds it took."""
        begun = _now()
        self._waiting.append(ticket)
        if len(self._waiting) > MOST_WAITING:
            self._turn_away()
        self._fill()
        try:
            async with asyncio.timeout(patience):
                await ticket.place
        except TimeoutError:
            raise _crowded() from None
        return _now() - begun

    def _leave(self, ticket: _Ticket) -> None:
        if ticket in self._waiting:
            self._waiting.remove(ticket)
        if ticket in self._running:
            self._running.remove(ticket)
            for name in ticket.who.names:
                self._spent[name] += A_TURN + _now() - ticket.since
        if ticket.timer is not None:
            ticket.timer.cancel()
        self._fill()

    def _fill(self) -> None:
        """Give away what places there are, and make room for a better claim."""
        while len(self._running) < AT_ONCE and (able := self._able()):
            ticket = min(able, key=partial(_claim, self._had()))
            self._waiting.remove(ticket)
            self._running.append(ticket)
            ticket.since = _now()
            self._look_later(ticket)
            ticket.place.set_result(None)
        if not self._waiting and not self._running:
            self._spent.clear()
        self._make_room()

    def _look_later(self, ticket: _Ticket) -> None:
        ticket.timer = asyncio.get_running_loop().call_later(LOOK, self._look, ticket)

    def _look(self, ticket: _Ticket) -> None:
        self._look_later(ticket)
        self._fill()

    def _had(self) -> defaultdict[str, float]:
        """The time that each party and each owner has had up to now."""
        had = self._spent.copy()
        for running in self._running:
            for name in running.who.names:
                had[name] += A_TURN + _now() - running.since
        return had

    def _able(self) -> list[_Ticket]:
        """Those that wait for nothing but a place."""
        busy = {ticket.who.session_id for ticket in self._running} - {""}
        owners = Counter(ticket.who.owner for ticket in self._running)
        return [
            ticket
            for ticket in self._waiting
            if not ticket.place.done()
            and ticket.who.session_id not in busy
            and owners[ticket.who.owner] < AT_ONCE
        ]

    def _make_room(self) -> None:
        """Send the file with the worst claim back, if it had its time and a better one waits."""
        able = self._able()
        if not able or len(self._running) < AT_ONCE:
            return
        if any(ticket.is_sent_back for ticket in self._running):
            return
        claim = partial(_claim, self._had())
        best, worst = min(able, key=claim), max(self._running, key=claim)
        if claim(best) < claim(worst) and worst.task is not None and _had_its_time(worst, best):
            worst.is_sent_back = True
            worst.task.cancel()

    def _turn_away(self) -> None:
        """Refuse the last file of the party that has the most of them waiting."""
        sizes = Counter(ticket.who.party for ticket in self._waiting)
        (party, _), *_ = sizes.most_common(1)
        last = max(
            (ticket for ticket in self._waiting if ticket.who.party == party),
            key=lambda ticket: ticket.number,
        )
        if not last.place.done():
            last.place.set_exception(_crowded())


def _claim(had: Mapping[str, float], ticket: _Ticket) -> tuple[float, float, int, int]:
    """What is least is served first: whose party, then whose owner had less time."""
    party, owner = ticket.who.names
    return had[party], had[owner], ticket.tries, ticket.number


def _had_its_time(ticket: _Ticket, other: _Ticket) -> bool:
    share = MORE**ticket.tries if other.tries else 1
    by_clock = _now() - ticket.since
    return by_clock >= share * QUICK_BY_CLOCK or ticket.reader.spent() >= share * QUICK


def _now() -> float:
    return asyncio.get_running_loop().time()


def _crowded() -> TooOften:
    return TooOften(CROWDED, retry_after=AGAIN_AFTER)


def _is_cancelled() -> bool:
    """Whether this task itself was cancelled, and not only what it waits for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
