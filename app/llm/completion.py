"""One completion as it is read: which words are the interviewer's, and is it whole.

Law: only the first choice speaks, and only its text. Reasoning never comes out;
anything that is no text (a tool call, a refusal, an error) is a fault. Whole
means: the provider said so and something visible was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeGuard

from app.interview.errors import ModelFailed
from app.language.text import has_visible
from app.llm.faults import Kind, fault
from app.llm.statuses import Rejected, Rejection

LONGEST_TEXT = 64 * 1024
"""Characters; a question has some 400, a whole feedback some 10,000."""

_REASONING = ("reasoning", "reasoning_content", "thinking")
_TEXT_PARTS = frozenset({"text", "output_text"})
_ENDINGS = {
    "content_filter": Kind.FILTERED,
    "tool_calls": Kind.TOOL_CALL,
    "function_call": Kind.TOOL_CALL,
    "error": Kind.ERROR_EVENT,
}


class Completion:
    """Fed with decoded JSON, chunk by chunk or whole.

    `signs` rises with every sign of life that is no text; `is_visible` says that
    visible text was read; `is_over` that the rest is to be ignored. A question
    that was cut short counts as whole once a question mark stands in it, if
    `may_be_cut_short`.
    """

    def __init__(self, *, may_be_cut_short: bool = False) -> None:
        self._may_be_cut_short = may_be_cut_short
        self._ending: str | None = None
        self._held = ""
        self._length = 0
        self._asks = False
        self.signs = 0
        self.is_visible = False

    @property
    def is_over(self) -> bool:
        return self._ending is not None

    def read(self, chunk: object) -> str:
        """The text `chunk` adds; raises `ModelFailed` or `Rejected`."""
        if not _is_object(chunk):
            raise fault(Kind.MALFORMED, "no object")
        if chunk.get("error"):
            raise failure_in(chunk["error"])
        choice = _first_choice(chunk)
        if choice is None:
            return ""
        words = choice.get("delta") or choice.get("message")
        text = self._text(words) if _is_object(words) else ""
        ending = choice.get("finish_reason")
        if isinstance(ending, str) and ending:
            self._ending = ending.lower()
        return text

    def finish(self) -> str:
        """What was still held back; raises `ModelFailed` unless the text is whole."""
        rest = _joined(self._held)
        self._held = ""
        kind = self._flaw()
        if kind is not None:
            raise fault(kind)
        return rest

    def _text(self, words: Mapping[str, object]) -> str:
        if words.get("tool_calls") or words.get("function_call"):
            raise fault(Kind.TOOL_CALL)
        if words.get("refusal"):
            raise fault(Kind.DECLINED)
        if any(words.get(name) for name in _REASONING):
            self.signs += 1
        content = words.get("content")
        if not content:
            return ""
        return self._seen(self._whole_characters("".join(self._texts(content))))

    def _texts(self, content: object) -> Iterator[str]:
        """The texts of a content that is a string or a list of typed parts."""
        if isinstance(content, str):
            yield content
            return
        if not isinstance(content, list):
            raise fault(Kind.MALFORMED, "content of another type")
        for part in content:
            text = part.get("text") if _is_object(part) else None
            if _is_object(part) and part.get("type") in _TEXT_PARTS and isinstance(text, str):
                yield text
            else:
                self.signs += 1

    def _whole_characters(self, text: str) -> str:
        """`text` with what was held back; half an emoji at its end waits for the rest."""
        text = self._held + text
        self._held = ""
        if text and _is_first_half(text[-1]):
            text, self._held = text[:-1], text[-1]
        return _joined(text)

    def _seen(self, text: str) -> str:
        self._length += len(text)
        if self._length > LONGEST_TEXT:
            raise fault(Kind.TOO_MUCH, "text without end")
        self.is_visible = self.is_visible or has_visible(text)
        self._asks = self._asks or "?" in text
        return text

    def _flaw(self) -> Kind | None:
        """What keeps the text from being whole, None when it is."""
        if self._ending == "length":
            is_enough = self._may_be_cut_short and self.is_visible and self._asks
            return None if is_enough else Kind.CUT_SHORT
        if self._ending == "stop":
            return None if self.is_visible else Kind.EMPTY
        return _ENDINGS.get(self._ending or "", Kind.UNFINISHED)


def failure_in(error: object) -> ModelFailed | Rejected:
    """What an error object means inside an answer that began well."""
    code = error.get("code") if _is_object(error) else None
    if isinstance(code, int) and 400 <= code <= 599:  # noqa: PLR2004, HTTP's own bounds
        return Rejected(Rejection(status=code, complaint=str(error).lower()))
    return fault(Kind.ERROR_EVENT)


def _is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, dict)


def _first_choice(chunk: Mapping[str, object]) -> Mapping[str, object] | None:
    """The choice of index 0; None in a chunk that has none, as usage chunks have."""
    choices = chunk.get("choices")
    if not isinstance(choices, list):
        return None
    return next((c for c in choices if _is_object(c) and c.get("index", 0) == 0), None)


def _is_first_half(character: str) -> bool:
    return "\ud800" <= character <= "\udbff"


def _joined(text: str) -> str:
    """`text` with surrogate pairs as the characters they mean, lone ones replaced."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
