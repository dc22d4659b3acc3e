"""A release is made from a clean tree or refused with clear reasons, and it is the same each time."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from reportgen.pipeline.build import BuildResult
from reportgen.pipeline.i18n import adopt, confirm
from reportgen.pipeline.new import project as new_project
from reportgen.pipeline.release import ReleaseError, ReleaseRequest, release
from reportgen.pipeline.verify import verify_release


def git(root: Path, *arguments: str) -> None:
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A",
           "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
           "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z"}
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, env={**os.environ, **who})


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new), encoding="utf-8")


def make(root: Path, version: str = "1.0", **waivers: str) -> BuildResult:
    return release(ReleaseRequest(root, version, waivers, workers=1))


def errors(result: BuildResult) -> list[str]:
    return sorted({d.code for d in result.diagnostics if d.severity == "error"})


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project, translated, confirmed and committed."""
    root = tmp_path_factory.mktemp("clean") / "project"
    new_project(root)
    settings = root / "content/report.yaml"
    data = yaml.safe_load(settings.read_text(encoding="utf-8"))
    data |= {"version": "1.0", "date": "2026-11-26"}
    settings.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    adopt(root)
    confirm(root, ["all"])
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "start")
    return root


@pytest.fixture(scope="module")
def released(clean: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with release 1.0."""
    root = Path(shutil.copytree(clean, tmp_path_factory.mktemp("released") / "project"))
    result = make(root)
    assert result.ok, [d.message() for d in result.diagnostics]
    return root


@pytest.fixture
def project(clean: Path, tmp_path: Path) -> Iterator[Path]:
    yield Path(shutil.copytree(clean, tmp_path / "project"))


def test_it_holds_every_edition_the_data_and_the_notes(released: Path) -> None:
    folder = released / "release/1.0"
    for name in ("fr/report.pdf", "en/report.docx", "fr/html/index.html", "data/datapackage.json",
                 "data/en/inventory.xlsx", "notes.fr.md", "notes.en.md", "CITATION.cff", "manifest.json"):
        assert (folder / name).is_file(), name
    assert "Première version publiée" in (folder / "notes.fr.md").read_text(encoding="utf-8")


def test_the_manifest_names_every_file_source_tool_and_font(released: Path) -> None:
    folder = released / "release/1.0"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    here = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {"manifest.json"}
    assert set(manifest["files"]) == here
    pdf = hashlib.sha256((folder / "fr/report.pdf").read_bytes()).hexdigest()
    assert manifest["files"]["fr/report.pdf"]["sha256"] == pdf
    assert "content/report.yaml" in manifest["sources"] and manifest["tools"]["weasyprint"]
    assert any(name.endswith(".ttf") for name in manifest["fonts"]) and len(manifest["commit"]) == 40
    assert str(released) not in json.dumps(manifest)


def test_the_bundle_is_the_release(released: Path) -> None:
    folder = released / "release/1.0"
    bundle = next(folder.glob("*.zip"))
    with zipfile.ZipFile(bundle) as file:
        assert file.testzip() is None
        name = f"{bundle.stem}/fr/report.pdf"
        assert file.read(name) == (folder / "fr/report.pdf").read_bytes()


def test_it_can_be_cited(released: Path) -> None:
    cited = yaml.safe_load((released / "release/1.0/CITATION.cff").read_text(encoding="utf-8"))
    assert cited["cff-version"] == "1.2.0" and cited["version"] == "1.0" and cited["authors"]


def test_two_clones_give_the_same_bytes(released: Path, tmp_path: Path) -> None:
    """At another path, in another time zone and locale."""
    git(tmp_path, "clone", "-q", str(released), "ailleurs")
    command = ["import sys", "from pathlib import Path",
               "from reportgen.pipeline.release import ReleaseRequest, release",
               "sys.exit(not release(ReleaseRequest(Path('ailleurs'), '1.0', workers=1)).ok)"]
    environment = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7",
                   "HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run([sys.executable, "-c", "\n".join(command)], cwd=tmp_path, env=environment, check=True)
    mine, other = released / "release/1.0", tmp_path / "ailleurs/release/1.0"
    names = {p.relative_to(mine) for p in mine.rglob("*") if p.is_file()}
    assert names == {p.relative_to(other) for p in other.rglob("*") if p.is_file()}
    assert [n for n in names if (mine / n).read_bytes() != (other / n).read_bytes()] == []


def test_verify_accepts_it_and_its_data(released: Path) -> None:
    checks, diagnostics = verify_release(released / "release/1.0", released)
    assert [d.message() for d in diagnostics] == []
    assert {check.reader for check in checks} >= {"hashlib", "frictionless", "calamine", "rdflib"}


def test_verify_finds_what_was_touched(released: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(released / "release/1.0", tmp_path / "1.0"))
    (folder / "fr/report.pdf").write_bytes(b"%PDF")
    (folder / "notes.en.md").unlink()
    (folder / "extra.txt").write_text("x")
    _, diagnostics = verify_release(folder)
    assert {(d.code, d.span.file) for d in diagnostics} == {
        ("REL011", "fr/report.pdf"), ("REL010", "notes.en.md"), ("REL012", "extra.txt"),
    }


def test_a_dirty_file_is_refused_by_name(project: Path) -> None:
    edit(project / "content/report.yaml", "version:", "# touched\nversion:")
    result = make(project)
    assert errors(result) == ["REL001"] and not (project / "release").exists()
    assert "content/report.yaml" in next(d for d in result.diagnostics if d.code == "REL001").message()


def change_french(project: Path) -> None:
    path = next((project / "content/fr/fiches").glob("*.yaml"))
    edit(path, "summary: ", "summary: Désormais, ")
    git(project, "commit", "-qam", "change")


def test_a_stale_unit_is_refused(project: Path) -> None:
    change_french(project)
    assert errors(make(project)) == ["TRN002"]


def test_a_dead_reference_is_refused(project: Path) -> None:
    for lang in ("fr", "en"):
        path = next((project / f"content/{lang}/chapters").glob("*.md"))
        path.write_text(path.read_text(encoding="utf-8") + "\n@sec-nowhere.\n", encoding="utf-8")
    git(project, "commit", "-qam", "change")
    result = make(project)
    assert any(code.startswith("REF") for code in errors(result)) and not (project / "release").exists()


def test_a_missing_alternative_text_is_refused(project: Path) -> None:
    (project / "content/figures").mkdir(exist_ok=True)
    shutil.copy(
        Path(__file__).parents[1] / "fixtures/project/content/figures/carte.png", project / "content/figures"
    )
    path = next((project / "content/fr/chapters").glob("*.md"))
    path.write_text(path.read_text(encoding="utf-8") + "\n![](figures/carte.png)\n", encoding="utf-8")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "change")
    result = make(project)
    assert "REL008" in errors(result)
    found = next(d for d in result.diagnostics if d.code == "REL008")
    assert found.span.file == path.relative_to(project).as_posix() and found.span.line > 1


def test_a_waiver_lets_one_kind_through_and_is_printed(project: Path) -> None:
    change_french(project)
    result = make(project, TRN002="decided on 26 November")
    assert result.ok, [d.message() for d in result.diagnostics]
    manifest = json.loads((project / "release/1.0/manifest.json").read_text(encoding="utf-8"))
    assert manifest["waivers"] == [{"code": "TRN002", "reason": "decided on 26 November"}]


def test_a_waiver_by_name_lets_that_unit_through_alone(project: Path) -> None:
    change_french(project)
    assert errors(make(project, **{"TRN002:name": "another unit"})) == ["REL007", "TRN002"]
    result = make(project, **{"TRN002:summary": "decided on 26 November"})
    assert result.ok, [d.message() for d in result.diagnostics]
    manifest = json.loads((project / "release/1.0/manifest.json").read_text(encoding="utf-8"))
    assert manifest["waivers"] == [{"code": "TRN002:summary", "reason": "decided on 26 November"}]


def test_a_waiver_for_nothing_is_an_error(project: Path) -> None:
    assert errors(make(project, TRN001="why not")) == ["REL007"]


def test_the_version_is_that_of_the_settings(project: Path) -> None:
    assert errors(make(project, "2.0")) == ["REL003"]
    with pytest.raises(ReleaseError):
        make(project, "../2.0")


def test_a_release_is_never_replaced(released: Path) -> None:
    assert errors(make(released, REL005="please")) == ["REL005", "REL007"]


def test_notes_say_what_changed_in_the_words_of_readers(released: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(released, tmp_path / "project"))
    edit(root / "content/report.yaml", "version: '1.0'", "version: '1.1'")
    path = next((root / "content/fr/fiches").glob("*.yaml"))
    edit(path, "summary: ", "summary: Désormais, ")
    chapter = next((root / "content/fr/chapters").glob("*.md"))
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nUn paragraphe de plus.\n", encoding="utf-8")
    git(root, "add", "-A", "--", "content")
    git(root, "commit", "-qm", "1.1")
    result = make(root, "1.1", TRN001="test", TRN002="test")
    assert result.ok, [d.message() for d in result.diagnostics]
    notes = (root / "release/1.1/notes.fr.md").read_text(encoding="utf-8")
    assert "depuis la version 1.0" in notes and ": Résumé" in notes.replace("\u00a0", "")
    assert "1 passages ajoutés" in notes or "2 passages ajoutés" in notes, notes
