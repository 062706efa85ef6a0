"""What no interviewer asks about, and what a CV may tell of it.

Every file of `topics/` is one topic. Its `asks` are direct questions about the person;
its `tells` are what a CV, a posting or an answer says of a person's life. Phrases are
written as `phrases.py` explains, one a line, by language; what asks in other words was learnt
from labelled English questions. Both rather let pass: a fair question cut in the middle is a
fault as bad as an unfair one shown. A floor for fairness in these languages, not legal advice.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise

from app.guard.phrases import Follower, Phrases, tokens
from app.text import learnt

_OPENS = re.compile(r"[(\[]*[“„«\"]")
_CLOSES = re.compile(r".[”“»\"][^\w]*$")
MODEL, PERSONAL = "asked questions", "the person"  # what is learnt, and the topic it tells
_STEM = 5  # letters of a word that tell it
_HELD, _SURE = 0, 24  # steps of a log-odds from which its words wait, and it is told


def forbidden_topic(question: str) -> str | None:
    """The topic that `question` asks the person about, None if it may be asked.

    Words that it quotes count as well, where they tell of the person's life.
    """
    watch = Watch()
    for word in question.split():
        watch.take(word)
    watch.finish()
    return watch.topic


def features(question: str, last: str = "") -> list[str]:
    """How its words begin, each two in a row, the first after `last`, then each by itself."""
    words = ["0" if token[0].isdigit() else token[:_STEM] for token in tokens(question)]
    return [*map(" ".join, pairwise([last, *words])), *words]


def reveals(text: str) -> str | None:
    """The topic of a person's life that `text` tells of, None when it is of the work."""
    follower = Follower(_phrases()["tells"], text)
    follower.finish()
    return follower.found


class Watch:
    """Tells word by word whether a question touches a forbidden topic, or may be about to."""

    def __init__(self) -> None:
        self._asked = Follower(_phrases()["asks"])
        self._quoted: Follower | None = None
        self._weights, self._known, self._last = learnt.model(MODEL)[1], set[str](), ""
        self._likelier = self._weighed([learnt.CONSTANT])
        self.topic: str | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the last words should not be shown before the next ones are known."""
        is_held = self._asked.is_waiting or self._likelier >= _HELD
        return is_held or (self._quoted is not None and self._quoted.is_waiting)

    def may_tell(self, beginning: str) -> bool:
        """Whether it may be waiting after a word with that beginning; always where one quotes."""
        is_held = self._quoted is not None or self._likelier >= _HELD
        return is_held or self._asked.may_tell(beginning)

    def take(self, word: str) -> None:
        """Take the next word of the question, with the marks around it."""
        self._asked.take(word)
        self.topic = self.topic or self._asked.found
        known = features(word, self._last)
        self._last = [self._last, *known][-1]
        self._likelier += self._weighed(known)
        if self._quoted is None and not word[:1].isalnum() and _OPENS.match(word):
            self._quoted = Follower(_phrases()["tells"])
        if quoted := self._quoted:
            quoted.take(word)
            if _CLOSES.search(word):
                quoted.finish()
                self._quoted = None
            self.topic = self.topic or quoted.found

    def finish(self) -> None:
        """Take the end of the question."""
        self._asked.finish()
        self.topic = self.topic or self._asked.found
        if self._likelier >= _SURE:
            self.topic = self.topic or PERSONAL

    def _weighed(self, known: list[str]) -> int:
        """How much likelier what was not known yet makes a question about the person."""
        found = filter(None, map(self._weights.get, {*known} - self._known))
        self._known.update(known)
        return sum(personal - fair for fair, personal in found)


@cache
def _phrases() -> Mapping[str, Phrases]:
    found = {"asks": Phrases(), "tells": Phrases()}
    for file in sorted((files("app.guard") / "topics").iterdir(), key=lambda file: file.name):
        topic = tomllib.loads(file.read_text("utf-8"))
        for kind, phrases in found.items():
            for written in filter(None, "\n".join(topic.get(kind, {}).values()).splitlines()):
                phrases.add(topic["name"], written, topic.get("words", {}))
    return found
