"""A page that is sent while its text is being written.

Law: the page is rendered once from the state at the start and once from the
state at the end, and cut at the same mark; what is written meanwhile goes
between. A page cut on the way holds a link on, so it is never a dead end.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

from litestar.response import Stream
from markupsafe import escape

from app.interview.errors import NotFound
from app.interview.model import Interview
from app.interview.turns import standing
from app.interviewer.following import Ended, More, Silence, Whole
from app.web.room import TEMPLATE
from app.web.views import Room
from app.web.viva import Viva

MARK = "<!--viva:stream-->"
STILL_HERE = "<!-- still here -->"
HEADERS = {"X-Accel-Buffering": "no", "Cache-Control": "no-store, no-transform"}


def stream_room(viva: Viva, interview: Interview) -> Stream:
    """The interview page with the question being written typed into it."""
    return streamed(_room_parts(viva, interview))


def streamed(parts: AsyncIterator[str]) -> Stream:
    """An HTML page sent part by part, by nobody held back."""
    return Stream(parts, media_type="text/html", headers=HEADERS)


def halves(page: str) -> tuple[str, str]:
    """What stands before the mark, and after it."""
    before, _, after = page.partition(MARK)
    return before, after


async def _room_parts(viva: Viva, interview: Interview) -> AsyncIterator[str]:
    number = standing(interview).number
    yield _halves(viva, interview, number)[0]
    try:
        async for event in viva.follower.question(interview.session.id, number):
            if isinstance(event, Ended):
                yield _tail(viva, event.interview, number)
            else:
                yield _piece(event)
    except NotFound:
        yield '</p><p><a href="/dashboard">This session was erased.</a></p>'


def _piece(event: Whole | More | Silence) -> str:
    match event:
        case Whole(text=text):
            return f'<p class="attempt">{escape(text)}'
        case More(text=text):
            return str(escape(text))
        case Silence():
            return STILL_HERE


def _tail(viva: Viva, interview: Interview, number: int) -> str:
    """The rest of the page; a text that does not stand is followed by an empty attempt."""
    stands = interview.question(number) is not None
    return ("" if stands else '<p class="attempt">') + _halves(viva, interview, number)[1]


def _halves(viva: Viva, interview: Interview, number: int) -> tuple[str, str]:
    room = Room(interview=interview, focus=number, stream=MARK)
    return halves(viva.pages.page(TEMPLATE, room=room))
