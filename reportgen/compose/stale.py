"""Texts of a fiche whose translation is out of date carry the class `stale`; findings tell which they are."""

from __future__ import annotations

import dataclasses
from typing import Any

from reportgen.compose.scene import Scene
from reportgen.document import nodes as n
from reportgen.document.walk import rewrite
from reportgen.inventory import LocalFiche


def with_stale_texts(part: n.Part, fiche: LocalFiche, scene: Scene) -> n.Part:
    """The part of a fiche with its blocks that translate a text which has changed marked as such."""
    project = scene.project
    if project is None or scene.lang == project.source_language:
        return part
    # Loaded late: most builds are of the source language.
    from reportgen.translation import OUT_OF_DATE, load_lock, pair_fiche

    lock = load_lock(project, f"fiches/{fiche.id}", scene.lang, scene.diagnostics)
    paired = pair_fiche(scene.inventory.entries[fiche.id], scene.lang, lock)
    scene.note_translation(paired)
    stale = {
        (piece.unit.origin.file, piece.key)
        for unit in paired.units
        if unit.state in OUT_OF_DATE
        for piece in unit.target
    }

    def mark(node: Any) -> Any:
        unit = getattr(node, "unit", None)
        if (
            unit is None
            or not isinstance(node, n.Block)
            or (unit.origin.file, unit.origin.field) not in stale
        ):
            return node
        attrs = dataclasses.replace(node.attrs, classes=(*node.attrs.classes, "stale"))
        return dataclasses.replace(node, attrs=attrs)

    return rewrite(part, mark) if stale else part
