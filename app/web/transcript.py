"""The interview to keep: Markdown and plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.source import Source
from app.web.markdown import quoted
from app.web.rendering import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.interview import Interview

AUTHORS = {
    Source.MODEL: "Interviewer",
    Source.DEMO: "Demo interviewer",
    Source.STAND_IN: "Interviewer (a planned question of the demo interviewer stood in)",
}


def transcript(interview: Interview, *, is_markdown: bool) -> str:
    lines = _markdown(interview) if is_markdown else _plain(interview)
    return "\n".join(lines) + "\n"


def _markdown(interview: Interview) -> Iterator[str]:
    session = interview.session
    yield "# Interview"
    yield f"\n{quoted(f'{session.job_title} at {session.company_name}')}"
    yield f"\nInterview of {written(session.created_at)}"
    for exchange in interview.exchanges:
        yield f"\n## {exchange.number}. {AUTHORS[exchange.question.source]}"
        yield f"\n{quoted(exchange.question.words)}"
        if exchange.answer is not None:
            yield f"\n**You**\n\n{quoted(exchange.answer.content)}"


def _plain(interview: Interview) -> Iterator[str]:
    session = interview.session
    yield f"{session.job_title} at {session.company_name}"
    yield f"Interview of {written(session.created_at)}"
    for exchange in interview.exchanges:
        yield f"\n{exchange.number}. {AUTHORS[exchange.question.source]}:"
        yield exchange.question.words
        if exchange.answer is not None:
            yield f"\nYou:\n{exchange.answer.content}"
