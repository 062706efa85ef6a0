"""One completion as it is read: which words are the reply's, and are they whole.

Law: one choice speaks, and only its text, once. Reasoning never comes out; anything
that is no text (a tool call, a refusal, an error) is a fault. Whole means: the
provider said in one of its ways that this is the end, and something visible was read;
a question is whole at its question mark too, however its body ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, TypeGuard

import msgspec

from app.llm.failures import Kind, fault
from app.llm.reasoning import Thoughts
from app.llm.rejections import Rejected, complaint_in
from app.text.normalise import has_visible

LONGEST_TEXT = 64 * 1024
"""Characters; a question has some 400, a whole report some 10,000."""

_REASONING = frozenset(
    {"reasoning", "reasoning_content", "thinking", "reasoning_details", "thought"}
)
_TEXT_PARTS = frozenset({"text", "output_text"})
_NO_REASON = frozenset({"", "null", "none", "nil", "undefined", "false", "n/a"})
_BAD_ENDINGS = (
    (re.compile(r"length|max_.*token|token_limit|truncat"), Kind.CUT_SHORT),
    (
        re.compile(r"filter|safety|recitation|prohibit|block|spii|sensitive|guardrail|moderat"),
        Kind.FILTERED,
    ),
    (re.compile(r"tool|function"), Kind.TOOL_CALL),
    (re.compile(r"refus"), Kind.DECLINED),
    (re.compile(r"error|fail|abort|cancel|insufficient|timeout|interrupt"), Kind.ERROR_EVENT),
)
_ERROR_STATUSES = range(400, 600)
_QUESTION_MARK = re.compile("[?？؟]")
_QUESTION_END = re.compile(rf"{_QUESTION_MARK.pattern}[^\w\n]{{0,9}}(\n|\Z)")
"""Behind the mark at most a few that close a quotation or draw nothing."""
_LEAST_PIECES = 4
"""A text that came in so many pieces does not come again as one by chance."""

_Nothing = Literal[""] | None


class _PlainDelta(msgspec.Struct):
    """Words, and nothing of what else a delta may hold."""

    content: str
    reasoning: _Nothing = None
    reasoning_content: _Nothing = None
    thinking: _Nothing = None
    reasoning_details: _Nothing = None
    thought: _Nothing = None
    tool_calls: _Nothing = None
    function_call: _Nothing = None
    refusal: _Nothing = None


class _PlainChoice(msgspec.Struct):
    delta: _PlainDelta
    index: Literal[0] | None = 0
    finish_reason: _Nothing = None


class _PlainChunk(msgspec.Struct):
    """A chunk of one choice that only speaks, as nearly all are."""

    choices: tuple[_PlainChoice]
    object: Literal["chat.completion.chunk", ""] = ""
    error: _Nothing = None
    usage: _Nothing = None


_PLAIN = msgspec.json.Decoder(_PlainChunk)


def plain_words(data: bytes) -> str | None:
    """The words of a chunk that holds nothing else; None for any other.

    What `Completion.read` would find in it, at a fifth of the cost.
    """
    try:
        return _PLAIN.decode(data).choices[0].delta.content
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


class Completion:
    """Fed with decoded JSON, chunk by chunk or whole.

    `signs` rises with every sign of life that is no text, `thoughts` with those of
    reasoning alone; `is_visible` says that visible text came out; `usage` is what the
    provider counted. If `may_be_cut_short`, a text is whole where its question mark ends it
    or a line of it, and one that reached its bound of tokens once a question mark stands
    in it; `most` bounds the text in characters.
    """

    def __init__(
        self,
        *,
        may_be_cut_short: bool = False,
        closes_only: bool = False,
        most: int = LONGEST_TEXT,
    ) -> None:
        self._may_be_cut_short = may_be_cut_short
        self._most = min(most, LONGEST_TEXT)
        self._tags = Thoughts(closes_only=closes_only)
        self._ending: str | None = None
        self._ends_with_text = self._ended_falsely = False
        self._is_ended = self._is_finished = False
        self._half = ""
        self._has_deltas = False
        self._index: int | None = None
        self._index_stays = False
        self._raw: list[str] = []
        self._texts: list[str] = []
        self._raw_length = self._length = 0
        self.signs = self.thoughts = 0
        self.is_visible = False
        self.usage: Mapping[str, object] | None = None

    @property
    def may_be_over(self) -> bool:
        """Whether a reason to end stands by itself, so that little more is to be expected."""
        return self._ending is not None and not self._ends_with_text and bool(self._raw)

    @property
    def is_enough(self) -> bool:
        """Whether the text is whole even if its body breaks off here.

        Where chunks of text give a reason to end, the last of them cannot be told, unless
        a question has come.
        """
        may_go_on = self._may_be_cut_short and not self._has(_QUESTION_MARK)
        is_told = self._ending is not None and not (
            self._ends_with_text and (self._ended_falsely or may_go_on)
        )
        return (is_told or self._has(_QUESTION_END)) and self._flaw() is None

    @property
    def closed_only(self) -> bool | None:
        """Whether a thought was closed that none had opened; None where it cannot be told."""
        is_plain = self._is_finished and not self._tags.has_tag
        return self._tags.has_closed_only or (False if is_plain else None)

    def end(self) -> None:
        """The provider said that nothing follows."""
        self._is_ended = True

    def read(self, chunk: object) -> str:
        """The text `chunk` adds; raises `ModelFailed`."""
        if not _is_object(chunk):
            raise fault(Kind.MALFORMED, "no object")
        if chunk.get("error") or chunk.get("object") == "error":
            raise failure_in(chunk.get("error") or chunk)
        usage = chunk.get("usage")
        if _is_object(usage):
            self.usage = usage
        choice = self._speaking_choice(chunk.get("choices"))
        if choice is None:
            if "choices" not in chunk and (chunk.get("detail") or chunk.get("message")):
                raise failure_in(chunk)
            return ""
        raw, thinks = self._words(choice)
        text = self._spoken(raw) if raw else ""
        reason = str(choice.get("finish_reason") or "").strip().lower()
        if reason not in _NO_REASON and (raw or not thinks):  # else that of a thought
            self._ending = reason
            self._ends_with_text = bool(raw)
        return text

    def say(self, words: str) -> str:
        """The text that a chunk adds which has `words` and nothing else; raises as `read`."""
        self._has_deltas = True
        if not self._index_stays:
            self._goes_on(0)
        raw = self._unread(words)
        return self._spoken(raw) if raw else ""

    def finish(self) -> str:
        """What was still held back; raises `ModelFailed` unless the text is whole."""
        rest = self._seen(self._tags.finish() + _joined(self._half))
        self._half = ""
        kind = self._flaw()
        if kind is not None:
            raise fault(kind)
        self._is_finished = True
        return rest

    def _speaking_choice(self, choices: object) -> Mapping[str, object] | None:
        """The choice that goes on with the reply; None where there is none."""
        if not isinstance(choices, list) or not choices:
            return None
        choice = choices[0]
        if len(choices) > 1:
            choice = next((c for c in choices if _is_object(c) and c.get("index", 0) == 0), None)
            self._index_stays = True
        return choice if _is_object(choice) and self._goes_on(choice.get("index")) else None

    def _goes_on(self, index: object) -> bool:
        """Whether a choice of this index goes on with the reply.

        That of index 0 does; where there is none, the first that came. Some servers count
        the index up by one with every chunk; where one came twice they do not.
        """
        if not isinstance(index, int) or index == 0:
            self._index_stays = self._index_stays or self._index is not None
            self._index = 0
            return True
        following = None if self._index is None or self._index_stays else self._index + 1
        if self._index not in (None, index) and index != following:
            return False
        self._index = index
        return True

    def _words(self, choice: Mapping[str, object]) -> tuple[str, bool]:
        """The text of a choice that was not read before, and whether it reasons."""
        delta, message = choice.get("delta"), choice.get("message")
        text, thinks = self._text_of(delta) if _is_object(delta) else ("", False)
        if text:
            self._has_deltas = True
        elif _is_object(message):
            text, thinks = self._text_of(message)
            if self._has_deltas:  # all that was said, once more
                raw = "".join(self._raw)
                return text.removeprefix(raw) if text.startswith(raw) else "", thinks
        elif isinstance(choice.get("text"), str):
            text = str(choice["text"])
        return self._unread(text), thinks

    def _text_of(self, words: Mapping[str, object]) -> tuple[str, bool]:
        if words.get("tool_calls") or words.get("function_call"):
            raise fault(Kind.TOOL_CALL)
        if words.get("refusal"):
            raise fault(Kind.DECLINED)
        thinks = not _REASONING.isdisjoint(words) and any(map(words.get, _REASONING))
        content = words.get("content")
        self.thoughts += thinks
        self.signs += thinks or not content
        if not content:
            return "", thinks
        return content if isinstance(content, str) else "".join(self._parts(content)), thinks

    def _parts(self, content: object) -> Iterator[str]:
        """The texts of a content that is a list of typed parts."""
        if not isinstance(content, list):
            raise fault(Kind.MALFORMED, "content of another type")
        for part in content:
            text = part.get("text") if _is_object(part) else None
            if _is_object(part) and part.get("type") in _TEXT_PARTS and isinstance(text, str):
                yield text
            else:
                self.signs += 1
                self.thoughts += 1

    def _unread(self, text: str) -> str:
        """What `text` adds: some servers repeat at the end, or each time, what they said."""
        length = self._raw_length
        has_grown = len(text) > length > 2  # noqa: PLR2004, "ha", "haha" is no repeat
        is_again = len(text) == length and len(self._raw) >= _LEAST_PIECES
        if (has_grown or is_again) and text.startswith("".join(self._raw)):
            return text[length:]
        return text

    def _spoken(self, raw: str) -> str:
        """The visible text that `raw` adds; a reason to end before it was none."""
        if self._ending is not None:
            self._ending = None
            self._ended_falsely = True
        self._raw.append(raw)
        self._raw_length += len(raw)
        if self._raw_length > LONGEST_TEXT:
            raise fault(Kind.TOO_MUCH, "text without end")
        text = self._tags.feed(self._whole_characters(raw))
        self._texts.append(text)
        if not text:
            self.signs += 1
            self.thoughts += 1
        return self._seen(text)

    def _whole_characters(self, text: str) -> str:
        """`text` with what was held back; half an emoji at its end waits for the rest."""
        if not self._half and text.isascii():
            return text
        text = self._half + text
        self._half = ""
        if "\ud800" <= text[-1:] <= "\udbff":
            text, self._half = text[:-1], text[-1]
        return _joined(text)

    def _seen(self, text: str) -> str:
        self._length += len(text)
        if self._length > self._most:
            raise fault(Kind.CUT_SHORT, "longer than it may be")
        self.is_visible = self.is_visible or has_visible(text)
        return text

    def _has(self, sign: re.Pattern[str]) -> bool:
        """Whether it is a question that has this in what came out, which is no thought."""
        return self._may_be_cut_short and sign.search("".join(self._texts)) is not None

    def _flaw(self) -> Kind | None:
        """What keeps the text from being whole, None when it is."""
        ending = self._ending or ""
        kind = next((kind for bad, kind in _BAD_ENDINGS if bad.search(ending)), None)
        if kind is Kind.CUT_SHORT and self._has(_QUESTION_MARK):
            return None
        if kind is not None:
            return kind
        if not ending and not self._is_ended:
            return None if self._has(_QUESTION_END) else Kind.UNFINISHED
        return None if self.is_visible else Kind.EMPTY


def failure_in(error: object) -> Rejected:
    """What an error object means inside an answer that began well."""
    code = error.get("code") if _is_object(error) else None
    status = code if isinstance(code, int) and code in _ERROR_STATUSES else None
    return Rejected(status, complaint_in(error))


def _is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, dict)


def _joined(text: str) -> str:
    """`text` with surrogate pairs as the characters they mean, lone ones replaced."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
