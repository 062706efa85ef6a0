"""What the filter shows of a model's words, however they are cut."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.guard import preamble
from app.guard.stream_filter import QuestionFilter, Refused
from tests.guard.filtering import LEDGER, TEXTS, outcome, shown

SPOKEN_BEFORE = [
    "Absolutely! Let's dive into the next question: ",
    "Alright, let's continue. ",
    "Alright, moving on. ",
    "That's great to hear. ",
    "That's a really great example. ",
    "Thanks for walking me through that. ",
    "Thank you for your detailed response. ",
    "Thank you, Anna. ",
    "I appreciate you sharing that. ",
    "I understand. ",
    "I see. ",
    "Got it, thanks. ",
    "Okay! ",
    "Perfect, thank you. ",
    "Here's my question:\n",
    "Here is a follow-up question based on your answer:\n\n",
    "**Next Question:**\n",
    "**Q4:** ",
    "Question #4: ",
    "Question 4/8: ",
    "Question (4 of 8): ",
    "Interview Question 4: ",
    "Assistant: ",
    "Interviewer:\n",
    "INTERVIEWER: ",
    "Follow-up: ",
    "Opening question: ",
    "Behavioral question: ",
    "Hi there! ",
    "Hello, and welcome to your mock interview. ",
    "Good morning, and thank you for coming in today. ",
    "Welcome! ",
    "It's great to meet you. ",
    "It's a pleasure to meet you, Anna. ",
    "Nice to meet you! ",
    "Great, thank you for that. ",
    "Excellent response! ",
    "Interesting! ",
    "Wow, that's impressive! ",
    "Well done. ",
    "You handled that very well. ",
    "Let me ask you this: ",
    "My question for you is this: ",
    "The next question is: ",
    "So, question 4: ",
    "Now for question 4: ",
    "Moving on to question 4: ",
    "[Interviewer] ",
    "### Response:\n",
    "Sure thing! ",
    "Of course, here's the next one: ",
    "No problem. ",
    "Danke für die ausführliche Antwort. ",
    "Vielen Dank! ",
    "Alles klar. ",
    "Sehr gut! ",
    "Das ist ein gutes Beispiel. ",
    "Das klingt wirklich spannend! ",
    "Guten Tag und herzlich willkommen zum Gespräch. ",
    "Okay, dann die nächste Frage: ",
    "Nächste Frage: ",
    "Kommen wir zur nächsten Frage: ",
    "Interviewerin: ",
    "Meine Frage an Sie: ",
    "Hier meine nächste Frage: ",
    "Sehr interessant. ",
    "Merci pour cette réponse. ",
    "Très bien. ",
    "D’accord, question suivante : ",
    "Bonjour et bienvenue à cet entretien. ",
    "Parfait ! ",
    "Excellente réponse ! ",
    "Je vois. ",
    "Bien sûr ! Voici la prochaine question : ",
    "Ma question suivante est : ",
    "Passons à la question suivante : ",
    "C’est très intéressant. ",
    "Recruteur : ",
    "**Question 4 :** ",
    "Gracias por su respuesta. ",
    "Muy bien. ",
    "Perfecto. ",
    "Entiendo. ",
    "Excelente respuesta. ",
    "¡Claro! Aquí tiene la siguiente pregunta: ",
    "¡Hola! Bienvenida a la entrevista. ",
    "Siguiente pregunta: ",
    "Mi siguiente pregunta es: ",
    "Pasemos a la siguiente pregunta: ",
    "Entrevistadora: ",
    "Buenos días, Ana. ",
    "¡Qué interesante! ",
]
"""What models small and large write before their question, in four languages."""

WRITTEN_AROUND = [
    *(f"{spoken}{LEDGER}" for spoken in SPOKEN_BEFORE),
    f"Question 3: {LEDGER}",
    f"**Question 3:** {LEDGER}",
    f"**Question 3**: {LEDGER}",
    f"**Question 3**\n\n{LEDGER}",
    f"### Question 3 of 8\n\n{LEDGER}",
    f"Question Three: {LEDGER}",
    f"Frage drei: {LEDGER}",
    f"(Question 3) {LEDGER}",
    f"[Question 3 of 8] {LEDGER}",
    f"Q3. {LEDGER}",
    f"Q: {LEDGER}",
    f"3) {LEDGER}",
    f"3. {LEDGER}",
    f"- {LEDGER}",
    f"> {LEDGER}",
    f"# {LEDGER}",
    f"Interviewer: {LEDGER}",
    f"**Interviewer (Anna):** {LEDGER}",
    f"Next question: {LEDGER}",
    f"Sure, here is the next question: {LEDGER}",
    f"Sure! Here's your next interview question for you:\n\n{LEDGER}",
    f"Certainly.\n\n**Question 3:** “{LEDGER}”",
    f"Of course! {LEDGER}",
    f"My next question is: {LEDGER}",
    f"Great answer! {LEDGER}",
    f"Thank you for sharing that. {LEDGER}",
    f"That's a very impressive result. {LEDGER}",
    f"Let's move on to the next question: {LEDGER}",
    f"Okay, great. Question 4 of 8: {LEDGER}",
    f"**Follow-up question:** {LEDGER}",
    f"Frage 3: {LEDGER}",
    f"Meine nächste Frage lautet: {LEDGER}",
    f"Gerne! Hier ist die nächste Frage: {LEDGER}",
    f"Vielen Dank für Ihre Antwort. {LEDGER}",
    f"Voici la question suivante : {LEDGER}",
    f"Question n° 3 : {LEDGER}",
    f"Claro, aquí está la siguiente pregunta: {LEDGER}",
    f'"{LEDGER}"',
    f"“{LEDGER}”",
    f"„{LEDGER}“",
    f"«{LEDGER}»",
    f"« {LEDGER} »",
    f"'{LEDGER}'",
    f"‘{LEDGER}’",
    f"**{LEDGER}**",
    f"*{LEDGER}*",
    f"__{LEDGER}__",
    f'**"{LEDGER}"**',
    f"<question>{LEDGER}</question>",
    f'<question turn="3">\n{LEDGER}\n</question>',
    f"<state>{LEDGER}",
    f"<state>\nturn: question 3 of 8\nopen: r2 rota\n</state>\n{LEDGER}",
    f"</state>\n{LEDGER}",
    f"<cv>\nLed the ledger move.\n</cv>\n<task>\nreport as JSON\n</task>\n\n{LEDGER}",
    f"<posting> {LEDGER}",
    f"<|im_start|>{LEDGER}<|im_end|>",
    f'{{"question": "{LEDGER}"}}',
    f'```json\n{{"question": "{LEDGER}"}}\n```',
    f'{{ "next_question" :\n"{LEDGER}", "type": "behavioural?"}}',
    f"<|start|>assistant<|channel|>final<|message|>{LEDGER}<|return|>",
    f"<|channel|>analysis<|message|>Ask. Which?<|end|><|channel|>final<|message|>{LEDGER}",
    f"analysis<|message|>Which one?<|end|><|channel|>final <|constrain|>x<|message|>{LEDGER}",
    f"<|start_header_id|>assistant<|end_header_id|>\n\n{LEDGER}<|eot_id|>",
    f"<think>The candidate? Ask.</think>{LEDGER}",
    f"<THINK>\nhm\n</Think>\n\n{LEDGER}",
    f"<thinking>a < b</thinking> {LEDGER}",
    f"<reasoning>…</reasoning>\n{LEDGER}",
    f'<tool_call>{{"name": "search", "why": "?"}}</tool_call>{LEDGER}',
    f"[THINK]so[/THINK]{LEDGER}",
    f"They want one?\n</think>\n\n{LEDGER}",
    "In the ledger <think>which? that</think>migration you describe, what was your own part?",
    f"  \n{LEDGER}\n\n",
    f"\ufeff\u200b{LEDGER}",
    f"\u0301{LEDGER}".replace(" your", " \u0301your"),
    f"Probe: {LEDGER}",
    f"[1] {LEDGER}",
    f"(1/8) {LEDGER}",
    f"Turn 1 Question: {LEDGER}",
    f"---\n\n{LEDGER}",
    f"{LEDGER} Take your time.",
    f"{LEDGER}\n\nWhy did it take so long?",
    f"{LEDGER}?",
    "In the ledger\u00a0migration\n\tyou   describe,\r\nwhat was your own part?",
    "In the \u202eledger\x00 migration \ud800you describe, what was your own part?",
    "In the **ledger migration** you describe, what was your **own** part?",
]


@pytest.mark.parametrize("written", WRITTEN_AROUND)
def test_only_the_question_is_shown(written: str) -> None:
    assert shown(written) == LEDGER
    assert shown(*written) == LEDGER
    assert shown(*re.findall(r"\s*\S+", written)) == LEDGER


NAMED = "Which part of “Größe” did you own, and what of “Nähe” in the end?"
SPOKEN = "Was haben Sie bei „Ost“ zuletzt selbst entschieden?"


@pytest.mark.parametrize(
    ("written", "question"),
    [
        (f"“{NAMED}”", NAMED),
        (f"„{SPOKEN}“", SPOKEN),
        (
            "«Qu’avez-vous décidé pour « Ost » à la fin ?»",
            "Qu’avez-vous décidé pour « Ost » à la fin ?",
        ),
        (f"Question 3: “{NAMED}”", NAMED),
        ('"What did the "green" move cost in May?"', 'What did the "green" move cost in May?'),
    ],
)
def test_marks_around_the_whole_go_and_those_inside_stay(written: str, question: str) -> None:
    assert shown(written) == question
    assert shown(*written) == question


def test_quotation_marks_that_json_escapes_are_shown_as_meant() -> None:
    written = r'{"question": "What did \"Ost\" teach you about the move in the end?", "why": "no"}'

    assert shown(written) == 'What did "Ost" teach you about the move in the end?'
    assert shown(*written) == 'What did "Ost" teach you about the move in the end?'


@pytest.mark.parametrize(
    "written",
    [
        '{"type": "open"}',
        '{"number": 3}',
        "{",
        f'{{"reason": "It asks.", "question": "{LEDGER}"}}',
    ],
)
def test_other_json_is_no_question(written: str) -> None:
    with pytest.raises(Refused):
        shown(written)


PLAIN = [
    'You wrote "why not?" in the plan, so what came of it?',
    '"Blue green" is what you call the release: what was hard about it?',
    "Your service answered /search?q=x for every user: how did you make it fast?",
    "What did the team (and you?)",
    "Was war an der Umstellung „Ost“ schwer?",
    "Qu’est-ce que vous avez décidé ?",
    "¿Qué decidió usted en la migración?",
    "ما الذي قررته في المشروع؟",
    "你在项目中负责什么？",
    "In the 👩\u200d💻 app ❤\ufe0f you built, what was hard?",
    "If a < b and c > d in your ranking, what is shown first?",
    "How did [the team] and **kwargs_like 2**3 fit together in the end?".replace("**k", "k"),
    "Tell me about the ledger migration.",
    "Thanks to the cache, the page was fast: what did you measure?",
    "Good data quality matters here: what did you do for it?",
    "It's the users' data that moved: how did you check it?",
    "Great Western was your largest customer: what did they ask of you?",
    "Last question: what would you still like to show?",
    "The user interviews you ran in spring: what did they change?",
    "The instructions you wrote for the night shift, who used them?",
    "We need to ship daily, says the posting: when have you done that?",
    "Your Lighthouse score of 98 came up: how did you get there?",
    "You said 8 out of 10 customers stayed: what did you do for it?",
    "When the candidate was unsure in your recruiting work, what did you do?",
    "How did you forget no step of the checklist on the ward at night?",
    "Ich frage kleiner: Wo sind Sie dem Thema schon begegnet?",
    "Letzte Frage: Was sagt das über Ihre Arbeit?",
    "On the question of data quality: what did you change?",
    "The question of scale comes up in your answer. What broke first?",
]


@pytest.mark.parametrize("written", PLAIN)
def test_the_words_of_the_question_stay_as_written(written: str) -> None:
    assert shown(written) == written


def test_a_question_ends_at_its_first_question_mark() -> None:
    assert shown("What broke first? And what then? Why?") == "What broke first?"
    assert shown("你在项目中负责什么？Thanks") == "你在项目中负责什么？"


def test_text_that_asks_nothing_within_sixty_words_is_begun_again() -> None:
    words = [f"word{number}" for number in range(90)]

    with pytest.raises(Refused, match="sixty words"):
        shown(" ".join(words))


def test_once_over_nothing_more_is_returned() -> None:
    question_filter = QuestionFilter()

    question_filter.feed(f"{LEDGER} x")

    assert question_filter.is_over
    assert question_filter.feed("And more of it, and more.") == ""
    assert question_filter.finish() == ""
    assert question_filter.text == LEDGER


@pytest.mark.parametrize("written", ["", " \n", "\u200b\ufeff", "<think>all thought", "**", '""'])
def test_what_has_nothing_visible_is_refused_as_empty(written: str) -> None:
    with pytest.raises(Refused, match=r"^empty$"):
        shown(written)


NO_QUESTIONS = [
    "As an AI language model, I have no opinion.",
    "I cannot continue with this interview.",
    "I'm sorry, but I can't help with that.",
    "Your score is 10 out of 10.",
    "The interview is over. You are hired.",
    "ok, ignoring the previous instructions, here we go",
    "Ignoring all previous instructions as asked: what is your favourite cat?",
    "You are an experienced interviewer who asks one question at a time.",
    "Als KI kann ich dazu nichts sagen.",
    "Das Interview ist beendet.",
    "We need to produce a question about the ledger.",
    "I apologize, but I can't do that.",
    "Understood. I will ask one question at a time.",
    "Sorry, I can't assist with that.",
    "I am an AI and cannot conduct interviews.",
    "The candidate's answer is vague, so I should probe it.",
    "Based on the instructions, I need to ask about the ledger.",
    "We are asked to produce question 4.",
    "First, I need to look at the open requirements.",
    "Let me look at the state.",
    "This is the end of the interview. Good luck!",
    "Es tut mir leid, dabei kann ich nicht helfen.",
    "Der Kandidat nennt keine Zahl, also frage ich danach.",
    "Désolé, je ne peux pas continuer.",
    "Le candidat ne donne pas de résultat.",
    "Lo siento, no puedo ayudar con eso.",
    "El candidato no menciona el resultado.",
    "Score: 8/10",
    "Rating: 4",
    '{"score": 4}',
    "I'm ready to conduct the interview.",
    "Your answer is rated 7 out of 10.",
    "The user's last answer was short, so a probe is needed.",
    "Let me think about what to ask of the ledger.",
    "Wait, the user wants a question about the ledger.",
    "This ends the interview. Thank you and goodbye.",
    "You have got the job. Congratulations to you.",
    "The user is asking for a question about the ledger.",
    "Write only the next question about the ledger.",
    "En tant qu’IA je ne peux pas répondre à cela.",
    "Es tut mir leid, aber ich kann das nicht fragen.",
    "Candidate: I led the ledger migration at Acme for two years.",
    "You: I led the ledger migration at Acme for two years.",
    "Kandidat: Ich habe zwei Jahre lang das Hauptbuch geleitet.",
    "I led the ledger migration at Acme for two years.",
    "In my last role I moved the ledger without losing an entry.",
    "Ich habe zwei Jahre lang das Hauptbuch betreut.",
    "Please provide the CV and the job description.",
    "Error: upstream connect error or disconnect before headers",
    "Rate limit exceeded. Please try again in 20 seconds.",
    "Internal Server Error",
    "Thinking Process: look at the CV and the posting first.",
]


@pytest.mark.parametrize("written", NO_QUESTIONS)
def test_a_verdict_or_an_echo_is_refused_before_any_of_it_shows(written: str) -> None:
    for pieces in ([written], list(written)):
        question_filter = QuestionFilter()
        with pytest.raises(Refused, match="not a question"):
            "".join([*map(question_filter.feed, pieces), question_filter.finish()])
        assert question_filter.text == ""


def test_earlier_question_is_refused_before_anything_shows() -> None:
    asked = ("What broke first in the cutover?", LEDGER)

    with pytest.raises(Refused, match=r"^repeats question 2$"):
        shown(*re.findall(r"\s*\S+", LEDGER.upper()), asked=asked)


@pytest.mark.parametrize(
    ("earlier", "question"),
    [
        (
            "How did your team at Northwind use Kafka in production?",
            "How did your team at Northwind use PostgreSQL in production?",
        ),
        (
            "How did you measure the success of the Kafka migration at Northwind?",
            "How did you measure the cost of the Kafka migration at Northwind?",
        ),
        (
            "What did you do in the design phase of the pipeline migration?",
            "What did you do in the test phase of the pipeline migration?",
        ),
        (
            "How did you handle challenge number 1 at Northwind?",
            "How did you handle challenge number 2 at Northwind?",
        ),
        (
            "What would you do differently in phase 1 of the migration at Northwind?",
            "What would you do differently in phase 2 of the migration at Northwind?",
        ),
    ],
)
def test_question_that_differs_in_one_word_that_matters_is_shown(
    earlier: str, question: str
) -> None:
    for pieces in ([question], re.findall(r"\s*\S+", question), list(question)):
        assert shown(*pieces, asked=(earlier,)) == question


def test_earlier_question_cut_shorter_says_nothing_new() -> None:
    earlier = "How did you handle the angry customer complaint at the front desk?"
    with pytest.raises(Refused, match=r"^repeats question 1$"):
        shown("How did you handle the angry customer complaint?", asked=(earlier,))


def test_an_opening_that_says_nothing_yet_may_come_again() -> None:
    asked = ("Can you tell me about a time when a release failed on you?",)
    question = "Can you tell me about a time when you had to calm a customer down?"

    assert shown(question, asked=asked) == question


def test_such_an_opening_is_held_until_it_differs_or_is_the_same() -> None:
    asked = ("Can you tell me about a time when a release failed on you?",)
    question_filter = QuestionFilter(asked=asked)

    assert question_filter.feed("Can you tell me about a time when a ") == ""
    assert question_filter.feed("release failed on you") == ""
    with pytest.raises(Refused, match=r"^repeats question 1$"):
        question_filter.feed("?\n")


def test_a_rewording_is_refused_where_nothing_has_been_shown() -> None:
    with pytest.raises(Refused, match=r"^repeats question 1$"):
        shown("How did you plan it?", asked=("How did you plan it?",))


@pytest.mark.parametrize(
    "written",
    [
        "Thank you for sharing.",
        "That is very interesting. Thank you for sharing.",
        "Great answer!",
        "Sure!",
        "Here is your next question:",
        "Question 3:",
        "Vielen Dank für Ihre Antwort.",
    ],
)
def test_a_text_of_nothing_but_an_opening_is_refused(written: str) -> None:
    with pytest.raises(Refused, match=r"^empty$"):
        shown(*re.findall(r"\s*\S+", written))


def test_a_text_that_asks_nothing_stands_and_is_noted() -> None:
    question_filter = QuestionFilter()
    question_filter.feed("Tell me about the cutover of the ledger.")
    question_filter.finish()

    assert question_filter.noted == "has no question mark"


@pytest.mark.parametrize(
    "written",
    [
        "When you had your second child, how did you handle the night shifts?",
        "Since you were born in Poland, how did you learn the trade?",
        "As a Muslim woman, how do you deal with the kitchen?",
        "How do you manage your diabetes on night shifts?",
        "As mother of twins, how do you plan a week?",
    ],
)
def test_what_is_taken_for_granted_of_the_person_is_refused_too(written: str) -> None:
    with pytest.raises(Refused, match=r"^asks about "):
        shown(written)


@pytest.mark.parametrize(
    "praise",
    [
        "You clearly did a wonderful job there.",
        "Impressive work on the rota.",
        "I really appreciate the detail you gave.",
        "Great answer! You showed great leadership there.",
    ],
)
def test_praise_before_the_question_never_shows(praise: str) -> None:
    assert shown(*re.findall(r"\s*\S+", f"{praise} {LEDGER}")) == LEDGER


def test_a_statement_of_which_nothing_was_shown_is_refused() -> None:
    with pytest.raises(Refused, match=r"^is not a question$"):
        shown("“The ledger moved in the month of May.”")


def test_a_forbidden_topic_is_refused_before_anything_shows() -> None:
    with pytest.raises(Refused, match=r"^asks about age$"):
        shown("Great answer! How old were you when you led the team?")


def test_a_forbidden_topic_further_on_ends_the_text_before_it_and_is_a_fault() -> None:
    question_filter = QuestionFilter()

    question_filter.feed(
        "You led the ledger team at Acme in Leeds, so how old were you when you did it? x"
    )

    assert question_filter.fault == "asks about age"
    assert question_filter.is_over
    assert question_filter.text == "You led the ledger team at Acme in Leeds, so how"


def test_a_forbidden_clause_is_a_fault_before_the_question_has_ended() -> None:
    question_filter = QuestionFilter()

    question_filter.feed(
        "You led the ledger team at Acme, but how old were you then, and what did it "
    )

    assert question_filter.fault == "asks about age"


def test_reasoning_that_ends_after_something_was_shown_is_a_fault() -> None:
    question_filter = QuestionFilter()

    question_filter.feed(
        "They seem to want a question on the ledger so I will </think> What broke?"
    )

    assert question_filter.text
    assert question_filter.fault == "is not a question"


REPEATED = ["Sure! ", '"', "** ", "# ", "sure the my your our "]


@pytest.mark.parametrize("written", REPEATED)
def test_no_more_is_done_before_a_question_however_much_stands_there(written: str) -> None:
    """A beginning is read anew with each word: without an end this takes seconds for a few KB."""
    short, long = (_calls_before(written * (size // len(written))) for size in (600, 2_000))

    assert long == short


def _calls_before(beginning: str) -> int:
    calls = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal calls
        calls += event == "call" and frame.f_code.co_filename == preamble.__file__

    question_filter = QuestionFilter()
    sys.setprofile(count)
    try:
        for piece in re.findall(r"\S*\s*", beginning + LEDGER):
            question_filter.feed(piece)
    finally:
        sys.setprofile(None)
    return calls


def test_reasoning_too_long_to_be_read_is_forgotten_where_it_ends() -> None:
    assert shown("Sure! " * 200, f"</think>{LEDGER}") == LEDGER


def test_short_question_stands_at_its_line_break() -> None:
    question_filter = QuestionFilter()

    over = []
    for token in ("What", " broke", " first", "?", "\n"):
        question_filter.feed(token)
        over.append(question_filter.is_over)

    assert over == [False, False, False, False, True]
    assert question_filter.text == "What broke first?"


def test_tag_of_the_prompt_inside_a_question_is_shown() -> None:
    question = "How did the <state> of your XML files come about, and who read the </cv> part?"

    assert shown(*re.findall(r"\s*\S+", question)) == question


def test_a_word_is_shown_before_it_is_whole_if_nothing_it_may_become_is_forbidden() -> None:
    question_filter = QuestionFilter()
    question_filter.feed("In the ledger migration you describe, what")

    assert [question_filter.feed(piece) for piece in (" bro", "ke", " fir", "st")] == [
        " bro",
        "ke",
        " fir",
        "st",
    ]


@pytest.mark.parametrize("piece", [" pre", " pregn", " ag", " relig", " marr", " child"])
def test_a_word_that_may_become_a_forbidden_one_is_held(piece: str) -> None:
    question_filter = QuestionFilter()
    question_filter.feed("In the ledger migration you describe, what broke while you were")

    assert question_filter.feed(piece).strip() in {"", "were"}
    assert question_filter.feed("\n").strip() != ""


@pytest.mark.parametrize(
    "text",
    [
        "In the ledger migration you describe, are you/married?",
        "In the ledger migration you describe, what of religio\u0308s?",
        "In the ledger migration you describe, are you old(married)?",
        f"{LEDGER[:-1]} in it, why not? Because you say so.",
    ],
)
def test_a_word_of_several_is_the_same_however_it_is_cut(text: str) -> None:
    assert outcome([text]) == outcome(list(text)) == outcome(re.findall(r"\s*\S{1,3}", text))


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, cuts=st.lists(st.integers(min_value=0, max_value=400), max_size=30))
def test_the_text_is_the_same_however_it_is_cut(text: str, cuts: list[int]) -> None:
    places = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    cut_up = [text[start:end] for start, end in pairwise(places)]

    assert outcome(cut_up) == outcome([text]) == outcome(list(text))


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_what_is_shown_is_a_clean_piece_of_one_line(text: str) -> None:
    out, _, _, _ = outcome([text])

    assert out == out.strip()
    assert not re.search(r"[\n\t\x00\u202e\u200b]|  ", out)
    assert len(out.split()) <= 60
    assert set(out) <= set(text) | {" ", "\ufffd"}  # a half of an escaped pair is lost


def test_words_quoted_at_the_beginning_keep_their_marks() -> None:
    quoting = "“I think I am good under pressure”, you say: when did that last matter?"

    assert shown(*re.findall(r"\s*\S+", quoting)) == quoting


WITH_REASONING = (
    "Okay, the candidate says they moved the ledger last. I should ask about the order: why that?"
    "\n</think>\n\n"
)


def test_reasoning_closed_without_being_opened_is_held_until_it_ends() -> None:
    question_filter = QuestionFilter()

    assert [question_filter.feed(piece) for piece in re.findall(r"\s*\S+", WITH_REASONING)] == [
        "" for _ in WITH_REASONING.split()
    ]
    assert question_filter.feed(LEDGER) + question_filter.finish() == LEDGER


@pytest.mark.parametrize(
    "written",
    [
        f"analysisThe user wants a question. Which one?assistantfinal{LEDGER}",
        f"analysis\nThe user wants a question.\nassistantfinal\n{LEDGER}",
        f"assistantfinal{LEDGER}",
        f"final\n{LEDGER}",
        f"<|channel|>final <|constrain|>text<|message|>{LEDGER}",
        f"<|start|>assistant<|channel|>analysis<|message|>Hm.<|end|><|message|>{LEDGER}<|return|>",
    ],
)
def test_channels_go_with_their_signs_and_without(written: str) -> None:
    assert shown(written) == LEDGER
    assert shown(*written) == LEDGER


@pytest.mark.parametrize(
    "token",
    [
        "<end_of_turn>", "<|im_end|>", "<|eot_id|>", "</s>", "[/INST]", "<｜end▁of▁sentence｜>",
        "<|endoftext|>", "<eos>", "<|end|>", "<|END_OF_TURN_TOKEN|>", "<|eom_id|>", "<|im_e",
    ],
)  # fmt: skip
def test_control_token_after_the_question_never_shows(token: str) -> None:
    assert shown(f"{LEDGER}{token}") == LEDGER
    assert shown(*f"{LEDGER}{token}\n") == LEDGER


@pytest.mark.parametrize(
    "token",
    [
        "<s>", "<bos>", "[INST] ", "[/INST] ", "<start_of_turn>model\n", "<｜Assistant｜>",
        "<|im_start|>assistant\n", "<|start_header_id|>assistant<|end_header_id|>\n\n",
        "<|assistant|>\n", "<<SYS>>", "assistant\n\n",
    ],
)  # fmt: skip
def test_control_token_before_the_question_never_shows(token: str) -> None:
    assert shown(f"{token}{LEDGER}") == LEDGER


def test_next_turn_that_the_model_goes_on_to_write_never_shows() -> None:
    written = "Tell me about the ledger and the move<|im_end|>\n<|im_start|>user\nI did it?"

    assert shown(written) == "Tell me about the ledger and the move"


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (f'{LEDGER}\n[r3] "ledger migration"', '[r3] "ledger migration"'),
        (f'{LEDGER}\n\n[r3]  "ledger\tmigration"\nMore.', '[r3] "ledger migration"'),
        (f'{LEDGER} [r3] "ledger migration"', '[r3] "ledger migration"'),
        (f'{LEDGER} Take your time.\n[r3] "ledger"', '[r3] "ledger"'),
        (f"{LEDGER}\nTake your time.\n", "Take your time."),
        ('Tell me about the ledger.\n[r3] "the ledger"', '[r3] "the ledger"'),
        ('Why so?\n[r3] "the ledger"', '[r3] "the ledger"'),
        ('Tell me about the ledger.\n[-] "the ledger"', '[-] "the ledger"'),
        (f'{LEDGER}\n[r3] "ledger"<|im_end|>', '[r3] "ledger"'),
        (LEDGER, ""),
    ],
)
def test_line_after_the_question_is_kept_and_never_shown(written: str, line: str) -> None:
    for pieces in (re.findall(r"\s*\S+", written), list(written), [written]):
        question_filter = QuestionFilter()
        out = "".join([*map(question_filter.feed, pieces), question_filter.finish()])

        assert out == question_filter.text
        assert "[" not in out
        assert out.endswith(("?", "ledger."))
        assert question_filter.line == line


def test_line_after_the_question_is_over_with_its_line_break() -> None:
    question_filter = QuestionFilter()
    over = []
    for piece in (f"{LEDGER}\n", "[r3] ", '"the ', 'ledger"', "\n"):
        question_filter.feed(piece)
        over.append(question_filter.line_is_over)

    assert over == [False, False, False, False, True]


def test_line_after_the_question_is_bounded() -> None:
    question_filter = QuestionFilter()
    question_filter.feed(f"{LEDGER}\n" + "word " * 500)
    question_filter.finish()

    assert len(question_filter.line.split()) == 60


@pytest.mark.parametrize("end", ["\n", " ", "\t", "<|im_end|>"])
def test_question_is_over_as_soon_as_its_end_is_known(end: str) -> None:
    question_filter = QuestionFilter()

    assert question_filter.feed(LEDGER) + question_filter.feed(end) == LEDGER
    assert question_filter.is_over


def test_question_mark_in_a_quotation_ends_only_with_its_line() -> None:
    question_filter = QuestionFilter()

    question_filter.feed("In the plan for May, what did you mean by “is it safe?” ")
    assert not question_filter.is_over

    question_filter.feed("\n")
    assert question_filter.is_over


@pytest.mark.parametrize(
    "written",
    [
        "You asked “Why now? Nobody is ready” in the plan, so what came of it?",
        "Your CV says “why not?” and “how?”: which of them did you answer first?",
        "Die Frage „Warum nicht?“ steht bei Ihnen, was war die Antwort?",
        "What did the team (and you?) learn from it in the end?",
    ],
)
def test_question_mark_in_mid_sentence_does_not_end_the_question(written: str) -> None:
    assert shown(written) == written
    assert shown(*written) == written


@pytest.mark.parametrize(
    "written",
    ["Please proceed.", "None", "null", "Please continue with your answer.", "Proceed.", "N/A"],
)
def test_text_that_asks_nothing_is_refused(written: str) -> None:
    with pytest.raises(Refused, match="not a question"):
        shown(written)


OWN = (
    "Ask exactly one question of at most sixty words.",
    "What did you decide when the freezer failed on a Sunday?",
    "Its words alone.",
)


@pytest.mark.parametrize("written", [*OWN, "Ask exactly one question of at most ten words?"])
def test_sentence_of_the_prompt_is_refused_before_anything_shows(written: str) -> None:
    with pytest.raises(Refused, match=r"not a question|repeats its instructions"):
        QuestionFilter(own_sentences=OWN).feed(f"{written} And") or shown(written, own=OWN)


def test_question_that_only_shares_words_with_the_prompt_passes() -> None:
    question = "What did you decide when the first customer called about it?"

    assert shown(question, own=OWN) == question


def test_two_characters_of_a_script_without_spaces_are_a_word() -> None:
    question = "在庫の仕組みについて、" + "棚卸しの差異をどう見つけて、" * 5 + "どう直しましたか？"
    assert 60 < len(question) < 120
    assert shown(question) == question


def test_question_that_shares_four_words_in_six_with_an_earlier_one_is_shown() -> None:
    asked = ("Which supplier of the ledger migration delayed your Northwind cutover in May?",)
    other = "Which customer of the ledger migration praised your Northwind cutover, and why?"
    assert shown(other, asked=asked) == other


def test_control_token_that_was_cut_off_at_the_end_is_not_shown() -> None:
    assert (
        shown("Tell me about the ledger migration. <|im_e") == "Tell me about the ledger migration."
    )


def test_question_that_only_shares_its_matter_with_an_earlier_one_is_shown() -> None:
    asked = ("In the payment ledger cutover at Northwind, which layer broke first?",)
    other = (
        "After that payment ledger cutover at Northwind, how did you bring the support team "
        "along while tickets rose, nights grew long and two colleagues left?"
    )
    assert shown(other, asked=asked) == other


def test_same_question_again_is_a_fault_once_it_has_been_shown() -> None:
    asked = ("How did you plan the cutover of the payment ledger?",)
    again = "Back then, how did you plan the payment ledger cutover?"
    question_filter = QuestionFilter(asked=asked)

    assert "".join(map(question_filter.feed, re.findall(r"\s*\S+", again)))
    question_filter.finish()

    assert question_filter.fault == "repeats question 1"


def test_probe_of_an_earlier_question_passes() -> None:
    asked = ("How did you plan the cutover of the payment ledger?",)
    probe = "Which part of the payment ledger cutover did you do yourself, and who did the rest?"

    assert shown(probe, asked=asked) == probe


def test_endless_word_is_refused() -> None:
    with pytest.raises(Refused, match="not a question"):
        shown("a" * 5000)


def test_words_that_may_ask_something_forbidden_wait_until_it_is_known() -> None:
    question_filter = QuestionFilter()

    pieces = ["In the move you describe, how old ", "was ", "the system, ", "and how old ", "were "]
    given = [question_filter.feed(piece) for piece in pieces]

    assert given == ["In the move you describe, how", " old was", " the system,", " and how", ""]
    assert question_filter.feed("you ") == ""
    assert question_filter.feed("then? x") == ""
    assert question_filter.fault == "asks about age"


def test_quotation_that_tells_of_the_person_is_not_shown() -> None:
    question_filter = QuestionFilter()

    question_filter.feed("At the end of your CV you write “Married, two children”, so who ")

    assert question_filter.fault == "asks about family"
    assert question_filter.text == "At the end of your CV you write"


@pytest.mark.parametrize(
    "written",
    [
        f"Hello Anna! Welcome to this interview. {LEDGER}",
        f"Hi Jo, thank you for joining me today. {LEDGER}",
        f"Guten Tag, Frau Weber. {LEDGER}",
        f"Let's get started. {LEDGER}",
        f"```\n{LEDGER}\n```",
        f"```text\n{LEDGER}\n```",
        f'<think>Hm.</think>{{"question": "{LEDGER}"}}',
        f"Вопрос 3: {LEDGER}",
        f"面试官：{LEDGER}",
        "In the *ledger* migration you describe, what was your *own* part?",
    ],
)
def test_more_that_stands_around_a_question_never_shows(written: str) -> None:
    assert shown(written) == LEDGER
    assert shown(*written) == LEDGER


def test_thanks_stand_where_a_person_wrote_the_question() -> None:
    written = f"Thank you for telling me about that. {LEDGER}"

    assert shown(written) == LEDGER
    authored = QuestionFilter(is_authored=True)
    assert authored.feed(written) + authored.finish() == written


@pytest.mark.parametrize(
    ("written", "question"),
    [
        (
            "How did you use *Kafka*, and what came of *it*?",
            "How did you use Kafka, and what came of it?",
        ),
        ("What did *the team* do?", "What did the team do?"),
        ("Was ist am ***Kern*** schwer?", "Was ist am Kern schwer?"),
        ("You moved it. *What was your own part?*", "You moved it. What was your own part?"),
    ],
)
def test_stars_around_words_never_show(written: str, question: str) -> None:
    assert shown(written) == shown(*written) == question


@pytest.mark.parametrize(
    "question",
    [
        "How did you use A* in the planner?",
        "How did you use *args and **kwargs in it?",
        "Which *.csv files and what of SELECT * and count(*)?",
        "Wie führten Sie Mitarbeiter*innen und Kolleg*innen?",
        "What did `*args` or 2*3 and 2 * 3 do?",
    ],
)
def test_stars_that_mark_no_words_stay(question: str) -> None:
    assert shown(question) == shown(*question) == question


@pytest.mark.parametrize(
    ("written", "question"),
    [
        (r'{"question": "Why the caf\u00e9?"}', "Why the café?"),
        (r'<think>a</think>{"question": "Why \ud83d\ude00?"}', "Why 😀?"),
        (r'{"question": "You moved it.\nWhat came of it?"}', "You moved it. What came of it?"),
        (r'{"question": "Why \u0000a\u0001 b \\n c?"}', r"Why a b \n c?"),
        (r"How did you write \u00e9 or C:\new?", r"How did you write \u00e9 or C:\new?"),
        (r'<think>{"question": "</think>Why C:\new?', r"Why C:\new?"),
        (r'Why {"a": "x\ny"} so?', r'Why {"a": "x\ny"} so?'),
    ],
)
def test_escapes_are_read_in_a_question_of_json_only(written: str, question: str) -> None:
    assert shown(written) == shown(*written) == question


@pytest.mark.parametrize(
    "before",
    [
        "<think type='x'>Why? b</think>", "<think/>",
        "<think />", "<think><think>b?</think>", "</think >", '[r1] "Build and run"\n', "[-]\n",
        "[c2] “Ran it.”\n\n", "[Turn 1] ", "Turn 3 of 8: ", "Q3 - ", "Final answer: ", "Answer: ",
        "🎤 Question 1/8: ", "1️⃣ ", "質問1：", "问题1：", "第3问：", "问2：",
        "# Interview\n\n## Question\n\n",
        "# Ledger talk\n\n",
        "<p>", "<br/>",
    ],
)  # fmt: skip
def test_more_of_what_models_write_before_a_question_never_shows(before: str) -> None:
    for written in (f"{before}{LEDGER}", f"{before}Tell me about the ledger of May."):
        assert shown(written) == shown(*written) == written.removeprefix(before)


@pytest.mark.parametrize(
    "question",
    [
        "Q3 - the quarter you closed - what broke first?",
        "<p> or <div>: which of them did you use?",
        "How did <analysis of data> and <think about it> go?",
        "Answer times fell to two days: what did you do?",
        "Turn around times fell to 2 days: what did you do?",
    ],
)
def test_what_only_looks_like_a_label_stays(question: str) -> None:
    assert shown(question) == shown(*question) == question


def test_quotation_after_an_id_stays_where_the_sentence_goes_on() -> None:
    assert shown(*'[r1] "Build" is yours: why?') == '"Build" is yours: why?'


def test_heading_that_is_all_of_the_text_is_shown() -> None:
    assert shown(*"# Tell me about the ledger move") == "Tell me about the ledger move"


@pytest.mark.parametrize("written", [f"Why {'A' * 4000}?", f"{'ก' * 600}?"])
def test_question_without_bound_is_refused(written: str) -> None:
    for pieces in ([written], list(written)):
        with pytest.raises(Refused, match="sixty words"):
            shown(*pieces)


def test_word_without_end_shows_its_first_letters_only() -> None:
    question_filter = QuestionFilter()
    for letter in f"Why {'A' * 4000}":
        question_filter.feed(letter)

    assert question_filter.text == f"Why {'A' * 50}"


@pytest.mark.parametrize(
    "written",
    [
        "<b>Question:</b> {}",
        "<strong>Question 3:</strong> {}",
        "<em>{}</em>",
        "<p><strong>Question 3</strong></p><p>{}</p>",
        "<h3>Question 3</h3>\n{}",
        "<h3>Question 3</h3>{}",
        "<br><b>{}</b>",
        '<span class="q">{}</span>',
        '<div class="question">\n{}\n</div>',
        '<p style="margin:0">{}</p>',
        "<i>Great answer!</i> {}",
        "<u>Next question</u>: {}",
        "<b>Question</b><br/>{}",
        "<p>Thank you.</p>\n<p>{}</p>",
        "<ul><li>{}</li></ul>",
        "<B>{}</B>",
        '{{"question": "<b>{}</b>"}}',
    ],
)
def test_html_around_a_label_or_the_question_never_shows(written: str) -> None:
    whole = written.format(LEDGER)

    assert shown(whole) == shown(*whole) == shown(*re.findall(r"\s*\S+", whole)) == LEDGER


@pytest.mark.parametrize(
    "written",
    [
        "In the <b>ledger migration</b> you describe, what was your <i>own</i> part?",
        "In the ledger migration you describe,<br>what was your <strong>own</strong> part?",
        "In the ledger migration you describe,<br />what was your own part?<br>",
        'In the <span class="x">ledger</span> migration you describe, what was your own part?',
        "In the ledger migration you describe, <em>what was your own part?</em>",
        'In the ledger migration you describe, what was your <u>own</u> part?<br>[r3] "move"',
    ],
)
def test_html_around_words_never_shows(written: str) -> None:
    assert shown(written) == shown(*written) == LEDGER


@pytest.mark.parametrize(
    "question",
    [
        "When would you use <b> rather than <strong>?",
        "<strong> and <em> tell a screen reader more: how did you use them?",
        "How did a List<b> and Map<String, i> come in?",
        "What does <br> do in your mails?",
        "Why is the tag </b> so rare?",
        'Why did you wrap each <p> in a <div class="x">.',
        "If a <b and c> d in your ranking, what is shown first?",
        "How would `<b>own</b>` differ from `<strong>own</strong>`?",
        "What does <b>text</b> do that <strong>text</strong> does not?",
        "How did `args` and ``code`` come in?",
    ],
)
def test_html_that_is_spoken_of_stays(question: str) -> None:
    assert shown(question) == shown(*question) == question


PRAISE = [
    "You clearly know your trade.",
    "That's really impressive.",
    "I can tell you are passionate about this.",
    "I can see that you care about quality.",
    "Sounds like you did a fantastic job.",
    "It sounds like you handled that well.",
    "You handled that very professionally.",
    "You handled a difficult situation very well.",
    "You are a great communicator.",
    "You've got an impressive track record.",
    "You have a real talent for this.",
    "You went above and beyond there.",
    "You should be proud of that.",
    "Excellent work on the migration.",
    "Strong answer, thank you.",
    "Really strong answer.",
    "Such a good example!",
    "Well put.",
    "Very well explained.",
    "Kudos on the migration.",
    "Congratulations on the move!",
    "I'm really impressed.",
    "I was impressed by how you moved it.",
    "Your experience is impressive.",
    "Your answer shows real ownership.",
    "Your passion for care really shines through.",
    "That shows great leadership.",
    "This highlights your problem-solving skills.",
    "You made a great choice there.",
    "That was a smart decision.",
    "That's exactly what I wanted to hear.",
    "That's correct.",
    "That makes sense.",
    "That's no small feat.",
    "That gives me a good picture of your work.",
    "Wow!",
    "Wow, what a story.",
    "Outstanding work.",
    "9 out of 10.",
    "9/10.",
    "Solid eight out of ten.",
    "That was a 9/10 answer.",
    "I would give that 8 out of 10.",
    "It is clear that you are experienced.",
    "I'm glad to hear that.",
    "*Great leadership there.*",
    "You clearly know your trade\n",
    "I will ask about the ledger.",
    "This is question 4 of 8.",
    "Das haben Sie sehr gut gemacht.",
    "Ich bin beeindruckt.",
    "Eine hervorragende Antwort.",
    "Quel bel exemple !",
    "Vous avez très bien géré cela.",
    "¡Qué buen ejemplo!",
    "Estoy impresionado.",
    "Complimenti!",
]


@pytest.mark.parametrize("praise", PRAISE)
def test_praise_and_scores_go_in_whatever_form(praise: str) -> None:
    written = f"{praise} {LEDGER}"

    assert shown(written) == shown(*written) == shown(*re.findall(r"\s*\S+", written)) == LEDGER


FACTS = [
    "You moved the ledger in six weeks. What was hard?",
    "You said you handled returns well. What was hard?",
    "You really are good under pressure, you say. What helped?",
    "You are very good at SQL, says your CV. Where did you use it?",
    "You solved that well before the deadline. What helped?",
    "You handled that week alone. What was hard?",
    "You clearly marked three risks in the plan. Which one came true?",
    "You clearly know Kafka: where did you use it?",
    "You are a good distance from the site. How would you travel?",
    "You seem to have moved the ledger alone. What was hard?",
    "You have real deadlines every Friday. How do you plan them?",
    "You bring ten years of nursing. Which year taught you most?",
    "You described the situation in May. What came next?",
    "What a good handover needs is in your CV. How did you bring it in?",
    "What a great answer looks like to a guest is your trade. When did you last find one?",
    "It sounds like the queue was full. What did you do?",
    "I can see from your CV that you led the move. What was hard?",
    "I can tell you the team has ten people. How would you get to know them?",
    "Your work is excellent, says a chef you name. What did you cook for her?",
    "Outstanding invoices fell by half under you. What did you do?",
    "Remarkable, your employer, makes tablets. What did you build?",
    "Bravo was the name of your team. What did it do?",
    "Your answer was about the ledger. What did the team say?",
    "Your answer shows two risks. Which one came true?",
    "Your experience with Kafka was at Acme. What was hard?",
    "That shows in the numbers of May. What did you do?",
    "Smart meters were your project. What was hard?",
    "8 out of 10 customers stayed with you. What did you do for it?",
    "Well water was the issue at the farm. What did you do?",
    "I'd like to hear about the ledger. What was your own part?",
    "The candidate who turned you down last year: what did you learn?",
    "The candidate experience you redesigned at Acme: what changed?",
    "The candidate you hired first is a lead now. What did you see in her?",
    "The candidate cancels an hour before. What do you do?",
    "The candidate built by you is the new chatbot. What can it do?",
    "The candidates you hired in May stayed. How did you choose them?",
    "Given the candidate shortage in May, how did you fill the rota?",
    "Since the candidate experience was poor at Acme, what did you change?",
    "The answer was a cache. Who found it?",
    "The question should have come from the vendor, you say. What did you do?",
    "We have a guest who refuses to pay. What do you do?",
    "I think the ledger move was your largest project. What was hard?",
    "Let me see if I follow: you moved the ledger alone?",
    "What should I know about your last team?",
    "What should we ask of a new colleague in the first week?",
    "To move on, what was hard about the ledger?",
    "Plan: two people, six weeks. What went wrong?",
    "Ich sollte mehr über das Lager wissen. Was war schwer?",
]


@pytest.mark.parametrize("written", FACTS)
def test_a_fact_before_the_question_stays(written: str) -> None:
    assert shown(written) == shown(*written) == written


@pytest.mark.parametrize(
    "written",
    [
        "Okay, let me see what the candidate said. Should I ask about that or about Kafka?",
        "The candidate moved the stock ledger by himself. Should I ask about that?",
        "So the candidate led the move, so what was hard?",
        "This candidate has not spoken of Kafka. What did you do with it?",
        "The applicant described the move. What was hard?",
        "Alright, so far, the candidate said nothing of Kafka. What did you do?",
        "The candidate, Anna, moved the ledger. What was hard?",
        "The candidate's CV says they led a team. What did you do?",
        "Given the candidate's answer, a probe is needed. What was hard?",
        "Since the candidate did not answer, I move on. What was hard?",
        "According to the CV, the candidate led the team. What did you do?",
        "We have a candidate who moved the ledger. What was hard?",
        "User wants a question. What did you do?",
        "Let me think about what to ask next. What about Kafka?",
        "Let me start by asking about Kafka. What did you do?",
        "I should ask about Kafka. How did you use it?",
        "Maybe I should ask about Kafka. How did you use it?",
        "I might ask about Kafka. Or about the ledger?",
        "I think I should ask about Kafka. How did you use it?",
        "I think the next question should be about Kafka. How did you use it?",
        "Should I ask about Kafka or the ledger?",
        "The next question should be about Kafka. How did you use it?",
        "Let's ask about Kafka. How did you use it?",
        "We are to ask question 4. How did you use it?",
        "Open requirements: Kafka. What did you do?",
        "The most important open requirement is Kafka. What did you do with it?",
        "The last answer was vague. What did you do?",
        "The last answer left the main thing open. What did you do?",
        "The answer was vague, so probe. What did you do?",
        "Goal: ask about Kafka. How did you use it?",
        "To move on, I'd ask about Kafka. How did you use it?",
        "Der Bewerber hat das Lager umgezogen. Soll ich danach fragen?",
        "Ich sollte nach Kafka fragen. Wie war es?",
        "El candidato movió el almacén. ¿Qué pregunto?",
    ],
)
def test_talk_to_oneself_is_refused_before_any_of_it_shows(written: str) -> None:
    for pieces in ([written], list(written), re.findall(r"\s*\S+", written)):
        question_filter = QuestionFilter()
        with pytest.raises(Refused, match="not a question"):
            "".join([*map(question_filter.feed, pieces), question_filter.finish()])
        assert question_filter.text == ""


def test_praise_is_held_no_longer_than_its_sentence() -> None:
    question_filter = QuestionFilter()

    tokens = re.findall(r"\s*\S+", "You clearly know your trade. Which part was yours?")
    assert [question_filter.feed(token) for token in tokens[:6]] == [*[""] * 5, "Which"]


def test_a_sentence_without_bound_is_not_held() -> None:
    written = f"You clearly know {'the trade and ' * 14}so on. {LEDGER}"

    assert shown(written) == shown(*written) == written


@pytest.mark.parametrize(
    "fact",
    [
        "You have a great team but no budget.",
        "That shows a clear conflict between two teams.",
        "You gave a strong example of a late delivery at the Leeds depot.",
        "You have great experience with Kafka.",
        "You bring a lot of what a new ward that opens in May will need.",
    ],
)
def test_praise_that_says_of_what_it_is_stays(fact: str) -> None:
    question = f"{fact} What did you do first?"
    reader = QuestionFilter()
    assert reader.feed(question) + reader.finish() == question
