"""The Nu HTML checker, which RGAA 8.2 names, on pages as a server sends them."""

from __future__ import annotations

import functools
import json
import subprocess
import threading
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

ASKED_FOR: Final = ("The “figure” role is unnecessary for element “figure”.",)
"""Warnings that are not counted, for what they advise against is asked for: RGAA 1.9.1 wants this role."""


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
        command = [java, _LOCAL, "-jar", str(jar), "--exit-zero-always", "--format", "json", *places]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    for message in json.loads(result.stderr)["messages"]:
        kind = message.get("subType") or message["type"]
        if message["message"] in ASKED_FOR:
            continue
        lang, stem = places[message["url"]]
        found[lang].append((stem, f"{kind}, line {message.get('lastLine', 0)}: {message['message']}"))
    return [
        Judged("Nu HTML checker", version, lang, tuple(p.stem for p in paths), (), tuple(found[lang]))
        for lang, paths in pages.items()
    ]
