"""Every way a document is refused, in the words the candidate reads."""

from __future__ import annotations

from app.interview.errors import BadInput

DAMAGED = "it is damaged or incomplete"
PROTECTED = "it is protected by a password"
TOO_SLOW = "it takes too long to read"
TOO_BIG = "it is far larger inside than it looks"


def missing() -> BadInput:
    return BadInput("No file was uploaded")


def unsupported() -> BadInput:
    """Neither PDF, DOCX nor plain text, or not what its name says."""
    return BadInput("Unsupported file format")


def unreadable(reason: str) -> BadInput:
    """The right format, but no text is to be had; `reason` completes the sentence."""
    return BadInput(f"Could not read file: {reason}")


def too_short() -> BadInput:
    return BadInput("CV seems too short. Please upload a complete CV (at least 50 characters)")
