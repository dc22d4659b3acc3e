"""`reportgen check`: everything a build would find wrong, and what rules find beside; writes no edition."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportgen.cache import Store, content_key
from reportgen.checks import CheckContext, accepted, dead_links, fixed_files, run_rules, with_levels
from reportgen.checks.accepting import acceptances
from reportgen.checks.texts import Passage
from reportgen.compose import Memory
from reportgen.diagnostics import Diagnostics
from reportgen.document.packing import PackingError, pack, unpack
from reportgen.pipeline.documents import Loaded, Profile, load, make_documents
from reportgen.pipeline.inputs import Inputs, open_store
from reportgen.pipeline.output import write_inside
from reportgen.pipeline.timings import Timings


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What to check. `links` asks the addresses outside the report; `spelling` looks words up, whatever the
    settings say; `use_cache` keeps what is slow."""

    root: Path
    profile: Profile = "draft"
    links: bool = False
    spelling: bool = False
    use_cache: bool = False


def check(request: CheckRequest | Path) -> Diagnostics:
    """All findings on a project, in every language. Rules run only on content without errors."""
    request = CheckRequest(request) if isinstance(request, Path) else request
    inputs = Inputs.read(request.root)
    store = open_store(request.root, None, request.use_cache)
    key = content_key(["check", inputs.key, request.profile, str(request.spelling)])
    diagnostics = Diagnostics()
    if not request.links and _recalled(store, key, diagnostics):
        return diagnostics
    found = _context(request, inputs, store, diagnostics)
    if found is None:
        return diagnostics
    loaded, context = found
    levels = dict(loaded.project.settings.check.rules)
    if not diagnostics.errors:
        run_rules(context)
        if request.links:
            dead_links(context)
    quiet = Diagnostics()
    result = accepted(
        with_levels(diagnostics, {code: str(level) for code, level in levels.items()}),
        lambda name: loaded.project.read_text(name, quiet),
    )
    if not request.links and inputs.still_stand():
        store.put(key, pack(tuple(result)))
    return result


def fix(request: CheckRequest) -> list[Path]:
    """Mend the typography of the texts as typed; the files changed. Nothing is, when the content has errors.

    Raises OutputError when a file cannot be written.
    """
    diagnostics = Diagnostics()
    inputs = Inputs.read(request.root)
    found = _context(request, inputs, open_store(request.root, None, request.use_cache), diagnostics)
    if found is None or diagnostics.errors:
        return []
    loaded, context = found
    if loaded.project.settings.check.rules.get("CHK030") == "off":
        return []
    quiet = Diagnostics()

    def read(name: str) -> str | None:
        # As typed: line ends and byte order mark included, so that nothing else changes.
        data = loaded.project.read_bytes(name, quiet)
        return None if data is None else data.decode("utf-8", "surrogateescape")

    def left(passage: Passage) -> bool:
        return any(
            item.code == "CHK030" and item.first <= passage.span.line <= item.last
            for item in acceptances(read(passage.span.file) or "", passage.span.file)
        )

    texts = fixed_files(context, read, left)
    for name, text in texts.items():
        write_inside(loaded.project.root, name, text.encode("utf-8", "surrogateescape"))
    return [loaded.project.root / name for name in texts]


def _context(
    request: CheckRequest, inputs: Inputs, store: Store, diagnostics: Diagnostics
) -> tuple[Loaded, CheckContext] | None:
    timings = Timings()
    loaded = load(request.root, diagnostics, timings, inputs.files)
    if loaded is None:
        return None
    memory = Memory(store) if request.use_cache else None
    languages = loaded.project.languages
    documents = make_documents(loaded, languages, request.profile, diagnostics, timings, memory)
    spelling = request.spelling or loaded.project.settings.check.spelling
    return loaded, CheckContext(loaded.project, loaded.inventory, documents, diagnostics, store, spelling)


def _recalled(store: Store, key: str, diagnostics: Diagnostics) -> bool:
    kept = store.get(key)
    if kept is None:
        return False
    try:
        diagnostics.extend(unpack(kept))
    except (PackingError, TypeError):
        return False
    return True
