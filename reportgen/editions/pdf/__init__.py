"""The PDF edition: a book laid out in sheets, assembled into one tagged file.

`edition` leads through the others: `sheets` (what is rendered in one go), `rounds` (until page numbers
agree), `render/` (the WeasyPrint side), `assembly/` (the pikepdf side), `gate` (what a release must pass),
`press/` (the copy for a printer).
"""

from typing import TYPE_CHECKING

from reportgen.late import late

if TYPE_CHECKING:
    from reportgen.editions.pdf.edition import PdfResult, write_pdf
    from reportgen.editions.pdf.excerpt import PartPrinter
    from reportgen.editions.pdf.pagemap import PageMap
    from reportgen.editions.pdf.press import Press
    from reportgen.editions.pdf.style import make_ready

__getattr__ = late(
    __name__,
    {
        "PageMap": "pagemap",
        "PartPrinter": "excerpt",
        "PdfResult": "edition",
        "Press": "press",
        "make_ready": "style",
        "write_pdf": "edition",
    },
)
"""What a worker that sets sheets does not need is loaded when it is asked for."""

__all__ = ["PageMap", "PartPrinter", "PdfResult", "Press", "make_ready", "write_pdf"]
