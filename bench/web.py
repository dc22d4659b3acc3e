"""Measures the web edition as a phone on a slow line meets it, and how fast the search answers.

    python -m bench.web [--built build] [--lighthouse FOLDER] [--runs 3]

The line is that of Lighthouse's mobile profile ("slow 4G"): 150 ms a round trip, 1.6 Mbit/s down, 750 kbit/s
up, a processor four times slower, a screen of 412 × 823. Files are sent as servers send them, compressed with
gzip. Weights are of what went over the line, without figures. `--lighthouse` names a folder in which the npm
package `lighthouse` was installed; then its own figures stand beside ours.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import io
import json
import os
import statistics
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from reportgen.pipeline.webtools.package import browser_path

ROOT = Path(__file__).parents[1]
LANG = "fr"
PAGES = (
    "index",
    "ch-landscape",
    "fiche-convention-citoyenne-climat",
    "inventory",
    "map",
    "search",
    "ann-inventory",
)
QUERIES = (
    *(
        "délibération",
        "deliberation",
        "tirage au sort",
        "convention citoyenne",
        "budget participatif",
        "climat",
    ),
    *(
        "jeunes",
        "coût",
        "santé",
        "éval",
        "part",
        "a",
        "les",
        "pétition en ligne",
        "grand débat national",
        "xyzzy",
    ),
    *(
        "démocratie participative locale",
        "ministère",
        "suites données",
        "écueil",
        "indemnisation des citoyens",
    ),
)
SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_638_400 / 8,
    "uploadThroughput": 768_000 / 8,
}
SLOWER_CPU = 4
SCREEN = {"width": 412, "height": 823}
PAINT = """() => new Promise(done => {
    let shift = 0;
    new PerformanceObserver(list => list.getEntries().forEach(e => { shift += e.value; }))
        .observe({type: 'layout-shift', buffered: true});
    const first = () => performance.getEntriesByName('first-contentful-paint')[0].startTime;
    setTimeout(() => done([first(), shift]), 1500);
})"""
ASK = """query => new Promise(done => {
    const form = document.getElementById('rg-find'), box = document.getElementById('rg-find-q');
    const list = document.getElementById('rg-find-results'), said = document.getElementById('rg-find-status');
    const began = performance.now();
    const end = () => { seen.disconnect(); done([performance.now() - began, Number(form.dataset.took)]); };
    const seen = new MutationObserver(() => {
        if (list.children.length || !/[1-9]/.test(said.textContent)) end(); });
    seen.observe(list, {childList: true}); seen.observe(said, {childList: true});
    setTimeout(end, 3000);
    box.value = query; form.requestSubmit();
})"""
FIGURES = (".svg", ".png", ".jpg", ".jpeg")


class Handler(SimpleHTTPRequestHandler):
    """Sends files compressed, as any server of pages does."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path))
        if path.suffix not in (".html", ".css", ".js") or not path.is_file():
            return super().send_head()
        data = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(path))}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which `folder` is served, ending in "/"."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def visit(browser: Browser, url: str) -> tuple[float, float, int, int]:
    """First contentful paint in ms, layout shift, bytes over the line without figures, requests."""
    context = browser.new_context(viewport=SCREEN, device_scale_factor=1.75, is_mobile=True)  # type: ignore[arg-type]
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})
    urls: dict[str, str] = {}
    weights: dict[str, int] = {}
    session.on("Network.requestWillBeSent", lambda e: urls.update({e["requestId"]: e["request"]["url"]}))
    session.on("Network.loadingFinished", lambda e: weights.update({e["requestId"]: e["encodedDataLength"]}))
    page.goto(url, wait_until="load")
    paint, shift = page.evaluate(PAINT)
    context.close()
    counted = [size for id_, size in weights.items() if not urls.get(id_, "").endswith(FIGURES)]
    return paint, shift, sum(map(int, counted)), len(counted)


def answers(browser: Browser, url: str) -> list[tuple[float, float]]:
    """For each query: ms until results stand on the page, and ms of looking up alone (index at hand)."""
    page = browser.new_page()
    page.goto(url)
    page.evaluate(ASK, "préparation")
    found = [tuple(page.evaluate(ASK, query)) for query in QUERIES]
    page.close()
    return found  # type: ignore[return-value]


def lighthouse(folder: Path, url: str) -> str:
    """What Lighthouse says of a page on its mobile profile: scores, and the audits that cost something."""
    command = ["node", str(folder / "node_modules/lighthouse/cli/index.js"), url, "--output=json", "--quiet"]
    flags = "--chrome-flags=--headless --no-sandbox --disable-gpu"
    environment = {**os.environ, "CHROME_PATH": browser_path()}
    done = subprocess.run([*command, flags], env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return f"Lighthouse failed: {done.stderr.strip()[-120:]}"
    report = json.loads(done.stdout)
    scores = {name: round((c["score"] or 0) * 100) for name, c in report["categories"].items()}
    audits = report["audits"]
    values = {
        k: round(audits[k]["numericValue"], 3) for k in ("first-contentful-paint", "cumulative-layout-shift")
    }
    kilobytes = audits["total-byte-weight"]["numericValue"] / 1000
    lost = [
        ref["id"]
        for category in report["categories"].values()
        for ref in category["auditRefs"]
        if ref["weight"] and audits[ref["id"]]["score"] is not None and audits[ref["id"]]["score"] < 0.9
    ]
    version = report["lighthouseVersion"]
    return f"Lighthouse {version}: {scores}, {values}, {kilobytes:.0f} kB, short of 90: {lost}"


def main() -> None:
    """Print the figures of each page, then those of the search."""
    parser = argparse.ArgumentParser(prog="python -m bench.web", description=__doc__.splitlines()[0])
    parser.add_argument("--built", type=Path, default=ROOT / "build")
    parser.add_argument("--lighthouse", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    print(f"{'page':<40}{'FCP ms':>8}{'shift':>8}{'kB':>7}{'requests':>10}")
    with served(asked.built) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--disable-gpu"])
        for name in PAGES:
            url = f"{address}{LANG}/html/{name}.html"
            visits = [visit(browser, url) for _ in range(asked.runs)]
            paint, shift, weight, count = (statistics.median(column) for column in zip(*visits, strict=True))
            print(f"{name:<40}{paint:>8.0f}{shift:>8.3f}{weight / 1000:>7.0f}{count:>10.0f}")
            if asked.lighthouse:
                print("  " + lighthouse(asked.lighthouse, url))
        took = [answers(browser, f"{address}{LANG}/html/search.html") for _ in range(asked.runs)]
        browser.close()
    for what, at in (("results on the page", 0), ("looking up alone", 1)):
        each = sorted(statistics.median(run[i][at] for run in took) for i in range(len(QUERIES)))
        print(
            f"search, {what}: median {statistics.median(each):.1f} ms, "
            f"95th of 100 {each[int(len(each) * 0.95)]:.1f} ms, longest {each[-1]:.1f} ms"
        )


if __name__ == "__main__":
    main()
