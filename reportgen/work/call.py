"""A piece of work, told so that any process with this engine can do it: a function and what it is given.

Large things (a document, style sheets with their fonts) are not sent with each call: they are named by the
digest of their bytes, and each process reads them once, from the shared store or a call that brings them.
"""

from __future__ import annotations

import gc
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from reportgen.cache import Store
from reportgen.work.environment import environment
from reportgen.work.stores import store_at

MAX_KEPT: Final = 8
"""Things given that a process keeps ready: the style and the documents of a few languages."""

Read = Callable[[bytes], Any]
Work = Callable[..., bytes]
"""Called with the store, with what is given, then with plain arguments; returns the bytes of its result."""


class OtherEngineError(RuntimeError):
    """A worker runs another version of the engine, or of a library that decides on the bytes."""


@dataclass(frozen=True)
class Given:
    """A large thing for calls: `make` makes it here, `pack` gives its bytes, `read` makes it of those."""

    make: Callable[[], Any]
    pack: Callable[[], bytes]
    read: Read

    @cached_property
    def value(self) -> Any:
        return self.make()

    @cached_property
    def data(self) -> bytes:
        return self.pack()

    @cached_property
    def key(self) -> str:
        return digest_of(self.data)


def digest_of(data: bytes) -> str:
    return hashlib.sha256(b"given\0" + data).hexdigest()


@dataclass(frozen=True, slots=True)
class Call:
    """`given` are keys, each with its reader; `brought` the bytes of some; `engine` what must run it."""

    function: Work
    given: tuple[tuple[str, Read], ...]
    arguments: tuple[Any, ...]
    where: str = ""
    engine: str = ""
    brought: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a call, or the keys of what it lacked."""

    data: bytes = b""
    lacking: tuple[str, ...] = ()


ONE_AT_A_TIME: Final = threading.RLock()
"""Layout keeps things in its process that two threads must not use at once."""
_KEPT: Final[OrderedDict[tuple[str, Read], Any]] = OrderedDict()


def perform(call: Call) -> Answer:
    """Do the work in this process. Raises OtherEngineError, and whatever the function raises."""
    if call.engine and call.engine != environment():
        raise OtherEngineError
    store = store_at(call.where)
    with ONE_AT_A_TIME, rarely_collecting():
        lacking = tuple(key for key, read in call.given if not _have(key, read, call.brought, store))
        if lacking:
            return Answer(lacking=lacking)
        values = [_KEPT[pair] for pair in call.given]
        return Answer(call.function(store, *values, *call.arguments))


def perform_here(function: Work, store: Store, given: Sequence[Given], arguments: Sequence[Any]) -> bytes:
    """The same with the things themselves."""
    with ONE_AT_A_TIME:
        return function(store, *(thing.value for thing in given), *arguments)


def _have(key: str, read: Read, brought: Mapping[str, bytes], store: Store) -> bool:
    """Whether the thing is ready, or could be made ready. Bytes that are not those of `key` are not used."""
    if (key, read) not in _KEPT:
        data = brought[key] if key in brought else store.get(key)
        if data is None or digest_of(data) != key:
            return False
        _KEPT[key, read] = read(data)
        while len(_KEPT) > MAX_KEPT:
            _KEPT.popitem(last=False)
    _KEPT.move_to_end((key, read))
    return True


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Layout makes many short-lived objects, and lets go of cycles itself: collecting rarely is faster."""
    before = gc.get_threshold()
    gc.set_threshold(1_000_000, 50, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*before)
