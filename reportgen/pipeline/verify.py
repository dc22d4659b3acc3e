"""`reportgen verify`: a release is what its manifest says, and its data what the records say."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from reportgen.diagnostics import Diagnostics, Span
from reportgen.opendata import Check, verify_package
from reportgen.pipeline.data import data_source
from reportgen.pipeline.documents import load
from reportgen.pipeline.manifest import MANIFEST, commit_of, source_hashes, tool_versions
from reportgen.pipeline.release import ReleaseRequest, rebuilt
from reportgen.pipeline.timings import Timings


def verify_release(
    folder: Path, root: Path | None = None, rebuild: bool = False
) -> tuple[list[Check], Diagnostics]:
    """Check the release in `folder`. With the project at `root`, its sources and data are compared too, and
    with `rebuild` every file is made again and compared byte for byte."""
    diagnostics = Diagnostics()
    described = _manifest(folder, diagnostics)
    if described is None:
        return [], diagnostics
    checks = [_hashes(folder, described["files"], diagnostics)]
    if root is not None:
        checks.append(_sources(root, described["sources"], diagnostics))
        checks += _data(folder, root, diagnostics)
        if rebuild:
            _made_with(root, described["made_with"], diagnostics)
            checks.append(_again(folder, root, described, diagnostics))
    return checks, diagnostics


def _manifest(folder: Path, diagnostics: Diagnostics) -> dict[str, Any] | None:
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = {str(name): str(file["sha256"]) for name, file in data["files"].items()}
        return {
            "files": files,
            "sources": dict(data["sources"]),
            "version": str(data["version"]),
            "waivers": [{**w, "code": str(w["code"]), "reason": str(w["reason"])} for w in data["waivers"]],
            "made_with": {
                "commit": str(data["commit"]),
                **{str(name): str(version) for name, version in data["tools"].items()},
            },
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        diagnostics.add("REL013", Span(MANIFEST), reason=f"{type(error).__name__}: {error}")
        return None


def _hashes(folder: Path, files: dict[str, str], diagnostics: Diagnostics) -> Check:
    here = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {MANIFEST}
    for name in sorted({*files, *here}):
        if name not in here:
            diagnostics.add("REL010", Span(name))
        elif name not in files:
            diagnostics.add("REL012", Span(name))
        elif hashlib.sha256((folder / name).read_bytes()).hexdigest() != files[name]:
            diagnostics.add("REL011", Span(name))
    return Check(MANIFEST, "hashlib", f"{len(files)} files")


def _sources(root: Path, sources: dict[str, str], diagnostics: Diagnostics) -> Check:
    here = source_hashes(root)
    for name in sorted({*sources, *here}):
        if sources.get(name) != here.get(name):
            diagnostics.add("REL015", Span(name))
    return Check(MANIFEST, "hashlib", f"{len(sources)} sources")


def _data(folder: Path, root: Path, diagnostics: Diagnostics) -> list[Check]:
    found = Diagnostics()
    loaded = load(root, found, Timings())
    if loaded is None or found.errors:
        diagnostics.extend(found)
        return []
    return verify_package(folder / "data", data_source(loaded), diagnostics)


def _made_with(root: Path, there: dict[str, str], diagnostics: Diagnostics) -> None:
    """What was used then and is not the same now: it explains bytes that differ."""
    here = {"commit": commit_of(root), **tool_versions()}
    for name in sorted({*here, *there}):
        if here.get(name) != there.get(name):
            pair = (here.get(name) or "–", there.get(name) or "–")
            diagnostics.add("REL019", Span(MANIFEST, field=name), name=name, here=pair[0], there=pair[1])


def _again(folder: Path, root: Path, described: dict[str, Any], diagnostics: Diagnostics) -> Check:
    request = ReleaseRequest(root, described["version"], output=folder.parent)
    files, found = rebuilt(request, described["waivers"])
    diagnostics.extend(d for d in found if d.severity == "error")
    same = 0
    for name in sorted({*files, *described["files"]}):
        path, data = folder / name, files.get(name)
        if path.is_file() and path.read_bytes() == data:
            same += 1
        else:
            diagnostics.add("REL014", Span(name))
    return Check(MANIFEST, "rebuild", f"{same} of {len(files)} files")
