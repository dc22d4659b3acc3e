"""The documents of a project that are translated, paired with their locks; new locks for them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.cache import Store
from reportgen.diagnostics import Diagnostics, Span, suggest
from reportgen.document import nodes as n
from reportgen.document.kept import parse_file
from reportgen.document.markdown.syntax import DirectiveSyntax
from reportgen.document.units import Unit, text_hash
from reportgen.inventory import FicheEntry, Inventory, LeafText, translatable_leaves
from reportgen.project import Project
from reportgen.translation.lock import Lock, lock_path, read_lock, write_lock
from reportgen.translation.pairing import pair_part, pair_pieces
from reportgen.translation.pieces import Piece, has_words
from reportgen.translation.report import DocumentStatus, report_findings
from reportgen.translation.states import UNFINISHED, PairedPart, PairedUnit
from reportgen.translation.updating import adopted, confirmed

Directives = Mapping[str, DirectiveSyntax]


@dataclass(frozen=True, slots=True)
class PairedDocument:
    """A chapter or fiche with the pairing of its languages. `container` is `chapters/02-x` or `fiches/y`,
    `lock_file` the path of its lock."""

    container: str
    target_file: str
    lock_text: str
    paired: PairedPart
    lock_file: str


def load_lock(project: Project, container: str, target: str, diagnostics: Diagnostics) -> Lock:
    """The lock of a document; an empty one when there is none yet."""
    path = lock_path(container, project.source_language, target)
    text = project.read_text(path, diagnostics) if project.exists(path) else None
    return read_lock(text, path, project.source_language, target, diagnostics) if text else Lock()


def pair_fiche(entry: FicheEntry, target: str, lock: Lock) -> PairedPart:
    """The pairing of the texts of a fiche with its overlay: by their paths (`pitfalls[p1].text`)."""
    source = entry.source_language
    return pair_pieces(
        _field_pieces(translatable_leaves(entry, source), entry.id, source),
        _field_pieces(translatable_leaves(entry, target), entry.id, target),
        lock,
    )


def paired_documents(
    project: Project,
    inventory: Inventory,
    directives: Directives,
    target: str,
    diagnostics: Diagnostics,
    only: Container[str] | None = None,
    store: Store | None = None,
) -> Iterator[PairedDocument]:
    """Every chapter and fiche of the report, in its order. What can't be read is reported and left out.

    `only` names the containers that are wanted (`chapters/02-x`); None means all of them. Chapters parsed
    before are taken from `store`. Findings on the texts themselves are not repeated here: building and
    checking report them.
    """
    plan = project.settings.parts
    for name in (*plan.front, *plan.chapters):
        container = f"chapters/{name}"
        if only is not None and container not in only:
            continue
        parts = [
            chapter_part(project, name, lang, directives, diagnostics, store)
            for lang in (project.source_language, target)
        ]
        if parts[0] is None:
            continue
        lock = load_lock(project, container, target, diagnostics)
        paired = pair_part(parts[0], parts[1], lock)
        yield _document(project, container, target, project.chapter_path(name, target), paired, diagnostics)
    for fiche_id, entry in inventory.entries.items():
        container = f"fiches/{fiche_id}"
        if only is not None and container not in only:
            continue
        paired = pair_fiche(entry, target, load_lock(project, container, target, diagnostics))
        yield _document(project, container, target, project.fiche_path(fiche_id, target), paired, diagnostics)


def i18n_status(
    project: Project,
    inventory: Inventory,
    directives: Directives,
    diagnostics: Diagnostics,
    store: Store | None = None,
) -> list[DocumentStatus]:
    """How far each document is, for each language but the source."""
    return [
        DocumentStatus(document.container, document.target_file, document.paired)
        for target in target_languages(project)
        for document in paired_documents(project, inventory, directives, target, diagnostics, store=store)
    ]


def i18n_adopt(
    project: Project, inventory: Inventory, directives: Directives, diagnostics: Diagnostics
) -> dict[str, str]:
    """New texts of the locks that change when texts never paired before are paired, by path.

    Sure pairs become `translated`, the others stay unconfirmed.
    """
    changed: dict[str, str] = {}
    for target in target_languages(project):
        for document in paired_documents(project, inventory, directives, target, diagnostics):
            text = write_lock(adopted(document.paired), project.source_language, target)
            if text != document.lock_text:
                changed[document.lock_file] = text
    return changed


def i18n_confirm(
    project: Project,
    inventory: Inventory,
    directives: Directives,
    ids: Iterable[str],
    diagnostics: Diagnostics,
    *,
    by: str = "",
    on: str = "",
    why: str = "",
) -> dict[str, str]:
    """New texts of the locks in which units count as right as they stand, by path.

    An id is that of a unit of either language, a document (`chapters/02-x`), `document#key`, or `all`. `why`
    declares a missing text as kept in the source language, or an orphan as an addition. `by` and `on` (an
    ISO date) are noted. An id that names nothing to confirm is reported.
    """
    wanted = dict.fromkeys(ids)
    changed: dict[str, str] = {}
    met: set[str] = set()
    known: set[str] = set()
    for target in target_languages(project):
        for document in paired_documents(project, inventory, directives, target, diagnostics):
            chosen = _chosen(document, wanted, met, known)
            _refuse(document, chosen, why, diagnostics)
            if not chosen:
                continue
            lock = confirmed(document.paired, chosen.values(), by=by, on=on, why=why)
            text = write_lock(lock, project.source_language, target)
            if text != document.lock_text:
                changed[document.lock_file] = text
    for name in wanted:
        if name not in met and name != "all":
            diagnostics.add("TRN010", Span("content/lock"), suggest(name, known), id=name)
    return changed


def _chosen(
    document: PairedDocument, wanted: Mapping[str, None], met: set[str], known: set[str]
) -> dict[int, PairedUnit]:
    """The units of a document that are asked for, by identity; what was found is noted."""
    chosen: dict[int, PairedUnit] = {}
    known.add(document.container)
    for unit in document.paired.units:
        names = {document.container, f"{document.container}#{unit.key}"}
        names |= {piece.unit.id for piece in (*unit.source, *unit.target)}
        asked = names & wanted.keys()
        met |= asked
        by_name = asked - {document.container}
        if by_name or (
            ("all" in wanted or asked) and unit.state in UNFINISHED and unit.source and unit.target
        ):
            chosen[id(unit)] = unit
        if unit.state in UNFINISHED:
            known |= names
    return chosen


def _refuse(
    document: PairedDocument, chosen: Mapping[int, PairedUnit], why: str, diagnostics: Diagnostics
) -> None:
    for unit in chosen.values():
        if unit.state in UNFINISHED and not (unit.source and unit.target) and not why:
            diagnostics.add("TRN011", unit.shown.origin, key=f"{document.container}#{unit.key}")


def i18n_check(
    project: Project, inventory: Inventory, directives: Directives, profile: str, diagnostics: Diagnostics
) -> None:
    """Report what is unfinished: in a release every unit, otherwise translations of nothing."""
    for target in target_languages(project):
        for document in paired_documents(project, inventory, directives, target, diagnostics):
            report_findings(document.paired, profile, diagnostics)


def target_languages(project: Project) -> list[str]:
    """The languages that the report is translated into."""
    return [lang for lang in project.languages if lang != project.source_language]


def _document(
    project: Project, container: str, target: str, target_file: str, paired: PairedPart, found: Diagnostics
) -> PairedDocument:
    path = lock_path(container, project.source_language, target)
    text = project.read_text(path, found) if project.exists(path) else None
    return PairedDocument(container, target_file, text or "", paired, path)


def chapter_part(
    project: Project,
    name: str,
    lang: str,
    directives: Directives,
    diagnostics: Diagnostics,
    store: Store | None = None,
) -> n.Part | None:
    """A chapter in one language, as parsed; None when there is none."""
    path = project.chapter_path(name, lang)
    text = project.read_text(path, diagnostics) if project.exists(path) else None
    if text is None:
        return None
    return part_of(text, path, name, lang, directives, store)


def part_of(
    text: str, path: str, name: str, lang: str, directives: Directives, store: Store | None = None
) -> n.Part:
    """A chapter as parsed, maybe before (see `parse_file`); what is wrong with it is reported elsewhere."""
    parsed = parse_file(
        text,
        path,
        container=f"chapters/{name}",
        lang=lang,
        directives=directives,
        diagnostics=Diagnostics(),
        store=store,
    )
    return n.Part(
        name,
        "chapter",
        parsed.title or (),
        parsed.blocks,
        notes=parsed.notes,
        span=parsed.span or Span(path),
        unit=parsed.unit,
        attrs=parsed.attrs,
    )


def _field_pieces(leaves: Iterable[LeafText], fiche_id: str, lang: str) -> tuple[Piece, ...]:
    container = f"fiches/{fiche_id}"
    return tuple(
        Piece(
            Unit(
                f"{container}#{leaf.path}",
                "field",
                container,
                lang,
                leaf.text,
                text_hash(leaf.text),
                leaf.span,
            ),
            leaf.path,
            leaf.path,
        )
        for leaf in leaves
        if has_words(leaf.text)
    )
