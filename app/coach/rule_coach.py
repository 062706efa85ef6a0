"""The reviewer by rule: offline, and in place of a model that could not be reached.

Law: every sentence was written by a person (`remarks.toml`) and says no more than
counting can know; whatever it quotes stands in its source word for word. Of a requirement
no more is claimed than "spoken of", by shared words or a case told when asked for it, and
"in the CV" only where the posting's own words stand there; what an answer denies is not
spoken of.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from app.coach.answer_classifier import COMMON_WORDS, GENERIC_WORDS, classify, floor_of
from app.coach.answer_signs import GAPS, TOLD_TO_THE_END, AnswerKind, Assessment, has_figure
from app.coach.phrase_table import load
from app.domain.feedback import AnswerReview, Evidence, Part, RequirementFinding, Summary
from app.domain.interview import Interview
from app.domain.requirement import NOTHING_READ, Reading, Requirement
from app.domain.score import conclude
from app.domain.source import Source
from app.guard.topics import reveals
from app.text.quotations import verbatim
from app.text.sentences import content_words

_REMARKS = load("remarks.toml")
_QUOTATION_MARKS = frozenset('"“”„«»‟')
_TOLD = frozenset({AnswerKind.STRONG, AnswerKind.FAIR, AnswerKind.VAGUE})
"""The kinds of answer that can speak of a requirement."""
_LEFT = (AnswerKind.MISSING, AnswerKind.REPEATED, AnswerKind.OFF_TOPIC)
_SAID = {5: "measured", 4: "told", 3: "instance", 2: "general", 1: "short"}
"""What is said of an answer by its rating; from 3 on there is a case in it."""
_CASE_FROM, _ENOUGH = 3, 2
_STRENGTHS, _WEAKNESSES, _UNSPOKEN, _CV_LINES = 3, 4, 2, 2
"""How many of each a summary holds at most."""


@dataclass(frozen=True, slots=True)
class RuleReviewer:
    """Fits `ports.Reviewer`; `source` labels all that it writes."""

    source: Source
    conclude = staticmethod(conclude)

    def floor(self, interview: Interview) -> Sequence[AnswerReview]:
        """The reviews that hold before any model is asked: blank, repeated, copied, asking back."""
        return [
            replace(_review(a.turn, floor, self.source), is_floor=True)
            for a in interview.answers
            if (floor := floor_of(interview, a.turn))
        ]

    async def review(
        self,
        interview: Interview,
        done: Sequence[AnswerReview],
        tries: int,  # noqa: ARG002 - as `ports.Reviewer` calls it
    ) -> AsyncGenerator[AnswerReview | RequirementFinding | Summary, None]:
        """The reviews not in `done`, the table and the summary."""
        read = {a.turn: classify(interview, a.turn) for a in interview.answers}
        reviews = {review.turn: review for review in done}
        for turn, assessment in read.items():
            if turn not in reviews:
                reviews[turn] = _review(turn, assessment, self.source)
                yield reviews[turn]
        reading = interview.session.reading or NOTHING_READ
        answering = [turn for turn in read if reviews[turn].answers_question]
        told = {turn: read[turn] for turn in answering if read[turn].kind in _TOLD}
        table = [_finding(interview, each, told) for each in reading.requirements]
        for finding in table:
            yield replace(finding, source=self.source)
        best = sorted(reviews.values(), key=lambda review: (-(review.rating or 0), review.turn))
        strengths = [
            _REMARKS["strength"][_SAID[review.rating]].format(turn=review.turn, quote=quote)
            for review in best
            if review.rating and review.rating >= _CASE_FROM and review.answers_question
            if (quote := _quotable(review.quote))
        ]
        yield Summary(
            strengths=tuple(strengths[:_STRENGTHS]),
            weaknesses=tuple(_weaknesses(interview, read, table, reading)),
            cv_improvements=tuple(_for_cv(reading, best)),
            source=self.source,
        )


def _quotable(text: str | None) -> str | None:
    """`text` as it can stand between quotation marks; None where it has some itself."""
    bare = (text or "").rstrip(" .")
    return None if _QUOTATION_MARKS & {*bare} else bare or None


def _review(turn: int, read: Assessment, source: Source) -> AnswerReview:
    return AnswerReview(
        turn=turn,
        rating=read.rating,
        quote=read.quote,
        parts=read.parts,
        comment=_comment(turn, read),
        outline=None,
        source=source,
        answers_question=read.kind is not AnswerKind.OFF_TOPIC,
    )


def _comment(turn: int, read: Assessment) -> str:
    """What was counted, and what would lift it."""
    quote, denied = _quotable(read.quote), _quotable(next(iter(read.denied), None))
    said = lift = read.kind.value
    if read.kind in _TOLD:
        lift, said = next(iter(read.gaps), "none"), _SAID[read.rating or 1]
        is_case = (read.rating or 0) >= _CASE_FROM
        said = "unquoted" if is_case and not quote else said
        said = "deed" if said == "general" and Part.ACTION in read.parts else said
        said = "denied" if denied and not is_case else said
    filled = {"quote": quote, "denied": denied, "again": read.again}
    variants = (_REMARKS["comment"][said], _REMARKS["lift"].get(lift, [""]))
    return " ".join(v[(turn - 1) % len(v)] for v in variants).strip().format(**filled)


def _counted(turns: Sequence[int]) -> dict[str, str]:
    """Their numbers, "1, 5 and 8", and the "s" of more than one."""
    *before, last = map(str, turns)
    return {"turns": f"{', '.join(before)} and {last}" if before else last, "s": "s" * bool(before)}


def _weaknesses(
    of: Interview, read: Mapping[int, Assessment], table: Sequence[RequirementFinding], by: Reading
) -> list[str]:
    """What was counted most often, and the must-haves of which no answer spoke."""
    words, open_now = _REMARKS["weakness"], {f.requirement for f in table if f.turn is None}
    missed = {kind.value: [turn for turn in read if read[turn].kind is kind] for kind in _LEFT}
    told = {turn: read[turn].gaps for turn in read if read[turn].kind in _TOLD}
    missed |= {gap: [turn for turn in told if gap in told[turn]] for gap in GAPS}
    most = sorted(missed, key=lambda key: -len(missed[key]))
    counted = [words[key].format(**_counted(missed[key])) for key in most if missed[key]]
    musts = [r for r in by.requirements if r.is_must and r.is_askable and r.id in open_now]
    unspoken = [_unspoken(of, read, must) for must in musts[:_UNSPOKEN]]
    return [*counted[: _WEAKNESSES - len(unspoken)], *unspoken]


def _unspoken(interview: Interview, read: Mapping[int, Assessment], of: Requirement) -> str:
    """That it was denied, else that it was asked about, else that no answer spoke of it."""
    found = ((turn, _quotable(denies(read[turn], of.text))) for turn in read)
    denied = [(turn, quote) for turn, quote in found if quote and reveals(quote) is None]
    asked = [(t.number, "") for t in interview.turns if t.plan and t.plan.requirement == of.id]
    said = "denied" if denied else "asked" if asked else "unspoken"
    turn, quote = (denied or asked or [(0, "")])[0]
    return str(_REMARKS["weakness"][said].format(requirement=of.text, turn=turn, denied=quote))


def denies(read: Assessment, requirement: str) -> str | None:
    """The statement of an answer that denies `requirement` by its own words."""
    words, enough = _telling(requirement)
    return next((text for text in read.denied if len(words & content_words(text)) >= enough), None)


def _telling(requirement: str) -> tuple[frozenset[str], int]:
    """Its telling words, and how many of them an answer about it shares."""
    words = (every := content_words(requirement)) - GENERIC_WORDS - COMMON_WORDS or every
    return words, max(1, min(_ENOUGH, ceil(len(words) / 2)))


def _for_cv(reading: Reading, best: Sequence[AnswerReview]) -> list[str]:
    """Lines of the CV without a figure, and a case told that the CV may tell too."""
    words = _REMARKS["cv"]
    bare = [c.text for c in reading.cv_lines if not has_figure(c.text) and _quotable(c.text)]
    told = [(r.turn, _quotable(r.quote)) for r in best if (r.rating or 0) >= TOLD_TO_THE_END]
    retold = [words["told"].format(turn=turn, quote=quote) for turn, quote in told if quote]
    return [*(words["no_figure"].format(line=text) for text in bare[:_CV_LINES]), *retold[:1]]


def _finding(
    interview: Interview, of: Requirement, told: Mapping[int, Assessment]
) -> RequirementFinding:
    session, (wanted, enough) = interview.session, _telling(of.text)
    asked = {t.number for t in interview.turns if t.plan and t.plan.requirement == of.id}
    papers = content_words(f"{session.job_description_text or ''}\n{session.cv_text or ''}")
    spoken: dict[int, int] = {}
    for at, read in told.items():
        claimed, denied = map(content_words, map("\n".join, (read.claimed, read.denied)))
        is_fair = len((claimed & papers) - COMMON_WORDS) >= _ENOUGH and not wanted & denied
        is_case = is_fair and (read.rating or 0) >= _CASE_FROM
        shared = len((wanted & claimed) - denied)
        if shared >= (enough if at not in asked else 0 if is_case else 1):
            spoken[at] = shared
    turn = max(spoken, key=lambda at: (spoken[at], told[at].rating or 0), default=None)
    evidence, quote = Evidence.NOT_SPOKEN_OF, None
    if turn is not None:
        fair = [s for s in told[turn].claimed if reveals(s) is None and not s.endswith("?")]
        quote = max(fair, key=lambda text: len(wanted & content_words(text)), default=None)
        quote = quote if spoken[turn] else told[turn].quote
        evidence = Evidence.SPOKEN_OF
    elif in_cv := verbatim(of.text, session.cv_text or ""):
        evidence, quote = Evidence.IN_CV, in_cv
    return RequirementFinding(
        text=of.text,
        is_must=of.is_must,
        evidence=evidence,
        turn=turn,
        requirement=of.id,
        name=of.name,
        quote=quote,
        asked_in=min(asked, default=None) if turn is None else None,
    )
