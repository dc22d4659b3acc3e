"""Measures the PDF edition alone: cold, edited, unchanged, against one WeasyPrint render and against Typst.

    python -m bench.pdf [--pages 300] [--runs 3]

Typst is measured when its wheel is installed (`pip install typst`). Options are those of `python -m bench`.
"""

from __future__ import annotations

import importlib.util
import sys

from bench.build_report import main

CASES = ("pdf_cold", "pdf_locked", "pdf_unchanged", "pdf_edited", "one_render")
TYPST = ("typst_cold", "typst_warm")

if __name__ == "__main__":
    cases = (*CASES, *TYPST) if importlib.util.find_spec("typst") else CASES
    if not any(option.startswith("--only") for option in sys.argv):
        sys.argv += ["--only", ",".join(cases)]
    main()
