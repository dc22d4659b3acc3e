"""Lays out and paints one sheet, in the main process or in a worker; depends on its arguments alone."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from typing import Any, Final

import weasyprint

from reportgen.editions.pdf.jobs import WEASYPRINT, Job, NoFontError, Style, Variant
from reportgen.editions.pdf.render import layouts, order, repairs, savings, styles
from reportgen.editions.pdf.render.closed import BASE_URL, ClosedFonts, FilesOnly
from reportgen.editions.pdf.render.filling import lonely
from reportgen.editions.pdf.render.fitting import fitted, move_figures
from reportgen.editions.pdf.render.fontpack import font_pack
from reportgen.editions.pdf.render.markup import Markup
from reportgen.editions.pdf.render.paint import anchors_of, bookmarks_of, paint
from reportgen.editions.pdf.rendered import Face, Rendered

FITTED: Final = tuple(f'class="part part-{kind}' for kind in ("chapter", "fiche", "annex"))
"""Where copy is fitted: what people read through, and annexes."""


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
        order.install()
        savings.install()
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
        if all(styles.shareable(text) for _, text in style.sheets):
            self.fonts.shared = styles.Shared()

    def render(self, job: Job) -> Rendered:
        """The sheet, laid out several times where the first does not come out well (see `fitting`)."""
        fetcher = FilesOnly({**self.files.files, **job.images})
        trial, tried = fitted(
            lambda variant: self.layout(job.html, variant, fetcher),
            fitting=job.tagged and any(name in job.html for name in FITTED),
            known=job.known,
        )
        document, lost = trial.document, trial.lost
        anchors, bookmarks = anchors_of(document), bookmarks_of(document)
        pdf, faces, structure = paint(document, job.name, tagged=job.tagged)
        layouts.forget(self.fonts)
        made = Rendered(
            pdf=pdf,
            sizes=tuple((round(p.width * 0.75, 2), round(p.height * 0.75, 2)) for p in document.pages),
            anchors=anchors,
            bookmarks=bookmarks,
            faces=faces,
            lost_notes=lost,
            refused=tuple(dict.fromkeys(fetcher.refused)),
            layouts=tried,
            lonely=lonely(document.pages) if job.tagged else (),
            variant=trial.variant,
            fitted=tried > 1 or job.known is not None,
            structure=structure,
        )
        # Boxes stand in cycles with their document: let go of them now, while they are young.
        del trial, document
        gc.collect(0)
        return made

    def font_pack(self, faces: Mapping[str, Face]) -> bytes:
        """A subset of each face with the glyphs given (see `fontpack`)."""
        return font_pack(self.fonts, faces)

    def layout(self, html: str, variant: Variant, fetcher: FilesOnly) -> Any:
        """The WeasyPrint document of `html`, whose root element gets the classes of `variant`."""
        page = html.replace("<html ", f'<html class="{variant.classes}" ', 1)
        source = Markup(page, BASE_URL, fetcher)
        move_figures(source.etree_element, variant.moved)
        return source.render(
            # Hints: the `start` of ordered lists counts.
            font_config=self.fonts,
            stylesheets=self.sheets,
            presentational_hints=True,
        )
