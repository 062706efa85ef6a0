"""The names of what is being written, as streams and tasks know them."""

from __future__ import annotations


def question_key(session_id: str, number: int) -> str:
    return f"{session_id}:question:{number}"


def stand_in_key(session_id: str, number: int) -> str:
    """Where it is told that the question being written stands in for a model's."""
    return f"{session_id}:stand-in:{number}"


def answer_key(session_id: str, number: int) -> str:
    """The sample candidate's answer, while it is typed."""
    return f"{session_id}:answer:{number}"


def show_key(session_id: str) -> str:
    """Where it is told that something changed in the show of a session."""
    return f"{session_id}:show"


def feedback_key(session_id: str) -> str:
    return f"{session_id}:feedback"


def reading_key(session_id: str) -> str:
    return f"{session_id}:reading"
