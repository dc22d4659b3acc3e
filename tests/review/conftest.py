"""A project, its proof copy, and readers of Word files that are not ours."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.pipeline.proof import export_proof
from reportgen.pipeline.review import ReviewResult, apply_review, import_drafts
from reportgen.review.register import Register, Thread, load_register
from tests.review.wordlike import Word

ROOT = Path(__file__).parents[2]
OFFICE = Path(__file__).parent / "office.py"
PROJECT = ROOT / "tests/fixtures/project"


@dataclass
class Desk:
    """A project on disk and the proof copy that was made from it."""

    root: Path
    proof: Path

    def reviewer(self, author: str, seed: int = 1) -> Word:
        return Word(self.proof, author, seed)

    def read(self, name: str) -> str:
        return (self.root / "content" / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.root / "content" / name).write_text(text, encoding="utf-8")

    def bring_back(self, *words: Word, name: str = "") -> ReviewResult:
        folder = self.root.parent / "back"
        folder.mkdir(exist_ok=True)
        paths = [one.save(folder / f"{one.author}.docx") for one in words]
        return import_drafts(self.root, paths, name)

    def apply(self) -> ReviewResult:
        return apply_review(self.root, every=True, who="Claire")

    def register(self, name: str = "0.3-fr") -> Register:
        data = (self.root / f"reviews/{name}.yaml").read_bytes()
        found = load_register(data, name, Diagnostics())
        assert found is not None
        return found

    def thread(self, kind: str, text: str) -> Thread:
        found = [
            one for one in self.register().threads
            if one.kind == kind and text in " ".join((one.text, one.old, one.new, one.quote))
        ]  # fmt: skip
        assert len(found) == 1, f"{len(found)} threads of kind {kind} say {text!r}"
        return found[0]

    def rebuilt(self) -> Path:
        """The proof copy of the sources as they are now."""
        folder = self.root.parent / "again"
        export_proof(self.root, ["fr"], folder, remarks=False)
        return folder / "fr/report.proof.docx"


@pytest.fixture(scope="session")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("proof")
    assert not export_proof(PROJECT, ["fr"], folder, remarks=False).diagnostics.errors
    return folder / "fr/report.proof.docx"


@pytest.fixture
def desk(tmp_path: Path, proof: Path) -> Desk:
    shutil.copytree(PROJECT, tmp_path / "project")
    return Desk(tmp_path / "project", proof)


def paragraphs(path: Path) -> Counter[str]:
    """The paragraphs that pandoc reads once it has accepted every change; spaces and margin numbers apart."""
    text = pypandoc.convert_file(str(path), "plain", extra_args=["--wrap=none", "--track-changes=accept"])
    lines = (re.sub(r"[\s\u00a0\u202f]+", " ", line).strip() for line in text.splitlines())
    return Counter(line for line in lines if line and not re.fullmatch(r"[F\d.]+", line))


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, Path], Path]:
    """Open a file in LibreOffice and save it as DOCX again, as a reviewer without Word does."""
    profile = tmp_path_factory.mktemp("office")

    def save(source: Path, folder: Path) -> Path:
        folder.mkdir(exist_ok=True)
        command = [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "docx",
        ]
        subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True)
        return folder / source.name

    return save


Office = Callable[[list[dict[str, Any]]], list[list[Any]]]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """LibreOffice at work on files: reading, editing, accepting or rejecting all changes."""
    return lambda jobs: run_office(jobs, tmp_path)


def run_office(jobs: list[dict[str, Any]], folder: Path) -> list[list[Any]]:
    """What LibreOffice answers to each job; see `office.py`."""
    if subprocess.run(["/usr/bin/python3", "-c", "import uno"], check=False, capture_output=True).returncode:
        pytest.skip("python3-uno is not installed")
    folder = folder / "office"
    folder.mkdir(exist_ok=True)
    command = ["/usr/bin/python3", str(OFFICE), str(folder)]
    done = subprocess.run(command, input=json.dumps(jobs), capture_output=True, text=True, check=True)
    made = json.loads(done.stdout)
    assert isinstance(made, list)
    return made
