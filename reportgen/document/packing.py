"""Trees as bytes and back, for the cache: only node types and plain values are ever read back."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from typing import Any, Final

from reportgen.diagnostics import Diagnostic, Severity, Span
from reportgen.document import blocks, inlines, units, whole

_CLASSES: Final = {
    (cls.__module__, cls.__name__): cls
    for module in (blocks, inlines, units, whole)
    for cls in (*vars(module).values(), Diagnostic, Severity, Span)
    if isinstance(cls, type) and cls.__module__.startswith("reportgen.")
}


class PackingError(Exception):
    """The bytes are not those of a tree."""


class _Unpickler(pickle.Unpickler):
    """Reads nodes, places, findings and plain values; refuses to name anything else."""

    def find_class(self, module: str, name: str) -> Any:
        try:
            return _CLASSES[module, name]
        except KeyError:
            raise PackingError(f"{module}.{name}") from None


def pack(value: Any) -> bytes:
    """A tree, or tuples, dictionaries and plain values that hold trees, as bytes."""
    return pickle.dumps(value, protocol=5)


def unpack(data: bytes) -> Any:
    """What `pack` was given. Raises PackingError for anything else."""
    read: Callable[[], Any] = _Unpickler(io.BytesIO(data)).load
    try:
        return read()
    except PackingError:
        raise
    except Exception as error:
        raise PackingError(str(error)) from error
