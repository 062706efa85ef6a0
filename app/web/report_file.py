"""Everything of an interview in one file: what was said, ratings, requirements, comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.feedback import Evidence
from app.domain.source import Source
from app.web.markdown import quoted
from app.web.rendering import spoken, written
from app.web.transcript import AUTHORS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.feedback import AnswerReview, Conclusion, RequirementFinding
    from app.domain.interview import Exchange
    from app.domain.practice import Practice
    from app.domain.share import Comment
    from app.web.view_models import FeedbackPage

JUDGES = {
    Source.MODEL: "judged by the model",
    Source.STAND_IN: "judged by rule",
    Source.DEMO: "judged by the demo interviewer",
}


def report_file(page: FeedbackPage) -> str:
    """The file in Markdown; raises `ValueError` unless the report stands."""
    if page.feedback.conclusion is None:
        raise ValueError("the report does not stand yet")
    return "\n\n".join(_markdown(page, page.feedback.conclusion)) + "\n"


def _markdown(page: FeedbackPage, conclusion: Conclusion) -> Iterator[str]:
    session, summary = page.session, conclusion.summary
    reviews = {review.turn: review for review in page.feedback.reviews}
    yield "# Interview report"
    yield quoted(f"{session.job_title} at {session.company_name}")
    made, judged = written(session.created_at), written(page.feedback.created_at)
    yield f"Interview of {made}, report of {judged}"
    yield f"## {conclusion.interview_score} of 10"
    yield quoted(conclusion.explanation)
    yield from _points("Strengths", summary.strengths)
    yield from _points("To work on", summary.weaknesses)
    yield from _points("Your CV, for this job", summary.cv_improvements)
    if conclusion.requirements:
        yield "## What the job asks for"
        for finding in conclusion.requirements:
            yield from _requirement(finding)
    yield "## Answer by answer"
    for exchange in page.interview.exchanges:
        yield from _exchange(exchange, reviews.get(exchange.number))
        for practice in page.practices_of(exchange.number):
            yield from _practice(practice)
        for comment in page.comments_on(exchange.number):
            yield from _comment(comment)


def _points(title: str, lines: tuple[str, ...]) -> Iterator[str]:
    if lines:
        yield f"### {title}"
        yield "\n>\n".join(map(quoted, lines))


def _requirement(finding: RequirementFinding) -> Iterator[str]:
    where = f" in answer {finding.turn}" if finding.turn else ""
    must = "Must. " if finding.is_must else ""
    yield quoted(finding.name or finding.text)
    evidence = f"{finding.evidence[0].upper()}{finding.evidence[1:]}"
    if finding.asked_in and finding.evidence is Evidence.NOT_SPOKEN_OF:
        evidence = f"Asked in question {finding.asked_in}"
    yield f"{must}{evidence}{where} ({JUDGES[finding.source]})"
    if finding.quote:
        yield quoted(finding.quote, depth=2)


def _exchange(exchange: Exchange, review: AnswerReview | None) -> Iterator[str]:
    yield f"### {exchange.number}. {AUTHORS[exchange.question.source]}"
    yield quoted(exchange.question.words)
    if exchange.answer is not None:
        yield f"**You** ({spoken(exchange.answer.content)})"
        yield quoted(exchange.answer.content)
    if review is not None:
        yield from _review(review)


def _review(review: AnswerReview) -> Iterator[str]:
    rating = "Not rated" if review.rating is None else f"{review.rating} of 5"
    yield f"**{rating}** ({JUDGES[review.source]})"
    if review.quote:
        yield quoted(review.quote, depth=2)
    yield quoted(review.comment)
    if review.outline:
        yield "A stronger answer"
        yield quoted(review.outline)


def _practice(practice: Practice) -> Iterator[str]:
    yield f"**You, once more** ({spoken(practice.answer)})"
    yield quoted(practice.answer)
    yield from _review(practice.review)


def _comment(comment: Comment) -> Iterator[str]:
    yield f"**A comment** ({written(comment.created_at)})"
    if comment.name:
        yield quoted(f"{comment.name}:")
    yield quoted(comment.text)
