"""The files of a site that are not pages, in groups that are made one by one, as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from reportgen.document import nodes as n
from reportgen.editions.html import definitions, search, sharing, views
from reportgen.editions.html.datasets import FOLDER, data_files, plain_csv
from reportgen.editions.html.structure import Structure
from reportgen.editions.html.styling import (
    disk_sheet,
    font_files,
    icon_files,
    image_files,
    script_files,
    style_sheet,
)
from reportgen.project import Assets

INVENTORY_CSV: Final = f"{FOLDER}/inventory.csv"
SKIPPED: Final = ("404", "search")
"""Pages that are no answer to a search elsewhere."""

Files = Mapping[str, bytes]


def file_groups(
    structure: Structure,
    assets: Assets,
    stems: tuple[str, ...],
    there: Sequence[tuple[n.Document, frozenset[str]]],
) -> dict[str, Callable[[], Files]]:
    """What makes each group of files, by how their paths begin.

    `stems` are the pages of the site, `there` those of the site of each other language.
    """
    document = structure.document
    meta = document.meta

    def data() -> Files:
        own = data_files(document)
        if views.view_stems(document):
            own[INVENTORY_CSV] = plain_csv(views.inventory_table(structure))
        return own

    groups: dict[str, Callable[[], Files]] = {
        "assets/report.css": lambda: {"assets/report.css": style_sheet(assets).encode()},
        "assets/disk.css": lambda: {"assets/disk.css": disk_sheet(assets).encode()},
        "assets/fonts/": lambda: _in("assets/fonts/", font_files(assets)),
        "assets/icons/": lambda: _in("assets/icons/", icon_files(assets)),
        "assets/scripts/": lambda: _in("assets/scripts/", script_files(assets)),
        definitions.FILE: lambda: {definitions.FILE: definitions.definitions_file(document)},
        "assets/search/": lambda: search.search_files(document),
        f"{FOLDER}/": data,
        "assets/images/": lambda: _in("assets/images/", image_files(document)),
    }
    if meta.base_url:
        found = [stem for stem in stems if stem not in SKIPPED]
        twins = [(other.lang, pages) for other, pages in there]
        groups["sitemap.xml"] = lambda: {"sitemap.xml": sharing.sitemap(meta, found, twins)}
        groups["feed.xml"] = lambda: {"feed.xml": sharing.feed(meta)}
    return groups


def _in(folder: str, files: Files) -> Files:
    return {folder + name: data for name, data in files.items()}
