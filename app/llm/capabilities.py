"""What a provider was learnt not to take.

Law: it is learnt from a refusal that names the thing, or from a call without it that
went well where one with it failed. A lesson holds for this provider until the process
ends, or for a day; for minutes where nothing named it and the failure may have been
chance, unless the same was learnt so before. What the replies to one session show holds for
that session alone, since a candidate may have had a part in it; what two sessions in a row
show, or a check, whose every word is ours, holds for all.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum

log = logging.getLogger(__name__)

LESSON = 24 * 3600.0
"""Seconds for which a lesson holds."""

GUESS = 600.0
"""Seconds for which one holds that nobody has named, the first time."""

LEAST_CONTEXT = 1024
_GUESSED_CONTEXT = 4096
_SHORTER_BY = 0.75
_CONTEXT = "the size of its context"
_CLOSES_ONLY = "closes what it did not open"
_SESSIONS = 256
"""So many of the latest are remembered."""


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

_PATTERNS = {
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


def named_in(complaint: str, sent: Collection[Feature]) -> set[Feature]:
    """The features of those `sent` that a complaint is about."""
    named = {feature for feature, pattern in _PATTERNS.items() if re.search(pattern, complaint)}
    if Feature.NEIGHBOURS in named and Feature.NEIGHBOURS in sent:
        named.discard(Feature.SYSTEM)  # "after the optional system message, roles must alternate"
    elif Feature.NEIGHBOURS in named:
        named.add(Feature.SYSTEM)  # they do alternate, but for the system role before them
    return named.intersection(sent)


class Capabilities:
    """What one provider does not take; `clock` is steady, `label` names it in the log."""

    def __init__(self, label: str, clock: Callable[[], float]) -> None:
        self._label = label
        self._clock = clock
        self._lessons: dict[str, tuple[int, float]] = {}
        self._guessed = frozenset[Feature]()
        self._sessions: dict[str, bool] = {}

    def step(self, feature: Feature) -> int:
        """0 as it is usually sent, `LAST_STEP` not at all."""
        return self._lesson(feature)

    @property
    def context(self) -> int | None:
        """The size of the context in tokens, None where it was never too small."""
        return self._lesson(_CONTEXT) or None

    @property
    def closes_only(self) -> bool:
        """Whether its reasoning ends with a tag that none opens."""
        return self._lesson(_CLOSES_ONLY) > 0

    def is_held(self, session_id: str) -> bool:
        """Whether text for this session is held until a thought is closed."""
        return self._sessions.get(session_id, False) or self.closes_only

    def refused(self, feature: Feature, complaint: str = "") -> None:
        """Go to the next form of a feature."""
        step = self.step(feature) + 1
        is_in_no_form = feature is Feature.EFFORT and not re.search(r"\blow\b", complaint)
        if is_in_no_form or step >= LAST_STEP[feature]:
            self.leave_out(feature)
        else:
            self._teach(feature, step)
            log.warning(
                "%s provider: asked with another form of %s from now on", self._label, feature
            )

    def leave_out(self, feature: Feature, seconds: float = LESSON) -> None:
        """Do without it."""
        self._teach(feature, LAST_STEP[feature], seconds)
        log.warning("%s provider: asked without %s from now on", self._label, feature)

    def went_well(self, sent: frozenset[Feature], without: frozenset[Feature]) -> None:
        """Leave out what a call did well `without`, which is a guess: nothing has named it.

        What was `sent` in that call is taken after all: a guess about it counts as new again.
        """
        for feature in without:
            if self.step(feature) < LAST_STEP[feature]:
                self.leave_out(feature, LESSON if feature in self._guessed else GUESS)
        self._guessed = (self._guessed - sent) | without

    def forget(self, feature: Feature) -> None:
        self._lessons.pop(feature, None)

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
        self._teach(_CONTEXT, limit)
        log.warning("%s provider: prompts are cut to %d tokens from now on", self._label, limit)
        return True

    def saw_reply(self, session_id: str, *, closes_only: bool, is_check: bool = False) -> None:
        """Learn from a reply whether thoughts are closed that none opens.

        A session in which one was is held to its end; its plain replies show nothing, and
        what it shows again counts once.
        """
        if self._sessions.get(session_id) and not (closes_only or is_check):
            return
        own = self._sessions.pop(session_id, None)
        before = next(reversed(self._sessions.values()), None)
        self._sessions[session_id] = closes_only
        if len(self._sessions) > _SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        if not is_check and (before is not closes_only or own is closes_only):
            return
        if closes_only != self.closes_only:
            what = "reasons in the text, held" if closes_only else "reasons no more in the text"
            log.warning("%s provider: %s from now on", self._label, what)
        is_sure = is_check or self.closes_only
        self._teach(_CLOSES_ONLY, int(closes_only), LESSON if is_sure else GUESS)

    def _teach(self, what: str, value: int, seconds: float = LESSON) -> None:
        self._lessons[what] = (value, self._clock() + seconds)

    def _lesson(self, what: str) -> int:
        """What was learnt, 0 where nothing was or it does not hold any more."""
        value, until = self._lessons.get(what, (0, 0.0))
        return value if self._clock() < until else 0
