"""Setting a sheet as work that any process can do: from a style and a job to the bytes of a render."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from typing import TYPE_CHECKING

from reportgen.cache import Store, content_key
from reportgen.document.packing import pack, recalled, unpack
from reportgen.editions.pdf.jobs import Job, Style, Variant
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


def set_again(store: Store, typesetter: Typesetter, sheets: Sequence[tuple[str, str]], profile: str) -> bytes:
    """Set sheets as they were last time: the typesetter is there then, and knows their lines."""
    for lang, name in sheets:
        before = recalled(store, _last_key(lang, profile, name))
        if isinstance(before, tuple) and len(before) == 2:
            html, variant = before
            # Without its pictures: what is set is not looked at.
            typesetter.render(Job(name, html, {}, known=Variant(*variant)))
    return b""


def render_sheet(store: Store, typesetter: Typesetter, job: Job, lang: str = "", profile: str = "") -> bytes:
    """The bytes of the render; with a language and a profile, `set_again` can set the sheet again."""
    made = typesetter.render(job)
    if lang:
        store.put(_last_key(lang, profile, job.name), pack((job.html, astuple(made.variant))))
    return made.to_bytes()


def _last_key(lang: str, profile: str, name: str) -> str:
    return content_key(["set last", lang, profile, name])


def pack_fonts(store: Store, typesetter: Typesetter, faces: dict[str, Face]) -> bytes:
    return typesetter.font_pack(faces)
