from __future__ import annotations

import pytest

from app.judging import signs
from app.judging.amounts import amounts, told_amount
from app.judging.assessment import assess


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Her NEWS2 rose from 3 to 7 within two hours.", "from 3 to 7"),
        ("I brought the close from day nine to day five within a quarter.", "from day nine to day"),
        ("Calls went from 30 a month to none.", "from 30 a month to none"),
        ("Waste fell from 14 kilos a week to 5.", "from 14 kilos a week to 5"),
        ("Fehler sanken von sechs auf einen im Halbjahr.", "von sechs auf einen im Halbjahr"),
        ("Es gab statt neun nur eine Beanstandung.", "statt neun nur eine Beanstandung"),
        ("We served 76 of 90 that night.", "76 of 90"),
        ("That made 112% of my target.", "112% of my target"),
        ("The cycle was 21 days and renewal 83%.", "83%"),
    ],
)
def test_a_figure_is_told_with_what_it_counts(sentence: str, told: str) -> None:
    assert (told_amount(sentence) or "").startswith(told)


@pytest.mark.parametrize(
    "sentence",
    [
        "All eight signed off on time.",
        "Ich habe um 16 Uhr angefangen.",
        "I rang at 8 am and they came.",
        "We met at 16:30 and it closed in 2019.",
        "11 weeks later it was closed.",
    ],
)
def test_a_time_of_day_and_a_bare_number_are_no_figure_to_tell(sentence: str) -> None:
    assert told_amount(sentence) is None


def test_a_time_of_day_is_no_amount() -> None:
    assert amounts("At 8 am I rang, um 16 Uhr war Ruhe, by 9:30 it was done.") == frozenset()


@pytest.mark.parametrize(
    "sentence",
    [
        "First-time fix was 64%, got to 87%.",
        "That made 112% of my target.",
        "I dressed the wound, and 11 weeks later it had healed.",
        "We served 76 of 90.",
        "The renewal was 83%.",
        "Calls went from 30 a month to none.",
        "Nach elf Wochen war die Wunde geschlossen.",
        "Es gab statt neun nur eine Beanstandung.",
    ],
)
def test_how_it_came_out_is_a_result_however_it_is_put(sentence: str) -> None:
    assert signs.read(sentence).has_result


def test_an_answer_that_ends_on_such_a_result_is_told_to_its_end() -> None:
    told = "I moved to a cold menu of seven dishes, told the floor at once, and we served 76 of 90."

    assert assess(told, question="What did you do when something failed?").rating >= 4
