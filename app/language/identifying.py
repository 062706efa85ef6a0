"""The library that tells all other languages, and its model.

Law: imported where it is first needed, for that takes a second; the lock of the
import has it done once, however many threads come at once.
"""

from __future__ import annotations

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_CANDIDATES = (
    "en de fr es it nl pt pl sv da no fi cs sk hu ro bg el tr ru uk sr hr sl et lv lt ar he fa "
    "hi bn ta zh ja ko vi id th"
)


def _loaded() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_CANDIDATES.split())
    return identifier


IDENTIFIER = _loaded()
