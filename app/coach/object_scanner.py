"""JSON as models write it, read while it comes: flat objects and lists, each when closed.

Prose, fences and a broken wrapper around them are passed over, because only an object
that begins with a known key and a list of a known name are read, each by jiter once it
closes. A library that mends whole texts (json-repair, jiter in partial mode) would parse
all again with every piece, and guess over prose.

Mended are raw line breaks and quotation marks in strings, and trailing commas.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Collection
from contextlib import aclosing
from functools import partial

import jiter

from app.domain.errors import ModelFailed

Found = tuple[str, object]  # the name of a list, "" for an object, and its value
_MOST_OF_ITEM = 4000  # characters; the longest asked for, advice on the CV, has three in four
_LOOP, _LONGEST_UNIT = 240, 40  # a text whose end repeats a unit of at most 40 does not end
_MOST_FOUND, _BEGINNING = 40, 4000  # lists and objects of a reply, characters of its beginning
_CLOSES = r'(?=\s*(?:[:}\]]|,\s*["{}\[\]]))'
_STRING = re.compile(rf'"((?:\\.|[^"\\]|"(?!{_CLOSES}))*+)("|\Z)', re.DOTALL)
"""A string ends at a mark that a sign of JSON follows; any other mark in it is its own."""
_ESCAPED = re.compile(r'\\.|"', re.DOTALL)
_CLOSER = re.compile(r"[}\]]")
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_CONTROL = re.compile("[\x00-\x1f]")


class ObjectScanner:
    """Takes the pieces of a reply, gives the objects and lists that they close.

    `has_run_away`: what is written will not come to an end; nothing more is read.
    `beginning` is of the reply as it was written, with what is no such object or list.
    """

    def __init__(self, keys: Collection[str], lists: Collection[str]) -> None:
        begin = rf'\{{\s*"(?:{"|".join(keys)})"\s*:|"({"|".join(lists)})"\s*:\s*(?=\[)'
        self._begin = re.compile(begin, re.IGNORECASE)
        self._text = self.beginning = ""
        self._name: str | None = None
        self._read = self._found = 0
        self.has_run_away = False

    async def scan(self, pieces: AsyncGenerator[str, None]) -> AsyncGenerator[list[Found], None]:
        """What each piece closes, then what can be had of the rest; then raises `ModelFailed`."""
        failure: ModelFailed | None = None
        try:
            async with aclosing(pieces):
                async for piece in pieces:
                    yield self.feed(piece)
                    if self.has_run_away:
                        break
        except ModelFailed as fault:
            failure = fault
        yield self.finish()
        if failure is not None:
            raise failure

    def feed(self, piece: str) -> list[Found]:
        """What became whole with this piece."""
        found: list[Found] = []
        self._text += piece
        self.beginning += piece[: _BEGINNING - len(self.beginning)]
        while self._has_begun() and (end := self._end()):
            found += self._parsed(self._text[:end], is_whole=True)
            self._name, self._text = None, self._text[end:]
        tail = self._text[-_LOOP:]
        units = range(1, _LONGEST_UNIT + 1) if len(tail) == _LOOP else ()
        is_loop = any(tail[unit:] == tail[:-unit] for unit in units)
        self._found += len(found)
        is_long = len(self._text) > _MOST_OF_ITEM or self._found > _MOST_FOUND
        self.has_run_away |= is_loop or is_long
        return found

    def finish(self) -> list[Found]:
        """What can be had of an object or list that was not closed."""
        return [each for each in self._parsed(self._text, is_whole=False) if each[1]]

    def _has_begun(self) -> bool:
        """Whether an object or list has begun; the text then begins with it."""
        if self._name is None and (begun := self._begin.search(self._text)):
            self._name, self._read = (begun[1] or "").casefold(), 0
            self._text = self._text[begun.end() if begun[1] else begun.start() :]
        elif self._name is None:
            self._text = self._text[-_LOOP:]
        return self._name is not None

    def _end(self) -> int | None:
        """Where what has begun ends, None while it is open."""
        for closer in _CLOSER.finditer(self._text, self._read):
            self._read = closer.end()
            outside = _STRING.sub("", self._text[: self._read])
            if sum(map(outside.count, "{[")) <= sum(map(outside.count, "}]")):
                return self._read
        return None

    def _parsed(self, text: str, *, is_whole: bool) -> list[Found]:
        """What has begun, under its name, if `text` can be mended and parsed."""
        bare = partial(_ESCAPED.sub, lambda sign: '\\"' if sign[0] == '"' else sign[0])
        escaped = _STRING.sub(lambda string: f'"{bare(string[1])}{string[2]}', text)
        mended = _TRAILING_COMMA.sub("", _CONTROL.sub(" ", escaped).replace("\\'", "'"))
        try:
            value: object = jiter.from_json(mended.encode(), partial_mode=not is_whole)
        except ValueError:
            return []
        return [] if self._name is None else [(self._name, value)]
