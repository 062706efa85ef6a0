"""What the sample candidate answers to the question that stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.interview import Exchange, Interview
from app.services.preparation import Sample, SampleAnswers


class SampleCandidate:
    """Knows the sample answers of every story."""

    def __init__(self, samples: Mapping[str, Sample]) -> None:
        self._samples = samples

    def answer(self, interview: Interview) -> str | None:
        """The answer to the last question that stands; None when there is none to give.

        A question in other words than the story's gets the answer that belongs to the
        line of the papers it is about, else the one that shares most words with it, so
        that no model's question stops a show. What was said already is not said again.
        """
        sample = self._samples.get(interview.session.story or "")
        if sample is None or not interview.exchanges or interview.exchanges[-1].answer:
            return None
        said = {answer.content for answer in interview.answers}
        found = _found(sample.answers, interview.exchanges[-1])
        return next((text for text in found if text not in said), None)


def _found(answers: SampleAnswers, asked: Exchange) -> Iterator[str]:
    """All answers, the best first."""
    question = asked.question.content
    if question in answers.by_question:
        yield answers.by_question[question]
    if quote := asked.plan.reason.quote if asked.plan and asked.plan.reason else "":
        of = answers.by_quote.items()
        yield from (answer for line, answer in of if quote in line or line in quote)
    from app.text.sentences import content_words  # noqa: PLC0415, the first page asks nothing

    words = content_words(question)

    def shared(pair: tuple[str, str]) -> int:
        return len(words & content_words(" ".join(pair)))

    nearest = sorted(answers.by_question.items(), key=shared, reverse=True)
    yield from (answer for _, answer in nearest)
