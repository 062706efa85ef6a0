"""What the headings of a job description say about the lines below them.

Law: a heading is a short line of its own; what it does not say, the lines say themselves.
"""

from __future__ import annotations

import re
from enum import StrEnum

from app.language.lexicon import phrases


class Section(StrEnum):
    """What a part of a job description lists."""

    MUST = "must"
    DUTY = "duty"
    NICE = "nice"
    ASIDE = "aside"  # the firm, its offer, how to apply
    OPEN = "open"  # nothing said


_NICE = phrases(
    r"""
nice[- ]to[- ]ha(?:ve|ves) | desirable\w* | preferred(?: \w+)? | bonus(?: points)? | a plus
plus points
good to have | great to have | extra credit | optional | advantageous | ideally
brownie points | nice extras? | extras | but nice(?: to have)?
(?:it(?:'|’)?d |it )?(?:would )?be (?:great|nice|good|lovely|useful|brilliant|helpful)(?: if you
  (?: also)?(?: had| have|(?:'|’)ve| could)?)?
(?:it )?would be an advantage(?: to have)? | an advantage
it(?:'|’)?s a plus(?: if)? | even better | wünschenswert\w* | von vorteil | pluspunkte? | ein plus
optional | idealerweise | gerne? gesehen
(?:das )?(?:wäre (?:schön|toll|super)|(?:schön|toll|super) wäre)
"""
)
_MUST = phrases(
    r"""
what matters(?: to us)?
requirements? | required(?: \w+)? | must[- ]haves? | musts? | essentials?
essential (?:criteria|skills?)
qualifications? | minimum \w+ | what you(?:'|’)?(?:ll)? (?:bring|need|have)
you(?:'|’)?ll (?:need|bring|have) | what (?:do|will) (?:i|you) (?:need|have|bring)
what we(?:'|’)?(?:re| are)? (?:look\w*|need|expect|want|ask)(?: \w+)? | who you are | about you
your profile | your background | the person | person specification | ideal candidate | you have
you bring | you are | skills?(?: (?:and|&) \w+)? | experience(?: (?:and|&) \w+)?
competenc(?:y|ies|es)
we(?:'|’)?(?:re| are) looking for | we need | we expect | to be successful | to succeed | knowledge
criteria | what it takes | who we(?:'|’)?re looking for | key skills
anforderungen | anforderungsprofil | (?:ihr|dein|das) profil | profil | voraussetzungen
qualifikation(?:en)?
(?:das|was) (?:bringen|bringst|erwarten|suchen|solltest|sollten|brauchst|brauchen
  |wünschen) \w+(?: \w+)* | wir erwarten(?: \w+)* | wir suchen | kenntnisse | muss
ihre qualifikation(?:en)?
das zeichnet \w+ aus | sie bringen mit | du bringst mit | was du mitbringst | was sie mitbringen
so überzeugen sie(?: uns)? | so passt du zu uns
"""
)
_DUTY = phrases(
    r"""
responsibilit\w+ | duties | your role | the role | role | the job | tasks | key tasks
what will (?:i|you) (?:be doing|do)
what you(?:'|’)?(?:ll)? (?:do|be doing|work on|own) | what you will (?:do|be doing|own) | you will
day[- ]to[- ]day | your (?:mission|day|tasks|work|impact)
main (?:duties|tasks) | accountabilit\w+ | the work | in this role | what the job is
key deliverables
aufgaben(?:gebiet|bereich)? | (?:ihre|deine|die) aufgaben | tätigkeit\w* | aufgabengebiet
was (?:sie|dich|dir) erwartet
das (?:erwartet|machst|machen|tust|tun) (?:sie|du|dich)(?: \w+)*
(?:ihr|dein) (?:job|alltag|arbeitsalltag|einsatz)
darum geht es | was du (?:machst|tust) | was sie (?:machen|tun) | stellenbeschreibung
"""
)
_ASIDE = phrases(
    r"""
you (?:don(?:'|’)?t|do not) need | not (?:needed|required)
(?:doesn|don)(?:'|’)?t (?:matter|worry) if you haven(?:'|’)?t
we (?:can )?offer | what we (?:can )?offer | what doesn(?:'|’)?t(?: matter)?
 benefits | perks | about us | who we are
about (?:the )?(?:company|team|school|trust|
  practice|hospital) | our (?:company|story|values|mission|offer|culture) | how to apply | apply
application
salary | compensation | pay | location | hours | working hours | contract | equal opportunit\w+
diversity
why you(?:'|’)?(?:ll| will|d| would)? (?:love|like|enjoy)(?: \w+)*
why (?:join )?us | why join \w+ | in return | contact | closing date | start date | package
what (?:do|will) (?:i|you) (?:get|receive)
what you(?:'|’)?ll get | what you get | you(?:'|’)?(?:ll| will)? get | in exchange
what(?:'|’)?s in it for you | reward\w* | privacy | legal | note | disclaimer | the company
the offer | terms(?: (?:and|&) conditions)?
das bekommst (?:du|sie)(?: \w+)* | was (?:du bekommst|sie bekommen) | wir bieten(?: \w+)*
unser angebot | das bieten wir(?: \w+)* | was wir bieten | benefits
über uns | wer wir sind
kontakt | bewerbung | ihre vorteile | deine vorteile | vergütung | standort | arbeitszeit | gehalt
interessiert
unser unternehmen | das unternehmen | freuen sie sich auf | ihre ansprechpartner\w*
haben wir \w+ interesse \w+
unser team | datenschutz | ihre benefits | deine benefits | unsere benefits
darauf (?:kannst|können) (?:du|sie) \w+(?: \w+)*
"""
)
_FEWEST_SHOUTED = 4
_LONGEST = 7
"""Words of a heading at the most."""


_KEY = re.compile(r"\s*\([^()]*=[^()]*\)")
"""What letters before the lines mean, as in "(E = essential, D = desirable)"."""


def section_of(line: str) -> Section | None:
    """What `line` announces when it is a heading, None when it is none."""
    bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", _KEY.sub("", line))
    size = len(bare.split())
    is_long = size > _LONGEST and not _NICE.match(bare)
    if not bare or is_long or _reads_on(line):
        return None
    marked = (
        line.rstrip(" *_=-").endswith(":") or line.lstrip().startswith("#") or _is_shouted(bare)
    )
    for section, pattern in _ORDER:
        found = pattern.search(bare)
        if found and (marked or len(found.group()) * 2 >= len(bare)):
            return section
    return Section.OPEN if marked and size > 0 and not _is_listy(bare) else None


def announced(line: str) -> Section:
    """What a longer line with a colon says of the list below it."""
    found = (section for section, pattern in _ORDER if pattern.search(line))
    return next(found, Section.OPEN)


_ORDER = (
    (Section.NICE, _NICE),
    (Section.ASIDE, _ASIDE),
    (Section.DUTY, _DUTY),
    (Section.MUST, _MUST),
)


def _reads_on(line: str) -> bool:
    return line.rstrip().endswith((".", ",", ";", "!"))


def _is_shouted(bare: str) -> bool:
    letters = [ch for ch in bare if ch.isalpha()]
    return len(letters) >= _FEWEST_SHOUTED and all(ch.isupper() for ch in letters)


def _is_listy(bare: str) -> bool:
    """Names in capitals, such as "SQL, AWS", are no heading."""
    return "," in bare or "/" in bare or bool(re.search(r"\d", bare))
