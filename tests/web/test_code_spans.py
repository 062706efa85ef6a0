"""Program text in answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.code_spans import with_code


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("I call `os.path`.", "I call <code>os.path</code>."),
        (
            "So:\n```python\nif a < b:\n    return\n```\nThat was it.",
            'So:\n<code class="lines">if a &lt; b:\n    return</code>\nThat was it.',
        ),
        (
            "I wrote this.\n\ndef f(x):\n    return x\n\nIt held.",
            'I wrote this.\n\n<code class="lines">def f(x):\n    return x</code>\n\nIt held.',
        ),
        ("A fence ```that``` is none.", "A fence ``<code>that</code>`` is none."),
        ("<b>Bold</b> & plain", "&lt;b&gt;Bold&lt;/b&gt; &amp; plain"),
        ("First we met.\n  Then we talked (twice).\n  It helped.", None),
        (
            "for (let i = 0; i < n; i++) { m += a[i]; }",
            '<code class="lines">for (let i = 0; i &lt; n; i++) { m += a[i]; }</code>',
        ),
        (
            "Like this:\n\nif (n) {\nn = count(a);\n}\n\nIt ran.",
            'Like this:\n\n<code class="lines">if (n) {\nn = count(a);\n}</code>\n\nIt ran.',
        ),
        (
            "def f(x):\n    return 1\n\nprint(f(2))",
            '<code class="lines">def f(x):\n    return 1\n\nprint(f(2))</code>',
        ),
        (
            "So:\n\nimport a\n\nfor x in a():\n  b(x)\n\n\n  c(x)\n\nI ran (it).\n\nf(1)",
            (
                'So:\n\n<code class="lines">import a\n\nfor x in a():\n  b(x)\n\n\n  c(x)</code>'
                "\n\nI ran (it).\n\nf(1)"
            ),
        ),
        (
            "for x in f():\n    g(x)\n\n@one\n# why\na, b = 1, 2",
            '<code class="lines">for x in f():\n    g(x)\n\n@one\n# why\na, b = 1, 2</code>',
        ),
        (
            "if (n) {\n  run();\n}\n\nint x = 1;\n\nI did (most of) it.",
            '<code class="lines">if (n) {\n  run();\n}\n\nint x = 1;</code>\n\nI did (most of) it.',
        ),
        ("{\n  x;\n}", '<code class="lines">{\n  x;\n}</code>'),
        ("Revenue (2023) = 5m; costs (2023) = 4m;", None),
        ("I did three things (all of them by hand);\nI weighed it (twice);", None),
        ("", ""),
    ],
)
def test_code_in_answer_is_marked_and_all_else_escaped(text: str, shown: str | None) -> None:
    assert with_code(text) == (text if shown is None else shown)


@pytest.mark.parametrize(
    "text", ["```\nx = 1\nThe rest.", "```SELECT 1``` ran.\nI left.", "```", ""]
)
def test_fence_that_is_none_loses_no_word(text: str) -> None:
    assert with_code(text).striptags().replace("`", "").split() == text.replace("`", "").split()


@given(st.text(alphabet="`a \n", max_size=40))
def test_every_word_is_shown_in_its_order(text: str) -> None:
    assert list(filter(str.isalpha, with_code(text).striptags())) == list(filter(str.isalpha, text))
