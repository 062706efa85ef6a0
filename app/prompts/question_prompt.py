"""What a model is told to write the next question.

In this order: the rules, the papers and (from question 2 on) the reading, which stay the
same to the byte through the interview; the transcript in chat roles; the state as facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import product

from app.domain.brief import Brief
from app.domain.interview import MAX_QUESTIONS, Exchange
from app.domain.plan import Move, Origin
from app.prompts.budget import at_most, cut_middle, tokens
from app.prompts.papers import BUDGET, papers, rows
from app.prompts.prompt import Prompt, PromptMessage, Purpose
from app.prompts.templates import disarmed, language_name, render

MAX_TOKENS = 400
_LEAST = 1000  # tokens of the smallest budget kept to; a smaller context cannot be served
_RULES_ROWS_STATE = 900
_FOR_PAPERS = 0.6  # of what rules, rows and state leave; the transcript has the rest
_FOR_ROWS = 0.12
_OLDER_ANSWERS = (BUDGET, 400, 200, 100, 50, 25)
"""Tokens an older answer may have, tried in this order: few steps, so few new prefixes."""
_LEAST_OF_LATEST, _AROUND_MESSAGE = 120, 5
_REPLY = 6  # the part of a small context that is left to the reply
RULES = render("question_rules")


def question_prompt(brief: Brief) -> Prompt:
    """The call that writes question `brief.number` and the line after it."""
    return Prompt(
        purpose=Purpose.QUESTION,
        session_id=brief.session.id,
        messages=partial(_messages, brief),
        max_tokens=MAX_TOKENS,
    )


def _messages(brief: Brief, limit: int | None) -> Sequence[PromptMessage]:
    budget = max(limit - min(MAX_TOKENS, limit // _REPLY), _LEAST) if limit else BUDGET
    first = papers(brief.session, int((budget - _RULES_ROWS_STATE) * _FOR_PAPERS))
    if brief.number > 1:
        first = f"{first}\n{rows(brief.session.reading, int(budget * _FOR_ROWS))}".rstrip()
    before = cut_middle(" ".join(brief.session.asked_before), int(budget * _FOR_ROWS))
    fixed = (RULES, first, _state(brief, before, left_out=0))
    room = budget - sum(tokens(text) + _AROUND_MESSAGE for text in fixed)
    told, left_out = _transcript(brief.exchanges, room)
    return (
        PromptMessage(role="system", content=RULES),
        PromptMessage(role="user", content=first),
        *told,
        PromptMessage(role="user", content=_state(brief, before, left_out=left_out)),
    )


def _transcript(exchanges: Sequence[Exchange], room: int) -> tuple[list[PromptMessage], int]:
    """The turns so far in about `room` tokens, and how many of the first were left out.

    Older answers give way before the latest, and the oldest turns before that.
    """
    asked = [exchange.question.words for exchange in exchanges]
    said = [disarmed(e.answer.content if e.answer else "") for e in exchanges]
    first = 0
    if exchanges and sum(at_most(text) + _AROUND_MESSAGE for text in (*asked, *said)) > room:
        size = tokens(said[-1])
        least = min(size, _LEAST_OF_LATEST)
        for first, most in product(range(len(exchanges)), _OLDER_ANSWERS):
            older = [cut_middle(text, most) for text in said[first:-1]]
            left = room - sum(tokens(text) + _AROUND_MESSAGE for text in (*asked[first:], *older))
            if left >= size or (most == _OLDER_ANSWERS[-1] and left > least):
                break
        said = [*older, cut_middle(said[-1], max(left, least), size)]
    turns: list[PromptMessage] = []
    for question, answer in zip(asked[first:], said, strict=True):
        turns.append(PromptMessage(role="assistant", content=question))
        turns += [PromptMessage(role="user", content=answer)] if answer else []
    return turns, first


def _state(brief: Brief, before: str, *, left_out: int) -> str:
    """The facts for this question, counted by the server."""
    spoken = (
        f"{c.requirement.id} {c.requirement.name} (question {', '.join(map(str, c.turns))})"
        for c in brief.coverage
        if c.turns
    )
    unasked = sorted(brief.uncovered, key=lambda requirement: not requirement.is_must)
    return render(
        "state",
        number=brief.number,
        of=MAX_QUESTIONS,
        probed=_has_probed(brief),
        spoken="; ".join(spoken),
        open="; ".join(f"{r.id} {r.name}" for r in unasked if r.is_askable),
        before=before,
        left_out=left_out,
        refused=brief.refused,
        persona=brief.session.persona,
        language=_language(brief),
    )


def _has_probed(brief: Brief) -> bool:
    """Whether the last question stayed with the answer before it."""
    before, last = [None, None, *(exchange.plan for exchange in brief.exchanges)][-2:]
    if last is None or last.move is Move.PROBE:
        return last is not None
    if last.requirement is not None:
        return before is not None and before.requirement == last.requirement
    return last.reason is not None and last.reason.origin is Origin.ANSWER


def _language(brief: Brief) -> str:
    """The chosen one; else the posting's, unless the latest answer is in another."""
    if brief.session.language:
        return language_name(brief.session.language)
    reading, answers = brief.session.reading, brief.interview.answers
    spoken = answers[-1].language if answers else None
    if spoken and (reading is None or spoken != reading.language):
        return f"{language_name(spoken)}, as the candidate answers"
    return language_name(reading.language) if reading else "that of the posting"
