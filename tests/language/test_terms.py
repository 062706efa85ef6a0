"""What of an answer can be named again, and what is only a stray piece of it."""

from __future__ import annotations

import pytest

from app.language.matching import telling_stems
from app.language.terms import terms


@pytest.mark.parametrize(
    ("answer", "term"),
    [
        ("I asked the depot for a second reader.", "a second reader"),
        ("In the talent review everybody was a nine.", "the talent review"),
        ("I set up tape guns at the packing benches.", "the packing benches"),
        ("She missed the climate allowance, so I added a sensitivity run.", "a sensitivity run"),
        ("With a difficult Year 9 class I began anew.", "a difficult Year 9 class"),
        ("We recruit Class 1 drivers for nights.", "Class 1 drivers"),
        ("I came from St Mark's.", "St Mark's"),
        ("Tolby Ltd 2015", "Tolby Ltd"),
        ("I brought in 16 dishes.", "16 dishes"),
    ],
)
def test_a_thing_is_named_whole(answer: str, term: str) -> None:
    assert term in terms(answer)


@pytest.mark.parametrize(
    ("answer", "piece"),
    [
        ("Part 31 says standard disclosure is limited.", "31 says standard disclosure"),
        ("A junior's pull request was huge.", "A junior's"),
        ("The old query scanned 3 TB of data.", "3 TB"),
        ("A boy would not open the mouth.", "the mouth"),
        ("Dr. Tanaka did the rest.", "Tanaka"),
        ("One checkout test looked like a win.", "checkout test"),
        ("The queue at Beech Lane 61 percent full.", "Beech Lane 61"),
        ("I watched the pH of it.", "the pH"),
    ],
)
def test_a_stray_piece_is_no_term(answer: str, piece: str) -> None:
    assert piece not in terms(answer)


def test_a_german_verb_is_no_term_however_known() -> None:
    known = frozenset({"geordnet"})

    assert "geordnet" not in " ".join(terms("Ich habe den Wagen geordnet.", "de", known))


def test_a_number_before_a_german_noun_counts_it() -> None:
    assert terms("Ich habe im Wohnbereich 14 Menschen betreut.", "de")[0] == "Wohnbereich"


def test_one_of_each_is_no_thing_to_be_taken_up() -> None:
    assert terms("I sat in each class and wrote.", known=telling_stems("class")) == ()
