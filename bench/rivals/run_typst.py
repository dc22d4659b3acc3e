"""Typst on one file: `python -m bench.rivals.run_typst SOURCE OUTPUT FONTS`.

Prints as JSON the seconds of a compilation from nothing, of one more in the same process (`typst watch`),
and of one after a paragraph was added.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import typst


def main(source: Path, output: Path, fonts: Path) -> None:
    start = time.perf_counter()
    options = {"font_paths": [str(fonts)], "ignore_system_fonts": True}
    compiler = typst.Compiler(str(source), root=str(source.parent), **options)
    output.write_bytes(compiler.compile())
    seconds = {"cold": time.perf_counter() - start}
    text = source.read_text(encoding="utf-8")
    for case, changed in (
        ("warm", text),
        ("edit", text.replace("\n\n", "\n\nUn paragraphe de plus.\n\n", 1)),
    ):
        start = time.perf_counter()
        source.write_text(changed, encoding="utf-8")
        output.with_suffix(".again.pdf").write_bytes(compiler.compile(str(source)))
        seconds[case] = time.perf_counter() - start
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
