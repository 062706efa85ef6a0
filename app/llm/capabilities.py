"""What a provider was learnt not to take.

Law: it is learnt from a refusal that names the thing, or from a call without it that
went well where one with it failed; a server error that names nothing teaches
nothing. A lesson holds for this provider until the process ends, or for a day.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum

log = logging.getLogger(__name__)

LESSON = 24 * 3600.0
"""Seconds for which a lesson holds."""

LEAST_CONTEXT = 1024
_GUESSED_CONTEXT = 4096
_SHORTER_BY = 0.75


class Feature(StrEnum):
    """Parts of a request that some servers turn down, in words for the log."""

    SYSTEM = "a system role"
    NEIGHBOURS = "two messages of one role in a row"
    FORMAT = "response_format"
    TEMPERATURE = "temperature"
    TOKENS = "max_tokens"
    STREAMING = "streaming"
    USAGE = "stream_options"
    EFFORT = "reasoning_effort"
    PATH = "a base URL without /v1"


LAST_STEP: Mapping[Feature, int] = dict.fromkeys(Feature, 1) | {
    Feature.FORMAT: 2,
    Feature.TOKENS: 2,
    Feature.EFFORT: 2,
}
"""At this step the feature is left out; steps between are other forms of it."""

ROLES = frozenset({Feature.SYSTEM, Feature.NEIGHBOURS})
_NAMES = {
    Feature.NEIGHBOURS: r"alternat|consecutive|same role|in a row|expected role",
    Feature.SYSTEM: (
        r"system[ _-]?(role|message|prompt|instruction)|\brole.{0,40}\bsystem\b"
        r"|\bsystem\b.{0,30}\brole|system\W{1,2} is not one"
        r"|developer[ _]instruction|only user and assistant"
        r"|(unsupported|invalid|unknown|unexpected) role|messages\W{1,3}0\W{1,3}role"
    ),
    Feature.FORMAT: (
        r"response_?format|json[_ ]?(schema|object|mode)|structured.?output|grammar|guided|\bschema"
    ),
    Feature.TEMPERATURE: r"temperature",
    Feature.TOKENS: r"max_?(completion_|new_|output_)?tokens",
    Feature.USAGE: r"stream[_ ]?options|include_?usage",
    Feature.STREAMING: (
        r"\bstream(ing|ed)?\b.{0,60}(support|allow|available|enabled|implement|verified|must be"
        r"|true|permitted)|(support|allow|disable|verified|cannot|must be|unsupported).{0,60}"
        r"\bstream(ing)?\b"
    ),
    Feature.EFFORT: r"reasoning[_ .]?effort|\beffort\b|\breasoning\b|thinking_?(level|budget)",
}
_PATTERNS = {feature: re.compile(pattern) for feature, pattern in _NAMES.items()}
_TAKES_LOW = re.compile(r"\blow\b")
_REPLY_TOO_LONG = re.compile(r"max_?(completion_|new_|output_)?tokens\W.{0,60}too (large|high|big)")


def named_in(complaint: str, sent: Collection[Feature]) -> frozenset[Feature]:
    """The features of those `sent` that a complaint is about."""
    named = {
        feature for feature in sent if feature in _PATTERNS and _PATTERNS[feature].search(complaint)
    }
    if _PATTERNS[Feature.NEIGHBOURS].search(complaint) and Feature.NEIGHBOURS in sent:
        named.discard(Feature.SYSTEM)  # "after the optional system message, roles must alternate"
    elif _PATTERNS[Feature.NEIGHBOURS].search(complaint) and Feature.SYSTEM in sent:
        named.add(Feature.SYSTEM)  # they do alternate, but for the system role before them
    return frozenset(named)


def is_reply_too_long(complaint: str) -> bool:
    """Whether it is the bound of the reply that does not fit the context."""
    return _REPLY_TOO_LONG.search(complaint) is not None


class Capabilities:
    """What one provider does not take; `clock` is steady, `label` names it in the log."""

    def __init__(self, label: str, clock: Callable[[], float]) -> None:
        self._label = label
        self._clock = clock
        self._steps: dict[Feature, tuple[int, float]] = {}
        self._context: tuple[int, float] | None = None
        self._closes_only: float | None = None

    def step(self, feature: Feature) -> int:
        """0 as it is usually sent, `LAST_STEP` not at all."""
        step, learnt = self._steps.get(feature, (0, 0.0))
        return step if self._holds(learnt) else 0

    @property
    def context(self) -> int | None:
        """The size of the context in tokens, None where it was never too small."""
        return self._context[0] if self._context and self._holds(self._context[1]) else None

    @property
    def closes_only(self) -> bool:
        """Whether its reasoning ends with a tag that none opens."""
        return self._closes_only is not None and self._holds(self._closes_only)

    def refused(self, feature: Feature, complaint: str = "") -> None:
        """Go to the next form of a feature."""
        step = self.step(feature) + 1
        if feature is Feature.EFFORT and not _TAKES_LOW.search(complaint):
            step = LAST_STEP[feature]
        self._learn(feature, step)

    def fails_with(self, features: Collection[Feature]) -> None:
        """Leave out what a call did well without."""
        for feature in features:
            self._learn(feature, LAST_STEP[feature])

    def forget(self, feature: Feature) -> None:
        self._steps.pop(feature, None)

    def too_long(self, limit: int | None) -> bool:
        """A prompt did not fit; False when there is nothing shorter to try.

        `limit` is what the provider said of its context, None where it did not.
        """
        known = self.context
        if limit is None:
            limit = _GUESSED_CONTEXT if known is None else known // 2
        elif known is not None and limit >= known:
            limit = int(known * _SHORTER_BY)  # our count of tokens was too low
        if limit < LEAST_CONTEXT:
            return False
        self._context = (limit, self._clock())
        log.warning("%s provider: prompts are cut to %d tokens from now on", self._label, limit)
        return True

    def found_closing_tag(self) -> None:
        """From now on text is held until a thought is closed."""
        if not self.closes_only:
            log.warning("%s provider: reasons in the text, held from now on", self._label)
        self._closes_only = self._clock()

    def _learn(self, feature: Feature, step: int) -> None:
        step = min(step, LAST_STEP[feature])
        self._steps[feature] = (step, self._clock())
        how = "without" if step == LAST_STEP[feature] else "with another form of"
        log.warning("%s provider: asked %s %s from now on", self._label, how, feature)

    def _holds(self, learnt: float) -> bool:
        return self._clock() - learnt < LESSON
