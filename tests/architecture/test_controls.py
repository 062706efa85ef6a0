"""The page on security tells the truth: each control stands where it says, and so does its test."""

from __future__ import annotations

import re

import pytest

from benchmarks.controls import PAGE, ROOT, Control, controls, page

CONTROLS = controls()
STANDARD = """
1:2,10,12,3,3 2:3,3,5,2 3:1,3,5,8,8,1,5 4:5,5,2,4 5:1,6,3,3 6:3,12,8,6,8,4,2,4 7:3,4,2,5,3,2
8:4,4,3,2 9:3,4 10:2,3,5,16,5,2,3 11:4,5,5,4,2,2,2 12:5,2,5 13:4,6,4,7 14:2,8,3 15:5,5,7,4
16:1,5,4,3,4 17:2,8,2
"""
"""How many requirements each section of OWASP ASVS 5.0.0 has, chapter by chapter."""

SECTIONS = {
    f"{chapter}.{number}": int(size)
    for chapter, _, sizes in (line.partition(":") for line in STANDARD.split())
    for number, size in enumerate(sizes.split(","), 1)
}


def is_requirement(number: str) -> bool:
    section, _, last = number.rpartition(".")
    return 1 <= int(last) <= SECTIONS.get(section, 0)


def test_page_is_made_of_the_list() -> None:
    """`python -m benchmarks.controls --write` makes it."""
    assert PAGE.read_text("utf-8") == page()


@pytest.mark.parametrize("control", CONTROLS, ids=[control.name for control in CONTROLS])
def test_control_and_its_test_are_where_the_table_says(control: Control) -> None:
    path, _, name = control.test.partition("::")

    assert (ROOT / control.file).read_text("utf-8").count(control.on) == 1
    assert f"def {name}(" in (ROOT / path).read_text("utf-8")


def test_no_control_is_told_of_twice() -> None:
    names = [control.name for control in CONTROLS]
    assert len(names) == len(set(names)) > 100


def test_numbers_of_the_standard_are_real() -> None:
    assert sum(SECTIONS.values()) == 345
    assert [is_requirement(number) for number in ("3.4.1", "3.4.9", "18.1.1")] == [
        True,
        False,
        False,
    ]

    named = {number for control in CONTROLS for number in control.requirements}
    named |= set(re.findall(r"(?<![\d.])\d{1,2}\.\d\.\d{1,2}(?![\d.])", PAGE.read_text("utf-8")))
    named -= {"5.0.0"}
    assert [number for number in sorted(named) if not is_requirement(number)] == []


def test_sections_named_on_the_page_are_real() -> None:
    _, _, chapters = PAGE.read_text("utf-8").partition("## The standard")
    named = re.findall(r"(?<![\d.])(\d{1,2}\.\d)(?![\d.])", chapters.split("| --- |")[-1])

    assert [section for section in named if section not in SECTIONS] == []
