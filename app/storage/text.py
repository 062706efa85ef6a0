"""What a text must be so that both databases store it."""

from __future__ import annotations

from collections.abc import Iterable


def storable(values: Iterable[object]) -> list[object]:
    """`values` without NUL, which PostgreSQL refuses, and lone surrogates, which both do.

    Callers have cleaned what candidates sent; this keeps a slip from being an
    error on one database and a row on the other.
    """
    return [_clean(value) if isinstance(value, str) else value for value in values]


def _clean(text: str) -> str:
    if "\0" not in text and text.isascii():
        return text
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
