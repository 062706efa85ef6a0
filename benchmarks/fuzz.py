"""Requests from the schema and hostile bytes against the program as it is served: `make fuzz`.

First schemathesis makes requests out of `/schema/openapi.json` and holds the answers
against it, then raw bytes go over real sockets (`hostile_bytes.py`). Ends with 1 on
an answer of 500 or more, a broken promise of the schema, an error in the log, or a
program that no longer answers. The demo interviewer asks, so nothing excuses a 5xx.

    python -m benchmarks.fuzz 3000 --seed 7
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.hostile_bytes import Hostile, Known, hostile
from benchmarks.options import asked_for
from tests.candidate import ID
from tests.faults.processes import Process, cluster
from tests.serving import JSON, SAMPLE

ROOT = Path(__file__).parents[1]
TOOL = ROOT / "tmp" / "tools" / "bin" / "schemathesis"
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_schema_conformance,unsupported_method,ignored_auth,use_after_free"
)
PATIENCE = 6.0
"""Seconds that one hostile case may take."""

FAULT = re.compile(r"Traceback|ERROR|Unforeseen")
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`cases` of raw bytes, `at_once` of them; `examples`: requests per route of the schema.

    `only`: the number of one case to send again.
    """

    cases: int = 2000
    seed: int = 1
    at_once: int = 8
    examples: int = 40
    only: int = -1


async def known_session(process: Process) -> Known:
    """A session with its papers, whose first question stands."""
    async with httpx.AsyncClient(base_url=process.origin, headers=JSON, timeout=30) as client:
        form = {"job_title": SAMPLE.job_title, "company_name": SAMPLE.company_name}
        made = await client.post("/session/create", data=form)
        found = ID.search(made.json()["redirect"])
        assert found
        path = f"/session/{found[1]}"
        await client.post(f"{path}/upload-cv", data={"cv_text": SAMPLE.cv_text})
        job = {"job_description": SAMPLE.job_description_text}
        await client.post(f"{path}/upload-job", data=job)
        await client.get(f"{path}/interview")
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    return Known(session_id=found[1], cookie=cookie, port=process.port)


def schema_holds(process: Process, known: Known, wish: Wish, folder: Path) -> bool:
    """Whether schemathesis found nothing."""
    settings = folder / "schemathesis.toml"
    settings.write_text(
        f'[parameters]\n"path.session_id" = "{known.session_id}"\n"path.number" = "1"\n', "utf-8"
    )
    command = [
        *(str(TOOL), "--config-file", str(settings), "run"),
        f"{process.origin}/schema/openapi.json",
        *("-H", "Accept: application/json", "-H", f"Cookie: {known.cookie}"),
        *("--seed", str(wish.seed), "--max-examples", str(wish.examples), "--checks", CHECKS),
        *("--exclude-path-regex", "erase$", "--continue-on-failure", "--request-timeout", "70"),
        *("--phases", "examples,coverage,fuzzing", "--suppress-health-check", "all"),
    ]
    return subprocess.run(command, cwd=folder, check=False).returncode == 0


async def statuses(case: Hostile, port: int) -> list[int]:
    """Every status that a case is answered with; none for a plain close."""
    said = b""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    with suppress(OSError, TimeoutError):
        async with asyncio.timeout(PATIENCE):
            writer.write(case.first)
            await writer.drain()
            said = await reader.read(65536)
            if case.then and b" 101 " in said[:20]:
                writer.write(case.then)
            while piece := await reader.read(65536):
                said += piece
    writer.transport.abort()
    return [int(found[1]) for found in STATUS.finditer(said)]


async def bytes_hold(process: Process, known: Known, wish: Wish) -> bool:
    """Whether no hostile case was answered with 500 or more."""
    numbers = [wish.only] if wish.only >= 0 else list(range(wish.cases))
    told: Counter[tuple[str, int]] = Counter()
    bad: list[str] = []
    turn = asyncio.Semaphore(wish.at_once)

    async def send(number: int) -> None:
        case = hostile(known, wish.seed, number)
        async with turn:
            found = await statuses(case, process.port)
        told[case.kind, min(found, default=0)] += 1
        if any(status >= 500 for status in found) or wish.only >= 0:
            bad.append(f"case {number} ({case.kind}): {found} {case.first[:400]!r}")

    await asyncio.gather(*map(send, numbers))
    for (kind, status), times in sorted(told.items()):
        print(f"{kind:10} {status or 'closed':>6} {times:6}")
    print("\n".join(bad) or f"{len(numbers)} hostile cases, no 5xx")
    return not bad or wish.only >= 0


async def fuzzed(wish: Wish, folder: Path) -> bool:
    env = {"DATABASE_URL": f"sqlite:///{folder}/viva.sqlite", "DEMO_WORDS_PER_SECOND": "0"}
    async with cluster(1, folder, env) as (process,):
        known = await known_session(process)
        holds = [await bytes_hold(process, known, wish)]
        if wish.only < 0 and wish.examples:
            known = await known_session(process)
            holds.append(await asyncio.to_thread(schema_holds, process, known, wish, folder))
        async with httpx.AsyncClient(base_url=process.origin, timeout=10) as client:
            holds.append((await client.get("/readyz", headers=JSON)).status_code == 200)
        faults = [line for line in process.log.splitlines() if FAULT.search(line)]
    print("\n".join(faults) or "no error in the log")
    return all(holds) and not faults


def main() -> int:
    wish = asked_for(Wish(), __doc__)
    if wish.examples and not TOOL.exists():
        print("schemathesis is not installed: make fuzz installs it, --examples 0 goes without.")
        return 2
    with tempfile.TemporaryDirectory(prefix="viva-fuzz-") as folder:
        return 0 if asyncio.run(fuzzed(wish, Path(folder))) else 1


if __name__ == "__main__":
    sys.exit(main())
