"""The authored sentences, each by itself."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from app.coach.quoted_words import Asked
from app.demo.bank import LEADS, QUESTIONS, Facts, fill, opening, second_wording, topics
from app.demo.interviewer import DemoInterviewer
from app.guard.topics import forbidden_topic
from app.services.ask import question_filter

ENTRIES = [*dict.fromkeys(entry for entries in QUESTIONS.values() for entry in entries)]
ASKED = [sentence for entry in ENTRIES for sentence in (entry.ask, entry.again)]
LED = [*dict.fromkeys(lead for leads in LEADS.values() for lead in leads)]
QUOTES = ("Fluent German", "Lead a team of six", "You have run PostgreSQL in production")


def filled(sentence: str, quote: str) -> str:
    text = fill(sentence, Facts(quote=quote, title="Bus Driver", company="Wexcombe Transit"))
    assert text is not None
    return text


@pytest.mark.parametrize("sentence", [*ASKED, *LED])
def test_sentence_holds_no_quotation_marks_but_the_placeholder(sentence: str) -> None:
    assert not re.search(r"[\"“”„«»!]|\.\.\.|…", sentence)
    assert set(re.findall(r"\{\w*\}", sentence)) <= {"{quote}", "{title}", "{company}"}
    assert sentence.count("{quote}") <= 1


@pytest.mark.parametrize("sentence", ASKED)
def test_question_is_one_and_has_at_most_one_sentence_before_it(sentence: str) -> None:
    assert sentence.count("?") == 1
    assert sentence.endswith("?")
    assert len(re.findall(r"[.!?]", sentence)) <= 2
    assert len(sentence.split()) <= 35
    assert "{quote}" not in sentence


@pytest.mark.parametrize("lead", LED)
def test_lead_is_one_sentence_that_asks_nothing(lead: str) -> None:
    assert re.findall(r"[.!?]", lead) == ["."]
    assert lead.endswith(".")
    assert len(lead.split()) <= 25


@pytest.mark.parametrize("sentence", [*(f"{lead} What came of it?" for lead in LED), *ASKED])
def test_filter_shows_every_sentence_whole(sentence: str) -> None:
    for quote in QUOTES:
        question = filled(sentence, quote)
        assert forbidden_topic(question) is None
        guard = question_filter(DemoInterviewer(0))
        shown = "".join(guard.feed(piece) for piece in re.findall(r"\s*\S+", question))
        assert shown + guard.finish() == question
        assert guard.text == question
        assert guard.fault is None


def test_leads_of_one_list_begin_differently() -> None:
    for leads in LEADS.values():
        begun = Counter(opening(lead.replace("{quote}", "“")) for lead in leads)
        assert max(begun.values()) == 1


def test_no_two_questions_are_the_same() -> None:
    assert max(Counter(entry.ask for entry in ENTRIES).values()) == 1


def test_bank_stays_one_that_a_person_can_read_aloud() -> None:
    assert 120 <= len(ENTRIES) <= 170
    assert len(LED) <= 75


def test_second_wording_is_of_the_entry_that_the_question_ends_with() -> None:
    entry = QUESTIONS["closing"][0]
    facts = Facts(company="Fen Press")
    asked = fill(entry.ask, facts)
    assert second_wording(f"{LEADS['again_plain'][0]} {asked}", facts) == fill(entry.again, facts)


def test_second_wording_of_a_foreign_question_is_none() -> None:
    assert second_wording("Why?", Facts(quote="Fluent German")) is None


def test_sentence_without_its_words_is_not_filled() -> None:
    assert fill("What about {quote}?", Facts()) is None
    assert fill("What about {company}?", Facts(quote="x")) is None


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("Lead a team of six", "people"),
        ("Can say no to a supplier", "refusing"),
        ("Excellent written and verbal communication skills", "communicating"),
        ("Work to quality systems such as ISO 17025", "audits"),
        ("3 years in a similar job", "long"),
        ("Minimum 6 years in housekeeping", "long"),
        ("Booking in and preparing samples of water", "samples"),
        ("Störungssuche an Steuerungen", "faults"),
        ("Keep food GP at 70% or better", "money"),
        ("Keeping passengers safe on board", "safety"),
        ("a mixed caseload of sales, purchases and remortgages", "cases"),
        ("Selling from the menu at the counter", "selling"),
        ("Deliver training and briefings to managers", "teaching"),
        ("Keep truck stock organised and clean", "tidy"),
        ("explaining the value of a ledger to somebody in sales", "explaining"),
        ("answer enquiries from marketing, legal and the public", "reception"),
        ("communicate well with people in distress", "reassuring"),
        ("Achieve KPIs for pick rate, accuracy and despatch on time", "targets"),
        ("Excellent presentation skills", "presenting"),
        ("Confident having honest conversations about performance", "communicating"),
        ("Excellent written communication skills", "writing"),
        ("Present treatment recommendations and help patients understand", "presenting"),
        ("Ability to prioritise competing deadlines", "pressure"),
        ("Find faults and get turbines back into production", "faults"),
        ("A pragmatic approach to data quality", "accuracy"),
        ("Coordinate with architects and engineers", "together"),
        ("A portfolio of published documentation", "portfolio"),
        ("Leading planning, procurement and logistics teams", "people"),
        ("Experience of teaching large and small groups", "classes"),
        ("several years of leather work", "long"),
        ("a couple of years in a shop", "long"),
        ("teach mathematics to students of all abilities", "classes"),
        ("Drive sales through private hire", "targets"),
        ("Run research with people who read little", "research"),
        ("Analyse profitability each month", "numbers"),
        ("Recruit staff for the season", "hiring"),
    ],
)
def test_requirement_is_asked_about_by_what_it_is_about(line: str, topic: str) -> None:
    assert topics("requirement", line)[0] == topic


@pytest.mark.parametrize(
    ("kind", "line", "topic"),
    [
        (Asked.PAPER, "talar och skriver svenska och engelska", "language"),
        (Asked.PAPER, "travel around the borough", "readiness"),
        (Asked.PAPER, "A willingness to start early", "readiness"),
        (Asked.KNOWLEDGE, "Confident IT user", "tools"),
        (Asked.KNOWLEDGE, "using a booking system", "tools"),
        (Asked.KNOWLEDGE, "production Python and SQL", "code"),
    ],
)
def test_paper_and_knowledge_have_topics_of_their_own(kind: Asked, line: str, topic: str) -> None:
    assert topics(kind, line)[0] == topic
    assert topic not in topics(Asked.TASK, line)


def test_experience_of_a_tool_is_asked_about_by_the_tool() -> None:
    assert topics(Asked.EXPERIENCE, "Hands-on experience with HubSpot or Marketo")[0] == "tools"


def test_trait_is_asked_about_as_one() -> None:
    assert topics(Asked.ABILITY, "Calm in a busy kitchen under pressure with complaints") != ()
    assert topics(Asked.TRAIT, "Calm in a busy kitchen under pressure with complaints") == ()


def test_track_record_is_asked_about_by_a_result() -> None:
    for line in ("A track record of hitting the mark", "A proven billing record"):
        assert topics(Asked.EXPERIENCE, line) == ("record",)


@pytest.mark.parametrize(
    "line",
    [
        "Friendly, patient people",
        "Extensive procurement experience",
        "experience of a hotel front-desk system",
        "Straight talk with customers",
        "Keep maintenance records in the asset system",
        "Experience with communication protocols",
        "Interviews with claimants",
        "Respectful practice with families",
        "Beratung der Patienten",
        "replenishment for pickers in time",
        "support budget holders",
        "look after safer recruitment files",
        "Help fill the hygiene schedule",
        "keep the pupil records on Arbor",
        "Previous housekeeping or cleaning work",
        "underwrite new business and renewals",
        "Interpreting data and carrying out quantitative risk assessments",
        "Write and review targets in line with a plan",
        "Help the teams manage dependencies with our platform teams",
        "A degree of independence",
        "Level 3 support desk",
        "Confidence in reading code samples",
        "Assess, diagnose and treat children",
        "Respond calmly to incidents, faults and emergencies",
        "Recruit foster families through churches",
        "Work with health visitors and midwives",
        "stock selection for children and young people",
        "Confident with electronic care planning",
        "Plants for the plant sales",
        "Work experience",
        "Machine learning",
        "Complete service tickets, photos and invoices",
        "Develop and maintain communications between charger and cloud",
        "Improve the reliability of updates",
        "Supplier statements",
        "drive passenger services to time",
        "take charge of the calves up to weaning",
        "protect residents from septic tanks",
        "Knows a coach bolt from a coach screw",
        "Working through costs and benefits",
        "Performing treatments to the brand protocol",
        "write a statement that stands up in court",
        "stay calm when people are rude",
        "Liaise with GP surgeries",
        "An outlook that others like",
        "Managing and growing a portfolio of community supporters",
        "Ability to read engineering drawings",
        "Drafting contract packs for a partner",
        "Comfortable with large numbers",
        "Eliciting, documenting and prioritising requirements",
        "installs transformers, regulators and capacitors",
        "Previous work in hotel housekeeping",
        "hydraulic calculations and flood risk assessments",
        "Putting away deliveries",
        "Picking customer orders with a scanner",
        "Schedule 3 procedures such as suturing",
        "work for analysts and the trading desk",
    ],
)
def test_word_of_another_meaning_chooses_no_questions(line: str) -> None:
    assert topics("requirement", line) == ()
