"""Pictures in the line: images of the report, and charts as a PNG with the SVG beside it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Final

from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image as ImageFile
from docx.opc.part import Part as OpcPart

from reportgen.cache import Store
from reportgen.charts import chart_summary, chart_svg, remembered_png
from reportgen.diagnostics import Span
from reportgen.document import nodes as n
from reportgen.editions.docx import drawing
from reportgen.editions.docx.ooxml import (
    EMU_PER_MM,
    EMU_PER_PX,
    EMU_PER_TWIP,
    PLAIN,
    Pieces,
    RunFormat,
    Xml,
    run,
    text_run,
    w,
)
from reportgen.editions.docx.state import Here, Work

_TYPES: Final = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif"}
_CHART_SCALE: Final = 2
_TALLEST: Final = 0.75
"""The share of the page's height that a picture may take, so that its caption stays with it."""


@dataclass(frozen=True, slots=True)
class _Media:
    """A picture as parts of the package; `svg` is the drawing that newer Words prefer."""

    raster: OpcPart
    svg: OpcPart | None
    width: int
    height: int


@dataclass(slots=True)
class Pictures:
    """The pictures of the document; the same bytes are stored once. `store` remembers what was drawn."""

    work: Work
    store: Store
    _parts: dict[str, OpcPart] = field(default_factory=dict)
    _media: dict[str, _Media | None] = field(default_factory=dict)
    _relations: dict[tuple[str, str], str] = field(default_factory=dict)
    _count: int = 0

    def inline(self, image: n.Image, here: Here, form: RunFormat) -> Pieces:
        """An image in a line of text, no higher than the line."""
        line = round(self.work.styles.text.size * self.work.styles.text.line * 20)
        return self._shown(image, here, form, line)

    def block(self, image: n.Image, here: Here, form: RunFormat) -> Pieces:
        """An image on its own, no wider than the text."""
        tallest = round(self.work.styles.page.text_height() * _TALLEST)
        return self._shown(image, here, form, tallest)

    def chart(self, chart: n.Chart, here: Here, form: RunFormat) -> Pieces:
        """A chart as wide as the text."""
        lang, words = self.work.document.lang, self.work.document.words
        pixels = here.width * EMU_PER_TWIP / EMU_PER_PX
        svg = chart_svg(chart, lang=lang, palette="print", width=pixels, words=words)
        media = self._drawing(svg, pixels)
        alt = chart.description or chart_summary(chart, lang, words)
        if media is None:
            return [text_run(f"[{alt}]", form)]
        return [self._picture(media, alt, here, form, self.work.styles.page.text_height())]

    def cover_block(self, story: OpcPart) -> Xml:
        """A paragraph for the header of the cover: a block of colour behind the page, from its top edge.

        A picture of one pixel, for readers that don't know shapes; decorative, so nobody has to hear of it.
        """
        styles = self.work.styles
        part = self._part(drawing.pixel(styles.colour(styles.cover.fill)), "png", "image/png")
        size = {"cx": round(styles.page.width * EMU_PER_MM), "cy": round(styles.cover.block * EMU_PER_MM)}
        self._count += 1
        blip = drawing.picture_data(self._relation(story, part))
        drawn = w("drawing", drawing.behind_page(size, self._count, blip))
        return w("p", w("pPr", w("pStyle", val="Header")), run(PLAIN, drawn))

    def _shown(self, image: n.Image, here: Here, form: RunFormat, tallest: int) -> Pieces:
        media = self._of(image.src)
        if media is None:
            text = image.alt or image.src
            return [text_run(f"[{text}]", form)] if text else []
        return [self._picture(media, image.alt, here, form, tallest)]

    def _of(self, name: str) -> _Media | None:
        if name not in self._media:
            self._media[name] = self._read(name)
        return self._media[name]

    def _read(self, name: str) -> _Media | None:
        resource = self.work.document.resources.get(name)
        made: _Media | None = None
        if resource is not None:
            if resource.media_type == "image/svg+xml":
                made = self._drawing(resource.data.decode("utf-8", "replace"), float(resource.width or 600))
            elif resource.media_type in _TYPES:
                made = self._raster(resource)
        if made is None:
            self.work.diagnostics.add("DOC004", Span(name), name=name)
        return made

    def _raster(self, resource: n.Resource) -> _Media | None:
        width, height = resource.width, resource.height
        if not width or not height:
            try:
                header = ImageFile.from_blob(resource.data)
            except (UnrecognizedImageError, ValueError, KeyError, IndexError, EOFError):
                return None
            width, height = header.px_width, header.px_height
        part = self._part(resource.data, _TYPES[resource.media_type], resource.media_type)
        return _Media(part, None, width * EMU_PER_PX, height * EMU_PER_PX)

    def _drawing(self, svg: str, pixels: float) -> _Media | None:
        """An SVG and its picture; None when it cannot be drawn."""
        try:
            png = remembered_png(svg, round(pixels * _CHART_SCALE), self.store)
            header = ImageFile.from_blob(png)
        except (ValueError, UnrecognizedImageError):
            return None
        width = round(pixels * EMU_PER_PX)
        height = round(width * header.px_height / header.px_width)
        svg_part = self._part(svg.encode("utf-8"), "svg", "image/svg+xml")
        return _Media(self._part(png, "png", "image/png"), svg_part, width, height)

    def _part(self, data: bytes, extension: str, media_type: str) -> OpcPart:
        key = hashlib.sha256(data).hexdigest()
        if key not in self._parts:
            name = f"/word/media/image{len(self._parts) + 1}.{extension}"
            self._parts[key] = self.work.package.part(name, media_type, data)
        return self._parts[key]

    def _relation(self, story: OpcPart, media: OpcPart) -> str:
        key = (str(story.partname), str(media.partname))
        if key not in self._relations:
            self._relations[key] = self.work.package.relate(story, "image", media)
        return self._relations[key]

    def _picture(self, media: _Media, alt: str, here: Here, form: RunFormat, tallest: int) -> Xml:
        """The picture no wider than there is room, and no higher than `tallest` twips."""
        room = here.width * EMU_PER_TWIP, tallest * EMU_PER_TWIP
        scale = min(1.0, room[0] / media.width, room[1] / media.height)
        size = {"cx": max(1, round(media.width * scale)), "cy": max(1, round(media.height * scale))}
        self._count += 1
        svg = self._relation(here.story, media.svg) if media.svg is not None else ""
        blip = drawing.picture_data(self._relation(here.story, media.raster), svg)
        return run(form, w("drawing", drawing.inline(size, self._count, alt, blip)))
