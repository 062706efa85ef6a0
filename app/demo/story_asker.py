"""Which question of a sample interview is asked next.

The sample path is followed while the answers are its own, word for word; any other
answer decides the way as in an interview from the bank.
"""

from __future__ import annotations

from app.demo.standing import Decision, Standing
from app.demo.stories import Story, Topic, sample_path
from app.domain.interview import MAX_QUESTIONS
from app.domain.plan import Move, Plan, Reason


def decide(story: Story, standing: Standing) -> Decision:
    """The next step of the sample path, or the way on that the last answer leaves."""
    path = sample_path(story)
    said = zip(standing.asked, standing.answers, path, strict=False)
    if all((q, a.split()) == (step.question, step.answer.split()) for q, a, step in said):
        step = path[len(standing.asked)]
        topic = next((topic for topic in story.topics if topic.id == step.topic), None)
        move = Move.PROBE if step.is_probe else Move.ADVANCE if standing.asked else Move.OPEN
        return _about(topic, move if topic else Move.CLOSE, step.question, standing)
    asked = [topic_of(story, question) for question in standing.asked]
    foreign = {p.requirement for p, t in zip(standing.plans, asked, strict=True) if t is None}
    left = [t for t in story.topics if t not in asked and (t.requirement or "") not in foreign]
    if standing.number == MAX_QUESTIONS or not left:
        return _about(None, Move.CLOSE, story.closing.ask, standing)
    topic = asked[-1]
    if topic and standing.wants_other_words and topic.again not in standing.asked:
        return _about(topic, Move.REPHRASE, topic.again, standing)
    if topic and standing.told_nothing and standing.may_probe:
        return _about(topic, Move.PROBE, topic.probe, standing)
    ask = left[0].ask_after_missing if standing.nothing_came else left[0].ask
    return _about(left[0], Move.ADVANCE, ask, standing)


def topic_of(story: Story, question: str) -> Topic | None:
    """The topic that `question` is about, None when it is not the story's."""
    for topic in story.topics:
        first = (topic.ask, topic.ask_after_sample, topic.ask_after_missing)
        if question in (*first, topic.again, topic.probe, topic.probe_after_sample):
            return topic
    return None


def _about(topic: Topic | None, move: Move, text: str, standing: Standing) -> Decision:
    if topic is None:
        return Decision(text=text, plan=Plan(move=move))
    reason = standing.taken_up if move is Move.PROBE else None
    reason = reason or Reason(origin=topic.origin, quote=topic.quote)
    return Decision(text=text, plan=Plan(move=move, requirement=topic.requirement, reason=reason))
