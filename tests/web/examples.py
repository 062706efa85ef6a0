"""Made-up interviews and reports in every state, to render the pages from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain.feedback import (
    AnswerReview,
    Conclusion,
    Evidence,
    Feedback,
    FeedbackState,
    Part,
    RequirementFinding,
    Summary,
)
from app.domain.interview import (
    Interview,
    Message,
    Role,
    Session,
    Turn,
    TurnState,
)
from app.domain.plan import Origin, Plan, Reason
from app.domain.requirement import CvLine, Reading, Requirement, RequirementKind
from app.domain.source import Source
from app.values import replace

NOON = datetime(2026, 11, 12, 14, 5, tzinfo=UTC)

QUESTIONS = (
    (
        "You moved sixty-one services from Nomad to Kubernetes at Kelpline while the parcels "
        "kept moving. What did you decide to move last, and why?"
    ),
    (
        "Harrowgate reviews incidents without blame. Tell me about the incident that taught "
        "you most about how people talk afterwards."
    ),
    (
        "You put your own name first. What did you change afterwards so that a muted alert "
        "could not stay muted for a week?"
    ),
    (
        "The role asks for on-call that people can live with. How many pages a night did your "
        "team get, and what did you do about it?"
    ),
    (
        "Harrowgate settles payments in Go. Which part of a Go service have you had to debug "
        "at three in the morning?"
    ),
    "You wrote that error budgets decide releases. When did you last say no to one?",
    "How would you find out, in your first month, which of our services nobody owns?",
    "We have one question left. What have I not asked that you would like me to know?",
)

ANSWERS = (
    (
        "The tracking ingest. It was the one service where a lost minute meant a lost parcel, "
        "so I left it on Nomad until we had run both for two weeks and compared every event. "
        "We found 212 duplicates a day that we would have blamed on the move."
    ),
    (
        "We lost tracking for fifty minutes because I had muted an alert the week before. I "
        "wrote the timeline myself and put my own name in it first. After that the others did "
        "the same."
    ),
    (
        "Mutes expire now.\n\nAfter four hours the alert comes back, and whoever muted it is "
        "named in the channel. It took an afternoon; nobody has asked for it to be undone."
    ),
    "Eleven on a bad night. We deleted forty rules in a month and got to two.",
    (
        "A connection pool that handed out closed connections after a failover. I took a "
        "goroutine dump, saw eight hundred of them waiting in the same place, and worked back "
        "from there."
    ),
    (
        "In March. The settlement release wanted to go out with nine per cent of the budget "
        "left. I said no, they waited six days, and the fault we found meanwhile would have "
        "taken it all."
    ),
    "I don't know yet.",
    "That I like the dull half of the work: naming things, deleting rules, writing it down.",
)


SESSION = Session(
    id="s3ss10n",
    owner="somebody",
    job_title="Staff Reliability Engineer",
    company_name="Harrowgate Payments",
    created_at=NOON,
    cv_text="Ada Kelp\nReliability engineer at Kelpline\n\nMoved 61 services to Kubernetes.",
    job_description_text="Staff Reliability Engineer\nYou must know Kubernetes and Go.",
)

READING = Reading(
    requirements=(
        Requirement(
            id="r1",
            text="You must know Kubernetes and Go.",
            name="Kubernetes and Go",
            kind=RequirementKind.MUST,
        ),
        Requirement(id="r2", text="On-call", name="On-call", kind=RequirementKind.DUTY),
        Requirement(
            id="r3",
            text="A driving licence would help.",
            name="Driving licence",
            kind=RequirementKind.NICE,
            is_askable=False,
        ),
    ),
    cv_lines=(CvLine(id="c1", text="Moved 61 services to Kubernetes."),),
    language="en",
    source=Source.DEMO,
)


def interview(
    state: TurnState | None, number: int = 3, source: Source = Source.DEMO, **changes: Any
) -> Interview:
    """An interview whose last turn is `number`, in `state`; no turn at all when that is None."""
    session = replace(SESSION, **changes)
    if state is None:
        return Interview(session=session)
    asked = number if state in {TurnState.AWAITING_ANSWER, TurnState.ANSWERED} else number - 1
    answered = number if state is TurnState.ANSWERED else number - 1
    turns = [_turn(n, TurnState.ANSWERED) for n in range(1, number)]
    said: list[Message] = []
    for n in range(1, asked + 1):
        said.append(_message(n, Role.ASSISTANT, QUESTIONS[n - 1], source))
        if n <= answered:
            said.append(_message(n, Role.USER, ANSWERS[n - 1], Source.CANDIDATE))
    return Interview(session=session, turns=(*turns, _turn(number, state)), messages=tuple(said))


def feedback(
    state: FeedbackState, read: int = 8, source: Source = Source.DEMO, **changes: Any
) -> Feedback:
    """A report in `state`, `read` of whose reviews are there."""
    stands = state in {FeedbackState.READY, FeedbackState.REVISING}
    values: dict[str, Any] = {
        "reviews": tuple(review(n, source=source) for n in range(1, read + 1)),
        "conclusion": conclusion() if stands else None,
        **changes,
    }
    return Feedback(
        id="f",
        session_id="s3ss10n",
        state=state,
        created_at=NOON + timedelta(hours=1),
        **values,
    )


def review(number: int, **changes: Any) -> AnswerReview:
    weak = number in {4, 7}
    parts = (Part.SITUATION, Part.ACTION, *(() if weak else (Part.RESULT,)))
    values: dict[str, Any] = {
        "turn": number,
        "rating": (5, 4, 4, 3, 4, 5, 1, 2)[number - 1],
        "quote": None if number == 7 else ANSWERS[number - 1].split(". ")[0].strip() + ".",
        "parts": () if number == 7 else parts,
        "comment": "You name the service, the reason it went last and what the comparison found. "
        "What you did yourself is clear.",
        "outline": "Say what forty rules you deleted, who had to agree, and what a night looked "
        "like a month later: eleven pages down to two."
        if weak
        else None,
        "source": Source.DEMO,
        **changes,
    }
    return AnswerReview(**values)


def conclusion(source: Source = Source.DEMO) -> Conclusion:
    """What the parts add up to; `source` is that of the summary."""
    return Conclusion(
        summary=Summary(
            strengths=(
                "You give figures unasked: 212 duplicates, fifty minutes, nine per cent.",
                "You say what you did yourself, and what you got wrong.",
                "Your reasons come before your tools.",
            ),
            weaknesses=(
                "Two answers end before the result. Say what changed, and by how much.",
                "The question on ownership got no answer. A first guess, named as one, is better.",
                "Go appears once. The role asks for it by name.",
            ),
            cv_improvements=(
                "Put the 212 duplicates beside the migration; the line says only that it happened.",
                "Name Go where you used it. Harrowgate looks for the word.",
                "Move on-call from the list of duties to the results: eleven pages to two.",
            ),
            source=source,
        ),
        requirements=(
            finding("Kubernetes in production", Evidence.SHOWN, 1, "we had run both for two weeks"),
            finding("Blameless incident reviews", Evidence.SPOKEN_OF, 2),
            finding("Go, read and written daily", Evidence.SPOKEN_OF, 5),
            finding("Terraform", Evidence.IN_CV, None, "Moved 61 services", is_must=False),
            finding("PCI DSS audits", Evidence.NOT_SPOKEN_OF, is_must=False),
        ),
        interview_score=7,
        explanation="The mean of your eight answers is 3.5 of 5, which makes 7 of 10. Three of "
        "three musts were spoken of.",
    )


def _turn(number: int, state: TurnState) -> Turn:
    reason = Reason(origin=Origin.JOB, quote="You must know Kubernetes and Go.")
    if number > 2:
        reason = Reason(origin=Origin.ANSWER, quote="put my own name in it first", turn=number - 1)
    plan = Plan(requirement="r1", reason=reason)
    return Turn(session_id="s3ss10n", number=number, state=state, attempt=1, plan=plan)


def _message(number: int, role: Role, content: str, source: Source) -> Message:
    late = role is Role.USER
    return Message(
        id=f"{role}-{number}",
        session_id="s3ss10n",
        turn=number,
        role=role,
        content=content,
        timestamp=NOON + timedelta(minutes=4 * number, seconds=130 if late else 0),
        source=source,
        language="en",
    )


def finding(
    text: str,
    evidence: Evidence,
    turn: int | None = None,
    quote: str | None = None,
    **changes: Any,
) -> RequirementFinding:
    values: dict[str, Any] = {"is_must": True, "source": Source.DEMO, **changes}
    return RequirementFinding(text=text, evidence=evidence, turn=turn, quote=quote, **values)
