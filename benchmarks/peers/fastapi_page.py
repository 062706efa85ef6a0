"""The peer: a finished interview's page by FastAPI, SQLAlchemy and Jinja, as tutorials do.

It reads the rows that ours wrote, in the same SQLite file.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import sqlalchemy as sql  # type: ignore[import-not-found, unused-ignore] # not installed here
from fastapi import Cookie, Depends, FastAPI, HTTPException, Request
from fastapi.templating import Jinja2Templates
from sqlalchemy import orm  # type: ignore[import-not-found, unused-ignore] # not installed here

app = FastAPI()
engine = sql.create_engine(f"sqlite:///{os.environ['PAGE_DATABASE']}")
templates = Jinja2Templates(Path(__file__).parent)
tables = orm.registry()


@tables.mapped  # type: ignore[untyped-decorator, unused-ignore] # not installed here
class Session:
    __tablename__ = "sessions"
    id = sql.Column(sql.String, primary_key=True)
    owner = sql.Column(sql.String)
    job_title = sql.Column(sql.String)
    company_name = sql.Column(sql.String)


@tables.mapped  # type: ignore[untyped-decorator, unused-ignore] # not installed here
class Message:
    __tablename__ = "messages"
    id = sql.Column(sql.String, primary_key=True)
    session = sql.Column(sql.String)
    turn = sql.Column(sql.Integer)
    role = sql.Column(sql.String)
    content = sql.Column(sql.String)
    seconds = 30


def database() -> Iterator[Any]:
    with orm.Session(engine) as opened:
        yield opened


@app.get("/")  # type: ignore[untyped-decorator, unused-ignore] # not installed here
async def home() -> dict[str, str]:
    return {"is": "up"}


@app.get("/session/{name}/interview")  # type: ignore[untyped-decorator, unused-ignore]
def interview(
    request: Request,
    name: str,
    opened: Annotated[Any, Depends(database)],  # noqa: ANN401
    viva: Annotated[str, Cookie()] = "",
) -> Any:  # noqa: ANN401, a response of a library that is not installed here
    session = opened.get(Session, name)
    if session is None:
        raise HTTPException(404)
    if session.owner != hashlib.sha256(viva.encode()).hexdigest():
        raise HTTPException(403)
    asked = sql.select(Message).where(Message.session == name)
    messages = opened.scalars(asked.order_by(Message.turn, Message.role)).all()
    return templates.TemplateResponse(
        request, "page.html", {"session": session, "messages": messages}
    )
