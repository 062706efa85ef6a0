"""A whole interview with a real, tiny model behind a real server: `make real-model`.

    python -m benchmarks.real_model [context] [--retries 3]

A llama.cpp server with a model of 135M runs on this machine, at 8,192 tokens of context and
then at 4,096, or at the one named. Behind it `app.main:app` holds an interview with papers
of a candidate's own, over HTTP and sockets, and writes the report. So small a model writes
nonsense; what counts is that every question and the report come all the same, with what
was written by others labelled.

Ends with 1 unless eight questions stand, the report stands in time, and from question 3 on
the server read less anew than question 1's whole prompt: its cache kept the beginning. Our
own `/metrics` count what was cached only where a reply was read to its end. A question
that fails is asked for again by Retry, as a candidate would: on a busy machine so small a
server is too slow.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.benchmark_candidate import ANSWERS, FRAGMENT, STORY
from benchmarks.model_environment import model_python
from benchmarks.options import asked_for
from benchmarks.peer_environment import ROOT
from benchmarks.server_process import free_port, serving

QUESTIONS = len(ANSWERS)
REPORT_LIMIT = 240.0
READING_LIMIT = 62.0
WHOLE_LIMIT = 1800.0
"""Seconds for one interview with its report, at the most."""

_JSON = {"Accept": "application/json"}
_READ = re.compile(r"^llamacpp:prompt_tokens_total ([\d.e+]+)", re.MULTILINE)
_TOKENS = re.compile(r'^viva_tokens_total\{kind="(\w+)",purpose="(\w+)"\} ([\d.e+]+)', re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RealModel:
    """`context` 0: both sizes, one after the other. `retries`: of one question."""

    context: int = 0
    retries: int = 3


@dataclass(slots=True)
class Seen:
    """What one interview came to; `read`: tokens that question n had the server read anew."""

    questions: int = 0
    read: dict[int, int] = field(default_factory=dict)
    report_seconds: float | None = None

    def faults(self) -> list[str]:
        """What must not be, in words."""
        found = []
        if self.questions < QUESTIONS:
            found.append(f"only {self.questions} of {QUESTIONS} questions stand")
        if self.report_seconds is None or self.report_seconds > REPORT_LIMIT:
            found.append(f"no report stands within {REPORT_LIMIT:.0f} s")
        again = {n: read for n, read in self.read.items() if n > 2 and read >= self.read[1]}
        if again:
            found.append(f"a prompt's beginning was not kept in the cache: {again}")
        return found


class Interview:
    """One browser with papers of its own, and what it prints."""

    def __init__(
        self, client: aiohttp.ClientSession, origin: str, model: str, retries: int
    ) -> None:
        self._client, self._origin, self._model = client, origin, model
        self._retries, self._read = retries, 0
        self._session, self._asked = "", 0.0
        self.seen = Seen()

    async def hold(self) -> None:
        """The whole of it; stops at a question that cannot be had."""
        await self._prepare()
        for number in range(1, QUESTIONS + 1):
            before = await self._tokens()
            if not await self._question(number):
                return
            await self._print_tokens(number, before)
            if number == 1:
                await self._read_papers()
            form = {"answer": ANSWERS[number - 1], "turn": str(number), "live": "1"}
            self._asked = time.monotonic()
            await self._post("message", form)
        await self._report()

    async def _prepare(self) -> None:
        form = {"job_title": STORY.title, "company_name": STORY.company}
        async with self._client.post(
            f"{self._origin}/session/create", data=form, allow_redirects=False
        ) as reply:
            self._session = f"{self._origin}{reply.headers['Location'].rpartition('/')[0]}"
        await self._post("upload-cv", {"cv_text": STORY.cv})
        await self._post("upload-job", {"job_description": STORY.posting})
        self._asked = time.monotonic()
        async with self._client.get(f"{self._session}/interview", headers=FRAGMENT) as page:
            await page.read()

    async def _read_papers(self) -> None:
        """Take the time for an answer, in which the model reads the papers."""
        until, reading = time.monotonic() + READING_LIMIT, None
        while reading is None and time.monotonic() < until:
            await asyncio.sleep(1)
            reading = (await self._json("papers"))["reading"]
        told = f"{len(reading['requirements'])} requirements" if reading else "nothing"
        print(f"  read of the papers by the model: {told}", flush=True)

    async def _question(self, number: int) -> bool:
        """Watch question `number` until it stands; False when it was lost."""
        for retry in range(self._retries + 1):
            if retry:
                await self._post("retry", {"live": "1"})
            first = await self._watch(number)
            state = await self._json("interview")
            stands = [m for m in state["conversation"] if m["role"] == "assistant"]
            if len(stands) >= number:
                seconds = time.monotonic() - self._asked
                told = f"first word {first:.1f} s" if first else "seen whole"
                again = f", {retry} retries" if retry else ""
                source, text = stands[-1]["source"], stands[-1]["content"]
                print(f"{number}. {told}, whole {seconds:.1f} s{again}, by {source}: {text}")
                self.seen.questions = number
                return True
            print(
                f"{number}. {state['turn']['state']} after {time.monotonic() - self._asked:.1f} s"
            )
        return False

    async def _watch(self, number: int) -> float | None:
        """Follow the question to its end; seconds from the ask to the first word."""
        first = None
        url = f"{self._session}/question/{number}/live"
        async with self._client.ws_connect(url) as socket:
            async for message in socket:
                frame = json.loads(message.data)
                if first is None and "target" not in frame and frame["content"].strip():
                    first = time.monotonic() - self._asked
        return first

    async def _report(self) -> None:
        began, before = time.monotonic(), await self._tokens()
        await self._post("complete", {})
        found = None
        while found is None and time.monotonic() < began + REPORT_LIMIT:
            async with self._client.get(f"{self._session}/feedback", headers=_JSON) as reply:
                if reply.status == 200:
                    found = (await reply.json())["feedback"]
        if found is None:
            return
        self.seen.report_seconds = time.monotonic() - began
        print(f"Report after {self.seen.report_seconds:.1f} s: score {found['interview_score']}")
        _print_parts(found)
        _print_difference("the report", before, await self._tokens())

    async def _print_tokens(self, number: int, before: Mapping[tuple[str, str], int]) -> None:
        """What was counted; the server tells what it read anew of all prompts since."""
        async with self._client.get(f"{self._model}/metrics") as reply:
            told = _READ.search(await reply.text())
        total = int(float(told[1])) if told else 0
        self.seen.read[number], self._read = total - self._read, total
        _print_difference(f"question {number}", before, await self._tokens())
        print(f"  read anew by the server: {self.seen.read[number]}", flush=True)

    async def _tokens(self) -> dict[tuple[str, str], int]:
        """What the application counted so far, by purpose and kind."""
        async with self._client.get(f"{self._origin}/metrics") as reply:
            found = _TOKENS.findall(await reply.text())
        return {(purpose, kind): int(float(number)) for kind, purpose, number in found}

    async def _json(self, path: str) -> dict[str, Any]:
        async with self._client.get(f"{self._session}/{path}", headers=_JSON) as reply:
            reply.raise_for_status()
            found: dict[str, Any] = await reply.json()
        return found

    async def _post(self, path: str, form: Mapping[str, str]) -> None:
        async with self._client.post(
            f"{self._session}/{path}", data=form, headers=FRAGMENT
        ) as reply:
            reply.raise_for_status()


def main() -> int:
    """Hold the interviews; 1 when one had a fault."""
    wanted = asked_for(RealModel(), __doc__)
    faults = []
    for context in [wanted.context] if wanted.context else [8192, 4096]:
        print(f"== {context} tokens of context", flush=True)
        seen = _held(context, wanted.retries)
        faults += [f"{context}: {fault}" for fault in seen.faults()]
    print("\n".join(faults) or "Every question and every report stand.")
    return int(bool(faults))


def _held(context: int, retries: int) -> Seen:
    """One interview with servers of its own."""
    python = model_python()
    with tempfile.TemporaryDirectory(prefix="viva-real-model-") as name, ExitStack() as held:
        folder, port, model_port = Path(name), free_port(), free_port()
        serves = (python, ROOT / "benchmarks/peers/llama_server.py", str(model_port), str(context))
        log = folder / "model.log"
        model = held.enter_context(serving(serves, model_port, None, {}, log, "/health"))
        env = {
            "DATABASE_URL": f"sqlite:///{folder}/viva.sqlite",
            "OPENAI_BASE_URL": f"{model.origin}/v1",
            "OPENAI_MODEL": "smollm2-135m",
        }
        log = folder / "viva.log"
        app = (sys.executable, "-m", "uvicorn", "app.main:app", "--port", str(port))
        ours = held.enter_context(serving(app, port, None, env, log))
        seen = asyncio.run(_interviewed(ours.origin, model.origin, retries))
        _print_log(log)
    return seen


async def _interviewed(origin: str, model: str, retries: int) -> Seen:
    timeout = aiohttp.ClientTimeout(total=REPORT_LIMIT)
    async with aiohttp.ClientSession(
        cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Origin": origin}, timeout=timeout
    ) as client:
        interview = Interview(client, origin, model, retries)
        try:
            async with asyncio.timeout(WHOLE_LIMIT):
                await interview.hold()
        except TimeoutError:
            print(f"Given up after {WHOLE_LIMIT:.0f} s")
    return interview.seen


def _print_parts(report: Mapping[str, Any]) -> None:
    """Whose the parts of the report are."""
    for name in ("answers", "requirements"):
        sources = Counter(part["source"] for part in report[name])
        told = ", ".join(f"{number} by {source}" for source, number in sorted(sources.items()))
        print(f"  {name}: {told or 'none'}")
    print(f"  summary: by {report['source']}")


def _print_difference(
    what: str, before: Mapping[tuple[str, str], int], after: Mapping[tuple[str, str], int]
) -> None:
    """What was counted meanwhile; the papers are read beside the questions."""
    for purpose in sorted({purpose for purpose, _ in after}):
        told = [
            f"{after[purpose, kind] - before.get((purpose, kind), 0)} {kind}"
            for kind in ("prompt", "cached", "completion")
            if (purpose, kind) in after
        ]
        if not all(each.startswith("0 ") for each in told):
            print(f"  tokens until {what} stood, {purpose}: {', '.join(told)}", flush=True)


def _print_log(log: Path) -> None:
    """What the application had to say of the model."""
    said = log.read_text("utf-8", "replace").splitlines()
    print("\n".join(f"  log: {line}" for line in said if " - " not in line and "INFO:" not in line))


if __name__ == "__main__":
    sys.exit(main())
