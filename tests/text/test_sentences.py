"""Texts cut into sentences and words, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.sentences import content_words, sentences, words


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("I did it. Then we left!", ["I did it.", "Then we left!"]),
        ('He said "why?" Then he left.', ['He said "why?"', "Then he left."]),
        ("First line\nsecond line\n\n- third", ["First line", "second line", "- third"]),
        (
            "Halls inc. the lobby. Fox & Co. sold it.",
            ["Halls inc. the lobby.", "Fox & Co. sold it."],
        ),
        ("Dr. Who, e.g. at 3.5 m, z. B. hier.", ["Dr. Who, e.g. at 3.5 m, z. B. hier."]),
        ("Dy. Manager at the Govt. press. I sew.", ["Dy. Manager at the Govt. press.", "I sew."]),
        ("Am 3. Mai kam er. Dann ging er.", ["Am 3. Mai kam er.", "Dann ging er."]),
        ("Vom 3. bis 5. Mai. Gut.", ["Vom 3. bis 5. Mai.", "Gut."]),
        ("The age was 22. Then we left.", ["The age was 22.", "Then we left."]),
        ("Es waren 14. Danach nur 6. Gut.", ["Es waren 14.", "Danach nur 6.", "Gut."]),
        ("1. Plan it. 2. Do it.", ["1. Plan it.", "2. Do it."]),
        ("你好。我来了！", ["你好。", "我来了！"]),
        ("「来た。」彼は言った。", ["「来た。」", "彼は言った。"]),
        ("मैं आया। मैं गया।", ["मैं आया।", "मैं गया।"]),
        ("من أنت؟ أنا هنا.", ["من أنت؟", "أنا هنا."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_text_is_cut_into_sentences(text: str, cut: list[str]) -> None:
    assert sentences(text) == cut


@given(st.text())
def test_every_sentence_stands_in_the_text(text: str) -> None:
    assert all(sentence in text for sentence in sentences(text))
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("We don't e-mail C++ files.", ["We", "don't", "e-mail", "C++", "files"]),
        ("Qu’est-ce, 3.5 %?", ["Qu’est-ce", "3.5"]),
        ("我在项目中", ["我在", "项目", "中"]),
        ("Node.jsの開発", ["Node.js", "の開", "発"]),
        ("…", []),
    ],
)
def test_text_is_cut_into_words(text: str, cut: list[str]) -> None:
    assert words(text) == cut


def test_content_words_leave_out_small_words_and_endings() -> None:
    assert content_words("How did you plan the cutovers?") == content_words("plans, cutover")
    assert content_words("planned planning plans plan") == content_words("plan")
    assert content_words("stories of a study") == content_words("story studies")
    assert content_words("What was it that you did then?") == frozenset()
    assert content_words("Was haben Sie dann gemacht?") == frozenset()
    assert content_words("Qu’est-ce que vous avez fait ?") == frozenset()
    assert content_words("¿Qué hizo usted entonces?") == frozenset()


def test_content_words_of_a_script_without_spaces_overlap() -> None:
    assert len(content_words("班次安排") & content_words("安排班次")) >= 2


def test_content_words_tell_different_matters_apart() -> None:
    one = content_words("The rota for the night shift on the ward")
    other = content_words("The migration of the ledger to another database")

    assert not one & other
