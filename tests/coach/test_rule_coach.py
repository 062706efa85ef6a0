from __future__ import annotations

import re

import pytest

from app.coach.rule_coach import RuleReviewer
from app.domain.feedback import (
    AnswerReview,
    Conclusion,
    Evidence,
    Part,
    RequirementFinding,
    Summary,
)
from app.domain.interview import Interview
from app.domain.source import Source
from app.values import replace
from tests.coach.papers import CV, POSTING, data, interview, read_at_once

KINDS = data("kinds.toml")
CANDIDATES = data("candidates.toml")
STRONG, VAGUE = CANDIDATES["strong"], CANDIDATES["vague"]
QUOTED = re.compile(r"“([^”]+)”")


async def report(
    subject: Interview, done: tuple[AnswerReview | RequirementFinding, ...] = ()
) -> tuple[list[AnswerReview], list[RequirementFinding], Summary, Conclusion]:
    """All parts of a report by rule; `done` are the parts that stand already."""
    reviewer = RuleReviewer(Source.STAND_IN)
    parts = [part async for part in reviewer.review(subject, done, 1)]
    reviews = [part for part in (*done, *parts) if isinstance(part, AnswerReview)]
    findings = [part for part in parts if isinstance(part, RequirementFinding)]
    summary = parts[-1]
    assert isinstance(summary, Summary)
    return reviews, findings, summary, reviewer.conclude(subject, reviews, findings, summary)


async def points(answers: list[str]) -> int:
    return (await report(interview(answers)))[3].interview_score


async def test_strong_candidate_scores_three_above_a_vague_one() -> None:
    assert await points(STRONG) >= await points(VAGUE) + 3


@pytest.mark.parametrize(
    ("kind", "most"), [("gibberish", 2), ("hostile", 3), ("off_topic", 3), ("missing", 2)]
)
async def test_candidate_of_one_kind_scores_at_most(kind: str, most: int) -> None:
    assert await points(KINDS[kind][:8]) <= most


async def test_same_text_eight_times_scores_at_most_three_and_is_named() -> None:
    reviews, _, _, conclusion = await report(interview(STRONG[:1] * 8))

    assert conclusion.interview_score <= 3
    assert [review.rating for review in reviews[1:]] == [1] * 7
    assert "The same text was given again" in reviews[7].comment


@pytest.mark.parametrize(
    ("answer", "begins"),
    [
        ("I replaced the locks at the desk.", ("You mention something you did",)),
        (
            "Good service at a desk is about listening to guests and staying calm with them all.",
            ("No particular case", "Nothing that you did on one occasion could be made out"),
        ),
        ("我在前台负责夜间客人的入住手续。", ("This language can hardly be read here",)),
    ],
)
async def test_comment_on_a_weak_answer_claims_no_more_than_was_counted(
    answer: str, begins: tuple[str, ...]
) -> None:
    reviews, *_ = await report(interview([STRONG[0], answer]))

    assert reviews[1].comment.startswith(begins)


@pytest.mark.parametrize("answer", CANDIDATES["foreign"])
async def test_answer_whose_language_is_not_listed_loses_nothing_for_what_was_not_read(
    answer: str,
) -> None:
    (review,), _, summary, _ = await report(interview([answer]))

    assert (review.rating or 0) >= 3
    assert review.comment == (
        "This language can hardly be read here, so only the length and the figures of this "
        "answer were counted."
    )
    assert not any("could be made out" in text for text in summary.weaknesses)


async def test_answer_in_a_language_that_is_not_listed_can_still_say_too_little() -> None:
    (review,), *_ = await report(interview(["كنت أعمل في الفندق مع زملائي."]))

    assert (review.rating or 0) < 3


async def test_one_strong_answer_and_an_early_end_score_at_most_four() -> None:
    conclusion = (await report(interview([STRONG[0], None])))[3]

    assert conclusion.interview_score == 4
    assert "rests on one rated answer" in conclusion.explanation


async def test_answer_that_asks_back_is_not_rated_praised_or_blamed() -> None:
    review = (await report(interview([KINDS["asks_back"][0]])))[0][0]

    assert (review.rating, review.quote, review.outline) == (None, None, None)
    assert review.comment == "You asked a question back, so this answer is not rated."


async def test_bullet_of_an_answer_is_not_read_out_with_it() -> None:
    told = f"- {STRONG[0]}"
    reviews, _, summary, _ = await report(interview([told]))

    said = "\n".join((reviews[0].comment, *summary.strengths, *summary.cv_improvements))
    assert QUOTED.findall(said)
    assert not any(quote.startswith("-") for quote in QUOTED.findall(said))


async def test_off_topic_answer_shows_no_requirement_and_is_told_why() -> None:
    reviews, findings, summary, _ = await report(interview(KINDS["off_topic"][:1], asked=["r1"]))

    assert not reviews[0].answers_question
    assert "no word of the question, the posting or your CV appears in it" in reviews[0].comment
    assert {finding.evidence for finding in findings} == {Evidence.NOT_SPOKEN_OF}
    assert summary.strengths == ()


async def test_denied_requirement_is_not_spoken_of() -> None:
    said = "I have not used Power BI in anger, only looked at a colleague's dashboards."
    findings = (await report(interview([said], asked=["r3"])))[1]

    assert findings[2].text == "Power BI dashboards"
    assert findings[2].evidence is Evidence.NOT_SPOKEN_OF


async def test_requirement_is_spoken_of_in_the_answer_that_shares_its_words() -> None:
    findings = (await report(interview([*VAGUE[2:], STRONG[1], STRONG[2]])))[1]

    assert (findings[0].evidence, findings[0].turn) == (Evidence.SPOKEN_OF, 3)
    assert findings[0].quote is not None
    assert findings[0].quote in STRONG[1]


async def test_requirement_is_in_the_cv_only_where_its_own_words_stand_there() -> None:
    cv = f"{CV}- Stock control\n- Handled complaints of guests\n"
    findings = (await report(interview(STRONG[3:], cv=cv)))[1]

    in_cv = [finding for finding in findings if finding.evidence is Evidence.IN_CV]
    assert [(finding.text, finding.quote) for finding in in_cv] == [("Stock control",) * 2]


async def test_reviews_that_stand_are_kept_and_their_judgement_holds() -> None:
    by_rule = (await report(interview(STRONG[1:2])))[0][0]
    by_model = replace(by_rule, answers_question=False, rating=1, source=Source.MODEL)

    reviews, findings, summary, _ = await report(interview([STRONG[1], VAGUE[1]]), (by_model,))
    assert [review.source for review in reviews] == [Source.MODEL, Source.STAND_IN]
    assert findings[0].turn is None
    assert summary.strengths == ()


async def test_every_quotation_stands_in_its_source_word_for_word() -> None:
    answers = [*STRONG, *VAGUE[:2], 'I said "no" to the guest and moved 3 bookings myself.', "Pass"]
    subject = interview(answers)
    reviews, _, summary, _ = await report(subject)

    sources = "\n".join([*answers, CV, POSTING])
    said = [*(f"{r.comment} {r.outline}" for r in reviews), *summary.strengths]
    said += [*summary.weaknesses, *summary.cv_improvements]
    quotes = QUOTED.findall("\n".join(said))
    assert len(quotes) > 8
    assert [quote for quote in quotes if quote not in sources] == []


async def test_summary_counts_what_is_missing_and_says_nothing_of_what_a_cv_lacks() -> None:
    summary = (await report(interview([*VAGUE, "no idea", STRONG[0]])))[2]

    assert summary.weaknesses[0].startswith(
        "No case in which you did something yourself could be made out in answers 1, 2 and 3."
    )
    assert any(text.startswith("Left open: question 5") for text in summary.weaknesses)
    assert all(text.startswith(("The CV line “", "In answer")) for text in summary.cv_improvements)


async def test_last_answer_without_a_case_is_no_weakness_and_is_told_to_choose_one_point() -> None:
    reviews, _, summary, _ = await report(interview([*[None] * 7, "I am good with people."]))

    assert reviews[0].comment.endswith("back it up with something you have done.")
    assert not any(text.startswith("No case") for text in summary.weaknesses)


def test_floors_are_what_holds_before_any_model_is_asked() -> None:
    answers = [
        STRONG[0],
        "…",
        STRONG[0],
        CV,
        "What do you mean?",
        "asdf asdf",
        "Shut up!",
        VAGUE[0],
    ]

    found = RuleReviewer(Source.DEMO).floor(interview(answers))
    assert [(review.turn, review.rating) for review in found] == [(2, 1), (3, 1), (4, 1), (5, None)]
    assert all(review.is_floor for review in found)


async def test_cv_line_with_a_number_in_words_is_not_said_to_hold_none() -> None:
    cv = "- Lost five weeks to rain and won them back\n- Taught a class of nine grooms\n"
    cv += "- Wrote the handover sheet of the desk\n"
    advice = (await report(interview(VAGUE, cv=cv)))[2].cv_improvements

    assert len(advice) == 1
    assert "Wrote the handover sheet of the desk" in advice[0]


CERTIFIED = """Night manager at Harbour House

Must have
- Handling of disputes
- A clean driving licence
"""


async def test_case_told_when_a_requirement_was_asked_for_is_spoken_of() -> None:
    findings = (await report(interview([STRONG[1]], posting=CERTIFIED, asked=["r1"])))[1]

    assert findings[0].text == "Handling of disputes"
    assert (findings[0].evidence, findings[0].turn) == (Evidence.SPOKEN_OF, 1)
    assert findings[0].asked_in is None
    assert findings[0].quote in STRONG[1]


async def test_vague_answer_without_a_shared_word_speaks_of_nothing() -> None:
    findings = (await report(interview(VAGUE[:1], posting=CERTIFIED, asked=["r1"])))[1]

    assert findings[0].evidence is Evidence.NOT_SPOKEN_OF


async def test_what_cannot_be_told_as_a_case_is_no_weakness() -> None:
    summary = (await report(interview(VAGUE, posting=CERTIFIED)))[2]

    assert any("Handling of disputes" in weakness for weakness in summary.weaknesses)
    assert not any("licence" in weakness for weakness in summary.weaknesses)


async def test_score_counts_only_must_haves_that_can_be_asked_for() -> None:
    subject = interview(VAGUE, posting=CERTIFIED)
    read = read_at_once(subject.session, Source.STAND_IN)
    subject = replace(subject, session=replace(subject.session, reading=read))

    assert "0 of 1 must-haves that can be asked about" in (await report(subject))[3].explanation


@pytest.mark.parametrize(
    "said",
    [
        "I have never worked with Power BI.",
        "I haven't used Power BI dashboards or any other tool.",
        "I have not built Power BI dashboards.",
    ],
)
async def test_denied_must_have_is_quoted_and_not_said_to_be_unspoken(said: str) -> None:
    posting = "Night manager\n\nMust have\n- Experience with Power BI dashboards\n"
    _, findings, summary, _ = await report(interview([said, VAGUE[0]], posting=posting))
    (about,) = [
        text for text in summary.weaknesses if "“Experience with Power BI dashboards”" in text
    ]

    assert findings[0].evidence is Evidence.NOT_SPOKEN_OF
    assert f"in answer 1 you said “{said.rstrip('.')}”" in about
    assert "no answer spoke of it" not in about


async def test_question_of_the_candidate_is_no_evidence() -> None:
    asks = "Would I be handling complaints from guests at the desk here?"
    told = "At Petrel I settled 14 complaints in one night, because the boiler had failed."
    findings = (await report(interview([f"{told} {asks}"], asked=["r2"])))[1]

    assert findings[1].quote == told


async def test_must_have_asked_about_without_a_case_is_said_to_be_asked_about() -> None:
    subject = interview(VAGUE[:1], posting=CERTIFIED, asked=["r1"])
    _, findings, summary, _ = await report(subject)
    (about,) = [text for text in summary.weaknesses if "“Handling of disputes”" in text]

    assert "question 1 was about it" in about
    assert [finding.asked_in for finding in findings] == [1, *[None] * (len(findings) - 1)]


async def test_must_have_whose_probe_brought_a_case_is_said_to_lack_only_its_name() -> None:
    case = "At Petrel I settled 14 complaints in one night, because the boiler had failed."
    subject = interview([VAGUE[0], case], posting=CERTIFIED, asked=["r1", "r1"])
    summary = (await report(subject))[2]
    (about,) = [text for text in summary.weaknesses if "“Handling of disputes”" in text]

    assert "could not be made out in the case you told in answer 2" in about


ASKING = "The posting says “{}”. When did you last do that?"


async def found(requirement: str, answer: str, *, is_asked: bool = True) -> RequirementFinding:
    """What is claimed of the one must-have of a posting after one answer."""
    posting = f"Engineer at Acme\n\nMust have\n- {requirement}\n"
    asked, question = ["r1"] if is_asked else [], ASKING.format(requirement)
    subject = interview([answer], posting=posting, question=question, asked=asked)
    return (await report(subject))[1][0]


@pytest.mark.parametrize(
    ("answer", "evidence"),
    [
        ("Led 5 people.", Evidence.NOT_SPOKEN_OF),
        ("I go to work with 5 people at Acme.", Evidence.NOT_SPOKEN_OF),
        ("I built the payments service in Go at Acme in 2021.", Evidence.SPOKEN_OF),
        ("I built 5 services in Python at Acme in 2021.", Evidence.SPOKEN_OF),
    ],
)
async def test_figure_speaks_of_nothing_and_a_short_name_does(
    answer: str, evidence: Evidence
) -> None:
    about = await found("5 years of experience with Go or Python", answer, is_asked=False)

    assert about.evidence is evidence


@pytest.mark.parametrize(
    ("requirement", "answer"),
    [
        ("Mentor junior engineers", "I got Kubernetes up in 2020 at Acme because it had failed."),
        ("Mentor junior engineers", "I never mentored anyone."),
        ("Mentor junior engineers", "They asked me to mentor 3 juniors but I refused in 2020."),
        ("Mentor junior engineers", "I'd hope to mentor 3 juniors at Acme in 2027."),
        ("On-call experience", "We had no on-call at Acme."),
        ("Mentor engineers", "I have not had to mentor yet, but I wrote 4 postings in 2020."),
        ("Experience with Kafka", "I have no Kafka licence, but in 2020 I saw what Kafka costs."),
        ("Experience with Kafka", "Kafka is something I read about but never touched."),
        ("Experience with Kafka", "I have read about Kafka at Acme."),
        ("Experience with Kafka", "I will learn Kafka in 2027."),
        ("Experience with Kafka", "At Acme in 2020 I knew Kafka well but I never used it myself."),
    ],
)
async def test_answer_beside_denied_or_not_yet_done_is_only_said_to_be_asked_about(
    requirement: str, answer: str
) -> None:
    about = await found(requirement, answer)

    assert (about.evidence, about.asked_in) == (Evidence.NOT_SPOKEN_OF, 1)
    assert about.quote is None


@pytest.mark.parametrize(
    ("requirement", "answer"),
    [
        ("Experience with Kafka", "I didn't just use Kafka, I ran it for 3 years at Acme."),
        ("A booking system", "I moved 2,400 guests to a booking system. We never lost a booking."),
        ("A booking system", "I had no trouble with the booking system in 2020 at Petrel."),
        ("Handling complaints", "He had a complaint, but I refused and he left happy in 2020."),
        ("Experience with Kafka", "I have never used Nomad, but I ran Kafka at Acme in 2020."),
    ],
)
async def test_denial_of_something_else_takes_nothing_back(requirement: str, answer: str) -> None:
    assert (await found(requirement, answer)).evidence is Evidence.SPOKEN_OF


@pytest.mark.parametrize(
    ("requirement", "answer", "is_spoken"),
    [
        ("Office software such as Word and Access", "I had access to 9 plants in 2020.", False),
        ("Office software such as Word and Access", "I built 9 forms in Access in 2020.", True),
        ("Calming owners, including those in London", "I mended 4 lamps in London.", False),
        ("Betreuung der Kunden wie auch der Lieferanten", "Ich habe 4 Lieferanten gesehen.", False),
    ],
)
async def test_name_given_as_an_example_counts_where_it_is_said_as_written(
    requirement: str, answer: str, *, is_spoken: bool
) -> None:
    about = await found(requirement, answer, is_asked=False)

    assert (about.evidence is Evidence.SPOKEN_OF) is is_spoken


async def test_finding_quotes_the_whole_sentence_that_claims_it() -> None:
    told = "I will learn Nomad, but I ran Kafka at Acme in 2020."
    about = await found("Experience with Kafka", f"I will need Kafka here. {told}")

    assert about.quote == told


@pytest.mark.parametrize(
    ("answer", "denied"),
    [
        (
            "I have not used Power BI in anger, only looked at the dashboards of a colleague.",
            "I have not used Power BI in anger, only looked at the dashboards of a colleague",
        ),
        (
            "At the desk we all knew the Power BI dashboards by sight but I have never used any.",
            "I have never used any",
        ),
        ("Power BI is something I read about.", "Power BI is something I read about"),
    ],
)
async def test_comment_on_a_denial_asks_for_what_comes_nearest(answer: str, denied: str) -> None:
    comment = (await report(interview([answer])))[0][0].comment

    assert comment == (
        f"You said that this is not something you have done or know: “{denied}”. "
        "Name the nearest thing you have done, and say how it differs."
    )


@pytest.mark.parametrize(
    ("beside", "best"),
    [
        ("At Acme I rebuilt 4 ovens in 2020.", "I wrote the posting for it."),
        ("The posting said 4 nights, so I said so to Acme in 2020.", "I ran Kafka."),
    ],
)
async def test_finding_quotes_what_shares_most_with_the_requirement_then_the_question(
    beside: str, best: str
) -> None:
    assert (await found("Experience with Kafka", f"{beside} {best}")).quote == best


ENDLESS = "At Petrel in 2021 I moved the late arrivals to the desk with Maria and 3 porters."
UNOWNED = "We cut the wait at the desk from 40 to 6 minutes at Hotel Petrel in May 2021."
GAPS = {
    VAGUE[0]: "No case in which you did something yourself could be made out in answer 1.",
    ENDLESS: "No end to the story could be made out in answer 1.",
    UNOWNED: "Who did what could not be made out in answer 1.",
    "No idea.": "Left open",
}


async def judged(answer: str, rating: int, *parts: Part, **changed: object) -> AnswerReview:
    """The review of `answer` by a model."""
    by_rule = (await report(interview([answer])))[0][0]
    told = {"comment": "A model read this.", "source": Source.MODEL, **changed}
    return replace(by_rule, rating=rating, parts=parts, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(("answer", "gap"), GAPS.items())
async def test_gap_that_a_rule_found_is_a_weakness_where_nobody_else_judged(
    answer: str, gap: str
) -> None:
    for done in ((), tuple(RuleReviewer(Source.DEMO).floor(interview([answer])))):
        assert (await report(interview([answer]), done))[2].weaknesses[0].startswith(gap)


@pytest.mark.parametrize(
    ("answer", "rating", "parts", "is_said"),
    [
        (VAGUE[0], 2, (), True),
        (VAGUE[0], 3, (), False),
        (VAGUE[0], 2, (Part.ACTION,), False),
        (ENDLESS, 3, (Part.ACTION,), True),
        (ENDLESS, 4, (Part.ACTION,), False),
        (ENDLESS, 3, (Part.ACTION, Part.RESULT), False),
        (UNOWNED, 2, (Part.RESULT,), True),
        (UNOWNED, 3, (Part.RESULT,), False),
        (UNOWNED, 2, (Part.ACTION, Part.RESULT), False),
        ("No idea.", 1, (), True),
        ("No idea.", 2, (), False),
    ],
)
async def test_gap_in_an_answer_that_a_model_judged_is_said_only_where_its_review_has_it_too(
    answer: str, rating: int, parts: tuple[Part, ...], is_said: bool
) -> None:
    summary = (await report(interview([answer]), (await judged(answer, rating, *parts),)))[2]

    assert any(text.startswith(GAPS[answer]) for text in summary.weaknesses) is is_said


FIGURELESS = "At Petrel I wrote the rota with Maria because the night team had left us in May."


@pytest.mark.parametrize(
    ("answer", "gap"),
    [
        (ENDLESS, "No reason for what you did could be made out in answer 1."),
        (FIGURELESS, "No figures could be made out in answer 1."),
        (KINDS["off_topic"][0], "Common words aside"),
    ],
)
async def test_gap_that_no_review_of_a_model_tells_is_not_said_of_its_answers(
    answer: str, gap: str
) -> None:
    subject = interview([answer])
    alone, by_model = await report(subject), await judged(answer, 2, answers_question=False)

    assert any(text.startswith(gap) for text in alone[2].weaknesses)
    beside = (await report(subject, (by_model,)))[2]
    assert not any(text.startswith(gap) for text in beside.weaknesses)


async def test_row_that_stands_is_kept_and_its_must_have_is_no_weakness() -> None:
    subject = interview([VAGUE[0]], posting=CERTIFIED)
    by_rule, rows, alone, _ = await report(subject)
    by_model = replace(rows[0], evidence=Evidence.SHOWN, turn=1, source=Source.MODEL)
    _, found, beside, _ = await report(subject, (*by_rule, by_model))

    assert found == [by_model, *rows[1:]]
    assert any("“Handling of disputes”" in text for text in alone.weaknesses)
    assert not any("“Handling of disputes”" in text for text in beside.weaknesses)


async def test_must_have_that_a_model_found_nowhere_is_a_weakness_whatever_a_rule_found() -> None:
    subject = interview([STRONG[1]], posting=CERTIFIED, asked=["r1"])
    _, rows, alone, _ = await report(subject)
    by_model = replace(rows[0], evidence=Evidence.NOT_SPOKEN_OF, turn=None, source=Source.MODEL)
    beside = (await report(subject, (by_model,)))[2]

    assert not any("“Handling of disputes”" in text for text in alone.weaknesses)
    assert any("“Handling of disputes”" in text for text in beside.weaknesses)


async def test_summary_is_short_and_counts_only_must_haves_as_not_spoken_of() -> None:
    posting = "Night manager\n\nMust have\n- Tax law\nNice to have\n- Beekeeping\n"
    answers = [*STRONG[:4], VAGUE[0], ENDLESS, UNOWNED, "No idea."]
    summary = (await report(interview(answers, posting=posting)))[2]

    assert (len(summary.strengths), len(summary.weaknesses)) == (3, 4)
    assert [text for text in summary.weaknesses if "The posting asks" in text] == [
        summary.weaknesses[-1]
    ]
    assert "“Tax law”" in summary.weaknesses[-1]


async def test_only_a_case_told_to_its_end_is_advised_for_the_cv() -> None:
    told, endless = [(await report(interview([a])))[2] for a in (STRONG[0], ENDLESS)]

    assert told.cv_improvements[-1].startswith("In answer 1 you said “")
    assert endless.strengths
    assert not any("you said" in text for text in endless.cv_improvements)


ENDED = (Part.ACTION, Part.RESULT)


@pytest.mark.parametrize(
    ("rating", "parts", "begins"),
    [
        (
            5,
            ENDED,
            "Answer 1 says what you did, how it ended and what it came to. In your words: “",
        ),
        (4, ENDED, "Answer 1 tells a case of your own to its end. In your words: “"),
        (5, (Part.ACTION,), "Answer 1 names something you did: “"),
        (4, (Part.SITUATION, Part.ACTION), "Answer 1 names something you did: “"),
        (3, ENDED, "Answer 1 names something you did: “"),
        (4, (Part.SITUATION,), "What you said in answer 1 is worth keeping: “"),
        (5, (), "What you said in answer 1 is worth keeping: “"),
        (2, ENDED, None),
    ],
)
async def test_strength_claims_no_part_that_the_review_lacks(
    rating: int, parts: tuple[Part, ...], begins: str | None
) -> None:
    done = (await judged(STRONG[0], rating, *parts),)
    summary = (await report(interview([STRONG[0]]), done))[2]

    assert [text.partition("“")[0] + "“" for text in summary.strengths] == [begins] * bool(begins)
    retold = any("you said" in text for text in summary.cv_improvements)
    assert retold is (rating > 3 and parts == ENDED)


async def test_quotation_ends_without_the_comma_that_it_was_cut_at() -> None:
    said = "I deleted the disk alert first, since it fired forty times a night."
    done = (await judged(said, 4, *ENDED, quote="I deleted the disk alert first,"),)
    summary = (await report(interview([said]), done))[2]

    assert summary.strengths[0].endswith(": “I deleted the disk alert first”.")


TEAM = "Experience of leading a team in a busy warehouse"
CUT = (
    "I was told to cut overtime. I moved breaks to after the peak and saved 40 hours a week. "
    "Two people complained, so I changed it for them."
)


@pytest.mark.parametrize(
    ("requirement", "answer"),
    [
        (TEAM, f"They asked me to lead a team but I refused. {CUT}"),
        (TEAM, CUT),
        (TEAM, f"I have never done that. {CUT}"),
        (TEAM, "I was told to cut overtime. I moved breaks in 2020 at Acme."),
        ("Experience with Kafka", CUT),
    ],
)
async def test_good_answer_that_denies_or_names_nothing_of_it_is_only_said_to_be_asked_about(
    requirement: str, answer: str
) -> None:
    about = await found(requirement, answer)

    assert (about.evidence, about.asked_in) == (Evidence.NOT_SPOKEN_OF, 1)


@pytest.mark.parametrize(
    ("requirement", "answer"),
    [
        (TEAM, "I led a team of 14 pickers at Nordlog and cut mis-picks by half in 2020."),
        ("Teaching reading to small groups", "I taught 14 pupils to read at Nordlog in 2020."),
        ("Selling insurance to dairy farms", "I sold 40 insurance policies in 2020."),
        ("Writing tenders for councils", "I wrote 9 tenders for Nordlog in 2020."),
        ("Driving buses in traffic", "I drove 4 buses at Nordlog in 2020."),
        ("Stock management of spare parts", "I managed the stock of 4 shops for Nordlog in 2020."),
        ("People management", "I managed 40 people in one shop in 2020."),
        ("Reducing waste in a busy kitchen", "I reduced our waste by half at Nordlog in 2020."),
        ("Contract negotiation with suppliers", "I negotiated 4 contracts with hauliers in 2020."),
        ("Installation of heat pumps in flats", "I installed 40 pumps in 2020."),
        ("Dealing with complaints of passengers", "I dealt with 14 complaints at Nordlog in 2020."),
        ("Experience with dialysis", "I introduced citrate-dialysis in 2019 on one machine."),
        ("Experience with citrate-dialysis", "I introduced citrate dialysis in 2019 on a machine."),
        ("Care planning systems such as PCS", "We used PCS at Nordlog in 2020, and I taught 14."),
        ("Experience with Kafka", "I set up Kafka/Flink at Nordlog in 2020."),
        ("Erfahrung mit Dialyse", "Ich habe die Citrat-Dialyse 2019 eingeführt, weil sie fehlte."),
        ("Erfahrung mit Dialyse", "Ich habe die Citratdialyse 2019 eingeführt, weil sie fehlte."),
    ],
)
async def test_words_meet_in_any_form_and_inside_compounds(requirement: str, answer: str) -> None:
    about = await found(requirement, answer, is_asked=False)

    assert (about.evidence, about.quote) == (Evidence.SPOKEN_OF, answer)


@pytest.mark.parametrize(
    ("requirement", "answer"),
    [
        ("Experience with dialysis", "I mended the citrate-pump at Nordlog in 2020."),
        ("Team members", "I remember 4 lamps that I mended at Nordlog in 2020."),
        ("Erfahrung mit Dialyse", "Die Citratdialyse habe ich nie gemacht, nur davon gehört."),
        ("Design of steel bridges in London", "I mended 4 lamps in London in 2020."),
        ("E-commerce", "I built an e-bike at Nordlog in 2020."),
    ],
)
async def test_compound_of_other_words_speaks_of_nothing(requirement: str, answer: str) -> None:
    about = await found(requirement, answer, is_asked=False)

    assert about.evidence is Evidence.NOT_SPOKEN_OF


async def test_long_answer_is_not_told_to_keep_its_length() -> None:
    more = " ".join(f"Guest {n} was put into a room on the floor above." for n in range(80))
    reviews, _, summary, _ = await report(interview([f"{STRONG[0]} {more}", STRONG[1]]))

    assert "more than five minutes" in reviews[0].comment
    assert "Keep it at this length" not in reviews[0].comment
    assert "more than five minutes" not in reviews[1].comment
    assert any("more than five minutes" in text for text in summary.weaknesses)


@pytest.mark.parametrize(
    ("requirement", "answer"),
    [
        (TEAM, "I painted the fence with my team at Nordlog in 2020."),
        (TEAM, "I rang the team at Nordlog in 2020 and mended 4 lamps."),
        ("People management", "I talked to 40 people at Nordlog in 2020."),
        ("Team training", "I painted the fence with my team at Nordlog in 2020."),
        ("Department budgets", "I departed from Nordlog in 2020 with 4 lamps."),
    ],
)
async def test_common_word_alone_speaks_of_no_requirement(requirement: str, answer: str) -> None:
    about = await found(requirement, answer, is_asked=False)

    assert about.evidence is Evidence.NOT_SPOKEN_OF
