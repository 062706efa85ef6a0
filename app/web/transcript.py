"""The interview to keep: Markdown, plain text, JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.domain.source import Source
from app.web.rendering import written
from app.web.serializers import transcript_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.interview import Interview

FORMATS = {
    "md": "text/markdown",
    "txt": "text/plain",
    "json": "application/json",
}
AUTHORS = {
    Source.MODEL: "Interviewer",
    Source.DEMO: "Demo interviewer",
    Source.STAND_IN: "Interviewer (a planned question of the demo interviewer stood in)",
}


def transcript(interview: Interview, ending: str) -> tuple[str, str]:
    """The text and its media type; `ending` is a key of `FORMATS`."""
    if ending == "json":
        return msgspec.json.encode(transcript_json(interview)).decode(), FORMATS[ending]
    lines = _markdown(interview) if ending == "md" else _plain(interview)
    return "\n".join(lines) + "\n", FORMATS[ending]


def _markdown(interview: Interview) -> Iterator[str]:
    session = interview.session
    yield f"# {session.job_title} at {session.company_name}"
    yield f"\nInterview of {written(session.created_at)}"
    for exchange in interview.exchanges:
        yield f"\n## {exchange.number}. {AUTHORS[exchange.question.source]}"
        yield f"\n{exchange.question.words}"
        if exchange.answer is not None:
            quoted = exchange.answer.content.replace("\n", "\n> ")
            yield f"\n**You**\n\n> {quoted}"


def _plain(interview: Interview) -> Iterator[str]:
    session = interview.session
    yield f"{session.job_title} at {session.company_name}"
    yield f"Interview of {written(session.created_at)}"
    for exchange in interview.exchanges:
        yield f"\n{exchange.number}. {AUTHORS[exchange.question.source]}:"
        yield exchange.question.words
        if exchange.answer is not None:
            yield f"\nYou:\n{exchange.answer.content}"
