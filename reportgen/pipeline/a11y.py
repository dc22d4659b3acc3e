"""`reportgen a11y`: the dossier on what `reportgen build` has written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from reportgen.a11y import Examined, Judged, dossier_files, examine
from reportgen.diagnostics import Diagnostics
from reportgen.inventory import load_inventory
from reportgen.pipeline.output import write_file
from reportgen.pipeline.timings import Progress, silent
from reportgen.pipeline.webtools import run_axe, run_nu
from reportgen.project import load_project
from reportgen.words import words_for

ALONE: Final = ("report", "status")
"""Pages beside the site that other checkers see as well: the report in one file, the state of the work."""


class NothingBuiltError(Exception):
    """There is no site to examine; the message names the folder."""


@dataclass(slots=True)
class A11yResult:
    """The results by language, those of checkers that are not ours, and the files written."""

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    results: list[Examined] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)
    outputs: list[Path] = field(default_factory=list)


def a11y(
    root: Path,
    built: Path | None = None,
    output: Path | None = None,
    tools: Path | None = None,
    tabs: int = 2,
    progress: Progress = silent,
) -> A11yResult:
    """Examine `built` (by default `<root>/build`), write the dossier to `output` (`<built>/a11y`).

    With `tools`, the folder of axe-core and the Nu checker, these see every page as well, `tabs` at once.
    Raises NothingBuiltError, OutputError, ToolMissingError.
    """
    result = A11yResult()
    project = load_project(root, result.diagnostics)
    if project is None:
        return result
    built = (built or project.root / "build").resolve()
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
    if tools is not None:
        pages = {r.lang: [*_pages(built / r.lang, r.pages)] for r in result.results}
        result.judged = [*run_nu(tools, built, pages), *run_axe(tools, pages, tabs, progress)]
    own = load_inventory(project, Diagnostics()).words
    words: dict[str, Mapping[str, str]] = {lang: words_for(lang, own) for lang in settings.languages}
    titles: dict[str, str] = {lang: settings.title[lang] for lang in settings.languages}
    target = output or built / "a11y"
    for name, data in dossier_files(result.results, statements, words, titles, result.judged).items():
        write_file(target / name, data)
        result.outputs.append(target / name)
    return result


def _pages(folder: Path, stems: Sequence[str]) -> Iterator[Path]:
    """The pages of the site of a language, and those that stand alone beside it."""
    yield from (folder / "html" / f"{stem}.html" for stem in stems)
    yield from (path for name in ALONE if (path := folder / f"{name}.html").is_file())
