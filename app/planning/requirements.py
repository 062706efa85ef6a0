"""What a job asks for, read out of its description by rule.

Law: a requirement is a piece of the description itself; what the firm says of
itself, what it offers, what concerns the person rather than the work, and what
was planted is none. Explicit must-haves come first, then duties, then the
nice-to-have, each in the order of the description.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

from app.interview.plan import Requirement
from app.language import detecting as language
from app.language import personal
from app.language.matching import telling_stems
from app.language.revealing import revealed, without_work
from app.language.terms import terms, things
from app.planning import demands, phrases, units
from app.planning.headings import Section
from app.planning.joblines import JobLine, job_lines

MOST = 24
"""Requirements kept of one description."""

_FEWEST, _FEW = 2, 4
"""Below the second, lists are parted and plain sentences read too; below the first, bare things."""

_TERMS = 4
_FEWEST_LETTERS = 3
_LONGEST_ITEM = 7
_FEWEST_ITEMS = 3
_NAME_OF_LIST = re.compile(r"^[^:.!?,]{2,45}:\s+(?=[^:]+,)")
"""The post before what it asks, as in "Field sales rep: B2B selling, own diary"."""


class Weight(IntEnum):
    """How much a requirement is one."""

    MUST = 1
    DUTY = 2
    NICE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A requirement and its weight, which `Requirement` itself does not tell."""

    requirement: Requirement
    weight: Weight


def requirements(job: str) -> tuple[Requirement, ...]:
    """The requirements of a job description, the weightiest first."""
    return tuple(demand.requirement for demand in demands_of(job))


@lru_cache(maxsize=64)
def demands_of(job: str) -> tuple[Demand, ...]:
    """The requirements with their weights, in the same order."""
    spoken = language.detect(job) or language.DEFAULT
    lines = job_lines(job)
    found = [d for line in lines for d in _demands(line, spoken, is_thin=False)]
    listed = [d for d in found if not _is_of_call(d.requirement.line)]
    if len(listed) >= _FEW:
        found = listed
    if len(found) < _FEW:
        found = [d for line in lines for d in _demands(line, spoken, is_thin=True)]
        found = [part for demand in found for part in _parted(demand, spoken)]
        found = found[1:] if len(found) > _FEW and _is_notice(found[0]) else found
    if len(found) < _FEWEST:
        found += _of_terms(job, spoken)
    return tuple(sorted(_distinct(found), key=lambda demand: demand.weight))[:MOST]


def _is_of_call(line: str) -> bool:
    """A call for someone with this or that; one who can do several things is told apart."""
    return bool(demands.WANTED.match(line)) and " who " not in line


def _is_notice(first: Demand) -> bool:
    return units.is_notice(first.requirement.text)


def _of_terms(job: str, spoken: str) -> list[Demand]:
    """Where no line asks for anything: the things the description names."""
    lines = [line for line in job_lines(job) if line.section is not Section.ASIDE]
    return [
        Demand(
            requirement=_requirement(_upper_first(term), line.quote, Weight.DUTY, spoken),
            weight=Weight.DUTY,
        )
        for line in lines
        for term in things(demands.CALL.sub("", line.quote), spoken)
        if not _is_never(line.quote)
    ]


def _demands(line: JobLine, spoken: str, *, is_thin: bool) -> list[Demand]:
    """What one line asks for; a sentence may ask for two things."""
    found: list[Demand] = []
    weight: Weight | None = None
    for clause in _clauses(line):
        goes_on = weight if phrases.goes_on(clause) else None
        weight = _weight(line, clause, is_thin=is_thin) or goes_on
        if weight is None:
            continue
        texts = [_text(part) for part in _parts(line, clause) if not _is_never(part)]
        found += [_demand(text, line, weight, spoken) for text in texts if _is_sound(text, line)]
    return found


def _clauses(line: JobLine) -> list[str]:
    """Lists of duties and conditions parted; a bullet stays one, but for its clear joints."""
    return [clause for clause in demands.CLAUSES.split(line.quote) if clause.strip()]


def _parts(line: JobLine, clause: str) -> list[str]:
    if line.is_run:
        return phrases.items(clause)
    return [clause] if line.is_bullet else phrases.parts(clause)


def _is_sound(text: str, line: JobLine) -> bool:
    """Whether `text` can be asked about."""
    if not telling_stems(text) or len(text) < _FEWEST_LETTERS or not units.asks(text):
        return False
    if line.is_bullet or line.section is not Section.OPEN:
        return True
    return not units.is_post(text) and any(units.asks(item) for item in phrases.items(text))


def _demand(text: str, line: JobLine, weight: Weight, spoken: str) -> Demand:
    requirement = _requirement(text, line.quote, weight, spoken)
    return Demand(requirement=requirement, weight=weight)


def _requirement(text: str, line: str, weight: Weight, spoken: str) -> Requirement:
    return Requirement(
        text=text,
        line=line,
        is_must=weight is not Weight.NICE,
        terms=_terms(text, spoken),
    )


def _terms(text: str, spoken: str) -> tuple[str, ...]:
    known = frozenset() if spoken == "de" else telling_stems(text)
    bare = (
        re.sub(r"^(?:an?|the|our|your) ", "", term, flags=re.IGNORECASE)
        for term in terms(text, spoken, known)
    )
    return tuple(dict.fromkeys(term for term in bare if telling_stems(term)))[:_TERMS]


def _weight(line: JobLine, quote: str, *, is_thin: bool) -> Weight | None:
    """How much a clause of `line` weighs; None when it asks for nothing."""
    is_call = line.quote.rstrip().endswith("?") and not line.is_bullet
    if is_call or line.section is Section.ASIDE or demands.NOTICE.search(quote):
        return None
    if _is_aside(line):
        return None
    if demands.NICE.search(quote.rstrip(" .;,!")):
        return Weight.NICE
    if demands.NOT_ASKED.search(quote):
        return None
    if _is_telling(line, quote):
        return None
    return _LISTED.get(line.section) or _by_words(line, quote, is_thin=is_thin)


_LISTED = {Section.MUST: Weight.MUST, Section.DUTY: Weight.DUTY, Section.NICE: Weight.NICE}


def _is_telling(line: JobLine, quote: str) -> bool:
    """A sentence that tells of the firm and asks for nothing, below whatever heading."""
    is_sentence = line.quote.rstrip().endswith((".", "!")) and not line.is_bullet
    if line.section is Section.DUTY and phrases.is_deed(quote):
        return False
    asks = demands.MUST.search(quote) or demands.DUTY.search(quote)
    is_listed = line.section in {Section.MUST, Section.NICE} and not _TELLS.search(quote)
    if is_listed and len(quote.split()) <= _LONGEST_FRAGMENT:
        return False
    return is_sentence and line.section is not Section.OPEN and not asks


_TELLS = re.compile(
    r"\b(?:is|are|was|were|has|have|will|may|we|us|our|it|this|that|ist|sind|wir)\b|[:£€$]",
    re.IGNORECASE,
)
_LONGEST_FRAGMENT = 9
"""Words of a sentence without a verb, as "HCPC registration."."""


def _by_words(line: JobLine, quote: str, *, is_thin: bool) -> Weight | None:
    is_duty = demands.DUTY.search(quote) and not demands.CLEARLY_MUST.search(quote)
    if demands.MUST.search(quote) and not is_duty:
        return Weight.MUST
    is_asking = demands.DUTY.search(quote) or line.is_bullet
    is_asking = is_asking or (is_thin and not demands.OF_THE_FIRM.match(quote))
    if _OF_US.match(quote) and not demands.DUTY.search(quote):
        return None
    return Weight.DUTY if is_asking else None


_OF_US = re.compile(
    r"(?:we|our|it(?:'|’)s|this|wir|unser\w*)\b(?!.*\b(?:needs?|wants?|seeks?|looking|gesucht)\b)",
    re.IGNORECASE,
)


def _is_never(quote: str) -> bool:
    """What concerns the person and not the work.

    What somebody is to do is work, wherever it is done: in a church, a prison, a clinic.
    """
    if phrases.is_deed(_text(quote)):
        return revealed(quote) is not None
    return bool(demands.PERSONAL.search(without_work(quote))) or personal.is_personal(quote)


def _is_aside(line: JobLine) -> bool:
    return (
        (not line.is_bullet or line.section is Section.OPEN)
        and bool(demands.ASIDE.search(line.quote))
        and not demands.DUTY.search(line.quote)
    )


def _text(quote: str) -> str:
    """The line without what only says that it is a requirement."""
    text = demands.TRAILER.sub("", quote.strip().rstrip(".;,!? "))
    text = demands.ASKED.sub("", text, count=1) if quote.rstrip().endswith("?") else text
    stripped = demands.OF_YOU.sub("", demands.WANTED.sub("", text, count=1), count=1)
    stripped = demands.HAVING.sub("Have ", stripped, count=1)
    for _ in range(3):
        stripped = demands.LEAD_IN.sub("", stripped, count=1)
    stripped = demands.HAVING.sub("Have ", stripped, count=1)
    return _upper_first(stripped.strip(" .;,:–-"))


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _parted(demand: Demand, spoken: str) -> list[Demand]:
    """A list of short things as one requirement each; else the demand itself."""
    text = demand.requirement.text
    listed = _NAME_OF_LIST.sub("", text, count=1)
    items = [item.strip(" .") for item in phrases.ITEMS.split(listed) if item.strip(" .")]
    if len(items) < _FEWEST_ITEMS or any(len(item.split()) > _LONGEST_ITEM for item in items):
        return [demand]
    parts = [
        _requirement(_upper_first(item), demand.requirement.line, demand.weight, spoken)
        for item in items
        if telling_stems(item) and units.asks(item)
    ]
    return [replace(demand, requirement=part) for part in parts]


def _distinct(found: list[Demand]) -> list[Demand]:
    """Without requirements that say the same again."""
    kept: list[Demand] = []
    for demand in found:
        own = telling_stems(demand.requirement.text)
        if all(own != telling_stems(other.requirement.text) for other in kept):
            kept.append(demand)
    return kept
