"""The one way a benchmark writes a table, and where it stands in `docs/performance.md`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import linear_regression, quantiles

from benchmarks.peer_environment import ROOT

DOCUMENT = ROOT / "docs" / "performance.md"
_BEGINS, _ENDS = "<!-- {}: begin -->", "<!-- {}: end -->"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table in Markdown, and a blank one; the first column is text."""
    return [
        f"| {' | '.join(head)} |",
        f"| --- |{' ---: |' * (len(head) - 1)}",
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
    ]


def read(name: str) -> dict[str, dict[str, float]]:
    """The numbers of the table between the marks of that name, by row, then by column.

    A cell that is no number ("under 16") is left out; no table gives an empty one.
    """
    _, _, rest = DOCUMENT.read_text("utf-8").partition(_BEGINS.format(name))
    found = [line for line in rest.partition(_ENDS.format(name))[0].splitlines() if "|" in line]
    if not found:
        return {}
    head, *rows = (line.strip("| ").split(" | ") for line in found)
    return {
        row[0]: {
            column: float(value.replace(",", ""))
            for column, value in zip(head[-len(row) + 1 :], row[1:], strict=False)
            if value.replace(",", "").replace(".", "").isdigit()
        }
        for row in rows[1:]
    }


def write(name: str, lines: Iterable[str]) -> None:
    """Put `lines` in the document, between the marks of that name."""
    begins, ends = _BEGINS.format(name), _ENDS.format(name)
    before, found, rest = DOCUMENT.read_text("utf-8").partition(begins)
    if not found:
        raise RuntimeError(f"{DOCUMENT} has no mark {begins}")
    after = rest.partition(ends)[2]
    text = "\n".join(lines).strip("\n")
    DOCUMENT.write_text(f"{before}{begins}\n\n{text}\n\n{ends}{after}", "utf-8")


def p99(values: Sequence[float]) -> float:
    """The value that all but one in a hundred are below."""
    return quantiles(values, n=100)[98]


def slope(sizes: Sequence[float], values: Sequence[float]) -> float:
    """How much the value grows by one more, along the line of least squares."""
    return linear_regression(sizes, values).slope
