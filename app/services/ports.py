"""What the use cases need of the world, as Protocols; of storage: `store_ports`.

Law: the adapters fit these and are never imported here.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from datetime import datetime
from typing import Protocol, TypedDict, Unpack

from msgspec import Struct

from app.domain.brief import Brief
from app.domain.feedback import AnswerReview, Conclusion, RequirementFinding, Summary
from app.domain.interview import Interview, Session
from app.domain.plan import Plan
from app.domain.requirement import Reading
from app.domain.source import Source
from app.prompts.prompt import Prompt


class Budget(Protocol):
    """What a model asks before each call."""

    async def spend(self) -> None:
        """Raises `ModelFailed` when no call is left."""
        ...


class Place(Struct, frozen=True, kw_only=True):
    """How far a subscriber has read: the attempt, and how many of its pieces."""

    attempt: int = 0
    index: int = 0


class Batch(Struct, frozen=True, kw_only=True):
    """What a subscriber had not read yet.

    `text` is everything after its place, joined. `begun_again`: a newer attempt
    has begun, `text` is the whole of it so far. `ended`: the writer has closed
    this attempt, so that the row is worth reading now. All empty after a wait
    in which nothing came.
    """

    place: Place
    text: str = ""
    begun_again: bool = False
    ended: bool = False


class Stream(Protocol):
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

    async def erase(self, key: str) -> None:
        """Forget every piece of `key`, and take no more, whoever sends them."""
        ...

    async def ping(self) -> None:
        """Raises `StorageUnavailable`."""
        ...

    async def open(self) -> None: ...

    async def close(self) -> None: ...


class Model(Protocol):
    """One or two providers of a language model."""

    @property
    def name(self) -> str:
        """What the page calls it, e.g. "gpt-5-mini"."""
        ...

    @property
    def fallback_name(self) -> str | None:
        """Who is asked when the first cannot be reached; None: nobody."""
        ...

    @property
    def is_local(self) -> bool:
        """Whether it runs on this machine or network, where servers have one place."""
        ...

    def stream(
        self, prompt: Prompt, tries: int, is_shown: Callable[[], bool] | None = None
    ) -> AsyncGenerator[str, None]:
        """Raw pieces of the reply, as they come; an empty one is a sign of life.

        `tries` is 1 for an ask's first call. `is_shown` tells whether any of this
        reply could be shown yet, None that all is as it comes: who writes only what
        cannot be is left for another in time. One call of one provider at the most.
        Raises `ModelFailed`; ends without an error only when the text is whole.
        """
        ...

    async def close(self) -> None: ...


class Interviewer(Protocol):
    """Reads the papers and words the questions: by a model, or the built-in demo."""

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

    @property
    def has_one_place(self) -> bool:
        """Whether another call at the same time would keep a question waiting."""
        ...

    async def read(self, session: Session, tries: int) -> Reading:
        """What the papers ask for and offer. Raises `ModelFailed`."""
        ...

    def question(
        self, brief: Brief, tries: int, is_shown: Callable[[], bool] | None = None
    ) -> AsyncGenerator[str, None]:
        """Raw pieces of the question and of the line after it; as `Model.stream`."""
        ...

    def plan(self, brief: Brief, line: str) -> Plan:
        """What was decided for the question of `brief`; `line` came after it.

        Only what can be checked is kept: a known requirement, words that stand
        verbatim in CV, posting or an answer.
        """
        ...

    async def close(self) -> None: ...


class Reviewer(Protocol):
    """Judges answers: by a model, or by rule."""

    @property
    def source(self) -> Source: ...

    def floor(self, interview: Interview) -> Sequence[AnswerReview]:
        """The reviews that need no model: blank, repeated, copied, asking back."""
        ...

    def review(
        self, interview: Interview, done: Sequence[AnswerReview | RequirementFinding], tries: int
    ) -> AsyncGenerator[AnswerReview | RequirementFinding | Summary, None]:
        """The reviews not in `done`, in order of turn, the table, then one summary.

        What is in `done` stands in the report: nothing that is written by rule says otherwise.
        Each part as soon as it is whole and checked. Raises `ModelFailed`; what came
        before stays good.
        """
        ...

    def conclude(
        self,
        interview: Interview,
        reviews: Sequence[AnswerReview],
        findings: Sequence[RequirementFinding],
        summary: Summary,
    ) -> Conclusion:
        """What the parts add up to; the score is computed here and explained."""
        ...


class ReadDocument(Protocol):
    """A document as text; `warning` is None unless it was read poorly."""

    @property
    def text(self) -> str: ...

    @property
    def warning(self) -> str | None: ...


class ForWhom(TypedDict, total=False):
    """For whom something is read, so that nobody waits for another's files.

    `owner_since` is when the owner's first session was made, None for one not known yet.
    """

    session_id: str
    owner: str
    address: str
    owner_since: datetime | None


class Documents(Protocol):
    """Files to text. The first two raise `BadInput` for what cannot be used."""

    async def read_document(
        self, filename: str, content: bytes, **whom: Unpack[ForWhom]
    ) -> ReadDocument:
        """The text of an uploaded CV. Raises `TooOften` after a long wait in a crowd."""
        ...

    async def read_text(self, text: str, **whom: Unpack[ForWhom]) -> ReadDocument:
        """The text of a pasted CV."""
        ...

    async def read_posting(self, text: str, **whom: Unpack[ForWhom]) -> str:
        """A pasted job description as plain text; markup and page furniture removed."""
        ...


class Metrics(Protocol):
    """Where it is counted what became of an interview; times are in seconds."""

    def answered(self) -> None: ...

    def asked(self, source: Source, first_text: float, whole: float) -> None:
        """A question stands; both times count from the ask."""
        ...

    def try_failed(self, fault: str) -> None:
        """`fault`: one of a few short words."""
        ...

    def question_failed(self) -> None: ...

    def report_ended(self, *, is_by_rule: bool) -> None: ...


class Pingable(Protocol):
    """Something a ready process must reach."""

    async def ping(self) -> None:
        """Raises `StorageUnavailable`."""
        ...
