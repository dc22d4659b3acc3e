"""Setting a sheet as work that any process can do: from a style and a job to the bytes of a render."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.cache import Store
from reportgen.document.packing import pack, unpack
from reportgen.editions.pdf.jobs import Job, Style
from reportgen.editions.pdf.rendered import Face
from reportgen.work import Given

if TYPE_CHECKING:
    from reportgen.editions.pdf.render.typeset import Typesetter


def typesetter_of(style: Style) -> Typesetter:
    """Raises NoFontError."""
    # Loaded late: most commands never set a page, and WeasyPrint takes half a second to load.
    from reportgen.editions.pdf.render.typeset import Typesetter

    return Typesetter(style)


def pack_style(style: Style) -> bytes:
    return pack((style.sheets, dict(style.files)))


def read_typesetter(data: bytes) -> Typesetter:
    """The typesetter of what `pack_style` gave. Raises PackingError and NoFontError."""
    return typesetter_of(Style(*unpack(data)))


def given_typesetter(style: Style) -> Given:
    """The typesetter of `style`, for calls that set sheets with it."""
    return Given(lambda: typesetter_of(style), lambda: pack_style(style), read_typesetter)


def nothing(store: Store, typesetter: Typesetter) -> bytes:
    """Called so that the typesetter is there."""
    return b""


def render_sheet(store: Store, typesetter: Typesetter, job: Job) -> bytes:
    return typesetter.render(job).to_bytes()


def pack_fonts(store: Store, typesetter: Typesetter, faces: dict[str, Face]) -> bytes:
    return typesetter.font_pack(faces)
