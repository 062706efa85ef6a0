"""Which letters the bytes of an old text stand for. Runs in the child process only.

charset-normalizer tells the encodings of Asia, Cyrillic and Greek apart well, and
those of the Latin alphabet badly, for nearly every byte is some letter in each of
them. There two things tell: a wrong one puts signs and capitals inside words
("JosŽ", "Mu¤oz"), and its letters belong to no one language.
"""

from __future__ import annotations

from charset_normalizer import from_bytes

from app.documents.refusals import unclear

SAMPLE = 20_000
"""Bytes looked at."""

FIRST_HIGH = 0x80
COMMONEST = "cp1252"
"""Believed where another encoding makes as good a text of the same bytes."""

LATIN = {
    "cp1252": "Windows-1252 (Western Europe)",
    "mac_roman": "Mac OS Roman",
    "cp850": "DOS code page 850",
    "cp437": "DOS code page 437",
    "cp1250": "Windows-1250 (Central Europe)",
    "iso8859_2": "ISO 8859-2 (Central Europe)",
    "cp852": "DOS code page 852",
    "mac_latin2": "Mac OS (Central Europe)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1257": "Windows-1257 (Baltic)",
}
OTHER = {
    "cp932": "Shift-JIS (Japanese)",
    "shift_jis": "Shift-JIS (Japanese)",
    "euc_j": "EUC-JP (Japanese)",
    "iso2022_jp": "ISO-2022-JP (Japanese)",
    "gb": "GBK (Chinese)",
    "hz": "HZ (Chinese)",
    "big5": "Big5 (Chinese)",
    "cp950": "Big5 (Chinese)",
    "cp949": "EUC-KR (Korean)",
    "euc_kr": "EUC-KR (Korean)",
    "johab": "Johab (Korean)",
    "iso2022_kr": "ISO-2022-KR (Korean)",
    "koi8": "KOI8 (Cyrillic)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp866": "DOS code page 866 (Cyrillic)",
    "cp1125": "DOS code page 866 (Cyrillic)",
    "mac_cyrillic": "Mac OS (Cyrillic)",
    "iso8859_5": "ISO 8859-5 (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "iso8859_7": "ISO 8859-7 (Greek)",
    "mac_greek": "Mac OS (Greek)",
    "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)",
    "tis_620": "TIS-620 (Thai)",
}
"""By how the name of the codec begins."""

UNKNOWN = "an old encoding"

ALPHABETS = tuple(
    frozenset(letters + letters.upper())
    for letters in (
        "äöüßéèà", "éèêëàâçîïôûùüœæÿ", "áéíóúüñç", "ãõáéíóúâêôçà", "àèéìíîòóùú", "éèëïöüáóúíêç",
        "åäöæøé", "åäöéáà", "áðéíóúýþæö", "àèéíïòóúüç", "ąćęłńóśźż", "áčďéěíňóřšťúůýž",
        "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "čćđšž", "çğıöşüâîûİ", "õäöüšž",
        "āčēģīķļņšūž", "ąčęėįšųūž",
    )
)  # fmt: skip
"""The accented letters of one language each."""

WESTERN = 10
"""The first so many are Western European."""

SIGNS = frozenset("’‘“”„‚«»‹›–—…•·€£§°©®™½¼¾²³¹º×µ¿¡\u00a0\u00ad")
AFTER_LETTERS = frozenset("’‘“”»›–—…·•°©®™²³¹ºª\u00a0\u00ad,")
BEFORE_NO_LETTER = frozenset("©®™½¼¾²³¹")
BETWEEN_LETTERS = frozenset("’‘·\u00a0\u00ad")

MOST_FAULTS = 0.05
MOST_UNKNOWN = 0.2
MOST_ACCENTED = 0.4
MOST_CHAOS = 0.05
"""charset-normalizer's own measure of what no text has."""

CLEARLY = 0.03


def guessed(content: bytes) -> str:
    """The text, where one reading of its bytes is certain; raises `BadInput`."""
    sample = content[:SAMPLE]
    if max(sample, default=0) < FIRST_HIGH:
        return _other(content, sample)
    ratings = {codec: _rating(sample, codec) for codec in LATIN}
    best = min(ratings, key=lambda codec: ratings[codec])
    faults, unknown, _ = ratings[best]
    if faults > MOST_FAULTS or unknown > MOST_UNKNOWN:
        return _other(content, sample)
    rivals = [codec for codec, rating in ratings.items() if rating == ratings[best]]
    if rivals[0] != COMMONEST and len({_read(sample, rival) for rival in rivals}) > 1:
        raise unclear(LATIN[best])
    return _read(content, best)


def _read(content: bytes, codec: str) -> str:
    return content.decode(codec, errors="replace")


def _rating(sample: bytes, codec: str) -> tuple[float, float, bool]:
    """How far this is from a text, 0 being best.

    The share of signs out of place; that of letters which no one language has; whether
    that language is written in the east of Europe.
    """
    text = f" {_read(sample, codec)} "
    near = list(zip(text, text[1:], text[2:], strict=False))
    signs = [place for place in near if place[1] >= "\x80"]
    accented = [letter for _, letter, _ in signs if letter.isalpha() and letter not in "ºª"]
    known = [sum(letter in alphabet for letter in accented) for alphabet in ALPHABETS]
    odd = sum(_is_odd(*place) for place in signs) / max(len(signs), 1)
    unknown = 1 - max(known) / max(len(accented), 1) if accented else 0.0
    if len(accented) > MOST_ACCENTED * sum(map(str.isalpha, text)):
        unknown = 1.0
    return round(odd, 3), round(unknown, 3), known.index(max(known)) >= WESTERN


def _is_odd(before: str, character: str, after: str) -> bool:
    if character.isalpha() and character not in "ºª":
        is_name = not after.isalpha() or after.isupper()
        return character.isupper() and (before.islower() or (before.isupper() and not is_name))
    if (character not in SIGNS and character != "ª") or (
        after.isalpha() and character in BEFORE_NO_LETTER
    ):
        return True
    if before.isalpha() and character not in AFTER_LETTERS:
        return True
    return before.isalpha() and after.isalpha() and character not in BETWEEN_LETTERS


def _other(content: bytes, sample: bytes) -> str:
    """As charset-normalizer reads it."""
    found = from_bytes(sample)
    best = found.best()
    if best is None:
        raise unclear(UNKNOWN)
    rivals = [match for match in found if str(match) != str(best) and match.chaos <= best.chaos]
    is_clear = all(match.coherence < best.coherence - CLEARLY for match in rivals)
    if best.chaos > MOST_CHAOS or not is_clear or best.encoding in LATIN:
        raise unclear(_name(best.encoding))
    return _read(content, best.encoding)


def _name(codec: str) -> str:
    named = (name for begin, name in OTHER.items() if codec.startswith(begin))
    return LATIN.get(codec) or next(named, codec.replace("_", "-").upper())
