"""A project with thirty planted mistakes gives exactly thirty findings, in one run, and writes nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.pipeline.check import check

FIXTURE = Path(__file__).parents[1] / "fixtures" / "mistakes"
EXPECTED = (FIXTURE / "expected.txt").read_text(encoding="utf-8").splitlines()


def test_each_mistake_is_found_once_at_its_line_and_column() -> None:
    assert len(EXPECTED) == 30
    assert [f"{finding.span} {finding.code}" for finding in check(FIXTURE)] == EXPECTED


def test_a_build_reports_them_all_and_touches_no_output(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(FIXTURE, project)
    kept = project / "build" / "fr" / "report.pdf"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"yesterday's file")
    result = CliRunner().invoke(app, ["build", "--project", str(project)])
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert len(re.findall(r"^content/\S+:\d+:\d+: (?:error|warning) ", result.output, re.MULTILINE)) == 30
    written = [p for p in (project / "build").rglob("*") if p.is_file() and ".cache" not in p.parts]
    assert written == [kept]
    assert kept.read_bytes() == b"yesterday's file"
