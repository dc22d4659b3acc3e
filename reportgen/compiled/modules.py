"""Which modules are worth compiling: those that show in the profile of a build, and that Cython can read."""

from __future__ import annotations

from typing import Final

WEASYPRINT: Final = (
    "weasyprint.anchors",
    "weasyprint.css",
    "weasyprint.css.computed_values",
    "weasyprint.css.counters",
    "weasyprint.css.functions",
    "weasyprint.document",
    "weasyprint.draw",
    "weasyprint.draw.border",
    "weasyprint.draw.text",
    "weasyprint.formatting_structure.boxes",
    "weasyprint.formatting_structure.build",
    "weasyprint.layout",
    "weasyprint.layout.absolute",
    "weasyprint.layout.background",
    "weasyprint.layout.block",
    "weasyprint.layout.float",
    "weasyprint.layout.inline",
    "weasyprint.layout.min_max",
    "weasyprint.layout.page",
    "weasyprint.layout.percent",
    "weasyprint.layout.replaced",
    "weasyprint.layout.table",
    "weasyprint.matrix",
    "weasyprint.pdf.fonts",
    "weasyprint.pdf.stream",
    "weasyprint.stacking",
    "weasyprint.svg",
    "weasyprint.svg.bounding_box",
    "weasyprint.svg.text",
    "weasyprint.svg.utils",
    "weasyprint.text.ffi",
    "weasyprint.text.fonts",
    "weasyprint.text.line_break",
    "cssselect2",
    "cssselect2.compiler",
    "cssselect2.tree",
    "pydyf",
)

OURS: Final = tuple(
    f"reportgen.editions.pdf.render.{name}"
    for name in (
        "continued", "fitting", "glyphs", "layouts", "markup", "matching", "notes", "numbers", "order",
        "paint", "repairs", "savings", "spaces", "stream", "styles", "tags", "typeset",
    )
)  # fmt: skip

MODULES: Final = (*WEASYPRINT, *OURS)
