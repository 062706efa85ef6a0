"""Behind a proxy: the own address as it is really sent, and a proxy nobody told us of."""

from __future__ import annotations

from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from tests.candidate import Candidate
from tests.serving import HTML, JSON, parts, served

TRUSTED = ("127.0.0.1",)
MEND = "TRUSTED_PROXIES"
AS_SENT = [
    # nginx with $http_host, Caddy, Traefik: the host as the browser sent it
    (
        {"Host": "viva.example:8443", "X-Forwarded-Proto": "https"},
        "https://viva.example:8443",
        303,
    ),
    ({"Host": "viva.example", "X-Forwarded-Proto": "https"}, "https://viva.example", 303),
    ({"Host": "VIVA.example", "X-Forwarded-Proto": "HTTPS"}, "https://viva.example", 303),
    # Apache without ProxyPreserveHost, IIS: the own host apart
    (
        {
            "Host": "10.0.0.9:8000",
            "X-Forwarded-Host": "viva.example",
            "X-Forwarded-Proto": "https",
        },
        "https://viva.example",
        303,
    ),
    # nginx with $host and the port apart
    (
        {
            "Host": "viva.example",
            "X-Forwarded-Port": "8443",
            "X-Forwarded-Proto": "https",
        },
        "https://viva.example:8443",
        303,
    ),
    # two proxies, each of which adds what it saw
    (
        {
            "Host": "inner.local",
            "X-Forwarded-Host": "viva.example, inner.local",
            "X-Forwarded-Proto": "https, http",
        },
        "https://viva.example",
        303,
    ),
    ({"Host": "viva.example", "X-Forwarded-Proto": "https"}, "http://viva.example", 403),
    (
        {"Host": "viva.example", "X-Forwarded-Proto": "https"},
        "https://viva.example:8443",
        403,
    ),
    (
        {"Host": "viva.example", "X-Forwarded-Host": "viva.example"},
        "http://evil.example",
        403,
    ),
]


async def test_own_address_is_compared_as_proxies_send_it(tmp_path: Path) -> None:
    async with served(parts(tmp_path, trusted_proxies=TRUSTED)) as viva:
        for sent, origin, status in AS_SENT:
            async with viva.client() as client:
                response = await client.post("/demo", headers={**HTML, **sent, "Origin": origin})
            assert response.status_code == status, (sent, origin)


async def test_forwarded_headers_of_untrusted_peer_are_ignored(tmp_path: Path) -> None:
    headers = {"X-Forwarded-Host": "evil.example", "Origin": "http://evil.example"}
    async with served(parts(tmp_path), proxy_headers=False) as viva, viva.client() as client:
        response = await client.post("/demo", headers={**HTML, **headers})

    assert response.status_code == 403


async def test_secure_cookie_behind_a_list_of_schemes(tmp_path: Path) -> None:
    headers = {"X-Forwarded-Proto": "https,http", "X-Forwarded-For": "203.0.113.7"}
    async with served(parts(tmp_path, trusted_proxies=TRUSTED)) as viva, viva.client() as client:
        response = await client.post("/demo", headers={**HTML, **headers})

    assert "__Host-viva" in response.headers["set-cookie"]
    assert "Secure" in response.headers["set-cookie"]


async def test_browsers_are_asked_to_stay_with_https(tmp_path: Path) -> None:
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
    async with served(parts(tmp_path, trusted_proxies=TRUSTED)) as viva, viva.client() as client:
        for path in ["/", "/nowhere", "/static/css/site.css"]:
            response = await client.get(path, headers={**HTML, **headers})

            assert response.headers["strict-transport-security"] == "max-age=31536000", path


async def test_tls_that_nobody_told_us_of_is_named_in_refusal_and_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    headers = {
        "Host": "viva.example",
        "Origin": "https://viva.example",
        "X-Forwarded-Proto": "https",
    }
    async with served(parts(tmp_path), proxy_headers=False) as viva, viva.client() as client:
        script = await client.post("/demo", headers={**JSON, **headers})
        whole = await client.post("/demo", headers={**HTML, **headers})
        other = await client.post("/demo", headers={**JSON, "Origin": "https://evil.example"})

    assert (script.status_code, whole.status_code) == (403, 403)
    assert MEND in script.json()["error"]
    assert MEND in whole.text
    assert other.json()["error"] == "This request came from another site and was refused."
    warnings = [r.getMessage() for r in caplog.records if MEND in r.getMessage()]
    assert len(warnings) == 1
    assert "127.0.0.1" in warnings[0]


async def test_own_https_origin_through_unknown_proxy_is_refused_with_the_mend(
    tmp_path: Path,
) -> None:
    async with served(parts(tmp_path), proxy_headers=False) as viva:
        for headers in [
            {"Host": "viva.example:443"},
            {"Host": "viva.example"},
            {"X-Forwarded-Host": "viva.example", "X-Forwarded-Proto": "https"},
        ]:
            async with viva.client() as client:
                sent = {**JSON, "Origin": "https://viva.example", **headers}
                response = await client.post("/demo", headers=sent)

            assert response.status_code == 403, headers
            assert MEND in response.json()["error"], headers


async def test_handshake_behind_unknown_tls_is_refused_with_the_mend(tmp_path: Path) -> None:
    async with served(parts(tmp_path), proxy_headers=False) as viva, viva.client() as client:
        candidate = Candidate(viva, client)
        await candidate.prepare()
        await candidate.begin()
        host = f"127.0.0.1:{viva.port}"
        with pytest.raises(InvalidStatus) as refused:
            async with candidate.watch(
                1, Origin=f"https://{host}", **{"X-Forwarded-Proto": "https"}
            ):
                pass

    assert refused.value.response.status_code == 403
    assert MEND.encode() in refused.value.response.body


async def test_request_that_no_proxy_sent_warns_of_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(parts(tmp_path), proxy_headers=False) as viva, viva.client() as client:
        await client.get("/", headers=HTML)
        await client.get("/", headers={**HTML, "X-Forwarded-Proto": "http"})

    assert [r for r in caplog.records if MEND in r.getMessage()] == []


async def test_browser_that_keeps_no_cookie_is_told_that_one_is_needed(tmp_path: Path) -> None:
    async with served(parts(tmp_path)) as viva:
        for path, form in [
            ("/demo", {}),
            ("/session/create", {"job_title": "Nurse", "company_name": "St Anne"}),
        ]:
            async with viva.client() as client:
                response = await client.post(path, data=form, headers=HTML)
            async with viva.client() as bare:
                whole = await bare.get(response.headers["location"], headers=HTML)
                fragment = await bare.get(response.headers["location"])
                script = await bare.get(response.headers["location"], headers=JSON)
            async with viva.client() as stranger:
                await stranger.post("/demo", headers=HTML)
                other = await stranger.get(response.headers["location"], headers=HTML)

            assert response.status_code == 303, path
            assert whole.status_code == 403, path
            for told in (whole, fragment):
                assert "You don&#39;t have access to this session" in told.text, path
                assert "needs a cookie" in told.text, path
            assert script.json() == {
                "status": 403,
                "error": "You don't have access to this session",
            }, path
            assert "needs a cookie" not in other.text, path
