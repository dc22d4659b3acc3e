"""Front parts and chapters: Markdown files, one a part and a language; English merged with French."""

from __future__ import annotations

import dataclasses
import re
from pathlib import PurePosixPath
from typing import Final, Literal

from reportgen.compose.directives import SYNTAXES
from reportgen.compose.expansion import Expander
from reportgen.compose.scene import Scene
from reportgen.diagnostics import Span
from reportgen.document import nodes as n
from reportgen.document.kept import parse_file
from reportgen.project import Project

ChapterKind = Literal["front", "chapter"]
_ORDER_PREFIX: Final = re.compile(r"^[0-9]+[-_]")


def chapter_part(name: str, kind: ChapterKind, scene: Scene) -> n.Part | None:
    """A front part or chapter in the language of the scene; None after a finding."""
    project = scene.project
    if project is None:
        return None
    part = _read(name, kind, scene, project, project.source_language)
    if part is None:
        return None
    if scene.lang != project.source_language:
        part = _merged(name, _read(name, kind, scene, project, scene.lang), part, scene, project)
    return expanded(part, f"chapters/{name}", scene)


def expanded(part: n.Part, container: str, scene: Scene) -> n.Part:
    """The part with its directives expanded and its values computed."""
    expander = Expander(scene, part.id, container)
    made = expander.expand(part)
    return dataclasses.replace(made, notes=(*made.notes, *expander.notes))


def _read(name: str, kind: ChapterKind, scene: Scene, project: Project, lang: str) -> n.Part | None:
    path = project.chapter_path(name, lang)
    # In the source language, a file that is not there was reported with the settings.
    there = project.exists(path) or (project.root / path).is_symlink()
    text = project.read_text(path, scene.diagnostics) if there else None
    return None if text is None else read_part(text, path, f"chapters/{name}", kind, scene, lang)


def read_part(text: str, path: str, container: str, kind: ChapterKind, scene: Scene, lang: str) -> n.Part:
    """A Markdown file as a part; its label is that of its title, or comes from the name of the file."""
    parsed = parse_file(
        text,
        path,
        container=container,
        lang=lang,
        directives=SYNTAXES,
        diagnostics=scene.diagnostics,
        store=scene.store,
        units=scene.units.of(container, lang),
    )
    stem = _ORDER_PREFIX.sub("", PurePosixPath(path).stem)
    if parsed.title is None:
        scene.diagnostics.add("CMP050", Span(path))
    prefix = "front" if kind == "front" else "ch"
    head = parsed.front_matter
    keywords = head.get("keywords")
    return n.Part(
        parsed.attrs.id or f"{prefix}-{stem}",
        kind,
        parsed.title if parsed.title is not None else (n.Text(stem),),
        parsed.blocks,
        short_title=parsed.attrs.get("short") or str(head.get("short_title") or ""),
        notes=parsed.notes,
        landscape="landscape" in parsed.attrs.classes or head.get("landscape") is True,
        span=parsed.span or Span(path),
        unit=parsed.unit,
        attrs=_with_summary(dataclasses.replace(parsed.attrs, id=""), str(head.get("description") or "")),
        keywords=keywords if isinstance(keywords, tuple) else (),
    )


def _with_summary(attrs: n.Attrs, description: str) -> n.Attrs:
    """Pages that list chapters show the attribute `summary`."""
    if not description:
        return attrs
    return dataclasses.replace(attrs, values=(*attrs.values, ("summary", " ".join(description.split()))))


def _merged(name: str, part: n.Part | None, source: n.Part, scene: Scene, project: Project) -> n.Part:
    """The translation, with what is missing in it left in the source language."""
    path = project.chapter_path(name, scene.lang)
    if part is None:
        where = source.span or Span(path)
        scene.diagnostics.add("CMP051", where, lang=scene.lang, path=path)
    elif part.id != source.id:
        where = part.span or Span(path)
        scene.diagnostics.add("CMP052", where, source.id, found=part.id, wanted=source.id)
        part = dataclasses.replace(part, id=source.id)
    # Loaded late: most builds are of the source language.
    from reportgen.translation import load_lock, merge_part, pair_part

    lock = load_lock(project, f"chapters/{name}", scene.lang, scene.diagnostics)
    paired = pair_part(source, part, lock)
    scene.note_translation(paired)
    scene.pairs.update(paired.pairs())
    return merge_part(source, part, paired, project.source_language)
