"""What every feed does for its followers, in one process and between several."""

from __future__ import annotations

import asyncio
import random
import time

from app.services.ports import Batch, Place
from tests.streams.following import Ends, Subscriber


async def test_a_follower_who_joins_late_gets_the_whole_text_so_far(ends: Ends, key: str) -> None:
    for piece in ("Why ", "did ", "you"):
        await ends.writer.append(key, 1, piece)
    subscriber = Subscriber(ends.reader, key)

    await subscriber.until("Why did you")

    assert subscriber.began == 1
    await ends.writer.append(key, 1, " leave?")
    await subscriber.until("Why did you leave?")
    assert subscriber.began == 1


async def test_what_stands_is_read_without_any_wait(ends: Ends, key: str) -> None:
    await ends.writer.append(key, 1, "So far")
    await Subscriber(ends.reader, key).until("So far")

    batch = await ends.reader.read(key, Place(), 0)

    assert (batch.text, batch.begun_again, batch.ended) == ("So far", True, False)


async def test_a_waiting_follower_gets_a_piece_when_it_comes(ends: Ends, key: str) -> None:
    subscriber = Subscriber(ends.reader, key)
    waiting = asyncio.create_task(subscriber.read(10))
    await asyncio.sleep(0.05)
    began = time.monotonic()

    await ends.writer.append(key, 1, "Hello")

    assert (await waiting).text == "Hello"
    assert time.monotonic() - began < 5


async def test_an_empty_piece_begins_an_attempt(ends: Ends, key: str) -> None:
    await ends.writer.append(key, 1, "")

    batch = await ends.reader.read(key, Place(), 5)

    assert batch == Batch(place=Place(attempt=1, index=0), begun_again=True)


async def test_an_empty_piece_of_a_running_attempt_changes_nothing(ends: Ends, key: str) -> None:
    await ends.writer.append(key, 1, "One")
    subscriber = Subscriber(ends.reader, key)
    await subscriber.until("One")

    await ends.writer.append(key, 1, "")

    assert await subscriber.read(0.1) == Batch(place=subscriber.place)
    await ends.writer.append(key, 1, " two")
    await subscriber.until("One two")


async def test_a_wait_in_which_nothing_comes_ends_in_time(ends: Ends, key: str) -> None:
    place = Place(attempt=3, index=7)
    await ends.reader.read(key, Place(), 0)
    began = time.monotonic()

    batch = await ends.reader.read(key, place, 0.2)

    assert batch == Batch(place=place)
    assert 0.19 <= time.monotonic() - began < 5


async def test_a_newer_attempt_begins_the_text_anew(ends: Ends, key: str) -> None:
    await ends.writer.append(key, 1, "Cut in the mid")
    subscriber = Subscriber(ends.reader, key)
    await subscriber.until("Cut in the mid")

    await ends.writer.append(key, 2, "Whole")

    await subscriber.until("Whole")
    assert subscriber.began == 2
    assert subscriber.place.attempt == 2


async def test_a_newer_attempt_is_told_of_before_its_first_word(ends: Ends, key: str) -> None:
    await ends.writer.append(key, 1, "Cut")
    subscriber = Subscriber(ends.reader, key)
    await subscriber.until("Cut")

    await ends.writer.append(key, 2, "")

    batch = await subscriber.read()
    assert (batch.text, batch.begun_again) == ("", True)


async def test_pieces_and_ends_of_an_older_attempt_are_ignored(ends: Ends, key: str) -> None:
    await ends.writer.append(key, 2, "New")
    await ends.writer.append(key, 1, "old")
    await ends.writer.end(key, 1)
    subscriber = Subscriber(ends.reader, key)

    await subscriber.until("New")

    assert await subscriber.read(0.1) == Batch(place=subscriber.place)


async def test_the_end_comes_with_the_last_text_and_with_every_later_read(
    ends: Ends, key: str
) -> None:
    await ends.writer.append(key, 1, "Why?")
    await ends.writer.end(key, 1)
    subscriber = Subscriber(ends.reader, key)

    assert await subscriber.until_end() == "Why?"

    for _ in range(2):
        assert await subscriber.read() == Batch(place=subscriber.place, ended=True)


async def test_a_waiting_follower_is_told_of_the_end(ends: Ends, key: str) -> None:
    await ends.writer.append(key, 1, "Why?")
    subscriber = Subscriber(ends.reader, key)
    await subscriber.until("Why?")
    waiting = asyncio.create_task(subscriber.read(10))
    await asyncio.sleep(0.01)

    await ends.writer.end(key, 1)

    assert (await asyncio.wait_for(waiting, 2)).ended


async def test_an_attempt_that_ended_takes_no_more_text(ends: Ends, key: str) -> None:
    await ends.writer.append(key, 1, "Why?")
    await ends.writer.end(key, 1)
    await ends.writer.append(key, 1, " And how?")

    assert await Subscriber(ends.reader, key).until_end() == "Why?"


async def test_an_attempt_that_wrote_nothing_can_end(ends: Ends, key: str) -> None:
    await ends.writer.end(key, 1)

    batch = await ends.reader.read(key, Place(), 5)

    assert (batch.text, batch.begun_again, batch.ended) == ("", True, True)


async def test_a_new_attempt_after_an_end_is_followed_again(ends: Ends, key: str) -> None:
    await ends.writer.append(key, 1, "Half")
    await ends.writer.end(key, 1)
    subscriber = Subscriber(ends.reader, key)
    await subscriber.until_end()

    await ends.writer.append(key, 2, "Whole")
    await ends.writer.end(key, 2)

    await subscriber.until("Whole")
    assert await subscriber.until_end() == "Whole"


async def test_a_follower_who_asks_in_a_loop_after_the_end_stops_nobody(
    ends: Ends, key: str
) -> None:
    await ends.writer.end(key, 1)
    subscriber = Subscriber(ends.reader, key)
    await subscriber.until_end()
    others_run = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(others_run.set_result, None)

    for _ in range(3):
        await subscriber.read()

    assert others_run.done()


async def test_keys_do_not_mix(ends: Ends, key: str) -> None:
    await ends.writer.append(key, 1, "mine")
    await ends.writer.append(f"{key}:other", 4, "theirs")

    await Subscriber(ends.reader, key).until("mine")
    await Subscriber(ends.reader, f"{key}:other").until("theirs")


async def test_a_piece_may_hold_any_character(ends: Ends, key: str) -> None:
    pieces = ["naïve ", "👩‍🚀", "\ud83d", " \u200b\u3164 ", "\x00", "\r\n", "42", '{"a":1}', "ẞ𝔘"]
    for piece in pieces:
        await ends.writer.append(key, 1, piece)
        await asyncio.sleep(0.002)
    await ends.writer.end(key, 1)

    assert await Subscriber(ends.reader, key).until_end() == "".join(pieces)


async def test_a_slow_reader_gets_all_of_it_in_fewer_batches(ends: Ends, key: str) -> None:
    slow = asyncio.create_task(Subscriber(ends.reader, key).until_end(pause=0.1))
    pieces = [f"word{number} " for number in range(200)]
    for piece in pieces:
        await ends.writer.append(key, 1, piece)
        await asyncio.sleep(0.001)
    await ends.writer.end(key, 1)

    assert await slow == "".join(pieces)


async def test_ten_thousand_pieces_arrive_in_order(ends: Ends, key: str) -> None:
    following = asyncio.create_task(Subscriber(ends.reader, key).until_end())
    for number in range(10_000):
        await ends.writer.append(key, 1, f"{number},")
        if number % 100 == 0:
            await asyncio.sleep(0)
    await ends.writer.end(key, 1)

    assert await following == "".join(f"{number}," for number in range(10_000))


async def test_a_cancelled_follower_harms_no_other(ends: Ends, key: str) -> None:
    cancelled = [asyncio.create_task(ends.reader.read(key, Place(), 60)) for _ in range(10)]
    staying = asyncio.create_task(Subscriber(ends.reader, key).until_end())
    await asyncio.sleep(0.02)
    for task in cancelled:
        task.cancel()
    await asyncio.wait(cancelled)

    await ends.writer.append(key, 1, "Still here")
    await ends.writer.end(key, 1)

    assert await staying == "Still here"
    assert all(task.cancelled() for task in cancelled)


async def test_followers_who_come_and_go_all_end_with_the_exact_text(ends: Ends, key: str) -> None:
    pieces = [f"piece {number}. " for number in range(60)]
    chance = random.Random(7)

    async def viewer() -> str:
        await asyncio.sleep(chance.random() / 4)
        return await Subscriber(ends.reader, key).until_end(pause=chance.random() / 50)

    viewers = [asyncio.create_task(viewer()) for _ in range(20)]
    for attempt in (1, 2):
        for piece in pieces[: 20 if attempt == 1 else None]:
            await ends.writer.append(key, attempt, piece)
            await asyncio.sleep(chance.random() / 100)
    await ends.writer.end(key, 2)

    assert set(await asyncio.gather(*viewers)) == {"".join(pieces)}


async def test_erased_text_is_gone_and_late_pieces_are_refused(ends: Ends, key: str) -> None:
    await ends.writer.append(key, 1, "A private word")
    subscriber = Subscriber(ends.reader, key)
    await subscriber.until("A private word")

    await ends.reader.erase(key)
    await ends.reader.append(key, 1, " more")
    await asyncio.sleep(0.2)
    await ends.writer.append(key, 1, " and more")
    await ends.writer.append(key, 2, "Another attempt")
    await asyncio.sleep(0.2)

    for end in (ends.reader, ends.writer):
        assert (await end.read(key, Place(), 1)).text == ""
