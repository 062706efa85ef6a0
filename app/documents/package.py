"""The ZIP archive a DOCX is. Runs in the child process only.

Law: an archive is judged by its table of contents before anything is unpacked,
and while a part is unpacked by what really comes out. No part is parsed that
declares a document type, so there are no entities to expand or fetch.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from app.documents.refusals import DAMAGED, PROTECTED, TOO_BIG, unreadable, unsupported

MOST_ENTRIES = 2_000
MOST_INFLATED = 200 * 1024 * 1024
MOST_XML = 48 * 1024 * 1024
"""Bytes of the parts that are read, together."""

MOST_RATIO = 200
SMALL = 1024 * 1024
"""Up to this size any ratio is harmless: an empty table packs very well."""

_ENCRYPTED = 0x1
_PIECE = 65536


class Package:
    """An archive that passed the check, and how much of it was read."""

    def __init__(self, content: bytes, most: int = MOST_XML) -> None:
        """Raises `BadInput` when `content` is no archive that is safe to unpack."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except zipfile.BadZipFile:
            raise unreadable(DAMAGED) from None
        _check(self._archive.infolist())
        self._names = frozenset(self._archive.namelist())
        self._left = most

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def parse(self, name: str, parser: expat.XMLParserType) -> None:
        """Feed one part to `parser`; raises `BadInput`."""
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        parser.buffer_text = True
        try:
            for piece in self._pieces(name):
                parser.Parse(piece, False)  # noqa: FBT003 - expat takes no keywords
            parser.Parse(b"", True)  # noqa: FBT003 - expat takes no keywords
        except (expat.ExpatError, zipfile.BadZipFile, EOFError, NotImplementedError):
            raise unreadable(DAMAGED) from None

    def _pieces(self, name: str) -> Iterator[bytes]:
        with self._archive.open(name) as part:
            while piece := part.read(_PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise unreadable(TOO_BIG)
                yield piece


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_INFLATED:
        raise unreadable(TOO_BIG)
    if any(e.file_size > max(SMALL, MOST_RATIO * e.compress_size) for e in entries):
        raise unreadable(TOO_BIG)
    if any(e.flag_bits & _ENCRYPTED for e in entries):
        raise unreadable(PROTECTED)
    if not any(e.filename == "[Content_Types].xml" for e in entries):
        raise unsupported()


def _refuse(*_declaration: object) -> None:
    raise unreadable(DAMAGED)
