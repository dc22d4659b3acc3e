"""Links followed by a reader that is not ours (lxml): what leads nowhere in a folder of built outputs."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import html

ELSEWHERE = ("https:", "http:", "mailto:", "tel:", "data:")


def dead_links(root: Path) -> list[str]:
    """Links, images, scripts and forms of all pages of all languages whose file or fragment is not there."""
    trees = {path: html.document_fromstring(path.read_bytes()) for path in sorted(root.glob("*/html/*.html"))}
    assert trees, root
    ids = {path: set(tree.xpath("//@id")) for path, tree in trees.items()}
    return [found for path, tree in trees.items() for found in _dead(path, tree, ids)]


def _dead(path: Path, tree: html.HtmlElement, ids: dict[Path, set[str]]) -> Iterator[str]:
    for address in tree.xpath("//@href | //@src | //form/@action"):
        if address.startswith(ELSEWHERE):
            continue
        file, _, fragment = address.partition("#")
        target = Path(posixpath.normpath(path.parent / unquote(file))) if file else path
        if not target.is_file():
            yield f"{path.parts[-3]}/{path.name}: {address}"
        elif fragment and target in ids and unquote(fragment) not in ids[target]:
            yield f"{path.parts[-3]}/{path.name}: {address} (fragment)"
