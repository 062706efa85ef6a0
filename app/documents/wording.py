"""The words of one WordprocessingML part, gathered as its elements go by.

Law: nothing here recurses, so depth costs a list entry and no stack. Paragraphs
become lines; a row of short cells becomes one line, a row of long ones (a table
that lays out the page) a block after the other; a text box comes before the
paragraph it hangs on.
"""

from __future__ import annotations

from collections.abc import Callable

from app.documents.cleaning import RAW_CHARACTERS

W = frozenset(
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
)
A = frozenset(
    (
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://purl.oclc.org/ooxml/drawingml/main",
    )
)
DRAWN = frozenset(("p", "r", "t", "br"))
"""Elements of drawings, where they mean what they mean in a text."""

SKIPPED = frozenset(("Fallback", "del", "moveFrom", "tabs", "rt"))
"""Elements whose inside no reader sees, or sees elsewhere."""

HEADINGS = ("Heading", "Title", "Subtitle", "berschrift", "Titel", "Titre")
LISTED = ("ListBullet", "ListNumber", "Aufzhlung", "Listenpunkt")


class Enough(Exception):
    """More text than is kept has been gathered."""


class Wording:
    """Handlers for an expat parser with namespaces set off by a blank."""

    def __init__(self) -> None:
        lines = self._lines = _Lines()
        self._skipped = 0
        self._fields: list[bool] = []
        self._choices: list[str] = []
        self._chosen = 0
        self.blanks = 0
        self.is_partial = False
        self._openings: dict[str, Callable[[str], None]] = {
            "p": lines.open_paragraph,
            "pStyle": lines.style,
            "numPr": lines.item,
            "r": lines.open_run,
            "vanish": lines.hide,
            "t": lines.open_text,
            "tab": lines.tab,
            "ptab": lines.tab,
            "sym": lines.symbol,
            "br": lines.break_line,
            "cr": lines.break_line,
            "noBreakHyphen": lines.hyphen,
            "txbxContent": lines.open_frame,
            "tc": lines.open_frame,
            "tr": lines.open_row,
        }
        self._closings: dict[str, Callable[[], None]] = {
            "p": lines.close_paragraph,
            "t": lines.close_text,
            "ddList": self._choose,
            "txbxContent": lines.close_box,
            "tc": lines.close_cell,
            "tr": lines.close_row,
        }

    def text(self) -> str:
        return self._lines.text()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        if self._skipped or name in SKIPPED or (name == "sdtContent" and self._is_blank()):
            self._skipped += 1
        elif _is_worded(space, name) and name in self._openings:
            self._openings[name](_value(attributes))
        elif space in W:
            self._note(name, attributes)

    def data(self, text: str) -> None:
        if not self._skipped:
            self._lines.say(text)

    def end(self, tag: str) -> None:
        space, _, name = tag.rpartition(" ")
        if self._skipped:
            self._skipped -= 1
        elif _is_worded(space, name) and name in self._closings:
            self._closings[name]()
        elif name == "sdt" and self._fields:
            self._fields.pop()

    def _note(self, name: str, attributes: dict[str, str]) -> None:
        """What a field offers, whether it still asks to be filled in, and what is embedded."""
        if name == "ddList":
            self._choices, self._chosen = [], 0
        elif name == "listEntry":
            self._choices.append(_value(attributes))
        elif name == "result" and _value(attributes).isdecimal():
            self._chosen = int(_value(attributes))
        elif name == "sdt":
            self._fields.append(False)
        elif name == "showingPlcHdr" and self._fields and _is_on(_value(attributes)):
            self._fields[-1] = True
            self.blanks += 1
        elif name == "altChunk":
            self.is_partial = True

    def _choose(self) -> None:
        """A list to choose from in a form of old prints the entry that was chosen."""
        self._lines.choose(next(iter(self._choices[self._chosen :][:1]), ""))

    def _is_blank(self) -> bool:
        return bool(self._fields) and self._fields[-1]


def _is_worded(space: str, name: str) -> bool:
    return space in W or (space in A and name in DRAWN)


def _value(attributes: dict[str, str]) -> str:
    """What `w:val` says; "" where there is none."""
    return next((text for name, text in attributes.items() if name.endswith(" val")), "")


def _is_on(value: str) -> bool:
    return value not in {"0", "false", "off"}


class _Lines:
    """What has been gathered: open frames (body, cells, boxes), rows, paragraphs.

    Each opening takes the element's `w:val`, whether it has a use for it or not.
    """

    def __init__(self) -> None:
        self._frames: list[list[str]] = [[]]
        self._rows: list[list[str]] = [[]]
        self._paragraphs: list[list[str]] = [[]]
        self._is_text = False
        self._is_hidden = False
        self._size = 0

    def text(self) -> str:
        return "\n".join(line for frame in self._frames for line in frame)

    def open_paragraph(self, _value: str) -> None:
        self._paragraphs.append([])

    def style(self, value: str) -> None:
        if value.startswith(HEADINGS):
            self._frames[-1].append("")
        if value.startswith(LISTED):
            self.item("")

    def item(self, _value: str) -> None:
        if not self._paragraphs[-1]:
            self._add("- ")

    def open_run(self, _value: str) -> None:
        self._is_hidden = False

    def hide(self, value: str) -> None:
        self._is_hidden = _is_on(value)

    def open_text(self, _value: str) -> None:
        self._is_text = True

    def say(self, text: str) -> None:
        if self._is_text and not self._is_hidden:
            self._add(text)

    def choose(self, text: str) -> None:
        if not self._is_hidden:
            self._add(text)

    def close_text(self) -> None:
        self._is_text = False

    def tab(self, _value: str) -> None:
        self._add("\t")

    def symbol(self, _value: str) -> None:
        self._add(" ")

    def break_line(self, _value: str) -> None:
        self._add("\n")

    def hyphen(self, _value: str) -> None:
        self._add("-")

    def close_paragraph(self) -> None:
        self._frames[-1].append("".join(self._paragraphs.pop()))

    def open_frame(self, _value: str) -> None:
        self._frames.append([])

    def close_box(self) -> None:
        lines = self._frames.pop()
        self._frames[-1].extend(lines)

    def open_row(self, _value: str) -> None:
        self._rows.append([])

    def close_cell(self) -> None:
        self._rows[-1].append("\n".join(self._frames.pop()).strip())

    def close_row(self) -> None:
        cells = [cell for cell in self._rows.pop() if cell]
        between = "\n" if any("\n" in cell for cell in cells) else " | "
        self._frames[-1].append(between.join(cells))

    def _add(self, text: str) -> None:
        self._paragraphs[-1].append(text)
        self._size += len(text)
        if self._size > RAW_CHARACTERS:
            self.close_paragraph()
            raise Enough
