"""The main ratios of `docs/performance.md` as bars, drawn from the tables that stand there."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from benchmarks.tables import DOCUMENT, read

PICTURE = DOCUMENT.with_name("performance.svg")
OURS = "Viva, whole"
ROWS = (
    ("make bench, peers", "processor time a question, ms", "A question, processor time"),
    (
        "streams held",
        "processor time a token of 16, µs",
        "A token of a long stream, processor time",
    ),
    ("make bench, peers", "memory after one interview, MB", "Memory after an interview"),
    ("make bench, peers", "start to the first page, s", "Start"),
)
"""Table, row and heading; each a part of the second column, the FastAPI relay."""

NAMES, WIDTH, LINE, END = 170, 520, 18, 790
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #24292f }
.head { font-weight: 600 } .bar { fill: #8c959f } .ours { fill: #9b2626 }
.one { stroke: #24292f; stroke-dasharray: 3 3 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .bar { fill: #6e7681 } .ours { fill: #e5534b } .one { stroke: #e6edf3 }
}
"""


def draw() -> None:
    """Write the picture anew; a table that was not measured yet is left out."""
    groups = [
        (heading, {name: value / values[1] for name, value in row.items()})
        for table, wanted, heading in ROWS
        if (row := read(table).get(wanted)) and len(values := list(row.values())) > 1
    ]
    if groups:
        PICTURE.write_text(picture(groups), "utf-8")


def picture(groups: list[tuple[str, dict[str, float]]]) -> str:
    """The text of an SVG with one axis; the dashed line is 1."""
    scale = WIDTH / max(max(bars.values()) for _, bars in groups)
    lines = list(_lines(groups, scale))
    height = 40 + LINE * sum(len(bars) + 2 for _, bars in groups)
    one = NAMES + scale
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {END} {height}" role="img">',
            "<title>Cost as a part of a bare FastAPI relay's; shorter is better</title>",
            f"<style>{STYLE}</style>",
            f'<text x="{one:.0f}" y="16" text-anchor="middle">1 = FastAPI, SSE</text>',
            f'<line class="one" x1="{one:.0f}" x2="{one:.0f}" y1="22" y2="{height - 8}"/>',
            *lines,
            "</svg>\n",
        ]
    )


def _lines(groups: list[tuple[str, dict[str, float]]], scale: float) -> Iterator[str]:
    y = 40
    for heading, bars in groups:
        yield f'<text class="head" x="8" y="{y}">{escape(heading)}</text>'
        for name, value in bars.items():
            y += LINE
            kind, length = "ours" if name == OURS else "bar", value * scale
            yield f'<text x="{NAMES - 8}" y="{y}" text-anchor="end">{escape(name)}</text>'
            yield (
                f'<rect class="{kind}" x="{NAMES}" y="{y - 11}" width="{length:.1f}" height="13"/>'
            )
            yield f'<text x="{NAMES + length + 6:.1f}" y="{y}">{value:.2f}</text>'
        y += 2 * LINE


if __name__ == "__main__":
    draw()
