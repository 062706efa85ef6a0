"""What is known of one thing being written: its newest attempt and the pieces of it.

Law: an attempt only rises; a closed attempt takes no more text; a piece that
names its offset is taken at that offset or not at all, so that hearing it twice
changes nothing.
"""

from __future__ import annotations

from msgspec import Struct, field

from app.services.ports import Batch, Place

ERASED = 2**31 - 1
"""The attempt that overtakes every other: what is erased takes no more text."""


class Buffer(Struct, eq=False):
    """The pieces of one attempt; subscribers hold places in it, it knows none of them."""

    attempt: int
    touched: float
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    ended: bool = False

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
        """What a subscriber at `place` has not read; None when there is nothing."""
        if place.attempt > self.attempt:
            return None
        begun_again = place.attempt < self.attempt
        pieces = self.pieces if begun_again else self.pieces[place.index :]
        if not (pieces or begun_again or self.ended):
            return None
        return Batch(
            place=Place(attempt=self.attempt, index=len(self.pieces)),
            text="".join(pieces),
            begun_again=begun_again,
            ended=self.ended,
        )
