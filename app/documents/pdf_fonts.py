"""Fonts of TeX, which do not say which letters they draw. Runs in the child process only.

A bitmap font (Type 3) names its glyphs by number, "a12". Which letter that is
follows from TeX's two encodings; a font that uses the low codes of one of them
tells which.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject

PdfValue: TypeAlias = Any
"""An object of pypdf; a damaged file has any in any place, and `extract` catches what follows."""

STROKE = "\u0335"
"""Of the Polish l; TeX draws it as a letter of its own, where others have the blank."""

MOST_ENTRIES = 1_000
"""Looked at in a list of glyph names; a font has at most 256."""

_SIGNS = {34: "”", 39: "’", 60: "¡", 62: "¿", 92: "“", 94: "ˆ", 95: "˙", 96: "‘"}
_ENDS = dict(zip(range(123, 128), "–—˝˜¨", strict=True))
_LOW = "ΓΔΘΛΞΠΣΥΦΨΩ\ufb00\ufb01\ufb02\ufb03\ufb04ıȷˋ´ˇ˘¯˚¸ßæœøÆŒØ"
OT1 = {**{code: chr(code) for code in range(33, 127)}, **dict(enumerate(_LOW)), **_SIGNS, **_ENDS}
"""TeX's first encoding: accents apart, ligatures at 11 to 15."""

_CORK_LOW = "ˋ´ˆ˜¨˝˚ˇ˘¯˙¸˛‚‹›“”„«»–—\u200b‰ıȷ\ufb00\ufb01\ufb02\ufb03\ufb04"
_CORK_HIGH = "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£"
T1 = {
    **{code: chr(code) for code in (*range(33, 127), *range(0xC0, 0x100))},
    **dict(enumerate(_CORK_LOW)),
    **dict(enumerate(_CORK_HIGH, 0x80)),
    39: "’",
    96: "‘",
    127: "-",
    0xD7: "Œ",
    0xDF: "ẞ",
    0xF7: "œ",
    0xFF: "ß",
}
"""TeX's second encoding: accented letters whole, ligatures at 27 to 31."""

_NUMBERED = re.compile(r"/[A-Za-z]{1,6}?0*(\d{1,3})")
_GLYPH = re.compile(rb"dup\s+(\d{1,3})\s*/([\w.]{1,30})\s+put")
_T1_CODES = frozenset((*range(27, 32), *range(128, 256)))
_OT1_LIGATURES = frozenset(range(11, 16))


def name_letters(page: PageObject) -> None:
    """Tell pypdf which letters the fonts of `page` draw, as far as is known."""
    fonts = _fonts(page)
    bitmaps = [(font, codes) for font in fonts if (codes := _numbered(font))]
    every = {code for _, codes in bitmaps for code in codes}
    table = T1 if every & _T1_CODES and not every & _OT1_LIGATURES else OT1
    for font, codes in bitmaps:
        _name(font, {code: f"/uni{ord(table.get(code, ' ')):04X}" for code in codes})
        if "/Widths" in font and "/FontMatrix" in font:
            scale = 1000 * abs(float(font["/FontMatrix"][0]))
            widths = (FloatObject(scale * float(width)) for width in font["/Widths"])
            font[NameObject("/Widths")] = ArrayObject(widths)
    for font in fonts:
        if names := _struck(font):
            _name(font, names)


def _name(font: PdfValue, names: dict[int, str]) -> None:
    """Give `font` an encoding of its own, as one of the kind whose file pypdf does not ask."""
    differences = ArrayObject()
    for code, name in names.items():
        differences += [NumberObject(code), NameObject(name)]
    font[NameObject("/Encoding")] = DictionaryObject({NameObject("/Differences"): differences})
    font[NameObject("/Subtype")] = NameObject("/TrueType")
    font.pop("/ToUnicode", None)


def _fonts(page: PageObject) -> list[PdfValue]:
    resources: PdfValue = page.get("/Resources", DictionaryObject()).get_object()
    fonts: PdfValue = resources.get("/Font", DictionaryObject()).get_object()
    return [entry.get_object() for entry in fonts.values()]


def _struck(font: PdfValue) -> dict[int, str]:
    """The glyphs of an embedded font that has the stroke, by code; empty for others."""
    if font.get("/Subtype") != "/Type1" or "/Encoding" in font or "/FontDescriptor" not in font:
        return {}
    file = font["/FontDescriptor"].get_object().get("/FontFile")
    begin = file.get_object().get_data().partition(b"eexec")[0] if file is not None else b""
    names = {int(code): f"/{name.decode()}" for code, name in _GLYPH.findall(begin)}
    return {**names, 32: f"/uni{ord(STROKE):04X}"} if names.get(32) == "/suppress" else {}


def _numbered(font: PdfValue) -> set[int]:
    """The codes of a bitmap font that names each glyph by its code; empty for others."""
    if font.get("/Subtype") != "/Type3" or "/ToUnicode" in font:
        return set()
    encoding = font.get("/Encoding", DictionaryObject()).get_object()
    if not isinstance(encoding, DictionaryObject):
        return set()
    codes: set[int] = set()
    code = 0
    for entry in encoding.get("/Differences", ArrayObject()).get_object()[:MOST_ENTRIES]:
        if isinstance(entry, int):
            code = entry
            continue
        name = _NUMBERED.fullmatch(entry)
        if entry != "/.notdef":
            if name is None or int(name[1]) != code:
                return set()
            codes.add(code)
        code += 1
    return codes
