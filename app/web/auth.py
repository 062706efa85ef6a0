"""Who may: the cookie that owns sessions, hosts, and requests that other sites cause.

Law: a candidate is an unguessable value in a cookie and nothing else. An
unsafe request is refused when another origin caused it; a socket's handshake
always needs its own origin.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Sequence
from urllib.parse import SplitResult, urlsplit

from litestar.datastructures import Cookie

from app.domain.errors import CrossSite, NotYours, UnknownHost
from app.web.negotiation import Connection

PROBES = {"/healthz", "/readyz", "/metrics"}
"""Asked by machines that know the process by its address alone."""
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
OWN_SITE = {"same-origin", "none"}
OWNER_BYTES = 18
"""144 random bits."""
OWNER_VALUE = re.compile(r"[\w-]{24}", re.ASCII)
OWN_HOSTS = "viva.own_hosts"
"""Where a scope holds the further hosts that trusted proxies say were asked."""
HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]*)(:(?P<port>\d{0,5}))?", re.ASCII)
HIGHEST_PORT = 65_535
COOKIE_AGE = 180 * 24 * 3600
"""Seconds."""


class Access:
    """Reads and writes the cookie, a random capability; only its hash is stored."""

    def owner(self, connection: Connection) -> str | None:
        """The candidate this client is, None without a cookie of ours."""
        value = _value(connection)
        return None if value is None else _hash(value)

    def token(self, connection: Connection, purpose: str) -> str:
        """A token of 144 bits of this candidate's, always the same for `purpose`.

        The value in the cookie makes it, so that no stored text leads to it. Raises
        `NotYours` without a cookie of ours.
        """
        value = _value(connection)
        if value is None:
            raise NotYours
        digest = hmac.digest(value.encode(), purpose.encode(), "sha256")
        return urlsafe_b64encode(digest[:OWNER_BYTES]).decode()

    def welcome(self, connection: Connection, *, is_known: bool) -> tuple[str, list[Cookie]]:
        """The candidate this client is, and the cookie to set.

        `is_known`: its cookie owns a session, and is set again so that its time begins
        anew. Any other is replaced, for this server may never have given it out.
        """
        known = _value(connection) if is_known else None
        value = known or secrets.token_urlsafe(OWNER_BYTES)
        return _hash(value), [_cookie(connection, value)]


def _value(connection: Connection) -> str | None:
    """The secret in the cookie; what older versions signed stands before the last dot."""
    cookie = connection.cookies.get(cookie_name(connection), "")
    value = cookie.rpartition(".")[0] if "." in cookie else cookie
    return value if OWNER_VALUE.fullmatch(value) else None


def _hash(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()


def _cookie(connection: Connection, value: str) -> Cookie:
    return Cookie(
        key=cookie_name(connection),
        value=value,
        path="/",
        max_age=COOKIE_AGE,
        httponly=True,
        samesite="lax",
        secure=is_https(connection),
    )


def has_cookie(connection: Connection) -> bool:
    """Whether the client sent a cookie of ours, good or not."""
    return cookie_name(connection) in connection.cookies


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
    """Whether the `Origin` header names the scheme and host that were asked."""
    scheme = "https" if is_https(connection) else "http"
    return _origin(connection).scheme == scheme and names_own_host(connection)


def names_own_host(connection: Connection, told: Iterable[str] = ()) -> bool:
    """Whether the `Origin` header names the host that was asked, by whatever scheme.

    `told` are more names of ours; those that trusted proxies tell are known.
    """
    origin = _origin(connection)
    port = ":443" if origin.scheme == "https" else ":80"
    trusted: Iterable[str] = connection.scope.get(OWN_HOSTS, ())  # type: ignore[assignment]  # ours
    asked = {_host(connection), *trusted, *told}
    return origin.netloc.lower().removesuffix(port) in {host.removesuffix(port) for host in asked}


def _origin(connection: Connection) -> SplitResult:
    """The `Origin` header, of nowhere where it is none."""
    try:
        return urlsplit(connection.headers.get("origin", ""))
    except ValueError:
        return urlsplit("null:")


class Hosts:
    """The hosts that are served; none named: any.

    A name without a port stands for all ports, `*.` before it for all names below.
    """

    def __init__(self, allowed: Sequence[str]) -> None:
        self._allowed = [host.lower() for host in allowed]

    def check(self, connection: Connection) -> None:
        """Raise `UnknownHost` for a request to another host, to none or to several."""
        if not _is_host(connection.headers.getall("host", [""])):
            raise UnknownHost
        if not self._allowed or connection.scope["path"] in PROBES:
            return
        host = _host(connection)
        if not any(_names(allowed, host) for allowed in self._allowed):
            raise UnknownHost


def _is_host(named: Sequence[str]) -> bool:
    """Whether a request's `Host` headers are one, and that a host."""
    found = HOST.fullmatch(named[0].lower())
    return len(named) == 1 and found is not None and int(found["port"] or 0) <= HIGHEST_PORT


def _host(connection: Connection) -> str:
    return connection.headers.get("host", "").lower()


def _names(allowed: str, host: str) -> bool:
    """Whether the operator's `allowed` names the `host` of a request."""
    name = re.sub(r":\d*$", "", host).rstrip(".")
    return allowed in {"*", host, name} or (allowed[:2] == "*." and name.endswith(allowed[1:]))
