"""What CRAFT's checks measure, counted over whole interviews.

Law: pure; nothing here knows who asked the questions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from app.feedback.rubric import conclude, review
from app.guard.fairness import forbidden_topic
from app.interview.model import Source
from app.interview.report import Summary
from app.language import detecting as language
from app.language import personal
from app.language.matching import stems, telling_stems
from app.language.terms import terms, things
from app.planning.requirements import requirements
from tests.craft.conversation import GIBBERISH, HOSTILE, SCRIPTED, STRONG, VAGUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.craft.conversation import Talk

MOST_WORDS = 60
HALF = 0.5
_SENTENCE = re.compile(r".+?[.!?]+[”\"»]?(?=\s|$)", re.DOTALL)
_QUOTED = re.compile(r"[“„\"][^”“\"]+[”“\"]")
_CREDIT = re.compile(
    r"\b(?:you(?:'ve| have| are| were| did)?|your (?:experience|work|years|knowledge)|"
    r"sie (?:haben|sind))\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"^(?:part of the job|the person in this post|here you|in this role)|"
    r"\b(?:you (?:would|will|say|mentioned|spoke|brought up)|we have spoken|sie (?:sagen|würden)|"
    r"if you|suppose|haben sie .*(?:erwähnt|gesprochen))\b",
    re.IGNORECASE,
)
_OF_THE_SCENE = telling_stems(
    "CV posting Lebenslauf Zeile line Stichwort erwähnt mentioned spoken gesprochen begin read "
    "lese "
    "start mind keep say says sagen work job role weiteren Punkt schon back moment another"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One check: what it counts, over which candidates, and what is enough."""

    name: str
    counted: Callable[[Talk], int]
    is_enough: Callable[[int], bool]
    wanted: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a mark counted in one interview, or in one pair of documents."""

    mark: str
    pair: str
    kind: str
    value: int
    wanted: str
    is_met: bool


def named(talk: Talk) -> int:
    """Questions that name a term of the CV, the job description or an earlier answer."""
    given = _names(_documents(talk)) | _asked_for(talk)
    given |= telling_stems(talk.pair.session.job_title)
    count = 0
    for number, question in enumerate(talk.questions):
        known = given | _names(talk.answers[:number])
        count += bool(stems(question) & known)
    return count


def _documents(talk: Talk) -> list[str]:
    session = talk.pair.session
    return [*(session.cv_text or "").splitlines(), session.job_title]


def _asked_for(talk: Talk) -> frozenset[str]:
    """The telling words of everything the job asks for."""
    found = requirements(talk.pair.session.job_description_text or "")
    return frozenset[str]().union(*(telling_stems(requirement.text) for requirement in found))


def _names(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the terms in `texts`."""
    found: set[str] = set()
    for text in texts:
        spoken = language.detect(text) or language.DEFAULT
        for term in (*terms(text, spoken), *things(text, spoken)):
            found |= telling_stems(term)
    return frozenset(found)


def musts_touched(talk: Talk) -> int:
    """Distinct must-haves that a question names."""
    asked = " ".join(talk.questions).lower()
    return sum(any(name.lower() in asked for name in names) for names in talk.pair.must)


def share_of_musts(talk: Talk) -> int:
    """The same in percent of all must-haves."""
    return 100 * musts_touched(talk) // len(talk.pair.must)


def taken_up(talk: Talk) -> int:
    """Follow-ups with a word of the answer before that its question did not bring."""
    pairs = zip(talk.questions, talk.answers, talk.questions[1:], strict=False)
    return sum(
        bool((telling_stems(answer) - stems(before)) & stems(after))
        for before, answer, after in pairs
    )


def alike(talk: Talk) -> int:
    """Pairs of questions that share half of the content words of the shorter."""
    return sum(_shared(a, b) >= HALF for a, b in combinations(talk.questions, 2))


def _shared(one: str, other: str) -> float:
    first, second = stems(one), stems(other)
    return len(first & second) / (min(len(first), len(second)) or 1)


def malformed(talk: Talk) -> int:
    """Questions above sixty words, without exactly one question mark, or with two lead-ins."""
    return sum(not _is_well_formed(question) for question in talk.questions)


def _is_well_formed(question: str) -> bool:
    bare = _QUOTED.sub("x", question)
    sentences = [s for s in _SENTENCE.findall(bare) if s.strip()]
    return (
        len(question.split()) <= MOST_WORDS
        and question.count("?") == 1
        and question.rstrip('”"').endswith("?")
        and len(sentences) <= 2
    )


def forbidden(talk: Talk) -> int:
    """Questions about what is never asked, or built on a personal line."""
    return sum(
        forbidden_topic(question) is not None or personal.is_personal(question)
        for question in talk.questions
    )


def unseen_credited(talk: Talk) -> int:
    """Statements about the candidate with more new words than CV and answers have given."""
    count = 0
    for number, question in enumerate(talk.questions):
        given = stems(talk.pair.session.cv_text or "")
        for answer in talk.answers[:number]:
            given |= stems(answer)
        count += any(_is_unfounded(statement, given) for statement in _statements(question))
    return count


def _statements(question: str) -> list[str]:
    found = [s.strip() for s in _SENTENCE.findall(_QUOTED.sub("", question))]
    return [s for s in found if not s.endswith("?") and _CREDIT.search(s) and not _OPEN.search(s)]


def _is_unfounded(statement: str, given: frozenset[str]) -> bool:
    claim = re.split(r"[;:]", statement)[0] if "CV" not in statement else statement
    return len(telling_stems(claim) - given - _OF_THE_SCENE) > 1


def score(talk: Talk) -> int:
    """The interview score as the report computes it."""
    interview = talk.interview
    reviews = [review(e, interview, Source.DEMO) for e in interview.exchanges if e.answer]
    nothing = Summary(strengths=(), weaknesses=(), cv_improvements=(), source=Source.DEMO)
    return conclude(interview, reviews, nothing).interview_score


def differing(one: Talk, other: Talk) -> int:
    """Of the seven follow-ups, how many are not the same."""
    return sum(a != b for a, b in zip(one.questions[1:], other.questions[1:], strict=True))


MARKS = (
    Mark(
        name="eight questions",
        counted=lambda t: len(t.questions),
        is_enough=lambda n: n == 8,
        wanted="8",
    ),
    Mark(name="name a term given", counted=named, is_enough=lambda n: n >= 7, wanted="≥ 7"),
    Mark(
        name="must-haves touched",
        counted=musts_touched,
        is_enough=lambda n: n >= 3,
        wanted="≥ 3",
        kinds=SCRIPTED,
    ),
    Mark(
        name="share of must-haves",
        counted=share_of_musts,
        is_enough=lambda n: n >= 60,
        wanted="≥ 60 %",
        kinds=SCRIPTED,
    ),
    Mark(
        name="take up the answer before",
        counted=taken_up,
        is_enough=lambda n: n >= 3,
        wanted="≥ 3",
        kinds=(STRONG, VAGUE),
    ),
    Mark(name="pairs alike", counted=alike, is_enough=lambda n: n == 0, wanted="0"),
    Mark(name="malformed", counted=malformed, is_enough=lambda n: n == 0, wanted="0"),
    Mark(name="forbidden topics", counted=forbidden, is_enough=lambda n: n == 0, wanted="0"),
    Mark(name="unseen credited", counted=unseen_credited, is_enough=lambda n: n == 0, wanted="0"),
    Mark(
        name="score of gibberish",
        counted=score,
        is_enough=lambda n: n <= 2,
        wanted="≤ 2",
        kinds=(GIBBERISH,),
    ),
    Mark(
        name="score of hostile",
        counted=score,
        is_enough=lambda n: n <= 3,
        wanted="≤ 3",
        kinds=(HOSTILE,),
    ),
)


def measure(talks: Iterable[Talk]) -> tuple[Finding, ...]:
    """Every mark over every interview it is for, then the marks over strong and vague."""
    held = {(talk.pair.name, talk.kind): talk for talk in talks}
    found = [
        _finding(mark.name, talk.pair.name, talk.kind, mark.counted(talk), mark)
        for talk in held.values()
        for mark in MARKS
        if not mark.kinds or talk.kind in mark.kinds
    ]
    return (*found, *_compared(held))


def _finding(name: str, pair: str, kind: str, value: int, mark: Mark) -> Finding:
    return Finding(
        mark=name,
        pair=pair,
        kind=kind,
        value=value,
        wanted=mark.wanted,
        is_met=mark.is_enough(value),
    )


_BOTH = f"{STRONG}/{VAGUE}"
_DIFFER, _LEAD = "questions that differ", "lead of the strong"
_FEWEST_DIFFERENT, _LEAST_LEAD = 4, 3


def _compared(held: dict[tuple[str, str], Talk]) -> list[Finding]:
    """What the strong candidate's interview is beside the vague one's."""
    found: list[Finding] = []
    for pair in dict.fromkeys(name for name, _ in held):
        strong, vague = held.get((pair, STRONG)), held.get((pair, VAGUE))
        if strong is not None and vague is not None:
            lead = score(strong) - score(vague)
            found.append(_beside(_DIFFER, pair, differing(strong, vague), _FEWEST_DIFFERENT))
            found.append(_beside(_LEAD, pair, lead, _LEAST_LEAD))
    return found


def _beside(name: str, pair: str, value: int, least: int) -> Finding:
    return Finding(
        mark=name, pair=pair, kind=_BOTH, value=value, wanted=f"≥ {least}", is_met=value >= least
    )
