"""What the repository holds: no trace of one machine, and pinned libraries."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.architecture.sources import ROOT, text_of, tracked

MACHINE = re.compile(r"(?<![\w.:/])/(?:work|root|home/\w+|Users/\w+|tmp/bash)(?:/|_)[\w.]")
REGISTRY = re.compile(
    r"pypi[.](?:org|python)|files[.]pythonhosted|registry[.](?:npmjs|yarnpkg)|(?:arti|nex)(?:factory|us)[.]",
    re.IGNORECASE,
)
OPTION = re.compile(
    r"^\s*(?:-i|-f|--(?:extra-)?index-url|--find-links|--trusted-host)\b", re.MULTILINE
)
LOCKS = ("requirements.lock", "requirements-dev.lock")


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {line.strip()[:100]}"
        for path in tracked()
        for line in text_of(path).splitlines()
        if pattern.search(line)
    ]


def pinned(lock: str) -> dict[str, str]:
    """The requirements of a lock file, each with its hashes, by name and marker."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / lock).read_text("utf-8"), flags=re.MULTILINE)
    entries = text.replace("\\\n", " ").splitlines()
    return {entry.split(" --hash")[0].strip(): entry for entry in entries if entry.strip()}


def test_no_file_names_a_path_of_one_machine() -> None:
    assert lines_with(MACHINE) == []


def test_no_file_names_a_registry() -> None:
    assert lines_with(REGISTRY) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_library_by_its_hashes(lock: str) -> None:
    loose = [
        name
        for name, entry in pinned(lock).items()
        if not re.match(r"[a-z0-9-]+==[\w.!+]+( ;|$)", name) or "--hash=sha256:" not in entry
    ]

    assert pinned(lock)
    assert loose == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index(lock: str) -> None:
    assert OPTION.findall((ROOT / lock).read_text("utf-8")) == []


def test_what_runs_the_program_is_part_of_what_tests_it() -> None:
    assert pinned(LOCKS[0]).items() <= pinned(LOCKS[1]).items()


def test_every_declared_library_is_locked() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[^\w-]", line)[0].lower() for line in declared["dependencies"]}

    assert names <= {name.split("==")[0] for name in pinned(LOCKS[0])}


@pytest.mark.parametrize("planted", ["work/x", "root/.venv", "tmp/bash_jobs", "home/mara/viva"])
def test_paths_of_a_machine_are_seen(planted: str) -> None:
    assert MACHINE.search(f"cd /{planted}")
    assert not MACHINE.search(f"https://example.org/{planted} or app/{planted}")
