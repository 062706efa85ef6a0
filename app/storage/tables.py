"""The tables, and how a store gets its own.

Law: rows are never handed out of this folder; `mapping` turns them into values and
back. Everything belongs to a session and goes with it: `ON DELETE CASCADE`, which a
`ForeignKey` of Piccolo says by itself. What must be unique together is a raw index in
the migrations, because SQLite cannot add a composite constraint to a table.
"""

from __future__ import annotations

from typing import TypeVar, cast

from piccolo.columns import (
    BigInt,
    Boolean,
    ForeignKey,
    Integer,
    Serial,
    SmallInt,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table, create_table_class

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
    story = Varchar(length=40, default=None, null=True)
    speaker = Varchar(length=20, default=None, null=True)
    reading = Text(default=None, null=True)
    reading_tries = SmallInt(default=0)
    asked_before = Text(default=None, null=True)
    persona = Varchar(length=20, default=None, null=True)
    language = Varchar(length=10, default=None, null=True)
    created_at = Timestamptz(default=None)
    ended_at = Timestamptz(default=None, null=True)


class TurnRow(Table, tablename="turns"):
    id: Serial
    session = ForeignKey(SessionRow, null=False)
    number = SmallInt(default=None)
    state = Varchar(length=20, default=None)
    attempt = Integer(default=0)
    tries = Integer(default=0)
    beats = Integer(default=0)
    plan = Text(default=None, null=True)
    fault = Varchar(length=20, default=None, null=True)


class MessageRow(Table, tablename="messages"):
    id = Varchar(length=ID_LENGTH, primary_key=True, default=None)
    session = ForeignKey(SessionRow, null=False)
    turn = SmallInt(default=None)
    role = Varchar(length=20, default=None)
    content = Text(default=None)
    timestamp = Timestamptz(default=None)
    source = Varchar(length=20, default=None)
    language = Varchar(length=8, default=None, null=True)
    clarified = Text(default=None, null=True)


class FeedbackRow(Table, tablename="feedbacks"):
    id = Varchar(length=ID_LENGTH, primary_key=True, default=None)
    session = ForeignKey(SessionRow, null=False)
    state = Varchar(length=20, default=None)
    created_at = Timestamptz(default=None)
    attempt = Integer(default=0)
    tries = Integer(default=0)
    beats = Integer(default=0)
    conclusion = Text(default=None, null=True)


class ReviewRow(Table, tablename="reviews"):
    """`rating` is 0 where the answer is not rated."""

    id: Serial
    session = ForeignKey(SessionRow, null=False)
    turn = SmallInt(default=None)
    rating = SmallInt(default=None)
    quote = Text(default=None, null=True)
    parts = Text(default=None)
    comment = Text(default=None)
    outline = Text(default=None, null=True)
    answers_question = Boolean(default=True)
    is_floor = Boolean(default=False)
    source = Varchar(length=20, default=None)


class PracticeRow(Table, tablename="practices"):
    """`review` is the JSON of what the answer earned, empty while it is judged."""

    id: Serial
    session = ForeignKey(SessionRow, null=False, index=True)
    turn = SmallInt(default=None)
    answer = Text(default=None)
    language = Varchar(length=8, default=None, null=True)
    created_at = Timestamptz(default=None)
    review = Text(default=None)


class ShareRow(Table, tablename="shares"):
    """The link to a report, known by the hash of its token."""

    token_hash = Varchar(length=ID_LENGTH, primary_key=True, default=None)
    session = ForeignKey(SessionRow, null=False, unique=True)
    nonce = Varchar(length=ID_LENGTH, default=None)
    has_scores = Boolean(default=False)
    ends_at = Timestamptz(default=None)


class CommentRow(Table, tablename="comments"):
    id = Varchar(length=ID_LENGTH, primary_key=True, default=None)
    session = ForeignKey(SessionRow, null=False, index=True)
    turn = SmallInt(default=None)
    name = Text(default=None)
    text = Text(default=None)
    created_at = Timestamptz(default=None)


class ShowRow(Table, tablename="shows"):
    """Who words the questions of a show is a column of its session."""

    id = Varchar(length=ID_LENGTH, primary_key=True, default=None)
    session = ForeignKey(SessionRow, null=False, unique=True)
    nonce = Varchar(length=ID_LENGTH, default=None)
    driver = Varchar(length=ID_LENGTH, default=None, null=True)
    step = Integer(default=0)
    stage_hash = Varchar(length=ID_LENGTH, default=None, null=True, unique=True)
    remote_hash = Varchar(length=ID_LENGTH, default=None, null=True, unique=True)
    looking_back = SmallInt(default=0)
    is_black = Boolean(default=False)
    pilot = Varchar(length=20, default=None)
    piloted = SmallInt(default=0)
    is_hurried = Boolean(default=False)
    speed = Varchar(length=20, default=None)
    started_at = Timestamptz(default=None, null=True)
    paced_from = Timestamptz(default=None, null=True)
    stopped_at = Timestamptz(default=None, null=True)


class ProcessRow(Table, tablename="processes"):
    """The counter of a running process; `started_at` only serves to forget the dead."""

    id = Varchar(length=ID_LENGTH, primary_key=True, default=None)
    beats = Integer(default=0)
    started_at = Timestamptz(default=None)


class ModelCallsRow(Table, tablename="model_calls"):
    """Calls of a model on `day`, an ISO date in UTC.

    `calls` are those of the budget, `answered` those that told their tokens.
    """

    day = Varchar(length=10, primary_key=True, default=None)
    calls = Integer(default=0)
    answered = BigInt(default=0)
    prompt_tokens = BigInt(default=0)
    completion_tokens = BigInt(default=0)


ALL: tuple[type[Table], ...] = (
    SessionRow,
    TurnRow,
    MessageRow,
    FeedbackRow,
    ReviewRow,
    PracticeRow,
    ShareRow,
    CommentRow,
    ShowRow,
    ProcessRow,
    ModelCallsRow,
)

Row = TypeVar("Row", bound=Table)


class Tables:
    """The tables bound to one engine, so that several stores live in one process.

    Piccolo asks a table class for its engine; a class of its own for each store
    is the way it offers that needs no global.
    """

    def __init__(self, engine: Engine) -> None:
        self.sessions = bound(SessionRow, engine)
        self.turns = bound(TurnRow, engine)
        self.messages = bound(MessageRow, engine)
        self.feedbacks = bound(FeedbackRow, engine)
        self.reviews = bound(ReviewRow, engine)
        self.practices = bound(PracticeRow, engine)
        self.shares = bound(ShareRow, engine)
        self.comments = bound(CommentRow, engine)
        self.shows = bound(ShowRow, engine)
        self.processes = bound(ProcessRow, engine)
        self.model_calls = bound(ModelCallsRow, engine)


def bound(row: type[Row], engine: Engine) -> type[Row]:
    """A table like `row` that asks `engine`."""
    kwargs = {"tablename": row._meta.tablename, "db": engine}  # noqa: SLF001, Piccolo documents it
    return cast("type[Row]", create_table_class(row.__name__, bases=(row,), class_kwargs=kwargs))
