"""The same report gives the same file: again, in several processes, from the store, after an edit."""

from __future__ import annotations

import tempfile

import pytest

from bench.synthetic import synthetic_document
from reportgen.editions.pdf.rendered import DamagedSheetError, Face, Rendered, Structure
from reportgen.editions.pdf.shelf import Shelf
from tests.editions.pdf.conftest import Memory, Printed, printed


def test_several_processes_give_the_same_bytes(longer: Printed) -> None:
    again = printed(synthetic_document(14), workers=2)
    assert again.result.data == longer.result.data


def test_nothing_is_rendered_when_nothing_changed(longer: Printed, store: Memory) -> None:
    known = set(store.kept)
    assert printed(synthetic_document(14), store=store).result.data == longer.result.data
    assert set(store.kept) == known


def test_an_edit_renders_few_sheets_and_gives_the_bytes_of_a_fresh_build(store: Memory) -> None:
    known = set(store.kept)
    edited = printed(synthetic_document(14, edit="fiche-2"), store=store)
    assert edited.result.data == printed(synthetic_document(14, edit="fiche-2")).result.data
    assert 1 <= len(set(store.kept) - known) <= 4


def test_a_damaged_store_is_not_believed(longer: Printed, store: Memory) -> None:
    for i, key in enumerate(list(store.kept)):
        store.kept[key] = b"rubbish" if i % 7 == 0 else store.kept[key]
    whole = next(key for key, data in store.kept.items() if b'"page_count"' in data[:9000])
    store.kept[whole] = b"{}\n%PDF-"
    assert printed(synthetic_document(14), store=store).result.data == longer.result.data


def test_a_full_disk_gives_the_same_bytes(
    longer: Printed, store: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sheets wait in a temporary file for being put together; without it, in memory."""
    asked: list[int] = []

    def full(shelf: Shelf, data: bytes) -> None:
        asked.append(len(data))

    monkeypatch.setattr(Shelf, "keep", full)
    store.kept = {key: data for key, data in store.kept.items() if b'"page_count"' not in data[:9000]}
    assert printed(synthetic_document(14), store=store).result.data == longer.result.data
    assert asked


SHEET = Rendered(
    b"%PDF\n\x01\xff",
    ((595.28, 841.89),),
    {"a": (0, 1.0, 2.0)},
    (),
    {"f1": Face("Serif", "normal", 400, {3: ("é", 500)}, {"0": 7}, {0x2603: 0})},
    ("n",),
    (),
    2,
    structure=Structure((b"<</S/P\0d\0>>", b"<<>>"), (0,), ((0, -1),), (1,), (("a", 1),)),
)


def test_rendered_sheets_go_through_bytes() -> None:
    data = SHEET.to_bytes()
    assert Rendered.from_bytes(data) == SHEET
    for broken in (b"", b"{}\n", b"[1]\n%PDF", b"0 0 0 0 0\n", b"7 1\n", data[:40], data[:-20]):
        try:
            assert Rendered.from_bytes(broken).pdf != SHEET.pdf, broken
        except DamagedSheetError:
            continue
        assert broken == data[:-20], broken


def test_what_is_heavy_in_a_sheet_is_read_when_it_is_needed() -> None:
    with Shelf() as shelf:
        shelf.keep(b"another sheet")
        kept = shelf.keep(SHEET.to_bytes())
        assert kept is not None
        light = SHEET.left(kept)
        assert (light.pdf, light.structure) == (b"", Structure())
        assert (light.anchors, light.page_count) == (SHEET.anchors, 1)
        assert light.unknown_characters == "\u2603"
        assert light.body() == SHEET.body()
        assert light.all_faces() == SHEET.faces
        assert light.to_bytes() == SHEET.to_bytes()


def test_a_shelf_that_no_disk_takes_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(**options: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", none)
    with Shelf() as shelf:
        assert shelf.keep(b"a sheet") is None
