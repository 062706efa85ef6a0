"""An interview behind closed doors, so that the first candidate waits for nothing.

Who asks and who rates is loaded, patterns are compiled and the model that tells languages
is read when they are first needed: half a second, which no first page is to wait for either.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

from app.demo.interviewer import DemoInterviewer
from app.demo.stories import stories
from app.domain.brief import brief
from app.domain.interview import Interview, Message, Role, Session, Turn, TurnState
from app.domain.source import Source
from app.services.ports import Reviewer


def rehearse(reviewer: Reviewer) -> None:
    """Decide on question 2 of a sample interview as if its papers were a candidate's own.

    The papers are read as if they had been pasted, and `reviewer` looks at an answer.
    """
    from app.demo.asker import decide  # noqa: PLC0415, loaded here, not at the start
    from app.documents import assessment, posting  # noqa: PLC0415, as above
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
    session = replace(session, reading=asyncio.run(DemoInterviewer(0).read(session, 1)))
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
    QuestionFilter().feed(decide(brief(interview, 2)).text)
    reviewer.floor(interview)
