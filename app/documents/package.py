"""The ZIP archive a DOCX is. Runs in the child process only.

Law: an archive is judged by its table of contents before anything is unpacked,
and while a part is unpacked by what really comes out. No part is parsed that
declares a document type, so there are no entities to expand or fetch.

Part names are read as the package standard (ECMA-376, part 2) has them: without
regard to case, percent-encoded or not, whole or in numbered pieces.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote
from xml.parsers import expat

from app.documents.refusals import DAMAGED, PROTECTED, TOO_BIG, unreadable, unsupported

TYPES = "[Content_Types].xml"
MOST_ENTRIES = 2_000
MOST_INFLATED = 200 * 1024 * 1024
MOST_XML = 48 * 1024 * 1024
"""Bytes of the parts that are read, together."""

MOST_RATIO = 200
SMALL = 1024 * 1024
"""Up to this size any ratio is harmless: an empty table packs very well."""

_ENCRYPTED = 0x1
_READ = 65536
_PIECE = re.compile(r"(.+)/\[(\d{1,9})\](?:\.last)?\.piece")


class Package:
    """An archive that passed the check, and how much of it was read."""

    def __init__(self, content: bytes, most: int = MOST_XML) -> None:
        """Raises `BadInput` when `content` is no archive that is safe to unpack."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError):
            raise unreadable(DAMAGED) from None
        entries = self._archive.infolist()
        _check(entries)
        self._parts = _parts(entries)
        if TYPES not in self:
            raise unsupported()
        self._left = most
        self._overrides: dict[str, str] = {}
        self._defaults: dict[str, str] = {}
        for tag, entry in self.elements(TYPES):
            media = entry.get("ContentType", "").partition(";")[0].strip().lower()
            if tag == "Override":
                self._overrides[_key(entry.get("PartName", ""))] = media
            elif tag == "Default":
                self._defaults[entry.get("Extension", "").lower()] = media

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    def type_of(self, name: str) -> str:
        """The media type of a part, by its name or its extension; "" where none is given."""
        key = _key(name)
        return self._overrides.get(key) or self._defaults.get(key.rpartition(".")[2], "")

    def typed(self) -> Iterator[str]:
        """The names that have a type of their own, in the file's order."""
        yield from self._overrides

    def links(self, source: str = "") -> list[tuple[str, str]]:
        """(kind, part) of all that belongs to `source`, or to the package; parts there are.

        A kind is the last word of the relationship's type, the same in both editions.
        """
        folder, name = posixpath.split(source)
        table = f"{folder}/_rels/{name}.rels"
        found = []
        for _, link in self.elements(table) if table in self else ():
            part = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))
            if part in self and link.get("TargetMode", "") != "External":
                found.append((link.get("Type", "").rpartition("/")[2], part))
        return found

    def elements(self, part: str) -> list[tuple[str, dict[str, str]]]:
        """Name and attributes of all elements of a part."""
        found: list[tuple[str, dict[str, str]]] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            found.append((tag.rpartition(" ")[2], attributes))

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = start
        self.parse(part, parser)
        return found

    def parse(self, name: str, parser: expat.XMLParserType) -> None:
        """Feed one part to `parser`; raises `BadInput`."""
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        parser.buffer_text = True
        try:
            for piece in self._pieces(name):
                parser.Parse(piece, False)  # noqa: FBT003 - expat takes no keywords
            parser.Parse(b"", True)  # noqa: FBT003 - expat takes no keywords
        except (expat.ExpatError, zipfile.BadZipFile, EOFError, NotImplementedError, ValueError):
            raise unreadable(DAMAGED) from None

    def _pieces(self, name: str) -> Iterator[bytes]:
        for entry in self._parts[_key(name)]:
            with self._archive.open(entry) as part:
                while piece := part.read(_READ):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise unreadable(TOO_BIG)
                    yield piece


def _key(name: str) -> str:
    """Two names are one part's when their keys are the same."""
    return unquote(name).replace("\\", "/").lstrip("/").lower()


def _parts(entries: list[zipfile.ZipInfo]) -> dict[str, list[zipfile.ZipInfo]]:
    """Each part by its key, with the entries it is put together from."""
    found: dict[str, list[tuple[int, zipfile.ZipInfo]]] = {}
    for entry in entries:
        key = _key(entry.filename)
        piece = _PIECE.fullmatch(key)
        name, number = (piece[1], int(piece[2])) if piece else (key, 0)
        found.setdefault(name, []).append((number, entry))
    return {
        name: [entry for _, entry in sorted(pieces, key=lambda piece: piece[0])]
        for name, pieces in found.items()
    }


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_INFLATED:
        raise unreadable(TOO_BIG)
    if any(e.file_size > max(SMALL, MOST_RATIO * e.compress_size) for e in entries):
        raise unreadable(TOO_BIG)
    if any(e.flag_bits & _ENCRYPTED for e in entries):
        raise unreadable(PROTECTED)


def _refuse(*_declaration: object) -> None:
    raise unreadable(DAMAGED)
