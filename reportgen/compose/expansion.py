"""Expanding directives and computed values in a tree, and turning templates into trees."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from reportgen.compose.directives import BY_NAME, SYNTAXES
from reportgen.compose.directives.base import Place
from reportgen.compose.query import QueryError
from reportgen.compose.scene import Scene
from reportgen.compose.templating import Rendered, render
from reportgen.diagnostics import Span
from reportgen.document import nodes as n
from reportgen.document.parse import Parsed, parse_markdown
from reportgen.document.walk import rewrite, transform
from reportgen.inventory.fiche import Fiche

T = TypeVar("T")

MAX_DEPTH: Final = 4
"""Directives made by templates made by directives."""


@dataclass(slots=True)
class Expander:
    """Expands what stands in one part; notes of expanded templates gather in `notes`."""

    scene: Scene
    part: str
    container: str
    depth: int = 0
    notes: list[n.Footnote] = field(default_factory=list)

    def expand(self, node: T, *, typed: bool = True) -> T:
        """`node` with its directives expanded and its values computed, each in the language around it.

        Without `typed` the text comes from records: what looks like a computed value there is text.
        """

        def enter(inner: Any, lang: str) -> str:
            return getattr(inner, "attrs", n.NO_ATTRS).lang or lang

        def leave(inner: Any, lang: str) -> Any:
            if isinstance(inner, n.Computed):
                return self._computed(inner, lang) if typed else n.Text("{{" + inner.expression + "}}")
            return self._directive(inner, lang) if isinstance(inner, n.Directive) else inner

        return transform(node, self.scene.lang, enter, leave)

    def _computed(self, node: n.Computed, lang: str) -> n.Text:
        scene = self.scene.in_language(lang)
        start = node.span or Span(self.container)
        # The expression begins after the braces and a space.
        inside = dataclasses.replace(start, col=start.col + 3)
        if scene.project is None:
            scene.diagnostics.add("CMP013", start, name="{{ }}")
            return n.Text("{{ " + node.expression + " }}")
        try:
            return n.Text(scene.value(node.expression))
        except QueryError as error:
            error.report(scene.diagnostics, inside)
            return n.Text("{{ " + node.expression + " }}")

    def _directive(self, node: n.Directive, lang: str) -> n.Blocks:
        scene = self.scene.in_language(lang)
        if self.depth >= MAX_DEPTH:
            where = node.span or Span(self.container)
            scene.diagnostics.add("CMP014", where, name=node.name, limit=MAX_DEPTH)
            return ()

        def rendered(name: str, values: Mapping[str, Any], container: str, fallback: Span) -> n.Blocks:
            inner = Expander(scene, self.part, container, self.depth + 1)
            parsed = inner.from_template(name, values, fallback)
            self.notes += inner.notes
            return self._with_own_notes(parsed) if parsed else ()

        return BY_NAME[node.name].expand(node, Place(scene, self.part, self.container, rendered))

    def _with_own_notes(self, parsed: Parsed) -> n.Blocks:
        """The blocks of a template used inside a part: its notes join those of the part, under new names."""
        if not parsed.notes:
            return parsed.blocks
        prefix = f"x{self.scene.units.serial(f'{self.part} notes')}-"

        def rename(node: Any) -> Any:
            return dataclasses.replace(node, note=prefix + node.note) if isinstance(node, n.NoteRef) else node

        for note in parsed.notes:
            self.notes.append(dataclasses.replace(rewrite(note, rename), id=prefix + note.id))
        return rewrite(n.Div(parsed.blocks), rename).children

    def from_template(self, name: str, values: Mapping[str, Any], fallback: Span) -> Parsed | None:
        """The tree of a template, directives expanded; None after a finding in the template.

        `fallback` is the place of what the template itself writes.
        """
        scene = self.scene
        made = render(
            scene.environment,
            name,
            values,
            file=fallback.file,
            fallback=dataclasses.replace(fallback, field=fallback.field or f"templates/{name}"),
            known=(*Fiche.model_fields, *scene.words),
            diagnostics=scene.diagnostics,
        )
        return self.from_text(made) if made else None

    def from_text(self, made: Rendered) -> Parsed:
        """The tree of Markdown made by a template, directives expanded."""
        parsed = parse_markdown(
            made.text,
            origin=made.places,
            container=self.container,
            lang=self.scene.lang,
            directives=SYNTAXES,
            diagnostics=self.scene.diagnostics,
            units=self.scene.units.of(self.container, self.scene.lang),
        )
        whole = self.expand(n.Div(parsed.blocks), typed=False)
        notes = tuple(self.expand(note, typed=False) for note in parsed.notes)
        title = (
            self.expand(n.Paragraph(parsed.title), typed=False).children if parsed.title is not None else None
        )
        return dataclasses.replace(parsed, title=title, blocks=whole.children, notes=(*notes, *self.notes))
