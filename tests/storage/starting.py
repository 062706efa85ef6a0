"""One process of several that start at once: `python -m tests.storage.starting URL`."""

from __future__ import annotations

import asyncio
import sys

from app.storage.store import open_store


async def main(url: str) -> None:
    store = open_store(url)
    await store.open()
    await store.recent("owner", 5)
    await store.close()


if __name__ == "__main__":
    sys.stdin.readline()  # all begin at the same moment
    asyncio.run(main(sys.argv[1]))
