"""The child process: a file on standard input, JSON on standard output.

    python -m app.documents.extract KIND MEMORY CPU

Law: the limits stand before the first byte is read. It answers with the fields
of `Document`, or with `refused` and the words for the candidate. No traceback
leaves it, for a traceback may quote the document.
"""

from __future__ import annotations

import contextlib
import json
import sys

from app.documents.assessment import document
from app.documents.extraction import Document, Extraction
from app.documents.refusals import DAMAGED, TOO_BIG, unreadable
from app.documents.sniffing import FileKind
from app.domain.errors import BadInput


def main(kind: str, memory: str, cpu: str) -> None:
    answer, sys.stdout = sys.stdout, sys.stderr  # what a library prints is no answer
    confine(int(memory), int(cpu))
    json.dump(answered(FileKind(kind), sys.stdin.buffer.read()), answer)
    answer.flush()


def confine(memory: int, cpu: int) -> None:
    """Take from this process what it does not need; as far as the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        # macOS refuses some of them; the clock of the parent holds everywhere. The hard
        # limit is one higher: where both are equal, Linux kills without saying why.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most + 1))


def answered(kind: FileKind, content: bytes) -> dict[str, object]:
    """The JSON for `content`, whatever happens while it is read."""
    try:
        return _read(kind, content)._asdict()
    except BadInput as refusal:
        return {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        return {"refused": str(unreadable(TOO_BIG))}
    except Exception:  # noqa: BLE001 - a hostile file can make a parser raise anything
        return {"refused": str(unreadable(DAMAGED))}


def _read(kind: FileKind, content: bytes) -> Document:
    # Each reader is imported where it is needed: a child reads one file.
    if kind is FileKind.HTML:
        from app.documents import markup  # noqa: PLC0415

        return Document(text=markup.read(content.decode("utf-8", "replace")))
    if kind is FileKind.PDF:
        from app.documents import pdf  # noqa: PLC0415

        return document(pdf.read(content))
    if kind is FileKind.DOCX:
        from app.documents import docx  # noqa: PLC0415

        return document(docx.read(content))
    if kind is FileKind.PASTED:
        return document(Extraction(text=content.decode("utf-8", "replace")))
    from app.documents import plain  # noqa: PLC0415

    return document(Extraction(text=plain.decoded(content)))


if __name__ == "__main__":
    main(*sys.argv[1:])
