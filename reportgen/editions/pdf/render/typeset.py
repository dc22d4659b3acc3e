"""Lays out and paints one sheet, in the main process or in a worker; depends on its arguments alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import weasyprint

from reportgen.editions.pdf.jobs import WEASYPRINT, Job, NoFontError, Style
from reportgen.editions.pdf.render import repairs
from reportgen.editions.pdf.render.closed import BASE_URL, ClosedFonts, FilesOnly
from reportgen.editions.pdf.render.fontpack import font_pack
from reportgen.editions.pdf.render.notes import lost_notes
from reportgen.editions.pdf.render.paint import anchors_of, bookmarks_of, paint
from reportgen.editions.pdf.rendered import Face, Rendered

NOTE_POLICIES: Final = ("auto", "line", "block", "loose")
"""How footnotes break pages: the next is tried when a note is lost. `loose` frees widows and orphans."""


class UnsupportedVersionError(RuntimeError):
    """Another version of WeasyPrint than the one whose internals are used here."""


class Typesetter:
    """Fonts and style sheets, loaded once, and the renders made with them.

    Raises NoFontError when the style sheets load no font.
    """

    def __init__(self, style: Style) -> None:
        if weasyprint.__version__ != WEASYPRINT:
            raise UnsupportedVersionError(f"WeasyPrint {weasyprint.__version__}, not {WEASYPRINT}")
        repairs.install()
        self.fonts = ClosedFonts()
        self.files = FilesOnly(style.files)
        self.sheets = [
            weasyprint.CSS(
                string=text, base_url=BASE_URL + address, font_config=self.fonts, url_fetcher=self.files
            )
            for address, text in style.sheets
        ]
        if self.fonts.empty:
            raise NoFontError

    def render(self, job: Job) -> Rendered:
        """The sheet, laid out with another footnote policy while notes are lost (four layouts at most)."""
        fetcher = FilesOnly({**self.files.files, **job.images})
        document: Any = None
        lost: tuple[str, ...] = ()
        layouts = 0
        for policy in NOTE_POLICIES:
            document = self.layout(job.html, policy, fetcher)
            layouts += 1
            lost = lost_notes(document)
            if not lost:
                break
        anchors, bookmarks = anchors_of(document), bookmarks_of(document)
        pdf, faces = paint(document, job.name, tagged=job.tagged)
        return Rendered(
            pdf=pdf,
            sizes=tuple((round(p.width * 0.75, 2), round(p.height * 0.75, 2)) for p in document.pages),
            anchors=anchors,
            bookmarks=bookmarks,
            faces=faces,
            lost_notes=lost,
            refused=tuple(dict.fromkeys(fetcher.refused)),
            layouts=layouts,
        )

    def font_pack(self, faces: Mapping[str, Face]) -> bytes:
        """A subset of each face with the glyphs given (see `fontpack`)."""
        return font_pack(self.fonts, faces)

    def layout(self, html: str, policy: str, fetcher: FilesOnly) -> Any:
        """The WeasyPrint document of `html`, whose root element gets the class `notes-<policy>`."""
        page = html.replace("<html ", f'<html class="notes-{policy}" ', 1)
        return weasyprint.HTML(string=page, base_url=BASE_URL, url_fetcher=fetcher).render(
            # Hints: the `start` of ordered lists counts.
            font_config=self.fonts,
            stylesheets=self.sheets,
            presentational_hints=True,
        )
