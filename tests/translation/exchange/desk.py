"""A small project on disk that is handed to translators, and what comes back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from reportgen.diagnostics import Diagnostics
from reportgen.pipeline.exchange import Imported, Only, export, import_files
from reportgen.pipeline.i18n import adopt, confirm, status
from reportgen.translation.exchange.formats import FormatName

HERE = Path(__file__).parent
PROJECT = HERE.parents[1] / "fixtures/project"
CHAPTER = "content/{}/chapters/01-why.md"
X = "{urn:oasis:names:tc:xliff:document:2.0}"


@dataclass
class Desk:
    """The project, with everything that is translated confirmed. Two fiches are not translated whole."""

    root: Path
    findings: Diagnostics

    @classmethod
    def at(cls, root: Path) -> Desk:
        shutil.copytree(PROJECT, root)
        for lang in ("fr", "en"):
            marks = (HERE / f"fixtures/marks.{lang}.md").read_text(encoding="utf-8")
            chapter = root / CHAPTER.format(lang)
            chapter.write_text(chapter.read_text(encoding="utf-8") + marks, encoding="utf-8")
        glossary = root / "content/shared/glossary.yaml"
        text = glossary.read_text(encoding="utf-8")
        glossary.write_text(
            text.replace("en: deliberation}", "en: deliberation}\n    avoid: {en: [debating]}"),
            encoding="utf-8",
        )
        adopt(root)
        confirm(root, ["all"])
        return cls(root, Diagnostics())

    def export(self, to: FormatName, only: Only = "all", **options: Any) -> Path:
        """The one file that a hand-off is made of."""
        out = self.root.parent / f"out-{to}-{only}"
        result, self.findings = export(self.root, out, to, only, numbers=False, **options)
        assert not self.findings.errors, [finding.message() for finding in self.findings]
        return result.paths[0]

    def take(self, *files: Path) -> Imported:
        result, self.findings = import_files(self.root, files)
        return result

    def texts(self) -> dict[str, str]:
        """Every file of the project."""
        files = [path for path in (self.root / "content").rglob("*") if path.suffix in (".md", ".yaml")]
        return {str(p.relative_to(self.root)): p.read_text(encoding="utf-8") for p in sorted(files)}

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert old in text, old
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def states(self, state: str) -> list[str]:
        """The names of the units in a state."""
        rows, _ = status(self.root)
        return [
            f"{row['document']}#{unit['key']}"
            for row in rows
            for unit in row["todo"]
            if unit["state"] == state
        ]

    def count(self, state: str) -> int:
        rows, _ = status(self.root)
        return sum(row["units"].get(state, 0) for row in rows)

    def codes(self) -> list[str]:
        return [finding.code for finding in self.findings]


class Xliff:
    """An XLIFF 2 file in the hands of a translator."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.root: Any = etree.parse(path).getroot()

    def unit(self, name: str) -> Any:
        return next(unit for unit in self.root.iter(f"{X}unit") if unit.get("name") == name)

    def names(self) -> Iterator[str]:
        yield from (unit.get("name") for unit in self.root.iter(f"{X}unit"))

    def target(self, name: str) -> Any:
        """The target of a unit, made when there is none."""
        segment = self.unit(name).find(f"{X}segment")
        found = segment.find(f"{X}target")
        return etree.SubElement(segment, f"{X}target") if found is None else found

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace a word of a target, wherever it stands among the placeholders."""
        target = self.target(name)
        for node in target.iter():
            for where in ("text", "tail"):
                text = getattr(node, where)
                if text and old in text and not (node is target and where == "tail"):
                    setattr(node, where, text.replace(old, new))
                    return
        raise AssertionError(f"{old!r} is not in {name}")

    def write(self, name: str, text: str) -> None:
        target = self.target(name)
        for child in list(target):
            target.remove(child)
        target.text = text

    def save(self) -> Path:
        etree.ElementTree(self.root).write(self.path, encoding="utf-8", xml_declaration=True)
        return self.path
