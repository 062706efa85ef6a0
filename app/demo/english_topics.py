"""A requirement, or what the question before was about, as words of an English sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.demo.before import asked_before
from app.demo.english_capitals import lower_words, small_first, unshouted
from app.demo.english_echo import that, to_you
from app.demo.english_phrases import Shape
from app.demo.english_requirements import Phrase, phrase, quoted
from app.demo.trimming import trim, without_name
from app.language import detecting as language
from app.language import words_english as english
from app.language.lexicon import words
from app.language.terms import terms, things

if TYPE_CHECKING:
    from app.interview.plan import Brief, Requirement

_SHORT = 8
_FEW = 3
_CLAUSE = re.compile(r"[,:]? (?:where|that|who|which|when|you|we|is|are|will)\b")


def phrase_of(brief: Brief, requirement: Requirement) -> Phrase:
    job, cv = brief.session.job_description_text or "", brief.session.cv_text or ""
    if language.detect(job) not in {"en", None}:
        return quoted(requirement.text)
    return phrase(requirement.text, lower_words(job, cv))


def topics_before(brief: Brief) -> tuple[str, ...]:
    """What the last question was about, in words that can stand alone: the fullest first."""
    asked = brief.plan.requirement or asked_before(brief)
    if asked is not None:
        return short_topics(brief, asked)
    last = brief.exchanges[-1]
    quote = last.reason.quote if last.reason is not None else ""
    line = unshouted(without_name(quote, brief.session.cv_text or ""))
    if line and language.detect(brief.session.cv_text or "") not in {"en", None}:
        return _quotes(line)
    found = terms(line) or things(line)
    named = [term for term in found if to_you(term) in last.question.content]
    best = min(named or found, key=_size, default=None)
    if best is None:
        return ("that",)
    whole = that(best)
    shorter = (_brief(whole), _FIGURE.sub(r"\1", whole), _by_its_head(whole))
    return tuple(dict.fromkeys((whole, *shorter, *_bare_head(whole, is_noun=True))))


def _quotes(line: str) -> tuple[str, ...]:
    """Words of a language that is not spoken here, quoted: the fuller piece first."""
    return tuple(dict.fromkeys(f"“{trim(line, size)}”" for size in (_SHORT, _FEW)))


_PLURAL = words("children people women men staff")
_NO_NOUN = re.compile(r"(?:ing|ed|ly)$|[^a-z]")


def _bare_head(topic: str, *, is_noun: bool = False) -> tuple[str, ...]:
    """As "two fish processors" as "those processors"; nothing where the head may be no noun.

    `is_noun` says that the last word is known to be one.
    """
    first, *rest = topic.split()
    if not rest or first == "being" or _PREPOSITION & set(rest) or _NO_NOUN.search(rest[-1]):
        return ()
    head = rest[-1]
    is_many = head in _PLURAL or (head.endswith("s") and not head.endswith(("ss", "us", "is")))
    if not (is_many or is_noun or head in english.GENERIC | english.OFTEN_NOUNS):
        return ()
    return (f"{'those' if is_many else 'that'} {head}",)


_PREPOSITION = english.PREPOSITIONS | english.CONJUNCTIONS


_FIGURE = re.compile(r"^(those )\d\S* (?=[a-z])")
"""As "those 300 drinks" as "those drinks"."""


def _brief(term: str) -> str:
    """As "the new autoclave log" as "the autoclave log": an article and the last two words."""
    first, *rest = term.split()
    is_led = first.lower() in {"the", "that", "those", "your"}
    return " ".join([first, *rest[-2:]]) if is_led and len(rest) > _FEW - 1 else term


def _size(term: str) -> tuple[bool, int]:
    """Things with an article before those with a figure, and short ones first."""
    return term[:1].isdigit(), len(term.split())


def short_topics(brief: Brief, requirement: Requirement) -> tuple[str, ...]:
    """One thing of the requirement, so that a second question about it is not the first again."""
    whole = topic_of(brief, requirement)
    if whole.startswith("“"):
        return _quotes(whole.strip("“”"))
    short, head = _shortened(whole)
    return short, head, *_bare_head(head)


def _shortened(whole: str) -> tuple[str, str]:
    """The short topic, and the same by its head."""
    if len(whole.split()) <= _FEW:
        return whole, _by_its_head(whole)
    acted = _by_its_head(whole)
    if acted.split(" ", 1)[0].endswith("ing") and 1 < len(acted.split()) <= _FEW + 1:
        return acted, _by_its_head(acted)
    found = [*terms(whole), *things(whole)]
    best = next((term for term in found if len(term.split()) <= _FEW + 1), whole)
    short = small_first(best, frozenset())
    return short, _by_its_head(short)


def _by_its_head(topic: str) -> str:
    """As "the Civil Procedure Rules" as "those rules": a long name is not said twice."""
    words = topic.split()
    at = next((n for n, word in enumerate(words) if word.lower() in english.PREPOSITIONS), 0)
    if at:
        return " ".join(words[:at])
    telling = [word for word in words if word.lower() not in english.DETERMINERS]
    if len(telling) <= _FEW - 1 or len(telling) > _FEW + 1 or not telling[-1].isalpha():
        return topic
    if telling[-2].islower() and telling[-1].islower():
        return " ".join(telling[-2:])
    head = telling[-1].lower() if telling[-1][1:].islower() else telling[-1]
    return f"those {head}" if head.endswith("s") and not head.endswith("ss") else f"that {head}"


def topic_of(brief: Brief, requirement: Requirement) -> str:
    """Short words for a requirement: its phrase, or the first thing that one names."""
    found = phrase_of(brief, requirement)
    if language.detect(brief.session.job_description_text or "") not in {"en", None}:
        return f"“{trim(found.text, _SHORT)}”"
    if found.shape is not Shape.QUOTE:
        return re.sub(r"(?<=\w) experience$", "", found.topic)
    front = _CLAUSE.split(found.text, maxsplit=1)[0].strip(" ,:")
    if front != found.text and len(front.split()) > 1:
        return small_first(front, lower_words(brief.session.job_description_text or ""))
    within = terms(found.text) or things(found.text)
    return small_first(within[0], frozenset()) if within else f"“{trim(found.text, _SHORT)}”"


def work_of(title: str) -> str:
    """The work of a post, with the article that its first letter wants."""
    article = "an" if title[:1].lower() in "aeio" else "a"
    return f"the work of {article} {title}"
