"""Log lines: for people, or as JSON for machines, by `LOG_FORMAT`.

Law: no line holds a text of a candidate. A fault is told by its kind and the places it
came through; its message, which can quote what was sent, is left out.
"""

from __future__ import annotations

import json
import logging
import logging.config
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from app.log_context import asker


def configure(form: str) -> None:
    """Have all lines of this process in the form `text` or `json`.

    Whoever gave the root logger a handler (a test, a server's own configuration) has
    decided already.
    """
    if not logging.getLogger().handlers:
        logging.config.dictConfig(config(form, logging.getLogger("uvicorn.error").level))


def config(form: str, level: int = logging.NOTSET) -> dict[str, Any]:
    """The configuration as `dictConfig` takes it; by default from `INFO` on.

    The server's own line of each request is replaced by `app/web/request_log.py`, for it
    tells addresses and, in paths, tokens. Other libraries are never heard below `INFO`:
    there they tell the values of rows and requests.
    """
    formatter = f"{__name__}.{(JsonLines if form == 'json' else TextLines).__name__}"
    passed_on: dict[str, Any] = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": formatter}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"level": max(level, logging.INFO), "handlers": ["lines"]},
        "loggers": {
            **dict.fromkeys(("uvicorn", "uvicorn.error", "uvicorn.asgi"), passed_on),
            "uvicorn.access": {"handlers": [], "propagate": False},
            "app": {"level": level or logging.INFO},
            "piccolo": {"level": "WARNING"},
        },
    }


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, event, logger, who asked, and what belongs to it."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": _moment(record).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": _event(record),
            "logger": record.name,
            **_fields(record),
        }
        if fault := _fault(record):
            told["fault"] = fault
        return json.dumps(told, ensure_ascii=False)


class TextLines(logging.Formatter):
    """A line to read; a fault's places follow, one a line."""

    def format(self, record: logging.LogRecord) -> str:
        moment = _moment(record).strftime("%Y-%m-%d %H:%M:%S")
        fields = "".join(f" {name}={value}" for name, value in _fields(record).items())
        line = f"{moment} {record.levelname:<7} {_event(record)}{fields}"
        return "\n    ".join([line, *_fault(record)])


def _moment(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


def _event(record: logging.LogRecord) -> str:
    """The message on one line; of asyncio's only the first, for others quote values."""
    lines = record.getMessage().splitlines() or [""]
    return lines[0] if record.name == "asyncio" else " ".join(line.strip() for line in lines)


def _fields(record: logging.LogRecord) -> dict[str, object]:
    """What the caller gave as `extra={"fields": …}`, and who asked."""
    who = asker()
    told = {"request": who.request, "session": who.session}
    return {
        **getattr(record, "fields", {}),
        **{name: value for name, value in told.items() if value},
    }


def _fault(record: logging.LogRecord) -> list[str]:
    error = record.exc_info[1] if record.exc_info else None
    return list(_places(error))


def _places(error: BaseException | None) -> Iterator[str]:
    """The kind of each error in the chain, and where it came through."""
    while error is not None:
        yield type(error).__qualname__
        for frame, line in traceback.walk_tb(error.__traceback__):
            yield f"{frame.f_code.co_filename}:{line} {frame.f_code.co_name}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
