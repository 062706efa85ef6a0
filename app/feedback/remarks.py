"""Two sentences on one answer: what earned its rating, and what would lift it.

Law: the first sentence says only what the rules have seen; what stands in
quotation marks is the candidate's own words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.feedback import quoting, remarks_english, remarks_german
from app.interview.model import Exchange, Interview, Role
from app.interview.plan import Missing
from app.judging import signs, weighing
from app.judging.amounts import has_span
from app.judging.assessment import Assessment, Kind
from app.judging.foreign import is_foreign
from app.judging.kinds import copied_share
from app.judging.ratings import GENERAL, NOT_EVIDENCED, TOLD_TO_THE_END
from app.language.detecting import of_interview
from app.language.personal import fair_pieces, is_personal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EARNED = {"en": remarks_english.EARNED, "de": remarks_german.EARNED}
LIFT = {"en": remarks_english.LIFT, "de": remarks_german.LIFT}

_WANTED = (
    Missing.OWN_ROLE,
    Missing.RESULT,
    Missing.DECISION,
    Missing.MEASURE,
    Missing.DIFFICULTY,
)
"""In the order in which it lifts an answer that holds a case already."""

_FLOORS: dict[Kind, tuple[str, str]] = {
    Kind.DONT_KNOW: ("don't know", "nearest"),
    Kind.OFF_TOPIC: ("off topic", "answer it"),
    Kind.EMPTY: ("empty", "answer it"),
    Kind.HOSTILE: ("hostile", "answer it"),
    Kind.COPIED: ("copied", "own words"),
    Kind.VAGUE: ("short", "one case"),
}
_HALF_COPIED = 0.5
_SELF = re.compile(r"\b(?:i|my|me|we|i'm|ich|mein\w*|mir|wir|uns)\b", re.IGNORECASE)
_WORTH_REPEATING = 5
"""Words from which the same answer again is no accident."""


def language_of(interview: Interview) -> str:
    """ISO 639-1 code of what is written about an interview: one there are words for."""
    said = (m.content for m in interview.messages if m.role is Role.USER)
    code = of_interview(interview.session.job_description_text or "", said)
    return code if code in EARNED else "en"


def comment(exchange: Exchange, interview: Interview, read: Assessment) -> str:
    """Two plain sentences, in the candidate's language where there are words for it."""
    answer = exchange.answer.content if exchange.answer else ""
    language = language_of(interview)
    earlier = repeated(exchange, interview)
    if earlier is not None and read.rating > NOT_EVIDENCED:
        first, second, fills = "repeated", "another case", {"turn": str(earlier)}
    elif read.rating == NOT_EVIDENCED:
        first, second = _floor(exchange, read, answer)
        fills = {"claim": quoting.opening(answer.strip())}
    elif is_foreign(answer):
        first, second, fills = "not read", "not read", {}
    else:
        first, fills = _earned(read, signs.read_all(answer))
        second = _lift(read, signs.read_all(answer))
    told = (_pick(EARNED[language][first], exchange), _pick(LIFT[language][second], exchange))
    return " ".join(told).format(**fills)


def repeated(exchange: Exchange, interview: Interview) -> int | None:
    """The earlier turn that has this very answer, None when there is none."""
    if exchange.answer is None:
        return None
    words = signs.WORD.findall(exchange.answer.content.casefold())
    if len(words) < _WORTH_REPEATING:
        return None
    return next(
        (
            other.number
            for other in interview.exchanges
            if other.number < exchange.number
            and other.answer
            and signs.WORD.findall(other.answer.content.casefold()) == words
        ),
        None,
    )


def _pick(variants: Sequence[str], exchange: Exchange) -> str:
    """Another one each turn, so that eight remarks do not read like one."""
    return variants[(exchange.number - 1) % len(variants)]


def _floor(exchange: Exchange, read: Assessment, answer: str) -> tuple[str, str]:
    first, second = _FLOORS[read.kind]
    if read.kind is Kind.COPIED and _is_question(exchange, answer):
        return "copied question", "answer it"
    if first == "short" and is_personal(answer):
        return "in passing", second
    return first, second


def _is_question(exchange: Exchange, answer: str) -> bool:
    return copied_share(answer, (exchange.question.content,)) > _HALF_COPIED


def _earned(read: Assessment, told: tuple[signs.Signs, ...]) -> tuple[str, dict[str, str]]:
    """Which remark is true of an answer rated 2 to 5, and the fragments it quotes."""
    if read.rating >= TOLD_TO_THE_END:
        return _told_to_the_end(told)
    if read.rating == GENERAL:
        return _general(read, told)
    if not any(sign.own for sign in told):
        return ("team" if any(sign.speaks_of_we for sign in told) else "case"), {}
    action = action_of(told)
    return ("action", {"action": action}) if action else ("case", {})


def _told_to_the_end(told: tuple[signs.Signs, ...]) -> tuple[str, dict[str, str]]:
    measure, reason, choice = measure_of(told), reason_of(told), choice_of(told)
    found = {"measure": measure, "reason": reason, "choice": choice}
    fills = {name: fragment for name, fragment in found.items() if fragment}
    why = next((name for name in ("reason", "choice") if name in fills), None)
    if why and measure and measure not in fills[why]:
        return f"{why} and measure", fills
    if measure:
        return "measure", fills
    return why or "end", fills


def measure_of(told: tuple[signs.Signs, ...]) -> str | None:
    """How much it came to: a span wherever it is told, else the last amount of a result."""
    measured = reversed(weighing.measured(told))
    ranked = sorted(measured, key=lambda sign: not has_span(sign.text))
    return _first(quoting.measure_in, ranked)


def reason_of(told: tuple[signs.Signs, ...]) -> str | None:
    """Why the speaker did something: a reason beside an own step, not somebody else's."""
    return _first(quoting.reason_in, [sign for sign in _weightiest(told) if sign.own])


def choice_of(told: tuple[signs.Signs, ...]) -> str | None:
    return _first(quoting.choice_in, [sign for sign in _weightiest(told) if sign.own])


def action_of(told: tuple[signs.Signs, ...]) -> str | None:
    return _first(quoting.action_in, _weightiest(told))


def _weightiest(told: tuple[signs.Signs, ...]) -> list[signs.Signs]:
    return sorted(told, key=lambda sign: -sign.weight)


def _first(cut: Callable[[str], str | None], ranked: list[signs.Signs]) -> str | None:
    """The first words that `cut` takes from a sentence; nothing personal."""
    found = (cut(piece) for sign in ranked for piece in fair_pieces(sign.text))
    return next((words for words in found if words and not is_personal(words)), None)


def _general(read: Assessment, told: tuple[signs.Signs, ...]) -> tuple[str, dict[str, str]]:
    if any(sign.actions for sign in told):
        return "in passing", {}
    if any(sign.is_habit for sign in told):
        return "habit", {}
    quote = read.quote or ""
    if not _SELF.search(quote) and signs.read(quote).has_turn:
        return "scene", {}
    claim = quoting.opening(quote)
    return ("in passing", {}) if is_personal(claim) else ("claim", {"claim": claim})


def _lift(read: Assessment, told: tuple[signs.Signs, ...]) -> str:
    if read.rating == GENERAL:
        return "one case"
    wanted = [gap for gap in _WANTED if gap in read.missing]
    if read.rating >= TOLD_TO_THE_END and wanted[:1] == [Missing.OWN_ROLE]:
        wanted = wanted[1:]
    if not wanted:
        return "nothing"
    if wanted[0] is Missing.OWN_ROLE and any(sign.speaks_of_we for sign in told):
        return "own role, not ours"
    return wanted[0].value
