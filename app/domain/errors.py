"""Every way a request can be refused, one shallow tree.

Law: a message is what the candidate reads. Which HTTP status an error gets is
decided in `app/web/error_handlers.py` and nowhere else.
"""

from __future__ import annotations


class VivaError(Exception):
    """The base of all errors this program raises on purpose."""

    text = "Something went wrong."

    def __init__(self, text: str | None = None) -> None:
        super().__init__(text or self.text)

    def __str__(self) -> str:
        return str(self.args[0])


class BadInput(VivaError):
    """What was sent cannot be used as it is; `field` is the form's field at fault, if one is."""

    def __init__(self, text: str | None = None, *, field: str = "") -> None:
        super().__init__(text)
        self.field = field


class NotYours(VivaError):
    """Another candidate's session."""

    text = "You don't have access to this session"


class CrossSite(VivaError):
    """An unsafe request that another site caused."""

    text = "This request came from another site and was refused."


class UnknownHost(VivaError):
    """A host name that this program does not serve."""

    text = "This address is not served here."


class NotFound(VivaError):
    """No such session, page or question."""

    text = "Session not found"


class Conflict(VivaError):
    """The turn does not await this answer."""


class TooLarge(VivaError):
    """More bytes than are read."""


class WrongType(VivaError):
    """A content type no form sends."""

    text = "Send this as a form."


class Unprocessable(VivaError):
    """A field that cannot be understood."""


class TooOften(VivaError):
    """A limit was reached; `retry_after` is in seconds."""

    text = "Too many requests. Please wait a moment and try again."

    def __init__(self, text: str | None = None, *, retry_after: int = 60) -> None:
        super().__init__(text)
        self.retry_after = retry_after


class InterviewerUnreachable(VivaError):
    """No question could be had; the answer is stored."""

    text = "The interviewer could not be reached. Your answer is saved."


class QuestionsUsedUp(TooOften):
    """No call of the model is left today; the answer is stored."""

    text = "Today's questions are used up. Your answers are kept: go on tomorrow."


class NotClarified(VivaError):
    """The awaited question could not be put in other words."""

    text = "The question could not be put differently. It stays as it is."


class NotReadyYet(VivaError):
    """Something is still being written after the longest wait."""

    text = "The feedback is still being written. Please ask again in a moment."


class StorageUnavailable(VivaError):
    """The database cannot be reached or is locked."""

    text = "The interview cannot be stored right now. Please try again in a moment."


class Restarting(VivaError):
    """The process ends before the answer is there; what is sent again is not doubled."""

    text = "The server is restarting. Please send this again in a moment."


class DatabaseMismatch(VivaError):
    """The database is of another version than the program; its text says what to do."""


class LoopStopped(VivaError):
    """A loop of this process does not come round any more."""


class ModelFailed(VivaError):
    """One call of the model gave no whole question.

    `kind` is a short word for logs and metrics ("refused", "silent", "cut" …);
    `final` says that asking the same provider again cannot help;
    `retry_after` is in seconds, None when the provider named none.
    """

    text = "The model did not answer."

    def __init__(
        self,
        kind: str,
        text: str | None = None,
        *,
        final: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(text or kind)
        self.kind = kind
        self.final = final
        self.retry_after = retry_after
