"""How well an interviewer asks: CRAFT's checks over fixed pairs and scripted candidates.

    make craft                               the table, exit 1 below a mark
    make craft ARGS="--read nurse strong"    interviews themselves, to be read aloud

Without configuration the demo interviewer is asked; with OPENAI_API_KEY or
OPENAI_BASE_URL (and OPENAI_MODEL) that model, through the same guard as in the program.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from typing import TYPE_CHECKING

from app.demo.model import DemoModel
from app.llm.openai_model import OpenAIModel
from app.llm.providers import Provider
from app.settings import Settings
from tests.craft.asking import Asked
from tests.craft.conversation import HERE, KINDS, Pair, Talk, hold, pairs
from tests.craft.measuring import Finding, measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.interviewer.needs import Model

AT_ONCE = 4
"""Interviews held side by side, as many as a small server bears."""


def main() -> int:
    """Hold the interviews, print what was asked for; 1 when a mark is missed."""
    wish = _wish()
    started = time.perf_counter()
    asked = Asked(_interviewer())
    talks = asyncio.run(_hold_all(asked, wish.names))
    if wish.read:
        _print_talks(talks)
        return 0
    findings = measure(talks)
    _print_table(findings)
    seconds = time.perf_counter() - started
    print(f"\n{asked.model.name}: {len(talks)} interviews in {seconds:.1f} s")
    print(f"Planned questions that stood in: {len(asked.stand_ins)}")
    print(f"Questions that stand with a fault seen only in the whole: {len(asked.noted)}")
    return int(any(not finding.is_met for finding in findings))


def _wish() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--read", action="store_true", help="print the interviews")
    parser.add_argument("names", nargs="*", help="pairs or kinds of candidate, all when none")
    return parser.parse_args()


def _chosen(names: Sequence[str]) -> list[tuple[Pair, str]]:
    known = [*pairs(), *pairs(HERE / "held_out")]
    wanted = [pair for pair in known if pair.name in names] or known
    kinds = [kind for kind in KINDS if kind in names] or list(KINDS)
    return [(pair, kind) for pair in wanted for kind in kinds]


def _interviewer() -> Model:
    primary = Settings.from_env(os.environ).primary
    if primary is None:
        return DemoModel(0)
    return OpenAIModel(
        Provider(api_key=primary.api_key, base_url=primary.base_url, model=primary.model)
    )


async def _hold_all(asked: Asked, names: Sequence[str]) -> list[Talk]:
    free = asyncio.Semaphore(AT_ONCE)

    async def _hold(pair: Pair, kind: str) -> Talk:
        async with free:
            return await hold(pair, kind, asked)

    try:
        return await asyncio.gather(*(_hold(pair, kind) for pair, kind in _chosen(names)))
    finally:
        await asked.model.close()


def _print_table(findings: Sequence[Finding]) -> None:
    print(f"{'check':28} {'wanted':8} {'least':>6} {'mean':>6} {'most':>6}  missed")
    for mark in dict.fromkeys(finding.mark for finding in findings):
        found = [finding for finding in findings if finding.mark == mark]
        values = [finding.value for finding in found]
        missed = [finding for finding in found if not finding.is_met]
        mean = sum(values) / len(values)
        print(
            f"{mark:28} {found[0].wanted:8} {min(values):6} {mean:6.1f} {max(values):6}"
            f"  {len(missed)} of {len(found)}"
        )
        for finding in missed:
            print(f"    {finding.pair}, {finding.kind}: {finding.value}")


def _print_talks(talks: Iterable[Talk]) -> None:
    for talk in talks:
        print(f"\n=== {talk.pair.name}, {talk.kind}")
        for plan, question, answer in zip(talk.plans, talk.questions, talk.answers, strict=True):
            print(f"{plan.number} {plan.move}: {question}\n    {answer}")


if __name__ == "__main__":
    sys.exit(main())
