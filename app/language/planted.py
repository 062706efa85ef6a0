"""Instructions that were planted in a document or an answer.

Law: what is addressed to the interviewer is neither a requirement nor a term; it is
passed over, and what stands around it counts as before.
"""

from __future__ import annotations

import re

from app.language.lexicon import phrases
from app.language.sentences import sentences

_ORDERS = phrases(
    r"""
(?:ignore|disregard|forget|override|bypass) (?:\w+ ){0,4}(?:above|instructions?|prompts?|rules|
  guidelines|everything|previous|prior)
(?:print|reveal|show|repeat|output|display|leak|tell) (?:\w+ ){0,4}(?:prompt|instructions|
  system message|api key|secret\w*)
(?:end|stop|terminate|finish|abort|skip) (?:this|the|your) (?:\w+ )?(?:interview|questions)
(?:give|grant|award|rate|score|assign|mark) (?:\w+ ){0,5}(?:score|rating|full marks|10|ten|100|
  highest|maximum|perfect|top marks|points|hired?)
(?:ask|pose) (?:\w+ ){0,3}(?:only|no|nothing|just) (?:\w+ ){0,3}(?:questions?|about)
(?:only|always|never) (?:ask|respond|answer|reply) | (?:respond|reply|answer) (?:only )?(?:with|in)
you are (?:now|no longer) (?:an?|the|in)? | from now on,? you | pretend (?:to be|you|that you)
(?:the )?candidate (?:is|should be|must be) (?:hired|given|rated|perfect|scored|selected|passed)
(?:system|developer) (?:prompt|message|override) | jailbreak | developer mode | prompt injection
(?:dear|attention|note to|message to|instructions? (?:to|for)|hey|hello)(?: the)?:? (?:ai|llm|
  chatbot|language model|interviewer|model|assistant|recruiter bot|system)
if you are (?:an? )?(?:ai|llm|language model|chatbot|bot|model) | as an ai(?: \w+)?,
ignorier\w* (?:\w+ ){0,4}(?:anweisung\w*|obige\w*|oben|bisherige\w*|vorherige\w*|regeln)
vergiss (?:\w+ ){0,3}(?:anweisung\w*|alles|regeln)
(?:gib|geben sie|vergib|vergeben sie) (?:\w+ ){0,5}(?:punkte|punktzahl|höchstnote|bewertung)
(?:beende|beenden sie|stoppe) (?:\w+ ){0,2}(?:interview|gespräch)
(?:zeig|zeige|zeigen sie|nenne|drucke|gib) (?:\w+ ){0,4}(?:prompt|systemanweisung\w*|anweisungen)
du bist (?:jetzt|nun) | ab jetzt bist du
"""
)
_LABEL = re.compile(
    r"^\s*(?:#+\s*)?(?:system|assistant|developer|user)\s*:|<\|?\w+\|?>|\[/?INST\]", re.IGNORECASE
)
_TAIL = re.compile(
    r"\b(?:question|interview|candidate|answer|prompt|score|points|instruction|cat|poem|"
    r"frage|gespräch|antwort|punkte|bewerbe\w+)s?\b",
    re.IGNORECASE,
)


def is_planted(sentence: str) -> bool:
    """Whether `sentence` gives the interviewer orders."""
    return bool(_ORDERS.search(sentence) or _LABEL.search(sentence))


def without_planted(text: str) -> str:
    """`text` without such sentences, nor the ones that follow and go on about the interview."""
    kept = [_kept(line) for line in text.splitlines()]
    return "\n".join(kept)


def _kept(line: str) -> str:
    if not is_planted(line):
        return line
    sound: list[str] = []
    is_after = False
    for sentence in sentences(line):
        is_after = is_planted(sentence) or (is_after and bool(_TAIL.search(sentence)))
        if not is_after:
            sound.append(sentence)
    return " ".join(sound)
