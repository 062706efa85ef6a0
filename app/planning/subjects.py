"""What the next question is about: a requirement, a line of the CV, an earlier answer.

Law: must-haves come first, in the order of the job description, with a duty after every
two, so that the talk is of the work as well as of the person; what was touched is
not opened again; every subject has its reason, a piece of what was given.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from app.interview.model import Origin, Reason
from app.interview.plan import RequirementStanding
from app.interview.report import Evidence
from app.judging.assessment import Kind
from app.judging.kinds import speaks_of_work
from app.language import words_english as english
from app.language.matching import WORD, is_about, stem, stems, telling_stems
from app.language.personal import fair_pieces, is_personal
from app.language.planted import is_planted
from app.language.sentences import sentences
from app.language.terms import terms
from app.planning.career import CareerLine, career
from app.planning.moves import core, read_answer, tells
from app.planning.requirements import Weight, demands_of

if TYPE_CHECKING:
    from app.interview.model import Exchange, Session
    from app.interview.plan import Requirement
    from app.planning.requirements import Demand

_AHEAD = 3
"""How far down the list a must-have may be that the last answer leads to."""

_MANY = 5
"""Must-haves from which a duty comes only after three of them."""

_PAPERS = re.compile(
    r"\b(?:degree|diploma|bachelor\w*|master\w*|licen[cs]e\w*|registration|registered|"
    r"certificat\w*|"
    r"certified|qualified|chartered|accredit\w*|qualification\w*|QTS|NVQ|PIN|city & guilds|fluent|"
    r"english|german|french|spanish|shifts?|weekends?|travel|abschluss|ausbildung|studium|examen|"
    r"approbation|zertifikat\w*|deutschkenntnisse|englischkenntnisse|schichtdienst\w*|"
    r"reisebereitschaft)\b",
    re.IGNORECASE,
)


def standings(session: Session, exchanges: tuple[Exchange, ...]) -> tuple[RequirementStanding, ...]:
    """How far each requirement has come."""
    found = [d.requirement for d in demands_of(session.job_description_text or "")]
    lines = Counter(requirement.line for requirement in found)
    own = {line for line, count in lines.items() if count == 1}
    return tuple(_standing(session, r, exchanges, has_line=r.line in own) for r in found)


def _standing(
    session: Session, requirement: Requirement, exchanges: tuple[Exchange, ...], *, has_line: bool
) -> RequirementStanding:
    """`has_line`: no other requirement stands in the same line."""
    asked = [e.number for e in exchanges if _touches(e, requirement, has_line=has_line)]
    shown = [e.number for e in exchanges if _shows(session, e, requirement, has_line=has_line)]
    claimed = is_about(session.cv_text or "", telling_stems(requirement.text), requirement.terms)
    evidence = Evidence.CLAIMED if claimed else Evidence.UNSEEN
    return RequirementStanding(
        requirement=requirement,
        evidence=Evidence.EVIDENCED if shown else evidence,
        is_touched=bool(asked),
        turn=shown[-1] if shown else asked[-1] if asked else None,
    )


def _touches(exchange: Exchange, requirement: Requirement, *, has_line: bool) -> bool:
    telling = telling_stems(requirement.text)
    whole = tuple(term for term in requirement.terms if " " in term)
    if is_about(exchange.question.content, telling, whole):
        return True
    is_its_line = exchange.reason is not None and exchange.reason.quote == requirement.line
    return is_its_line and (has_line or bool(telling & stems(exchange.question.content)))


def _shows(
    session: Session, exchange: Exchange, requirement: Requirement, *, has_line: bool
) -> bool:
    if exchange.answer is None or read_answer(session, exchange).kind is not Kind.SUBSTANTIVE:
        return False
    telling = telling_stems(requirement.text)
    return _touches(exchange, requirement, has_line=has_line) or is_about(
        exchange.answer.content, telling, requirement.terms
    )


def next_requirement(
    session: Session, exchanges: tuple[Exchange, ...], now: tuple[RequirementStanding, ...]
) -> Requirement | None:
    """The requirement to open next, None when all have been touched.

    What an answer has told of already waits until nothing else is left but the nice-to-have,
    and so does what only says again what was asked about, as a job may ask for a thing twice.
    """
    left = [d for d in _in_order(session) if not _standing_of(d, now).is_touched]
    told = [d for d in left if _is_told(session, exchanges, d.requirement)]
    due = [d for d in left if d.weight is not Weight.NICE]
    fresh = [d for d in due if d not in told] or due or left
    open_ones = [d for d in fresh if not is_said_again(d.requirement, now)] or fresh
    if not open_ones:
        return None
    return _led_to(exchanges, open_ones) or open_ones[0].requirement


def is_said_again(requirement: Requirement, now: tuple[RequirementStanding, ...]) -> bool:
    """Whether it has half of its telling words in common with another that was asked about."""
    own = telling_stems(requirement.text)
    done = [telling_stems(s.requirement.text) for s in now if s.is_touched]
    return any(len(own & other) * 2 >= min(len(own), len(other)) for other in done)


_WELL = 4
"""The rating from which an answer tells enough of what it names."""


def _is_told(session: Session, exchanges: tuple[Exchange, ...], requirement: Requirement) -> bool:
    """Whether a good answer speaks of the requirement, or says every name in it."""
    names = telling_stems(" ".join(_NAME.findall(requirement.text)))
    good = [
        e.answer.content
        for e in exchanges
        if e.answer is not None and read_answer(session, e).rating >= _WELL
    ]
    return any(
        is_about(said, telling_stems(requirement.text)) or (names and names <= stems(said))
        for said in good
    )


_NAME = re.compile(r"(?<=[\w,;(] )\(?([A-Z][\w+#/.-]*\w)")
"""A name, which has a capital within a sentence; German has one for every noun."""


def least_asked(session: Session, now: tuple[RequirementStanding, ...]) -> Requirement | None:
    """The first requirement no question has named, or else the one named longest ago."""
    ranked = sorted(
        _in_order(session),
        key=lambda d: (_standing_of(d, now).is_touched, is_said_again(d.requirement, now)),
    )
    if not ranked:
        return None
    if not _standing_of(ranked[0], now).is_touched:
        return ranked[0].requirement
    return min(ranked, key=lambda d: _standing_of(d, now).turn or 0).requirement


def _led_to(exchanges: tuple[Exchange, ...], open_ones: list[Demand]) -> Requirement | None:
    """A must-have soon to come that the last answer speaks of."""
    last = exchanges[-1].answer if exchanges else None
    if last is None:
        return None
    near = [d.requirement for d in open_ones[:_AHEAD] if d.weight is open_ones[0].weight]
    return next((r for r in near if is_about(last.content, telling_stems(r.text), r.terms)), None)


def _in_order(session: Session) -> list[Demand]:
    """After every few must-haves that count a duty, then the rest, then the nice-to-have."""
    found = demands_of(session.job_description_text or "")
    first = sorted(core(found), key=_is_paper)
    rest = [d for d in found if d not in first and d.weight is not Weight.NICE]
    nice = [d for d in found if d.weight is Weight.NICE]
    mixed: list[Demand] = []
    in_a_row = 3 if len(first) >= _MANY else 2
    while first or rest:
        mixed += [*first[:in_a_row], *rest[:1]]
        first, rest = first[in_a_row:], rest[1:]
    return [*mixed, *(d for d in nice if d not in mixed)]


def _is_paper(demand: Demand) -> bool:
    """Papers and the like are told in a word, so other things are asked before."""
    return bool(_PAPERS.search(demand.requirement.text))


def _standing_of(demand: Demand, now: tuple[RequirementStanding, ...]) -> RequirementStanding:
    return next(s for s in now if s.requirement == demand.requirement)


def asked_about(exchange: Exchange, now: tuple[RequirementStanding, ...]) -> Requirement | None:
    """The requirement the question of `exchange` was about; None when about another thing."""
    line = exchange.reason.quote if exchange.reason else None
    same = [standing.requirement for standing in now if standing.requirement.line == line]
    asked = stems(exchange.question.content)
    return max(same, key=lambda r: len(telling_stems(r.text) & asked), default=None)


def opening_line(session: Session) -> CareerLine | None:
    """The line of the CV that gives most to begin with, first one that the job asks about."""
    lines = career(session.cv_text or "")
    asked = [d.requirement for d in core(demands_of(session.job_description_text or ""))]
    return max(lines, key=lambda line: _worth(line, asked), default=None)


def _worth(line: CareerLine, asked: list[Requirement]) -> float:
    related = any(is_about(line.quote, telling_stems(r.text), r.terms) for r in asked)
    return line.weight + 1.5 * related


def next_line(session: Session, exchanges: tuple[Exchange, ...]) -> CareerLine | None:
    """A line of the CV not spoken of yet, the one that gives most."""
    asked = " ".join(e.question.content for e in exchanges)
    used = {e.reason.quote for e in exchanges if e.reason}
    fresh = [
        line
        for line in career(session.cv_text or "")
        if line.quote not in used and line.terms and not is_about(asked, stems(line.quote))
    ]
    return max(fresh, key=lambda line: line.weight, default=None)


def bridge(
    session: Session,
    exchanges: tuple[Exchange, ...],
    language: str,
    onto: Requirement | None = None,
) -> str | None:
    """A term of the last answer that no question has named yet, and `onto` does not either."""
    if not exchanges or exchanges[-1].answer is None:
        return None
    kind = read_answer(session, exchanges[-1]).kind
    if kind is not Kind.SUBSTANTIVE and not (kind is Kind.VAGUE and tells(exchanges[-1])):
        return None
    if kind is Kind.VAGUE and not _is_of_work(session, exchanges[-1]):
        return None
    asked = stems(" ".join(e.question.content for e in exchanges))
    known = vocabulary(session)
    target = telling_stems(onto.text) if onto else frozenset[str]()
    found = _taken(session, exchanges[-1], language)
    return next(
        (t for t in found if not (stems(t) <= asked or stems(t) & target or is_slip(t, known))),
        None,
    )


def _taken(session: Session, exchange: Exchange, language: str) -> tuple[str, ...]:
    """What an answer names: things and no persons, those of its weightiest sentence first."""
    answer = exchange.answer.content if exchange.answer else ""
    if language not in {"en", "de"}:
        return _pieces(answer)
    quote = read_answer(session, exchange).quote or ""
    found = terms(answer, language, known_stems(session))
    return tuple(sorted((t for t in found if not _PERSON.search(t)), key=lambda t: t not in quote))


_PERSON = re.compile(
    r"\b(?:colleague|boss|manager|supervisor|friend|neighbour|neighbor|mate|partner|nurse|chef)s? "
    r"(?-i:[A-Z])\w+",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\s*[.,;:!?–—](?=\s|$)\s*")
_SHORT_PIECE, _LONG_PIECE = 3, 8


def _pieces(answer: str) -> tuple[str, ...]:
    """Of a language that is not spoken here: short clauses as they stand, figures first."""
    sound = (s for s in sentences(answer) if not is_planted(s))
    found = [piece for s in sound for part in _CLAUSE.split(s) if (piece := part.strip())]
    short = (p for p in found if _SHORT_PIECE <= len(p.split()) <= _LONG_PIECE)
    fair = (p for p in short if not is_personal(p))
    return tuple(sorted(fair, key=lambda p: not any(ch.isdigit() for ch in p)))


def _is_of_work(session: Session, exchange: Exchange) -> bool:
    """Whether a word of the answer is of work, of its question or of the documents."""
    answer = exchange.answer.content if exchange.answer else ""
    given = (exchange.question.content, session.cv_text, session.job_description_text)
    told = stems(answer)
    return speaks_of_work(answer) or any(told & telling_stems(text or "") for text in given)


_LONG_ENOUGH = 6
_NEARLY = 0.86


@lru_cache(maxsize=32)
def vocabulary(session: Session) -> frozenset[str]:
    """The words a candidate of this session is known to mean."""
    given = f"{session.cv_text or ''} {session.job_description_text or ''}"
    known = english.GENERIC | english.OFTEN_NOUNS | english.VERBS
    return known | {word.lower() for word in WORD.findall(given)}


def is_slip(term: str, known: frozenset[str]) -> bool:
    """Whether a word of `term` is nearly a known one: a slip is not said back."""
    words = [
        w.lower() for w in WORD.findall(term) if len(w) >= _LONG_ENOUGH and w.lower() not in known
    ]
    return any(
        stem(near) != stem(word)
        for word in words
        for near in get_close_matches(word, known, n=1, cutoff=_NEARLY)
    )


def known_stems(session: Session) -> frozenset[str]:
    """What CV and job description speak of, so that it is known in an answer."""
    return telling_stems(session.job_description_text or "") | telling_stems(session.cv_text or "")


def answer_reason(session: Session, exchange: Exchange, term: str | None) -> Reason | None:
    """The sentence of an answer that `term` stands in, or else its weightiest one.

    Of a sentence that tells something personal only what does not.
    """
    if exchange.answer is None:
        return None
    whole = (*sentences(exchange.answer.content), read_answer(session, exchange).quote or "")
    *spoken, weightiest = (next(iter(_fair(text, term)), None) for text in whole)
    quote = next((s for s in spoken if s and term is not None and term in s), None)
    quote = quote or weightiest or next(filter(None, spoken), None)
    return Reason(origin=Origin.ANSWER, quote=quote, turn=exchange.number) if quote else None


def _fair(sentence: str, term: str | None) -> list[str]:
    """The pieces of a sentence that are not personal, those with `term` first."""
    return sorted(fair_pieces(sentence), key=lambda piece: term is None or term not in piece)


def best_answer(session: Session, exchanges: tuple[Exchange, ...]) -> Exchange | None:
    """The exchange whose answer showed most so far, None when none showed anything."""
    read = {e.number: read_answer(session, e) for e in exchanges}
    given = [e for e in exchanges if read[e.number].kind is Kind.SUBSTANTIVE]
    return max(given, key=lambda e: read_answer(session, e).rating, default=None)
