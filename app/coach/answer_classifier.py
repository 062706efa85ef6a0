"""What kind of answer one is, and what it is worth by the written anchors.

Law: the floors (blank, the same again, a copy, a question back) hold whoever judges. The
rest is counted and holds offline only; in doubt an answer is taken as one.
"""

from __future__ import annotations

import re

from app.coach.answer_signs import GAPS, LISTED_LANGUAGES, AnswerKind, Assessment, is_past, weigh
from app.coach.phrase_table import PhraseTable, load, tokens
from app.coach.quoted_words import Back, features
from app.coach.spans import READ_AT_MOST, is_code
from app.domain.interview import MAX_QUESTIONS, Interview
from app.domain.speaking import speaking_time
from app.text import learnt
from app.text.language_id import language_of
from app.text.sentences import content_words, sentences
from app.values import replace

_TABLE = load("signs.toml")
_REPLY = PhraseTable({**_TABLE["reply"], "work": _TABLE["common"]["work"]})
_AGAIN = PhraseTable({"again": _TABLE["words"]["again"]})
_COMMON, _ENGLISH = _TABLE["common"], _TABLE["english"]
COMMON_WORDS = content_words(" ".join((_COMMON["words"], _ENGLISH["past"], _ENGLISH["weak"])))
"""Words that two texts about anything may share."""
GENERIC_WORDS = content_words(_TABLE["generic"]["requirement"])  # say nothing of the matter
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_COPY_OF_QUESTION, _COPY_OF_PAPER = 12, 40  # characters from which it is a copy, not a fact named
_ASKING_WORDS, _BESIDE_PASS, _BEGINNING, _QUESTION_WORDS, _BESIDE_QUESTION = 30, 9, 12, 14, 3
"""Words at most: that ask back, beside "I don't know", of a beginning, a question, before it."""
_LONG = 300  # seconds from which nobody listens any more
_SURE_FROM = 0.6  # the chance from which a question asks what was meant
_ENOUGH_TO_COMPARE, _STEM, _IN_COMPOUND = 3, 6, 5
_ENDING, _SHARE = (re.compile(_TABLE["forms"][name]) for name in ("ending", "share"))
_AHEAD = re.compile(r"\b(?:how|what|who) would\b", re.IGNORECASE)  # asks for no case
_LENGTH, _CASE, *_ = GAPS
_JOINT, _SYMBOL = re.compile("[-/]"), re.compile(r"[{}()\[\];=<>|&$*+/\\_\"]")
_SYMBOL_SHARE, _FEWEST_SYMBOLS = 0.12, 6  # of program text: symbols for each letter, and at all


def classify(interview: Interview, number: int) -> Assessment:
    """The answer of turn `number`, read by rule, each sentence once; none at all is blank."""
    answer = _answer(interview, number)
    if plain := floor_of(interview, number) or _no_answer(answer):
        return plain
    message = interview.answer(number)
    told = [*{" ".join(tokens(t)): t for t in sentences(answer)[::-1]}.values()][::-1]
    fair = [text for text in told if not _is_hostile(text)]
    read = weigh(fair, message.language if message else None)
    is_case = read.kind is not AnswerKind.VAGUE
    if not is_case and len(fair) < len(told):
        return Assessment(kind=AnswerKind.HOSTILE)
    asked = interview.question(number)
    is_ahead = number == MAX_QUESTIONS or bool(asked and _AHEAD.search(asked.content))
    read = replace(read, gaps=("ahead",)) if is_ahead and read.gaps == (_CASE,) else read
    read = replace(read, gaps=(_LENGTH, *read.gaps)) if speaking_time(answer) > _LONG else read
    if _shares_a_word(interview, number, is_case=is_case):
        return read
    return replace(read, kind=AnswerKind.OFF_TOPIC, rating=1 + is_case, quote=None)


def floor_of(interview: Interview, number: int) -> Assessment | None:
    """What holds before any model is asked; None where the answer is to be judged."""
    answer = _answer(interview, number)
    if not tokens(answer):
        return Assessment(kind=AnswerKind.BLANK)
    is_copied, question = _is_copied(interview, number), interview.question(number)
    if _asks_back(answer, question.content if question and not is_copied else None):
        return Assessment(kind=AnswerKind.ASKS_BACK, rating=None)
    told = _told(answer)
    for turn in range(1, number):
        if _told(_answer(interview, turn)) == told:
            kind = AnswerKind.MISSING if _is_passed(answer) else AnswerKind.REPEATED
            return Assessment(kind=kind, again=turn if kind is AnswerKind.REPEATED else None)
    return Assessment(kind=AnswerKind.COPIED) if is_copied else None


def _no_answer(answer: str) -> Assessment | None:
    """What no listener would call an answer, and program text, which rules cannot judge."""
    symbols, written = len(_SYMBOL.findall(answer)), [*filter(str.strip, answer.splitlines())]
    is_program = 2 * sum(map(is_code, written)) >= max(1, len(written))
    if is_program or symbols >= max(_FEWEST_SYMBOLS, _SYMBOL_SHARE * sum(map(str.isalpha, answer))):
        return Assessment(kind=AnswerKind.CODE, rating=2)
    if _is_passed(answer) and not any(map(_is_hostile, sentences(answer))):
        return Assessment(kind=AnswerKind.MISSING, denied=weigh(sentences(answer)).denied)
    return None


def _answer(interview: Interview, number: int) -> str:
    return said.content if (said := interview.answer(number)) else ""


def _told(answer: str) -> list[str]:
    """Its words without a beginning such as "As I said"; another number is another answer."""
    said = tokens(answer)
    at = _AGAIN.find(" ".join(said[:_BEGINNING])).get("again", (0, 0))
    return (said[at[1] :] if at[0] == 0 else said) or said


def _is_copied(interview: Interview, number: int) -> bool:
    """Whether every piece of it stands in a question so far, in the posting or in the CV."""
    answer, session = _answer(interview, number), interview.session
    whole = _spaced(answer)
    asked = [_spaced(e.question.content) for e in interview.exchanges if e.number <= number]
    if len(whole) < _COPY_OF_PAPER:
        return len(whole) >= _COPY_OF_QUESTION and any(whole in question for question in asked)
    given = [*asked, *(_spaced(t or "") for t in (session.job_description_text, session.cv_text))]
    return all(any(_spaced(part) in text for text in given) for part in sentences(answer))


def _spaced(text: str) -> str:
    return _EDGES.sub("", " ".join(text.casefold().split()))


def _asks_back(answer: str, asked: str | None) -> bool:
    """A short reply that asks what was meant, or what a word of `asked` is, with no case in it."""
    *before, last = sentences(answer)
    said, listed = tokens(answer), _TABLE["words"]
    if len(said) > _ASKING_WORDS:
        return False
    if "?" in answer and " ".join(said) in listed["asks_back"]:
        return True
    found = _REPLY.find(answer)
    if "asks_back" in found:
        rest = [text for text in (*before, last) if "asks_back" not in _REPLY.find(text)]
        return len(rest) <= 1 and weigh(rest).kind is AnswerKind.VAGUE
    is_long = len(said) > _QUESTION_WORDS or len(tokens(" ".join(before))) > _BESIDE_QUESTION
    told = tokens(last.rpartition(",")[0])  # as in "I counted them twice, does that count?"
    is_told = weigh([last]).kind is not AnswerKind.VAGUE or any(map(is_past, told))
    is_other = is_told or {"missing", "hostile"} & {*found}
    if is_long or is_other or asked is None or "?" not in last or said[0] in listed["states"]:
        return False
    back = learnt.chances("quoted question", features(last))
    words = content_words(" ".join(said[1:])) - COMMON_WORDS
    is_word = bool(words) and words <= content_words(asked) and said[0] in listed["asks_what"]
    return is_word or back[Back.MEANING] + back[Back.EITHER] >= _SURE_FROM


def passes(answer: str) -> bool:
    """Whether it says anywhere that the speaker does not know."""
    return "missing" in _REPLY.find(answer)


def _is_passed(answer: str) -> bool:
    words, at = tokens(answer), _REPLY.find(answer).get("missing")
    if at is None:
        return " ".join(words) in _TABLE["words"]["pass"]
    rest = [*words[: at[0]], *words[at[1] :]]
    return len(rest) <= _BESIDE_PASS and weigh([" ".join(rest)]).kind is AnswerKind.VAGUE


def _is_hostile(text: str) -> bool:
    """Abuse, or an order to the interviewer; one that is told of is none."""
    found = _REPLY.find(text)
    return "hostile" in found and "reported" not in found


def _shares_a_word(interview: Interview, number: int, *, is_case: bool) -> bool:
    """Whether a telling word of question, posting or CV is in the answer.

    True where it names people or things of work, and where that cannot be told: in few
    words, or in a language of which little is known, and the papers are in another.
    """
    answer, session = _answer(interview, number), interview.session
    question, said = interview.question(number), _stems(answer)
    if len(said) < (1 if is_case else _ENOUGH_TO_COMPARE) or "work" in _REPLY.find(answer):
        return True
    papers = (question and question.content, session.job_description_text, session.cv_text)
    given = [text[:READ_AT_MOST] for text in papers if text]
    if any(said & _stems(text) for text in given):
        return True
    spoken = language_of(answer)
    if spoken not in {*LISTED_LANGUAGES, None}:
        return all(language_of(text) not in {spoken, None} for text in given)
    given = [] if spoken == "en" else given
    each = [pair for text in given for pair in ((said, text), (_stems(text), answer))]
    long = ((word, text) for words, text in each for word in words if len(word) >= _IN_COMPOUND)
    return any(word in text.casefold() for word, text in long)


def _stems(text: str) -> set[str]:
    """Beginnings of the telling words, and shares: endings and slips do not part them."""
    telling = content_words(_JOINT.sub(" ", text)) - COMMON_WORDS
    stems = {_ENDING.sub("", word)[:_STEM] for word in telling if not word.isdigit()}
    return stems | {*_SHARE.findall(text)}
