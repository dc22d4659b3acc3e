"""Sheets set by others: they are what one process sets, say what failed, and are never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.cache import DirectoryStore, NoStore
from reportgen.editions.pdf.jobs import Job, NoFontError, Style
from reportgen.editions.pdf.setting import render_sheet, set_again, typesetter_of
from reportgen.editions.pdf.workers import Workshop
from reportgen.project import Assets
from reportgen.work import Crew
from reportgen.work.crew import ALONE
from reportgen.work.processes import ProcessExecutor
from tests.editions.pdf.test_pdf_closed_world import FACE, FONT

STYLE = Style((("styles/print.css", FACE),), {FONT: Assets(None).bytes(FONT)})
PAGE = '<html lang="en"><title>x</title><p>Some words. </p>'
TEXT = "<p>" + "words " * (ALONE // 8) + "</p>"


def workshop(crew: Crew, style: Style = STYLE) -> Workshop:
    return Workshop(style, NoStore(), crew, lambda piece, done, total: None)


def test_processes_give_what_one_process_gives_and_name_what_failed() -> None:
    jobs = [Job(f"sheet{i}", PAGE + f"<p>{i}</p>" + TEXT, {}) for i in range(3)]
    with Crew(ProcessExecutor(2), 2) as crew:
        rendered = workshop(crew).render(jobs)
        assert rendered == workshop(Crew()).render(jobs) and not crew.lost
        assert [sheet.page_count for sheet in rendered] == [rendered[0].page_count] * 3
        broken = [Job("bad", TEXT, {}, known="x"), *jobs[:1]]  # type: ignore[arg-type]
        with pytest.raises(Exception) as caught:
            workshop(crew).render(broken)
        assert "Traceback" in caught.value.__notes__[0]
        assert workshop(crew).render(jobs[:1]) == rendered[:1]


def test_a_sheet_that_was_set_is_set_again_by_who_is_made_ready(tmp_path: Path) -> None:
    """So that it knows the lines that an edit leaves; what it sets is the same."""
    store, typesetter = DirectoryStore(tmp_path), typesetter_of(STYLE)
    job = Job("ch-a", PAGE + TEXT, {})
    fresh = render_sheet(store, typesetter, job, "fr", "draft")
    again: list[Job] = []
    plain = typesetter.render
    typesetter.render = lambda job: again.append(job) or plain(job)  # type: ignore[assignment,func-returns-value]
    sheets = [("fr", "ch-a"), ("en", "ch-a"), ("fr", "ch-b")]
    assert set_again(store, typesetter, sheets, "draft") == b""
    assert [(job.name, job.html) for job in again] == [("ch-a", PAGE + TEXT)]
    assert set_again(store, typesetter, sheets, "release") == b"" and len(again) == 1
    assert render_sheet(store, typesetter, job, "fr", "draft") == fresh


def test_a_style_without_fonts_is_said_as_in_one_process() -> None:
    jobs = [Job(f"sheet{i}", PAGE + TEXT, {}) for i in range(2)]
    with Crew(ProcessExecutor(2), 2) as crew, pytest.raises(NoFontError):
        workshop(crew, Style((("styles/print.css", "p { color: red }"),), {})).render(jobs)


def test_when_processes_cannot_start_the_work_is_done_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = [Job(f"sheet{i}", PAGE + TEXT, {}) for i in range(2)]
    monkeypatch.setattr("reportgen.work.processes._PROGRAM", "raise SystemExit(1)")
    with Crew(ProcessExecutor(2), 2) as crew:
        first, second = workshop(crew).render(jobs)
        assert crew.lost and first.page_count == second.page_count >= 5
