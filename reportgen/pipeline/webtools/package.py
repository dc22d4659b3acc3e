"""Where the checkers are, in which version, and which browser and Java run them."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Final

_BROWSERS: Final = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


class ToolMissingError(Exception):
    """A checker, or what runs it, is not on this machine; the message says how to get it."""


def file_of(tools: Path, package: str, name: str) -> Path:
    """A file of an npm package under `tools`. Raises ToolMissingError."""
    path = tools / "node_modules" / package / name
    if not path.is_file():
        raise ToolMissingError(f"{path}: npm ci --prefix {tools} --ignore-scripts")
    return path


def version_of(tools: Path, package: str) -> str:
    """The version of an npm package under `tools`. Raises ToolMissingError."""
    data = json.loads(file_of(tools, package, "package.json").read_text(encoding="utf-8"))
    return str(data["version"])


def browser_path() -> str:
    """The browser of this machine: that of REPORTGEN_BROWSER, or a Chromium. Raises ToolMissingError."""
    found = os.environ.get("REPORTGEN_BROWSER") or next(filter(None, map(shutil.which, _BROWSERS)), "")
    if not found:
        raise ToolMissingError("Chromium: scripts/system-packages test")
    return found


def java_path() -> str:
    """The Java of this machine. Raises ToolMissingError."""
    found = shutil.which("java")
    if not found:
        raise ToolMissingError("Java: scripts/system-packages test")
    return found
