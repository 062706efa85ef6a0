"""What a provider is learnt not to take: from which words, and for how long."""

from __future__ import annotations

import pytest

from app.llm.capabilities import GUESS, LAST_STEP, LESSON, Capabilities, Feature, named_in
from tests.llm.asking import Clock

ALL = frozenset(Feature) - {Feature.NEIGHBOURS}

NAMED = [
    ("system role not supported", {Feature.SYSTEM}),
    ("developer instruction is not enabled for models/gemma-3-4b-it", {Feature.SYSTEM}),
    ("only user and assistant roles are supported!", {Feature.SYSTEM}),
    ("unsupported value: 'messages[0].role' does not support 'system'", {Feature.SYSTEM}),
    ("'system' is not one of ['user', 'assistant'] - role", {Feature.SYSTEM}),
    ("unknown parameter: 'response_format'.", {Feature.FORMAT}),
    ("body response_format extra inputs are not permitted", {Feature.FORMAT}),
    ("failed to parse grammar", {Feature.FORMAT}),
    ("this model does not support structured outputs", {Feature.FORMAT}),
    ("create() got an unexpected keyword argument 'temperature'", {Feature.TEMPERATURE}),
    ("'max_tokens' is not supported, use 'max_completion_tokens'", {Feature.TOKENS}),
    ("unrecognized request argument supplied: stream_options", {Feature.USAGE}),
    ("your organization must be verified to stream this model", {Feature.STREAMING}),
    ("streaming is not supported for this model", {Feature.STREAMING}),
    ("unsupported parameter: 'reasoning_effort'", {Feature.EFFORT}),
    ("internal error while the response was streamed", set()),
    ("something went wrong", set()),
    ("the upstream system failed", set()),
]


@pytest.mark.parametrize(("complaint", "features"), NAMED)
def test_refusal_is_about_what_it_names(complaint: str, features: set[Feature]) -> None:
    assert named_in(complaint, ALL) == features


def test_refusal_cannot_be_about_what_was_not_sent() -> None:
    assert named_in("unknown parameter: 'temperature'", {Feature.FORMAT}) == frozenset()


def test_roles_that_must_alternate_are_joined_before_the_system_role_goes() -> None:
    complaint = "after the optional system message, conversation roles must alternate"
    sent = {Feature.SYSTEM, Feature.NEIGHBOURS}
    assert named_in(complaint, sent) == {Feature.NEIGHBOURS}
    assert named_in(complaint, {Feature.SYSTEM}) == {Feature.SYSTEM}


@pytest.fixture
def clock() -> Clock:
    return Clock(now=1000.0)


@pytest.fixture
def capabilities(clock: Clock) -> Capabilities:
    return Capabilities("primary", clock)


@pytest.mark.parametrize("feature", Feature)
def test_each_refusal_goes_one_form_further_until_the_last(
    capabilities: Capabilities, feature: Feature
) -> None:
    steps = []
    for _ in range(3):
        steps.append(capabilities.step(feature))
        capabilities.refused(feature, "supported values are 'low' and 'high'")
    last = LAST_STEP[feature]
    assert steps == [0, 1, last]
    assert capabilities.step(feature) == last


def test_effort_that_is_not_taken_in_any_form_is_left_out_at_once(
    capabilities: Capabilities,
) -> None:
    capabilities.refused(Feature.EFFORT, "unsupported parameter; allowed: temperature")
    assert capabilities.step(Feature.EFFORT) == LAST_STEP[Feature.EFFORT]


def test_lessons_hold_for_a_day(capabilities: Capabilities, clock: Clock) -> None:
    capabilities.refused(Feature.SYSTEM)
    capabilities.too_long(2048)
    capabilities.saw_reply("check", closes_only=True, is_check=True)
    clock.forward(LESSON - 1)
    held = (capabilities.step(Feature.SYSTEM), capabilities.context, capabilities.closes_only)
    assert held == (1, 2048, True)
    clock.forward(1)
    gone = (capabilities.step(Feature.SYSTEM), capabilities.context, capabilities.closes_only)
    assert gone == (0, None, False)


def test_what_one_session_shows_holds_for_it_alone(capabilities: Capabilities) -> None:
    for _ in range(3):
        capabilities.saw_reply("session-1", closes_only=True)

    assert capabilities.is_held("session-1")
    assert not capabilities.is_held("session-2")
    assert not capabilities.closes_only


def test_what_two_sessions_in_a_row_show_holds_for_all(
    capabilities: Capabilities, clock: Clock
) -> None:
    capabilities.saw_reply("session-1", closes_only=True)
    capabilities.saw_reply("session-2", closes_only=True)

    assert capabilities.is_held("session-3")
    clock.forward(GUESS)
    assert not capabilities.is_held("session-3")
    assert capabilities.is_held("session-1")


def test_session_that_shows_it_again_counts_once(capabilities: Capabilities, clock: Clock) -> None:
    for session in ("session-1", "session-2", "session-2", "session-1"):
        capabilities.saw_reply(session, closes_only=True)
    clock.forward(GUESS)

    assert not capabilities.is_held("session-3")


def test_what_is_shown_again_while_it_holds_holds_for_a_day(
    capabilities: Capabilities, clock: Clock
) -> None:
    for number in range(3):
        capabilities.saw_reply(f"session-{number}", closes_only=True)
    clock.forward(LESSON - 1)

    assert capabilities.is_held("session-9")


def test_plain_text_between_two_sessions_keeps_them_apart(capabilities: Capabilities) -> None:
    for number in range(6):
        capabilities.saw_reply(f"session-{number}", closes_only=number % 2 == 0)

    assert not capabilities.closes_only


def test_two_sessions_of_plain_text_have_it_forgotten(capabilities: Capabilities) -> None:
    capabilities.saw_reply("check", closes_only=True, is_check=True)
    for _ in range(3):
        capabilities.saw_reply("session-1", closes_only=False)
    assert capabilities.is_held("session-2"), "one session cannot change it for others"

    capabilities.saw_reply("session-2", closes_only=False)

    assert not capabilities.closes_only


def test_check_has_the_last_word(capabilities: Capabilities) -> None:
    for closes_only in (True, False, True, False):
        capabilities.saw_reply("check", closes_only=closes_only, is_check=True)
        assert capabilities.is_held("session-1") is closes_only


def test_session_that_closed_a_thought_once_stays_held(capabilities: Capabilities) -> None:
    capabilities.saw_reply("session-1", closes_only=True)
    capabilities.saw_reply("session-1", closes_only=False)

    assert capabilities.is_held("session-1")


def test_sessions_of_long_ago_are_forgotten(capabilities: Capabilities) -> None:
    capabilities.saw_reply("session-1", closes_only=True)
    for number in range(2, 300):
        capabilities.saw_reply(f"session-{number}", closes_only=False)

    assert not capabilities.is_held("session-1")


@pytest.mark.parametrize(
    ("limits", "contexts"),
    [
        ([4096], [4096]),
        ([None], [4096]),
        ([4096, 4096, 4096], [4096, 3072, 2304]),
        ([None, None], [4096, 2048]),
        ([8192, 2048], [8192, 2048]),
    ],
)
def test_prompts_too_long_get_shorter_each_time(
    capabilities: Capabilities, limits: list[int | None], contexts: list[int]
) -> None:
    found = []
    for limit in limits:
        assert capabilities.too_long(limit)
        found.append(capabilities.context)
    assert found == contexts


def test_there_is_a_shortest_prompt(capabilities: Capabilities) -> None:
    assert capabilities.too_long(1100)
    assert not capabilities.too_long(1100)
    assert capabilities.context == 1100
