"""What a reader of the printed page sees, and nothing else."""

from __future__ import annotations

from xml.parsers import expat

import pytest

from app.documents import docx
from app.documents.package import Package
from app.domain.errors import BadInput
from tests.documents import files

BOX = "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(f'<w:p>{run(text)}</w:p>' for text in paragraphs)}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>"


CHOICE = (
    '<w:fldChar><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Basic"/>'
    '<w:listEntry w:val="Fluent"/></w:ddList></w:ffData></w:fldChar>'
)
LAYOUT = row(cell("a", "b"), f"<w:tc>{row(cell('c'), cell('d'))}<w:p/></w:tc>")
SHAPE = f"<mc:Choice><wps:txbx>{BOX}</wps:txbx></mc:Choice>"
PICTURE = f"<mc:Fallback><v:textbox>{BOX}</v:textbox></mc:Fallback>"
BOTH = f"<w:r><mc:AlternateContent>{SHAPE}{PICTURE}</mc:AlternateContent></w:r>"
TWICE = f"<w:p>{run('before ')}{BOTH}{run('after')}</w:p>"


@pytest.mark.parametrize(
    ("xml", "lines"),
    [
        (f"<w:p>{run('one')}<w:r><w:tab/></w:r>{run('two')}</w:p>", ["one\ttwo"]),
        ("<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r></w:p>", ["one", "two"]),
        (f"<w:p><w:hyperlink>{run('my page')}</w:hyperlink></w:p>", ["my page"]),
        (f"<w:p><w:ins>{run('new')}</w:ins><w:del>{run('old')}</w:del></w:p>", ["new"]),
        (f"<w:p><w:moveFrom>{run('old')}</w:moveFrom>{run('new')}</w:p>", ["new"]),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>", [""]),
        (
            f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>{run('seen')}</w:p>",
            ["seen"],
        ),
        ('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r></w:p>', ["seen"]),
        (f"<w:p><w:pPr><w:tabs><w:tab w:pos='9'/></w:tabs></w:pPr>{run('a')}</w:p>", ["a"]),
        (f"<w:p><w:pPr><w:numPr/></w:pPr>{run('item')}</w:p>", ["- item"]),
        (f"<w:sdt><w:sdtContent><w:p>{run('field')}</w:p></w:sdtContent></w:sdt>", ["field"]),
        (TWICE, ["In the box", "before after"]),
        (f"<w:p><w:r><v:textbox>{BOX}</v:textbox></w:r>{run('old')}</w:p>", ["In the box", "old"]),
        (LAYOUT, ["a", "b", "c | d"]),
        (f"<w:p>{run('Level: ')}<w:r>{CHOICE}</w:r></w:p>", ["Level: Fluent"]),
    ],
)
def test_each_element_reads_as_it_prints(xml: str, lines: list[str]) -> None:
    assert docx.read(files.body(xml)).text.split("\n") == lines


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY x "&a;&a;&a;">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_a_part_that_declares_a_document_type_is_refused(declaration: str) -> None:
    content = files.body(f"<w:p>{run('text')}</w:p>", before=declaration)

    with pytest.raises(BadInput, match="it is damaged"):
        docx.read(content)


def test_a_huge_text_is_not_read_to_its_end() -> None:
    words = (f"{i * 7919 % 9973} words " for i in range(100_000))
    found = docx.read(files.body("".join(f"<w:p>{run(word * 9)}</w:p>" for word in words)))

    assert 240_000 < len(found.text) < 270_000


@pytest.mark.parametrize(
    ("count", "size"),
    [(1, 40 * 1024 * 1024), (2_001, 1), (210, 1_000_000)],
    ids=["ratio", "entries", "total"],
)
def test_an_archive_that_unpacks_to_far_too_much_is_refused(count: int, size: int) -> None:
    parts = {f"word/x{i}.xml": bytes([i % 256]) * size for i in range(count)}

    with pytest.raises(BadInput, match="far larger inside"):
        docx.read(files.repacked(files.word(), parts))


def test_parts_are_counted_as_they_unpack() -> None:
    package = Package(files.word(), most=3_000)

    with pytest.raises(BadInput, match="far larger inside"):
        package.parse("word/document.xml", expat.ParserCreate())


def test_an_archive_with_locked_entries_is_protected() -> None:
    content = files.word()
    place = content.index(b"PK\x01\x02") + 8
    locked = content[:place] + b"\x01" + content[place + 1 :]

    with pytest.raises(BadInput, match="protected by a password"):
        docx.read(locked)


def test_links_out_of_the_package_are_not_followed() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
    link = f'<Relationship Id="r1" Type="{kind}" Target="../../../../etc/passwd"/>'
    content = files.repacked(
        files.body(f"<w:p>{run('text')}</w:p>"),
        {"word/_rels/document.xml.rels": f"<Relationships>{link}</Relationships>".encode()},
    )

    assert docx.read(content).text == "text"


def test_words_of_a_drawing_are_read_after_the_body() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"
    link = f'<Relationship Id="r1" Type="{kind}" Target="diagrams/data1.xml"/>'
    spaces = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:d="d"'
    points = "".join(
        f"<d:pt><d:t><a:p><a:r><a:t>{step}</a:t></a:r></a:p></d:t></d:pt>"
        for step in ("2019 Nurse", "2023 Ward manager")
    )
    content = files.repacked(
        files.body(f"<w:p>{run('Career')}</w:p>"),
        {
            "word/_rels/document.xml.rels": f"<Relationships>{link}</Relationships>".encode(),
            "word/diagrams/data1.xml": f"<d:model {spaces}>{points}</d:model>".encode(),
        },
    )

    assert docx.read(content).text.split("\n") == ["Career", "", "2019 Nurse", "2023 Ward manager"]
