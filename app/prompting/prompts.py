"""Every prompt, put together from the sentences in `words` and an interview.

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

from app.interview.model import Exchange, Interview, Session
from app.interview.plan import Brief, Plan
from app.interview.report import AnswerReview
from app.judging.ratings import ANCHORS
from app.language import detecting as language
from app.prompting import directions
from app.prompting import words as prompt_words
from app.prompting.trimming import cut_lines, cut_middle, shares, tokens

BUDGET = 7600
"""Tokens a prompt may take by our rough count, so that it fits 8,000 of a model's own."""

FEEDBACK_BUDGET = 16000

SHORT_BUDGET = 2800
"""For a model whose context the first prompt did not fit."""

_TOKENS_OF_TAGS = 20
_LEAST_FOR_DOCUMENTS = 0.2
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
    interview: Interview,
    done: Sequence[AnswerReview],
    missing: str | None = None,
    *,
    budget: int = FEEDBACK_BUDGET,
) -> tuple[PromptMessage, ...]:
    """What the model is told to judge the answers that are not in `done`.

    `missing` says what the reply before this one lacked, None for a first.
    """
    rules = prompt_words.FEEDBACK_RULES.format(anchors=_anchors())
    task = _feedback_task(interview, done, missing)
    tags = _TOKENS_OF_TAGS * len(interview.exchanges)
    room = budget - tokens(rules) - tokens(task) - _asked(interview.exchanges) - tags
    answers, documents = _fitted(
        _answers(interview.exchanges), "", _Papers(session=interview.session), room
    )
    told = map(_told, interview.exchanges, answers)
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
    """`latest` is the room for the last answer, None for as much as it needs."""
    rules, plan = prompt_words.QUESTION_RULES, directions.told(brief)
    room = budget - tokens(rules) - tokens(plan) - _asked(brief.exchanges)
    *older, last = _answers(brief.exchanges) or [""]
    last = last if latest is None else cut_middle(last, latest)
    papers = _Papers(session=brief.session, wanted=_lines_wanted(brief.plan))
    cut, documents = _fitted(older, last, papers, room)
    return (
        PromptMessage(role="system", content=rules),
        PromptMessage(role="user", content=documents),
        *_turns(brief.exchanges, [*cut, last]),
        PromptMessage(role="user", content=plan),
    )


def _answers(exchanges: Sequence[Exchange]) -> list[str]:
    return [exchange.answer.content if exchange.answer else "" for exchange in exchanges]


def _asked(exchanges: Sequence[Exchange]) -> int:
    return sum(tokens(exchange.question.content) for exchange in exchanges)


def _turns(exchanges: Sequence[Exchange], answers: Sequence[str]) -> list[PromptMessage]:
    turns: list[PromptMessage] = []
    for exchange, answer in zip(exchanges, answers, strict=False):
        turns.append(PromptMessage(role="assistant", content=exchange.question.content))
        if answer:
            turns.append(PromptMessage(role="user", content=answer))
    return turns


# Documents and their room


@dataclass(frozen=True, slots=True, kw_only=True)
class _Papers:
    """CV and job description; lines that hold one of `wanted` are kept longest."""

    session: Session
    wanted: tuple[str, ...] = ()

    def within(self, limit: int | None) -> str:
        """The documents between tags, CV and job description in `limit` tokens together."""
        cv, job = self.session.cv_text or "", self.session.job_description_text or ""
        if limit is not None:
            for_cv, for_job = shares([tokens(cv), tokens(job)], limit)
            cv, job = cut_lines(cv, for_cv, self.wanted), cut_lines(job, for_job, self.wanted)
        position = f"Job title: {self.session.job_title}\nCompany: {self.session.company_name}"
        tagged = (_tagged("position", position), _tagged("cv", cv), _tagged("job_description", job))
        return "\n\n".join((prompt_words.DOCUMENTS, *tagged))


def _lines_wanted(plan: Plan) -> tuple[str, ...]:
    lines = [standing.requirement.line for standing in plan.standings]
    quotes = [plan.reason.quote] if plan.reason else []
    return tuple(line for line in [*quotes, *lines] if line)


def _fitted(older: list[str], last: str, papers: _Papers, room: int) -> tuple[list[str], str]:
    """The older answers and the documents, cut to what `room` leaves beside the last answer."""
    whole = papers.within(None)
    said = sum(map(tokens, older)) + tokens(last)
    if tokens(whole) + said <= room:
        return older, whole
    documents = papers.within(max(room - said, int(room * _LEAST_FOR_DOCUMENTS)))
    limits = shares([tokens(text) for text in older], room - tokens(documents) - tokens(last))
    return list(map(cut_middle, older, limits)), documents


def _tagged(name: str, text: str) -> str:
    return f"<{name}>\n{_TAGS.sub('‹', text)}\n</{name}>"


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
        prompt_words.WRITE_FEEDBACK.format(language=directions.language_name(_spoken(interview))),
        prompt_words.REPAIR.format(missing=missing) if missing else "",
    ]
    return "\n".join(part for part in parts if part)


def _spoken(interview: Interview) -> str:
    job = interview.session.job_description_text or ""
    return language.of_interview(job, (e.answer.content for e in interview.exchanges if e.answer))
