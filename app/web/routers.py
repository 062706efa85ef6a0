"""All routes of the program, one router a subject."""

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

ROUTERS = (
    sessions.router,
    documents.router,
    interview.router,
    feedback.router,
    practice.router,
    shared.router,
    websocket.router,
    present.router,
    stage.router,
    remote.router,
    health.router,
)
