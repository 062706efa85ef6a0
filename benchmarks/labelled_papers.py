"""Postings and CVs whose lines people have labelled, and words that questions quote of them.

The papers are under `benchmarks/papers`, the words under `benchmarks/quotes`.
"""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

FOLDER, QUOTES = (Path(__file__).parent / name for name in ("papers", "quotes"))
DIGEST = FOLDER / "learnt.sha256"
"""The `digest` of what was last learnt from."""
PARTS = {
    "posting": {
        "mc": "must case",
        "mf": "must formal",
        "dc": "duty case",
        "nc": "nice case",
        "nf": "nice formal",
        "hm": "heading must",
        "hd": "heading duty",
        "hn": "heading nice",
        "ho": "heading aside",
        "o": "other",
    },
    "cv": {"d": "deed", "r": "role", "e": "education", "s": "skills", "p": "profile", "o": "other"},
}
"""The labels by what they stand for; `README.md` beside the papers says when each is given."""


class Record(NamedTuple):
    """A labelled line or a sentence of one; one that `goes_on` stands in the line before.

    An empty label is that of an empty line.
    """

    label: str
    text: str
    goes_on: bool


class Pair(NamedTuple):
    """A posting and a CV, record by record."""

    title: str
    company: str
    posting: list[Record]
    cv: list[Record]


class Quote(NamedTuple):
    """Words of a posting or a CV, and `about` what the reading knew of them."""

    label: str
    text: str
    about: str = ""


def quotes(part: str, folder: Path = QUOTES) -> list[Quote]:
    """Labelled words of a "posting" or a "cv", what candidates ask back ("question"), a "reply"."""
    written = (folder / f"{part}.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in written)
    return [Quote(label, text, *about) for label, *about, text in rows]


def pairs(folder: Path) -> Iterator[Pair]:
    """The pairs of all files of `folder`, in the order of their names.

    Raises:
        ValueError: a record without a known label and a tab.
    """
    for file in sorted(folder.glob("*.txt")):
        for written in re.split("(?m)^=== ", file.read_text("utf-8"))[1:]:
            head, has_posting, papers = written.partition("\n--- job\n")
            title, _, company = head.partition("|")
            posting, has_cv, cv = papers.partition("\n--- cv\n")
            if not (has_posting and has_cv):
                raise ValueError(f"half a pair: {head!r} in {file.name}")
            yield Pair(
                title.strip(), company.strip(), _records("posting", posting), _records("cv", cv)
            )


def _records(part: str, written: str) -> list[Record]:
    found: list[Record] = []
    for line in written.splitlines():
        mark, tab, text = line.partition("\t")
        goes_on, label = mark.startswith("+"), mark.lstrip("+")
        if goes_on and not label and found:
            found[-1] = found[-1]._replace(text=f"{found[-1].text}\n{text}")
        elif not line.strip():
            found.append(Record("", "", goes_on=False))
        elif tab and label in PARTS[part]:
            found.append(Record(PARTS[part][label], text, goes_on))
        else:
            raise ValueError(f"no label of a {part}: {line!r}")
    return found


def digest() -> str:
    """The SHA-256 of all that is labelled."""
    files = [*sorted(FOLDER.glob("*.txt")), *sorted(QUOTES.glob("*.txt"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def broken(records: Sequence[Record], width: int, indent: str = "") -> list[list[str]]:
    """The lines of a document, each as the lines a page of that width breaks it into.

    All but the first of those begin with `indent`; tables stay as they are.
    """
    whole = plain([r._replace(text=r.text.replace("\n", " ")) for r in records])
    wrap = partial(textwrap.wrap, subsequent_indent=indent, break_on_hyphens=False)
    is_table = re.compile(r"[|\t]|   ").search
    return [[line] if is_table(line) else wrap(line, width) or [""] for line in whole.split("\n")]


def plain(records: Sequence[Record]) -> str:
    """The document that the records stand in."""
    text = ""
    for record in records:
        text = f"{text.rstrip()} {record.text}\n" if record.goes_on else f"{text}{record.text}\n"
    return text.strip("\n")
