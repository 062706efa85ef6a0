"""Answers that are none: blank, gibberish, copied, hostile, a plain "I don't know".

Law: in doubt an answer is taken as one. Only what no listener would call an answer
is sorted out here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise

from app.judging import kinds_phrases as phrases
from app.judging.signs import WORD
from app.language import lexicon
from app.language.detecting import detect
from app.language.matching import telling_stems
from app.language.sentences import statements

_INVISIBLE = frozenset("\u115f\u1160\u2800\u3164\uffa0\u034f")
_KEYBOARD = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiopü",
    "asdfghjklöä",
    "yxcvbnm",
    "1234567890",
    "azertyuiop",
)
_ORDERS = lexicon.phrases(phrases.ORDERS)
_REPORTED = lexicon.phrases(phrases.REPORTED)
_ABUSE = lexicon.phrases(phrases.ABUSE)
_DONT_KNOW = lexicon.phrases(phrases.DONT_KNOW)
_REFUSAL = lexicon.phrases(phrases.REFUSAL)
_PRIVATE = lexicon.phrases(phrases.PRIVATE)
_WORK = lexicon.phrases(phrases.WORK)
_ANYBODY = lexicon.phrases(phrases.ANYBODY)
_TELLS_ENOUGH = 3
_FOREIGN_LETTER = re.compile(r"[^\W\d_a-zäöüß]", re.IGNORECASE)
_ANY_TIME = telling_stems(
    "last first next time day days week month year today now then way letzte erste tag woche zeit "
    "one two three four five six new old good better best big great look looked grow see seen "
    "use used sort saturday sunday monday friday samstag sonntag"
)
"""Words that a question and any answer may share by chance."""

_MORE_THAN_CHANCE = 2
_MOST_WORDS_BESIDE = 9
_OVER_AND_OVER = 3
_DRONE = 6
_MUTE = 5
_VOWELS = frozenset("aeiouyäöüàâáéèêëíîïóôúûœæøåąęı")
_LAST_LATIN = 0x24F
_ENOUGH_PAIRS = 6
_USUAL_SHARE = 0.55


def is_blank(text: str) -> bool:
    """Nothing visible, or no letter and no digit."""
    return not any(unicodedata.category(ch)[0] in "LN" and ch not in _INVISIBLE for ch in text)


def is_gibberish(text: str) -> bool:
    """Fillers, one word over and over, keys in a row, or letters that make no words."""
    words = [word.lower() for word in WORD.findall(text)]
    if not words:
        return True
    distinct = set(words)
    return (
        distinct <= phrases.FILLERS
        or (len(distinct) == 1 and len(words) >= _OVER_AND_OVER)
        or _is_stammer(distinct, text)
        or _is_drone(words)
        or _is_lorem(distinct)
        or _is_mashed(words, text)
    )


def _is_stammer(distinct: set[str], text: str) -> bool:
    """One letter over and over in each word, numbers aside: "xx yy 123"."""
    spelled = {word for word in distinct if not word.isdigit()} or distinct
    return len(text) >= _OVER_AND_OVER and all(len(set(word)) == 1 for word in spelled)


def _is_drone(words: list[str]) -> bool:
    """Fillers, one word, or words said twice running make up half of it."""
    if len(words) < _DRONE:
        return False
    fillers = sum(word in phrases.FILLERS for word in words)
    again = 2 * sum(one == other for one, other in pairwise(words) if not one.isdigit())
    return 2 * max(fillers, again, Counter(words).most_common(1)[0][1]) >= len(words)


def _is_lorem(distinct: set[str]) -> bool:
    known = len(distinct & phrases.LOREM)
    return known > 1 and known * 3 >= len(distinct)


def _is_mashed(words: list[str], text: str) -> bool:
    """Most words are keys in a row, or most pairs of letters are rare in any language here."""
    if any(ord(ch) > _LAST_LATIN for word in words for ch in word):
        return False
    rows = sum(_is_row(word) for word in words)
    mute = sum(len(w) >= _MUTE and w.islower() and not _VOWELS & {*w} for w in WORD.findall(text))
    if rows * 2 > len(words) or (mute > 1 and mute * 3 >= len(words)):
        return True
    pairs = [a + b for word in words if word.isalpha() for a, b in pairwise(word)]
    known = sum(pair in phrases.COMMON_PAIRS for pair in pairs)
    return len(pairs) >= _ENOUGH_PAIRS and known < len(pairs) * _USUAL_SHARE


def _is_row(word: str) -> bool:
    return len(word) >= _OVER_AND_OVER and any(
        word in row or word in row[::-1] for row in _KEYBOARD
    )


def copied_share(text: str, sources: tuple[str, ...], run: int = 5) -> float:
    """The share of words that stand in runs of `run` words also found in a source."""
    words = _folded(text)
    known = {gram for source in sources for gram in _runs(_folded(source), run)}
    covered = {
        at + step
        for at, gram in enumerate(_runs(words, run))
        if gram in known
        for step in range(run)
    }
    return len(covered) / len(words) if words else 0.0


def is_echo(answer: str, question: str) -> bool:
    """Whether it is the question again, or one sentence of it, however short."""
    said = _folded(answer)
    return any(said == _folded(part) for part in (question, *statements(question)))


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"\w+", text)]


def _runs(words: list[str], run: int) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + run]) for at in range(len(words) - run + 1)]


def is_hostile(sentence: str) -> bool:
    """Abuse, or an order to the interviewer; one that is reported is none."""
    ordered = _ORDERS.search(sentence) and not _REPORTED.search(sentence)
    return bool(ordered or _ABUSE.search(sentence))


def is_beside_the_point(answer: str, sources: tuple[str, ...]) -> bool:
    """Private talk, or talk of the world without the speaker in it.

    Without a word of work or of the question, or two of the documents, in the same
    language; `sources` are the question and the documents.
    """
    is_other = _PRIVATE.search(answer) or _is_of_the_world(answer, sources)
    if not is_other or speaks_of_work(answer):
        return False
    said = telling_stems(answer) - _ANY_TIME
    question, *documents = (said & telling_stems(source) for source in sources)
    return not question and len(frozenset().union(*documents)) < _MORE_THAN_CHANCE


def _is_of_the_world(answer: str, sources: tuple[str, ...]) -> bool:
    if _ANYBODY.search(answer) or len(telling_stems(answer)) < _TELLS_ENOUGH:
        return False
    if _FOREIGN_LETTER.search(answer):
        return False
    spoken = detect(answer)
    return spoken is not None and spoken in map(detect, sources)


def speaks_of_work(answer: str) -> bool:
    """Whether a word in it is of work at all."""
    return bool(_WORK.search(answer))


def is_dont_know(text: str) -> bool:
    """A plain pass: short, and little besides the phrase."""
    if _REFUSAL.fullmatch(text.strip(" .!?,;\n\t")):
        return True
    if not _DONT_KNOW.search(text):
        return False
    beside = _DONT_KNOW.sub(" ", text)
    return len(WORD.findall(beside)) <= _MOST_WORDS_BESIDE
