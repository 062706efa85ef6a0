"""The environment is read once, at the top."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.sources import APP, ROOT, modules

READERS = frozenset(("environ", "environb", "getenv", "getenvb", "putenv"))


def reads_environment(source: str) -> bool:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in READERS:
            return True
        if isinstance(node, ast.ImportFrom) and node.module in {"os", "posix"}:
            return any(alias.name in READERS | {"*"} for alias in node.names)
    return False


def test_only_main_reads_the_environment() -> None:
    reading = [path for path in modules() if reads_environment(path.read_text("utf-8"))]

    assert reading == [APP / "main.py"]


def test_the_one_exception_is_what_the_piccolo_command_reads() -> None:
    outside = [path for path in ROOT.glob("*.py") if reads_environment(path.read_text("utf-8"))]

    assert outside == [ROOT / "piccolo_conf.py"]


@pytest.mark.parametrize(
    "planted",
    [
        "import os\nPORT = os.environ['PORT']",
        "import os as system\nPORT = system.getenv('PORT')",
        "from os import environ",
        "def late():\n    from os import getenv as ask\n    return ask('PORT')",
    ],
)
def test_each_way_to_read_it_is_seen(planted: str) -> None:
    assert reads_environment(planted)
    assert not reads_environment("import os\nprint(os.sep)")
