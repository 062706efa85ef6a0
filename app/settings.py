"""Everything an operator can set, read and checked once at start.

Law: a bad value stops the start with one line that names the variable. An empty
value means unset. Only `app/main.py` hands over the real environment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from ipaddress import ip_network
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from msgspec import Struct

T = TypeVar("T")

HOST = r"\*|(\*\.)?[\w.-]+(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?"
VERSION = "0.1.0"
LOG_FORMATS = ("text", "json")
DEFAULT_MODEL = "gpt-6.1-terra"
DEFAULT_DATABASE = "sqlite:///data/viva.sqlite"


class BadSetting(ValueError):
    """A variable that cannot be used; its text is the one line the operator sees."""


class ProviderSettings(Struct, frozen=True, kw_only=True):
    """An OpenAI-compatible endpoint; None where nothing was set."""

    api_key: str | None
    base_url: str | None
    model: str
    temperature: float | None = None
    max_tokens: int | None = None
    reasoning_effort: str | None = None


class Limits(Struct, frozen=True, kw_only=True):
    """Bounds an operator may set; 0 is off."""

    sessions_per_hour: int = 0
    answers_per_minute: int = 0
    sockets_per_address: int = 0
    model_calls_per_day: int = 0


class TracingSettings(Struct, frozen=True, kw_only=True):
    """Where traces are sent over OTLP, by HTTP, and as whose."""

    endpoint: str
    headers: Mapping[str, str]
    resource: Mapping[str, str]


class Settings(Struct, frozen=True, kw_only=True):
    """The checked settings of one process.

    `primary` None: the demo interviewer. `allowed_hosts` empty: any host. `is_hall`:
    other machines get the stage and the remote, nothing else. `tracing` None: no traces.
    """

    database_url: str
    redis_url: str | None
    port: int
    allowed_hosts: tuple[str, ...]
    trusted_proxies: tuple[str, ...]
    retention_days: int
    limits: Limits
    primary: ProviderSettings | None
    fallback: ProviderSettings | None
    demo_words_per_second: float
    processes: int
    migrate_at_start: bool
    is_hall: bool = False
    log_format: str = "text"
    tracing: TracingSettings | None = None

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Read the variables; raises `BadSetting`."""
        given = {name: value.strip() for name, value in env.items() if value.strip()}
        return cls(
            database_url=_url(given, "DATABASE_URL", ("sqlite", "postgres", "postgresql"))
            or DEFAULT_DATABASE,
            redis_url=_url(given, "REDIS_URL", ("redis", "rediss", "unix")),
            port=_number(given, "PORT", 8000, least=1, most=65535),
            allowed_hosts=_hosts(given, "ALLOWED_HOSTS"),
            trusted_proxies=_proxies(given, "TRUSTED_PROXIES"),
            retention_days=_number(given, "RETENTION_DAYS", 30, least=1, most=36500),
            limits=_limits(given),
            primary=_endpoint(given, ""),
            fallback=_fallback(given),
            demo_words_per_second=_decimal(given, "DEMO_WORDS_PER_SECOND", 12.0, most=10_000),
            processes=_number(given, "WEB_CONCURRENCY", 1, least=1, most=1024),
            migrate_at_start=_number(given, "MIGRATE_AT_START", 1, least=0, most=1) == 1,
            is_hall=_number(given, "HALL", 0, least=0, most=1) == 1,
            log_format=_log_format(given),
            tracing=_tracing(given),
        )


def _log_format(given: Mapping[str, str]) -> str:
    form = given.get("LOG_FORMAT", LOG_FORMATS[0])
    if form not in LOG_FORMATS:
        raise BadSetting(f"LOG_FORMAT must be {' or '.join(LOG_FORMATS)}, not {form!r}.")
    return form


def _tracing(given: Mapping[str, str]) -> TracingSettings | None:
    """What the endpoint switches on; without it the other variables are not read."""
    endpoint = _url(given, "OTEL_EXPORTER_OTLP_ENDPOINT", ("http", "https"))
    if endpoint is None:
        return None
    headers = _pairs(given, "OTEL_EXPORTER_OTLP_HEADERS")
    resource = {"service.name": "viva", "service.version": VERSION}
    resource |= _pairs(given, "OTEL_RESOURCE_ATTRIBUTES")
    if name := given.get("OTEL_SERVICE_NAME"):
        resource["service.name"] = name
    address = f"{endpoint.rstrip('/')}/v1/traces"
    return TracingSettings(endpoint=address, headers=headers, resource=resource)


def _pairs(given: Mapping[str, str], name: str) -> dict[str, str]:
    """A list such as `one=1,two=2`, its values URL-encoded; a bad one may hold a key."""
    pairs = {}
    for part in _list(given, name):
        key, sign, value = (side.strip() for side in part.partition("="))
        if not sign or not re.fullmatch(r"[\w./-]+", key, re.ASCII):
            raise BadSetting(f"{name} must be a list such as one=1,two=2.")
        pairs[key] = unquote(value)
    return pairs


def _limits(given: Mapping[str, str]) -> Limits:
    return Limits(
        sessions_per_hour=_number(given, "LIMIT_SESSIONS_PER_HOUR", 0),
        answers_per_minute=_number(given, "LIMIT_ANSWERS_PER_MINUTE", 0),
        sockets_per_address=_number(given, "LIMIT_SOCKETS_PER_ADDRESS", 0),
        model_calls_per_day=_number(given, "MODEL_CALLS_PER_DAY", 0),
    )


def _endpoint(given: Mapping[str, str], prefix: str) -> ProviderSettings | None:
    """The endpoint named by `prefix`; None when neither key nor base URL is set."""
    key = given.get(f"{prefix}OPENAI_API_KEY")
    base_url = _url(given, f"{prefix}OPENAI_BASE_URL", ("http", "https"))
    endpoint = ProviderSettings(
        api_key=key,
        base_url=base_url,
        model=given.get(f"{prefix}OPENAI_MODEL", DEFAULT_MODEL),
        temperature=_decimal(given, f"{prefix}OPENAI_TEMPERATURE", None, most=2),
        max_tokens=_number(given, f"{prefix}OPENAI_MAX_TOKENS", None, least=1, most=10**6),
        reasoning_effort=_effort(given, f"{prefix}OPENAI_REASONING_EFFORT"),
    )
    return None if key is None and base_url is None else endpoint


def _effort(given: Mapping[str, str], name: str) -> str | None:
    value = given.get(name)
    if value is not None and not re.fullmatch(r"[a-z]{1,20}", value):
        raise BadSetting(f"{name} must be one word such as low, not {value!r}.")
    return value


def _fallback(given: Mapping[str, str]) -> ProviderSettings | None:
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
    given: Mapping[str, str], name: str, default: T, *, least: int = 0, most: int = 10**9
) -> int | T:
    value = given.get(name)
    if value is None:
        return default
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise BadSetting(f"{name} must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def _decimal(given: Mapping[str, str], name: str, default: T, *, most: int) -> float | T:
    value = given.get(name)
    if value is None:
        return default
    try:
        number = float(value)
    except ValueError:
        number = -1
    if not 0 <= number <= most:
        raise BadSetting(f"{name} must be a number from 0 to {most}, not {value!r}.")
    return number


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
