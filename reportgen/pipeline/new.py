"""`reportgen new`: files that an editor can start from, valid as they come."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from reportgen.pipeline.output import write_file
from reportgen.pipeline.starting import StartError, files_from
from reportgen.project import Assets

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


class NewError(Exception):
    """The thing cannot be made; the message says why."""


def fiche(root: Path, name: str) -> list[Path]:
    """Make the French fiche `name` and its English overlay under `root`. Raises NewError."""
    _need_id(name)
    _need_project(root)
    return _write(
        root,
        {
            f"content/fr/fiches/{name}.yaml": _starter("fiche.fr.yaml", name),
            f"content/en/fiches/{name}.yaml": _starter("fiche.en.yaml", name),
        },
    )


def chapter(root: Path, name: str) -> list[Path]:
    """Make the chapter `name` in both languages and name it in report.yaml. Raises NewError."""
    _need_id(name)
    _need_project(root)
    settings = root / "content/report.yaml"
    made = _write(
        root,
        {f"content/{lang}/chapters/{name}.md": _starter(f"chapter.{lang}.md", name) for lang in ("fr", "en")},
    )
    text = settings.read_text(encoding="utf-8")
    write_file(settings, _with_chapter(text, name).encode())
    return [*made, settings]


def project(folder: Path) -> list[Path]:
    """Make a small project in `folder` that builds at once. Raises NewError when the folder is not empty."""
    if folder.exists() and any(folder.iterdir()):
        raise NewError(f"{folder}: not empty")
    prefix = "starter/project/"
    assets = Assets(None)
    return _write(
        folder,
        {name.split(prefix, 1)[1]: assets.text(name) for name in assets.names(f"templates/{prefix}")},
    )


def project_from(folder: Path, source: Path) -> list[Path]:
    """Make a project in `folder` with the structure of the report at `source`, and none of its text.

    It builds at once. Raises NewError when the folder is not empty or the other report cannot be read.
    """
    if folder.exists() and any(folder.iterdir()):
        raise NewError(f"{folder}: not empty")
    try:
        files = files_from(source)
    except StartError as error:
        raise NewError(str(error)) from error
    for name, data in files.items():
        write_file(folder / name, data)
    return [folder / name for name in files]


def _starter(kind: str, name: str) -> str:
    return Assets(None).text(f"templates/starter/{kind}").replace("NAME", name)


def _need_id(name: str) -> None:
    if not _ID.match(name):
        raise NewError(f"{name}: an id is made of lower-case letters, digits and hyphens")


def _need_project(root: Path) -> None:
    if not (root / "content/report.yaml").is_file():
        raise NewError(f"{root}: no content/report.yaml here (start with “reportgen new project”)")


def _write(root: Path, files: Mapping[str, str]) -> list[Path]:
    for name in files:
        if (root / name).exists():
            raise NewError(f"{root / name}: exists already")
    for name, text in files.items():
        write_file(root / name, text.encode())
    return [root / name for name in files]


def _with_chapter(settings: str, name: str) -> str:
    """`settings` with `name` at the end of the list `chapters:`, in flow or in block form."""
    flow = re.compile(r"^(?P<head>[ ]*chapters:[ ]*\[)(?P<items>[^\]]*)\]", re.MULTILINE)
    if match := flow.search(settings):
        items = match["items"].rstrip()
        joined = f"{items}, {name}" if items else name
        return settings[: match.start()] + f"{match['head']}{joined}]" + settings[match.end() :]
    block = re.compile(r"^(?P<indent>[ ]*)chapters:[ ]*\n(?P<items>(?:(?P=indent)[ ]*- .*\n)*)", re.MULTILINE)
    if match := block.search(settings):
        first = re.match(r"[ ]*", match["items"]) if match["items"] else None
        indent = first[0] if first else match["indent"] + "  "
        return settings[: match.end()] + f"{indent}- {name}\n" + settings[match.end() :]
    raise NewError("content/report.yaml: no list “chapters” to add to")
