"""Which move the next question makes, by CRAFT's "The eight questions".

Law: an answer is probed once and a question rephrased once; after "I don't know"
nobody is pressed; no move costs a must-have that could still be asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from app.interview.model import MAX_QUESTIONS
from app.interview.plan import Missing, Move
from app.judging.assessment import Assessment, Kind, assess
from app.language.lexicon import phrases
from app.language.matching import stems, telling_stems
from app.planning.requirements import Weight

if TYPE_CHECKING:
    from app.interview.model import Exchange, Session
    from app.planning.requirements import Demand

SHARE = 0.6
"""Of the must-haves, so many are to be touched, and no fewer than `FEWEST`."""

FEWEST = 3
MOST_REPHRASINGS = 2
FOLLOW_UPS = frozenset({Move.PROBE, Move.REPHRASE})
_BESIDE = frozenset({Kind.OFF_TOPIC, Kind.EMPTY, Kind.COPIED, Kind.HOSTILE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A move, and for a probe what it asks for."""

    move: Move
    missing: Missing | None = None


def read_answer(session: Session, exchange: Exchange) -> Assessment:
    """The answer of `exchange` as the rules read it; an awaited one counts as empty."""
    text = exchange.answer.content if exchange.answer else ""
    sources = tuple(filter(None, (session.cv_text, session.job_description_text)))
    return assess(text, question=exchange.question.content, sources=sources)


def is_none(session: Session, exchange: Exchange) -> bool:
    """Whether the answer is abuse, a plain pass or nothing at all: no answer to go by."""
    return read_answer(session, exchange).kind in _NO_ANSWER


_NO_ANSWER = frozenset({Kind.DONT_KNOW, Kind.EMPTY, Kind.HOSTILE})


def choose(
    session: Session, exchanges: tuple[Exchange, ...], past: tuple[Choice, ...], spare: int
) -> Choice:
    """The move of the next question; `spare` is how many questions may open nothing new."""
    number = len(exchanges) + 1
    if number == 1:
        return Choice(move=Move.OPEN)
    if number >= MAX_QUESTIONS:
        return Choice(move=Move.CLOSE)
    last = past[-1].move
    if spare <= 0 or last in FOLLOW_UPS:
        return Choice(move=Move.ADVANCE)
    return _follow_up(session, exchanges[-1], past)


def _follow_up(session: Session, exchange: Exchange, past: tuple[Choice, ...]) -> Choice:
    read = read_answer(session, exchange)
    rephrased = sum(choice.move is Move.REPHRASE for choice in past)
    if read.kind is Kind.DONT_KNOW:
        return Choice(move=Move.ADVANCE if rephrased else Move.REPHRASE)
    if read.kind in _BESIDE or (read.kind is Kind.VAGUE and is_beside(session, exchange)):
        again = rephrased < MOST_REPHRASINGS
        return Choice(move=Move.REPHRASE if again else Move.ADVANCE)
    if read.kind is Kind.VAGUE and not _has_never(exchange):
        return Choice(move=Move.PROBE, missing=_missing(read, past))
    return Choice(move=Move.ADVANCE)


def _has_never(exchange: Exchange) -> bool:
    """Whether the answer says that there is no experience: nobody is pressed for it."""
    return exchange.answer is not None and bool(_NEVER.search(exchange.answer.content))


_NEVER = phrases(
    r"""
i(?:['’]ve| have)? (?:\w+ )?never (?:had to |really |actually )?(?:do|done|did|used|worked|tried)
i (?:have not|haven['’]t|['’]ve not) (?:\w+ )?(?:done|used|worked|tried)
i (?:would|['’]d) (?:first )?(?:ask|have to ask|need to ask) (?:some\w+|a colleague|my \w+|others)
i['’](?:ve not|d ask (?:some\w+|a colleague|my \w+)) | no experience (?:of|with|in)
(?:habe ich|ich habe) (?:\w+ )?(?:noch )?nie | (?:habe ich|ich habe) (?:\w+ )?noch nicht
(?:würde|müsste) (?:ich )?(?:\w+ )?(?:fragen|nachfragen) | keine erfahrung (?:mit|in)
"""
)

_SPEAKER = phrases(r"i | i['’]m | i['’]ve | i['’]d | we | we['’]ve | ich | wir")


def is_beside(session: Session, exchange: Exchange) -> bool:
    """Whether an answer tells nothing the speaker did, and little of what was given or asked."""
    answer = exchange.answer.content if exchange.answer else ""
    own = stems(answer)
    given = (exchange.question.content, session.cv_text, session.job_description_text)
    about = frozenset[str]().union(*(telling_stems(text or "") for text in given))
    is_apart = len(own) > 1 and len(own & about) * 3 < len(own)
    return is_apart and not tells(exchange) and not _GENERAL.search(answer)


def is_general(session: Session, exchange: Exchange) -> bool:
    """Whether an answer is vague, but no answer to something else."""
    return read_answer(session, exchange).kind is Kind.VAGUE and not is_beside(session, exchange)


_GENERAL = phrases(
    r"""
man (?:muss|kann|soll\w*|darf) | (?:muss|kann) man | kommt (?:\w+ )*(?:auf|drauf) \w+ | zufrieden
schwierigkeit\w* | problem\w* | situation\w* | aufgabe\w* | \w*team\w* | kolleg\w* | kund\w*
you (?:just |always )?(?:have|need) to | it depends | issues? | difficult\w* | colleagues? | team\w*
customers? | boss | manager\w* | chef\w*
"""
)
"""What a general answer is made of, where nobody in particular speaks."""


def tells(exchange: Exchange) -> bool:
    """Whether the answer speaks of what the speaker, or the speaker with others, did."""
    return exchange.answer is not None and bool(_SPEAKER.search(exchange.answer.content))


def _missing(read: Assessment, past: tuple[Choice, ...]) -> Missing:
    """What the answer lacked, first what was not yet asked for in this interview."""
    asked = {choice.missing for choice in past}
    wanted = read.missing or tuple(Missing)
    return next((missing for missing in wanted if missing not in asked), wanted[0])


def core(demands: tuple[Demand, ...]) -> tuple[Demand, ...]:
    """The must-haves that count: the explicit ones, with the duties where those are few."""
    explicit = tuple(d for d in demands if d.weight is Weight.MUST)
    if len(explicit) >= FEWEST:
        return explicit
    return tuple(d for d in demands if d.weight is not Weight.NICE)


def wanted(total: int) -> int:
    """How many of `total` must-haves an interview is to touch at least."""
    return min(total, max(FEWEST, ceil(SHARE * total)))
