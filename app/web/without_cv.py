"""A report without the CV's own words, for whoever was given a link to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.interview import Message, Role
from app.domain.plan import Origin
from app.text.quotations import verbatim
from app.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.feedback import AnswerReview
    from app.domain.interview import Interview
    from app.services.sharing import Opened

LEFT_OUT = "…"


def without_cv(opened: Opened) -> Opened:
    """What a link leads to, without lines of the CV in questions and reviews.

    The answers stay as they were given.
    """
    lines, feedback = _lines(opened.interview), opened.feedback
    messages = tuple(_message(message, lines) for message in opened.interview.messages)
    reviews = tuple(_review(review, lines) for review in feedback.reviews)
    return replace(
        opened,
        interview=replace(opened.interview, messages=messages),
        feedback=replace(feedback, reviews=reviews),
    )


def _lines(interview: Interview) -> list[str]:
    """What was read of the CV and what of it led to questions, the longest first."""
    reading = interview.session.reading
    read = [line.text for line in reading.cv_lines] if reading else []
    reasons = [turn.plan.reason for turn in interview.turns if turn.plan and turn.plan.reason]
    asked = [reason.quote for reason in reasons if reason.origin is Origin.CV]
    several = (each for each in (*read, *asked) if " " in each or not each.isascii())
    worded = {each for each in several if any(map(str.isalnum, each))}
    return sorted(worded, key=len, reverse=True)


def _message(message: Message, lines: Sequence[str]) -> Message:
    if message.role is Role.USER:
        return message
    clarified = message.clarified and _less(message.clarified, lines)
    return replace(message, content=_less(message.content, lines), clarified=clarified)


def _review(review: AnswerReview, lines: Sequence[str]) -> AnswerReview:
    outline = review.outline and _less(review.outline, lines)
    return replace(review, comment=_less(review.comment, lines), outline=outline)


def _less(text: str, lines: Sequence[str]) -> str:
    """The text with “…” for each of `lines`; quotation marks around it stay."""
    for line in lines:
        while (found := verbatim(line, text)) is not None:
            text = text.replace(f"{found}.", LEFT_OUT).replace(found, LEFT_OUT)
    return text
