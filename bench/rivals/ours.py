"""Our editions from finished trees: `python -m bench.rivals.ours PAGES OUTPUT EDITIONS LANGS [EDITED]`.

As `reportgen build` does it after composing: with a store beside the output, and processes where that pays.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.rivals.contents import made_up
from bench.synthetic import synthetic_document
from reportgen.cache import DirectoryStore
from reportgen.pipeline.output import write_file, write_folder
from reportgen.pipeline.pieces import Order, Pieces
from reportgen.work import Spread, crew_for

EDITED = "ch-1"


def main(pages: int, output: Path, editions: list[str], langs: list[str], edited: bool) -> None:
    content = made_up(pages)
    documents = dict(content.documents)
    if edited:
        documents["fr"] = synthetic_document(pages, edit=EDITED)
    steps = [(lang, edition) for lang in langs for edition in editions]
    order = Order(editions, {lang: f"{lang}/report" for lang in langs}, {})
    with (
        crew_for(Spread(), DirectoryStore(output / ".cache")) as crew,
        Pieces(order, crew, documents, content.assets).making(steps) as piece_of,
    ):
        for lang, edition in steps:
            piece = piece_of(lang, edition)
            files = dict(piece.files)
            if piece.pdf:
                files["pdf"] = piece.pdf.data
            for ending, data in files.items():
                write_file(output / lang / f"report.{ending}", data)
            if piece.folder:
                write_folder(output / lang / "html", piece.folder)


if __name__ == "__main__":
    count, where, kinds, languages, *rest = sys.argv[1:]
    main(int(count), Path(where), kinds.split(","), languages.split(","), bool(rest))
