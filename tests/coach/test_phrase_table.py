from __future__ import annotations

import pytest

from app.coach.phrase_table import PhraseTable, load

TABLE = PhraseTable(
    {
        "ask": ["could|can you ~ repeat|explain*"],
        "head": ["nice", "nice to have*"],
        "cjk": ["もう一度"],
        "open": ["why you ~"],
        "not": ["don't|i've know"],
        "would": ["i'd", "i'll"],
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Can you please explaining it?", {"ask": (0, 4)}),
        ("could you, one two three, repeat", {"ask": (0, 6)}),
        ("could you one two three four repeat", {}),
        ("NICE-TO-HAVES", {"head": (0, 3)}),
        ("すみません、もう一度", {"cjk": (5, 9)}),
        ("why you love us so much", {"open": (0, 5)}),
        ("dont know", {"not": (0, 2)}),
        ("I don’t know", {"not": (1, 3)}),
        ("ive know", {"not": (0, 2)}),
        ("ill with no id", {}),
        ("I'll go", {"would": (0, 1)}),
    ],
)
def test_phrase_is_found_at_its_longest(text: str, found: dict[str, tuple[int, int]]) -> None:
    assert TABLE.find(text) == found


@pytest.mark.parametrize("name", ["posting.toml", "signs.toml"])
def test_every_phrase_begins_with_a_word_that_can_be_looked_up(name: str) -> None:
    for section, table in load(name).items():
        lists = [each for each in table.values() if isinstance(each, list)]
        for phrase in (phrase for listed in lists for phrase in listed if section != "pairs"):
            first, *_ = phrase.split()
            assert first != "~"
            assert all(len(word) > 3 for word in first.split("|") if word.endswith("*"))
            assert "||" not in phrase
