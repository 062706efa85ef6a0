"""The papers as a model is told them, and the call that reads them.

They are cut once for a context, by nothing but their own length, so that the beginning
of a prompt stays the same through the whole interview.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.domain.interview import Session
from app.domain.requirement import Reading
from app.prompts.budget import at_most, cut_middle, shares, tokens
from app.prompts.prompt import Prompt, PromptMessage, Purpose
from app.prompts.templates import SCHEMAS, render

BUDGET = 7600  # tokens by our count where the context is not known: fits 8,000 of its own
MOST_OF_READING, _TAGS = 600, 50


def papers(session: Session, room: int) -> str:
    """Position, CV and posting between tags, in about `room` tokens."""
    cv, posting = texts = (session.cv_text or "", session.job_description_text or "")
    if sum(map(at_most, texts)) > room:
        sizes = [*map(tokens, texts)]
        cv, posting = map(cut_middle, texts, shares(sizes, room), sizes)
    return render("papers", session=session, cv=cv, posting=posting)


def rows(reading: Reading | None, room: int) -> str:
    """The reading between tags, a row a line; the last rows are left out past `room`."""
    if reading is None:
        return ""
    told = [f"{r.id} {r.kind.value}: {r.name} | {r.text}" for r in reading.requirements]
    lines: list[str] = []
    for line in (*told, *(f"{line.id} CV: {line.text}" for line in reading.cv_lines)):
        room -= tokens(line) + 1
        lines += [" ".join(line.split())] if room >= 0 else []
    return render("rows", lines=lines)


def reading_prompt(session: Session) -> Prompt:
    """The call that names the requirements of the posting and lines of the CV."""
    return Prompt(
        purpose=Purpose.READING,
        session_id=session.id,
        messages=partial(_messages, session),
        max_tokens=MOST_OF_READING,
        schema=SCHEMAS["reading"],
        schema_name="reading",
    )


def _messages(session: Session, limit: int | None) -> Sequence[PromptMessage]:
    rules, task = render("reading_rules"), render("reading_task")
    budget = BUDGET if limit is None else limit - MOST_OF_READING
    told = papers(session, max(0, budget - tokens(rules) - tokens(task) - _TAGS))
    text = f"{told}\n{task}"
    return PromptMessage(role="system", content=rules), PromptMessage(role="user", content=text)
