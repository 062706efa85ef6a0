"""The outline of a better answer, from what the candidate has said or written.

Law: no fact is added; what only the candidate knows is a gap in square brackets.
"""

from __future__ import annotations

from app.interview import quoting, remarks_english, remarks_german, signs
from app.interview.assessment import Assessment
from app.interview.cv_lines import has_figure, nearest
from app.interview.model import Exchange, Interview
from app.interview.personal import is_personal
from app.interview.plan import Missing
from app.interview.ratings import NOT_EVIDENCED
from app.interview.remarks import language_of
from app.interview.report import Part

_WORDS = {"en": remarks_english.OUTLINE, "de": remarks_german.OUTLINE}
_MARKS = {"en": "“{}”.", "de": "„{}“."}
_WHOLE_UP_TO = 22
"""Words of a sentence that is quoted whole in an outline."""


def outline(exchange: Exchange, interview: Interview, read: Assessment) -> str:
    """Four or five sentences that say what to keep, what to add and where."""
    answer = exchange.answer.content if exchange.answer else ""
    told = tuple(s for s in signs.read_all(answer) if not is_personal(s.text))
    language = language_of(interview)
    if read.rating == NOT_EVIDENCED or not any(sign.actions or sign.concretes for sign in told):
        steps = _from_cv(exchange, interview, language)
    else:
        steps = _from_answer(told, read, language)
    return " ".join(steps)


def _from_cv(exchange: Exchange, interview: Interview, language: str) -> list[str]:
    words = _WORDS[language]
    line = nearest(interview.session.cv_text or "", _subject(exchange))
    if line is None:
        start = words["no line" if exchange.number % 2 else "no line again"]
    else:
        start = words["from cv with figure" if has_figure(line) else "from cv"]
        start = start.format(line=_quoted(line, language))
    keys = (
        ("situation gap", "action gap", "decision gap") if line else ("action gap", "decision gap")
    )
    ending = [] if line and has_figure(line) else [words["result gap"]]
    return [start, *(words[key] for key in keys), *ending]


def _subject(exchange: Exchange) -> str:
    reason = exchange.reason.quote if exchange.reason else ""
    return f"{exchange.question.content} {reason}"


def _from_answer(told: tuple[signs.Signs, ...], read: Assessment, language: str) -> list[str]:
    words = _WORDS[language]
    parts = _placed(told)
    steps = [_step(part, parts, language) for part in (Part.SITUATION, Part.TASK, Part.ACTION)]
    if Missing.DECISION in read.missing:
        steps.append(words["decision gap"])
    elif Missing.DIFFICULTY in read.missing:
        steps.append(words["difficulty gap"])
    return [*steps, _ending(parts, read, language)]


def _placed(told: tuple[signs.Signs, ...]) -> dict[Part, str]:
    """Each part's best sentence; no sentence stands for two parts."""
    wanted = (
        (Part.ACTION, [s for s in told if s.own]),
        (Part.RESULT, [s for s in told if s.has_result]),
        (Part.SITUATION, [s for s in told if s.has_situation and s.concretes]),
        (Part.TASK, [s for s in told if s.has_task]),
    )
    placed: dict[Part, str] = {}
    for part, found in wanted:
        free = [sign for sign in found if sign.text not in placed.values()]
        if free:
            placed[part] = max(free, key=lambda sign: sign.weight).text
    return placed


def _step(part: Part, parts: dict[Part, str], language: str) -> str:
    words = _WORDS[language]
    if part not in parts:
        return words[f"{part.value} gap"]
    return words[part.value].format(**{part.value: _quoted(parts[part], language)})


def _ending(parts: dict[Part, str], read: Assessment, language: str) -> str:
    words = _WORDS[language]
    if Part.RESULT not in parts:
        return words["result gap"]
    quoted = _quoted(parts[Part.RESULT], language)
    if Missing.MEASURE in read.missing:
        return words["result with measure gap"].format(result=quoted.removesuffix("."))
    return words["result"].format(result=quoted)


def _quoted(text: str, language: str) -> str:
    whole = len(signs.WORD.findall(text)) <= _WHOLE_UP_TO
    return _MARKS[language].format(text.strip(" .;:,") if whole else quoting.opening(text))
