"""The labelled questions and lines: what may be asked or quoted, and what never."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent


def labelled(name: str, folder: str = "questions") -> tuple[list[str], list[str]]:
    """The fair and the unfair ones of one file, as "seen", of the "questions" or the "lines"."""
    kinds: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
        (FOLDER / folder / f"{name}.toml").read_text("utf-8")
    )
    fair, unfair = (
        [text for listed in kinds[kind].values() for text in listed] for kind in ("fair", "unfair")
    )
    return fair, unfair
