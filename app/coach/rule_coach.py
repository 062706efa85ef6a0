"""The reviewer by rule: offline, and in place of a model that could not be reached.

Law: a person wrote every sentence (`remarks.toml`); none says more than counting can know,
and what it quotes stands in its source word for word. A requirement is at most "spoken of",
by words shared with it or, where it was asked for, with the question, or by a case told to its
end, and "in the CV" by the posting's own words alone; what is denied is not spoken of.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Container, Mapping, Sequence

from msgspec import Struct

from app.coach.answer_classifier import COMMON_WORDS, GENERIC_WORDS, classify, floor_of
from app.coach.answer_signs import GAPS, AnswerKind, Assessment, has_figure
from app.coach.phrase_table import load
from app.domain.feedback import AnswerReview, Evidence, Part, RequirementFinding, Summary
from app.domain.interview import Interview, Message
from app.domain.requirement import NOTHING_READ, Reading, Requirement
from app.domain.score import conclude
from app.domain.source import Source
from app.guard.topics import reveals
from app.text.quotations import verbatim
from app.text.sentences import content_words, sentences
from app.values import replace

_REMARKS, _SIGNS = load("remarks.toml"), load("signs.toml")
_FORMS = ("short_name", "turned", "unclaimed", "ending", "joint")
_NAME, _TURNED, _UNCLAIMED, _ENDING, _JOINT = (re.compile(_SIGNS["forms"][n]) for n in _FORMS)
_EXAMPLE, _PROPER = (re.compile(_SIGNS["forms"][n]) for n in ("example", "proper"))
_PAST = [*map("".join, map(content_words, _SIGNS["generic"]["irregular"].split()))]
_PRESENT = dict(zip(_PAST[::2], _PAST[1::2], strict=True))
_IDLE = {_ENDING.sub("", word) for word in GENERIC_WORDS | COMMON_WORDS}
_BESIDE = content_words(_SIGNS["generic"]["beside"])
_TOLD = {AnswerKind.STRONG, AnswerKind.FAIR, AnswerKind.VAGUE}  # can speak of a requirement
_LEFT = (AnswerKind.MISSING, AnswerKind.REPEATED, AnswerKind.OFF_TOPIC)
_SAID = {5: "measured", 4: "told", 3: "instance", 2: "general", 1: "short"}  # by its rating
_Words = Mapping[str, frozenset[str]]  # of an answer, by sentence
_Claims = Mapping[int, _Words]
_Read = Mapping[int, Assessment]
_CASE_FROM, _ENOUGH, _IN_COMPOUND = 3, 2, 5
_COMPOUNDING = frozenset({"da", "de", "fi", "nl", "no", "sv"})  # languages
_STRENGTHS, _WEAKNESSES, _UNSPOKEN, _CV_LINES = 3, 4, 2, 2  # at most of each in a summary


class RuleReviewer(Struct, frozen=True):
    """Fits `ports.Reviewer`; `source` labels all that it writes."""

    source: Source
    conclude = staticmethod(conclude)

    def floor(self, interview: Interview) -> Sequence[AnswerReview]:
        """The reviews that hold before any model is asked: blank, repeated, copied, asking back."""
        read = ((a.turn, floor_of(interview, a.turn)) for a in interview.answers)
        return [replace(_review(turn, f, self.source), is_floor=True) for turn, f in read if f]

    async def review(
        self, interview: Interview, done: Sequence[AnswerReview | RequirementFinding], tries: int
    ) -> AsyncGenerator[AnswerReview | RequirementFinding | Summary, None]:
        """The reviews not in `done`, the table, with the rows in `done`, and the summary."""
        del tries
        read = {a.turn: classify(interview, a.turn) for a in interview.answers}
        own = {turn: _review(turn, each, self.source) for turn, each in read.items()}
        kept = {part.turn: part for part in done if isinstance(part, AnswerReview)}
        for turn in sorted(own.keys() - kept.keys()):
            yield own[turn]
        reviews, reading = own | kept, interview.session.reading or NOTHING_READ
        told = {t: read[t] for t in read if read[t].kind in _TOLD and reviews[t].answers_question}
        wanted = frozenset[str]().union(*(_telling(r.text)[0] for r in reading.requirements))
        claimed = {t: _claimed(m, told[t], wanted) for t in told if (m := interview.answer(t))}
        given = {part.requirement: part for part in done if isinstance(part, RequirementFinding)}
        found = ((r, _finding(interview, r, told, claimed)) for r in reading.requirements)
        table = {r: given.get(r.id) or replace(row, source=self.source) for r, row in found}
        for row in table.values():
            yield row
        lacks = {turn: _lacks(read[turn], own[turn], reviews[turn]) for turn in read}
        cases = {turn: r for turn, r in reviews.items() if (r.rating or 0) >= _CASE_FROM}
        best = sorted(cases.values(), key=lambda review: (-(review.rating or 0), review.turn))
        musts = [r for r in table if r.is_must and r.is_askable and table[r].turn is None]
        unspoken = [_unspoken(interview, read, must, cases) for must in musts[:_UNSPOKEN]]
        quoted = [(_borne_out(r), r.turn, text) for r in best if (text := _quotable(r.quote))]
        words = [(_REMARKS["strength"][said], t, q) for said, t, q in quoted[:_STRENGTHS]]
        yield Summary(
            strengths=tuple(each.format(turn=t, quote=q) for each, t, q in words),
            weaknesses=(*_counted(lacks)[: _WEAKNESSES - len(unspoken)], *unspoken),
            cv_improvements=tuple(_for_cv(reading, quoted)),
            source=self.source,
        )


def _quotable(text: str | None) -> str | None:
    """`text` as it can stand between quotation marks; None where it has some itself."""
    bare = _TURNED.sub("", text or "").rstrip(" .,;:–—").lstrip(" -–—•*·")
    return None if {*'"“”„«»‟'} & {*bare} else bare or None


def _review(turn: int, read: Assessment, source: Source) -> AnswerReview:
    return AnswerReview(
        turn=turn,
        rating=read.rating,
        quote=read.quote,
        parts=read.parts,
        comment=_comment(turn, read),
        source=source,
        answers_question=read.kind is not AnswerKind.OFF_TOPIC,
    )


def _comment(turn: int, read: Assessment) -> str:
    """What was counted, and what would lift it."""
    quote, denied = _quotable(read.quote), _quotable(next(iter(read.denied), None))
    said = lift = read.kind.value
    if read.kind in _TOLD:
        lift, is_case = next(iter(read.gaps), "none"), (read.rating or 0) >= _CASE_FROM
        said = "unquoted" if is_case and not quote else _SAID[read.rating or 1]
        said = "deed" if said == "general" and Part.ACTION in read.parts else said
        said, lift = ("unread", "") if read.is_unread else (said, lift)
        said, lift = ("denied", "denied") if denied and not is_case else (said, lift)
    filled = {"quote": quote, "denied": denied, "again": read.again}
    variants = (_REMARKS["comment"][said], _REMARKS["lift"].get(lift, [""]))
    return " ".join(v[(turn - 1) % len(v)] for v in variants).strip().format(**filled)


def _counted(lacks: Mapping[int, Sequence[str]]) -> list[str]:
    """What answers lack, most often first, with their numbers as in "answers 1, 5 and 8"."""
    words = _REMARKS["weakness"]
    missed = {key: [str(turn) for turn in lacks if key in lacks[turn]] for key in (*_LEFT, *GAPS)}
    most = sorted(filter(missed.get, missed), key=lambda key: -len(missed[key]))
    turns = {key: " and ".join(", ".join(missed[key]).rsplit(", ", 1)) for key in most}
    return [words[key].format(turns=turns[key], s="s" * (" " in turns[key])) for key in most]


def _borne_out(case: AnswerReview) -> str:
    """What its rating and its parts both say of it."""
    said = _SAID[case.rating or 0] if Part.RESULT in case.parts else "instance"
    return said if Part.ACTION in case.parts else "kept"


def _lacks(read: Assessment, own: AnswerReview, by: AnswerReview) -> Sequence[str]:
    """What is lacking in an answer, as far as `by`, the review that stands, bears it out."""
    gaps, had_from = read.gaps if read.kind in _TOLD else (read.kind,), _REMARKS["had_from"]
    if by.comment == own.comment:
        return gaps
    low = [gap for gap in gaps if (by.rating or 0) < had_from.get(gap, 0)]
    return [gap for gap in low if _REMARKS["told_by"].get(gap) not in by.parts]


def _unspoken(held: Interview, read: _Read, of: Requirement, cases: Container[int]) -> str:
    """That it was denied, told of without its name, asked about, or that no answer spoke of it."""
    denied = [(t, q) for t in read if (q := _quotable(denies(read[t], of.text))) and not reveals(q)]
    asked = [(t.number, "") for t in held.turns if t.plan and t.plan.requirement == of.id]
    told = [(turn, "") for turn, _ in asked if turn in cases]
    said = "denied" if denied else "unnamed" if told else "asked" if asked else "unspoken"
    turn, quote = (denied or told or asked or [(0, "")])[0]
    return str(_REMARKS["weakness"][said].format(requirement=of.text, turn=turn, denied=quote))


def denies(read: Assessment, requirement: str) -> str | None:
    """The statement of an answer that denies `requirement` by its own words."""
    words, enough = _telling(requirement)
    return next((text for text in read.denied if len(words & _named(text)) >= enough), None)


def _named(text: str) -> frozenset[str]:
    """Its content words without common endings, and names such as Go, words but for a capital."""
    said = content_words(_JOINT.sub(" ", text)) | {*_NAME.findall(text)}
    return frozenset(_ENDING.sub("", _PRESENT.get(word, word)) for word in said)


def _telling(text: str) -> tuple[frozenset[str], int]:
    """Its telling words, none a figure, and how many of them an answer about it shares."""
    words = (every := _named(text)) - _IDLE
    words = frozenset(word for word in words if any(map(str.isalpha, word)))
    return words or every, min(_ENOUGH, (len(words) + 1) // 2) or 1


def _for_cv(reading: Reading, quoted: Sequence[tuple[str, int, str]]) -> list[str]:
    """Lines of the CV without a figure, and of what was `quoted` a case that it may tell too."""
    words = _REMARKS["cv"]
    bare = [c.text for c in reading.cv_lines if not has_figure(c.text) and _quotable(c.text)]
    retold = [words[said].format(turn=t, quote=q) for said, t, q in quoted if said in words]
    return [*(words["no_figure"].format(line=text) for text in bare[:_CV_LINES]), *retold[:1]]


def _finding(held: Interview, of: Requirement, told: _Read, claimed: _Claims) -> RequirementFinding:
    listed = _PROPER.findall(" ".join(_EXAMPLE.findall(of.text)))
    (wanted, enough), known = _telling(of.text), _BESIDE & _named(of.text)
    plans = [e for e in held.exchanges if e.plan and e.plan.requirement == of.id]
    asked = {e.number: _telling(e.question.content)[0] for e in plans}
    spoken: dict[int, tuple[int, int]] = {}
    for at, read in told.items():
        every, rating = frozenset[str]().union(*claimed[at].values()), read.rating or 0
        shared, texts = wanted & every, (*read.denied, *claimed[at])
        beside = at in asked and rating >= _CASE_FROM and every & asked[at]
        also = known | _named(" ".join(n for n in listed if n in "\n".join(claimed[at])))
        is_near = len(shared) + bool(shared and also & every) >= (1 if at in asked else enough)
        if is_near or (beside and not wanted & _named("\n".join(texts))):
            spoken[at] = len(shared), rating
    turn = max(spoken, key=spoken.__getitem__, default=None)
    claim, quote = Evidence.NOT_SPOKEN_OF, None
    if turn is not None:
        said, claim = claimed[turn], Evidence.SPOKEN_OF
        fair = [text for text in said if reveals(text) is None and not text.endswith("?")]
        best = sorted(fair, key=lambda text: text != told[turn].quote)
        best.sort(key=lambda text: -len(asked.get(turn, wanted) & said[text]))
        quote = max(best, key=lambda text: len(wanted & said[text]), default=None)
    elif in_cv := verbatim(of.text, held.session.cv_text or ""):
        claim, quote = Evidence.IN_CV, in_cv
    asked_in = min(asked, default=None) if turn is None else None
    return RequirementFinding.of(of, claim, turn=turn, quote=quote, asked_in=asked_in)


def _claimed(told: Message, read: Assessment, wanted: frozenset[str]) -> _Words:
    """Each sentence that claims a thing, and its words not denied, `wanted` in compounds too."""
    denied, is_joined = _named("\n".join(read.denied)), told.language in _COMPOUNDING
    fair = (text for text in sentences(told.content) if any(part in text for part in read.claimed))
    said = {text: _named(_UNCLAIMED.sub(" ", text)) - denied for text in fair}
    inside = [word for word in wanted - denied if is_joined and len(word) >= _IN_COMPOUND]
    return {t: said[t] | {w for w in inside if any(w in each for each in said[t])} for t in said}
