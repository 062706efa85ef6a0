"""The reading of CV and posting that a model wrote: what is believed of it."""

from __future__ import annotations

import re
from collections.abc import Collection

from app.coach.checked_words import quotation, text_within
from app.coach.object_scanner import Found, ObjectScanner
from app.coach.spans import beginning
from app.domain.interview import Session
from app.domain.requirement import CvLine, Reading, Requirement, RequirementKind
from app.domain.source import Source
from app.prompts.templates import language_code
from app.text.language_id import language_of
from app.text.sentences import words

MOST_REQUIREMENTS, MOST_CV_LINES = 8, 5
_MOST_WORDS, _MOST_NAME_WORDS = 20, 5
_LANGUAGE = re.compile(r'"language"\s*:\s*"([^"]{2,20})"')
_BEGINNING = 4000


class ReadingReader:
    def __init__(self, session: Session) -> None:
        self._cv = session.cv_text or ""
        self._posting = session.job_description_text or ""
        self._scanner = ObjectScanner(keys=("words", "name", "kind", "case"), lists=("cv",))
        self._requirements: list[Requirement] = []
        self._lines: list[CvLine] = []
        self._beginning = ""

    @property
    def has_run_away(self) -> bool:
        return self._scanner.has_run_away

    def feed(self, piece: str) -> None:
        if len(self._beginning) < _BEGINNING:
            self._beginning += piece
        self._take(self._scanner.feed(piece))

    def reading(self) -> Reading:
        """What was read, also of a reply that was cut."""
        self._take(self._scanner.finish())
        named = _LANGUAGE.search(self._beginning)
        language = language_code(named.group(1)) if named else None
        return Reading(
            requirements=tuple(self._requirements),
            cv_lines=tuple(self._lines),
            language=language or language_of(self._posting) or "en",
            source=Source.MODEL,
        )

    def _take(self, found: list[Found]) -> None:
        for name, value in found:
            for line in value if name and isinstance(value, list) else ():
                span = _span(line, self._cv, [known.text for known in self._lines])
                if span and len(self._lines) < MOST_CV_LINES:
                    self._lines.append(CvLine(id=f"c{len(self._lines) + 1}", text=span))
            if isinstance(value, dict):
                self._take_requirement(value)

    def _take_requirement(self, value: dict[str, object]) -> None:
        known = [requirement.text for requirement in self._requirements]
        span = _span(value.get("words"), self._posting, known)
        if span is None or len(known) >= MOST_REQUIREMENTS:
            return
        name = text_within(value.get("name"), _MOST_NAME_WORDS)
        kind = str(value.get("kind")).strip().casefold()
        requirement = Requirement(
            id=f"r{len(known) + 1}",
            text=span,
            name=name or " ".join(span.split()[:_MOST_NAME_WORDS]),
            kind=RequirementKind(kind) if kind in set(RequirementKind) else RequirementKind.DUTY,
            is_askable=str(value.get("case")).casefold() not in ("false", "no"),
        )
        self._requirements.append(requirement)


def _span(value: object, source: str, known: Collection[str]) -> str | None:
    """The words of `source` that `value` names, at most a clause, if they are new."""
    span = beginning(quotation(value, source) or "", _MOST_WORDS)
    if span is None or len(words(span)) > _MOST_WORDS:
        return None
    return None if any(span in text or text in span for text in known) else span
