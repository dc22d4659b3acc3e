"""What slow passes made is kept for the next process, and is never another result."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

from reportgen.cache import DirectoryStore, NoStore, Store
from reportgen.diagnostics import Diagnostic, Diagnostics
from reportgen.document import nodes as n
from reportgen.document.packing import pack
from reportgen.resolve import Records, resolve
from reportgen.resolve.kept import MANY, keep_ahead
from reportgen.resolve.typography.tree import _Setter
from tests.resolve.build import doc, para, part
from tests.resolve.test_citations import LIST, SOURCES, STYLE, WORKS, at, cite

RECORDS = Records(WORKS, STYLE, sources=SOURCES)


def report() -> n.Document:
    return doc(
        part("ch-a", para("Qui l'a dit ? ", cite("oecd-2020"), " et ", cite(at("many", "p. 3")))),
        part("ch-b", para('Un "mot" de trop, et 5 %, selon ', cite("unknown"), ".")),
        part("ann-b", LIST),
    )


def made(store: Store) -> tuple[n.Document, list[Diagnostic]]:
    """What a process that begins with nothing but the store makes, and what it tells."""
    diagnostics = Diagnostics()
    return resolve(report(), RECORDS, diagnostics, store=store), list(diagnostics)


def refuse(*arguments: Any, **more: Any) -> Any:
    raise AssertionError("made again")


def test_the_next_process_neither_typesets_nor_reads_the_style(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = made(NoStore())
    assert made(DirectoryStore(tmp_path)) == fresh
    monkeypatch.setattr("reportgen.resolve.csl_kept.processor_for", refuse)
    monkeypatch.setattr("reportgen.resolve.typography.tree._Setter.inside", refuse)
    assert made(DirectoryStore(tmp_path)) == fresh
    assert any(finding.code == "CIT001" for finding in fresh[1])


def test_without_a_store_everything_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made(NoStore())
    monkeypatch.setattr("reportgen.resolve.csl_kept.processor_for", refuse)
    with pytest.raises(AssertionError, match="made again"):
        made(NoStore())


def test_a_damaged_piece_is_made_again(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path)
    fresh = made(store)
    for number, path in enumerate(sorted(tmp_path.glob("??/*"))):
        store.put(path.name, b"not a tree" if number % 2 else b"")
    assert made(store) == fresh


def test_a_style_that_counts_is_asked_each_time(tmp_path: Path) -> None:
    counting = STYLE.replace(
        '<text variable="title"', '<text variable="citation-number"/><text variable="title"', 1
    )
    assert counting != STYLE
    records = Records(WORKS, counting, sources=SOURCES)
    results = [
        resolve(report(), records, Diagnostics(), store=store)
        for store in (NoStore(), DirectoryStore(tmp_path), DirectoryStore(tmp_path))
    ]
    assert results[0] == results[1] == results[2]


# ---- parts that another process makes at the same time


def long_report() -> n.Document:
    return doc(*(part(f"ch-{i}", para(f'Un "mot" de trop, et {i} %.')) for i in range(MANY + 3)))


def test_parts_that_another_makes_from_the_end_are_taken_from_it(tmp_path: Path) -> None:
    store, asked = DirectoryStore(tmp_path), []

    def ahead(function: Any, *arguments: Any) -> None:
        """What a worker would do, all of it, before the others come to it."""
        asked.append(arguments)
        assert pickle.loads(pickle.dumps((function, arguments)))
        assert function(store, *arguments) == b""

    fresh = resolve(long_report(), RECORDS, Diagnostics())
    told = Diagnostics()
    with pytest.MonkeyPatch.context() as patched:
        calls: list[n.Part] = []
        plain = _Setter.inside
        patched.setattr(_Setter, "inside", lambda self, node: calls.append(node) or plain(self, node))
        assert resolve(long_report(), RECORDS, told, store=store, ahead=ahead) == fresh
        made_by_the_other = [node for node in calls if isinstance(node, n.Part)]
    assert len(asked) == 1
    # Each part was made once: by the other, from the last to the first.
    assert [one.id for one in made_by_the_other] == [f"ch-{i}" for i in reversed(range(MANY + 3))]


def test_the_other_stops_where_something_is_made_already(tmp_path: Path) -> None:
    store, packed = DirectoryStore(tmp_path), [b"a", b"b", b"c"]
    parts = {data: pack(part(f"ch-{data.decode()}", para("x"))) for data in packed}
    made: list[str] = []

    def make(one: n.Part) -> n.Part:
        made.append(one.id)
        return one

    keep_ahead(store, "pass", "fr", "", [parts[b"b"]], make, Diagnostics())
    keep_ahead(store, "pass", "fr", "", [parts[b"c"], parts[b"b"], parts[b"a"]], make, Diagnostics())
    assert made == ["ch-b", "ch-c"]


def test_few_parts_are_not_worth_asking_for_help(tmp_path: Path) -> None:
    resolve(report(), RECORDS, Diagnostics(), store=DirectoryStore(tmp_path), ahead=refuse)
