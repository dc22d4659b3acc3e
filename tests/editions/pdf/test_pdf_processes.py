"""Render processes: they give what one process gives, say what failed, and may be killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from reportgen.editions.pdf.processes import Processes, RenderError

from reportgen.editions.pdf.jobs import Job, Style
from reportgen.editions.pdf.render.typeset import Typesetter
from reportgen.editions.pdf.workers import ALONE
from reportgen.project import Assets
from tests.editions.pdf.test_pdf_closed_world import FACE, FONT

ROOT = Path(__file__).parents[3]
STYLE = Style((("styles/print.css", FACE),), {FONT: Assets(None).bytes(FONT)})
PAGE = '<html lang="en"><title>x</title><p>Some words. </p>'


def test_processes_give_what_one_process_gives_and_name_what_failed() -> None:
    jobs = [Job(f"sheet{i}", PAGE + f"<p>{i}</p>", {}) for i in range(3)]
    processes = Processes(STYLE, 2)
    try:
        alone = Typesetter(STYLE)
        assert processes.render(jobs, lambda job, done: None) == [alone.render(job) for job in jobs]
        with pytest.raises(RenderError, match="Traceback"):
            processes.render([Job("bad", "", None)], lambda job, done: None)  # type: ignore[arg-type]
        assert processes.render(jobs[:1], lambda job, done: None) == [alone.render(jobs[0])]
    finally:
        processes.close()


KILLED = f"""
import os, signal, sys
import reportgen.editions.pdf.processes as processes
from reportgen.cache import NoStore
from reportgen.editions.pdf.workers import Workshop
from tests.editions.pdf.test_pdf_processes import PAGE, STYLE, Job

class Dying(processes.Processes):
    def __init__(self, style, count):
        super().__init__(style, count)
        for process in self._all:
            process._process.kill()

import reportgen.editions.pdf.workers as workers
workers.Processes = Dying
text = "<p>" + "words " * {ALONE // 8} + "</p>"
jobs = [Job(f"sheet{{i}}", PAGE + text, {{}}) for i in range(2)]
with Workshop(STYLE, NoStore(), 2, lambda piece, done, total: None) as workshop:
    print([sheet.page_count for sheet in workshop.render(jobs)])
"""


def test_when_processes_are_killed_the_work_is_done_without_them() -> None:
    """Also from a program on standard input, which `multiprocessing` can't start again."""
    done = subprocess.run(
        [sys.executable, "-"],
        input=KILLED,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, second = eval(done.stdout)
    assert first == second >= 5
