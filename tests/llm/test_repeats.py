"""What a server cannot take, over real HTTP: how it is learnt, and what that costs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from app.domain.errors import ModelFailed
from app.llm.capabilities import GUESS, LESSON
from app.llm.failures import Kind
from app.llm.repeats import MOST_CALLS, Asks
from app.prompts.prompt import Purpose
from app.values import replace
from tests.faults import behaviours as does
from tests.faults.behaviours import WHOLE, says
from tests.faults.provider import Behaviour, Request
from tests.llm.asking import Clock, a_model_on, a_prompt, failure_of, whole_reply

Body = dict[str, Any]
READING = a_prompt(Purpose.READING)
FORM = '{"ready": true}'


def roles(body: Body) -> list[str]:
    return [message["role"] for message in body["messages"]]


def has_system(body: Body) -> bool:
    return "system" in roles(body)


def has_neighbours(body: Body) -> bool:
    return any(one == other for one, other in pairwise(roles(body)))


def must_alternate(body: Body) -> bool:
    """As templates that begin with a user."""
    return roles(body)[0] != "user" or has_neighbours(body)


def has(name: str, value: object = None) -> Callable[[Body], bool]:
    return lambda body: name in body and (value is None or body[name] == value)


def format_of(body: Body) -> str | None:
    wanted: str | None = body.get("response_format", {}).get("type")
    return wanted


def refusing(
    is_refused: Callable[[Body], bool], behaviour: Behaviour, text: str = WHOLE
) -> Callable[[Request], Behaviour]:
    """A server that does this to some requests, and says `text` to the others."""
    return lambda request: behaviour if is_refused(request.body) else says(text)


def refusal(message: str, status: int = 400) -> Behaviour:
    return does.status(status, {"message": message, "param": None})


EVERYTHING: dict[str, Any] = {"temperature": 0.2, "max_tokens": 900, "reasoning_effort": "high"}

NAMED: dict[str, tuple[Callable[[Body], bool], Behaviour]] = {
    "system role, 400": (has_system, refusal("System role not supported")),
    "system role, 500": (has_system, refusal("System role not supported", 500)),
    "system role, 404": (has_system, refusal("No endpoint takes a system role", 404)),
    "system role, an error event": (has_system, does.error_event({"message": "bad system role"})),
    "system role, a whole error": (
        has_system,
        does.json_200({"object": "error", "message": "System role not supported"}),
    ),
    "roles that alternate": (has_neighbours, refusal("roles must alternate user/assistant")),
    "roles that alternate from a user on": (must_alternate, refusal("roles must alternate")),
    "temperature": (has("temperature"), refusal("Unsupported value: 'temperature'", 422)),
    "max_tokens": (has("max_tokens"), refusal("Use 'max_completion_tokens', not 'max_tokens'")),
    "any bound": (
        lambda body: "max_tokens" in body or "max_completion_tokens" in body,
        refusal("unknown field max_tokens or max_completion_tokens"),
    ),
    "stream_options": (has("stream_options"), refusal("Extra inputs: stream_options", 422)),
    "streaming": (has("stream", True), refusal("Streaming is not supported here")),
    "reasoning_effort": (has("reasoning_effort"), refusal("unknown: reasoning_effort")),
}


@pytest.mark.parametrize(("is_refused", "behaviour"), NAMED.values(), ids=NAMED)
async def test_refusal_that_names_it_is_learnt_within_the_try(
    is_refused: Callable[[Body], bool], behaviour: Behaviour
) -> None:
    choice = refusing(is_refused, behaviour)
    async with a_model_on(otherwise=choice, provider=EVERYTHING) as (stub, model):
        assert await whole_reply(model) == WHOLE
        first = len(stub.requests)
        assert await whole_reply(model) == WHOLE
    assert 2 <= first <= 3
    assert len(stub.requests) == first + 1, "what was learnt holds for the next question"
    last = stub.requests[-1].body
    assert not is_refused(last)


async def test_rules_go_into_the_first_message_where_no_system_role_is_taken() -> None:
    is_refused, behaviour = NAMED["system role, 400"]
    async with a_model_on(otherwise=refusing(is_refused, behaviour)) as (stub, model):
        await whole_reply(model)
    before, after = (request.body["messages"] for request in stub.requests)
    assert [message["role"] for message in after] == ["user"]
    assert after[0]["content"] == "\n\n".join(message["content"] for message in before)


async def test_what_is_learnt_of_one_thing_leaves_the_others() -> None:
    is_refused, behaviour = NAMED["temperature"]
    choice = refusing(is_refused, behaviour)
    async with a_model_on(otherwise=choice, provider=EVERYTHING) as (stub, model):
        await whole_reply(model)
    first, last = (dict(request.body) for request in stub.requests)
    del first["temperature"]
    assert last == first


async def test_lesson_is_tried_anew_after_a_day() -> None:
    clock = Clock()
    is_refused, behaviour = NAMED["stream_options"]
    async with a_model_on(otherwise=refusing(is_refused, behaviour), clock=clock) as (stub, model):
        await whole_reply(model)
        clock.forward(LESSON)
        await whole_reply(model)
    sent = ["stream_options" in request.body for request in stub.requests]
    assert sent == [True, False, True, False]


@pytest.mark.parametrize(
    ("taken", "asked"),
    [
        ({"json_object", None}, ["json_schema", "json_object", "json_object"]),
        ({None}, ["json_schema", "json_object", None, None]),
    ],
)
async def test_schema_gives_way_to_json_and_json_to_nothing(
    taken: set[str | None], asked: list[str | None]
) -> None:
    choice = refusing(
        lambda body: format_of(body) not in taken, refusal("bad response_format"), FORM
    )
    async with a_model_on(otherwise=choice) as (stub, model):
        for _ in range(2):
            assert await whole_reply(model, prompt=READING) == FORM
    assert [format_of(request.body) for request in stub.requests] == asked


WITHOUT_A_WORD: dict[str, Behaviour] = {
    "500": does.status(500),
    "an error event": does.error_event({"message": "Something went wrong."}),
    "a cut": does.hangs_up_before_headers(),
}


@pytest.mark.parametrize("purpose", [Purpose.READING, Purpose.CHECK])
@pytest.mark.parametrize("behaviour", WITHOUT_A_WORD.values(), ids=WITHOUT_A_WORD)
async def test_server_error_where_a_schema_is_sent_is_tried_without_it_at_once(
    behaviour: Behaviour, purpose: Purpose
) -> None:
    choice = refusing(has("response_format"), behaviour, FORM)
    async with a_model_on(otherwise=choice) as (stub, model):
        for _ in range(2):
            assert await whole_reply(model, 1, a_prompt(purpose)) == FORM
    assert [format_of(request.body) for request in stub.requests] == ["json_schema", None, None]


AT_THE_NEXT_TRY: dict[str, tuple[Purpose, Behaviour]] = {
    **{f"a report, {name}": (Purpose.REPORT, fails) for name, fails in WITHOUT_A_WORD.items()},
    "a cut in the text": (Purpose.READING, does.cut_after('{"rea')),
    "no end": (Purpose.READING, does.ends_without_finish('{"rea', done=False)),
    "a pause that is named": (Purpose.READING, does.status(503, Retry_After="1")),
}


@pytest.mark.parametrize(("purpose", "behaviour"), AT_THE_NEXT_TRY.values(), ids=AT_THE_NEXT_TRY)
async def test_failure_where_a_schema_is_sent_is_tried_without_it_at_the_next_try(
    purpose: Purpose, behaviour: Behaviour
) -> None:
    choice = refusing(has("response_format"), behaviour, FORM)
    async with a_model_on(otherwise=choice) as (stub, model):
        await failure_of(model, 1, a_prompt(purpose))
        assert await whole_reply(model, 2, a_prompt(purpose)) == FORM
        assert await whole_reply(model, 1, a_prompt(Purpose.REPORT)) == FORM
    assert [format_of(request.body) for request in stub.requests] == ["json_schema", None, None]


@pytest.mark.parametrize("is_refused", [has_system, has("stream_options")])
async def test_check_that_a_server_error_answers_is_made_again_without_what_may_be_left_out(
    is_refused: Callable[[Body], bool],
) -> None:
    check = replace(a_prompt(Purpose.CHECK), schema=None)
    async with a_model_on(otherwise=refusing(is_refused, does.status(500))) as (stub, model):
        assert await whole_reply(model, prompt=check) == WHOLE
        assert await whole_reply(model) == WHOLE
    assert len(stub.requests) == 3


async def test_server_that_is_down_costs_a_reading_two_calls() -> None:
    async with a_model_on(otherwise=lambda _: does.status(500)) as (stub, model):
        await failure_of(model, 1, READING)
    assert len(stub.requests) == 2


async def test_plain_text_where_an_object_was_wanted_teaches_nothing() -> None:
    async with a_model_on(does.status(500), says("I would rather talk.")) as (stub, model):
        await whole_reply(model, 1, READING)
        await whole_reply(model, 1, READING)
    formats = [format_of(request.body) for request in stub.requests]
    assert formats == ["json_schema", None, "json_schema"]


async def test_server_error_that_passes_teaches_nothing() -> None:
    async with a_model_on(does.status(500)) as (stub, model):
        await failure_of(model, 1)
        await whole_reply(model, 2)
        await whole_reply(model, 1)
    first, second, third = (request.body for request in stub.requests)
    assert first == second == third


async def test_server_that_always_fails_teaches_nothing() -> None:
    fails = does.status(500)
    async with a_model_on(*[fails] * 3) as (stub, model):
        for tries in (1, 2, 3):
            await failure_of(model, tries)
        await whole_reply(model)
    bodies = [request.body for request in stub.requests]
    assert len(bodies) == 4
    assert bodies[0] == bodies[3]


@pytest.mark.parametrize("is_refused", [has_system, has("stream_options")])
async def test_server_error_for_one_form_is_found_at_the_last_try(
    is_refused: Callable[[Body], bool],
) -> None:
    async with a_model_on(otherwise=refusing(is_refused, does.status(500))) as (stub, model):
        for tries in (1, 2):
            await failure_of(model, tries)
        assert await whole_reply(model, 3) == WHOLE
        assert await whole_reply(model) == WHOLE
    assert len(stub.requests) == 4


async def test_outage_teaches_for_minutes_only() -> None:
    clock = Clock()
    async with a_model_on(does.status(500), does.status(500), clock=clock) as (stub, model):
        for tries in (1, 2):
            await failure_of(model, tries)
        await whole_reply(model, 3)
        clock.forward(GUESS)
        await whole_reply(model)
    first, _, without, last = (request.body for request in stub.requests)
    assert without != last == first


@pytest.mark.parametrize("is_refused", [has_system, has("stream_options"), has_neighbours])
@pytest.mark.parametrize("status", [400, 422])
async def test_refusal_without_a_word_is_tried_without_each_group(
    is_refused: Callable[[Body], bool], status: int
) -> None:
    async with a_model_on(otherwise=refusing(is_refused, does.status(status))) as (stub, model):
        assert await whole_reply(model) == WHOLE
        first = len(stub.requests)
        assert await whole_reply(model) == WHOLE
    assert first <= 3
    assert len(stub.requests) == first + 1


OPTIONAL: dict[str, tuple[Callable[[Body], bool], str]] = {
    "temperature": (has("temperature"), "Unsupported value: 'temperature'"),
    "stream_options": (has("stream_options"), "Extra inputs: stream_options"),
    "reasoning_effort": (has("reasoning_effort"), "unknown: reasoning_effort"),
    "system role": (has_system, "System role not supported"),
}


@pytest.mark.parametrize("model_name", ["stub-model", "gpt-5-mini"])
@pytest.mark.parametrize("purpose", [Purpose.QUESTION, Purpose.READING])
@pytest.mark.parametrize("names", [True, False], ids=["by name", "without a word"])
async def test_features_refused_one_after_another_are_left_out_within_three_calls(
    purpose: Purpose, names: bool, model_name: str
) -> None:
    def choice(request: Request) -> Behaviour:
        for is_sent, complaint in OPTIONAL.values():
            if is_sent(request.body):
                return refusal(complaint) if names else does.status(400)
        return says(WHOLE if purpose is Purpose.QUESTION else FORM)

    given: dict[str, Any] = {"model": model_name, "temperature": 0.2}
    if model_name == "stub-model":  # of the other an effort is known that it takes
        given["reasoning_effort"] = "high"
    async with a_model_on(otherwise=choice, provider=given) as (stub, model):
        await whole_reply(model, prompt=a_prompt(purpose))
        first = len(stub.requests)
        await whole_reply(model, prompt=a_prompt(purpose))
    assert first <= 3
    assert len(stub.requests) == first + 1, "what was learnt holds for the next one"


async def test_what_a_refusal_names_is_learnt_for_a_day_and_what_went_with_it_for_minutes() -> None:
    clock = Clock()

    def choice(request: Request) -> Behaviour:
        for is_sent, complaint in OPTIONAL.values():
            if is_sent(request.body):
                return refusal(complaint)
        return says(WHOLE)

    given = {"temperature": 0.2}
    async with a_model_on(otherwise=choice, provider=given, clock=clock) as (stub, model):
        await whole_reply(model)
        clock.forward(GUESS)
        await whole_reply(model)
    sent = [sorted(name for name, (is_sent, _) in OPTIONAL.items() if is_sent(request.body))
            for request in stub.requests]  # fmt: skip
    everything = ["stream_options", "system role", "temperature"]
    assert sent == [everything, everything[:2], [], ["system role"], []]


async def test_refusal_of_every_form_is_final_after_few_calls() -> None:
    fails = does.status(400)
    async with a_model_on(otherwise=lambda _: fails, provider=EVERYTHING) as (stub, model):
        failed = await failure_of(model, prompt=READING)
    assert (failed.kind, failed.final) == (Kind.BAD_REQUEST, True)
    assert len(stub.requests) <= 4


@pytest.mark.parametrize("status", [401, 402, 429])
async def test_denial_teaches_nothing_whatever_it_names(status: int) -> None:
    async with a_model_on(refusal("no system role, no stream_options", status)) as (stub, model):
        await failure_of(model)
        await whole_reply(model)
    first, second = (request.body for request in stub.requests)
    assert first == second


async def test_server_that_refuses_everything_by_name_is_called_four_times() -> None:
    named = refusal("system role, roles must alternate, temperature, max_tokens, stream_options")
    async with a_model_on(otherwise=lambda _: named, provider=EVERYTHING) as (stub, model):
        failed = await failure_of(model)
    assert failed.final
    assert len(stub.requests) <= MOST_CALLS


async def test_each_repeat_is_counted_against_the_budget() -> None:
    class Two:
        left = 2

        async def spend(self) -> None:
            self.left -= 1
            if self.left < 0:
                raise ModelFailed("budget", final=True)

    bad, given = refusal("bad temperature, bad format"), {"temperature": 0.5}
    async with a_model_on(otherwise=lambda _: bad, provider=given, budget=Two()) as (stub, model):
        with pytest.raises(ModelFailed, match="budget"):
            await whole_reply(model)
    assert len(stub.requests) == 2


async def test_text_that_was_given_out_is_not_asked_for_again() -> None:
    fails = does.error_event({"message": "no system role"}, after="What ")
    async with a_model_on(fails) as (stub, model):
        await failure_of(model)
    assert len(stub.requests) == 1


# The length of a prompt


async def test_prompt_too_long_is_shortened_to_the_limit_that_is_named() -> None:
    long = a_prompt(lines=600)
    async with a_model_on(does.context_too_long()) as (stub, model):
        assert await whole_reply(model, prompt=long)
        await whole_reply(model, prompt=a_prompt(session_id="another", lines=600))
    whole, short, later = (request.prompt for request in stub.requests)
    assert len(short) < len(whole) / 2
    assert later == short, "the limit is the provider's, not the session's"


async def test_prompt_that_cannot_be_shortened_enough_is_final() -> None:
    too_long = does.status(400, {"message": "context length exceeded: 1100 tokens in the context"})
    async with a_model_on(otherwise=lambda _: too_long) as (stub, model):
        failed = await failure_of(model, prompt=a_prompt(lines=600))
    assert (failed.kind, failed.final) == (Kind.BAD_REQUEST, True)
    assert len(stub.requests) == 2


async def test_bound_of_the_reply_that_does_not_fit_is_left_out_first() -> None:
    message = "'max_tokens' is too large: 9000. This model's maximum context length is 8192 tokens."
    async with a_model_on(refusal(message), provider={"max_tokens": 9000}) as (stub, model):
        await whole_reply(model, prompt=a_prompt(lines=600))
    first, second = stub.requests
    assert ("max_tokens" in first.body, "max_tokens" in second.body) == (True, False)
    assert first.prompt == second.prompt


# Where it listens


async def test_address_without_version_is_tried_with_one() -> None:
    def choice(request: Request) -> Behaviour:
        return says(WHOLE) if request.path.startswith("/v1/") else does.bare_404()

    async with a_model_on(otherwise=choice, path="") as (stub, model):
        assert await whole_reply(model) == WHOLE
        await whole_reply(model)
    paths = [request.path for request in stub.requests]
    assert paths == ["/chat/completions", "/v1/chat/completions", "/v1/chat/completions"]


async def test_model_that_is_missing_is_not_looked_for_elsewhere() -> None:
    missing = does.status(404, {"message": "model 'm' not found, try pulling it first"})
    async with a_model_on(otherwise=lambda _: missing, path="") as (stub, model):
        failed = await failure_of(model)
    assert failed.kind == Kind.NOT_FOUND
    assert len(stub.requests) == 1


async def test_what_is_learnt_is_logged_without_the_providers_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    is_refused, _ = NAMED["system role, 400"]
    behaviour = refusal("System role not supported. You said: Harrowgate Payments")
    async with a_model_on(otherwise=refusing(is_refused, behaviour)) as (_, model):
        await whole_reply(model)
    assert "without a system role" in caplog.text
    assert "Harrowgate" not in caplog.text


def test_asks_of_late_are_bounded() -> None:
    asks = Asks()
    first = asks.of(a_prompt(session_id="session-0"), 1)
    assert asks.of(a_prompt(session_id="session-0"), 2) is first
    assert asks.of(a_prompt(Purpose.READING, session_id="session-0"), 2) is not first
    for number in range(1000):
        asks.of(a_prompt(session_id=f"session-{number}"), 1)
    assert asks.of(a_prompt(session_id="session-0"), 2) is not first
