"""A report quotes nothing that tells of the person's life."""

from __future__ import annotations

import pytest

from app.feedback.rubric import review
from app.interview.model import Source
from app.language.personal import is_personal
from tests.interview.interviews import interview

ANSWERS = [
    "I did that while I was pregnant with my second son, and I moved my shifts for six months.",
    "After my depression I came back in 2019 and built up the section from two people to five.",
    "My wife left me that year, but I still hit 104% of target by phoning 60 people a day.",
    "I am 61 and the younger colleagues laughed, so I wrote a guide of 12 pages for all of them.",
    "My wheelchair did not fit, so I had the counter lowered and served 50 people a day.",
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_review_quotes_what_stands_beside_the_personal_or_nothing(answer: str) -> None:
    talk = interview(("What did you do at Acme?", answer))

    found = review(talk.exchanges[0], talk, Source.DEMO)

    assert found.quote is None or found.quote in answer
    texts = (found.quote, found.comment, found.outline)
    assert not [text for text in texts if text and is_personal(text)]


def test_what_stands_beside_it_is_quoted() -> None:
    talk = interview(("What did you do at Acme?", ANSWERS[2]))

    found = review(talk.exchanges[0], talk, Source.DEMO)

    assert found.quote == "but I still hit 104% of target by phoning 60 people a day"
