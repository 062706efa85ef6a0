"""Who may: owners, strangers, other sites; and what never leaks."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from pathlib import Path
from urllib.parse import quote

import pytest
from websockets.exceptions import InvalidStatus

from tests.candidate import Candidate
from tests.serving import HTML, HTMX, JSON, Served, parts, served

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
NO_SESSION = {"status": 404, "error": "Session not found"}
OTHER_SITES = [
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
]
NAMELESS = [
    ({"company_name": "C"}, "Job title cannot be empty"),
    ({"job_title": "\u00a0", "company_name": "C"}, "Job title cannot be empty"),
    ({"job_title": "J"}, "Company name cannot be empty"),
    ({"job_title": "j" * 201, "company_name": "C"}, "Job title too long (max 200 characters)"),
    ({"job_title": "J", "company_name": "c" * 201}, "Company name too long (max 200 characters)"),
]
HOSTS = {
    "viva.example": 200,
    "VIVA.example:8443": 200,
    "viva.example.": 200,
    "a.sub.example:80": 200,
    "sub.example": 400,
    "[::1]:8000": 200,
    "port.example:81": 200,
    "port.example:82": 400,
    "viva.example.evil.example": 400,
    "": 400,
}


async def test_stranger_gets_403_without_session_content(candidate: Candidate) -> None:
    await candidate.begin()
    seen = {}
    for method, rest in ROUTES:
        async with candidate.served.client() as stranger:
            path = candidate.path(rest)
            form = {"answer": "x"} if method == "POST" else None
            as_json = await stranger.request(method, path, headers=JSON, data=form)
            page = await stranger.request(method, path, headers=HTML, data=form)
        error = as_json.json()["error"] if as_json.status_code == 403 else as_json.text
        leaks = "St Anne" in page.text
        seen[method, rest] = (as_json.status_code, page.status_code, error, leaks)

    refused = (403, 403, "You don't have access to this session", False)
    assert {route: each for route, each in seen.items() if each != refused} == {}


@pytest.mark.parametrize("unknown", ["no-such-session", "%00", "..%2f..", "a" * 500, "é"])
async def test_unknown_or_malformed_id_is_404(candidate: Candidate, unknown: str) -> None:
    wrong = {}
    for method, rest in ROUTES:
        path = f"/session/{unknown}/{rest}"
        response = await candidate.client.request(method, path, headers=JSON)
        is_told = unknown != "no-such-session" or response.json() == NO_SESSION
        if response.status_code != 404 or not is_told:
            wrong[method, rest] = (response.status_code, response.text)

    assert wrong == {}


async def test_fragment_of_a_refusal_is_whole_sentences_with_a_way_on(
    candidate: Candidate,
) -> None:
    async with candidate.served.client() as nobody:
        refused = await nobody.get(candidate.path("interview"), headers=HTMX)
        unknown = await nobody.get("/session/unknown/interview", headers=HTMX)

    assert "You don&#39;t have access to this session. A session needs a cookie" in refused.text
    assert "Session not found. <a" in unknown.text
    assert 'href="/"' in unknown.text


async def test_cookie_holds_144_random_bits(viva: Served) -> None:
    values = set()
    for _ in range(2):
        async with viva.client() as client:
            await client.post("/demo", headers=HTML)
            values.add(client.cookies["viva"])

    assert len(values) == 2
    assert {len(urlsafe_b64decode(value)) * 8 for value in values} == {144}


@pytest.mark.parametrize(
    ("path", "form"), [("/demo", {}), ("/session/create", {"job_title": "A", "company_name": "B"})]
)
async def test_cookie_that_a_client_invented_owns_no_session(
    viva: Served, path: str, form: dict[str, str]
) -> None:
    invented = "A" * 24
    async with viva.client(Cookie=f"viva={invented}") as client:
        made = await client.post(path, data=form, headers=HTML)
        theirs = (await client.get("/dashboard", headers=JSON)).json()
    async with viva.client() as client:
        client.cookies.update(made.cookies)
        own = (await client.get("/dashboard", headers=JSON)).json()

    assert made.cookies["viva"] != invented
    assert len(theirs["sessions"]) == 0
    assert len(own["sessions"]) == 1


async def test_cookie_is_out_of_reach_of_scripts(viva: Served) -> None:
    async with viva.client() as client:
        response = await client.post("/demo", headers=HTML)

    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert "Secure" not in cookie


async def test_unsafe_requests_of_other_sites_are_refused(viva: Served) -> None:
    wrong = []
    for headers, status in OTHER_SITES:
        async with viva.client() as client:
            response = await client.post("/demo", headers={**HTML, **headers})
        if response.status_code != status:
            wrong.append((headers, status, response.status_code))

    assert wrong == []


async def test_same_origin_request_is_accepted(viva: Served) -> None:
    async with viva.client() as client:
        response = await client.post("/demo", headers={**HTML, "Origin": viva.origin})

    assert response.status_code == 303


async def test_default_port_may_be_given_in_origin(viva: Served) -> None:
    seen = {}
    for scheme, port in (("http", 80), ("https", 443)):
        for names_port in ("origin", "host"):
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
            seen[scheme, names_port] = (own.status_code, other.status_code)

    assert {case: each for case, each in seen.items() if each != (303, 403)} == {}


async def test_every_answer_carries_the_strict_headers(viva: Served) -> None:
    for path in ("/", "/dashboard", "/nowhere", "/healthz"):
        async with viva.client() as client:
            response = await client.get(path, headers=HTML)

        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy, path
        assert response.headers["x-content-type-options"] == "nosniff", path
        assert response.headers["referrer-policy"] == "same-origin", path
        assert response.headers["cache-control"] == "no-store", path
        assert "strict-transport-security" not in response.headers, path


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


async def test_start_without_a_name_is_refused_and_keeps_the_other(viva: Served) -> None:
    for form, error in NAMELESS:
        async with viva.client() as client:
            as_json = await client.post("/session/create", data=form, headers=JSON)
            page = await client.post("/session/create", data=form, headers=HTML)

        assert as_json.json() == {"status": 400, "error": error}
        assert page.status_code == 400, form
        assert error in page.text
        assert all(value.strip("\u00a0") in page.text for value in form.values()), form


async def test_guessed_cookie_opens_no_session(candidate: Candidate) -> None:
    seen = {}
    for forged in ("owner-1", "A" * 24, "", "é" * 24, "../" * 8):
        async with candidate.served.client(Cookie=f"viva={quote(forged)}") as stranger:
            response = await stranger.get(candidate.path("interview"), headers=JSON)
        seen[forged] = response.status_code

    assert {forged: status for forged, status in seen.items() if status != 403} == {}


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


async def test_only_the_hosts_named_are_served(tmp_path: Path) -> None:
    allowed = ("viva.example", "*.sub.example", "[::1]", "port.example:81")
    async with served(parts(tmp_path, allowed_hosts=allowed)) as viva, viva.client() as client:
        for host, status in HOSTS.items():
            page = await client.get("/", headers={"Host": host, **HTML})
            script = await client.get("/", headers={"Host": host, **JSON})
            probe = await client.get("/healthz", headers={"Host": host})

            seen = (page.status_code, script.status_code, probe.status_code)
            assert seen == (status, status, 200), host
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
