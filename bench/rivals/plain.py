"""One plain WeasyPrint render: `python -m bench.rivals.plain HTML CSS OUTPUT`."""

from __future__ import annotations

import sys
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration


def main(source: Path, sheet: Path, output: Path) -> None:
    fonts = FontConfiguration()
    style = weasyprint.CSS(filename=str(sheet), font_config=fonts)
    made = weasyprint.HTML(filename=str(source)).render(
        stylesheets=[style], font_config=fonts, presentational_hints=True, pdf_variant="pdf/ua-1"
    )
    made.write_pdf(output, pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
