"""What the speaker says they did: past verbs whose subject is "I" or "ich".

Law: what one would do, can do or always does is no action; nor is what was done to
the speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.language import deeds_english as english
from app.language import deeds_german as german
from app.language.lexicon import listed, phrases, words
from app.language.matching import has_small_word

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|[,;:–—]")
_PAST_ED = re.compile(r"[a-z]{2,}ed$")
_AGAIN = re.compile(r"^(?:re|over|under|out|pre|co|cross|double)-")
_SWEEPING = phrases(english.SWEEPING, german.SWEEPING)
_HOLLOW = phrases(english.HOLLOW)

_SELF = words("i i've i’ve")
_OTHERS = words("we they he she who you nobody everyone everybody someone")
_THINGS = words("it this that there")
_JOINTS = words("and then also so but or , ;")
_BARS = words("""
am is are i'm would will can could may might must should 'll 'd always usually often never
sometimes normally generally try like want
""")
"""After "I": what follows is no past action."""

_CAUSED = words("the a an it them him her all every my our")
"""After "I had": somebody was made to do it."""

_LIST = 8
"""Tokens from which a sentence has some small word in it."""

_PASSIVE = words("was were been being get be")
_REACH = 5

_ICH = re.compile(r"\bich\b", re.IGNORECASE)
_HAVE = re.compile(r"\b(?:hab|habe|hatte|bin|war)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(
    rf"(?<!zu )\b(?:{listed(german.SEPARABLE)}?ge\w{{2,}}(?:t|en)"
    rf"|{listed(german.SEPARABLE)}?{listed(german.INSEPARABLE)}\w{{3,}}(?:t|en)|\w{{3,}}iert)\b",
    re.IGNORECASE,
)
_PRETERITE = re.compile(
    rf"\bich (?:\w+ )?({listed(german.PRETERITE)})\b|\b({listed(german.PRETERITE)}) ich\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """The verbs; weak ones say nothing unless something concrete stands with them."""

    strong: frozenset[str]
    weak: frozenset[str]


def actions_in(sentence: str) -> Actions:
    """What the speaker did in `sentence`."""
    if _is_list(sentence):
        return Actions(strong=frozenset(), weak=frozenset())
    english_verbs = _english(_HOLLOW.sub(" ", sentence))
    german_verbs = _german(sentence)
    found = english_verbs | german_verbs
    weak = (english_verbs & english.WEAK) | (german_verbs & german.WEAK)
    if not _is_surely_past(sentence):
        weak |= english_verbs & english.SAME_IN_PRESENT
    if _SWEEPING.search(sentence):
        found = weak = set(sorted(found - weak)[:1])
    return Actions(strong=frozenset(found - weak), weak=frozenset(weak))


def _is_list(sentence: str) -> bool:
    """Grand words in a row that nothing binds: "Managed, improved, delivered, led"."""
    return len(_TOKEN.findall(sentence)) >= _LIST and not has_small_word(sentence)


def is_past(word: str) -> bool:
    """Whether `word` can be an English past form."""
    bare = _AGAIN.sub("", word)
    regular = bool(_PAST_ED.match(bare)) and bare not in english.NOT_PAST
    return regular or bare in english.IRREGULAR


def _is_surely_past(sentence: str) -> bool:
    said = {token.lower() for token in _TOKEN.findall(sentence)}
    return any(
        word in english.WAS or (is_past(word) and word not in english.SAME_IN_PRESENT)
        for word in said
    )


def _english(sentence: str) -> set[str]:
    """Verbs near an "I", verbs joined to it, and a verb that opens the sentence."""
    tokens = [token.lower().replace("’", "'") for token in _TOKEN.findall(sentence)]
    found: set[str] = set()
    reach = 2 if tokens[:1] and tokens[0] in _JOINTS else 1  # it may begin: "Rewrote the tests"
    is_own, is_said = True, False
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else ""
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        if token in _SELF:
            is_own, reach = before != "if" and following not in _BARS, _REACH
            is_said = is_own
        elif before != "had" and _is_other_subject(token, following):
            is_own, reach = False, 0
        elif is_own and _is_told(token, before) and (reach > 0 or before in _JOINTS):
            found.add(token)
            is_said, reach = True, 0
        reach -= 1
        is_own = is_own and (is_said or reach > 0)
    return found


def _is_told(token: str, before: str) -> bool:
    """A past verb that is not done to the speaker; "I had it moved" is the speaker's doing."""
    if token in _CAUSED and before == "had":
        return True
    return is_past(token) and before not in _PASSIVE


def _is_other_subject(token: str, following: str) -> bool:
    if token in _THINGS:
        return following in english.WAS or is_past(following)
    return token in _OTHERS


def _german(sentence: str) -> set[str]:
    if not _ICH.search(sentence):
        return set()
    found = {verb.lower() for match in _PRETERITE.findall(sentence) for verb in match if verb}
    if _HAVE.search(sentence):
        found |= {match.group().lower() for match in _PARTICIPLE.finditer(sentence)}
    return found - german.NOT_PAST
