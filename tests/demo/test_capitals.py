"""How a phrase of a list is written inside a sentence."""

from __future__ import annotations

import pytest

from app.demo.english_capitals import small_always


@pytest.mark.parametrize(
    ("listed", "inside"),
    [
        ("Run Kubernetes in production", "run Kubernetes in production"),
        ("Managing the diary", "managing the diary"),
        ("SQL and Python", "SQL and Python"),
    ],
)
def test_a_verb_before_a_name_is_written_small(listed: str, inside: str) -> None:
    assert small_always(listed) == inside
