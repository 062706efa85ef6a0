"""The labelled questions: what may be asked, and what must never be shown."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent / "questions"


def labelled(name: str) -> tuple[list[str], list[str]]:
    """The fair and the unfair questions of one file: "seen", "held_out" or "other_trades"."""
    kinds: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
        (FOLDER / f"{name}.toml").read_text("utf-8")
    )
    fair, unfair = (
        [question for listed in kinds[kind].values() for question in listed]
        for kind in ("fair", "unfair")
    )
    return fair, unfair
