"""The package: parts and relationships through python-docx, and a zip that is always the same."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import PackageWriter

from reportgen.editions.docx.ooxml import clean

_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

MAIN: Final = _WML + "document.main+xml"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


class Package:
    """A Word document being made: one main part and those it refers to.

    Relationship ids count up in the order of asking, so the same report has the same ids.
    """

    def __init__(self) -> None:
        self._opc = OpcPackage()
        self._counts: dict[str, int] = {}
        self._links: dict[tuple[str, str], str] = {}
        self.main = self.part("/word/document.xml", MAIN)
        self.relate_root("officeDocument", self.main)

    @cached_property
    def core_properties(self) -> CoreProperties:
        """python-docx's Dublin Core properties of the file."""
        self._next_id("/")  # python-docx takes it for the part that it adds now
        return self._opc.core_properties

    def part(self, name: str, content_type: str, data: bytes = b"") -> Part:
        """A part that nothing refers to yet. `fill` gives it its bytes later."""
        return Part(PackURI(name), content_type, data, self._opc)  # type: ignore[arg-type]

    def word_part(self, name: str, kind: str, data: bytes = b"") -> Part:
        """A part of the main document (`styles`, `header`): `/word/<name>.xml`, related to it as `kind`."""
        part = self.part(f"/word/{name}.xml", f"{_WML}{kind}+xml", data)
        self.relate(self.main, kind, part)
        return part

    def relate(self, source: Part, kind: str, target: Part) -> str:
        """The id of a new relationship of `source`; `kind` is a full address or the end of Office's own."""
        name = self._next_id(str(source.partname))
        source.load_rel(kind if "://" in kind else _RELATIONS + kind, target, name)
        return name

    def relate_root(self, kind: str, target: Part) -> None:
        name = self._next_id("/")
        self._opc.load_rel(kind if "://" in kind else _RELATIONS + kind, target, name)

    def link(self, source: Part, url: str) -> str:
        """The id of the relationship of `source` to an address outside; the same address has the same id."""
        key = (str(source.partname), url)
        if key not in self._links:
            name = self._next_id(key[0])
            source.load_rel(RELATIONSHIP_TYPE.HYPERLINK, clean(url), name, True)
            self._links[key] = name
        return self._links[key]

    def save(self) -> bytes:
        """The bytes of the file: entries sorted by name, all of one date, content types first."""
        parts: list[Any] = list(self._opc.iter_parts())
        writer: Any = PackageWriter
        for part in parts:
            part.before_marshal()
        files = _Files()
        # What `OpcPackage.save` does, without the compression that would be undone and done again here.
        writer._write_content_types_stream(files, parts)
        writer._write_pkg_rels(files, self._opc.rels)
        writer._write_parts(files, parts)
        return _same_bytes(files.found)

    def _next_id(self, source: str) -> str:
        self._counts[source] = self._counts.get(source, 0) + 1
        return f"rId{self._counts[source]}"


def fill(part: Part, data: bytes) -> None:
    """Give `part` its bytes."""
    part._blob = data


class _Files:
    """Stands where python-docx writes its zip."""

    def __init__(self) -> None:
        self.found: dict[str, bytes] = {}

    def write(self, uri: PackURI, data: bytes) -> None:
        self.found[uri.membername] = data


def _same_bytes(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in sorted(files, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            stored = name.endswith((".png", ".jpeg", ".gif"))
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            target.writestr(entry, files[name], compresslevel=6)
    return out.getvalue()
