"""Errors to answers: every status code, and the asker's shape.

Law: status codes are written here and nowhere else. No trace, key or stranger's
data leaves the program: an error nobody foresaw is logged and answered plainly.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import quote

from litestar import Request
from litestar.enums import HttpMethod
from litestar.exceptions import HTTPException

from app.domain.errors import (
    BadInput,
    Conflict,
    CrossSite,
    InterviewerUnreachable,
    LoopStopped,
    ModelFailed,
    NotFound,
    NotReadyYet,
    NotYours,
    Restarting,
    StorageUnavailable,
    TooLarge,
    TooOften,
    UnknownHost,
    Unprocessable,
    VivaError,
    WrongType,
)
from app.values import replace
from app.web.auth import has_cookie
from app.web.forms import ROOM, TYPED
from app.web.negotiation import (
    READ_METHODS,
    AnyResponse,
    Connection,
    Shape,
    go_to,
    html,
    is_htmx,
    json,
    shape_of,
)
from app.web.view_models import Problem

if TYPE_CHECKING:
    from app.web.rendering import Pages

log = logging.getLogger(__name__)

STATUS: dict[type[VivaError], int] = {
    BadInput: 400,
    NotYours: 403,
    CrossSite: 403,
    UnknownHost: 400,
    NotFound: 404,
    Conflict: 409,
    TooLarge: 413,
    WrongType: 415,
    Unprocessable: 422,
    TooOften: 429,
    VivaError: 500,
    InterviewerUnreachable: 500,
    ModelFailed: 500,
    NotReadyYet: 503,
    LoopStopped: 503,
    Restarting: 503,
    StorageUnavailable: 503,
}

PLAIN: dict[int, str] = {
    400: "That request could not be understood.",
    401: "You don't have access to this session",
    403: "You don't have access to this page.",
    404: "Page not found",
    405: "That cannot be done here.",
    413: "That was too large and was not stored.",
    415: WrongType.text,
    429: TooOften.text,
    503: StorageUnavailable.text,
}

NEEDS_COOKIE = (
    "A session needs a cookie, and your browser sent none. If you have just made this one, "
    "allow cookies for this site and start again."
)

FORM_ERRORS = (BadInput, Conflict, StorageUnavailable, TooOften, Unprocessable)
"""What shows a form again, with what was typed."""

REFUSED = {405, 409, 413, 415, 422, 429}
"""What is wrong with how, when or what was sent, and not with where it was sent to."""

BACK = {
    "upload-cv": "upload",
    "upload-job": "upload",
    "message": "interview",
    "retry": "interview",
    "question": "interview",
    "complete": "interview",
    "whole": "interview",
    "again": "feedback",
    "practice": "feedback",
    "share": "feedback",
    "unshare": "feedback",
    "comment": "feedback",
    "present": "present",
}
"""By the step after the session in a form's address: the page the form stands on."""

LABELS = {
    "upload": "Back to the documents",
    "interview": "Back to the interview",
    "feedback": "Back to the report",
    "present": "Back to the presenter’s page",
    "remote": "Back to the remote",
}

AT_THE_ALERT = {"HX-Retarget": "#problem", "HX-Reswap": "innerHTML"}


def status_of(error: VivaError) -> int:
    """The status of the nearest class in the table."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


class ErrorPages:
    """Turns any exception into an answer in the asker's shape."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def answer(self, connection: Connection, error: Exception) -> AnyResponse:
        """The answer to an exception that no handler dealt with."""
        if isinstance(error, VivaError):
            return self.refuse(connection, _problem(connection, error))
        if isinstance(error, HTTPException):
            text, headers = PLAIN.get(error.status_code, "That did not work."), error.headers or {}
            if error.status_code == STATUS[TooLarge]:
                text = f"{text} {connection.route_handler.opt.get(ROOM, '')}".rstrip()
            problem = Problem(status=error.status_code, text=text, headers=headers)
            if _is_opened_again(connection, problem):
                return go_to(connection, quote(_with_way_to_form(connection, problem).way_on))
            return self.refuse(connection, problem)
        log.error("Unforeseen", exc_info=error)
        return self.refuse(connection, Problem(status=500, text=VivaError.text))

    def refuse(self, connection: Connection, problem: Problem) -> AnyResponse:
        """An error with nothing else to show, in the asker's shape.

        As a fragment it goes to the page's one alert, so that htmx touches no field.
        """
        shape, headers = shape_of(connection), problem.headers
        if shape is Shape.JSON:
            return json({"status": problem.status, "error": problem.text}, problem.status, headers)
        if shape is Shape.FRAGMENT:
            content = self._pages.block("error.html", "fragment", problem=problem)
            return at_the_alert(connection, problem, content)
        problem = replace(problem, kept=problem.kept or typed(connection))
        problem = _with_way_to_form(connection, problem)
        return html(self._pages.page("error.html", problem=problem), problem.status, headers)

    def show_again(
        self, connection: Connection, problem: Problem, template: str, **values: object
    ) -> AnyResponse:
        """An error of a form: to a browser the page of the form, with what was typed."""
        if shape_of(connection) is not Shape.PAGE:
            return self.refuse(connection, problem)
        return html(self._pages.page(template, **values), problem.status, problem.headers)

    def give_back(
        self,
        connection: Connection,
        error: VivaError,
        kept: str,
        *,
        again: str = "",
        turn: int | None = None,
    ) -> AnyResponse:
        """An error met before there was a page to show `kept` on, which was typed.

        `again` and `turn`: as in `Problem`, offered where storage is what failed.
        """
        if shape_of(connection) is not Shape.PAGE:
            return self.answer(connection, error)
        again = again if isinstance(error, StorageUnavailable) else ""
        problem = replace(_problem(connection, error), kept=kept, again=again, turn=turn)
        return self.refuse(connection, problem)


def at_the_alert(connection: Connection, problem: Problem, content: str) -> AnyResponse:
    """The fragment of an error, which htmx is told to put into the page's one alert."""
    aim = AT_THE_ALERT if is_htmx(connection) else {}
    return html(content, problem.status, {**aim, **problem.headers})


def _problem(connection: Connection, error: VivaError) -> Problem:
    """The error, with the hint that a cookie is needed where none came."""
    needs_cookie = isinstance(error, NotYours) and not has_cookie(connection)
    return replace(problem_of(error), hint=NEEDS_COOKIE if needs_cookie else "")


def typed(connection: Connection) -> str:
    """What was typed of answers, to give it back to a browser."""
    return connection.state.get(TYPED, "") if shape_of(connection) is Shape.PAGE else ""


def _is_opened_again(connection: Connection, problem: Problem) -> bool:
    """Whether a browser asks for the address of a form, on which an answer to it once stood."""
    if not isinstance(connection, Request) or connection.method not in READ_METHODS:
        return False
    takes_form = HttpMethod.POST in problem.headers.get("allow", "")
    return takes_form and shape_of(connection) is Shape.PAGE


def _with_way_to_form(connection: Connection, problem: Problem) -> Problem:
    """The problem with the way back to the form that was refused, where there is one."""
    match connection.scope["path"].split("/"):
        case ["", "session", session_id, step, *_] if step in BACK and problem.status in REFUSED:
            return with_way_back(problem, session_id, BACK[step])
        case ["", "shared", token, "comment"] if problem.status in REFUSED:
            return replace(problem, way_on=f"/shared/{token}", way_on_label=LABELS["feedback"])
        case ["", "remote", token] if problem.status in REFUSED:
            return replace(problem, way_on=f"/remote/{token}", way_on_label=LABELS["remote"])
    return problem


def with_way_back(problem: Problem, session_id: str, page: str) -> Problem:
    """The problem with a link to this page of the session."""
    way_on = f"/session/{session_id}/{page}"
    return replace(problem, way_on=way_on, way_on_label=LABELS[page])


def problem_of(error: VivaError) -> Problem:
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, TooOften) else {}
    return Problem(status=status_of(error), text=str(error), headers=headers)
