"""What quoted words ask for or tell of, and what a candidate asks back; learnt from labels."""

from __future__ import annotations

from enum import StrEnum

from app.coach.line_classifier import word_features, words
from app.domain.requirement import Requirement
from app.text import learnt
from app.text.sentences import sentences

_MOST_COMMAS, _ENDING, _SURE_FROM, _FITS_FROM = 4, 3, 0.45, 0.35
"""Commas told apart and letters of an ending, at most; chances to believe a label, a topic."""
NO_TOPIC, _TELLING, _FEWEST = "none", 10, 3  # words that tell of a line, and of an answer


class Asked(StrEnum):
    """What words of a posting ask for."""

    TASK = "task"
    ABILITY = "ability"
    TRAIT = "trait"
    EXPERIENCE = "experience"
    KNOWLEDGE = "knowledge"
    PAPER = "paper"  # or another yes or no: a licence, a degree, a language, a readiness
    POOR = "poor"  # nothing that is asked for, or a fragment
    UNSURE = "line"  # which of these, is not sure enough to be asked about as one


class Told(StrEnum):
    """What words of a CV tell of."""

    RESULT = "result"
    PROJECT = "project"
    EVENT = "event"
    OTHERS = "others"  # led, taught, cared for
    WORK = "work"
    POST = "post"  # held for a time, or what is known
    POOR = "poor"
    UNSURE = "cv"  # as above


class Back(StrEnum):
    """What a candidate asks at the end of an answer."""

    FIRM = "firm"  # what only the employer knows
    MEANING = "meaning"  # what is meant, or whether this was
    EITHER = "either"  # which of two is meant
    OWN = "own"  # nobody


def asked_for(quote: str, requirement: Requirement) -> Asked:
    about = f"{requirement.kind} {'case' if requirement.is_askable else 'formal'}"
    return Asked(_sure(learnt.chances("quoted posting", features(quote, about))) or Asked.UNSURE)


def topic_of(quote: str, asked: Asked) -> str | None:
    """What words of a posting are about, by the name of the questions that fit; None: any do."""
    chances = learnt.chances("quoted topic", topic_features(quote, asked))
    topic = max(chances, key=chances.__getitem__)
    return topic if topic != NO_TOPIC and chances[topic] >= _FITS_FROM else None


def told_of(quote: str) -> Told:
    return Told(_sure(learnt.chances("quoted cv", features(quote))) or Told.UNSURE)


def asked_back(sentence: str) -> Back:
    """What the last sentence of an answer asks; nobody is asked without a question mark."""
    if not sentence.rstrip().endswith(("?", "？", "؟")):
        return Back.OWN
    return Back(_sure(learnt.chances("quoted question", features(sentence))) or Back.MEANING)


def chance_of_none(answer: str) -> float:
    """How likely it begins by saying that there is nothing to tell of what was asked."""
    first, *more = sentences(answer) or [""]
    first = f"{first} {' '.join(more[:1])}" if len(words(first)) < _FEWEST else first
    return learnt.chances("quoted reply", features(first))["none"]


def _sure(chances: learnt.Chances) -> str:
    """The likeliest label, "" where it is not nearly as likely as all others together."""
    likeliest = max(chances, key=chances.__getitem__)
    return likeliest if chances[likeliest] >= _SURE_FROM else ""


def topic_features(quote: str, asked: str) -> list[str]:
    """What is known of the beginning of words: nothing else tells what they are about."""
    return [*dict.fromkeys(word_features(words(quote)[:_TELLING])[1:]), f"k {asked}"]


def features(quote: str, about: str = "") -> list[str]:
    """What is known of quoted words, as names of weights; `about` what the reading knows."""
    said = words(quote)
    head, is_small = "".join(said[:1]), quote[:1].islower()
    found = [*word_features(said), f"commas {min(_MOST_COMMAS, quote.count(', '))}"]
    found += [f"small {is_small}", f"k {about}", f"k {about} {head}"]
    return [*dict.fromkeys(found), f"k {about} {head[-_ENDING:]}", f"k {about} small {is_small}"]
