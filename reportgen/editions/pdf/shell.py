"""The print templates: what stands around the blocks of a part, from `templates/print/`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jinja2
from markupsafe import Markup

from reportgen.document import nodes as n
from reportgen.project import Assets
from reportgen.words.formats import date_in_words

FOLDER = "templates/print/"


class Shell:
    """Fills the print templates for one document."""

    def __init__(self, document: n.Document, assets: Assets) -> None:
        self.meta = document.meta
        self.words = document.words
        self._assets = assets
        self._environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(lambda name: assets.text(FOLDER + name)),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    @property
    def templates(self) -> list[tuple[str, str]]:
        """The texts of the print templates by their names."""
        return [(name, self._assets.text(name)) for name in sorted(self._assets.names(FOLDER))]

    def fill(self, template: str, **values: Any) -> str:
        """A template of the folder with its values; values are text unless they are Markup."""
        return self._environment.get_template(template).render(values)

    def page(self, body: str, title: str) -> str:
        """A whole HTML page around `body`."""
        return self.fill(
            "sheet.html.j2",
            lang=self.meta.lang,
            title=title,
            profile=self.meta.profile,
            body=Markup(body),
        )

    def cover(self, imprint: str, *, imprint_alone: bool, bound: bool = False) -> str:
        """Cover, title page and imprint; the imprint has a page of its own when `imprint_alone`.

        Without the cover when the copy is `bound`: it is a sheet of its own then.
        """
        meta = self.meta
        version = self.words["pdf.version"].format(version=meta.version) if meta.version else ""
        return self.fill(
            "cover.html.j2",
            meta=meta,
            words=self.words,
            version=version,
            date=self.date,
            state=self.state,
            imprint=Markup(imprint),
            imprint_alone=imprint_alone,
            bound=bound,
        )

    def jacket(self, width: float, spine: float, *, titled: bool) -> str:
        """Back, spine and front of the cover in one, in millimetres; words on the spine when `titled`."""
        version = self.words["pdf.version"].format(version=self.meta.version) if self.meta.version else ""
        return self.fill(
            "jacket.html.j2",
            meta=self.meta,
            words=self.words,
            version=version,
            date=self.date,
            width=width,
            spine=spine,
            titled=titled,
        )

    def furniture(self, items: list[Mapping[str, str]]) -> str:
        """Running heads and folios, each on a page of its own."""
        return self.fill("furniture.html.j2", items=items)

    @property
    def state(self) -> str:
        """What the copy is ("Projet"), "" for a release."""
        return self.words[f"pdf.state.{self.meta.profile}"]

    @property
    def date(self) -> str:
        """The date of the report in words, as precise as known; as written when it is not a date."""
        return date_in_words(self.meta.date, self.words)
