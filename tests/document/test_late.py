"""Parts that are read late, what is known of them from another process, and the ledger that knows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from reportgen.cache import DirectoryStore, Ledger, NoStore
from reportgen.diagnostics import Diagnostics, Span
from reportgen.document import nodes as n
from reportgen.document.lasting import LastingMemo
from reportgen.document.late import LatePart, head_of
from reportgen.document.packing import Codec, PackingError, digest_of, pack, unpack
from reportgen.document.walk import plain_text, rewrite

PART = n.Part(
    "ch-one", "chapter", (n.Text("Title"),), (n.Paragraph((n.Text("Words."),)),), notes=(), keywords=("key",)
)


def never() -> n.Part:
    raise AssertionError("it was read")


def late(load: Callable[[], n.Part] = lambda: PART, mark: str = "m") -> LatePart:
    return LatePart.of(head_of(PART), mark, load)


@dataclass(frozen=True, slots=True)
class Counted:
    part: n.Part
    words: int


class Process:
    """What one process has: a memo on the ledger that the one before has left."""

    def __init__(self, root: Path, base: object = "base") -> None:
        self.ledger = Ledger(DirectoryStore(root), ("test",))
        self.memo = LastingMemo(ledger=self.ledger, codec=Codec(Counted))
        self.memo.rest_on(base)
        self.found = Diagnostics()
        self.calls = 0

    def louder(self, part: n.Part, given: object = None) -> Counted:
        def make(part: n.Part) -> Counted:
            self.calls += 1
            self.found.add("REF001", Span("a.md", 3), id="x", first="y")
            loud = rewrite(part, lambda node: n.Text(node.text + "!") if isinstance(node, n.Text) else node)
            return Counted(loud, len(plain_text(part.blocks).split()))

        return self.memo.told("louder", (part,), make, self.found, given)

    def end(self) -> None:
        self.ledger.save()


def test_a_part_is_read_when_its_contents_are_asked_for_and_once() -> None:
    reads: list[int] = []

    def load() -> n.Part:
        reads.append(1)
        return PART

    part = late(load)
    assert (part.id, part.kind, part.title, part.keywords) == ("ch-one", "chapter", PART.title, ("key",))
    assert not reads
    assert not part.is_read
    assert part.blocks == PART.blocks
    assert part.notes == ()
    assert part.is_read
    assert reads == [1]


def test_it_is_the_part_that_it_stands_for() -> None:
    assert late() == PART
    assert late() == late(never)
    assert hash(late()) == hash(PART)
    assert repr(late()) == repr(PART)
    assert late() != replace(PART, number="2")
    assert unpack(pack(late())) == PART
    assert type(unpack(pack(late()))) is n.Part


def test_a_changed_copy_bears_no_mark() -> None:
    changed = replace(late(), number="2")
    assert type(changed) is n.Part
    assert changed == replace(PART, number="2")
    assert type(rewrite(late(), lambda node: None)) is n.Part


def test_equal_values_have_one_digest_however_their_texts_are_shared() -> None:
    one, other = "".join(("wo", "rd")), "".join(("wor", "d"))
    assert one is not other
    assert digest_of((one, one)) == digest_of((one, other))
    assert digest_of((one, other)) != digest_of((one, "words"))


def test_the_next_process_neither_makes_nor_reads(tmp_path: Path) -> None:
    first = Process(tmp_path)
    made = first.louder(late())
    first.end()
    second = Process(tmp_path)
    known = second.louder(late(never))
    assert (second.calls, known.words) == (0, made.words)
    assert isinstance(known.part, LatePart)
    assert isinstance(made.part, LatePart)
    assert known.part.mark == made.part.mark
    assert plain_text(known.part.title) == "Title!"
    assert list(second.found) == list(first.found) != []
    assert not known.part.is_read


def test_what_it_made_is_made_again_when_its_contents_are_asked_for_and_told_once(tmp_path: Path) -> None:
    first = Process(tmp_path)
    made = first.louder(late())
    first.end()
    second = Process(tmp_path)
    known = second.louder(late())
    assert known.part == made.part
    assert plain_text(known.part.blocks).strip() == "Words.!"
    assert second.calls == 1
    assert list(second.found) == list(first.found)


@pytest.mark.parametrize(
    ("base", "mark", "given"),
    [("another", "m", None), ("base", "another", None), ("base", "m", ("x",))],
    ids=["what all rests on", "the part", "what else is given"],
)
def test_a_change_of_what_it_depends_on_makes_it_anew(
    tmp_path: Path, base: str, mark: str, given: object
) -> None:
    first = Process(tmp_path)
    first.louder(late())
    first.end()
    second = Process(tmp_path, base)
    second.louder(late(mark=mark), given)
    assert second.calls == 1


def test_marks_tell_apart_what_was_given_before(tmp_path: Path) -> None:
    process = Process(tmp_path)
    one, other = (process.louder(late(mark=mark), "x").part for mark in "ab")
    again = process.louder(late(mark="a"), "y").part
    marks = {part.mark for part in (one, other, again) if isinstance(part, LatePart)}
    assert len(marks) == 3


def test_a_plain_part_is_known_in_this_process_alone(tmp_path: Path) -> None:
    first = Process(tmp_path)
    assert first.louder(PART) is first.louder(PART)
    assert first.calls == 1
    first.end()
    second = Process(tmp_path)
    second.louder(PART)
    assert second.calls == 1


def test_damaged_entries_are_made_again(tmp_path: Path) -> None:
    first = Process(tmp_path)
    mark = first.louder(late()).part
    assert isinstance(mark, LatePart)
    first.ledger.put(mark.mark, b"nonsense")
    first.end()
    second = Process(tmp_path)
    assert second.louder(late()).words == 1
    assert second.calls == 1


def test_only_known_classes_are_read_back() -> None:
    with pytest.raises(PackingError):
        Codec().unpack(Codec(Counted).pack(Counted(PART, 1)))


def test_a_ledger_holds_what_was_asked_for_last_time(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path)
    ledger = Ledger(store, ("a",))
    ledger.put("one", b"1")
    ledger.put("two", b"")
    ledger.save()
    ledger = Ledger(store, ("a",))
    assert (ledger.get("two"), ledger.get("three")) == (b"", None)
    ledger.put("three", b"3")
    ledger.save()
    ledger = Ledger(store, ("a",))
    assert (ledger.get("one"), ledger.get("two"), ledger.get("three")) == (None, b"", b"3")
    assert Ledger(store, ("b",)).get("two") is None
    assert Ledger(NoStore(), ("a",)).get("two") is None


def test_a_ledger_that_is_cut_short_holds_nothing(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path)
    ledger = Ledger(store, ("a",))
    ledger.put("one", b"12345")
    ledger.save()
    whole = store.get(ledger._key)
    assert whole is not None
    store.put(ledger._key, whole[:-1])
    assert Ledger(store, ("a",)).get("one") is None
    store.put(ledger._key, b"[]\n")
    assert Ledger(store, ("a",)).get("one") is None
