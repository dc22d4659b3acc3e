"""What a result holds, counted in the file itself by programs that are not ours."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import pikepdf
from lxml import etree, html

Found = dict[str, str]

_REFERENCE = re.compile(r"\(p\.\s?\d+\)")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIELD = re.compile(r"\s*([A-Z]+)")


def features(makes: str, result: Path) -> Found:
    """Words and counts by name."""
    return {"pdf": of_pdf, "docx": of_docx, "html": of_html}[makes](result)


def of_pdf(path: Path) -> Found:
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        tagged = "/StructTreeRoot" in root and bool(root.get("/MarkInfo", {}).get("/Marked", False))
        xmp = bytes(root.Metadata.read_bytes()) if "/Metadata" in root else b""
        figures, described = _figures(pdf)
        outline = sum(1 for _ in _entries(root.get("/Outlines")))
        links = sum(
            1 for page in pdf.pages for note in page.get("/Annots", []) if note.get("/Subtype") == "/Link"
        )
        ranges = list(root.PageLabels.get("/Nums", [])) if "/PageLabels" in root else []
        roman = any(str(style.get("/S", "")) == "/r" for style in ranges[1::2])
        said = "PDF/UA" if b"pdfuaid" in xmp else ""
        archive = "PDF/A" if b"pdfaid" in xmp else ""
        return {
            "pages": str(len(pdf.pages)),
            "tags": "yes" if tagged else "no",
            "says it is": ", ".join(filter(None, [said, archive])) or "nothing",
            "language": str(root.get("/Lang", "none")),
            "described figures": f"{described}/{figures}",
            "outline": str(outline),
            "links": str(links),
            "“(p. 12)”": str(len(_REFERENCE.findall(_text(path)))),
            "roman front pages": "yes" if roman else "no",
            "files inside": str(len(pdf.attachments)),
        }


def _text(path: Path) -> str:
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=False)
    return done.stdout.decode(errors="replace")


def _figures(pdf: pikepdf.Pdf) -> tuple[int, int]:
    found = [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure" and "/P" in thing
    ]
    return len(found), sum("/Alt" in thing for thing in found)


def _entries(outlines: pikepdf.Object | None) -> list[pikepdf.Object]:
    found: list[pikepdf.Object] = []
    waiting = [outlines["/First"]] if outlines is not None and "/First" in outlines else []
    while waiting:
        entry = waiting.pop()
        found.append(entry)
        waiting += [entry[key] for key in ("/Next", "/First") if key in entry]
    return found


def of_docx(path: Path) -> Found:
    with zipfile.ZipFile(path) as package:
        document = etree.fromstring(package.read("word/document.xml"))
        notes = (
            etree.fromstring(package.read("word/footnotes.xml"))
            if "word/footnotes.xml" in package.namelist()
            else None
        )
        styles = package.read("word/styles.xml")
    fields: dict[str, int] = {}
    for text in document.iter(f"{_W}instrText"):
        match = _FIELD.match(text.text or "")
        if match:
            fields[match[1]] = fields.get(match[1], 0) + 1
    for simple in document.iter(f"{_W}fldSimple"):
        match = _FIELD.match(simple.get(f"{_W}instr", ""))
        if match:
            fields[match[1]] = fields.get(match[1], 0) + 1
    drawings = [node.get("descr") for node in document.iter() if etree.QName(node).localname == "docPr"]
    heads = sum(1 for _ in document.iter(f"{_W}tblHeader"))
    wanted = ("TOC", "REF", "PAGEREF", "SEQ", "XE", "INDEX")
    return {
        "fields": ", ".join(f"{fields[name]} {name}" for name in wanted if name in fields) or "none",
        "footnotes": str(len(notes.findall(f"{_W}footnote")) - 2 if notes is not None else 0),
        "described drawings": f"{sum(map(bool, drawings))}/{len(drawings)}",
        "table heads that repeat": str(heads),
        "language": ", ".join(sorted(set(re.findall(r'w:lang w:val="([\w-]+)"', styles.decode())))) or "none",
        "bookmarks": str(sum(1 for _ in document.iter(f"{_W}bookmarkStart"))),
    }


def of_html(folder: Path) -> Found:
    pages = sorted(folder.rglob("*.html"))
    languages, facing, titles, skip, undescribed, tables, headed = set(), 0, set(), 0, 0, 0, 0
    policy = 0
    for page in pages:
        tree = html.fromstring(page.read_bytes() or b"<html></html>")
        languages.add(tree.get("lang", "none"))
        facing += bool(tree.xpath("//link[@hreflang] | //a[@hreflang]"))
        titles.update(tree.xpath("//title/text()"))
        skip += bool(tree.xpath("(//a)[1][starts-with(@href, '#')]"))
        undescribed += len(tree.xpath("//img[not(@alt)]"))
        tables += len(tree.xpath("//table"))
        headed += len(tree.xpath("//table[.//th[@scope]]"))
        policy += bool(tree.xpath("//meta[@http-equiv='Content-Security-Policy']"))
    search = any("search" in path.name for path in folder.rglob("*.js*"))
    return {
        "pages": str(len(pages)),
        "language": ", ".join(sorted(languages)),
        "pages that lead to the other language": str(facing),
        "search": "yes" if search else "no",
        "pages with a skip link": str(skip),
        "tables whose heads say their direction": f"{headed}/{tables}",
        "pages with a content policy": str(policy),
    }
