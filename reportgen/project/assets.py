"""Templates and styles: the project's own files first, then the engine's."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from reportgen.project.files import resolve_inside

FOLDERS: Final = ("templates", "styles")
_PACKAGE: Final = Path(__file__).parents[1]


def engine_root() -> Path:
    """Where the engine's own `templates/` and `styles/` stand: in an installed package, or beside it."""
    packed = _PACKAGE / "_assets"
    return packed if packed.is_dir() else _PACKAGE.parent


@dataclass(frozen=True, slots=True)
class Assets:
    """Files of `templates/` and `styles/` by name (`styles/screen.css`). `root` None: the engine's alone."""

    root: Path | None = None
    seen: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False, kw_only=True)
    """What has been read: an asset stays the same for a whole run, though its file may change."""
    listed: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False, kw_only=True)

    def bytes(self, name: str) -> bytes:
        """The contents of an asset. FileNotFoundError when neither project nor engine has it."""
        if name in self.seen:
            return self.seen[name]
        for path in self._candidates(name):
            if path.is_file():
                self.seen[name] = path.read_bytes()
                return self.seen[name]
        raise FileNotFoundError(name)

    def digest(self, folder: str) -> str:
        """A digest of the names and contents of all assets of a folder (`templates/`)."""
        digest = hashlib.sha256()
        for name in self.names(folder):
            digest.update(f"{name}\0{hashlib.sha256(self.bytes(name)).hexdigest()}\n".encode())
        return digest.hexdigest()

    def renewed(self, changed: Collection[str]) -> Assets:
        """The assets as they are now, when no others than those `changed` have been saved since."""
        return Assets(self.root, seen={name: data for name, data in self.seen.items() if name not in changed})

    def text(self, name: str) -> str:
        """The text of an asset; bytes that are not UTF-8 become U+FFFD. Raises FileNotFoundError."""
        return self.bytes(name).decode("utf-8-sig", "replace").replace("\r\n", "\n")

    def has(self, name: str) -> bool:
        return name in self.seen or any(path.is_file() for path in self._candidates(name))

    def is_own(self, name: str) -> bool:
        """Whether the project brings this asset itself."""
        if self.root is None or self.root == engine_root():
            return False
        path = resolve_inside(self.root, name)
        return path in self._candidates(name) and path is not None and path.is_file()

    def names(self, prefix: str = "") -> tuple[str, ...]:
        """The names of all assets that start with `prefix`, sorted, each once."""
        if prefix not in self.listed:
            self.listed[prefix] = self._names(prefix)
        return self.listed[prefix]

    def sealed(self) -> SealedAssets:
        """All of them as they are now, for a process that has not these files."""
        names = self.names()
        own = frozenset(name for name in names if self.is_own(name))
        return SealedAssets(own=own, seen={name: self.bytes(name) for name in names})

    def _names(self, prefix: str) -> tuple[str, ...]:
        found: set[str] = set()
        for root in self._roots():
            for folder in FOLDERS:
                if not folder.startswith(prefix[: len(folder)]):
                    continue
                names = (path.relative_to(root).as_posix() for path in (root / folder).rglob("*"))
                found.update(name for name in names if name.startswith(prefix) and self.has(name))
        return tuple(sorted(found))

    def _roots(self) -> list[Path]:
        engine = engine_root()
        return [engine] if self.root is None or self.root == engine else [self.root, engine]

    def _candidates(self, name: str) -> list[Path]:
        steps = name.split("/")
        if steps[0] not in FOLDERS or ".." in steps:
            return []
        paths = (resolve_inside(root, name) for root in self._roots())
        return [path for path in paths if path is not None]


@dataclass(frozen=True, slots=True)
class SealedAssets(Assets):
    """Assets without a disk below them: `seen` is all there is; `own` are those that a project brings."""

    own: frozenset[str] = frozenset()

    def bytes(self, name: str) -> bytes:
        """The contents of an asset. Raises FileNotFoundError."""
        try:
            return self.seen[name]
        except KeyError:
            raise FileNotFoundError(name) from None

    def has(self, name: str) -> bool:
        return name in self.seen

    def is_own(self, name: str) -> bool:
        return name in self.own

    def _names(self, prefix: str) -> tuple[str, ...]:
        return tuple(sorted(name for name in self.seen if name.startswith(prefix)))
