"""What a release says of itself: files, sources, tools and fonts with their SHA-256, and how to cite it."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import platform
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from reportgen.pipeline.documents import Loaded
from reportgen.project import Settings

MANIFEST: Final = "manifest.json"
_SOURCES: Final = ("content", "templates", "styles")
# A folder that came from elsewhere may name programs that git would run to look at it.
_CLOSED: Final = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")


def manifest(
    loaded: Loaded, version: str, commit: str, waivers: Mapping[str, str], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """The manifest as plain data. It names neither machine nor time: the same sources give the same."""
    settings = loaded.project.settings
    sources = source_hashes(loaded.project.root)
    fonts = [
        name for name in loaded.assets.names("styles/fonts/") if name.endswith((".ttf", ".otf", ".woff2"))
    ]
    return {
        "id": settings.id,
        "version": version,
        "date": settings.date,
        "commit": commit,
        "languages": list(settings.languages),
        "waivers": [{"code": code, "reason": reason} for code, reason in sorted(waivers.items())],
        "tools": tools(),
        "fonts": {name: _sha(loaded.assets.bytes(name)) for name in fonts},
        "sources": sources,
        "files": {name: {"sha256": _sha(data), "bytes": len(data)} for name, data in sorted(files.items())},
    }


def source_hashes(root: Path) -> dict[str, str]:
    """The SHA-256 of each file that the report is made from, by path below the project."""
    paths = (path for folder in _SOURCES for path in (root / folder).rglob("*") if path.is_file())
    found = {path.relative_to(root).as_posix(): path for path in paths}
    return {name: _sha(found[name].read_bytes()) for name in sorted(found) if "/." not in name}


def tools() -> dict[str, str]:
    """The versions of Python, of the engine and of the libraries that it needs."""
    names = ["reportgen"]
    for line in importlib.metadata.requires("reportgen") or ():
        hit = _NAME.match(line)
        if hit and ("extra ==" not in line or "'data'" in line or '"data"' in line):
            names.append(hit[0])
    found = {"python": platform.python_version()}
    for name in sorted(set(names)):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def citation(settings: Settings) -> str:
    """`CITATION.cff` (Citation File Format 1.2.0). JSON strings are YAML's double-quoted scalars."""
    lang = settings.source_language
    authors = settings.authors or (settings.publisher,)
    lines = [
        "cff-version: 1.2.0",
        "message: " + json.dumps("Please cite this report as below.", ensure_ascii=False),
        "type: dataset",
        f"title: {json.dumps(settings.title[lang], ensure_ascii=False)}",
        f"version: {json.dumps(settings.version)}",
        *([f"date-released: {json.dumps(settings.date)}"] if settings.date else []),
        "license: etalab-2.0",
        *([f"url: {json.dumps(settings.base_url)}"] if settings.base_url else []),
        "authors:",
        *(f"  - name: {json.dumps(author[lang], ensure_ascii=False)}" for author in authors),
    ]
    return "\n".join(lines) + "\n"


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
