"""The templates that hold every word a model is told, and how data gets into them.

Every value that a template prints is disarmed: nothing in it can open or close a tag,
or pass for a sign that chat templates use. So only the templates write tags.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined

from app.text.sentences import sentences

_BLOCK = r"(?:\w+:)?(?:think(?:ing)?|thoughts?|reasoning|reflection|analysis|scratchpad|tool_call)"
_OUR_TAGS = f"position|cv|posting|reading|state|task|question|answer|channel|{_BLOCK}"
_IN_BRACKETS, _IN_TRIANGLES = rf"/?(?:INST|{_BLOCK})\]", rf"/?{_BLOCK}▷"
_OURS = re.compile(
    rf"(?i)[<＜](?=\s*+(?:[/／]\s*+)?(?:{_OUR_TAGS})\b|[|｜]|/?s>|(?:start|end)_of_turn|<)"
    rf"|\[(?={_IN_BRACKETS})|◁(?={_IN_TRIANGLES})"
)
_TAG_LIKE = re.compile(rf"{_OURS.pattern}|[<＜](?=[/!?a-z_])")
_DISARMED = "‹"


def disarmed(text: str) -> str:
    """`text` in which nothing looks like a tag of ours, of a thought or of a chat template."""
    return _OURS.sub(_DISARMED, text)


def as_written(words: str) -> str:
    """Words that a model copied out of a prompt, with the signs that were disarmed."""
    for sign, behind in (("[", _IN_BRACKETS), ("◁", _IN_TRIANGLES)):
        words = re.sub(rf"(?i){_DISARMED}(?={behind})", sign, words)
    return words.replace(_DISARMED, "<")


def repeats_prompt(text: str) -> bool:
    """Whether `text`, of four words or more, stands in a prompt, examples included."""
    folded = " ".join(text.casefold().split())
    return len(folded.split()) >= _FEWEST_WORDS and folded in _OWN_TEXT


def _read(ending: str) -> dict[str, str]:
    found = [file for file in files("app.prompts").iterdir() if file.name.endswith(ending)]
    return {file.name.removesuffix(ending): file.read_text("utf-8") for file in found}


SOURCES: Mapping[str, str] = _read(".j2")
"""The templates as written."""
_EXPRESSION = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_FEWEST_WORDS = 4
OWN_SENTENCES: frozenset[str] = frozenset(
    sentence
    for source in SOURCES.values()
    for sentence in sentences(_EXPRESSION.sub("\n", source))
    if len(sentence.split()) >= _FEWEST_WORDS
)
"""The sentences of all prompts: a model that gives one back has asked and judged nothing."""
_OWN_TEXT = " ".join(" ".join(SOURCES.values()).casefold().split())

_TEMPLATES = Environment(
    loader=DictLoader(SOURCES),
    finalize=lambda value: _TAG_LIKE.sub(_DISARMED, value) if isinstance(value, str) else value,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    autoescape=False,  # noqa: S701 - plain text for a model; `finalize` disarms every value
)

SCHEMAS: Mapping[str, Mapping[str, object]] = {
    name: json.loads(text) for name, text in _read(".schema.json").items()
}
"""The JSON Schema of each structured reply, by the name of its template."""
_LANGUAGES = tomllib.loads(_read(".toml")["languages"])
_CODES = {key: c for c, name in _LANGUAGES["names"].items() for key in (c, name.casefold())}


def render(template: str, /, **values: object) -> str:
    """The text of `template`; every value it prints is disarmed."""
    return _TEMPLATES.get_template(template).render(values)


def language_name(code: str) -> str:
    """What a language is called in English, and how it addresses a stranger."""
    name = _LANGUAGES["names"].get(code, code)
    return f"{name}{_LANGUAGES['formal'].get(code, '')}"


def language_code(name: str) -> str | None:
    """The ISO 639-1 code of "de", "de-AT", "German" or "german"; None when unknown."""
    return _CODES.get(name.strip().casefold().replace("_", "-").partition("-")[0])
