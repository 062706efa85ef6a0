"""DOCX to text, straight from its XML. Runs in the child process only.

python-docx was left out here: it builds a whole tree of each part (a quarter of
a megabyte of DOCX made it take a gigabyte), and it knows neither text boxes nor
the order of headings, tables and lists between them. A stream of elements has
that order by itself and needs no more memory than the text.

Law: what a reader of the printed page sees is in the text, once: no field code,
no deleted or hidden words, not the second copy of a text box for old programs.
"""

from __future__ import annotations

import posixpath
from xml.parsers import expat

from app.documents.extraction import Extraction
from app.documents.package import Package
from app.documents.refusals import DAMAGED, unreadable, unsupported
from app.documents.wording import Enough, Wording

TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
AROUND = ("header", "footnotes", "endnotes", "footer")
"""Parts beside the body, by how their relationship's type ends."""


def read(content: bytes) -> Extraction:
    """Headers, body, notes, footers, in this order; raises `BadInput`."""
    package = Package(content)
    body = _body(package)
    related = _related(package, body)
    names = [*related["header"], body]
    names += [name for kind in AROUND[1:] for name in related[kind]]
    texts: list[str] = []
    for name in names:
        text = _worded(package, name)
        if text not in texts:  # first, odd and even pages mostly share one header
            texts.append(text)
    return Extraction(text="\n\n".join(filter(None, texts)))


def _body(package: Package) -> str:
    """The name of the main part, which says that this is a word processor's file."""
    for part in _elements(package, TYPES, "Override"):
        if part.get("ContentType", "").startswith(MAIN) and "main+xml" in part["ContentType"]:
            name = part.get("PartName", "").lstrip("/")
            if name not in package:
                raise unreadable(DAMAGED)
            return name
    raise unsupported()


def _related(package: Package, body: str) -> dict[str, list[str]]:
    """The parts that belong to the body, by kind, in the file's order."""
    folder, name = posixpath.split(body)
    table = f"{folder}/_rels/{name}.rels".lstrip("/")
    found: dict[str, list[str]] = {kind: [] for kind in AROUND}
    for link in _elements(package, table, "Relationship") if table in package else ():
        kind = link.get("Type", "").rpartition("/")[2]
        part = posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")
        if kind in found and part in package:
            found[kind].append(part)
    return found


def _elements(package: Package, part: str, name: str) -> list[dict[str, str]]:
    """The attributes of all elements called `name`."""
    found: list[dict[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(" ")[2] == name:
            found.append(attributes)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    package.parse(part, parser)
    return found


def _worded(package: Package, part: str) -> str:
    """The text of one part, as much of it as is kept."""
    wording = Wording()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = wording.start
    parser.EndElementHandler = wording.end
    parser.CharacterDataHandler = wording.data
    try:
        package.parse(part, parser)
    except Enough:
        return wording.text()
    return wording.text()
