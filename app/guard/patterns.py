"""Regular expressions as data: in `preamble.toml` and `markup.toml`, `{name}` stands for a list."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files

_NAME = re.compile(r"\{([a-z_]+)\}")


def patterns(name: str) -> Mapping[str, str]:
    """The patterns of a data file beside this module, their lists filled in."""
    data = tomllib.loads((files("app.guard") / f"{name}.toml").read_text("utf-8"))
    found: dict[str, str] = {}
    for kind, written in data["patterns"].items():
        text = written if isinstance(written, str) else "|".join(written)
        while _NAME.search(text):
            text = _NAME.sub(lambda name: str(data["lists"][name[1]]), text)
        found[kind] = re.sub(r"\n\s*", "", text)
    return found
