"""Files and folders are whole, old or new; a build with an error leaves everything as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.pipeline.build import BuildRequest, build
from reportgen.pipeline.output import OutputError, write_file, write_folder

FIXTURE = Path(__file__).parents[1] / "fixtures" / "project"


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "a" / "report.pdf"
    write_file(target, b"one")
    write_file(target, b"two")
    assert target.read_bytes() == b"two"
    assert [p.name for p in target.parent.iterdir()] == ["report.pdf"]


def test_a_folder_holds_exactly_what_was_written_last(tmp_path: Path) -> None:
    folder = tmp_path / "html"
    write_folder(folder, {"index.html": b"1", "old/page.html": b"1"})
    write_folder(folder, {"index.html": b"2", "assets/a.css": b"2"})
    found = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert found == {"index.html": b"2", "assets/a.css": b"2"}
    assert [p.name for p in tmp_path.iterdir()] == ["html"]


def test_no_file_leaves_the_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_folder(tmp_path / "html", {"../outside.html": b""})
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="file"):
        write_file(tmp_path / "file" / "report.pdf", b"")


def test_languages_and_editions_come_as_asked(tmp_path: Path) -> None:
    result = build(BuildRequest(root=FIXTURE, editions=("html", "docx"), langs=("en",), output=tmp_path))
    assert result.ok
    names = sorted(str(p.relative_to(tmp_path)) for p in result.outputs)
    assert names == ["en/html", "en/report.docx", "en/report.html", "en/status.html"]


def test_a_release_refuses_what_is_not_translated_and_writes_nothing(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(FIXTURE, project)
    result = build(BuildRequest(root=project, editions=("html",), profile="release"))
    assert not result.ok and result.outputs == []
    assert any(finding.code.startswith("TRN") for finding in result.diagnostics)
    assert [p for p in (project / "build").glob("*") if p.name != ".cache"] == []


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        request = BuildRequest(
            root=FIXTURE, editions=("html", "docx"), output=tmp_path / name, use_cache=False
        )
        assert build(request).ok
    first = {str(p.relative_to(tmp_path / "a")): p.read_bytes() for p in (tmp_path / "a").rglob("*.*")
             if p.is_file()}  # fmt: skip
    assert len(first) > 20
    for name, data in first.items():
        assert (tmp_path / "b" / name).read_bytes() == data, name
