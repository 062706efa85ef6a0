"""Which question the demo interviewer asks next, and about which words.

Law: pure. The same papers and answers give the same interview, whatever its id.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from app.coach.answer_signs import REASON, AnswerKind, has_figure, is_deed, is_opinion, is_past
from app.coach.phrase_table import tokens
from app.coach.quoted_words import Asked, Back, Told, asked_for, told_of, topic_of
from app.coach.spans import core, form, is_verb, quotable, spoken
from app.demo.bank import LEADS, QUESTIONS, Entry, Facts, fill, opening, second_wording
from app.demo.standing import Standing
from app.demo.stories import Story, Topic, sample_path, story_of
from app.domain.brief import Brief
from app.domain.feedback import Part
from app.domain.interview import MAX_QUESTIONS, Session
from app.domain.plan import Move, Origin, Plan, Reason
from app.domain.requirement import NOTHING_READ, CvLine, Requirement, RequirementKind
from app.guard.question import MAX_WORDS
from app.guard.topics import forbidden_topic
from app.text.sentences import content_words
from app.values import replace

_T = TypeVar("_T")
_SHARE_ASKED, _FIRST_NAMED = 0.6, 6  # of so many requirements that share is asked about first
_DEEDS = {Told.RESULT: 4, Told.PROJECT: 2, Told.EVENT: 2, Told.OTHERS: 2}  # how much rather asked
_CV_AGAIN = 5  # the first question that may go back to the CV, for a deed
_KINDS = tuple(RequirementKind)
_WE = frozenset({"we", "our", "everyone", "wir", "unser", "unsere"})
_BRIEF_ANSWER, _UP_TO_VERB, _QUOTED_TWICE, _EASY_LINE, _FEW_COMMAS = 30, 5, 9, 16, 2  # at most


class Decision(NamedTuple):
    """A question as it is asked, and what it is to do."""

    text: str
    plan: Plan


class _Way(NamedTuple):
    """A way on: a lead of that list, none where it has no name, and a question."""

    lead: str
    questions: tuple[str, ...]
    plan: Plan


def decide(brief: Brief) -> Decision:
    """The question of `brief`: a story's in its first interview, else one of the bank.

    What was asked in earlier interviews comes again only when the bank is used up.
    """
    standing = Standing(brief)
    story, before = story_of(brief.session), brief.session.asked_before
    if story is not None and not before:
        return _of_story(story, standing)
    askers = (_Asker(brief.session, standing, asked) for asked in (before, ()))
    return next(Decision(text=t, plan=w.plan) for a in askers for w in a.ways() for t in a.texts(w))


def _of_story(story: Story, standing: Standing) -> Decision:
    """The next step of the sample path while every answer is its own, word for word.

    After any other answer it is the way on that this answer leaves, as with the bank.
    """
    path = sample_path(story)
    said = zip(standing.asked, standing.answers, path, strict=False)
    if all((q, a.split()) == (step.question, step.answer.split()) for q, a, step in said):
        step = path[len(standing.asked)]
        topic = next((topic for topic in story.topics if topic.id == step.topic), None)
        move = Move.PROBE if step.is_probe else Move.ADVANCE if standing.asked else Move.OPEN
        move = move if topic else Move.CLOSE
        return _about(topic, move, step.question, standing)
    asked = [next((t for t in story.topics if q in t.wordings), None) for q in standing.asked]
    foreign = {p.requirement for p, t in zip(standing.plans, asked, strict=True) if t is None}
    left = [t for t in story.topics if t not in asked and (t.requirement or "") not in foreign]
    topic, last, closing = asked[-1], standing.asked[-1], story.closing
    own = topic or (closing if last in {closing.ask, closing.ask_after_sample} else None)
    is_probe = topic is not None and last in {topic.probe, topic.probe_after_sample}
    again = topic.probe_again if topic and is_probe else own and own.again
    shown = {None, *standing.asked, *standing.clarified}
    if standing.wants_other_words and standing.number != MAX_QUESTIONS and again not in shown:
        return _about(topic, Move.REPHRASE, again or "", standing)
    if standing.number == MAX_QUESTIONS or not left:
        return _about(None, Move.CLOSE, closing.ask, standing)
    if topic and standing.told_nothing and standing.may_probe:
        return _about(topic, Move.PROBE, topic.probe, standing)
    ask = left[0].ask_after_missing if standing.nothing_came else left[0].ask
    return _about(left[0], Move.ADVANCE, ask, standing)


def _about(topic: Topic | None, move: Move, text: str, standing: Standing) -> Decision:
    if topic is None:
        return Decision(text=text, plan=Plan(move=move))
    reason = standing.taken_up if move is Move.PROBE else None
    reason = reason or Reason(origin=topic.origin, quote=topic.quote)
    return Decision(text=text, plan=Plan(move=move, requirement=topic.requirement, reason=reason))


def _form(quote: str, kind: Asked) -> str:
    """The leads that `quote` goes on from, by the end of their list's name."""
    found = (name for name in ("thing", "like") if form(name).match(quote))
    if kind is not Asked.TASK and (name := next(found, None)):
        return f"_{name}"
    if not is_verb(quote.split(maxsplit=1)[0].rstrip(",").lower()):
        return ""
    if kind is Asked.TASK and form("doing").match(quote):
        return "_doing"
    return "_task" if form("to_be_done").match(quote) else "_does" * bool(form("does").match(quote))


class _Asker:
    """Knows the papers and where the interview stands; tells the ways on."""

    def __init__(self, session: Session, standing: Standing, before: tuple[str, ...]) -> None:
        self._standing, self._asked = standing, (*before, *standing.clarified, *standing.asked)
        self._move = Move.OPEN if standing.number == 1 else Move.ADVANCE
        self._reading = session.reading or NOTHING_READ
        self._covered = {plan.requirement for plan in standing.plans}
        self._said = content_words(" ".join(standing.answers))
        self._named = self._said | content_words(session.cv_text or "")
        read = self._reading.requirements
        self._asks = {r.id: asked_for(r.text, r) for r in read}
        self._tells = {line.id: told_of(line.text) for line in self._reading.cv_lines}
        self._topics = {r.id: topic_of(core(r.text), self._asks[r.id]) for r in read}
        self._raised = [t for p in standing.plans if (t := self._topics.get(p.requirement or ""))]
        quoted = " ".join(p.reason.quote for p in standing.plans if p.reason)
        self._quoted = content_words(quoted) - standing.generic
        self._ranked = sorted(read, key=self._place)
        names = session.job_title.strip(), session.company_name.strip()
        said = [n if quotable(n) == n and not form("unspoken").search(n) else None for n in names]
        papers = f"{session.cv_text}{session.job_description_text}"
        is_written = said[0] is not None and form("only_written").search(names[1])
        company = None if is_written or "our client" in papers.casefold() else said[1]
        self._facts = Facts(title=said[0], company=company)
        self._seed = sum(map(ord, f"{papers}{standing.kind}")) + standing.number

    def ways(self) -> Iterator[_Way]:
        """All ways on, the best first; the last of them can always be worded."""
        bridge = self._standing.bridge
        if self._standing.number == 1:
            lead = "opening" if self._reading.language == "en" else "opening_foreign"
            yield from self._cv_lines(f"{lead}_cv")
            yield from self._requirements(f"{lead}_job")
            yield _Way(f"{lead}_plain", ("opening_plain",), Plan(move=Move.OPEN))
        elif self._standing.number == MAX_QUESTIONS:
            for lead in (f"{bridge}_plain", ""):
                yield _Way(lead, ("closing", "closing_plain"), Plan(move=Move.CLOSE))
        else:
            if self._standing.wants_other_words:
                again = "again_either" if self._standing.asked_back is Back.EITHER else "again"
                for lead in [again] * bool(self._standing.plan.reason) + ["again_plain"]:
                    yield self._same_matter(lead, "rephrase", Move.REPHRASE)
            yield from self._probes()
            for each in dict.fromkeys((bridge, "line")):
                yield from self._advances(each)
        for lead in (f"{bridge}_plain", ""):
            yield _Way(lead, ("fallback_role", "fallback"), Plan(move=Move.ADVANCE))

    def texts(self, way: _Way) -> Iterator[str]:
        """Every lead of `way` with every question that can be asked and has not been yet."""
        reason, asked = way.plan.reason, self._asked
        facts = self._facts._replace(quote=reason.quote if reason else None)
        words = content_words(reason.quote if reason else "") - self._standing.generic
        is_named = bool(words) and 2 * len(words & self._named) >= len(words)
        fit = {"", "named" if is_named else "unnamed"}
        listed = (sorted(self._turned(QUESTIONS[n]), key=self._heard_words) for n in way.questions)
        entries = [each for these in listed for each in these if each.only in fit]
        asks = [each.ask for each in entries] + [each.again for each in entries]
        questions = [fill(ask, facts) for ask in asks]
        if way.plan.move is Move.REPHRASE:
            questions.insert(0, second_wording(asked[-1], facts))
        leads = self._turned(LEADS.get(way.lead, ("",)))
        for question in filter(None, questions):
            if any(each.endswith(question) for each in asked):
                continue
            for lead in (fill(lead, facts) for lead in leads):
                text = f"{lead} {question}".strip()
                is_plain = text.count("?") == 1 and len(text.split()) <= MAX_WORDS
                is_new = opening(text) not in map(opening, self._standing.asked)
                if lead is not None and is_plain and is_new and forbidden_topic(text) is None:
                    yield text

    def _heard_words(self, entry: Entry) -> int:
        """How many of its telling words stand in the questions so far."""
        return len(content_words(entry.ask) & content_words(" ".join(self._standing.asked)))

    def _turned(self, listed: Sequence[_T]) -> Sequence[_T]:
        """The same from another place on, so that not every interview walks alike."""
        start = self._seed % len(listed)
        return [*listed[start:], *listed[:start]]

    def _probes(self) -> Iterator[_Way]:
        """Staying with an answer that left the main thing open."""
        standing = self._standing
        is_endless = standing.kind is AnswerKind.FAIR and Part.RESULT not in standing.last.parts
        said = standing.taken_up
        told = tokens(said.quote)[:_UP_TO_VERB] if said else []
        is_own = any(map(is_deed, told)) and standing.number >= _CV_AGAIN
        is_whole = is_own and standing.kind is AnswerKind.STRONG and REASON in standing.last.gaps
        is_first = (is_whole or is_endless) and not standing.probes
        is_open = is_first or standing.kind is AnswerKind.VAGUE
        is_formal = self._asks.get(standing.plan.requirement or "") is Asked.PAPER
        if (gap := standing.gap) and not is_formal and standing.has_opened and self._has_time():
            yield self._same_matter("answer", "probe_gap", Move.PROBE, gap)
        if not (is_open and standing.may_probe and self._has_time(standing.probes)) or is_formal:
            return
        is_last = said and standing.answers[-1].rstrip(" .!").endswith(said.quote)
        if said and any(map(is_past, told)) and (is_last or not is_endless):
            own = "outcome" if is_endless else "own_part" if told[0] in _WE else "more"
            kind = "choice" if is_whole else "example" if is_opinion(said.quote) else own
            yield self._same_matter("answer", f"probe_{kind}", Move.PROBE, said)
        elif not is_endless:
            answer = standing.answers[-1]
            is_told = has_figure(answer) or Part.ACTION in standing.last.parts
            is_bare = not is_told or len(answer.split()) <= _BRIEF_ANSWER
            about = len(standing.plan.reason.quote.split()) if standing.plan.reason else 0
            if is_bare and (not standing.probes or 0 < about <= _QUOTED_TWICE):
                lead, kind = "stay" * bool(standing.probes), "more" if is_told else "example"
                yield self._same_matter(lead, f"probe_{kind}", Move.PROBE)

    def _advances(self, bridge: str) -> Iterator[_Way]:
        """What a case can be told of, in the posting and in the CV, then what is formal."""
        cv_asked = [p for p in self._standing.plans if p.reason and p.reason.origin is Origin.CV]
        if self._standing.number >= _CV_AGAIN and len(cv_asked) <= 1 and self._has_time():
            yield from self._cv_lines(f"{bridge}_cv", is_again=True)
        yield from self._requirements(bridge)
        yield from self._cv_lines(f"{bridge}_cv")
        yield from self._requirements(bridge, is_late=True)

    def _requirements(self, lead: str, *, is_late: bool = False) -> Iterator[_Way]:
        """Those not asked about, or, `is_late`, told of or formal."""
        for requirement in self._ranked:
            text, kind = requirement.text, self._asks[requirement.id]
            matter = form("or_similar").sub(r"\1", core(text))
            is_asked = requirement.id in self._covered or self._standing.is_declined(text)
            is_open = kind is not Asked.PAPER and not self._standing.has_told(text)
            said = quotable(spoken(matter)) or quotable(matter)
            quote = None if is_asked or is_open is is_late else self._new(said)
            if quote is not None and kind is not Asked.POOR:
                topic = self._topics[requirement.id]
                own = [topic] if topic and topic not in self._raised else []
                reason = Reason(origin=Origin.JOB, quote=quote)
                plan = Plan(move=self._move, requirement=requirement.id, reason=reason)
                is_told = lead == "line" and requirement.kind is not RequirementKind.NICE
                for listed in dict.fromkeys((lead + _form(quote, kind) * is_told, lead)):
                    yield _Way(listed, (*own, kind, *[Asked.UNSURE] * is_open), plan)

    def _cv_lines(self, lead: str, *, is_again: bool = False) -> Iterator[_Way]:
        """Lines of the CV not asked about, recent ones near to the job first; `is_again`: deeds."""
        told = self._reading.cv_lines
        for line in sorted(told, key=lambda line: told.index(line) - 3 * self._nearness(line)):
            clauses = (c for c in line.text.split("; ") if is_past(c.partition(" ")[0].lower()))
            said = next(filter(has_figure, clauses), line.text)
            quote = None if self._standing.has_told(line.text) else self._new(quotable(said))
            kind = self._tells[line.id]
            words = content_words(line.text)
            is_new = kind in _DEEDS and 2 * len(words & self._said) <= len(words)
            is_new &= words.isdisjoint(self._quoted)
            is_name = kind is Told.UNSURE and line.text.istitle()
            if quote and kind is not Told.POOR and not is_name and (is_new or not is_again):
                plan = Plan(move=self._move, reason=Reason(origin=Origin.CV, quote=quote))
                yield _Way(lead, (kind, "cv"), plan)

    def _nearness(self, line: CvLine) -> int:
        """How many telling words it shares with a requirement, more where it tells of a deed."""
        said, tells = content_words(line.text), self._tells[line.id]
        asked = (r for r in self._ranked if self._asks[r.id] is not Asked.PAPER)
        shared = (len(said & content_words(r.text)) for r in asked)
        told = _DEEDS.get(tells, 0) + any(map(is_past, tokens(line.text))) + has_figure(line.text)
        return min(2, max(shared, default=0)) + told - 2 * (line.text.count(", ") > _FEW_COMMAS)

    def _new(self, quote: str | None) -> str | None:
        """`quote`, if there is one and no question had it."""
        return None if not quote or any(quote in q for q in self._standing.asked) else quote

    def _same_matter(self, lead: str, ask: str, move: Move, reason: Reason | None = None) -> _Way:
        plan = self._standing.plan
        return _Way(lead, (ask,), replace(plan, move=move, reason=reason or plan.reason))

    def _place(self, r: Requirement) -> tuple[bool | int, ...]:
        """What a case can be told of first, of each kind that of words not asked about."""
        asks, topic, raised = self._asks[r.id], self._topics[r.id], self._raised
        is_near = topic in raised or bool(content_words(r.text) & self._quoted)
        is_formal = asks is Asked.PAPER or topic == "long"
        is_long = len(r.text.split()) > _EASY_LINE
        is_told = topic and self._move is not Move.OPEN
        is_manner = asks in {Asked.TRAIT, Asked.ABILITY} and not is_told and self._has_time()
        kind = 0 if topic == "people" else _KINDS.index(r.kind)
        return is_formal, topic in raised[-1:], is_manner, kind, is_long, is_near, not topic

    def _has_time(self, spared: int = 0) -> bool:
        """Whether enough requirements can be asked about without this question and `spared`."""
        formal = {Asked.PAPER, Asked.POOR}
        open_ = [r for r in self._reading.requirements if self._asks[r.id] not in formal]
        named = [r.id for kind in _KINDS[:2] for r in open_ if r.kind is kind]
        first, left = {*named[:_FIRST_NAMED]}, MAX_QUESTIONS - 1 - self._standing.number - spared
        return left >= math.ceil(_SHARE_ASKED * len(first)) - len(first & self._covered)
