"""Proxies and certificates by the usual variables: used, or refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.llm.network import Network, network_to
from app.llm.openai_model import OpenAIModel
from app.llm.provider import Provider
from tests.faults.provider import ProviderStub
from tests.llm.asking import IN_EARNEST, a_model_on, a_provider, whole_reply

ADDRESS = "https://api.example/v1"


@pytest.mark.parametrize(
    ("address", "environment", "proxy"),
    [
        (ADDRESS, {}, None),
        (ADDRESS, {"HTTPS_PROXY": "http://p:3128"}, "http://p:3128"),
        (ADDRESS, {"https_proxy": "p:3128"}, "http://p:3128"),
        (ADDRESS, {"HTTP_PROXY": "http://p:3128"}, None),
        (ADDRESS, {"ALL_PROXY": "http://p:3128"}, "http://p:3128"),
        (ADDRESS, {"HTTPS_PROXY": "http://p:1", "ALL_PROXY": "socks://q"}, "http://p:1"),
        (ADDRESS, {"HTTPS_PROXY": "http://p:1", "NO_PROXY": "api.example"}, None),
        (ADDRESS, {"ALL_PROXY": "socks5://p", "no_proxy": ".example"}, None),
        (ADDRESS, {"HTTPS_PROXY": "http://p:1", "NO_PROXY": "*"}, None),
        ("http://localhost:11434/v1", {"ALL_PROXY": "socks://p"}, None),
        ("http://127.0.0.2:8080", {"HTTP_PROXY": "http://p:1"}, None),
        ("http://[::1]:8080", {"HTTP_PROXY": "http://p:1"}, None),
        ("http://gpu.lan:8080", {"HTTP_PROXY": "http://p:1"}, "http://p:1"),
    ],
)
def test_proxy_is_the_one_for_the_address(
    address: str, environment: dict[str, str], proxy: str | None
) -> None:
    assert network_to(address, environment).proxy == proxy


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALL_PROXY", "socks://127.0.0.1:1080"),
        ("all_proxy", "socks5h://127.0.0.1:1080"),
        ("HTTPS_PROXY", "ftp://p:21"),
        ("HTTPS_PROXY", "http://[p"),
        ("HTTPS_PROXY", "http://"),
        ("https_proxy", "http://p:99999"),
    ],
)
def test_proxy_that_cannot_be_used_is_named_in_one_line(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"^{name} must .* NO_PROXY must name api.example") as bad:
        network_to(ADDRESS, {name: value})
    assert "\n" not in str(bad.value)


def test_certificates_that_are_not_there_are_named_in_one_line(tmp_path: Path) -> None:
    text = tmp_path / "text.pem"
    text.write_text("No certificate.")
    for name in (str(tmp_path / "none.pem"), str(text), str(tmp_path)):
        with pytest.raises(ValueError, match=r"^SSL_CERT_FILE must name a file") as bad:
            network_to(ADDRESS, {"SSL_CERT_FILE": name})
        assert "\n" not in str(bad.value)


def test_certificates_do_not_matter_without_tls() -> None:
    assert network_to("http://gpu.lan:8080", {"SSL_CERT_FILE": "/none.pem"}) == Network()


def test_model_is_not_made_where_the_way_to_it_cannot_work() -> None:
    provider = Provider(api_key="k", base_url=ADDRESS, model="m")
    with pytest.raises(ValueError, match="ALL_PROXY"):
        OpenAIModel(provider, environment={"ALL_PROXY": "socks://p"})
    local = Provider(api_key="k", base_url="http://localhost:1/v1", model="m")
    with pytest.raises(ValueError, match="ALL_PROXY"):
        OpenAIModel(local, provider, environment={"ALL_PROXY": "socks://p"})


async def test_request_goes_through_the_proxy() -> None:
    async with ProviderStub() as proxy:
        address = "http://gpu.invalid:8080/v1"
        model = OpenAIModel(
            a_provider(proxy, base_url=address),
            None,
            IN_EARNEST,
            environment={"HTTP_PROXY": f"http://127.0.0.1:{proxy.port}"},
        )
        assert await whole_reply(model)
        await model.close()
    assert proxy.requests[0].path == f"{address}/chat/completions"


async def test_environment_of_the_process_is_not_read_behind_its_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks://127.0.0.1:1")
    monkeypatch.setenv("SSL_CERT_FILE", "/none.pem")
    async with a_model_on() as (_, model):
        assert await whole_reply(model)
