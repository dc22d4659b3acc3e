"""What a pass made of a part before, in this process or in another: only where the part alone decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Final

from reportgen.cache import NoStore, Store, content_key, engine_digest
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.packing import pack, recalled, unpack
from reportgen.resolve.context import PassContext

MANY: Final = 8
"""Parts to make from which it pays to ask another process for help."""

Make = Callable[[n.Part], n.Part]


def kept(
    context: PassContext,
    name: str,
    parts: Sequence[n.Part],
    make: Make,
    given: str = "",
    helper: Callable[..., bytes] | None = None,
) -> tuple[n.Part, ...]:
    """What the pass `name` makes of each of `parts`, from memo, store or `make`; findings are told each time.

    Nothing may count but the part, the language of the report and `given`. Where many parts have to be made,
    another process is asked to run `helper`, which calls `keep_ahead` with the same `make`.
    """
    store, diagnostics = context.store, context.diagnostics
    packed: dict[int, bytes] = {}

    def stored(part: n.Part) -> n.Part:
        if isinstance(store, NoStore):
            return make(part)
        key = _key(name, context.lang, given, packed.pop(id(part), b"") or pack(part))
        try:
            known, findings = recalled(store, key)
        except (TypeError, ValueError):
            pass
        else:
            diagnostics.extend(findings)
            return known if isinstance(known, n.Part) else make(part)
        with diagnostics.captured() as told:
            made = make(part)
        store.put(key, pack((made, tuple(told))))
        return made

    unknown = [part for part in parts if not context.memo.knows(name, part, given)]
    if context.ahead and helper and len(unknown) >= MANY:
        packed = {id(part): pack(part) for part in unknown}
        # The helper stops where something is there: what stands before that is not looked for here.
        from_end = reversed(packed.values())
        missing = list(
            takewhile(lambda data: not _has(store, _key(name, context.lang, given, data)), from_end)
        )
        if len(missing) >= MANY:
            context.ahead(helper, context.lang, given, missing)
    return tuple(context.memo.told(name, (part,), stored, diagnostics, given) for part in parts)


def keep_ahead(
    store: Store, name: str, lang: str, given: str, packed: Sequence[bytes], make: Make, told: Diagnostics
) -> bytes:
    """Make and keep parts in their order, until one is there that another process has made.

    `make` tells its findings to `told`. Returns nothing to be read.
    """
    for data in packed:
        key = _key(name, lang, given, data)
        if _has(store, key):
            break
        part: n.Part = unpack(data)
        with told.captured() as findings:
            made = make(part)
        store.put(key, pack((made, tuple(findings))))
    return b""


def _has(store: Store, key: str) -> bool:
    return store.get(key) is not None


def _key(name: str, lang: str, given: str, packed: bytes) -> str:
    return content_key([engine_digest(), name, lang, given, packed])
