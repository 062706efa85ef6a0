"""A child process that opens a file for us, and may be killed at any moment.

Law: it knows nothing (no environment, no open files but its pipes), it may take
only so much memory, processor and time, and it is dead before `extract` returns
or is cancelled. Whose file is read next is the queue's business (`upload_queue`).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from weakref import WeakKeyDictionary

from app.documents.extraction import Document
from app.documents.refusals import DAMAGED, TOO_SLOW, unreadable
from app.documents.sniffing import Kind
from app.documents.upload_queue import Reader, Uploader, UploadQueue
from app.domain.errors import BadInput

MOST_OUTPUT = 2_000_000
"""Bytes of JSON; several times what the child is told to stop at."""

ROOT = Path(__file__).parents[2]
OVERTIME = int(getattr(signal, "SIGXCPU", 0))
"""What a child that used up its processor time dies of; Windows has no such limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one extraction may take: bytes, processor seconds, seconds by the clock.

    `patience` is how many seconds a file waits for its turn.
    """

    memory: int = 512 * 1024 * 1024
    cpu: int = 8
    wall: float = 10.0
    patience: float = 20.0


LIMITS = Limits()
NOBODY = Uploader(session_id="", owner="", party="")


async def extract(
    kind: Kind, content: bytes, who: Uploader = NOBODY, limits: Limits = LIMITS
) -> Document:
    """Have a child read `content` in `who`'s turn; raises `BadInput` or `TooOften`."""
    queue = _queues.get(asyncio.get_running_loop())
    if queue is None:
        queue = _queues[asyncio.get_running_loop()] = UploadQueue()
    return await queue.run(who, partial(_read, kind, content, limits), limits.patience)


_queues: WeakKeyDictionary[asyncio.AbstractEventLoop, UploadQueue] = WeakKeyDictionary()


async def _read(kind: Kind, content: bytes, limits: Limits, reader: Reader) -> Document:
    try:
        async with asyncio.timeout(limits.wall), _child(kind, limits) as child:
            reader.pid = child.pid
            answer = await _conversation(child, content)
            code = await child.wait()
    except TimeoutError:
        raise unreadable(TOO_SLOW) from None
    return _understood(answer, code)


@contextlib.asynccontextmanager
async def _child(kind: Kind, limits: Limits) -> AsyncIterator[Process]:
    starting = asyncio.ensure_future(
        asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-s", "-m", "app.documents.extract"),
            *(kind, str(limits.memory), str(limits.cpu)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])},
        )
    )
    try:
        yield await asyncio.shield(starting)
    finally:
        # Nothing is left behind, however often the waiting is cancelled, or, where the loop
        # ends, the killing itself.
        ending, cancelled = asyncio.ensure_future(end(starting)), None
        while not ending.done() or (ending.cancelled() and not starting.cancelled()):
            ending = asyncio.ensure_future(end(starting)) if ending.done() else ending
            try:
                await asyncio.shield(ending)
            except asyncio.CancelledError as error:
                cancelled = error
        if cancelled is not None:
            raise cancelled


async def end(starting: asyncio.Future[Process]) -> None:
    """Kill the child, be it only just started, and wait for its end, which comes at once."""
    child = await starting
    with contextlib.suppress(ProcessLookupError):
        child.kill()
    assert child.stdout is not None  # noqa: S101 - asked for with PIPE
    while await child.stdout.read(MOST_OUTPUT):
        pass  # the end is told only once what it wrote has been taken
    await child.wait()


async def _conversation(child: Process, content: bytes) -> bytes:
    """Feed it the file and take its answer, at the same time: pipes are narrow."""
    assert child.stdin is not None  # noqa: S101 - asked for with PIPE
    assert child.stdout is not None  # noqa: S101 - asked for with PIPE
    _, answer = await asyncio.gather(_feed(child.stdin, content), whole(child.stdout))
    return answer


async def _feed(pipe: asyncio.StreamWriter, content: bytes) -> None:
    # It need not have read all before it answers or dies; its answer tells.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        pipe.write(content)
        await pipe.drain()
        pipe.close()
        await pipe.wait_closed()


async def whole(pipe: asyncio.StreamReader, most: int = MOST_OUTPUT) -> bytes:
    """All that comes until the end; raises `BadInput` when it is more than `most`."""
    answer = bytearray()
    while piece := await pipe.read(65536):
        answer += piece
        if len(answer) > most:
            raise unreadable(DAMAGED)
    return bytes(answer)


def _understood(answer: bytes, code: int) -> Document:
    if code == -OVERTIME:
        raise unreadable(TOO_SLOW)
    if code != 0:
        raise unreadable(DAMAGED)
    found = json.loads(answer)
    if "refused" in found:
        raise BadInput(found["refused"])
    return Document(**found)
