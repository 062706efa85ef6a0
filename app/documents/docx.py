"""DOCX to text, straight from its XML. Runs in the child process only.

python-docx was left out here: it builds a whole tree of each part (a quarter of
a megabyte of DOCX made it take a gigabyte), and it knows neither text boxes nor
the order of headings, tables and lists between them. A stream of elements has
that order by itself and needs no more memory than the text.

Law: what a reader of the printed page sees is in the text, once: no field code,
no deleted or hidden words, not the second copy of a text box for old programs.
"""

from __future__ import annotations

from contextlib import suppress
from xml.parsers import expat

from app.documents.assessment import FEWEST_CHARACTERS
from app.documents.cleaning import length
from app.documents.extraction import Extraction
from app.documents.package import Package
from app.documents.refusals import DAMAGED, EMBEDDED, unreadable, unsupported
from app.documents.wording import Enough, Wording

MAKERS = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.",
    "application/vnd.ms-word.",
)
AROUND = ("header", "diagramData", "footnotes", "endnotes", "footer")
"""Parts beside the body, by the kind of their relationship."""


def read(content: bytes) -> Extraction:
    """Headers, body, SmartArt, notes, footers, in this order; raises `BadInput`."""
    package = Package(content)
    body = _body(package)
    links = package.links(body)
    names = [part for kind, part in links if kind == "header"]
    names.append(body)
    names += [part for around in AROUND[1:] for kind, part in links if kind == around]
    wordings = [_worded(package, name) for name in dict.fromkeys(names)]
    # First, odd and even pages mostly share one header.
    texts = dict.fromkeys(wording.text() for wording in wordings)
    text = "\n\n".join(filter(None, texts))
    is_partial = any(wording.is_partial for wording in wordings)
    if is_partial and length(text) < FEWEST_CHARACTERS:
        raise unreadable(EMBEDDED)
    blanks = sum(wording.blanks for wording in wordings)
    return Extraction(text=text, blanks=blanks, is_partial=is_partial)


def _body(package: Package) -> str:
    """The name of the main part, which says that this is a word processor's file."""
    linked = [part for kind, part in package.links() if kind == "officeDocument"]
    for name in (*linked, *package.typed()):
        kind = package.type_of(name)
        if kind.startswith(MAKERS) and kind.endswith("main+xml"):
            if name not in package:
                raise unreadable(DAMAGED)
            return name
    raise unsupported()


def _worded(package: Package, part: str) -> Wording:
    """What one part says, as much of it as is kept."""
    wording = Wording()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = wording.start
    parser.EndElementHandler = wording.end
    parser.CharacterDataHandler = wording.data
    with suppress(Enough):
        package.parse(part, parser)
    return wording
