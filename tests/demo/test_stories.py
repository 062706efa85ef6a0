"""The sample interviews written by hand: what every one of them keeps, and their way."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from app.demo.asker import Decision, decide
from app.demo.stories import CLOSING, Story, parse, sample_path, stories, story_of
from app.domain.brief import brief
from app.domain.feedback import Evidence
from app.domain.interview import MAX_QUESTIONS, Interview
from app.domain.plan import Move, Origin, Plan
from app.guard.topics import forbidden_topic
from app.text.sentences import content_words
from app.values import replace
from tests.craft.interviews import HERE, Papers, answered, hold, story_session

every_story = pytest.mark.parametrize("name", sorted(stories()))


def questions_of(told: Story) -> list[str]:
    closing = told.closing
    asked = [closing.ask, closing.ask_after_sample, closing.again]
    for t in told.topics:
        asked += [t.ask, t.ask_after_sample, t.ask_after_missing, t.again]
        asked += [t.probe, t.probe_after_sample, t.probe_again]
    return [text for text in asked if text]


def answers_of(told: Story) -> list[str]:
    return [step.answer for step in sample_path(told)]


@every_story
def test_reading_and_quotations_stand_verbatim_in_the_papers(name: str) -> None:
    told = stories()[name]
    for requirement in told.reading.requirements:
        assert requirement.text in told.posting
        assert len(requirement.text.split()) <= 20
    assert all(line.text in told.cv for line in told.reading.cv_lines)
    for topic in told.topics:
        assert topic.quote in (told.cv if topic.origin is Origin.CV else told.posting)
        assert topic.requirement is None or told.reading.requirement(topic.requirement)


@every_story
def test_story_has_seven_topics_and_a_sample_path_of_eight_steps(name: str) -> None:
    told = stories()[name]
    path = sample_path(told)
    vague = [topic for topic in told.topics if topic.probe_answer]
    assert len(told.topics) == 7
    assert len({topic.id for topic in told.topics}) == 7
    assert len(path) == 8
    assert path[-1].topic == CLOSING
    assert 1 <= len(vague) <= 2
    assert sum(step.is_probe for step in path) == len(vague)
    assert 6 <= len(told.reading.requirements) <= 8
    assert 3 <= len(told.reading.cv_lines) <= 5


@every_story
def test_lengths_are_those_of_real_papers_and_spoken_answers(name: str) -> None:
    told = stories()[name]
    assert 180 <= len(told.cv.split()) <= 360
    assert 140 <= len(told.posting.split()) <= 320
    assert all(50 <= len(answer.split()) <= 135 for answer in answers_of(told))


@every_story
def test_every_question_keeps_the_laws_of_a_question(name: str) -> None:
    for question in questions_of(stories()[name]):
        assert question.count("?") == 1
        assert question.endswith("?")
        assert len(question.split()) <= 60
        assert not re.search(r"[\"“”„]", question)
        assert forbidden_topic(question) is None


@every_story
def test_no_question_is_like_another_and_no_two_begin_alike(name: str) -> None:
    told = stories()[name]
    asked = questions_of(told)
    assert len(asked) == len(set(asked))
    begun = [" ".join(step.question.split()[:3]) for step in sample_path(told)]
    assert len(set(begun)) == 8
    for one, other in combinations([step.question for step in sample_path(told)], 2):
        first, second = content_words(one), content_words(other)
        assert len(first & second) <= len(first | second) / 2


@every_story
def test_report_quotes_the_sample_answers(name: str) -> None:
    told = stories()[name]
    answers = answers_of(told)
    assert [review.turn for review in told.reviews] == list(range(1, 9))
    for review in told.reviews:
        assert review.quote is None or review.quote in answers[review.turn - 1]
        assert review.rating is not None
        assert (review.outline is None) == (review.rating > 3)
    known = {requirement.id for requirement in told.reading.requirements}
    assert {finding.requirement for finding in told.findings} == known
    for finding in told.findings:
        if finding.turn:
            assert (finding.quote or "") in answers[finding.turn - 1]
        elif finding.evidence is Evidence.IN_CV:
            assert (finding.quote or "") in told.cv
    summary = told.summary
    for advice in (summary.strengths, summary.weaknesses, summary.cv_improvements):
        assert 3 <= len(advice) <= 5


@every_story
def test_sample_answers_are_asked_the_sample_path(name: str) -> None:
    path = sample_path(stories()[name])
    talk = hold(Papers(session=story_session(name)), [step.answer for step in path])
    assert talk.questions == tuple(step.question for step in path)
    moves = [decision.plan.move for decision in talk.decisions]
    expected = [Move.PROBE if step.is_probe else Move.ADVANCE for step in path]
    assert moves == [Move.OPEN, *expected[1:-1], Move.CLOSE]


def first_two(name: str, answer: str) -> tuple[Story, Decision]:
    """The story and its second question after `answer` to the first."""
    interview = Interview(session=story_session(name))
    interview = answered(interview, decide(brief(interview, 1)), answer)
    return stories()[name], decide(brief(interview, 2))


@every_story
def test_other_answers_decide_the_way(name: str) -> None:
    told, second = first_two(name, "It was all fine, mostly, and we did things properly.")
    assert (second.text, second.plan.move) == (told.topics[0].probe, Move.PROBE)
    told, second = first_two(name, "I don't know.")
    assert (second.text, second.plan.move) == (told.topics[1].ask_after_missing, Move.ADVANCE)
    told, second = first_two(name, "What do you mean?")
    assert (second.text, second.plan.move) == (told.topics[0].again, Move.REPHRASE)
    long = "In May the lift failed. I called the hospital, moved 14 people by hand and nobody fell."
    told, second = first_two(name, long)
    assert (second.text, second.plan.move) == (told.topics[1].ask, Move.ADVANCE)


def put_differently(interview: Interview) -> str:
    """The last question in other words, as its "Put it differently" asks for them."""
    return decide(brief(interview, MAX_QUESTIONS + 1)).text


@every_story
def test_each_question_is_put_differently_in_words_of_its_own(name: str) -> None:
    told, back = stories()[name], "What do you mean?"
    begun = Interview(session=story_session(name))
    expected = {
        question: again
        for topic in told.topics
        for question, again in (
            (topic.ask, topic.again),
            (topic.ask_after_missing, topic.again),
            (topic.probe, topic.probe_again),
            (topic.probe_after_sample, topic.probe_again),
        )
        if question
    }
    expected |= {told.closing.ask: told.closing.again}
    for question, again in expected.items():
        asked = Decision(text=question, plan=Plan())
        assert put_differently(answered(begun, asked, back)) == again


def test_question_of_a_model_is_not_put_in_the_words_of_a_story() -> None:
    asked = Decision(text="Tell me: how are your nights?", plan=Plan())
    interview = answered(Interview(session=story_session("nursing")), asked, "What do you mean?")
    assert decide(brief(interview, MAX_QUESTIONS + 1)).plan.move is not Move.REPHRASE


@every_story
def test_other_words_that_were_shown_are_no_question_any_more(name: str) -> None:
    told, first = stories()[name], decide(brief(Interview(session=story_session(name)), 1))
    interview = answered(Interview(session=story_session(name)), first, "What do you mean?")
    question, answer = interview.messages
    shown = replace(question, clarified=told.topics[0].again)
    second = decide(brief(replace(interview, messages=(shown, answer)), 2))
    assert told.topics[0].again not in second.text


@every_story
def test_bridge_is_used_only_while_every_answer_was_the_sample(name: str) -> None:
    path = [step.answer for step in sample_path(stories()[name])]
    long = "In May the lift failed. I called the hospital, moved 14 people by hand and nobody fell."
    talk = hold(Papers(session=story_session(name)), [path[0], long, *path[2:]])
    bridged = {
        text
        for topic in (*stories()[name].topics, stories()[name].closing)
        for text in (topic.ask_after_sample, getattr(topic, "probe_after_sample", None))
        if text
    }
    assert not bridged & {*talk.questions[2:]}


def test_stories_come_in_the_order_of_the_landing_page() -> None:
    assert [*stories()] == ["reliability", "nursing", "construction"]


@every_story
def test_offline_report_says_of_no_requirement_that_it_was_shown(name: str) -> None:
    assert Evidence.SHOWN not in {finding.evidence for finding in stories()[name].findings}


def test_stand_in_skips_what_the_model_has_asked_about() -> None:
    told = stories()["nursing"]
    asked = Decision(text="Tell me: how are your nights?", plan=Plan(requirement="r1"))
    long = "In May the lift failed. I called the hospital, moved 14 people by hand and nobody fell."
    interview = answered(Interview(session=story_session("nursing")), asked, long)
    assert decide(brief(interview, 2)).plan.requirement == told.topics[1].requirement


@every_story
def test_eight_questions_back_still_end_with_the_closing(name: str) -> None:
    talk = hold(Papers(session=story_session(name)), ["What do you mean?"] * 8)
    assert len(set(talk.questions)) == 8
    assert talk.questions[-1] == stories()[name].closing.ask


def test_story_with_other_papers_is_an_interview_from_the_bank() -> None:
    session = story_session("nursing")
    assert story_of(session) is stories()["nursing"]
    assert story_of(replace(session, cv_text="Another CV")) is None
    assert story_of(replace(session, story="unknown")) is None
    assert story_of(replace(session, story=None)) is None


def test_unknown_part_of_a_story_is_refused() -> None:
    text = (HERE.parents[1] / "app" / "demo" / "stories" / "nursing.toml").read_text("utf-8")
    with pytest.raises(ValueError, match="subtitle"):
        parse(f'subtitle = "x"\n{text}')
