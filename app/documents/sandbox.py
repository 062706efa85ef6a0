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
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from weakref import WeakKeyDictionary

from msgspec import Struct

from app.documents.extraction import Document
from app.documents.refusals import DAMAGED, TOO_SLOW, unreadable
from app.documents.sniffing import FileKind
from app.documents.upload_queue import AT_ONCE, ReaderProcess, Uploader, UploadQueue
from app.domain.errors import BadInput

MOST_OUTPUT = 2_000_000
"""Bytes of JSON; several times what the child is told to stop at."""

ROOT = Path(__file__).parents[2]
OVERTIME = int(getattr(signal, "SIGXCPU", 0))
"""What a child that used up its processor time dies of; Windows has no such limit."""


class FileLimits(Struct, frozen=True, kw_only=True):
    """What one extraction may take: bytes, processor seconds, seconds by the clock.

    `patience` is how many seconds a file waits for its turn.
    """

    memory: int = 512 * 1024 * 1024
    cpu: int = 8
    wall: float = 10.0
    patience: float = 20.0


LIMITS = FileLimits()
_TALKERS = ThreadPoolExecutor(AT_ONCE, "reader")
"""Threads of their own: they are there as long as the interpreter, and nobody else's wait."""
NOBODY = Uploader(session_id="", owner="", party="")


async def extract(
    kind: FileKind, content: bytes, who: Uploader = NOBODY, limits: FileLimits = LIMITS
) -> Document:
    """Have a child read `content` in `who`'s turn; raises `BadInput` or `TooOften`."""
    queue = _queues.setdefault(asyncio.get_running_loop(), UploadQueue())
    return await queue.run(who, partial(_read, kind, content, limits), limits.patience)


_queues: WeakKeyDictionary[asyncio.AbstractEventLoop, UploadQueue] = WeakKeyDictionary()


async def _read(
    kind: FileKind, content: bytes, limits: FileLimits, reader: ReaderProcess
) -> Document:
    child = _child(kind, limits)
    reader.pid = child.pid
    talk = asyncio.get_running_loop().run_in_executor(_TALKERS, conversation, child, content)
    try:
        async with asyncio.timeout(limits.wall):
            return _understood(*await asyncio.shield(talk))
    except TimeoutError:
        raise unreadable(TOO_SLOW) from None
    finally:
        child.kill()
        await _end_of(talk)


def _child(kind: FileKind, limits: FileLimits) -> Popen[bytes]:
    return Popen(  # noqa: S603 - our own module, by fixed words
        (
            *(sys.executable, "-P", "-s", "-m", "app.documents.extract"),
            *(kind, str(limits.memory), str(limits.cpu)),
        ),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env={"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])},
    )


def conversation(child: Popen[bytes], content: bytes) -> tuple[bytes, int]:
    """Feed it the file. Returns what it wrote, a byte over `MOST_OUTPUT` at most, and its code.

    Runs in a thread, which nothing cancels: it ends, and so has the child, once the
    child is killed, whatever becomes of the task that waits for it and of the loop.
    """
    assert child.stdin is not None  # noqa: S101 - asked for with PIPE
    assert child.stdout is not None  # noqa: S101 - asked for with PIPE
    with child:
        # It need not have read all before it answers or dies; its answer tells.
        with contextlib.suppress(BrokenPipeError), child.stdin:
            child.stdin.write(content)
        output = child.stdout.read(MOST_OUTPUT + 1)
    return output, child.returncode


async def _end_of(talk: asyncio.Future[tuple[bytes, int]]) -> None:
    """Wait for it, however often the waiting is cancelled; it comes at once."""
    cancelled = None
    while not talk.done():
        try:
            await asyncio.wait([talk])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled


def _understood(answer: bytes, code: int) -> Document:
    if len(answer) > MOST_OUTPUT or code not in {0, -OVERTIME}:
        raise unreadable(DAMAGED)
    if code != 0:
        raise unreadable(TOO_SLOW)
    found = json.loads(answer)
    if "refused" in found:
        raise BadInput(found["refused"])
    return Document(**found)
