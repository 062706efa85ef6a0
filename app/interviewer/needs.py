"""What the use cases need of the world, as Protocols.

Law: `storage`, `live` and `llm` fit these and are never imported here. Every
method that changes a row names the attempt or the state it expects and answers
whether it was so; no caller assumes that it won.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence
    from datetime import date, datetime

    from app.interview.model import Interview, Message, Reason, Session, Source, Turn
    from app.interview.plan import Brief
    from app.interview.report import AnswerReview, Conclusion, Feedback, Summary


class Sessions(Protocol):
    """Where preparations are kept."""

    async def add_session(self, session: Session) -> None: ...

    async def session(self, session_id: str) -> Session | None: ...

    async def recent(self, owner: str, limit: int) -> Sequence[Interview]:
        """The owner's latest sessions with turns and messages, newest first."""
        ...

    async def save_cv(self, session_id: str, text: str, warning: str | None) -> bool:
        """False when the interview has begun already (any turn exists)."""
        ...

    async def save_job_description(self, session_id: str, text: str) -> bool:
        """False when the interview has begun already (any turn exists)."""
        ...

    async def erase(self, session_id: str) -> None:
        """Remove the session and all that belongs to it, from the disk too."""
        ...

    async def erase_older_than(self, moment: datetime) -> int:
        """Remove sessions created before `moment`; answers how many."""
        ...


class Turns(Protocol):
    """Where turns are kept; each change is one conditional statement or transaction."""

    async def interview(self, session_id: str) -> Interview | None: ...

    async def open_first(self, session_id: str) -> bool:
        """Insert turn 1 as pending; False when it is there or the session has ended."""
        ...

    async def record_answer(self, answer: Message) -> bool:
        """Store the answer, and pending turn n+1 unless n is 8, in one transaction.

        True only when turn n awaited an answer and the session has not ended.
        """
        ...

    async def claim(self, session_id: str, number: int, attempt: int) -> Turn | None:
        """Begin writing: attempt and tries each one higher, beats back to 0.

        None when the turn is not pending or writing at `attempt`, has used all
        tries (`turns.MAX_TRIES`), or the session has ended.
        """
        ...

    async def beat(self, session_id: str, number: int, attempt: int) -> bool:
        """Raise the counter of a live writer; False when `attempt` was overtaken."""
        ...

    async def finish(self, question: Message, attempt: int, reason: Reason | None) -> bool:
        """Store the whole question and await its answer, in one transaction.

        False, and nothing stored, unless the turn is being written at `attempt`.
        """
        ...

    async def fail(self, session_id: str, number: int, attempt: int) -> bool: ...

    async def retry(self, session_id: str, number: int) -> bool:
        """Failed to pending, with all tries given back; False when it was not failed."""
        ...

    async def end(self, session_id: str, moment: datetime) -> bool:
        """Set `ended_at` once and abandon a turn not yet standing, in one transaction.

        False when it had ended before.
        """
        ...

    async def unwritten(self) -> Sequence[Turn]:
        """All turns pending or being written, of sessions that have not ended."""
        ...


class Feedbacks(Protocol):
    """Where reports are kept; at most one a session."""

    async def feedback(self, session_id: str) -> Feedback | None: ...

    async def open_feedback(self, feedback: Feedback) -> bool:
        """Insert it; False when the session has one."""
        ...

    async def claim_feedback(self, session_id: str, attempt: int) -> Feedback | None:
        """As `Turns.claim`."""
        ...

    async def beat_feedback(self, session_id: str, attempt: int) -> bool: ...

    async def save_review(self, session_id: str, attempt: int, review: AnswerReview) -> bool:
        """Keep one answer read; replaces an earlier review of the same turn."""
        ...

    async def finish_feedback(
        self, session_id: str, attempt: int, conclusion: Conclusion
    ) -> bool: ...

    async def fail_feedback(self, session_id: str, attempt: int) -> bool: ...

    async def retry_feedback(self, session_id: str) -> bool: ...

    async def unwritten_feedbacks(self) -> Sequence[Feedback]: ...


class Health(Protocol):
    """Whether storage can be reached, and who else uses it."""

    async def ping(self) -> None:
        """Raises `StorageUnavailable`."""
        ...

    async def announce(self, process_id: str, beats: int) -> Sequence[tuple[str, int]]:
        """Leave this process's counter; answers the (id, counter) of the others."""
        ...

    async def leave(self, process_id: str) -> None: ...


class Spending(Protocol):
    """Where calls of a model are counted."""

    async def count_call(self, day: date, most: int) -> bool:
        """Count one call of `day`; False, and not counted, when `most` were made."""
        ...


class Budget(Protocol):
    """What a model asks before each call."""

    async def spend(self) -> None:
        """Raises `ModelFailed` when no call is left."""
        ...


class Store(Sessions, Turns, Feedbacks, Health, Spending, Protocol):
    """All of storage, as `create_app` takes it."""

    async def open(self) -> None: ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """How far a follower has read: the attempt, and how many of its pieces."""

    attempt: int = 0
    index: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What a follower had not read yet.

    `text` is everything after its place, joined. `begun_again`: a newer attempt
    has begun, `text` is the whole of it so far. `ended`: the writer has closed
    this attempt, so that the row is worth reading now. All empty after a wait
    in which nothing came.
    """

    place: Place
    text: str = ""
    begun_again: bool = False
    ended: bool = False


class Feed(Protocol):
    """The pieces of what is being written, for any number of followers.

    `key` names one question or report. Pieces of an older attempt than the
    newest seen are ignored, whoever sends them.
    """

    async def append(self, key: str, attempt: int, text: str) -> None:
        """Add a piece; an empty text begins `attempt`."""
        ...

    async def end(self, key: str, attempt: int) -> None:
        """No more pieces of `attempt`; the row now tells how it ended."""
        ...

    async def read(self, key: str, place: Place, timeout: float) -> Batch:
        """What came after `place`, at once or when it comes, within `timeout` seconds."""
        ...

    async def ping(self) -> None:
        """Raises `StorageUnavailable`."""
        ...

    async def open(self) -> None: ...

    async def close(self) -> None: ...


class Model(Protocol):
    """An interviewer's words: the prompted model and the built-in demo alike."""

    @property
    def name(self) -> str:
        """What the page calls it, e.g. "gpt-5-mini" or "Demo interviewer"."""
        ...

    @property
    def fallback_name(self) -> str | None:
        """Who words a question when the first cannot be reached; None: nobody."""
        ...

    @property
    def source(self) -> Source: ...

    def question(
        self, brief: Brief, tries: int, is_shown: Callable[[], bool] | None = None
    ) -> AsyncGenerator[str, None]:
        """Raw pieces of the question, uncleaned; `tries` is 1 for an ask's first call.

        `is_shown` tells whether any of this call could be shown yet, None that all
        is as it comes: who writes only what cannot be is left for another in time.
        One call of one provider at the most. Raises `ModelFailed`; ends without
        an error only when the provider said that the text is whole.
        """
        ...

    def feedback(
        self, interview: Interview, done: Sequence[AnswerReview], tries: int
    ) -> AsyncGenerator[AnswerReview | Summary, None]:
        """The reviews not in `done`, in order, then one summary. Raises `ModelFailed`."""
        ...

    async def close(self) -> None: ...


class ReadDocument(Protocol):
    """A document as text; `warning` is None unless it was read poorly."""

    @property
    def text(self) -> str: ...

    @property
    def warning(self) -> str | None: ...


class Documents(Protocol):
    """Files to text. Both methods raise `BadInput` for what cannot be used."""

    async def read_document(self, filename: str, content: bytes) -> ReadDocument: ...

    def read_text(self, text: str) -> ReadDocument: ...


class Meters(Protocol):
    """Where it is counted what became of an interview; times are in seconds."""

    def answered(self) -> None: ...

    def asked(self, source: Source, first_text: float, whole: float) -> None:
        """A question stands; both times count from the ask."""
        ...

    def try_failed(self, fault: str) -> None:
        """`fault`: one of a few short words."""
        ...

    def question_failed(self) -> None: ...

    def report_ended(self, *, is_ready: bool) -> None: ...


class Pingable(Protocol):
    """Something a ready process must reach."""

    async def ping(self) -> None:
        """Raises `StorageUnavailable`."""
        ...
