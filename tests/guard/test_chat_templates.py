"""What models give back of chat templates and of their own prompt: only the question shows."""

from __future__ import annotations

import re

import pytest

from app.domain.brief import brief
from app.domain.persona import Persona
from app.guard.stream_filter import QuestionFilter, Refused
from app.prompts.question_prompt import question_prompt
from app.prompts.templates import OWN_SENTENCES
from app.values import replace
from tests.domain.interviews import session
from tests.guard.filtering import LEDGER, shown
from tests.prompts.test_question_prompt import ASKED_BEFORE, talk

WITH_PROMPT = [
    f"[INST] Ask about the ledger. [/INST] {LEDGER}",
    f"<s>[INST] <<SYS>>\nYou are an interviewer.\n<</SYS>>\n\nAsk one. [/INST] {LEDGER}</s>",
    f"<<SYS>>You ask questions.<</SYS>>\n{LEDGER}",
    f"<<SYS>>You ask questions.<</SYS>>\n[/INST] {LEDGER}",
    f"[SYS]You ask questions.[/SYS] {LEDGER}",
    f"[SYSTEM_PROMPT]You ask.[/SYSTEM_PROMPT]{LEDGER}",
    f"[SYSTEM_PROMPT]You ask.[/SYSTEM_PROMPT][INST]Go on[/INST]{LEDGER}",
    f"[AVAILABLE_TOOLS][][/AVAILABLE_TOOLS]{LEDGER}",
    f"[TOOL_RESULTS]none[/TOOL_RESULTS]{LEDGER}",
    f"<|im_start|>system\nYou ask.<|im_end|>\n<|im_start|>assistant\n{LEDGER}<|im_end|>",
    f"<|im_start|>user\nAsk me.\n<|im_start|>assistant\n{LEDGER}",
    f"<|im_start|>user\nAsk me.<|im_end|>\n<|im_start|>assistant<|im_sep|>\n{LEDGER}",
    f"<|im_user|>user<|im_middle|>Ask.<|im_end|><|im_assistant|>assistant<|im_middle|>{LEDGER}",
    f"<start_of_turn>user\nAsk.<end_of_turn>\n<start_of_turn>model\n{LEDGER}<end_of_turn>",
    f"<|turn>user\nAsk.<turn|>\n<|turn>model\n{LEDGER}<turn|>",
    f"<|user|>\nAsk.<|end|>\n<|assistant|>\n{LEDGER}<|end|>",
    f"<|system|>\nAsk.</s>\n<|assistant|>\n{LEDGER}</s>",
    f"<｜begin▁of▁sentence｜><｜User｜>Ask<｜Assistant｜>{LEDGER}",
    f"<|start_of_role|>assistant<|end_of_role|>{LEDGER}<|end_of_text|>",
    f"<|start_of_role|>user<|end_of_role|>Ask<|end_of_text|>\n<|assistant|>{LEDGER}",
    f"<|header_start|>user<|header_end|>\n\nAsk.<|eot|><|assistant|>\n\n{LEDGER}<|eot|>",
    f"<system>You ask.</system>\n{LEDGER}",
    f"<user>Ask.</user> {LEDGER}",
    f"<instructions>Ask.</instructions>{LEDGER}",
    f"<|channel>thought\nThey want one.<channel|>{LEDGER}",
    f"<seed:think>They want one.</seed:think>{LEDGER}",
]
TOKENS = [
    "[/INST] ", "[INST] ",
    "<<SYS>>", "<</SYS>>", "<</SYS>>\n[/INST] ", "<BOS_TOKEN>", "<EOS_TOKEN>",
    "[gMASK]<sop><|assistant|>\n", "<sop>", "<eop>", "<eoh>", "<eoa>", "[CLS]", "[SEP]",
    "<unused0>", "<reserved_106>", "<extra_id_0>", "<start_of_image>", "<seed:bos>assistant\n",
    "<|turn>model\n", "<turn|>", "[UNUSED_TOKEN_146]assistant\n", "<bot>", "[ANSWER]",
    "[TOOL_CALLS]", "<|reserved_special_token_12|>", "<|im_start|>assistant<|im_sep|>",
    "<0x0A>", "<endoftext>", "</INST>", "<assistant_start>",
]  # fmt: skip


@pytest.mark.parametrize("written", WITH_PROMPT)
def test_prompt_that_a_model_gives_back_never_shows(written: str) -> None:
    assert shown(written) == LEDGER
    assert shown(*written) == LEDGER
    assert shown(*re.findall(r"\s*\S+", written)) == LEDGER


@pytest.mark.parametrize("token", TOKENS)
def test_token_of_a_template_shows_neither_before_the_question_nor_after_it(token: str) -> None:
    for written in (f"{token}{LEDGER}", f"{LEDGER}{token}"):
        assert shown(written) == LEDGER
        assert shown(*written) == LEDGER


@pytest.mark.parametrize("token", [*TOKENS, "<start_of_turn>", "<|im_start|>", "<|im_sta"])
def test_token_at_the_very_end_never_shows(token: str) -> None:
    order = "Tell me about the ledger and the move."

    assert shown(f"{order}{token.strip()}") == order
    assert shown(*f"{order}{token.strip()}") == order


@pytest.mark.parametrize("written", [f"[INST] {LEDGER} [/INST]", f"<s>[INST]{LEDGER}[/INST]</s>"])
def test_question_between_tokens_of_an_instruction_shows_where_none_follows(written: str) -> None:
    assert shown(written) == LEDGER
    assert shown(*written) == LEDGER


@pytest.mark.parametrize(
    "written",
    [
        "[INST] Ask the candidate about the ledger of the bank. [/INST]",
        "<|im_start|>user\nAsk the candidate about the ledger of the bank.",
        "### Instruction:\nAsk the candidate about the ledger.\n\n### Response:\nSo?",
        "### Human: Ask the candidate about the ledger of the bank.",
        f"aim: the first open requirement; {LEDGER}",
        f"open: r1 ledger; r2 rota language: English {LEDGER}",
    ],
)
def test_nothing_but_a_prompt_is_refused(written: str) -> None:
    for pieces in ([written], list(written)):
        with pytest.raises(Refused, match=r"empty|not a question"):
            shown(*pieces)


@pytest.mark.parametrize(
    "question",
    [
        "How did you use the [the team] list and <b> tags of the <user> page in the end?",
        "How did you fill the [final] column and the [mask] field of the form, and why so?",
        "Which <system> of the two, <<old>> or [new], did you move first, and why?",
    ],
)
def test_signs_that_only_look_like_a_template_stay_in_the_question(question: str) -> None:
    assert shown(question) == question
    assert shown(*question) == question


def states() -> list[str]:
    """The state as models are told it, in every shape."""
    papers = replace(session(), asked_before=ASKED_BEFORE[:2], persona=Persona.PEER)
    asked = [brief(talk(n, of=papers), n) for n in range(1, 10)]
    asked += [one.after_refusal("empty") for one in asked]
    told = [
        question_prompt(one).messages(limit)[-1].content for one in asked for limit in (None, 9)
    ]
    return sorted({state.removeprefix("<state>\n").removesuffix("</state>") for state in told})


def shown_or_refused(text: str) -> str:
    question_filter = QuestionFilter(own_sentences=OWN_SENTENCES)
    try:
        for token in re.findall(r"\s*\S+", text):
            question_filter.feed(token)
        question_filter.finish()
    except Refused as refusal:
        return f"refused: {refusal}"
    return question_filter.text if question_filter.fault is None else "a fault"


LINES = sorted({line for state in states() for line in state.splitlines()})


@pytest.mark.parametrize("line", LINES)
def test_line_of_the_state_never_shows_before_a_question(line: str) -> None:
    told = shown_or_refused(f"{line}\n{LEDGER}")

    assert told == LEDGER or line.startswith(("asked before", "you are"))
    assert told in {LEDGER, "refused: is not a question"}


def test_whole_state_never_shows_before_a_question() -> None:
    assert {shown_or_refused(f"{state}\n{LEDGER}") for state in states()} <= {
        LEDGER,
        "refused: is not a question",
    }


@pytest.mark.parametrize(
    "before",
    [
        "State: question 2 of 8.\n",
        "State: question 2 of 8. ",
        "State:\nturn: question 3 of 8\n",
        "**turn:** question 3 of 8\n",
        "Turn: question 2 of 8\nAim: one probe of it\n\n",
        "- language: English\n- open: r1 ledger\n\n",
        "**Language:** English\n\n",
    ],
)
def test_state_in_other_shapes_never_shows_before_a_question(before: str) -> None:
    for pieces in ([f"{before}{LEDGER}"], list(f"{before}{LEDGER}")):
        assert shown(*pieces) == LEDGER
