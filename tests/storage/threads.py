"""The threads of connections, which must end with their store."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

SOON = 5.0
"""Seconds; a thread that was told to end needs a moment."""


@contextmanager
def leaving_no_thread() -> Iterator[None]:
    """Fails when a thread begun in the block does not end soon after it."""
    before = set(threading.enumerate())
    yield
    own = set(threading.enumerate()) - before
    for thread in own:
        thread.join(SOON)
    assert not any(thread.is_alive() for thread in own)
