"""The file is small: what is most of a tagged PDF is compressed, and no checker stumbles over it."""

from __future__ import annotations

import io
import random

import pikepdf
import pytest

from reportgen.editions.pdf.assembly.compact import NotCompactableError, compact
from tests.editions.pdf.conftest import Printed


def saved(pdf: pikepdf.Pdf) -> bytes:
    output = io.BytesIO()
    pdf.save(
        output,
        min_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=False,
        deterministic_id=True,
    )
    return output.getvalue()


def test_the_structure_tree_is_compressed(report: Printed) -> None:
    plain = saved(report.pdf)
    assert len(report.result.data) < 0.7 * len(plain)
    assert report.pdf.check_pdf_syntax() == []


def test_no_stream_ends_with_a_carriage_return(report: Printed) -> None:
    assert b"\r\nendstream" not in report.result.data


@pytest.mark.parametrize("seed", range(4))
def test_every_object_is_read_back_as_it_was(seed: int) -> None:
    """Hundreds of object streams: some compress to an end in a carriage return, and are written otherwise."""
    chance = random.Random(seed)
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Kept = pikepdf.Array(
        pdf.make_indirect(pikepdf.String(chance.randbytes(9).hex())) for _ in range(40_000)
    )
    plain = saved(pdf)
    small = compact(io.BytesIO(plain))
    assert len(small) < len(plain)
    assert b"\r\nendstream" not in small
    with pikepdf.open(io.BytesIO(plain)) as before, pikepdf.open(io.BytesIO(small)) as after:
        assert after.check_pdf_syntax() == []
        assert [str(kept) for kept in after.Root.Kept] == [str(kept) for kept in before.Root.Kept]


def test_a_file_without_such_streams_is_refused() -> None:
    output = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(output)
    with pytest.raises(NotCompactableError):
        compact(output)
