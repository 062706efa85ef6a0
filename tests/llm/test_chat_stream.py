"""Bodies of answers, as bytes: what the reply is, and whether it is whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ModelFailed
from app.llm.chat_stream import ChatStream
from app.llm.completion import Completion, plain_words
from app.llm.failures import Kind
from app.llm.rejections import Rejected

QUESTION = "Which of the two ledgers did you stop first, and why?"
WORDS = QUESTION.replace(" ", "| ").split("|")
Json = Mapping[str, object]


def a_choice(delta: object = None, finish: object = None, **more: object) -> Json:
    given_delta = {} if delta is None else {"delta": delta}
    return {"index": 0, **given_delta, "finish_reason": finish, **more}


def said(text: str | None = None, finish: object = None, **more: object) -> Json:
    """A chunk that adds `text`."""
    return {"choices": [a_choice({} if text is None else {"content": text}, finish, **more)]}


def events(*chunks: Json, end: bytes = b"", between: bytes = b"\n\n") -> bytes:
    return b"".join(b"data: " + json.dumps(c).encode() + between for c in chunks) + end


def words(**of_each: object) -> list[Json]:
    return [said(word, **of_each) for word in WORDS]


def message(text: str = QUESTION, **more: object) -> Json:
    return {"index": 0, "message": {"role": "assistant", "content": text}, **more}


def read(*chunks: bytes, completion: Completion | None = None) -> str:
    stream = ChatStream(completion or Completion())
    texts = []
    for chunk in chunks:
        texts.append(stream.feed(chunk))
        if stream.is_over:
            break
    return "".join([*texts, stream.finish()])


def kind_of(*chunks: bytes) -> object:
    with pytest.raises(ModelFailed) as failed:
        read(*chunks)
    return failed.value.kind


DONE = b"data: [DONE]\n\n"
STOP = said(finish="stop")
STOP_OF_1 = said(finish="stop", index=1)

ENDINGS = {
    "[DONE] alone": events(*words(), end=DONE),
    "[DONE] without a line break": events(*words(), end=b"data: [DONE]"),
    "a reason on the last text": events(*words()[:-1], said(WORDS[-1], "stop")),
    "a reason of its own": events(*words(), STOP),
    "a reason without a line break": events(*words(), STOP).rstrip(),
    **{
        f"reason {name}": events(*words(), said(finish=name), end=DONE)
        for name in ("eos_token", "stop_sequence", "EOS", "end_turn", "COMPLETE", "because", 128009)
    },
    **{
        f"null as {null!r} until then": events(*words(finish=null), STOP)
        for null in (None, "", "null", "None", "NULL", "nil", False)
    },
    "a reason in every chunk": events(*words(finish="stop"), end=DONE),
    "a reason in every chunk, no [DONE]": events(*words(finish="stop")),
    "length in every chunk but the last": events(*words(finish="length"), STOP),
    "an empty chunk with a reason first": events(said("", "stop"), *words(), STOP),
    "the reason of a thought": events(
        {"choices": [a_choice({"reasoning_content": "Hm."}, "length")]}, *words(), end=DONE
    ),
    "usage after the reason": events(*words(), STOP, {"choices": [], "usage": {}}, end=DONE),
}


@pytest.mark.parametrize("body", ENDINGS.values(), ids=ENDINGS)
def test_text_that_the_provider_ends_is_whole(body: bytes) -> None:
    assert read(body) == QUESTION


UNENDED = {
    "nothing said": (events(*words()), Kind.UNFINISHED),
    "a reason, then more text": (events(said("Which", "stop"), *words()), Kind.UNFINISHED),
    "the reason of a thought alone": (
        events(*words(), {"choices": [a_choice({"reasoning": "Hm."}, "stop")]}),
        Kind.UNFINISHED,
    ),
    "a chunk that was cut": (events(*words()) + b'data: {"choices": [{"de', Kind.UNFINISHED),
    "[DONE] without text": (events(said(""), end=DONE), Kind.EMPTY),
    "a reason without text": (events(said("\u200b"), STOP, end=DONE), Kind.EMPTY),
    "length": (events(*words(), said(finish="length"), end=DONE), Kind.CUT_SHORT),
    "max_tokens": (events(*words(), said(finish="MAX_TOKENS"), end=DONE), Kind.CUT_SHORT),
    "model_length": (events(*words(), said(finish="model_length"), end=DONE), Kind.CUT_SHORT),
    "content_filter": (events(*words(), said(finish="content_filter"), end=DONE), Kind.FILTERED),
    "SAFETY": (events(*words(), said(finish="SAFETY"), end=DONE), Kind.FILTERED),
    "tool_use": (events(*words(), said(finish="tool_use"), end=DONE), Kind.TOOL_CALL),
    "abort": (events(*words(), said(finish="abort"), end=DONE), Kind.ERROR_EVENT),
    "insufficient_system_resource": (
        events(*words(), said(finish="insufficient_system_resource"), end=DONE),
        Kind.ERROR_EVENT,
    ),
}


@pytest.mark.parametrize(("body", "kind"), UNENDED.values(), ids=UNENDED)
def test_text_that_nothing_ends_is_a_fault(body: bytes, kind: Kind) -> None:
    assert kind_of(body) == kind


def test_question_that_was_cut_short_behind_its_question_mark_is_whole() -> None:
    body = events(*words(), said(finish="length"), end=DONE)
    assert read(body, completion=Completion(may_be_cut_short=True)) == QUESTION


CUT = b'data: {"choices": [{"de'
ASKED = {
    "nothing said": events(*words()),
    "a chunk that was cut": events(*words()) + CUT,
    "white space behind it": events(*words(), said(" \n\u200b")),
    "a line behind it": events(*words(), said('\n[r1] "stop the led')),
    "a quotation mark behind it": events(said(f"“{QUESTION}"), said("”")),
    "a reason in every chunk, then a cut": events(*words(finish="stop")) + CUT,
    "another question mark": events(said("何を止めましたか？")),
    "a thought before it": events(said("<think>Why not?\n</think>"), *words()),
}


@pytest.mark.parametrize("body", ASKED.values(), ids=ASKED)
def test_question_that_nothing_ends_is_whole_at_its_question_mark(body: bytes) -> None:
    completion = Completion(may_be_cut_short=True)
    stream = ChatStream(completion)
    said_so_far = stream.feed(body)
    assert completion.is_enough
    assert said_so_far.strip()
    stream.finish()


NOT_ASKED = {
    "before its question mark": events(*words()[:-1]),
    "in a sentence behind it": events(*words(), said(" You said")),
    "in a thought that asks": events(said("<think>What did they stop?\n")),
    "behind a thought that asks": events(said("<think>Why?\n</think>"), *words()[:-1]),
    "a filter behind it": events(*words(), said(finish="content_filter")),
    "an error behind it": events(*words(), said(finish="error")),
}


@pytest.mark.parametrize("body", NOT_ASKED.values(), ids=NOT_ASKED)
def test_question_that_breaks_off_elsewhere_is_a_fault(body: bytes) -> None:
    completion = Completion(may_be_cut_short=True)
    stream = ChatStream(completion)
    stream.feed(body)
    assert not completion.is_enough
    with pytest.raises(ModelFailed):
        stream.finish()


@pytest.mark.parametrize("end", [b"", CUT, events(said(finish="length"))])
def test_text_that_is_held_as_a_thought_is_no_question(end: bytes) -> None:
    completion = Completion(may_be_cut_short=True, closes_only=True)
    with pytest.raises(ModelFailed):
        read(events(said("What did they stop?\n")) + end, completion=completion)


FAULTS = {
    "an error": events({"error": {"message": "overloaded", "code": 503}}),
    "an error by name": b'event: error\ndata: {"code": 503}\n\n',
    "a refusal": events({"choices": [a_choice({"refusal": "No."})]}),
    "a tool call": events({"choices": [a_choice({"tool_calls": [{"index": 0}]})]}),
    "content of another type": events({"choices": [a_choice({"content": {"a": 1}})]}),
    "what is no object": events([]),  # type: ignore[arg-type]
    "broken JSON": b"data: {bad\n\n",
    "bytes of no text": b"data: \xff\n\n",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("asked", [QUESTION, f"{QUESTION}\n[r1"])
def test_fault_behind_a_whole_question_is_none(asked: str, fault: bytes) -> None:
    more = events(said(" More."))
    for chunks in ([events(said(asked)) + fault], [events(said(asked)), fault, more]):
        assert read(*chunks, completion=Completion(may_be_cut_short=True)) == asked


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("asked", [WORDS[0], f"<think>{QUESTION}\n"])
def test_fault_before_a_question_is_whole_is_one(asked: str, fault: bytes) -> None:
    for chunks in ([events(said(asked)) + fault], [events(said(asked)), fault]):
        with pytest.raises(ModelFailed):
            read(*chunks, completion=Completion(may_be_cut_short=True))


def test_fault_in_a_line_of_json_behind_a_whole_question_is_none() -> None:
    lines = b"".join(json.dumps(one).encode() + b"\n" for one in (said(QUESTION), {"error": "no"}))
    assert read(lines, completion=Completion(may_be_cut_short=True)) == QUESTION


def test_reply_that_opens_its_thought_does_not_show_that_none_is_closed_only() -> None:
    completion = Completion()
    assert read(events(said(f"<think>Hm</think>{QUESTION}"), STOP), completion=completion)
    assert completion.closed_only is None


def test_reply_that_was_not_read_to_its_end_does_not_show_that_no_thought_is_closed() -> None:
    completion = Completion()
    stream = ChatStream(completion)
    stream.feed(events(*words()))
    assert completion.closed_only is None

    stream.feed(DONE)
    stream.finish()
    assert completion.closed_only is False


def test_reply_that_is_no_question_needs_an_end_said() -> None:
    assert not Completion().is_enough
    assert kind_of(events(*words())) == Kind.UNFINISHED


PLACES = {
    "message and delta, both": events(
        *(
            {"choices": [a_choice({"content": w}, message={"content": w}, index=n)]}
            for n, w in enumerate(WORDS)
        ),
        end=DONE,
    ),
    "message for delta": events(
        *({"choices": [{"message": {"content": word}}]} for word in WORDS), end=DONE
    ),
    "text for delta": events(*({"choices": [{"text": word}]} for word in WORDS), end=DONE),
    "message again at the end": events(
        *words(), {"choices": [message(finish_reason="stop")]}, end=DONE
    ),
    "message again, tidied": events(
        *words(), {"choices": [message(f"  {QUESTION}\n", finish_reason="stop")]}, end=DONE
    ),
    "all again as the last delta": events(*words(), said(QUESTION, "stop"), end=DONE),
    "all so far in every delta": events(
        *(said("".join(WORDS[: n + 1])) for n in range(len(WORDS))), end=DONE
    ),
    "an index that counts up": events(
        *({"choices": [a_choice({"content": w}, index=n)]} for n, w in enumerate(WORDS)), STOP
    ),
    "an index that is never 0": events(
        *({"choices": [a_choice({"content": w}, index=1)]} for w in WORDS), STOP_OF_1
    ),
    "index 0 beside others, then alone": events(
        {"choices": [a_choice({"content": "Me."}, index=1), a_choice({"content": WORDS[0]})]},
        {"choices": [a_choice({"content": " Me!"}, index=1)]},
        *words()[1:],
        STOP_OF_1,
        STOP,
    ),
    "several choices, a chunk each": events(
        *(said("", index=n) for n in range(3)),
        *(said(text, index=n) for word in WORDS for n, text in enumerate((word, "Me?", "No."))),
        STOP_OF_1,
        STOP,
    ),
    "several choices, the other one first": events(
        said(None, index=1), *words(), said("Me?", index=2), said("Me?", index=1), STOP
    ),
    "index 0 among several": events(
        {"choices": [a_choice({"content": "Me."}, index=1), a_choice({"content": QUESTION})]},
        {"choices": [a_choice({}, "stop"), a_choice({}, "stop", index=1)]},
    ),
    "parts with a type": events(
        said(None),
        {"choices": [a_choice({"content": [{"type": "text", "text": QUESTION}]}, "stop")]},
    ),
}


@pytest.mark.parametrize("body", PLACES.values(), ids=PLACES)
def test_text_is_read_once_wherever_it_is(body: bytes) -> None:
    assert read(body) == QUESTION
    assert read(*(event + b"\n\n" for event in body.split(b"\n\n") if event)) == QUESTION


def test_short_text_said_again_as_a_message_is_read_once() -> None:
    again = {"choices": [message("Why?", finish_reason="stop")]}
    assert read(events(said("Why?"), again, end=DONE)) == "Why?"


def test_word_said_twice_is_no_repeat() -> None:
    assert read(events(*(said(text) for text in ("Ha", "ha", "ha", "?")), end=DONE)) == "Hahaha?"


WHOLE = {"object": "chat.completion", "choices": [message(finish_reason="stop")]}
LINES = b"".join(json.dumps(chunk).encode() + b"\n" for chunk in [*words(), STOP])

BODIES = {
    "events": events(*words(), STOP, end=DONE),
    "events behind a byte order mark": b"\xef\xbb\xbf" + events(*words(), STOP),
    "events behind empty lines": b"\r\n\r\n" + events(*words(), STOP),
    "events behind a comment": b": hello\n\n" + events(*words(), STOP),
    "events with one line break": events(*words(), STOP, between=b"\n", end=b"data: [DONE]\n"),
    "events with one CR": events(*words(), STOP, between=b"\r"),
    "one document": json.dumps(WHOLE).encode(),
    "one document over many lines": json.dumps(WHOLE, indent=2).encode(),
    "one document and a line break": json.dumps(WHOLE).encode() + b"\n",
    "one document behind white space": b" \n\n" + json.dumps(WHOLE).encode(),
    "one document without a reason": json.dumps({"choices": [message()]}).encode(),
    "a chunk a line": LINES,
    "a chunk a line, the last without": LINES.rstrip(),
    "a chunk a line and [DONE]": LINES + b"[DONE]\n",
    "chunks in an array": json.dumps([*words(), STOP]).encode(),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_body_is_known_by_its_first_bytes(body: bytes) -> None:
    assert read(body) == QUESTION
    assert read(*(bytes([byte]) for byte in body)) == QUESTION


@given(st.sampled_from(list(BODIES.values())), st.data())
def test_no_cut_of_a_body_makes_a_difference(body: bytes, data: st.DataObject) -> None:
    cuts = data.draw(st.sets(st.integers(1, len(body) - 1), max_size=6))
    places = [0, *sorted(cuts), len(body)]
    assert read(*(body[a:b] for a, b in pairwise(places))) == QUESTION


NO_REPLIES = {
    "a page": (b"\n <!doctype html><h1>Sign in</h1>", Kind.NOT_A_STREAM),
    "a text": (b"Upstream is away.", Kind.UNFINISHED),
    "nothing": (b"", Kind.UNFINISHED),
    "JSON of another kind": (b'{"ok": true}', Kind.EMPTY),
    "JSON that was cut": (b'{"choices": [{"mess', Kind.MALFORMED),
    "chunks a line, cut": (LINES[: len(LINES) // 2], Kind.UNFINISHED),
    "one chunk alone": (json.dumps(said("Which")).encode(), Kind.UNFINISHED),
}


@pytest.mark.parametrize(("body", "kind"), NO_REPLIES.values(), ids=NO_REPLIES)
def test_what_is_no_reply_is_told(body: bytes, kind: Kind) -> None:
    assert kind_of(body) == kind


@pytest.mark.parametrize(
    "error",
    [
        {"error": {"message": "No such parameter: top_k", "code": 400}},
        {"object": "error", "message": "No such parameter: top_k", "code": 400},
    ],
)
def test_error_inside_a_200_is_a_rejection(error: Json) -> None:
    for body in (json.dumps(error).encode(), events(error)):
        with pytest.raises(Rejected) as refused:
            read(body)
        assert refused.value.status == 400
        assert "top_k" in refused.value.complaint


def test_error_without_a_code_is_a_rejection_without_a_status() -> None:
    with pytest.raises(Rejected) as refused:
        read(json.dumps({"detail": "response_format: extra fields"}).encode())
    assert refused.value.status is None
    assert "response_format" in refused.value.complaint


def test_error_by_name_is_one_without_its_last_line_break_too() -> None:
    body = b'event: error\ndata: {"code": 401}'
    assert [kind_of(body), kind_of(body + b"\n\n")] == [Kind.DENIED, Kind.DENIED]


@pytest.mark.parametrize("name", ["reasoning", "reasoning_content", "thinking"])
def test_reasoning_never_comes_out(name: str) -> None:
    completion = Completion()
    thoughts: list[Json] = [{"choices": [a_choice({name: "I shall ask."})]}] * 3
    beside: Json = {"choices": [a_choice({name: "Now.", "content": WORDS[0]})]}
    assert read(events(*thoughts, beside, *words()[1:], STOP), completion=completion) == QUESTION
    assert completion.thoughts == 4


def test_text_longer_than_it_may_be_is_cut_short() -> None:
    with pytest.raises(ModelFailed) as failed:
        read(events(*words(), STOP), completion=Completion(most=20))
    assert failed.value.kind == Kind.CUT_SHORT


@pytest.mark.parametrize(
    "delta",
    [
        {"content": "Why?"},
        {"role": "assistant", "content": "Why?", "reasoning": None, "refusal": ""},
    ],
)
def test_words_of_a_chunk_that_only_speaks_are_read_at_once(delta: Json) -> None:
    chunk = {"id": "1", "object": "chat.completion.chunk", "choices": [a_choice(delta)]}

    assert plain_words(json.dumps(chunk).encode()) == "Why?"


@pytest.mark.parametrize(
    "chunk",
    [
        said("Why?", "stop"),
        said(),
        {"choices": [a_choice({"content": "Why?", "reasoning_content": "Hm."})]},
        {"choices": [a_choice({"content": "Why?", "tool_calls": [{}]})]},
        {"choices": [a_choice({"content": "Why?", "refusal": "No."})]},
        {"choices": [a_choice({"content": ["Why?"]})]},
        {"choices": [a_choice({"content": "Why?"}), a_choice({"content": "How?"})]},
        {**said("Why?"), "error": {"message": "overloaded"}},
        {**said("Why?"), "object": "error"},
        {**said("Why?"), "usage": {"prompt_tokens": 1, "completion_tokens": 1}},
        {"choices": []},
    ],
)
def test_a_chunk_that_tells_more_than_words_is_read_whole(chunk: Json) -> None:
    assert plain_words(json.dumps(chunk).encode()) is None


def test_words_read_at_once_are_those_of_a_chunk_read_whole() -> None:
    """The line break of each chunk comes apart, so that none is one whole event."""
    chunks = [events(chunk) for chunk in words()]
    apart = [part for chunk in chunks for part in (chunk[:-1], chunk[-1:])]

    assert read(*chunks, events(STOP)) == read(*apart, events(STOP)) == QUESTION
