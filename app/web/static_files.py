"""Style sheets, scripts and what else stands under `/static/`.

Each file is read and compressed once, at its first request: their addresses change with
their contents, so a browser asks for each but once.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from typing import NamedTuple

from litestar import Response, route
from litestar.handlers import HTTPRouteHandler

from app.domain.errors import NotFound
from app.web.forms import AnyRequest
from app.web.negotiation import READ_METHODS
from app.web.rendering import STATIC

PREFIX = "/static/"
_KINDS = {".js": "text/javascript", ".woff2": "font/woff2"}
"""That the system's own list may lack or name differently."""


class _File(NamedTuple):
    """`packed` is None where compressing makes it no smaller."""

    kind: str
    body: bytes
    packed: bytes | None
    etag: str


def static_files() -> HTTPRouteHandler:
    """Serves the files that are there at the start.

    Any other name is refused before the file system is asked, which has its own
    opinion of some (too long, a NUL, a file taken for a folder).
    """
    files = {
        PREFIX + path.relative_to(STATIC).as_posix(): path
        for path in STATIC.rglob("*")
        if path.is_file()
    }

    @route(
        [PREFIX, PREFIX + "{name:path}"],
        http_method=READ_METHODS,
        sync_to_thread=False,
        include_in_schema=False,
    )
    def static(request: AnyRequest) -> Response[bytes]:
        path = files.get(request.scope["path"])
        if path is None:
            raise NotFound("Page not found")
        return _answer(request, _read(path))

    return static


def _answer(request: AnyRequest, file: _File) -> Response[bytes]:
    headers = {"ETag": file.etag, "Vary": "Accept-Encoding"}
    if _is_known(request, file.etag):
        return Response(b"", status_code=304, headers=headers)
    body = file.body
    if file.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["Content-Encoding"] = file.packed, "gzip"
    return Response(body, media_type=file.kind, headers=headers)


def _is_known(request: AnyRequest, etag: str) -> bool:
    """Whether the asker has this content; a proxy may have marked its tag as weak."""
    known = ",".join(request.headers.getall("if-none-match", []))
    return known.strip() == "*" or etag in re.findall(r'"[^"]*"', known)


@cache
def _read(path: Path) -> _File:
    body = path.read_bytes()
    packed = gzip.compress(body, mtime=0)
    return _File(
        kind=_KINDS.get(path.suffix) or guess_type(path.name)[0] or "application/octet-stream",
        body=body,
        packed=packed if len(packed) < len(body) else None,
        etag=f'"{hashlib.sha256(body).hexdigest()[:16]}"',
    )
