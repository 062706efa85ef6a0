"""An OpenAI-compatible endpoint as an operator names it, and what is known of its model."""

from __future__ import annotations

import re
import tomllib
from base64 import b64encode
from importlib.resources import files
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from msgspec import Struct

from app.prompts.prompt import Purpose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OPENAI = "https://api.openai.com/v1"

_TOO_MUCH_OF_A_PATH = re.compile(r"/(chat/completions|completions|responses|models)/*$")
_LOCAL = (".local", ".localhost", ".lan", ".internal", ".home.arpa")
_VERSION = re.compile(r"/v\d")


class Provider(Struct, frozen=True, kw_only=True):
    """An OpenAI-compatible endpoint.

    `api_key` None: a server that asks for none. `base_url` None: OpenAI's own; a user
    and password in it are sent as Basic authorisation, instead of the key, a query
    with every request. `temperature`, `max_tokens` and `reasoning_effort` are sent
    where an operator set them, None where not.
    """

    api_key: str | None
    base_url: str | None
    model: str
    temperature: float | None = None
    max_tokens: int | None = None
    reasoning_effort: str | None = None

    def __repr__(self) -> str:
        """No key, and no address with a password: it may come into a log."""
        return f"Provider({self.model!r})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """The same for rich, which asks a struct for its fields otherwise."""
        return [("model", self.model)]

    @property
    def address(self) -> str:
        """Where to ask, without user, password, query and the path of one request."""
        parts = urlsplit((self.base_url or OPENAI).strip())
        path = _TOO_MUCH_OF_A_PATH.sub("", parts.path.rstrip("/"))
        netloc = parts.netloc.rpartition("@")[2]
        return parts._replace(netloc=netloc, path=path, query="", fragment="").geturl()

    @property
    def is_local(self) -> bool:
        """Whether it is at an address of this machine or of a private network."""
        host = urlsplit(self.address).hostname or ""
        try:
            return ip_address(host).is_private
        except ValueError:
            return "." not in host or host.endswith(_LOCAL)

    @property
    def address_with_version(self) -> str | None:
        """The address with the usual version at its end; None where it names one."""
        return None if _VERSION.search(urlsplit(self.address).path) else f"{self.address}/v1"

    @property
    def query(self) -> dict[str, object]:
        """What the address has behind its question mark, such as an API version."""
        return dict(parse_qsl(urlsplit(self.base_url or "").query, keep_blank_values=True))

    @property
    def headers(self) -> dict[str, str]:
        """Headers beside those of the SDK."""
        user, at, _ = urlsplit(self.base_url or OPENAI).netloc.rpartition("@")
        if not at:
            return {}
        token = b64encode(unquote(user).encode()).decode()
        return {"Authorization": f"Basic {token}"}

    @property
    def token_parameters(self) -> tuple[str, str]:
        """What may bound a reply, the likelier name first."""
        is_openai = urlsplit(self.address).hostname == urlsplit(OPENAI).hostname
        names = ("max_tokens", "max_completion_tokens")
        prefers_new = is_openai or _family(self.model).get("tokens") == names[1]
        return names[::-1] if prefers_new else names

    def effort(self, purpose: Purpose) -> str | None:
        """The reasoning effort to ask for, None to leave it to the model."""
        kind = "report" if purpose is Purpose.REPORT else "question"
        return self.reasoning_effort or _family(self.model).get(kind)


def _family(model: str) -> Mapping[str, str]:
    """What is known of a model; empty for an unknown one."""
    name = model.rpartition("/")[2].lower()
    return next((known for known in _FAMILIES if re.fullmatch(known["pattern"], name)), {})


_FAMILIES: Sequence[Mapping[str, str]] = tomllib.loads(
    (files("app.llm") / "families.toml").read_text("utf-8")
)["family"]
