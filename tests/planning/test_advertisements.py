"""What advertisements as people paste them ask for, and what in them asks for nothing."""

from __future__ import annotations

import pytest

from app.planning.requirements import Weight, demands_of


def texts(job: str, weight: Weight | None = None) -> list[str]:
    return [d.requirement.text for d in demands_of(job) if weight in {None, d.weight}]


LISTED = "\nDuties\n- Plan the week\n- Answer letters\n\nEssential\n- Typing\n- Dutch\n- Tact\n"


def test_the_letterhead_above_the_first_heading_asks_for_nothing() -> None:
    head = "Registrar (grade 4)\nHarbour Hill Records Office · Full time · Ipswich\n"

    found = texts(head + LISTED)

    assert found == ["Typing", "Dutch", "Tact", "Plan the week", "Answer letters"]


def test_a_list_that_names_the_pay_is_the_offer() -> None:
    offer = "Tolland Freight is growing!\n- £17.20 per hour\n- Own truck\n- Home every night\n"

    found = texts(f"Driver\n{offer}{LISTED}")

    assert not {"Own truck", "Home every night"} & set(found)


def test_what_stands_after_the_offer_is_no_part_of_what_is_asked() -> None:
    tail = "\nTERMS\nSix weeks off.\n\nSECRECY\nThey come to us seeking help and trust us.\n"

    assert texts(LISTED + tail) == texts(LISTED)


def test_a_duty_behind_its_own_name_is_read() -> None:
    job = (
        "Pharmacist\n\nDUTIES\nReview: undertake structured reviews with patients.\n"
        "Searches: design searches that find patients at risk.\n\nESSENTIAL\nTact. Patience.\n"
    )

    assert texts(job, Weight.DUTY) == [
        "Undertake structured reviews with patients",
        "Design searches that find patients at risk",
    ]


def test_every_part_of_a_sentence_of_duties_is_one() -> None:
    job = (
        "The team acts for employers. You will be advising clients on grievances; conducting "
        "litigation at first hearings; drafting settlement agreements; and supervising two "
        "trainees. Come and see us."
    )

    assert texts(job) == [
        "Be advising clients on grievances",
        "Conducting litigation at first hearings",
        "Drafting settlement agreements",
        "Supervising two trainees",
    ]


def test_a_last_noun_that_all_share_keeps_the_list_whole() -> None:
    job = f"{LISTED}\nEssential: Patience. Excellent interpersonal, listening and writing skills."

    assert "Excellent interpersonal, listening and writing skills" in texts(job)


@pytest.mark.parametrize(
    "line",
    [
        "plan and lead play for children aged 3 to 6",
        "run the payroll for clergy and church staff",
        "chair the parochial church council",
        "visit patients in hospital and prison",
        "offer counselling to young people",
    ],
)
def test_what_somebody_is_to_do_is_work_wherever_it_is_done(line: str) -> None:
    assert line.capitalize() in [t.capitalize() for t in texts(f"You will:\n- {line}\n{LISTED}")]


@pytest.mark.parametrize(
    "line",
    [
        "be a practising Christian",
        "love the Catholic faith",
        "have your own car",
        "aged 25 to 35",
        "young and energetic",
    ],
)
def test_what_somebody_is_to_be_is_still_not_asked(line: str) -> None:
    assert texts(f"{LISTED}- {line}\n") == texts(LISTED)


def test_a_word_is_not_cut_where_a_remark_could_begin() -> None:
    found = texts("Essential\n- Experience with similar software required\n- Tact\n")

    assert "Experience with similar software" in found


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("It would be great if you also had experience of tax law.", "Experience of tax law"),
        ("Tail lift experience useful", "Tail lift experience"),
    ],
)
def test_what_would_be_welcome_is_told_without_the_wish(line: str, asked: str) -> None:
    assert texts(f"{LISTED}\n{line}\n", Weight.NICE) == [asked]
