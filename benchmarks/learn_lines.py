"""Learns what is told by weights: `app/text/weights/*.json`, from what people labelled.

That is: what a line of a posting or a CV is, what words are that a question quotes of them,
whether a line goes on in the next, and whether a question asks about the person.
`--held-out` learns from four fifths of the papers, or of the words, five times, and prints how
well the last fifth is told; nothing is written.
scikit-learn is installed under `tmp/` by `make learn`.
"""

from __future__ import annotations

import argparse
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path

import msgspec
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from app.coach import broken_lines, quoted_words
from app.coach.line_classifier import Spot, classified, features
from app.demo.bank import LEADS, QUESTIONS, Facts, fill
from app.demo.stories import stories
from app.guard import topics
from app.text.learnt import CONSTANT, STEPS, ZERO, Model, probabilities
from benchmarks.labelled_papers import (
    DIGEST,
    FOLDER,
    PARTS,
    Pair,
    broken,
    digest,
    pairs,
    plain,
    quotes,
)

LEARNT = Path(__file__).parents[1] / "app/text/weights"
FEWEST, INVERSE_REGULARISATION, SMALLEST, FOLDS = 3, 1.0, 0.2, 5
"""How often a feature must be met, scikit-learn's C, the largest weight of a feature
that is left out, and parts of the papers."""
FAIR, BEGUN, LED = "-", 4, 3
"""The label of a question that may be asked; one in four is told as it begins, too, and each of
the demo interviewer's as often, after so many leads."""
WIDTHS = range(48, 112, 6)
"""Characters of a line, where papers are broken as a page would break them."""
INDENTS = ("", "", "  ", " " * 16)
PIECE, SHORT = 4, 6
"""Lines of a few, and of a short paper: papers can be as short."""
GOES_ON, ENDS = "goes on", "ends"
QUOTED = *PARTS, "question", "reply", "topic"
Sample = tuple[list[str], str]
"""What is known of a text, and its label."""


def line_samples(pair: Pair, part: str) -> list[Sample]:
    """Each statement of a document as the reader meets it, and of its pieces."""
    records, found = getattr(pair, part), list[Sample]()
    labelled = [(record.label, " ".join(record.text.split())) for record in records if record.label]

    def classify(text: str, place: Spot) -> Mapping[str, float]:
        said = " ".join(text.split())
        label = next((label for label, line in labelled if said in line), "")
        if label:
            found.append((features(text, place), label))
        return {label or "other": 1.0}

    pieces = (records[at : at + SHORT] for at in range(0, len(records), SHORT))
    for each in (records, *pieces):
        list(classified(plain(each), part, classify))
    return found


def join_samples(pair: Pair) -> list[Sample]:
    """Each two lines in a row, of both papers as they are and broken, and of their pieces."""
    return [
        (known, ends[start + at])
        for part in PARTS
        for lines, ends in _laid_out(pair, part)
        for start, piece in [(0, lines), *_pieces(lines)]
        for at, known in broken_lines.features(piece)
    ]


def _pieces(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """A few lines at a time, and where they begin: papers can be as short."""
    yield from ((at, lines[at : at + PIECE]) for at in range(0, len(lines), PIECE))


def _laid_out(pair: Pair, part: str) -> Iterator[tuple[list[str], list[str]]]:
    """The lines of a paper, and of each whether the one before goes on in it."""
    whole = plain([r._replace(text=r.text.replace("\n", "\0")) for r in getattr(pair, part)])
    written = [line.split("\0") for line in whole.split("\n")]
    yield [line for parts in written for line in parts], _ends(written)
    chance = zlib.crc32(whole.encode())
    for at in (chance, chance // len(WIDTHS)):
        indent = INDENTS[at % len(INDENTS)]
        pieces = broken(getattr(pair, part), WIDTHS[at % len(WIDTHS)], indent)
        yield [line for parts in pieces for line in parts], _ends(pieces)


def _ends(lines: Iterable[Sequence[str]]) -> list[str]:
    return [GOES_ON if at else ENDS for parts in lines for at, _ in enumerate(parts)]


def quote_samples(part: str) -> list[Sample]:
    """The labelled words of that part, or questions that candidates ask back."""
    known = quoted_words.topic_features if part == "topic" else quoted_words.features
    return [(known(q.text, q.about), q.label) for q in quotes(part)]


def asked_samples() -> Iterator[list[Sample]]:
    """The labelled questions of interviewers, whatever the topic, and how some fair ones begin.

    A question is looked at word by word, and one that has only begun must not seem unfair.
    """
    labelled = [(each.text, each.label == FAIR) for each in quotes("asked")]
    for at, (question, is_fair) in enumerate([*labelled, *((text, True) for text in authored())]):
        words = question.split()
        ends = {1, len(words) // 3, 2 * len(words) // 3} if is_fair and at % BEGUN == 0 else set()
        texts = (" ".join(words[:end]) for end in (len(words), *sorted(ends - {0})))
        known = ([f for f in topics.features(t) if " " in f or f.isalnum()] for t in texts)
        label = FAIR if is_fair else topics.PERSONAL
        yield [(each, label) for each in known]  # a mark by itself tells that the whole is there


def authored() -> Iterator[str]:
    """The questions of the demo interviewer, each by itself and after a lead that quotes."""
    entries = (entry for listed in QUESTIONS.values() for entry in listed)
    leads = cycle(lead for listed in LEADS.values() for lead in listed)
    said = cycle(quote.text for part in PARTS for quote in quotes(part))
    for ask in (wording for entry in entries for wording in (entry.ask, entry.again)):
        for text in (ask, *(f"{next(leads)} {ask}" for _ in range(LED))):
            facts = Facts(quote=next(said), title="Bookbinder", company="Fen Press")
            yield fill(text, facts) or ""
    for story in stories().values():
        told = [text for topic in story.topics for text in topic.wordings]
        yield from filter(None, (*told, story.closing.ask, story.closing.again) * LED)


def learn(rows: Sequence[Sample]) -> Model:
    """The weights as `app.text.learnt` reads them; what is past a byte is its edge."""
    met = Counter(name for known, _ in rows for name in {*known})
    vectors = DictVectorizer()
    told = vectors.fit_transform(
        [{name: 1.0 for name in known if met[name] >= FEWEST} for known, _ in rows]
    )
    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=2_000)
    model.fit(told, [label for _, label in rows])
    others = [0.0] * (len(model.classes_) - len(model.intercept_))  # of two labels one is weighed
    constants = [*others, *model.intercept_]
    middle = (min(constants) + max(constants)) / 2  # what all labels share changes nothing
    weights = {CONSTANT: in_bytes(constant - middle for constant in constants)}
    for name, row in zip(vectors.feature_names_, model.coef_.T, strict=True):
        if max(map(abs, row)) >= SMALLEST:
            weights[name] = in_bytes([*others, *row])
    return tuple(model.classes_.tolist()), weights


def in_bytes(weights: Iterable[float]) -> bytes:
    return bytes(min(max(ZERO + round(STEPS * weight), 0), 255) for weight in weights)


def held_out(documents: Sequence[Sequence[Sample]]) -> Iterator[tuple[str, str]]:
    """The label of each sample, and what is said of it by weights that have not met it."""
    for fold in range(FOLDS):
        rest = [row for at, rows in enumerate(documents) if at % FOLDS != fold for row in rows]
        learnt = learn(rest)
        for known, label in (row for rows in documents[fold::FOLDS] for row in rows):
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
    joins = [join_samples(pair) for pair in every]
    models = {"broken lines": learn([row for rows in joins for row in rows])}
    if not args.held_out:  # the reader puts lines together
        write(models)
    documents = {part: [line_samples(pair, part) for pair in every] for part in PARTS}
    documents |= {f"quoted {each}": [[row] for row in quote_samples(each)] for each in QUOTED}
    documents[topics.MODEL] = list(asked_samples())
    if args.held_out:
        for name, samples in (documents | {"broken lines": joins}).items():
            print(name)
            printed(held_out(samples))
        return
    for name, samples in documents.items():
        models[name] = learn([row for rows in samples for row in rows])
    write(models)
    DIGEST.write_text(f"{digest()}\n", "utf-8")


def write(models: Mapping[str, Model]) -> None:
    """The weights as files of the coach, a feature in each line."""
    for name, model in models.items():
        encoded = msgspec.json.encode(model).replace(b'","', b'",\n"')
        (LEARNT / f"{name.replace(' ', '_')}.json").write_bytes(encoded + b"\n")


if __name__ == "__main__":
    main()
