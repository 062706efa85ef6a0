"""Behind a proxy: what it says of the browser, and a proxy that nobody told us of.

Law: a proxy is believed only where the operator names it in `TRUSTED_PROXIES`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from litestar.datastructures import Headers
from litestar.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app.domain.errors import CrossSite, NotFound
from app.web.auth import OWN_HOSTS, is_https, is_own_origin, names_own_host
from app.web.negotiation import Connection
from app.web.request_log import told_by_proxy

log = logging.getLogger(__name__)

ANYBODY = "*"
SECURE = {"https", "wss"}
FORWARDED = ("x-forwarded-for", "forwarded")

NOT_TOLD = (
    "%s sends X-Forwarded-Proto: https and is not believed. If that is your proxy, set "
    "TRUSTED_PROXIES=%s: until then cookies are not secure and live typing is refused."
)
MEND = (
    "This request seems to have come through a proxy with https that this program does not "
    "know, and was refused. Its operator sets TRUSTED_PROXIES to the address of the proxy."
)


class BehindProxies:
    """The application, told by trusted proxies who asks, by which scheme and of which host."""

    def __init__(self, app: ASGIApp, trusted: Sequence[str]) -> None:
        networks = [p if p == ANYBODY else str(ip_network(p, strict=False)) for p in trusted]
        believing: Any = ProxyHeadersMiddleware(app, trusted_hosts=networks)  # type: ignore[arg-type]
        self._app: ASGIApp = believing
        self._trusted = believing.trusted_hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        told: Any = scope
        client = told.get("client")
        if client and client[0] in self._trusted:
            headers = Headers(told["headers"])
            scheme = next(_values(headers, "x-forwarded-proto"), "")
            kept = [pair for pair in told["headers"] if pair[0] != b"x-forwarded-proto"]
            if scheme:
                kept.append((b"x-forwarded-proto", scheme.encode("latin-1")))
            hosts = frozenset(_own_hosts(headers))
            told = {**told, "headers": kept, OWN_HOSTS: hosts, **told_by_proxy(headers)}
        await self._app(told, receive, send)


def _values(headers: Headers, name: str) -> Iterator[str]:
    """The parts of a header, that of the proxy nearest to the browser first."""
    for value in headers.getall(name, []):
        yield from filter(None, (part.strip().lower() for part in value.split(",")))


def _own_hosts(headers: Headers) -> Iterator[str]:
    """Under which hosts the browser may have asked, as far as proxies tell apart."""
    hosts = [*_values(headers, "x-forwarded-host"), *_values(headers, "host")]
    ports = [port for port in _values(headers, "x-forwarded-port") if port.isdecimal()]
    for host in hosts:
        yield host
        yield from (f"{host}:{port}" for port in ports if ":" not in host.rpartition("]")[2])


class UnknownProxy:
    """Notices https in front that nobody told us of; says so once."""

    def __init__(self) -> None:
        self._is_told = False

    def notice(self, connection: Connection) -> None:
        scheme = connection.headers.get("x-forwarded-proto", "").partition(",")[0]
        is_tls = scheme.strip().lower() in SECURE
        if self._is_told or not is_tls or is_https(connection):
            return
        self._is_told = True
        address = connection.client.host if connection.client else "127.0.0.1"
        log.warning(NOT_TOLD, address, address)


def refuse_unknown_tls(connection: Connection) -> None:
    """Raise `CrossSite` with the mend, where the origin is ours by what a proxy says.

    A browser's https of this very host, while we are asked by http, is said by one too.
    """
    forwarded = list(_values(connection.headers, "x-forwarded-host"))
    if is_own_origin(connection) or not names_own_host(connection, forwarded):
        return
    if forwarded or connection.headers.get("origin", "").lower().startswith("https:"):
        raise CrossSite(MEND)


class Operators:
    """Who may see what is an operator's business: this machine and trusted proxies.

    Nobody who comes through a proxy, wherever it stands.
    """

    def __init__(self, trusted: Sequence[str]) -> None:
        self._trusted = [ip_network(name, strict=False) for name in trusted if name != ANYBODY]

    def check(self, connection: Connection) -> None:
        """Raise `NotFound` for anybody else."""
        address = direct_address(connection)
        if address is None or not (
            address.is_loopback or any(address in network for network in self._trusted)
        ):
            raise NotFound("Page not found")


def direct_address(connection: Connection) -> IPv4Address | IPv6Address | None:
    """Where the client runs; None for one that comes through a proxy."""
    if any(name in connection.headers for name in FORWARDED):
        return None
    try:
        address = ip_address(connection.client.host if connection.client else "")
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
