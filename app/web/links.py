"""Links to hand out, as addresses and as QR codes."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from markupsafe import Markup
from msgspec import Struct


class Link(Struct, frozen=True, kw_only=True):
    """An address to hand out, and its QR code."""

    url: str

    @property
    def qr(self) -> Markup:
        """The code as an SVG picture, dark on light in any dress of the page."""
        return _qr(self.url)


@lru_cache(maxsize=16)
def _qr(url: str) -> Markup:
    """Takes some 20 ms, and a page is made anew with every viewer who comes."""
    import segno  # noqa: PLC0415, only a show needs it

    out = BytesIO()
    code = segno.make(url, error="m", micro=False)
    code.save(out, kind="svg", xmldecl=False, omitsize=True, light="#fff")
    return Markup(out.getvalue().decode())  # noqa: S704 - made here, of modules alone
