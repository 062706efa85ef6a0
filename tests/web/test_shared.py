"""A report shown to someone else: what a link tells, and what it never does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import httpx
import pytest

from app.domain.errors import StorageUnavailable
from app.domain.share import SHARED_FOR
from app.values import replace
from app.web.rate_limits import COMMENTS_PER_HOUR
from tests.candidate import Candidate
from tests.fakes import FakeInterviewer
from tests.serving import HTML, HTMX, JSON, parts, served
from tests.web.markup import actions, by_id, every, has_id, only, page, text_of
from tests.web.test_practice import AGAIN, practised, report_on

SVG = "{http://www.w3.org/2000/svg}svg"
COMMENT = "<b>Why</b>? [here](https://x.example)\nSay when."


@pytest.fixture
async def reported(candidate: Candidate) -> Candidate:
    return await report_on(candidate)


@pytest.fixture
async def stranger(reported: Candidate) -> AsyncIterator[httpx.AsyncClient]:
    """Someone who was sent a link: no cookie, and none is kept."""
    async with reported.served.client() as client:
        yield client
        assert not client.cookies


async def link_to(candidate: Candidate, scores: str = "1") -> str:
    """The path that the owner hands out."""
    told = await candidate.post("share", {"scores": scores})
    assert told.status_code == 200, told.text
    return urlsplit(str(told.json()["url"])).path


async def commented(client: httpx.AsyncClient, path: str, **changes: str) -> httpx.Response:
    form = {"answer": "2", "name": "Zoë", "text": COMMENT, **changes}
    return await client.post(f"{path}/comment", data=form, headers=JSON)


async def test_script_is_told_where_a_browser_goes_after_sharing(reported: Candidate) -> None:
    told = [(await reported.post(rest)).json() for rest in ("share", "unshare")]

    assert [one["redirect"] for one in told] == [reported.path("feedback#share")] * 2
    assert told[0]["url"]


async def test_links_asked_for_at_once_are_one_that_leads_to_the_report(
    reported: Candidate, stranger: httpx.AsyncClient
) -> None:
    links = await asyncio.gather(*(link_to(reported) for _ in range(5)))

    assert set(links) == {links[0]}
    assert (await stranger.get(links[0], headers=HTML)).status_code == 200


async def test_link_shows_the_report_to_whoever_has_it_and_is_kept_nowhere(
    reported: Candidate, stranger: httpx.AsyncClient
) -> None:
    path = await link_to(reported)

    shown = await stranger.get(path, headers=HTML)
    told = (await stranger.get(path, headers=JSON)).json()

    assert (shown.status_code, "set-cookie" in shown.headers) == (200, False)
    assert (shown.headers["x-robots-tag"], shown.headers["cache-control"]) == (
        "noindex",
        "no-store",
    )
    assert len(path.split("/")[2]) >= 24
    root = page(shown.text)
    assert text_of(only(by_id(root, "result"), "b")) == "6"
    assert "Number 2." in text_of(by_id(root, "review-2"))
    assert [answer["turn"] for answer in told["answers"]] == [1, 2]
    assert (told["interview_score"], told["answers"][0]["review"]["rating"]) == (6, 3)
    assert "Number 1." in told["answers"][0]["answer"]
    (made,) = [await reported.served.store.share(reported.session_id)]
    assert made is not None
    assert path.split("/")[2] not in str(made)


async def test_link_without_scores_shows_none(
    reported: Candidate, stranger: httpx.AsyncClient
) -> None:
    path = await link_to(reported, "0")

    root = page((await stranger.get(path, headers=HTML)).text)
    told = (await stranger.get(path, headers=JSON)).json()

    assert "of 5" not in text_of(root)
    assert "of 10" not in text_of(root)
    assert (told["interview_score"], told["explanation"]) == (None, None)
    assert {answer["review"]["rating"] for answer in told["answers"]} == {None}


async def test_link_tells_nothing_of_papers_practice_comments_or_the_session(
    reported: Candidate, stranger: httpx.AsyncClient
) -> None:
    await practised(reported)
    path = await link_to(reported)
    await commented(stranger, path)
    (sample,) = reported.served.parts.samples.values()

    for shape in (HTML, HTMX, JSON):
        response = await stranger.get(path, headers=shape)
        shown = response.text
        assert (response.status_code, "Number 2." in shown) == (200, True)
        for secret in (sample.cv_text, reported.session_id, "two weeks", "Why", "Zoë"):
            assert secret not in shown


async def test_link_tells_nothing_of_the_cv_that_a_question_or_a_review_quotes(
    tmp_path: Path,
) -> None:
    line = "Moved sixty-one services from Nomad to Kubernetes"
    model = FakeInterviewer(script=lambda *_: [f"You wrote “{line}”. Which was last?"])
    async with (
        served(parts(tmp_path, interviewer=model)) as viva,
        viva.client() as client,
        viva.client() as stranger,
    ):
        candidate = Candidate(viva, client)
        await candidate.prepare()
        path = await link_to(await report_on(candidate, answers=1))
        own = (await candidate.get("feedback", HTML)).text
        empty = {"answer": "1", "text": ""}
        refused = await stranger.post(f"{path}/comment", data=empty, headers=HTML)
        shown = [await stranger.get(path, headers=shape) for shape in (HTML, HTMX, JSON)]

    assert refused.status_code == 400
    for response in (*shown, refused):
        assert "You wrote “…”. Which was last?" in response.text
        assert line not in response.text
    assert line in own


async def test_owner_reads_the_comment_as_plain_text_and_removes_it(
    reported: Candidate, stranger: httpx.AsyncClient
) -> None:
    path = await link_to(reported)
    assert (await commented(stranger, path)).status_code == 200

    (kept,) = (await reported.get("report.json")).json()["comments"]
    shown = (await reported.get("feedback", HTML)).text
    as_text = (await reported.get("report.md")).text
    article = by_id(by_id(page(shown), "review-2"), f"comment-{kept['id']}")
    removed = await reported.post(f"comment/{kept['id']}/remove", {}, HTML)
    again = await reported.post(f"comment/{kept['id']}/remove", {}, JSON)

    assert {k: kept[k] for k in ("answer", "name", "text")} == {
        "answer": 2,
        "name": "Zoë",
        "text": COMMENT,
    }
    assert "<b>Why" not in shown
    assert text_of(only(article, "p")) == COMMENT
    assert "> \\<b\\>Why\\</b\\>? \\[here\\](https\\://x.example)\\\n> Say when." in as_text
    assert removed.status_code == 303
    assert (again.status_code, again.json()["error"]) == (404, "There is no such comment.")
    assert (await reported.get("report.json")).json()["comments"] == []


async def test_comment_of_another_session_is_not_removed(
    reported: Candidate, stranger: httpx.AsyncClient
) -> None:
    path = await link_to(reported)
    await commented(stranger, path)
    (kept,) = (await reported.get("report.json")).json()["comments"]
    other = Candidate(reported.served, reported.client)
    await other.prepare()

    refused = await other.post(f"comment/{kept['id']}/remove")

    assert refused.status_code == 404
    assert (await reported.get("report.json")).json()["comments"] == [kept]


async def test_links_that_are_none_are_told_of_alike(
    reported: Candidate, stranger: httpx.AsyncClient
) -> None:
    withdrawn = await link_to(reported)
    assert (await reported.post("unshare", {}, HTML)).status_code == 303
    ended = await link_to(reported)
    share = await reported.served.store.share(reported.session_id)
    assert share is not None
    over = replace(share, ends_at=share.ends_at - SHARED_FOR)
    await reported.served.store.save_share(over, share.ends_at)

    for shape in (HTML, HTMX, JSON):
        told = [
            await stranger.get(path, headers=shape)
            for path in ("/shared/unknown", withdrawn, ended, "/shared/" + "a" * 24)
        ]
        assert {(r.status_code, r.text) for r in told} == {(404, told[0].text)}
        assert {r.headers["x-robots-tag"] for r in told} == {"noindex"}
    refused = await stranger.post(f"{ended}/comment", data={"text": COMMENT}, headers=HTML)
    assert refused.status_code == 404
    assert only(page(refused.text), "textarea", id="kept").text == COMMENT


UNUSABLE: list[tuple[dict[str, str], int, str | None]] = [
    ({"text": " \u200b"}, 400, "text-2"),
    ({"text": "y" * 2001}, 400, "text-2"),
    ({"name": "z" * 81}, 400, "name-2"),
    ({"answer": "9"}, 422, None),
    ({"answer": ""}, 422, None),
]


async def test_unusable_comment_is_refused_in_the_askers_shape_with_its_words(
    reported: Candidate, stranger: httpx.AsyncClient
) -> None:
    path = await link_to(reported)
    for changes, status, field in UNUSABLE:
        given = {"answer": "2", "name": "Zoë", "text": COMMENT, **changes}

        script = await commented(stranger, path, **changes)
        part = await stranger.post(f"{path}/comment", data=given, headers=HTMX)
        whole = await stranger.post(f"{path}/comment", data=given, headers=HTML)

        assert {script.status_code, part.status_code, whole.status_code} == {status}
        assert part.headers["hx-retarget"] == "#problem"
        root = page(whole.text)
        assert script.json()["error"] in text_of(by_id(root, "problem"))
        if field is not None:
            assert by_id(root, field).get("aria-invalid") == "true"
            assert by_id(root, "text-2").text == given["text"]
            assert by_id(root, "name-2").get("value") == given["name"]
        else:
            assert only(root, "textarea", id="kept").text == COMMENT
    assert (await reported.get("report.json")).json()["comments"] == []


@pytest.mark.parametrize("missing", ["share_of_token", "add_comment"])
async def test_refusal_of_storage_gives_the_comment_back(
    reported: Candidate,
    stranger: httpx.AsyncClient,
    missing: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def refuse(*_: object) -> None:
        raise StorageUnavailable

    path = await link_to(reported)
    monkeypatch.setattr(reported.served.store, missing, refuse)

    form = {"answer": "2", "name": "", "text": COMMENT}
    refused = await stranger.post(f"{path}/comment", data=form, headers=HTML)

    assert refused.status_code == 503
    assert COMMENT in [field.text for field in page(refused.text).iter("textarea")]


@pytest.mark.parametrize("shape", [HTML, HTMX, JSON])
async def test_refused_comment_is_not_for_search_engines(
    reported: Candidate, stranger: httpx.AsyncClient, shape: dict[str, str]
) -> None:
    path = await link_to(reported)

    form = {"answer": "2", "name": "", "text": " "}
    refused = await stranger.post(f"{path}/comment", data=form, headers=shape)

    assert (refused.status_code, refused.headers["x-robots-tag"]) == (400, "noindex")


async def test_sent_comment_leads_back_to_its_answer(
    reported: Candidate, stranger: httpx.AsyncClient
) -> None:
    path = await link_to(reported)

    form = {"answer": "2", "name": "", "text": COMMENT}
    sent = await stranger.post(f"{path}/comment", data=form, headers=HTML)
    root = page((await stranger.get(sent.headers["location"], headers=HTML)).text)

    assert (sent.status_code, sent.headers["location"]) == (303, f"{path}?sent=2#review-2")
    (notice,) = every(by_id(root, "review-2"), "p", role="status")
    assert text_of(notice) == "Your comment was sent."


async def test_address_that_comments_too_often_is_refused_with_its_words(
    reported: Candidate, stranger: httpx.AsyncClient
) -> None:
    path = await link_to(reported)
    words = [f"Comment {number}" for number in range(21)]
    statuses = [(await commented(stranger, path, text=text)).status_code for text in words]
    assert statuses == [200] * 20 + [409]
    for _ in range(COMMENTS_PER_HOUR - 21):
        await commented(stranger, path)

    form = {"answer": "1", "name": "Zoë", "text": COMMENT}
    refused = await stranger.post(f"{path}/comment", data=form, headers=HTML)

    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 3600
    assert by_id(page(refused.text), "text-1").text == COMMENT


async def test_owner_sees_the_link_and_its_code_and_withdraws_it(
    reported: Candidate, stranger: httpx.AsyncClient
) -> None:
    made = await reported.post("share", {"scores": "1"}, HTML)
    root = page((await reported.get("feedback", HTML)).text)
    link = only(by_id(root, "share"), "a").get("href", "")

    assert (made.status_code, made.headers["location"]) == (
        303,
        f"{reported.path('feedback')}#share",
    )
    assert (await stranger.get(link, headers=HTML)).status_code == 200
    assert len(every(by_id(root, "share"), SVG)) == 1
    assert actions(by_id(root, "share")) == ["share", "unshare"]

    await reported.post("unshare", {}, HTML)

    assert (await stranger.get(link, headers=HTML)).status_code == 404
    assert actions(by_id(page((await reported.get("feedback", HTML)).text), "share")) == ["share"]


async def test_link_is_the_same_until_withdrawn(reported: Candidate) -> None:
    first, second = await link_to(reported, "1"), await link_to(reported, "0")
    await reported.post("unshare")

    assert first == second
    assert await link_to(reported) != first


async def test_sharing_before_the_feedback_or_by_halves_is_refused(candidate: Candidate) -> None:
    await candidate.begin()

    early = await candidate.post("share", {"scores": "1"})
    await report_on(candidate, 1)
    half = await candidate.post("share", {"scores": "2"})

    assert (early.status_code, half.status_code) == (409, 422)


async def test_erased_session_takes_link_and_comments_along(
    reported: Candidate, stranger: httpx.AsyncClient
) -> None:
    path = await link_to(reported)
    await commented(stranger, path)

    await reported.post("erase")

    assert (await stranger.get(path, headers=HTML)).status_code == 404
    assert (await commented(stranger, path)).status_code == 404


async def test_shared_page_has_no_way_on(reported: Candidate, stranger: httpx.AsyncClient) -> None:
    path = await link_to(reported)

    root = page((await stranger.get(path, headers=HTML)).text)

    inside = [a.get("href", "") for a in only(root, "main").iter("a")]
    assert all(href.startswith("#") for href in inside)
    assert not has_id(root, "practice-1")
    assert actions(only(root, "main")) == ["comment", "comment", "comment"]
    assert AGAIN not in text_of(root)


async def test_other_machines_follow_no_link_in_a_hall(tmp_path: Path) -> None:
    async with served(parts(tmp_path, is_hall=True)) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        path = await link_to(await report_on(candidate))
        elsewhere = {**HTML, "X-Forwarded-For": "192.0.2.7"}

        found = [await client.get(path, headers=headers) for headers in (HTML, elsewhere)]

    assert [response.status_code for response in found] == [200, 404]


WRITTEN = {"text-1": "One <word>", "name-1": "Ana", "text-2": COMMENT, "name-2": "Zoë"}


def typed(root: Element) -> dict[str, str]:
    """What stands in each field of a page, without the empty ones."""
    found = {field.get("name", ""): field.text or "" for field in root.iter("textarea")}
    found |= {field.get("name", ""): field.get("value", "") for field in root.iter("input")}
    return {name: text for name, text in found.items() if text}


async def comments_of(candidate: Candidate) -> list[tuple[int, str, str]]:
    told = (await candidate.get("report.json")).json()["comments"]
    return [(one["answer"], one["name"], one["text"]) for one in told]


async def test_fields_and_buttons_of_all_comments_are_one_form(
    reported: Candidate, stranger: httpx.AsyncClient
) -> None:
    path = await link_to(reported)

    root = page((await stranger.get(path, headers=HTML)).text)

    form = by_id(root, "commenting")
    assert (form.get("action"), form.get("method")) == (f"{path}/comment", "post")
    owned = [one for one in root.iter() if one.get("form") == "commenting"]
    assert [(one.get("name"), one.get("value", "")) for one in owned] == [
        ("text-1", ""),
        ("name-1", ""),
        ("answer", "1"),
        ("text-2", ""),
        ("name-2", ""),
        ("answer", "2"),
    ]
    buttons = [one for one in root.iter("button") if one in owned or one in list(form)]
    assert buttons[0].get("name") is None, "what the Enter key presses"


async def test_words_about_other_answers_come_along(
    reported: Candidate, stranger: httpx.AsyncClient
) -> None:
    path = await link_to(reported)

    both = await stranger.post(f"{path}/comment", data={**WRITTEN, "answer": "2"}, headers=HTML)
    named = {"answer": "1", "text-1": "One", "name-2": "Bo"}
    name = await stranger.post(f"{path}/comment", data=named, headers=HTML)
    script = await stranger.post(f"{path}/comment", data={**WRITTEN, "answer": "1"}, headers=JSON)
    alone = {"answer": "2", "text-2": "Two", "text-1": ""}
    last = await stranger.post(f"{path}/comment", data=alone, headers=HTML)

    root = page(both.text)
    assert both.status_code == 200
    assert typed(root) == {"text-1": "One <word>", "name-1": "Ana"}
    (notice,) = every(by_id(root, "review-2"), "p", role="status")
    assert (text_of(notice), "autofocus" in notice.attrib) == ("Your comment was sent.", True)
    folded = every(root, "details", **{"class": "practise"})
    assert ["open" in one.attrib for one in folded] == [True, False]
    assert (name.status_code, typed(page(name.text))) == (200, {"name-2": "Bo"})
    assert script.json() == {"redirect": f"{path}?sent=1#review-1"}
    assert last.status_code == 303
    assert await comments_of(reported) == [
        (2, "Zoë", COMMENT),
        (1, "", "One"),
        (1, "Ana", "One <word>"),
        (2, "", "Two"),
    ]


async def test_refused_comment_keeps_the_words_about_other_answers(
    reported: Candidate, stranger: httpx.AsyncClient
) -> None:
    path = await link_to(reported)

    form = {**WRITTEN, "answer": "2", "text-2": " "}
    refused = await stranger.post(f"{path}/comment", data=form, headers=HTML)
    unwritten = {**form, "text-2": "", "name-2": ""}
    empty = await stranger.post(f"{path}/comment", data=unwritten, headers=HTML)
    await reported.post("unshare")
    nowhere = await stranger.post(f"{path}/comment", data=form, headers=HTML)

    root = page(refused.text)
    assert refused.status_code == 400
    typed_of_others = {"text-1": "One <word>", "name-1": "Ana"}
    assert typed(root) == {**typed_of_others, "text-2": " ", "name-2": "Zoë"}
    assert [e.get("id") for e in root.iter() if e.get("aria-invalid")] == ["text-2"]
    assert (empty.status_code, typed(page(empty.text))) == (400, typed_of_others)
    assert nowhere.status_code == 404
    assert "One <word>" in (only(page(nowhere.text), "textarea", id="kept").text or "")


async def test_enter_in_a_name_sends_the_one_comment_that_is_written(
    reported: Candidate, stranger: httpx.AsyncClient
) -> None:
    path = await link_to(reported)

    form = {"text-1": "", "name-1": "", "text-2": COMMENT, "name-2": "Zoë"}
    sent = await stranger.post(f"{path}/comment", data=form, headers=HTML)
    refused = await stranger.post(f"{path}/comment", data=WRITTEN, headers=HTML)
    beside = {"text-1": COMMENT, "name-1": "", "text-2": "", "name-2": "Zoë"}
    elsewhere = await stranger.post(f"{path}/comment", data=beside, headers=HTML)

    assert sent.headers["location"] == f"{path}?sent=2#review-2"
    assert elsewhere.status_code == 422
    root = page(refused.text)
    assert refused.status_code == 422
    assert text_of(by_id(root, "problem")) == "Say which answer the comment is about."
    assert typed(root) == WRITTEN
    assert await comments_of(reported) == [(2, "Zoë", COMMENT)]
