"""What is asked next in an interview from the bank."""

from __future__ import annotations

import pytest

from app.coach.quoted_words import Asked, asked_for
from app.demo.asker import Decision, decide
from app.demo.bank import LEADS, QUESTIONS, Facts, fill, second_wording
from app.demo.stories import stories
from app.domain.brief import brief
from app.domain.interview import Interview, Session
from app.domain.plan import Move, Origin, Plan, Reason
from app.domain.requirement import NOTHING_READ, CvLine, Reading, Requirement, RequirementKind
from app.domain.source import Source
from app.text.sentences import content_words
from app.values import replace
from tests.craft.interviews import SCRIPTS, Papers, a_session, answered, hold, story_session

CV = """
Ines Falk
- Rebound 140 parish registers for the county archive
- Trained three volunteers in paper repair
"""
JOB = """
Must have
- Sewing and rounding by hand
- Experience with leather bindings
- Careful records of every repair

Nice to have
- Gold tooling
"""
VAGUE, MISSING, ASKS_BACK = SCRIPTS["vague"][0], "I don't know.", "What do you mean?"
STRONG = SCRIPTS["strong"][1]


def said(leads: str, question: str, quote: str) -> set[str]:
    """`question` after each of the leads, about `quote`."""
    filled = {fill(lead, Facts(quote=quote, company="Fen Press")) for lead in LEADS[leads]}
    return {f"{lead} {question}" for lead in filled}


def asked_after(*answers: str, session: Session | None = None) -> list[Decision]:
    """The questions of an interview, the last of them not answered yet."""
    papers = Papers(session=session or a_session(CV, JOB))
    return list(hold(papers, [*answers, ""]).decisions)


def a_requirement(text: str, name: str = "r1") -> Requirement:
    """A duty that a case can be told of; `name` is its id."""
    return Requirement(id=name, text=text, name=text, kind=RequirementKind.DUTY, is_askable=True)


def test_first_question_opens_with_the_line_of_the_cv_nearest_to_the_job() -> None:
    (first,) = asked_after()
    assert first.plan.move is Move.OPEN
    assert first.plan.reason == Reason(
        origin=Origin.CV, quote="Trained three volunteers in paper repair"
    )
    assert f"“{first.plan.reason.quote}”" in first.text


def test_first_question_without_reading_quotes_nothing() -> None:
    (first,) = asked_after(session=replace(a_session(CV, JOB), reading=None))
    assert (first.plan.move, first.plan.reason) == (Move.OPEN, None)
    assert "“" not in first.text


def test_empty_cv_opens_with_the_first_requirement() -> None:
    (first,) = asked_after(session=a_session("Ines Falk", JOB))
    assert first.plan.requirement == "r1"
    assert first.plan.reason == Reason(origin=Origin.JOB, quote="Sewing and rounding by hand")


def test_vague_answer_is_probed_with_its_own_words() -> None:
    _, probe = asked_after(VAGUE)
    assert probe.plan.move is Move.PROBE
    assert probe.plan.reason is not None
    assert probe.plan.reason.origin is Origin.ANSWER
    assert probe.plan.reason.turn == 1
    assert probe.plan.reason.quote in VAGUE
    assert f"“{probe.plan.reason.quote}”" in probe.text


UNCLEAN = "well in paper repair it was all sort of fine i think and so on in general really ok"


def test_vague_answer_without_clean_clause_is_probed_plainly_once() -> None:
    first, probe = asked_after(UNCLEAN)
    assert (probe.plan.move, probe.plan.reason) == (Move.PROBE, first.plan.reason)
    assert probe.text in {entry.ask for entry in QUESTIONS["probe_example"]}


def test_second_vague_answer_is_probed_with_the_line_it_was_about() -> None:
    *_, third, fourth = asked_after(UNCLEAN, STRONG, f"{UNCLEAN} again")
    assert fourth.plan.move is Move.PROBE
    assert third.plan.reason
    assert f"“{third.plan.reason.quote}”" in fourth.text


@pytest.mark.parametrize(("times", "of_a_case"), [(1, ""), (6, ""), (1, " and bound one")])
def test_answer_that_tells_of_no_case_is_probed_at_any_length(times: int, of_a_case: str) -> None:
    assert asked_after(" ".join([UNCLEAN] * times) + of_a_case)[1].plan.move is Move.PROBE


@pytest.mark.parametrize(("who", "move"), [("i", Move.ADVANCE), ("they", Move.PROBE)])
def test_long_vague_answer_is_probed_where_the_speaker_did_nothing_in_it(
    who: str, move: Move
) -> None:
    told = " ".join([UNCLEAN] * 3) + f" and {who} bound one"
    assert asked_after(told)[1].plan.move is move


def test_line_of_the_cv_asked_about_counts_as_told() -> None:
    cv = "Ines Falk\n- Trained three volunteers in paper repair"
    job = "Must have\n- Volunteers trained in repair\n- Sewing by hand"
    asked = asked_after(SCRIPTS["strong"][3], session=a_session(cv, job))
    assert [decision.plan.requirement for decision in asked] == [None, "r2"]


def test_requirement_that_shares_two_words_of_many_with_the_answers_is_not_told() -> None:
    job = "Must have\n- Offers between landlords and tenants in three towns\n- Leases of old mills"
    answer = "I rang the landlords and wrote the offers down, so arrears fell from 9 to 4 in 2022."
    asked = asked_after(
        answer, session=a_session("Ines Falk\n- Trained two volunteers in paper repair", job)
    )
    assert asked[1].plan.requirement == "r1"


def test_aside_of_an_answer_is_not_taken_up() -> None:
    aside = "I do find the new leather a bit hit and miss."
    probe = asked_after(f"{UNCLEAN}. {aside}")[1]
    assert "“I do find" not in probe.text


@pytest.mark.parametrize(
    "other", ["She had 12 visitors a day in 2023", "Ran tills, stock, rotas, floats and 4 staff"]
)
def test_line_of_the_cv_about_somebody_else_or_many_things_does_not_open(other: str) -> None:
    cv = f"Ines Falk\n- {other}\n- Sold 40 books at two markets"
    (first,) = asked_after(session=a_session(cv, JOB))
    assert "“Sold 40 books at two markets”" in first.text


def test_deed_with_a_figure_opens_before_a_duty_in_the_words_of_the_posting() -> None:
    duty = "Keep careful records of every repair of leather bindings"
    cv = f"Ines Falk\n- {duty}\n- Rebound 140 parish registers by hand"
    (first,) = asked_after(session=a_session(cv, JOB))
    assert "“Rebound 140 parish registers by hand”" in first.text


def test_line_of_the_cv_that_was_told_of_is_not_asked_about() -> None:
    cv = "- Founded a bindery of 40 presses\n- Catalogued parish registers in two villages"
    session = a_session(cv, "Must have\n- Sewing by hand")
    told = "I catalogued the registers of both villages in 2022, and the parish found 12 lost ones."

    def quoted(answer: str) -> set[str]:
        asked = asked_after(STRONG, answer, STRONG, session=session)
        return {decision.plan.reason.quote for decision in asked if decision.plan.reason}

    assert quoted(STRONG) - quoted(told) == {"Catalogued parish registers in two villages"}


def test_explanation_after_a_quality_is_not_quoted() -> None:
    job = "Must have\n- Resilience - some callers are upset\n- A calm manner: it gets loud"
    asked = asked_after(STRONG, STRONG, STRONG, session=a_session("Ines Falk", job))
    quotes = [decision.plan.reason.quote for decision in asked if decision.plan.reason]
    assert {"Resilience", "A calm manner"} <= {*quotes}


@pytest.mark.parametrize(
    ("last", "is_for_the_firm"),
    [
        ("Could I ask how large your bindery is?", True),
        ("And what glue do you use at the press?", True),
        ("What system are you on at Ely?", True),
        ("Would there be training on the machine?", True),
        ("Before I go on, may I ask whether your press prints at night?", True),
        ("Is it mostly old books you'd have me working on, or the new ones?", True),
        ("Does that answer the question?", False),
        ("What was the alternative?", False),
        ("Could I ask you to say it again?", False),
        ("Which part of the work should I describe?", False),
    ],
)
def test_question_only_the_firm_can_answer_is_left_to_it(last: str, is_for_the_firm: bool) -> None:
    *_, second = asked_after(f"{STRONG} {last}")
    leads = said("firm", "", second.plan.reason.quote if second.plan.reason else "")
    assert any(map(second.text.startswith, map(str.strip, leads))) is is_for_the_firm


def test_deeds_of_the_cv_leave_time_for_the_must_haves() -> None:
    deeds = (
        "Trained three volunteers in repair",
        "Built 40 map boxes",
        "Founded a press with two friends",
        "Introduced an evening class for beginners",
        "Set up a new bench by the river",
    )
    cv = "Ines Falk\n- " + "\n- ".join(deeds)
    things = ("sewing", "gilding", "tooling", "marbling", "paper repair", "box making")
    job = "Must have\n- At least two years of " + "\n- At least two years of ".join(things)
    asked = asked_after(*[STRONG] * 7, session=a_session(cv, job))
    assert sum(decision.plan.requirement is not None for decision in asked) >= 5


def test_matter_of_the_question_before_waits_behind_a_duty() -> None:
    musts = "Must have\n- Training new staff\n- Mentoring apprentices\n"
    job = f"{musts}Your tasks\n- Tool leather in gold"
    asked = asked_after(STRONG, STRONG, session=a_session("Ines Falk", job))
    assert [decision.plan.reason.quote for decision in asked if decision.plan.reason] == [
        "Training new staff",
        "Tool leather in gold",
        "Mentoring apprentices",
    ]


def test_two_things_of_a_broken_sentence_are_not_asked_about_in_a_row() -> None:
    job = (
        "Duties\nYou will sew and round the books of four parishes by hand in the old way,\n"
        "keep records of every single repair for the county archive in ink, and\n"
        "talk to the wardens of all of them twice a year. You will cut and fold boxes."
    )
    asked = asked_after(STRONG, STRONG, session=a_session("Ines Falk", job))
    quoted = [decision.plan.reason.quote for decision in asked if decision.plan.reason]
    assert "cut and fold boxes" in quoted[:2]


def test_question_sounds_unlike_the_one_before() -> None:
    job = "Must have\n- Leading other people at the counter\n- Gold tooling of leather"
    asked = [
        asked_after(STRONG, session=a_session(f"- Trained {n} volunteers in paper repair", job))
        for n in range(3, 40)
    ]
    after = [second.text for first, second in asked if "hardest" in first.text]
    assert after
    assert not any("hardest" in text for text in after)


def test_matter_asked_about_before_is_asked_about_as_any_line_is() -> None:
    job = "Must have\n- Dealing with complaints\n- Handling complaints from the press"
    asked = asked_after(STRONG, SCRIPTS["strong"][2], session=a_session("Ines Falk", job))
    special = {entry.ask for entry in QUESTIONS["complaints"]}
    assert [any(d.text.endswith(ask) for ask in special) for d in asked[:2]] == [True, False]


def test_requirement_of_the_same_matter_as_one_asked_about_comes_later() -> None:
    job = "Must have\n- Control of a budget\n- Control of costs\n- Dealing with complaints"
    asked = asked_after(STRONG, SCRIPTS["strong"][2], session=a_session("Ines Falk", job))
    quotes = [decision.plan.reason and decision.plan.reason.quote for decision in asked]
    assert quotes[1] == "Dealing with complaints"


def test_requirement_of_a_matter_asked_about_before_comes_after_other_matters() -> None:
    lines = "Control of a budget", "Dealing with complaints", "Control of costs", "Cleaning vellum"
    job = "\n- ".join(["Must have", *lines])
    asked = asked_after(*SCRIPTS["strong"][2:6], session=a_session("Ines Falk", job))
    quotes = [decision.plan.reason.quote for decision in asked if decision.plan.reason]
    assert quotes.index("Cleaning vellum") < quotes.index("Control of costs")


def test_answer_of_we_is_probed_for_the_own_part() -> None:
    probe = asked_after("We did things in their proper order at the archive.")[1]
    assert probe.text in {
        text
        for entry in QUESTIONS["probe_own_part"]
        for text in said("answer", entry.ask, "We did things in their proper order at the archive")
    }


def test_second_vague_answer_in_a_row_moves_on() -> None:
    *_, third = asked_after(VAGUE, SCRIPTS["vague"][1])
    assert third.plan.move is Move.ADVANCE
    assert third.plan.requirement == "r1"


def test_strong_answer_leads_to_the_first_must_have() -> None:
    _, second = asked_after(STRONG)
    assert (second.plan.move, second.plan.requirement) == (Move.ADVANCE, "r1")


def test_question_back_is_answered_with_the_second_wording_of_the_entry() -> None:
    _, second, third = asked_after(STRONG, ASKS_BACK)
    entries = {entry for entries in QUESTIONS.values() for entry in entries}
    (entry,) = [entry for entry in entries if second.text.endswith(entry.ask)]
    assert third.text in said("again", entry.again, "Sewing and rounding by hand")
    assert third.plan == replace(second.plan, move=Move.REPHRASE)


def test_candidate_who_asks_which_of_two_is_meant_is_told_that_either_is() -> None:
    which = "Do you mean the sewing, or the rounding?"
    *_, at_once = asked_after(STRONG, which)
    *_, after_an_answer = asked_after(STRONG, f"{STRONG} {which}")
    leads = LEADS["again_either"], LEADS["either"]
    for asked, these in zip((at_once, after_an_answer), leads, strict=True):
        assert asked.plan.reason
        quoted = [fill(lead, Facts(quote=asked.plan.reason.quote)) or "-" for lead in these]
        assert asked.text.startswith(tuple(quoted))


def test_reply_that_only_asks_the_firm_is_not_taken_for_a_question_back() -> None:
    *_, third = asked_after(STRONG, "How many binders would I be working with at your press?")
    assert third.plan.move is Move.ADVANCE
    assert "Fen Press" in third.text or "ask them" in third.text


def test_other_words_that_were_shown_already_are_not_given_again() -> None:
    told = hold(Papers(session=a_session(CV, JOB)), [STRONG, ASKS_BACK])
    again = decide(brief(told.interview, 3)).text
    *before, message, answer = told.interview.messages
    shown = replace(message, clarified=again)
    interview = replace(told.interview, messages=(*before, shown, answer))
    other = decide(brief(interview, 3))
    assert other.plan.move is Move.REPHRASE
    assert other.text.rpartition("”")[2] != again.rpartition("”")[2]


def test_second_question_back_in_a_row_moves_on() -> None:
    *_, fourth = asked_after(STRONG, ASKS_BACK, "Sorry, could you say that again?")
    assert (fourth.plan.move, fourth.plan.requirement) == (Move.ADVANCE, "r2")


def test_vague_answer_to_other_words_of_a_probe_is_not_probed_again() -> None:
    *_, fourth = asked_after(VAGUE, ASKS_BACK, SCRIPTS["vague"][1])
    assert fourth.plan.move is Move.ADVANCE


def test_interview_opens_with_work_before_a_trait() -> None:
    job = "You must be honest and patient. You will sew and round books by hand."
    (first,) = asked_after(session=a_session("Ines Falk", job))
    assert first.plan.reason
    assert first.plan.reason.quote == "sew and round books by hand"


def test_what_is_only_welcome_is_not_said_to_be_asked_for() -> None:
    job = "Must have\n- Sewing and rounding by hand\nNice to have\n- Experience of gold tooling"
    asked = asked_after(STRONG, STRONG, session=a_session("Ines Falk", job))
    (welcome,) = [each.text for each in asked if "“Experience of gold tooling”" in each.text]
    assert welcome.startswith(tuple(lead.partition("{")[0] for lead in LEADS["line"]))


def test_missing_answer_moves_on_kindly() -> None:
    _, second = asked_after(MISSING)
    assert second.plan.move is Move.ADVANCE
    leads = {fill(lead, Facts(quote="Sewing and rounding by hand")) for lead in LEADS["moving_on"]}
    assert any(lead and second.text.startswith(lead) for lead in leads)


def test_papers_used_up_lead_to_the_role() -> None:
    strong = SCRIPTS["strong"]
    asked = asked_after(*strong[:4], strong[5], strong[6])
    origins = [decision.plan.reason and decision.plan.reason.origin for decision in asked]
    assert origins[:6] == [Origin.CV, Origin.JOB, Origin.JOB, Origin.JOB, Origin.CV, Origin.JOB]
    facts = Facts(title="Bookbinder", company="Fen Press")
    assert asked[6].text in {fill(entry.ask, facts) for entry in QUESTIONS["fallback_role"]}


def test_eighth_question_closes_whatever_was_answered() -> None:
    for last in (VAGUE, MISSING, ASKS_BACK, STRONG):
        *_, eighth = asked_after(*SCRIPTS["strong"][:1], *SCRIPTS["vague"][:5], last)
        assert eighth.plan.move is Move.CLOSE


def test_foreign_posting_is_quoted_and_the_language_is_said_once() -> None:
    job = "Anforderungen\n- Sicherer Umgang mit Leder und Papier\n- Sorgfältige Dokumentation"
    asked = asked_after(*SCRIPTS["strong"][:6], session=a_session(CV, job))
    assert [("English" in decision.text) for decision in asked] == [True] + [False] * 6
    quoted = f"{asked[1].text} {asked[2].text}"
    assert "“Sorgfältige Dokumentation”" in quoted
    assert "“Sicherer Umgang mit Leder und Papier”" in quoted


def test_requirements_come_musts_first_and_licences_last() -> None:
    named = [
        ("r1", "Gold tooling", RequirementKind.NICE, True),
        ("r2", "Answering letters", RequirementKind.DUTY, True),
        ("r3", "A clean driving licence", RequirementKind.MUST, False),
        ("r4", "Sewing by hand", RequirementKind.MUST, True),
    ]
    reading = Reading(
        requirements=tuple(
            Requirement(id=i, text=t, name=t, kind=k, is_askable=a) for i, t, k, a in named
        ),
        cv_lines=(),
        language="en",
        source=Source.MODEL,
    )
    session = replace(a_session(CV, JOB), reading=reading)
    asked = asked_after(*SCRIPTS["strong"][:3], session=session)
    assert [decision.plan.requirement for decision in asked] == ["r4", "r2", "r1", "r3"]


def test_stand_in_goes_on_after_questions_of_a_model() -> None:
    session = a_session(CV, JOB)
    asked = Decision(
        text="What do you like about sewing?",
        plan=Plan(requirement="r1"),
    )
    interview = answered(Interview(session=session), asked, VAGUE)
    found = decide(brief(interview, 2))
    assert (found.plan.move, found.plan.requirement) == (Move.ADVANCE, "r3")


def test_question_of_a_model_asked_back_is_put_with_the_line_it_was_about() -> None:
    reason = Reason(origin=Origin.JOB, quote="Experience with leather bindings")
    asked = Decision(text="How is your leather?", plan=Plan(requirement="r2", reason=reason))
    interview = answered(Interview(session=a_session(CV, JOB)), asked, ASKS_BACK)
    found = decide(brief(interview, 2))
    assert found.plan == Plan(move=Move.REPHRASE, requirement="r2", reason=reason)
    assert "“Experience with leather bindings”" in found.text


def test_what_an_answer_named_is_not_asked_about_as_new() -> None:
    session = a_session("", "Must have\n- Tact\n- Experience of parish maps from old chests")
    told = "In 2019 I mended the parish maps with Ada for two years, and the chests held 40."
    asked = [entry.ask for entry in QUESTIONS["experience"] if entry.only == "unnamed"]
    found = asked_after(told, told, session=session)
    assert not any(decision.text.endswith(tuple(asked)) for decision in found[1:])


@pytest.mark.parametrize("ends", ["", ".", "!", " ", "\n", " .", " !"])
def test_wish_is_not_told_of_as_what_the_job_needs(ends: str) -> None:
    asked = asked_after(STRONG, session=a_session(f"{CV}{ends}x", "Nice to have\n- Gold tooling"))
    assert any(
        asked[1].text.startswith(lead) for lead in map(str.strip, said("line", "", "Gold tooling"))
    )


def test_line_that_was_broken_is_quoted_in_one() -> None:
    job = "Duties\n- Carry out daily checks of the press and report faults to the\n  works manager"
    first = asked_after(session=a_session("", job))[0]
    assert "checks of the press and report faults to the works manager”" in first.text


def test_agency_is_not_named_as_the_place_of_the_work() -> None:
    answers = [*SCRIPTS["strong"][:7]]
    asked = asked_after(
        *answers, session=a_session(CV, f"Our client, a bindery, needs you.\n{JOB}")
    )
    assert not [decision.text for decision in asked if "Fen Press" in decision.text]


def test_what_leads_up_to_the_matter_is_not_quoted() -> None:
    job = "Requirements\n- You will be able to repair torn pages"
    assert "“repair torn pages”" in asked_after(STRONG, session=a_session(CV, job))[1].text


def test_answer_to_a_question_about_the_role_is_not_probed() -> None:
    session = a_session("", "")
    moves = [d.plan.move for d in asked_after(STRONG, VAGUE, VAGUE, session=session)]
    assert moves == [Move.OPEN, *[Move.ADVANCE] * 3]


def test_second_question_back_is_left_with_a_kind_word() -> None:
    *_, fourth = asked_after(STRONG, ASKS_BACK, "Do you mean the sewing or the rounding?")
    assert fourth.plan.reason is not None
    leads = said("moving_on", "", fourth.plan.reason.quote)
    assert any(fourth.text.startswith(lead) for lead in leads)


def test_what_the_last_answer_knows_nothing_of_is_not_asked_next() -> None:
    *_, third = asked_after(STRONG, "I have never done anything with leather bindings.")
    assert third.plan.requirement == "r3"


@pytest.mark.parametrize(
    "view", ["I think quality is very important in every workshop.", "I like a tidy bench."]
)
def test_opinion_is_probed_for_an_example_only(view: str) -> None:
    probe = asked_after(view)[1]
    assert probe.plan.move is Move.PROBE
    assert probe.text in {
        text
        for entry in QUESTIONS["probe_example"]
        for text in (entry.ask, *said("answer", entry.ask, view.rstrip(".")))
    }


def questions_of(session: Session, answer: str) -> list[str]:
    return [decision.text for decision in hold(Papers(session=session), [answer] * 8).decisions]


@pytest.mark.parametrize("answer", [STRONG, VAGUE, MISSING, ASKS_BACK])
@pytest.mark.parametrize(
    "session",
    [a_session(CV, JOB), *map(story_session, stories())],
    ids=["own", *stories()],
)
def test_second_interview_on_the_same_papers_asks_nothing_in_the_same_words(
    session: Session, answer: str
) -> None:
    first = questions_of(session, answer)
    second = questions_of(replace(session, asked_before=tuple(first)), answer)

    assert len(second) == 8
    assert not {*first} & {*second}


def test_third_interview_on_short_papers_asks_nothing_in_the_same_words() -> None:
    cv, job = "Cooked lunch for 200 guests a day at the Mill", "We need a cook who plans menus."
    session = a_session(cv, job, job_title="Cook", company_name="Mill House")
    for _ in range(3):
        asked = questions_of(session, STRONG)
        assert not {*asked} & {*session.asked_before}
        session = replace(session, asked_before=(*session.asked_before, *asked))


def test_eight_questions_are_found_where_each_was_put_differently() -> None:
    session = a_session("", "", job_title="Nurse, nights", company_name="Agency Ltd")
    session = replace(session, reading=NOTHING_READ)
    interview = Interview(session=session)
    for number in range(1, 9):
        asked = decide(brief(interview, number))
        again = decide(brief(answered(interview, asked, ASKS_BACK), 9)).text
        interview = answered(interview, asked, STRONG)
        *before, question, answer = interview.messages
        messages = (*before, replace(question, clarified=again), answer)
        interview = replace(interview, messages=messages)
    assert len({exchange.question.content for exchange in interview.exchanges}) == 8


def test_question_asked_in_its_second_wording_is_put_in_its_first() -> None:
    for entry in QUESTIONS["fallback"]:
        assert second_wording(f"All right. {entry.again}", Facts()) == entry.ask


def test_second_probe_leaves_time_for_the_must_haves() -> None:
    lines = [
        f"{work} of old maps" for work in ("Sewing", "Gilding", "Pasting", "Backing", "Mending")
    ]
    job = "\n- ".join(["Must have", *lines, "Lettering of old maps"])
    *_, fourth = asked_after(UNCLEAN, STRONG, f"{UNCLEAN} again", session=a_session(CV, job))
    assert fourth.plan.move is Move.ADVANCE


def test_question_back_is_answered_after_every_lead_for_it_was_used() -> None:
    asked = asked_after(*[STRONG, ASKS_BACK] * 3)
    moves = [decision.plan.move for decision in asked]
    assert moves.count(Move.REPHRASE) == 3


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("Repair all torn registers", "line_task"),
        ("Help customers of both shops", "line_task"),
        ("Repair, clean and store registers", "line_task"),
        ("Repairing all torn registers", "line_doing"),
        ("Repairing all torn registers is what you do", "line"),
        ("Repairs all torn registers", "line_does"),
        ("Repair sheets and boards", "line"),
        ("Handy with a bone folder", "line_like"),
        ("Drive and willingness to learn the trade", "line"),
        ("Experience of parish maps", "line_thing"),
        ("A good understanding of old glues", "line_thing"),
        ("Two years of gilding", "line_thing"),
        ("Happy to pass on your knowledge", "line_like"),
    ],
)
def test_lead_fits_how_a_line_of_the_posting_begins(line: str, leads: str) -> None:
    tasks = "Your tasks\n- Airing the chests\n- Answering letters"
    heading = tasks if leads in {"line_task", "line_doing", "line_does"} else "Must have"
    session = a_session(CV, f"{heading}\n- {line}\n- Patience")
    talk = asked_after(*SCRIPTS["strong"][:5], session=session)
    asked = next(decision.text for decision in talk if f"“{line}”" in decision.text)
    begun = tuple(lead.partition("{quote}")[0] for lead in LEADS[leads])
    assert asked.startswith(begun)


def test_interview_goes_on_where_the_bank_is_used_up() -> None:
    session = a_session(CV, JOB)
    for _ in range(8):
        asked = questions_of(session, STRONG)
        assert len(set(asked)) == 8
        session = replace(session, asked_before=(*session.asked_before, *asked))


def test_what_any_answer_denied_is_not_asked_later() -> None:
    denial = "I have never worked with leather bindings."
    asked = asked_after(denial, *SCRIPTS["strong"][:6])
    assert "r2" not in {decision.plan.requirement for decision in asked}


def test_probe_asks_for_more_than_the_question_before() -> None:
    told = (
        "At the press I'd start with the paste, because a binding lives or dies there. I got the "
        "drying from nine days to two by finding that a seam leaked and by batching the boards."
    )
    for percent in range(20, 44):
        session = a_session(f"Cut the time for a rebinding by {percent} per cent", JOB)
        first, probe = asked_after(told, session=session)
        words = content_words(probe.text)
        assert not words or not words <= content_words(first.text), probe.text


def test_clause_that_tells_of_a_case_is_not_asked_for_an_example() -> None:
    probe = asked_after("My colleague dropped a whole register in the archive.")[1]
    examples = {entry.ask for entry in QUESTIONS["probe_example"]}
    assert probe.plan.move is Move.PROBE
    assert not any(probe.text.endswith(ask) for ask in examples)


def test_fifth_question_goes_back_to_a_deed_of_the_cv() -> None:
    session = a_session(CV, f"{JOB}\nRequirements\n- A clean driving licence\n")
    asked = asked_after(*SCRIPTS["strong"][:5], session=session)
    is_of_cv = [d.plan.reason is not None and d.plan.reason.origin is Origin.CV for d in asked]
    assert is_of_cv == [True, False, False, False, True, False]


@pytest.mark.parametrize(("deed", "is_asked"), [("leather bindings", False), ("presses", True)])
def test_deed_of_the_cv_in_words_asked_about_is_not_gone_back_to(deed: str, is_asked: bool) -> None:
    cv = f"Ines Falk\n- Rebound 140 parish registers for the archive\n- Moved a store of {deed}"
    session = a_session(cv, f"{JOB}\nRequirements\n- A clean driving licence\n")
    asked = asked_after(*SCRIPTS["strong"][:4], session=session)
    assert (f"Moved a store of {deed}" in asked[4].text) is is_asked


@pytest.mark.parametrize(
    ("title", "requirement"), [("Fitter", None), ("Fitter of wind turbines", "r1")]
)
def test_words_of_the_job_title_do_not_make_a_requirement_told(
    title: str, requirement: str | None
) -> None:
    job = "Must have\n- Building of wind turbines\n- Safe use of wind turbines at sea"
    asked = asked_after(STRONG, STRONG, session=a_session(CV, job, job_title=title))
    assert [decision.plan.requirement for decision in asked] == [None, "r2", requirement]


def test_day_by_day_work_of_the_cv_comes_after_all_requirements() -> None:
    session = a_session("Ines Falk\n- Rebound 140 registers for the archive\n- Leather, paper", JOB)
    asked = asked_after(*SCRIPTS["strong"][:4], session=session)
    assert [decision.plan.requirement is None for decision in asked] == [True] + [False] * 4


def test_two_things_of_one_sentence_are_not_asked_about_in_a_row() -> None:
    job = (
        "Duties\n- Sew and round the books of four parishes by hand in the old way, keep records "
        "of every repair for the county archive, and talk to the wardens\n- Cut and fold boxes"
    )
    asked = asked_after(STRONG, STRONG, session=a_session(CV, job))
    quoted = [decision.plan.reason.quote for decision in asked[1:] if decision.plan.reason]
    assert "Cut and fold boxes" in quoted


@pytest.mark.parametrize("reply", ["Can you give me a clue?", "Sorry, which one, the leather?"])
def test_short_question_in_any_words_is_answered_with_other_words(reply: str) -> None:
    *_, third = asked_after(STRONG, reply)
    assert third.plan.move is Move.REPHRASE


def test_answer_to_other_words_is_not_probed() -> None:
    *_, fourth = asked_after(STRONG, ASKS_BACK, VAGUE)
    assert fourth.plan.move is Move.ADVANCE


def test_second_answer_of_a_word_or_two_is_not_probed() -> None:
    *_, fourth = asked_after(UNCLEAN, STRONG, "Hmm no")
    assert fourth.plan.move is Move.ADVANCE


def test_requirement_that_was_told_of_comes_after_those_that_were_not() -> None:
    told = "I rebound forty ledgers in new leather bindings last year and none came back."
    asked = asked_after(told, *SCRIPTS["strong"][:5])
    about = [each.plan.requirement for each in asked[1:] if each.plan.move is not Move.PROBE]
    assert about == ["r1", "r3", "r4", None, "r2"]


def test_case_told_without_its_end_is_asked_how_it_ended() -> None:
    told = "In 2019 I sorted 40 of them with Ada. I counted the torn registers for two days."
    probe = asked_after(told)[1]
    assert probe.plan.move is Move.PROBE
    clause = "I counted the torn registers for two days"
    ends = (said("answer", entry.ask, clause) for entry in QUESTIONS["probe_outcome"])
    assert probe.text in set().union(*ends)


def test_case_whose_end_follows_its_clause_is_left() -> None:
    told = (
        "In 2019 I sorted 40 of them with Ada. I asked the vicar for his key, so I had the old "
        "register open before the guests came in at four."
    )
    assert asked_after(told)[1].plan.move is Move.ADVANCE


def test_strong_answer_is_asked_once_late_what_its_speaker_thought() -> None:
    strong = SCRIPTS["strong"]
    asked = asked_after(strong[0], *strong[3:5], strong[1], strong[2], strong[6])
    assert [each.plan.move is Move.PROBE for each in asked] == [
        number == 5 for number in range(1, 8)
    ]
    assert asked[4].text.endswith(tuple(entry.ask for entry in QUESTIONS["probe_choice"]))
    assert "“I held the gate shut”" in asked[4].text


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (STRONG, "I sewed it in 2019 for 40 towns and it held. I was late once with the ledger."),
        (STRONG, "I rebound the ledger in 2019. She was glad, so it came to our shop again."),
        (STRONG, f"{SCRIPTS['strong'][1]} The driver stayed because of it."),
        (VAGUE, SCRIPTS["strong"][1]),
    ],
)
def test_no_choice_of_a_weak_answer_or_after_another_probe_is_asked_about(
    first: str, last: str
) -> None:
    asked = asked_after(first, *SCRIPTS["strong"][3:5], last)
    assert asked[4].plan.move is Move.ADVANCE


@pytest.mark.parametrize(
    "ending", ["or similar", "or a similar old press", "or equivalent presses"]
)
def test_likeness_that_would_do_is_not_quoted(ending: str) -> None:
    session = a_session("Ines Falk", f"Must have\n- Experience of the Heidelberg {ending}")
    assert "“Experience of the Heidelberg”" in asked_after(session=session)[0].text


def test_likeness_that_ends_a_list_is_quoted_with_it() -> None:
    session = a_session("Ines Falk", "Must have\n- Experience of a press, bindery or similar")
    assert "“Experience of a press, bindery or similar”" in asked_after(session=session)[0].text


def test_long_line_is_not_quoted_twice_in_a_row() -> None:
    long = "Sewing large books of two villages every cold wet winter afternoon alone"
    lines = long, "Tact", "Folding of paper"
    session = a_session(CV, "\n- ".join(["Must have", *lines]))
    *_, third, fourth = asked_after(UNCLEAN, STRONG, f"{UNCLEAN} oh", session=session)
    assert [third.plan.move, fourth.plan.move] == [Move.ADVANCE] * 2


def test_line_of_the_matter_of_one_asked_about_comes_later() -> None:
    lines = (
        "Mending kites and tin drums",
        "Mending kites of linen and bamboo",
        "Folding boxes",
    )
    session = a_session("", "\n- ".join(["Must have", *lines]))
    asked = asked_after("I rang Ada in 2019 and it held for 4 years.", session=session)
    assert [decision.plan.requirement for decision in asked] == ["r1", "r3"]


def test_case_without_an_end_or_a_clause_to_quote_is_left() -> None:
    told = f"{UNCLEAN} and counted 40 torn registers of 1820 for two days with Ada"
    assert asked_after(told)[1].plan.move is Move.ADVANCE


@pytest.mark.parametrize(
    "answer",
    [
        "I have no experience of that, the office keeps all the books for us.",
        "I don't know much of that, to be honest, I have bound books at home and that's all.",
        "Is this a joke? It is the sort of work on books that everybody in the trade can do.",
    ],
)
def test_denial_or_question_is_not_probed(answer: str) -> None:
    assert asked_after(STRONG, answer)[-1].plan.move is Move.ADVANCE


def test_clause_that_an_earlier_answer_said_is_not_taken_up() -> None:
    again = "I sewed the books by hand, so it all went well, as you can imagine."
    asked = asked_after("I sewed the books by hand.", STRONG, again)
    assert "I sewed the books by hand" not in asked[-1].text


@pytest.mark.parametrize(
    "answer",
    [
        "It depends really, you just do what you can.",
        "There's been plenty of that over the years, it's hard to pick one.",
        "You just have to be patient with people, really.",
    ],
)
def test_vague_answer_is_not_taken_for_none_but_probed(answer: str) -> None:
    assert asked_after(answer)[-1].plan.move is Move.PROBE


def test_short_case_with_a_figure_is_probed_for_more_and_not_for_an_example() -> None:
    answer = "In the 2020 floods there were nine of us with the wet registers inside an hour."
    (_, probe) = asked_after(answer)
    assert probe.plan.move is Move.PROBE
    assert probe.text in {entry.ask for entry in QUESTIONS["probe_more"]}


@pytest.mark.parametrize("title", ["Elektroniker (m/w/d)", "Manager - Insolvency", "Clerk/Typist"])
def test_title_that_nobody_says_aloud_is_not_said(title: str) -> None:
    session = a_session("", "", job_title=title)
    asked = asked_after(*[STRONG, MISSING] * 3, STRONG, session=session)
    assert not any(title in decision.text for decision in asked)


@pytest.mark.parametrize("company", ["Fen Press Ltd", "Fen Press plc", "Fen and Marsh Press Trust"])
def test_firm_is_not_said_as_it_is_only_written(company: str) -> None:
    asked = asked_after(
        *[STRONG, MISSING] * 3, STRONG, session=a_session("", "", company_name=company)
    )
    assert not any(company in decision.text for decision in asked)


def test_written_name_of_the_firm_is_said_where_the_title_cannot_be() -> None:
    session = a_session("", "", job_title="Buchbinder (m/w/d)", company_name="Fen Press GmbH")
    asked = asked_after(*[STRONG, MISSING] * 3, STRONG, session=session)
    assert "Fen Press GmbH" in asked[-1].text


BOUND = "Bound registers for the archive"


@pytest.mark.parametrize(
    ("more", "quote"),
    [
        ("cut repairs by 40% in a year", "cut repairs by 40% in a year"),
        ("repairs fell by 40% in a year", f"{BOUND}; repairs fell by 40% in a year"),
    ],
)
def test_clause_that_tells_a_deed_with_a_figure_is_quoted_of_a_line_of_the_cv(
    more: str, quote: str
) -> None:
    (first,) = asked_after(session=a_session(f"Ines Falk\n- {BOUND}; {more}", JOB))
    assert f"“{quote}”" in first.text


def test_leading_people_is_asked_about_as_early_as_a_must() -> None:
    job = "Must have\n- Sewing by hand\n- Gilding of edges\nYour tasks\n- Supervise a team of eight"
    asked = asked_after(*[STRONG] * 2, session=a_session(CV, job))
    assert "Supervise a team of eight" in asked[1].text + asked[2].text


def test_what_one_is_like_is_asked_about_after_what_one_does() -> None:
    job = "Must have\n- Not easily bored\nYour tasks\n- Sewing books\n- Cleaning vellum"
    asked = asked_after(STRONG, STRONG, session=a_session("", job))
    assert [decision.plan.requirement for decision in asked] == ["r2", "r3", "r1"]


def test_deed_of_the_cv_of_which_little_was_told_is_asked_about() -> None:
    deed = "Led the move of nine presses and two guillotines to a new workshop in Ely"
    cv = f"Ines Falk\n- Trained three volunteers in paper repair\n- {deed}\n"
    session = a_session(cv, f"{JOB}\nRequirements\n- A clean driving licence\n")
    told = "I showed them the workshop at Ely, and it took us 4 days instead of 9."
    asked = asked_after(told, *SCRIPTS["strong"][1:5], session=session)
    assert deed in asked[4].text


@pytest.mark.parametrize(
    ("heading", "line", "quote", "kind"),
    [
        ("Your tasks", "Airing the chests", "Airing the chests", "task"),
        ("Must have", "Handy with a bone folder", "Handy with a bone folder", "ability"),
        ("Must have", "Not easily bored", "Not easily bored", "trait"),
        ("Must have", "Experience of parish maps", "Experience of parish maps", "experience"),
        ("Must have", "Knowledge of old glues", "Knowledge of old glues", "knowledge"),
        ("Must have", "SIA licence", "SIA licence", "paper"),
    ],
)
def test_requirement_is_asked_about_as_what_it_asks_for(
    heading: str, line: str, quote: str, kind: str
) -> None:
    job = a_session("Ines Falk", f"{heading}\n- {line}")
    asked = asked_after(STRONG, session=job)
    asks = tuple(entry.ask for entry in QUESTIONS[kind])
    assert any(f"“{quote}”" in each.text and each.text.endswith(asks) for each in asked)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Cut spoilt books from 6% to 2% in a year", "result"),
        ("Built a new bench for the county archive", "project"),
        ("Trained and supervised six new volunteers", "others"),
        ("Open and close the shop, cash up and order stock", "work"),
    ],
)
def test_line_of_the_cv_is_asked_about_as_what_it_tells_of(line: str, kind: str) -> None:
    first = asked_after(session=a_session(f"Ines Falk\n- {line}", ""))[0]
    assert first.text.endswith(tuple(entry.ask for entry in QUESTIONS[kind]))


def test_paper_that_the_cv_names_is_not_asked_about() -> None:
    job = "Must have\n- SIA licence"
    asked = asked_after(*[STRONG] * 6, session=a_session("Ines Falk\nSIA licence", job))
    assert not [each.text for each in asked if "“SIA licence”" in each.text]


def test_words_that_ask_for_nothing_are_not_asked_about() -> None:
    job = "Must have\n- Experience with gold leaf would be"
    requirement = a_requirement("Any other duty which falls within the scope of the post")
    assert asked_for(requirement.text, requirement) is Asked.POOR
    reading = replace(NOTHING_READ, requirements=(requirement,))
    session = replace(a_session("Ines Falk", job), reading=reading)
    asked = asked_after(*[STRONG] * 6, session=session)
    assert all(each.plan.requirement is None for each in asked)


def test_second_tool_is_not_asked_about_as_the_first() -> None:
    job = "Must have\n- Knowledge of Excel\n- Knowledge of Sage"
    asked = asked_after(STRONG, STRONG, session=a_session("Ines Falk", job))
    asks = tuple(entry.ask for entry in QUESTIONS["tools"])
    assert [each.text.endswith(asks) for each in asked[:2]] == [True, False]


def test_words_that_ask_for_nothing_take_no_time_from_a_probe() -> None:
    duty = "Any other duty which falls within the scope of the post"
    rows = [
        a_requirement(text, f"r{n}")
        for n, text in enumerate(("Bind books by hand", *[f"{duty} {at}" for at in range(5)]))
    ]
    deeds = ("Restored the old press", "Introduced an evening class")
    told = tuple(CvLine(id=text, text=text) for text in deeds)
    reading = replace(NOTHING_READ, requirements=tuple(rows), cv_lines=told)
    session = replace(a_session("\n".join(deeds), "x"), reading=reading)
    asked = asked_after(STRONG, STRONG, VAGUE, session=session)
    assert all(asked_for(row.text, row) is Asked.POOR for row in rows[1:])
    assert asked[-1].plan.move is Move.PROBE


def test_words_just_asked_about_come_later_than_others_of_their_kind() -> None:
    job = "Must have\n- A good eye for paper\n- A head for figures"
    asked = asked_after(STRONG, STRONG, session=a_session(CV, job))
    quotes = [decision.plan.reason.quote for decision in asked if decision.plan.reason]
    assert quotes == [
        "Trained three volunteers in paper repair",
        "A head for figures",
        "A good eye for paper",
    ]


def test_recent_line_of_the_cv_comes_before_an_old_one_a_little_nearer_to_the_job() -> None:
    told = "sewing", "folding", "gilding", "pressing", "leather"
    cv_lines = [
        CvLine(id=f"c{n}", text=f"Trained 12 people in {what}") for n, what in enumerate(told)
    ]
    leather = a_requirement("Work with leather")
    reading = replace(NOTHING_READ, requirements=(leather,), cv_lines=tuple(cv_lines))
    (first,) = asked_after(session=replace(a_session(CV, JOB), reading=reading))
    assert first.plan.reason
    assert first.plan.reason.quote != "Trained 12 people in leather"


def leads(name: str, quote: str | None = None) -> list[str]:
    """The leads of that list about `quote`."""
    filled = (fill(lead, Facts(quote=quote, company="Fen Press")) for lead in LEADS[name])
    return [lead for lead in filled if lead is not None]


def test_long_story_is_heard_before_the_last_question_and_no_other() -> None:
    long = f"{STRONG} I counted every page twice, wrote the list and took it to the county. " * 2
    *_, seventh, eighth = asked_after(*[long.replace("page", f"page {n}") for n in range(7)])
    assert eighth.text.startswith(tuple(leads("told_plain")))
    assert not seventh.text.startswith("Thank")


@pytest.mark.parametrize(
    "reply",
    [
        "No, the office always did the budgets. I only fill in a slip.",
        "I don't know, to be honest with you. I was in the other workshop.",
    ],
)
def test_no_with_a_reason_is_met_kindly(reply: str) -> None:
    *_, third = asked_after(STRONG, reply)
    assert third.plan.reason is not None
    assert third.text.startswith(tuple(leads("moving_on", third.plan.reason.quote)))


def test_bare_name_of_a_place_in_the_cv_is_not_asked_about() -> None:
    name = "Cromwell Road Veterinary Surgery, Huntingdon"
    asked = asked_after(*[STRONG] * 3, session=a_session(f"Ines Falk\n- {name}", ""))
    assert not any(name in each.text for each in asked)


MANY_WORDS = "At the bindery we sewed on tapes, and the county sent us all of its maps to flatten."
GAP = "I've never done any gold tooling"


@pytest.mark.parametrize("joint", [". ", ", and ", ", but ", " – "])
def test_gap_owned_up_to_at_the_end_of_an_answer_is_asked_about(joint: str) -> None:
    *_, third = asked_after(STRONG, f"{MANY_WORDS} We kept the old covers{joint}{GAP}.")
    assert (third.plan.move, third.plan.requirement) == (Move.PROBE, "r1")
    assert third.plan.reason == Reason(origin=Origin.ANSWER, quote=GAP, turn=2)
    assert any(third.text.endswith(entry.ask) for entry in QUESTIONS["probe_gap"])


def test_gap_after_a_probe_is_heard_before_the_next_line() -> None:
    told = f"{MANY_WORDS} We kept the old covers. {GAP}."
    *_, fourth = asked_after(STRONG, told, f"{told[:-1]}, and I've not used a press, either.")
    assert fourth.plan.move is Move.ADVANCE
    assert fourth.plan.reason is not None
    assert fourth.text.startswith(tuple(leads("candid", fourth.plan.reason.quote)))


@pytest.mark.parametrize(
    "end",
    [
        "I haven't had a complaint since.",
        "I never gave up.",
        "They have never used it.",
        "I've never missed a deadline.",
        "I have never worked harder.",
        "I've not used paper again.",
    ],
)
def test_end_that_owns_up_to_nothing_is_no_gap(end: str) -> None:
    *_, third = asked_after(STRONG, f"{MANY_WORDS} We kept the old covers. {end}")
    assert not any(third.text.endswith(entry.ask) for entry in QUESTIONS["probe_gap"])


def test_long_answer_that_begins_with_a_no_is_not_taken_for_none() -> None:
    no = "No, I have not done that in a firm. " + " ".join([MANY_WORDS] * 2)
    *_, third = asked_after(STRONG, no)
    assert third.plan.reason is not None
    assert not third.text.startswith(tuple(leads("moving_on", third.plan.reason.quote)))


def test_long_answer_that_tells_no_deed_is_asked_for_an_example() -> None:
    general = (
        "Yeah, so care's really important to me. I think basically you want good repairs, so I "
        "just made sure that there was that. It's about making sure quality is part of it all."
    )
    _, second = asked_after(general)
    assert second.plan.move is Move.PROBE
    assert any(second.text.endswith(entry.ask) for entry in QUESTIONS["probe_example"])


def test_requirements_go_on_when_every_lead_for_the_answer_is_used() -> None:
    lines = ["Sewing", "Gilding", "Folding", "Trimming", "Rounding", "Backing", "Lettering"]
    job = "\n- ".join(["Must have", *(f"{line} of books by hand" for line in lines)])
    gaps = ("used the press", "sold one", "run a stall", "taught it", "written one", "led a team")
    told = [f"{MANY_WORDS} That was in year {n}. I've never {gap}." for n, gap in enumerate(gaps)]
    asked = asked_after(STRONG, *told, session=a_session(CV, job))
    assert all(each.plan.reason for each in asked[1:7])


def test_long_line_of_the_posting_waits_for_the_short_ones_of_its_kind() -> None:
    long = (
        "Sewing of large and heavy books from many parishes, on tapes or cords, by hand and slowly"
    )
    job = f"Must have\n- {long}\n- Careful records of every repair"
    asked = asked_after(STRONG, session=a_session("", job))
    assert [each.plan.requirement for each in asked] == ["r2", "r1"]


@pytest.mark.parametrize(("cv", "only"), [(f"{CV}- Repaired maps", "unnamed"), ("", "unnamed")])
def test_question_that_takes_half_of_a_line_for_granted_needs_that_half(cv: str, only: str) -> None:
    job = "Must have\n- Experience of maps from damp chests in old vestries"
    asked = asked_after(STRONG, session=a_session(cv, job))
    allowed = [entry.ask for entry in QUESTIONS["experience"] if entry.only in {"", only}]
    assert any(each.text.endswith(tuple(allowed)) for each in asked)


def test_question_to_the_firm_is_answered_before_the_last_question_too() -> None:
    asks = "I sewed most of them. May I ask, is there some training given for that?"
    *_, eighth = asked_after(*SCRIPTS["strong"][:6], asks)
    assert eighth.plan.move is Move.CLOSE
    assert eighth.text.startswith(tuple(leads("firm_plain")))


def test_years_are_asked_about_after_the_other_musts() -> None:
    job = "Must have\n- 10 years of bookbinding\n- Sewing and rounding by hand\n- Careful records"
    asked = asked_after(STRONG, STRONG, STRONG, session=a_session(CV, job))
    assert [d.plan.reason and "years" in d.plan.reason.quote for d in asked][1:3] == [False, False]


def test_no_that_is_likely_is_not_asked_for_more() -> None:
    denial = "I never write procedures from zero, I only use the folder of the hotel."
    *_, third = asked_after(STRONG, denial)
    assert third.plan.move is Move.ADVANCE
