"""A line of a CV told to the candidate: "Moved 61 services" as "you moved 61 services".

Law: the words stay the candidate's own; of a list of deeds at most two are told, and
nothing that has lost its verb.
"""

from __future__ import annotations

import re

from app.demo.english_echo import to_you
from app.demo.english_requirements import is_past_tense
from app.demo.trimming import told as told_front

_LONGEST_TOLD = 22
_PERFECT = re.compile(r"^I(?:'ve| have|’ve)\s+", re.IGNORECASE)


def told_to_you(line: str) -> str | None:
    """A line of a CV after "you": "moved sixty-one services …"; None when it does not fit."""
    text = " ".join(line.split()).strip(" .;,")
    perfect = "have " if _PERFECT.match(text) else ""
    text = re.sub(r"^(?:I|[A-Z]\w*(?: [\w']+){0,4},? I)\s+(?=\w+)", "", _PERFECT.sub("", text))
    if not is_past_tense(text) or re.search(r"\b(?:we|he|she|they|us)\b", text, re.IGNORECASE):
        return None
    cut = told_front(_deeds(to_you(text)), _LONGEST_TOLD)
    return perfect + cut[:1].lower() + cut[1:]


_NEXT = re.compile(r",? and (?=\w)|, (?=\w)")
_MOST_DEEDS = 2


def _deeds(told: str) -> str:
    """At most two of the deeds that `told` lists; what is no deed goes with the one before it."""
    starts = [m for m in _NEXT.finditer(told) if is_past_tense(told[m.end() :])]
    ends = [m.start() for m in starts] + [len(told)]
    deeds = [told[a:b] for a, b in zip([0, *(m.end() for m in starts)], ends, strict=True)]
    whole = [deeds[0], *(deed for deed in deeds[1:] if " " in deed)]
    short = [_without_list(deed) for deed in whole[:_MOST_DEEDS]]
    both = " and ".join(short)
    return both if len(both.split()) <= _LONGEST_TOLD else short[0]


def _without_list(deed: str) -> str:
    """As "opened the shop, 200 coffees before nine" up to the thing that has lost its verb."""
    front, mark, rest = deed.partition(", ")
    is_aside = rest.split(" ", 1)[0].lower().endswith("ing") or rest.startswith(_GOES_ON)
    return deed if mark and (is_aside or " and " in rest) else front


_GOES_ON = ("two of", "both", "all", "one of", "most of", "which", "from", "with", "where", "for")
