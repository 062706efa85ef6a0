"""Sharing: a link to a report for someone else, and what they say of it.

Law: only a hash of a link's token is stored, and no link tells more of a session than its
own report. Whatever is no link any more is as one that never was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from app.domain.errors import BadInput, Conflict, NotFound, Unprocessable
from app.domain.feedback import Feedback
from app.domain.interview import Interview
from app.domain.share import MOST_COMMENTS, SHARED_FOR, Comment, Share
from app.services.clock import Clock
from app.services.shows import Token, hashed
from app.services.store_ports import Comments, Feedbacks, Shares, Turns
from app.text.normalise import has_visible, normalise

MAX_NAME, MAX_COMMENT = 80, 2_000
_TURNS_ROUND = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of the words after them; hardly any keyboard types them, and they
can make a text read as another one. Letters of either direction need none."""


class Opened(Struct, frozen=True, kw_only=True):
    """What a link leads to; the report stands."""

    share: Share
    interview: Interview
    feedback: Feedback


class SharingService:
    """Makes, follows and withdraws links, and takes comments."""

    def __init__(
        self,
        *,
        shares: Shares,
        comments: Comments,
        turns: Turns,
        feedbacks: Feedbacks,
        clock: Clock,
    ) -> None:
        self._shares = shares
        self._comments = comments
        self._turns = turns
        self._feedbacks = feedbacks
        self._clock = clock

    async def share(self, session_id: str, token: Token, *, has_scores: bool) -> Share:
        """The link to the report, made where there is none.

        Raises `Conflict` before the report stands, `NotFound` where all is gone.
        """
        feedback = await self._feedbacks.feedback(session_id)
        if feedback is None or not feedback.is_readable:
            if await self._turns.interview(session_id) is None:
                raise NotFound
            raise Conflict("There is nothing to share before the feedback is here.")
        nonce, now = self._clock.new_id(), self._clock.now()
        share = Share(
            session_id=session_id,
            nonce=nonce,
            token_hash=hashed(token(share_purpose(nonce))),
            has_scores=has_scores,
            ends_at=now + SHARED_FOR,
        )
        stands = await self._shares.save_share(share, now)
        if stands is None:
            raise NotFound
        return stands

    async def of(self, session_id: str) -> Share | None:
        """The link of a session, None once it ended."""
        return self._unless_ended(await self._shares.share(session_id))

    async def unshare(self, session_id: str) -> None:
        """Withdraw the link; the comments stay."""
        await self._shares.withdraw_share(session_id)

    async def follow(self, token: str) -> Opened:
        """What a link leads to; raises `NotFound`, whyever it is none."""
        share = self._unless_ended(await self._shares.share_of_token(hashed(token)))
        if share is not None:
            interview = await self._turns.interview(share.session_id)
            feedback = await self._feedbacks.feedback(share.session_id)
            if interview is not None and feedback is not None and feedback.is_readable:
                return Opened(share=share, interview=interview, feedback=feedback)
        raise NotFound("This link leads nowhere.")

    async def comment(self, opened: Opened, turn: int, name: str, text: str) -> Comment:
        """Keep what someone says of an answer.

        Raises `Unprocessable` where there is no such answer, `BadInput` for an unusable
        text, `Conflict` where the answer has comments enough, `NotFound` where all is gone.
        """
        if opened.interview.answer(turn) is None:
            raise Unprocessable("Say which answer the comment is about.")
        comment = Comment(
            id=self._clock.new_id(),
            session_id=opened.share.session_id,
            turn=turn,
            name=_name(name),
            text=_text(text),
            created_at=self._clock.now(),
        )
        if not await self._comments.add_comment(comment, MOST_COMMENTS):
            if await self._turns.interview(comment.session_id) is None:
                raise NotFound("This link leads nowhere.")
            raise Conflict(f"This answer has {MOST_COMMENTS} comments. There is no room for more.")
        return comment

    async def comments(self, session_id: str) -> Sequence[Comment]:
        """What was said of a report, the earliest first."""
        return await self._comments.comments(session_id)

    async def remove(self, session_id: str, comment_id: str) -> None:
        """Remove a comment for good; raises `NotFound`."""
        if not await self._comments.remove_comment(session_id, comment_id):
            raise NotFound("There is no such comment.")

    def _unless_ended(self, share: Share | None) -> Share | None:
        return share if share is not None and self._clock.now() < share.ends_at else None


def share_purpose(nonce: str) -> str:
    return f"share {nonce}"


def _normalised(text: str) -> str:
    return _TURNS_ROUND.sub("", normalise(text))


def _name(name: str) -> str:
    """A name on one line; it may be empty. Raises `BadInput`."""
    name = " ".join(_normalised(name).split())
    if len(name) > MAX_NAME:
        raise BadInput(f"Name too long (max {MAX_NAME} characters)", field="name")
    return name if has_visible(name) else ""


def _text(text: str) -> str:
    text = _normalised(text)
    if not has_visible(text):
        raise BadInput("Comment cannot be empty", field="text")
    if len(text) > MAX_COMMENT:
        raise BadInput(f"Comment too long (max {MAX_COMMENT:,} characters)", field="text")
    return text
