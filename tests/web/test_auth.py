"""Who may: owners, strangers, other sites; and what never leaks."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from pathlib import Path
from urllib.parse import quote

import pytest
from websockets.exceptions import InvalidStatus

from tests.candidate import Candidate
from tests.serving import HTML, JSON, Served, parts, served

ROUTES = [
    ("GET", "upload"),
    ("GET", "papers"),
    ("POST", "upload-cv"),
    ("POST", "upload-job"),
    ("GET", "interview"),
    ("POST", "message"),
    ("GET", "question/1"),
    ("POST", "retry"),
    ("POST", "complete"),
    ("GET", "feedback"),
    ("GET", "transcript.md"),
    ("GET", "transcript.json"),
    ("GET", "transcript.txt"),
    ("GET", "report.md"),
    ("GET", "report.json"),
    ("POST", "again"),
    ("POST", "question/1/clarify"),
    ("POST", "practice/1"),
    ("POST", "share"),
    ("POST", "unshare"),
    ("POST", "comment/c/remove"),
    ("POST", "erase"),
]


@pytest.mark.parametrize(("method", "rest"), ROUTES)
async def test_stranger_gets_403_without_session_content(
    candidate: Candidate, method: str, rest: str
) -> None:
    await candidate.begin()
    async with candidate.served.client() as stranger:
        path = candidate.path(rest)
        form = {"answer": "x"} if method == "POST" else None
        as_json = await stranger.request(method, path, headers=JSON, data=form)
        page = await stranger.request(method, path, headers=HTML, data=form)

    assert (as_json.status_code, page.status_code) == (403, 403)
    assert as_json.json()["error"] == "You don't have access to this session"
    assert "St Anne" not in page.text


@pytest.mark.parametrize(("method", "rest"), ROUTES)
@pytest.mark.parametrize("unknown", ["no-such-session", "%00", "..%2f..", "a" * 500, "é"])
async def test_unknown_or_malformed_id_is_404(
    candidate: Candidate, method: str, rest: str, unknown: str
) -> None:
    response = await candidate.client.request(method, f"/session/{unknown}/{rest}", headers=JSON)

    assert response.status_code == 404
    if unknown == "no-such-session":
        assert response.json() == {"status": 404, "error": "Session not found"}


async def test_cookie_holds_144_random_bits(viva: Served) -> None:
    values = set()
    for _ in range(2):
        async with viva.client() as client:
            await client.post("/demo", headers=HTML)
            values.add(client.cookies["viva"])

    assert len(values) == 2
    assert {len(urlsafe_b64decode(value)) * 8 for value in values} == {144}


async def test_cookie_is_out_of_reach_of_scripts(viva: Served) -> None:
    async with viva.client() as client:
        response = await client.post("/demo", headers=HTML)

    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert "Secure" not in cookie


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[elsewhere"}, 403),
        ({"Origin": "http://elsewhere:port"}, 403),
        ({}, 303),
    ],
)
async def test_unsafe_requests_of_other_sites_are_refused(
    viva: Served, headers: dict[str, str], status: int
) -> None:
    async with viva.client() as client:
        response = await client.post("/demo", headers={**HTML, **headers})

    assert response.status_code == status


async def test_same_origin_request_is_accepted(viva: Served) -> None:
    async with viva.client() as client:
        response = await client.post("/demo", headers={**HTML, "Origin": viva.origin})

    assert response.status_code == 303


@pytest.mark.parametrize("scheme_and_port", [("http", 80), ("https", 443)])
@pytest.mark.parametrize("names_port", ["origin", "host"])
async def test_default_port_may_be_given_in_origin(
    viva: Served, scheme_and_port: tuple[str, int], names_port: str
) -> None:
    scheme, port = scheme_and_port
    said = {"origin": "viva.example", "host": "viva.example"}
    said[names_port] += f":{port}"
    headers = {"X-Forwarded-Proto": scheme, "Host": said["host"]}
    async with viva.client() as client:
        own = await client.post(
            "/demo", headers={**headers, "Origin": f"{scheme}://{said['origin']}"}
        )
        other = await client.post(
            "/demo", headers={**headers, "Origin": f"{scheme}://viva.example:81"}
        )

    assert (own.status_code, other.status_code) == (303, 403)


@pytest.mark.parametrize("path", ["/", "/dashboard", "/nowhere", "/healthz"])
async def test_every_answer_carries_the_strict_headers(viva: Served, path: str) -> None:
    async with viva.client() as client:
        response = await client.get(path, headers=HTML)

    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"
    assert response.headers["cache-control"] == "no-store"
    assert "strict-transport-security" not in response.headers


async def test_erased_session_is_unknown_everywhere(candidate: Candidate) -> None:
    await candidate.begin()
    response = await candidate.post("erase", {}, HTML)

    assert response.status_code == 303
    assert (await candidate.get("interview")).status_code == 404
    assert (await candidate.client.get("/dashboard", headers=JSON)).json() == {"sessions": []}


async def test_dashboard_shows_the_own_five_latest_only(candidate: Candidate) -> None:
    for number in range(6):
        await candidate.create(f"Job {number}", "Somewhere")
    async with candidate.served.client() as stranger:
        nothing = await stranger.get("/dashboard", headers=JSON)

    mine = (await candidate.client.get("/dashboard", headers=JSON)).json()["sessions"]
    assert [row["job_title"] for row in mine] == [f"Job {n}" for n in (5, 4, 3, 2, 1)]
    assert nothing.json() == {"sessions": []}


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"company_name": "C"}, "Job title cannot be empty"),
        ({"job_title": "\u00a0", "company_name": "C"}, "Job title cannot be empty"),
        ({"job_title": "J"}, "Company name cannot be empty"),
        ({"job_title": "j" * 201, "company_name": "C"}, "Job title too long (max 200 characters)"),
        (
            {"job_title": "J", "company_name": "c" * 201},
            "Company name too long (max 200 characters)",
        ),
    ],
)
async def test_start_without_a_name_is_refused_and_keeps_the_other(
    viva: Served, form: dict[str, str], error: str
) -> None:
    async with viva.client() as client:
        as_json = await client.post("/session/create", data=form, headers=JSON)
        page = await client.post("/session/create", data=form, headers=HTML)

    assert as_json.json() == {"status": 400, "error": error}
    assert page.status_code == 400
    assert error in page.text
    assert all(value.strip("\u00a0") in page.text for value in form.values())


@pytest.mark.parametrize("forged", ["owner-1", "A" * 24, "", "é" * 24, "../" * 8])
async def test_guessed_cookie_opens_no_session(candidate: Candidate, forged: str) -> None:
    cookie = quote(forged)
    async with candidate.served.client(Cookie=f"viva={cookie}") as stranger:
        response = await stranger.get(candidate.path("interview"), headers=JSON)

    assert response.status_code == 403


async def test_stored_owner_does_not_open_the_session(candidate: Candidate) -> None:
    """Who reads the database, or a backup of it, gets no cookie out of it."""
    session = await candidate.served.store.session(candidate.session_id)
    assert session is not None
    async with candidate.served.client(Cookie=f"viva={session.owner}") as stranger:
        response = await stranger.get(candidate.path("interview"), headers=JSON)

    assert response.status_code == 403
    assert candidate.client.cookies["viva"] not in session.owner


async def test_cookie_of_an_older_version_still_owns_its_sessions(candidate: Candidate) -> None:
    signed = f"{candidate.client.cookies['viva']}.SomeOldSignature_-x"
    async with candidate.served.client(Cookie=f"viva={signed}") as same:
        response = await same.get(candidate.path("interview"), headers=JSON)

    assert response.status_code == 200


async def test_every_new_session_renews_the_cookie(viva: Served) -> None:
    async with viva.client() as client:
        first = await client.post("/demo", headers=HTML)
        again = await client.post("/demo", headers=HTML)

    assert again.headers["set-cookie"] == first.headers["set-cookie"]


async def test_health_and_readiness_answer(viva: Served) -> None:
    async with viva.client() as client:
        assert (await client.get("/healthz")).json() == {"status": "ok"}
        assert (await client.get("/readyz")).json()["status"] == "ok"


async def test_unknown_pages_and_methods_are_answered_in_shape(viva: Served) -> None:
    async with viva.client() as client:
        as_json = await client.get("/nowhere", headers=JSON)
        page = await client.get("/nowhere", headers=HTML)
        wrong = await client.put("/dashboard", headers=JSON)

    assert as_json.json() == {"status": 404, "error": "Page not found"}
    assert page.status_code == 404
    assert "<main" in page.text
    assert wrong.status_code == 405


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("viva.example", 200),
        ("VIVA.example:8443", 200),
        ("viva.example.", 200),
        ("a.sub.example:80", 200),
        ("sub.example", 400),
        ("[::1]:8000", 200),
        ("port.example:81", 200),
        ("port.example:82", 400),
        ("viva.example.evil.example", 400),
        ("", 400),
    ],
)
async def test_only_the_hosts_named_are_served(tmp_path: Path, host: str, status: int) -> None:
    allowed = ("viva.example", "*.sub.example", "[::1]", "port.example:81")
    async with served(parts(tmp_path, allowed_hosts=allowed)) as viva, viva.client() as client:
        page = await client.get("/", headers={"Host": host, **HTML})
        script = await client.get("/", headers={"Host": host, **JSON})
        probe = await client.get("/healthz", headers={"Host": host})

    assert (page.status_code, script.status_code, probe.status_code) == (status, status, 200)
    if status == 400:
        assert "This address is not served here." in page.text
        assert script.json() == {"status": 400, "error": "This address is not served here."}


async def test_handshake_for_other_host_is_refused_without_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(parts(tmp_path, allowed_hosts=("viva.example",))) as viva:
        client = viva.client(Host="viva.example")
        async with client:
            candidate = Candidate(viva, client)
            await candidate.prepare()
            await candidate.begin()
            with pytest.raises(InvalidStatus) as refused:
                async with candidate.watch(1):
                    pass

    assert refused.value.response.status_code == 400
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
