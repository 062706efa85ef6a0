"""The front of a phrase, ended where a reader would pause, in English and German."""

from __future__ import annotations

import re

from app.language import words_english as english
from app.language.lexicon import words

LONGEST = 16
"""Words of a phrase at the most."""

_CUTS = (
    ";",
    " (",
    " – ",
    " — ",
    " - ",
    ": ",
    ", including",
    " including",
    ", such as",
    " such as",
    ", e.g",
    " e.g",
    ", ensuring",
    " to ensure",
    " so that",
    ", so ",
    " while ",
    ", which",
    " which ",
    ", who ",
    " who ",
    " in order to",
    ", where",
    " where ",
    ", also",
    " and can ",
    " and know ",
    " and for ",
    " and to ",
    ", so that",
    ", not ",
    " well enough",
    " without ",
    ", incl",
    ", every",
    " every time",
    ", at all",
    ", making",
    ", working",
    ", with",
    ". ",
    ", ideally",
    ", preferably",
    " because ",
    ", from ",
    " as well as ",
    ", like ",
    " when ",
    ", even ",
)
_ALWAYS = frozenset({" (", ";", ". ", ", e.g", " e.g", ", also", " and for ", " – ", " — "})
"""Where a phrase ends however short it is; at the other cuts only one that is too long."""

_ASIDE = re.compile(r"\s*\([^()]*\)")
_DANGLING = (
    english.PREPOSITIONS - words("out up off down over")
    | english.CONJUNCTIONS
    | english.DETERMINERS
    | english.POSSESSIVES
    | english.AUXILIARIES
    | words("to very also e.g etc & und oder mit von im der die das den dem des ein eine einem")
    | words("einen für bei auf zu zur zum")
    | words(
        "et ou le la les de des du un une en à au aux pour par sur avec y o el los las con para"
    )
)
_FEWEST_BEFORE_CUT = 3
_FEWEST_BEFORE_PAUSE = 4


_HARD = (";", " (", ". ", " – ", " — ", ": ")


_NAME_FIRST = re.compile(r"[^\W\d_a-z][\w'-]+(?: [^\W\d_a-z][\w'.-]*){1,2}, (?=\S)")


def without_name(line: str, cv: str) -> str:
    """The line that opens a CV without the name of the person: "Jan Peters, Geselle"."""
    found = _NAME_FIRST.match(line)
    return line[found.end() :] if found and cv.lstrip().startswith(found[0]) else line


def told(text: str, longest: int) -> str:
    """The front of a clause that tells something: its reasons and times stay on."""
    for cut in _HARD:
        text = text.split(cut, 1)[0]
    if len(text.split()) > longest:
        text = trim(text, longest)
    return _without_dangling(text.strip(" ,;:–-.?!"))


def trim(text: str, longest: int = LONGEST) -> str:
    """The front of `text`, ended where a reader would pause."""
    text = whole = _ASIDE.sub("", text)
    for cut in _CUTS:
        at = text.find(cut)
        is_due = len(text.split()) > longest and len(text[:at].split()) >= _FEWEST_BEFORE_CUT
        if at > 0 and (is_due or cut in _ALWAYS):
            text = text[:at]
    if len(text.split()) > longest:
        text = _shorten(text, longest)
    text = text.strip(" ,;:–-.?!")
    return text if len(text) >= len(whole.strip(" ,;:–-.?!")) else _without_dangling(text)


_PAUSE = re.compile(
    r",\s|\s(?=(?:and|or|across|within|during|for|in|with|on|through|at|by|to|under|from)\s)"
)


def _shorten(text: str, longest: int) -> str:
    head = " ".join(text.split()[:longest])
    pauses = [
        m.start()
        for m in _PAUSE.finditer(head)
        if len(head[: m.start()].split()) >= _FEWEST_BEFORE_PAUSE
    ]
    commas = [at for at in pauses if head[at] == "," and at * 2 > len(head)]
    return head[: (commas or pauses)[-1]] if pauses else head


def _without_dangling(text: str) -> str:
    words = text.split()
    while len(words) > 1 and words[-1].strip(",") in _DANGLING and words[-2] != "up":
        words.pop()
    return " ".join(words).rstrip(" ,;:")
