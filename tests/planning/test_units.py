"""Pay, hours, perks, calls and remainders ask for nothing; joined sentences ask for each part."""

from __future__ import annotations

import pytest

from app.planning.requirements import requirements
from app.planning.units import asks


def musts(job: str) -> list[str]:
    return [r.text for r in requirements(job) if r.is_must]


def nice(job: str) -> list[str]:
    return [r.text for r in requirements(job) if not r.is_must]


@pytest.mark.parametrize(
    "piece",
    [
        "48 hrs",
        "Two days off",
        "4 on 4 off",
        "Share of tips",
        "OTE £60k uncapped",
        "£28-32k DOE",
        "Car",
        "Company laptop",
        "Van & fuel card provided",
        "Free beer Fridays",
        "Ping-pong",
        "5-Tage-Woche",
        "Gehalt über Tarif",
        "Ring Dave or drop in",
        "Call steve 07700 900000",
        "Send your CV to Ann",
        "Although neither",
        "Busy 120-cover gastropub",
        "Hgv class 1 drivers needed - £17.50 p/h",
        "Logistics Planner needed for a growing freight forwarder",
        "No two days are the same",
        "It would be great if you also had",
        "You will need to have:",
        "To be considered",
        "Behaviours",
        "We'll assess",
    ],
)
def test_what_is_offered_called_or_left_over_asks_for_nothing(piece: str) -> None:
    assert not asks(piece)


@pytest.mark.parametrize(
    "piece",
    [
        "Car body repair",
        "Phone",
        "Phone manner",
        "Ordering",
        "Alternate weekends",
        "Negotiate contracts worth £5k-£40k",
        "Pension administration",
        "Salary benchmarking",
        "Call handling",
        "Contact centre experience",
        "Email marketing",
        "Apply for grants",
        "Own diary",
        "Coach drivers",
        "Busy Excel sheets kept in order",
    ],
)
def test_what_only_looks_like_an_offer_asks_for_something(piece: str) -> None:
    assert asks(piece)


def test_a_label_within_a_line_counts_for_its_own_sentence() -> None:
    job = (
        "Sous chef wanted! Small 90-cover bistro. Must have: able to run the pass on your own, "
        "keep waste down, HACCP paperwork, train junior chefs, ordering. Nice to have: pastry. "
        "48 hrs, two days off, share of tips. Ring Dave or drop in."
    )

    assert musts(job) == [
        "Able to run the pass on your own",
        "Keep waste down",
        "HACCP paperwork",
        "Train junior chefs",
        "Ordering",
    ]
    assert nice(job) == ["Pastry"]


def test_labels_of_every_kind_are_headings() -> None:
    job = (
        "What we want:\n- Copywriting\n- Video editing\n- Paid social\nBrownie points: Figma, "
        "podcasting\nWhy you'll love it: free lunch, table football, £30k"
    )

    assert musts(job) == ["Copywriting", "Video editing", "Paid social"]
    assert nice(job) == ["Figma", "Podcasting"]


def test_it_would_be_great_if_is_a_heading_of_the_nice_to_have() -> None:
    job = "You bring\n- Excel\n- ACCA\nIt would be great if you also had\n- Social housing"

    assert nice(job) == ["Social housing"]


def test_a_long_line_with_a_colon_says_what_the_list_below_it_is() -> None:
    job = (
        "To do well in this post it would be helpful if you could also show us:\n- Welsh\n"
        "Here are the things that we offer to everybody who works here:\n- A warm room"
    )

    assert nice(job) == ["Welsh"]
    assert musts(job) == []


def test_a_table_marks_what_is_essential_and_what_is_desirable() -> None:
    job = (
        "Criteria | Essential | Desirable\n---|---|---\n"
        "residential conveyancing, freehold and leasehold | E |\ncomplaint handling | E |\n"
        "leasehold enfranchisement | | D\n| Land Registry work | E |\nMentoring trainees (D)"
    )

    assert musts(job) == [
        "Residential conveyancing, freehold and leasehold",
        "Complaint handling",
        "Land Registry work",
    ]
    assert nice(job) == ["Leasehold enfranchisement", "Mentoring trainees"]


def test_what_is_not_needed_is_no_must() -> None:
    job = (
        "You must keep the stock book. You will run the till. Own tools not needed. Fork truck "
        "background? Lovely, but not needed. Spoken German helps."
    )

    assert musts(job) == ["Keep the stock book", "Run the till"]
    assert nice(job) == ["Fork truck background", "Spoken German"]


def test_deeds_joined_in_one_sentence_are_requirements_of_their_own() -> None:
    job = (
        "To be considered you must be confident with route planning, know SAP TM or a similar "
        "system, have negotiated rates with hauliers and understand customs paperwork as well as "
        "drivers' hours rules."
    )

    assert musts(job) == [
        "Confident with route planning",
        "Know SAP TM or a similar system",
        "Have negotiated rates with hauliers",
        "Understand customs paperwork",
        "Drivers' hours rules",
    ]


def test_things_joined_in_one_sentence_are_parted_and_a_personal_one_is_left_out() -> None:
    job = (
        "You'll win new customers in the south, keep the CRM honest, and negotiate contracts "
        "with hotels. You have at least two years in B2B sales, a full UK driving licence and "
        "thick skin."
    )

    assert musts(job) == [
        "Have at least two years in B2B sales",
        "Thick skin",
        "Win new customers in the south",
        "Keep the CRM honest",
        "Negotiate contracts with hotels",
    ]


def test_one_who_can_do_several_things_is_asked_for_each() -> None:
    job = (
        "One morning you might be running a rhyme time for children, the next you're helping "
        "someone apply for a grant online, so you need patience and solid digital skills. We're "
        "looking for somebody who can recruit volunteers, and who isn't afraid to weed stock "
        "that nobody borrows. A library degree would be useful, and conversational Welsh is "
        "desirable, although neither is essential."
    )

    assert musts(job) == [
        "Patience and solid digital skills",
        "Recruit volunteers",
        "Weed stock that nobody borrows",
        "Running a rhyme time for children",
        "Helping someone apply for a grant online",
    ]
    assert nice(job) == ["A library degree", "Conversational Welsh"]


def test_the_post_itself_is_no_requirement() -> None:
    job = "Receptionist for small hotel. Opera PMS, check-in, breakfast set-up, calm with guests."

    assert musts(job) == ["Opera PMS", "Check-in", "Breakfast set-up", "Calm with guests"]


def test_a_text_in_small_letters_is_read_line_by_line() -> None:
    job = (
        "hgv class 1 drivers needed - £17.50 p/h\nmust have digi tacho card, 2 yrs on artics\n"
        "multi drop work and tail lift, paperwork kept in order\nown tools not needed\ncall steve"
    )

    assert "Digi tacho" in " ".join(musts(job)).replace("digi", "Digi")
    assert not [text for text in musts(job) if "steve" in text or "tools" in text]


def test_what_the_holder_of_a_post_will_do_is_a_list_of_duties() -> None:
    job = (
        "The GIS Officer will maintain spatial datasets, produce maps for planners and train "
        "colleagues. Interviews will be held on 4 June. References required."
    )

    assert musts(job) == [
        "Maintain spatial datasets",
        "Produce maps for planners",
        "Train colleagues",
    ]


def test_what_stands_without_a_verb_below_a_heading_of_musts_is_one() -> None:
    job = (
        "What do I need?\nHCPC registration. Good reflective practice. Injection therapy would be "
        "helpful but isn't essential.\nWhat do I get?\nA training budget. Free parking."
    )

    assert musts(job) == ["HCPC registration", "Good reflective practice"]
    assert nice(job) == ["Injection therapy"]


def test_german_deeds_of_one_sentence_are_parted() -> None:
    job = (
        "Du fährst Baustoffe aus, sicherst die Ladung und bedienst den Kran. Du brauchst den "
        "Führerschein CE und den Kranschein. Erfahrung im Tiefbau wäre super, ist aber kein "
        "Muss. Montag bis Freitag, keine Nachtfahrten, 3.200 € brutto."
    )

    assert musts(job) == [
        "Den Kranschein",
        "Du fährst Baustoffe aus",
        "Sicherst die Ladung",
        "Bedienst den Kran",
    ]
    assert nice(job) == ["Erfahrung im Tiefbau"]


def test_numbers_of_several_parts_are_bullets() -> None:
    job = "MAIN DUTIES\n1.1 Advise on grievances\n1.2 Review policies\n2.1.3 Deliver training"

    assert musts(job) == ["Advise on grievances", "Review policies", "Deliver training"]


def test_infinitives_in_a_row_are_requirements_of_their_own() -> None:
    job = (
        "We expect you to have shipped B2B software, to be fluent in analytics (SQL, Amplitude), "
        "and to write crisp specs."
    )

    assert musts(job) == [
        "Have shipped B2B software",
        "Fluent in analytics (SQL, Amplitude)",
        "Write crisp specs",
    ]


def test_deeds_of_a_german_sentence_are_parted_when_the_reader_is_called_sie() -> None:
    job = (
        "Sie begleiten 18 Kinder, planen Projekte in der Natur, führen Gespräche und arbeiten eng "
        "mit den Eltern zusammen."
    )

    assert musts(job) == [
        "Sie begleiten 18 Kinder",
        "Planen Projekte in der Natur",
        "Führen Gespräche",
        "Arbeiten eng mit den Eltern zusammen",
    ]


def test_extras_are_nice_to_have_and_what_does_not_matter_is_nothing() -> None:
    job = (
        "You'll need\n- Basic lab work: yeast counts, pH\n- Kegging\nNice extras\n- Sour beer\n"
        "Doesn't matter if you haven't: run a canning line"
    )

    assert musts(job) == ["Basic lab work: yeast counts, pH", "Kegging"]
    assert nice(job) == ["Sour beer"]


def test_what_the_firm_can_offer_is_a_heading_of_offers() -> None:
    job = (
        "The successful applicant will:\n- use visual timetables\n- follow plans set by the "
        "therapist\nWe can offer:\n- friendly children\n- supportive colleagues"
    )

    assert musts(job) == ["Use visual timetables", "Follow plans set by the therapist"]


def test_what_matters_is_asked_for_and_what_does_not_is_nothing() -> None:
    job = (
        "Translators sought. What matters to us: a law degree; memoQ; punctual delivery. What "
        "doesn't: where you live. Rates from 12 ct/word."
    )

    assert musts(job) == ["A law degree", "MemoQ", "Punctual delivery"]
