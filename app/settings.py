"""Everything an operator can set, read and checked once at start.

Law: a bad value stops the start with one line that names the variable. An empty
value means unset. Only `app/main.py` hands over the real environment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from urllib.parse import urlsplit

HOST = r"\*|(\*\.)?[\w.-]+(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?"
DEFAULT_MODEL = "gpt-5-mini"
DEFAULT_DATABASE = "sqlite:///data/viva.sqlite"


class BadSetting(ValueError):
    """A variable that cannot be used; its text is the one line the operator sees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An OpenAI-compatible endpoint; None where the SDK's own default holds."""

    api_key: str | None
    base_url: str | None
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds an operator may set; 0 is off."""

    sessions_per_hour: int = 0
    answers_per_minute: int = 0
    sockets_per_address: int = 0
    model_calls_per_day: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The checked settings of one process.

    `secret_key` None: one is made and kept under `data/`. `primary` None: the
    demo interviewer. `allowed_hosts` empty: any host.
    """

    database_url: str
    redis_url: str | None
    secret_key: str | None
    port: int
    allowed_hosts: tuple[str, ...]
    trusted_proxies: tuple[str, ...]
    retention_days: int
    limits: Limits
    primary: Endpoint | None
    fallback: Endpoint | None
    demo_words_per_second: float
    processes: int

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Read the variables; raises `BadSetting`."""
        given = {name: value.strip() for name, value in env.items() if value.strip()}
        return cls(
            database_url=_url(given, "DATABASE_URL", ("sqlite", "postgres", "postgresql"))
            or DEFAULT_DATABASE,
            redis_url=_url(given, "REDIS_URL", ("redis", "rediss", "unix")),
            secret_key=_secret(given),
            port=_number(given, "PORT", 8000, least=1, most=65535),
            allowed_hosts=_hosts(given, "ALLOWED_HOSTS"),
            trusted_proxies=_proxies(given, "TRUSTED_PROXIES"),
            retention_days=_number(given, "RETENTION_DAYS", 30, least=1, most=36500),
            limits=_limits(given),
            primary=_endpoint(given, ""),
            fallback=_fallback(given),
            demo_words_per_second=_pace(given),
            processes=_number(given, "WEB_CONCURRENCY", 1, least=1, most=1024),
        )


def _limits(given: Mapping[str, str]) -> Limits:
    return Limits(
        sessions_per_hour=_number(given, "LIMIT_SESSIONS_PER_HOUR", 0),
        answers_per_minute=_number(given, "LIMIT_ANSWERS_PER_MINUTE", 0),
        sockets_per_address=_number(given, "LIMIT_SOCKETS_PER_ADDRESS", 0),
        model_calls_per_day=_number(given, "MODEL_CALLS_PER_DAY", 0),
    )


def _endpoint(given: Mapping[str, str], prefix: str) -> Endpoint | None:
    """The endpoint named by `prefix`; None when neither key nor base URL is set."""
    key = given.get(f"{prefix}OPENAI_API_KEY")
    base_url = _url(given, f"{prefix}OPENAI_BASE_URL", ("http", "https"))
    if key is None and base_url is None:
        return None
    model = given.get(f"{prefix}OPENAI_MODEL", DEFAULT_MODEL)
    return Endpoint(api_key=key, base_url=base_url, model=model)


def _fallback(given: Mapping[str, str]) -> Endpoint | None:
    fallback = _endpoint(given, "FALLBACK_")
    if fallback is not None and _endpoint(given, "") is None:
        raise BadSetting("FALLBACK_OPENAI_* needs OPENAI_API_KEY or OPENAI_BASE_URL beside it.")
    if fallback is None and "FALLBACK_OPENAI_MODEL" in given:
        raise BadSetting("FALLBACK_OPENAI_MODEL needs a key or base URL of the fallback beside it.")
    return fallback


def _url(given: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> str | None:
    value = given.get(name)
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        port_is_read = parts.port is None or parts.port > 0
    except ValueError:
        raise BadSetting(f"{name} is not a URL.") from None
    is_whole = bool(parts.netloc or parts.path) and not re.search(r"\s", value)
    if parts.scheme not in schemes or not port_is_read or not is_whole:
        begins = " or ".join(f"{scheme}://" for scheme in schemes)
        raise BadSetting(f"{name} must be a URL that begins with {begins}.")
    return value


def _number(
    given: Mapping[str, str], name: str, default: int, *, least: int = 0, most: int = 10**9
) -> int:
    value = given.get(name, str(default))
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise BadSetting(f"{name} must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def _pace(given: Mapping[str, str]) -> float:
    value = given.get("DEMO_WORDS_PER_SECOND", "12")
    try:
        pace = float(value)
    except ValueError:
        pace = -1
    if not 0 <= pace <= 10_000:  # noqa: PLR2004, the bound is named in the message
        raise BadSetting(f"DEMO_WORDS_PER_SECOND must be a number from 0 to 10000, not {value!r}.")
    return pace


def _secret(given: Mapping[str, str]) -> str | None:
    value = given.get("SECRET_KEY")
    if value is not None and len(value) < 8:  # noqa: PLR2004, the bound is named in the message
        raise BadSetting("SECRET_KEY must have at least 8 characters.")
    return value


def _hosts(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    hosts = _list(given, name)
    for host in hosts:
        if not re.fullmatch(HOST, host):
            raise BadSetting(f"{name} must name hosts, such as viva.example, not {host!r}.")
    return hosts


def _proxies(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    proxies = _list(given, name)
    for proxy in proxies:
        if not _is_network(proxy):
            raise BadSetting(f"{name} must name addresses or networks, not {proxy!r}.")
    return proxies


def _is_network(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return text == "*"
    return True


def _list(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    """The parts between commas; empty only where the variable is unset."""
    if name not in given:
        return ()
    parts = tuple(part.strip() for part in given[name].split(",") if part.strip())
    if not parts:
        raise BadSetting(f"{name} names nothing.")
    return parts
