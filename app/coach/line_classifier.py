"""What a line of a posting or a CV is, by a regression learnt from labelled papers.

Nothing here knows a word of any trade.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import compress, islice, pairwise
from typing import NamedTuple

from app.coach.phrase_table import PhraseTable, folded, load, tokens
from app.coach.spans import LONGEST, Line, form, lines, listed, statements
from app.text import learnt
from app.text.learnt import Chances

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[£$€%@&/:#]")
_DIGIT = re.compile(r"\d")
_MOST_WORDS, _HEADING_WORDS, _STEM, _ENDING = 40, 8, 5, 4
_SIZES = (1, 2, 4, 8, 14, 25, _MOST_WORDS)
_LOOKS = "bullet", "blank before", "first", "sentence", "colon", "shout"
"""How a line looks, in the order in which `features` asks."""
HEADINGS = PhraseTable(load("posting.toml")["headings"])
_CAPTION_WORDS, _MOST_LINES, _PARTS, _FEW = 4, 90, 6, 8
"""Words of a caption, lines of a paper, at most; its parts, and lines below which it has none."""


class Spot(NamedTuple):
    """Where a statement stands: under which heading, after what, and how its line looks."""

    line: Line
    heading: str = ""
    of_heading: str = ""
    before: tuple[str, str] = ("", "")  # the labels of the two statements before
    at: tuple[int, int] = (0, 1)  # the number of its line, and how many there are
    is_sentence: bool = False


class Statement(NamedTuple):
    """A statement, where it stands, and how likely it is of each kind."""

    place: Spot
    text: str
    chances: Chances

    @property
    def label(self) -> str:
        return max(self.chances, key=self.chances.__getitem__)

    @property
    def asks(self) -> float:
        """How likely it asks for something."""
        return self.of("case") + self.of("formal")

    def of(self, word: str) -> float:
        """How likely a label with that word is, headings apart."""
        named = (label for label in self.chances if word in label)
        return sum(self.chances[label] for label in named if not label.startswith("heading"))


Classify = Callable[[str, Spot], Chances]


def words(text: str) -> list[str]:
    """The words and signs that tell of a line's kind, each figure a 0."""
    return _WORD.findall(_DIGIT.sub("0", folded(text)))[:_MOST_WORDS]


def word_features(said: list[str]) -> list[str]:
    """How many words there are, each, its beginning and ending, and each two in a row."""
    found = [f"n {next((size for size in _SIZES if len(said) <= size), _MOST_WORDS)}"]
    found += [f"w {word}" for word in said] + [f"1 {word}" for word in said[:1]]
    for word in (word for word in said if len(word) > _STEM):
        found += f"p {word[:_STEM]}", f"s {word[-_ENDING:]}"
    return found + [f"b {one} {two}" for one, two in pairwise(["^", *said, "$"])]


def features(text: str, place: Spot) -> list[str]:
    """What is known of a statement, as names of weights."""
    said, line = words(text), place.line
    (earlier, before), (at, count), under = place.before, place.at, place.of_heading
    found = [*word_features(said), f"before {before}", f"under {under}"]
    if count >= _FEW:
        found += [f"before {earlier} {before}", f"part {_PARTS * at // count}"]
        found += [f"1 {word} {where}" for word in said[:1] for where in (f"after {before}", under)]
    found += [f"h {word}" for word in words(place.heading)[:_HEADING_WORDS]]
    is_short = len(said) <= _HEADING_WORDS and not place.is_sentence
    named = {end - start: tag for tag, (start, end) in HEADINGS.find(text).items()}
    found += [f"named {named[max(named)]}"] if named and is_short else []
    ends = (line.raw.rstrip()[-1:] == mark for mark in ":!")
    looks = line.is_bullet, line.after_blank, at == 0, place.is_sentence, *ends
    found += [*compress(_LOOKS, looks), *[f"bullet under {under}"] * line.is_bullet]
    return [*dict.fromkeys(found)]


def classified(document: str, part: str, classify: Classify | None = None) -> Iterator[Statement]:
    """Each statement of a "posting" or a "cv" with what `classify` says of it.

    In a CV any short line that tells nothing may be the heading of those below it.
    """
    read = list(islice(lines(document), _MOST_LINES))
    classify = classify or (lambda text, place: learnt.chances(part, features(text, place)))
    heading = of_heading = earlier = before = ""
    for at, line in enumerate(read):
        is_short = len(line.text.split()) <= _HEADING_WORDS and len(line.text) <= LONGEST
        for number, sentence in enumerate(statements(line) or [line.text] * is_short):
            place = Spot(line, heading, of_heading, (earlier, before), (at, len(read)), number > 0)
            for statement in _split_heading(sentence, place, classify, part):
                earlier, before = before, statement.label
                is_short = len(statement.text.split()) <= _CAPTION_WORDS and not line.is_bullet
                is_over = not line.is_bullet or statement.text == line.text  # it and what follows
                is_heading = is_over and before.startswith("heading")
                if is_heading or (is_short and (part, before) == ("cv", "other")):
                    heading, of_heading = statement.text, before
                yield statement


def _split_heading(text: str, place: Spot, classify: Classify, part: str) -> Iterator[Statement]:
    """The statement, or the heading before its colon, and each thing it lists: "Essential: …"."""
    head, colon, rest = text.partition(": ")
    needs = form("needs").match(text) if part == "posting" and not colon else None
    if needs and len(things := listed(text[needs.end() :])) > 1:
        near = (place.before[1], "heading must")
        place = place._replace(heading=needs[1], of_heading=near[1], before=near)
        yield from (Statement(place, thing, classify(thing, place)) for thing in things)
        return
    is_named = bool(colon) or place.line.raw.rstrip().endswith((":", f". {text}"))
    is_short = is_named and len(head.split()) <= _CAPTION_WORDS
    found = HEADINGS.find(head) if is_short and part != "cv" else {}
    tag = next((tag for tag, at in found.items() if at == (0, len(tokens(head)))), "")
    is_title = bool(rest) and is_short and place.at[0] == 0 and not place.line.is_bullet
    if is_title or (tag and (tag != "aside" or not place.line.is_bullet)):
        label = f"heading {tag}" if tag else "other"
        yield Statement(place, head, {label: 1.0})
        near = (place.before[1], label)
        text, place = rest, place._replace(heading=head, of_heading=label, before=near)
    for thing in listed(text) if tag else filter(None, [text]):
        yield Statement(place, thing, classify(thing, place))
