"""What no question asks about, and the words of the trade that look like it."""

from __future__ import annotations

import pytest

from app.guard.fairness import forbidden_topic, may_begin

FORBIDDEN = [
    ("How old are you?", "age"),
    ("Are you married?", "family"),
    ("Do you plan to have children?", "family"),
    ("Where were you born?", "origin"),
    ("What is your native language?", "origin"),
    ("What was your salary history?", "salary history"),
    ("What is your current salary?", "salary history"),
    ("When did you graduate?", "age"),
    ("Do you have any disabilities?", "health"),
    ("Have you ever been arrested?", "arrests"),
    ("How tall are you?", "looks"),
    ("Do you own a car?", "money, home or car"),
    ("Are you a member of a union?", "membership"),
    ("Who did you vote for?", "membership"),
    ("What religion are you?", "religion"),
    ("Are you pregnant?", "family"),
    ("When do you plan to retire?", "age"),
    ("What is your ethnicity?", "origin"),
    ("Are you gay?", "sex and gender"),
    ("Are you expecting?", "family"),
    ("Where are you from?", "origin"),
    ("Do you have kids?", "family"),
    ("Are you a US citizen?", "origin"),
    ("What is your gender identity?", "sex and gender"),
    ("What year were you born?", "age"),
    ("How is your health?", "health"),
    ("How much did you earn at Acme?", "salary history"),
    ("What did they pay you?", "salary history"),
    ("Do you go to church?", "religion"),
    ("Wie alt sind Sie?", "age"),
    ("Sind Sie verheiratet?", "family"),
    ("Planen Sie, Kinder zu bekommen?", "family"),
    ("Wo sind Sie geboren?", "origin"),
    ("Was ist Ihre Muttersprache?", "origin"),
    ("Wie hoch war Ihr letztes Gehalt?", "salary history"),
    ("Woher kommen Sie?", "origin"),
    ("Haben Sie Kinder?", "family"),
    ("Sind Sie schwanger?", "family"),
    ("Haben Sie eine Behinderung?", "health"),
    ("Sind Sie vorbestraft?", "arrests"),
    ("Sind Sie Mitglied einer Gewerkschaft?", "membership"),
    ("Welche Religion haben Sie?", "religion"),
    ("Wie groß sind Sie?", "looks"),
    ("Quel âge avez-vous ?", "age"),
    ("Êtes-vous marié ?", "family"),
    ("Avez-vous des enfants ?", "family"),
    ("¿Cuántos años tiene?", "age"),
    ("¿Está casado?", "family"),
    ("¿Tiene hijos?", "family"),
    ("Does being a mother of two affect your work?", "sex and gender"),
    ("How do you balance work with your family?", "family"),
    ("Have you ever filed for bankruptcy?", "money, home or car"),
    ("Who do you live with?", "money, home or car"),
    ("Do you have a criminal record?", "arrests"),
    ("How much do you weigh?", "looks"),
    ("Do you have a family history of illness?", "family"),
    ("What are your political views?", "membership"),
    ("How many sick days did you take?", "health"),
    ("Are you Christian?", "religion"),
    ("Do you celebrate Christmas?", "religion"),
    ("What does your husband do?", "family"),
    ("You built the shop with your second son. What was hard about it?", "family"),
    ("One line of your CV reads: “Proud grandmother of two”. What was your part?", "family"),
    ("You had a stroke in 2016. How did you come back?", "health"),
    ("You were off sick with cancer then. Who covered for you?", "health"),
    ("The job asks for candidates not older than 35. Where do you stand?", "age"),
    ("Zu dieser Stelle gehört: „Nicht älter als 35 Jahre“. Wie sehen Sie das?", "age"),
    ("In Ihrem Lebenslauf lese ich: „Stolze Oma von zwei Enkeln“. Was war daran schwer?", "family"),
]

ALLOWED = [
    "What is the age of the codebase?",
    "How did you remove the single point of failure?",
    "Why a native app?",
    "Who disabled the alert?",
    "Were you expecting a result like this?",
    "How did you find the race condition?",
    "How did you use sex-disaggregated data?",
    "How did you retire the legacy system?",
    "What did you learn in your own race condition hunt?",
    "How did you pay down your technical debt?",
    "Where did you start?",
    "Where were you in the process when it failed?",
    "How old was the system you replaced?",
    "How did you keep the health checks green?",
    "What was your health check endpoint for?",
    "Were you engaged in the project from the start?",
    "How did you explain it to the children in your class?",
    "What did your parent component pass to its children?",
    "How did you raise the family of services?",
    "How did you care for disabled patients?",
    "Are you single-handedly responsible for the release?",
    "How did you weigh the options?",
    "How did you decide on the weight of each feature?",
    "What was your part in the union of the two data sets?",
    "Did the members of the team vote on it?",
    "How did you model salary data?",
    "How much did you make the build faster?",
    "How much did you pay attention to cost?",
    "What was your home page redesign about?",
    "Which countries did your rollout cover?",
    "Where did you see the biggest gain in the German market?",
    "How did you handle citizen requests?",
    "How did you handle a customer who was ill?",
    "Was your genetic algorithm slow?",
    "Wie alt war das System, das Sie abgelöst haben?",
    "Wie groß war das Team?",
    "Welche Schule der Softwareentwicklung hat Sie geprägt?",
    "Wie haben Sie die Kinder in der Gruppe betreut?",
    "Was war schwer daran?",
    "Haben Sie das Projekt selbst abgeschlossen?",
    "Woher kam der Fehler?",
    "How did you convict yourself of the approach?",
    "What languages did you use at Acme?",
    "How did you make a car rental service reliable?",
    "What did you learn as part of the organisation?",
    "Who looks after the pipeline now?",
    "What did you do about the age verification?",
    "How did you protect patients' medical history?",
    "How did you support families in your ward?",
    "How did you choose between the two when your health data pipeline was late?",
    "Do you have the right to work in Germany?",
    "When did you finish the migration?",
    "What was your compensation transaction in the saga?",
    "How do you balance your current payload?",
    "Which partner teams did you work with?",
    "What did your previous pay system lack?",
    "The job asks for work with children aged three to six. Where have you done that?",
    "How did you plan the good appearance of the shop window?",
    "You raised two children's reading levels. How?",
    "You raised a family of tickets. What came of it?",
    "The job asks for experience in good health and safety practice. Where did you learn it?",
    "You were in hospital management. What did you decide?",
    "You wired the mosque and the imam signed it off. Who did what?",
    "You audited disabled access in 40 buildings. What did you find?",
    "You cared for stroke patients and their families. Who decided on the plan?",
    "The unit takes residents with diabetes. How would you hand over at night?",
]


@pytest.mark.parametrize(("question", "topic"), FORBIDDEN)
def test_a_question_about_the_person_is_named_by_its_topic(question: str, topic: str) -> None:
    assert forbidden_topic(question) == topic


@pytest.mark.parametrize("question", ALLOWED)
def test_a_word_of_the_trade_passes(question: str) -> None:
    assert forbidden_topic(question) is None


@pytest.mark.parametrize(("question", "topic"), FORBIDDEN)
def test_a_clause_is_held_before_the_topic_can_be_read_in_it(question: str, topic: str) -> None:
    begins = may_begin(question)

    assert begins is not None
    assert forbidden_topic(question[:begins]) is None


@pytest.mark.parametrize(
    "question",
    [
        "When you had three children in the class who could not read, what did you change?",
        "When you had a child who would not speak, what did you try?",
        "On your asthma clinic, who decided what was tried next?",
        "In your cancer ward, how did you hand over?",
    ],
)
def test_children_and_illnesses_of_the_trade_may_be_asked_about(question: str) -> None:
    assert forbidden_topic(question) is None
