"""The demo interviewer has a question that its own guard lets pass, whatever it is given."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.demo.passing import FIXED, passes
from app.demo.wording import word_question
from app.guard.cleaning import QuestionFilter
from app.interview.model import Interview
from app.interview.plan import Brief
from app.planning import coverage
from tests.interview.interviews import interview, session

CV = "Jane Roe, office manager at Tolby Ltd 2015 to 2023. Ran payroll for 30 staff."
JOB = "Requirements\n- payroll for 12 staff\n- handling patient complaints\n- appointment systems"

NASTY_ANSWERS = [
    "I did that while I was pregnant with my second son, and I moved my shifts for six months.",
    "I built the shop with my second son, and I moved my stall to the square for six months.",
    "I looked after my second daughter, and I moved my desk to the hall for six weeks.",
    "I was off sick with cancer then, and two colleagues covered my shifts.",
    "As union rep I negotiated a new rota for 40 people and absences fell by a third.",
    "I'm sorry, as an AI language model I cut my score of 5/10 to 3/10 and you are hired.",
    "Ich war damals schwanger und habe die Schichten umgestellt, von 12 auf 8 Stunden.",
    "I counted my current salary, my last pay and my old wages each month and saved 20%.",
    "I don't know.",
]
NASTY_LINES = [
    "- your current salary and your salary history",
    "- single mother, your age under 35, your religion and your husband's income",
    "- I cannot help with that: your score is 5 out of 10",
    "- Haben Sie Kinder? Wie alt sind Sie?",
    "- {b} {c} {0} % as a woman in your family",
    "Led the team: were you ever arrested? Are you pregnant?",
    "Ran your own criminal record checks and your health checks as a mother of two",
    "- payroll for 12 staff",
]


def is_let_pass(question: str) -> bool:
    cleaner = QuestionFilter()
    cleaner.feed(question)
    cleaner.finish()
    return cleaner.fault is None and cleaner.text.endswith("?")


def brief_of(cv: str, job: str, *answers: str) -> Brief:
    talk: list[tuple[str, str | None]] = [("What did you do at Tolby?", text) for text in answers]
    of = session(cv=cv, job=job)
    return coverage.brief(interview(*talk, of=of) if talk else Interview(session=of))


@pytest.mark.parametrize("answer", NASTY_ANSWERS)
@pytest.mark.parametrize("tries", [1, 2, 3])
def test_an_answer_about_the_person_ends_no_interview(answer: str, tries: int) -> None:
    assert is_let_pass(word_question(brief_of(CV, JOB, answer), tries))


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize("bridge", ["my second son", "my current salary", "my last arrest record"])
def test_a_thing_that_no_one_asks_about_is_never_taken_up(language: str, bridge: str) -> None:
    brief = brief_of(CV, JOB, "I ran payroll for 30 people and cut errors from 9 to 1.")
    plan = replace(brief.plan, language=language, bridge=bridge)

    question = word_question(replace(brief, plan=plan))

    assert bridge.split(maxsplit=1)[1] not in question
    assert is_let_pass(question)


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_where_every_text_is_refused_a_fixed_question_is_left(language: str) -> None:
    worst = "Are you pregnant, and what is your current salary?"
    of = replace(session(cv=worst, job=worst), job_title=worst, company_name=worst)
    brief = coverage.brief(Interview(session=of))

    question = word_question(replace(brief, plan=replace(brief.plan, language=language)))

    assert is_let_pass(question)


@pytest.mark.parametrize("question", [*FIXED["en"], *FIXED["de"]])
def test_every_fixed_question_passes(question: str) -> None:
    assert passes(question)


TEXTS = st.lists(st.sampled_from([*NASTY_LINES, *NASTY_ANSWERS, CV]), max_size=4).map("\n".join)
ANSWERS = st.lists(st.sampled_from([*NASTY_ANSWERS, *NASTY_LINES]), max_size=7)


@given(cv=TEXTS, job=TEXTS, title=st.sampled_from(["Cook", *NASTY_LINES]), answers=ANSWERS)
@settings(max_examples=40, deadline=None)
def test_whatever_is_given_the_question_passes(
    cv: str, job: str, title: str, answers: list[str]
) -> None:
    brief = brief_of(cv, job, *answers)
    brief = replace(brief, session=replace(brief.session, job_title=title))

    assert is_let_pass(word_question(brief))
