"""Which pieces of a job description ask for nothing, however they are listed.

Law: pay, hours, days off, what is given with the post, a call to come, the post
itself and a remainder of a sentence are no requirement; in doubt a piece is none.
"""

from __future__ import annotations

import re

from app.language.lexicon import phrases
from app.planning.demands import POST
from app.planning.phrases import is_deed

_OFFERED = phrases(
    r"""
OTE | uncapped | DOE | DOP | p/h | \d ?ph | p\.?a\. | rates? (?:from|of)
per (?:hour|annum) | an hour | salary (?:of|from|up to|range|circa)
\w+ (?:days?|nights?|weekends?) off | \d on,? \d off | days?(?:'|’)? (?:leave|holiday|pto)
share of (?:the )?tips | tips shared | (?:good|great|fair) (?:pay|tips)
(?:\d|three|four|five|six)[- ]day week
(?:\d|drei|vier|fünf|sechs)-tage-woche | über tarif | übertariflich\w* | nach tarif
gehalt (?:über|nach|von|ab|bis) | (?:gutes|faires|attraktives) gehalt
(?:€|euro) (?:brutto|netto) | keine (?:nacht|wochenend)\w+ | mo(?:ntag|n)?(?: bis |-)fr\w*
mon(?:day)?(?: to |-)fri(?:day)? | weihnachtsgeld | urlaubsgeld | sonntags frei | \w+ urlaub
free (?:beer|lunch\w*|fruit|parking|meals?|food|coffee|uniform|tea|gym|drinks?)(?: \w+)*
staff (?:discount|meals?|parties|food) | ping[- ]pong | table (?:tennis|football)
cycle to work | learning budget | stock options | gym (?:membership|discount) | dog[- ]friendly
(?:provided|supplied|included|gestellt)$ | 1 in \d(?: on call)?
\w+ pension$ | company (?:car|van|phone)
"""
)
_PAID = re.compile(r"^\W*(?:up to |from |circa |c\.? )?(?:£|€|\$|gbp|eur)\s?\d", re.IGNORECASE)
_HOURS = re.compile(
    r"\d[\d.,]*(?:\s?[-–]\s?\d+)?\s?(?:hrs?|hours?|std\.?|stunden)"
    r"(?:\s?(?:/|a|per|pro|each|in der|p\.?)?\s?(?:week|wk|woche))?"
    r"(?: each \w+)?(?:, .*)?|(?:early |late )?(?:nights?|days?|weekends?|shifts?)"
    r"|(?:some |occasional |regular )(?:evening|weekend|night)s?(?: work(?:ing)?| shifts?)?",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"(?:(?:a|an|the|your|own|company|new|work)\s+)?"
    r"(?:cars?|vans?|laptops?|vehicles?|fuel card|tools|uniform|tips|dienstwagen|firmenwagen)"
    r"(?:(?:,| and| &| und)\s(?:a |an )?(?:car|van|laptop|phone|fuel card|tools|uniform|handy))?",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"(?:(?:just )?(?:ring|phone|text|dm|pm|email|e-mail|apply|drop|pop|contact|whatsapp|message)"
    r" (?!systems?\b|handling\b|manner\b)"
    r"(?:(?-i:[A-Z])\w+|us|me|him|her|in|by|now|today|round|via|online|\d)\b"
    r"|(?:please |just )?(?:send|call|ask|see)"
    r"(?: (?-i:[A-Z])\w+$| us\b| for (?-i:[A-Z])\w+| \d| your cv)"
    r"|come (?:and|in|to) |join us|no agencies|interested\b|ruf(?:en sie)? |schreib)",
    re.IGNORECASE,
)
_REACHED = re.compile(r"(?:\+|\b0)\d[\d ]{6,}\d|\S@\S")
"""A number to ring, an address to write to."""

_LEFT_OVER = re.compile(
    r"(?:although|though|but|and|or|because|whereas|neither|nor|obwohl|aber|oder|weil|und|"
    r"(?:ist|sind) aber)\b"
    r"|.*(?::|\b(?:had|have))$"
    r"|(?:hey|hi|hello|hallo|moin)$|(?:(?:two|satisfactory|good) )*references$"
    r"|tl;dr\b|interviews? (?:will|are)\b|interested\b|shortlist"
    r"|to be considered$|behaviou?rs?$|we(?:'|’)?ll assess\b|we will assess\b"
    r"|no two (?:days|weeks|shifts)|kein tag ist wie"
    r"|spend (?:most|much|a lot|half|part) of your (?:time|day|week)s?(?: \w+)* the \w+$",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?:an? |the |our )?(?:[\w/&-]+ ){{0,2}}{POST}", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:a |an )?(?:very )?(?:busy|small|friendly|family[- ]run|lively|growing|award[- ]winning|"
    r"local|independent|well[- ]established|modern|cosy|popular)\b[\w ,-]*\b(?:\w*pub|hotel|"
    r"school|practice|firm|company|caf[eé]|restaurant|shop|team|garage|clinic|surgery|salon|"
    r"kitchen|bakery|agency|business|studio|nursery|office|bar|inn|start-?up)s?",
    re.IGNORECASE,
)
_POST_CALLED = re.compile(
    rf"^[^,.:]{{0,50}}\b(?:{POST}|[a-z]{{4,}}(?:ers?|ors?|ists?|ians?))\s+"
    r"(?:is |are )?(?:urgently )?(?:needed|required|sought|wanted)\b"
    r"(?!.*\b(?:with|who|must|able)\b)",
    re.IGNORECASE,
)
_SHORT, _FEW = 8, 3


def asks(text: str) -> bool:
    """Whether `text`, one piece of a description, can be a requirement."""
    if len(text.split()) <= _SHORT and (_OFFERED.search(text) or _PAID.match(text)):
        return False
    if _REACHED.search(text):
        return False
    if any(whole.fullmatch(text) for whole in (_HOURS, _GIVEN, _PLACE)):
        return False
    return not any(start.match(text) for start in (_CALLS, _LEFT_OVER, _POST_CALLED))


def names_pay(text: str) -> bool:
    """Whether a piece of a description is what is paid."""
    return bool(_PAID.match(text))


def is_post(text: str) -> bool:
    """Whether `text` names nothing but a post."""
    return bool(_NAMED.fullmatch(text)) and not is_deed(text)


_FOR_SOMEBODY = re.compile(
    rf"(?:[\w/&-]+ ){{0,3}}(?:{POST}|\w{{3,}}ist) (?:for|at|in|near|to) [^,.:]+", re.IGNORECASE
)


def is_notice(text: str) -> bool:
    """Whether a first piece only says which post it is, as "Receptionist for small hotel"."""
    is_shouted = text.isupper() and len(text.split()) > _FEW
    is_pair = all(is_post(part.strip()) for part in re.split(r"[/|–]", text))
    return is_shouted or is_pair or bool(_FOR_SOMEBODY.fullmatch(text))
