"""Which answers show a requirement.

Law: what shows something speaks of it, as the speaker's own doing. That a question was
about it is not enough where it has a name, is a paper, or is denied in the answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.judging import signs
from app.judging.denial import own_words
from app.judging.foreign import is_foreign
from app.language.matching import WORD, is_about, shares_word, telling_stems
from app.language.sentences import statements

if TYPE_CHECKING:
    from app.interview.model import Exchange
    from app.interview.plan import Requirement

_OR = re.compile(r"\s+(?:or|oder|bzw\.)\s+|[()/,]")
_TELLING = 9
_PAPER = re.compile(
    r"\b(?:degree|diplomas?|bachelor\w*|licen[cs]e\w*|registration|registered|certificat\w*|"
    r"certified|qualified|chartered|accredit\w*|qualification\w*|qts|nvq|pin|dbs|"
    r"\w*abschluss|\w*ausbildung|studium|examen|examiniert\w*|approbation|\w*zertifikat\w*|"
    r"führerschein\w*|anerkennung|anerkannte?\w*)\b",
    re.IGNORECASE,
)


def shows(exchange: Exchange, requirement: Requirement) -> bool:
    """Whether the answer of `exchange`, a real case, shows `requirement`."""
    answer = exchange.answer.content if exchange.answer else ""
    own = own_words(answer)
    if not own or not (is_foreign(answer) or _has_deed(own)):
        return False
    if _PAPER.search(requirement.text):
        return _names_paper(own, requirement)
    return _speaks_of(own, exchange, requirement) or (
        own == tuple(statements(answer)) and _was_asked(exchange, requirement, answer)
    )


def is_paper(requirement: Requirement) -> bool:
    """Whether it is a certificate, a registration or the like, which goes by many names."""
    return bool(_PAPER.search(requirement.text))


def speaks_of(line: str, requirement: Requirement) -> bool:
    """Whether a line of a CV is about `requirement`, or about one of several that will do."""
    if is_about(line, telling_stems(requirement.text), requirement.terms):
        return True
    parts = _OR.split(requirement.text)
    there = telling_stems(line)
    names = _names(requirement)
    return len(parts) > 1 and any(_is_named(part, there, names) for part in parts)


def _is_named(part: str, there: frozenset[str], names: frozenset[str]) -> bool:
    """All its words, in any form, and one of them a name or long enough to tell."""
    own = [word for word in WORD.findall(part) if telling_stems(word)]
    tells = any(len(word) >= _TELLING or telling_stems(word) & names for word in own)
    return tells and all(shares_word(telling_stems(word), there) for word in own)


def _has_deed(own: tuple[str, ...]) -> bool:
    read = [signs.read(statement) for statement in own]
    return any(sign.own for sign in read) or any(sign.speaks_of_we for sign in read)


def _speaks_of(own: tuple[str, ...], exchange: Exchange, requirement: Requirement) -> bool:
    """It names it; asked about it, one word in common is enough."""
    telling = telling_stems(requirement.text)
    said = " ".join(own)
    if is_about(said, telling, requirement.terms) or _names_one(said, requirement):
        return True
    return _is_asked(exchange, requirement) and shares_word(telling, telling_stems(said))


def _names_one(said: str, requirement: Requirement) -> bool:
    """One of several names, and another word of it: streaming with Kinesis."""
    there = telling_stems(said)
    shared = telling_stems(requirement.text) & there
    return bool(_names(requirement) & there) and len(shared) > 1


def _was_asked(exchange: Exchange, requirement: Requirement, answer: str) -> bool:
    """The case takes up what was asked; what has a name would have been named."""
    takes_up = shares_word(telling_stems(exchange.question.content), telling_stems(answer))
    return takes_up and not _names(requirement) and _is_asked(exchange, requirement)


def _is_asked(exchange: Exchange, requirement: Requirement) -> bool:
    telling, question = telling_stems(requirement.text), exchange.question.content
    whole = tuple(term for term in requirement.terms if " " in term)
    if is_about(question, telling, whole):
        return True
    is_its_line = exchange.reason is not None and exchange.reason.quote == requirement.line
    return is_its_line and shares_word(telling, telling_stems(question))


def _names(requirement: Requirement, *, is_strict: bool = False) -> frozenset[str]:
    """The names in it, SAP or Kafka; strictly only those that nothing else is spelled like.

    In German every noun has a capital, which says nothing.
    """
    by_capital = not (is_strict or signs.is_german(requirement.text))
    found = (
        word
        for at, word in enumerate(WORD.findall(requirement.text.replace("/", " ")))
        if signs.is_name(word) or (by_capital and at and word[0].isupper())
    )
    return frozenset[str]().union(*map(telling_stems, found))


def _names_paper(own: tuple[str, ...], requirement: Requirement) -> bool:
    """A paper is shown by its name, or by the word for it and what it is in."""
    said = " ".join(own)
    there = telling_stems(said)
    if _names(requirement, is_strict=True) & there:
        return True
    subject = telling_stems(_PAPER.sub(" ", requirement.text))
    is_named = bool(_PAPER.search(said))
    return is_named and (shares_word(subject, there) if subject else True)
