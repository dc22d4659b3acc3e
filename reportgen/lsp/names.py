"""Who names what in the whole project, kept up to date file by file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from reportgen.lsp.mentions import Mention, mentions


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A mention and the file that it stands in."""

    file: str
    mention: Mention


@dataclass(slots=True)
class Names:
    """The mentions of every file, each read again only when its stamp changes."""

    _files: dict[str, tuple[object, tuple[Mention, ...]]] = field(default_factory=dict)
    _defined: dict[str, Place] | None = None

    def update(self, stamps: Iterable[tuple[str, object]], read: Callable[[str], str | None]) -> None:
        """Look at the files again whose stamp is another one, and forget those that are not named.

        `read` gives the text of a file.
        """
        kept: dict[str, tuple[object, tuple[Mention, ...]]] = {}
        for file, stamp in stamps:
            known = self._files.get(file)
            if known is None or known[0] != stamp:
                known = (stamp, mentions(read(file) or "", file))
            kept[file] = known
        if kept != self._files:
            self._defined = None
        self._files = kept

    def of_file(self, file: str) -> tuple[Mention, ...]:
        """The mentions of a file, in order."""
        return self._files.get(file, (None, ()))[1]

    def at(self, file: str, line: int, character: int) -> Mention | None:
        """The mention that covers a place; one that ends there counts too."""
        here = [m for m in self.of_file(file) if m.line == line and m.start <= character <= m.end]
        # An option line may set a label inside a wider mention: the narrowest is meant.
        return min(here, key=lambda m: m.end - m.start, default=None)

    def places(self, name: str) -> list[Place]:
        """Every mention of a name, by file and line."""
        return sorted(
            Place(file, mention)
            for file, (_, found) in self._files.items()
            for mention in found
            if mention.name == name
        )

    def defining(self, name: str) -> list[Place]:
        """Where a name is given to something."""
        return [place for place in self.places(name) if place.mention.role in ("definition", "work")]

    def defined(self) -> dict[str, Place]:
        """Every name that is given to something, with the first place."""
        if self._defined is None:
            found: dict[str, Place] = {}
            for place in sorted(place for place in self if place.mention.role in ("definition", "work")):
                found.setdefault(place.mention.name, place)
            self._defined = found
        return self._defined

    def __iter__(self) -> Iterator[Place]:
        for file, (_, found) in self._files.items():
            yield from (Place(file, mention) for mention in found)
