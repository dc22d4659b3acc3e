"""The style of the book: its style sheets by profile, and a worker that has them ready."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reportgen.editions.pdf.jobs import Style
from reportgen.editions.pdf.setting import given_typesetter, set_again
from reportgen.project import Assets
from reportgen.work import Crew

STYLE_SHEET: Final = "styles/print.css"
_PROFILES: Final = {"proof": ("styles/proof.css",), "print": ("styles/press.css",)}
_ADDRESS: Final = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")


def style_of(assets: Assets, profile: str) -> Style:
    """The print style sheets of a profile, with the files that they name. Raises FileNotFoundError."""
    sheets = tuple((name, assets.text(name)) for name in (STYLE_SHEET, *_PROFILES.get(profile, ())))
    files = {f"styles/{address}" for _, text in sheets for address in _ADDRESS.findall(text)}
    return Style(sheets, {name: assets.bytes(name) for name in sorted(files)})


def make_ready(crew: Crew, assets: Assets, profile: str, sheets: Sequence[tuple[str, str]] = ()) -> None:
    """Let a worker load what sets sheets in `profile`, while the document is made.

    Then it sets these `sheets` (language and name) as they were: when they have changed by a few words, it
    knows most of their lines.
    """
    try:
        crew.make_ready(set_again, (given_typesetter(style_of(assets, profile)),), tuple(sheets), profile)
    except FileNotFoundError:
        # Said by `write_pdf`.
        return
