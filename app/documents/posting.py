"""A posting as it was pasted, made the text that a person reads.

Law: words are neither added nor changed. What goes is what a page, a marker or
a decoration put around them; what comes are line breaks and hyphens for bullets.
Text that has nothing of the kind comes back as it was. Everything here takes
time in proportion to the text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from itertools import islice

from app.documents.cleaning import as_written
from app.documents.job_pages import ENDS, FURNITURE, PARTS, STARTS, TRACES

MOST_CHARACTERS = 60_000
"""What is longer is no posting, whatever stands around it."""

_TAG = re.compile(
    r"</?(?:p|div|span|ul|ol|li|br|h[1-6]|strong|em|b|i|u|a|table|tbody|tr|td|th|section|article|"
    r"html|head|body|main|meta|script|style|font|hr|img)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_PAGE = re.compile(r"<(?:!doctype html|html)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")


def is_markup(text: str) -> bool:
    """Whether this is the source of a page; two tags are, one may be spoken of."""
    return _PAGE.search(text) is not None or len(list(islice(_TAG.finditer(text), 2))) > 1


def has_entities(text: str) -> bool:
    """Whether it was escaped for a page, with or without tags."""
    found = _ENTITY.finditer(text) if len(text) <= MOST_CHARACTERS else iter(())
    return any(html.unescape(entity[0]) != entity[0] for entity in found)


def unescaped(text: str) -> str:
    """Each entity as the character it stands for."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]).replace("\u00a0", " "), text)


LONG_LINE = 500
MOST_OF_IT = 0.8
"""Share of the text that stands in its longest line where the breaks were lost."""

FEWEST_TRACES = 3
"""Lines of a job board's page that tell that the page was copied whole."""

_DASHES = "-=*_~#+|<>–—"
_MARKED_UP = re.compile(
    r"(?<![\w*_])(\*\*|[*_`])(?=[^\s*_`])((?:(?!\1)[^\n]){1,200})(?<=\S)\1(?![\w*_])"
)
"""Bold, leaning, or set as a program's: **SQL**, *Desirable:*, _strong_, `terraform`."""
_TICK = re.compile(r"^([ \t]*[-*] )\[[ xX]\] ", re.MULTILINE)
_HASHES = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_FRAMED = re.compile(rf"[{_DASHES}]{{2,}}\s*([^{_DASHES}\s].{{0,100}}?)\s*[{_DASHES}]*")
_BRACKETED = re.compile(r"[【〔「『\[]\s*([^\]】〕」』]{2,60})\s*[\]】〕」』]\s*([:：]?)")
_SPELLED = re.compile(r"(?:\w ){4,30}\w")
_FANCY = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in range(0x1D400, 0x1D800)
    if unicodedata.normalize("NFKC", chr(code)).isascii()
}
"""Bold and script letters of mathematics, in which headings are set on social pages."""

_BULLETS = "•●▪◦‣■□◆◇○►▶▸➢➤✓✔✅☑★☆✦❖·*–-"
_INLINE = re.compile(rf"\s([{re.escape(_BULLETS)}]\ufe0f?)\s+(?=\S)")
_FEWEST_BULLETS = 3
_HEADED = re.compile(
    rf"(?:^|(?<=[.!?:;])\s+)(?i:{PARTS.pattern})(?::\s*|\s+(?=[A-ZÀ-Þ]))|\s(?i:{PARTS.pattern}):\s"
)
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s+(?=[^\W\d_])")


def tidied(text: str) -> str:
    """The posting itself, a line a line, headings and bullets plain."""
    if len(text) > MOST_CHARACTERS:
        return text
    text = as_written(text).translate(_FANCY)
    lines = _MARKED_UP.sub(r"\2", _TICK.sub(r"\1", text)).split("\n")
    lines = _without_page(lines)
    longest = max(lines, key=len)
    if len(longest) > LONG_LINE and len(longest) > MOST_OF_IT * sum(map(len, lines)):
        lines = [part for line in lines for part in _broken(line)]
    return "\n".join(_plain(lines))


def _without_page(lines: list[str]) -> list[str]:
    """Without what a job board printed around the posting, if its page was copied whole."""
    names = [" ".join(line.split()).casefold() for line in lines]
    is_trace = [name in FURNITURE or TRACES.fullmatch(name) is not None for name in names]
    begins = next((n for n, name in enumerate(names) if name in STARTS), -1)
    if sum(is_trace) + 2 * (begins >= 0) < FEWEST_TRACES:
        return lines
    kept: list[str] = []
    for number in range(begins + 1, len(lines)):
        if names[number] in ENDS and any(kept):
            break
        if not is_trace[number]:
            kept.append(lines[number])
    return "\n".join(kept).strip().split("\n")


def _broken(line: str) -> list[str]:
    """One long line, broken at its bullets and headings and between its sentences."""
    marks = Counter(found[1] for found in _INLINE.finditer(line))
    common = {mark for mark, times in marks.items() if times >= _FEWEST_BULLETS}
    line = _INLINE.sub(lambda found: "\n- " if found[1] in common else found[0], line)
    line = _HEADED.sub(lambda found: f"\n{found[0].strip()}\n", line)
    return [part.strip() for part in _SENTENCE.sub("\n", line).split("\n") if part.strip()]


def _plain(lines: list[str]) -> list[str]:
    """Each line without what decorates it; a sign that begins several is a bullet."""
    signs = [_sign(line) for line in lines]
    plain: list[str] = []
    for number, (line, sign) in enumerate(zip(lines, signs, strict=True)):
        if not sign:
            plain.append(_heading(line))
            continue
        is_bullet = sign in signs[max(0, number - 1) : number] + signs[number + 1 : number + 2]
        rest = line.strip()[len(sign) :].strip()
        plain.append(f"- {rest}" if is_bullet else _heading(rest))
    return plain


def _sign(line: str) -> str:
    """The emoji or figure that a line begins with; "" for letters and usual bullets."""
    line = line.strip()
    end = 0
    while end < len(line) and _is_sign(line[end]):
        end += 1
    return line[:end] if end < len(line) else ""


def _is_sign(character: str) -> bool:
    return unicodedata.category(character) in {"So", "Sk"} or character in "\ufe0f\u200d\u20e3"


def _heading(line: str) -> str:
    """The words of a line that is set off by signs; any other line as it is."""
    bare = line.strip()
    if bare and all(character in _DASHES or _is_sign(character) for character in bare):
        return ""
    if _SPELLED.fullmatch(bare):
        return bare.replace(" ", "")
    for pattern in (_HASHES, _FRAMED):
        if found := pattern.fullmatch(bare):
            return found[1]
    if found := _BRACKETED.fullmatch(bare):
        return found[1].strip() + found[2]
    return line
