"""What a line of a posting or a CV is, by a linear model learnt from labelled papers.

`python -m benchmarks.learn_lines` learns the weights (`lines.json`) from the papers under
`benchmarks/papers`, which people can read and correct; nothing here knows a word of any trade.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from itertools import pairwise
from math import exp
from typing import Any, NamedTuple

from app.coach.phrase_table import PhraseTable, load
from app.coach.spans import Line, lines, statements

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[£$€%@&/:]")
_UNSPACED = re.compile("[\u2e80-\uffff]")
_DIGIT = re.compile(r"\d")
_MOST_WORDS, _HEADING_WORDS, _STEM, _ENDING = 40, 8, 5, 4
_SIZES = (1, 2, 4, 8, 14, 25, _MOST_WORDS)
_LOOKS = (
    "bullet",
    "blank before",
    "cell",
    "shouted",
    "small",
    "first",
    "sentence",
    "above bullets",
)
Chances = Mapping[str, float]
"""How likely each label is, from 0 to 1."""
HEADINGS = PhraseTable(load("posting.toml")["headings"])
_CAPTION_WORDS = 4
"""The most words of a heading inside a line, and of a line of a CV that stands above others."""


class Place(NamedTuple):
    """Where a statement stands: under which heading, after what, and how its line looks."""

    line: Line
    heading: str = ""
    of_heading: str = ""
    before: str = ""
    is_first: bool = False
    is_sentence: bool = False
    is_above_bullets: bool = False


class Told(NamedTuple):
    """A statement, where it stands, and how likely it is of each kind."""

    place: Place
    text: str
    chances: Chances

    @property
    def label(self) -> str:
        """The likeliest."""
        return max(self.chances, key=self.chances.__getitem__)

    @property
    def asks(self) -> float:
        """How likely it asks for something."""
        return self.of("case") + self.of("formal")

    def of(self, word: str) -> float:
        """How likely a label with that word is, headings apart."""
        named = (label for label in self.chances if word in label.split())
        return sum(self.chances[label] for label in named if not label.startswith("heading"))


Teller = Callable[[str, Place], Chances]


def words(text: str) -> list[str]:
    """The words and signs that tell of a line's kind, each figure a 0."""
    text = _DIGIT.sub("0", text.casefold().replace("’", "'"))
    return _WORD.findall(_UNSPACED.sub(r" \g<0> ", text))[:_MOST_WORDS]


def features(text: str, place: Place) -> list[str]:
    """What is known of a statement, as names of weights."""
    said, line = words(text), place.line
    bounded = ["^", *said, "$"]
    size = next((size for size in _SIZES if len(said) <= size), _MOST_WORDS)
    found = [f"n {size}", f"before {place.before}", f"under {place.of_heading}"]
    found += [f"w {word}" for word in dict.fromkeys(said)]
    found += [f"p {word[:_STEM]}" for word in dict.fromkeys(said) if len(word) > _STEM]
    found += [f"s {word[-_ENDING:]}" for word in dict.fromkeys(said) if len(word) > _STEM]
    found += dict.fromkeys(f"b {one} {two}" for one, two in pairwise(bounded))
    found += [f"1 {word}" for word in said[:1]] + [f"2 {' '.join(said[:2])}"] * (len(said) > 1)
    found += [f"h {word}" for word in words(place.heading)[:_HEADING_WORDS]]
    is_short = len(said) <= _HEADING_WORDS and not place.is_sentence
    found += [f"named {tag}" for tag in (HEADINGS.find(text) if is_short else ())]
    looks = (
        *(line.is_bullet, line.after_blank, bool(line.row), text.isupper(), text[:1].islower()),
        *(place.is_first, place.is_sentence, place.is_above_bullets),
    )
    found += [name for name, is_so in zip(_LOOKS, looks, strict=True) if is_so]
    end = line.raw.rstrip()[-1:]
    found += [f"bullet under {place.of_heading}"] * line.is_bullet
    return [*found, f"end {end}"] if end in ".:;,!" else found


def walk(document: str, part: str, tell: Teller | None = None) -> Iterator[Told]:
    """Each statement of a "posting" or a "cv" with what `tell` says of it.

    In a CV any short line that tells nothing may be the heading of those below it.
    """
    read, tell = list(lines(document)), tell or partial(_chances, part)
    heading = of_heading = before = ""
    for at, line in enumerate(read):
        is_above = any(after.is_bullet for after in read[at + 1 : at + 2])
        for number, statement in enumerate(statements(line) or [line.text]):
            place = Place(line, heading, of_heading, before, at == 0, number > 0, is_above)
            for told in _parted(statement, place, tell, is_cv=part == "cv"):
                before = told.label
                is_short = len(told.text.split()) <= _CAPTION_WORDS and not line.is_bullet
                if before.startswith("heading") or (part, is_short, before) == (
                    "cv",
                    True,
                    "other",
                ):
                    heading, of_heading = told.text, before
                yield told


def _parted(text: str, place: Place, tell: Teller, *, is_cv: bool) -> Iterator[Told]:
    """The statement, or the title or heading before its colon and the rest: "Essential: …"."""
    head, colon, rest = text.partition(": ")
    is_short = bool(colon) and len(head.split()) <= _CAPTION_WORDS
    named = HEADINGS.find(head) if is_short and not is_cv else {}
    if named or (is_short and place.is_first):
        tag = max(named, key=lambda tag: named[tag][1] - named[tag][0], default="")
        label = f"heading {tag}" if tag else "other"
        yield Told(place, head, {label: 1.0})
        text, place = rest, place._replace(heading=head, of_heading=label, before=label)
    yield Told(place, text, tell(text, place))


def weighed(learnt: Mapping[str, Any], known: Iterable[str]) -> Chances:
    """What a multinomial logistic regression says of features: the sum of all is 1."""
    weights: Mapping[str, Sequence[float]] = learnt["weights"]
    rows = [weights[name] for name in known if name in weights]
    scores = [exp(sum(column)) for column in zip(learnt["labels"].values(), *rows, strict=True)]
    total = sum(scores)
    return {label: score / total for label, score in zip(learnt["labels"], scores, strict=True)}


def again(told: Told, part: str, text: str) -> Told:
    """A piece of a statement, weighed for itself at the same place."""
    return Told(told.place, text, _chances(part, text, told.place))


def _chances(part: str, text: str, place: Place) -> Chances:
    return weighed(_learnt()[part], features(text, place))


@cache
def _learnt() -> dict[str, Any]:
    written = (files("app.coach") / "lines.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(written, parse_float=cache(float))
    return found
