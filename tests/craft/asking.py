"""How an interviewer is asked here: as the program asks it, guard included.

Law: a refused wording is asked for once more with the reason; refused twice, the
demo interviewer's planned question stands in and is counted as a stand-in.
"""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.demo.wording import word_question
from app.interview.errors import ModelFailed
from app.interviewer.asking import guard_on

if TYPE_CHECKING:
    from app.interview.plan import Brief
    from app.interviewer.needs import Model

MOST_TRIES = 2


@dataclass(slots=True)
class Asked:
    """Asks `model`; `stand_ins` are the reasons for which its wordings were not taken.

    `noted` are the faults of wordings that stand, because they had been shown before.
    """

    model: Model
    stand_ins: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)

    async def __call__(self, brief: Brief) -> str:
        refused: str | None = None
        for tries in range(1, MOST_TRIES + 1):
            try:
                return await self._words(replace(brief, refused=refused), tries)
            except ModelFailed as fault:
                refused = str(fault)
        self.stand_ins.append(refused or "failed")
        return word_question(brief)

    async def _words(self, brief: Brief, tries: int) -> str:
        cleaner = guard_on(self.model, brief)
        async with aclosing(self.model.question(brief, tries)) as pieces:
            async for piece in pieces:
                cleaner.feed(piece)
        cleaner.finish()
        if cleaner.fault is not None:
            raise ModelFailed("refused", cleaner.fault)
        if cleaner.noted is not None:
            self.noted.append(cleaner.noted)
        return cleaner.text
