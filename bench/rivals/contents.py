"""What all of them are given: the report of this repository, or a made-up one, in two languages."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from bench.markdown_like import markdown_files
from bench.synthetic import synthetic_document
from reportgen.diagnostics import Diagnostics
from reportgen.document.nodes import Document
from reportgen.pipeline.documents import load, make_documents
from reportgen.pipeline.timings import Timings
from reportgen.project import Assets

ROOT = Path(__file__).parents[2]
LANGS = ("fr", "en")
SENTENCE = "Une phrase de plus."


@dataclass(frozen=True, slots=True)
class Content:
    """The finished trees by language. `project` is where the sources stand, when there are any."""

    name: str
    documents: dict[str, Document]
    assets: Assets
    project: Path | None
    pages: int


def committed(folder: Path) -> Content:
    """The report of this repository, copied to `folder`."""
    project = folder / "project"
    for name in ("content", "templates", "styles"):
        shutil.copytree(ROOT / name, project / name)
    found, timings = Diagnostics(), Timings()
    loaded = load(project, found, timings)
    assert loaded is not None, "the report cannot be read"
    documents = make_documents(loaded, LANGS, "draft", found, timings)
    return Content("report", documents, loaded.assets, project, 400)


def made_up(pages: int) -> Content:
    """A report of about so many pages; its other language is as long."""
    french = synthetic_document(pages)
    other = synthetic_document(pages, seed=8)
    english = replace(other, meta=replace(other.meta, lang="en"))
    return Content(f"{pages} pages", {"fr": french, "en": english}, Assets(None), None, pages)


def one_markdown(document: Document, folder: Path) -> Path:
    """All parts in one Markdown file for pandoc, with the drawings beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    files = markdown_files(document, "pandoc")
    texts = []
    for part in document.parts:
        # Each part counts its notes from one: in one file they need names of their own.
        text = files.pop(f"{part.id}.md").decode()
        texts.append(text.replace("[^", f"[^{part.id}-"))
    for name, data in files.items():
        (folder / name).write_bytes(data)
    path = folder / "report.md"
    head = f"---\ntitle: {document.meta.title!r}\nlang: {document.meta.lang}\n---\n\n"
    path.write_text(head + "\n".join(texts), encoding="utf-8")
    return path


def edit(path: Path) -> None:
    """One sentence more at the end of the first long line of words."""
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(
        i for i, line in enumerate(lines) if len(line) > 200 and line[0].isalpha() and line.endswith(".")
    )
    lines[at] += " " + SENTENCE
    path.write_text("\n".join(lines), encoding="utf-8")
