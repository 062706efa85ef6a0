"""Text of others in Markdown is text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.web.markdown import quoted

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
KEPT = {"blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline"}
PIECES = st.sampled_from(
    [
        *(
            "[a](https://x.y)",
            "![a](b)",
            "<b>",
            "<!--",
            "# ",
            "- ",
            "1. ",
            "2) ",
            "> ",
            "```",
            "~~~",
        ),
        *(
            "    ",
            "\t",
            "***",
            "---",
            "===",
            "| a | b |",
            "|---|---|",
            "[a]: /b",
            "&lt;",
            "\\",
            "`",
        ),
        *(
            "<https://x.y>",
            "www.x.y",
            "a@b.c",
            "_",
            "\n",
            "\r\n",
            "\n\n",
            "\r",
            " ",
            "a",
            "+ ",
            "~~",
        ),
    ]
)
FOREIGN = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join))


def inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]


@given(FOREIGN)
def test_foreign_text_holds_no_markup(text: str) -> None:
    tokens = PARSER.parse(quoted(text))

    assert {token.type for token in tokens} <= KEPT
    assert {child.type for child in inline(tokens)} <= {"text", "hardbreak"}


@given(FOREIGN)
def test_foreign_text_stands_indented_on_every_line(text: str) -> None:
    said = quoted(text, depth=2)

    assert all(line.startswith("> >") for line in said.split("\n"))
    assert "\r" not in said


@given(FOREIGN)
def test_foreign_text_reads_as_it_was_written(text: str) -> None:
    read = "".join(child.content for child in inline(PARSER.parse(quoted(text))))

    assert "".join(read.split()) == "".join(text.replace("\0", "\N{REPLACEMENT CHARACTER}").split())


@pytest.mark.parametrize("address", ["https://x.y", "WWW.x.y", "mailto:a@b.c"])
def test_bare_address_is_broken_up(address: str) -> None:
    assert address not in quoted(f"See {address} there")


def test_lines_stay_lines() -> None:
    assert quoted("One\ntwo\n\n  three") == "> One\\\n> two\n>\n> &nbsp;&nbsp;three"
