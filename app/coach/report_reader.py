"""The report that a model wrote, read while it comes: what is believed of it.

Every quotation is checked word for word. What fails falls back to the weaker claim:
shown without its words is spoken of, in the CV without its line is not spoken of, and an
answer that does not answer its question rates at most 2 and shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.coach.answer_signs import GENERAL, INSTANCE, MEASURED, NOT_EVIDENCED
from app.coach.checked_words import is_grounded, quotation, text_within, whole_number
from app.coach.object_scanner import Found
from app.domain.feedback import AnswerReview, Evidence, Part, RequirementFinding, Summary
from app.domain.interview import Interview
from app.domain.requirement import NOTHING_READ
from app.domain.source import Source
from app.guard.topics import reveals
from app.text.quotations import verbatim
from app.text.sentences import content_words, sentences

ReportPart = AnswerReview | RequirementFinding | Summary

MOST_ENTRIES = 5
_OF_COMMENT, _OF_OUTLINE, _OF_ENTRY = 60, 70, 40  # words, a little above what the model is told

LISTS = ("strengths", "weaknesses", "cv_improvements")
_STRENGTHS, _, _ADVICE = LISTS
KEYS = ("turn", "comment", "answers_question", "quote", "parts", "rating", "outline",
        "id", "evidence")  # fmt: skip
"""Of the reply's lists, and of the objects in it."""


class ReportReader:
    """Takes what is found in a reply; `done` are the reviews that were not asked for."""

    def __init__(self, interview: Interview, done: Sequence[AnswerReview]) -> None:
        session = interview.session
        self._answers = {a.turn: a.content for a in interview.answers}
        self._cv = session.cv_text or ""
        self._own = "\n".join([self._cv, *self._answers.values()])
        self._given = f"{self._own}\n{session.job_description_text or ''}"
        questions = (exchange.question.content for exchange in interview.exchanges)
        self._quotable = "\n".join([self._given, *questions])
        self._reading = session.reading or NOTHING_READ
        own = content_words(self._own)
        names = [content_words(r.name) for r in self._reading.requirements]
        self._foreign = [name for name in names if not name <= own]
        self._reviews = {review.turn: review for review in done}
        self._rows: list[dict[str, object]] = []
        self._found: set[str] = set()
        self._lists: dict[str, tuple[str, ...]] = {}
        self._has_concluded = False

    @property
    def missing(self) -> str | None:
        """The answers not judged and the summary, if not there; rows a rule can add."""
        lacks = [f"answer {turn}" for turn in self._answers if turn not in self._reviews]
        return ", ".join([*lacks, *([] if self._has_concluded else ["the summary"])]) or None

    def parts(self, found: list[Found]) -> Iterator[ReportPart]:
        """What is believed of it; a row waits for its answer's review, the summary for lists."""
        for name, value in found:
            if name and name not in self._lists:
                entries = value if isinstance(value, list) else []
                texts = [self._entry(name, entry) for entry in entries]
                kept = tuple(dict.fromkeys(filter(None, texts)))[:MOST_ENTRIES]
                self._lists |= {name: kept} if kept or not entries else {}
            elif isinstance(value, dict):
                written = {key.casefold(): each for key, each in value.items()}
                rows = [written] if "evidence" in written else []
                self._rows += rows
                review = None if rows else self._review(written)
                yield from filter(None, (review, *map(self._finding, self._rows)))
        are_there = len(self._lists) == len(LISTS) and sum(map(bool, self._lists.values())) > 1
        if are_there and not self._has_concluded:
            self._has_concluded = True
            yield Summary(source=Source.MODEL, **self._lists)

    def _review(self, value: dict[str, object]) -> AnswerReview | None:
        turn, rating = whole_number(value.get("turn")), whole_number(value.get("rating"))
        told = value.get("comment")
        fair = [s for s in sentences(told) if not reveals(s)] if isinstance(told, str) else []
        comment = text_within(" ".join(fair), _OF_COMMENT, self._quotable)
        is_new = turn in self._answers and turn not in self._reviews
        if turn is None or not is_new or not comment or rating is None or rating > MEASURED:
            return None
        answers = str(value.get("answers_question")).casefold() not in ("false", "no")
        rating = min(max(rating, NOT_EVIDENCED), MEASURED if answers else GENERAL)
        told = value.get("outline") if rating <= INSTANCE else None  # a case that ends needs none
        outline = text_within(told, _OF_OUTLINE, self._quotable)
        self._reviews[turn] = review = AnswerReview(
            turn=turn,
            rating=rating,
            quote=quotation(value.get("quote"), self._answers[turn]) if answers else None,
            parts=_parts_told(value.get("parts")),
            comment=comment,
            outline=outline if outline and is_grounded(outline, self._quotable) else None,
            source=Source.MODEL,
            answers_question=answers,
        )
        return review

    def _finding(self, value: dict[str, object]) -> RequirementFinding | None:
        """A row of the table, with the strongest claim that the answer's review bears out.

        None while the answer it names has not been judged.
        """
        asked = self._reading.requirement(str(value.get("id")).strip().casefold())
        if asked is None or asked.id in self._found:
            return None
        claimed, turn = str(value.get("evidence")).casefold(), whole_number(value.get("turn"))
        evidence, quote = Evidence.NOT_SPOKEN_OF, None
        if claimed in ("shown", "spoken of") and turn in self._answers:
            if turn not in self._reviews:
                return None
            rating = self._reviews[turn].rating or 0
            if rating >= GENERAL and self._reviews[turn].answers_question:
                quote = quotation(value.get("words"), self._answers[turn])
                is_shown = claimed == "shown" and quote is not None and rating >= INSTANCE
                evidence = Evidence.SHOWN if is_shown else Evidence.SPOKEN_OF
        elif claimed in ("cv", "in the cv"):
            quote = quotation(value.get("words"), self._cv)
            evidence = Evidence.IN_CV if quote else evidence
        self._found.add(asked.id)
        turn = turn if evidence in {Evidence.SHOWN, Evidence.SPOKEN_OF} else None
        return RequirementFinding.of(asked, evidence, turn=turn, quote=quote, source=Source.MODEL)

    def _entry(self, name: str, value: object) -> str | None:
        """One text; praise only for what was said or written.

        Advice on the CV rests on the candidate's own words, which stand before it, and names
        no requirement that neither the CV nor an answer names.
        """
        value = {k.casefold(): v for k, v in value.items()} if isinstance(value, dict) else value
        line = quotation(value.get("words"), self._own) if isinstance(value, dict) else None
        if name == _ADVICE and isinstance(value, dict):
            value = value.get("advice") if line else None
        elif isinstance(value, dict):
            value = ": ".join(text for text in value.values() if isinstance(text, str))
        text = text_within(value, _OF_ENTRY, self._quotable)
        given = {_STRENGTHS: self._given, _ADVICE: self._own}.get(name)
        said = content_words(text or "") if name == _ADVICE else frozenset()
        is_foreign = any(names <= said for names in self._foreign)
        if text is None or is_foreign or (given is not None and not is_grounded(text, given)):
            return None
        return f"“{' '.join(line.split())}”: {text}" if line and not verbatim(line, text) else text


def _parts_told(value: object) -> tuple[Part, ...]:
    listed = value.split(",") if isinstance(value, str) else value
    named = {str(part).strip().casefold() for part in listed} if isinstance(listed, list) else set()
    return tuple(part for part in Part if part.value in named)
