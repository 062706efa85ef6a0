"""In a hall: other machines get the stage and the remote, nothing else."""

from __future__ import annotations

from litestar.handlers.base import BaseRouteHandler

from app.domain.errors import NotFound
from app.web.negotiation import Connection
from app.web.proxies import direct_address

FOR_ALL = ("/stage/", "/remote/", "/static/")


def refuse_strangers(connection: Connection, _: BaseRouteHandler) -> None:
    """Raise `NotFound` for another machine that asks for anything but these pages."""
    if not connection.scope["path"].startswith(FOR_ALL) and not is_this_machine(connection):
        raise NotFound("Page not found")


def is_this_machine(connection: Connection) -> bool:
    """Whether the client runs here, and comes through no proxy."""
    address = direct_address(connection)
    return address is not None and address.is_loopback
