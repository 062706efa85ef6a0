"""All routes of the program, subject by subject.

Law: registered as they are. A router of Litestar's is copied whole for every
application that it joins, which is a third of what making one costs. A handler's copies
share what the first application resolved: none sets hooks or response classes of its own.
"""

from __future__ import annotations

from app.web import (
    documents,
    feedback,
    health,
    interview,
    practice,
    present,
    remote,
    sessions,
    shared,
    stage,
    websocket,
)

HANDLERS = (
    *sessions.HANDLERS,
    *documents.HANDLERS,
    *interview.HANDLERS,
    *feedback.HANDLERS,
    *practice.HANDLERS,
    *shared.HANDLERS,
    *websocket.HANDLERS,
    *present.HANDLERS,
    *stage.HANDLERS,
    *remote.HANDLERS,
    *health.HANDLERS,
)
