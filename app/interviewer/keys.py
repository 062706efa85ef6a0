"""The names of what is being written, as the feed and the tasks know them."""

from __future__ import annotations


def question_key(session_id: str, number: int) -> str:
    return f"{session_id}:question:{number}"


def feedback_key(session_id: str) -> str:
    return f"{session_id}:feedback"
