"""The cover of a printed copy as one sheet: back, spine and front, as wide as its pages make it."""

from __future__ import annotations

from typing import Final

from reportgen.editions.pdf.assembly import Binding, assemble
from reportgen.editions.pdf.assembly.faces import union
from reportgen.editions.pdf.assembly.metadata import About
from reportgen.editions.pdf.assembly.press import POINT
from reportgen.editions.pdf.jobs import Job
from reportgen.editions.pdf.shell import Shell
from reportgen.editions.pdf.workers import Workshop

WIDTH: Final = 210.0
"""Millimetres of a cover, and of the page."""
NARROWEST: Final = 5.0
"""A spine narrower than this has no room for words."""


def jacket(shell: Shell, workshop: Workshop, about: About, spine: float) -> bytes:
    """The sheet as a PDF for a spine of `spine` millimetres, with marks where it folds."""
    body = shell.jacket(WIDTH, spine, titled=spine >= NARROWEST)
    sheet = workshop.render([Job("jacket", shell.page(body, about.title), {})])[0]
    faces = union((sheet,))
    binding = Binding(
        sheets=(sheet,),
        furniture=sheet,
        dressing=((),),
        labels=("1",),
        text_of=lambda _: "1",
        places={},
        outline=(),
        faces=faces,
        font_pack=workshop.fonts(faces),
        about=about,
        press=True,
        folds=(WIDTH * POINT, (WIDTH + spine) * POINT),
    )
    data, _ = assemble(binding)
    return data
