"""What strangers send every day is answered as it should be, and is no error in the log."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import product
from pathlib import Path
from urllib.parse import quote

import pytest
from litestar.handlers import WebsocketRouteHandler

from app.services.ports import ReadDocument
from app.web.handlers import HANDLERS
from app.web.rendering import STATIC
from tests.candidate import Candidate
from tests.fakes import FakeInterviewer
from tests.faults.processes import cluster
from tests.serving import HTML, HTMX, JSON, Served, parts, served

MOST_HEAD = 32_768
"""Bytes of a request's head that the server takes, as the Procfile says."""
SLOW = FakeInterviewer(script=lambda *_: ["Which one ", 3.0, "was it?"])
HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: {cookie}\r\n\r\n"
)
NO_FILES = (
    "/static/%00",
    "/static/css/site.css%00.txt",
    "/static/" + "a" * 300,
    "/static/" + "a/" * 3000,
    "/static/css/site.css/more",
    "/static/css",
    "/static/",
    "/static",
    "/static/../settings.py",
    "/static/%2e%2e/settings.py",
    "/static/%ff%fe",
    "/static/css%5csite.css",
)
NO_HOSTS = (
    "name:x",
    "name:99999",
    "name:-1",
    "[::1",
    "[nowhere]",
    "a b",
    "user@name",
    "name/path",
    "name?query",
    "n\xe4me",
    "a,b",
)
NO_IDS = ("{}%00", "%00{}", "{}%20", "{}%0a", "{}%0d%0aX-A:%201", "{}%09", "{}%e2%80%8b", "{}%ff")
"""How the id of one's own session is written, and it is none."""
BROKEN_OFF = (
    "content-length: 50\r\n\r\nstory=x",
    "transfer-encoding: chunked\r\n\r\nfffffffff\r\nstory=x\r\n",
    "transfer-encoding: chunked\r\n\r\n-1\r\nstory",
)


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [r.getMessage() for r in caplog.records if r.levelname == "ERROR" or r.exc_info]


async def sent(viva: Served, request: str) -> bytes:
    """Everything that comes back to the bytes of `request`."""
    reader, writer = await asyncio.open_connection("127.0.0.1", viva.port)
    writer.write(request.encode("latin-1"))
    async with asyncio.timeout(10):
        answer = await reader.read()
    writer.close()
    return answer


def get(path: str, *headers: str) -> str:
    return "\r\n".join([f"GET {path} HTTP/1.1", *headers, "Connection: close", "", ""])


async def test_static_file_that_is_none_is_404(
    viva: Served, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = {}
    for path in NO_FILES:
        answer = await sent(viva, get(path, "Host: viva.example", "Accept: application/json"))
        is_told = b'{"status":404,"error":"Page not found"}' in answer
        if not (answer.startswith(b"HTTP/1.1 404 ") and is_told):
            wrong[path] = answer

    assert wrong == {}
    assert errors(caplog) == []


async def test_static_files_are_served(viva: Served) -> None:
    async with viva.client() as client:
        found = await client.get("/static/css/site.css")
        head = await client.head("/static/js/viva.js")
        plain = await client.get("/static/css/site.css", headers={"Accept-Encoding": "identity"})
        known = {"If-None-Match": found.headers["ETag"]}
        again = await client.get("/static/css/site.css", headers=known)

    assert (found.status_code, head.status_code, again.status_code) == (200, 200, 304)
    assert found.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert found.content == plain.content == (STATIC / "css" / "site.css").read_bytes()
    assert "immutable" in again.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("known", "status"),
    [
        ("{}", 304),
        ("W/{}", 304),
        ('"other", W/{}', 304),
        ("*", 304),
        ('"other"', 200),
        ('W/"other", "*"', 200),
        ("", 200),
    ],
)
async def test_static_file_that_is_known_is_not_sent_again(
    viva: Served, known: str, status: int
) -> None:
    async with viva.client() as client:
        tag = (await client.get("/static/css/site.css")).headers["ETag"]
        headers = {"If-None-Match": known.format(tag)}
        again = await client.get("/static/css/site.css", headers=headers)
        lines = [("If-None-Match", '"other"'), ("If-None-Match", tag)]
        two = await client.get("/static/css/site.css", headers=lines)

    assert (again.status_code, two.status_code) == (status, 304)
    assert (again.content == b"") is (status == 304)


@pytest.mark.parametrize("path", ["/", "/nowhere", "/healthz", "/session/x/interview"])
async def test_host_that_is_none_is_400(
    viva: Served, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = {}
    for host in NO_HOSTS:
        for accept in ("application/json", "text/html"):
            answer = await sent(viva, get(path, f"Host: {host}", f"Accept: {accept}"))
            if not answer.startswith(b"HTTP/1.1 400 "):
                wrong[host, accept] = answer

    assert wrong == {}
    assert errors(caplog) == []


async def test_two_hosts_are_400(viva: Served, caplog: pytest.LogCaptureFixture) -> None:
    for second in ("viva.example", "other.example"):
        answer = await sent(viva, get("/", "Host: viva.example", f"Host: {second}"))
        assert answer.startswith(b"HTTP/1.1 400 ")
    assert errors(caplog) == []


@asynccontextmanager
async def watching(
    viva: Served,
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A socket on a question being written, open, with its first frame read."""
    async with viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.get("interview", {"HX-Request": "true"})
        reader, writer = await asyncio.open_connection("127.0.0.1", viva.port)
        request = HANDSHAKE.format(
            path=candidate.path("question/1/live"), port=viva.port, cookie=candidate.cookie()
        )
        writer.write(request.encode())
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101 ")
        yield reader, writer
        writer.close()


def frame(opcode: int, content: bytes) -> bytes:
    """A whole frame as a client sends it, masked with nought."""
    return bytes([0x80 | opcode, 0x80 | len(content)]) + bytes(4) + content


UNEXPECTED = [
    (frame(1, b"\xff\xfe\xc0"), 1007),
    (frame(2, b"\x00\x01"), 1000),
    (frame(1, b"{} and more"), 1000),
    (frame(3, b""), 1002),
    (bytes([0x81, 0x05]) + b"hello", 1002),
    (frame(8, b"\x00"), 1002),
    (frame(8, b"\x03\xe8\xff"), 1007),
]


async def test_unexpected_client_frame_closes_socket(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def answered(viva: Served, sends: bytes, code: int) -> bytes:
        """What came back, empty where the socket was closed with `code`."""
        async with watching(viva) as (reader, writer):
            writer.write(sends)
            close = re.compile(b"\x88." + re.escape(code.to_bytes(2, "big")), re.DOTALL)
            answer = b""
            async with asyncio.timeout(10):
                while not close.search(answer) and (piece := await reader.read(9999)):
                    answer += piece
        return b"" if close.search(answer) else answer or b"nothing"

    async with served(parts(tmp_path, interviewer=SLOW)) as viva:
        answers = await asyncio.gather(*(answered(viva, *case) for case in UNEXPECTED))

    cases = zip(UNEXPECTED, answers, strict=True)
    assert {case: answer for case, answer in cases if answer} == {}
    assert errors(caplog) == []


async def test_socket_torn_off_is_no_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(parts(tmp_path, interviewer=SLOW)) as viva, watching(viva) as (_, writer):
        writer.transport.abort()
        await asyncio.sleep(0.3)

    assert errors(caplog) == []


async def test_handshake_at_ordinary_route_is_refused(
    viva: Served, caplog: pytest.LogCaptureFixture
) -> None:
    seen = {}
    for path in ("/", "/nowhere", "/static/css/site.css", "/session/x/question/1/live", "/healthz"):
        request = HANDSHAKE.format(path=path, port=viva.port, cookie="viva=x")
        seen[path] = (await sent(viva, request))[9:12]

    refused = {b"403", b"404", b"405"}
    assert {path: status for path, status in seen.items() if status not in refused} == {}
    assert errors(caplog) == []


async def test_id_with_anything_beside_it_is_no_id_of_any_route(
    candidate: Candidate, caplog: pytest.LogCaptureFixture
) -> None:
    await candidate.begin()
    known = candidate.session_id
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in known)
    places = [
        (method, re.sub(r"{number:str}", "1", path), isinstance(handler, WebsocketRouteHandler))
        for handler in HANDLERS
        for path in handler.paths
        for method in getattr(handler, "http_methods", ["GET"])
        if "{session_id:str}" in path
    ]
    assert len(places) > 20
    wrong = {}
    for written in (*(form.format(known) for form in NO_IDS), known.swapcase(), wide):
        for method, path, is_socket in places:
            address = re.sub(r"{\w+:str}", "x", path.replace("{session_id:str}", written, 1))
            if is_socket:
                handshake = HANDSHAKE.format(
                    path=quote(address, safe="/%"),
                    port=candidate.served.port,
                    cookie=candidate.cookie(),
                )
                told: object = (await sent(candidate.served, handshake))[9:12] == b"404"
            else:
                form = {"answer": "x", "step": "0"} if method == "POST" else None
                found = await candidate.client.request(method, address, data=form, headers=JSON)
                told = found.status_code == 404 and (
                    method == "HEAD"
                    or found.json() == {"status": 404, "error": "Session not found"}
                )
            if not told:
                wrong[method, address] = told

    assert wrong == {}
    assert len((await candidate.interview())["conversation"]) == 1
    assert errors(caplog) == []


@pytest.mark.parametrize("headers", [HTML, HTMX])
async def test_id_with_a_nul_is_refused_in_the_askers_shape_with_what_was_typed(
    candidate: Candidate, headers: dict[str, str]
) -> None:
    path = f"/session/{candidate.session_id}%00/message"

    refused = await candidate.client.post(path, data={"answer": "Kept <words>."}, headers=headers)

    assert refused.status_code == 404
    assert "Session not found" in refused.text
    assert ("<main" in refused.text) == (headers is HTML)
    assert ("Kept &lt;words&gt;." in refused.text) == (headers is HTML)


async def test_plain_request_for_a_socket_is_404_or_405(candidate: Candidate) -> None:
    for headers in (HTML, JSON):
        response = await candidate.get("question/1/live", headers)
        assert response.status_code in {404, 405}


class BrokenDocuments:
    """Fails in a way that nobody foresaw, with a secret in its words."""

    async def read_document(self, filename: str, content: bytes, **_: object) -> ReadDocument:
        raise ZeroDivisionError("sk-secret")

    async def read_text(self, text: str, **_: object) -> ReadDocument:
        raise ZeroDivisionError("sk-secret")

    async def read_posting(self, text: str, **_: object) -> str:
        raise ZeroDivisionError("sk-secret")


async def test_error_nobody_foresaw_is_logged_and_tells_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    world = parts(tmp_path, documents=BrokenDocuments())
    async with served(world) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.create()
        for headers in (HTML, JSON, HTMX):
            caplog.clear()
            response = await candidate.post("upload-cv", {"cv_text": "x"}, headers)

            assert response.status_code == 500, headers
            assert "Something went wrong." in response.text, headers
            assert "secret" not in response.text, headers
            assert "ZeroDivision" not in response.text, headers
            assert errors(caplog) == ["Unforeseen"], headers


async def test_form_that_breaks_off_is_no_error(tmp_path: Path) -> None:
    env = {"DATABASE_URL": f"sqlite:///{tmp_path}/viva.sqlite"}
    async with cluster(1, tmp_path, env) as (process,):
        for path, rest in product(("/demo", "/nowhere", "/session/x/upload-cv"), BROKEN_OFF):
            reader, writer = await asyncio.open_connection("127.0.0.1", process.port)
            writer.write(f"POST {path} HTTP/1.1\r\nHost: x\r\n{rest}".encode())
            writer.write_eof()
            async with asyncio.timeout(20):
                answer = await reader.read()
            writer.close()
            assert answer == b"" or answer[9:10] == b"4", (path, rest)

        assert "Traceback" not in process.log
        assert "ERROR" not in process.log


async def test_form_whose_sender_goes_away_is_counted_as_refused(tmp_path: Path) -> None:
    kinds = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x")
    env = {"DATABASE_URL": f"sqlite:///{tmp_path}/viva.sqlite"}
    async with cluster(1, tmp_path, env) as (process,):
        for kind in kinds:
            _, writer = await asyncio.open_connection("127.0.0.1", process.port)
            head = f"POST /demo HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\n"
            writer.write(f"{head}Content-Length: 500\r\n\r\n--x\r\n".encode())
            await writer.drain()
            await asyncio.sleep(0.2)  # so that the form is being read when its sender goes
            writer.close()

        for _ in range(100):
            if process.log.count("route=/demo") == len(kinds):
                break
            await asyncio.sleep(0.05)
        assert process.log.count("route=/demo status=400") == len(kinds)


async def test_head_without_end_is_refused(tmp_path: Path) -> None:
    """As the Procfile serves; the server's other parser takes any number of headers."""
    env = {"DATABASE_URL": f"sqlite:///{tmp_path}/viva.sqlite"}
    async with cluster(1, tmp_path, env) as (process,):
        reader, writer = await asyncio.open_connection("127.0.0.1", process.port)
        # Hardly more than is taken: what a server leaves unread ends its reply in a reset.
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nX-More: ".ljust(MOST_HEAD + 1, b"a"))
        async with asyncio.timeout(20):
            answer = await reader.read()
        writer.close()

    assert answer.startswith(b"HTTP/1.1 400 ")
