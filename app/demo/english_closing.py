"""How the demo interviewer could close in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.demo import english as said
from app.demo.before import empty_words, is_named, least_named, title_of
from app.demo.choosing import first_unlike
from app.demo.english_echo import that
from app.demo.english_topics import short_topics, topic_of, work_of
from app.judging.assessment import Kind
from app.language import detecting as language
from app.language.matching import stems
from app.language.terms import terms
from app.planning.moves import read_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.interview.plan import Brief


def closings(brief: Brief) -> list[str]:
    firm = brief.session.company_name
    named = _named_in_answers(brief)
    if brief.plan.bridge is not None:
        is_spoken = brief.plan.language in {"en", "de"}
        last = that(brief.plan.bridge) if is_spoken else f"“{brief.plan.bridge}”"
        named = [*(term for term in named[:1] if term != last), last]
    families = [[c.format(b=one, c=firm) for c in said.CLOSINGS_ONE] for one in reversed(named)]
    if len(named) > 1:
        both = [c.format(a=named[0], b=named[1], c=firm) for c in said.CLOSINGS_TWO]
        families = [both, *families]
    return first_unlike(families, brief.asked) if families else _close_bare(brief)


_NONE = [""]


def _close_bare(brief: Brief) -> list[str]:
    """A closing where no answer gave anything to come back to."""
    firm, title = brief.session.company_name, title_of(brief)
    asked, words = brief.plan.requirement or least_named(brief), empty_words(brief)
    closings = said.CLOSINGS_BARE if words is None else said.CLOSINGS_OF_WORDS
    of_post: tuple[str, ...] = (work_of(title), "this post")
    of_asked: tuple[str, ...] = ()
    if asked is not None and not is_named(brief, asked):
        of_asked = (topic_of(brief, asked), *short_topics(brief, asked))
    for topics in (of_asked, of_post if words is not None or asked is not None else ()):
        families = [[c.format(v=words, c=firm, t=topic) for c in closings] for topic in topics]
        found = first_unlike(families, brief.asked, otherwise=_NONE) if families else _NONE
        if found != _NONE:
            return found
    return [c.format(c=firm, title=title) for c in said.CLOSINGS_AT_ALL]


def _named_in_answers(brief: Brief) -> list[str]:
    """What the two answers that gave most name, in the order they were given."""
    asked = stems(" ".join(brief.asked))
    given = [
        (read_answer(brief.session, e).rating, e.number, _newest(found, asked))
        for e in brief.exchanges
        if e.answer is not None
        and read_answer(brief.session, e).kind is Kind.SUBSTANTIVE
        and (found := terms(e.answer.content, _spoken(e.answer.content)))
    ]
    best = sorted(sorted(given, key=lambda item: -item[0])[:2], key=lambda item: item[1])
    return list(dict.fromkeys(that(term) for _, _, term in best))


def _spoken(text: str) -> str:
    return language.detect(text) or language.DEFAULT


def _newest(found: Sequence[str], asked: frozenset[str]) -> str:
    """A term no question has named yet, else the first."""
    return next((term for term in found if not stems(term) & asked), found[0])
