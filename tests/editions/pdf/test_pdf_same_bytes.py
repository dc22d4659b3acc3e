"""The same report gives the same file: again, in several processes, from the store, after an edit."""

from __future__ import annotations

from bench.synthetic import synthetic_document
from reportgen.editions.pdf.rendered import DamagedSheetError, Rendered
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


def test_rendered_sheets_go_through_bytes() -> None:
    sheet = Rendered(b"%PDF", ((595.28, 841.89),), {"a": (0, 1.0, 2.0)}, (), {}, ("n",), (), 2)
    assert Rendered.from_bytes(sheet.to_bytes()) == sheet
    for broken in (b"", b"{}\n", b"[1]\n%PDF", b'{"format": 0}\n'):
        try:
            Rendered.from_bytes(broken)
        except DamagedSheetError:
            continue
        raise AssertionError(broken)
