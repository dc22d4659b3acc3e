"""Where compiled modules are, and how Python finds them.

A compiled module is used only when the source that would be loaded otherwise is byte for byte the one it was
made from: after an upgrade, or a change in a work tree, the source is loaded as ever.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from importlib.machinery import ExtensionFileLoader, ModuleSpec, PathFinder
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, Final

MANIFEST: Final = "modules.json"
"""What the modules were made with; of each by name, the digest of its source and its file beside this one."""
SWITCH: Final = "REPORTGEN_COMPILED"
"""The environment variable that leaves compiled modules alone when it is "no"."""


def home() -> Path:
    """The folder of compiled modules of this Python and of what is installed for it."""
    return Path(sys.prefix) / "share" / "reportgen" / f"compiled-{sys.implementation.cache_tag}"


def source_digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def use_compiled(folder: Path | None = None) -> int:
    """Find compiled modules in `folder` (that of this Python) from now on; how many there are.

    Modules that are loaded already stay as they are.
    """
    known = {} if os.environ.get(SWITCH) == "no" else read_manifest(folder or home())
    if known and not any(isinstance(finder, CompiledFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, CompiledFinder(known))
    return len(known)


def read_manifest(folder: Path, made_with: str = "") -> dict[str, tuple[str, Path]]:
    """The digest and the file of each compiled module; nothing when there are none that can be read.

    With `made_with`, nothing either when they were made with anything else.
    """
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if made_with and told["with"] != made_with:
            return {}
        return {name: (str(digest), folder / file) for name, (digest, file) in told["modules"].items()}
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return {}


def write_manifest(folder: Path, made_with: str, modules: Mapping[str, tuple[str, str]]) -> None:
    told = json.dumps({"with": made_with, "modules": modules}, indent=1)
    (folder / MANIFEST).write_text(told, encoding="utf-8")


class CompiledFinder:
    """Finds a compiled module for a source that has not changed (`importlib.abc.MetaPathFinder`)."""

    def __init__(self, known: Mapping[str, tuple[str, Path]]) -> None:
        self._known = known

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in self._known:
            return None
        digest, file = self._known[name]
        plain = PathFinder.find_spec(name, path, target)
        if plain is None or plain.origin is None or not file.is_file():
            return None
        if source_digest(Path(plain.origin).read_bytes()) != digest:
            return None
        return spec_from_file_location(
            *(name, file),
            loader=_Loader(name, str(file), plain),
            submodule_search_locations=plain.submodule_search_locations,
        )


class _Loader(ExtensionFileLoader):
    """Loads a compiled module; the data files of a package are those beside its source."""

    def __init__(self, name: str, path: str, plain: ModuleSpec) -> None:
        super().__init__(name, path)
        self._plain = plain

    def get_resource_reader(self, name: str | None = None) -> Any:
        reader = getattr(self._plain.loader, "get_resource_reader", None)
        return reader(name or self.name) if reader else None
