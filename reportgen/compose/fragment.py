"""Any Markdown file as a document, without a project: what `reportgen convert` works on."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from reportgen.compose.chapters import expanded, read_part
from reportgen.compose.images import load_images, without_missing
from reportgen.compose.scene import Scene
from reportgen.diagnostics import Diagnostics, Span
from reportgen.document import nodes as n
from reportgen.document.walk import plain_text
from reportgen.inventory import Inventory
from reportgen.memo import Memo
from reportgen.project import Assets, read_bytes


def compose_fragment(
    text: str, path: Path, lang: str, assets: Assets, diagnostics: Diagnostics
) -> n.Document:
    """A document of one chapter from the Markdown `text` of the file `path`.

    Images are read below the folder of the file. Directives and values that need records are reported;
    the text of a value stays.
    """
    scene = Scene(None, Inventory(source_language=lang), lang, "release", assets, diagnostics)
    part = read_part(text, str(path), f"files/{path.stem}", "chapter", scene, lang)
    title = plain_text(part.title)
    # One file is one chapter without a number of its own.
    part = dataclasses.replace(
        part, attrs=dataclasses.replace(part.attrs, classes=(*part.attrs.classes, "unnumbered"))
    )
    part = expanded(part, f"files/{path.stem}", scene)

    def read(src: str, place: Span) -> bytes | None:
        if not (path.parent / src).is_file():
            diagnostics.add("CMP064", place, path=src)
            return None
        return read_bytes(path.parent, src, diagnostics, place)

    memo = Memo()
    resources = load_images((part,), read, diagnostics, memo)
    part = without_missing(part, resources, memo)
    meta = n.Meta(id=path.stem, title=title, lang=lang, profile="release")
    return n.Document(meta, (part,), resources=resources, words=dict(scene.words))
