"""When a call is made again at once because the server cannot take its form.

Law: such a repeat is none of the ask's tries, and none is made once an ask has made
four calls. A request that is turned down without a word of why is tried without each group
of what may be left out; a server error without a word only makes the next try do so.
"""

from __future__ import annotations

import re
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterator

from app.domain.errors import ModelFailed
from app.llm.capabilities import Feature, named_in
from app.llm.chat_request import ChatRequest
from app.llm.failures import Kind
from app.llm.rejections import Rejected, context_limit
from app.llm.routing import Route
from app.prompts.prompt import Prompt

MOST_CALLS = 4
"""Calls of one ask after which nothing is repeated."""

_REMEMBERED = 256
_DENIED = frozenset({401, 402, 407, 429})
"""Statuses that are not about the form, whatever their text names."""

_UNNAMED = frozenset({Kind.SERVER, Kind.ERROR_EVENT, Kind.CUT, Kind.UNFINISHED, Kind.MALFORMED})
_NO_PATH = re.compile(r"\b(endpoint|path|route|url)\b")
_NO_MODEL = re.compile(r"\bmodel\b")
_REPLY_TOO_LONG = re.compile(r"max_?(completion_|new_|output_)?tokens\W.{0,60}too (large|high|big)")


class Ask:
    """What became of the calls of one ask, from try to try; `calls` is their number.

    `is_guess`: what the next call leaves out, nobody has refused.
    """

    def __init__(self) -> None:
        self.calls = 0
        self.is_guess = False
        self._failures: Counter[str] = Counter()
        self._trials: defaultdict[str, frozenset[Feature]] = defaultdict(frozenset)
        self._groups: dict[str, Iterator[frozenset[Feature]]] = {}

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
            named = named_in(complaint, request.sent)
            for feature in named:
                route.capabilities.refused(feature, complaint)
            if named:
                return True
        if _is_elsewhere(failure, complaint) and _takes_other_path(route, request):
            return True
        if failure.kind == Kind.BAD_REQUEST or "parameters" in complaint:
            return self._tries_without_next(route, request)
        if failure.kind in _UNNAMED:
            self._suspect(route, request)
        return False

    def _tries_without_next(self, route: Route, request: ChatRequest) -> bool:
        """After a refusal without a word: the next group is left out, if there is one."""
        self.is_guess = False
        groups = self._groups.setdefault(route.label, iter(request.suspects))
        self._trials[route.label] = next(groups, frozenset())
        return bool(self._trials[route.label])

    def _suspect(self, route: Route, request: ChatRequest) -> None:
        """After a server error without a word: a schema is suspect, and who fails twice."""
        self._failures[route.label] += 1
        self.is_guess = True
        if self._failures[route.label] == 1:
            self._trials[route.label] = request.sent & {Feature.FORMAT}
        else:
            self._trials[route.label] = self.trial(route).union(*request.suspects)


class Asks:
    """The asks of late, by session and purpose."""

    def __init__(self) -> None:
        self._asks: OrderedDict[tuple[str, str], Ask] = OrderedDict()

    def of(self, prompt: Prompt, tries: int) -> Ask:
        """The ask that try number `tries` belongs to; the first begins it."""
        key = (prompt.session_id, prompt.purpose)
        ask = self._asks.pop(key, None) if tries > 1 else None
        self._asks[key] = ask = ask or Ask()
        while len(self._asks) > _REMEMBERED:
            self._asks.popitem(last=False)
        return ask


def _shortened(route: Route, request: ChatRequest, complaint: str) -> bool:
    if _REPLY_TOO_LONG.search(complaint) and Feature.TOKENS in request.sent:
        route.capabilities.fails_with({Feature.TOKENS})
        return True
    return route.capabilities.too_long(context_limit(complaint))


def _is_elsewhere(failure: ModelFailed, complaint: str) -> bool:
    """Whether nothing seems to be served at this path."""
    if failure.kind == Kind.ERROR_EVENT:
        return _NO_PATH.search(complaint) is not None
    is_missing = failure.kind in {Kind.NOT_FOUND, Kind.NOT_A_STREAM}
    return is_missing and _NO_MODEL.search(complaint) is None


def _takes_other_path(route: Route, request: ChatRequest) -> bool:
    """Whether the usual version at the end of the address is worth a call."""
    if request.with_version:
        route.capabilities.forget(Feature.PATH)
        return False
    if Feature.PATH not in request.sent:
        return False
    route.capabilities.refused(Feature.PATH)
    return True
