"""What a release was made with: the engine, its libraries, the system's own and the fonts."""

from __future__ import annotations

import hashlib
import importlib.metadata
import io
import platform
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

ENGINE: Final = "reportgen"
BESIDE: Final = ("openpyxl", "pypdfium2")
"""What a release uses beside what the engine always needs (the extra `release`)."""
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")
_EXTRA: Final = re.compile(r"extra\s*==")
_OFL: Final = "SIL Open Font License, Version 1.1"


@dataclass(frozen=True, slots=True)
class Tool:
    """A program or a library, its version, and its licence as it states it (may be "")."""

    name: str
    version: str
    licence: str = ""
    python: bool = True


def tools() -> tuple[Tool, ...]:
    """The engine, every Python library that it stands on, directly or not, Python itself, Pango and zlib.

    Pango breaks the lines of the PDF and zlib packs every archive: another version may give other bytes.
    """
    found = {name: _library(name) for name in _closure()}
    native = [Tool("python", platform.python_version(), "PSF-2.0", False), *_native()]
    return (*native, *(tool for _, tool in sorted(found.items())))


def _closure() -> Iterator[str]:
    """The names of the libraries that are installed, in no order, each once."""
    waiting = [ENGINE, *BESIDE]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if _normal(name) in seen:
            continue
        try:
            needs = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        seen.add(_normal(name))
        yield _normal(name)
        for line in needs:
            hit = _NAME.match(line)
            if hit and not _EXTRA.search(line):
                waiting.append(hit[0])


def _library(name: str) -> Tool:
    about = importlib.metadata.metadata(name).json
    licence = str(about.get("license_expression", ""))
    if not licence:
        classes = [c for c in about.get("classifier", ()) if c.startswith("License ::")]
        licence = "; ".join(c.rsplit(" :: ", 1)[-1] for c in classes)
    if not licence:
        licence = str(about.get("license", "")).split("\n", 1)[0][:80]
    return Tool(name, str(about["version"]), licence)


def _native() -> Iterator[Tool]:
    # WeasyPrint's own handle on the library: asking again by name might open another one.
    from weasyprint.text.ffi import pango

    number = int(pango.pango_version())
    version = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    yield Tool("pango", version, "LGPL-2.0-or-later", False)
    yield Tool("zlib", zlib.ZLIB_RUNTIME_VERSION, "Zlib", False)


def _normal(name: str) -> str:
    """The name as indexes write it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _of_font(data: bytes) -> Tool:
    """Name, version and licence as a font states them (OpenType `name` table, 4, 5 and 13)."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            said = [font["name"].getDebugName(number) or "" for number in (4, 5, 13)]
    except (TTLibError, KeyError, ImportError):
        said = ["", "", ""]
    name, version, licence = (" ".join(text.split()) for text in said)
    return Tool(name, version, licence, python=False)


def bill(
    made: tuple[Tool, ...], fonts: Mapping[str, bytes], title: str, version: str, date: str
) -> dict[str, Any]:
    """The bill of materials in CycloneDX 1.6 (JSON). It names neither machine nor moment."""
    components: list[dict[str, Any]] = []
    for tool in made:
        component: dict[str, Any] = {"type": "library", "name": tool.name, "version": tool.version}
        component["bom-ref"] = f"{tool.name}@{tool.version}"
        if tool.python:
            component["purl"] = f"pkg:pypi/{tool.name}@{tool.version}"
        if tool.licence:
            component["licenses"] = [{"license": {"name": tool.licence}}]
        components.append(component)
    for name, data in fonts.items():
        digest = hashlib.sha256(data).hexdigest()
        own = _of_font(data)
        component = {"type": "file", "bom-ref": name, "name": name}
        component["hashes"] = [{"alg": "SHA-256", "content": digest}]
        if own.version:
            component["version"] = own.version
        if own.licence:
            known = {"id": "OFL-1.1"} if _OFL in own.licence else {"name": own.licence[:200]}
            component["licenses"] = [{"license": known}]
        components.append(component)
    about: dict[str, Any] = {
        "component": {"type": "data", "bom-ref": "report", "name": title, "version": version}
    }
    if date:
        about["timestamp"] = f"{date}T00:00:00Z"
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": about,
        "components": components,
    }
