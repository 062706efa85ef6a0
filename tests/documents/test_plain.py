"""Which letters the bytes of a .txt file stand for."""

from __future__ import annotations

import codecs

import pytest

from app.documents.plain import MOST_BYTES, decoded
from app.domain.errors import BadInput

TEXT = "Jörg Müßig – Café „Œuvre“ 20 €"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
    ],
)
def test_each_encoding_gives_the_same_text(content: bytes) -> None:
    assert decoded(content) == TEXT


@pytest.mark.parametrize(
    "content",
    [
        b"\x1f\x8b\x08" + bytes(range(32)) * 9,
        b"GIF89a\x00\x01\x00\x01",
    ],
)
def test_bytes_that_are_no_text_are_unsupported(content: bytes) -> None:
    with pytest.raises(BadInput, match="Unsupported file format"):
        decoded(content)


def test_a_broken_letter_in_a_long_text_leaves_the_others() -> None:
    text = "Größe und Übung für Jörg Müßig. " * 9

    assert decoded(text.encode() + b"\xc3(") == text + "\ufffd("


def test_one_stray_control_character_is_forgiven() -> None:
    assert decoded(b"a\x00" + b"b" * 500).startswith("a\x00b")


def test_a_letter_cut_at_the_limit_does_not_change_the_encoding() -> None:
    content = b"x" + "ü".encode() * MOST_BYTES

    assert set(decoded(content)) == {"x", "ü"}
