"""Who may: the cookie that owns sessions, hosts, and requests that other sites cause.

Law: a candidate is an unguessable id in a signed cookie and nothing else. An
unsafe request is refused when another origin caused it; a socket's handshake
always needs its own origin.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from urllib.parse import urlsplit

from itsdangerous import BadSignature, Signer
from litestar.datastructures import Cookie

from app.interview.errors import CrossSite, UnknownHost
from app.web.shapes import Connection

PROBES = {"/healthz", "/readyz"}
"""Asked by machines that know the process by its address alone."""
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
OWN_SITE = {"same-origin", "none"}
OWNER_BYTES = 18
COOKIE_AGE = 180 * 24 * 3600
"""Seconds."""


class Access:
    """Reads and writes the cookie; signed with the operator's key."""

    def __init__(self, secret_key: str) -> None:
        self._signer = Signer(secret_key, salt="viva.owner")

    def owner(self, connection: Connection) -> str | None:
        """The candidate this client is, None without a valid cookie."""
        value = connection.cookies.get(cookie_name(connection))
        if value is None:
            return None
        try:
            return self._signer.unsign(value).decode()
        except (BadSignature, UnicodeDecodeError):
            return None

    def welcome(self, connection: Connection) -> tuple[str, list[Cookie]]:
        """The candidate this client is, made anew where needed, and the cookie to set."""
        owner = self.owner(connection)
        if owner is not None:
            return owner, []
        owner = secrets.token_urlsafe(OWNER_BYTES)
        return owner, [self._cookie(connection, owner)]

    def _cookie(self, connection: Connection, owner: str) -> Cookie:
        return Cookie(
            key=cookie_name(connection),
            value=self._signer.sign(owner).decode(),
            path="/",
            max_age=COOKIE_AGE,
            httponly=True,
            samesite="lax",
            secure=is_https(connection),
        )


def is_https(connection: Connection) -> bool:
    return connection.scope["scheme"] in {"https", "wss"}


def cookie_name(connection: Connection) -> str:
    return "__Host-viva" if is_https(connection) else "viva"


def refuse_other_sites(connection: Connection) -> None:
    """Raise `CrossSite` for an unsafe request that another site caused."""
    if connection.scope.get("method") in SAFE_METHODS:
        return
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        if site.lower() not in OWN_SITE:
            raise CrossSite
        return
    if "origin" in connection.headers and not is_own_origin(connection):
        raise CrossSite


def is_own_origin(connection: Connection) -> bool:
    """Whether the `Origin` header names the host that was asked."""
    try:
        origin = urlsplit(connection.headers.get("origin", ""))
    except ValueError:
        return False
    scheme, port = ("https", ":443") if is_https(connection) else ("http", ":80")
    named, asked = origin.netloc.lower(), _host(connection)
    return origin.scheme == scheme and named.removesuffix(port) == asked.removesuffix(port)


class Hosts:
    """The hosts that are served; none named: any.

    A name without a port stands for all ports, `*.` before it for all names below.
    """

    def __init__(self, allowed: Sequence[str]) -> None:
        self._allowed = [host.lower() for host in allowed]

    def check(self, connection: Connection) -> None:
        """Raise `UnknownHost` for a request to another host."""
        if not self._allowed or connection.scope["path"] in PROBES:
            return
        host = _host(connection)
        if not any(_names(allowed, host) for allowed in self._allowed):
            raise UnknownHost


def _host(connection: Connection) -> str:
    return connection.headers.get("host", "").lower()


def _names(allowed: str, host: str) -> bool:
    """Whether the operator's `allowed` names the `host` of a request."""
    name = re.sub(r":\d*$", "", host).rstrip(".")
    return allowed in {"*", host, name} or (allowed[:2] == "*." and name.endswith(allowed[1:]))
