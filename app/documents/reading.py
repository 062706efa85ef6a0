"""What the rest of the program asks of this room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Unpack

from app.documents import refusals
from app.documents.extraction import Document, Extraction
from app.documents.plain import MOST_BYTES
from app.documents.sniffing import HEAD, FileKind, kind_of
from app.domain.errors import BadInput
from app.text.normalise import normalise

if TYPE_CHECKING:
    from app.documents.sandbox import FileLimits
    from app.documents.upload_queue import Uploader
    from app.services.ports import ForWhom

LONG = 12_000
"""Characters of pasted text that take a child process: cleaning so many takes 5 ms."""

MOST_LAYERS = 3
"""Markup is often escaped once more by the page that it was copied from."""


async def read_document(
    filename: str, content: bytes, *, limits: FileLimits | None = None, **whom: Unpack[ForWhom]
) -> Document:
    """The text of an uploaded CV; raises `BadInput`, or `TooOften` after a wait in a crowd."""
    from app.documents import sandbox, upload_queue  # noqa: PLC0415 - as below

    who = upload_queue.Uploader.of(**whom)
    with _field("cv_file"):
        if not filename.strip() and not content:
            raise refusals.missing()
        kind = kind_of(filename, content)
        if not content:
            raise refusals.too_short()
        if kind is FileKind.TXT:
            content = content[:MOST_BYTES]
        return await sandbox.extract(kind, content, who, limits or sandbox.LIMITS)


async def read_text(text: str, **whom: Unpack[ForWhom]) -> Document:
    """A CV that was pasted, as text or as the source of a page.

    Raises `BadInput` when it is too short or what no .txt file may be, or `TooOften`,
    which only a very long text or HTML can meet.
    """
    from app.documents import cleaning, sandbox, upload_queue  # noqa: PLC0415 - as below
    from app.documents.assessment import document  # noqa: PLC0415 - as below

    who = upload_queue.Uploader.of(**whom)
    with _field("cv_text"):
        kind_of(".txt", text[:HEAD].encode("utf-8", "replace"))
        text = await _without_markup(text[: cleaning.RAW_CHARACTERS + 1], who)
        if len(text) > LONG:
            return await sandbox.extract(FileKind.PASTED, text.encode("utf-8", "replace"), who)
        return document(Extraction(text=text))


async def read_posting(text: str, **whom: Unpack[ForWhom]) -> str:
    """A job description that was pasted, as a person reads it.

    HTML becomes text, a page around the posting goes, headings lose what decorates
    them, one long line is broken where its parts begin. Text without any of that
    comes back as it is, its line breaks as LF. Raises `BadInput` for HTML that
    cannot be read, or `TooOften`.
    """
    # The child imports this package, too, and is a third faster without asyncio; no first
    # page waits for the patterns of the others.
    from app.documents import posting, upload_queue  # noqa: PLC0415

    who = upload_queue.Uploader.of(**whom)
    with _field("job_description"):
        return posting.tidied(normalise(await _without_markup(normalise(text), who)))


async def _without_markup(text: str, who: Uploader) -> str:
    """What a page says whose source `text` is; any other text as it is."""
    from app.documents import posting, sandbox  # noqa: PLC0415 - as above

    for _ in range(MOST_LAYERS):
        if posting.is_markup(text):
            text = (await sandbox.extract(FileKind.HTML, text.encode("utf-8", "replace"), who)).text
        elif posting.has_entities(text):
            text = posting.unescaped(text)
        else:
            break
    return text


@contextmanager
def _field(name: str) -> Iterator[None]:
    """Whatever is refused within the block is refused of the form's field `name`."""
    try:
        yield
    except BadInput as refusal:
        raise BadInput(str(refusal), field=name) from refusal.__cause__
