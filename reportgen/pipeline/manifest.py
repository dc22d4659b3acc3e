"""What a release says of itself: files, sources, tools and fonts with their SHA-256, and its commit."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import reportgen
from reportgen.pipeline.documents import Loaded
from reportgen.project.assets import engine_root
from reportgen.publication.tools import tools

MANIFEST: Final = "manifest.json"
_SOURCES: Final = ("content", "templates", "styles", "LICENSES")
# A folder that came from elsewhere may name programs that git would run to look at it.
_CLOSED: Final = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")


def manifest(
    loaded: Loaded,
    version: str,
    commit: str,
    waivers: Sequence[Mapping[str, Any]],
    files: Mapping[str, bytes],
) -> dict[str, Any]:
    """The manifest as plain data. It names neither machine nor time: the same sources give the same."""
    settings = loaded.project.settings
    return {
        "id": settings.id,
        "version": version,
        "date": settings.date,
        "commit": commit,
        "languages": list(settings.languages),
        "waivers": list(waivers),
        "tools": tool_versions(),
        "fonts": {name: _sha(data) for name, data in fonts(loaded).items()},
        "sources": source_hashes(loaded.project.root),
        "files": {name: {"sha256": _sha(data), "bytes": len(data)} for name, data in sorted(files.items())},
    }


def fonts(loaded: Loaded) -> dict[str, bytes]:
    """The fonts that the editions embed, by name."""
    names = loaded.assets.names("styles/fonts/")
    return {name: loaded.assets.bytes(name) for name in names if name.endswith((".ttf", ".otf", ".woff2"))}


def tool_versions() -> dict[str, str]:
    """The versions of all that a release was made with; `engine` is the SHA-256 of the engine's own files."""
    return {"engine": engine_hash(), **{tool.name: tool.version for tool in tools()}}


def engine_hash() -> str:
    """The SHA-256 of the engine's source, templates and styles: tells two states of one version apart."""
    root, code = engine_root(), Path(reportgen.__file__).parent
    places = ((code, "*.py"), (root / "templates", "*"), (root / "styles", "*"))
    digest = hashlib.sha256()
    for folder, pattern in places:
        for path in sorted(folder.rglob(pattern)):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and "/." not in f"/{name}" and "__pycache__" not in name:
                digest.update(f"{folder.name}/{name}\0{_sha(path.read_bytes())}\n".encode())
    return digest.hexdigest()


def source_hashes(root: Path) -> dict[str, str]:
    """The SHA-256 of each file that the report is made from, by path below the project."""
    paths = (path for folder in _SOURCES for path in (root / folder).rglob("*") if path.is_file())
    found = {path.relative_to(root).as_posix(): path for path in paths}
    return {name: _sha(found[name].read_bytes()) for name in sorted(found) if "/." not in name}


def commit_of(root: Path) -> str:
    """The commit that the project stands at; empty when it is not under git."""
    done = _git(root, "rev-parse", "HEAD")
    return done.strip() if done is not None else ""


def uncommitted(root: Path) -> list[str] | None:
    """The files below the project that differ from the last commit; None when it is not under git."""
    done = _git(
        root, "status", "--porcelain", "--untracked-files=all", "-z", "--", ".", ":!release", ":!build"
    )
    if done is None:
        return None
    return [entry[3:] for entry in done.split("\0") if len(entry) > 3]


def _git(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", *_CLOSED, *arguments], cwd=root, capture_output=True, text=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
