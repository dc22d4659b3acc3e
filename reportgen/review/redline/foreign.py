"""Pieces of one Word package brought into another: links, pictures and notes they refer to come along."""

from __future__ import annotations

import copy
import posixpath
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from reportgen.editions.docx.elements import Element
from reportgen.editions.docx.ooxml import NAMESPACES
from reportgen.review.redline.items import W

_R: Final = "{" + NAMESPACES["r"] + "}"
_RELS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"

Parts = dict[str, bytes]


def rels_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def relations(parts: Parts, part: str) -> Element:
    data = parts.get(rels_name(part))
    return etree.fromstring(data) if data else etree.Element(f"{{{_RELS}}}Relationships", {}, {"r": _RELS})


@dataclass(slots=True)
class Foreign:
    """Brings elements of `old` into `new`, whose parts it adds to."""

    old: Parts
    new: Parts
    _tables: dict[str, tuple[dict[str, Element], Element]] = field(default_factory=dict)
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def adopt(self, element: Element, part: str) -> Element:
        """A copy of `element` of the old `part` that may stand in the same part of the new package."""
        made = copy.deepcopy(element)
        for one in list(made.iter(W + "bookmarkStart", W + "bookmarkEnd")):
            parent = one.getparent()
            if parent is not None:
                parent.remove(one)
        for one in made.iter():
            for key, value in list(one.attrib.items()):
                if str(key).startswith(_R):
                    one.set(key, self._relation(str(value), part))
        return made

    def _relation(self, identifier: str, part: str) -> str:
        if (part, identifier) in self._known:
            return self._known[part, identifier]
        if part not in self._tables:
            old = {one.get("Id", ""): one for one in relations(self.old, part)}
            self._tables[part] = (old, relations(self.new, part))
        old, new = self._tables[part]
        source = old.get(identifier)
        if source is None:
            return identifier
        made = copy.deepcopy(source)
        name = f"rIdOld{len(self._known) + 1}"
        made.set("Id", name)
        if source.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join(posixpath.dirname(part), source.get("Target", "")))
            data = self.old.get(target, b"")
            if self.new.get(target) != data:
                folder, base = posixpath.split(target)
                target = f"{folder}/old-{base}"
                self.new[target] = data
            made.set("Target", posixpath.relpath(target, posixpath.dirname(part)))
        new.append(made)
        self._known[part, identifier] = name
        return name

    def finish(self) -> None:
        """Write the relationships that were added."""
        for part, (_old, new) in self._tables.items():
            self.new[rels_name(part)] = etree.tostring(
                new, xml_declaration=True, encoding="UTF-8", standalone=True
            )
