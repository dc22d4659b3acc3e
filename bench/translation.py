"""The translators’ loop in figures: `python -m bench.translation [PROJECT] [--one-process] [--verify]`.

A paragraph of each chapter and a field of each tenth fiche change in the source language. What is out of date
goes out, comes back translated with everything else in one file, and the web edition in the target language
is made. Each step is a command in a process of its own, as translators and CI run it, loading included;
with `--one-process`, all are calls in one process that stays. Seconds of processors (those of helpers
included) and on the clock. `--verify` compares both sites with those of a build without cache, byte for byte.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from lxml import etree

from bench.same_bytes import files

ROOT = Path(__file__).parents[1]
RUN = "import sys; from reportgen.cli import main; sys.argv[0] = 'reportgen'; main()"
X = "{urn:oasis:names:tc:xliff:document:2.0}"


def processors() -> float:
    """Seconds of processors that this process and those that it has waited for have taken."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def run(name: str, root: Path, *command: str, here: bool = False) -> tuple[float, float]:
    """Run a command of reportgen and print what it took: seconds of processors, and on the clock."""
    arguments = [*command, "--project", str(root)]
    cpu, wall = processors(), time.perf_counter()
    if here:
        from reportgen.cli import app_for

        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            app_for(command[0])(arguments, standalone_mode=False)
    else:
        done = subprocess.run(
            [sys.executable, "-c", RUN, *arguments], capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise SystemExit(f"{name}: {(done.stdout + done.stderr).strip()[-600:]}")
    cpu, wall = processors() - cpu, time.perf_counter() - wall
    print(f"{name:<52} {cpu:7.2f} s CPU {wall:7.2f} s", flush=True)
    return cpu, wall


def change(root: Path, word: str) -> int:
    """Edit source texts; how many."""
    count = 0
    chapters = sorted((root / "content/fr/chapters").glob("*.md"))
    fiches = sorted((root / "content/fr/fiches").glob("*.yaml"))[::10]
    for path in (*chapters, *fiches):
        lines = path.read_text(encoding="utf-8").split("\n")
        plain = (
            n for n, line in enumerate(lines) if len(line) > 90 and line.endswith(".") and line[0].isalpha()
        )
        at = next(plain, None)
        if path.suffix == ".yaml":
            at = next((n for n, line in enumerate(lines) if line.startswith("summary: ")), None)
        if at is not None and lines[at].endswith("."):
            lines[at] = f"{lines[at][:-1]}, {word}."
            path.write_text("\n".join(lines), encoding="utf-8")
            count += 1
    return count


def translate(path: Path, word: str) -> int:
    """What a translator does to units that are out of date: a word at the end, and the state."""
    root: Any = etree.parse(path).getroot()
    count = 0
    for segment in root.iter(f"{X}segment"):
        if segment.get("subState") not in ("reportgen:stale", "reportgen:both_changed"):
            continue
        target = segment.find(f"{X}target")
        node, where = (target[-1], "tail") if len(target) else (target, "text")
        setattr(node, where, f"{(getattr(node, where) or '').removesuffix('.')}, {word}.")
        segment.set("state", "translated")
        count += 1
    etree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    return count


def same_sites(root: Path) -> int:
    """Print which files of the sites a build without cache makes otherwise; how many."""
    run("both sites, from what is kept", root, "build", "html", "--quiet")
    run("both sites, nothing kept", root, "build", "html", "--quiet", "--no-cache", "-o", str(root / "anew"))
    kept, anew = files(root / "build"), files(root / "anew")
    kept = {name: data for name, data in kept.items() if not name.startswith("i18n/")}
    differ = sorted(name for name in kept.keys() | anew.keys() if kept.get(name) != anew.get(name))
    print(f"{len(anew)} files compared with a build without cache: {len(differ)} differ", *differ[:10])
    return len(differ)


def main() -> int:
    """Print the figures; 1 when `--verify` finds a difference."""
    parser = argparse.ArgumentParser(prog="python -m bench.translation", description=__doc__.splitlines()[0])
    parser.add_argument("project", nargs="?", type=Path, default=ROOT)
    parser.add_argument("--one-process", action="store_true")
    parser.add_argument("--verify", action="store_true")
    asked = parser.parse_args()
    here = asked.one_process
    # As the command line does.
    gc.set_threshold(200_000, 20, 100)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        for name in ("content", "templates", "styles"):
            if (asked.project / name).is_dir():
                shutil.copytree(asked.project / name, root / name)
        english = ("build", "html", "--lang", "en", "--quiet")
        run("English HTML, nothing kept", root, *english, here=here)
        print(f"{change(root, 'comme prévu')} source texts changed")
        out, everything = root / "build/i18n/delta", root / "build/i18n/all"
        steps = [
            run(
                *("export of what is out of date (XLIFF 2)", root, "i18n", "export", "--only", "stale"),
                *("-o", str(out)),
                here=here,
            )
        ]
        classes = json.loads((out / "words.json").read_text(encoding="utf-8"))["classes"]
        print("  units:", {name: said["units"] for name, said in classes.items() if said["units"]})
        run("export of everything", root, "i18n", "export", "--no-numbers", "-o", str(everything), here=here)
        (file,) = everything.glob("*.xlf")
        print(f"{translate(file, 'as planned')} texts translated in a file of all units")
        steps.append(run("import of the whole file", root, "i18n", "import", str(file), here=here))
        steps.append(run("English HTML again", root, *english, here=here))
        cpu, wall = (sum(step) for step in zip(*steps, strict=True))
        print(f"delta, import, rebuild: {cpu:.1f} s CPU, {wall:.1f} s")
        return int(asked.verify and same_sites(root) > 0)


if __name__ == "__main__":
    sys.exit(main())
