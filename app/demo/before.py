"""What the question and the answer before give to the next question's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.language.lexicon import phrases
from app.language.planted import without_planted
from app.planning.subjects import asked_about

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
    """The emptiest words of the last answer, exactly as said; None when there are none."""
    answer = brief.exchanges[-1].answer
    if answer is None:
        return None
    found = [m.group().strip() for m in _EMPTY_WORDS.finditer(without_planted(answer.content))]
    return max(found, key=len, default=None)


def asked_before(brief: Brief) -> Requirement | None:
    """The requirement the last question was about, None when it was about another thing."""
    return asked_about(brief.exchanges[-1], brief.plan.standings)


def least_named(brief: Brief) -> Requirement | None:
    """A requirement no question has named, else the one named longest ago."""
    ranked = sorted(brief.plan.standings, key=lambda s: (s.is_touched, s.turn or 0))
    return ranked[0].requirement if ranked else None
