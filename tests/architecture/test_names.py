"""A word has one meaning: what a class is called in one room, no other room calls its own."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable

from tests.architecture.sources import ROOT, modules


def shared_names(sources: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The names that several classes have, each with where those are."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for place, source in sources:
        for node in ast.parse(source).body:
            if isinstance(node, ast.ClassDef):
                found[node.name].append(place)
    return {name: places for name, places in found.items() if len(places) > 1}


def test_no_two_classes_share_a_name() -> None:
    written = [(str(path.relative_to(ROOT)), path.read_text("utf-8")) for path in modules()]

    assert shared_names(written) == {}


def test_a_name_that_two_classes_share_is_found() -> None:
    planted = [("a.py", "class Reader: ..."), ("b.py", "class Reader: ...\nclass Other: ...")]

    assert shared_names(planted) == {"Reader": ["a.py", "b.py"]}
