"""What tells of a person's life instead of the work, in CV, job line, answer and question.

Law: those who are cared for, taught, advised or served belong to the work, with their
age, illness or faith; so what is said of them is set aside before anything is read.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from app.language import revealing_english as english
from app.language import revealing_german as german
from app.language.lexicon import phrases

_SERVED = (
    r"(?:patients?|residents?|clients?|children|pupils?|students?|adults?|people|persons?|customers?|"
    r"guests?|users|toddlers?|infants?|teenagers?|adolescents?|families|inmates|prisoners|offenders|"
    r"learners|tenants|visitors|boys?|girls?|woman|women|man|men|child|elderly|menschen|mann|frau|kind|kindern?|jugendlichen?|bewohner\w*|"
    r"patient\w*|klient\w*|schüler\w*|senior\w*|kund\w+|personen)"
)
_STATE = (
    r"(?:disab\w+|deaf|blind|ill|sick|autis\w+|diabet\w+|epilep\w+|asthma\w*|cancer|stroke|dement\w+|"
    r"dyslexi\w+|adhd|depress\w+|addict\w+|religio\w+|refugees?|immigra\w+|migrants?|asylum|"
    r"wheelchairs?|pregnan\w+|retired|pensions?|prison|hearing aids?|(?:schwer)?behinder\w+|"
    r"\w*krebs\w*|schlaganfall|demenz\w*|depression\w*|erkrank\w+|krank\w*)"
)
_SERVICE = (
    r"(?:wards?|units?|clinics?|nurs\w+|care|services?|access|ramps?|law|advice|administration|"
    r"audits?|officers?|kitchen|team|awareness|training|studies|education|research|screening|"
    r"support|adaptations?|toilets?|parking|charity shop|tasting|spots?|trials?|station\w*)"
)
_DOES = (
    r"(?:car(?:e|ed|ing) for|care of|support(?:s|ed|ing)?|advis(?:e|es|ed|ing)|advice|taught|"
    r"teach\w*|counsel\w*|interpret\w*|represent\w*|assist(?:s|ed|ing)?|fitted|fitting|repaired|maintained|"
    r"tested|betreu\w*|pfleg\w*|berat\w*|eingliederungshilfe|arbeit)"
)
_OTHER = r"(?!(?:my|our|your|mein\w*|ihr\w*|i|you)\b)[\w'’-]+"
_MORE = rf"(?:(?:,| and| or| und| oder)(?: {_OTHER})? {_STATE})*"
_OF_THE_WORK = phrases(
    rf"""
{_SERVED}(?: {_OTHER})? (?:with|who (?:is|are|have|had|was|were)|after|mit|
  nach)(?: {_OTHER}){{0,3}} {_STATE}{_MORE}
{_STATE}(?: (?:and|or|und|oder) {_OTHER})?(?: {_OTHER})? (?:{_SERVED}|{_SERVICE})
{_SERVED}(?: {_OTHER})? (?:aged?|im alter|of|from|between|under|over|unter|über|von|ab)(?: (?:of|
  from|
  between|under|over|zwischen|von|bis|to|and|und|or|[-–]|\d+|two|three|four|five|six|seven|ten|zwei|
  drei|vier|sechs|zehn|years?|months?|jahren?|old)){{1,7}}
{_DOES}(?: {_OTHER}){{0,3}} {_STATE}{_MORE}
retired? (?:the|an?|our|old|legacy|\d+|two|three) (?:\w+ )?\w+ | at height | height safety
age-restricted | arrested (?:\d+|two|three|four|five|ten|suspects?|shoplifters?)
prison (?:officer|guard|instructor|kitchen)
"""
)


def without_work(text: str) -> str:
    """`text` without what it says of those whom the work is for."""
    return _OF_THE_WORK.sub(" … ", text)


@lru_cache(maxsize=4096)
def revealed(text: str) -> str | None:
    """Which topic of a person's life `text` tells of or asks for; None when it is of the work."""
    rest = without_work(text)
    return next((topic for topic, pattern in _topics() if pattern.search(rest)), None)


def may_begin(clause: str) -> re.Match[str] | None:
    """The first word in `clause` that such a thing is said with."""
    return _beginnings().search(clause)


@cache
def _topics() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (topic, phrases(listed, german.TOPICS.get(topic, "")))
        for topic, listed in english.TOPICS.items()
    )


@cache
def _beginnings() -> re.Pattern[str]:
    return phrases(english.BEGINNINGS, german.BEGINNINGS)
