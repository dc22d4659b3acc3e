"""The form as one HTML file that works offline: nothing is loaded, nothing is sent, a JSON file is saved."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from reportgen.intake.layout import help_text, label, lists, needed, sections, sheet_name
from reportgen.intake.lists import Lists
from reportgen.intake.tabular import FORMAT
from reportgen.inventory.tables import FICHES, Column
from reportgen.project import Assets
from reportgen.words import Words

_TEMPLATE: Final = "templates/intake/form.html.j2"
_TOLD: Final = (
    "saved",
    "opened",
    "unreadable",
    "errors",
    "error.required",
    "error.date",
    "error.number",
    "error.url",
    "practice",
    "item",
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form: how it is shown and what it must hold."""

    name: str
    label: str
    help: str
    kind: str
    required: bool
    choices: tuple[tuple[str, str], ...]
    limit: int


@dataclass(frozen=True, slots=True)
class ListOfItems:
    """A list of items, each with the same fields."""

    name: str
    title: str
    fields: tuple[Field, ...]


def html_form(lists_: Lists, words: Words, lang: str, assets: Assets) -> bytes:
    """The whole form. Its template, style and script are assets, which a project may replace."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    parts = [
        (words[f"intake.section.{name}"], [_field(FICHES, c, lists_, words, lang) for c in columns])
        for name, columns in sections()
    ]
    items = [
        ListOfItems(
            table.name,
            sheet_name(table.name, words),
            tuple(_field(table.name, c, lists_, words, lang) for c in table.columns if not _numbered(c)),
        )
        for table in lists()
    ]
    told = {name: words[f"intake.{name}"] for name in _TOLD}
    settings = {"format": FORMAT, "version": 1, "lang": lang, "words": told}
    text = environment.from_string(assets.text(_TEMPLATE)).render(
        lang=lang,
        words=words,
        sections=parts,
        lists=items,
        style=Markup(assets.text("templates/intake/form.css")),
        script=Markup(assets.text("templates/intake/form.js")),
        # Inside a script element only "<" could end it (HTML Living Standard, 13.1.2.6).
        settings=Markup(json.dumps(settings, ensure_ascii=False).replace("<", "\\u003c")),
    )
    return text.encode()


def _numbered(column: Column) -> bool:
    """The mark of an item: the form shows its number, and a text cites a source by it."""
    return column.name == "id"


def _field(table: str, column: Column, lists_: Lists, words: Words, lang: str) -> Field:
    choices = lists_.choices(column, lang)
    long = column.kind in {"block", "inline"} or column.name in {"keywords", "summary"}
    kind = "choice" if choices else "long" if long else "many" if column.many else column.kind
    return Field(
        column.name,
        label(table, column, words),
        help_text(table, column, words),
        kind,
        needed(column) if table == FICHES else column.required and column.name != "n",
        choices,
        column.max_length,
    )
