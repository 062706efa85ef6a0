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
from app.language.words_english import VERBS

if TYPE_CHECKING:
    from app.interview.model import Exchange
    from app.interview.plan import Requirement

_OR = re.compile(r"\s+(?:or|oder|bzw\.)\s+|[()/,]")
_TELLING = 6
"""Letters from which one word tells which thing is meant."""

_LETTERS = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"\b[A-Z]{3,}\b")
_PAPER = re.compile(
    r"\b(?:degree|diplomas?|bachelor\w*|licen[cs]e\w*|registration|registered|certificat\w*|"
    r"certified|qualified|chartered|accredit\w*|qualification\w*|qts|nvq|pin|dbs|"
    r"\w*abschluss|\w*ausbildung|studium|examen|examiniert\w*|approbation|apprenticeship|\w*zertifikat\w*|"
    r"führerschein\w*|anerkennung|anerkannte?\w*)\b",
    re.IGNORECASE,
)


def shows(exchange: Exchange, requirement: Requirement, *, earlier: str = "") -> bool:
    """Whether the answer of `exchange`, a real case, shows `requirement`.

    `earlier` is what was answered before, which a question takes up.
    """
    answer = exchange.answer.content if exchange.answer else ""
    own = own_words(answer)
    if not own or not (is_foreign(answer) or _has_deed(own)):
        return False
    if _PAPER.search(requirement.text):
        return _names_paper(own, requirement)
    return _speaks_of(own, exchange, requirement) or (
        own == tuple(statements(answer)) and _was_asked(exchange, requirement, earlier)
    )


def closeness(exchange: Exchange, requirement: Requirement) -> int:
    """How many words of `requirement` the answer has."""
    said = exchange.answer.content if exchange.answer else ""
    return len(telling_stems(requirement.text) & telling_stems(said))


def is_paper(requirement: Requirement) -> bool:
    """Whether it is a certificate, a registration or the like, which goes by many names."""
    return bool(_PAPER.search(requirement.text))


def speaks_of(line: str, requirement: Requirement) -> bool:
    """Whether a line of a CV is about `requirement`, or about one of several that will do."""
    if _is_about(line, requirement, is_claim=True):
        return True
    if is_paper(requirement) and _names(requirement, is_strict=True) & telling_stems(line):
        return True
    return _names_alternative(line, requirement)


def _names_alternative(text: str, requirement: Requirement) -> bool:
    """All of one of several that will do."""
    parts = _OR.split(requirement.text)
    there = telling_stems(text)
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
    if _is_about(said, requirement) or _names_one(said, requirement):
        return True
    if _names_alternative(said, requirement):
        return True
    return _is_asked(exchange, requirement) and shares_word(telling, telling_stems(said))


def _is_about(text: str, requirement: Requirement, *, is_claim: bool = False) -> bool:
    """`is_about`, whatever verb it begins with; or its first thing and most of them.

    Half of them are enough for what is only claimed.
    """
    things = _things(requirement.text)
    telling = telling_stems(requirement.text)
    if is_about(text, telling, requirement.terms) or _abbreviates(text, requirement.text):
        return True
    there = telling_stems(text)
    named = [thing for thing in things if telling_stems(thing[-1]) & there]
    is_first = named[:1] == things[:1] and (len(named) > 1 or _tells_alone(named))
    every = frozenset[str]().union(*(telling_stems(word) for thing in things for word in thing))
    share = len(named) * 2 - len(things) + int(is_claim)
    return (is_first and share > 0) or (len(every) > 1 and is_about(text, every))


def _tells_alone(named: list[list[str]]) -> bool:
    return bool(named) and len(named[0][-1]) >= _TELLING


def _things(text: str) -> list[list[str]]:
    """The things it names, in order: words between small ones, without the verb before them."""
    found: list[list[str]] = [[]]
    for word in WORD.findall(text):
        if not telling_stems(word) or not _LETTERS.search(word):
            found.append([])
        elif not (word.endswith("ly") or (not found[-1] and word.lower() in VERBS)):
            found[-1].append(word)
    return [thing for thing in found if thing]


def _abbreviates(text: str, long: str) -> bool:
    """Whether `text` has the initials of words of `long` that follow each other."""
    initials = "".join(word[0] for word in _LETTERS.findall(long)).upper()
    return any(short in initials for short in _INITIALS.findall(text))


def _names_one(said: str, requirement: Requirement) -> bool:
    """One of several names, and another word of it: streaming with Kinesis."""
    there = telling_stems(said)
    shared = telling_stems(requirement.text) & there
    return bool(_names(requirement) & there) and len(shared) > 1


def _was_asked(exchange: Exchange, requirement: Requirement, earlier: str) -> bool:
    """The case takes up what was asked anew; what has a name would have been named."""
    answer = exchange.answer.content if exchange.answer else ""
    anew = telling_stems(exchange.question.content) - telling_stems(earlier)
    takes_up = shares_word(anew, telling_stems(answer))
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
