"""Requests that nobody sends in good faith, as raw bytes, the same for the same seed.

Each begins as a request that the program knows, and is then broken in one to three
places: its head, a header, its form, its parts, or what follows a handshake.
"""

from __future__ import annotations

import base64
import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote_from_bytes

GETS = (
    *("/", "/dashboard", "/healthz", "/readyz", "/metrics", "/nowhere", "/static/css/site.css"),
    *("/schema/openapi.json", "/session/{id}/upload", "/session/{id}/interview"),
    *("/session/{id}/papers", "/session/{id}/question/1", "/session/{id}/question/1/live"),
    *("/session/{id}/transcript.md", "/session/{id}/transcript.json", "/session/{id}/feedback"),
    *("/session/{id}/present", "/stage/x", "/stage/x/live", "/remote/x", "/shared/x"),
)
POSTS = (
    *("/session/create", "/demo", "/session/{id}/upload-cv", "/session/{id}/upload-job"),
    *("/session/{id}/message", "/session/{id}/retry", "/session/{id}/complete"),
    *("/session/{id}/question/1/clarify", "/session/{id}/again", "/session/{id}/practice/1"),
    *("/session/{id}/share", "/shared/x/comment", "/session/{id}/present/next", "/remote/x"),
)
FIELDS = (
    *("job_title", "company_name", "cv_text", "job_description", "answer", "turn", "live"),
    *("story", "cv_file", "step", "what", "scores", "name", "text"),
)
TEXTS = (
    *(b"", b" ", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", "\u202e\u200b".encode(), b"9" * 5000),
    *(b"1", b"-1", b"1e400", b"00019", "１".encode(), b"NaN", b"{{7*7}}", b"${jndi:x}", b"%s%n"),
    *(b"<script>alert(1)</script>", b"' OR 1=1 --", b"../../etc/passwd", b"a" * 20_000),
    *("e\u0301\u0316".encode() * 3000, b"\r\nSet-Cookie: a=b", b"\x1b[2J", "𝔘😀".encode() * 50),
    b"I moved sixty-one services to another platform and left the ledger last.",
)
NAMES = (
    *(b"host", b"origin", b"accept", b"cookie", b"content-type", b"content-length", b"range"),
    *(b"hx-request", b"hx-target", b"sec-fetch-site", b"x-forwarded-proto", b"x-forwarded-for"),
    *(b"transfer-encoding", b"connection", b"upgrade", b"expect", b"accept-encoding", b"purpose"),
    *(b"if-none-match", b"if-modified-since", b"sec-websocket-key", b"sec-websocket-version"),
    *(b"x-http-method-override", b"forwarded", b"x-forwarded-host", b"te", b"trailer", b"via"),
)
VALUES = (
    *(
        b"",
        b",",
        b";",
        b"=",
        b"\t",
        b"\x00",
        b"\xff\xff",
        b"*/*;q=nan",
        b"text/html;q=1e9",
        b"a" * 9000,
    ),
    *(b"application/json", b"text/html;charset=\xff", b"multipart/form-data", b"null", b"-1"),
    *(b"multipart/form-data; boundary=", b"multipart/form-data; boundary=" + b"b" * 300),
    *(b"application/x-www-form-urlencoded; charset=utf-7", b"bytes=0-,5-1,-9999999999", b"chunked"),
    *(
        b"bytes=" + b"0-1," * 500,
        b"http://[::1",
        b"http://\xe4",
        b"file:///",
        b"viva=" + b"." * 3000,
    ),
    *(b'viva="\\377', b"viva=\x80", b'W/"' + b"x" * 2000 + b'"', b"100-continue", b"websocket"),
    *(b"99999999999999999999999", b"0x10", b"1, 1", b"gzip, chunked", b"[::1]:99999", b"a:b:c"),
)
BOUNDARY = b"seam"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The session that hostile requests are about."""

    session_id: str
    cookie: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """What is sent at once, and what follows once there is an answer."""

    kind: str
    first: bytes
    then: bytes = b""


def hostile(known: Known, seed: int, number: int) -> Hostile:
    """Case `number` of this seed."""
    chance = random.Random(f"{seed}/{number}")
    make = chance.choice(list(KINDS))
    return KINDS[make](chance, known)


def _head(chance: random.Random, known: Known, method: bytes, path: str) -> list[bytes]:
    accept = chance.choice((b"application/json", b"text/html", b"*/*"))
    host = f"127.0.0.1:{known.port}".encode()
    lines = [
        method + b" " + path.format(id=known.session_id).encode() + b" HTTP/1.1",
        b"host: " + host,
        b"accept: " + accept,
        b"cookie: " + known.cookie.encode(),
    ]
    if chance.random() < 0.3:
        lines.append(b"hx-request: true")
    return lines


def _whole(lines: list[bytes], body: bytes = b"") -> bytes:
    return b"\r\n".join([*lines, b"connection: close", b"", b""]) + body


def _torn(chance: random.Random, whole: bytes) -> bytes:
    """The bytes with one to three faults in them."""
    torn = bytearray(whole)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(torn) + 1)
        match chance.randrange(5):
            case 0:
                torn[at : at + chance.randint(1, 9)] = b""
            case 1:
                torn[at:at] = chance.randbytes(chance.randint(1, 20))
            case 2:
                torn[at:at] = chance.choice(
                    (b"\r\n", b"\n", b"\r", b"\x00", b"\r\n\r\n", b" ", b":")
                )
            case 3:
                torn[at:at] = torn[at : at + 40]
            case _:
                torn[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(torn)


def _broken_head(chance: random.Random, known: Known) -> Hostile:
    method = chance.choice(
        (b"GET", b"POST", b"HEAD", b"TRACE", b"PUT", b"CONNECT", b"GETT", b"\xff")
    )
    whole = _whole(_head(chance, known, method, chance.choice(GETS + POSTS)))
    return Hostile(kind="head", first=_torn(chance, whole))


def _broken_path(chance: random.Random, known: Known) -> Hostile:
    path = chance.choice(GETS).format(id=known.session_id).encode()
    junk = chance.choice((*TEXTS, chance.randbytes(12)))[:6000]
    at = chance.randrange(len(path) + 1)
    said = quote_from_bytes(junk) if chance.random() < 0.7 else junk.hex()
    more = chance.choice(("", "?", "?notice=%ff", "?a=1&a=2&%00", "/", "//", "/../", "#x", ";a=b"))
    path = path[:at] + said.encode() + path[at:] + more.encode()
    lines = _head(chance, known, chance.choice((b"GET", b"HEAD", b"POST")), "/")
    lines[0] = lines[0].replace(b" / ", b" " + (path or b"/") + b" ")
    return Hostile(kind="path", first=_whole(lines))


def _odd_headers(chance: random.Random, known: Known) -> Hostile:
    method, paths = chance.choice(((b"GET", GETS), (b"POST", POSTS)))
    lines = _head(chance, known, method, chance.choice(paths))
    for _ in range(chance.randint(1, 4)):
        line = chance.choice(NAMES) + b": " + chance.choice(VALUES)
        lines.insert(chance.randint(1, len(lines)), line)
    return Hostile(kind="headers", first=_whole(lines, b"answer=x&turn=1"))


def _odd_form(chance: random.Random, known: Known) -> Hostile:
    pairs = []
    for _ in range(chance.choice((1, 2, 3, 150))):
        name = chance.choice(FIELDS) if chance.random() < 0.9 else chance.choice(FIELDS) + "[0]"
        value = chance.choice(TEXTS)
        said = quote_from_bytes(value) if chance.random() < 0.8 else value.decode("latin-1")
        pairs.append(f"{name}={said}".encode("latin-1"))
    body = chance.choice((b"&", b"&", b";", b"&&")).join(pairs)[:200_000]
    return _posted(chance, known, b"application/x-www-form-urlencoded", body, "form")


def _odd_parts(chance: random.Random, known: Known) -> Hostile:
    body = b""
    for _ in range(chance.randint(1, 4)):
        name, file = chance.choice(FIELDS).encode(), chance.choice(TEXTS)[:300]
        ending = chance.choice((b".pdf", b".docx", b".txt", b"", b".exe", b".PDF\x00.txt"))
        head = b'content-disposition: form-data; name="' + name + b'"'
        if chance.random() < 0.6:
            head += b'; filename="' + file + ending + b'"'
        if chance.random() < 0.3:
            head += b"\r\ncontent-type: text/plain; charset=" + chance.choice(
                (b"utf-7", b"nil", b"\xff")
            )
        body += b"--" + BOUNDARY + b"\r\n" + head + b"\r\n\r\n" + _content(chance) + b"\r\n"
    body += b"--" + BOUNDARY + b"--\r\n"
    if chance.random() < 0.5:
        body = _torn(chance, body)
    kind = b"multipart/form-data; boundary=" + chance.choice(
        (BOUNDARY, BOUNDARY, b"other", b'"seam')
    )
    return _posted(chance, known, kind, body, "multipart", ("/session/{id}/upload-cv", *POSTS))


def _content(chance: random.Random) -> bytes:
    match chance.randrange(4):
        case 0:
            return b"%PDF-1.7\n" + chance.randbytes(400) + b"\n%%EOF"
        case 1:
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w") as archive:
                # An entry made of its name alone has always the same date.
                entry = zipfile.ZipInfo("[Content_Types].xml")
                archive.writestr(entry, b"<Types>" + chance.choice(TEXTS))
            return _torn(chance, packed.getvalue())
        case 2:
            return chance.randbytes(300)
        case _:
            return chance.choice(TEXTS)


def _posted(  # noqa: PLR0917, a request is made of these
    chance: random.Random,
    known: Known,
    content_type: bytes,
    body: bytes,
    kind: str,
    paths: tuple[str, ...] = POSTS,
) -> Hostile:
    lines = [*_head(chance, known, b"POST", chance.choice(paths)), b"content-type: " + content_type]
    match chance.randrange(8):
        case 0:
            lines.append(b"transfer-encoding: chunked")
            size = chance.choice((len(body), 1, 2**40, -1))
            body = b"%x\r\n" % abs(size) + body + b"\r\n0\r\n\r\n"
        case 1:
            lines.append(b"content-length: %d" % max(0, len(body) + chance.choice((-7, 9))))
        case _:
            lines.append(b"content-length: %d" % len(body))
    return Hostile(kind=kind, first=_whole(lines, body))


def _socket(chance: random.Random, known: Known) -> Hostile:
    path = chance.choice(("/session/{id}/question/1/live", "/session/{id}/question/1/live", *GETS))
    key = base64.b64encode(chance.randbytes(16))
    lines = [
        *_head(chance, known, b"GET", path),
        b"origin: http://127.0.0.1:%d" % known.port,
        b"upgrade: websocket",
        b"connection: Upgrade",
        b"sec-websocket-version: " + chance.choice((b"13", b"13", b"13", b"8", b"x")),
        b"sec-websocket-key: " + chance.choice((key, key, key, b"short", b"\xff")),
    ]
    if chance.random() < 0.3:
        asks = (b"permessage-deflate; client_max_window_bits=99", b"x" * 500, b";;", b"\xff")
        lines.append(b"sec-websocket-extensions: " + chance.choice(asks))
    head = b"\r\n".join([*lines, b"", b""])
    frames = b"".join(_frame(chance) for _ in range(chance.randint(1, 4)))
    return Hostile(kind="socket", first=head, then=frames)


def _frame(chance: random.Random) -> bytes:
    """A WebSocket frame, mostly against the rules."""
    begin = chance.choice((0x80, 0x80, 0x00, 0xF0)) | chance.randrange(16)
    content = chance.choice((*TEXTS, chance.randbytes(60)))[: chance.choice((0, 1, 60, 70_000))]
    masked = 0x80 if chance.random() < 0.8 else 0
    size = len(content)
    if chance.random() < 0.15:
        length = bytes([masked | 127]) + (2**62 + size).to_bytes(8, "big")
    elif size < 126:
        length = bytes([masked | size])
    elif size < 2**16:
        length = bytes([masked | 126]) + size.to_bytes(2, "big")
    else:
        length = bytes([masked | 127]) + size.to_bytes(8, "big")
    return bytes([begin]) + length + (bytes(4) if masked else b"") + content


KINDS: dict[str, Callable[[random.Random, Known], Hostile]] = {
    "head": _broken_head,
    "path": _broken_path,
    "headers": _odd_headers,
    "form": _odd_form,
    "multipart": _odd_parts,
    "socket": _socket,
}
