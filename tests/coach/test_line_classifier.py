"""How well lines are told in papers that nothing was learnt from, and where a line stands."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from app.coach.line_classifier import classified
from app.domain.source import Source
from benchmarks.labelled_papers import DIGEST, FOLDER, Pair, Record, digest, pairs, plain
from tests.coach.papers import read_at_once, session

HELD_OUT, PROSE = (
    list(pairs(Path(__file__).parent / "data" / f)) for f in ("held_out", "held_out_prose")
)


def label_of(text: str, records: list[Record]) -> str:
    said = " ".join(text.split())
    return next((r.label for r in records if said in " ".join(r.text.split())), "cut")


def requirements(pair: Pair) -> Counter[str]:
    """The requirements read by rule, by what they are and what they are taken for."""
    found = read_at_once(session(plain(pair.posting), plain(pair.cv)), Source.DEMO)
    counted: Counter[str] = Counter()
    for requirement in found.requirements:
        label = label_of(requirement.text, pair.posting).split()[-1]
        taken_for = "case" if requirement.is_askable else "formal"
        is_right = label == taken_for
        counted["right" if is_right else "wrong"] += 1
    return counted


@pytest.mark.parametrize("papers", [HELD_OUT, PROSE], ids=["held out", "prose"])
def test_what_is_read_as_asked_for_is_asked_for(papers: list[Pair]) -> None:
    counted = sum(map(requirements, papers), Counter[str]())
    share = counted["right"] / counted.total()

    assert share >= 0.9


def test_musts_named_first_are_found() -> None:
    found, wanted = 0, 0
    for pair in HELD_OUT:
        read = read_at_once(session(plain(pair.posting), plain(pair.cv)), Source.DEMO).requirements
        texts = [" ".join(requirement.text.split()) for requirement in read]
        musts = [r.text for r in pair.posting if r.label == "must case"][:5]
        wanted += len(musts)
        found += sum(any(text in " ".join(must.split()) for text in texts) for must in musts)

    assert found / wanted >= 0.75


@pytest.mark.parametrize(
    ("papers", "floor"), [(HELD_OUT, 0.93), (PROSE, 0.75)], ids=["held out", "prose"]
)
def test_line_read_out_of_a_cv_tells_of_a_deed(papers: list[Pair], floor: float) -> None:
    counted: Counter[str] = Counter()
    for pair in papers:
        found = read_at_once(session(plain(pair.posting), plain(pair.cv)), Source.DEMO)
        counted.update(label_of(line.text, pair.cv) for line in found.cv_lines)
    share = counted["deed"] / counted.total()

    assert counted.total() >= 3 * len(papers)
    assert share >= floor


def test_held_out_papers_were_not_learnt_from() -> None:
    learnt_from = {r.text for pair in pairs(FOLDER) for r in pair.posting if len(r.text) >= 40}
    of_all = (r for pair in HELD_OUT + PROSE for r in pair.posting)
    held_out = {record.text for record in of_all if len(record.text) >= 40}

    assert len(HELD_OUT) >= 20
    assert learnt_from
    assert len(learnt_from & held_out) <= len(held_out) // 50


def test_weights_were_learnt_from_the_papers_as_they_are() -> None:
    assert DIGEST.read_text("utf-8").strip() == digest(), "make learn"


def test_chances_of_a_statement_add_up_to_one() -> None:
    for told in classified("Requirements:\n- Reading plans\nWe pay well.", "posting"):
        assert sum(told.chances.values()) == pytest.approx(1)


def test_heading_inside_a_line_counts_for_what_follows_in_it() -> None:
    written = "Sous chef. Essential: costing a menu. Benefits: free meals."
    told = list(classified(written, "posting"))

    assert [(each.text, each.place.of_heading) for each in told] == [
        ("Sous chef", ""),
        ("Essential", ""),
        ("costing a menu", "heading must"),
        ("Benefits", "heading must"),
        ("free meals", "heading aside"),
    ]


def test_heading_of_equal_signs_begins_no_pair(tmp_path: Path) -> None:
    written = "=== Cook | Inn\n--- job\nhn\t=== A plus ===\nnc\tBaking\n--- cv\nd\tBaked\n"
    (tmp_path / "x.txt").write_text(written, "utf-8")

    (pair,) = pairs(tmp_path)
    assert [record.text for record in pair.posting] == ["=== A plus ===", "Baking"]


def test_half_a_pair_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("=== Cook | Inn\n--- job\no\tCook\n", "utf-8")

    with pytest.raises(ValueError, match="half a pair"):
        list(pairs(tmp_path))


def test_pair_with_an_unknown_label_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("=== Cook | Inn\n--- job\nzz\tCook well\n--- cv\n", "utf-8")

    with pytest.raises(ValueError, match="zz"):
        list(pairs(tmp_path))
