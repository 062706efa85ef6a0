"""What the papers ask for and offer: the requirements of the posting, lines of the CV."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from app.domain.source import Source


class RequirementKind(StrEnum):
    """How much the job insists on a requirement."""

    MUST = "must"
    DUTY = "duty"
    NICE = "nice"


class Requirement(Struct, frozen=True, kw_only=True):
    """One thing the job asks for.

    `id` is "r1" to "r8". `text` stands word for word in the posting (a line or a
    clause of it, at most 20 words); `name` is a short name for tables.
    `is_askable` says whether a case of it can be asked for: a licence cannot.
    """

    id: str
    text: str
    name: str
    kind: RequirementKind
    is_askable: bool = True

    @property
    def is_must(self) -> bool:
        return self.kind is RequirementKind.MUST


class CvLine(Struct, frozen=True, kw_only=True):
    """A span of the CV worth asking about, word for word; `id` is "c1" to "c5"."""

    id: str
    text: str


class Reading(Struct, frozen=True, kw_only=True):
    """What was read out of CV and posting, once for the whole interview.

    `language` is that of the posting (ISO 639-1). `source` says who read it.
    """

    requirements: tuple[Requirement, ...]
    cv_lines: tuple[CvLine, ...]
    language: str
    source: Source

    def requirement(self, requirement_id: str | None) -> Requirement | None:
        """The requirement of that id, None when there is none."""
        return next((r for r in self.requirements if r.id == requirement_id), None)


NOTHING_READ = Reading(requirements=(), cv_lines=(), language="en", source=Source.DEMO)
"""What is known of papers that nobody has read yet."""
