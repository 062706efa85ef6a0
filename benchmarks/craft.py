"""How well an interviewer asks and judges: the hard marks, over papers and scripted candidates.

    make craft                               the table, exit 1 below a mark
    make craft ARGS="nurse strong vague"     only these papers and candidates
    make craft ARGS="--read nurse strong"    the interviews themselves, to be read aloud

The program itself is served and spoken to as a browser does. Without configuration the
demo interviewer is asked; with OPENAI_API_KEY or OPENAI_BASE_URL (and OPENAI_MODEL) that
model.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Sequence

from app.main import parts_from
from app.settings import Settings
from app.values import replace
from tests.candidate import Candidate
from tests.craft.interviews import KINDS, NAMES, answers_of, papers_of
from tests.craft.marks import Finding, Held, of_all
from tests.serving import Served, served

AT_ONCE = 4
"""Interviews held side by side, as many as a small server bears."""

_ANSWER_LIMIT = 120
"""Seconds that one question may take."""


def main() -> int:
    """Hold the interviews, print what was asked for; 1 when a mark is missed."""
    wish = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    wish.add_argument("--read", action="store_true", help="print the interviews")
    wish.add_argument("names", nargs="*", help="papers or kinds of candidate, all when none")
    given = wish.parse_args()
    started = time.perf_counter()
    usable = [name for name in NAMES if papers_of(name).must]
    papers = [name for name in usable if name in given.names] or usable
    kinds = [kind for kind in KINDS if kind in given.names] or KINDS
    name, interviews = asyncio.run(_hold_all(papers, kinds))
    if given.read:
        _print_interviews(interviews)
        return 0
    found = list(of_all(interviews))
    _print_table(found)
    print(f"\n{name}: {len(interviews)} interviews in {time.perf_counter() - started:.0f} s")
    return int(any(not finding.is_met for _, finding in found))


async def _hold_all(papers: Sequence[str], kinds: Sequence[str]) -> tuple[str, list[Held]]:
    free = asyncio.Semaphore(AT_ONCE)
    with tempfile.TemporaryDirectory() as folder:
        own = {"DATABASE_URL": f"sqlite:///{folder}/craft.sqlite", "DEMO_WORDS_PER_SECOND": "0"}
        env = {**os.environ, **own}
        parts = parts_from(Settings.from_env(env), env)

        async def _one(name: str, kind: str) -> Held:
            async with free:
                return await _hold(running, name, kind)

        async with served(replace(parts, allowed_hosts=())) as running:
            each = (_one(name, kind) for name in papers for kind in kinds)
            return parts.interviewer.name, list(await asyncio.gather(*each))


async def _hold(running: Served, name: str, kind: str) -> Held:
    """One interview from the papers to the report, as a browser has it."""
    papers = papers_of(name)
    async with running.client() as client:
        client.timeout = _ANSWER_LIMIT
        candidate = Candidate(running, client)
        await candidate.create(papers.session.job_title, papers.session.company_name)
        await candidate.post("upload-cv", {"cv_text": papers.session.cv_text})
        await candidate.post("upload-job", {"job_description": papers.session.job_description_text})
        await candidate.begin()
        for answer in answers_of(papers, kind):
            (await candidate.answer(answer)).raise_for_status()
        (await candidate.post("complete")).raise_for_status()
        report = (await candidate.get("feedback")).raise_for_status().json()["feedback"]
        interview = await running.store.interview(candidate.session_id)
    assert interview is not None
    points = int(report["interview_score"])
    return Held(name=name, kind=kind, papers=papers, interview=interview, points=points)


def _print_table(found: Sequence[tuple[str, Finding]]) -> None:
    print(f"{'mark':28} {'wanted':8} {'least':>6} {'mean':>6} {'most':>6}  missed")
    for mark in dict.fromkeys(finding.mark for _, finding in found):
        of_mark = [(where, finding) for where, finding in found if finding.mark == mark]
        values = [finding.value for _, finding in of_mark]
        missed = [(where, finding) for where, finding in of_mark if not finding.is_met]
        print(
            f"{mark:28} {of_mark[0][1].wanted:8} {min(values):6g} "
            f"{sum(values) / len(values):6.1f} {max(values):6g}  {len(missed)} of {len(of_mark)}"
        )
        for where, finding in missed:
            print(f"    {where}: {finding.value:g}")


def _print_interviews(interviews: Sequence[Held]) -> None:
    for held in interviews:
        print(f"\n=== {held.name}, {held.kind}: {held.points} of 10")
        for exchange in held.interview.exchanges:
            print(f"{exchange.number} {exchange.plan and exchange.plan.move}")
            print(f"  {exchange.question.content}")
            print(f"    {exchange.answer.content if exchange.answer else ''}")


if __name__ == "__main__":
    sys.exit(main())
