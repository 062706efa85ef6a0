"""What was learnt from labelled texts: multinomial logistic regressions, by name (`make learn`).

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
Chances = Mapping[str, float]  # how likely each label is, from 0 to 1; all together 1


def chances(name: str, features: Iterable[str]) -> Chances:
    return probabilities(model(name), features)


def probabilities(of: Model, features: Iterable[str]) -> Chances:
    labels, weights = of
    rows = [*filter(None, map(weights.get, (CONSTANT, *features)))]
    powers = [exp((sum(row) - ZERO * len(rows)) / STEPS) for row in zip(*rows, strict=True)]
    total = sum(powers)
    return {label: power / total for label, power in zip(labels, powers, strict=True)}


@cache
def model(name: str) -> Model:
    """The weights of that name; each has a file, because most processes need one or none."""
    written = files("app.text") / "weights" / f"{name.replace(' ', '_')}.json"
    found: Model = msgspec.json.decode(written.read_bytes(), type=Model)
    return found
