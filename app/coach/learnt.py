"""What was learnt from labelled papers: multinomial logistic regressions, by name (`make learn`).

A weight is a byte, in steps of a 32nd around `ZERO`: as numbers they took 7 MB more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import exp

import msgspec

STEPS, ZERO, CONSTANT = 32, 128, ""
Model = tuple[tuple[str, ...], Mapping[str, bytes]]
"""The labels, and for each feature, and `CONSTANT`, a weight for each label."""
Chances = Mapping[str, float]
"""How likely each label is, from 0 to 1; all together 1."""


def chances(name: str, features: Iterable[str]) -> Chances:
    return probabilities(_models()[name], features)


def probabilities(model: Model, features: Iterable[str]) -> Chances:
    labels, weights = model
    rows = [*filter(None, map(weights.get, (CONSTANT, *features)))]
    powers = [exp((sum(row) - ZERO * len(rows)) / STEPS) for row in zip(*rows, strict=True)]
    total = sum(powers)
    return {label: power / total for label, power in zip(labels, powers, strict=True)}


@cache
def _models() -> Mapping[str, Model]:
    written = (files("app.coach") / "lines.json").read_bytes()
    return msgspec.json.decode(written, type=dict[str, Model])
