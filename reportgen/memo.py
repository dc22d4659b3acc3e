"""What pure functions have made before, in one process: nothing is made twice from the same things.

A result is kept under the very objects it was made from. They are never changed, so the same object is the
same value, and looking costs nothing; what else it depends on is given beside them and compared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from reportgen.diagnostics import Diagnostic, Diagnostics

T = TypeVar("T")
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A result with what it was made from, which lives as long, so that no other takes its identity."""

    subjects: tuple[object, ...]
    given: object
    result: Any
    findings: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class Memo:
    """Results by the name of what makes them and the identity of its subjects; the last of each is kept.

    Bounded by `turn`: what has not been asked for since the turn before is forgotten.
    """

    _now: dict[Key, Kept] = field(default_factory=dict)
    _before: dict[Key, Kept] = field(default_factory=dict)
    _base: object = None

    def turn(self) -> None:
        """Begin another round: forget what the last one did not ask for."""
        self._before, self._now = self._now, {}

    def rest_on(self, base: object) -> None:
        """Forget everything unless `base`, on which all results rest, equals that of last time."""
        if self._base != base:
            self._now, self._before = {}, {}
            self._base = base

    def of(self, name: str, subjects: tuple[Any, ...], make: Callable[..., T], given: object = None) -> T:
        """What `make` makes of `subjects`, whose identity counts; `given` is what else counts, compared."""
        result: T = self._kept(name, subjects, make, None, given).result
        return result

    def told(
        self,
        name: str,
        subjects: tuple[Any, ...],
        make: Callable[..., T],
        diagnostics: Diagnostics,
        given: object = None,
    ) -> T:
        """Like `of`; what `make` tells `diagnostics` is told again each time."""
        known = self._kept(name, subjects, make, diagnostics, given)
        diagnostics.extend(known.findings)
        result: T = known.result
        return result

    def _kept(
        self,
        name: str,
        subjects: tuple[Any, ...],
        make: Callable[..., Any],
        diagnostics: Diagnostics | None,
        given: object,
    ) -> Kept:
        """What is known of these subjects, made now if nothing is; findings go to `diagnostics`."""
        key = (name, *map(id, subjects))
        known = self._known(key, given)
        if known is None:
            known = self._now[key] = Kept(subjects, given, *made_with_findings(make, subjects, diagnostics))
        return known

    def knows(self, name: str, subject: object, given: object = None) -> bool:
        """Whether something is there that was made of `subject` alone."""
        return self._known((name, id(subject)), given) is not None

    def _known(self, key: Key, given: object) -> Kept | None:
        known = self._now.get(key)
        if known is None:
            known = self._before.get(key)
            if known is None:
                return None
            self._now[key] = known
        return known if known.given == given else None


def made_with_findings(
    make: Callable[..., Any], subjects: tuple[Any, ...], diagnostics: Diagnostics | None
) -> tuple[Any, tuple[Diagnostic, ...]]:
    """What `make` makes of `subjects`, and what it tells `diagnostics`."""
    if diagnostics is None:
        return make(*subjects), ()
    with diagnostics.captured() as findings:
        made = make(*subjects)
    return made, tuple(findings)
