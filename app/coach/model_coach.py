"""The interviewer and the reviewer that are language models.

Who understands, judges: the model reads, asks and rates. What it says is checked where
that can be done (ids, quotations, ranges); no rule overrules it about meaning.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing

from app.coach.answer_signs import ANCHORS
from app.coach.checked_words import quotation
from app.coach.reading_reader import ReadingReader
from app.coach.report_reader import ReportPart, ReportReader
from app.coach.rule_coach import RuleReviewer
from app.domain.brief import Brief
from app.domain.errors import ModelFailed
from app.domain.feedback import AnswerReview
from app.domain.interview import Interview, Session
from app.domain.plan import Origin, Plan, Reason
from app.domain.requirement import Reading
from app.domain.score import conclude
from app.domain.source import Source
from app.prompts.papers import reading_prompt
from app.prompts.question_prompt import question_prompt
from app.prompts.report_prompt import report_prompt
from app.services.ports import Model
from app.text.normalise import normalise

_FEWEST_OF_CUT = 3
"""Requirements that make a reading good although its end is missing."""
_ID = re.compile(r"\W*(?:([rc]\d{1,2})\b|[-–—])", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“„«'‘](.+)[\"”“»'’]")
_MARKS = " \t\"'“”„«»‘’`*[]()<>:-–—"


class ModelInterviewer:
    """Fits `ports.Interviewer`."""

    source = Source.MODEL

    def __init__(self, model: Model) -> None:
        self._model = model

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def fallback_name(self) -> str | None:
        return self._model.fallback_name

    @property
    def has_one_place(self) -> bool:
        return self._model.is_local

    async def read(self, session: Session, tries: int) -> Reading:
        """One call; a reply that was cut is good if enough of it came.

        Raises `ModelFailed`, final where the reply could not be read.
        """
        reader = ReadingReader(session)
        failure = ModelFailed("unreadable", "the reading names no words of the posting", final=True)
        fewest = 1
        try:
            async with aclosing(self._model.stream(reading_prompt(session), tries)) as pieces:
                async for piece in pieces:
                    reader.feed(piece)
                    if reader.has_run_away:
                        break
        except ModelFailed as fault:
            failure, fewest = fault, _FEWEST_OF_CUT
        found = reader.reading()
        if len(found.requirements) < fewest:
            raise failure
        return found

    def question(
        self, brief: Brief, tries: int, is_shown: Callable[[], bool] | None = None
    ) -> AsyncGenerator[str, None]:
        return self._model.stream(question_prompt(brief), tries, is_shown)

    def plan(self, brief: Brief, line: str) -> Plan:
        """The id and the words of `[r3] "words"`, if they can be checked."""
        text = " ".join(normalise(line).split())
        begun = _ID.match(text)
        if begun is None:
            return Plan()
        rest = text[begun.end() :]
        quoted = _QUOTED.search(rest)
        words = (quoted.group(1) if quoted else rest).strip(_MARKS)
        reason = _reason(brief, words)
        if words and reason is None:
            return Plan()
        rows = brief.session.reading
        known = rows.requirement((begun.group(1) or "").casefold()) if rows else None
        return Plan(requirement=known.id if known else None, reason=reason)

    async def close(self) -> None:
        await self._model.close()


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
        self, interview: Interview, done: Sequence[AnswerReview], tries: int
    ) -> AsyncGenerator[ReportPart, None]:
        """One call; what came before it failed or ran away is given all the same."""
        reader = ReportReader(interview, done)
        prompt = report_prompt(interview, done, ANCHORS)
        failure: ModelFailed | None = None
        try:
            async with aclosing(self._model.stream(prompt, tries)) as pieces:
                async for piece in pieces:
                    for part in reader.feed(piece):
                        yield part
                    if reader.has_run_away:
                        failure = ModelFailed("runaway", "the report did not come to an end")
                        break
        except ModelFailed as fault:
            failure = fault
        for part in reader.finish():
            yield part
        if reader.missing is not None:
            raise failure or ModelFailed("unreadable", f"the report lacks {reader.missing}")
