"""A link leads to one report until it is withdrawn, ends, or all is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.errors import BadInput, Conflict, NotFound, Unprocessable
from app.domain.feedback import FeedbackState
from app.domain.interview import TurnState
from app.domain.share import MOST_COMMENTS, SHARED_FOR, Share
from app.services.clock import Clock
from app.services.sharing import Opened, SharingService, share_purpose
from app.values import replace
from tests.fakes import FakeClock, FakeStore
from tests.web.examples import SESSION, feedback, interview

DONE = interview(TurnState.ANSWERED, 3)


def token(purpose: str) -> str:
    return f"token of {purpose}"


def sharing(
    state: FeedbackState = FeedbackState.READY,
) -> tuple[SharingService, FakeStore, FakeClock]:
    store, clock = FakeStore(), FakeClock()
    store.sessions[SESSION.id] = SESSION
    store.turns = {(SESSION.id, turn.number): turn for turn in DONE.turns}
    store.messages = list(DONE.messages)
    store.feedbacks[SESSION.id] = feedback(state, 3)
    service = SharingService(
        shares=store,
        comments=store,
        turns=store,
        feedbacks=store,
        clock=Clock(now=clock.now, monotonic=clock.monotonic),
    )
    return service, store, clock


def token_of(share: Share) -> str:
    return token(share_purpose(share.nonce))


async def followed(service: SharingService) -> Opened:
    share = await service.share(SESSION.id, token, has_scores=True)
    return await service.follow(token_of(share))


async def test_link_leads_to_the_report() -> None:
    service, store, _ = sharing()

    opened = await followed(service)

    assert opened.interview == DONE
    assert opened.feedback == store.feedbacks[SESSION.id]
    assert token_of(opened.share) not in str(store.links)


async def test_sharing_again_changes_what_is_shown_and_not_the_link() -> None:
    service, _, clock = sharing()
    first = await service.share(SESSION.id, token, has_scores=True)
    clock.forward(3600)

    second = await service.share(SESSION.id, token, has_scores=False)

    assert second == replace(first, has_scores=False)


async def test_link_ends_after_thirty_days_and_another_one_can_be_made() -> None:
    service, _, clock = sharing()
    first = await service.share(SESSION.id, token, has_scores=True)
    assert first.ends_at - clock.now() == SHARED_FOR == timedelta(days=30)
    clock.forward(SHARED_FOR.total_seconds() - 1)
    assert await service.of(SESSION.id) == first
    clock.forward(1)

    with pytest.raises(NotFound):
        await service.follow(token_of(first))
    assert await service.of(SESSION.id) is None
    second = await service.share(SESSION.id, token, has_scores=True)
    assert second.token_hash != first.token_hash
    assert (await service.follow(token_of(second))).share == second
    with pytest.raises(NotFound):
        await service.follow(token_of(first))


@pytest.mark.parametrize("state", [FeedbackState.PENDING, FeedbackState.WRITING])
async def test_report_that_does_not_stand_is_not_shared(state: FeedbackState) -> None:
    service, _, _ = sharing(state)

    with pytest.raises(Conflict):
        await service.share(SESSION.id, token, has_scores=True)


@pytest.mark.parametrize("is_half_read", [True, False])
async def test_report_erased_meanwhile_is_not_found(is_half_read: bool) -> None:
    service, store, _ = sharing()
    store.sessions.clear()
    if not is_half_read:
        store.feedbacks.clear()

    with pytest.raises(NotFound, match="Session not found"):
        await service.share(SESSION.id, token, has_scores=True)
    assert store.links == {}


async def test_links_that_are_none_are_refused_alike() -> None:
    service, store, _ = sharing()
    withdrawn = token_of(await service.share(SESSION.id, token, has_scores=True))
    await service.unshare(SESSION.id)
    stored = (await service.share(SESSION.id, token, has_scores=True)).token_hash
    said = set()

    for tried in ("", "unknown", withdrawn, stored):
        with pytest.raises(NotFound) as refused:
            await service.follow(tried)
        said.add(str(refused.value))
    store.sessions.clear()
    with pytest.raises(NotFound) as refused:
        await service.follow(token_of(store.links[SESSION.id]))
    assert said == {str(refused.value)}


async def test_comments_are_kept_as_they_were_said_and_outlive_the_link() -> None:
    service, _, _ = sharing()
    opened = await followed(service)

    made = await service.comment(opened, 2, " Zoë\n Smith ", "<b>Why</b>?\r\nSay.")
    await service.unshare(SESSION.id)

    assert await service.comments(SESSION.id) == [made]
    assert (made.turn, made.name, made.text) == (2, "Zoë Smith", "<b>Why</b>?\nSay.")
    await service.remove(SESSION.id, made.id)
    with pytest.raises(NotFound):
        await service.remove(SESSION.id, made.id)


async def test_comment_is_kept_without_marks_that_turn_its_words_round() -> None:
    service, _, _ = sharing()
    opened = await followed(service)

    made = await service.comment(
        opened, 2, "\u202eanA\u202c", "\u2067\u202edoog\u202c toN\u2069\n\u2066\u200fشكرا!\u200f"
    )

    assert (made.name, made.text) == ("anA", "doog toN\n\u200fشكرا!\u200f")


@pytest.mark.parametrize(
    ("turn", "name", "text", "error"),
    [
        (2, "x" * 81, "Good.", BadInput("Name too long (max 80 characters)", field="name")),
        (2, "", "\u202e\u2069", BadInput("Comment cannot be empty", field="text")),
        (2, "", "\u200b", BadInput("Comment cannot be empty", field="text")),
        (2, "", "x" * 2001, BadInput("Comment too long (max 2,000 characters)", field="text")),
        (4, "", "Good.", Unprocessable("Say which answer the comment is about.")),
    ],
)
async def test_unusable_comment_is_refused(
    turn: int, name: str, text: str, error: Exception
) -> None:
    service, store, _ = sharing()
    opened = await followed(service)

    with pytest.raises(
        type(error), match=str(error).replace("(", r"\(").replace(")", r"\)")
    ) as refused:
        await service.comment(opened, turn, name, text)
    assert getattr(refused.value, "field", "") == getattr(error, "field", "")
    assert store.said == []


async def test_answer_gets_twenty_comments_and_no_more() -> None:
    service, store, _ = sharing()
    opened = await followed(service)
    for _ in range(MOST_COMMENTS):
        await service.comment(opened, 2, "x" * 80, "y" * 2000)

    with pytest.raises(Conflict, match="20 comments"):
        await service.comment(opened, 2, "", "One more.")
    assert len(store.said) == 20


async def test_comment_on_what_was_erased_meanwhile_is_not_found() -> None:
    service, store, _ = sharing()
    opened = await followed(service)
    store.sessions.clear()

    with pytest.raises(NotFound):
        await service.comment(opened, 2, "", "Good.")
