"""Files that the PDF carries, bound to it as data (ISO 19005-3, 6.8; ISO 32000-2, 14.13)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reportgen.editions.pdf.datafiles import DataFile


def add_files(pdf: pikepdf.Pdf, files: Sequence[DataFile], moment: str) -> None:
    """Carry `files`, all dated `moment` (as PDF writes dates), in the name tree and bound to the file."""
    if not files:
        return
    names = Array()
    for file in sorted(files, key=lambda file: file.name):
        spec = pdf.make_indirect(_specification(pdf, file, moment))
        names.append(String(file.name))
        names.append(spec)
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=names))
    pdf.Root.AF = Array(list(names)[1::2])


def _specification(pdf: pikepdf.Pdf, file: DataFile, moment: str) -> Dictionary:
    stream = pdf.make_stream(file.data, Type=Name.EmbeddedFile, Subtype=Name(f"/{file.media_type}"))
    stream.Params = Dictionary(
        Size=len(file.data),
        ModDate=String(moment),
        CheckSum=String(hashlib.md5(file.data, usedforsecurity=False).digest()),
    )
    return Dictionary(
        Type=Name.Filespec,
        F=String(file.name),
        UF=String(file.name),
        Desc=String(file.description),
        AFRelationship=Name.Data,
        EF=Dictionary(F=stream, UF=stream),
    )
