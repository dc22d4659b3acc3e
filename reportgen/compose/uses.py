"""What a part was seen to use while it was made: it has to be made again when one of these changes.

Fiches are looked at through `WatchedFiche`, which notes each field that is read, in the language in which it
is read: a part that shows the name of a fiche does not depend on its summary, nor on other translations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar, cast, overload

from reportgen.inventory import LocalFiche

T = TypeVar("T")

PLACE: Final = "@place"
"""Stands for a field: where the file of a fiche begins and ends."""
WHOLE: Final = ""
"""Stands for all fields."""


@dataclass(slots=True)
class Uses:
    """Fields of fiches by language, fiche and name; computed values by language and expression; templates."""

    fields: set[tuple[str, str, str]] = field(default_factory=set)
    values: set[tuple[str, str]] = field(default_factory=set)
    templates: set[str] = field(default_factory=set)

    def forget(self) -> None:
        self.fields.clear()
        self.values.clear()
        self.templates.clear()


class WatchedFiche:
    """Stands for a fiche, and tells `note` the name of each field that is read."""

    __slots__ = ("_fiche", "_note")

    def __init__(self, fiche: LocalFiche, note: Callable[[str], object]) -> None:
        self._fiche = fiche
        self._note = note

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._fiche, name)
        # The ids of all fiches, in order, are something that every part depends on.
        if name != "id":
            self._note(name)
        return value

    def __eq__(self, other: object) -> bool:
        self._note(WHOLE)
        return self._fiche == (other._fiche if isinstance(other, WatchedFiche) else other)

    def __hash__(self) -> int:
        self._note(WHOLE)
        return hash(self._fiche)

    def __repr__(self) -> str:
        self._note(WHOLE)
        return repr(self._fiche)

    def __str__(self) -> str:
        self._note(WHOLE)
        return str(self._fiche)


def watched(fiche: LocalFiche, lang: str, uses: Uses) -> LocalFiche:
    """`fiche` as it is read in `lang`, each use of a field noted in `uses`."""
    fiche_id = fiche.id

    def note(name: str) -> None:
        uses.fields.add((lang, fiche_id, name))

    return cast(LocalFiche, WatchedFiche(fiche, note))


def is_fiche(value: object) -> bool:
    return isinstance(value, LocalFiche | WatchedFiche)


class Later(Sequence[T]):
    """A sequence made when it is first looked at: a template that does not ask for it does not use it."""

    def __init__(self, make: Callable[[], Sequence[T]]) -> None:
        self._make = make
        self._made: Sequence[T] | None = None

    def _all(self) -> Sequence[T]:
        if self._made is None:
            self._made = self._make()
        return self._made

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        return self._all()[at]

    def __len__(self) -> int:
        return len(self._all())
