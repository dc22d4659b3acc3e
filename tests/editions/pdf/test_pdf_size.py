"""The file is small: what is most of a tagged PDF is compressed, and no checker stumbles over it."""

from __future__ import annotations

import dataclasses
import io
import random

import pikepdf
import pytest

from reportgen.document import nodes as n
from reportgen.editions.pdf.assembly.compact import NotCompactableError, compact, saved
from tests.editions.pdf.conftest import Printed, printed
from tests.editions.sample import sample_document


def test_the_structure_tree_is_compressed(report: Printed) -> None:
    plain = saved(report.pdf, min_version="1.7").getvalue()
    assert len(report.result.data) < 0.7 * len(plain)
    assert report.pdf.check_pdf_syntax() == []


def test_no_stream_ends_with_a_carriage_return(report: Printed) -> None:
    assert b"\r\nendstream" not in report.result.data


@pytest.mark.parametrize("seed", range(4))
def test_every_object_is_read_back_as_it_was(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some of hundreds of streams compress to an end in a carriage return: they are written otherwise."""
    monkeypatch.setattr("reportgen.editions.pdf.assembly.compact._TOGETHER", 100)
    chance = random.Random(seed)
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Kept = pikepdf.Array(
        pdf.make_indirect(pikepdf.String(chance.randbytes(9).hex())) for _ in range(40_000)
    )
    plain = saved(pdf, min_version="1.7").getvalue()
    small = compact(io.BytesIO(plain))
    assert len(small) < len(plain)
    assert b"\r\nendstream" not in small
    with pikepdf.open(io.BytesIO(plain)) as before, pikepdf.open(io.BytesIO(small)) as after:
        assert after.check_pdf_syntax() == []
        assert [str(kept) for kept in after.Root.Kept] == [str(kept) for kept in before.Root.Kept]


def test_a_file_with_such_streams_is_refused() -> None:
    output = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pytest.raises(NotCompactableError):
        compact(output)


def test_as_many_objects_are_added_as_were_told() -> None:
    """Numbers are given out before: one more or less would give every object after it another number."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    plain = saved(pdf, min_version="1.7").getvalue()
    for objects in ((b"1", b"2", b"3"), (b"1",)):
        with pytest.raises(ValueError, match="zip"):
            compact(io.BytesIO(plain), lambda data, first, more=objects: (2, more))  # type: ignore[misc]


def test_sheets_without_elements_and_files_without_destinations_are_good_files() -> None:
    heading, nothing = ((n.Text("A"),), ()), ((), ())
    for parts in ((heading,), (heading, nothing, heading), (nothing,)):
        made = printed(
            dataclasses.replace(
                sample_document("fr"),
                parts=tuple(n.Part(f"ch-{i}", "chapter", *part) for i, part in enumerate(parts)),
                labels={},
            )
        )
        assert made.pdf.check_pdf_syntax() == [] and len(made.pdf.pages) >= len(parts)
