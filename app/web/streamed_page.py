"""A page that is sent while its text is being written.

Law: the page is rendered once from the state at the start and once from the
state at the end, and cut at the same mark; what is written meanwhile goes
between. A page cut on the way holds a link on, so it is never a dead end.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

from litestar.response import Stream
from markupsafe import escape

from app.domain.errors import NotFound
from app.domain.interview import Interview
from app.domain.turn_state import standing
from app.services.subscriber import Ended, More, Silence, Whole
from app.web.context import AppContext
from app.web.interview_fragments import TEMPLATE
from app.web.view_models import InterviewPage

MARK = "<!--viva:stream-->"
STILL_HERE = "<!-- still here -->"
ERASED = '<p><a href="/dashboard">This session was erased.</a></p>'
HEADERS = {"X-Accel-Buffering": "no", "Cache-Control": "no-store, no-transform"}


def streamed(parts: AsyncIterator[str]) -> Stream:
    """An HTML page sent part by part, which no proxy is to buffer."""
    return Stream(parts, media_type="text/html", headers=HEADERS)


def halves(page: str) -> tuple[str, str]:
    """What stands before the mark, and after it."""
    before, _, after = page.partition(MARK)
    return before, after


async def interview_parts(
    context: AppContext, interview: Interview, *, is_whole: bool
) -> AsyncIterator[str]:
    """The interview page with the question being written typed into it, hidden if `is_whole`.

    A text that does not stand in the end is followed by an empty attempt.
    """
    number = standing(interview).number

    def halves_of(interview: Interview) -> tuple[str, str]:
        page = InterviewPage(
            interview=interview,
            focus=number,
            stream_mark=MARK,
            candidate=context.candidate_of(interview.session),
            is_whole=is_whole,
        )
        return halves(context.pages.page(TEMPLATE, page=page))

    yield halves_of(interview)[0]
    try:
        async for event in context.subscriber.question(interview.session.id, number):
            if isinstance(event, Ended):
                stands = event.interview.question(number) is not None
                yield ("" if stands else '<p class="attempt">') + halves_of(event.interview)[1]
            else:
                yield _piece(event)
    except NotFound:
        yield f"</div>{ERASED}"


def _piece(event: Whole | More | Silence) -> str:
    match event:
        case Whole(text=text):
            return f'<p class="attempt">{escape(text)}'
        case More(text=text):
            return str(escape(text))
        case Silence():
            return STILL_HERE
