"""Text that is no question: a verdict, a refusal, a prompt printed, a planted order obeyed.

Law: an interviewer asks. What speaks of itself, of the score or of its orders is
refused, in the languages most written.
"""

from __future__ import annotations

import re

from app.language.lexicon import phrases

NOT_A_QUESTION = "is not a question"
OBEYS = "repeats an instruction from the candidate's texts"

_ALWAYS = phrases(
    r"""
as an? (?:ai|artificial intelligence|language model|llm|chatbot)
i(?:['’]m| am) (?:just |only )?(?:an? )?(?:ai|language model|llm|chatbot|virtual assistant)
i(?:['’]m| am) (?:sorry|afraid),? (?:but )?(?:i|that)
i(?:['’]m| am) (?:unable|not able|not allowed|not permitted) to
i (?:cannot|can['’]t|can not|won['’]t|will not) (?:help|assist|comply|continue|fulfil\w*|provide|
  share|reveal|disclose|print|discuss|do|ask|answer|generate|conduct|proceed|follow|ignore|end)
your (?:final |overall |total |interview |current )?(?:score|rating|grade|mark) (?:is|was|would be|
  will be|of \d)
(?:score|rating|grade|answer|you)(?: is| was| an?| at| of|:)* \d+(?:\.\d)? ?(?:/|out of) ?(?:5|
  10|100)
(?:the|this|our|your) interview (?:is|has) (?:now |been )?(?:over|ended|finished|complete\w*|
  concluded|terminated|done|come to an end)
(?:this|that) (?:concludes|ends|completes) (?:the|our|this|your) interview
you(?:['’]re| are) (?:now )?(?:hired|rejected) | you(?:['’]ve| have) (?:passed|failed|got the job)
the candidate (?:is|should be|must be|has been) (?:\w+ )?(?:hired|rejected|selected|perfect)
ignor(?:e|ing) (?:all |the |your |my |any |of |those |these )*(?:previous|above|prior|earlier|
  system|foregoing)(?: \w+)? (?:instruction|rule|prompt|message|order|text)s?
(?:disregard|forget)(?:ting|ing)? (?:all |the |your |my )*(?:previous|above|prior|earlier)
my (?:system )?(?:prompt|instructions) | (?:the|this) system prompt (?:is|says|reads)
my (?:role|task|job) is to (?:ask|interview|conduct) | you are (?:an?|the) (?:\w+ ){0,3}interviewer
(?:write|ask) (?:only )?the next question | the candidate['’]s (?:answer|cv)
als (?:ki|sprachmodell|künstliche intelligenz|ki-modell)
ich bin (?:nur )?(?:eine? )?(?:ki|sprachmodell)
ich kann (?:\w+ ){0,3}nicht (?:helfen|beantworten|fortfahren|weitermachen|erfüllen|nennen)
(?:es )?tut mir leid,? (?:aber )?(?:ich|das)
(?:ihre|deine) (?:punktzahl|bewertung|note|gesamtpunktzahl) (?:ist|lautet|beträgt|:)
(?:das|dieses|unser) (?:interview|gespräch|vorstellungsgespräch) ist (?:\w+ )?(?:beendet|vorbei|
  zu ende|abgeschlossen)
ignorier\w* (?:\w+ ){0,3}(?:anweisung\w*|anleitung\w*|vorgaben)
en tant qu['’](?:ia|intelligence artificielle) | je (?:ne )?(?:suis|peux) (?:pas|désolée?)
l['’]entretien est terminé | votre (?:note|score) est
como (?:ia|modelo de lenguaje|inteligencia artificial) | lo siento,? pero
no puedo (?:ayudar|continuar) | la entrevista ha (?:terminado|concluido) | su puntuación es
"""
)
_AT_THE_START = re.compile(
    r"(?:ok|okay|sure|alright)?[,.! ]*(?:i (?:cannot|can['’]t|can not|refuse|apologi[sz]e)\b|"
    r"(?:i['’]m )?sorry\b|ignoring\b|unfortunately\b|[{\[]|```|system\s*:|user\s*:|hired\b|"
    r"feedback\s*:|evaluation\s*:|analysis\s*:|score\s*:|bewertung\s*:|let me think\b|"
    r"the user (?:is|has|wants|asks|asked|said|says|gave|provided|answered)\b|wait,|"
    r"we need to (?:ask|write|produce|output|generate|respond)\b|"
    r"the instructions? (?:is|are|says?|states?|tells?)\b)",
    re.IGNORECASE,
)
_BEGINNINGS = phrases(
    r"""
as an? (?:ai|llm|language|artificial|chatbot) | i (?:cannot|can['’]t|won['’]t|will not|can not)
i(?:['’]m| am) (?:sorry|afraid|unable|not|just|only|an?) | score | rating | grade | mark | interview
concludes | hired | rejected | passed | failed | ignor\w* | disregard\w* | forget\w* | prompt
instructions? | candidate['’]s | candidate | my (?:role|task|job) | next question
als (?:ki|sprachmodell|künstliche) | ich (?:kann|bin) | leid | punktzahl | bewertung | gespräch
vorstellungsgespräch | entretien | entrevista | lo siento | puedo | je (?:ne|suis|peux) | puntuación
"""
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_RUN = 5
_SHORTEST_RUN = 3
_SAID_BY_ORDER = re.compile(
    r"\b(?:say|write|print|output|reply|respond|answer|sage?n?|schreiben?|antworten?)\b"
    r"(?: only| just| with| exactly| the words?| nur| mit)*:?\s+[\"“„'«]?(.+?)[\"”“'»]?\s*$",
    re.IGNORECASE | re.DOTALL,
)


def no_question(text: str) -> str | None:
    """Why `text` is no question, None if it may be one."""
    if _AT_THE_START.match(text) or _ALWAYS.search(text):
        return NOT_A_QUESTION
    return None


def may_begin(clause: str) -> int | None:
    """Where in `clause` the first word stands that such text is made of, None if nowhere."""
    found = _BEGINNINGS.search(clause)
    return found.start() if found else None


class Planted:
    """The orders found in a candidate's texts, watched for in what a model writes."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        found = map(_SAID_BY_ORDER.search, sentences)
        spoken = [_words(order.group(1)) for order in found if order]
        orders = [*map(_words, sentences), *spoken]
        self._runs = {run for words in orders for run in _runs(words)}
        self._short = [words for words in spoken if words and len(words) < _SHORTEST_RUN]

    def obeyed(self, text: str) -> str | None:
        """Why `text` is refused: it says what an order says, or wants said."""
        said = _words(text)
        is_said = any(said[: len(words)] == words for words in self._short)
        return OBEYS if is_said or any(_contains(said, run) for run in self._runs) else None

    def held_words(self, text: str, fewest: int = 2) -> int:
        """How many words at the end of `text` may begin such a run, 0 if below `fewest`."""
        said = tuple(_words(text))
        longest = min(len(said), _RUN - 1)
        for count in range(longest, fewest - 1, -1):
            if any(run[:count] == said[-count:] for run in self._runs):
                return count
        return 0


def _runs(said: list[str]) -> list[tuple[str, ...]]:
    if len(said) < _SHORTEST_RUN:
        return []
    size = min(_RUN, len(said))
    return [tuple(said[at : at + size]) for at in range(len(said) - size + 1)]


def _contains(said: list[str], run: tuple[str, ...]) -> bool:
    return any(tuple(said[at : at + len(run)]) == run for at in range(len(said) - len(run) + 1))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
