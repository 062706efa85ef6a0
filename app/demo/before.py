"""What the question and the answer before give to the next question's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.judging.kinds import is_dont_know, is_hostile
from app.language.lexicon import phrases
from app.language.matching import stems
from app.language.personal import is_personal
from app.language.planted import is_planted, without_planted
from app.language.sentences import statements
from app.language.terms import things
from app.planning.moves import is_general
from app.planning.subjects import asked_about, is_said_again

if TYPE_CHECKING:
    from app.interview.plan import Brief, Requirement

_EMPTY_WORDS = phrases(
    r"""
team players? | (?:hard|quick|fast) (?:worker|working|learner) | best practices?
many (?:different )?things
(?:good|great|excellent|positive|strong) (?:results?|outcomes?|feedback|communication|
  relationships?|work)
(?:it |that |everything |things )?(?:generally |all |really |always )?(?:went|worked out|
  turned out|goes|works) (?:very |quite |really |pretty )?(?:well|fine|good|great|ok|okay|
  smoothly)
(?:very |really |highly |always |quite )?(?:motivated|flexible|passionate|reliable|committed|
  organi[sz]ed|dedicated|experienced)
(?:it was |was |quite |very )*(?:challenging|difficult|hard|tough|stressful)(?: at times)?
we managed(?: it)? | we (?:always )?delivered
(?:some|the|a few|many|various|different) (?:problems?|issues?|challenges?|tasks?|projects?|
  things) | communication | teamwork
get on (?:well )?with people | people skills | various \w+ | responsible for \w+ | involved in \w+
(?:my|our|the) best
learned a lot | learnt a lot | made a difference | added value | a lot of experience
years of experience | as a team
(?:viele )?verschiedene sachen | teamplayer\w* | teamarbeit
gute[nrs]? (?:ergebnisse\w*|kommunikation|zusammenarbeit|leistung\w*)
(?:es |alles )?(?:lief|läuft|ging|klappte) (?:eigentlich |immer |meistens |sehr )?gut
(?:sehr |immer )?(?:motiviert|flexibel|belastbar|zuverlässig|engagiert)
(?:war |manchmal |oft )*(?:schwierig|stressig|anstrengend|herausfordernd) | ein paar probleme
irgendwie geschafft | kommunikation
komme \w+ \w+ gut klar | lerne schnell | viel gelernt | mein bestes | viel erfahrung
"""
)
"""What an answer says when it says nothing, so that it can be asked what is meant."""


def empty_words(brief: Brief) -> str | None:
    """The emptiest words of the last answer, exactly as said.

    None when there are none, or when enough was said back in this interview already.
    """
    answer = brief.exchanges[-1].answer
    if answer is None or said_back(brief) >= _SAID_BACK_AT_MOST:
        return None
    text = without_planted(answer.content)
    found = [m.group().strip() for m in _EMPTY_WORDS.finditer(text)]
    whole = [words for words in found if len(words.split()) >= _FEWEST]
    return max(whole or [*_general(brief, text), *found], key=len, default=None)


def words_without_things(brief: Brief) -> str | None:
    """`empty_words` of a general answer, where the candidate speaks and names no thing.

    What names one may be of another matter, and leads to no requirement.
    """
    last = brief.exchanges[-1] if brief.exchanges else None
    words = empty_words(brief) if last and is_general(brief.session, last) else None
    if words is None or len(words.split()) < _FEWEST:
        return None
    is_own = _OWN.match(words) and not things(words)
    return words if is_own or _EMPTY_WORDS.search(words) else None


_OWN = phrases("i | we | ich | wir")
_SAID_BACK_AT_MOST = 4
_SAID = re.compile("[“„]([^”“]+)[”“]")


def said_back(brief: Brief) -> int:
    """How many questions have quoted the answer before them."""
    pairs = zip(brief.exchanges, brief.exchanges[1:], strict=False)
    return sum(
        any(words in (before.answer.content if before.answer else "") for words in quoted)
        for before, after in pairs
        if (quoted := _SAID.findall(after.question.content))
    )


_FEWEST, _MOST = 3, 9
_CLAUSE = re.compile(
    r"\s*[,;:.!?](?=\s|$)\s*|\s+(?:and|but|so|because|which|und|aber|weil|denn)\s+",
    re.IGNORECASE,
)
_JOINING = re.compile(
    r"^(?:and|but|so|or|because|although|und|aber|oder|weil|denn|sondern)\s+", re.IGNORECASE
)
"""What joins a clause to the one before it, which is not quoted with it."""

_SPEAKER = phrases(
    """
i | i'm | i’m | i've | i’ve | i'd | i’d | we | you | it | they | people | everybody | everyone
ich | wir | man | es | alle | jeder | das
"""
)
_QUOTES = frozenset('“”„"«»')
_COURTESY = phrases(
    "yes | yeah | well | no | ja | nein | also | na ja | of course | natürlich | genau"
    " | that | which | who | to | how | what | if | when | dass | ob | um | wenn | deshalb"
    " | daher | dann | so | then"
)


def _general(brief: Brief, text: str) -> list[str]:
    """Short clauses of a general answer that can be said back as they stand."""
    last = brief.exchanges[-1]
    if not is_general(brief.session, last) or is_personal(text):
        return []
    asked = stems(last.question.content)
    said = (s for s in statements(text) if not s.endswith("?"))
    sound = (s for s in said if not (is_hostile(s) or is_planted(s) or is_dont_know(s)))
    clauses = (_JOINING.sub("", part.strip()) for s in sound for part in _CLAUSE.split(s))
    return [clause for clause in clauses if _can_be_quoted(clause) and stems(clause) - asked]


def _can_be_quoted(clause: str) -> bool:
    is_whole = not re.search(r"(?:^|\s)\S$", clause)
    is_short = is_whole and _FEWEST <= len(clause.split()) <= _MOST
    is_own = bool(_SPEAKER.search(clause)) and not any(ch.isdigit() for ch in clause)
    return is_short and is_own and not _COURTESY.match(clause) and not _QUOTES & set(clause)


def asked_before(brief: Brief) -> Requirement | None:
    """The requirement the last question was about, None when it was about another thing."""
    return asked_about(brief.exchanges[-1], brief.plan.standings)


def least_named(brief: Brief) -> Requirement | None:
    """A requirement no question has named, else the one named longest ago."""
    now = brief.plan.standings
    ranked = sorted(
        now, key=lambda s: (s.is_touched, s.turn or 0, is_said_again(s.requirement, now))
    )
    return ranked[0].requirement if ranked else None


def is_named(brief: Brief, requirement: Requirement) -> bool:
    """Whether a question has named `requirement` already."""
    return any(s.is_touched for s in brief.plan.standings if s.requirement == requirement)


_FOR_ALL = re.compile(
    r"\s*[(\[]?\b(?:[mwfdxi]/[mwfdxi](?:/[mwfdxi])?|all genders)\b[)\]]?", re.IGNORECASE
)


def title_of(brief: Brief) -> str:
    """The post, without the mark that it is open to all."""
    return _FOR_ALL.sub("", brief.session.job_title).strip() or brief.session.job_title
