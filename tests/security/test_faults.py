"""What goes wrong around a build: it is killed, the disk is full, a file cannot be read, a worker dies.

Each ends in one line or a finding, never in a traceback; what was there stays; and the next run is right.
The kills at random moments are `python -m bench.faults`; here each change of the disk is one moment.
"""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.faults import files, judged, of_import
from reportgen.cache import DirectoryStore
from reportgen.cli import main
from reportgen.pipeline.build import BuildRequest, build
from reportgen.pipeline.output import OutputError, write_file, write_folder
from tests.editions.sample import sample_document

ROOT = Path(__file__).parents[2]
FIXTURE = ROOT / "tests/fixtures/project"
HTML = ("build", "html", "--lang", "fr")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURE, tmp_path / "project"))


def run(
    project: Path, *arguments: str, before: Callable[[], None] | None = None, **more: str
) -> tuple[int, str]:
    """A command in a process of its own: its exit code and what it says. No traceback is ever said."""
    command = [
        sys.executable,
        "-c",
        "from reportgen.cli import main; main()",
        *arguments,
        "--project",
        str(project),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "REPORTGEN_MESSAGES": "en", **more}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, preexec_fn=before
    )
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    return done.returncode, done.stderr


# ---- killed


def killed_at(at: int, work: Callable[[], None]) -> bool:
    """Do `work` in a copy of this process that is killed before its change of the disk `at`: was it?"""
    child = os.fork()
    if child == 0:
        count = 0

        def hook(event: str, _arguments: object) -> None:
            nonlocal count
            if event.split(".")[0] in ("os", "open", "shutil") and event != "os.scandir":
                count += 1
                if count == at:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_killed_before_any_change_of_the_disk_files_are_old_or_new(tmp_path: Path) -> None:
    old = {
        "report.pdf": b"old" * 9000,
        "html/index.html": b"old",
        "html/same.css": b"same",
        "html/gone.html": b"old",
    }
    new = {"report.pdf": b"new" * 9000, "html/index.html": b"new", "html/same.css": b"same",
           "html/more/page.html": b"new", "first/index.html": b"new"}  # fmt: skip
    states: set[tuple[bool, bool]] = set()
    for at in range(1, 400):
        folder = tmp_path / str(at)
        for name, data in old.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

        def work(folder: Path = folder) -> None:
            write_file(folder / "report.pdf", new["report.pdf"])
            write_folder(folder / "html", {n[5:]: d for n, d in new.items() if n.startswith("html/")})
            write_folder(folder / "first", {"index.html": b"new"})

        killed = killed_at(at, work)
        found = files(folder)
        assert found["report.pdf"] in (old["report.pdf"], new["report.pdf"]), at
        html = {name: data for name, data in found.items() if name.startswith("html/")}
        either = [{n: d for n, d in state.items() if n.startswith("html/")} for state in (old, new)]
        assert html in either, (at, html)
        states.add((found["report.pdf"] == new["report.pdf"], html == either[1]))
        if not killed:
            assert found == new
            break
    else:
        pytest.fail("never came to its end")
    assert states == {(False, False), (True, False), (True, True)}


def test_an_import_that_is_killed_loses_no_source(tmp_path: Path) -> None:
    made = of_import(tmp_path, 4, random.Random(7))
    assert made.wrong == [] and made.kills > 0


def test_what_a_killed_writer_left_is_removed_when_it_is_old(tmp_path: Path) -> None:
    (tmp_path / ".report.pdf.abandon1").write_bytes(b"half")
    (tmp_path / ".html.abandon2").mkdir()
    (tmp_path / ".html.abandon2/index.html").write_bytes(b"half")
    (tmp_path / ".report.pdf.atwork12").write_bytes(b"half")
    for name in (".report.pdf.abandon1", ".html.abandon2"):
        os.utime(tmp_path / name, (1, 1))
    write_file(tmp_path / "report.pdf", b"whole")
    write_folder(tmp_path / "html", {"index.html": b"whole"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [".report.pdf.atwork12", "html", "report.pdf"]


# ---- the disk


def full_after(size: int) -> Callable[[], None]:
    """No file may grow beyond `size`: the system then says so as for a full disk."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize("size", [0, 3_000, 60_000])
def test_a_full_disk_is_one_line_and_the_old_results_stay(project: Path, size: int) -> None:
    assert run(project, *HTML)[0] == 0
    before = files(project / "build")
    chapter = project / "content/fr/chapters/01-why.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nUn mot de plus.\n", encoding="utf-8")
    sources = files(project / "content")
    code, said = run(project, *HTML, before=full_after(size))
    assert code == 2 and said.splitlines()[-1].startswith("reportgen: "), said
    assert "File too large" in said
    after = files(project / "build")
    assert {n: d for n, d in after.items() if n.startswith("fr/html/")} == {
        n: d for n, d in before.items() if n.startswith("fr/html/")
    }
    assert files(project / "content") == sources
    assert run(project, *HTML)[0] == 0
    clean = project.with_name("clean")
    shutil.copytree(project / "content", clean / "content")
    assert run(clean, *HTML, "--no-cache")[0] == 0
    assert files(project / "build") == files(clean / "build")


def test_a_folder_that_cannot_be_written_is_one_line(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> tuple[int, str]:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    # The administrator may write anywhere: the system is made to refuse instead.
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    monkeypatch.setattr(sys, "argv", ["reportgen", *HTML, "--project", str(project)])
    with pytest.raises(SystemExit) as stop:
        main()
    said = capsys.readouterr().err.splitlines()
    assert stop.value.code == 2 and said[-1].endswith("Read-only file system"), said
    assert files(project / "build") == {}


def test_an_output_that_is_no_folder_is_one_line(project: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"kept")
    code, said = run(project, *HTML, "-o", str(tmp_path / "file"))
    assert code == 2 and said.splitlines()[-1].startswith("reportgen: "), said
    assert (tmp_path / "file").read_bytes() == b"kept"


def test_a_cache_that_cannot_be_written_is_no_reason_to_fail(project: Path) -> None:
    (project / "build").mkdir()
    (project / "build/.cache").write_bytes(b"in the way")
    assert run(project, *HTML)[0] == 0
    assert (project / "build/fr/html/index.html").is_file()


def test_no_half_written_piece_of_the_cache_is_used(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path)
    store.put("ab" * 32, b"whole" * 1000)
    path = next(tmp_path.glob("??/*"))
    whole = path.read_bytes()
    for size in (0, 10, 32, 33, len(whole) - 1):
        path.write_bytes(whole[:size])
        assert store.get("ab" * 32) is None
    assert not path.exists()


# ---- the sources


def test_a_file_that_is_not_text_is_a_finding_at_its_byte(project: Path) -> None:
    for name in ("content/fr/chapters/01-why.md", "content/fr/fiches/grand-debat-national.yaml"):
        path = project / name
        path.write_bytes(path.read_bytes() + b"caf\xe9\n")
    code, said = run(project, *HTML)
    assert code == 1
    assert "01-why.md:" in said and "FIL002" in said and "grand-debat-national.yaml:" in said
    assert not (project / "build/fr").exists()


def test_a_file_that_cannot_be_read_is_a_finding(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_ = Path.open

    def refuse(self: Path, *arguments: object, **more: object) -> object:
        if self.name == "grand-debat-national.yaml":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))
        return open_(self, *arguments, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    result = build(BuildRequest(project, ("html",), ("fr",)))
    said = [item.message() for item in result.diagnostics if item.code == "FIL001"]
    assert said and all("Permission denied" in text for text in said)
    assert not (project / "build/fr").exists()


def test_a_clock_that_goes_back_changes_nothing(project: Path) -> None:
    chapter = project / "content/fr/chapters/01-why.md"
    whole = chapter.read_bytes()
    build(BuildRequest(project, ("html",), ("fr",)))
    first = files(project / "build")
    # Saved "yesterday", and with the size that it had: only its bytes tell that it is another text.
    chapter.write_bytes(whole.replace(b"Pourquoi", b"Pourquai", 1))
    assert chapter.read_bytes() != whole
    os.utime(chapter, (1_000_000_000, 1_000_000_000))
    build(BuildRequest(project, ("html",), ("fr",)))
    second = files(project / "build")
    assert second != first
    chapter.write_bytes(whole)
    os.utime(chapter, (4_000_000_000, 4_000_000_000))
    build(BuildRequest(project, ("html",), ("fr",)))
    assert files(project / "build") == first


# ---- several at once


def test_two_builds_at_once_end_as_one(project: Path) -> None:
    failed: list[str] = []

    def one() -> None:
        code, said = run(project, "build", "html", "docx", "--lang", "fr")
        if code:
            failed.append(said)

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    alone = project.with_name("alone")
    shutil.copytree(project / "content", alone / "content")
    run(alone, "build", "html", "docx", "--lang", "fr")
    assert files(project / "build") == files(alone / "build")


def test_two_writers_of_one_folder_leave_one_of_their_states(tmp_path: Path) -> None:
    states = [{f"page{i}.html": bytes([65 + k]) * 100 for i in range(30)} for k in range(2)]
    wrong: list[str] = []

    def write(state: dict[str, bytes]) -> None:
        for _ in range(40):
            try:
                write_folder(tmp_path / "html", state)
            except OutputError as error:
                wrong.append(str(error))

    threads = [threading.Thread(target=write, args=(state,)) for state in states]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert judged(files(tmp_path / "html"), *states) == []
    assert files(tmp_path / "html") in states
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


def test_a_worker_that_dies_changes_no_byte() -> None:
    from reportgen.diagnostics import Diagnostics
    from reportgen.editions.pdf import write_pdf
    from reportgen.project import Assets
    from reportgen.work import Crew
    from reportgen.work.processes import ProcessExecutor

    document = sample_document("fr")
    alone = write_pdf(document, Assets(None), diagnostics=Diagnostics(), workers=1).data
    killed: list[int] = []
    executor = ProcessExecutor(2)

    def kill() -> None:
        while not executor.process_ids:
            time.sleep(0.01)
        time.sleep(1.0)
        killed.append(executor.process_ids[0])
        os.kill(killed[0], signal.SIGKILL)

    with Crew(executor, 2, least=0) as crew:
        threading.Thread(target=kill).start()
        made = write_pdf(document, Assets(None), diagnostics=Diagnostics(), crew=crew).data
        assert killed and killed[0] not in executor.process_ids and made == alone
