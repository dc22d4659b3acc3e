"""The web edition: a site of one page a part, the whole on one page, and one self-contained file.

The block writer (`write_blocks`, `write_inlines`, `write_notes`) also writes the pages that become the PDF.
"""

from typing import TYPE_CHECKING

from reportgen.editions.html.blocks import write_blocks, write_notes
from reportgen.editions.html.context import BlockContext
from reportgen.editions.html.datasets import csv_bytes, safe_cell, to_csv
from reportgen.editions.html.inlines import write_inlines, write_label
from reportgen.late import late

if TYPE_CHECKING:
    from reportgen.editions.html.sharing import root_files
    from reportgen.editions.html.single import write_single
    from reportgen.editions.html.site import Site, write_site

__getattr__ = late(
    __name__,
    {"root_files": "sharing", "write_single": "single", "Site": "site", "write_site": "site"},
)
"""What only the web needs is loaded when it is asked for: the PDF is made of the same blocks."""

__all__ = [
    "BlockContext",
    "Site",
    "csv_bytes",
    "root_files",
    "safe_cell",
    "to_csv",
    "write_blocks",
    "write_inlines",
    "write_label",
    "write_notes",
    "write_single",
    "write_site",
]
