"""Sheets on which nothing has changed are not written; whatever they show makes them anew."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportgen.cache import DirectoryStore, Ledger, content_key
from reportgen.document import nodes as n
from reportgen.document.late import LatePart, head_of
from reportgen.document.packing import pack
from reportgen.editions.pdf import edition, write_pdf
from reportgen.editions.pdf.assembly import Binding, assemble
from reportgen.editions.pdf.assembly.stock import Stock
from reportgen.editions.pdf.jobs import Job, LateJob, Variant
from reportgen.editions.pdf.pages import Pages, page_labels
from reportgen.editions.pdf.sheets import Book, Sheet
from reportgen.editions.pdf.shell import Shell
from reportgen.project import Assets
from tests.editions.sample import sample_document

Change = Callable[[n.Document], n.Document]


def late(document: n.Document) -> n.Document:
    """The document with parts as they come from another process: marked by what they are."""

    def part(whole: n.Part) -> n.Part:
        return LatePart.of(head_of(whole), content_key([pack(whole)]), lambda: whole)

    return dataclasses.replace(document, parts=tuple(map(part, document.parts)))


class Reader:
    """One process after the other, with what the one before has left in the ledger."""

    def __init__(self, root: Path) -> None:
        self.store = DirectoryStore(root)

    def jobs(
        self, document: n.Document, place: dict[str, int] | None = None, assets: Assets | None = None
    ) -> tuple[dict[str, Job], set[str]]:
        """The jobs of all parts, and the names of those that were written or whose part was read."""
        document = late(document)
        ledger = Ledger(self.store, ("test",))
        book = Book(document, Shell(document, assets or Assets(None)), ledger=ledger)
        pages = Pages(page_labels(4, 200), place or {})
        sheets = [sheet for sheet in book.sheets if isinstance(sheet.part, LatePart)]
        jobs = {sheet.name: book.job(sheet, pages, shows, imprint_alone=True) for sheet in sheets}
        made = {sheet.name for sheet in sheets if _was_read(sheet) or type(jobs[sheet.name]) is Job}
        ledger.save()
        return jobs, made


def shows(own: str, target: str) -> bool:
    return True


def _was_read(sheet: Sheet) -> bool:
    return isinstance(sheet.part, LatePart) and sheet.part.is_read


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    found = Reader(tmp_path)
    found.jobs(sample_document("fr"))
    yield found


def test_nothing_is_written_or_read_where_nothing_has_changed(reader: Reader, tmp_path: Path) -> None:
    jobs, made = reader.jobs(sample_document("fr"))
    assert len(jobs) > 5
    assert made == set()
    fresh, _ = Reader(tmp_path / "empty").jobs(sample_document("fr"))
    assert jobs == fresh
    assert {name: job.html for name, job in jobs.items()} == {name: job.html for name, job in fresh.items()}


def a_word(document: n.Document) -> n.Document:
    return dataclasses.replace(document, words={**document.words, "html.page": "page "})


def the_metadata(document: n.Document) -> n.Document:
    return dataclasses.replace(document, meta=dataclasses.replace(document.meta, title="Another title"))


def the_size_of_an_image(document: n.Document) -> n.Document:
    resources = {
        name: dataclasses.replace(image, width=image.width + 1) for name, image in document.resources.items()
    }
    return dataclasses.replace(document, resources=resources)


@pytest.mark.parametrize("change", [a_word, the_metadata, the_size_of_an_image])
def test_what_all_sheets_may_show_makes_all_of_them_anew(reader: Reader, change: Change) -> None:
    jobs, made = reader.jobs(change(sample_document("fr")))
    assert made == set(jobs)


def test_a_print_template_makes_all_of_them_anew(reader: Reader, tmp_path: Path) -> None:
    own = tmp_path / "project/templates/print/part.html.j2"
    own.parent.mkdir(parents=True)
    text = Assets(None).text("templates/print/part.html.j2")
    own.write_text(text + "<p>More.</p>\n", encoding="utf-8")
    jobs, made = reader.jobs(sample_document("fr"), assets=Assets(tmp_path / "project"))
    assert made == set(jobs)


def test_the_bytes_of_an_image_make_the_sheets_anew_that_show_it(reader: Reader) -> None:
    document = sample_document("fr")
    shown = {name for name, job in reader.jobs(document)[0].items() if job.images}
    resources = {
        name: dataclasses.replace(image, data=image.data + b" ") for name, image in document.resources.items()
    }
    jobs, made = reader.jobs(dataclasses.replace(document, resources=resources))
    assert made == shown
    assert 0 < len(shown) < len(jobs)


def test_a_changed_part_makes_its_own_sheet_anew(reader: Reader) -> None:
    document = sample_document("fr")
    part = dataclasses.replace(document.parts[2], blocks=document.parts[2].blocks[:-1])
    changed = dataclasses.replace(document, parts=(*document.parts[:2], part, *document.parts[3:]))
    _, made = reader.jobs(changed)
    assert made == {part.id}


def test_a_page_number_of_another_length_makes_the_sheets_anew_that_show_it(
    reader: Reader, tmp_path: Path
) -> None:
    document = sample_document("fr")
    place = dict.fromkeys(document.labels, 8)
    reader.jobs(document, place)
    # An index names pages in so many words.
    assert reader.jobs(document, dict.fromkeys(document.labels, 9))[1] == {"ann-index"}
    place = dict.fromkeys(document.labels, 150)
    jobs, made = reader.jobs(document, place)
    assert 0 < len(made) <= len(jobs)
    assert jobs == Reader(tmp_path / "empty").jobs(document, place)[0]


def test_a_late_job_equals_the_one_that_it_stands_for() -> None:
    plain = Job("x", "<html>", {"a.png": b"1"})
    written: list[int] = []

    def write() -> Job:
        written.append(1)
        return plain

    job = LateJob("x", plain.mark, write)
    fit = Variant(fit="tight")
    assert job == plain
    assert plain == job
    assert hash(job) == hash(LateJob("x", plain.mark, write))
    assert job != job.fitted(fit)
    assert not written
    assert job.fitted(fit).plain == plain.fitted(fit)
    assert (job.html, job.images) == (plain.html, plain.images)
    assert len(written) == 2


def test_sheets_copied_before_their_turn_give_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    files: list[bytes] = []

    def both(binding: Binding, stock: Stock | None = None) -> tuple[bytes, frozenset[str]]:
        some = Stock()
        # In another order; and one that is not wanted in the end, nor is its font.
        last = binding.sheets[-2]
        left = dataclasses.replace(last, faces={**last.faces, "OTHERS": next(iter(last.faces.values()))})
        for sheet in (*binding.sheets[::-2], left):
            some.take(sheet)
        files.append(assemble(binding, some)[0])
        return assemble(binding)

    monkeypatch.setattr(edition, "assemble", both)
    assert [write_pdf(sample_document("fr"), Assets(None), workers=1).data] == files
