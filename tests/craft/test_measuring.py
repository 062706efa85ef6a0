"""The measuring catches what it is there to catch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.demo.model import DemoModel
from app.interview.model import Interview, Role
from tests.craft import measuring
from tests.craft.asking import Asked
from tests.craft.conversation import STRONG, Talk, hold, pairs


@pytest.fixture
async def talk() -> Talk:
    pair = next(pair for pair in pairs() if pair.name == "chef")
    return await hold(pair, STRONG, Asked(DemoModel(0)))


def asked_instead(talk: Talk, number: int, question: str) -> Talk:
    """`talk` with another question `number`."""
    old = talk.interview
    messages = tuple(
        replace(m, content=question) if (m.turn, m.role) == (number, Role.ASSISTANT) else m
        for m in old.messages
    )
    return replace(
        talk, interview=Interview(session=old.session, turns=old.turns, messages=messages)
    )


def test_a_question_that_names_nothing_given_is_counted_out(talk: Talk) -> None:
    vague = asked_instead(talk, 3, "Could you perhaps elaborate on yourself a little?")

    assert measuring.named(vague) == measuring.named(talk) - 1


def test_a_reworded_question_is_found(talk: Talk) -> None:
    again = talk.questions[1].replace("?", " now?")

    assert measuring.alike(asked_instead(talk, 5, again)) >= 1


@pytest.mark.parametrize(
    "question",
    [
        "Tell me about the larder.",
        "What about the larder? And the fish?",
        "One lead-in. Another lead-in. What about the larder?",
        "What about " + "the larder and " * 30 + "the fish?",
    ],
)
def test_a_malformed_question_is_found(talk: Talk, question: str) -> None:
    assert measuring.malformed(asked_instead(talk, 4, question)) == 1


def test_a_forbidden_topic_is_found(talk: Talk) -> None:
    assert measuring.forbidden(asked_instead(talk, 4, "Do you have children at home?")) == 1


def test_credit_for_what_was_never_said_is_found(talk: Talk) -> None:
    credit = "You have led a bakery of forty people in Paris. What was hardest?"

    assert measuring.unseen_credited(asked_instead(talk, 4, credit)) == 1


def test_a_follow_up_that_ignores_the_answer_is_counted_out(talk: Talk) -> None:
    deaf = asked_instead(talk, 3, "Which football club wins the cup?")

    assert measuring.taken_up(deaf) == measuring.taken_up(talk) - 1


def test_musts_are_counted_by_the_words_that_name_them(talk: Talk) -> None:
    assert measuring.musts_touched(talk) >= 3
    assert measuring.share_of_musts(talk) >= 60
