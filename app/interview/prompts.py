"""Every prompt, put together from the words in `prompt_words` and an interview.

Laws:
- Questions and answers are told as they are stored, to the byte, and as turns of
  their own; only an answer that does not fit any more is cut, and says so.
- Documents stand between tags that nothing inside them can close.
- The program speaks first (the rules) and last (the plan), and nowhere between.
- The plan and the latest answer are never cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.interview import language, prompt_words
from app.interview.feedback import ANCHORS
from app.interview.model import MAX_QUESTIONS, Exchange, Interview, Origin, Reason, Session
from app.interview.plan import Brief, Move, Plan
from app.interview.report import AnswerReview, Evidence
from app.interview.trimming import cut_lines, cut_middle, shares, tokens

BUDGET = 8000
"""Tokens a prompt may take, roughly."""

SHORT_BUDGET = 2800
"""For a model whose context the first prompt did not fit."""

_LEAST_FOR_DOCUMENTS = 0.2
_LONGEST_QUOTE = 300
_MOST_LISTED = 6
_FEW = 2
_TAGS = re.compile(r"<(?=\s*/?\s*(?:position|cv|job_description|question|answer)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptMessage:
    """One message of the Chat Completions API."""

    role: Literal["system", "user", "assistant"]
    content: str


def question(brief: Brief) -> tuple[PromptMessage, ...]:
    """What the model is told to write the next question."""
    return _question(brief, BUDGET, latest=None)


def shorter_question(brief: Brief) -> tuple[PromptMessage, ...]:
    """The same for a small context, in which even the latest answer may be cut."""
    return _question(brief, SHORT_BUDGET, latest=SHORT_BUDGET // 3)


def feedback(
    interview: Interview, done: Sequence[AnswerReview], missing: str | None = None
) -> tuple[PromptMessage, ...]:
    """What the model is told to judge the answers that are not in `done`.

    `missing` says what the reply before this one lacked, None for a first.
    """
    rules = prompt_words.FEEDBACK_RULES.format(anchors=_anchors())
    task = _feedback_task(interview, done, missing)
    asked = sum(tokens(exchange.question.content) for exchange in interview.exchanges)
    room = BUDGET * 2 - tokens(rules) - tokens(task) - asked
    answers = [e.answer.content if e.answer else "" for e in interview.exchanges]
    cut, documents = _fitted(answers, _papers(interview.session, ()), room, latest=None)
    told = [_told(e, text) for e, text in zip(interview.exchanges, cut, strict=True)]
    return (
        PromptMessage(role="system", content=rules),
        PromptMessage(role="user", content="\n\n".join([documents, *told, task])),
    )


def alternating(messages: Sequence[PromptMessage]) -> tuple[PromptMessage, ...]:
    """The same with neighbours of one role joined, for servers that refuse two in a row."""
    joined: list[PromptMessage] = []
    for message in messages:
        if joined and joined[-1].role == message.role:
            content = f"{joined.pop().content}\n\n{message.content}"
            joined.append(PromptMessage(role=message.role, content=content))
        else:
            joined.append(message)
    return tuple(joined)


def _question(brief: Brief, budget: int, *, latest: int | None) -> tuple[PromptMessage, ...]:
    rules, plan = prompt_words.QUESTION_RULES, _plan(brief)
    asked = sum(tokens(exchange.question.content) for exchange in brief.exchanges)
    room = budget - tokens(rules) - tokens(plan) - asked
    answers = [e.answer.content if e.answer else "" for e in brief.exchanges]
    papers = _papers(brief.session, _lines_wanted(brief.plan))
    cut, documents = _fitted(answers, papers, room, latest=latest)
    return (
        PromptMessage(role="system", content=rules),
        PromptMessage(role="user", content=documents),
        *_turns(brief.exchanges, cut),
        PromptMessage(role="user", content=plan),
    )


def _turns(exchanges: Sequence[Exchange], answers: Sequence[str]) -> list[PromptMessage]:
    turns: list[PromptMessage] = []
    for exchange, answer in zip(exchanges, answers, strict=True):
        turns.append(PromptMessage(role="assistant", content=exchange.question.content))
        if answer:
            turns.append(PromptMessage(role="user", content=answer))
    return turns


# Documents and their room


@dataclass(frozen=True, slots=True, kw_only=True)
class _Papers:
    session: Session
    wanted: tuple[str, ...]

    def within(self, limit: int | None) -> str:
        """The documents between tags, CV and job description in `limit` tokens together."""
        cv, job = self.session.cv_text or "", self.session.job_description_text or ""
        if limit is not None:
            for_cv, for_job = shares([tokens(cv), tokens(job)], limit)
            cv, job = cut_lines(cv, for_cv, self.wanted), cut_lines(job, for_job, self.wanted)
        position = f"Job title: {self.session.job_title}\nCompany: {self.session.company_name}"
        tagged = (_tagged("position", position), _tagged("cv", cv), _tagged("job_description", job))
        return "\n\n".join((prompt_words.DOCUMENTS, *tagged))


def _papers(session: Session, wanted: tuple[str, ...]) -> _Papers:
    return _Papers(session=session, wanted=wanted)


def _lines_wanted(plan: Plan) -> tuple[str, ...]:
    lines = [standing.requirement.line for standing in plan.standings]
    quotes = [plan.reason.quote] if plan.reason else []
    return tuple(line for line in [*quotes, *lines] if line)


def _fitted(
    answers: list[str], papers: _Papers, room: int, *, latest: int | None
) -> tuple[list[str], str]:
    """Both within `room` tokens, and the last answer within `latest`, unless that is None."""
    *older, last = answers or [""]
    last = last if latest is None else cut_middle(last, latest)
    whole = papers.within(None)
    said = sum(map(tokens, older)) + tokens(last)
    if tokens(whole) + said <= room:
        return [*older, last][: len(answers)], whole
    documents = papers.within(max(room - said, int(room * _LEAST_FOR_DOCUMENTS)))
    limits = shares([tokens(text) for text in older], room - tokens(documents) - tokens(last))
    cut = [cut_middle(text, limit) for text, limit in zip(older, limits, strict=True)]
    return [*cut, last][: len(answers)], documents


def _tagged(name: str, text: str) -> str:
    return f"<{name}>\n{_TAGS.sub('‹', text)}\n</{name}>"


# The plan


def _plan(brief: Brief) -> str:
    plan = brief.plan
    remaining = f"After it, {plan.remaining} remain." if plan.remaining else "It is the last."
    parts = [
        f"Plan for question {plan.number} of {MAX_QUESTIONS}. {remaining}",
        "\n".join(_MOVES[plan.move](plan)),
        _standings(plan),
        _refusal(brief.refused),
        prompt_words.WRITE.format(number=plan.number, language=_language(plan.language)),
    ]
    return "\n\n".join(part for part in parts if part)


def _open(plan: Plan) -> list[str]:
    return [prompt_words.OPEN, *_from(prompt_words.OPEN_FROM, plan.reason)]


def _probe(plan: Plan) -> list[str]:
    wanted = prompt_words.MISSING[plan.missing] if plan.missing else prompt_words.PROBE_OPEN
    where = _from(prompt_words.PROBE_FROM, plan.reason)
    return [f"{prompt_words.PROBE} {wanted}", *where, *_taken_up(plan)]


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
    ordered = sorted(plan.standings, key=lambda standing: not standing.requirement.is_must)
    still_open = [s.requirement.text for s in ordered if not s.is_touched]
    shown = [s.requirement.text for s in ordered if s.evidence is Evidence.EVIDENCED]
    lines = (_listed("Not asked about yet", still_open), _listed("Shown already", shown))
    return "\n".join(line for line in lines if line)


def _listed(label: str, texts: list[str]) -> str:
    quoted = "; ".join(f"“{_quoted(text)}”" for text in texts[:_MOST_LISTED])
    return f"{label}: {quoted}." if quoted else ""


def _quoted(text: str) -> str:
    """One line of data that cannot end its own quotation marks."""
    line = " ".join(_TAGS.sub("‹", text).split()).replace("“", '"').replace("”", '"')
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"


def _refusal(refused: str | None) -> str:
    if refused is None:
        return ""
    why = "held no words" if refused == "empty" else refused
    return prompt_words.REFUSED.format(why=why)


def _language(code: str) -> str:
    name = prompt_words.LANGUAGES.get(code, f"the language with the code “{code}”")
    return name + prompt_words.FORMAL.get(code, "")


# The feedback


def _anchors() -> str:
    return "\n".join(f"  {rating}: {anchor}" for rating, anchor in ANCHORS.items())


def _told(exchange: Exchange, answer: str) -> str:
    n = exchange.number
    asked = f'<question turn="{n}">\n{_TAGS.sub("‹", exchange.question.content)}\n</question>'
    if not answer:
        return f"{asked}\n(not answered)"
    return f'{asked}\n<answer turn="{n}">\n{_TAGS.sub("‹", answer)}\n</answer>'


def _feedback_task(interview: Interview, done: Sequence[AnswerReview], missing: str | None) -> str:
    judged = {review.turn for review in done}
    turns = [e.number for e in interview.exchanges if e.answer and e.number not in judged]
    listed = ", ".join(map(str, turns))
    parts = [
        prompt_words.JUDGE.format(turns=listed) if turns else prompt_words.JUDGE_NONE,
        prompt_words.WRITE_FEEDBACK.format(language=_language(_spoken(interview))),
        prompt_words.REPAIR.format(missing=missing) if missing else "",
    ]
    return "\n".join(part for part in parts if part)


def _spoken(interview: Interview) -> str:
    job = interview.session.job_description_text or ""
    return language.of_interview(job, (e.answer.content for e in interview.exchanges if e.answer))
