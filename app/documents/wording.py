"""The words of one WordprocessingML part, gathered as its elements go by.

Law: nothing here recurses, so depth costs a list entry and no stack. Paragraphs
become lines; a row of short cells becomes one line, a row of long ones (a table
that lays out the page) a block after the other; a text box comes before the
paragraph it hangs on.
"""

from __future__ import annotations

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
SIGNS = {"tab": "\t", "ptab": "\t", "sym": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
"""Elements that stand for one character."""

DRAWN = frozenset(("p", "r", "t", "br"))
"""Elements of drawings, where they mean what they mean in a text."""

READ = frozenset(
    ("pStyle", "numPr", "vanish", "tr", "tc", "txbxContent", "ddList", "listEntry", "result",
     "sdt", "showingPlcHdr", "altChunk", *SIGNS, *DRAWN)
)  # fmt: skip
"""Elements that say something; the many others only say how it looks."""

SKIPPED = frozenset(("Fallback", "del", "moveFrom", "tabs", "rt"))
"""Elements whose inside no reader sees, or sees elsewhere."""

HEADINGS = ("Heading", "Title", "Subtitle", "berschrift", "Titel", "Titre")
LISTED = ("ListBullet", "ListNumber", "Aufzhlung", "Listenpunkt")


class Enough(Exception):
    """More text than is kept has been gathered."""


class Wording:
    """Handlers for an expat parser with namespaces set off by a blank."""

    def __init__(self) -> None:
        self._lines = _Gathered()
        self._skipped = 0
        self._fields: list[bool] = []  # whether each still asks to be filled in
        self._choices: list[str] = []
        self._chosen = 0
        self.blanks = 0
        self.is_partial = False

    def text(self) -> str:
        return self._lines.text()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        if (
            self._skipped
            or name in SKIPPED
            or (name == "sdtContent" and self._fields[-1:] == [True])
        ):
            self._skipped += 1
        elif _is_worded(space, name):
            value = next((text for key, text in attributes.items() if key.endswith(" val")), "")
            self._lines.open(name, value)
            self._note(name, value)

    def data(self, text: str) -> None:
        if not self._skipped:
            self._lines.say(text)

    def end(self, tag: str) -> None:
        space, _, name = tag.rpartition(" ")
        if self._skipped:
            self._skipped -= 1
        elif name == "sdt" and self._fields:
            self._fields.pop()
        elif name == "ddList" and space in W:
            # A list to choose from in a form of old prints the entry that was chosen.
            self._lines.choose(next(iter(self._choices[self._chosen :]), ""))
        elif _is_worded(space, name):
            self._lines.close(name)

    def _note(self, name: str, value: str) -> None:
        """What a field offers, whether it still asks to be filled in, and what is embedded."""
        if name == "ddList":
            self._choices, self._chosen = [], 0
        elif name == "listEntry":
            self._choices.append(value)
        elif name == "result" and value.isdecimal():
            self._chosen = int(value)
        elif name == "sdt":
            self._fields.append(False)
        elif name == "showingPlcHdr" and self._fields and _is_on(value):
            self._fields[-1] = True
            self.blanks += 1
        elif name == "altChunk":
            self.is_partial = True


def _is_worded(space: str, name: str) -> bool:
    return name in READ and (space in W or (space in A and name in DRAWN))


def _is_on(value: str) -> bool:
    return value not in {"0", "false", "off"}


class _Gathered:
    """What has been gathered: open frames (body, cells, boxes), rows, paragraphs."""

    def __init__(self) -> None:
        self._frames: list[list[str]] = [[]]
        self._rows: list[list[str]] = [[]]
        self._paragraphs: list[list[str]] = [[]]
        self._is_text = False
        self._is_hidden = False
        self._size = 0

    def text(self) -> str:
        return "\n".join(line for frame in self._frames for line in frame)

    def open(self, name: str, value: str) -> None:
        """An element begins; `value` is its `w:val`, "" where it has none."""
        if name == "p":
            self._paragraphs.append([])
        elif name == "r":
            self._is_hidden = False
        elif name == "vanish":
            self._is_hidden = _is_on(value)
        elif name == "t":
            self._is_text = True
        elif name in SIGNS:
            self._add(SIGNS[name])
        elif name == "pStyle":
            self._style(value)
        elif name == "numPr":
            self._item()
        elif name in {"tc", "txbxContent"}:
            self._frames.append([])
        elif name == "tr":
            self._rows.append([])

    def say(self, text: str) -> None:
        if self._is_text and not self._is_hidden:
            self._add(text)

    def choose(self, text: str) -> None:
        if not self._is_hidden:
            self._add(text)

    def close(self, name: str) -> None:
        """An element ends."""
        if name == "p":
            self._frames[-1].append("".join(self._paragraphs.pop()))
        elif name == "t":
            self._is_text = False
        elif name == "txbxContent":
            box = self._frames.pop()
            self._frames[-1].extend(box)
        elif name == "tc":
            self._rows[-1].append("\n".join(self._frames.pop()).strip())
        elif name == "tr":
            cells = [cell for cell in self._rows.pop() if cell]
            between = "\n" if any("\n" in cell for cell in cells) else " | "
            self._frames[-1].append(between.join(cells))

    def _style(self, value: str) -> None:
        if value.startswith(HEADINGS):
            self._frames[-1].append("")
        if value.startswith(LISTED):
            self._item()

    def _item(self) -> None:
        if not self._paragraphs[-1]:
            self._add("- ")

    def _add(self, text: str) -> None:
        self._paragraphs[-1].append(text)
        self._size += len(text)
        if self._size > RAW_CHARACTERS:
            self.close("p")
            raise Enough
