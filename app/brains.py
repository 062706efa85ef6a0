"""Who asks and who rates, each loaded when first asked: no first page waits for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar, cast

from app.domain.source import Source

if TYPE_CHECKING:
    from app.demo.interviewer import DemoInterviewer
    from app.llm.openai_model import OpenAIModel
    from app.services.ports import Interviewer, Reviewer

T = TypeVar("T")


class _Later:
    """Answers for what it is known of; for all else it makes the real one, once."""

    def __init__(self, make: Callable[[], object], known: Mapping[str, object]) -> None:
        vars(self).update(known)
        self._made = cache(make)

    def __getattr__(self, name: str) -> object:
        return getattr(self._made(), name)


def later(make: Callable[[], T], **known: object) -> T:
    """What `make` makes, made when more is asked of it than the attributes that are `known`.

    Two threads that ask at the same moment may each have one.
    """
    return cast("T", _Later(make, known))


def asks_and_rates(
    model: OpenAIModel | None, demo: DemoInterviewer
) -> tuple[Interviewer, Reviewer]:
    """Who asks and who rates: the model, or the demo where there is none."""
    if model is None:
        return demo, later(_demo_reviewer, source=Source.DEMO)

    names = {"name": model.name, "fallback_name": model.fallback_name}
    return (
        later(partial(_model_interviewer, model), source=Source.MODEL, close=model.close, **names),
        later(partial(_model_reviewer, model), source=Source.MODEL),
    )


def rates_by_rule() -> Reviewer:
    """Who rates where the model could not."""
    return later(_rule_reviewer, source=Source.STAND_IN)


def _model_interviewer(model: OpenAIModel) -> Interviewer:
    from app.coach.model_coach import ModelInterviewer  # noqa: PLC0415, no start waits for it

    return ModelInterviewer(model)


def _model_reviewer(model: OpenAIModel) -> Reviewer:
    from app.coach.model_coach import ModelReviewer  # noqa: PLC0415, as above

    return ModelReviewer(model)


def _demo_reviewer() -> Reviewer:
    from app.demo.reviewer import DemoReviewer  # noqa: PLC0415, no start waits for it

    return DemoReviewer()


def _rule_reviewer() -> Reviewer:
    from app.coach.rule_coach import RuleReviewer  # noqa: PLC0415, no start waits for it

    return RuleReviewer(Source.STAND_IN)
