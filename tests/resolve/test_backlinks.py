"""« Cité dans »: from a fiche back to the places that refer to it."""

from __future__ import annotations

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from tests.resolve.build import codes, every, head, para, part, ref, resolved, text_of

BACK = n.Generated("backlinks")


def back_of(*parts: n.Part, lang: str = "fr") -> list[str]:
    """The back-links of each fiche, with plain spaces."""
    report = resolved(*parts, lang=lang)
    found = [p for p in every(report, n.Paragraph) if "backlinks" in p.attrs.classes]
    return [text_of(p).replace("\u00a0", " ") for p in found]


def test_sections_come_first_then_chapters_fiches_and_annexes() -> None:
    parts = (
        part("front-word", para(ref("fiche-x")), title="Avant-propos"),
        part("ch-a", para(ref("fiche-x")), head("A"), head("B"), para(ref("fiche-x"), ref("fiche-x"))),
        part("ch-b", para(ref("fiche-x"))),
        part("div-fiches", para(ref("fiche-x"))),
        part("fiche-x", BACK),
        part("fiche-y", para(ref("fiche-x"))),
        part("fiche-z", para(ref("fiche-x"))),
        part("ann-a", para(ref("fiche-x"))),
    )
    assert back_of(*parts) == [
        "Cité dans : section 1.2, chapitres 1 et 2, « Avant-propos », fiches 2 et 3, annexe A.",
    ]
    assert back_of(*parts[:2], *parts[4:5], lang="en") == [
        "Cited in: section 1.2, chapter 1, ‘Avant-propos’."
    ]


def test_a_heading_without_a_number_stands_for_its_section() -> None:
    assert back_of(
        part("ch-a", head("A"), head("a", "", 4), para(ref("fiche-x"))), part("fiche-x", BACK)
    ) == ["Cité dans : section 1.1."]


def test_every_fiche_of_a_range_is_referred_to() -> None:
    fiches = tuple(part(f"fiche-{name}", BACK) for name in "wxyz")
    labels = tuple(f"fiche-{name}" for name in "wxyz")
    assert back_of(part("ch-a", para(ref(*labels))), *fiches) == ["Cité dans : chapitre 1."] * 4


def test_nothing_is_printed_when_nobody_refers_there_or_only_the_fiche_itself() -> None:
    report = resolved(part("ch-a", para("x")), part("fiche-x", BACK, para(ref("fiche-x"))))
    assert len(report.parts[1].blocks) == 1


def test_a_reference_to_a_paragraph_or_from_a_note_counts_for_the_whole() -> None:
    notes = (n.Footnote("a", (para(ref("par-F1-1")),)),)
    assert back_of(
        part("ch-a", head("A"), para(n.NoteRef("a")), notes=notes), part("fiche-x", para("p"), BACK)
    ) == ["Cité dans : chapitre 1."]


def test_a_fiche_can_be_named_and_a_wrong_name_is_an_error() -> None:
    named = n.Generated("backlinks", "fiche-x")
    assert back_of(part("ch-a", para(ref("fiche-x"))), part("fiche-x"), part("ann-a", named)) == [
        "Cité dans : chapitre 1."
    ]
    diagnostics = Diagnostics()
    resolved(part("fiche-x", n.Generated("backlinks", "fiche-xx")), diagnostics=diagnostics)
    assert [(d.code, d.suggestion) for d in diagnostics] == [("REF004", "fiche-x")]
    assert codes(diagnostics) == ["REF004"]
