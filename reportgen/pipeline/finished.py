"""What a build has written, so that the same build again is known to have nothing to do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.cache import Store
from reportgen.diagnostics import Diagnostic
from reportgen.document.packing import PackingError, pack, unpack


@dataclass(frozen=True, slots=True)
class Finished:
    """One build: its findings, pages by language, results in order, and a digest of every file written.

    `outputs` are relative to the output folder; a folder of results is one of them, and its files are in
    `digests` by their own paths.
    """

    findings: tuple[Diagnostic, ...]
    pages: Mapping[str, int]
    outputs: tuple[str, ...]
    digests: Mapping[str, str]

    def stands(self, output: Path) -> bool:
        """Whether `output` holds these results and nothing else among them."""
        found = digests_of(output, self.outputs)
        return found is not None and found == dict(self.digests)


def digests_of(output: Path, outputs: Iterable[str]) -> dict[str, str] | None:
    """The digest of each file among `outputs`, folders entered; None when one cannot be read."""
    found: dict[str, str] = {}
    try:
        for name in outputs:
            path = output / name
            files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
            for file in files:
                with file.open("rb") as stream:
                    digest = hashlib.file_digest(stream, "sha256").hexdigest()
                found[file.relative_to(output).as_posix()] = digest
    except OSError:
        return None
    return found


def remember(store: Store, key: str, done: Finished) -> None:
    store.put(
        key, pack((done.findings, json.dumps(dict(done.pages)), done.outputs, json.dumps(dict(done.digests))))
    )


def recall(store: Store, key: str) -> Finished | None:
    """The build kept under `key`; None when there is none."""
    data = store.get(key)
    if data is None:
        return None
    try:
        findings, pages, outputs, digests = unpack(data)
        return Finished(findings, json.loads(pages), outputs, json.loads(digests))
    except (PackingError, ValueError, TypeError):
        return None
