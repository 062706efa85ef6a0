"""The filter as the tests use it: a whole text through, and texts to try."""

from __future__ import annotations

from hypothesis import strategies as st

from app.guard.stream_filter import QuestionFilter, Refused

OWN = ("Write one question only.",)
LEDGER = "In the ledger migration you describe, what was your own part?"


def shown(*pieces: str, asked: tuple[str, ...] = (), own: tuple[str, ...] = ()) -> str:
    """The whole text; raises what the filter raises, and a fault as `Refused`."""
    question_filter = QuestionFilter(asked=asked, own_sentences=own)
    given_out = "".join([*map(question_filter.feed, pieces), question_filter.finish()])
    assert given_out == question_filter.text
    if question_filter.fault is not None:
        raise Refused(question_filter.fault)
    return given_out


def outcome(pieces: list[str]) -> tuple[str, str | None, str | None, str]:
    """What is shown, the fault, the refusal, and the line after the question."""
    question_filter = QuestionFilter(asked=(LEDGER,), own_sentences=OWN)
    out = ""
    try:
        for piece in pieces:
            out += question_filter.feed(piece)
        out += question_filter.finish()
    except Refused as refusal:
        assert out == "" == question_filter.text
        return "", None, str(refusal), ""
    assert out == question_filter.text
    return out, question_filter.fault, None, question_filter.line


PIECES = st.sampled_from(
    [
        " ", "\n", "?", "? ", "?\n", '"', "“", "”", "'", "*", "**", ",", ". ", ":", "<", ">", "<|",
        "|>", "<think>", "</think>", "<THINKING>", "</thinking>", "<|channel|>", "<|message|>",
        "final", "analysis", "<|end|>", "<|im_end|>", "<end_of_turn>", "assistantfinal", "[", "]",
        "Question 3:", "Sure, ", "here is ", "the next ", "How ", "old ", "are ", "you ",
        "ledger ", "migration ", "as an AI ", "you", "？", "字", "」", "「", "👩\u200d💻",
        "❤\ufe0f", "\u200b", "\x00", "\x01", "\u202e", "\u0301", "(", ")", "3) ", "What ", "was ",
        "hard", "interview ", "is over", '{"question": "', '"}', "\\n", "\\ud83d", "\\", "```",
        "[r3] ", "Write one ", "question only.", "married", "children ", "Do you have ",
        "your husband ", "[INST]", "[/INST]", "<<SYS>>", "<</SYS>>", "<|im_start|>", "<|im_sep|>",
        "<|user|>", "<|assistant|>", "<｜User｜>", "user", "assistant", "<|turn>", "<turn|>",
        "<user>", "</user>", "<state>", "</state>", "State: ", "turn: ", "question 2 of 8", "aim: ",
        "open", "language: ", "asked before: ", "<b>", "</b>", "<p>", "</p>", "<br/>", "`", "text",
        '<span class="x">', "</span>", "<h3>", "</h3>", "You clearly know ", "What a great ",
        "story. ", "The candidate ", "Should I ask ",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))
