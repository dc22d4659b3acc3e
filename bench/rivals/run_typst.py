"""Typst on one file: `python -m bench.rivals.run_typst SOURCE OUTPUT FONTS`.

Prints as JSON the seconds (of wall, of processor) of a compilation from nothing, of one more in the same
process, as in `typst watch`, and of one after a paragraph was added.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import typst


def main(source: Path, output: Path, fonts: Path) -> None:
    took: dict[str, tuple[float, float]] = {}
    start, before = time.perf_counter(), time.process_time()
    options = {"font_paths": [str(fonts)], "ignore_system_fonts": True}
    compiler = typst.Compiler(str(source), root=str(source.parent), **options)
    output.write_bytes(compiler.compile())
    took["cold"] = time.perf_counter() - start, time.process_time() - before
    text = source.read_text(encoding="utf-8")
    edited = text.replace("\n\n", "\n\nUn paragraphe de plus.\n\n", 1)
    for case, changed in (("warm", text), ("edit", edited)):
        source.write_text(changed, encoding="utf-8")
        start, before = time.perf_counter(), time.process_time()
        output.with_suffix(".again.pdf").write_bytes(compiler.compile(str(source)))
        took[case] = time.perf_counter() - start, time.process_time() - before
    print(json.dumps(took))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
