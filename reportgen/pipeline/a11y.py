"""`reportgen a11y`: the dossier on what `reportgen build` has written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.a11y import Examined, dossier_files, examine
from reportgen.diagnostics import Diagnostics
from reportgen.pipeline.output import write_file
from reportgen.project import load_project
from reportgen.words import words_for


class NothingBuiltError(Exception):
    """There is no site to examine; the message names the folder."""


@dataclass(slots=True)
class A11yResult:
    """The results by language, and the files written."""

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    results: list[Examined] = field(default_factory=list)
    outputs: list[Path] = field(default_factory=list)


def a11y(root: Path, built: Path | None = None, output: Path | None = None) -> A11yResult:
    """Examine `built` (by default `<root>/build`), write the dossier to `output` (`<built>/a11y`).

    Raises NothingBuiltError, OutputError.
    """
    result = A11yResult()
    project = load_project(root, result.diagnostics)
    if project is None:
        return result
    built = built or project.root / "build"
    settings = project.settings
    statements: dict[str, bytes] = {}
    for lang in settings.languages:
        folder = built / lang / "html"
        if not (folder / "index.html").is_file():
            raise NothingBuiltError(str(folder))
        site = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        files = {
            kind: path.read_bytes()
            for kind in ("pdf", "docx", "epub")
            if (path := built / lang / f"report.{kind}").is_file()
        }
        result.results.append(examine(lang, site, files, settings.version or settings.date))
        statements[lang] = site["accessibility.html"]
    words: dict[str, Mapping[str, str]] = {lang: words_for(lang) for lang in settings.languages}
    titles: dict[str, str] = {lang: settings.title[lang] for lang in settings.languages}
    target = output or built / "a11y"
    for name, data in dossier_files(result.results, statements, words, titles).items():
        write_file(target / name, data)
        result.outputs.append(target / name)
    return result
