"""The package of the book: its metadata, navigation and the archive (EPUB 3.3, EPUB Accessibility 1.1)."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reportgen.document import nodes as n
from reportgen.editions.epub.pagelist import PageMark
from reportgen.editions.html.markup import escape

_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file of the archive: the same book gives the same bytes."""
_CONTAINER: Final = b"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_TYPES: Final = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
_FEATURES: Final = (
    *("structuralNavigation", "tableOfContents", "readingOrder", "alternativeText", "longDescription"),
    "displayTransformability",
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A document of the book in reading order, with its entry in the contents and those below it."""

    name: str
    title: str
    entries: tuple[tuple[str, str], ...] = ()


def navigation(leaves: Sequence[Leaf], marks: Sequence[PageMark], words: Mapping[str, str]) -> str:
    """The body of the navigation document: contents, landmarks, and pages where there are any."""
    items = "\n".join(_entry(leaf) for leaf in leaves)
    contents = escape(words["html.contents"])
    body = f'<nav epub:type="toc" role="doc-toc" aria-labelledby="toc"><h1 id="toc">{contents}</h1>\n'
    body += f"<ol>\n{items}\n</ol></nav>\n"
    body += (
        f'<nav epub:type="landmarks" aria-label="{escape(words["epub.landmarks"])}" hidden="hidden"><ol>\n'
    )
    body += f'<li><a epub:type="toc" href="nav.xhtml">{contents}</a></li>\n'
    begin = next((leaf for leaf in leaves[1:]), leaves[0])
    body += f'<li><a epub:type="bodymatter" href="{begin.name}">{escape(begin.title)}</a></li>\n</ol></nav>\n'
    if marks:
        pages = "\n".join(
            f'<li><a href="{mark.part}.xhtml#{mark.id}">{escape(mark.number)}</a></li>' for mark in marks
        )
        body += f'<nav epub:type="page-list" role="doc-pagelist" aria-label="{escape(words["epub.pages"])}"'
        body += f' hidden="hidden"><ol>\n{pages}\n</ol></nav>\n'
    return body


def _entry(leaf: Leaf) -> str:
    below = "\n".join(
        f'<li><a href="{leaf.name}#{id_}">{escape(title)}</a></li>' for id_, title in leaf.entries
    )
    inside = f"<ol>\n{below}\n</ol>" if below else ""
    return f'<li><a href="{leaf.name}">{escape(leaf.title)}</a>{inside}</li>'


def identifier(meta: n.Meta) -> str:
    """The same for every build of one version of a report in one language."""
    seed = f"{meta.id}/{meta.lang}/{meta.version}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, seed)}"


def package(
    meta: n.Meta, leaves: Sequence[Leaf], files: Mapping[str, bytes], paged: bool, words: Mapping[str, str]
) -> bytes:
    """`package.opf`: what the book is, all its files, and the order of reading."""
    manifest = [_item(name, files[name]) for name in sorted(files)]
    spine = ["nav", *(_id(leaf.name) for leaf in leaves)]
    refs = "\n".join(f'<itemref idref="{name}"/>' for name in spine)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f' xml:lang="{meta.lang}">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        + "\n".join(_metadata(meta, paged, words))
        + "\n</metadata>\n<manifest>\n"
        + "\n".join(manifest)
        + f"\n</manifest>\n<spine>\n{refs}\n</spine>\n</package>\n"
    ).encode()


def _metadata(meta: n.Meta, paged: bool, words: Mapping[str, str]) -> list[str]:
    def dc(name: str, value: str, attributes: str = "") -> list[str]:
        return [f"<dc:{name}{attributes}>{escape(value)}</dc:{name}>"] if value else []

    def said(name: str, value: str) -> str:
        return f'<meta property="{name}">{escape(value)}</meta>'

    lines = dc("identifier", identifier(meta), ' id="id"') + dc("title", meta.title)
    lines += dc("language", meta.lang) + dc("date", meta.date) + dc("publisher", meta.publisher)
    lines += dc("description", meta.description)
    lines += dc("rights", " – ".join(filter(None, (meta.licence, meta.licence_url))))
    for author in meta.authors:
        lines += dc("creator", author)
    for keyword in meta.keywords:
        lines += dc("subject", keyword)
    day = meta.date if re.fullmatch(r"\d{4}-\d\d-\d\d", meta.date) else "1980-01-01"
    lines.append(said("dcterms:modified", f"{day}T00:00:00Z"))
    lines += [said("schema:accessMode", mode) for mode in ("textual", "visual")]
    lines.append(said("schema:accessModeSufficient", "textual"))
    features = (*_FEATURES, *(("pageBreakMarkers", "pageNavigation") if paged else ()))
    lines += [said("schema:accessibilityFeature", feature) for feature in features]
    lines.append(said("schema:accessibilityHazard", "none"))
    lines.append(said("schema:accessibilitySummary", words["epub.summary"]))
    if paged:
        lines.append(said("pageBreakSource", words["epub.source"].format(version=meta.version or meta.date)))
    return lines


def _item(name: str, data: bytes) -> str:
    suffix = name[name.rfind(".") :].lower()
    kind = _TYPES[suffix]
    if suffix in (".png", ".jpg", ".jpeg"):
        # The bytes tell what an image is, not its name.
        kind = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
    properties = ' properties="nav"' if name == "nav.xhtml" else ""
    return f'<item id="{_id(name)}" href="{name}" media-type="{kind}"{properties}/>'


def _id(name: str) -> str:
    return "nav" if name == "nav.xhtml" else "f-" + re.sub(r"[^\w.-]", "_", name.removesuffix(".xhtml"))


def archive(opf: bytes, files: Mapping[str, bytes]) -> bytes:
    """The book as one file, `mimetype` first and not compressed (OCF 3.3, section 4.3)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        _put(book, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _put(book, "META-INF/container.xml", _CONTAINER)
        _put(book, "EPUB/package.opf", opf)
        for name in sorted(files):
            _put(book, f"EPUB/{name}", files[name])
    return out.getvalue()


def _put(book: zipfile.ZipFile, name: str, data: bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
    info = zipfile.ZipInfo(name, _DATE)
    info.compress_type = how
    info.external_attr = 0o644 << 16
    book.writestr(info, data)
