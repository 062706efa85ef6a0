"""A Litestar application that only says that it is up, to compare starts with."""

from __future__ import annotations

from litestar import Litestar, get


@get("/", sync_to_thread=False)
def home() -> dict[str, str]:
    return {"is": "up"}


app = Litestar([home])
