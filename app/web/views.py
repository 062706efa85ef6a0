"""What each page is rendered from. Templates get these values and decide nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.interview.model import MAX_QUESTIONS, Stage
from app.interview.progress import progress
from app.interview.turns import standing
from app.language.detecting import of_interview

if TYPE_CHECKING:
    from app.interview.model import Exchange, Interview, Session
    from app.interview.progress import Progress
    from app.interview.report import Feedback


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every page says of the interviewer: its name, and whether it is the demo.

    `fallback`: who stands behind it, None when nobody does.
    """

    interviewer: str
    is_demo: bool
    fallback: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The start form as last sent; `problem` is empty when all is well."""

    job_title: str = ""
    company_name: str = ""
    problem: str = ""

    @property
    def fault(self) -> str:
        """The field that the problem is about, empty when it is neither."""
        labels = {"Job title": "job_title", "Company name": "company_name"}
        return next((name for label, name in labels.items() if self.problem.startswith(label)), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """Both document forms: what stands, what was typed, what went wrong.

    `is_sent_back` says that the notice tells what is missing, not what is done.
    """

    session: Session
    has_begun: bool = False
    notice: str = ""
    is_sent_back: bool = False
    cv_problem: str = ""
    job_problem: str = ""
    cv_draft: str = ""
    job_draft: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewView:
    """What every page about an interview says of it."""

    interview: Interview

    @property
    def session(self) -> Session:
        return self.interview.session

    @property
    def progress(self) -> Progress:
        return progress(self.interview)

    @property
    def number(self) -> int:
        return standing(self.interview).number

    @property
    def stage(self) -> Stage:
        return standing(self.interview).stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(InterviewView):
    """One line of the dashboard; `feedback` is None before the interview ended."""

    feedback: Feedback | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Room(InterviewView):
    """The interview page and each of its fragments.

    `focus` is the turn a fragment is about: the question just asked or failed.
    `text_so_far` is that of the question being written. `connects` says whether
    its element opens the socket. `stream` is the mark at which a streamed page
    is cut, empty when the page does not stream. `draft` goes into the answer
    form; `kept` into a read-only field where there is none. `problem` says what
    went wrong with them, and is empty when all is well.
    """

    focus: int
    text_so_far: str = ""
    connects: bool = False
    stream: str = ""
    draft: str = ""
    kept: str = ""
    problem: str = ""

    @property
    def language(self) -> str:
        """The one that a question still to come will be in."""
        answers = (e.answer.content for e in self.interview.exchanges if e.answer)
        return of_interview(self.session.job_description_text or "", answers)

    @property
    def is_at_fault(self) -> bool:
        """Whether the problem is about what stands in the answer form."""
        return self.problem.startswith("Answer")

    @property
    def max_questions(self) -> int:
        return MAX_QUESTIONS

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """The questions that stand, less the one that is being streamed into the page."""
        return tuple(
            e for e in self.interview.exchanges if not (self.stream and e.number == self.focus)
        )

    @property
    def exchange(self) -> Exchange | None:
        """The exchange in focus, None while its question does not stand."""
        return next((e for e in self.interview.exchanges if e.number == self.focus), None)

    @property
    def answered(self) -> Exchange | None:
        """The exchange before the one in focus, or the eighth once it is answered."""
        wanted = self.focus - 1
        return next((e for e in self.interview.exchanges if e.number == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(InterviewView):
    """The feedback page; `stream` as in `Room`."""

    feedback: Feedback
    stream: str = ""

    @property
    def answers_total(self) -> int:
        return sum(exchange.answer is not None for exchange in self.interview.exchanges)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An error with a page of its own.

    `kept` is text that must not be lost. `again` is where an answer can be sent
    again, for turn `turn`; empty where sending it again cannot help.
    """

    status: int
    text: str
    kept: str = ""
    again: str = ""
    turn: str = ""
    way_on: str = "/"
    way_on_label: str = "Back to the start"
