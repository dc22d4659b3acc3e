"""Trees as bytes and back, for the cache: only node types and plain values are ever read back."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import pickle
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Final

from reportgen.cache import Store
from reportgen.diagnostics import Diagnostic, Severity, Span
from reportgen.document import blocks, inlines, units, whole
from reportgen.document.late import LatePart

_NODES: Final = tuple(
    cls
    for module in (blocks, inlines, units, whole)
    for cls in (*vars(module).values(), Diagnostic, Severity, Span)
    if isinstance(cls, type) and cls.__module__.startswith("reportgen.")
)


class PackingError(Exception):
    """The bytes are not those of a tree."""


def _node(cls: type, *values: Any) -> Any:
    """A node of `cls` with these values of its fields, in their order."""
    return _TREES.node(cls, *values)


def _reducer(cls: type, names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        values = attrgetter(*names)
        return lambda node: (_node, (cls, *values(node)))
    return lambda node: (_node, (cls, *(getattr(node, name) for name in names)))


Apart = Callable[[Any], Any]
"""What is packed in the place of a thing; None for the thing itself."""


class Codec:
    """Values as bytes and back: plain ones, nodes, and dataclasses of the classes `more`.

    Nothing else is ever read back.
    """

    def __init__(self, *more: type) -> None:
        self._classes = {(cls.__module__, cls.__name__): cls for cls in (*_NODES, *more)}
        # A frozen dataclass with slots looks its fields up, node by node, when it is packed: that is slow.
        fields = {
            cls: tuple(field.name for field in dataclasses.fields(cls))
            for cls in self._classes.values()
            if dataclasses.is_dataclass(cls)
        }
        self._reducers: dict[type, Callable[[Any], Any]] = {
            cls: _reducer(cls, names) for cls, names in fields.items()
        }
        # A part whose contents are read late is packed as the part that it stands for.
        self._reducers[LatePart] = _reducer(whole.Part, fields[whole.Part])
        setters = {cls: tuple(getattr(cls, name).__set__ for name in names) for cls, names in fields.items()}

        def node(cls: type, *values: Any) -> Any:
            made: Any = object.__new__(cls)
            for put, value in zip(setters[cls], values, strict=True):
                put(made, value)
            return made

        self.node: Callable[..., Any] = node

    def pack(self, value: Any, apart: Apart | None = None, *, alike: bool = False) -> bytes:
        """`value` as bytes; `apart` gives what stands for some of the things in it.

        Equal values give the same bytes when they are packed `alike`; otherwise it also counts which of their
        equal texts are one. Sets are never alike.
        """
        packed = io.BytesIO()
        pickler = pickle.Pickler(packed, protocol=5) if apart is None else _Apart(packed, apart)
        pickler.dispatch_table = self._reducers
        pickler.fast = alike
        pickler.dump(value)
        return packed.getvalue()

    def unpack(self, data: bytes, put: Apart | None = None) -> Any:
        """What `pack` was given; `put` is the inverse of `apart`. Raises PackingError for anything else."""
        read: Callable[[], Any] = _Unpickler(io.BytesIO(data), self._classes, self.node, put).load
        try:
            return read()
        except PackingError:
            raise
        except Exception as error:
            raise PackingError(str(error)) from error


class _Apart(pickle.Pickler):
    def __init__(self, file: io.BytesIO, apart: Apart) -> None:
        super().__init__(file, protocol=5)
        self._apart = apart

    def persistent_id(self, thing: Any) -> Any:
        return self._apart(thing)


class _Unpickler(pickle.Unpickler):
    """Reads nodes, places, findings and plain values; refuses to name anything else."""

    def __init__(
        self,
        file: io.BytesIO,
        classes: Mapping[tuple[str, str], type],
        node: Callable[..., Any],
        put: Apart | None,
    ) -> None:
        super().__init__(file)
        self._classes = classes
        self._node = node
        self._put = put

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (_node.__module__, _node.__name__):
            return self._node
        try:
            return self._classes[module, name]
        except KeyError:
            raise PackingError(f"{module}.{name}") from None

    def persistent_load(self, thing: Any) -> Any:
        if self._put is None:
            raise PackingError("something that was packed apart")
        return self._put(thing)


_TREES: Final = Codec()


def pack(value: Any) -> bytes:
    """A tree, or tuples, dictionaries and plain values that hold trees, as bytes."""
    return _TREES.pack(value)


def unpack(data: bytes) -> Any:
    """What `pack` was given. Raises PackingError for anything else."""
    return _TREES.unpack(data)


def digest_of(value: Any) -> str:
    """The same for equal values, without sets in them."""
    return hashlib.sha256(_TREES.pack(value, alike=True)).hexdigest()


def recalled(store: Store, key: str) -> Any:
    """What was packed under `key`; None when there is nothing, or nothing that can be read."""
    data = store.get(key)
    try:
        return None if data is None else unpack(data)
    except PackingError:
        return None
