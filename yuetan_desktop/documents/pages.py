"""The pages of a PDF as plain pictures, for a preview that any screen can draw."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

RENDER_DPI = 144


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page: rows of RGB pixels, three bytes each, `stride` bytes a row."""

    width: int
    height: int
    stride: int
    pixels: bytes


def draw_pages(pdf: Path) -> list[PageImage]:
    """Every page of a PDF at 144 dpi, in order."""
    import pypdfium2

    document = pypdfium2.PdfDocument(str(pdf))
    try:
        return [_draw(page) for page in document]
    finally:
        document.close()


def _draw(page: Any) -> PageImage:
    import pypdfium2.raw as pdfium

    bitmap = page.render(
        scale=RENDER_DPI / 72, rev_byteorder=True, force_bitmap_format=pdfium.FPDFBitmap_BGR
    )
    return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def count_pages(pdf: Path) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(str(pdf))
    try:
        return len(document)
    finally:
        document.close()
