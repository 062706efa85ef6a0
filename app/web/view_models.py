"""What each page is rendered from. Templates get these values and decide nothing else."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field

from app.domain.errors import InterviewerUnreachable, QuestionsUsedUp
from app.domain.feedback import Evidence, FeedbackState
from app.domain.interview import Stage, TurnFault
from app.domain.practice import MOST_PRACTICES
from app.domain.progress import progress
from app.domain.source import Source
from app.domain.turn_state import standing
from app.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.feedback import AnswerReview, Feedback, RequirementFinding
    from app.domain.interview import Exchange, Interview, Session
    from app.domain.practice import Practice
    from app.domain.progress import Progress
    from app.domain.requirement import Reading
    from app.domain.share import Comment, Share
    from app.services.practice import Practised
    from app.web.links import Link

PAGE_LANGUAGE = "en"
FIRST_QUESTION_FAILED = (
    "The interviewer could not be reached. Your CV and the job description are saved."
)
FIRST_QUESTION_USED_UP = (
    "Today's questions are used up. Your CV and the job description are kept: go on tomorrow."
)


class Site(Struct, frozen=True, kw_only=True):
    """What every page says of the interviewer: its name, and whether it is the demo.

    `fallback` is the model asked when the first cannot be reached, None when there is none.
    """

    interviewer: str
    is_demo: bool
    fallback: str | None = None


class StartForm(Struct, frozen=True, kw_only=True):
    """The start form as last sent; `problem` is empty when all is well.

    `field_at_fault` is the field that the problem is about, empty when it is neither.
    `is_model_away`: the model could not be reached when it was last asked.
    """

    job_title: str = ""
    company_name: str = ""
    problem: str = ""
    field_at_fault: str = ""
    is_model_away: bool = False


class UploadPage(Struct, frozen=True, kw_only=True):
    """Both document forms: what is saved, what was typed, what went wrong.

    `is_sent_back` says that the notice tells what is missing, not what is done.
    `field_at_fault` is the field that a problem is about, empty when it is none.
    `interviewer` and `language` are what is chosen in the form, `has_other_choice` says
    that it is not what is saved.
    """

    session: Session
    has_begun: bool = False
    notice: str = ""
    is_sent_back: bool = False
    cv_problem: str = ""
    job_problem: str = ""
    field_at_fault: str = ""
    cv_draft: str = ""
    job_draft: str = ""
    interviewer: str = ""
    language: str = ""
    has_other_choice: bool = False


class InterviewView(Struct, frozen=True, kw_only=True, dict=True):
    """What every page about an interview says of it, each worked out once."""

    interview: Interview

    @cached_property
    def session(self) -> Session:
        return self.interview.session

    @cached_property
    def reading(self) -> Reading | None:
        return self.session.reading

    @cached_property
    def posting_language(self) -> str | None:
        """The language of the posting, None until it was read."""
        return self.reading.language if self.reading else None

    @cached_property
    def all_exchanges(self) -> tuple[Exchange, ...]:
        """The questions that stand."""
        return self.interview.exchanges

    @cached_property
    def progress(self) -> Progress:
        return progress(self.interview)

    @cached_property
    def number(self) -> int:
        return standing(self.interview).number

    @cached_property
    def stage(self) -> Stage:
        return standing(self.interview).stage


class DashboardRow(InterviewView, frozen=True, kw_only=True):
    """One session on the dashboard; `feedback` is None before the interview ended."""

    feedback: Feedback | None


class PapersPage(InterviewView, frozen=True, kw_only=True):
    """CV and posting as read; `candidate` is whose CV a sample's is, else empty."""

    candidate: str = ""


class InterviewPage(InterviewView, frozen=True, kw_only=True):
    """The interview page and each of its fragments.

    `focus` is the turn a fragment is about: the question just asked or failed.
    `text_so_far` is that of the question being written. `connects` says whether
    its element opens the socket. `stream_mark` is the mark at which a streamed page
    is cut, empty when the page does not stream. `draft` goes into the answer
    form; `kept` into a read-only field where there is none. `problem` says what
    went wrong with them, and is empty when all is well; `is_draft_at_fault` says
    that it is about the draft. `candidate` is whom the visitor plays in a sample
    interview, else empty. `is_whole`: this browser shows each question at once.
    """

    focus: int
    text_so_far: str = ""
    connects: bool = False
    stream_mark: str = ""
    draft: str = ""
    kept: str = ""
    problem: str = ""
    is_draft_at_fault: bool = False
    candidate: str = ""
    is_whole: bool = False

    @property
    def failure(self) -> str:
        """What to say of the question in focus when it could not be had."""
        if self.is_used_up:
            return QuestionsUsedUp.text if self.focus > 1 else FIRST_QUESTION_USED_UP
        return InterviewerUnreachable.text if self.focus > 1 else FIRST_QUESTION_FAILED

    @property
    def is_used_up(self) -> bool:
        """Whether asking the question in focus again can help only tomorrow."""
        turn = self.interview.turn(self.focus)
        return turn is not None and turn.fault is TurnFault.USED_UP

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """The questions that stand, less the one that is being streamed into the page."""
        left_out = self.focus if self.stream_mark else None
        return tuple(e for e in self.all_exchanges if e.number != left_out)

    @property
    def exchange(self) -> Exchange | None:
        """The exchange in focus, None while its question does not stand."""
        return self._exchange(self.focus)

    @property
    def answered(self) -> Exchange | None:
        """The exchange before the one in focus, or the eighth once it is answered."""
        return self._exchange(self.focus - 1)

    def _exchange(self, number: int) -> Exchange | None:
        return next((e for e in self.all_exchanges if e.number == number), None)


class ReportView(InterviewView, frozen=True, kw_only=True):
    """What every page of a report shows of it.

    `drafts` are what was typed and not sent or not taken, by the answer each is about.
    `problem` says what went wrong with that about answer `fault_turn`, and is empty
    when all is well.
    """

    feedback: Feedback
    problem: str = ""
    drafts: Mapping[int, str] = field(default_factory=dict)
    fault_turn: int = 0

    @property
    def answers_total(self) -> int:
        return len(self.interview.answers)

    @property
    def reviews(self) -> tuple[AnswerReview, ...]:
        """The reviews that can be shown: in order of turn, none before an earlier one."""
        reviews = {review.turn: review for review in self.feedback.reviews}
        shown: list[AnswerReview] = []
        for exchange in self.interview.exchanges:
            if exchange.answer is not None:
                if exchange.number not in reviews:
                    break
                shown.append(reviews[exchange.number])
        return tuple(shown)

    @property
    def is_being_revised(self) -> bool:
        """Whether a model is being asked for the parts of a report that stands."""
        return self.feedback.is_readable and self.feedback.state is not FeedbackState.READY

    def language_of(self, source: Source) -> str | None:
        """The language a comment is in: a model comments in the posting's, a rule in English."""
        return self.posting_language if source is Source.MODEL else PAGE_LANGUAGE

    def language_of_quote(self, part: AnswerReview | RequirementFinding) -> str | None:
        """The language of quoted words: their answer's, None for a line of the CV."""
        answer = self.interview.answer(part.turn) if part.turn is not None else None
        return answer.language if answer else None

    @property
    def findings(self) -> tuple[RequirementFinding, ...]:
        """The table of requirements, empty until the report stands."""
        return _table(self.feedback)

    @property
    def common_source(self) -> Source | None:
        """Who judged the requirements, None where some are one's and some another's."""
        sources = {finding.source for finding in self.findings}
        return sources.pop() if len(sources) == 1 else None

    @property
    def has_scores(self) -> bool:
        return True


class FeedbackPage(ReportView, frozen=True, kw_only=True):
    """The owner's report, whole or while it is written; `stream_mark` as in `InterviewPage`.

    `practices` are the answers given once more, `comments` what others said. `share` is
    the link that others follow, `link` its address; both None where there is none.
    `given` is what was just given once more, None where the page is not about that.
    """

    stream_mark: str = ""
    practices: Sequence[Practice] = ()
    comments: Sequence[Comment] = ()
    share: Share | None = None
    link: Link | None = None
    given: Practised | None = None

    def practices_of(self, turn: int) -> list[Practice]:
        return [practice for practice in self.practices if practice.turn == turn]

    def may_practise(self, turn: int) -> bool:
        return len(self.practices_of(turn)) < MOST_PRACTICES

    def comments_on(self, turn: int) -> list[Comment]:
        return [comment for comment in self.comments if comment.turn == turn]


class SharedPage(ReportView, frozen=True, kw_only=True):
    """The report as others see it, at the address `path`.

    `names` are those typed beside `drafts`, `field_at_fault` the field that a problem is
    about. `sent` is the answer that a comment was just taken on, else 0.
    """

    share: Share
    path: str
    names: Mapping[int, str] = field(default_factory=dict)
    field_at_fault: str = ""
    sent: int = 0

    @property
    def findings(self) -> tuple[RequirementFinding, ...]:
        """The table, in which the CV does not speak."""
        return tuple(
            replace(finding, evidence=Evidence.NOT_SPOKEN_OF, quote=None)
            if finding.evidence is Evidence.IN_CV
            else finding
            for finding in _table(self.feedback)
        )

    @property
    def has_scores(self) -> bool:
        return self.share.has_scores


def _table(feedback: Feedback) -> tuple[RequirementFinding, ...]:
    return feedback.conclusion.requirements if feedback.conclusion else ()


class Problem(Struct, frozen=True, kw_only=True):
    """An error with a page of its own.

    `kept` is text that must not be lost. `again` is where an answer can be sent
    again, for turn `turn`; empty where sending it again cannot help. `hint` says
    what to do, empty where there is nothing better to say than usual. `headers` go out with it.
    """

    status: int
    text: str
    kept: str = ""
    again: str = ""
    turn: int | None = None
    hint: str = ""
    way_on: str = "/"
    way_on_label: str = "Back to the start"
    headers: Mapping[str, str] = field(default_factory=dict)
