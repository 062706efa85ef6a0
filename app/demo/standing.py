"""Where an interview stands before one question."""

from __future__ import annotations

from app.coach.answer_classifier import GENERIC_WORDS, classify, passes
from app.coach.answer_signs import AnswerKind
from app.coach.quoted_words import Back, asked_back, chance_of_none
from app.coach.rule_coach import denies
from app.coach.spans import form, quotable, taken_up
from app.domain.brief import Brief
from app.domain.feedback import Part
from app.domain.interview import MAX_QUESTIONS
from app.domain.plan import Move, Origin, Plan, Reason
from app.text.sentences import content_words, sentences

_TOLD = frozenset({AnswerKind.STRONG, AnswerKind.FAIR})
_SURELY, _PERHAPS = 0.8, 0.5  # chances of none: to say that it can be left, not to ask for more
_QUESTION_WORDS, _SHORT, _LONG = 14, 25, 60  # words of but a question, a short and a long answer


class Standing:
    """The questions answered so far; `plan`, `last` and `kind` are of the last one.

    Its answer may be as good as none (`nothing_came`), or vague or of other things
    (`told_nothing`); `probes` counts the questions that stayed with an answer.
    """

    def __init__(self, brief: Brief) -> None:
        exchanges = [e for e in brief.exchanges if e.number < brief.number and e.answer]
        self.number = brief.number
        self.generic = GENERIC_WORDS | content_words(brief.session.job_title)
        self.asked = [exchange.question.content for exchange in exchanges]
        self.clarified = [e.question.clarified for e in exchanges if e.question.clarified]
        self.answers = [e.answer.content for e in exchanges if e.answer]
        self.plans = [exchange.plan or Plan() for exchange in exchanges]
        self.plan = self.plans[-1] if exchanges else Plan()
        self._read = [classify(brief.interview, e.number) for e in exchanges]
        self.last = self._read[-1] if exchanges else classify(brief.interview, 0)
        self.kind = self.last.kind
        self.nothing_came = self.kind in {AnswerKind.MISSING, AnswerKind.BLANK}
        self.probes = sum(plan.move is Move.PROBE for plan in self.plans)
        is_elsewhere = self.kind is AnswerKind.OFF_TOPIC and Part.ACTION not in self.last.parts
        self.told_nothing = is_elsewhere or self.kind is AnswerKind.VAGUE
        self.asked_back = asked_back("".join(sentences(self.answers[-1])[-1:] if exchanges else ()))

    def is_declined(self, requirement: str) -> bool:
        """Whether an answer denied it, or the last, as good as none, named it."""
        said = self.answers[-1] if self.answers and self.nothing_came else ""
        is_named = bool((content_words(said) - self.generic) & content_words(requirement))
        return is_named or any(denies(read, requirement) for read in self._read)

    def has_told(self, requirement: str) -> bool:
        """Whether a line asked about shares two words with it, or answers most that it says."""
        lines = [p.reason.quote for p in self.plans if p.reason]
        words = content_words(requirement) - self.generic
        shared = len(words & content_words(" ".join((*self.answers, *lines))))
        is_asked = any(len(words & content_words(line)) > 1 for line in lines)
        return is_asked or shared >= max(2, min(3, len(words) - 1))

    def has_nothing_to_tell(self, chance: float) -> bool:
        """Whether the last answer is as good as none, or short and at `chance` begins so."""
        is_told = not self.answers or self.kind in _TOLD or len(self.answers[-1].split()) > _SHORT
        return self.nothing_came or (not is_told and chance_of_none(self.answers[-1]) > chance)

    @property
    def bridge(self) -> str:
        """The leads that fit the last answer, by the name of their list."""
        is_missing = self.has_nothing_to_tell(_SURELY) or self.kind is AnswerKind.ASKS_BACK
        if self.asked_back is Back.FIRM or (self.asked_back is Back.EITHER and not is_missing):
            return str(self.asked_back)
        if is_missing:
            return "moving_on"
        if self.gap:
            return "candid"
        is_long = self.kind in _TOLD and len(self.answers[-1].split()) >= _LONG
        return "told" if is_long and self.number == MAX_QUESTIONS else "line"

    @property
    def gap(self) -> Reason | None:
        """What an answer that is not short says at its end that its speaker has never done."""
        if not self.answers or len(self.answers[-1].split()) <= _SHORT:
            return None
        clauses = form("clause_begins").split(sentences(self.answers[-1])[-1])
        quote = quotable(next(filter(form("gap").match, reversed(clauses)), ""))
        if not quote or len(quote.split()) > _QUESTION_WORDS:
            return None
        return Reason(origin=Origin.ANSWER, quote=quote, turn=self.number - 1)

    @property
    def wants_other_words(self) -> bool:
        """Whether the candidate asked what was meant and has had no other words for it yet."""
        is_short = self.told_nothing and len(self.answers[-1].split()) <= _QUESTION_WORDS
        asks = is_short and self.asked_back in {Back.MEANING, Back.EITHER}
        return (asks or self.kind is AnswerKind.ASKS_BACK) and self.plan.move is not Move.REPHRASE

    @property
    def may_probe(self) -> bool:
        """Whether the last question opened a matter, and the answer did not close it."""
        is_closed = bool(self.last.denied) or "?" in self.answers[-1] or passes(self.answers[-1])
        return self.has_opened and not is_closed and not self.has_nothing_to_tell(_PERHAPS)

    @property
    def has_opened(self) -> bool:
        """Whether the last question opened a matter."""
        is_open = self.plan.move is Move.OPEN or self.plan.reason is not None
        return is_open and self.plan.move in {Move.OPEN, Move.ADVANCE}

    @property
    def taken_up(self) -> Reason | None:
        """A clean clause of the last answer to take up, None without one or if it is old."""
        is_fair = self.answers and self.kind is not AnswerKind.OFF_TOPIC
        quote = taken_up(self.answers[-1]) if is_fair else None
        if quote and content_words(quote) <= content_words(" ".join(self.answers[:-1])):
            return None
        return Reason(origin=Origin.ANSWER, quote=quote, turn=self.number - 1) if quote else None
