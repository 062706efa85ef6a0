"""The outline of a better answer, from what the candidate has said or written.

Law: no fact is added; what only the candidate knows is a gap in square brackets.
"""

from __future__ import annotations

from app.feedback import quoting, remarks_english, remarks_german
from app.feedback.cv_lines import nearest
from app.feedback.remarks import language_of
from app.interview.model import Exchange, Interview
from app.interview.plan import Missing
from app.interview.report import Part
from app.judging import signs
from app.judging.assessment import Assessment
from app.judging.denial import own_words, undenied
from app.judging.ratings import GENERAL
from app.judging.weighing import scene
from app.language.personal import is_personal
from app.language.sentences import statements

_WORDS = {"en": remarks_english.OUTLINE, "de": remarks_german.OUTLINE}
_MARKS = {"en": "“{}”", "de": "„{}“"}
_LONGEST = 22
"""Words of a sentence in an outline."""


class _Steps:
    """The wordings of one outline, another variant each turn."""

    def __init__(self, exchange: Exchange, interview: Interview) -> None:
        self._turn = exchange.number
        self._language = language_of(interview)

    def say(self, key: str, **quoted: str) -> str:
        variants = _WORDS[self._language][key]
        marked = {name: self._marked(text) for name, text in quoted.items()}
        step = variants[(self._turn - 1) % len(variants)].format(**marked)
        return step if step[-1] in ".!?" else f"{step}."

    def _marked(self, text: str) -> str:
        return _MARKS[self._language].format(quoting.unmarked(quoting.opening(text, _LONGEST)))


def outline(exchange: Exchange, interview: Interview, read: Assessment) -> str:
    """Four or five sentences that say what to keep, what to add and where."""
    answer = exchange.answer.content if exchange.answer else ""
    told = tuple(signs.read(own) for own in own_words(answer) if not is_personal(own))
    steps = _Steps(exchange, interview)
    if _is_denied(answer) or (
        read.rating <= GENERAL and not any(sign.own and sign.concretes for sign in told)
    ):
        return " ".join(_from_cv(exchange, interview, steps))
    return " ".join(_from_answer(told, read, steps))


def _is_denied(answer: str) -> bool:
    """Whether the very first thing said is that it was never done."""
    first = next(iter(statements(answer)), "")
    return undenied(first) != first


def _from_cv(exchange: Exchange, interview: Interview, steps: _Steps) -> list[str]:
    line = nearest(interview.session.cv_text or "", _subject(exchange))
    if line is None:
        keys = ("no line", "action gap", "decision gap", "result gap")
        return [steps.say(key) for key in keys]
    start = steps.say("from cv", line=line)
    ending = "figure" if signs.read(line).is_measured else "result gap"
    return [start, *map(steps.say, ("situation gap", "action gap", "decision gap", ending))]


def _subject(exchange: Exchange) -> str:
    reason = exchange.reason.quote if exchange.reason else ""
    return f"{exchange.question.content} {reason}"


def _from_answer(told: tuple[signs.Signs, ...], read: Assessment, steps: _Steps) -> list[str]:
    parts = _placed(told)
    said = [_step(part, parts, steps) for part in (Part.SITUATION, Part.TASK, Part.ACTION)]
    if Missing.DECISION in read.missing:
        said.append(steps.say("decision gap"))
    elif Missing.DIFFICULTY in read.missing:
        said.append(steps.say("difficulty gap"))
    return [*said, _ending(parts, read, steps)]


def _placed(told: tuple[signs.Signs, ...]) -> dict[Part, str]:
    """Each part's best sentence; no sentence stands for two parts."""
    wanted = (
        (Part.ACTION, [s for s in told if s.own]),
        (Part.RESULT, [s for s in told if s.has_result]),
        (Part.SITUATION, scene(told) or [s for s in told if s.has_situation and s.concretes]),
        (Part.TASK, [s for s in told if s.has_task or s.has_role]),
    )
    placed: dict[Part, str] = {}
    for part, found in wanted:
        free = [sign for sign in found if sign.text not in placed.values()]
        if free:
            placed[part] = max(free, key=lambda sign: sign.weight).text
    return placed


def _step(part: Part, parts: dict[Part, str], steps: _Steps) -> str:
    if part not in parts:
        return steps.say(f"{part.value} gap")
    return steps.say(part.value, **{part.value: parts[part]})


def _ending(parts: dict[Part, str], read: Assessment, steps: _Steps) -> str:
    if Part.RESULT not in parts:
        return steps.say("result gap")
    key = "result with measure gap" if Missing.MEASURE in read.missing else "result"
    return steps.say(key, result=parts[Part.RESULT])
