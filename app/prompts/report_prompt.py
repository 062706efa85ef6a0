"""What a model is told to judge the answers of an interview that is over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from app.domain.feedback import AnswerReview
from app.domain.interview import Interview
from app.prompts.budget import cut_middle, shares, tokens
from app.prompts.papers import papers, rows
from app.prompts.prompt import Prompt, PromptMessage, Purpose
from app.prompts.templates import SCHEMAS, language_name, render

BUDGET, MAX_TOKENS = 16000, 3600
_FOR_REPLY = 0.4  # of a small context; what does not fit comes by another call
_FOR_PAPERS, _LEAST_OF_PAPERS, _FOR_ROWS = 0.4, 120, 0.12
_AROUND_TURN, _LEAST_OF_ANSWER = 24, 25
_JUDGED_BEFORE = 60  # tokens of an answer that was judged already, where not all fit


def report_prompt(
    interview: Interview, done: Sequence[AnswerReview], anchors: Mapping[int, str]
) -> Prompt:
    """The call that judges the answers not in `done`, and the interview as a whole.

    `anchors` says what each rating stands for.
    """
    rules = render("report_rules", anchors=sorted(anchors.items()))
    return Prompt(
        purpose=Purpose.REPORT,
        session_id=interview.session.id,
        messages=partial(_messages, interview, done, rules),
        max_tokens=MAX_TOKENS,
        schema=SCHEMAS["report"],
        schema_name="report",
    )


def _messages(
    interview: Interview, done: Sequence[AnswerReview], rules: str, limit: int | None
) -> Sequence[PromptMessage]:
    budget = BUDGET if limit is None else limit - min(MAX_TOKENS, int(limit * _FOR_REPLY))
    judged = {review.turn: review.rating for review in done}
    table = rows(interview.session.reading, int(budget * _FOR_ROWS))
    task = _task(interview, judged)
    room = budget - sum(map(tokens, (rules, table, task)))
    told = papers(interview.session, max(int(room * _FOR_PAPERS), _LEAST_OF_PAPERS))
    answers = _answers(interview, judged, room - tokens(told))
    text = "\n".join(part for part in (told, table, answers, task) if part)
    return PromptMessage(role="system", content=rules), PromptMessage(role="user", content=text)


def _answers(interview: Interview, judged: Mapping[int, int | None], room: int) -> str:
    """Questions and answers in about `room` tokens; those judged already give way first."""
    answered = [(e, e.answer) for e in interview.exchanges if e.answer]
    room -= sum(tokens(e.question.content) + _AROUND_TURN for e, _ in answered)
    sizes = [tokens(answer.content) for _, answer in answered]
    if sum(sizes) > room:
        most = (_JUDGED_BEFORE if e.number in judged else room for e, _ in answered)
        sizes = list(map(min, sizes, most))
    limits = (max(share, _LEAST_OF_ANSWER) for share in shares(sizes, room))
    said = [cut_middle(a.content, limit) for (_, a), limit in zip(answered, limits, strict=True)]
    return render("answers", exchanges=[e for e, _ in answered], said=said)


def _task(interview: Interview, judged: Mapping[int, int | None]) -> str:
    answers, reading = interview.answers, interview.session.reading
    spoken = Counter(answer.language for answer in answers if answer.language)
    language = spoken.most_common(1)[0][0] if spoken else reading.language if reading else "en"
    return render(
        "report_task",
        turns=[answer.turn for answer in answers if answer.turn not in judged],
        judged=judged,
        language=language_name(language),
    )
