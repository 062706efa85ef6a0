"""Every way the package standard lets a DOCX name and type its parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from app.documents import docx, read_document
from app.domain.errors import BadInput
from tests.documents import files

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_KIND = "http://purl.oclc.org/ooxml/officeDocument/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{WORD}.document.main+xml"
TEXT = "Eight years of Python services for payments and logistics."


def types(*entries: str) -> bytes:
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    default = f'<Default Extension="rels" ContentType="{rels}"/>'
    return f'<Types xmlns="{TYPES}">{default}{"".join(entries)}</Types>'.encode()


def override(part: str, kind: str = MAIN) -> str:
    return f'<Override PartName="{part}" ContentType="{kind}"/>'


def default(extension: str, kind: str = MAIN) -> str:
    return f'<Default Extension="{extension}" ContentType="{kind}"/>'


def links(*targets: tuple[str, str], kind: str = KIND) -> bytes:
    found = "".join(
        f'<Relationship Id="r{n}" Type="{kind}/{name}" Target="{target}"/>'
        for n, (name, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{LINKS}">{found}</Relationships>'.encode()


def document(text: str = TEXT, space: str = W) -> bytes:
    body = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
    return f'<w:document xmlns:w="{space}">{body}</w:document>'.encode()


def package(name: str = "word/document.xml", **parts: bytes) -> dict[str, bytes]:
    return {
        "[Content_Types].xml": parts.get("types", types(override(f"/{name}"))),
        "_rels/.rels": parts.get("links", links(("officeDocument", name))),
        name: parts.get("body", document()),
    }


HEADED = {
    **package(types=types(override("/word/document.xml"), default("xml", f"{WORD}.header+xml"))),
    "word/_rels/document.xml.rels": links(("header", "/parts/Head%20One.xml")),
    "parts/head one.xml": document("Mara Lindqvist"),
}


@pytest.mark.parametrize(
    "parts",
    [
        package("main.xml"),
        package("a/b/c/Hauptteil.xml"),
        package("word/document.bin"),
        package(types=types(default("xml"))),
        package(types=types(default("XML"))),
        package(types=types(override("/word/Document.XML"))),
        package(types=types(override("/word/document.xml", f"{MAIN};charset=utf-8"))),
        package(types=types(override("/word/document.xml", MAIN.upper()))),
        package(types=types(override("/word/document.xml", f"{WORD}.template.main+xml"))),
        package(
            types=types(
                override(
                    "/word/document.xml",
                    "application/vnd.ms-word.document.macroEnabled.main+xml",
                )
            )
        ),
        package(links=links(("officeDocument", "/word/document.xml"))),
        package(links=links(("officeDocument", "./word/../word/document.xml"))),
        package(links=links(("officeDocument", "word/document.xml"), kind=STRICT_KIND)),
        package(body=document(space=STRICT_W)),
        package(body=document().decode().encode("utf-16")),
        package("word/Mein%20Text.xml"),
        package(links=links()),
        {k: v for k, v in package().items() if k != "_rels/.rels"},
        {k.upper() if k == "_rels/.rels" else k: v for k, v in package().items()},
        {k.replace("/", "\\"): v for k, v in package().items()},
        {
            **{k: v for k, v in package().items() if k != "word/document.xml"},
            "word/document.xml/[1].last.piece": document()[90:],
            "word/document.xml/[0].piece": document()[:90],
        },
    ],
)
def test_main_part_is_found(parts: Mapping[str, bytes]) -> None:
    assert docx.read(files.archive(parts)).text == TEXT


def test_header_is_found_by_its_relationship() -> None:
    assert docx.read(files.archive(HEADED)).text == f"Mara Lindqvist\n\n{TEXT}"


def test_archive_without_compression_is_read() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as new:
        for name, data in reversed(package().items()):
            new.writestr(name, data)

    assert docx.read(file.getvalue()).text == TEXT


CHUNK = '<w:altChunk r:id="r0" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/x"/>'


async def test_text_that_is_a_second_document_inside_is_said_plainly() -> None:
    with pytest.raises(BadInput) as refused:
        await read_document("cv.docx", files.body(CHUNK))

    assert "its text is a second document inside the file" in str(refused.value)
    assert "save it under a new name" in str(refused.value)


async def test_second_document_beside_text_is_warned_about() -> None:
    found = await read_document("cv.docx", files.body(f"{paragraph(TEXT)}{CHUNK}"))

    assert found.text == TEXT
    assert "a second document inside it" in str(found.warning)


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def field(text: str, *, is_blank: bool) -> str:
    mark = "<w:showingPlcHdr/>" if is_blank else ""
    return f"<w:sdt><w:sdtPr>{mark}</w:sdtPr><w:sdtContent>{paragraph(text)}</w:sdtContent></w:sdt>"


def test_words_that_ask_to_fill_a_field_are_left_out() -> None:
    xml = field("Mara Lindqvist", is_blank=False) + field("Your address", is_blank=True)

    found = docx.read(files.body(xml + paragraph("after")))

    assert found.text == "Mara Lindqvist\nafter"
    assert found.blanks == 1
