"""Everything an operator can set, and what stops the start."""

from __future__ import annotations

import pytest

from app.settings import BadSetting, ProviderSettings, Settings


def test_with_nothing_set_everything_has_a_default() -> None:
    settings = Settings.from_env({})

    assert settings.database_url.startswith("sqlite:///data/")
    assert settings.primary is None
    assert settings.demo_words_per_second == 12
    assert settings.retention_days == 30
    assert settings.limits.model_calls_per_day == 0


def test_an_empty_value_means_unset() -> None:
    assert Settings.from_env({"PORT": " ", "REDIS_URL": ""}) == Settings.from_env({})


def test_a_base_url_alone_is_an_endpoint() -> None:
    settings = Settings.from_env(
        {"OPENAI_BASE_URL": "http://127.0.0.1:8080/v1", "OPENAI_MODEL": "tiny"}
    )

    assert settings.primary == ProviderSettings(
        api_key=None, base_url="http://127.0.0.1:8080/v1", model="tiny"
    )
    assert settings.fallback is None


def test_the_fallback_has_the_same_three() -> None:
    settings = Settings.from_env(
        {
            "OPENAI_API_KEY": "one",
            "FALLBACK_OPENAI_API_KEY": "two",
            "FALLBACK_OPENAI_BASE_URL": "https://example.org/v1",
            "FALLBACK_OPENAI_MODEL": "other",
        }
    )

    assert settings.fallback == ProviderSettings(
        api_key="two", base_url="https://example.org/v1", model="other"
    )


def test_hall_is_off_unless_asked_for() -> None:
    found = [Settings.from_env(env).is_hall for env in ({}, {"HALL": "0"}, {"HALL": "1"})]

    assert found == [False, False, True]


def test_lists_are_split_at_commas() -> None:
    settings = Settings.from_env({"ALLOWED_HOSTS": "viva.example, www.viva.example"})

    assert settings.allowed_hosts == ("viva.example", "www.viva.example")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("DATABASE_URL", "mysql://localhost/viva"),
        ("DATABASE_URL", "viva.sqlite"),
        ("REDIS_URL", "localhost:6379"),
        ("RETENTION_DAYS", "0"),
        ("RETENTION_DAYS", "soon"),
        ("LOG_FORMAT", "xml"),
        ("LIMIT_ANSWERS_PER_MINUTE", "-1"),
        ("LIMIT_SESSIONS_PER_HOUR", "1.5"),
        ("LIMIT_SOCKETS_PER_ADDRESS", "many"),
        ("MODEL_CALLS_PER_DAY", "∞"),
        ("DEMO_WORDS_PER_SECOND", "fast"),
        ("DEMO_WORDS_PER_SECOND", "nan"),
        ("DEMO_WORDS_PER_SECOND", "-1"),
        ("OPENAI_TEMPERATURE", "2.1"),
        ("OPENAI_BASE_URL", "ftp://example.org"),
        ("FALLBACK_OPENAI_BASE_URL", "example.org"),
        ("HALL", "2"),
        ("HALL", "yes"),
        ("WEB_CONCURRENCY", "two"),
        ("TRUSTED_PROXIES", "notanip"),
        ("TRUSTED_PROXIES", "10.0.0.0/33"),
        ("ALLOWED_HOSTS", "http://viva.example/"),
        ("ALLOWED_HOSTS", "viva example"),
        ("ALLOWED_HOSTS", ","),
        ("OPENAI_BASE_URL", "http://a b/v1"),
        ("FALLBACK_OPENAI_MODEL", "other"),
    ],
)
def test_a_bad_value_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name) as caught:
        Settings.from_env({name: value})

    assert "\n" not in str(caught.value)


def test_bad_value_of_an_endpoint_that_is_not_set_is_named_too() -> None:
    with pytest.raises(BadSetting, match="OPENAI_TEMPERATURE"):
        Settings.from_env({"OPENAI_TEMPERATURE": "hot"})


def test_a_fallback_without_a_first_choice_is_refused() -> None:
    with pytest.raises(BadSetting, match="FALLBACK_OPENAI"):
        Settings.from_env({"FALLBACK_OPENAI_API_KEY": "two"})
