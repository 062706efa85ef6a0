"""Old encodings: read where certain, else refused by name."""

from __future__ import annotations

import pytest

from app.documents import read_document
from app.documents.charsets import guessed
from app.documents.plain import decoded
from app.domain.errors import BadInput

TEXTS = {
    "German": "Käthe Öztürk, Köchin. Leitete für fünf Jahre die Küche eines Gasthauses in Fürth, "
    "führte Übergaben ein und senkte die Ausgaben für Gemüse; große Säle, süße Speisen.",
    "French": "Hélène Lefèvre, infirmière à Besançon. J'ai géré l'équipe de nuit et mené à bien "
    "l'accueil des élèves; très attachée à la qualité, reçue première au concours.",
    "Spanish": "Begoña Ibáñez, técnica de laboratorio en León. Reduje los años de espera y "
    "coordiné la revisión de los métodos; formación en química.",
    "Portuguese": "João Conceição, eletricista em São Luís. Coordenei a manutenção e reduzi as "
    "avarias em três anos; formação técnica em eletrónica.",
    "Polish": "Małgorzata Wójcik, księgowa. Prowadziłam rozliczenia dla trzydziestu spółek i "
    "skróciłam zamknięcie miesiąca o połowę; obsługa płac, język żeglarski.",
    "Czech": "Jiří Dvořák, řidič a dílenský mistr. Vedl jsem šest lidí, zkrátil jsem čekání na "
    "opravu a zavedl průběžné školení; svářečský průkaz.",
    "Russian": "Ольга Смирнова, главный бухгалтер. Вела расчёты тридцати компаний и вдвое "
    "сократила закрытие месяца; обучила троих помощников.",
    "Greek": "Νίκος Αντωνίου, ηλεκτρολόγος. Οργάνωσα τη συντήρηση του εργοστασίου και μείωσα "
    "τις βλάβες στο μισό μέσα σε δύο χρόνια.",
    "Japanese": "例題 花子\n職務経歴\n2016年より港湾倉庫の夜間責任者を務め、"
    "出荷の遅れを月二十件から三件に減らした。",
    "Chinese": "李芳，会计主管。2016年起负责三十家公司的结算，"
    "将月末关账时间缩短一半，并培训了三名助手。",
    "Traditional": "林美玲，會計主管。2016年起負責三十家公司的結算，"
    "將月末關帳時間縮短一半，並培訓三名助手。",
    "Korean": "이수진, 회계 책임자. 2016년부터 서른 개 회사의 결산을 맡아 "
    "월말 마감 시간을 절반으로 줄였다.",
}
CASES = [
    *((text, codec) for text in ("German", "French", "Spanish", "Portuguese")
      for codec in ("cp1252", "mac_roman", "cp850")),
    *((text, codec) for text in ("Polish", "Czech") for codec in ("cp1250", "iso8859_2", "cp852")),
    *(("Russian", codec) for codec in ("cp1251", "koi8_r", "cp866", "mac_cyrillic")),
    *(("Greek", codec) for codec in ("cp1253", "iso8859_7")),
    *(("Japanese", codec) for codec in ("shift_jis", "cp932", "euc_jp", "iso2022_jp")),
    *(("Chinese", codec) for codec in ("gbk", "gb18030", "hz")),
    ("Traditional", "big5"),
    ("Korean", "euc_kr"),
    *((text, codec) for text in TEXTS for codec in ("utf-16-le", "utf-16-be")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "codec"), CASES)
def test_text_in_an_old_encoding_is_read(text: str, codec: str) -> None:
    assert decoded(TEXTS[text].encode(codec)) == TEXTS[text]


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "cp850"])
def test_a_single_accent_is_enough(codec: str) -> None:
    text = "Anna Smith managed the floor of the Café Royal with a team of nine."

    assert decoded(text.encode(codec)) == text


def test_typographic_signs_alone_are_those_of_windows() -> None:
    text = "“Led” the team – nine people – and it’s • done for £20k…"

    assert decoded(text.encode("cp1252")) == text


async def test_what_is_not_certain_is_named_with_the_way_out() -> None:
    mixed = TEXTS["Japanese"].encode("shift_jis") + TEXTS["Greek"].encode("cp1253") * 2

    with pytest.raises(BadInput) as refused:
        await read_document("cv.txt", mixed)

    assert str(refused.value).startswith("Could not read file: it looks like text in ")
    assert "save it as UTF-8, or paste your CV as text." in str(refused.value)


def test_bytes_without_any_likely_reading_are_unsupported() -> None:
    with pytest.raises(BadInput):
        guessed(bytes(range(128, 256)) * 4)
