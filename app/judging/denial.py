"""What speakers say they did not do, or that somebody else did.

Law: a denial takes back what its sentence said before it, not what comes after: "I did a
course but never used it" holds nothing, "I never used it, but I planned routes" a deed.
"""

from __future__ import annotations

import re

from app.language.lexicon import phrases
from app.language.sentences import statements

_DENIED = phrases(r"""
i(?:['’](?:ve|m|d))?(?: \w+){0,2} (?:never|not(?! only)) | i(?: \w+)? (?:\w+n['’]t)
(?:have|had|has|did|do|could|was|would|does)n['’]t (?:\w+ ){0,3}(?:used|done|since|myself)
i(?:['’]ve)?(?: have)?(?: (?!not )\w+)? (?:only|just|merely)
only (?:helped|watched|assisted|heard|read)
i (?:\w+ )?failed | (?:i|i['’]ve)(?: have| had)? no | i (?:did|have) nothing
my (?:manager|boss|colleague|supervisor|lead) (?:did|decided|made|handled|chose|ran|took)
ich (?:\w+ ){0,4}(?:nie|niemals|nicht(?! nur)|keine?[nmrs]?|nur(?! noch))
(?:habe|hab|bin|war|hatte|kann|konnte|kenne) ich (?:\w+ ){0,3}(?:nie|nicht(?! nur)|keine?[nmrs]?|
  nur(?! noch))
nie selbst | noch nie | nur (?:geholfen|zugesehen|mitgeholfen) | durchgefallen
mein(?:e)? (?:chef|chefin|kollege|kollegin|leitung) hat
""")
"""The speaker's own not having done it, or somebody else's having done it."""

_TURN = re.compile(
    r",?\s+(?=(?:but|however|although|though|yet|so|and|aber|sondern|obwohl|jedoch|und|also)\b)|"
    r",\s+",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|when|while|if|that|who|which|weil|wenn|dass|da)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""Beside what was done: "I lost it because I only knew the buyer" denies nothing."""


def own_words(answer: str) -> tuple[str, ...]:
    """The statements without what is denied, and without what a denial takes back."""
    return tuple(kept for statement in statements(answer) if (kept := undenied(statement)))


def undenied(statement: str) -> str:
    """What stands after the last denial; all of it where nothing is denied."""
    starts = [0, *(turn.end() for turn in _TURN.finditer(statement))]
    ends = [*starts[1:], len(statement)]
    spans = zip(starts, ends, strict=True)
    denied = [end for start, end in spans if _is_denial(statement[start:end])]
    return statement[denied[-1] :] if denied else statement


def _is_denial(clause: str) -> bool:
    return bool(_DENIED.search(_REASON.sub("", clause)))
