"""The busiest modules can be compiled: found only for the very source they were made of, same results."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.compiled import home
from reportgen.compiled.finding import MANIFEST, SWITCH, read_manifest, source_digest
from reportgen.compiled.making import CompileError, compile_modules, lacking, remove, source_of
from reportgen.compiled.modules import MODULES

HERE = Path(__file__).parent
PROJECT = HERE.parent / "fixtures/project"
NAMES = ("sums", "sums.adding")
TELL = """
import sys
from pathlib import Path
from reportgen.compiled import use_compiled
use_compiled(Path(sys.argv[1]))
import sums
from sums.adding import Amount, doubled, half
print(Path(sums.__file__).suffix, Path(sys.modules["sums.adding"].__file__).suffix)
print(sums.UNIT, half(3), half(True), [(a.value, a.name) for a in doubled([Amount(1.5, "a"), Amount(2)])])
"""
SAID = "euro 1.5 0.5 [(3.0, 'ax2'), (4, 'x2')]"

pytestmark = pytest.mark.skipif(bool(lacking()), reason=f"cannot compile here: {lacking()}")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package `sums` that Python finds, here and in further processes."""
    shutil.copytree(HERE / "sums", tmp_path / "library/sums")
    monkeypatch.syspath_prepend(str(tmp_path / "library"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "library"), prepend=os.pathsep)
    monkeypatch.delenv(SWITCH, raising=False)
    return tmp_path / "library/sums"


def told(folder: Path) -> list[str]:
    command = [sys.executable, "-c", TELL, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_a_compiled_module_is_used_as_long_as_its_source_is_the_same(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "compiled"
    assert told(folder) == [".py .py", SAID]
    assert compile_modules(NAMES, folder) == (folder, 2)
    assert told(folder) == [".so .so", SAID]
    assert compile_modules(NAMES, folder) == (folder, 0), "what stands was compiled again"
    source = library / "adding.py"
    source.write_text(source.read_text().replace("value / 2", "value / 4"))
    assert told(folder) == [".so .py", SAID.replace("1.5 0.5", "0.75 0.25")]
    assert compile_modules(NAMES, folder) == (folder, 1)
    assert told(folder)[0] == ".so .so"
    monkeypatch.setenv(SWITCH, "no")
    assert told(folder)[0] == ".py .py"
    assert remove(folder) and not remove(folder) and told(folder)[0] == ".py .py"


def test_a_folder_that_is_damaged_is_not_used(library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "compiled"
    compile_modules(NAMES, folder)
    next(folder.glob("sums/adding*")).unlink()
    assert told(folder) == [".so .py", SAID]
    assert compile_modules(NAMES, folder) == (folder, 1)
    for damaged in ("", "[]", "{}", '{"with": "x", "modules": {"sums": 1}}', '{"modules": {}}', "\0"):
        (folder / MANIFEST).write_text(damaged)
        assert told(folder) == [".py .py", SAID], damaged


def test_what_cannot_be_compiled_is_said_and_leaves_what_stands(library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "compiled"
    compile_modules(NAMES, folder)
    before = sorted((path, path.stat().st_mtime_ns) for path in folder.rglob("*"))
    (library / "adding.py").write_text("def half(value:\n")
    with pytest.raises(
        CompileError, match=r"^Error(?s:.)*\nsums/adding\.py:2:0: Expected an identifier or literal$"
    ):
        compile_modules(NAMES, folder)
    with pytest.raises(CompileError, match=r"no source of the module sums\.subtracting"):
        compile_modules((*NAMES, "sums.subtracting"), folder)
    assert sorted((path, path.stat().st_mtime_ns) for path in folder.rglob("*")) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("compiling")] == []


def test_a_machine_without_a_compiler_is_told_what_to_install(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from reportgen.cli import main; main()", "compile"]
    without = {**os.environ, "PATH": str(tmp_path)}
    done = subprocess.run(command, env=without, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "apt-get install gcc" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.skipif(not home().is_dir(), reason="nothing compiled: make fast")
def test_the_report_has_the_same_bytes_with_and_without_compiled_modules(tmp_path: Path) -> None:
    known = read_manifest(home())
    stale = [n for n in MODULES if known.get(n, ("",))[0] != source_digest(source_of(n).data)]
    assert not stale, "make fast"
    program = (
        "import sys; from reportgen.cli import main\n"
        "try: main()\n"
        "finally: print(sum(getattr(m, '__spec__', None) is not None and 'share/reportgen/compiled'"
        " in (m.__spec__.origin or '') for m in list(sys.modules.values())), file=sys.stderr)"
    )
    made: dict[str, dict[str, bytes]] = {}
    for switch in ("no", "yes"):
        output = tmp_path / switch
        options = ["--no-cache", "--executor", "local", "--project", str(PROJECT), "-o", str(output)]
        done = subprocess.run(
            [sys.executable, "-c", program, "build", "pdf", "docx", "html", *options],
            env={**os.environ, SWITCH: switch},
            capture_output=True,
            text=True,
            check=False,
        )
        used = int(done.stderr.splitlines()[-1])
        assert (used > 40) == (switch == "yes"), f"{used} compiled modules were used"
        files = (path for path in output.rglob("*") if path.is_file())
        made[switch] = {str(path.relative_to(output)): path.read_bytes() for path in files}
    assert any(name.endswith(".pdf") for name in made["no"])
    assert made["yes"].keys() == made["no"].keys()
    assert [name for name in made["no"] if made["yes"][name] != made["no"][name]] == []
