"""Learns what a line of a posting or a CV is: `app/coach/lines.json`, from labelled papers.

`--held-out` learns from four fifths of the papers five times, and prints how well the last
fifth is told; nothing is written. scikit-learn is installed under `tmp/` by `make learn`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from app.coach.line_classifier import Place, classified, features, probabilities
from benchmarks.labelled_papers import FOLDER, PARTS, Pair, Record, digest, pairs, plain

LEARNT = Path(__file__).parents[1] / "app/coach/lines.json"
FEWEST, INVERSE_REGULARISATION, DIGITS, SMALLEST, FOLDS = 3, 2.0, 2, 0.2, 5
"""How often a feature must be met, scikit-learn's C, digits of a weight, the
largest of a feature that is left out, and parts of the papers."""
Sample = tuple[str, list[str], str]
"""A text, its features and its label."""


def samples(records: Sequence[Record], part: str) -> list[Sample]:
    """Each statement of a document as the reader meets it."""
    found: list[Sample] = []
    labelled = [(record.label, " ".join(record.text.split())) for record in records if record.label]

    def classify(text: str, place: Place) -> Mapping[str, float]:
        said = " ".join(text.split())
        label = next((label for label, line in labelled if said in line), "")
        if label:
            found.append((text, features(text, place), label))
        return {label or "other": 1.0}

    list(classified(plain(records), part, classify))
    return found


def learn(rows: Sequence[Sample]) -> dict[str, Any]:
    """The weights as `line_classifier` reads them."""
    met = Counter(name for _, known, _ in rows for name in {*known})
    vectors = DictVectorizer()
    told = vectors.fit_transform(
        [{name: 1.0 for name in known if met[name] >= FEWEST} for _, known, _ in rows]
    )
    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=1_000)
    model.fit(told, [label for *_, label in rows])
    weights = zip(vectors.feature_names_, model.coef_.T.round(DIGITS).tolist(), strict=True)
    return {
        "labels": dict(zip(model.classes_.tolist(), model.intercept_.round(DIGITS), strict=True)),
        "weights": {name: row for name, row in weights if max(map(abs, row)) >= SMALLEST},
    }


def held_out(every: Sequence[Pair], part: str) -> Iterator[tuple[str, str]]:
    """The label of each statement, and what is said of it by weights that have not met it."""
    documents = [samples(getattr(pair, part), part) for pair in every]
    for fold in range(FOLDS):
        rest = [row for at, rows in enumerate(documents) if at % FOLDS != fold for row in rows]
        learnt = learn(rest)
        for _, known, label in (row for rows in documents[fold::FOLDS] for row in rows):
            chances = probabilities(learnt, known)
            yield label, max(chances, key=chances.__getitem__)


def printed(told: Iterable[tuple[str, str]]) -> None:
    """How often a label is right, and how often it is found, of all kinds together."""
    counted = Counter((label.split()[-1], said.split()[-1]) for label, said in told)
    for kind in sorted({label for label, _ in counted}):
        right = counted[kind, kind]
        said = sum(count for (_, other), count in counted.items() if other == kind)
        there = sum(count for (label, _), count in counted.items() if label == kind)
        precision, recall = right / max(1, said), right / there
        print(f"{kind:8} {there:6}   precision {precision:.3f}   recall {recall:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true")
    args = parser.parse_args()
    every = list(pairs(FOLDER))
    if args.held_out:
        for part in PARTS:
            print(part)
            printed(held_out(every, part))
        return
    learnt: dict[str, Any] = {
        part: learn([row for pair in every for row in samples(getattr(pair, part), part)])
        for part in PARTS
    }
    learnt["papers"] = digest(FOLDER)
    written = json.dumps(learnt, ensure_ascii=False, separators=(",", ":"))
    LEARNT.write_text(written.replace('],"', '],\n"') + "\n", "utf-8")


if __name__ == "__main__":
    main()
