"""Thumbnails of a PDF's cover, for catalogues, news pages and the page of a release."""

from __future__ import annotations

import io
from typing import Final

WIDTHS: Final = {"cover": 900, "cover-small": 300}
"""Names of the files, without `.png`, and how many pixels wide they are."""


class NoRendererError(Exception):
    """The library that draws pages is not installed; the message says which."""


def covers(pdf: bytes) -> dict[str, bytes]:
    """The first page as PNG, by file name. Needs pypdfium2; raises NoRendererError without it."""
    try:
        import pypdfium2
    except ImportError as error:
        raise NoRendererError("pypdfium2") from error
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        made = {}
        for name, width in WIDTHS.items():
            image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
            out = io.BytesIO()
            image.save(out, "PNG", optimize=True)
            made[f"{name}.png"] = out.getvalue()
        return made
    finally:
        document.close()
