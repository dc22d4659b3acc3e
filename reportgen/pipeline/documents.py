"""From a project folder to one resolved document per language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reportgen.cache import Ledger, NoStore
from reportgen.compose import Memory, compose, records_for
from reportgen.diagnostics import Diagnostics
from reportgen.document.lasting import LastingMemo
from reportgen.document.nodes import Document, Meta
from reportgen.document.packing import Codec
from reportgen.inventory import Inventory, load_inventory
from reportgen.pipeline.timings import Timings
from reportgen.project import Assets, Project, Snapshot, load_project
from reportgen.resolve import RESULTS, AcronymRecord, GlossaryRecord, Records, SourceRecord, resolve
from reportgen.words import Words, words_for
from reportgen.work import Crew

Profile = Literal["draft", "proof", "release"]
CSL_STYLE = "styles/citations.csl"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A project read from disk: settings, records, templates and styles."""

    project: Project
    inventory: Inventory
    assets: Assets


def load(
    root: Path,
    diagnostics: Diagnostics,
    timings: Timings,
    files: Snapshot | None = None,
    assets: Assets | None = None,
) -> Loaded | None:
    """Read the project at `root`; None when `content/report.yaml` itself cannot be used.

    `files` and `assets` may hold what has been read of it already.
    """
    with timings.phase("load"):
        project = load_project(root, diagnostics, files)
        if project is None:
            return None
        return Loaded(project, load_inventory(project, diagnostics), assets or Assets(project.root))


def words_at(root: Path, lang: str) -> Words:
    """The printed words of the project at `root` in `lang`; the engine’s where it cannot be read."""
    loaded = load(root, Diagnostics(), Timings())
    return words_for(lang, loaded.inventory.words if loaded else None)


def make_documents(
    loaded: Loaded,
    langs: Sequence[str],
    profile: Profile,
    diagnostics: Diagnostics,
    timings: Timings,
    memory: Memory | None = None,
    crew: Crew | None = None,
) -> dict[str, Document]:
    """The resolved document of each language, by language code. Parts made before come from `memory`.

    Workers of `crew` that have nothing to do may make some of what `memory` lacks.
    """
    ahead = crew.ahead if crew and memory else None
    documents: dict[str, Document] = {}
    for lang in langs:
        ledger = _open_ledger(memory, lang, profile)
        memo = LastingMemo(ledger=ledger, codec=Codec(*RESULTS)) if ledger else None
        with timings.phase("compose"):
            document = compose(
                loaded.project, loaded.inventory, lang, profile, loaded.assets, diagnostics, memory
            )
            records = records_of(loaded, lang)
        with timings.phase("resolve"):
            documents[lang] = resolve(
                *(document, records, diagnostics, memo), store=memory.store if memory else None, ahead=ahead
            )
            if ledger:
                ledger.save()
    return documents


def _open_ledger(memory: Memory | None, lang: str, profile: Profile) -> Ledger | None:
    """What is known of the parts in `lang`, which `memory` goes by from now on; none without a store."""
    if memory is None or isinstance(memory.store, NoStore):
        return None
    memory.ledger = Ledger(memory.store, ("parts", lang, profile))
    memory.memo = LastingMemo(ledger=memory.ledger, codec=Codec())
    # A part is known in one language and profile.
    memory.parts.clear()
    return memory.ledger


def file_stem(meta: Meta) -> str:
    """The name of a published file without its ending: report, version, language."""
    return "-".join(piece for piece in (meta.id, meta.version, meta.lang) if piece)


def records_of(loaded: Loaded, lang: str) -> Records:
    """The records in the shape that the passes expect: composing and resolving do not know each other."""
    plain = records_for(loaded.inventory, lang)
    return Records(
        bibliography=plain.bibliography,
        csl_style=loaded.assets.text(CSL_STYLE),
        glossary=tuple(GlossaryRecord(*row) for row in plain.glossary),
        words={one: words_for(one, loaded.inventory.words) for one in loaded.project.languages},
        acronyms=tuple(AcronymRecord(*row) for row in plain.acronyms),
        sources={
            part: {number: SourceRecord(number, *row) for number, row in sources.items()}
            for part, sources in plain.sources.items()
        },
    )
