"""No name that comes with content leads out of the project: in references, ids, archives, links, drafts."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.diagnostics import Diagnostics
from reportgen.document.reading.addresses import judge_image
from reportgen.document.walk import plain_text
from reportgen.intake import read_submission
from reportgen.pipeline.build import BuildRequest, build
from reportgen.pipeline.documents import load, make_documents
from reportgen.pipeline.intake import import_files
from reportgen.pipeline.manifest import uncommitted
from reportgen.pipeline.output import OutputError, own_folder, write_folder, write_inside
from reportgen.pipeline.proof import export_proof
from reportgen.pipeline.review import import_drafts
from reportgen.pipeline.timings import Timings
from reportgen.project import Assets, Snapshot, load_project
from reportgen.translation.exchange.formats import read_file
from reportgen.translation.exchange.xmlfile import UnreadableError

FIXTURE = Path(__file__).parents[1] / "fixtures/project"
_BUILT = shutil.ignore_patterns("build")
OUTSIDE = [
    "../secret", "../../secret", "/etc/hostname", "//host/share", "a/../../secret",
    "..\\secret", "C:\\secret",
    "file:///etc/hostname", "%2e%2e/secret", "~/secret", "a\0b", "http://example.org/a.png", "./../secret",
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    return Path(shutil.copytree(FIXTURE, tmp_path / "project", ignore=_BUILT))


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(folder)): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and not p.is_symlink()
    }


def test_no_image_is_read_from_outside(project: Path) -> None:
    # A name cannot hold a NUL: the parser replaces it.
    images = "\n\n".join(f"![a](<{path}>){{#fig-a{number}}}" for number, path in enumerate(OUTSIDE))
    (project / "content/fr/chapters/01-why.md").write_text(f"# T {{#ch-why}}\n\n{images}\n", encoding="utf-8")
    assert all(judge_image(path).code for path in OUTSIDE)
    loaded = load(project, Diagnostics(), Timings())
    assert loaded is not None
    found = Diagnostics()
    documents = make_documents(loaded, ["fr"], "draft", found, Timings())
    lines = {item.span.line for item in found if item.severity == "error" and "01-why" in item.span.file}
    assert lines >= {3 + 2 * number for number in range(len(OUTSIDE))}
    assert all(name.startswith("figures/") for name in documents["fr"].resources)


@pytest.mark.parametrize("path", OUTSIDE)
@pytest.mark.parametrize("list_", ["front", "chapters", "annexes"])
def test_no_part_is_read_from_outside(project: Path, list_: str, path: str) -> None:
    settings = project / "content/report.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        re.sub(rf"{list_}: \[.*\]", lambda _: f"{list_}: [{json.dumps(path)}]", text), encoding="utf-8"
    )
    found = Diagnostics()
    loaded = load_project(project, found)
    assert any(item.span.file == "content/report.yaml" for item in found if item.severity == "error")
    parts = loaded.settings.parts if loaded else None
    assert parts is None or path not in (*parts.front, *parts.chapters, *parts.annexes)


@pytest.mark.parametrize(
    "name", ["../x", "x/../../y", "/x", "..", ".hidden", "a b", "é", "x\n", "con/aux", ""]
)
def test_no_id_names_another_file(project: Path, tmp_path: Path, name: str) -> None:
    sent = tmp_path / "sent.json"
    base = json.loads(
        json.dumps({"name": "Une pratique", "summary": "S.", "id": name, "form": "participatory"})
    )
    sent.write_text(json.dumps([base]), encoding="utf-8")
    before = tree(tmp_path)
    result = import_files(project, [sent])
    made = {str(path.relative_to(project)) for path in result.written}
    assert all(re.fullmatch(r"content/(fr/fiches|intake)/[a-z0-9-]+\.(yaml|json)", path) for path in made), (
        made
    )
    assert {k: v for k, v in tree(tmp_path).items() if k in before} == before


@pytest.mark.parametrize("command", ["fiche", "chapter"])
@pytest.mark.parametrize("name", ["../x", "/tmp/x", "a/b", "x.y", "-x", "x\n"])
def test_a_new_file_has_a_plain_name(project: Path, command: str, name: str) -> None:
    before = tree(project)
    done = CliRunner().invoke(app, ["new", command, "--project", str(project), "--", name])
    assert done.exit_code == 2 and "Traceback" not in done.output
    assert tree(project) == before


def test_members_of_an_archive_are_read_and_never_unpacked(project: Path, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("../../evil.xlf", "/tmp/evil.xlf", "..\\evil.po", "evil.xlf/"):
            archive.writestr(name, "<xliff version='2.0' xmlns='urn:oasis:names:tc:xliff:document:2.0'/>")
    before = tree(tmp_path)
    with pytest.raises(UnreadableError):
        read_file("a.zip", out.getvalue(), "fr", "en")
    assert read_submission(out.getvalue(), "a.xlsx", Diagnostics()) == []
    assert tree(tmp_path) == before


@pytest.mark.parametrize("version", ["../../../evil", "/tmp/evil", "a/../../evil", "..", "", "x\0y"])
def test_a_draft_that_came_back_does_not_choose_where_its_remarks_are_written(
    project: Path, tmp_path: Path, version: str
) -> None:
    export_proof(project, ["fr"], tmp_path / "out", remarks=False)
    draft = tmp_path / "out/fr/report.proof.docx"
    changed = io.BytesIO()
    with zipfile.ZipFile(draft) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("customXml/item") and b"<report" in data:
                safe = version.replace("\0", "&#65533;").encode()
                data = re.sub(rb'version="[^"]*"', b'version="' + safe + b'"', data, count=1)
                data = re.sub(rb' lang="fr"', b' lang="../../../fr"', data, count=1)
            target.writestr(name, data)
    draft.write_bytes(changed.getvalue())
    before = tree(tmp_path)
    result = import_drafts(project, [draft])
    made = {path for path in tree(tmp_path) if path not in before}
    assert all(
        re.fullmatch(r"project/content/reviews/[\w.-]+|project/reviews/[\w.-]+", path) for path in made
    ), made
    assert all(path.resolve().is_relative_to(project) for path in result.outputs)


# ---- symbolic links


@pytest.mark.parametrize("name", [
    "content/fr/chapters/01-why.md", "content/fr/fiches/grand-debat-national.yaml",
    "content/shared/ministries.yaml",
    "content/figures/carte.png", "content/report.yaml", "templates/fiche.md.j2", "styles/screen.css",
])  # fmt: skip
def test_a_link_to_a_file_outside_is_not_followed(project: Path, tmp_path: Path, name: str) -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    secret = tmp_path / "secret"
    secret.write_text("TOP-SECRET-WORDS", encoding="utf-8")
    path.symlink_to(secret)
    found = Diagnostics()
    loaded = load(project, found, Timings())
    assert b"TOP-SECRET" not in Assets(project).bytes("styles/screen.css")
    if loaded is not None:
        documents = make_documents(loaded, ["fr"], "draft", found, Timings())
        assert "TOP-SECRET" not in plain_text(documents["fr"].parts)
    assert not any("TOP-SECRET" in item.message() for item in found)
    assert found.errors or name.startswith("styles/")


def test_a_folder_that_is_a_link_is_not_entered(project: Path, tmp_path: Path) -> None:
    shutil.move(project / "content/fr/fiches", tmp_path / "elsewhere")
    (project / "content/fr/fiches").symlink_to(tmp_path / "elsewhere")
    found = Diagnostics()
    load(project, found, Timings())
    assert any(item.code == "FIL015" for item in found)


def test_a_link_that_leads_to_itself_is_a_finding(project: Path) -> None:
    path = project / "content/fr/chapters/01-why.md"
    path.unlink()
    path.symlink_to(path.name)
    found = Diagnostics()
    loaded = load(project, found, Timings())
    assert loaded is not None
    make_documents(loaded, ["fr"], "draft", found, Timings())
    assert any(item.code == "FIL004" and item.span.file == "content/fr/chapters/01-why.md" for item in found)


def test_a_pipe_or_a_device_is_never_read(project: Path) -> None:
    os.mkfifo(project / "pipe")
    found = Diagnostics()
    assert Snapshot(project).read("pipe", found) is None and found.errors
    for command in (["check", str(project / "pipe")], 
                    ["intake", "import", "--project", str(project), str(project / "pipe")],
                    ["review", "import", "--project", str(project), str(project / "pipe")],
                    ["i18n", "import", "--project", str(project), str(project / "pipe.po")],
                    ["convert", str(project / "pipe"), "-o", str(project / "out")]):  # fmt: skip
        if "pipe.po" in command[-1]:
            os.mkfifo(project / "pipe.po")
        done = CliRunner().invoke(app, command)
        assert (done.exit_code == 1 and done.exception is None) or isinstance(done.exception, SystemExit), (
            command
        )


@pytest.mark.parametrize("name", ["content/intake", "content/fr/fiches", "content/lock"])
def test_nothing_is_written_through_a_link_that_leads_out(project: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    shutil.rmtree(project / name, ignore_errors=True)
    (project / name).symlink_to(outside)
    with pytest.raises(OutputError, match="outside the project"):
        write_inside(project, f"{name}/x.yaml", b"x")
    assert list(outside.iterdir()) == []


def test_a_build_folder_that_leads_out_is_refused_unless_it_is_named(project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (outside / "fr/html").mkdir(parents=True)
    (outside / "fr/html/kept.txt").write_text("kept")
    (project / "build").symlink_to(outside)
    with pytest.raises(OutputError, match="leads out of the project"):
        build(BuildRequest(project, ("html",), ("fr",)))
    assert (outside / "fr/html/kept.txt").read_text() == "kept"
    assert own_folder(project, "release") == project / "release"


def test_a_written_file_takes_the_place_of_a_link_and_does_not_follow_it(
    project: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("kept")
    (project / "content/fr/link.yaml").symlink_to(outside)
    write_inside(project, "content/fr/link.yaml", b"new")
    assert outside.read_text() == "kept" and (project / "content/fr/link.yaml").read_bytes() == b"new"
    with pytest.raises(OutputError):
        write_folder(project / "build/x", {"../../../evil": b""})


def test_looking_at_a_project_with_git_runs_nothing_that_it_brings(project: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    trap = project / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n", encoding="utf-8")
    trap.chmod(0o755)
    subprocess.run(["git", "config", "core.fsmonitor", str(trap)], cwd=project, check=True)
    assert uncommitted(project)
    assert not (tmp_path / "sprung").exists()
