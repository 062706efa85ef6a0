"""The files that deploy it know the settings, all of them and no other."""

from __future__ import annotations

import ast
import re
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # ships no types

from app.settings import Settings

ROOT = Path(__file__).parents[1]
NAME = re.compile(r"[A-Z][A-Z_]{2,}[A-Z]")
PREFIXES = ("", "FALLBACK_")
IMAGE_ONLY = {"PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}


def settings() -> set[str]:
    """Every variable that the settings read."""
    tree = ast.parse((ROOT / "app" / "settings.py").read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            given = [str(each.value) for each in node.args if isinstance(each, ast.Constant)]
            found |= {name for name in given if NAME.fullmatch(name)}
        elif isinstance(node, ast.JoinedStr) and isinstance(node.values[-1], ast.Constant):
            name = str(node.values[-1].value)
            found |= {prefix + name for prefix in PREFIXES if NAME.fullmatch(name)}
    return found


def example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    pairs = (line.removeprefix("#").split("=", 1) for line in lines if "=" in line.split(" ")[0])
    return dict(pairs)


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    return loaded


def interpolated() -> set[str]:
    return set(re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text("utf-8")))


def test_example_has_every_variable_and_no_other() -> None:
    composed = interpolated() - settings()

    assert {"DATABASE_URL", "HALL", "LOG_FORMAT", "FALLBACK_OPENAI_MODEL"} <= settings()
    assert set(example()) == settings() | composed
    assert composed == {"VIVA_HOST", "POSTGRES_PASSWORD"}


def test_example_can_be_used_as_it_stands() -> None:
    given = {name: value for name, value in example().items() if name in settings()}

    assert Settings.from_env({**given, "FALLBACK_OPENAI_MODEL": ""}).retention_days == 30
    assert Settings.from_env({}).database_url == given["DATABASE_URL"]


def test_readme_tells_every_variable() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    told = set(re.findall(r"`([A-Z_]+)`", readme))

    assert {name for name in settings() if not name.startswith("FALLBACK_")} <= told
    assert "`FALLBACK_OPENAI_*`" in readme


def test_composed_processes_are_given_variables_that_are_read(compose: dict[str, Any]) -> None:
    app = compose["services"]["app"]
    given = {
        name: re.sub(r"\$\{\w+(?::[-?]([^}]*))?\}", "20", value)
        for name, value in app["environment"].items()
    }

    assert given.keys() <= settings()
    read = Settings.from_env(given)
    assert read.redis_url is not None
    assert read.database_url.startswith("postgres://")
    assert min(read.limits.sessions_per_hour, read.limits.model_calls_per_day) > 0
    assert app["deploy"]["replicas"] == 2
    assert app["read_only"]


def test_proxy_is_the_one_that_is_trusted(compose: dict[str, Any]) -> None:
    services = compose["services"]

    address = services["caddy"]["networks"]["inside"]["ipv4_address"]
    assert services["app"]["environment"]["TRUSTED_PROXIES"] == address
    assert [name for name, service in services.items() if "ports" in service] == ["caddy"]
    assert "dynamic a app 8000" in (ROOT / "deploy" / "Caddyfile").read_text("utf-8")


def test_image_sets_variables_that_are_read_and_copies_what_is_there() -> None:
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    (environment,) = re.findall(r"^ENV (.+)$", text, re.MULTILINE)
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE)
    sent = (ROOT / ".dockerignore").read_text("utf-8").splitlines()

    assert set(re.findall(r"(\w+)=", environment)) <= settings() | IMAGE_ONLY
    for name in " ".join(copied).split():
        assert (ROOT / name).exists()
        assert f"!{name}" in sent
    assert re.search(r"^USER 10001$", text, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK ", text, re.MULTILINE)
    assert "--require-hashes" in text


def test_unit_serves_behind_a_proxy_and_stops_later_than_the_server() -> None:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their case
    unit.read(ROOT / "deploy" / "viva.service", "utf-8")

    assert unit["Service"]["ExecStart"].endswith("/viva --host 127.0.0.1")
    assert int(unit["Service"]["TimeoutStopSec"]) > 20
    assert unit["Service"]["ProtectSystem"] == "strict"
