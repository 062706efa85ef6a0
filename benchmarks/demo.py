"""A show with the demo interviewer, and the presenter's page opened: `make demo`.

    make demo                      on this machine
    HALL=1 make demo               the audience's phones get the stage and the remote
    STORY=nursing PORT=8080 make demo

Needs no network. The server runs on a database of its own and is stopped by Ctrl-C.
A model that is configured stays one button away on the presenter's page.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import segno

from app.demo.stories import stories

HERE = "127.0.0.1"
DATABASE = Path("data/demo.sqlite")
START_LIMIT = 60.0
REACH_LIMIT = 3.0
UNREACHED = """\
The hall cannot reach this machine: {reason}.
Join the hall's network (or open a hotspot), let the firewall pass port {port}, and start again.
The show itself runs without it, on this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A show that was made: where its pages are, and the cookie of who presents it."""

    presenter: str
    stage: str
    cookies: tuple[str, ...]


class Straight(urllib.request.HTTPRedirectHandler):
    """Redirects are looked at, not followed."""

    def redirect_request(self, *_: object) -> None:
        return None


ask = urllib.request.build_opener(Straight, urllib.request.ProxyHandler({})).open


def main(server: Sequence[str]) -> int:
    """Serve by the command `server` until stopped; how it ended."""
    is_hall = os.environ.get("HALL", "") == "1"
    try:
        port, story = _port(), _story()
    except RuntimeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)
    DATABASE.parent.mkdir(exist_ok=True)
    dropped = {"REDIS_URL", "ALLOWED_HOSTS", "TRUSTED_PROXIES", "WEB_CONCURRENCY"}
    env = {name: value for name, value in os.environ.items() if name not in dropped}
    env |= {"DATABASE_URL": f"sqlite:///{DATABASE}", "PORT": str(port)}
    host = "0.0.0.0" if is_hall else HERE
    process = subprocess.Popen([*server, "--host", host, "--port", str(port)], env=env)
    try:
        opened = _open(process, f"http://{HERE}:{port}", story)
        door = hand_over(opened)
        is_shown = _has_window() and webbrowser.open(door)
        _tell(door, opened, is_hall=is_hall, is_shown=is_shown)
        return process.wait()
    except KeyboardInterrupt:
        return 0
    except RuntimeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        with suppress(KeyboardInterrupt):
            process.terminate()
            process.wait()


def made_show(origin: str, story: str) -> Opened:
    """A new show of `story` at a running server, with the demo interviewer."""
    form = urlencode({"present": story, "interviewer": "demo"}).encode()
    made = urllib.request.Request(f"{origin}/demo", form, {"Accept": "text/html"})
    try:
        ask(made, timeout=START_LIMIT)
    except urllib.error.HTTPError as error:
        if error.code != 303:
            raise RuntimeError(f"The show could not be made: {error}.") from error
        address, given = error.headers["Location"], error.headers.get_all("Set-Cookie") or []
    cookie = "; ".join(line.partition(";")[0] for line in given)
    headers = {"Accept": "application/json", "Cookie": cookie}
    page = urllib.request.Request(f"{origin}{address}", headers=headers)
    with ask(page, timeout=START_LIMIT) as response:
        stage = json.load(response)["stage"]
    return Opened(presenter=f"{origin}{address}", stage=stage, cookies=tuple(given))


def hand_over(opened: Opened) -> str:
    """An address that gives a browser here the presenter's cookie and page.

    Cookies know no ports, so the one set here is the server's too.
    """
    secret = f"/{secrets.token_urlsafe(16)}"

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_known = self.path == secret
            self.send_response(303 if is_known else 404)
            if is_known:
                self.send_header("Location", opened.presenter)
                for cookie in opened.cookies:
                    self.send_header("Set-Cookie", cookie)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing between the server's lines."""

    door = ThreadingHTTPServer((HERE, 0), Door)
    threading.Thread(target=door.serve_forever, daemon=True).start()
    return f"http://{HERE}:{door.server_port}{secret}"


def unreached(stage: str) -> str:
    """Why the hall cannot open the stage, as far as can be seen from here; else nothing."""
    where = urlsplit(stage)
    if where.hostname in {None, HERE, "localhost"}:
        return "it is on no network"
    try:
        with ask(stage, timeout=REACH_LIMIT):
            return ""
    except (OSError, urllib.error.URLError) as error:
        return f"{where.netloc} does not answer ({error})"


def _open(process: subprocess.Popen[bytes], origin: str, story: str) -> Opened:
    """The show, once the server is up; raises `RuntimeError` where it ends instead."""
    until = time.monotonic() + START_LIMIT
    while time.monotonic() < until and process.poll() is None:
        try:
            ask(f"{origin}/readyz", timeout=START_LIMIT).close()
            return made_show(origin, story)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise RuntimeError("The server did not start; its reason stands above.")


def _tell(door: str, opened: Opened, *, is_hall: bool, is_shown: bool) -> None:
    say = sys.stdout.write
    how = "" if is_shown else "; no browser could be opened, so open it in one"
    say(f"\nThe presenter's page, on this machine alone{how}:\n  {door}\n")
    say(f"The stage, for projector and phones:\n  {opened.stage}\n")
    if is_hall:
        reason = unreached(opened.stage)
        sys.stdout.flush()
        segno.make(opened.stage, error="m", micro=False).terminal(compact=True)
        if reason:
            port = urlsplit(opened.stage).port
            say(f"\nWarning. {UNREACHED.format(reason=reason, port=port)}\n")
    say("Ctrl-C ends the show.\n\n")
    sys.stdout.flush()


def _has_window() -> bool:
    """Whether a browser would open in a window, not in this terminal."""
    if sys.platform != "linux" or os.environ.get("BROWSER"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _story() -> str:
    """The story to show; raises `RuntimeError` where there is none of that name."""
    story = os.environ.get("STORY") or "reliability"
    if story not in stories():
        raise RuntimeError(f"There is no story {story!r}, but {', '.join(stories())}.")
    return story


def _port() -> int:
    """PORT, else the first from 8000 on that is free; raises `RuntimeError`."""
    given = os.environ.get("PORT")
    if not given:
        return next((port for port in range(8000, 8100) if not _is_taken(port)), 8000)
    if not (given.isascii() and given.isdigit() and 0 < int(given) < 2**16):
        raise RuntimeError(f"PORT must be a number from 1 to 65535, not {given!r}.")
    if _is_taken(int(given)):
        raise RuntimeError(f"Port {given} is taken. Choose another one with PORT.")
    return int(given)


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HERE, port)) == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
