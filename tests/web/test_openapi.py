"""The schema of the JSON side: what it names is what the routes answer."""

from __future__ import annotations

from typing import Any

from tests.candidate import Candidate
from tests.serving import HTML, JSON, Served

PAGES = {"/metrics", "/static/{file_path}"}

OPTIONAL = {"Message": {"clarified"}}


async def schema_of(viva: Served) -> dict[str, Any]:
    async with viva.client() as client:
        response = await client.get("/schema/openapi.json", headers=JSON)
    assert response.status_code == 200
    told: dict[str, Any] = response.json()
    return told


async def test_schema_names_the_objects_of_an_interview(viva: Served, candidate: Candidate) -> None:
    objects = (await schema_of(viva))["components"]["schemas"]
    await candidate.begin()
    told = (await candidate.get("interview", JSON)).json()

    for name, found in (
        ("Interview", told),
        ("Session", told["session"]),
        ("Message", told["conversation"][0]),
        ("Progress", told["progress"]),
        ("Turn", told["turn"]),
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
            if path not in {"/healthz", "/readyz"}:
                for status, answer in told["responses"].items():
                    content = answer["content"]["application/json"]["schema"]
                    named = content.get("$ref", "") or content.get("oneOf")
                    assert named, f"{path} {status}"
                    assert status == "200" or named == "#/components/schemas/Error"


async def test_nothing_else_stands_beside_the_schema(viva: Served) -> None:
    for path in ["/schema", "/schema/", "/schema/redoc", "/schema/x.json"]:
        async with viva.client() as client:
            script = await client.get(path, headers=JSON)
            page = await client.get(path, headers=HTML)

        assert (script.status_code, page.status_code) == (404, 404), path
        assert script.json() == {"status": 404, "error": "Page not found"}, path
        assert "<main" in page.text, path
