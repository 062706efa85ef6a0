"""Preparing an interview: the session and its two documents, and erasing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from app.domain.errors import BadInput, Conflict, NotFound, NotYours, Unprocessable
from app.domain.interview import Interview, Session
from app.domain.persona import LANGUAGES, Choices, Persona
from app.services.clock import Clock
from app.services.erasure import Erasure
from app.services.ports import Documents
from app.services.store_ports import Sessions
from app.text.normalise import has_visible, normalise
from app.values import replace

MAX_NAME = 200
MIN_DOCUMENT = 50
MAX_JOB_DESCRIPTION = 10_000
JOB_FIELD = "job_description"
RECENT = 5


class SampleAnswers(Struct, frozen=True, kw_only=True):
    """What the sample candidate says: to a question of the story, to one about its words.

    `by_question` is in the words and the order of the story, `by_quote` by the lines of
    the papers that the story quotes.
    """

    by_question: Mapping[str, str] = field(default_factory=dict)
    by_quote: Mapping[str, str] = field(default_factory=dict)


class Sample(Struct, frozen=True, kw_only=True):
    """A sample interview that the landing page offers; `name` is that of its story."""

    name: str
    job_title: str
    company_name: str
    candidate: str
    tagline: str
    cv_text: str
    job_description_text: str
    answers: SampleAnswers = field(default_factory=SampleAnswers)


class PreparationService:
    """Creates, fills and erases sessions."""

    def __init__(
        self,
        *,
        sessions: Sessions,
        erasure: Erasure,
        documents: Documents,
        clock: Clock,
        samples: Mapping[str, Sample],
    ) -> None:
        self._sessions = sessions
        self._erasure = erasure
        self._documents = documents
        self._clock = clock
        self.samples = samples

    async def create(self, owner: str, job_title: str, company_name: str) -> Session:
        """A new session; raises `BadInput`."""
        session = self._new(
            owner,
            job_title=_name("job_title", "Job title", job_title),
            company_name=_name("company_name", "Company name", company_name),
        )
        await self._sessions.add_session(session)
        return session

    async def create_demo(self, owner: str, story: str | None = None) -> Session:
        """A new session with sample papers, ready to begin; the first ones for None.

        Raises `Unprocessable` for a story there is not.
        """
        sample = self.samples.get(story or next(iter(self.samples)))
        if sample is None:
            raise Unprocessable("There is no sample interview of that name.")
        session = replace(
            self._new(owner, job_title=sample.job_title, company_name=sample.company_name),
            is_demo=True,
            story=sample.name,
            cv_text=sample.cv_text,
            job_description_text=sample.job_description_text,
        )
        await self._sessions.add_session(session)
        return session

    async def again(self, interview: Interview) -> Session:
        """A new session with the same papers, which knows what was asked before.

        Raises `Conflict` where a paper is missing.
        """
        earlier = interview.session
        if not earlier.is_ready:
            raise Conflict("Bring your CV and the job description first.")
        questions = (exchange.question for exchange in interview.exchanges)
        asked = (text for q in questions for text in (q.content, q.clarified) if text)
        session = replace(
            earlier,
            id=self._clock.new_id(),
            created_at=self._clock.now(),
            speaker=None,
            ended_at=None,
            reading=None,
            asked_before=tuple(dict.fromkeys((*earlier.asked_before, *asked))),
        )
        await self._sessions.add_session(session)
        return session

    async def owned(self, session_id: str, owner: str | None) -> Session:
        """The session, if it is `owner`'s; raises `NotFound` or `NotYours`."""
        session = await self._sessions.session(session_id)
        if session is None:
            raise NotFound
        if session.owner != owner:
            raise NotYours
        return session

    async def save_cv(self, session_id: str, text: str, warning: str | None) -> None:
        """Keep the CV's text; raises `Conflict` once the interview has begun."""
        if not await self._sessions.save_cv(session_id, text, warning):
            raise _begun()

    async def save_job_description(
        self, session: Session, text: str, choices: Choices, *, address: str = ""
    ) -> None:
        """Keep the job description and what was chosen; `address` is from where it was sent.

        Raises `BadInput`, `TooOften` in a crowd, or `Conflict` once begun.
        """
        text = normalise(text)
        if not has_visible(text):
            raise BadInput("Job description cannot be empty", field=JOB_FIELD)
        text = await self._documents.read_posting(
            text,
            session_id=session.id,
            owner=session.owner,
            address=address,
            owner_since=session.created_at,
        )
        check_job_description(text)
        if not await self._sessions.save_job_description(session.id, text, choices):
            raise _begun()

    async def recent(self, owner: str) -> Sequence[Interview]:
        """The owner's five most recent sessions, newest first."""
        return await self._sessions.recent(owner, RECENT)

    async def owns_sessions(self, owner: str) -> bool:
        return bool(await self._sessions.recent(owner, 1))

    async def erase(self, session_id: str) -> None:
        """Remove the session and all that belongs to it, whatever is being written."""
        await self._erasure.erase(session_id)

    def _new(self, owner: str, *, job_title: str, company_name: str) -> Session:
        return Session(
            id=self._clock.new_id(),
            owner=owner,
            job_title=job_title,
            company_name=company_name,
            created_at=self._clock.now(),
        )


def choices_of(interviewer: str, language: str) -> Choices:
    """What was chosen, by code or name, empty for nothing.

    Raises `Unprocessable` for what is not offered.
    """
    who, spoken = interviewer.casefold().replace(" ", "-"), language.casefold()
    code = next((code for code, name in LANGUAGES.items() if spoken == name.casefold()), spoken)
    if who not in {"", *Persona}:
        raise Unprocessable(f"The interviewer must be one of: {', '.join(Persona)}.")
    if code not in {"", *LANGUAGES}:
        raise Unprocessable(f"The language must be one of: {', '.join(sorted(LANGUAGES))}.")
    return Choices(persona=Persona(who) if who else None, language=code or None)


def check_job_description(text: str) -> None:
    """Raises `BadInput` for a job description that is too short or too long."""
    if len(text.strip()) < MIN_DOCUMENT:
        raise BadInput(
            "Job description seems too short. "
            "Please provide a complete job description (at least 50 characters)",
            field=JOB_FIELD,
        )
    if len(text) > MAX_JOB_DESCRIPTION:
        raise BadInput("Job description too long (max 10,000 characters)", field=JOB_FIELD)


def _name(field: str, label: str, value: str) -> str:
    """A one-line name, as typed but for outer and doubled white space."""
    value = " ".join(normalise(value).split())
    if not has_visible(value):
        raise BadInput(f"{label} cannot be empty", field=field)
    if len(value) > MAX_NAME:
        raise BadInput(f"{label} too long (max 200 characters)", field=field)
    return value


def _begun() -> Conflict:
    return Conflict("The interview has begun, so its documents can no longer be changed.")
