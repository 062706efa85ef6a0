"""TeX's fonts, which do not say which letters they draw."""

from __future__ import annotations

import string

from app.documents import pdf
from app.documents.letters import composed
from tests.documents import pdf_files

ASCII = set(map(ord, string.ascii_letters + string.digits + " {"))


def text_of(content: bytes) -> str:
    found = pdf.read(content)
    return composed(found.text, is_typeset=found.is_typeset).strip()


def test_first_encoding_of_tex_is_known_by_its_ligatures() -> None:
    lines = [b"a\x0eliated o\x0ece, e\x0bort", b"Andr\x13e M\x7fuller, na\x7f\x10ve, 2019{2024"]

    content = pdf_files.bitmap(lines, {*ASCII, *range(11, 26), 44, 127})

    assert text_of(content) == "aﬃliated oﬃce, eﬀort\nAndré Müller, naïve, 2019–2024"


def test_second_encoding_of_tex_is_known_by_its_ligatures() -> None:
    lines = [b"o\x1ece \x1crm", b"Ren\xe9 M\xfcller, 2019\x152024, Pawe\xaa"]

    content = pdf_files.bitmap(lines, {*ASCII, *range(21, 32), 44, 0xE9, 0xFC, 0xAA})

    assert text_of(content) == "oﬃce ﬁrm\nRené Müller, 2019–2024, Paweł"


def test_polish_l_is_put_together_from_stroke_and_letter() -> None:
    glyphs = {32: "suppress", **{ord(letter): letter for letter in "PawelSoniki"}}

    content = pdf_files.outlined(
        b"BT /F1 10 Tf 50 800 Td [(Pawe\\040)278(l)-333(So\\040)278(lniki)] TJ ET", glyphs
    )

    assert text_of(content) == "Paweł Sołniki"
