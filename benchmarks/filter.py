"""How long the guard's filter holds words back, and what it costs: `python -m benchmarks.filter`.

Questions as models write them come word by word; counted are the words (labels not
counted) and characters taken in before the first is shown, the longest later wait,
and the processor time the filter takes for one question.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from statistics import median

from app.guard.stream_filter import QuestionFilter
from app.prompts.templates import OWN_SENTENCES

_WRITTEN = """
Your CV says you led the move of the payment ledger to PostgreSQL: what did you do first, and
why?

You mention a dual-write layer. How did you decide when it was safe to turn the old database
off?

Could you walk me through the night of the cutover, from the moment you began until the first
payment went through?

**Question 3:** What was the hardest part of the reconciliation batch, and how did you find out
that it was right?

Sure, here is the next question: When an alert came in on call, what did you change afterwards
so that it would not come again?

The job description asks for experience with Kafka. Where in your work have you had to deal with
messages that arrive twice?

Of the forty shops that used your order API, which one asked most of you, and what did you build
for it?

How many minutes did the batch take before you changed it, and how many after?

When you say that the team rehearsed, what was your own part in the rehearsal?

Which decision in the migration would you make differently today, and what would it have saved?

"In your last role at Northwind, how did you bring a junior engineer to the point of releasing
alone?"

Great answer! Turning to incidents: what was the last one you led, and who did you have to
convince?

Thank you for sharing that. The role involves night shifts on a ward with twenty beds; how did
you hand over in a ward like that?

A family with three children comes to the counter and is angry about the wait: what did you do
the last time this happened?

Your health dashboard in the clinic was used by nurses. How did you learn what they needed?

You moved the accounts of forty clients within one quarter: how did you pay attention to errors
while it went on?

Looking back at all you told me about the ledger, the batch and the shops, what would you still
like to show for this job?

Tell me about a time when a supplier let you down at the worst moment.

In the old warehouse you worked with paper lists. What changed once the scanners came?

What made you choose a queue there rather than a plain table?

Frage 2: Sie erwähnen die Umstellung der Pflegeplanung auf das neue System. Was war dabei Ihr
eigener Anteil?

Wie sind Sie vorgegangen, als die Angehörigen eines Bewohners mit der Betreuung unzufrieden
waren?

Gerne! Hier ist die nächste Frage: Welche Entscheidung beim Umbau des Lagers haben Sie selbst
getroffen, und wogegen haben Sie abgewogen?

In der Stellenanzeige steht „Außendienst“. Wann haben Sie zuletzt einen Kunden gewonnen, der
schon bei der Konkurrenz war?

<think>The answer lacks a measure. Ask for it.</think>By how much did the error rate fall once
the checks ran before the release?

Pouvez-vous me raconter une journée de vente où tout est allé de travers, et ce que vous avez
fait ?
"""
QUESTIONS = tuple(" ".join(text.split()) for text in _WRITTEN.split("\n\n"))
ASKED = QUESTIONS[:7]
_ROUNDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Words and characters held before the first release, and the longest later wait."""

    words: int
    characters: int
    later: int


def held(question: str) -> Held:
    """What the filter holds of one question that comes word by word."""
    question_filter = QuestionFilter(
        asked=tuple(q for q in ASKED if q != question), own_sentences=OWN_SENTENCES
    )
    taken, first, waited, longest = 0, (0, 0), 0, 0
    for piece in re.findall(r"\s*\S+", question):
        taken += len(piece)
        shown = question_filter.feed(piece)
        if shown and not first[1]:
            first, waited = (len(shown.split()), taken), 0
        elif shown or not first[1]:
            waited = 0
        else:
            waited += 1
            longest = max(longest, waited)
    rest = question_filter.finish()
    if not first[1]:
        first = (len(rest.split()), taken)
    return Held(words=first[0], characters=first[1], later=longest)


def seconds() -> float:
    """The processor time one question takes."""
    start = time.process_time()
    for _ in range(_ROUNDS):
        for question in QUESTIONS:
            held(question)
    return (time.process_time() - start) / _ROUNDS / len(QUESTIONS)


def main() -> None:
    results = [held(question) for question in QUESTIONS]
    for name, values in (
        ("words shown in the first release", [r.words for r in results]),
        ("characters taken before it", [r.characters for r in results]),
        ("words of the longest later wait", [r.later for r in results]),
    ):
        print(f"{name:36} median {median(values):5.1f}   max {max(values):4}")
    print(f"{'processor time a question':36} {seconds() * 1000:.2f} ms")
    for question, result in zip(QUESTIONS, results, strict=True):
        print(f"{result.words:3} {result.characters:4} {result.later:3}  {question[:70]}")


if __name__ == "__main__":
    main()
