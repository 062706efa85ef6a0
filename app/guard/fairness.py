"""What no interviewer asks about: CRAFT's list, recognised clause by clause.

Law: a question about the person is caught, a word of the trade is not; so most
patterns want "you" or "your" near by, and exceptions are named beside the word.
`may_begin` finds the word from which a clause has to be read to its end first.
What a question says of the candidate's life is caught as well as what it asks.
English and German are covered thoroughly, French and Spanish in their usual
wordings. A floor for fairness, not legal advice.
"""

from __future__ import annotations

import re
from functools import cache

from app.guard import fairness_english, fairness_others
from app.language import revealing
from app.language.lexicon import phrases

_BEGINNINGS = phrases(fairness_english.BEGINNINGS, fairness_others.BEGINNINGS)


def forbidden_topic(text: str) -> str | None:
    """Which topic `text` must not ask about, None if it may be asked."""
    asked = (topic for topic, pattern in _topics() if pattern.search(text))
    return next(asked, None) or revealing.revealed(text)


def may_begin(clause: str) -> int | None:
    """Where in `clause` the first word stands that such a topic is asked with, None if nowhere."""
    found = (_BEGINNINGS.search(clause), revealing.may_begin(clause))
    return min((begins.start() for begins in found if begins), default=None)


@cache
def _topics() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (topic, phrases(listed, fairness_others.TOPICS[topic]))
        for topic, listed in fairness_english.TOPICS.items()
    )
