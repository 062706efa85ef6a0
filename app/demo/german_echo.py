"""The candidate's own words said back in German: "Ich habe … gestoppt" as "Sie haben … gestoppt".

Law: as in English, only a short clause that stands by itself.
"""

from __future__ import annotations

import re

from app.language import personal
from app.language.planted import is_planted
from app.language.sentences import sentences

_CLAUSE = re.compile(
    r"(?:^|[,;:.]\s+)Ich (?P<verb>habe|bin) (?P<rest>[^,;:.!?]{6,80}?)(?=[,;:.!?]|\s+(?:und|aber|"
    r"weil|denn|sodass)\s|$)"
)
_PARTICIPLE = re.compile(
    r"(?:\b(?:\w+)?ge\w{2,}(?:t|en)|\b(?:be|ver|er|ent|zer|über|unter)\w{3,}(?:t|en)|\w{3,}iert)$"
)
_DEPENDENT = re.compile(
    r"\b(?:er|es|sie|ihn|ihm|ihr|ihnen|das|sein\w*|ihre\w*|dies\w*|dort|dann|auch|noch|nie|nicht|"
    r"kein\w*|uns\w*|"
    r"wir|jede\w*|beide\w*)\b"
)
_FLIPS = {
    "mir": "Ihnen",
    "mich": "sich",
    "mein": "Ihr",
    "meine": "Ihre",
    "meinem": "Ihrem",
    "meinen": "Ihren",
    "meiner": "Ihrer",
    "meines": "Ihres",
}
_FLIP = re.compile(r"\b(?:mir|mich|mein|meine|meinem|meinen|meiner|meines)\b")
_VERBS = {"habe": "haben", "bin": "sind"}
_INVERTED = re.compile(r"\b[Hh]abe ich (?P<rest>[^,;:.!?]{6,90}?)(?=[,;:.!?]|\s+(?:und|aber)\s|$)")
SHORTEST, LONGEST = 4, 12


def echo(answer: str) -> str | None:
    """A clause of `answer` as a sentence to the candidate; None when none stands by itself."""
    sound = (s for s in sentences(answer) if not is_planted(s))
    clauses = [c for s in sound for c in _clauses(s)]
    return max(clauses, key=len, default=None)


def _clauses(sentence: str) -> list[str]:
    found = []
    for clause in _CLAUSE.finditer(sentence):
        rest = clause["rest"].strip()
        size = len(rest.split()) + 2
        if SHORTEST <= size <= LONGEST and _stands_alone(rest):
            said = _FLIP.sub(lambda m: _FLIPS[m.group()], rest)
            found.append(f"Sie {_VERBS[clause['verb']]} {said}.")
    return found


def told_to_you(line: str) -> str | None:
    """What a line of a CV tells, to stand after "haben Sie"; None when it tells nothing so."""
    found = _INVERTED.search(line) or _CLAUSE.search(line)
    rest = found["rest"].strip() if found else ""
    if not _PARTICIPLE.search(rest) or personal.is_personal(rest):
        return None
    return _FLIP.sub(lambda m: _FLIPS[m.group()], rest)


def _stands_alone(rest: str) -> bool:
    return (
        bool(_PARTICIPLE.search(rest))
        and not _DEPENDENT.search(rest)
        and not personal.is_personal(rest)
    )
