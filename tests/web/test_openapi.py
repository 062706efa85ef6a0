"""The schema of the JSON side: what it names is what the routes answer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from app.domain.persona import LANGUAGES
from app.domain.source import Source
from tests.candidate import Candidate
from tests.fakes import FakeInterviewer
from tests.serving import HTML, JSON, Served
from tests.web.markup import page
from tests.web.presenter import presenting
from tests.web.test_practice import practised, report_on

PAGES = {"/metrics", "/static/{file_path}"}

OPTIONAL = {"Message": {"clarified"}, "Ready": {"redis"}}


def boxes(name: str) -> str:
    """The fields of a page with a box for each of eight answers."""
    return " ".join(f"{name}-{turn}" for turn in range(1, 9))


URL_ENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
REQUIRED_AND_OPTIONAL = {
    "/demo": ("", "story present interviewer"),
    "/session/create": ("job_title company_name", ""),
    "/session/{session_id}/upload-cv": ("", "cv_text job_description interviewer language"),
    "/session/{session_id}/upload-job": ("job_description", "interviewer language cv_text"),
    "/session/{session_id}/message": ("answer", "turn live present"),
    "/session/{session_id}/retry": ("", f"live {boxes('answer')}"),
    "/session/{session_id}/question/{number}/clarify": ("", "answer"),
    "/session/{session_id}/whole": ("", "whole answer"),
    "/session/{session_id}/complete": ("", "answer"),
    "/session/{session_id}/erase": ("", ""),
    "/session/{session_id}/again": ("", ""),
    "/session/{session_id}/practice/{number}": ("answer", boxes("answer")),
    "/session/{session_id}/share": ("", f"scores {boxes('answer')}"),
    "/session/{session_id}/unshare": ("", boxes("answer")),
    "/session/{session_id}/comment/{comment}/remove": ("", boxes("answer")),
    "/shared/{token}/comment": ("answer text", f"name {boxes('text')} {boxes('name')}"),
    "/session/{session_id}/present/{what}": ("step", "page show answer speed interviewer pause"),
    "/remote/{token}": ("what", "step"),
}


async def schema_of(viva: Served) -> dict[str, Any]:
    async with viva.client() as client:
        response = await client.get("/schema/openapi.json", headers=JSON)
    assert response.status_code == 200
    told: dict[str, Any] = response.json()
    return told


async def test_schema_names_the_objects_that_are_told(viva: Served, candidate: Candidate) -> None:
    objects = (await schema_of(viva))["components"]["schemas"]
    await candidate.begin()
    told = (await candidate.get("interview", JSON)).json()
    ready = (await candidate.client.get("/readyz")).json()

    for name, found in (
        ("Interview", told),
        ("Session", told["session"]),
        ("Message", told["conversation"][0]),
        ("Progress", told["progress"]),
        ("Turn", told["turn"]),
        ("Ready", ready),
    ):
        optional = OPTIONAL.get(name, set())
        assert set(objects[name]["properties"]) - optional == set(found)
        assert set(objects[name]["required"]) == set(found)


async def test_schema_tells_every_route_its_objects_and_its_errors(viva: Served) -> None:
    paths = (await schema_of(viva))["paths"]

    assert "/session/{session_id}/message" in paths
    assert not PAGES & set(paths)
    for path, methods in paths.items():
        for told in methods.values():
            for status, answer in told["responses"].items():
                content = answer["content"]["application/json"]["schema"]
                named = content.get("$ref", "") or content.get("oneOf")
                assert named, f"{path} {status}"
                assert status == "200" or named == "#/components/schemas/Error"


async def test_schema_tells_of_a_page_that_cannot_be_had_and_of_a_process_that_is_not_ready(
    viva: Served,
) -> None:
    paths = (await schema_of(viva))["paths"]

    assert {"500", "503"} <= set(paths["/session/{session_id}/feedback"]["get"]["responses"])
    assert "503" in paths["/readyz"]["get"]["responses"]


async def test_schema_tells_what_every_form_takes(viva: Served) -> None:
    paths = (await schema_of(viva))["paths"]

    told = {path: methods["post"] for path, methods in paths.items() if "post" in methods}
    assert set(told) == set(REQUIRED_AND_OPTIONAL)
    for path, (required, optional) in REQUIRED_AND_OPTIONAL.items():
        body = told[path].get("requestBody", {})
        form = body.get("content", {}).get(URL_ENCODED, {}).get("schema", {})
        assert set(form.get("properties", ())) == {*required.split(), *optional.split()}, path
        assert form.get("required", []) == required.split(), path
        assert body.get("required", False) is bool(required), path
    (upload,) = [path for path, post in told.items() if MULTIPART in str(post)]
    file = told[upload]["requestBody"]["content"][MULTIPART]["schema"]["properties"]["cv_file"]
    assert upload == "/session/{session_id}/upload-cv"
    assert file == {"type": "string", "contentMediaType": "application/octet-stream"}


async def test_pages_send_nothing_that_the_schema_does_not_tell(
    tmp_path: Path, viva: Served, candidate: Candidate
) -> None:
    fields = fields_of(await schema_of(viva))
    shown = [await page_at(candidate, "/")]
    shown += [await page_at(candidate, candidate.path("upload"))]
    await candidate.begin()
    shown += [await page_at(candidate, candidate.path("interview"))]
    await report_on(candidate)
    await practised(candidate)
    link = urlsplit((await candidate.post("share", {"scores": "1"})).json()["url"]).path
    await candidate.client.post(f"{link}/comment", data={"answer": "1", "text": "Well put."})
    shown += [await page_at(candidate, candidate.path("feedback"))]
    shown += [await page_at(candidate, link)]
    async with presenting(tmp_path / "show") as presenter:
        await presenter.begun()
        for path in (presenter.path, await presenter.link("remote")):
            shown.append(page((await presenter.client.get(path, headers=HTML)).text))

    sent = {pair for root in shown for pair in sent_by(root)}
    assert {
        ("share", "scores"),
        ("2", "answer-2"),
        ("comment", "text-2"),
        ("comment", "answer"),
        ("speed", "speed"),
    } <= {(path.rpartition("/")[2], name) for path, name in sent}
    for path, name in sent:
        (told,) = [told for pattern, told in fields if pattern.fullmatch(path)]
        assert name in told, path


async def page_at(candidate: Candidate, path: str) -> Element:
    return page((await candidate.client.get(path, headers=HTML)).text)


def fields_of(schema: dict[str, Any]) -> list[tuple[re.Pattern[str], set[str]]]:
    """What addresses of forms look like, and the fields that each takes."""
    found = []
    for path, methods in schema["paths"].items():
        forms = methods.get("post", {}).get("requestBody", {}).get("content", {}).values()
        names = {name for form in forms for name in form["schema"]["properties"]}
        if "post" in methods:
            found.append((re.compile(re.sub(r"{\w+}", "[^/]+", path)), names))
    return found


def sent_by(root: Element) -> set[tuple[str, str]]:
    """The fields of each form: its address, and a field's name.

    A box that is sent with those of other answers stands in a form of the same address.
    """
    return {
        (form.get("action", ""), field.get("name", ""))
        for form in root.iter("form")
        if form.get("method") == "post"
        for field in form.iter()
        if field is not form
        and field.get("name")
        and field.get("disabled") is None
        and not is_for_scripts(field)
        if field.get("form") in {None, "practising", "commenting", "desk"}
    }


def is_for_scripts(field: Element) -> bool:
    return field.get("name") in {"aloud", "dictate", "clock"}


async def test_nothing_else_stands_beside_the_schema(viva: Served) -> None:
    for path in ["/schema", "/schema/", "/schema/redoc", "/schema/x.json"]:
        async with viva.client() as client:
            script = await client.get(path, headers=JSON)
            page = await client.get(path, headers=HTML)

        assert (script.status_code, page.status_code) == (404, 404), path
        assert script.json() == {"status": 404, "error": "Page not found"}, path
        assert "<main" in page.text, path


async def test_schema_tells_the_values_of_fields_that_take_no_others(viva: Served) -> None:
    paths = (await schema_of(viva))["paths"]

    told = {
        (path, name): set(field["enum"])
        for path, methods in paths.items()
        for form in methods.get("post", {}).get("requestBody", {}).get("content", {}).values()
        for name, field in form["schema"]["properties"].items()
        if "enum" in field
    }
    speakers = {"", "model", "demo"}
    languages = {"", *LANGUAGES}
    personas = {"", "recruiter", "hiring-manager", "peer"}
    assert told == {
        ("/demo", "interviewer"): speakers,
        ("/session/{session_id}/upload-cv", "interviewer"): personas,
        ("/session/{session_id}/upload-cv", "language"): languages,
        ("/session/{session_id}/upload-job", "interviewer"): personas,
        ("/session/{session_id}/upload-job", "language"): languages,
        ("/session/{session_id}/share", "scores"): {"", "0", "1"},
        ("/session/{session_id}/present/{what}", "speed"): {"0.5", "1", "2", "instant"},
        ("/session/{session_id}/present/{what}", "interviewer"): speakers,
        ("/remote/{token}", "what"): {"next", "back"},
    }


async def test_values_that_the_schema_tells_are_taken_and_others_refused(
    tmp_path: Path, viva: Served
) -> None:
    paths = (await schema_of(viva))["paths"]

    async with presenting(
        tmp_path / "show", interviewer=FakeInterviewer(source=Source.MODEL)
    ) as presenter:
        await presenter.begun()
        form = paths["/session/{session_id}/present/{what}"]["post"]["requestBody"]["content"]
        for what in ("speed", "interviewer"):
            values = form[URL_ENCODED]["schema"]["properties"][what]["enum"]
            given = [{what: value} for value in (*values, "stand-in")]
            statuses = [(await presenter.press(what, HTML, **one)).status_code for one in given]
            assert statuses == [303] * len(values) + [422]
