"""Which language answers and postings are in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.language_id import _model, language_of

TOLD = {
    "en": [
        "I was on the team that moved the ledger, and I compared the totals every night.",
        "Honestly I dont know, never did that",
        "Registered nurse, Cardiology. Night shifts. Must hold NMC registration.",
        "I REALLY DO NOT KNOW WHAT YOU MEAN",
        "i done the rota for the lads and we was never short no more",
    ],
    "de": [
        "Wir suchen eine Pflegefachkraft (m/w/d) für unser Haus in Köln. Führerschein Klasse B.",
        "Keine Ahnung, das habe ich noch nie gemacht",
        "Software-Entwickler Backend: Python, Kubernetes, Cloud. Teamfähigkeit, Deutsch C1.",
        "Das war im Projekt Order to Cash, da habe ich den Proof of Concept with the team gemacht.",
        "Mir hend des Lager umbaut und i han d Schicht plant",
    ],
    "fr": [
        "J'ai organisé le planning et nous avons réduit les retards de moitié.",
        "Infirmier diplômé d'État, poste de nuit, CDI.",
    ],
    "es": ["No lo sé, nunca lo he hecho", "Contrato indefinido. Buscamos un cocinero."],
    "it": ["Non lo so, non l'ho mai fatto"],
    "nl": ["Dat weet ik niet, dat heb ik nooit gedaan"],
    "pt": ["Organizei os turnos da equipe e reduzimos os atrasos pela metade."],
    "pl": ["Zorganizowałem grafik zespołu i zmniejszyliśmy opóźnienia o połowę."],
    "tr": ["Ekibin vardiyalarını planladım ve üç ayda gecikmeleri yarıya indirdik."],
    "ru": ["Я составлял график команды, и мы вдвое сократили задержки."],
    "uk": ["Я складав графік команди, і ми вдвічі скоротили затримки."],
    "ar": ["نظمت جدول الفريق وخفضنا التأخير إلى النصف في ثلاثة أشهر."],
    "ja": [
        "チームのシフトを組み、三か月で遅れを半分にしました。",
        "Pythonとデータベース",
        "経理部長の経験三年",
        "担当は経理",
        "責任者は私",
        "東京都庁の担当",
        "品質管理部門の責任者",
        "株式会社山田製作所にて営業部長",
        "大型自動車免許必須。夜勤可能な方",
        "基幹系業務再構築案件の要件定義担当",
        "勤怠管理表作成、請求書発行、月次決算を担当",
        "日本語能力試験一級合格、英語検定準一級取得済み",
    ],
    "zh": [
        "我安排了团队的班次，三个月内把延误减少了一半。",
        "负责数据库迁移",
        "優の良品店長，負責門店日常營運",
        "客户包括株式会社リコー，负责售后服务工作",
        "使用过索尼相机（ソニー）拍摄产品图，负责后期修图，熟悉各种软件",
        "本人毕业于北京大学，在“鮨さいとう”做过三年厨师。"
        + "负责食材采购和菜单设计，熟悉门店运营。" * 8,
    ],
    "ko": ["팀의 근무표를 짜서 세 달 만에 지연을 절반으로 줄였습니다."],
    "el": ["Οργάνωσα τις βάρδιες της ομάδας."],
    "he": ["ארגנתי את המשמרות של הצוות."],
    "th": ["ฉันจัดตารางเวรของทีม"],
}
IN_DOUBT = [
    "",
    "ok",
    "Yes.",
    "123 456",
    "C++ Java SQL",
    "asdf jkl qwer zxcv",
    "Kubernetes, Docker, PostgreSQL, Kafka",
    "def f(x): return x+1\nfor i in range(10): print(i)",
    "🙂🙂🙂",
]


@pytest.mark.parametrize(
    ("text", "code"), [(text, code) for code, texts in TOLD.items() for text in texts]
)
def test_language_of_a_text_is_told(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize("text", IN_DOUBT)
def test_language_in_doubt_is_none(text: str) -> None:
    assert language_of(text) is None


@given(st.text())
def test_any_text_has_a_code_of_two_letters_or_none(text: str) -> None:
    code = language_of(text)

    assert code is None or (len(code) == 2 and code.islower())


def test_plain_english_is_told_without_loading_the_model() -> None:
    known = _model.cache_info()

    code = language_of("I was asked to move the archive, and did it with two of my colleagues.")

    assert code == "en"
    assert _model.cache_info() == known


@pytest.mark.parametrize(
    "text",
    [
        "So was hat man in der Branche am Anfang so nicht, also war ich an der Front.",
        "Was so in der Halle war, als ich am Abend an die Kasse kam, also so was von voll.",
    ],
)
def test_words_that_english_shares_do_not_make_a_text_english(text: str) -> None:
    assert language_of(text) != "en"


def test_chinese_that_quotes_english_sentences_is_chinese() -> None:
    said = "我在上一家公司负责整个仓库的库存管理工作,每天都要核对进出货物的数量。" * 4
    quoted = "The customer wrote that it was the best that he had had. I was very happy about it."

    assert language_of(f"{said}{quoted}{said}") == "zh"
