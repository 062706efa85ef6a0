"""PDF files with forms, with TeX's fonts, and with the gaps of bad writers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.pdfgen import canvas

from tests.documents.files import pdf_objects, written

FORM = {
    "Name": "Mara Lindqvist",
    "Present employer": "Harbour Logistics, Gothenburg",
    "Your greatest success": "Cut the nightly settlement from six hours to forty minutes",
    "Languages": "Swedish, English, German",
}


def form(values: Mapping[str, str], *, beside: bool = False) -> bytes:
    """A form with a text field under each label, or beside it."""
    sheet = canvas.Canvas("")
    sheet.setFont("Helvetica", 10)
    for index, (label, value) in enumerate(values.items()):
        y = 760 - 50 * index
        sheet.drawString(50, y, label)
        place = {"x": 200, "y": y - 5} if beside else {"x": 50, "y": y - 26}
        sheet.acroForm.textfield(
            name=f"t{index}", value=value, width=300, height=18, borderWidth=0, **place
        )
    content: bytes = sheet.getpdfdata()
    return content


def form_of_choices() -> bytes:
    """Two boxes to tick, one of them ticked, and a list to choose from."""
    sheet = canvas.Canvas("")
    for index, (label, is_on) in enumerate({"Full time": True, "Part time": False}.items()):
        sheet.acroForm.checkbox(name=f"c{index}", checked=is_on, x=50, y=700 - 30 * index, size=12)
        sheet.drawString(70, 702 - 30 * index, label)
    sheet.drawString(50, 600, "Highest degree:")
    sheet.acroForm.choice(
        name="degree", value="MSc", options=["BSc", "MSc", "PhD"], x=150, y=595, width=90, height=18
    )
    content: bytes = sheet.getpdfdata()
    return content


def annotated(content: bytes, annotation: Mapping[str, object]) -> bytes:
    """The first page with one more annotation."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    entry = DictionaryObject({NameObject(key): value for key, value in annotation.items()})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([entry])
    return written(writer)


def note(text: str, left: float, bottom: float, flags: int = 4) -> Mapping[str, object]:
    """Words typed on a page that is no form."""
    sides = (left, bottom, left + 200, bottom + 14)
    return {
        "/Type": NameObject("/Annot"),
        "/Subtype": NameObject("/FreeText"),
        "/F": NumberObject(flags),
        "/Rect": ArrayObject([FloatObject(side) for side in sides]),
        "/Contents": TextStringObject(text),
    }


def xfa(content: bytes) -> bytes:
    """The same pages, as the cover of a form that only a PDF reader draws."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    root = writer.root_object
    if "/AcroForm" not in root:
        root[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): ArrayObject()})
    fields = root["/AcroForm"].get_object()
    assert isinstance(fields, DictionaryObject)
    fields[NameObject("/XFA")] = TextStringObject("<xdp:xdp/>")
    return written(writer)


def page(drawing: bytes, *fonts: bytes, producer: bytes = b"some writer") -> bytes:
    """A page drawn with the fonts /F1, /F2 …"""
    first = 6
    names = b" ".join(b"/F%d %d 0 R" % (n + 1, first + n) for n in range(len(fonts)))
    return pdf_objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << " + names + b" >> >> >>",
        _stream(drawing),
        b"<< /Producer (%s) >>" % producer,
        *fonts,
        info=5,
    )


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def gapped(lines: Iterable[str], gap: int) -> bytes:
    """Words set apart by `gap` thousandths of their size, without a blank."""
    drawing = [b"BT /F1 10 Tf 50 800 Td 14 TL"]
    for line in lines:
        words = f" {-gap} ".join(f"({word})" for word in line.split())
        drawing.append(f"[{words}] TJ T*".encode())
    return page(b"\n".join([*drawing, b"ET"]), HELVETICA)


def bitmap(lines: Iterable[bytes], codes: Iterable[int], producer: bytes = b"dvips") -> bytes:
    """Lines in a Type 3 font that names its glyphs by their codes, as TeX's do."""
    used = sorted(codes)
    names = b" ".join(b"%d /a%d" % (code, code) for code in used)
    widths = b" ".join(b"40" for _ in range(256))
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontMatrix [0.012 0 0 0.012 0 0] /FontBBox [0 0 9 9]"
        b" /CharProcs << >> /FirstChar 0 /LastChar 255 /Widths [%s]"
        b" /Encoding << /Type /Encoding /Differences [%s] >> >>" % (widths, names)
    )
    drawing = [b"BT /F1 10 Tf 50 800 Td 14 TL"]
    drawing += [b"<%s> Tj T*" % line.hex().encode() for line in lines]
    return page(b"\n".join([*drawing, b"ET"]), font, producer=producer)


def outlined(drawing: bytes, glyphs: Mapping[int, str]) -> bytes:
    """A drawing in an embedded Type 1 font whose own file tells its letters."""
    program = b"/Encoding 256 array\n"
    program += b"".join(b"dup %d /%s put\n" % (c, n.encode()) for c, n in glyphs.items())
    program += b"readonly def\ncurrentfile eexec\n"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /AAAAAA+CMR10 /FontDescriptor 7 0 R >>"
    descriptor = (
        b"<< /Type /FontDescriptor /FontName /AAAAAA+CMR10 /Flags 4 /FontBBox [0 0 9 9]"
        b" /ItalicAngle 0 /Ascent 700 /Descent -200 /CapHeight 700 /StemV 80 /FontFile 8 0 R >>"
    )
    return page(drawing, font, descriptor, _stream(program), producer=b"pdfTeX-1.40.24")
