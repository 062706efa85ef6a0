"""What is known of one thing being written: its newest attempt and the pieces of it.

Law: an attempt only rises; a closed attempt takes no more text; a piece that
names its offset is taken at that offset or not at all, so that hearing it twice
changes nothing.
"""

from __future__ import annotations

from app.interviewer.needs import Batch, Place


class Channel:
    """The pieces of one attempt; followers hold places in it, it knows none of them."""

    __slots__ = ("attempt", "ended", "length", "pieces", "touched")

    def __init__(self, attempt: int, touched: float) -> None:
        self.attempt = attempt
        self.pieces: list[str] = []
        self.length = 0
        self.ended = False
        self.touched = touched

    def take(self, text: str, offset: int | None, *, ended: bool) -> bool:
        """Add what is new of `text`; answers whether anything was.

        `offset` counts code points from the attempt's begin, None means that
        the text follows what is here. Text beyond a gap is left out, but the
        end counts even so: the row has the whole.
        """
        if self.ended:
            return False
        known = 0 if offset is None else self.length - offset
        piece = text[known:] if known >= 0 else ""
        if piece:
            self.pieces.append(piece)
            self.length += len(piece)
        self.ended = ended
        return bool(piece) or ended

    def after(self, place: Place) -> Batch | None:
        """What a follower at `place` has not read; None when there is nothing."""
        here = Place(attempt=self.attempt, index=len(self.pieces))
        if place.attempt < self.attempt:
            whole = "".join(self.pieces)
            return Batch(place=here, text=whole, begun_again=True, ended=self.ended)
        if place.attempt > self.attempt:
            return None
        text = "".join(self.pieces[place.index :])
        return Batch(place=here, text=text, ended=self.ended) if text or self.ended else None
