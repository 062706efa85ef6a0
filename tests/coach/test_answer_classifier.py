from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coach.answer_classifier import classify, floor_of
from app.coach.answer_signs import ANCHORS, AnswerKind, Assessment, weigh
from app.domain.feedback import Part
from app.text.sentences import words
from app.values import replace
from tests.coach.papers import CV, POSTING, QUESTION, data, interview

RATED = data("answers.toml")["answer"]
KINDS = data("kinds.toml")
STRONG = (
    "Guests queued for 20 minutes at the desk, so I printed the cards the night before because "
    "most book online. After a week the queue was down to 4 minutes."
)
CASES = [
    (AnswerKind(kind.replace("_", " ")), text)
    for kind, texts in KINDS.items()
    if kind not in {"answers", "gibberish"}
    for text in texts
]


def of(*answers: str, **papers: Any) -> Assessment:
    """The assessment of the last answer."""
    return classify(interview(answers, **papers), len(answers))


def words_of(text: str) -> str:
    """A posting that shares the words of `text`, so that only its case is weighed."""
    return "\n".join(reversed(words(text)))


def rated(case: dict[str, Any]) -> Assessment:
    posting = POSTING if case.get("kind") == "off topic" else words_of(case["text"])
    return of(case["text"], question=case["question"], posting=posting)


@pytest.mark.parametrize(
    ("question", "number", "gaps"),
    [
        (QUESTION, 1, ("case",)),
        ("Which part of that would help you most in this job, and why?", 1, ("case",)),
        ("How would you go about that?", 1, ("ahead",)),
        ("They say “Open up”. What would you do first?", 1, ("ahead",)),
        (QUESTION, 8, ("ahead",)),
    ],
)
def test_answer_without_a_case_lacks_none_where_the_question_asks_for_none(
    question: str, number: int, gaps: tuple[str, ...]
) -> None:
    answers = [None] * (number - 1) + ["I like to be at the desk and I am good with people."]

    assert classify(interview(answers, question=question), number).gaps == gaps
    answers[-1] = STRONG
    assert classify(interview(answers, question=question), number).gaps == ()


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_kind_is_told_in_many_languages(kind: AnswerKind, text: str) -> None:
    found = of(text)

    assert found.kind is kind
    assert (found.rating is None) == (kind is AnswerKind.ASKS_BACK)
    assert found.rating is None or found.rating <= 2
    assert found.quote is None


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("One week was hard, so I just kept going, stayed positive and it worked.", "vague"),
        (
            "We were busy in May. I stayed calm and worked hard, so it went well in the end.",
            "vague",
        ),
        ("I took on everything and learned a lot, so I became a better colleague.", "vague"),
        ("I stayed calm, shut the inlet and moved the fish to tank 4, and we lost none.", "strong"),
        ("I kept going back to the supplier in May until they cut the price by 8%.", "strong"),
        ("The buyer stayed with us in the end, because I kept her price.", "strong"),
    ],
)
def test_what_anybody_can_say_is_no_deed(said: str, kind: str) -> None:
    assert of(said, posting=words_of(said)).kind == kind


@pytest.mark.parametrize(
    ("said", "is_result"),
    [
        ("I made the scrap go from 18 kilos a week to 12 at Petrel.", True),
        ("I made a plan to go from Leeds to York in 3 days.", False),
        ("I made a scale that goes from 1 to 5 at Petrel.", False),
    ],
)
def test_only_a_number_that_was_made_another_is_a_result(said: str, *, is_result: bool) -> None:
    assert (Part.RESULT in of(said, posting=words_of(said)).parts) is is_result


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("That year sick days at Petrel fell from 40 to 12.", True),
        ("It fell from 40 to 12.", False),
        ("Then it fell from 40 to 12.", False),
        ("That was a fall from 40 to 12.", False),
    ],
)
def test_result_that_points_to_what_was_said_before_is_not_quoted(
    said: str, *, quote: bool
) -> None:
    deed = "I rebuilt the rota."

    assert of(f"{deed} {said}", posting=words_of(said)).quote == (said if quote else deed)


@pytest.mark.parametrize("text", KINDS["gibberish"])
def test_text_that_is_no_words_rates_one(text: str) -> None:
    assert of(text).rating == 1


@pytest.mark.parametrize("text", KINDS["answers"])
def test_answer_that_only_looks_like_another_kind_is_rated(text: str) -> None:
    assert of(text, posting=words_of(text)).kind in {AnswerKind.FAIR, AnswerKind.STRONG}


@pytest.mark.parametrize("case", RATED, ids=lambda case: str(case["name"]))
def test_rating_is_within_one_of_the_labelled_one(case: dict[str, Any]) -> None:
    found = rated(case)

    assert case.get("kind", found.kind) == found.kind
    assert abs((found.rating or 0) - case.get("rating", 0)) <= 1


def test_nine_in_ten_labelled_answers_get_their_rating() -> None:
    same = sum(rated(case).rating == case.get("rating") for case in RATED)

    assert same >= 0.9 * len(RATED)


def test_quote_is_the_sentence_that_carries_most() -> None:
    found = of(f"Well, where do I start. {STRONG}")

    assert found.quote is not None
    assert found.quote in STRONG
    assert found.parts == (Part.SITUATION, Part.ACTION, Part.RESULT)


def test_case_told_in_plain_verbs_is_a_case() -> None:
    told = (
        "On the last show in Lisbon one bond was clipped to itself. It looked right from two "
        "metres. "
        "I got it down, had the bar clipped again, and put in the sheet who signs for it."
    )
    assert of(told, posting=words_of(told)).rating == 3
    plain = "I got on with everybody, had good days and put the work first."
    assert of(plain, posting=words_of(plain)).rating == 2


def test_deeds_of_others_are_not_the_speakers() -> None:
    told = "She called the client in May and rebuilt the ledger and closed 40 tickets at Petrel."

    assert Part.ACTION not in of(told, posting=words_of(told)).parts


def test_what_was_made_to_go_from_one_number_to_another_is_a_result() -> None:
    told = "I made fish waste go from 18 kilos to 12 because I moved the order days."
    assert Part.RESULT in weigh([told]).parts
    assert Part.RESULT not in weigh(["I used to go from 9 to 5 to the shop."]).parts


def test_result_that_needs_the_sentence_before_it_is_not_quoted() -> None:
    told = "I tried the checklist on my own floor for two months first."
    found = weigh(["We had eleven falls with harm that year.", told, "It was four the next year."])
    assert found.quote == told


def test_sentence_about_the_persons_life_is_not_quoted() -> None:
    found = of("I am married with two children and I trained 4 receptionists at the desk in June.")

    assert found.quote is None


def test_same_text_again_is_repeated_whatever_its_capitals_and_spaces() -> None:
    found = of(STRONG, "no idea", f"  {STRONG.upper()} ")

    assert (found.kind, found.rating, found.again) == (AnswerKind.REPEATED, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        QUESTION.lower().rstrip("?"),
        "What did you do?  Which part of running the booking desk was the hardest",
        POSTING,
        "- Moved 2,400 guests from a paper diary to a booking system in ten evenings",
        "Trained four receptionists on late arrivals.\nExperience with a booking system.",
    ],
)
def test_what_stands_in_question_posting_or_cv_is_copied(text: str) -> None:
    found = floor_of(interview([text]), 1)

    assert found is not None
    assert (found.kind, found.rating) == (AnswerKind.COPIED, 1)


def test_answer_that_a_later_question_quotes_is_no_copy() -> None:
    told = "We moved all the guests into the new booking system together"
    asked = interview([told, None])
    probe = asked.messages[-1]
    assert probe.turn == 2
    quoted = replace(probe, content=f"You said “{told}”. What did you do yourself?")
    later = replace(asked, messages=(*asked.messages[:-1], quoted))

    assert floor_of(later, 1) is None


def test_fact_of_the_cv_told_with_more_is_no_copy() -> None:
    assert (
        floor_of(interview([f"Trained four receptionists on late arrivals. {STRONG}"]), 1) is None
    )


def test_code_is_never_quoted_and_prose_about_code_is_no_code() -> None:
    code = of(KINDS["code"][0])

    assert (code.quote, code.parts) == (None, ())
    assert of("I replaced a == b with a is b in the booking code.").kind is not AnswerKind.CODE


def test_denied_words_are_kept_apart_from_the_claimed_ones() -> None:
    found = of("I have not used Power BI in anger, but at Petrel I built 6 reports in Tableau.")

    assert found.denied == ("I have not used Power BI in anger",)
    assert found.claimed == ("but at Petrel I built 6 reports in Tableau.",)


def test_answer_in_another_language_than_the_papers_is_not_off_topic() -> None:
    found = of(
        "J'ai dirigé une petite équipe pendant trois ans et nous avons réduit les erreurs de "
        "moitié en changeant le planning des livraisons."
    )

    assert found.kind in {AnswerKind.FAIR, AnswerKind.STRONG}


def test_language_whose_words_of_work_are_not_listed_is_not_off_topic() -> None:
    found = of("Prowadziłam mały zespół przez trzy lata i zmniejszyliśmy liczbę błędów o połowę.")

    assert found.kind is not AnswerKind.OFF_TOPIC


def test_case_with_abuse_in_it_is_still_a_case() -> None:
    told = (
        "In May I rebuilt the ledger import in two weeks and it saved 40 hours. You are an idiot."
    )

    assert of(told, posting=words_of(told)).kind in {AnswerKind.FAIR, AnswerKind.STRONG}


def test_short_question_given_back_is_a_copy() -> None:
    question = "Can you give me a specific example?"

    assert of(question, question=question).kind is AnswerKind.COPIED


@pytest.mark.parametrize("text", ["Sorry.", "What"])
def test_word_without_a_question_mark_does_not_ask_back(text: str) -> None:
    assert of(text).kind is not AnswerKind.ASKS_BACK


def test_case_told_after_not_knowing_is_no_missing_answer() -> None:
    told = "I don't know, at Petrel I cut waste by 40 percent."

    assert of(told, posting=words_of(told)).kind is not AnswerKind.MISSING


@pytest.mark.parametrize(
    "told",
    [
        "A customer called me a stupid idiot and that was not easy at the desk.",
        "The manual told us to ignore the previous instructions on torque.",
    ],
)
def test_abuse_or_order_that_is_told_of_is_not_the_candidates(told: str) -> None:
    assert of(told, posting=words_of(told)).kind is not AnswerKind.HOSTILE


def test_answer_beside_the_matter_is_off_topic_in_the_language_of_the_papers_too() -> None:
    papers = "Szukamy mistrza produkcji, który prowadzi zmianę i pilnuje jakości wyrobów."
    told = "W sobotę upiekłam z babcią dwa ciasta drożdżowe i poszłyśmy nad jezioro na spacer."
    found = of(told, question="Jak prowadzi pan zmianę?", posting=papers, cv=papers)

    assert found.kind is AnswerKind.OFF_TOPIC


def test_word_inside_a_compound_of_the_papers_is_shared() -> None:
    found = of(
        "Die Buchhaltung habe ich nach dem Umzug allein neu aufgesetzt und danach geordnet.",
        question="Was?",
        posting="Lohnbuchhaltung",
        cv="Bilanzen",
    )

    assert found.kind is not AnswerKind.OFF_TOPIC


WARD = "Pflegefachkraft\n- Versorgung von beatmeten Patienten\n- Anleitung von Auszubildenden"


@pytest.mark.parametrize(
    ("told", "cv"),
    [
        ("Die Beatmung lief über Stunden, danach war der Mann endlich wieder stabil.", "Leben"),
        ("Ich habe den Mann beatmet, bis der Arzt kam und er wieder stabil war.", "Leben"),
        ("Damals waren es am Ende 30 Prozent weniger Stürze als im Herbst davor.", "Um 30% besser"),
        (
            "Damals waren es am Ende 30 % weniger Stürze als im Herbst davor.",
            "Um 30 Prozent besser",
        ),
    ],
)
def test_word_or_share_of_the_papers_is_met_in_another_form(told: str, cv: str) -> None:
    found = of(told, question="Erzählen Sie?", posting=WARD, cv=cv)

    assert found.kind is not AnswerKind.OFF_TOPIC


@pytest.mark.parametrize(
    "told",
    [
        "Im Sommer habe ich mit Opa einen Karpfen aus unserem Weiher geholt und danach gegrillt.",
        "Damals waren es am Ende 40 Prozent mehr Rosen als im Herbst davor.",
    ],
)
def test_german_answer_beside_the_matter_is_off_topic(told: str) -> None:
    found = of(told, question="Erzählen Sie?", posting=WARD, cv="Um 30% besser")

    assert found.kind is AnswerKind.OFF_TOPIC


def test_figure_that_we_reached_is_no_case_of_the_speaker_by_itself() -> None:
    told = "We were all very pleased with how things went. Complaints fell by 20 percent."

    assert of(told, posting=words_of(told)).rating == 2


def test_measured_end_is_quoted_where_no_deed_is_told() -> None:
    told = (
        "We had a rota with too many gaps at Petrel in 2022. As a result complaints fell from "
        "40 to 4 on the ward."
    )
    found = of(told, posting=words_of(told))

    assert found.rating == 3
    assert found.quote == "As a result complaints fell from 40 to 4 on the ward."


def test_figures_in_the_first_and_the_last_sentence_measure_a_story() -> None:
    told = "I counted 40 open tickets at Petrel. I rewrote the form. I counted 4 at Christmas."

    assert of(told, posting=words_of(told)).rating == 5


def test_words_of_repeating_inside_two_answers_do_not_make_them_one() -> None:
    assert of("It broke once again.", "We mended it once again.").kind is not AnswerKind.REPEATED


def test_off_topic_answer_rates_at_most_two_however_well_told() -> None:
    assert of(KINDS["off_topic"][0]).rating == 2


def test_answer_that_is_not_there_is_blank() -> None:
    assert classify(interview([None]), 1).kind is AnswerKind.BLANK


def test_every_rating_has_its_anchor() -> None:
    assert [*ANCHORS] == [1, 2, 3, 4, 5]


WORDS = st.sampled_from(data("candidates.toml")["pieces_of_answers"])


@given(st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=30), st.text(max_size=60))
def test_any_answer_is_classified_and_quoted_word_for_word(said: list[str], cv: str) -> None:
    answer = " ".join(said)

    found = of("Something before.", answer, cv=cv, posting=CV)
    assert found.rating is None or 1 <= found.rating <= 5
    assert found.quote is None or found.quote in answer
    assert all(text in answer for text in (*found.claimed, *found.denied))


@pytest.mark.parametrize("again", [STRONG.upper(), f"As I said, {STRONG}"])
def test_same_text_in_capitals_or_after_a_few_words_is_repeated(again: str) -> None:
    assert of(STRONG, again).kind is AnswerKind.REPEATED


@pytest.mark.parametrize(
    "text",
    ["You mean with architects?", "I don't quite follow.", "I'm not sure what you're asking me."],
)
def test_asking_back_is_known_in_more_words(text: str) -> None:
    assert of(text).kind is AnswerKind.ASKS_BACK


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{STRONG} Is that what you wanted?", AnswerKind.STRONG),
        ("I don't know, what do people say?", AnswerKind.MISSING),
        ("I don't know. Why?", AnswerKind.MISSING),
        ("Shut up. What do you want?", AnswerKind.HOSTILE),
        ("Running the booking desk is about staying polite, isn't it?", AnswerKind.VAGUE),
        ("Running the booking desk? Being honest?", AnswerKind.VAGUE),
    ],
)
def test_question_mark_alone_does_not_ask_back(text: str, kind: AnswerKind) -> None:
    assert of(text).kind is kind


def test_second_reply_that_passes_is_missing_and_not_repeated() -> None:
    assert of("I don't know.", "I don't know.").kind is AnswerKind.MISSING


@pytest.mark.parametrize(
    "text", ["Stock control is not something I do myself.", "I knew nothing about Power BI then."]
)
def test_denial_in_other_words_claims_nothing(text: str) -> None:
    assert not of(f"{text} {STRONG}").claimed[0].startswith(text[:12])


ABOUT_KAFKA = (
    "Tell me about a time when you used Kafka in production, and what was the hardest part?"
)


@pytest.mark.parametrize(
    "text",
    [
        "Can you be more specific?",
        "What exactly are you asking?",
        "Can you give me an example?",
        "Are you asking about my last job?",
        "Sorry, what?",
        "Please repeat",
        "In what sense?",
        "You mean technical or people skills?",
        "Could you say it in German please?",
        "Not sure I follow.",
        "What is Kafka?",
        "Whats Kafka?",
        "Hmm. Which job do you mean?",
        "Is this about Kafka or about databases?",
        "Could you narrow it down?",
        "Sorry, I didnt get that.",
        "Pardon, I did not get that.",
        "I do not understand.",
        "What does SAP stand for?",
    ],
)
def test_short_question_about_the_question_is_not_rated(text: str) -> None:
    found = of(text, question=ABOUT_KAFKA)

    assert (found.kind, found.rating) == (AnswerKind.ASKS_BACK, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We used Kafka at Acme for three years, is that what you mean?", AnswerKind.VAGUE),
        ("We sold bread at Acme, mostly to cafés. Do you want an idea of it?", AnswerKind.VAGUE),
        ("In May I rebuilt the ledger at Acme because it broke, got that?", AnswerKind.FAIR),
        ("Isn't that obvious?", AnswerKind.VAGUE),
        ("Counted the bays twice, does that count?", AnswerKind.VAGUE),
        ("Led the count in Leeds, does that count?", AnswerKind.VAGUE),
        ("What happened was a stock take, you know?", AnswerKind.VAGUE),
        ("Shops had quiet weeks and busy ones. Is that what you wanted?", AnswerKind.VAGUE),
        ("Isn't production part of Kafka?", AnswerKind.VAGUE),
        ("Why not?", AnswerKind.VAGUE),
        ("How many people work there?", AnswerKind.VAGUE),
        ("What is the salary?", AnswerKind.VAGUE),
        ("Can I skip this one?", AnswerKind.MISSING),
        ("What a stupid question?", AnswerKind.HOSTILE),
        ("Was soll das?", AnswerKind.VAGUE),
    ],
)
def test_answer_or_other_question_with_a_question_mark_is_rated(
    text: str, kind: AnswerKind
) -> None:
    found = of(text, question=ABOUT_KAFKA, posting=words_of(text))

    assert (found.kind, found.rating is None) == (kind, False)


@pytest.mark.parametrize(
    "text",
    [
        "I fixed the payments service in 2021 because it took 9 seconds; then it took 200 ms.",
        "I mixed 40 batches in 2019 at Acme.",
        "I organised a fair in Leeds in 2019 for 300 people.",
        "I've registered 40 companies at Acme in 2020.",
        "Organised the village fair in May for 300 people because nobody else would.",
        "I have fixed 4 pumps at Acme in 2020.",
        "ive fixed pumps at Acme in 2020 and 2021 for 9 ships.",
        "I based the price on 40 invoices at Acme in 2020.",
    ],
)
def test_verb_that_is_an_adjective_too_is_a_deed_of_the_speaker(text: str) -> None:
    found = of(text, posting=words_of(text))

    assert found.rating is not None
    assert found.rating >= 3
    assert Part.ACTION in found.parts


@pytest.mark.parametrize(
    "text",
    [
        "I had mixed feelings in 2019 at Acme.",
        "I was calm and organised in 2019 at Acme.",
        "I am a very organised person with 5 years at Acme.",
        "I'm motivated and dedicated, 5 years at Acme.",
        "I prefer a fixed rota with 4 days at Acme.",
        "The foreman fixed the pump in 2019 at Acme.",
        "It was fixed the next day in 2019 at Acme.",
    ],
)
def test_adjective_that_is_a_verb_too_is_no_deed(text: str) -> None:
    found = of(text, posting=words_of(text))

    assert found.rating == 2
    assert Part.ACTION not in found.parts


@pytest.mark.parametrize(
    "text",
    [
        "well um i dont really know to be honest",
        "i cant think of one",
        "ive never done that",
        "im not sure",
        "I don't really know.",
        "i wouldnt know",
        "I refuse to answer that.",
        "I decline to answer.",
        "I prefer not to answer.",
        "I don't want to talk about this.",
        "I can't tell you because of an NDA.",
    ],
)
def test_refusal_and_pass_in_any_spelling_are_missing(text: str) -> None:
    assert of(text).kind is AnswerKind.MISSING


@pytest.mark.parametrize(
    "text",
    ["Customers don't always know what they want.", "I dont always know the answer, but I ask."],
)
def test_not_knowing_that_is_told_of_is_an_answer(text: str) -> None:
    assert of(text, posting=words_of(text)).kind is AnswerKind.VAGUE


def test_sentence_that_turns_is_quoted_whole() -> None:
    told = "They asked me to lead 3 juniors but I refused in 2020."

    assert of(told, posting=words_of(told)).quote == told


def test_trouble_that_was_not_had_is_no_denial() -> None:
    assert of("I had no trouble with the booking system in ten evenings.").denied == ()


@pytest.mark.parametrize(
    "told",
    [
        "When it failed I called the hauliers, moved 60 pallets in June and lost only two.",
        "I sent the late lorry back out because the cages were mixed; it cost two hours.",
        "I taped off the aisle in June and called the fitter. Nobody was hurt.",
        "I called 3 agencies in May and moved the team to the depot. We lost nothing.",
        "I wrote the new rota for 12 drivers at Acme. It cost us one contract.",
        "I loaded 40 cages at Acme alone. Everything was out by noon.",
        "I rewired the panel at Acme in 2021 and it has run ever since.",
    ],
)
def test_loss_cost_or_time_that_it_came_to_is_an_end(told: str) -> None:
    assert Part.RESULT in of(told, posting=words_of(told)).parts


@pytest.mark.parametrize(
    "told",
    [
        "I checked with 3 firms at Acme in 2021 what it would cost.",
        "I drove 40 cages to Leeds by myself at Acme in 2020.",
        "I had to load 40 cages at Acme and the truck had to leave by noon.",
        "I lost my way in Leeds in 2020 with 3 colleagues.",
    ],
)
def test_price_way_or_deadline_is_no_end(told: str) -> None:
    assert Part.RESULT not in of(told, posting=words_of(told)).parts


PASSAGE = "I counted the keys at Petrel in 2021. "


@pytest.mark.parametrize("again", [PASSAGE, PASSAGE.upper(), PASSAGE.replace(". ", "!\n")])
def test_passage_that_is_said_over_and_over_counts_once(again: str) -> None:
    once, often = (of(PASSAGE + again * n, posting=words_of(PASSAGE)) for n in (0, 65))

    assert once.rating == 3
    assert (often.rating, often.parts) == (once.rating, once.parts)
    assert len(often.claimed) == len(once.claimed)


def test_answer_of_more_than_five_minutes_is_too_long_before_anything_else() -> None:
    more = " ".join(f"Guest {n} was put into a room on the floor above." for n in range(80))

    assert of(f"{STRONG} {more}").gaps[0] == "length"
    assert "length" not in of(f"{STRONG} {more[:400]}").gaps


def test_answer_about_a_team_that_was_led_is_not_off_topic() -> None:
    told = "I led a team of 14 pickers at Nordlog and cut mis-picks by half in 2020."

    assert of(told, question="Tell me more?").rating == 4
