"""Log lines: time, level, event, who asked, and no message of a fault."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys

import pytest

from app import logs
from app.log_context import asked_by, asker, fresh_context

SECRET = "Zanzibar-7391"


def failed() -> logging.LogRecord:
    """What is logged of an error that quotes what was sent, raised from another."""
    fault = None
    try:
        try:
            int(SECRET)
        except ValueError as error:
            raise RuntimeError(f"not {SECRET}") from error
    except RuntimeError:
        fault = sys.exc_info()
    return logging.LogRecord("app.web", logging.ERROR, __file__, 1, "So %d", (2,), fault)


def test_json_line_tells_time_level_event_and_who_asked() -> None:
    record = logging.LogRecord("app.web", logging.INFO, __file__, 1, "Two\nlines", (), None)
    record.fields = {"status": 200}

    with asked_by("r1", "the-session"):
        line = logs.JsonLines().format(record)

    told = json.loads(line)
    assert "\n" not in line
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", told.pop("time"))
    assert re.fullmatch("[0-9a-f]{12}", told.pop("session"))
    assert told == {
        "level": "info",
        "event": "Two lines",
        "logger": "app.web",
        "status": 200,
        "request": "r1",
    }


@pytest.mark.parametrize("form", [logs.JsonLines, logs.TextLines])
def test_fault_is_told_by_kinds_and_places_alone(form: type[logging.Formatter]) -> None:
    line = form().format(failed())

    assert "So 2" in line
    assert line.index("RuntimeError") < line.index("ValueError")
    assert f"{__file__}:" in line
    assert SECRET not in line


def test_text_line_begins_with_the_time() -> None:
    record = logging.LogRecord("app", logging.WARNING, __file__, 1, "Look", (), None)

    with asked_by("r1", ""):
        line = logs.TextLines().format(record)

    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d WARNING Look request=r1", line)


def test_whoever_has_configured_logging_keeps_it() -> None:
    before = logging.getLogger().handlers.copy()
    assert before

    logs.configure("json")

    assert logging.getLogger().handlers == before


def test_level_of_the_server_is_that_of_all_lines() -> None:
    assert logs.config("text")["root"]["level"] == logging.INFO
    assert logs.config("text", logging.WARNING)["root"]["level"] == logging.WARNING
    assert logs.config("text", logging.DEBUG)["root"]["level"] == logging.INFO
    assert logs.config("text", logging.DEBUG)["loggers"]["app"]["level"] == logging.DEBUG
    assert logs.config("json")["formatters"]["lines"]["()"] == "app.logs.JsonLines"


async def test_fresh_context_knows_who_asked_and_nothing_else() -> None:
    with asked_by("r1", "s"):
        context = fresh_context()

    assert asker().request == ""
    assert len(context) == 1
    found = await asyncio.create_task(_asker(), context=context)
    assert found == "r1"


async def _asker() -> str:
    return asker().request
