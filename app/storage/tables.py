"""The tables, and how a store gets its own.

Law: rows are never handed out of this folder; `rows` turns them into values and
back. Everything belongs to a session and goes with it (`ON DELETE CASCADE`).
What must be unique together is a raw index in the migrations, because SQLite
cannot add a composite constraint to a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from piccolo.columns import (
    Boolean,
    ForeignKey,
    Integer,
    Serial,
    SmallInt,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.table import Table, create_table_class

if TYPE_CHECKING:
    from app.storage.engines import Engine

ID_LENGTH = 64


class SessionRow(Table, tablename="sessions"):
    id = Varchar(length=ID_LENGTH, primary_key=True, default=None)
    owner = Varchar(length=255, default=None)
    job_title = Text(default=None)
    company_name = Text(default=None)
    cv_text = Text(default=None, null=True)
    cv_warning = Text(default=None, null=True)
    job_description_text = Text(default=None, null=True)
    is_demo = Boolean(default=False)
    created_at = Timestamptz(default=None)
    ended_at = Timestamptz(default=None, null=True)


class TurnRow(Table, tablename="turns"):
    id: Serial
    session = ForeignKey(
        SessionRow, default=None, null=False, on_delete=OnDelete.cascade, on_update=OnUpdate.cascade
    )
    number = SmallInt(default=None)
    state = Varchar(length=20, default=None)
    attempt = Integer(default=0)
    tries = Integer(default=0)
    beats = Integer(default=0)
    reason = Text(default=None, null=True)


class MessageRow(Table, tablename="messages"):
    id = Varchar(length=ID_LENGTH, primary_key=True, default=None)
    session = ForeignKey(
        SessionRow, default=None, null=False, on_delete=OnDelete.cascade, on_update=OnUpdate.cascade
    )
    turn = SmallInt(default=None)
    role = Varchar(length=20, default=None)
    content = Text(default=None)
    timestamp = Timestamptz(default=None)
    source = Varchar(length=20, default=None)


class FeedbackRow(Table, tablename="feedbacks"):
    id = Varchar(length=ID_LENGTH, primary_key=True, default=None)
    session = ForeignKey(
        SessionRow, default=None, null=False, on_delete=OnDelete.cascade, on_update=OnUpdate.cascade
    )
    state = Varchar(length=20, default=None)
    created_at = Timestamptz(default=None)
    attempt = Integer(default=0)
    tries = Integer(default=0)
    beats = Integer(default=0)
    conclusion = Text(default=None, null=True)


class ReviewRow(Table, tablename="reviews"):
    id: Serial
    session = ForeignKey(
        SessionRow, default=None, null=False, on_delete=OnDelete.cascade, on_update=OnUpdate.cascade
    )
    turn = SmallInt(default=None)
    rating = SmallInt(default=None)
    quote = Text(default=None, null=True)
    parts = Text(default=None)
    comment = Text(default=None)
    outline = Text(default=None, null=True)
    source = Varchar(length=20, default=None)


class ProcessRow(Table, tablename="processes"):
    """The counter of a running process; `started_at` only serves to forget the dead."""

    id = Varchar(length=ID_LENGTH, primary_key=True, default=None)
    beats = Integer(default=0)
    started_at = Timestamptz(default=None)


class ModelCallsRow(Table, tablename="model_calls"):
    """How many calls of a model were made on `day`, an ISO date in UTC."""

    day = Varchar(length=10, primary_key=True, default=None)
    calls = Integer(default=0)


ALL: tuple[type[Table], ...] = (
    SessionRow,
    TurnRow,
    MessageRow,
    FeedbackRow,
    ReviewRow,
    ProcessRow,
    ModelCallsRow,
)

Row = TypeVar("Row", bound=Table)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The tables as one engine sees them."""

    sessions: type[SessionRow]
    turns: type[TurnRow]
    messages: type[MessageRow]
    feedbacks: type[FeedbackRow]
    reviews: type[ReviewRow]
    processes: type[ProcessRow]
    model_calls: type[ModelCallsRow]


def tables_of(engine: Engine) -> Tables:
    """Tables bound to `engine`, so that several stores live in one process.

    Piccolo asks a table class for its engine; a class of its own for each store
    is the way it offers that needs no global.
    """
    return Tables(
        sessions=bound(SessionRow, engine),
        turns=bound(TurnRow, engine),
        messages=bound(MessageRow, engine),
        feedbacks=bound(FeedbackRow, engine),
        reviews=bound(ReviewRow, engine),
        processes=bound(ProcessRow, engine),
        model_calls=bound(ModelCallsRow, engine),
    )


def bound(row: type[Row], engine: Engine) -> type[Row]:
    """A table like `row` that asks `engine`."""
    kwargs = {"tablename": row._meta.tablename, "db": engine}  # noqa: SLF001, Piccolo documents it
    return cast("type[Row]", create_table_class(row.__name__, bases=(row,), class_kwargs=kwargs))
