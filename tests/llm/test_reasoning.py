"""Thoughts in the text itself: what comes out, in whatever pieces it comes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.llm.reasoning import Thoughts

QUESTION = "What did the audit change?"


def spoken(*pieces: str, closes_only: bool = False) -> str:
    thoughts = Thoughts(closes_only=closes_only)
    return "".join([*map(thoughts.feed, pieces), thoughts.finish()])


OPENED = [
    f"<think>They were audited. </think>\n\n{QUESTION}",
    f"\n<THINKING>\nAsk about it.</THINKING>{QUESTION}",
    f"<thought>Hm</thought> {QUESTION}",
    f"[THINK]Hm[/THINK]{QUESTION}",
    f"<seed:think>Hm</seed:think>\n{QUESTION}",
    f"<think></think>{QUESTION}",
    f"<think>Hm</think>\n<think>So</think>{QUESTION}",
    f"◁think▷Hm◁/think▷{QUESTION}",
]
CLOSED_ONLY = [
    f"They were audited.\n</think>\n\n{QUESTION}",
    f"Hm [/THINK]{QUESTION}",
    f"Hm ◁/think▷{QUESTION}",
    f"So I ask that </think>\n\n{QUESTION}",
    f"</think>\n\n{QUESTION}",
    f"</think> {QUESTION}",
    f"They were audited. </think> {QUESTION}",
    f"They were audited.</think> {QUESTION}",
    f"監査を受けた。</think>{QUESTION}",
    f"I close with </think> tags here.\n</think>\n{QUESTION}",
    f"<think>Opened all the same</think>{QUESTION}",
]
"""All but the last close a thought that none has opened."""
QUOTED = [
    "You closed the tag </reasoning> in your template at Kern; why did it matter?",
    "What is </think> for at Kern, and who reads it?",
    "Why did </thought>, of all tags, stay open?",
    "Which of “</think>” and “</reasoning>” broke the page?",
    'What made you close them?\n[-] "I had </reasoning> and </thinking> tags left open"',
    "Warum war </reasoning> Teil Ihrer Vorlage?",
    "</think> was left open at Kern; who saw it?",
    "You left tags open. </think> was one; why?",
    "テンプレートの</think>を閉じたのはなぜですか？",
]
"""Questions that speak of a tag."""
CLOSED_TWICE = f"<think>Hm</think> Fine. </think>{QUESTION}"
OPENED_LATER = [
    f"Sure! <think>plan</think> {QUESTION}",
    f"{QUESTION} <think>I hope that is good</think>",
    f"Sure! <reflection>plan</reflection> Fine. </reflection> {QUESTION}",
    f"<b>Hm</b> [THINK]plan[/THINK]{QUESTION}",
    f'Sure! <think budget="1000 tokens, no more">plan</think> {QUESTION}',
    f'<seed:reflection {"n" * 20}="{"x" * 58}" >plan</seed:reflection>{QUESTION}',
]


@pytest.mark.parametrize("text", OPENED)
def test_thought_between_tags_never_comes_out(text: str) -> None:
    assert spoken(text) == QUESTION
    assert spoken(*text) == QUESTION


@pytest.mark.parametrize("text", [QUESTION, "< 5 ms: how?", "[1] What?", f"<b>{QUESTION}</b>", ""])
def test_text_without_a_thought_comes_out_as_it_is(text: str) -> None:
    assert spoken(text) == text
    assert spoken(*text) == text


def test_text_comes_out_as_it_comes() -> None:
    thoughts = Thoughts()
    assert [thoughts.feed(word) for word in ("What ", "did ", "<you", "> do?")] == [
        "What ",
        "did ",
        "<you",
        "> do?",
    ]


@pytest.mark.parametrize("text", CLOSED_ONLY)
def test_where_thoughts_are_only_closed_text_is_held_until_then(text: str) -> None:
    assert spoken(text, closes_only=True) == QUESTION
    assert spoken(*text, closes_only=True) == QUESTION


@pytest.mark.parametrize("text", OPENED_LATER)
def test_thought_opened_later_is_left_to_the_reader(text: str) -> None:
    assert spoken(text) == spoken(*text) == text


@pytest.mark.parametrize(
    ("text", "comes_out"),
    [
        *((text, QUESTION) for text in (OPENED_LATER[0], *OPENED_LATER[3:])),
        (f"I must not write <think> tags here.</think>{QUESTION}", QUESTION),
        (f"{QUESTION} <think>I hope that is good</think>\n", f"{QUESTION} "),
        (f"{QUESTION} <think>I hope that", f"{QUESTION} "),
    ],
)
def test_of_held_text_comes_what_follows_a_thought_else_what_is_before_it(
    text: str, comes_out: str
) -> None:
    assert spoken(text, closes_only=True) == comes_out
    assert spoken(*text, closes_only=True) == comes_out


@pytest.mark.parametrize("closes_only", [True, False])
def test_space_behind_a_thought_never_comes_out(closes_only: bool) -> None:
    assert spoken("<think>Hm</think> \n[1] Why?", closes_only=closes_only) == "[1] Why?"


def test_text_that_was_held_and_never_closed_comes_out_at_the_end() -> None:
    assert spoken(*QUESTION, closes_only=True) == QUESTION


@pytest.mark.parametrize("closes_only", [True, False])
def test_thought_without_end_is_nothing(closes_only: bool) -> None:
    assert spoken("<think>They were ", "audited.", closes_only=closes_only) == ""


@pytest.mark.parametrize("text", QUOTED)
def test_tag_that_is_spoken_of_ends_no_thought(text: str) -> None:
    for closes_only in (False, True):
        for pieces in ([text], list(text)):
            thoughts = Thoughts(closes_only=closes_only)
            assert "".join([*map(thoughts.feed, pieces), thoughts.finish()]) == text
            assert not thoughts.has_closed_only


@pytest.mark.parametrize("end", ["", " ", "\n"])
def test_thought_that_nothing_follows_is_noted_and_does_not_come_out(end: str) -> None:
    for text in (f"They were audited.\n</think>{end}", f"So I ask </think>{end}"):
        assert spoken(text, closes_only=True).strip() == ""
        thoughts = Thoughts()
        thoughts.feed(text)
        thoughts.finish()
        assert thoughts.has_closed_only


@pytest.mark.parametrize("thought", ["They were audited.", "They were audited. ", "Hm\n"])
def test_thought_ends_before_an_object(thought: str) -> None:
    assert spoken(f'{thought}</think> {{"rating": 3}}', closes_only=True) == '{"rating": 3}'


@pytest.mark.parametrize("text", CLOSED_ONLY[:-1])
def test_closing_tag_that_none_opened_is_noted(text: str) -> None:
    for pieces in ([text], list(text)):
        thoughts = Thoughts()
        for piece in pieces:
            thoughts.feed(piece)
        assert thoughts.has_closed_only


@pytest.mark.parametrize(
    ("text", "is_noted"),
    [*((t, True) for t in CLOSED_ONLY[:-1]), (CLOSED_ONLY[-1], False), (QUESTION, False)],
)
def test_closing_tag_is_noted_again_where_text_is_held(text: str, is_noted: bool) -> None:
    for pieces in ([text], list(text)):
        thoughts = Thoughts(closes_only=True)
        for piece in pieces:
            thoughts.feed(piece)
        assert thoughts.has_closed_only is is_noted


@pytest.mark.parametrize("closes_only", [True, False])
@pytest.mark.parametrize("text", [*OPENED, *OPENED_LATER, CLOSED_TWICE, QUESTION, "a/b </b>"])
def test_other_texts_are_not_noted(text: str, closes_only: bool) -> None:
    for pieces in ([text], list(text)):
        thoughts = Thoughts(closes_only=closes_only)
        for piece in pieces:
            thoughts.feed(piece)
        assert not thoughts.has_closed_only


@pytest.mark.parametrize("closes_only", [True, False])
def test_closing_tag_is_noted_that_a_thought_follows(closes_only: bool) -> None:
    for pieces in ([text := f"Hm. </think> <think>Hm</think>{QUESTION}"], list(text)):
        thoughts = Thoughts(closes_only=closes_only)
        for piece in pieces:
            thoughts.feed(piece)
        assert thoughts.has_closed_only


@given(st.text(alphabet="ab <think>/[]", max_size=60), st.booleans(), st.integers(1, 7))
def test_pieces_make_no_difference(text: str, closes_only: bool, size: int) -> None:
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    assert spoken(*pieces, closes_only=closes_only) == spoken(*text, closes_only=closes_only)


TAGS = (
    *("<think>", "</think>", "[THINK]", "[/THINK]", "<thought a=b>", "<", "["),
    *("Hm", "so", "? ", " ", "\n", '"', ".", "**"),
)


@given(st.lists(st.sampled_from(TAGS), max_size=9).map("".join), st.booleans(), st.integers(1, 9))
def test_pieces_make_no_difference_to_tags(text: str, closes_only: bool, size: int) -> None:
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    assert spoken(*pieces, closes_only=closes_only) == spoken(text, closes_only=closes_only)
