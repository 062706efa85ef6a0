"""What a candidate may choose before question 1: who interviews, and in which language."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct


class Persona(StrEnum):
    """Who interviews."""

    RECRUITER = "recruiter"
    MANAGER = "hiring-manager"
    PEER = "peer"


LANGUAGES: Mapping[str, str] = {
    "zh": "Chinese",
    "nl": "Dutch",
    "en": "English",
    "fr": "French",
    "de": "German",
    "it": "Italian",
    "pl": "Polish",
    "pt": "Portuguese",
    "es": "Spanish",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
}
"""Those that can be chosen, by ISO 639-1 code."""


class Choices(Struct, frozen=True, kw_only=True):
    """None: nobody in particular, and the language of the posting."""

    persona: Persona | None = None
    language: str | None = None
