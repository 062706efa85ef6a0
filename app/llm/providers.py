"""The endpoints that may be asked, and which of them is asked next.

Law: an ask begins with the primary and goes on with the fallback. A breaker
turns the order round; it never leaves nobody to ask.
"""

from __future__ import annotations

from base64 import b64encode
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from app.interview.errors import ModelFailed
from app.llm.breaker import Breaker
from app.llm.faults import EFFECTS, Kind, fault
from app.llm.statuses import LONGEST_RETRY_AFTER, Rejection, judge, unwelcome
from app.llm.waiting import Waits
from app.prompting.prompts import PromptMessage, alternating

OPENAI = "https://api.openai.com/v1"

LONGEST_REST = 300.0
"""Seconds that a provider's own Retry-After may keep it out of turn."""

_REMEMBERED_SESSIONS = 256
_REASONING_MODELS = ("gpt-5", "o1", "o3", "o4")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """An OpenAI-compatible endpoint.

    `api_key` None: a server that asks for none. `base_url` None: OpenAI's own;
    a user and password in it are sent as Basic authorisation, instead of the key.
    """

    api_key: str | None = field(repr=False)
    base_url: str | None = field(repr=False)
    model: str

    @property
    def address(self) -> str:
        """Where to ask, without user and password."""
        parts = urlsplit(self.base_url or OPENAI)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

    @property
    def headers(self) -> dict[str, str]:
        """Headers beside those of the SDK."""
        user, at, _ = urlsplit(self.base_url or OPENAI).netloc.rpartition("@")
        if not at:
            return {}
        token = b64encode(unquote(user).encode()).decode()
        return {"Authorization": f"Basic {token}"}

    @property
    def extras(self) -> Mapping[str, object]:
        """Parameters only this provider is known to understand.

        A reasoning model left to itself may think longer than a candidate waits.
        """
        is_openai = urlsplit(self.address).hostname == urlsplit(OPENAI).hostname
        thinks = self.model.startswith(_REASONING_MODELS) and "chat" not in self.model
        return {"reasoning_effort": "low"} if is_openai and thinks else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """How long one call is waited for, in seconds.

    `connect`: to have a connection. `silence`: until anything real comes;
    shorter where a fallback still has to fit into the 25 s of the whole ask.
    `first_text_before_fallback`: a primary that only reasons, or whose text comes
    too slowly to be shown, is left for the fallback after that;
    `whole_before_fallback`: so is one that is not done then, while the fallback
    still can be. `gap`: between visible texts. The report is not watched word by
    word, so its calls wait longer.
    """

    connect: float = 5.0
    silence: float = 16.0
    silence_before_fallback: float = 9.0
    first_text_before_fallback: float = 11.0
    whole_before_fallback: float = 60.0
    gap: float = 8.0
    feedback_silence: float = 45.0
    feedback_gap: float = 20.0

    def of_question(self, *, has_fallback: bool, is_last: bool) -> Waits:
        """`is_last`: the next try would ask nobody else."""
        return Waits(
            silence=self.silence_before_fallback if has_fallback else self.silence,
            first_text=None if is_last else self.first_text_before_fallback,
            gap=self.gap,
            whole=None if is_last else self.whole_before_fallback,
        )

    def of_feedback(self) -> Waits:
        return Waits(silence=self.feedback_silence, first_text=None, gap=self.feedback_gap)


class Recent(OrderedDict[str, str]):
    """Notes on the sessions of late; the oldest is forgotten first."""

    def __setitem__(self, session_id: str, note: str) -> None:
        super().__setitem__(session_id, note)
        self.move_to_end(session_id)
        if len(self) > _REMEMBERED_SESSIONS:
            self.popitem(last=False)


class Lane:
    """One provider and what its answers have taught: is it up, what does it not take.

    What it was taught lives as long as the process: a parameter it does not know,
    that roles must alternate, the sessions whose whole prompt it found too long.
    """

    def __init__(self, label: str, provider: Provider, clock: Callable[[], float]) -> None:
        self.label = label
        self.provider = provider
        self.breaker = Breaker(clock)
        self._unwelcome: frozenset[str] = frozenset()
        self._must_alternate = False
        self._long = Recent()

    def needs_short(self, session_id: str) -> bool:
        return session_id in self._long

    def worded(self, messages: Sequence[PromptMessage]) -> Sequence[PromptMessage]:
        """The messages in the order of roles this provider takes."""
        return alternating(messages) if self._must_alternate else messages

    def welcome(self, optional: Mapping[str, object]) -> dict[str, object]:
        """Those of the optional parameters that were never turned down."""
        wanted = {**self.provider.extras, **optional}
        return {name: value for name, value in wanted.items() if name not in self._unwelcome}

    def rejected(
        self, rejection: Rejection, optional: Collection[str], long_session: str | None
    ) -> ModelFailed:
        """Learn from a rejection; answers the fault it is.

        `long_session` is the session whose prompt could still be shortened, None
        when it was short already: then a prompt too long ends the matter.
        """
        if "must alternate" in rejection.complaint and not self._must_alternate:
            self._must_alternate = True
            return fault(Kind.PARAMETER, "roles must alternate")
        failed = judge(rejection, optional)
        if failed.kind == Kind.PARAMETER:
            self._unwelcome |= unwelcome(rejection, optional)
        elif failed.kind == Kind.TOO_LONG and long_session is None:
            return fault(Kind.BAD_REQUEST, f"{Kind.TOO_LONG}, shortened")
        elif failed.kind == Kind.TOO_LONG and long_session is not None:
            self._long[long_session] = Kind.TOO_LONG
        return failed

    def failed(self, failure: ModelFailed) -> None:
        """Let the breaker know of a fault."""
        effect = EFFECTS[Kind(failure.kind)]
        wait = failure.retry_after or 0.0
        if effect.rests:
            self.breaker.trip()
        elif effect.counts and wait > LONGEST_RETRY_AFTER:
            self.breaker.trip(min(wait, LONGEST_REST))
        elif effect.counts:
            self.breaker.failed()


class Lanes:
    """The primary and, if there is one, the fallback."""

    def __init__(self, lanes: Sequence[Lane]) -> None:
        self._lanes = tuple(lanes)

    @property
    def has_fallback(self) -> bool:
        return len(self._lanes) > 1

    def choose(self, tries: int) -> Lane:
        """Who is asked at the given try of an ask, the first being 1."""
        order = self._lanes if tries <= 1 else self._lanes[::-1]
        return next((lane for lane in order if lane.breaker.admits()), order[0])

    def is_last(self, lane: Lane) -> bool:
        """Whether the next try would ask nobody after `lane`."""
        return lane is self._lanes[-1] or not self.others_help(lane)

    def others_help(self, lane: Lane) -> bool:
        """Whether anybody but `lane` is worth asking."""
        return any(other is not lane and not other.breaker.is_open for other in self._lanes)
