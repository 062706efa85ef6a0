"""The table of controls tells the truth: each stands where it says, and so does its test."""

from __future__ import annotations

import pytest

from benchmarks.controls import ROOT, TABLE, Control, controls, table

CONTROLS = controls()


def test_the_page_is_made_of_the_list() -> None:
    """`python -m benchmarks.controls --write` makes it."""
    assert TABLE.read_text("utf-8") == table()


@pytest.mark.parametrize("control", CONTROLS, ids=[control.name for control in CONTROLS])
def test_a_control_and_its_test_are_where_the_table_says(control: Control) -> None:
    path, _, name = control.test.partition("::")

    assert (ROOT / control.file).read_text("utf-8").count(control.on) == 1
    assert f"def {name}(" in (ROOT / path).read_text("utf-8") or not name


def test_no_control_is_told_of_twice() -> None:
    names = [control.name for control in CONTROLS]
    assert len(names) == len(set(names)) > 40
