"""A thing of an answer named again in German with its article: "diese Wartezeit".

Law: gender and case are read from the answer or the noun's own ending; where neither
tells, the noun stays in quotation marks. What is given back fits where the accusative stands.
"""

from __future__ import annotations

import re

from app.language.lexicon import words

_TO_DATIVE = words("mit von bei zu nach aus in an auf vor unter seit über neben hinter zwischen")
_THESE = words("die eine meine unsere keine diese ihre jede seine alle zur")
_IN_DATIVE = words("der einer meiner unserer dieser jeder seiner ihrer")
_MALE = words("den einen meinen unseren diesen keinen jeden seinen ihren")
_NEUTER = words("das dieses ins ans aufs fürs")
_FEMALE_ENDING = re.compile(r"(?:ung|heit|keit|schaft|tion|tät|zeit|pflege|quote)(?:en|s)?$")
_COUNT = re.compile(
    r"(?:\d[\d.,]*|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig) ",
    re.IGNORECASE,
)


def named_again(term: str, answer: str) -> str:
    """`term` of `answer` to stand as an object: "diesen Dienstplan", "die 14 Fehler"."""
    before = _before(term, answer)
    if _COUNT.match(term):
        is_sure = not _TO_DATIVE & set(before[-2:]) and before[-1:] not in (["und"], ["oder"])
        return f"die {term}" if is_sure else f"„{term}“"
    article = _article(term, before)
    return f"{article} {term}" if article else f"„{term}“"


def _before(term: str, answer: str) -> list[str]:
    """The two or three words in front of the term, small."""
    front = answer[: max(answer.find(term), 0)]
    clause = re.split(r"[.,;:!?]", front)[-1]
    return re.findall(r"\w+", clause.lower())[-3:]


def _article(term: str, before: list[str]) -> str | None:
    last, governing = [*before[::-1], "", ""][:2]
    is_dative = governing in _TO_DATIVE
    if last in _THESE or (last in _IN_DATIVE and is_dative):
        return "diese"
    if last in _MALE and not is_dative:
        return "diesen"
    if last in _NEUTER:
        return "dieses"
    return "diese" if _FEMALE_ENDING.search(term.split(maxsplit=1)[0]) else None
