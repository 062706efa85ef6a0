"""An interview behind closed doors, so that the first candidate waits for nothing.

Who asks and who rates is loaded, and patterns are compiled, when they are first needed: half
a second, which no first page is to wait for either.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from app.demo.stories import stories
from app.domain.brief import brief
from app.domain.interview import Interview, Message, Role, Session, Turn, TurnState
from app.domain.source import Source
from app.services.ports import Interviewer, Reviewer
from app.values import replace


def rehearse(interviewer: Interviewer, reviewer: Reviewer) -> None:
    """Let `interviewer` plan question 2 of a sample interview, and `reviewer` see an answer.

    The papers are treated as if a candidate had pasted them. What only a stand-in needs
    is loaded when it stands in.
    """
    from app.documents import assessment, posting  # noqa: PLC0415, loaded here, not at the start
    from app.documents.extraction import Extraction  # noqa: PLC0415, as above
    from app.guard.stream_filter import QuestionFilter  # noqa: PLC0415, as above

    story, now = next(iter(stories().values())), datetime.now(UTC)
    session = Session(
        id="",
        owner="",
        job_title=story.title,
        company_name=story.company,
        created_at=now,
        cv_text=assessment.document(Extraction(text=story.cv)).text,
        job_description_text=posting.tidied(story.posting),
    )
    if interviewer.source is Source.DEMO:
        session = replace(session, reading=asyncio.run(interviewer.read(session, 1)))
    said = {Role.ASSISTANT: story.topics[0].ask, Role.USER: story.topics[0].answer}
    messages = (
        Message(
            id="",
            session_id="",
            turn=1,
            role=role,
            content=text,
            timestamp=now,
            source=Source.DEMO,
        )
        for role, text in said.items()
    )
    turn = Turn(session_id="", number=1, state=TurnState.ANSWERED)
    interview = Interview(session=session, turns=(turn,), messages=tuple(messages))
    interviewer.plan(brief(interview, 2), "")
    QuestionFilter().feed(story.topics[0].ask)
    reviewer.floor(interview)
