"""Objects and lists out of a reply while it comes."""

from __future__ import annotations

import json
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.object_scanner import Found, ObjectScanner
from tests.coach.fake_model import in_pieces

FIRST = {"turn": 1, "comment": "You name the rota, and why.", "parts": ["action"]}
SECOND = {"turn": 2, "comment": 'She said "stop", {so} we did.\nThen: [all].', "parts": []}
REPLY = {"answers": [FIRST, SECOND], "strengths": ["One, two.", "Three."], "weaknesses": ["Four."]}
FOUND: list[Found] = [
    ("", FIRST),
    ("", {**SECOND, "comment": 'She said "stop", {so} we did.\nThen: [all].'}),
    ("strengths", ["One, two.", "Three."]),
    ("weaknesses", ["Four."]),
]
WHOLE = json.dumps(REPLY)


def scanner() -> ObjectScanner:
    return ObjectScanner(keys=("turn", "comment", "parts"), lists=("strengths", "weaknesses"))


def read(*pieces: str) -> list[Found]:
    reader = scanner()
    return [found for piece in pieces for found in reader.feed(piece)] + reader.finish()


def test_object_is_given_with_the_piece_that_closes_it() -> None:
    reader = scanner()
    end = WHOLE.index("}") + 1

    assert reader.feed(WHOLE[: end - 1]) == []
    assert reader.feed(WHOLE[end - 1 : end]) == [("", FIRST)]


@settings(max_examples=60, deadline=None)
@given(cuts=st.lists(st.integers(min_value=1, max_value=len(WHOLE) - 1), max_size=40))
def test_reply_reads_the_same_however_it_is_cut(cuts: list[int]) -> None:
    places = sorted({0, len(WHOLE), *cuts})

    assert read(*(WHOLE[start:end] for start, end in pairwise(places))) == FOUND


@pytest.mark.parametrize(
    "written",
    [
        f"```json\n{WHOLE}\n```",
        f"Here it is {{as JSON}}:\n\n{WHOLE}\n\nGood luck!",
        WHOLE.replace("}, {", "},\n {").replace('"]', '",]'),
        WHOLE.replace("}, {", "} {"),
        WHOLE.replace('}], "strengths"', '}, "strengths"'),
        WHOLE[:-1],
        json.dumps(REPLY, indent=2),
        "\n".join([json.dumps(FIRST), json.dumps(SECOND), WHOLE[WHOLE.index('"strengths"') :]]),
    ],
)
def test_json_that_is_nearly_right_is_read(written: str) -> None:
    assert read(*in_pieces(written)) == FOUND


def test_bare_quotation_marks_and_line_breaks_in_a_text_are_kept() -> None:
    found = read('{"turn": 1, "comment": "We call it "the board"\nand it\\\'s read", "parts": []}')

    assert found == [
        ("", {"turn": 1, "comment": 'We call it "the board" and it\'s read', "parts": []})
    ]


def test_open_object_is_given_at_the_end_without_its_open_text() -> None:
    assert read('{"turn": 1, "comment": "whole", "parts": ["action"], "outline": "and so') == [
        ("", {"turn": 1, "comment": "whole", "parts": ["action"]})
    ]


@pytest.mark.parametrize(
    "endless",
    [
        '{"turn": 1, "comment": "' + "and then we went on to the next one, " * 80,
        '{"turn": 1, "comment": "' + "很好" * 300,
        '{"turn": 1, "comment": "' + " ".join(f"word{n}" for n in range(900)),
        '{"turn": 1,' + " " * 3000,
        WHOLE + "\n" * 3000,
        '{"turn": ' + "[" * 9000,
    ],
)
def test_text_without_end_is_noticed_early(endless: str) -> None:
    reader = scanner()
    read_so_far = 0
    for piece in in_pieces(endless, 20):
        reader.feed(piece)
        read_so_far += len(piece)
        if reader.has_run_away:
            break

    assert reader.has_run_away
    assert read_so_far < max(2200, len(endless) - 1000) or "[" in endless


def test_time_grows_with_the_length_and_no_faster() -> None:
    thought = 'maybe {"a": {"b": [1, {"turn": or "so"}]}} { "x" [ then {{ '

    def seconds(times: int) -> float:
        pieces = in_pieces(thought * times, 4)
        best = float("inf")
        for _ in range(5):
            reader, start = scanner(), time.process_time()
            for piece in pieces:
                reader.feed(piece)
            best = min(best, time.process_time() - start)
        return best

    short, long = seconds(200), seconds(1600)

    assert long < short * 8 * 3


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet='{}[]",:\\ \na1', max_size=60), cut=st.integers(0, len(WHOLE)))
def test_no_text_breaks_the_scanner(text: str, cut: int) -> None:
    assert isinstance(read(WHOLE[:cut] + text + WHOLE[cut:]), list)
