"""Whose words a text is."""

from __future__ import annotations

from enum import StrEnum


class Source(StrEnum):
    """Whose words a message, a rating or a reading carries."""

    MODEL = "model"
    DEMO = "demo"
    STAND_IN = "stand-in"
    CANDIDATE = "candidate"
