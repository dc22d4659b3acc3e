"""Clients that are not ours: each opens a hand-off, reads it whole, and saves it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import polib
import pytest
from translate.storage import base, factory, tmx
from translate.storage.xliff import Xliff1File
from translate.storage.xliff2 import Xliff2File

Save = Callable[[Path], None]


def toolkit(kind: Any) -> Save:
    """Opened and saved by translate-toolkit, every unit read."""

    def save(path: Path) -> None:
        store: base.TranslationStore = kind.parsefile(str(path))
        assert len([unit.source for unit in store.units]) > 40
        store.savefile(str(path))

    return save


def by_polib(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    assert all(entry.msgctxt for entry in catalogue)
    catalogue.save()


def by_gettext(path: Path) -> None:
    if not shutil.which("msgmerge"):
        pytest.skip("gettext is not installed")
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], check=True, capture_output=True)
    new = path.with_suffix(".new.po")
    pot = path.with_suffix(".pot")
    subprocess.run(["msgmerge", "--previous", "-q", "-o", new, path, pot], check=True, capture_output=True)
    path.write_bytes(new.read_bytes())


def by_openpyxl(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    assert book.active.freeze_panes == "A2"
    book.save(path)


def by_python_docx(path: Path) -> None:
    document = docx.Document(str(path))
    assert len(document.tables[0].rows) > 40
    document.save(str(path))


def by_libreoffice(path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    out = path.parent / "office"
    form = path.suffix[1:]
    home = f"-env:UserInstallation=file://{path.parent}/home"
    command = ["soffice", home, "--headless", "--convert-to", form, "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    path.write_bytes((out / path.name).read_bytes())


CLIENTS: list[tuple[str, str, Save]] = [
    ("translate-toolkit, XLIFF 2.0", "xliff2", toolkit(Xliff2File)),
    ("translate-toolkit, XLIFF 2.1", "xliff21", toolkit(Xliff2File)),
    ("translate-toolkit, XLIFF 1.2", "xliff12", toolkit(Xliff1File)),
    ("translate-toolkit, PO", "po", lambda path: toolkit(type(factory.getobject(str(path))))(path)),
    ("translate-toolkit, TMX", "tmx", toolkit(tmx.tmxfile)),
    ("polib", "po", by_polib),
    ("msgfmt and msgmerge", "po", by_gettext),
    ("openpyxl", "xlsx", by_openpyxl),
    ("python-docx", "docx", by_python_docx),
    ("LibreOffice Writer", "docx", by_libreoffice),
]
