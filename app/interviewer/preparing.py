"""Preparing an interview: the session and its two documents, and erasing them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.interview.errors import BadInput, Conflict, NotFound, NotYours
from app.interview.model import Interview, Session
from app.interviewer.clock import World
from app.interviewer.needs import Sessions
from app.language.text import has_visible, normalise

MAX_NAME = 200
MIN_DOCUMENT = 50
MAX_JOB_DESCRIPTION = 10_000
RECENT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The documents behind the demo button."""

    job_title: str
    company_name: str
    cv_text: str
    job_description_text: str


class Preparer:
    """Creates, fills and erases sessions."""

    def __init__(self, *, sessions: Sessions, world: World, sample: Sample) -> None:
        self._sessions = sessions
        self._world = world
        self._sample = sample

    async def create(self, owner: str, job_title: str, company_name: str) -> Session:
        """A new session; raises `BadInput`."""
        session = self._new(
            owner,
            job_title=_name("Job title", job_title),
            company_name=_name("Company name", company_name),
        )
        await self._sessions.add_session(session)
        return session

    async def create_demo(self, owner: str) -> Session:
        """A new session with the sample documents, ready to begin."""
        session = self._new(
            owner, job_title=self._sample.job_title, company_name=self._sample.company_name
        )
        session = replace(
            session,
            is_demo=True,
            cv_text=self._sample.cv_text,
            job_description_text=self._sample.job_description_text,
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

    async def save_job_description(self, session_id: str, text: str) -> None:
        """Keep the job description; raises `BadInput`, or `Conflict` once begun."""
        text = normalise(text)
        check_job_description(text)
        if not await self._sessions.save_job_description(session_id, text):
            raise _begun()

    async def recent(self, owner: str) -> Sequence[Interview]:
        """The owner's five most recent sessions, newest first."""
        return await self._sessions.recent(owner, RECENT)

    async def erase(self, session_id: str) -> None:
        await self._sessions.erase(session_id)

    def _new(self, owner: str, *, job_title: str, company_name: str) -> Session:
        return Session(
            id=self._world.new_id(),
            owner=owner,
            job_title=job_title,
            company_name=company_name,
            created_at=self._world.now(),
        )


def check_job_description(text: str) -> None:
    """Raises `BadInput` for an empty, too short or too long job description."""
    if not has_visible(text):
        raise BadInput("Job description cannot be empty")
    if len(text.strip()) < MIN_DOCUMENT:
        raise BadInput(
            "Job description seems too short. "
            "Please provide a complete job description (at least 50 characters)"
        )
    if len(text) > MAX_JOB_DESCRIPTION:
        raise BadInput("Job description too long (max 10,000 characters)")


def _name(label: str, value: str) -> str:
    """A one-line name, as typed but for outer and doubled white space."""
    value = " ".join(normalise(value).split())
    if not has_visible(value):
        raise BadInput(f"{label} cannot be empty")
    if len(value) > MAX_NAME:
        raise BadInput(f"{label} too long (max 200 characters)")
    return value


def _begun() -> Conflict:
    return Conflict("The interview has begun, so its documents can no longer be changed.")
