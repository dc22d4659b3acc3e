"""Writes docs/diagnostics.md from the table of messages (`--check`: fails when the page is out of date)."""

from __future__ import annotations

import sys
from pathlib import Path

from reportgen.messages import MESSAGES

PAGE = Path(__file__).parents[1] / "docs" / "diagnostics.md"
ROOMS = {
    "FIL": "Files and settings",
    "YML": "YAML",
    "INV": "Fiches and shared records",
    "MD": "Markdown",
    "CMP": "Templates, directives, computed values",
    "REF": "Labels and references",
    "CIT": "Citations",
    "GLO": "Glossary and acronyms",
    "TYP": "Typography",
    "TRN": "Translation",
    "EDN": "Editions",
    "PDF": "PDF edition",
    "DOC": "DOCX edition",
    "CHK": "Checks beside errors (`reportgen check`)",
    "OPD": "Open data",
    "INT": "Collection of fiches",
    "REL": "Releases",
    "WRK": "Spreading work",
    "REV": "Review and comparison",
    "ACC": "Accessibility of Word files",
}


def page() -> str:
    """The whole page as Markdown, codes in order inside each room."""
    lines = [
        "# Diagnostics",
        "",
        "Every finding has a stable code. An *error* stops the build before anything is written;",
        "a *warning* does not.",
        "Words in braces are filled with the name found in the content.",
        "This page is made by `scripts/diagnostics_page.py`.",
        "",
    ]
    prefixes = sorted({code.rstrip("0123456789") for code in MESSAGES}, key=lambda p: [*ROOMS, p].index(p))
    for prefix in prefixes:
        lines += [
            f"## {ROOMS.get(prefix, prefix)} ({prefix})",
            "",
            "| Code | Severity | Message | En français |",
            "|---|---|---|---|",
        ]
        for code in sorted(c for c in MESSAGES if c.rstrip("0123456789") == prefix):
            message = MESSAGES[code]
            cells = (code, message.severity, message.en, message.fr)
            lines.append(
                "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
            )
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.read_text(encoding="utf-8") == page() else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
