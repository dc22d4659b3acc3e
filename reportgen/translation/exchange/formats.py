"""Every exchange format by name: how it is written, and how a file that came back is recognised and read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any, Final, Literal, get_args

from lxml import etree

from reportgen.translation.exchange.omegat import write_omegat
from reportgen.translation.exchange.po import read_po, write_po
from reportgen.translation.exchange.srx import write_srx
from reportgen.translation.exchange.tables import read_docx, read_xlsx, write_docx, write_xlsx
from reportgen.translation.exchange.tbx import write_tbx
from reportgen.translation.exchange.tmx import job_pairs, read_tmx, write_tmx
from reportgen.translation.exchange.units import HandOff, ReturnedFile
from reportgen.translation.exchange.xliff2 import read_xliff2, write_xliff2
from reportgen.translation.exchange.xliff12 import read_xliff12, write_xliff12
from reportgen.translation.exchange.xmlfile import MAX_BYTES, UnreadableError, local, parse_xml, unpacked
from reportgen.translation.terms import Term

FormatName = Literal["xliff2", "xliff21", "xliff12", "po", "tmx", "tbx", "docx", "xlsx", "omegat"]
SENTENCES: Final[frozenset[FormatName]] = frozenset({"xliff2", "xliff21", "xliff12", "omegat"})
"""Formats that know sentences inside a unit."""
FORMATS: Final[tuple[FormatName, ...]] = get_args(FormatName)
ENDINGS: Final = (".xlf", ".xliff", ".po", ".tmx", ".docx", ".xlsx", ".zip")
"""Endings of files that can be read back."""


def hand_off_files(name: FormatName, job: HandOff, terms: tuple[Term, ...]) -> Mapping[str, bytes]:
    """The files of a hand-off in a format, by their path in its folder.

    Units that are cut into sentences come with the rules they were cut by.
    """
    rules = {"segmentation.srx": write_srx()} if job.by_sentence else {}
    return {**_files(name, job, terms), **rules}


def _files(name: FormatName, job: HandOff, terms: tuple[Term, ...]) -> Mapping[str, bytes]:
    stem = f"{job.project}.{job.source}-{job.target}"
    match name:
        case "xliff2":
            return {f"{stem}.xlf": write_xliff2(job)}
        case "xliff21":
            return {f"{stem}.xlf": write_xliff2(job, "2.1")}
        case "xliff12":
            return {f"{stem}.xlf": write_xliff12(job)}
        case "po":
            return {f"{stem}.po": write_po(job), f"{stem}.pot": write_po(job, template=True)}
        case "tmx":
            return {f"{stem}.tmx": write_tmx(job_pairs(job), job.source, job.target, job.project)}
        case "tbx":
            return {f"{stem}.tbx": write_tbx(terms, job.source, job.target, job.project)}
        case "docx":
            return {f"{stem}.docx": write_docx(job)}
        case "xlsx":
            return {f"{stem}.xlsx": write_xlsx(job)}
        case "omegat":
            return {f"{stem}/{path}": data for path, data in write_omegat(job).items()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """One archive of the files, the same for the same files. A path that ends in `/` is an empty folder."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def read_file(name: str, data: bytes, source: str, target: str) -> list[tuple[str, ReturnedFile]]:
    """The units of a file that came back, or of the files in an archive. Raises UnreadableError."""
    if len(data) > MAX_BYTES:
        raise UnreadableError("TRN102", f"{len(data) // (1024 * 1024)} MB")
    ending = f".{name.lower().rpartition('.')[2]}"
    if ending == ".zip":
        return _archive(name, data, source, target)
    if ending == ".po":
        return [(name, read_po(data))]
    if ending == ".docx":
        return [(name, read_docx(data))]
    if ending == ".xlsx":
        return [(name, read_xlsx(data))]
    root = parse_xml(data)
    kind = local(root)
    if kind == "xliff":
        version = str(root.get("version", ""))
        if version in ("2.0", "2.1"):
            return [(name, read_xliff2(root))]
        if version == "1.2":
            return [(name, read_xliff12(_known(root)))]
        raise UnreadableError("TRN101", f"XLIFF {version or '?'}")
    if kind == "tmx":
        return [(name, read_tmx(root, source, target))]
    raise UnreadableError("TRN101", f"<{kind}>")


def _known(root: Any) -> Any:
    if etree.QName(root).namespace not in ("urn:oasis:names:tc:xliff:document:1.2", None):
        raise UnreadableError("TRN101", str(etree.QName(root).namespace))
    return root


def _archive(name: str, data: bytes, source: str, target: str) -> list[tuple[str, ReturnedFile]]:
    """What an archive holds. Of an OmegaT project, what OmegaT wrote into `target/`, else its source."""
    texts = unpacked(data, lambda path: path.lower().endswith(ENDINGS[:-1]))
    project = [path for path in texts if "/target/" in f"/{path}"]
    chosen = project or [path for path in texts if "/omegat/" not in f"/{path}" and "/tm/" not in f"/{path}"]
    found: list[tuple[str, ReturnedFile]] = []
    for path in chosen:
        found.extend(read_file(path, texts[path], source, target))
    if not found:
        raise UnreadableError("TRN101", "empty")
    return [(f"{name}: {path}", file) for path, file in found]
