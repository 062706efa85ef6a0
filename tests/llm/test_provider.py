"""How an operator names a provider, and what is known of its model."""

from __future__ import annotations

import pytest

from app.llm.provider import Provider
from app.prompts.prompt import Purpose


def at(base_url: str | None) -> Provider:
    return Provider(api_key="k", base_url=base_url, model="m")


@pytest.mark.parametrize(
    ("base_url", "address"),
    [
        (None, "https://api.openai.com/v1"),
        ("http://localhost:11434/v1/", "http://localhost:11434/v1"),
        ("http://localhost:11434/v1/chat/completions", "http://localhost:11434/v1"),
        ("http://localhost:11434/v1/chat/completions/", "http://localhost:11434/v1"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("https://a.example/openai?api-version=1#top", "https://a.example/openai"),
        ("https://u:p@a.example/v1/models", "https://a.example/v1"),
        (" https://a.example/api/v3 ", "https://a.example/api/v3"),
    ],
)
def test_address_is_where_requests_are_put_together_from(
    base_url: str | None, address: str
) -> None:
    assert at(base_url).address == address


@pytest.mark.parametrize(
    ("base_url", "other"),
    [
        ("http://localhost:8080", "http://localhost:8080/v1"),
        ("http://localhost:8080/api/", "http://localhost:8080/api/v1"),
        ("http://localhost:8080/v1", None),
        ("https://a.example/v1beta/openai", None),
        ("https://a.example/api/v3", None),
    ],
)
def test_address_without_a_version_has_another_with_one(base_url: str, other: str | None) -> None:
    assert at(base_url).address_with_version == other


@pytest.mark.parametrize(
    ("address", "is_local"),
    [
        ("http://localhost:11434/v1", True),
        ("http://127.0.0.1:8080", True),
        ("http://[::1]:8080/v1", True),
        ("http://192.168.1.20:1234/v1", True),
        ("http://ollama:11434/v1", True),
        ("http://host.docker.internal:11434", True),
        ("http://gpu.local/v1", True),
        ("https://api.openai.com/v1", False),
        ("http://8.8.8.8/v1", False),
    ],
)
def test_local_server_is_known_by_the_name_of_its_host(address: str, is_local: bool) -> None:
    assert at(address).is_local is is_local


def test_query_of_the_address_is_kept() -> None:
    assert at("https://a.example/x?api-version=1&empty=").query == {
        "api-version": "1",
        "empty": "",
    }
    assert at(None).query == {}


@pytest.mark.parametrize(
    ("model", "question", "report"),
    [
        ("gpt-5-mini", "minimal", "low"),
        ("gpt-5-2025-08-07", "minimal", "low"),
        ("gpt-5.1", "none", "low"),
        ("gpt-5.6-terra", "none", "low"),
        ("gpt-6-luna", "none", "low"),
        ("openai/gpt-6.1-terra", "none", "low"),
        ("GPT-6.1-Sol", "none", "low"),
        ("gpt-6-astra", "low", "low"),
        ("gpt-5.3-codex", "low", "low"),
        ("gpt-5-chat-latest", None, None),
        ("gpt-5-pro", None, None),
        ("gpt-4.1", None, None),
        ("o3", "low", "low"),
        ("o4-mini-2025-04-16", "low", "low"),
        ("gpt-oss-20b", "low", "low"),
        ("google/gemini-2.5-flash", "none", "low"),
        ("gemini-3.1-pro-preview", "low", "low"),
        ("gemini-3.5-flash", "minimal", "low"),
        ("llama-3.3-70b", None, None),
        ("qwen3:8b", None, None),
        ("my-gpt-5-mini", None, None),
    ],
)
def test_effort_is_that_of_the_family(model: str, question: str | None, report: str | None) -> None:
    provider = Provider(api_key="k", base_url=None, model=model)
    assert provider.effort(Purpose.QUESTION) == question
    assert provider.effort(Purpose.READING) == question
    assert provider.effort(Purpose.REPORT) == report


def test_effort_that_an_operator_set_is_for_everything() -> None:
    provider = Provider(api_key="k", base_url=None, model="gpt-5-mini", reasoning_effort="high")
    assert {provider.effort(purpose) for purpose in Purpose} == {"high"}


@pytest.mark.parametrize(
    ("base_url", "model", "first"),
    [
        (None, "gpt-4.1", "max_completion_tokens"),
        ("https://a.example/v1", "openai/gpt-6.1-terra", "max_completion_tokens"),
        ("http://localhost:11434/v1", "llama3.2", "max_tokens"),
    ],
)
def test_bound_has_the_name_that_is_likelier(base_url: str | None, model: str, first: str) -> None:
    provider = Provider(api_key="k", base_url=base_url, model=model)
    assert provider.token_parameters[0] == first
    assert set(provider.token_parameters) == {"max_tokens", "max_completion_tokens"}


@pytest.mark.parametrize("base_url", ["http://u:pw@h/v1", "http://u:pw@[h"])
def test_key_and_password_are_not_in_what_is_printed(base_url: str) -> None:
    provider = Provider(api_key="sk-1", base_url=base_url, model="m")

    assert repr(provider) == "Provider('m')"
    assert provider.__rich_repr__() == [("model", "m")]
