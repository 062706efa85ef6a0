"""The reader in the child: whatever comes in, text or a refusal comes out."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.extract import answered
from app.documents.sniffing import FileKind
from tests.documents import files, pdf_files

WHOLE = {
    FileKind.PDF: (
        files.pdf(),
        files.encrypted_pdf("", "AES-256"),
        pdf_files.form(pdf_files.FORM),
        pdf_files.bitmap([b"Andr\x13e \x0crm"], range(10, 123)),
        pdf_files.outlined(b"BT /F1 9 Tf (x\\040l) Tj ET", {32: "suppress", 108: "l", 120: "x"}),
    ),
    FileKind.DOCX: (files.word(), files.body("<w:p><w:r><w:t>text</w:t></w:r></w:p>")),
    FileKind.TXT: ("Größe, 漢字 and more. ".encode() * 9, "Größe. ".encode("utf-16") * 9),
    FileKind.HTML: (b"<ul><li>one<li><b>two</ul><table><td>&eacute;</table>" * 9,),
    FileKind.PASTED: ("Größe, 漢字 and more. ".encode() * 9,),
}
kinds_and_files = st.sampled_from([(kind, file) for kind, whole in WHOLE.items() for file in whole])


@st.composite
def broken(draw: st.DrawFn) -> tuple[FileKind, bytes]:
    """A file with some bytes changed, and cut."""
    kind, file = draw(kinds_and_files)
    damaged = bytearray(file)
    for place in draw(st.lists(st.integers(0, len(file) - 1), max_size=30)):
        damaged[place] = draw(st.integers(0, 255))
    return kind, bytes(damaged[draw(st.integers(0, 3)) : draw(st.integers(0, len(file)))])


def check(kind: FileKind, content: bytes) -> None:
    answer = answered(kind, content)

    assert set(answer) in ({"refused"}, {"text", "warning"})
    assert isinstance(answer.get("refused", ""), str)
    str(answer.get("text", "")).encode()


@settings(deadline=None, max_examples=60)
@given(broken())
def test_broken_file_gives_text_or_a_refusal(case: tuple[FileKind, bytes]) -> None:
    check(*case)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(FileKind), st.binary(max_size=400))
def test_any_bytes_give_text_or_a_refusal(kind: FileKind, content: bytes) -> None:
    begin = b"%PDF-1.4\n" if kind is FileKind.PDF else b""
    check(kind, begin + content)


@pytest.mark.parametrize("kind", FileKind)
def test_whole_files_are_read(kind: FileKind) -> None:
    for content in WHOLE[kind]:
        answer = answered(kind, content)

        assert "text" in answer or answer == {
            "refused": "CV seems too short. Please upload a complete CV (at least 50 characters)"
        }


def test_the_server_itself_knows_no_reader() -> None:
    readers = "{'pypdf', 'docx', 'lxml', 'selectolax', 'charset_normalizer', 'zipfile', 'xml'}"
    command = f"import app.documents, sys; print(sorted({readers} & set(sys.modules)))"

    printed = subprocess.run(
        [sys.executable, "-c", command], check=True, capture_output=True, text=True
    ).stdout

    assert printed == "[]\n"
