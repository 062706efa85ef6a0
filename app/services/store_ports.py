"""What the use cases need of storage, as Protocols.

Law: `storage` fits these and is never imported here. Every method that changes a row
names the attempt or the state it expects and answers whether it was so; no caller
assumes that it won.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from app.domain.feedback import AnswerReview, Conclusion, Feedback
from app.domain.interview import Interview, Message, Session, Turn, TurnFault
from app.domain.persona import Choices
from app.domain.plan import Plan
from app.domain.practice import Hold, Practice, PracticePlace
from app.domain.requirement import Reading
from app.domain.share import Comment, Share
from app.domain.show import Show, ShowKey


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

    async def save_job_description(self, session_id: str, text: str, choices: Choices) -> bool:
        """False when the interview has begun already (any turn exists)."""
        ...

    async def claim_reading(self, session_id: str, most: int) -> bool:
        """Count one try to read the papers; False when they are read or `most` were made."""
        ...

    async def save_reading(self, session_id: str, reading: Reading) -> Reading | None:
        """Keep `reading` unless there is one; the one that stands, None when erased."""
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
        claims (`turn_state.MAX_CLAIMS`), or the session has ended.
        """
        ...

    async def beat(self, session_id: str, number: int, attempt: int) -> bool:
        """Raise the counter of a live writer; False when `attempt` was overtaken."""
        ...

    async def finish(self, question: Message, attempt: int, plan: Plan | None) -> bool:
        """Store the whole question and await its answer, in one transaction.

        False, and nothing stored, unless the turn is being written at `attempt`.
        """
        ...

    async def save_plan(self, session_id: str, number: int, attempt: int, plan: Plan) -> bool:
        """Add what was decided to a question that stands, written at `attempt`."""
        ...

    async def clarify(self, session_id: str, number: int, text: str) -> bool:
        """Put the question differently; False unless it is awaited and was not before."""
        ...

    async def fail(self, session_id: str, number: int, attempt: int, fault: TurnFault) -> bool:
        """No question could be had at `attempt`; False when that was overtaken."""
        ...

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
        """As `Turns.claim`, without a bound: who has no call left writes by rule."""
        ...

    async def beat_feedback(self, session_id: str, attempt: int) -> bool: ...

    async def save_review(self, session_id: str, attempt: int, review: AnswerReview) -> bool:
        """Keep one answer read; replaces an earlier review of the same turn."""
        ...

    async def finish_feedback(self, session_id: str, attempt: int, conclusion: Conclusion) -> bool:
        """The report stands, with `conclusion`; False when `attempt` was overtaken."""
        ...

    async def revise_feedback(self, session_id: str) -> bool:
        """Open a report that stands for one more round of tries; False unless it stands."""
        ...

    async def unwritten_feedbacks(self) -> Sequence[Feedback]: ...


class Practices(Protocol):
    """Where answers given once more are kept, with their reviews."""

    async def practices(self, session_id: str) -> Sequence[Practice]:
        """Those of a session, the earliest first."""
        ...

    async def hold_place(self, place: PracticePlace, most: int, lost_before: datetime) -> Hold:
        """Hold it beside fewer than `most` others and practices of its turn.

        A place held since before `lost_before` is nobody's any more.
        """
        ...

    async def give_up_place(self, place: PracticePlace) -> None: ...

    async def add_practice(self, practice: Practice, most: int) -> bool:
        """Keep it in its place; False where its turn has this answer, or `most`, or is gone."""
        ...


class Shares(Protocol):
    """Where links to reports are kept; at most one a session, gone with it."""

    async def share(self, session_id: str) -> Share | None: ...

    async def share_of_token(self, token_hash: str) -> Share | None: ...

    async def save_share(self, share: Share, now: datetime) -> Share | None:
        """Keep it unless the session has one that has not ended `now`.

        That one then shows scores as this one would. The one that stands, None when the
        session is gone.
        """
        ...

    async def withdraw_share(self, session_id: str) -> None: ...


class Comments(Protocol):
    """Where it is kept what others say of a report; gone with the session."""

    async def comments(self, session_id: str) -> Sequence[Comment]:
        """Those of a session, the earliest first."""
        ...

    async def add_comment(self, comment: Comment, most: int) -> bool:
        """Keep it, the same words by the same name once; False where there is no room for it."""
        ...

    async def remove_comment(self, session_id: str, comment_id: str) -> bool:
        """False where that session has no such comment."""
        ...


class Shows(Protocol):
    """Where shows are kept; at most one a session, gone with it."""

    async def show(self, key: ShowKey, value: str) -> Show | None: ...

    async def open_show(self, show: Show) -> Show | None:
        """Insert it; the one that its session has, None when the session is gone."""
        ...

    async def change_show(self, show: Show, step: int) -> bool:
        """Replace the show, and its session's speaker, in one transaction.

        False, and nothing changed, unless its step is `step` and its session there.
        """
        ...


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


class Store(
    Sessions,
    Turns,
    Feedbacks,
    Practices,
    Shares,
    Comments,
    Shows,
    Health,
    Spending,
    Protocol,
):
    """All of storage, as `create_app` takes it."""

    async def open(self) -> None: ...

    async def close(self) -> None: ...
