"""The report as others see it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element

from app.domain.feedback import FeedbackState
from app.domain.interview import TurnState
from app.domain.share import Share
from app.values import replace
from app.web.rendering import Pages
from app.web.serializers import shared_json
from app.web.view_models import SharedPage, Site
from tests.web.examples import NOON, READING, feedback, interview, review
from tests.web.markup import by_id, every, has_id, only, page, text_of

PAGES = Pages(Site(interviewer="Demo interviewer", is_demo=True))
SHARE = Share(
    session_id="s3ss10n",
    nonce="n",
    token_hash="h",
    has_scores=True,
    ends_at=NOON + timedelta(days=30),
)


def view(**changes: Any) -> SharedPage:
    values: dict[str, Any] = {
        "interview": interview(TurnState.ANSWERED, 8, reading=READING),
        "feedback": feedback(FeedbackState.READY),
        "share": SHARE,
        "path": "/shared/token",
        **changes,
    }
    return SharedPage(**values)


def shown(**changes: Any) -> Element:
    return page(PAGES.page("shared/page.html", page=view(**changes)))


def test_table_says_nothing_of_the_cv() -> None:
    """The row of which the CV speaks is one that no answer spoke of."""
    cells = every(only(shown(), "tbody"), "td")
    told = shared_json(view())["requirements"]

    assert len(cells) == len(told) == 5
    assert not any("CV" in text_of(cell) or "Moved 61" in text_of(cell) for cell in cells)
    assert "Not spoken of" in text_of(cells[3])
    assert {finding.evidence for finding in told} == {"shown", "spoken of", "not spoken of"}
    assert [finding.quote for finding in told if finding.turn is None] == [None, None]


def test_summary_and_advice_on_the_cv_are_the_owners() -> None:
    conclusion = feedback(FeedbackState.READY).conclusion
    assert conclusion
    text = text_of(shown())

    for line in (*conclusion.summary.strengths, *conclusion.summary.cv_improvements):
        assert line not in text


def test_page_without_scores_shows_reviews_without_ratings() -> None:
    root = shown(share=replace(SHARE, has_scores=False))

    assert not every(root, "p", **{"class": "mark"})
    line = text_of(only(by_id(root, "review-1"), "p", **{"class": "rating"}))
    assert line.strip() == "Judged by the demo interviewer"
    assert "What you did yourself is clear." in text_of(by_id(root, "review-1"))
    assert has_id(root, "text-8")


def test_json_without_scores_does_not_tell_the_rating_by_its_mark() -> None:
    floored = review(1, rating=1, is_floor=True)
    report = feedback(FeedbackState.READY, reviews=(floored, review(2)))

    hidden = shared_json(view(feedback=report, share=replace(SHARE, has_scores=False)))
    shown = shared_json(view(feedback=report))

    assert [answer["review"].is_floor for answer in hidden["answers"]] == [False, False]
    assert [answer["review"].is_floor for answer in shown["answers"]] == [True, False]
