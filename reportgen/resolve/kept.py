"""What a pass made of a part before, in this process or in another: only where the part alone decides."""

from __future__ import annotations

from collections.abc import Callable

from reportgen.cache import NoStore, content_key, engine_digest
from reportgen.document import nodes as n
from reportgen.document.packing import pack, recalled
from reportgen.resolve.context import PassContext


def kept(
    context: PassContext, name: str, part: n.Part, make: Callable[[n.Part], n.Part], given: str = ""
) -> n.Part:
    """What the pass `name` makes of `part`, from memo, store or `make`; what it tells is told each time.

    Nothing may count but the part, the language of the report and `given`.
    """
    store, diagnostics = context.store, context.diagnostics

    def stored(part: n.Part) -> n.Part:
        if isinstance(store, NoStore):
            return make(part)
        key = content_key([engine_digest(), name, context.lang, given, pack(part)])
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

    return context.memo.told(name, (part,), stored, diagnostics, given)
