"""Four pages before Lighthouse, five times each: `make lighthouse`.

The program is served with the demo interviewer on a database of its own; a landing
page, one with documents, an interview that awaits an answer and a finished feedback
are looked at as a phone sees them. Held against the medians are the marks in `PAGES`;
one below them ends with 1. Needs Node 18.16 or newer and Chromium; Lighthouse itself
is fetched by npm into `tmp/`, which git ignores.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from benchmarks import chromium

PACKAGE = "lighthouse@12.8.2"
TOOLS = Path(__file__).resolve().parents[1] / "tmp" / "lighthouse"
FLAGS = "--headless=new --no-sandbox --disable-gpu"
HTML = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
ANSWER = "I led the move of 61 services to Kubernetes; pages fell from 90 to 27 a week."

EVERYWHERE = {"performance": 95, "accessibility": 100, "best-practices": 100}
PAGES = {
    "landing": {**EVERYWHERE, "seo": 100},
    "upload": EVERYWHERE,
    "interview": EVERYWHERE,
    "feedback": EVERYWHERE,
}
"""The least mark of each category; private pages ask not to be found, so have none for SEO."""

Report = dict[str, Any]  # Lighthouse's own JSON


def main() -> int:
    """Print every median and what was found wanting; 1 when a mark was missed."""
    parser = argparse.ArgumentParser(description="Four pages before Lighthouse.")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    tool = _tool()
    browser = chromium.installed() or sys.exit("No Chromium is installed.")
    missed = []
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as origin:
        addresses, cookie = _prepared(origin)
        for page, marks in PAGES.items():
            command = [tool, addresses[page], *_options(cookie, list(marks))]
            missed += _judge(page, marks, [_report(command, browser) for _ in range(runs)])
    print("\n".join(missed) or "Every mark was reached.")
    return int(bool(missed))


def _tool() -> str:
    """Lighthouse's command, fetched once."""
    if shutil.which("npm") is None:
        sys.exit("Node is needed, with npm (18.16 or newer).")
    command = TOOLS / "node_modules" / ".bin" / "lighthouse"
    if not command.exists():
        TOOLS.mkdir(parents=True, exist_ok=True)
        (TOOLS / "package.json").write_text("{}")
        fetch = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--silent", PACKAGE]
        subprocess.run(fetch, cwd=TOOLS, check=True)
    return str(command)


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The program as an operator serves it, but typing at once; its origin."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": f"sqlite:///{folder}/viva.sqlite",
        "DEMO_WORDS_PER_SECOND": "0",
    }
    serve = [sys.executable, "-m", "uvicorn", "app.main:app", "--port", str(port)]
    process = subprocess.Popen([*serve, "--log-level", "warning"], env=environment)
    try:
        yield _answering(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait()


def _answering(origin: str) -> str:
    for _ in range(200):
        try:
            httpx.get(f"{origin}/readyz").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return origin
    sys.exit("The program did not start.")


def _prepared(origin: str) -> tuple[dict[str, str], str]:
    """The address of each page, and the cookie that opens them."""
    with httpx.Client(base_url=origin, headers=HTML, timeout=90) as client:
        asked, over = (_begun(client) for _ in range(2))
        client.post(f"{asked}/message", data={"answer": ANSWER})
        client.post(f"{over}/message", data={"answer": ANSWER})
        client.post(f"{over}/complete")
        client.get(f"{over}/feedback", headers=JSON).raise_for_status()
        client.get(f"{asked}/interview")
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    paths = {"landing": "/", "upload": f"{asked}/upload", "interview": f"{asked}/interview"}
    return {
        page: origin + path for page, path in (paths | {"feedback": f"{over}/feedback"}).items()
    }, cookie


def _begun(client: httpx.Client) -> str:
    """The path of a new session whose first question stands."""
    path = str(client.post("/demo").headers["location"]).removesuffix("/interview")
    client.get(f"{path}/interview")
    return path


def _options(cookie: str, categories: list[str]) -> list[str]:
    return [
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(categories)}",
        f"--chrome-flags={FLAGS}",
        f"--extra-headers={json.dumps({'Cookie': cookie})}",
    ]


def _report(command: list[str], browser: str) -> Report:
    """One run that came to its end; on a busy machine a browser sometimes loses its trace."""
    environment = {**os.environ, "CHROME_PATH": browser}
    for _ in range(3):
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if run.returncode == 0:
            report: Report = json.loads(run.stdout)
            return report
    sys.exit(run.stderr)


def _judge(page: str, marks: dict[str, int], reports: list[Report]) -> list[str]:
    """Print the medians of a page; what was missed, with the audits that cost it."""
    medians = {name: statistics.median(_scores(reports, name)) for name in marks}
    print(
        f"{page:10}", "  ".join(f"{name} {mark:.0f}" for name, mark in medians.items()), flush=True
    )
    return [
        f"{page}: {name} {medians[name]:.0f}, not {least}: {', '.join(_wanting(reports[-1], name))}"
        for name, least in marks.items()
        if medians[name] < least
    ]


def _scores(reports: list[Report], category: str) -> list[float]:
    return [report["categories"][category]["score"] * 100 for report in reports]


def _wanting(report: Report, category: str) -> list[str]:
    """The audits of a category that did not pass."""
    audits = report["audits"]
    names = [ref["id"] for ref in report["categories"][category]["auditRefs"] if ref["weight"]]
    return [name for name in names if (audits[name]["score"] or 0) < 1]


if __name__ == "__main__":
    sys.exit(main())
