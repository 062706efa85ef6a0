"""The authored sentences, each by itself."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from app.coach.quoted_words import NO_TOPIC
from app.demo.bank import LEADS, QUESTIONS, Facts, fill, opening, second_wording
from app.demo.interviewer import DemoInterviewer
from app.guard.topics import forbidden_topic
from app.services.ask import question_filter
from app.text import learnt

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


def test_every_matter_that_lines_are_about_has_questions() -> None:
    matters = {*learnt.chances("quoted topic", ())} - {NO_TOPIC}
    assert len(matters) >= 80
    assert matters <= {*QUESTIONS}
