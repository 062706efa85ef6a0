"""A channel takes each code point once, in order."""

from __future__ import annotations

from app.services.ports import Batch, Place
from app.streams.buffer import Buffer


def test_what_is_known_already_is_left_out() -> None:
    channel = Buffer(1, 0)
    channel.take("Why ", 0, ended=False)
    assert not channel.take("Why ", 0, ended=False)
    assert channel.take("Why did", 0, ended=False)
    assert channel.take("did you", 4, ended=False)
    assert channel.pieces == ["Why ", "did", " you"]


def test_text_beyond_a_gap_is_left_out_but_the_end_counts() -> None:
    channel = Buffer(1, 0)
    channel.take("Why ", 0, ended=False)
    assert not channel.take("leave?", 12, ended=False)
    assert channel.take("leave?", 12, ended=True)
    assert channel.after(Place()) == Batch(
        place=Place(attempt=1, index=1), text="Why ", begun_again=True, ended=True
    )


def test_offsets_count_code_points() -> None:
    channel = Buffer(1, 0)
    channel.take("👩\u200d🚀", 0, ended=False)
    assert channel.take("👩\u200d🚀 ahoy", 0, ended=False)
    assert channel.pieces == ["👩\u200d🚀", " ahoy"]
