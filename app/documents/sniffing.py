"""What a file is: its name and its first bytes have to agree.

Law: nothing is opened here. That a ZIP archive really is a DOCX is seen in the
child process (`package`), since even its table of contents is hostile input.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from enum import StrEnum

from app.documents.refusals import PROTECTED, unreadable, unsupported

HEAD = 1024
"""A PDF may begin with this much of something else, says its standard."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of an old .doc, and of an encrypted .docx."""

_BLANK = BOM_UTF8 + b" \t\r\n\f\v"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class FileKind(StrEnum):
    """The formats that are read, by the extension that names each; two are only pasted."""

    PDF = "pdf"
    DOCX = "docx"
    TXT = "txt"
    HTML = "html"
    PASTED = "pasted"


def kind_of(filename: str, content: bytes) -> FileKind:
    """The format that name and content agree on; raises `BadInput`."""
    kind = _named(filename)
    if content and not _fits(kind, content):
        if kind is FileKind.DOCX and content.startswith(OLE) and ENCRYPTED in content:
            raise unreadable(PROTECTED)
        raise unsupported()
    return kind


def _named(filename: str) -> FileKind:
    _, dot, extension = filename.strip().rpartition(".")
    name = extension.lower() if dot else ""
    if name not in {FileKind.PDF, FileKind.DOCX, FileKind.TXT}:
        raise unsupported()
    return FileKind(name)


def _fits(kind: FileKind, content: bytes) -> bool:
    head = content[:HEAD]
    if kind is FileKind.PDF:
        return b"%PDF-" in head and not head.startswith(b"PK\x03\x04")
    if kind is FileKind.DOCX:
        return head.startswith(b"PK\x03\x04")
    return not head.lstrip(_BLANK).startswith((b"%PDF-", b"PK\x03\x04", b"{\\rtf", OLE))
