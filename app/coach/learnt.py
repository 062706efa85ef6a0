"""What was learnt from labelled papers: multinomial logistic regressions, by name (`make learn`).

Each has a constant for each label, and for each feature a weight for each label.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

Chances = Mapping[str, float]
"""How likely each label is, from 0 to 1; all together 1."""


def chances(name: str, features: Iterable[str]) -> Chances:
    return probabilities(_models()[name], features)


def probabilities(model: Mapping[str, Any], features: Iterable[str]) -> Chances:
    rows = filter(None, map(model["weights"].get, features))
    powers = [*map(exp, map(sum, zip(model["labels"].values(), *rows, strict=True)))]
    total = sum(powers)
    return {label: power / total for label, power in zip(model["labels"], powers, strict=True)}


@cache
def _models() -> Any:  # noqa: ANN401 - JSON of our own
    written = (files("app.coach") / "lines.json").read_text("utf-8")
    return json.loads(written, parse_float=cache(float))
