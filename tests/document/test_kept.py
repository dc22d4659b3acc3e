"""A file that was parsed before is read back with its findings, and what comes after it is counted on."""

from __future__ import annotations

from reportgen.diagnostics import Diagnostic, Diagnostics
from reportgen.document.kept import parse_file
from reportgen.document.parse import Parsed, parse_markdown
from reportgen.document.units import UnitFactory

TEXT = """---
short_title: Court
keywords: [un, deux]
---
# Titre {#ch-x}

Un texte[^n], et [un lien](javascript:alert(1)).

Un texte.

Un texte.

[^n]: Une note.

::: {.open
"""


class Shelf(dict[str, bytes]):
    """A store that counts what it gives."""

    given = 0

    def get(self, key: str) -> bytes | None:  # type: ignore[override]
        self.given += key in self
        return super().get(key)

    def put(self, key: str, data: bytes) -> None:
        self[key] = data


def read(store: Shelf | None, units: UnitFactory, file: str = "x.md") -> tuple[Parsed, list[Diagnostic]]:
    found = Diagnostics()
    parsed = parse_file(
        TEXT,
        file,
        container="chapters/x",
        lang="fr",
        directives={},
        diagnostics=found,
        store=store,
        units=units,
    )
    return parsed, list(found)


def test_what_is_read_back_is_what_was_parsed() -> None:
    store, found = Shelf(), Diagnostics()
    plain = parse_markdown(
        TEXT,
        origin="x.md",
        container="chapters/x",
        lang="fr",
        diagnostics=found,
        units=UnitFactory("chapters/x", "fr"),
    )
    assert list(found)
    factories = [UnitFactory("chapters/x", "fr") for _ in range(3)]
    for factory, shelf in zip(factories, (None, store, store), strict=True):
        assert read(shelf, factory) == (plain, list(found))
    assert (len(store), store.given) == (1, 1)
    after = {
        factory.make("paragraph", "Un texte.", found.items and next(iter(found)).span).id
        for factory in factories
    }
    assert len(after) == 1


def test_a_text_that_others_come_before_is_parsed() -> None:
    store = Shelf()
    alone, after = UnitFactory("chapters/x", "fr"), UnitFactory("chapters/x", "fr")
    first, _ = read(store, alone)
    read(None, after)
    second, _ = read(store, after)
    assert second == read(None, alone)[0] != first


def test_a_store_that_holds_something_else_is_not_believed() -> None:
    store = Shelf()
    whole = read(store, UnitFactory("chapters/x", "fr"))
    (key,) = store
    for data in (b"", b"not a tree", b"\x80\x05K\x01."):
        store[key] = data
        assert read(store, UnitFactory("chapters/x", "fr")) == whole
    assert read(store, UnitFactory("chapters/x", "fr"), "y.md")[0] != whole[0]
