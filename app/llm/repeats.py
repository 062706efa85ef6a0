"""When a call is made again at once because the server cannot take its form.

Law: such a repeat is none of the ask's tries, and none is made once an ask has made
four calls. What a refusal names is left out. A refusal without a word, or a second one that
names something else, has all left out that may be, a schema before the rest. After a server
error without a word the same is done once; a report leaves that to its next try, and a question,
which may have met it by chance, to its last.
"""

from __future__ import annotations

import re
from collections import Counter, OrderedDict, defaultdict

from app.domain.errors import ModelFailed
from app.llm.capabilities import Feature, named_in
from app.llm.chat_request import ChatRequest
from app.llm.failures import Kind
from app.llm.rejections import Rejected, context_limit
from app.llm.routing import Route
from app.prompts.prompt import Prompt, Purpose

MOST_CALLS = 4
"""Calls of one ask after which nothing is repeated."""

_REMEMBERED = 256
_DENIED = frozenset({401, 402, 407, 429})
"""Statuses that are not about the form, whatever their text names."""

_UNNAMED = frozenset({Kind.SERVER, Kind.ERROR_EVENT, Kind.CUT, Kind.UNFINISHED, Kind.MALFORMED})
_NO_PATH = re.compile(r"\b(endpoint|path|route|url)\b")
_NO_MODEL = re.compile(r"\bmodel\b")
_REPLY_TOO_LONG = re.compile(r"max_?(completion_|new_|output_)?tokens\W.{0,60}too (large|high|big)")


class AskRecord:
    """What became of the calls of one ask, from try to try; `calls` is their number."""

    def __init__(self, purpose: Purpose) -> None:
        self.calls = 0
        self._purpose = purpose
        self._failures: Counter[str] = Counter()
        self._refused: defaultdict[str, set[Feature]] = defaultdict(set)
        self._trials: defaultdict[str, frozenset[Feature]] = defaultdict(frozenset)

    def trial(self, route: Route) -> frozenset[Feature]:
        """What the next call of `route` leaves out, to see whether it does better."""
        return self._trials[route.label]

    @property
    def may_repeat(self) -> bool:
        """Whether one more call may be made within the try."""
        return self.calls < MOST_CALLS

    def learn(self, route: Route, request: ChatRequest, failure: ModelFailed) -> bool:
        """Learn from a failed call; True when another form of it is worth a call at once."""
        complaint = failure.complaint if isinstance(failure, Rejected) else ""
        if isinstance(failure, Rejected) and failure.status not in _DENIED:
            if failure.kind == Kind.TOO_LONG:
                return _shortened(route, request, complaint)
            if named := named_in(complaint, request.sent):
                self._refuse(route, request, named, complaint)
                return True
        if _is_elsewhere(failure, complaint) and _learns_path(route, request):
            return True
        if failure.kind == Kind.BAD_REQUEST or "parameters" in complaint:
            return self._leave_out(route, request.schema or request.optional)
        if failure.kind in _UNNAMED:
            return self._suspect(route, request) and not failure.retry_after
        return False

    def _refuse(
        self, route: Route, request: ChatRequest, named: set[Feature], complaint: str
    ) -> None:
        """Leave out what was named, and after something else before, all that may be."""
        for feature in named:
            route.capabilities.refused(feature, complaint)
        if self._refused[route.label] - named:
            self._leave_out(route, request.optional)
        self._refused[route.label] |= named

    def _suspect(self, route: Route, request: ChatRequest) -> bool:
        """Learn from a server error without a word; True when it is worth a call at once."""
        self._failures[route.label] += 1
        is_first = self._failures[route.label] == 1
        if is_first and self._purpose is Purpose.QUESTION:
            return False
        is_left_out = self._leave_out(route, request.schema or request.suspects)
        return is_left_out and is_first and self._purpose is not Purpose.REPORT

    def _leave_out(self, route: Route, features: frozenset[Feature]) -> bool:
        """Have the next call do without these too; False where there are none."""
        self._trials[route.label] |= features
        return bool(features)


class Asks:
    """The asks of late, by session and purpose."""

    def __init__(self) -> None:
        self._asks: OrderedDict[tuple[str, str], AskRecord] = OrderedDict()

    def of(self, prompt: Prompt, tries: int) -> AskRecord:
        """The ask that try number `tries` belongs to; the first begins it."""
        key = (prompt.session_id, prompt.purpose)
        ask = self._asks.pop(key, None) if tries > 1 else None
        self._asks[key] = ask = ask or AskRecord(prompt.purpose)
        while len(self._asks) > _REMEMBERED:
            self._asks.popitem(last=False)
        return ask


def _shortened(route: Route, request: ChatRequest, complaint: str) -> bool:
    if _REPLY_TOO_LONG.search(complaint) and Feature.TOKENS in request.sent:
        route.capabilities.leave_out(Feature.TOKENS)
        return True
    return route.capabilities.too_long(context_limit(complaint))


def _is_elsewhere(failure: ModelFailed, complaint: str) -> bool:
    """Whether nothing seems to be served at this path."""
    if failure.kind == Kind.ERROR_EVENT:
        return _NO_PATH.search(complaint) is not None
    is_missing = failure.kind in {Kind.NOT_FOUND, Kind.NOT_A_STREAM}
    return is_missing and _NO_MODEL.search(complaint) is None


def _learns_path(route: Route, request: ChatRequest) -> bool:
    """Whether the usual version at the end of the address is worth a call."""
    if request.with_version:
        route.capabilities.forget(Feature.PATH)
    elif Feature.PATH in request.sent:
        route.capabilities.leave_out(Feature.PATH)
        return True
    return False
