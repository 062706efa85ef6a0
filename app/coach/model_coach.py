"""The interviewer and the reviewer that are language models.

Who understands, judges: the model reads, asks and rates. What it says is checked where
that can be done (ids, quotations, ranges); no rule overrules it about meaning.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Callable, Collection, Iterable, Sequence
from contextlib import aclosing

from app.coach import report_reader
from app.coach.answer_signs import ANCHORS
from app.coach.checked_words import quotation, text_within
from app.coach.object_scanner import Found, ObjectScanner
from app.coach.report_reader import ReportPart, ReportReader
from app.coach.rule_coach import RuleReviewer
from app.coach.spans import beginning
from app.domain.brief import Brief
from app.domain.errors import ModelFailed
from app.domain.feedback import AnswerReview, RequirementFinding
from app.domain.interview import Interview, Session
from app.domain.plan import Origin, Plan, Reason
from app.domain.requirement import NOTHING_READ, CvLine, Reading, Requirement, RequirementKind
from app.domain.score import conclude
from app.domain.source import Source
from app.prompts.papers import reading_prompt
from app.prompts.question_prompt import question_prompt
from app.prompts.report_prompt import report_prompt
from app.prompts.templates import language_code
from app.services.ports import Model
from app.text.language_id import language_of
from app.text.normalise import normalise
from app.text.quotations import verbatim
from app.text.sentences import words

_READ, _LISTED = ("words", "name", "kind", "case"), ("cv",)  # keys and lists of a reading
_MOST_REQUIREMENTS, _MOST_CV_LINES, _SPAN_WORDS, _NAME_WORDS = 8, 5, 20, 5
_LANGUAGE = re.compile(r'"language"\s*:\s*"([^"]{2,20})"')
_FEWEST_OF_CUT = 3  # requirements that make a reading good although its end is missing
_ID = re.compile(r"\W*(?:([rc]\d{1,2})\b|[-–—])", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“„«'‘](.+)[\"”“»'’]")
_MARKS = " \t\"'“”„«»‘’`*[]()<>:-–—"


class ModelInterviewer:
    """Fits `ports.Interviewer`."""

    source = Source.MODEL

    def __init__(self, model: Model) -> None:
        self._model = model
        self.name = model.name
        self.fallback_name = model.fallback_name
        self.has_one_place = model.is_local

    async def read(self, session: Session, tries: int) -> Reading:
        """One call; a reply that was cut is good if enough of it came.

        Raises `ModelFailed`, final where the reply could not be read.
        """
        scanner = ObjectScanner(_READ, _LISTED)
        failure = ModelFailed("unreadable", "the reading names no words of the posting", final=True)
        found, fewest = list[Found](), 1
        try:
            async for each in scanner.scan(self._model.stream(reading_prompt(session), tries)):
                found += each
        except ModelFailed as fault:
            failure, fewest = fault, _FEWEST_OF_CUT
        reading = _reading(found, scanner.beginning, session)
        if len(reading.requirements) < fewest:
            raise failure
        return reading

    def question(
        self, brief: Brief, tries: int, is_shown: Callable[[], bool] | None = None
    ) -> AsyncGenerator[str, None]:
        return self._model.stream(question_prompt(brief), tries, is_shown)

    def plan(self, brief: Brief, line: str) -> Plan:
        """The id and the words of `[r3] "words"`, if checked; words of one other mean that one."""
        text = " ".join(normalise(line).split())
        begun = _ID.match(text)
        if begun is None:
            return Plan()
        quoted = _QUOTED.search(text, begun.end())
        words = (quoted[1] if quoted else text[begun.end() :]).strip(_MARKS)
        reason = _reason(brief, words)
        if words and reason is None:
            return Plan()
        reading = brief.session.reading or NOTHING_READ
        known = reading.requirement((begun[1] or "").casefold())
        named = [each for each in reading.requirements if verbatim(words, each.text)]
        known = named[0] if known not in (None, *named) and len(named) == 1 else known
        return Plan(requirement=known.id if known else None, reason=reason)

    async def close(self) -> None:
        await self._model.close()


def _reading(found: Iterable[Found], begun: str, session: Session) -> Reading:
    """What is believed of a reply that was `begun` so, also of one that was cut."""
    cv, posting = session.cv_text or "", session.job_description_text or ""
    requirements, told = list[Requirement](), list[str]()
    for name, value in found:
        for line in value if name and isinstance(value, list) else ():
            if span := _span(line, cv, told):
                told.append(span)
        if isinstance(value, dict):
            known = [requirement.text for requirement in requirements]
            if span := _span(value.get("words"), posting, known):
                requirements.append(_requirement(f"r{len(known) + 1}", span, value))
    named = _LANGUAGE.search(begun)
    language = language_code(named[1]) if named else None
    lines = (CvLine(id=f"c{n}", text=text) for n, text in enumerate(told[:_MOST_CV_LINES], start=1))
    return Reading(
        requirements=tuple(requirements[:_MOST_REQUIREMENTS]),
        cv_lines=tuple(lines),
        language=language or language_of(posting) or "en",
        source=Source.MODEL,
    )


def _requirement(number: str, span: str, value: dict[str, object]) -> Requirement:
    kind = str(value.get("kind")).strip().casefold()
    name = text_within(value.get("name"), _NAME_WORDS)
    return Requirement(
        id=number,
        text=span,
        name=name or " ".join(span.split()[:_NAME_WORDS]),
        kind=RequirementKind(kind) if kind in set(RequirementKind) else RequirementKind.DUTY,
        is_askable=str(value.get("case")).casefold() not in ("false", "no"),
    )


def _span(value: object, source: str, known: Collection[str]) -> str | None:
    """The words of `source` that `value` names, at most a clause, if they are new."""
    span = beginning(quotation(value, source) or "", _SPAN_WORDS)
    if span is None or len(words(span)) > _SPAN_WORDS:
        return None
    return None if any(span in text or text in span for text in known) else span


def _reason(brief: Brief, words: str) -> Reason | None:
    """Where `words` stand: in the posting, the CV or an answer, the latest first."""
    session, answers = brief.session, brief.interview.answers
    papers = (Origin.JOB, session.job_description_text, None), (Origin.CV, session.cv_text, None)
    said = ((Origin.ANSWER, answer.content, answer.turn) for answer in reversed(answers))
    for origin, text, turn in (*papers, *said):
        if quote := quotation(words, text or ""):
            return Reason(origin=origin, quote=quote, turn=turn)
    return None


class ModelReviewer:
    """Fits `ports.Reviewer`; what rules settle is settled as without a model."""

    source = Source.MODEL
    floor = staticmethod(RuleReviewer(Source.STAND_IN).floor)
    conclude = staticmethod(conclude)

    def __init__(self, model: Model) -> None:
        self._model = model

    async def review(
        self, interview: Interview, done: Sequence[AnswerReview | RequirementFinding], tries: int
    ) -> AsyncGenerator[ReportPart, None]:
        """One call; what came before it failed or ran away is given all the same."""
        judged = [part for part in done if isinstance(part, AnswerReview)]
        report = ReportReader(interview, judged)
        scanner = ObjectScanner(report_reader.KEYS, report_reader.LISTS)
        stream = self._model.stream(report_prompt(interview, judged, ANCHORS), tries)
        failure: ModelFailed | None = None
        try:
            async with aclosing(scanner.scan(stream)) as found:
                async for each in found:
                    for part in report.parts(each):
                        yield part
        except ModelFailed as fault:
            failure = fault
        if scanner.has_run_away:
            failure = ModelFailed("runaway", "the report did not come to an end")
        if report.missing is not None:
            raise failure or ModelFailed("unreadable", f"the report lacks {report.missing}")
