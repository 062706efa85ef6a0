"""The small language that topics are written in."""

from __future__ import annotations

import pytest

from app.guard.phrases import Follower, Phrases

CASES = [
    ("how old are you", "How old are you?", True),
    ("how old are you", "How old are your cows?", False),
    ("retire* early", "You retired early", True),
    ("your (cat | big dog) barks", "Your big dog barks", True),
    ("your [own | very own] cat", "your very own cat", True),
    ("your [own] cat", "your cat", True),
    ("who .. cat", "Who of you all feeds that cat", True),
    ("who .. cat", "Who of you and your friends feeds that cat", False),
    ("aged #", "aged 45", True),
    ("aged #", "aged cheese", False),
    ("earned # eur", "earned 95,000 EUR", True),
    ("earned # #", "earned 95,000 EUR", False),
    ("on £ base", "on £28k base", True),
    ("on £ base", "on 28k base", False),
    ("on # base", "on £28k base", True),
    ("on # €", "on 48.000€", True),
    ("set home", "set $home", True),
    ("i am new", "I'm new", True),
    ("i am new", "I’m new", True),
    ("i have won", "I've won", True),
    ("^ cat $", "Dogs, cat, mice", True),
    ("^ cat $", "Dogs and cat, mice", False),
    ("cat !(food | litter*)", "cat food", False),
    ("cat !(food | litter*)", "cat litters", False),
    ("cat !(food | litter*)", "The cat", True),
    ("feed <pets>", "feed mice", True),
    ("that's new", "That’s new", True),
    ("what is new", "What's new", True),
]
WORDS = {"pets": "(cats | mice)"}


@pytest.mark.parametrize(("written", "text", "is_said"), CASES)
def test_phrase_is_found_in_text_that_says_it(written: str, text: str, is_said: bool) -> None:
    phrases = Phrases()
    phrases.add("name", written, WORDS)
    follower = Follower(phrases)

    for word in text.split():
        follower.take(word)
    follower.finish()

    assert (follower.found == "name") is is_said
    assert not follower.is_waiting


@pytest.mark.parametrize(
    ("written", "text", "waits_after"),
    [
        ("how old are (you | they)", "how old are cows", ["old", "are"]),
        ("(your religious views | your faith) in", "your religious garden", ["religious"]),
        ("(anyone | someone) dependent on you", "someone dependent there", ["dependent"]),
    ],
)
def test_phrase_waits_from_its_first_telling_word(
    written: str, text: str, waits_after: list[str]
) -> None:
    phrases = Phrases()
    phrases.add("name", written, {})
    follower = Follower(phrases)

    waiting = []
    for word in text.split():
        follower.take(word)
        waiting += [word] if follower.is_waiting else []

    assert waiting == waits_after


def test_phrase_at_the_beginning_counts_nowhere_else() -> None:
    phrases = Phrases(at_beginning=True)
    phrases.add("refusal", "i cannot", {})

    def found(text: str) -> str | None:
        follower = Follower(phrases)
        follower.take(text)
        return follower.found

    assert found("I cannot say.") == "refusal"
    assert found("What I cannot say.") is None


@pytest.mark.parametrize(
    "written",
    ["your (big (brown) cat)", "your (cat", "a | b", "[all | optional]", "..", "<nobody> cat"],
)
def test_phrase_that_cannot_be_read_is_an_error(written: str) -> None:
    with pytest.raises((KeyError, ValueError), match=r"brackets|word|nobody"):
        Phrases().add("name", written, {})
