"""Small functions, small modules, two levels."""

from __future__ import annotations

import statistics

import pytest

from tests.architecture.sources import APP, ROOT, Function, functions, modules


@pytest.fixture(scope="module")
def all_functions() -> list[Function]:
    return [
        function
        for path in modules()
        for function in functions(path.read_text("utf-8"), str(path.relative_to(ROOT)))
    ]


def test_no_function_is_longer_than_forty_lines(all_functions: list[Function]) -> None:
    assert [f"{f.place}: {f.lines}" for f in all_functions if f.lines > 40] == []


def test_half_of_the_functions_have_at_most_eight_lines(all_functions: list[Function]) -> None:
    assert statistics.median(f.lines for f in all_functions) <= 8


def test_four_in_five_functions_have_at_most_twenty_lines(all_functions: list[Function]) -> None:
    assert sum(f.lines <= 20 for f in all_functions) >= 0.8 * len(all_functions)


def test_no_module_is_longer_than_three_hundred_and_forty_lines() -> None:
    sizes = {str(p.relative_to(ROOT)): len(p.read_text("utf-8").splitlines()) for p in modules()}

    assert {name: size for name, size in sizes.items() if size > 340} == {}


def test_there_are_two_levels_and_never_three() -> None:
    deep = [str(p) for p in modules() if len(p.relative_to(APP).parts) > 2]

    assert deep == []


def test_names_say_what_a_module_is_about() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}

    assert [str(p) for p in modules() if vague & set(p.stem.split("_"))] == []


def test_every_module_says_what_it_is_for() -> None:
    texts = {str(p.relative_to(ROOT)): p.read_text("utf-8") for p in modules()}

    assert [name for name, text in texts.items() if text and not text.startswith('"""')] == []


def test_lines_are_counted_from_def_to_end() -> None:
    planted = "@d\nasync def long(\n    x,\n):\n    def inner(): ...\n    return inner\n"

    assert [(f.place, f.lines) for f in functions(planted)] == [
        ("planted:2 long", 5),
        ("planted:5 inner", 1),
    ]
