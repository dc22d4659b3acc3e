"""A project folder and its settings, checked against what is on disk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from reportgen.diagnostics import Diagnostics, Span, suggest
from reportgen.project.assets import FOLDERS as ASSET_FOLDERS
from reportgen.project.assets import engine_root
from reportgen.project.files import Snapshot, decoded, resolve_inside
from reportgen.project.settings import Bilingual, Settings
from reportgen.project.texts import check_languages
from reportgen.words import LANGUAGES
from reportgen.yamlfile import MAX_BYTES as MAX_YAML
from reportgen.yamlfile import Loc, TextMap, YamlFile, pack_yaml, read_yaml, unpack_yaml, validate

SETTINGS: Final = "content/report.yaml"
LOCALES: Final = "content/locales"
"""The files of languages that the engine does not speak by itself: `<lang>.yaml`."""
FOLDERS: Final = ("chapters", "fiches")
TEXT_ENDINGS: Final = frozenset({".j2", ".css", ".yaml", ".md", ".html", ".svg", ".js"})


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder with its settings. `yaml` holds the places of `content/report.yaml`."""

    root: Path
    settings: Settings
    yaml: YamlFile
    files: Snapshot

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the report that can be used: known to the engine, or with a locale file."""
        usable = tuple(lang for lang in self.settings.languages if self.speaks(lang))
        return usable or (self.settings.source_language,)

    def speaks(self, lang: str) -> bool:
        return lang in LANGUAGES or self.exists(f"{LOCALES}/{lang}.yaml")

    @property
    def source_language(self) -> str:
        return self.settings.source_language

    def text_map(self, name: str, lang: str) -> TextMap:
        """Where a text of the settings stands (`imprint`, in `lang`), for findings inside it."""
        both = isinstance(self.yaml.value((name,)), dict)
        return self.yaml.text_map(*((name, lang) if both else (name,)))

    def chapter_path(self, name: str, lang: str) -> str:
        """The path of a front part or chapter, relative to the project."""
        return f"content/{lang}/chapters/{name}.md"

    def fiche_path(self, fiche_id: str, lang: str) -> str:
        return f"content/{lang}/fiches/{fiche_id}.yaml"

    def exists(self, relpath: str) -> bool:
        """Whether `relpath` is a file of the project."""
        if self.files.has(relpath):
            return True
        path = resolve_inside(self.root, relpath)
        return path is not None and path.is_file()

    def list_files(self, folder: str, ending: str = "") -> tuple[str, ...]:
        """The paths of the files of a folder whose names end in `ending`, sorted; hidden ones left out."""
        path = resolve_inside(self.root, folder)
        if path is None or not path.is_dir():
            return ()
        # A link that leads nowhere is listed too: reading it says so.
        with os.scandir(path) as items:
            names = sorted(item.name for item in items if item.is_symlink() or item.is_file())
        return tuple(
            str(PurePosixPath(folder) / name)
            for name in names
            if name.endswith(ending) and not name.startswith(".")
        )

    def read_text(self, relpath: str, diagnostics: Diagnostics, at: Span | None = None) -> str | None:
        """The text of a file of the project; None after a finding at `at` (or at the file)."""
        data = self.files.read(relpath, diagnostics, at)
        return None if data is None else decoded(data, relpath, diagnostics)

    def read_bytes(self, relpath: str, diagnostics: Diagnostics, at: Span | None = None) -> bytes | None:
        """The bytes of a file of the project; None after a finding at `at` (or at the file)."""
        return self.files.read(relpath, diagnostics, at)

    def read_yaml(self, relpath: str, diagnostics: Diagnostics) -> YamlFile | None:
        """A YAML or JSON file of the project with its places; None after a finding."""
        data = self.files.read(relpath, diagnostics, limit=MAX_YAML)
        if data is None:
            return None
        return self.files.memo.told(
            "yaml", (data,), lambda data: self._read_yaml(data, relpath, diagnostics), diagnostics, relpath
        )

    def _read_yaml(self, data: bytes, relpath: str, diagnostics: Diagnostics) -> YamlFile | None:
        """What was read of the same bytes before, when nothing was wrong with them; or what is read now."""
        ledger = self.files.ledger if relpath.endswith(".yaml") else None
        key = self.files.digest(relpath) if ledger else ""
        kept = ledger.get(key) if ledger and key else None
        if kept is not None and (file := unpack_yaml(kept, data, relpath)) is not None:
            return file
        found = Diagnostics()
        file = read_yaml(data, relpath, found)
        if ledger and key and file is not None and not found:
            ledger.put(key, pack_yaml(file))
        diagnostics.extend(found)
        return file


def load_project(root: Path, diagnostics: Diagnostics, files: Snapshot | None = None) -> Project | None:
    """The project at `root`; None when `content/report.yaml` cannot be used at all.

    `files` may hold what has been read of it already.
    """
    root = root.resolve()
    files = files or Snapshot(root)
    data = files.read(SETTINGS, diagnostics, limit=MAX_YAML)
    yaml = None if data is None else read_yaml(data, SETTINGS, diagnostics)
    settings = validate(Settings, yaml, diagnostics) if yaml else None
    if yaml is None or settings is None:
        return None
    project = Project(root, settings, yaml, files)
    _check_folders(project, diagnostics)
    _check_assets(project, diagnostics)
    _check_languages(project, diagnostics)
    _check_chapters(project, diagnostics)
    return project


def _check_folders(project: Project, diagnostics: Diagnostics) -> None:
    """The folders that are listed rather than named must be the project's own."""
    langs = dict.fromkeys((*LANGUAGES, *project.languages))
    for name in ("content/shared", LOCALES, *(f"content/{lang}/{sub}" for lang in langs for sub in FOLDERS)):
        if (project.root / name).is_dir() and resolve_inside(project.root, name) is None:
            diagnostics.add("FIL015", project.yaml.span(), path=name)


def _check_assets(project: Project, diagnostics: Diagnostics) -> None:
    """The project's own templates and style sheets are text that can be read."""
    if project.root == engine_root():
        return
    for folder in ASSET_FOLDERS:
        for path in sorted((project.root / folder).rglob("*")):
            if path.suffix in TEXT_ENDINGS and path.is_file():
                project.read_text(path.relative_to(project.root).as_posix(), diagnostics)


def _check_languages(project: Project, diagnostics: Diagnostics) -> None:
    settings, yaml = project.settings, project.yaml
    if settings.source_language not in settings.languages:
        diagnostics.add("FIL011", yaml.span("source_language"))
    for position, lang in enumerate(settings.languages):
        if lang in settings.languages[:position] and yaml.value(("languages", position)) == lang:
            diagnostics.add("FIL008", yaml.span("languages", position), name=lang)
    for position, lang in enumerate(settings.languages):
        if not project.speaks(lang):
            diagnostics.add("LOC001", yaml.span("languages", position), lang=lang)
    check_languages(settings, yaml, (), project.languages, settings.source_language, diagnostics)
    texts: list[tuple[Loc, Bilingual]] = [
        ((name,), getattr(settings, name))
        for name in ("title", "subtitle", "description", "publisher", "imprint")
    ]
    texts += [(("authors", i), author) for i, author in enumerate(settings.authors)]
    texts.append((("licence", "name"), settings.licence.name))
    for loc, text in texts:
        for lang in project.languages:
            if text and not text.has(lang):
                diagnostics.add("FIL009", yaml.key_span(*loc), lang=lang)


def _check_chapters(project: Project, diagnostics: Diagnostics) -> None:
    parts = project.settings.parts
    named: dict[str, Loc] = {}
    groups: tuple[tuple[str, tuple[str, ...]], ...] = (("front", parts.front), ("chapters", parts.chapters))
    for group, names in groups:
        for position, name in enumerate(names):
            loc: Loc = ("parts", group, position)
            if project.yaml.value(loc) != name:
                continue
            if name in named:
                diagnostics.add("FIL008", project.yaml.span(*loc), name=name)
            named.setdefault(name, loc)
    for position, name in enumerate(parts.annexes):
        if name in parts.annexes[:position]:
            diagnostics.add("FIL008", project.yaml.span("parts", "annexes", position), name=name)
    for lang in project.languages:
        on_disk = {
            PurePosixPath(path).stem: path for path in project.list_files(f"content/{lang}/chapters", ".md")
        }
        if lang == project.source_language:
            for name, loc in named.items():
                if name not in on_disk:
                    path = project.chapter_path(name, lang)
                    near = suggest(name, on_disk)
                    diagnostics.add("FIL006", project.yaml.span(*loc), near, path=path)
        at = "chapters" if "chapters" in project.yaml.place(("parts",)).keys else "parts"
        where = (
            project.yaml.key_span("parts", "chapters") if at == "chapters" else project.yaml.key_span("parts")
        )
        for name, path in on_disk.items():
            if name not in named:
                diagnostics.add("FIL007", where, path=path)
