"""From a save to the page in the browser: `python -m bench.preview [--edits 100] [--verify] [PROJECT]`.

The preview runs as people run it (`reportgen preview`, in a process of its own) on a copy of the project;
Chromium has the page open, and its clock says when the edit stands in it, after the frame that shows it.
Edits go through chapters, fiches and templates of both languages. `--verify` compares the pages at the end,
byte for byte, with those of `reportgen build html --no-cache`.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
WAIT = 60_000
BROWSERS = ("chromium-headless-shell", "chromium")
WATCH = """token => {
  window.benchSeen = 0;
  const settled = Number(document.documentElement.dataset.settled || 0);
  window.benchSettled = () => Number(document.documentElement.dataset.settled || 0) > settled;
  window.benchReloads = Number(document.documentElement.dataset.reloads || 0);
  const now = () => (performance.timeOrigin + performance.now()) / 1000;
  const shown = () => document.body.textContent.includes(token)
    || getComputedStyle(document.documentElement).getPropertyValue("--bench").includes(token);
  const seen = () => setTimeout(() => { window.benchSeen = now(); });
  const look = () => requestAnimationFrame(shown() ? seen : look);
  look();
}"""


@dataclass(frozen=True)
class Edit:
    """A file, the page that shows it, and how a token is written into it."""

    kind: str
    file: Path
    page: str
    pattern: str


@dataclass
class Seen:
    """Seconds until an edit was shown, until the whole report had followed; how often the page changed."""

    shown: float
    settled: float
    pages: int
    work: float
    """Seconds of processor that the preview took for it, until it was shown."""


def candidates(root: Path) -> dict[str, list[Edit]]:
    """What can be edited, by kind."""
    found: dict[str, list[Edit]] = defaultdict(list)
    prose = r"(?m)^(?=[A-ZÀÉ])([^\n|:{}<>]{90,}?)(?=[.,] )"
    for lang in ("fr", "en"):
        for path in sorted((root / f"content/{lang}/chapters").glob("*.md")):
            text = path.read_text(encoding="utf-8")
            label = re.search(r"(?m)^# .*\{#([\w-]+)", text)
            if label and re.search(prose, text):
                found["chapter"].append(Edit("chapter", path, f"/{lang}/html/{label[1]}.html", prose))
        for path in sorted((root / f"content/{lang}/fiches").glob("*.yaml")):
            if re.search(r'(?m)^summary: "?\w+', path.read_text(encoding="utf-8")):
                page = f"/{lang}/html/fiche-{path.stem}.html"
                found["fiche"].append(Edit("fiche", path, page, r'(?m)^(summary: "?\w+)'))
    fiches = [edit.page for edit in found["fiche"]]
    templates = root / "templates"
    found["template of all fiches"] = [
        Edit(
            "template of all fiches",
            templates / "fiche.md.j2",
            page,
            r"(::: \{\.lead\}\n\{\{ fiche\.summary \}\})",
        )
        for page in fiches
    ]
    found["template of an annex"] = [
        Edit("template of an annex", path, f"/{lang}/html/ann-{path.name[6:-6]}.html", r"((?s:.*\n)\n?)\Z")
        for path in sorted(templates.glob("annex-*.md.j2"))
        for lang in ("fr", "en")
    ]
    found["template of the pages"] = [
        Edit("template of the pages", templates / "html/part.html.j2", page, r"((?s:.*))\Z")
        for page in fiches
    ]
    found["style"] = [Edit("style", root / "styles/screen.css", page, r"((?s:.*))\Z") for page in fiches]
    return found


SHARES = {
    "chapter": 40,
    "fiche": 35,
    "template of all fiches": 8,
    "template of an annex": 6,
    "template of the pages": 6,
    "style": 5,
}
"""How many edits of each kind there are in a hundred."""


def save(edit: Edit, token: str, chance: random.Random) -> None:
    """Write the token into the file at one of the places that the pattern finds."""
    text = edit.file.read_text(encoding="utf-8")
    at = chance.choice(list(re.finditer(edit.pattern, text))).end(1)
    new = {
        "style": f"\n:root {{ --bench: {token}; }}\n",
        "template of an annex": f"\n{token}\n",
        "template of the pages": f"<p>{token}</p>\n",
    }.get(edit.kind, f" {token}")
    edit.file.write_text(text[:at] + new + text[at:], encoding="utf-8")


def spent(process: int) -> float:
    """The seconds of processor of a process so far (proc(5), fields 14 and 15 of stat); 0 where unknown."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measured(page: Page, server: Server, edit: Edit, token: str, chance: random.Random) -> Seen:
    base = server.base
    if not page.url.endswith(edit.page):
        page.goto(base + edit.page)
        page.wait_for_function("document.documentElement.dataset.settled", timeout=WAIT)
    page.evaluate(WATCH, token)
    start, before = time.time(), spent(server.process)
    save(edit, token, chance)
    page.wait_for_function("window.benchSeen", timeout=WAIT)
    work = spent(server.process) - before
    shown = page.evaluate("window.benchSeen") - start
    page.wait_for_function("window.benchSettled()", timeout=WAIT)
    pages = page.evaluate("Number(document.documentElement.dataset.reloads || 0) - window.benchReloads")
    return Seen(shown, time.time() - start, pages, work)


@dataclass(frozen=True)
class Server:
    """A running preview: its address and its process."""

    base: str
    process: int


@contextmanager
def preview(root: Path) -> Iterator[Server]:
    """A preview of the project at `root`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from reportgen.cli import main; main()", "preview"]
    server = subprocess.Popen([*command, "--project", str(root), "--port", str(port)])
    try:
        base = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{base}/fr/html/index.html").close()
                break
            except OSError:
                time.sleep(0.2)
        yield Server(base, server.pid)
    finally:
        server.terminate()
        server.wait(20)


def chromium() -> str | None:
    """The browser of this machine; None for that of Playwright."""
    return os.environ.get("REPORTGEN_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)


def told(name: str, times: list[float], more: str = "") -> None:
    ordered = sorted(times)
    high = ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]
    median = statistics.median(times)
    print(f"{name:<28} {len(times):4d} {median * 1000:8.0f} ms {high * 1000:8.0f} ms   {more}", flush=True)


def fetched(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        return bytes(answer.read())


def verify(root: Path, base: str) -> None:
    """Compare every page of the preview with those of a build without cache."""
    command = [sys.executable, "-c", "from reportgen.cli import main; main()", "build", "html", "--no-cache"]
    subprocess.run([*command, "--project", str(root), "--quiet"], check=False)
    tools = re.compile(
        rb'<link rel="stylesheet" href="assets/disk.css">'
        rb'<link rel="stylesheet" href="/_preview/live.css"><script src="/_preview/.*?</script>'
    )
    wrong = []
    for path in (pages := sorted(root.glob("build/??/html/*.html"))):
        data = fetched(f"{base}/{path.relative_to(root / 'build').as_posix()}")
        data = tools.sub(b"", data).replace(
            b"default-src 'none'; connect-src 'self';", b"default-src 'none';", 1
        )
        if data != path.read_bytes():
            wrong.append(path.relative_to(root).as_posix())
    print(f"pages compared with a build without cache: {len(pages)}, different: {len(wrong)} {wrong[:5]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", nargs="?", type=Path, default=ROOT)
    parser.add_argument("--edits", type=int, default=100)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--verify", action="store_true")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        root = Path(folder) / "project"
        for name in ("content", "templates", "styles"):
            shutil.copytree(options.project / name, root / name)
        kinds = [kind for kind, share in SHARES.items() for _ in range(share * options.edits // 100)]
        chance.shuffle(kinds)
        choices = candidates(root)
        seen: dict[str, list[Seen]] = defaultdict(list)
        with preview(root) as server:
            browser = play.chromium.launch(executable_path=chromium())
            # What measures is a script that the page itself would not let in.
            page = browser.new_page(viewport={"width": 1200, "height": 900}, bypass_csp=True)
            try:
                for number, kind in enumerate(kinds):
                    edit = chance.choice(choices[kind])
                    seen[kind].append(measured(page, server, edit, f"zq{number}x", chance))
                    time.sleep(chance.uniform(0.1, 0.4))
            finally:
                # What was measured is told, also when there was no time for all of it.
                summary(seen)
            browser.close()
            papers(root, server.base, choices, chance)
            if options.verify:
                verify(root, server.base)


def summary(seen: dict[str, list[Seen]]) -> None:
    print(f"{'save to page shown':<28} {'':4} {'median':>11} {'95 in 100':>11}")
    for kind, found in sorted(seen.items()):
        twice = sum(each.pages > 1 for each in found)
        settled = statistics.median(each.settled for each in found)
        work = statistics.median(each.work for each in found)
        more = f"{work:.2f} s of processor; the rest after {settled:.1f} s; page changed again: {twice}"
        told(kind, [each.shown for each in found], more)
    told("all", [each.shown for found in seen.values() for each in found])
    spent_on = sorted(each.work for found in seen.values() for each in found)
    middle, high = statistics.median(spent_on), spent_on[-(-len(spent_on) * 95 // 100) - 1]
    print(f"seconds of processor of the preview until shown: {middle:.2f}, 95 in 100 {high:.2f}", flush=True)


def papers(root: Path, base: str, choices: dict[str, list[Edit]], chance: random.Random) -> None:
    """The part as it looks in the PDF, asked for after an edit."""
    for kind in ("chapter", "fiche"):
        times = []
        for number in range(4):
            edit = chance.choice(choices[kind])
            save(edit, f"zp{number}x", chance)
            time.sleep(4)
            lang, _, name = edit.page.strip("/").split("/")
            start = time.perf_counter()
            data = fetched(f"{base}/_preview/pdf/{lang}/{name.removesuffix('.html')}.pdf")
            times.append(time.perf_counter() - start)
            assert data.startswith(b"%PDF-")
        told(f"PDF of a {kind}", times)


if __name__ == "__main__":
    main()
