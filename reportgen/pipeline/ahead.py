"""Work begun by another process before this one has loaded what it needs: the parts of a report never made.

Loaded by the shortest commands: what does the work is loaded where it is done.
"""

from __future__ import annotations

from typing import Final

from reportgen.cache import NoStore, Store, content_key, engine_digest
from reportgen.pipeline.inputs import Inputs
from reportgen.work import Crew

LARGE: Final = 500_000
"""Bytes of content from which others take part before there is anything to set."""
_MADE: Final = b"made"


def is_large(inputs: Inputs) -> bool:
    return sum(size for _, size, _ in inputs.listing) > LARGE


def begin_parts(crew: Crew, inputs: Inputs, lang: str, profile: str) -> None:
    """Let a worker compose the report of `inputs` in `lang` from its end, unless it was made before."""
    if is_large(inputs) and not is_known(crew.store, lang, profile):
        crew.ahead(parts_ahead, str(inputs.files.root), inputs.key, lang, profile)


def parts_ahead(store: Store, root: str, key: str, lang: str, profile: str) -> bytes:
    """Compose parts of the project at `root`, as it was at `key`, into `store`."""
    from reportgen.pipeline.languages import last_parts

    if not isinstance(store, NoStore):
        last_parts(store, root, key, lang, profile)
    return b""


def is_known(store: Store, lang: str, profile: str) -> bool:
    """Whether this engine has made this language before, so that most of its parts are in the store."""
    return store.get(_key(lang, profile)) is not None


def make_known(store: Store, lang: str, profile: str) -> None:
    store.put(_key(lang, profile), _MADE)


def _key(lang: str, profile: str) -> str:
    return content_key(["language", engine_digest(), lang, profile])
