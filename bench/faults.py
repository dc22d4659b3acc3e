"""`python -m bench.faults [--kills N] [--seed S]`: kill -9 at random moments of a build, import and release.

After each kill every output is the whole old one or the whole new one, every source file is what it was (or,
for an import, what it becomes), and a run to the end gives the same bytes as one that was never killed: the
cache of all the killed runs is kept. Half of the kills come at a random time, half before a random change
of the disk.
Prints a line a case; ends with 1 when anything was not as it should be.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import yaml

from reportgen.diagnostics import Diagnostics
from reportgen.inventory.tables import record_data
from reportgen.pipeline.documents import load
from reportgen.pipeline.i18n import adopt, confirm
from reportgen.pipeline.new import project as new_project
from reportgen.pipeline.timings import Timings

ROOT: Final = Path(__file__).parents[1]
_COMMAND: Final = "from reportgen.cli import main; main()"
_HOOK: Final = """
import os, signal, sys
AT, BELOW = int(os.environ["KILL_AT"]), os.environ["KILL_BELOW"]
COUNT = [0]
def _hook(event, args):
    writes = event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.chmod", "os.utime")
    if not writes and event == "open" and isinstance(args[2], int):
        writes = bool(args[2] & (os.O_WRONLY | os.O_RDWR))
    if writes and str(os.fspath(args[0]) if not isinstance(args[0], int) else "").startswith(BELOW):
        COUNT[0] += 1
        if COUNT[0] == AT:
            os.killpg(0, signal.SIGKILL)
def _say():
    with open(os.environ["KILL_COUNT"], "w") as file:
        file.write(str(COUNT[0]))
sys.addaudithook(_hook)
if AT == 0:
    import atexit
    atexit.register(_say)
"""
Files = Mapping[str, bytes]


def files(folder: Path) -> dict[str, bytes]:
    """The files below a folder; unfinished ones (a killed run may leave them) and the cache are hidden."""
    found = (path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in found}
    return {name: path.read_bytes() for name, path in names.items() if "/." not in f"/{name}"}


@dataclass(slots=True)
class Runner:
    """Runs a command on a project: to its end, or killed with all its processes."""

    folder: Path
    chance: random.Random
    seconds: float = 0.0
    changes: int = 0

    def _start(self, arguments: tuple[str, ...], kill_at: int) -> subprocess.Popen[bytes]:
        hook = self.folder / "hook"
        hook.mkdir(exist_ok=True)
        (hook / "sitecustomize.py").write_text(_HOOK, encoding="utf-8")
        environment = {
            **os.environ, "PYTHONPATH": f"{hook}{os.pathsep}{ROOT}", "KILL_AT": str(kill_at),
            "KILL_BELOW": str(self.folder), "KILL_COUNT": str(self.folder / "count"),
        }  # fmt: skip
        return subprocess.Popen(
            [sys.executable, "-c", _COMMAND, *arguments], env=environment, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def whole(self, arguments: tuple[str, ...]) -> str:
        """Run to the end; an empty text, or what was said by a run that failed."""
        began = time.monotonic()
        process = self._start(arguments, 0)
        said, _ = process.communicate()
        self.seconds = time.monotonic() - began
        self.changes = int((self.folder / "count").read_text())
        return "" if process.returncode == 0 else said.decode(errors="replace")[-2000:]

    def killed(self, arguments: tuple[str, ...], by_change: bool) -> bool:
        """Run and kill; whether it was still running then."""
        process = self._start(arguments, self.chance.randint(1, self.changes) if by_change else -1)
        try:
            process.communicate(timeout=None if by_change else self.chance.uniform(0, self.seconds))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        return process.returncode == -signal.SIGKILL


def inside(root: Path) -> set[str]:
    """The ids of the fiches of a project."""
    return {path.stem for path in (root / "content/fr/fiches").glob("*.yaml")}


@dataclass(slots=True)
class Outcome:
    """What a case came to: kills that met a running command, whole runs, and everything that was wrong."""

    kills: int = 0
    runs: int = 0
    wrong: list[str] = field(default_factory=list)


def judged(found: Files, *states: Files) -> list[str]:
    """The files that are not, whole, what one of the states says of them; files of no state too."""
    return [
        name
        for name in sorted({*found, *(set(states[0]).intersection(*states) if states else ())})
        if all(state.get(name) != found.get(name) for state in states)
    ]


def prepared(folder: Path) -> Path:
    """A small project that can be released: translated, confirmed, committed."""
    root = folder / "project"
    new_project(root)
    settings = root / "content/report.yaml"
    data = yaml.safe_load(settings.read_text(encoding="utf-8")) | {"version": "1.0", "date": "2026-11-26"}
    settings.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    adopt(root)
    confirm(root, ["all"])
    (root / ".gitignore").write_text("build/\nrelease/\n", encoding="utf-8")
    for words in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)
    return root


def of_build(folder: Path, kills: int, chance: random.Random) -> Outcome:
    """Two texts of a chapter in turn; outputs and cache stay from kill to kill."""
    root, out = prepared(folder), Outcome()
    runner = Runner(folder, chance)
    chapter = sorted((root / "content/fr/chapters").glob("*.md"))[0]
    texts = [chapter.read_bytes(), chapter.read_bytes() + b"\nUn paragraphe de plus.\n"]
    command = ("build", "--project", str(root))
    states: list[Files] = []
    for text in texts:
        chapter.write_bytes(text)
        out.wrong += filter(None, [runner.whole((*command, "--no-cache"))])
        states.append(files(root / "build"))
        shutil.rmtree(root / "build")
    for text in reversed(texts):
        # The second run, with its cache, is what the killed ones are like.
        chapter.write_bytes(text)
        out.wrong += filter(None, [runner.whole(command)])
    for number in range(kills):
        wanted = 1 - number % 2
        chapter.write_bytes(texts[wanted])
        sources = files(root / "content")
        out.kills += runner.killed(command, number % 4 < 2)
        out.wrong += [f"kill {number}: {name}" for name in judged(files(root / "build"), *states)]
        out.wrong += [f"kill {number}: source {name}" for name in judged(files(root / "content"), sources)]
        if number % 5 == 4:
            out.runs += 1
            out.wrong += filter(None, [runner.whole(command)])
            out.wrong += [f"after {number}: {name}" for name in judged(files(root / "build"), states[wanted])]
    return out


def of_import(folder: Path, kills: int, chance: random.Random) -> Outcome:
    """A practice that is new and one that replaces a fiche; the content is put back before each kill."""
    root, out = prepared(folder), Outcome()
    runner = Runner(folder, chance)
    loaded = load(root, Diagnostics(), Timings())
    assert loaded is not None
    first, entry = sorted(loaded.inventory.entries.items())[0]
    record = record_data(entry.fiche)
    sent = folder / "sent.json"
    more = {**record, "id": "une-autre", "name": "Une tout autre pratique"}
    sent.write_text(json.dumps([{**record, "summary": "Un autre texte."}, more]), encoding="utf-8")
    options = ("--update", first, "--as-new", "une-autre")
    command = ("intake", "import", str(sent), "--project", str(root), *options)
    before = files(root / "content")
    pristine = Path(shutil.copytree(root / "content", folder / "pristine"))
    out.wrong += filter(None, [runner.whole(command)])
    after = files(root / "content")
    if after == before:
        out.wrong.append("the import changes nothing")
    for number in range(kills):
        shutil.rmtree(root / "content")
        shutil.copytree(pristine, root / "content")
        out.kills += runner.killed(command, number % 4 < 2)
        out.wrong += [f"kill {number}: {name}" for name in judged(files(root / "content"), before, after)]
        if number % 5 == 4:
            out.runs += 1
            again = (*command[:-3], f"{first},une-autre")
            out.wrong += filter(None, [runner.whole(again if "une-autre" in inside(root) else command)])
            now = files(root / "content")
            wrong = [
                name for name in after if not name.startswith("intake/") and now.get(name) != after[name]
            ]
            out.wrong += [f"after {number}: {name}" for name in wrong]
            for name in now:
                if name.startswith("intake/"):
                    json.loads(now[name])
    return out


def of_release(folder: Path, kills: int, chance: random.Random) -> Outcome:
    """A release is there, whole, or not there."""
    root, out = prepared(folder), Outcome()
    runner = Runner(folder, chance)
    command = ("release", "1.0", "--project", str(root))
    out.wrong += filter(None, [runner.whole(command)])
    whole = files(root / "release/1.0")
    sources = files(root / "content")
    shutil.rmtree(root / "release")
    for number in range(kills):
        out.kills += runner.killed(command, number % 4 < 2)
        if (root / "release/1.0").exists():
            out.wrong += [f"kill {number}: {name}" for name in judged(files(root / "release/1.0"), whole)]
            shutil.rmtree(root / "release/1.0")
        out.wrong += [f"kill {number}: source {name}" for name in judged(files(root / "content"), sources)]
        if number % 10 == 9:
            out.runs += 1
            out.wrong += filter(None, [runner.whole(command)])
            out.wrong += [f"after {number}: {name}" for name in judged(files(root / "release/1.0"), whole)]
            shutil.rmtree(root / "release/1.0")
    return out


CASES: Final[Mapping[str, Callable[[Path, int, random.Random], Outcome]]] = {
    "build": of_build, "import": of_import, "release": of_release,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("cases", nargs="*", choices=[[], *CASES], default=[])
    parser.add_argument("--kills", type=int, default=200, help="kills a case")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    wrong = 0
    for name in chosen.cases or CASES:
        with tempfile.TemporaryDirectory() as folder:
            made = CASES[name](Path(folder).resolve(), chosen.kills, random.Random(chosen.seed))
        wrong += len(made.wrong)
        print(
            f"{name:8} {chosen.kills} kills ({made.kills} met it running), {made.runs} runs after them: "
            f"{len(made.wrong)} wrong",
            flush=True,
        )
        for line in made.wrong[:20]:
            print(f"  {line}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
