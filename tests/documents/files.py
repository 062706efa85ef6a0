"""The files candidates upload, good and bad, made on the spot."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping

import docx
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

CV = (
    "Mara Lindqvist, backend engineer",
    "Eight years of Python services for payments and logistics.",
    "Led the move of a billing system to PostgreSQL, four people, nine months.",
    "Cut the time of the nightly settlement from six hours to forty minutes.",
    "On call for a platform with two million requests a day.",
    "Mentored three juniors; two of them lead teams today.",
    "Talks about migrations without downtime at two regional conferences.",
    "Speaks Swedish, English and German.",
)


def pdf(*pages: Iterable[str], font: str = "Helvetica") -> bytes:
    """One page for each of `pages`, its lines one below the other."""
    sheet = canvas.Canvas("")
    for lines in pages or (CV,):
        sheet.setFont(font, 11)
        for index, line in enumerate(lines):
            sheet.drawString(60, 800 - 20 * index, line)
        sheet.showPage()
    content: bytes = sheet.getpdfdata()
    return content


def pdf_in_columns(left: Iterable[str], right: Iterable[str], *, row_by_row: bool) -> bytes:
    sheet = canvas.Canvas("")
    places = [(60, 800 - 20 * i, line) for i, line in enumerate(left)]
    places += [(320, 800 - 20 * i, line) for i, line in enumerate(right)]
    if row_by_row:
        places.sort(key=lambda place: -place[1])
    for x, y, line in places:
        sheet.drawString(x, y, line)
    content: bytes = sheet.getpdfdata()
    return content


def chinese_pdf(lines: Iterable[str]) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return pdf(lines, font="STSong-Light")


def scanned_pdf(pages: int = 1) -> bytes:
    """Pages that are one picture each."""
    sheet = canvas.Canvas("")
    for _ in range(pages):
        sheet.drawImage(ImageReader(Image.new("RGB", (60, 80), "white")), 0, 0, 595, 842)
        sheet.showPage()
    content: bytes = sheet.getpdfdata()
    return content


def encrypted_pdf(password: str, algorithm: str = "RC4-128") -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt(user_password=password, owner_password="owner", algorithm=algorithm)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def pdf_of(stream: bytes, filters: str) -> bytes:
    """A page whose drawing is `stream`, packed as `filters` say."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return pdf_objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream"
        % (len(stream), filters.encode(), stream),
        font,
    )


def pdf_objects(*objects: bytes, info: int = 0) -> bytes:
    file = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        file += b"%010d 00000 n \n" % place
    about = b"/Info %d 0 R " % info if info else b""
    file += b"trailer << /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        about,
        table,
    )
    return bytes(file)


def inflating_pdf() -> bytes:
    """A few kilobytes that unpack, twice, to a gigabyte: one megabyte again and again."""
    megabyte, times, checksum = b" " * 1024 * 1024, 1024, 1
    for _ in range(times):
        checksum = zlib.adler32(megabyte, checksum)
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    packed = packer.compress(megabyte) + packer.flush(zlib.Z_FULL_FLUSH)
    once = b"\x78\xda" + packed * times + packer.flush() + checksum.to_bytes(4, "big")
    return pdf_of(zlib.compress(once, 9), "[/FlateDecode /FlateDecode]")


def tedious_pdf() -> bytes:
    """A small file with more drawing to follow than anybody waits for."""
    drawing = b"BT /F1 9 Tf " + b"1 0 0 1 9 9 Tm (x) Tj " * 250_000 + b"ET"
    return pdf_of(zlib.compress(drawing, 9), "/FlateDecode")


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs or CV:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def repacked(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The archive with some of its parts replaced or added."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return file.getvalue()


def body(xml: str, before: str = "") -> bytes:
    """A DOCX whose body is `xml`, with `before` ahead of its root element."""
    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    part = f'<?xml version="1.0"?>{before}<w:document {spaces}><w:body>{xml}</w:body></w:document>'
    return repacked(word(), {"word/document.xml": part.encode()})


def archive(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return file.getvalue()


def spreadsheet() -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>'
    )
    return archive({"[Content_Types].xml": types.encode(), "xl/workbook.xml": b"<workbook/>"})


def png() -> bytes:
    file = io.BytesIO()
    Image.effect_noise((64, 64), 90).save(file, "PNG")
    return file.getvalue()


EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00\xb8" + bytes(range(256)) * 4
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
LOCKED_WORD = OLD_WORD + "EncryptedPackage".encode("utf-16-le") + bytes(100)
