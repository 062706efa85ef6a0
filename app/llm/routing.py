"""The providers that may be asked, and which of them is asked next.

Law: an ask begins with the primary and goes on with the fallback. A breaker
turns the order round; it never leaves nobody to ask.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from app.domain.errors import ModelFailed
from app.llm.breaker import Breaker
from app.llm.capabilities import Capabilities
from app.llm.client import Client
from app.llm.failures import BY_CHANCE, IN_VAIN, MISCONFIGURED
from app.llm.provider import Provider
from app.llm.rejections import LONGEST_RETRY_AFTER

log = logging.getLogger(__name__)

LONGEST_REST = 300.0
"""Seconds that a provider's own Retry-After may keep it out of turn."""


class Route:
    """One provider: how it is asked, whether it is up, what it does not take."""

    def __init__(
        self, label: str, provider: Provider, client: Client, clock: Callable[[], float]
    ) -> None:
        self.label = label
        self.provider = provider
        self.client = client
        self.breaker = Breaker(clock)
        self.capabilities = Capabilities(label, clock)
        self._is_cut_prompt_noted = False

    def failed(self, failure: ModelFailed) -> None:
        """Let the breaker know of a fault."""
        wait = failure.retry_after or 0.0
        if failure.kind in MISCONFIGURED:
            self.breaker.trip()
        elif failure.kind in IN_VAIN | BY_CHANCE:
            return  # it is not the provider that failed
        elif wait > LONGEST_RETRY_AFTER:
            self.breaker.trip(min(wait, LONGEST_REST))
        else:
            self.breaker.failed()

    def note_cut_prompt(self, read: int, sent: int) -> None:
        """Say once that the server seems to have read less than it was sent."""
        if not self._is_cut_prompt_noted:
            self._is_cut_prompt_noted = True
            log.warning(
                "%s provider: read %d tokens of at least %d; its context seems too small"
                " (Ollama: OLLAMA_CONTEXT_LENGTH)",
                self.label,
                read,
                sent,
            )


class Router:
    """The primary and, if there is one, the fallback."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self.routes = tuple(routes)

    @property
    def has_fallback(self) -> bool:
        return len(self.routes) > 1

    def choose(self, tries: int) -> Route:
        """Who is asked at the given try of an ask, the first being 1."""
        order = self.routes if tries <= 1 else self.routes[::-1]
        return next((route for route in order if route.breaker.admits()), order[0])

    def is_last(self, route: Route) -> bool:
        """Whether the next try would ask nobody after `route`."""
        return route is self.routes[-1] or not self.others_help(route)

    def others_help(self, route: Route) -> bool:
        """Whether anybody but `route` is worth asking."""
        return any(other is not route and not other.breaker.is_open for other in self.routes)
