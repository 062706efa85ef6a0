"""This program's own verbs of the `litestar` command."""

from __future__ import annotations

import asyncio
import runpy
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

import click
from litestar.plugins import CLIPlugin

from app.domain.errors import VivaError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from click import Command, Group

    from app.llm.diagnosis import Diagnosis
    from app.llm.openai_model import OpenAIModel
    from app.storage.store import PiccoloStore

T = TypeVar("T")

DEMO = (
    "No model is configured: the demo interviewer asks. OPENAI_API_KEY or OPENAI_BASE_URL name one."
)
RESTORING = (
    "Is the program stopped? What is in the database now is replaced, and what was erased "
    "since the backup is there again."
)
CHECK = "benchmarks.demo_check"
DAYS = 31


@dataclass(eq=False, kw_only=True)
class Commands(CLIPlugin):
    """Adds the verbs.

    `open_model` makes the model that is configured, None for the demo; `store` is not
    open yet. `env` is what PostgreSQL's own clients are run with. `traces` is where they
    are sent, "" where they are not.
    """

    open_model: Callable[[], OpenAIModel | None]
    store: PiccoloStore
    database_url: str
    retention_days: int
    env: Mapping[str, str]
    serve: Command
    traces: str

    def on_cli_init(self, cli: Group) -> None:
        file = click.Argument(["file"], type=click.Path(dir_okay=False, path_type=Path))
        sure = click.Option(["--yes"], is_flag=True, help="Ask nothing.")
        schema = cli.commands["schema"]
        if isinstance(schema, click.Group):
            schema.add_command(schema.commands["openapi"], "export")
        cli.add_command(self.serve)
        cli.command("doctor")(self._doctor)
        cli.command("demo-check")(self._demo_check)
        cli.command("erase-expired")(self._erase_expired)
        cli.command("usage")(self._usage)
        cli.command("backup", params=[file])(self._backup)
        cli.command("restore", params=[file, sure])(self._restore)
        cli.command("move-database", params=[click.Argument(["url"])])(self._move_database)

    def _doctor(self) -> None:
        """Ask the model whether it can be used, and tell what to set where it cannot.

        Two calls, which the day's budget does not count.
        """
        if self.traces:
            _say(f"traces: sent to {urlsplit(self.traces).hostname}")
        model = self.open_model()
        if model is None:
            _say(DEMO)
            return
        diagnosis = asyncio.run(_diagnosis(model))
        _say(*diagnosis.lines())
        if not diagnosis.is_good:
            sys.exit(1)

    def _demo_check(self) -> None:
        """Play a whole show in a real browser before the talk: go or no-go (STORY)."""
        try:
            runpy.run_module(CHECK, run_name="__main__")
        except ModuleNotFoundError as error:
            raise click.ClickException(
                f"This needs {error.name}, which only a checkout has: make demo-check."
            ) from None

    def _erase_expired(self) -> None:
        """Erase the sessions that are older than RETENTION_DAYS."""
        before = datetime.now(UTC) - timedelta(days=self.retention_days)
        erased = self._from_database(lambda store: store.erase_older_than(before))
        _say(f"Erased {erased} sessions older than {self.retention_days} days.")

    def _usage(self) -> None:
        """Tell what the model's calls cost, by day."""
        days = self._from_database(lambda store: store.usage(DAYS))
        _say("day         calls  tokens read  written")
        _say(
            *(
                f"{day.day}  {day.answered:5,}  {day.prompt_tokens:11,}  {day.completion_tokens:7,}"
                for day in days
            )
        )

    def _backup(self, file: Path) -> None:
        """Write the database to FILE, also while the program serves."""
        from app.storage.backup import BackupFailed, back_up  # noqa: PLC0415, only this verb does

        try:
            back_up(self.database_url, file, self.env)
        except BackupFailed as failed:
            raise click.ClickException(str(failed)) from None
        _say(f"{file}: {file.stat().st_size:,} bytes. Keep it as safe as the database.")

    def _restore(self, file: Path, *, yes: bool) -> None:
        """Put the backup in FILE in the place of the database; stop the program first."""
        from app.storage.backup import BackupFailed, restore  # noqa: PLC0415, only this verb does

        if not yes:
            click.confirm(RESTORING, abort=True)
        try:
            restore(self.database_url, file, self.env)
        except BackupFailed as failed:
            raise click.ClickException(str(failed)) from None
        _say("Restored. The next start brings it up to date and erases what is too old.")

    def _move_database(self, url: str) -> None:
        """Copy all of DATABASE_URL to the empty database at URL; stop the program first."""
        from app.storage.moving import NotMoved, move  # noqa: PLC0415, only this verb does

        try:
            moved = asyncio.run(move(self.database_url, url))
        except (NotMoved, ValueError) as failed:
            raise click.ClickException(str(failed)) from None
        except Exception as fault:  # noqa: BLE001, whatever the drivers raise is told in a line
            raise click.ClickException(f"Nothing was moved ({type(fault).__name__}).") from None
        _say(*(f"{count:7,} {table}" for table, count in moved.items()))
        _say("Moved. Set DATABASE_URL to the new database and start.")

    def _from_database(self, ask: Callable[[PiccoloStore], Awaitable[T]]) -> T:
        """What `ask` finds in the database, opened and closed again."""

        async def asked() -> T:
            await self.store.open()
            try:
                return await ask(self.store)
            finally:
                await self.store.close()

        try:
            return asyncio.run(asked())
        except VivaError as error:
            raise click.ClickException(f"DATABASE_URL: {error}") from None


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


async def _diagnosis(model: OpenAIModel) -> Diagnosis:
    from app.llm.diagnosis import diagnose  # noqa: PLC0415, only this verb needs it

    try:
        return await diagnose(model)
    finally:
        await model.close()
