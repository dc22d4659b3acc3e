"""How long each phase took, and telling the person which piece is at work."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Progress = Callable[[str, int, int], None]
"""Called with the piece at work ("fr pdf"), how many pieces are done, and how many there are."""


def silent(piece: str, done: int, total: int) -> None:
    """A Progress that says nothing."""


@dataclass(slots=True)
class Timings:
    """Seconds of wall time by phase, in the order in which phases first ran."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    @property
    def total(self) -> float:
        return sum(self.seconds.values())
