"""The feedback a model writes, read while it comes.

Laws: a review is given as soon as its object is closed in the stream; what the
model invents is not believed: a quote that the answer does not hold is dropped, a
turn that was not answered is passed over, a rating is one of five. JSON that is
nearly right is mended first; a reply that says nothing is `ModelFailed`.
"""

from __future__ import annotations

from collections.abc import Sequence

import jiter

from app.feedback.quoting import invents_figure, invents_quote, verified_quote
from app.interview.errors import ModelFailed
from app.interview.model import Interview, Source
from app.interview.report import AnswerReview, Part, Summary
from app.language.personal import fair_quote
from app.language.revealing import revealed
from app.language.text import has_visible, normalise
from app.llm.mending import Mender

FEWEST, MOST = 3, 5
"""How many strengths, weaknesses and improvements a summary has."""

_LONGEST = 600
_PRAISE = "strengths"
_LISTS = (_PRAISE, "weaknesses", "cv_improvements")
_DEPTH_OF_REVIEWS = 2
_LOWEST, _HIGHEST = 1, 5

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_TEXTS = {"type": "array", "items": _TEXT}


def _object(properties: dict[str, object]) -> dict[str, object]:
    """A strict schema wants every field, and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_REVIEW = _object(
    {
        "turn": {"type": "integer"},
        "quote": _TEXT_OR_NULL,
        "parts": {
            "type": "array",
            "items": {"type": "string", "enum": [part.value for part in Part]},
        },
        "rating": {"type": "integer", "enum": list(range(_LOWEST, _HIGHEST + 1))},
        "comment": _TEXT,
        "outline": _TEXT_OR_NULL,
    }
)
RESPONSE_FORMAT: dict[str, object] = {
    "type": "json_schema",
    "json_schema": {
        "name": "feedback",
        "strict": True,
        "schema": _object(
            {"answers": {"type": "array", "items": _REVIEW}, **dict.fromkeys(_LISTS, _TEXTS)}
        ),
    },
}
"""The `response_format` of a feedback call."""


class FeedbackReader:
    """Takes the pieces of one reply, gives reviews and at last the summary.

    `done` are the reviews that were not asked for; `fewest` is the shortest list a
    summary may have, which a last try may lower.
    """

    def __init__(
        self, interview: Interview, done: Sequence[AnswerReview], *, fewest: int = FEWEST
    ) -> None:
        answered = {e.number: e.answer.content for e in interview.exchanges if e.answer}
        for review in done:
            answered.pop(review.turn, None)
        self._unread = answered
        self._given = _given(interview)
        self._fewest = fewest
        self._mender = Mender()
        self._read = 0
        self._reply: dict[str, object] = {}
        self._is_summed_up = False

    @property
    def missing(self) -> str | None:
        """What the reply lacks, in words for the next prompt; None when it is whole."""
        if not self._reply:
            return "it held no JSON object"
        short = [name for name in _LISTS if len(self._list(name)) < self._fewest]
        lacks = [f'fewer than {self._fewest} entries in "{name}"' for name in short]
        lacks += [f"nothing on answer {turn}" for turn in sorted(self._unread)]
        return "; ".join(lacks) or None

    def feed(self, text: str) -> list[AnswerReview | Summary]:
        """What became whole with this piece."""
        found: list[AnswerReview | Summary] = []
        for character in text:
            if self._mender.take(character) and self._mender.depth <= _DEPTH_OF_REVIEWS:
                found += self._reviews()
        if self._mender.is_closed:
            found += self._summary()
        return found

    def finish(self) -> list[AnswerReview | Summary]:
        """The rest, after the last piece. Raises `ModelFailed` if no summary can be had."""
        self._mender.end()
        self._parse()
        found = self._summary()
        if not self._is_summed_up:
            raise ModelFailed("unreadable", f"unreadable: {self.missing}")
        return found

    def _parse(self) -> None:
        try:
            value = jiter.from_json(self._mender.text.encode(), partial_mode=True)
        except ValueError:
            return
        if isinstance(value, dict):
            self._reply = value

    def _reviews(self) -> list[AnswerReview | Summary]:
        """The reviews closed since the last time."""
        self._parse()
        items = self._reply.get("answers")
        fresh = items[self._read :] if isinstance(items, list) else []
        self._read += len(fresh)
        return [review for item in fresh if (review := self._review(item)) is not None]

    def _review(self, item: object) -> AnswerReview | None:
        if not isinstance(item, dict):
            return None
        turn, rating = _whole(item.get("turn")), _whole(item.get("rating"))
        comment = _fair(_text(item.get("comment")))
        if turn not in self._unread or rating is None or comment is None:
            return None
        return AnswerReview(
            turn=turn,
            rating=min(_HIGHEST, max(_LOWEST, rating)),
            quote=_quote(item.get("quote"), self._unread.pop(turn)),
            parts=_parts(item.get("parts")),
            comment=comment,
            outline=self._outline(item.get("outline")),
            source=Source.MODEL,
        )

    def _summary(self) -> list[AnswerReview | Summary]:
        """The summary, once and if its lists are long enough."""
        lists = [self._list(name) for name in _LISTS]
        if self._is_summed_up or min(map(len, lists)) < max(1, self._fewest):
            return []
        self._is_summed_up = True
        strengths, weaknesses, improvements = lists
        summary = Summary(
            strengths=strengths,
            weaknesses=weaknesses,
            cv_improvements=improvements,
            source=Source.MODEL,
        )
        return [summary]

    def _list(self, name: str) -> tuple[str, ...]:
        """What it says, praise only for what was given."""
        found = _texts(self._reply.get(name))
        if name == _PRAISE:
            found = tuple(line for line in found if not _is_invented(line, self._given))
        return found[:MOST]

    def _outline(self, value: object) -> str | None:
        told = _fair(_text(value))
        return None if told and invents_figure(told, self._given) else told


def _given(interview: Interview) -> str:
    """All that was said and written for the interview."""
    session = interview.session
    texts = [session.cv_text or "", session.job_description_text or ""]
    return "\n".join([*texts, *(message.content for message in interview.messages)])


def _is_invented(line: str, given: str) -> bool:
    return invents_quote(line, given) or invents_figure(line, given)


def _whole(value: object) -> int | None:
    """A number, also one written as "4", "4/5" or "Question 4"."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return round(value) if abs(value) < _LONGEST else None
    if not isinstance(value, str):
        return None
    digits = "".join(c if c in "0123456789" else " " for c in value).split()
    return int(digits[0]) if digits and len(digits[0]) < len(str(_LONGEST)) else None


def _text(value: object) -> str | None:
    """Visible text on one line, cut to a reasonable length; None when there is none."""
    if not isinstance(value, str) or not has_visible(value):
        return None
    line = " ".join(normalise(value).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]} …"


def _fair(text: str | None) -> str | None:
    """`text`, unless it tells of the person's life."""
    return None if text is None or revealed(text) else text


def _texts(value: object) -> tuple[str, ...]:
    """The texts of a list, each once, not what tells of the person's life.

    An entry may be an object of texts.
    """
    if isinstance(value, str):
        value = [line.lstrip("-*• ") for line in value.splitlines()]
    if not isinstance(value, list):
        return ()
    entries = (": ".join(_strings(entry)) for entry in value)
    found = (line for entry in entries if (line := _text(entry)) is not None)
    return tuple(line for line in dict.fromkeys(found) if revealed(line) is None)


def _strings(entry: object) -> list[str]:
    values = entry.values() if isinstance(entry, dict) else [entry]
    return [value for value in values if isinstance(value, str)]


def _quote(value: object, answer: str) -> str | None:
    """The answer's own words; None for what it does not say, and for what is personal."""
    first = next(iter(value), None) if isinstance(value, list) else value
    found = verified_quote(first, answer) if isinstance(first, str) else None
    return fair_quote(found)


def _parts(value: object) -> tuple[Part, ...]:
    listed = value.split(",") if isinstance(value, str) else value
    told = listed if isinstance(listed, list) else []
    named = {part.strip().lower() for part in told if isinstance(part, str)}
    return tuple(part for part in Part if part in named)
