"""Statements of every question, composed by Piccolo once and not each time.

Composing a statement takes Piccolo longer than SQLite takes to run it, and handing one to
a connection's thread longer still. So statements that belong together are a script: a
generator that gives each statement and gets its rows, run by the engine as a whole.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any, Protocol, TypeAlias, TypeVar

from msgspec import Struct
from piccolo.query.base import Query

from app.storage.mapping import Row
from app.storage.text import storable

T = TypeVar("T")

Statement: TypeAlias = tuple[str, list[object]]
"""SQL and the values for its places."""

Rows: TypeAlias = Sequence[Row]
Script: TypeAlias = Generator[Statement, Rows, T]


class Runner(Protocol):
    """What of an engine a statement needs."""

    @property
    def engine_type(self) -> str: ...

    async def run_statement(self, query: str, values: list[object]) -> Rows: ...


class Slot(Struct, frozen=True):
    """Stands for a value that is given when the statement is run."""

    name: str


class Prepared:
    """One statement with slots for its values."""

    def __init__(self, engine: Runner, query: Query[Any, Any]) -> None:
        self._engine = engine
        (composed,) = query.querystrings
        self._sql, self._values = composed.compile_string(engine_type=engine.engine_type)

    def given(self, **values: object) -> Statement:
        """The statement with a value for each slot."""
        filled = [values[v.name] if isinstance(v, Slot) else v for v in self._values]
        return self._sql, storable(filled)

    async def run(self, **values: object) -> Rows:
        """The rows it returns, run by itself."""
        return await self._engine.run_statement(*self.given(**values))
