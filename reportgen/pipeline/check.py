"""`reportgen check`: everything a build would find wrong, without writing an edition."""

from __future__ import annotations

from pathlib import Path

from reportgen.cache import content_key
from reportgen.compose import Memory
from reportgen.diagnostics import Diagnostics
from reportgen.document.packing import PackingError, pack, unpack
from reportgen.pipeline.documents import Profile, load, make_documents
from reportgen.pipeline.inputs import Inputs, open_store
from reportgen.pipeline.timings import Timings


def check(root: Path, profile: Profile = "draft", use_cache: bool = False) -> Diagnostics:
    """All findings on the project at `root`, in every language.

    With `use_cache`, what was made before from the same input comes from `build/.cache`.
    """
    diagnostics = Diagnostics()
    inputs = Inputs.read(root)
    store = open_store(root, None, use_cache)
    key = content_key(["check", inputs.key, profile])
    try:
        if (kept := store.get(key)) is not None:
            diagnostics.extend(unpack(kept))
            return diagnostics
    except (PackingError, TypeError):
        pass
    timings = Timings()
    loaded = load(root, diagnostics, timings, inputs.files)
    if loaded is not None:
        make_documents(
            loaded,
            loaded.project.languages,
            profile,
            diagnostics,
            timings,
            Memory(store) if use_cache else None,
        )
    if inputs.still_stand():
        store.put(key, pack(tuple(diagnostics)))
    return diagnostics
