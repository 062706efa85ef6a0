"""A model whose next calls are chosen by a test: well, slow, cut, silent, dead."""

from __future__ import annotations

import asyncio
import itertools
from collections import defaultdict, deque
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.brief import Brief
from app.domain.errors import ModelFailed
from tests.fakes import QUESTIONS, FakeInterviewer

TOO_LONG = 60.0
"""Seconds nobody waits."""


class Whim(StrEnum):
    """What one call does. DEAD: its writer is gone without a word, as by kill -9."""

    WELL = "well"
    SLOW = "slow"
    CUT = "cut"
    SILENT = "silent"
    DEAD = "dead"
    DENIED = "denied"
    BLANK = "blank"


@dataclass
class Moody(FakeInterviewer):
    """Plays each session's whims one a call, then does well; no two calls say the same."""

    whims: dict[str, deque[Whim]] = field(default_factory=lambda: defaultdict(deque))
    told: dict[str, list[Brief]] = field(default_factory=lambda: defaultdict(list))
    _calls: Iterable[int] = field(default_factory=itertools.count)

    async def question(
        self, brief: Brief, tries: int, is_shown: object = None
    ) -> AsyncGenerator[str, None]:
        self.told[brief.session.id].append(brief)
        whims = self.whims[brief.session.id]
        whim = whims.popleft() if whims else Whim.WELL
        if whim is Whim.DENIED:
            raise ModelFailed("denied", final=True)
        text = f"{QUESTIONS[brief.number - 1][:-1]}, in case {next(iter(self._calls))}?"
        words = "\u200b" if whim is Whim.BLANK else text
        for index, word in enumerate(words.split(" ")):
            if index == 6:
                await _turn(whim)
            yield word if index == 0 else f" {word}"
            await asyncio.sleep(0.02 if whim is Whim.SLOW else 0)


async def _turn(whim: Whim) -> None:
    """In the middle of the text."""
    if whim is Whim.CUT:
        raise ModelFailed("cut")
    if whim is Whim.SILENT:
        await asyncio.sleep(TOO_LONG)
    if whim is Whim.DEAD:
        raise asyncio.CancelledError
