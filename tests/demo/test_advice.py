from __future__ import annotations

import pytest

from app.demo.feedback import reviews_and_summary
from app.feedback.evidence import speaks_of
from app.feedback.rubric import review
from app.interview.model import Interview, Source
from app.interview.plan import Requirement
from app.interview.report import Summary
from tests.interview.interviews import CV, JOB, interview, session

QUESTION = "You must have experience with PostgreSQL under load: what did you do?"
GENERIC = ("You have now heard", "You put the job description", "You know what you are preparing")
BARE = "Kev Doyle\nPlumber\n- Looked after boilers in new houses for the council"
FRENCH = "J'ai formé cinq collègues pendant trois semaines, et ils travaillent seuls maintenant."


def told(*answers: str, cv: str = CV, job: str = JOB) -> Interview:
    return interview(*((QUESTION, answer) for answer in answers), of=session(cv=cv, job=job))


def summary(of: Interview) -> Summary:
    *_, found = reviews_and_summary(of, ())
    assert isinstance(found, Summary)
    return found


def cv_advice(*answers: str, cv: str = CV, job: str = JOB) -> str:
    return " ".join(summary(told(*answers, cv=cv, job=job)).cv_improvements)


@pytest.mark.parametrize("answer", ["I don't know.", "I am a team player.", "It went well."])
def test_who_did_nothing_is_praised_for_the_cv_and_not_for_having_been_there(answer: str) -> None:
    found = summary(told(answer)).strengths

    assert sum(line.startswith(GENERIC) for line in found) <= 1
    assert any("CV" in line or "paper" in line for line in found)


@pytest.mark.parametrize("number", ["12 children", "six years", "level 3, 28 pickers"])
def test_a_cv_with_a_number_is_not_said_to_have_none(number: str) -> None:
    assert "no figure anywhere" not in cv_advice("No idea.", cv=f"{BARE}\n- Nursery, {number}")
    assert "no figure anywhere" in cv_advice("No idea.", cv=BARE)


@pytest.mark.parametrize(
    ("line", "requirement"),
    [
        ("2010-heute Altenpflegerin", "Ausbildung als Pflegefachfrau/-mann oder Altenpfleger/in"),
        ("CIMA operational level", "CIMA or ACCA part-qualified"),
        ("Dagster jobs on EMR", "Have run Airflow (or Dagster/Prefect) in production"),
    ],
)
def test_one_of_several_that_will_do_is_named(line: str, requirement: str) -> None:
    wanted = Requirement(text=requirement, line=requirement, is_must=True, terms=())

    assert speaks_of(line, wanted)
    assert not speaks_of("Pflegehelferin in a small house", wanted)


def test_a_paper_may_go_by_another_name_in_the_cv() -> None:
    advice = cv_advice("No idea.", job="You must have an early years qualification (Level 3).")

    assert "check that your CV names" in advice
    assert "does not mention" not in advice


def test_a_deed_without_an_outcome_is_not_for_the_cv() -> None:
    apology = "A customer complained about me once. I apologised, put it right and he came back."
    boots = "An old lady was afraid. I took off my boots, told her every step and left heaters."

    assert "stronger than most lines" not in cv_advice(apology, boots)


def test_marks_of_a_text_file_are_not_quoted() -> None:
    cv = "# Ivan\n- **Data engineer**: moved 45 jobs to `Airflow` for the payments team"

    found = summary(told("No idea.", cv=cv))
    lines = [*found.strengths, *found.cv_improvements]
    assert any("Data engineer" in line for line in lines)
    assert not any(mark in line for line in lines for mark in ("**", "`"))


def test_an_answer_in_a_language_that_is_not_read_is_said_to_be_that() -> None:
    of = told(FRENCH)

    comment = review(of.exchanges[0], of, Source.DEMO).comment
    assert "not read by the demo" in comment
    assert any("not read by the demo" in line for line in summary(of).weaknesses)
    assert not any("nobody" in line for line in summary(of).weaknesses)
