"""One plain WeasyPrint render of a project's French PDF: `python -m bench.report_stock PROJECT OUTPUT`.

Prints one line of JSON: seconds from HTML to PDF, and megabytes at most.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from bench.cases import whole_html
from reportgen.diagnostics import Diagnostics
from reportgen.pipeline.documents import load, make_documents
from reportgen.pipeline.timings import Timings


def main(project: Path, output: Path) -> None:
    """Write `output` and print the figures. Raises SystemExit when the project has an error."""
    findings, timings = Diagnostics(), Timings()
    loaded = load(project, findings, timings)
    if loaded is None:
        raise SystemExit("the project does not load")
    documents = make_documents(loaded, loaded.project.languages, "draft", findings, timings, None)
    html = whole_html(documents["fr"], loaded.assets)
    del documents, loaded
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    start = time.perf_counter()
    fonts = FontConfiguration()
    style = weasyprint.CSS(filename=str(project / "styles/print.css"), font_config=fonts)
    made = weasyprint.HTML(string=html, base_url=str(project)).render(
        stylesheets=[style], font_config=fonts, presentational_hints=True, pdf_variant="pdf/ua-1"
    )
    made.write_pdf(output, pdf_variant="pdf/ua-1")
    seconds = time.perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": megabytes}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
