"""What no question asks about, and the words of the trade that look like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.guard.stream_filter import QuestionFilter
from app.guard.topics import Watch, forbidden_topic, reveals
from tests.guard.questions import labelled

SETS = ("seen", "held_out", "other_trades", "roundabout", "ordinary", "many_trades")
ALL = [(name, *labelled(name)) for name in SETS]
FAIR = [question for _, fair, _ in ALL for question in fair]
UNFAIR = [question for _, _, unfair in ALL for question in unfair]
FEWEST_CAUGHT = {
    "seen": 0.98,
    "held_out": 0.92,
    "other_trades": 0.79,
    "roundabout": 0.9,
    "ordinary": 0.79,
    "many_trades": 0.75,
}

LINE_SETS = ("seen", "held_out", "roundabout", "later", "bare", "bare_later", "bare_held_out")
LINES = [(name, *labelled(name, "lines")) for name in LINE_SETS]
FAIR_LINES = [line for _, fair, _ in LINES for line in fair]
UNFAIR_LINES = [line for _, _, unfair in LINES for line in unfair]
FEWEST_LINES_CAUGHT = {
    "seen": 0.95,
    "held_out": 0.9,
    "roundabout": 0.9,
    "later": 0.83,
    "bare": 0.99,
    "bare_later": 0.97,
    "bare_held_out": 0.84,
}


def measure(
    fair: list[str], unfair: list[str], topic_of: Callable[[str], str | None]
) -> tuple[list[str], float, str]:
    """The fair texts that are touched, the share of the unfair that is caught, and both told."""
    touched, caught = ([*filter(topic_of, texts)] for texts in (fair, unfair))
    recall, found = len(caught) / len(unfair), len(caught) + len(touched)
    told = (
        f"{len(touched)} of {len(fair)} fair ones touched, recall {recall:.1%} of "
        f"{len(unfair)} unfair ones, precision {len(caught) / found:.1%}"
    )
    return touched, recall, told


@pytest.mark.parametrize(
    ("fair", "unfair", "least"),
    [(FAIR, UNFAIR, 220), (FAIR_LINES, UNFAIR_LINES, 1_000)],
    ids=["questions", "lines"],
)
def test_labelled_set_is_large_enough(fair: list[str], unfair: list[str], least: int) -> None:
    assert len(fair) >= least
    assert len(unfair) >= least
    assert len({*fair, *unfair}) == len(fair) + len(unfair)


@pytest.mark.parametrize("name", SETS)
def test_labelled_questions_are_measured(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    fair, unfair = labelled(name)
    touched, recall, measured = measure(fair, unfair, forbidden_topic)
    record_property("measured", f"Guard, questions {name}: {measured}")

    assert len(touched) <= len(fair) / 100, touched
    assert recall >= FEWEST_CAUGHT[name]


def test_fair_questions_are_shown_whole() -> None:
    for question in (text for text in FAIR if forbidden_topic(text) is None):
        question_filter = QuestionFilter()
        pieces = [f" {word}" for word in question.split()]
        given = "".join([*map(question_filter.feed, pieces), question_filter.finish()])

        assert (given, question_filter.fault) == (question, None)


def test_caught_questions_end_before_they_are_asked() -> None:
    caught = [*filter(forbidden_topic, UNFAIR)]
    led = [f"In the ledger move that you describe, you led the team; {text}" for text in caught]
    still_caught = [*filter(forbidden_topic, led)]

    assert len(still_caught) >= 0.9 * len(caught)
    for question in still_caught:
        question_filter = QuestionFilter()
        question_filter.feed(question)
        question_filter.finish()

        assert question_filter.fault is not None, question
        assert not question_filter.text.endswith(question.rpartition(" ")[2])


def test_word_by_word_finds_what_the_whole_text_holds() -> None:
    for question in (*FAIR, *UNFAIR):
        watch = Watch()
        for word in question.split():
            watch.take(word)
        watch.finish()

        assert (watch.topic is None) == (forbidden_topic(question) is None), question


@pytest.mark.parametrize("name", LINE_SETS)
def test_labelled_lines_are_measured(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    touched, recall, measured = measure(*labelled(name, "lines"), reveals)
    record_property("measured", f"Guard, lines {name}: {measured}")

    assert touched == []
    assert recall >= FEWEST_LINES_CAUGHT[name]


def test_question_that_quotes_a_caught_line_is_refused() -> None:
    for line in filter(reveals, UNFAIR_LINES):
        assert forbidden_topic(f"In your CV stands “{line}”, what was hard?"), line


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("How old are you?", "age"),
        ("What's your age?", "age"),
        ("Do you have a partner?", "family"),
        ("Are you a practising Hindu?", "religion"),
        ("Where are you originally from?", "origin"),
        ("As a woman, how would you lead the crew?", "sex and gender"),
        ("Have you ever had depression?", "health"),
        ("Does any hereditary disease run in your family?", "genetics"),
        ("How much do you weigh?", "looks"),
        ("Do you have a criminal record?", "arrests"),
        ("Do you rent or own?", "money, home or car"),
        ("Which party do you support?", "membership"),
        ("What is your current salary?", "salary history"),
        ("The line “Proud grandmother of two” stands in your CV, what was hard?", "family"),
        ("Wie alt sind Sie?", "age"),
        ("Êtes-vous mariée ?", "family"),
        ("¿Cuál es su nacionalidad?", "origin"),
        ("How can I help you today?", "nothing of the job"),
        ("Hello, how may I assist you?", "nothing of the job"),
        ("Are you ready to begin the interview?", "nothing of the job"),
        ("Shall we begin?", "nothing of the job"),
        ("Could you please share your CV with me?", "nothing of the job"),
    ],
)
def test_question_about_the_person_is_named_by_its_topic(question: str, topic: str) -> None:
    assert forbidden_topic(question) == topic


@pytest.mark.parametrize(
    "line",
    [
        "Married, two children",
        "Born 3 May 1979",
        "Date of birth: 02/02/1970",
        "Muslim",
        "Nationality: Polish",
        "Proud grandmother of two",
        "Career break to raise two children",
        "Member of the Labour Party",
        "In good health, non-smoker",
        "I was diagnosed with burnout in 2020",
        "Current salary: 42,000 EUR",
        "My husband runs the farm with me",
        "Gender: female",
        "geb. 12.03.1980, verheiratet",
        "Situation familiale : célibataire",
        "Estado civil: casado",
        "Only male applicants",
        "Not older than 35",
        "Retained firefighter until a knee injury in 2017",
        "Back on the tools since my back injury",
        "Treated for depression in 2018",
        "Career break: chemotherapy",
        "Home-maker 2012-2015",
        "Lutheran, member of the Social Democrats",
        "178 cm, 80 kg",
        "Your age of 55 shows",
        "Your health kept you from work",
        "Explain the depression of 2018 as a break",
    ],
)
def test_line_about_the_person_is_not_quoted(line: str) -> None:
    assert reveals(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "Member of a team of six",
        "Visa schemes for 40 firms",
        "Ran the cardiac arrest team at night",
        "Disabled legacy TLS on 300 hosts",
        "Mother and baby unit, night shifts",
        "Sister on the maternity ward",
        "Single point of contact for claims",
        "Muslim community outreach lead",
        "Twelve years in the prison service",
        "Date of birth fields moved to the new schema",
        "Health and safety lead on site",
        "Worked with children aged 3 to 6",
        "Retired 40 servers within a year",
        "Our family values make us who we are",
        "Age UK volunteer driver",
        "Union catalogue of the state library",
        "Cared for patients with diabetes",
        "Leitung einer Kindergruppe von 3 bis 6 Jahren",
        "Ran the press until a breakdown stopped it",
        "Treated knee injury after injury on the pitch",
        "Treated patients for depression",
        "Epilepsy, stroke and dementia wards",
        "Citizenship classes for newcomers",
        "Mason, 12 years on listed houses",
        "Songs born in 1975, radio series",
        "Well-groomed ponies, 20 stalls",
        "Registered disabled access auditors led",
    ],
)
def test_line_about_the_work_may_be_quoted(line: str) -> None:
    assert reveals(line) is None
