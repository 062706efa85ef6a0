"""The way from here to a provider: proxies and certificates.

Law: what cannot work stops the start with one line that names the variable.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]

from msgspec import Struct


class Network(Struct, frozen=True, kw_only=True):
    """How a provider is reached: through `proxy`, None for straight; whom it trusts."""

    proxy: str | None = None
    ca_file: str | None = None
    ca_folder: str | None = None


def network_to(address: str, environment: Mapping[str, str]) -> Network:
    """The way to `address` by the usual variables; raises `ValueError` in one line."""
    parts = urlsplit(address)
    is_tls = parts.scheme == "https"
    return Network(
        proxy=_proxy(parts.scheme, parts.hostname or "", environment),
        ca_file=_ca_file(environment) if is_tls else None,
        ca_folder=environment.get("SSL_CERT_DIR") or None if is_tls else None,
    )


def _proxy(scheme: str, host: str, environment: Mapping[str, str]) -> str | None:
    excepted = environment.get("no_proxy") or environment.get("NO_PROXY") or ""
    if _is_this_machine(host) or proxy_bypass_environment(host, {"no": excepted}):
        return None
    names = (f"{scheme}_proxy", f"{scheme}_proxy".upper(), "all_proxy", "ALL_PROXY")
    name = next((name for name in names if environment.get(name)), None)
    if name is None:
        return None
    given = environment[name].strip()
    proxy = given if "://" in given else f"http://{given}"
    try:
        parts = urlsplit(proxy)
        is_usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable:
        raise ValueError(
            f"{name} must name a proxy that begins with http:// or https:// for the model to be"
            f" reached through it, or NO_PROXY must name {host}."
        )
    return proxy


def _is_this_machine(host: str) -> bool:
    """A proxy elsewhere cannot reach it."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return host.endswith(".localhost")


def _ca_file(environment: Mapping[str, str]) -> str | None:
    name = environment.get("SSL_CERT_FILE")
    if not name:
        return None
    try:
        ssl.create_default_context(cafile=Path(name))
    except (OSError, ssl.SSLError):
        raise ValueError(
            f"SSL_CERT_FILE must name a file with certificates; {name!r} cannot be read as one."
        ) from None
    return name
