"""Who gets what."""

from __future__ import annotations

import pytest

from tests.serving import Served

PAGE, FRAGMENT, AS_JSON = "page", "fragment", "json"


@pytest.mark.parametrize(
    ("accept", "shape"),
    [
        ("application/json", AS_JSON),
        ("application/json;charset=utf-8", AS_JSON),
        ("application/json, text/plain, */*", AS_JSON),
        ("application/json, text/html", AS_JSON),
        ("application/json, text/html;q=0.5", AS_JSON),
        ("text/html, application/json", PAGE),
        ("text/html;q=0.5, application/json", AS_JSON),
        ("text/html, application/json;q=0.9, */*;q=0.1", PAGE),
        ("text/html;level=1;q=0.8, application/xml", PAGE),
        ("application/json;q=0, text/html", PAGE),
        ("application/json;q=0", FRAGMENT),
        ("text/html;q=0", FRAGMENT),
        ("text/html;q=much", PAGE),
        ("*/*", FRAGMENT),
        ("", FRAGMENT),
    ],
)
async def test_the_asker_gets_the_shape_it_wants_most(
    viva: Served, accept: str, shape: str
) -> None:
    async with viva.client() as client:
        response = await client.get("/", headers={"Accept": accept})

    is_json = response.headers["content-type"].startswith("application/json")
    is_page = "<html" in response.text
    assert shape == (AS_JSON if is_json else PAGE if is_page else FRAGMENT)
