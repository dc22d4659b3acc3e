"""Loading every record of a project. Checks across records are in `checks`."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from pathlib import PurePosixPath

from reportgen.diagnostics import Diagnostics, Span, suggest
from reportgen.inventory.checks import check_fiche, check_shared
from reportgen.inventory.fiche import Fiche
from reportgen.inventory.local import FicheEntry, Overlay
from reportgen.inventory.locales import overrides_of, paths_of, read_locales
from reportgen.inventory.model import Inventory
from reportgen.inventory.overlay import FicheOverlay
from reportgen.inventory.shared import (
    Acronym,
    CslItem,
    GlossaryTerm,
    Milestone,
    Person,
)
from reportgen.inventory.shared_files import SHARED, SHARED_FILES, SharedFiles
from reportgen.project import Project
from reportgen.yamlfile import YamlFile, validate


def load_inventory(project: Project, diagnostics: Diagnostics) -> Inventory:
    """Every record of the project. What is wrong is found in one run; a record with mistakes is kept as far
    as it can be, so that one mistake does not make others."""
    shared = _load_shared(project, diagnostics)
    entries, unreadable = _load_fiches(project, diagnostics)
    inventory = dataclasses.replace(shared, entries=entries, unreadable=unreadable)
    memo = project.files.memo

    def check(entry: FicheEntry, portfolios: object) -> None:
        check_fiche(entry, inventory, diagnostics)

    for entry in entries.values():
        # Of other records, a fiche names portfolios and fiches.
        memo.told("check", (entry, shared.portfolios), check, diagnostics, (tuple(entries), unreadable))
    return inventory


def _load_shared(project: Project, diagnostics: Diagnostics) -> Inventory:
    """The records of `content/shared/`, checked against each other."""
    there = [os.path.lexists(project.root / SHARED / name) for name in SHARED_FILES]
    texts = tuple(
        project.read_bytes(SHARED + name, Diagnostics()) if here else None
        for name, here in zip(SHARED_FILES, there, strict=True)
    )
    spoken = tuple(project.read_bytes(path, Diagnostics()) for path in paths_of(project))

    def read(*texts: bytes | None) -> Inventory:
        shared = SharedFiles(project, diagnostics)
        ministries, locales = shared.ministries(), read_locales(project, diagnostics)
        inventory = Inventory(
            source_language=project.source_language,
            languages=project.languages,
            portfolios={p.id: p for p in ministries.portfolios} if ministries else {},
            governments={g.id: g for g in ministries.governments} if ministries else {},
            glossary=shared.records("glossary", "glossary.yaml", GlossaryTerm),
            acronyms=shared.records("acronym", "acronyms.yaml", Acronym, "acronym"),
            milestones=shared.records("milestone", "milestones.yaml", Milestone),
            people=shared.records("person", "people.yaml", Person),
            bibliography=shared.records("bibliography", "bibliography.json", CslItem),
            words=overrides_of(locales, project.languages, shared.words(), project.source_language),
            locales=locales,
            reference_year=ministries.reference_year if ministries else 0,
            files=shared.files,
            locs=shared.locs,
        )
        check_shared(inventory, diagnostics)
        return inventory

    if any(here and text is None for here, text in zip(there, texts, strict=True)):
        return read()  # one cannot be read: why may change while the files do not
    return project.files.memo.told(
        "shared", texts, read, diagnostics, (project.source_language, project.languages, spoken)
    )


def _load_fiches(project: Project, diagnostics: Diagnostics) -> tuple[dict[str, FicheEntry], frozenset[str]]:
    """The fiches by id, and the ids of those that cannot be read."""
    source, memo = project.source_language, project.files.memo
    folder = f"content/{source}/fiches"
    found: dict[str, tuple[Fiche, YamlFile]] = {}
    unreadable: set[str] = set()
    _report_other_files(project, folder, diagnostics)

    def read(yaml: YamlFile) -> Fiche | None:
        return _fiche(yaml, diagnostics)

    for path in project.list_files(folder, ".yaml"):
        stem = PurePosixPath(path).stem
        yaml = project.read_yaml(path, diagnostics)
        fiche = memo.told("fiche", (yaml,), read, diagnostics) if yaml else None
        if yaml is None or fiche is None:
            unreadable.add(stem)
            continue
        found[stem] = fiche, yaml
    overlays = {lang: _load_overlays(project, lang, found, diagnostics) for lang in project.languages}
    entries: dict[str, FicheEntry] = {}
    for stem, (fiche, yaml) in found.items():
        own = {lang: texts[stem] for lang, texts in overlays.items() if stem in texts}
        subjects = (fiche, yaml, *own.values())

        def entry(*subjects: object, own: dict[str, Overlay] = own) -> FicheEntry:
            return FicheEntry(fiche, yaml, source, own)  # noqa: B023 - called at once

        entries[stem] = memo.of("entry", subjects, entry, (source, tuple(own)))
    return entries, frozenset(unreadable)


def _fiche(yaml: YamlFile, diagnostics: Diagnostics) -> Fiche | None:
    """The fiche of a file, with the id that the name of the file gives it."""
    stem = PurePosixPath(yaml.file).stem
    fiche = validate(Fiche, yaml, diagnostics)
    if fiche is None or fiche.id == stem:
        return fiche
    if "id" in yaml.root.children:
        diagnostics.add("INV010", yaml.span("id"), id=fiche.id, name=stem)
    return fiche.model_copy(update={"id": stem})


def _load_overlays(
    project: Project, lang: str, fiches: Mapping[str, object], diagnostics: Diagnostics
) -> dict[str, Overlay]:
    """The translations into `lang` by the id of their fiche; none into the source language."""
    overlays: dict[str, Overlay] = {}
    if lang == project.source_language:
        return overlays

    def read(yaml: YamlFile) -> Overlay | None:
        record = validate(FicheOverlay, yaml, diagnostics, reserved=Fiche, reserved_code="INV011")
        return Overlay(record, yaml) if record else None

    folder = f"content/{lang}/fiches"
    _report_other_files(project, folder, diagnostics)
    for path in project.list_files(folder, ".yaml"):
        stem = PurePosixPath(path).stem
        yaml = project.read_yaml(path, diagnostics)
        if yaml is None:
            continue
        overlay = project.files.memo.told("overlay", (yaml,), read, diagnostics)
        if stem not in fiches:
            if not project.exists(project.fiche_path(stem, project.source_language)):
                diagnostics.add("INV012", yaml.span(), suggest(stem, fiches), id=stem)
            continue
        if overlay is None:
            continue
        if "id" in yaml.root.children and getattr(overlay.record, "id", "") != stem:
            diagnostics.add("INV010", yaml.span("id"), id=getattr(overlay.record, "id", ""), name=stem)
        overlays[stem] = overlay
    return overlays


def _report_other_files(project: Project, folder: str, diagnostics: Diagnostics) -> None:
    for path in project.list_files(folder, ".yml"):
        diagnostics.add("FIL012", Span(path), path=path, ending=".yaml")
