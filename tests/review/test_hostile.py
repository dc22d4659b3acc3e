"""Files that come from outside may be anything: they are refused with a sentence, never read to the end."""

from __future__ import annotations

import io
import zipfile

import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.review import package
from reportgen.review.reading import read_draft

NOTHING = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(f"word/{name}.xml", data)
    return out.getvalue()


ENTITIES = (
    b'<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
    b'<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&b;&x;</w:document>'
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "REV001"),
        (b"PK\x03\x04 no archive", "REV001"),
        (packed(styles=b"<a/>"), "REV001"),
        (packed(document=b"<w:document"), "REV001"),
        (packed(document=ENTITIES), "REV001"),
        (packed(document=NOTHING), "REV003"),
        (packed(document=b"<a>" * 100_000), "REV001"),
        (packed(document=NOTHING + b" " * 30_000_000), "REV002"),
    ],
    ids=["empty", "no zip", "no body", "no XML", "entities", "no manifest", "too deep", "bomb"],
)
def test_what_is_no_draft_of_ours_is_refused(data: bytes, code: str) -> None:
    found = Diagnostics()
    assert read_draft(data, "x.docx", found) is None
    assert [one.code for one in found] == [code]


def test_a_large_file_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_FILE", 10)
    found = Diagnostics()
    assert read_draft(packed(document=NOTHING), "x.docx", found) is None
    assert [one.code for one in found] == ["REV002"]
