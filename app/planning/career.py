"""The lines of a CV that a question may start from.

Law: only what tells of work. Personal lines, ways to reach someone, school years
and planted sentences are passed over, whatever else they say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.judging.actions import is_past
from app.judging.signs import read
from app.language import detecting as language
from app.language import personal
from app.language.matching import WORD
from app.language.planted import is_planted
from app.language.sentences import sentences
from app.language.terms import terms
from app.planning.joblines import raw_lines, unbulleted

READ_AT_MOST = 40_000
_ASIDE = re.compile(
    r"^\W*(?:personal (?:details|information|data)|contact\w*|hobbies|interests|memberships?|"
    r"references?|"
    r"languages?|education(?: and training)?|volunteering|affiliations|activities|"
    r"persönliche daten|kontakt\w*|hobbys?|interessen|mitgliedschaften|"
    r"sprachen|sprachkenntnisse|referenzen|ehrenamt\w*|schulbildung|(?:aus)?bildung|"
    r"additional information|about me|personal)\W*$",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"^\W*(?:(?:work|professional|employment|relevant|clinical|teaching)?\s*(?:experience|"
    r"history|career|background)|profile|summary|"
    r"skills?|key skills|achievements?|projects?|employment|career(?: history)?|qualifications?|"
    r"certificat\w+|berufserfahrung|werdegang|"
    r"beruflicher werdegang|berufspraxis|kenntnisse|erfahrung\w*|profil|projekte|tätigkeiten)\W*$",
    re.IGNORECASE,
)
_YEARS_AT_SCHOOL = re.compile(
    r"\b(?:GCSEs?|A[- ]levels?|BSc|BA|MSc|MA|PhD|B\.Sc|diploma|university|college|school leaver|"
    r"degree|abitur|realschule|grundschule)\b",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    r"\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-\w+\b", re.IGNORECASE
)
_CHANGED = re.compile(
    r"\b(?:moved|rebuilt|introduced|built|cut|closed|redesigned|replaced|launched|rewired|"
    r"rewrote|migrated|"
    r"set up|reduced|raised|grew|opened|founded|reorgani[sz]ed|designed|developed|created|"
    r"started|won|"
    r"aufbau|einführung|umstellung|neugestaltung|entwicklung|planung|leitung|aufgebaut|"
    r"eingeführt|umgestellt)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:19|20)\d\d\s*(?:-|–|—|to|bis|until|\))\s*(?:(?:19|20)\d\d|now|present|today|heute|"
    r"jetzt)?|^\W*(?:seit|since)?\s*(?:19|20)\d\d\W"
)
_NAME = re.compile(
    r"\b(?:my name is|i am called|mein name ist|ich heiße|i['’]?m (?-i:[A-Z][a-z]+)(?=,| and |\.))",
    re.IGNORECASE,
)
_REGISTERED = re.compile(r"\bregist(?:ered with|ration (?:no|number))\b|\bPIN\b", re.IGNORECASE)
"""A number in a register tells nothing to ask about."""
_WISH = re.compile(
    r"^\W*(?:(?:i am |currently )?(?:looking for|seeking)|objective|i want|hoping to|auf der suche|"
    r"ich suche|suche)\b",
    re.IGNORECASE,
)
_LONG = 25
_SHORTEST = 4
_LONGEST = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class CareerLine:
    """One line of work and what it names; `weight` says how much it gives to ask about."""

    quote: str
    terms: tuple[str, ...]
    weight: float
    is_told: bool


@lru_cache(maxsize=64)
def career(cv: str) -> tuple[CareerLine, ...]:
    """The usable lines of a CV, in order."""
    spoken = language.detect(cv) or language.DEFAULT
    found: list[CareerLine] = []
    is_aside = False
    for raw in raw_lines(cv[:READ_AT_MOST]):
        bare, _ = unbulleted(raw)
        if _ASIDE.match(bare) or _WORK.match(bare):
            is_aside = bool(_ASIDE.match(bare))
            continue
        if not is_aside:
            found += [_line(s, spoken) for s in _told(bare) if _is_usable(s)]
    return tuple(found)


_ITEM = re.compile(
    r"\s*;\s+|(?<=[\w)]):\s+(?=[a-z])|"
    r"(?:(?<=\d{4})|(?<=present)|(?<=today)|(?<=heute)|(?<=\bnow)):\s+",
)
"""Where a line that lists what was done goes on to the next; a post may stand before."""

_NEXT_DEED = re.compile(r",\s+(?:before that\s+)?(?=([a-z]+)\b)")


def _told(line: str) -> list[str]:
    """The sentences of a line; a list of deeds, as in "Rep, 212 accounts; opened 34", is parted."""
    items = [item.strip() for s in sentences(line) for item in _ITEM.split(s) if item.strip()]
    return [piece for item in items for piece in _from_first_deed(item)]


def _from_first_deed(item: str) -> list[str]:
    """What was done apart from the post before it: "bus driver since 2011, drove 240,000 miles"."""
    if read(item).actions or personal.is_personal(item):
        return [item]
    deeds = (m for m in _NEXT_DEED.finditer(item) if is_past(m[1]) and m[1] != "based")
    first = next(deeds, None)
    return [item] if first is None else [item[: first.start()], item[first.end() :]]


def _is_usable(sentence: str) -> bool:
    size = len(sentence.split())
    return (
        _SHORTEST <= size <= _LONGEST
        and not personal.is_personal(sentence)
        and not is_planted(sentence)
        and not _NAME.search(sentence)
        and not _WISH.search(sentence)
        and not _REGISTERED.search(sentence)
        and not _YEARS_AT_SCHOOL.search(sentence)
    )


def _line(sentence: str, spoken: str) -> CareerLine:
    signs = read(sentence)
    found = terms(sentence, spoken)
    things = any(word[:1].islower() for term in found for word in term.split())
    is_told = bool(signs.actions or signs.weak_actions)
    counted = bool(signs.numbers) or bool(_SPELLED.search(sentence))
    weight = 2.0 * is_told + 1.5 * counted + bool(found) + things + 0.5 * signs.has_result
    weight += 0.5 * bool(signs.actions) + 2.0 * bool(_CHANGED.search(sentence))
    weight -= 0.5 * (len(WORD.findall(sentence)) > _LONG) + 2.5 * bool(_DATED.search(sentence))
    return CareerLine(quote=sentence, terms=found, weight=weight, is_told=is_told)
