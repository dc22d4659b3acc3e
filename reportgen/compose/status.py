"""The page of the working group: the state of the inventory as a document, from `status.md.j2`."""

from __future__ import annotations

import dataclasses
from typing import Any, Final

from reportgen.compose.parts import part_of_template
from reportgen.compose.scene import Scene
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.inventory import Inventory
from reportgen.inventory.types import UNKNOWN_DATE, parse_date
from reportgen.project import Assets, Project

TEMPLATE: Final = "status.md.j2"


def compose_status(
    project: Project, inventory: Inventory, lang: str, assets: Assets, status: Any, diagnostics: Diagnostics
) -> n.Document:
    """The document in `lang`. `status` is what the template reads as `status`."""
    scene = Scene(project, inventory, lang, "draft", assets, diagnostics)
    day = parse_date(status.date) or UNKNOWN_DATE
    part = part_of_template("status", TEMPLATE, scene, {"status": status, "day": day})
    parts = () if part is None else (_unnumbered(part),)
    title = f"{scene.words['status.title']}{scene.words['colon']}{project.settings.title[lang]}"
    meta = n.Meta(id=f"{project.settings.id}-status", title=title, lang=lang, profile="release")
    return n.Document(meta, parts, words=dict(scene.words))


def _unnumbered(part: n.Part) -> n.Part:
    attrs = dataclasses.replace(part.attrs, classes=(*part.attrs.classes, "unnumbered"))
    return dataclasses.replace(part, kind="chapter", attrs=attrs)
