"""How well lines are put together in papers that nothing was learnt from."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from pathlib import Path

import pytest

from app.coach.broken_lines import joined
from benchmarks.labelled_papers import broken, pairs, plain

HELD_OUT = list(pairs(Path(__file__).parent / "data/held_out"))
PAPERS = [records for pair in HELD_OUT for records in (pair.posting, pair.cv)]


def begins(pieces: list[list[str]]) -> set[int]:
    """The numbers of the lines with which a whole one begins."""
    return {0, *accumulate(map(len, pieces))}


@pytest.mark.parametrize("width", [52, 66, 78, 95])
def test_lines_broken_to_fit_a_page_are_put_together(width: int) -> None:
    counted: Counter[str] = Counter()
    for records in PAPERS:
        right = broken(records, width)
        text = "\n".join(line for lines in right for line in lines)
        found = begins([line.split("\n") for line in joined(text)])
        wanted, every = begins(right), range(1 + text.count("\n"))
        counted["broken"] += len(every) - len(wanted & {*every})
        counted["missed"] += len((found - wanted) & {*every})
        counted["whole"] += len(wanted & {*every})
        counted["torn"] += len(wanted - found)
    assert counted["broken"] >= 100
    assert counted["missed"] <= 0.12 * counted["broken"]
    assert counted["torn"] <= 0.01 * counted["whole"]


def test_lines_of_papers_as_they_are_stay_apart() -> None:
    written = [plain(records) for records in PAPERS]
    lines = sum(text.count("\n") for text in written)
    together = sum(line.count("\n") for text in written for line in joined(text))
    assert together <= 0.01 * lines


def test_line_with_a_bullet_goes_on_from_none() -> None:
    text = "- Sew sections by hand for two county archives and\n- the parish\n1. of Ely"
    assert [*joined(text)] == text.split("\n")


def test_all_lines_come_out_as_they_went_in() -> None:
    text = "\n\nWork with care and with attention\nto detail\n\n  plans work\n"
    assert "\n".join(joined(text)) == text
