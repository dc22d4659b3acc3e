"""Makes the web faces of `styles/fonts/web/` from the full faces beside it.

Run it (`.venv/bin/python scripts/web_fonts.py`) again only when a full face changes. "Source" is a reserved
font name: a modified face may not carry it
(OFL 1.1, clause 3), so the subsets are named Report Sans and Report Serif.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parents[1] / "styles/fonts"
FACES = {
    "SourceSans3-Regular": "ReportSans-Regular",
    "SourceSans3-Italic": "ReportSans-Italic",
    "SourceSans3-SemiBold": "ReportSans-SemiBold",
    "SourceSans3-SemiBoldItalic": "ReportSans-SemiBoldItalic",
    "SourceSans3-Bold": "ReportSans-Bold",
    "SourceSerif4-Regular": "ReportSerif-Regular",
    "SourceSerif4-Italic": "ReportSerif-Italic",
    "SourceSerif4-SemiBold": "ReportSerif-SemiBold",
    "SourceSerif4-SemiBoldItalic": "ReportSerif-SemiBoldItalic",
}
# Latin-1, Latin Extended-A, Romanian commas, punctuation, super- and subscripts, euro, arrows, a few signs.
RANGES = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2C6, 0x2DD), (0x2000, 0x206F), (0x2070, 0x209C),
    (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2199), (0x2212, 0x2212),
    (0x2248, 0x2265), (0x25A0, 0x25CF), (0x2713, 0x2713),
]  # fmt: skip
FEATURES = ["ccmp", "locl", "kern", "mark", "mkmk", "liga", "sups", "subs", "smcp", "c2sc", "case", "onum"]


def make(source: str, target: str) -> None:
    font = TTFont(FOLDER / f"{source}.ttf", recalcTimestamp=False)
    _alias(font, 0x2011, 0x2010)
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in RANGES for c in range(first, last + 1)])
    subsetter.subset(font)
    _rename(font, target)
    font.flavor = "woff2"
    font.save(FOLDER / "web" / f"{target}.woff2")


def _alias(font: TTFont, missing: int, present: int) -> None:
    """A non-breaking hyphen where the face has none."""
    for table in font["cmap"].tables:
        if table.isUnicode() and missing not in table.cmap and present in table.cmap:
            table.cmap[missing] = table.cmap[present]


def _rename(font: TTFont, target: str) -> None:
    family, style = target.replace("Report", "Report ").split("-")
    names = {1: family, 2: style, 3: target, 4: f"{family} {style}", 6: target, 16: family, 17: style}
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]
        elif record.nameID not in (0, 5, 13, 14):
            font["name"].removeNames(nameID=record.nameID)


if __name__ == "__main__":
    for full, web in FACES.items():
        make(full, web)
