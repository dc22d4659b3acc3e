"""Is the cache ever a reason for another result? `python -m bench.same_bytes [--edits 50] [PROJECT]`.

On a copy of the project, edits go at random through chapters, fiches, templates and styles of both languages;
after each of them the site is built with the cache that earlier builds have left. At the end every edition is
built twice, with that cache and without any, and all files are compared byte for byte. Ends with 1 when one
differs.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.preview import SHARES, candidates, save

ROOT = Path(__file__).parents[1]
RUN = "from reportgen.cli import main; main()"


def built(root: Path, *options: str) -> float:
    """Seconds that `reportgen build` takes."""
    command = [sys.executable, "-c", RUN, "build", "--project", str(root), "--quiet", *options]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    if done.returncode != 0:
        raise SystemExit(f"build {options}: {(done.stdout + done.stderr).strip()[-600:]}")
    return time.perf_counter() - start


def files(folder: Path) -> dict[str, bytes]:
    """Every file that a build has written, by its path."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def main() -> int:
    """Print what was compared; 1 when something differs."""
    parser = argparse.ArgumentParser(prog="python -m bench.same_bytes", description=__doc__.splitlines()[0])
    parser.add_argument("project", nargs="?", type=Path, default=ROOT)
    parser.add_argument("--edits", type=int, default=50)
    parser.add_argument("--editions", default="pdf,docx,html,epub")
    parser.add_argument("--seed", type=int, default=50)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        for name in ("content", "templates", "styles"):
            shutil.copytree(asked.project / name, root / name)
        choices = candidates(root)
        kinds = [*SHARES]
        seconds = [built(root, "html")]
        for number in range(asked.edits):
            (kind,) = chance.choices(kinds, weights=[SHARES[kind] for kind in kinds])
            save(chance.choice(choices[kind]), f"zq{number}x", chance)
            seconds.append(built(root, "html"))
            print(f"{number + 1:3d} {kind:<24}{seconds[-1]:6.1f} s", flush=True)
        editions = asked.editions.split(",")
        built(root, *editions)
        kept = files(root / "build")
        built(root, *editions, "--no-cache", "--output", str(Path(folder) / "anew"))
        anew = files(Path(folder) / "anew")
    wrong = sorted(name for name in kept.keys() | anew.keys() if kept.get(name) != anew.get(name))
    print(f"{asked.edits} edits, {len(anew)} files compared ({', '.join(editions)}), different: {len(wrong)}")
    print("".join(f"  {name}\n" for name in wrong[:20]), end="")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
