"""Whether what was read looks like the whole of a CV.

Law: a warning never refuses. It says in one or two sentences what looks wrong
and what the candidate can do; None means that nothing does.
"""

from __future__ import annotations

import re

from app.documents.cleaning import is_cut, length
from app.documents.extraction import Extraction

SHORT = 400
PER_PAGE = 200
"""Fewer characters than this on a page: most of it is probably a picture."""

CHECK = "Please check the text below, or paste your CV as text."

_FAULT = re.compile(r"\ufffd|\(cid:\d+\)|[\ue000-\uf8ff]|/[A-Za-z]{1,3}\d{1,3}(?=/)")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_FAULTS = 0.01
_MOST_LONE_LETTERS = 0.35
_SHORT_WORD, _MOST_SHORT_WORDS = 2, 0.6
_FEWEST_WORDS = 40
_ACCENTED = re.compile(r"[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]")
_MOST_ACCENTED = 0.5
"""Share of such letters; no language written with them comes near."""

_WITHOUT_SPACES = "\u2e80"
"""From here on scripts are written letter by letter, with no words to judge by."""

_SPACED = re.compile(r"[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uffff]+")
"""A word of a script that sets its words apart."""

_ADDRESS = re.compile(r"@|://|www\.")
_LONG_WORD = 27
_MOST_IN_LONG_WORDS = 0.2
"""Share of all letters; not even German or Finnish comes near."""


def warning(text: str, found: Extraction) -> str | None:  # noqa: PLR0911 - one line a fault
    """What looks wrong with `text`, which is `found` cleaned; the most serious alone."""
    if is_cut(found.text):
        return "This document is very long. Only its beginning was kept."
    if _is_garbled(text):
        return (
            "Much of the text could not be read properly. "
            "Please check it below, or paste your CV as text."
        )
    if found.is_partial:
        return f"Part of this file is a second document inside it, which cannot be read. {CHECK}"
    if is_run_together(text):
        return f"The blanks between the words of this file were lost. {CHECK}"
    if found.is_mixed:
        return f"This file seems to have columns, and their lines may be mixed. {CHECK}"
    if len(text) < NOTICE_LENGTH and _NOTICE.search(text):
        return (
            "This looks like a notice instead of a CV. Please open the file, "
            "copy the text of your CV and paste it here."
        )
    if _is_unfilled(text, found.blanks):
        return (
            "This looks like a form or a template that is not filled in. "
            "Please upload or paste your own CV."
        )
    return _sparse(length(text), found.pages)


def is_run_together(text: str) -> bool:
    """Whether words stand together without the blanks between them."""
    parts = text.split()
    if max(map(len, parts), default=0) < _LONG_WORD:
        return False
    parts = [part for part in parts if not _ADDRESS.search(part)]
    sizes = [len(word) for part in parts for word in _SPACED.findall(part)]
    long = sum(size for size in sizes if size >= _LONG_WORD)
    return long > _MOST_IN_LONG_WORDS * sum(sizes)


def _sparse(size: int, pages: int) -> str | None:
    if pages > 1 and size < PER_PAGE * pages:
        return (
            f"Very little text was found on {pages} pages. "
            "Scanned pages and pictures cannot be read. Please paste your CV as text."
        )
    if size < SHORT:
        return (
            "Only a little text was found. "
            "Please check that nothing is missing; a full CV makes for better questions."
        )
    return None


def _is_garbled(text: str) -> bool:
    faults = sum(len(found) for found in _FAULT.findall(text))
    return faults > _MOST_FAULTS * len(text) or _is_spelled_out(text) or _is_misread(text)


def _is_misread(text: str) -> bool:
    """Whether the bytes of another alphabet were taken for letters with accents."""
    return len(_ACCENTED.findall(text)) > _MOST_ACCENTED * sum(map(str.isalpha, text))


def _is_spelled_out(text: str) -> bool:
    """Whether words fell apart into letters and pairs of them, as bad PDF fonts make them."""
    sizes = [len(word) for word in _WORD.findall(text) if word < _WITHOUT_SPACES]
    lone, short = sum(size == 1 for size in sizes), sum(size <= _SHORT_WORD for size in sizes)
    return len(sizes) >= _FEWEST_WORDS and (
        lone > _MOST_LONE_LETTERS * len(sizes) or short > _MOST_SHORT_WORDS * len(sizes)
    )


NOTICE_LENGTH = 1_000
_NOTICE = re.compile(
    r"please wait\W|adobe (acrobat )?reader|(upgrade|later version|newer version).{0,40}reader|"
    r"(your|this|the) pdf (viewer|portfolio)|open (it|this).{0,40} (in|with) (adobe|acrobat)|"
    r"enable (javascript|macros|editing|content)|"
    r"(file|document|page) (is|was|has been|could not be) (protected|encrypted|found|removed|"
    r"opened|displayed)|page not found|access (is )?denied|(you are|you're) not authori[sz]ed|"
    r"sign in to (continue|view)|session (has )?expired|bitte warten\W|veuillez patienter|"
    r"espere por favor|seite nicht gefunden|zugriff verweigert",
    re.IGNORECASE,
)
"""What a page says that stands in for a document."""

_LABEL = re.compile(r"[^\n:]{2,60}:")
_BLANK_LINE = re.compile(r"[^\n_.\u2026]{0,60}[_.\u2026\s]{4,}")
_BRACKETS = re.compile(
    r"[\[<{(](?:(?:your|my|insert|enter|add|type|ihr|dein|votre|su|tu) "
    r"[^\]>})\n]{2,40}|"
    r"(?:full |first |last |company |job )?(?:name|title|address|city|phone|e-?mail|dates?|"
    r"company|position|degree|school|skill|employer|year)[^\]>})\n]{0,20})[\]>})]",
    re.IGNORECASE,
)
_HOLDER = re.compile(
    r"lorem ipsum|\b(?:click|tap)(?: or tap)? (?:here|on)? ?to (?:enter|add|edit)|"
    r"to get started(?: right away)?, just tap|replace this (?:text|placeholder)|"
    r"\b[DMXY]{2,4}/[XY]{2,4}\b|your (?:full )?name here|"
    r"klicken (?:oder tippen )?sie hier|cliquez (?:ou appuyez )?ici|haga clic aqu",
    re.IGNORECASE,
)
"""What a template says where the candidate's own words belong."""

_HINTS = ("lorem", "click", "tap", "replace", "your", "klicken", "cliquez", "haga", "/x", "/y")
"""One of them is in whatever `_HOLDER` finds."""

_FEWEST_BLANKS, _FEWEST_HOLDERS = 4, 3
_MOST_BLANK_LINES = 0.4


def _is_unfilled(text: str, blanks: int) -> bool:
    """Whether most of what is there asks for something that is not there."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    labels = [_LABEL.fullmatch(line) is not None for line in lines]
    empty = blanks + sum(_BLANK_LINE.fullmatch(line) is not None for line in lines)
    # A label that another one follows, or nothing, has no value.
    empty += sum(label and below for label, below in zip(labels, [*labels[1:], True], strict=False))
    lower = text.lower()
    holders = sum(1 for _ in _BRACKETS.finditer(text))
    if any(hint in lower for hint in _HINTS):
        holders += sum(1 for _ in _HOLDER.finditer(text))
    is_form = empty >= _FEWEST_BLANKS and empty > _MOST_BLANK_LINES * len(lines)
    return is_form or holders >= _FEWEST_HOLDERS or "lorem ipsum" in lower
