"""Trees as bytes and back, for the cache: only node types and plain values are ever read back."""

from __future__ import annotations

import dataclasses
import io
import pickle
from collections.abc import Callable
from operator import attrgetter
from typing import Any, Final

from reportgen.cache import Store
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


# A frozen dataclass with slots looks its fields up, node by node, when it is packed: that is slow.
_FIELDS: Final = {
    cls: tuple(field.name for field in dataclasses.fields(cls))
    for cls in _CLASSES.values()
    if dataclasses.is_dataclass(cls)
}
_SETTERS: Final[dict[type, tuple[Callable[[Any, Any], None], ...]]] = {
    cls: tuple(getattr(cls, name).__set__ for name in names) for cls, names in _FIELDS.items()
}


def _node(cls: type, *values: Any) -> Any:
    """A node of `cls` with these values of its fields, in their order."""
    made: Any = object.__new__(cls)
    for put, value in zip(_SETTERS[cls], values, strict=True):
        put(made, value)
    return made


def _reducer(cls: type, names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        values = attrgetter(*names)
        return lambda node: (_node, (cls, *values(node)))
    return lambda node: (_node, (cls, *(getattr(node, name) for name in names)))


_REDUCERS: Final = {cls: _reducer(cls, names) for cls, names in _FIELDS.items()}


class _Unpickler(pickle.Unpickler):
    """Reads nodes, places, findings and plain values; refuses to name anything else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (_node.__module__, _node.__name__):
            return _node
        try:
            return _CLASSES[module, name]
        except KeyError:
            raise PackingError(f"{module}.{name}") from None


def pack(value: Any) -> bytes:
    """A tree, or tuples, dictionaries and plain values that hold trees, as bytes."""
    packed = io.BytesIO()
    pickler = pickle.Pickler(packed, protocol=5)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(value)
    return packed.getvalue()


def unpack(data: bytes) -> Any:
    """What `pack` was given. Raises PackingError for anything else."""
    read: Callable[[], Any] = _Unpickler(io.BytesIO(data)).load
    try:
        return read()
    except PackingError:
        raise
    except Exception as error:
        raise PackingError(str(error)) from error


def recalled(store: Store, key: str) -> Any:
    """What was packed under `key`; None when there is nothing, or nothing that can be read."""
    data = store.get(key)
    try:
        return None if data is None else unpack(data)
    except PackingError:
        return None
