"""Whether a few words could still turn out to be no question, or to stand before it.

Law: asked only where six words are not waited for. It looks at words, not at
phrases, so it rather holds a question than shows a label, a greeting, a verdict or
an echoed order: as long as every word is one that such a text opens with, nothing
is known yet.
"""

from __future__ import annotations

import re

from app.guard import openings
from app.language.lexicon import words

FEWEST_WORDS = 2

_OPEN_NO_QUESTION = words(
    """
    a ai am an analysis and are ask assistant as bewertung can como completes concludes content d
    did do done ends es est evaluation feedback final fine for got have hired i ignoring in
    instruction instructions intelligence inteligencia is language let m me mir model modelo my need
    no not note now of only our output puntuación re refuse s score sorry su system t tant tentative
    that the think this to tut unfortunately user ve wait we write you your en votre only
    """
)
_GIVES_A_ROLE = re.compile(r"you(?: are|['’]re) (?:an?|the)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def is_undecided(text: str) -> bool:
    """Whether more of `text`, whose words are whole, has to be read first."""
    said = [word.casefold() for word in _WORD.findall(text)]
    if len(said) > 1 and openings.names_a_question(said[1]):
        said = said[1:]  # "Technical question", which may be a label
    return _GIVES_A_ROLE.match(text) is not None or all(map(_tells_nothing, said))


def _tells_nothing(word: str) -> bool:
    return word in _OPEN_NO_QUESTION or openings.announces(word)
