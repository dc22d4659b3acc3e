"""Loading every record of a project. Checks across records are in `checks`."""

from __future__ import annotations

from pathlib import PurePosixPath

from reportgen.diagnostics import Diagnostics, Span, suggest
from reportgen.inventory.checks import check_inventory
from reportgen.inventory.fiche import Fiche
from reportgen.inventory.local import FicheEntry, Overlay
from reportgen.inventory.model import Inventory
from reportgen.inventory.overlay import FicheOverlay
from reportgen.inventory.shared import (
    Acronym,
    CslItem,
    GlossaryTerm,
    Milestone,
    Person,
)
from reportgen.inventory.shared_files import SharedFiles
from reportgen.project import Project
from reportgen.yamlfile import validate


def load_inventory(project: Project, diagnostics: Diagnostics) -> Inventory:
    """Every record of the project. What is wrong is found in one run; a record with mistakes is kept as far
    as it can be, so that one mistake does not make others."""
    shared = SharedFiles(project, diagnostics)
    ministries = shared.ministries()
    entries, unreadable = _load_fiches(project, diagnostics)
    inventory = Inventory(
        source_language=project.source_language,
        entries=entries,
        portfolios={p.id: p for p in ministries.portfolios} if ministries else {},
        governments={g.id: g for g in ministries.governments} if ministries else {},
        glossary=shared.records("glossary", "glossary.yaml", GlossaryTerm),
        acronyms=shared.records("acronym", "acronyms.yaml", Acronym, "acronym"),
        milestones=shared.records("milestone", "milestones.yaml", Milestone),
        people=shared.records("person", "people.yaml", Person),
        bibliography=shared.records("bibliography", "bibliography.json", CslItem),
        words=shared.words(),
        reference_year=ministries.reference_year if ministries else 0,
        unreadable=unreadable,
        files=shared.files,
        locs=shared.locs,
    )
    check_inventory(inventory, diagnostics)
    return inventory


def _load_fiches(project: Project, diagnostics: Diagnostics) -> tuple[dict[str, FicheEntry], frozenset[str]]:
    """The fiches by id, and the ids of those that cannot be read."""
    source = project.source_language
    folder = f"content/{source}/fiches"
    entries: dict[str, FicheEntry] = {}
    unreadable: set[str] = set()
    _report_other_files(project, folder, diagnostics)
    for path in project.list_files(folder, ".yaml"):
        stem = PurePosixPath(path).stem
        yaml = project.read_yaml(path, diagnostics)
        fiche = validate(Fiche, yaml, diagnostics) if yaml else None
        if yaml is None or fiche is None:
            unreadable.add(stem)
            continue
        if fiche.id != stem:
            if "id" in yaml.root.children:
                diagnostics.add("INV010", yaml.span("id"), id=fiche.id, name=stem)
            fiche = fiche.model_copy(update={"id": stem})
        entries[stem] = FicheEntry(fiche, yaml, source, {})
    for lang in project.languages:
        if lang != source:
            _load_overlays(project, lang, entries, diagnostics)
    return entries, frozenset(unreadable)


def _load_overlays(
    project: Project, lang: str, entries: dict[str, FicheEntry], diagnostics: Diagnostics
) -> None:
    folder = f"content/{lang}/fiches"
    _report_other_files(project, folder, diagnostics)
    for path in project.list_files(folder, ".yaml"):
        stem = PurePosixPath(path).stem
        yaml = project.read_yaml(path, diagnostics)
        if yaml is None:
            continue
        record = validate(FicheOverlay, yaml, diagnostics, reserved=Fiche, reserved_code="INV011")
        entry = entries.get(stem)
        if entry is None:
            if not project.exists(project.fiche_path(stem, project.source_language)):
                diagnostics.add("INV012", yaml.span(), suggest(stem, entries), id=stem)
            continue
        if record is None:
            continue
        if "id" in yaml.root.children and getattr(record, "id", "") != stem:
            diagnostics.add("INV010", yaml.span("id"), id=getattr(record, "id", ""), name=stem)
        entries[stem] = FicheEntry(
            entry.fiche, entry.yaml, entry.source_language, {**entry.overlays, lang: Overlay(record, yaml)}
        )


def _report_other_files(project: Project, folder: str, diagnostics: Diagnostics) -> None:
    for path in project.list_files(folder, ".yml"):
        diagnostics.add("FIL012", Span(path), path=path, ending=".yaml")
