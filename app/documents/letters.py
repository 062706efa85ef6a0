"""Letters that a file gives in parts, put together: "M¨uller" is "Müller".

TeX and old drivers draw an accent and its letter one over the other, mostly the
accent first. Some accents mean nothing else beside a letter; the acute and the
grave are also typed as apostrophe and quotation mark, so they are joined only in
a text that shows other signs of typesetting.
"""

from __future__ import annotations

import re
import unicodedata

_MARKS = {
    "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c", "˘": "\u0306", "˚": "\u030a",
    "˙": "\u0307", "˝": "\u030b", "¸": "\u0327", "˛": "\u0328", "ˋ": "\u0300", "ˊ": "\u0301",
    "´": "\u0301", "`": "\u0300", "¯": "\u0304",
}  # fmt: skip
_UNSURE = "´`¯"
_SPACING = {combining: spacing for spacing, combining in reversed(_MARKS.items())}
_DOTLESS = {"ı": "i", "ȷ": "j", "\uf6be": "j"}
_STROKE = str.maketrans({"l": "ł", "L": "Ł", "o": "ø", "O": "Ø", "d": "đ", "D": "Đ"})

_ALL = "".join(_MARKS)
_SET_APART = re.compile(r"[ \u00a0]([\u0300-\u0304\u0306-\u0308\u030a-\u030c\u0327\u0328])")
_CARET = re.compile(r"(?<=[^\W\d_])\^([aeiouıAEIOU])(?=[^\W\d_])")
"""A circumflex as a plain font has it; elsewhere the sign is a power, or nothing."""
_STRUCK = re.compile(r"\u0335([lLoOdD])")
_BEFORE = re.compile(rf"(?<![{_ALL}])([{_ALL}])( ?)([^\W\d_])")
_AFTER = re.compile(rf"([^\W\d_])([{_ALL}])")
_QUOTED = re.compile(r"(?<!\w)([¨´`])[^\s¨´`][^¨´`\n]{0,80}\1(?!\w)")
_ACCENTED = re.compile(r"[\u00c0-\u00ff]")


def composed(text: str, *, is_typeset: bool = False) -> str:
    """`text` with each accent on its letter; `is_typeset` where the file says so."""
    text = unicodedata.normalize("NFC", text)
    text = _SET_APART.sub(lambda found: _SPACING.get(found[1], found[0]), text)
    text = _STRUCK.sub(lambda found: found[1].translate(_STROKE), text)
    if not _ACCENTED.search(text):
        text = _CARET.sub(lambda found: _joined(found[1], "ˆ") or found[0], text)
    if not any(mark in text for mark in _ALL) or _QUOTED.search(text):
        return text
    is_typeset = is_typeset or any(
        mark not in _UNSURE and _joined(letter, mark) for mark, _, letter in _BEFORE.findall(text)
    )
    are_vowels_safe = is_typeset or not _ACCENTED.search(text)

    def before(found: re.Match[str]) -> str:
        mark, gap, letter = found.groups()
        ahead = text[found.start() - 1 : found.start()]
        if mark in _UNSURE and not is_typeset:
            is_vowel = mark == "´" and letter in "aeiouAEIOU" and ahead.isalpha()
            if not (are_vowels_safe and is_vowel):
                return found[0]
        if gap and (ahead.isalpha() or not is_typeset):
            return found[0]
        return _joined(letter, mark) or found[0]

    def after(found: re.Match[str]) -> str:
        letter, mark = found.groups()
        if mark in _UNSURE and not is_typeset:
            return found[0]
        return _joined(letter, mark) or found[0]

    return _AFTER.sub(after, _BEFORE.sub(before, text))


def _joined(letter: str, mark: str) -> str | None:
    """The one letter that both make; None where there is none."""
    whole = unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + _MARKS[mark])
    return whole if len(whole) == 1 else None
