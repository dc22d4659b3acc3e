"""The Nu HTML checker, which RGAA 8.2 names, on pages as a server sends them."""

from __future__ import annotations

import functools
import json
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from reportgen.a11y import Judged
from reportgen.pipeline.webtools.package import file_of, java_path, version_of

PACKAGE: Final = "vnu-jar"
_JAR: Final = "build/dist/vnu.jar"
# From a disk, it takes the policy of a page to block the files of that page.
_LOCAL: Final = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
# It would give up after five seconds, which a busy machine may need for a large page.
_PATIENT: Final = tuple(f"-Dnu.validator.servlet.{wait}-timeout=120000" for wait in ("connection", "socket"))

ASKED_FOR: Final = "The “figure” role is unnecessary for element “figure”."
"""RGAA 4.1.2, tests 1.9.1 to 1.9.5, wants the role written out on a `<figure>` with a `<figcaption>`. The
other role that they accept, `group`, is an error to the checker: no markup pleases both."""
UNKNOWN_STYLES: Final = (
    "CSS: “container-type”: Property “container-type” doesn't exist.",
    "CSS: “max-width”: Unknown dimension.",
    "CSS: Unrecognized at-rule “@container”",
    "CSS: “paint-order”: Property “paint-order” doesn't exist.",
    "CSS: “size-adjust”: Property “size-adjust” doesn't exist.",
)
"""Of the style sheet inside a page that stands alone: the checker does not know container queries and units
(css-contain-3), paint-order (css-fill-stroke-3) and size-adjust (css-fonts-5)."""
LEFT_OUT: Final = frozenset({ASKED_FOR, *UNKNOWN_STYLES})
"""Messages that are no findings, but counted apart."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address, ending in "/", at which `folder` is served on this machine alone."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def run_nu(tools: Path, built: Path, pages: Mapping[str, Sequence[Path]]) -> list[Judged]:
    """Errors and warnings in `pages` (language -> files under `built`). Raises ToolMissingError."""
    jar, java, version = file_of(tools, PACKAGE, _JAR), java_path(), version_of(tools, PACKAGE)
    found: dict[str, list[tuple[str, str]]] = {lang: [] for lang in pages}
    with served(built) as address:
        places = {
            address + path.relative_to(built).as_posix(): (lang, path.stem)
            for lang, paths in pages.items()
            for path in paths
        }
        command = [
            java,
            _LOCAL,
            *_PATIENT,
            "-jar",
            str(jar),
            "--exit-zero-always",
            "--format",
            "json",
            *places,
        ]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    left_out: dict[str, Counter[str]] = {lang: Counter() for lang in pages}
    for message in json.loads(result.stderr)["messages"]:
        kind = message.get("subType") or message["type"]
        lang, stem = places[message["url"]]
        if message["message"] in LEFT_OUT:
            left_out[lang][message["message"]] += 1
            continue
        found[lang].append((stem, f"{kind}, line {message.get('lastLine', 0)}: {message['message']}"))
    return [
        Judged(
            "Nu HTML checker",
            version,
            lang,
            tuple(p.stem for p in paths),
            (),
            tuple(found[lang]),
            tuple(left_out[lang].items()),
        )
        for lang, paths in pages.items()
    ]
