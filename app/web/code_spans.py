"""Program text in an answer, shown as such; its words and line breaks stay as they are."""

from __future__ import annotations

import re
from itertools import groupby

from markupsafe import Markup, escape

_FENCE = re.compile(r"\s*```[\w+#.-]*\s*")
_INLINE = re.compile(r"`([^`\n]+)`")
_BETWEEN_PARAGRAPHS = re.compile(r"(\n{2,})")
_MARKS = re.compile(r"[{}();=<>\[\]]|:$")
_STATEMENT_ENDS = re.compile(r"[;{}][ \t]*$", re.MULTILINE)
_CODE_LINE = re.compile(
    r"(?:[ \t]{2,}|[@#})\]]|//|import |from \S+ import ).*|.*[;{}][ \t]*|[\w.]+\(.*\)|"
    r"[\w.\[\]]+(?:, ?[\w.\[\]]+)* ?[-+*/]?= ?\S.*"
)
"""What is one beside a program, with a blank line between them."""
_FEWEST_MARKS = 4
"""Of lines that all end as statements do, so that they are no list in prose."""


def with_code(text: str) -> Markup:
    """`text` as HTML: what stands between backticks, and lines of a program, as code."""
    if "`" not in text and not _is_indented(text) and not _STATEMENT_ENDS.search(text):
        return escape(text)
    lines = text.split("\n")
    fences = [at for at, line in enumerate(lines) if _FENCE.fullmatch(line)]
    shown: list[Markup] = []
    at = 0
    for opens, closes in zip(fences[::2], fences[1::2], strict=False):
        if at < opens:
            shown.append(_plain("\n".join(lines[at:opens])))
        shown.append(_block("\n".join(lines[opens + 1 : closes])))
        at = closes + 1
    return Markup("\n").join([*shown, _plain("\n".join(lines[at:]))] if lines[at:] else shown)


def _plain(text: str) -> Markup:
    parts = [*_BETWEEN_PARAGRAPHS.split(text), ""]
    shown = Markup()
    for may_be, pairs in groupby(zip(parts[::2], parts[1::2], strict=True), _may_be_program):
        run = list(pairs)
        whole, after = "".join(part + gap for part, gap in run), run[-1][1]
        whole = whole.removesuffix(after)
        is_program = may_be and any(_is_program(part) for part, _ in run)
        shown += (_block(whole) if is_program else _inline(whole)) + after
    return shown


def _inline(text: str) -> Markup:
    pieces = _INLINE.split(text)
    return Markup().join(
        Markup("<code>{}</code>").format(piece) if at % 2 else escape(piece)
        for at, piece in enumerate(pieces)
    )


def _block(text: str) -> Markup:
    return Markup('<code class="lines">{}</code>').format(text)


def _may_be_program(part_and_gap: tuple[str, str]) -> bool:
    part = part_and_gap[0]
    return _is_program(part) or all(map(_CODE_LINE.fullmatch, part.strip("\n").split("\n")))


def _is_program(paragraph: str) -> bool:
    """Whether its lines all end as statements do, or are indented, and have a program's marks."""
    lines = paragraph.strip("\n").split("\n")
    is_enough = "{" in paragraph and len(_MARKS.findall(paragraph)) >= _FEWEST_MARKS
    if is_enough and all(map(_STATEMENT_ENDS.search, lines)):
        return True
    marked = sum(bool(_MARKS.search(line.rstrip())) for line in lines)
    return _is_indented(paragraph) and 2 * marked >= len(lines) > 1


def _is_indented(text: str) -> bool:
    lines = f"\n{text}"
    return "\n  " in lines or "\n\t" in lines
