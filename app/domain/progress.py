"""How far along an interview is."""

from __future__ import annotations

from msgspec import Struct

from app.domain.interview import MAX_QUESTIONS, Interview, Role


class Progress(Struct, frozen=True, kw_only=True):
    """Questions asked so far, 0 to 8; asked means that the whole text is stored."""

    question_count: int

    @property
    def max_questions(self) -> int:
        return MAX_QUESTIONS

    @property
    def is_started(self) -> bool:
        return self.question_count > 0

    @property
    def is_complete(self) -> bool:
        """True as soon as question 8 stands, while its answer is still awaited."""
        return self.question_count == MAX_QUESTIONS


def progress(interview: Interview) -> Progress:
    """Count the questions that stand."""
    count = sum(message.role is Role.ASSISTANT for message in interview.messages)
    return Progress(question_count=count)
