"""Every provider fault of the catalogue, through the whole program and over real HTTP.

Whatever a provider does, the question stands whole or has failed with a way on,
in time, for three calls at the most; what is shown is what is stored.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.coach.model_coach import ModelInterviewer, ModelReviewer
from app.domain.turn_state import MAX_TRIES
from app.llm.deadlines import CallTimeouts
from app.llm.failures import Kind
from app.llm.openai_model import OpenAIModel
from app.llm.provider import Provider
from app.llm.repeats import MOST_CALLS
from app.prompts.prompt import Prompt
from app.services.ask import WITHOUT_WORDS
from app.services.ports import Model
from app.services.timeouts import Timeouts
from app.values import replace
from tests.candidate import Candidate
from tests.fakes import a_session
from tests.faults import behaviours as does
from tests.faults.behaviours import QUESTIONS, WHOLE, interviews, says
from tests.faults.catalogue import ENDLESS, FAULTS, ODDITIES
from tests.faults.disturbed import question_in
from tests.faults.provider import Behaviour, ProviderStub, Request
from tests.serving import HTML, parts, served

PATIENCE = Timeouts(silence=0.5, sweep=0.5, grace=0.2)
TIMEOUTS = CallTimeouts(load=(0.1,) * 3)
"""Both as they are in earnest: a provider that answers at once is never too late for them."""
BRIEF = CallTimeouts(
    silence=2.0, silence_before_fallback=2.0, first_text_before_fallback=2.5, gap=2.0
)
"""Where silence is the fault, and what is asked next still has to answer in time."""
SHORTER = CallTimeouts(silence=0.6, gap=0.6)
"""Where silence is the fault and nothing else follows."""
SHORT = replace(PATIENCE, first_text=5.0, gap=1.0, whole=6.0)
"""Where only the end of the whole ask ends it."""
SLACK = 15.0
"""Seconds; two dozen interviews at once on few cores."""
AT_ONCE = 10
LATER = says(QUESTIONS[0])
MOST_WORDS = 60
ENDED_HERE = "2 MB of text"
"""A fault of the adapter's that the guard never lets it come to: it has enough before."""
BEHAVIOURS = {name: each for name, (each, _, _) in FAULTS.items() if name != ENDED_HERE}
TIMED = {name for name, (_, kind, _) in FAULTS.items() if kind in {Kind.SILENT, Kind.STALLED}}
SPEECHLESS = {name for name, (_, kind, _) in FAULTS.items() if kind in WITHOUT_WORDS} | (
    ENDLESS.keys() - {"reasoning for ever", "a token now and then, for ever"}
)
"""The model was reached, and its reply asks nothing: the planned question stands in."""
OTHERWISE = {
    name
    for name, (_, kind, _) in FAULTS.items()
    if kind in {Kind.BAD_REQUEST, Kind.TOO_LONG, Kind.LOADING}
}
"""What is asked again within the try, in another form or a little later."""
IN_VAIN = {name for name, (_, _, final) in FAULTS.items() if final} - OTHERWISE
ONE_OF_EACH = {kind: name for name, (_, kind, _) in FAULTS.items()}
"""A fault of each kind."""


@dataclass
class Scripted:
    """What a provider does for each company, call by call; the last for ever."""

    scripts: Mapping[str, Sequence[Behaviour]]
    calls: Counter[str] = field(default_factory=Counter)

    def __call__(self, request: Request) -> Behaviour:
        if request.is_reading:
            return interviews()
        name = request.company
        script = self.scripts[name]
        self.calls[name] += 1
        return script[min(self.calls[name], len(script)) - 1]


@dataclass
class Several:
    """A model for each company."""

    models: Mapping[str, Model]
    name: str = "several"
    fallback_name: str | None = None
    is_local: bool = False

    def stream(
        self, prompt: Prompt, tries: int, is_shown: Callable[[], bool] | None = None
    ) -> AsyncGenerator[str, None]:
        told = "\n".join(message.content for message in prompt.messages(None))
        request = Request(
            method="", path="", headers={}, body={"messages": [{"content": told}]}, at=0.0
        )
        return self.models[request.company].stream(prompt, tries, is_shown)

    async def close(self) -> None:
        await asyncio.gather(*(model.close() for model in self.models.values()))


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How one interview met its provider: what stands, what the page showed, how long."""

    stage: str
    stands: list[str]
    sources: list[str]
    shown: str | None
    has_retry: bool
    seconds: float


@asynccontextmanager
async def at(folder: Path, model: Model, timeouts: Timeouts = PATIENCE) -> AsyncIterator[Candidate]:
    async with (
        served(
            parts(
                folder,
                interviewer=ModelInterviewer(model),
                reviewer=ModelReviewer(model),
                timeouts=timeouts,
            )
        ) as viva,
        viva.client() as client,
    ):
        candidate = Candidate(viva, client)
        await candidate.create()
        yield candidate


async def met(first: Candidate, company: str, number: int) -> Outcome:
    """Have question 1 asked at an interview for `company`, and see what becomes of it."""
    store = first.served.parts.store
    own = await store.session(first.session_id)
    assert own
    session_id = f"s{number}"
    await store.add_session(a_session(session_id, owner=own.owner, company_name=company))
    candidate = Candidate(first.served, first.client, session_id)
    began = time.monotonic()
    page = (await candidate.get("interview", HTML)).text
    seconds = time.monotonic() - began
    state = await candidate.interview()
    return Outcome(
        stage=state["turn"]["state"],
        stands=[message["content"] for message in state["conversation"]],
        sources=[message["source"] for message in state["conversation"]],
        shown=question_in(page, 1),
        has_retry="/retry" in page,
        seconds=seconds,
    )


async def all_met(first: Candidate, companies: Sequence[str]) -> dict[str, Outcome]:
    places = asyncio.Semaphore(AT_ONCE)

    async def one(number: int, company: str) -> Outcome:
        async with places:
            return await met(first, company, number)

    outcomes = await asyncio.gather(*(one(n, name) for n, name in enumerate(companies)))
    return dict(zip(companies, outcomes, strict=True))


def wrong(outcomes: dict[str, Outcome], laws: Callable[[str, Outcome], bool]) -> dict[str, Outcome]:
    """Those that break a law, by name, so that a failing test shows them all."""
    return {name: each for name, each in outcomes.items() if not laws(name, each)}


def stands(outcome: Outcome) -> bool:
    """One whole question of the model's, shown as it is stored."""
    return (
        outcome.stage == "awaiting_answer"
        and outcome.stands == [outcome.shown]
        and outcome.sources == ["model"]
        and bool(outcome.stands[0].strip())
    )


def has_failed(outcome: Outcome) -> bool:
    """Nothing stands, nothing partial shows, and the page offers to ask again."""
    is_blank = outcome.shown is None and outcome.stands == []
    return outcome.stage == "failed" and is_blank and outcome.has_retry


def stands_in(outcome: Outcome) -> bool:
    """The planned question, whole and labelled."""
    is_whole = outcome.stage == "awaiting_answer" and outcome.stands == [outcome.shown]
    return is_whole and outcome.sources == ["stand-in"]


def in_time(outcome: Outcome) -> bool:
    return outcome.seconds < PATIENCE.first_text + SLACK


async def with_one_provider(
    folder: Path,
    scripts: Mapping[str, Sequence[Behaviour]],
    timeouts: Timeouts = PATIENCE,
    call_timeouts: CallTimeouts = TIMEOUTS,
) -> tuple[dict[str, Outcome], Scripted]:
    """What becomes of each question; a model each, so that none learns from another's faults."""
    scripted = Scripted(scripts)
    async with ProviderStub(otherwise=scripted) as stub:
        models = {name: OpenAIModel(_provider(stub), None, call_timeouts) for name in scripts}
        async with at(folder, Several(models), timeouts) as first:
            return await all_met(first, list(scripts)), scripted


def apart(
    scripts: dict[str, list[Behaviour]], slow: AbstractSet[str]
) -> tuple[dict[str, list[Behaviour]], dict[str, list[Behaviour]]]:
    """What has to be waited for, and what answers at once."""
    return (
        {name: script for name, script in scripts.items() if name in slow},
        {name: script for name, script in scripts.items() if name not in slow},
    )


def _provider(stub: ProviderStub) -> Provider:
    return Provider(api_key="k", base_url=stub.base_url, model="m")


async def test_a_fault_that_stays_fails_with_a_way_on_in_time_and_for_three_calls(
    tmp_path: Path,
) -> None:
    lasting = {name: [behaviour] for name, behaviour in (BEHAVIOURS | ENDLESS).items()}
    never_done, others = apart(lasting, ENDLESS.keys() - SPEECHLESS)
    slow, quick = apart(others, TIMED)
    outcomes, calls_of = await with_one_provider(tmp_path / "quick", quick)
    for group, timeouts in ((slow, PATIENCE), (never_done, SHORT)):
        folder = tmp_path / f"first text {timeouts.first_text}"
        failed, scripted = await with_one_provider(folder, group, timeouts, SHORTER)
        outcomes |= failed
        calls_of.calls |= {name: scripted.calls[name] for name in group}

    def laws(name: str, outcome: Outcome) -> bool:
        calls = calls_of.calls[name]
        most = MAX_TRIES - 1 + (MOST_CALLS if name in OTHERWISE else 1)
        is_bounded = calls == 1 if name in IN_VAIN else 1 <= calls <= most
        settled = stands_in(outcome) if name in SPEECHLESS else has_failed(outcome)
        return settled and is_bounded and in_time(outcome)

    assert wrong(outcomes, laws) == {}


async def test_a_fault_that_passes_is_asked_again_and_one_that_cannot_fails_at_once(
    tmp_path: Path,
) -> None:
    passing = {name: [behaviour, LATER] for name, behaviour in BEHAVIOURS.items()}
    slow, quick = apart(passing, TIMED)
    outcomes, scripted = await with_one_provider(tmp_path / "quick", quick)
    waited, calls_of = await with_one_provider(tmp_path / "slow", slow, call_timeouts=BRIEF)
    outcomes |= waited

    def laws(name: str, outcome: Outcome) -> bool:
        calls = (calls_of if name in slow else scripted).calls[name]
        if name in IN_VAIN:
            return has_failed(outcome) and calls == 1
        return stands(outcome) and calls == 2

    assert wrong(outcomes, laws) == {}


async def test_an_oddity_is_no_fault_and_costs_one_call(tmp_path: Path) -> None:
    odd = {name: [behaviour] for name, (behaviour, _) in ODDITIES.items()}
    outcomes, scripted = await with_one_provider(tmp_path, odd)

    def laws(name: str, outcome: Outcome) -> bool:
        return stands(outcome) and scripted.calls[name] == 1

    assert wrong(outcomes, laws) == {}


async def test_text_that_never_asks_gets_the_planned_question_after_two_calls(
    tmp_path: Path,
) -> None:
    endless, _, _ = FAULTS[ENDED_HERE]
    outcomes, scripted = await with_one_provider(tmp_path, {ENDED_HERE: [endless]})

    assert stands_in(outcomes[ENDED_HERE])
    assert scripted.calls[ENDED_HERE] == 2


async def with_two_providers(
    folder: Path, primaries: Mapping[str, Behaviour], call_timeouts: CallTimeouts = BRIEF
) -> tuple[dict[str, Outcome], Scripted, Scripted]:
    """What becomes of each question when the fallback does well."""
    primary = Scripted({name: [behaviour] for name, behaviour in primaries.items()})
    fallback = Scripted({name: [LATER] for name in primaries})
    async with ProviderStub(otherwise=primary) as one, ProviderStub(otherwise=fallback) as two:
        models = {
            name: OpenAIModel(_provider(one), _provider(two), call_timeouts) for name in primaries
        }
        async with at(folder, Several(models)) as first:
            return await all_met(first, list(primaries)), primary, fallback


async def test_whatever_the_primary_does_the_fallback_asks_the_question(tmp_path: Path) -> None:
    names = [name for name in ONE_OF_EACH.values() if name != ENDED_HERE]
    outcomes, primary, fallback = await with_two_providers(
        tmp_path, {name: BEHAVIOURS[name] for name in names}
    )

    def laws(name: str, outcome: Outcome) -> bool:
        most = MOST_CALLS if name in OTHERWISE else 1
        is_bounded = 1 <= primary.calls[name] <= most
        return stands(outcome) and is_bounded and fallback.calls[name] == 1

    assert wrong(outcomes, laws) == {}


async def test_a_primary_of_which_nothing_shows_in_time_is_left_for_the_fallback(
    tmp_path: Path,
) -> None:
    held = {
        **ENDLESS,
        "a thought, word by word": does.drips("<think>They moved it. ", every=0.2),
        "a label, word by word": does.drips("Here is the next ", every=0.6),
        "a word now and then": does.drips(every=1.1),
        "a word even more seldom": does.drips(every=5.0),
    }
    brief = replace(BRIEF, silence_before_fallback=10.0, whole_before_fallback=4.0)
    outcomes, primary, _ = await with_two_providers(tmp_path, held, brief)

    def laws(name: str, outcome: Outcome) -> bool:
        is_of_fallback = outcome.stands == [QUESTIONS[0]] and primary.calls[name] == 1
        return stands(outcome) and is_of_fallback and in_time(outcome)

    assert wrong(outcomes, laws) == {}


async def test_alone_a_model_whose_words_come_slowly_is_read_to_its_end(tmp_path: Path) -> None:
    """Its whole text takes longer than the first word may be waited for."""
    slow = says(WHOLE, pieces=[f"{word} " for word in WHOLE.split()], delay=0.7)
    timeouts = replace(PATIENCE, first_text=3.5, gap=30.0)
    outcomes, scripted = await with_one_provider(
        tmp_path, {"slow": [slow]}, timeouts, CallTimeouts(silence=30.0, gap=30.0)
    )

    assert stands(outcomes["slow"])
    assert outcomes["slow"].stands == [WHOLE]
    assert scripted.calls["slow"] == 1
