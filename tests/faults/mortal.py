"""The real application, killed by itself at one step: `uvicorn tests.faults.mortal:app`.

DIE_AT names the step, unset for none; LOST_AFTER is how many seconds of stillness
make a writer lost, unset as in the program.
"""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from app.application import Parts, build_app
from app.main import parts_from
from app.services.timeouts import Timeouts
from app.settings import Settings
from app.storage.prepared import Script
from app.values import replace


@dataclass(frozen=True)
class Step:
    """The nth call of one method of one part, and whether it was made by then.

    Of a script, a method that begins with "_", the nth statement of its first call.
    """

    part: str
    method: str
    nth: int
    made: bool


STEPS: dict[str, Step] = {
    "before the answer is stored": Step("store", "record_answer", 1, made=False),
    "with half an answer stored": Step("store", "_recorded", 3, made=True),
    "with the answer stored, before the reply": Step("store", "record_answer", 1, made=True),
    "before the claim": Step("store", "claim", 1, made=False),
    "after the claim": Step("store", "claim", 1, made=True),
    "after the attempt was announced": Step("stream", "append", 1, made=True),
    "before the model is asked": Step("interviewer", "question", 1, made=False),
    "with the model asked, before a word": Step("interviewer", "question", 1, made=True),
    "after the first words": Step("stream", "append", 2, made=True),
    "in the middle": Step("stream", "append", 5, made=True),
    "at the first sign of life": Step("store", "beat", 1, made=False),
    "before the question is stored": Step("store", "finish", 1, made=False),
    "with half a question stored": Step("store", "_finished", 2, made=True),
    "after the question was stored": Step("store", "finish", 1, made=True),
    "after the end was told": Step("stream", "end", 1, made=True),
}
"""Every step of a turn whose answer and question are the process's first."""


def die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("unreachable")


def arm(parts: Parts, step: Step) -> None:
    """Have this process die at `step`."""
    part = getattr(parts, step.part)
    method = getattr(part, step.method)
    fatal: Callable[..., Any]
    if step.part == "interviewer":
        fatal = _fatal_stream(method, step)
    elif step.method.startswith("_"):
        fatal = _fatal_script(method, step)
    else:
        fatal = _fatal_call(method, step)
    setattr(part, step.method, fatal)


def _fatal_call(method: Callable[..., Awaitable[Any]], step: Step) -> Callable[..., Awaitable[Any]]:
    calls = 0

    async def fatal(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == step.nth and not step.made:
            die()
        result = await method(*args, **kwargs)
        if calls == step.nth:
            die()
        return result

    return fatal


def _fatal_script(method: Callable[..., Script[Any]], step: Step) -> Callable[..., Script[Any]]:
    def fatal(*args: Any) -> Script[Any]:
        script, rows = method(*args), None
        for _ in range(step.nth):
            try:
                statement = script.send(rows)  # type: ignore[arg-type]  # None begins it
            except StopIteration as over:  # another process was first
                return over.value
            rows = yield statement
        die()

    return fatal


def _fatal_stream(
    method: Callable[..., AsyncGenerator[str, None]], step: Step
) -> Callable[..., AsyncGenerator[str, None]]:
    async def fatal(*args: Any) -> AsyncGenerator[str, None]:
        if not step.made:
            die()
        async for _ in method(*args):
            die()
        yield ""

    return fatal


def _parts() -> Parts:
    parts = parts_from(Settings.from_env(os.environ), os.environ)
    if "LOST_AFTER" in os.environ:
        lost = float(os.environ["LOST_AFTER"])
        timeouts = Timeouts(lost=lost, beat=lost / 5, sweep=lost / 5)
        parts = replace(parts, timeouts=timeouts)
    if "DIE_AT" in os.environ:
        arm(parts, STEPS[os.environ["DIE_AT"]])
    return parts


app = build_app(_parts())
