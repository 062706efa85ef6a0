"""Postings as they are pasted, made the text that a person reads."""

from __future__ import annotations

import html
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import read_posting
from app.documents.posting import MOST_CHARACTERS, has_entities, is_markup, tidied, unescaped

PLAIN = """Nurse, ward 4 (m/f/d)

We care for twenty-eight patients.

Requirements:
- Three years on a surgical ward
* Driving licence B
• Calm under pressure; A&E experience <3 years is fine
1. Shift work

C++ & C#, R&D, a*b*c, snake_case_name, List<String>, Salary: 30-40 k
"""


async def read(source: str) -> list[str]:
    return (await read_posting(source)).splitlines()


async def test_plain_text_comes_back_as_it_is() -> None:
    assert await read_posting(PLAIN) == PLAIN
    assert await read_posting(PLAIN.replace("\n", "\r\n")) == PLAIN


async def test_html_source_becomes_lines() -> None:
    source = """<div class="job"><h2>Baker</h2><p>Flour &amp; Sons<br/>We bake&nbsp;at night.</p>
    <p><strong>You bring</strong></p><ul><li>Two years&rsquo; practice</li><li><p>A <b>calm</b>
    hand</p></li></ul><script>track()</script><p>We offer</p><ol><li>Free bread</ol></div>"""

    assert await read(source) == [
        "Baker",
        "",
        "Flour & Sons",
        "We bake at night.",
        "",
        "You bring",
        "- Two years’ practice",
        "- A calm hand",
        "",
        "We offer",
        "- Free bread",
    ]


async def test_escaped_html_is_read_as_html() -> None:
    source = html.escape("<p>Cook at Sole &amp; Daughters</p><ul><li>Fish</ul>")

    assert await read(source) == ["Cook at Sole & Daughters", "- Fish"]


async def test_entities_without_tags_become_letters() -> None:
    assert await read("You&rsquo;ve run R&amp;D&nbsp;&#8211; caf&eacute;s") == [
        "You’ve run R&D – cafés"
    ]


async def test_job_page_is_read_by_its_own_description() -> None:
    source = """<!DOCTYPE html><html><head><title>Jobs</title><script type="application/ld+json">
    {"@type": "JobPosting", "description": "<p>Drive trams.</p><ul><li>Licence</li></ul>"}
    </script></head><body><nav>Home Jobs</nav><div>Sign in to see more</div></body></html>"""

    assert await read(source) == ["Drive trams.", "- Licence"]


async def test_page_without_one_loses_what_stands_around_the_text() -> None:
    source = """<html><body><nav><a href="/">Home</a></nav><main><h1>Tram driver</h1>
    <p>Drive trams.</p></main><footer>© Trams</footer></body></html>"""

    assert await read(source) == ["Tram driver", "", "Drive trams."]


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("🚀 What awaits you", "What awaits you"),
        ("--- Your tasks ---", "Your tasks"),
        ("=== Profile", "Profile"),
        ("*** Benefits ***", "Benefits"),
        ("~~~~~~~~", ""),
        ("🎁🎁🎁", ""),
        ("## Must have", "Must have"),
        ("### Nice to have ###", "Nice to have"),
        ("**Requirements:**", "Requirements:"),
        ("We want **three** years of **SQL**", "We want three years of SQL"),
        ("We use `terraform` and `atlantis` daily", "We use terraform and atlantis daily"),
        ("- [ ] *Desirable:* gold tooling", "- Desirable: gold tooling"),
        ("Feed 2 * 3 presses * 4", "Feed 2 * 3 presses * 4"),
        ("Paste and _strong_ glue, snake_case_names", "Paste and strong glue, snake_case_names"),
        ("【応募資格】", "応募資格"),
        ("■ Your profile", "Your profile"),
        ("R E Q U I R E M E N T S", "REQUIREMENTS"),
        ("𝗥𝗲𝗾𝘂𝗶𝗿𝗲𝗺𝗲𝗻𝘁𝘀", "Requirements"),
        ("- 3+ years of SQL -", "- 3+ years of SQL -"),
        ("[link] to apply", "[link] to apply"),
    ],
)
def test_decorated_line_is_read_by_its_words(line: str, plain: str) -> None:
    assert tidied(f"Before.\n{line}\nafter") == f"Before.\n{plain}\nafter"


def test_sign_that_begins_several_lines_is_a_bullet() -> None:
    assert tidied("✅ Must have\n✔️ Python\n✔️ Kafka") == "Must have\n- Python\n- Kafka"


def test_letters_that_another_program_read_wrongly_are_read_rightly() -> None:
    assert tidied("Must have\nâ€¢ PÃ¢tisserie\nâ€¢ Tact") == "Must have\n• Pâtisserie\n• Tact"


PAGE = """Skip to main content
Home
My Network
Jobs
Trams of Gothenburg logo
Tram driver
Gothenburg · 2 weeks ago · Over 100 applicants
Apply
Save
{start}
We drive a hundred trams.

Requirements
- Licence D
- Save routes to memory
{end}
Similar jobs
Bus driver
"""


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("About the job", "Show more"),
        ("Full job description", "Report job"),
        ("Über den Job", "Mehr anzeigen"),
    ],
)
def test_page_around_the_posting_goes(start: str, end: str) -> None:
    assert tidied(PAGE.format(start=start, end=end)) == (
        "We drive a hundred trams.\n\nRequirements\n- Licence D\n- Save routes to memory"
    )


def test_page_without_a_known_beginning_loses_its_own_lines() -> None:
    lines = tidied(PAGE.format(start="Duties", end="Show less")).splitlines()

    assert lines[:2] == ["Tram driver", "Duties"]
    assert lines[-1] == "- Save routes to memory"


def test_posting_that_says_about_the_job_is_no_page() -> None:
    text = "Trams of Gothenburg since 1879.\nAbout the job\nYou drive.\nYou save energy."

    assert tidied(text) == text


async def test_one_long_line_is_broken_where_its_parts_begin() -> None:
    line = (
        "Warehouse lead at North Harbour. We ship nine thousand parcels a day, e.g. to Oslo. "
        "Your tasks: • plan shifts • train new people • count stock What we offer: "
        "Six weeks off. A canteen. Requirements: Three years in a warehouse. A forklift "
        "licence. Please apply by e-mail. " + "We are a friendly team. " * 12
    ).strip()

    assert (await read(line))[:15] == [
        "Warehouse lead at North Harbour.",
        "We ship nine thousand parcels a day, e.g. to Oslo.",
        "Your tasks:",
        "- plan shifts",
        "- train new people",
        "- count stock",
        "What we offer:",
        "Six weeks off.",
        "A canteen.",
        "Requirements:",
        "Three years in a warehouse.",
        "A forklift licence.",
        "Please apply by e-mail.",
        "We are a friendly team.",
        "We are a friendly team.",
    ]


@pytest.mark.parametrize("text", ["<b> and <i>", "<p>one</p>", "<br><br>", "<!doctype html>x"])
def test_two_tags_make_a_source(text: str) -> None:
    assert is_markup(text)


@pytest.mark.parametrize("text", ["a < b > c", "List<String> of <b>", "<3 <3", "x <br> y", ""])
def test_one_tag_may_be_spoken_of(text: str) -> None:
    assert not is_markup(text)


@given(st.text(st.sampled_from("ab -*#=•✅🎁[]【】\n:.&;<>")))
def test_no_letter_is_lost_or_added(text: str) -> None:
    def letters(of: str) -> str:
        return "".join(letter for letter in of if letter.isalpha())

    assert letters(tidied(text)) == letters(text)
    assert isinstance(tidied(unescaped(text)), str)


@pytest.mark.parametrize(
    "pattern",
    [
        "<",
        "<p ",
        "&amp",
        "&#x41;",
        " •",
        "- ",
        "**a",
        "[ ",
        "--",
        "what you ",
        "🚀\n",
        " ",
        "=a",
        "\n",
        "\n- [",
        " _a",
    ],
)
def test_no_text_takes_long(pattern: str) -> None:
    text = pattern * (1_000_000 // len(pattern))
    begun = time.monotonic()

    is_markup(text)
    has_entities(text)
    tidied(text)
    tidied(text[:MOST_CHARACTERS])

    assert time.monotonic() - begun < 5
