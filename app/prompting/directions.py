"""The plan of a question in the words a model is told it.

Law: what was decided is said once and plainly; pieces of data stand in quotation
marks, on one line, and cannot close them.
"""

from __future__ import annotations

from app.interview.model import MAX_QUESTIONS, Origin, Reason
from app.interview.plan import Brief, Move, Plan
from app.interview.report import Evidence
from app.prompting import words as prompt_words

_LONGEST_QUOTE = 300
_MOST_LISTED = 6
_FEW = 2


def told(brief: Brief) -> str:
    """The plan for the next question, as the model is told it."""
    plan = brief.plan
    parts = [
        _heading(plan),
        "\n".join(_MOVES[plan.move](plan)),
        _standings(plan),
        _refusal(brief.refused),
        prompt_words.WRITE.format(number=plan.number, language=language_name(plan.language)),
    ]
    return "\n\n".join(part for part in parts if part)


def _heading(plan: Plan) -> str:
    few = {0: prompt_words.NONE_REMAINS, 1: prompt_words.ONE_REMAINS}
    remaining = few.get(plan.remaining) or prompt_words.REMAINING.format(count=plan.remaining)
    return prompt_words.HEADING.format(number=plan.number, of=MAX_QUESTIONS, remaining=remaining)


def _open(plan: Plan) -> list[str]:
    return [prompt_words.OPEN, *_from(prompt_words.OPEN_FROM, plan.reason)]


def _probe(plan: Plan) -> list[str]:
    lacks = prompt_words.MISSING[plan.missing] if plan.missing else prompt_words.PROBE_OPEN
    where = _from(prompt_words.PROBE_FROM, plan.reason)
    return [prompt_words.PROBE, lacks, *where, *_taken_up(plan)]


def _advance(plan: Plan) -> list[str]:
    few = [prompt_words.FEW_REMAIN] if plan.remaining <= _FEW else []
    term, reason = _quoted(plan.bridge or ""), plan.reason
    if plan.requirement is None and term and reason and reason.origin is Origin.ANSWER:
        quote = _quoted(reason.quote)
        return [prompt_words.ADVANCE_DEEPER.format(term=term, quote=quote), *few]
    bridge = prompt_words.BRIDGE.format(term=term) if term else prompt_words.NO_BRIDGE
    return [prompt_words.ADVANCE, *_subject(plan), bridge, *few]


def _subject(plan: Plan) -> list[str]:
    about = plan.requirement
    if about is None:
        return _from(prompt_words.ADVANCE_FROM, plan.reason)
    text, line = _quoted(about.text), _quoted(about.line)
    return [prompt_words.ADVANCE_TO.format(text=text, line=line)]


def _rephrase(plan: Plan) -> list[str]:
    about = plan.requirement.text if plan.requirement else plan.reason and plan.reason.quote
    said = [prompt_words.REPHRASE_ABOUT.format(text=_quoted(about))] if about else []
    return [prompt_words.REPHRASE, *said, *_taken_up(plan)]


def _close(plan: Plan) -> list[str]:
    about = plan.requirement
    to = [prompt_words.CLOSE_TO.format(text=_quoted(about.text))] if about else []
    is_answer = plan.reason is not None and plan.reason.origin is Origin.ANSWER
    shown = _from(prompt_words.CLOSE_FROM, plan.reason) if is_answer else []
    return [prompt_words.CLOSE, *to, *shown, *_taken_up(plan)]


_MOVES = {
    Move.OPEN: _open,
    Move.PROBE: _probe,
    Move.ADVANCE: _advance,
    Move.REPHRASE: _rephrase,
    Move.CLOSE: _close,
}


def _from(sentence: str, reason: Reason | None) -> list[str]:
    if reason is None:
        return []
    where, quote = _WHERE[reason.origin], _quoted(reason.quote)
    return [sentence.format(where=where, quote=quote, turn=reason.turn)]


_WHERE = {
    Origin.JOB: "job description",
    Origin.CV: "CV",
    Origin.ANSWER: "candidate's answers",
}


def _taken_up(plan: Plan) -> list[str]:
    return [prompt_words.TAKE_UP.format(term=_quoted(plan.bridge))] if plan.bridge else []


def _standings(plan: Plan) -> str:
    """What of the job is open and what was shown, the must-haves first."""
    others = [s for s in plan.standings if s.requirement != plan.requirement]
    ordered = sorted(others, key=lambda standing: not standing.requirement.is_must)
    still_open = [s.requirement.text for s in ordered if not s.is_touched]
    shown = [s.requirement.text for s in ordered if s.evidence is Evidence.EVIDENCED]
    label = prompt_words.OPEN_YET if plan.remaining else prompt_words.NEVER_ASKED
    lines = (_listed(label, still_open), _listed(prompt_words.SHOWN, shown))
    return "\n".join(line for line in lines if line)


def _listed(label: str, texts: list[str]) -> str:
    quoted = "; ".join(f"“{_quoted(text)}”" for text in texts[:_MOST_LISTED])
    return f"{label}: {quoted}." if quoted else ""


def _quoted(text: str) -> str:
    """One line of data that cannot end its own quotation marks."""
    line = " ".join(text.split()).replace("“", '"').replace("”", '"')
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"


def _refusal(refused: str | None) -> str:
    if refused is None:
        return ""
    why = "held no words" if refused == "empty" else refused
    return prompt_words.REFUSED.format(why=why)


def language_name(code: str) -> str:
    """What a language is called in English, and how it addresses a stranger."""
    name = prompt_words.LANGUAGES.get(code, f"the language with the code “{code}”")
    return name + prompt_words.FORMAL.get(code, "")
