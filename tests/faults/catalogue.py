"""Every fault a provider can have, one row each, and every oddity that is none.

`FAULTS`: what the provider does, what that is called, and whether asking it again
is in vain. `ENDLESS`: what no single call can be blamed for; the ask bounds it.
`ODDITIES`: what has to be read as it is meant.
"""

from __future__ import annotations

from app.llm.failures import Kind
from tests.faults import behaviours as does
from tests.faults.behaviours import WHOLE, says
from tests.faults.provider import Behaviour

FINAL = True

FAULTS: dict[str, tuple[Behaviour, Kind, bool]] = {
    # Time
    "silence before headers": (does.silent_before_headers(), Kind.SILENT, False),
    "silence before the first token": (does.silent_after_headers(), Kind.SILENT, False),
    "keep-alives only": (does.keeps_alive_only(), Kind.SILENT, False),
    "empty pieces only": (does.sends_empty_pieces_only(), Kind.SILENT, False),
    "silence between tokens": (does.stalls_after("What "), Kind.STALLED, False),
    "keep-alives between tokens": (
        does.stalls_after("What ", keep_alive=0.02),
        Kind.STALLED,
        False,
    ),
    # Connection
    "hung up before headers": (does.hangs_up_before_headers(), Kind.CUT, False),
    "cut mid-stream": (does.cut_after("What "), Kind.CUT, False),
    "closed mid-body": (does.closes_within_the_body("What "), Kind.CUT, False),
    "no HTTP": (does.speaks_no_http(), Kind.MALFORMED, False),
    # Stream
    "no finish_reason, clean end": (
        does.ends_without_finish("What did you build at Kelpline, and how did", done=False),
        Kind.UNFINISHED,
        False,
    ),
    "finish_reason with text, then a cut": (
        does.sends_and_cuts(
            b'data: {"choices":[{"delta":{"content":"What was"},"finish_reason":"stop"}]}\n\n'
        ),
        Kind.CUT,
        False,
    ),
    "malformed JSON": (does.malformed(), Kind.MALFORMED, False),
    "JSON without end of depth": (
        does.sends(b"data: " + b"[" * 100_000 + b"\n\n"),
        Kind.MALFORMED,
        False,
    ),
    "a number without end": (
        does.sends(b"data: " + b"9" * 100_000 + b"\n\n"),
        Kind.MALFORMED,
        False,
    ),
    "an array for a chunk": (does.sends(b"data: [1]\n\n"), Kind.MALFORMED, False),
    "a number for the content": (does.sends_chunks({"content": 7}), Kind.MALFORMED, False),
    "bad UTF-8": (does.bad_utf8(), Kind.MALFORMED, False),
    "error event": (does.error_event({"message": "no"}), Kind.ERROR_EVENT, False),
    "error event after text": (
        does.error_event({"message": "no"}, after="What "),
        Kind.ERROR_EVENT,
        False,
    ),
    "error event by name": (
        does.error_event({"message": "no"}, named=True),
        Kind.ERROR_EVENT,
        False,
    ),
    "error event by both": (
        does.error_event({"error": {"message": "no"}}, named=True),
        Kind.ERROR_EVENT,
        False,
    ),
    "error event with a 5xx code": (does.error_event({"code": 502}), Kind.SERVER, False),
    "error event with a 401 code": (does.error_event({"code": 401}), Kind.DENIED, FINAL),
    "finish_reason error": (says(WHOLE, finish="error"), Kind.ERROR_EVENT, False),
    # No text
    "no text": (says(""), Kind.EMPTY, False),
    "invisible text": (says("\u200b \n\u2800\ufeff", pieces=1), Kind.EMPTY, False),
    "only reasoning": (
        does.sends_chunks({"reasoning_content": "Hm."}, {"reasoning": "Hm."}),
        Kind.EMPTY,
        False,
    ),
    "tool call": (
        does.sends_chunks({"tool_calls": [{"index": 0, "function": {"name": "f"}}]}),
        Kind.TOOL_CALL,
        False,
    ),
    "finish_reason tool_calls": (says(WHOLE, finish="tool_calls"), Kind.TOOL_CALL, False),
    "refusal": (does.sends_chunks({"refusal": "I cannot."}), Kind.DECLINED, False),
    "finish_reason content_filter": (says(WHOLE, finish="content_filter"), Kind.FILTERED, False),
    "finish_reason length, no question": (says("What did", finish="length"), Kind.CUT_SHORT, False),
    "finish_reason length, no text": (says("", finish="length"), Kind.CUT_SHORT, False),
    "choices null for ever": (
        does.sends(*[b'data: {"choices": null}\n\n'] * 3),
        Kind.UNFINISHED,
        False,
    ),
    # Size
    "2 MB of text": (does.too_much_text(), Kind.TOO_MUCH, False),
    "2 MB in one event": (does.one_huge_event(), Kind.TOO_MUCH, False),
    "2 MB of JSON": (does.json_200({"padding": "x" * 2_000_000}), Kind.TOO_MUCH, False),
    "8 MB of keep-alives": (
        does.sends(*[b": " + b"x" * 60_000 + b"\n\n"] * 140),
        Kind.TOO_MUCH,
        False,
    ),
    # No stream
    "HTML 200": (does.html(), Kind.NOT_A_STREAM, False),
    "JSON 200 without choices": (does.json_200({"ok": True}), Kind.EMPTY, False),
    "JSON 200 with an error": (does.json_200({"error": "no"}), Kind.ERROR_EVENT, False),
    "whole JSON cut short": (does.whole_json("What", finish="length"), Kind.CUT_SHORT, False),
    "whole JSON without text": (does.whole_json(None), Kind.EMPTY, False),
    "no content": (does.bare(204), Kind.UNFINISHED, False),
    # Statuses
    "307": (does.redirects_to("http://127.0.0.1:1/"), Kind.REDIRECTED, FINAL),
    "302": (does.redirects_to("http://127.0.0.1:1/", 302), Kind.REDIRECTED, FINAL),
    "304": (does.bare(304), Kind.REDIRECTED, FINAL),
    "400": (does.status(400), Kind.BAD_REQUEST, FINAL),
    "401": (does.status(401), Kind.DENIED, FINAL),
    "402": (does.status(402), Kind.DENIED, FINAL),
    "403": (does.status(403), Kind.DENIED, FINAL),
    "404": (does.status(404), Kind.NOT_FOUND, FINAL),
    **{
        str(code): (does.status(code), Kind.SERVER, False)
        for code in (408, 409, 424, 425, 498, 499)
    },
    "503, loading": (does.status(503, {"message": "Loading model"}), Kind.LOADING, FINAL),
    "413": (does.status(413), Kind.BAD_REQUEST, FINAL),
    "422": (does.status(422), Kind.BAD_REQUEST, FINAL),
    "context too long": (does.context_too_long(), Kind.TOO_LONG, False),
    "429": (does.limited(), Kind.LIMITED, False),
    "429, retry at once": (does.limited("0"), Kind.LIMITED, False),
    "429, retry in 2 s": (does.limited("2"), Kind.LIMITED, False),
    "429, retry in 3 s": (does.limited("3"), Kind.LIMITED, False),
    "429, retry in 16 s": (does.limited("16"), Kind.LIMITED, FINAL),
    "429, retry in a day": (does.limited("86400"), Kind.LIMITED, FINAL),
    "429, retry when pigs fly": (does.limited("when pigs fly"), Kind.LIMITED, False),
    "429, retry at infinity": (does.limited("inf"), Kind.LIMITED, False),
    "429, nothing left to spend": (
        does.status(429, {"code": "insufficient_quota"}),
        Kind.DENIED,
        FINAL,
    ),
    "429, retry in 2099": (does.limited("Wed, 21 Oct 2099 07:28:00 GMT"), Kind.LIMITED, FINAL),
    "429, retry in 1999": (does.limited("Thu, 21 Oct 1999 07:28:00 GMT"), Kind.LIMITED, False),
    "429, retry in -7 s": (does.limited("-7"), Kind.LIMITED, False),
    "429, retry in 1 ms": (does.status(429, Retry_After_Ms="1"), Kind.LIMITED, False),
    "503, retry in a minute": (does.status(503, Retry_After="60"), Kind.SERVER, FINAL),
    "500 in HTML": (does.html(500), Kind.SERVER, False),
    "500 without end": (does.error_without_end(), Kind.SERVER, False),
} | {str(code): (does.status(code), Kind.SERVER, False) for code in range(500, 530)}


ENDLESS: dict[str, Behaviour] = {
    "a token now and then, for ever": does.drips(every=0.2),
    "reasoning for ever": does.reasons_for_ever(),
    "only a think block": says("<think>They moved a ledger. I shall ask.</think>"),
    "a think block without end": says("<think>They moved a ledger. I shall ask of it."),
}

ODDITIES: dict[str, tuple[Behaviour, str]] = {
    "usage chunks with empty choices": (
        does.sends(
            b'data: {"choices": [{"index": 0, "delta": {"content": "Why?"}}]}\n\n',
            b'data: {"choices": [], "usage": {"total_tokens": 9}}\n\n',
            b'data: {"choices": null}\n\n',
            b'data: {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}\n\n',
            b"data: [DONE]\n\n",
        ),
        "Why?",
    ),
    "the finish with the last text": (
        does.sends(b'data: {"choices":[{"delta":{"content":"Why?"},"finish_reason":"stop"}]}\n\n'),
        "Why?",
    ),
    "nulls beside the text": (
        does.sends_chunks(
            {"content": "Why?", "refusal": None, "tool_calls": [], "reasoning": None}
        ),
        "Why?",
    ),
    "comments between events": (
        does.sends(
            b": hello\n\n: OPENROUTER PROCESSING\n\n",
            b'data:{"choices":[{"delta":{"content":"Why?"},"finish_reason":"stop"}]}\r\n\r\n',
        ),
        "Why?",
    ),
    "bare CR, a BOM, other fields": (
        does.sends(
            b"\xef\xbb\xbfid: 7\rretry: 9\revent: message\r",
            b'data: {"choices":[{"delta":{"content":"Why?"},"finish_reason":"stop"}]}\r\r',
        ),
        "Why?",
    ),
    "an event in two data lines": (
        does.sends(
            b'data: {"choices":[{"delta":{"content":"Why?"},\ndata: "finish_reason":"stop"}]}\n\n'
        ),
        "Why?",
    ),
    "text after [DONE]": (
        does.sends(
            b'data: {"choices":[{"delta":{"content":"Why?"},"finish_reason":"stop"}]}\n\n'
            b"data: [DONE]\n\n"
            b'data: {"choices":[{"delta":{"content":" Me."}}]}\n\ndata: nonsense\n\n'
        ),
        "Why?",
    ),
    "two choices": (
        does.sends(
            b'data: {"choices":[{"index":1,"delta":{"content":"Me."}},'
            b'{"index":0,"delta":{"content":"Wh"}}]}\n\n'
            b'data: {"choices":[{"index":1,"delta":{"content":"x"}},'
            b'{"index":0,"delta":{"content":"y?"},"finish_reason":"stop"}]}\n\n'
        ),
        "Why?",
    ),
    "[DONE] without finish_reason": (does.ends_without_finish(WHOLE), WHOLE),
    "no finish_reason behind the question mark": (
        does.ends_without_finish(WHOLE, done=False),
        WHOLE,
    ),
    "a cut behind the question mark": (does.cut_after(WHOLE), WHOLE),
    "closed behind the question mark": (does.closes_within_the_body(WHOLE), WHOLE),
    "unknown finish_reason": (says(WHOLE, finish="because"), WHOLE),
    "finish_reason in every chunk": (
        does.sends(
            b'data: {"choices":[{"delta":{"content":"Wh"},"finish_reason":"stop"}]}\n\n',
            b'data: {"choices":[{"delta":{"content":"y?"},"finish_reason":"stop"}]}\n\n',
            b"data: [DONE]\n\n",
        ),
        "Why?",
    ),
    "a finish without an end of the body": (
        does.sends_and_waits(
            b'data: {"choices":[{"delta":{"content":"Why?"}}]}\n\n'
            b'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n'
        ),
        "Why?",
    ),
    "a cut behind the finish": (
        does.sends_and_cuts(
            b'data: {"choices":[{"delta":{"content":"Why?"}}]}\n\n'
            b'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n'
        ),
        "Why?",
    ),
    "events labelled as JSON": (
        does.sends(
            b'data: {"choices":[{"delta":{"content":"Why?"},"finish_reason":"stop"}]}\n\n',
            content_type="application/json",
        ),
        "Why?",
    ),
    "JSON labelled as events": (
        does.sends(
            b'{"choices":[{"message":{"content":"Why?"},"finish_reason":"stop"}]}',
        ),
        "Why?",
    ),
    "reasoning before the text": (
        does.sends_chunks(
            {"reasoning": "Let me think."},
            {"reasoning_content": "More."},
            {"content": [{"type": "thinking", "thinking": [{"type": "text", "text": "Hm"}]}]},
            {"content": [{"type": "reasoning", "text": "Hm"}, {"type": "text", "text": "Wh"}]},
            {"content": "y?", "reasoning": "Done."},
        ),
        "Why?",
    ),
    "length after a whole question": (says("Why you? And", finish="length"), "Why you? And"),
    "a completion that was not streamed": (does.whole_json("Why?"), "Why?"),
    "bytes of an emoji apart": (
        does.split_bytes("Why 🦉 and 👩🏽‍🚀 at Köln?"),
        "Why 🦉 and 👩🏽‍🚀 at Köln?",
    ),
    "halves of an emoji apart": (does.split_surrogates("Why ", "🦉", "?"), "Why 🦉?"),
    "half an emoji, never the other": (says("", pieces=("Why\ud83e", " so?\ud83e")), "Why� so?�"),
}
