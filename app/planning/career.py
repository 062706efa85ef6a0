"""The lines of a CV that a question may start from.

Law: only what tells of work. Personal lines, ways to reach someone, school years
and planted sentences are passed over, whatever else they say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.judging.signs import read
from app.language import detecting as language
from app.language import personal
from app.language.matching import WORD
from app.language.planted import is_planted
from app.language.sentences import sentences
from app.language.terms import terms
from app.planning.joblines import unbulleted

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
    r"abitur|realschule|grundschule)\b",
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
_NAME = re.compile(r"\b(?:my name is|i am called|mein name ist|ich heiße)\b", re.IGNORECASE)
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
    for raw in cv[:READ_AT_MOST].splitlines():
        bare, _ = unbulleted(raw)
        if _ASIDE.match(bare) or _WORK.match(bare):
            is_aside = bool(_ASIDE.match(bare))
            continue
        if not is_aside:
            found += [_line(s, spoken) for s in sentences(bare) if _is_usable(s)]
    return tuple(found)


def _is_usable(sentence: str) -> bool:
    size = len(sentence.split())
    return (
        _SHORTEST <= size <= _LONGEST
        and not personal.is_personal(sentence)
        and not is_planted(sentence)
        and not _NAME.search(sentence)
        and not _YEARS_AT_SCHOOL.search(sentence)
    )


def _line(sentence: str, spoken: str) -> CareerLine:
    signs = read(sentence)
    found = terms(sentence, spoken)
    is_told = bool(signs.actions or signs.weak_actions)
    counted = bool(signs.numbers) or bool(_SPELLED.search(sentence))
    weight = 2.0 * is_told + 1.5 * counted + 2.0 * bool(found) + 0.5 * signs.has_result
    weight += 0.5 * bool(signs.actions) + 2.0 * bool(_CHANGED.search(sentence))
    weight -= 0.5 * (len(WORD.findall(sentence)) > _LONG) + 2.5 * bool(_DATED.search(sentence))
    return CareerLine(quote=sentence, terms=found, weight=weight, is_told=is_told)
