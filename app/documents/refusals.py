"""Every way a document is refused, in the words the candidate reads."""

from __future__ import annotations

from app.domain.errors import BadInput

DAMAGED = "it is damaged or incomplete. Please save it again, or paste your CV as text."
PROTECTED = (
    "it is protected by a password. "
    "Please save a copy without the password, or paste your CV as text."
)
TOO_SLOW = "it takes too long to read. Please save it as a simpler file, or paste your CV as text."
TOO_BIG = "it is far larger inside than it looks. Please paste your CV as text."
XFA = (
    "it is a form that only a PDF reader can show (XFA). "
    "Please open it there, copy the text and paste it here."
)
EMBEDDED = (
    "its text is a second document inside the file. Please open it in Word, "
    "save it under a new name and upload that, or paste your CV as text."
)


def missing() -> BadInput:
    return BadInput("No file was uploaded")


def unsupported() -> BadInput:
    """Neither PDF, DOCX nor plain text, or not what its name says."""
    return BadInput("Unsupported file format")


def unreadable(reason: str) -> BadInput:
    """The right format, but no text is to be had; `reason` completes the sentence."""
    return BadInput(f"Could not read file: {reason}")


def unclear(encoding: str) -> BadInput:
    """Text whose letters are not certain; `encoding` is what it looks like."""
    return unreadable(
        f"it looks like text in {encoding}, but its letters are not certain. "
        "Please save it as UTF-8, or paste your CV as text."
    )


def too_short() -> BadInput:
    return BadInput("CV seems too short. Please upload a complete CV (at least 50 characters)")
