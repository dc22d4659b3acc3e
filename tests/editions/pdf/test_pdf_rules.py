"""Each rule is broken once in a good file, and sees it: one thing is removed or changed, its rule fires."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import page as validator
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from reportgen.editions.pdf.checks.rules import RULES, failures
from reportgen.editions.pdf.checks.tags import read_back
from tests.editions.pdf.conftest import Printed

Plant = Callable[[pikepdf.Pdf], None]
PLANTS: list[tuple[str, str, Plant]] = []
"""Rule, what is done, how."""


def plant(rule: str) -> Callable[[Plant], Plant]:
    def add(function: Plant) -> Plant:
        PLANTS.append((rule, function.__name__, function))
        return function

    return add


def elements(pdf: pikepdf.Pdf, *types: str) -> Iterator[Any]:
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Array):
            waiting += reversed(list(item))
        elif isinstance(item, Dictionary) and "/S" in item:
            if not types or str(item.S)[1:] in types:
                yield item
            if "/K" in item:
                waiting.append(item.K)


def first(pdf: pikepdf.Pdf, *types: str) -> Any:
    return next(elements(pdf, *types))


def link(pdf: pikepdf.Pdf) -> Any:
    return next(note for page in pdf.pages for note in page.obj.get("/Annots", Array()))


def font(pdf: pikepdf.Pdf) -> Any:
    return next(f for f in pdf.objects if isinstance(f, Dictionary) and f.get("/Subtype") == Name.Type0)


def text_page(pdf: pikepdf.Pdf) -> Any:
    return next(page.obj for page in pdf.pages if b"/MCID 3" in page.obj.Contents.read_bytes())


def change(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    page = text_page(pdf)
    data = page.Contents.read_bytes()
    assert old in data
    page.Contents = pdf.make_stream(data.replace(old, new, 1))


def change_metadata(pdf: pikepdf.Pdf, old: str, new: str) -> None:
    data = pdf.Root.Metadata.read_bytes()
    assert old.encode() in data
    pdf.Root.Metadata = pdf.make_stream(data.replace(old.encode(), new.encode()))


# ---- the file


@plant("06-000")
def unmarked(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


@plant("01-007")
def suspect(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


@plant("01-005")
def text_outside_all_marks(pdf: pikepdf.Pdf) -> None:
    change(pdf, b"/Artifact\nBMC", b"/Artifact\nBMC EMC /Im0 Do BT /F 1 Tf [<0003>] TJ ET /Artifact BMC")


@plant("01-003")
def tagged_text_in_an_artifact(pdf: pikepdf.Pdf) -> None:
    page = text_page(pdf)
    page.Contents = pdf.make_stream(b"/Artifact BMC\n" + page.Contents.read_bytes() + b"\nEMC")


@plant("06-001")
def no_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


@plant("06-002")
def not_named_accessible(pdf: pikepdf.Pdf) -> None:
    change_metadata(pdf, 'pdfuaid:part="1"', "")


@plant("R-3A")
def another_archive_level(pdf: pikepdf.Pdf) -> None:
    change_metadata(pdf, 'pdfaid:conformance="A"', 'pdfaid:conformance="B"')


@plant("06-003")
def no_title_in_the_metadata(pdf: pikepdf.Pdf) -> None:
    change_metadata(pdf, "dc:title", "dc:source")


@plant("R-META1")
def no_authors(pdf: pikepdf.Pdf) -> None:
    change_metadata(pdf, "dc:creator", "dc:contributor")


@plant("R-META2")
def no_language_in_the_metadata(pdf: pikepdf.Pdf) -> None:
    change_metadata(pdf, "dc:language", "dc:relation")


@plant("R-META3")
def two_languages(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = String("de")


@plant("R-META4")
def no_version(pdf: pikepdf.Pdf) -> None:
    change_metadata(pdf, "xmpMM:VersionID", "xmpMM:RenditionClass")


@plant("R-META5")
def no_licence(pdf: pikepdf.Pdf) -> None:
    change_metadata(pdf, "dc:rights", "dc:source")


@plant("07-001")
def name_of_the_file_shown(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


@plant("11-006")
def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


@plant("25-001")
def dynamic_form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<x/>"))


@plant("20-001")
def layer_without_a_name(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary())


@plant("20-003")
def layer_that_switches(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary(Name=String("a"), AS=Array()))


@plant("21-001")
def attachment_without_a_name(pdf: pikepdf.Pdf) -> None:
    del attachment(pdf).UF


@plant("R-AF1")
def attachment_of_nothing(pdf: pikepdf.Pdf) -> None:
    del attachment(pdf).AFRelationship


@plant("R-AF2")
def attachment_not_described(pdf: pikepdf.Pdf) -> None:
    del attachment(pdf).Desc


def attachment(pdf: pikepdf.Pdf) -> Any:
    return next(iter(pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles).values()))


@plant("R-NAV1")
def no_page_labels(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.PageLabels


@plant("11-003")
def entry_of_the_outline_without_words(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Title = String(" ")


@plant("30-001")
def form_from_another_file(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    stream.Ref = Dictionary(F=String("x.pdf"), Page=0)
    pdf.Root.Kept = stream


# ---- the tree


@plant("06-004")
def no_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


@plant("R-TREE1")
def two_roots(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root.StructTreeRoot
    root.K = Array([root.K, root.K.K[0]])


@plant("02-001")
def unknown_type(pdf: pikepdf.Pdf) -> None:
    first(pdf, "P").S = Name.Paragraph


@plant("02-001")
def aside_without_a_role(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.RoleMap


@plant("02-003")
def types_in_a_circle(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(Aside=Name.Box, Box=Name.Aside)


@plant("02-004")
def paragraph_as_span(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap.P = Name.Span


@plant("09-004")
def cell_in_a_table(pdf: pikepdf.Pdf) -> None:
    table = first(pdf, "Table")
    table.K.append(pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TD, P=table)))


@plant("09-004")
def row_of_paragraphs(pdf: pikepdf.Pdf) -> None:
    first(pdf, "TD").S = Name.P


@plant("09-005")
def item_outside_a_list(pdf: pikepdf.Pdf) -> None:
    first(pdf, "L").S = Name.Div


@plant("09-005")
def paragraph_in_a_list(pdf: pikepdf.Pdf) -> None:
    first(pdf, "LI").S = Name.P


@plant("09-006")
def entry_outside_contents(pdf: pikepdf.Pdf) -> None:
    first(pdf, "TOC").S = Name.Div


@plant("R-TREE2")
def content_that_is_not_there(pdf: pikepdf.Pdf) -> None:
    element = first(pdf, "H1")
    element.K = 9999


@plant("01-006")
def content_out_of_the_tree(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "H1").K


@plant("R-TREE3")
def content_twice_in_the_tree(pdf: pikepdf.Pdf) -> None:
    element = first(pdf, "H1")
    element.K = Array([*(element.K if isinstance(element.K, Array) else [element.K])] * 2)


@plant("30-002")
def content_shown_twice(pdf: pikepdf.Pdf) -> None:
    page = text_page(pdf)
    page.Contents = pdf.make_stream(page.Contents.read_bytes() * 2)


@plant("R-TREE4")
def parent_tree_of_another_page(pdf: pikepdf.Pdf) -> None:
    text_page(pdf).StructParents = 3


@plant("14-002")
def starts_with_level_two(pdf: pikepdf.Pdf) -> None:
    first(pdf, "H1").S = Name.H2


@plant("14-003")
def level_left_out(pdf: pikepdf.Pdf) -> None:
    for element in elements(pdf, "H2"):
        element.S = Name.H3


@plant("14-007")
def heading_without_a_level(pdf: pikepdf.Pdf) -> None:
    first(pdf, "H3").S = Name.H


@plant("11-001")
def language_not_well_formed(pdf: pikepdf.Pdf) -> None:
    first(pdf, "P").Lang = String("français")


@plant("15-003")
def header_cell_without_a_scope(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "TH").A


@plant("R-TAB1")
def cell_left_out(pdf: pikepdf.Pdf) -> None:
    row = list(elements(pdf, "TR"))[-1]
    row.K = Array(list(row.K)[:-1])


@plant("R-TAB1")
def span_left_out(pdf: pikepdf.Pdf) -> None:
    cell = next(c for c in elements(pdf, "TH", "TD") if "/A" in c and "/ColSpan" in c.A)
    del cell.A["/ColSpan"]


@plant("19-003")
def note_without_an_id(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "Note").ID


@plant("19-004")
def notes_with_one_id(pdf: pikepdf.Pdf) -> None:
    for note in elements(pdf, "Note"):
        note.ID = String("note")


@plant("R-TREE5")
def ids_not_listed(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.IDTree


# ---- links


@plant("28-002")
def drawing_outside_the_tree(pdf: pikepdf.Pdf) -> None:
    annotation = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([0, 0, 9, 9]), F=4)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(annotation)])


@plant("28-011")
def link_outside_the_tree(pdf: pikepdf.Pdf) -> None:
    for element in elements(pdf, "Link"):
        element.S = Name.Span


@plant("28-012")
def link_not_described(pdf: pikepdf.Pdf) -> None:
    del link(pdf).Contents


@plant("R-LINK1")
def link_described_by_its_address(pdf: pikepdf.Pdf) -> None:
    link(pdf).Contents = String("#sec-1")


@plant("28-006")
def annotation_of_no_type(pdf: pikepdf.Pdf) -> None:
    link(pdf).Subtype = Name.Hyperlink


@plant("28-007")
def trap_network(pdf: pikepdf.Pdf) -> None:
    link(pdf).Subtype = Name.TrapNet


@plant("28-008")
def pages_walked_in_rows(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj.Tabs = Name.R


@plant("R-LINK2")
def link_of_another_element(pdf: pikepdf.Pdf) -> None:
    link(pdf).StructParent = 0


@plant("R-LINK3")
def link_to_nowhere(pdf: pikepdf.Pdf) -> None:
    next(n for p in pdf.pages for n in p.obj.get("/Annots", Array()) if "/Dest" in n).Dest = String("nowhere")


@plant("R-LINK4")
def link_not_printed(pdf: pikepdf.Pdf) -> None:
    link(pdf).F = 2


@plant("R-LINK5")
def link_without_a_link(pdf: pikepdf.Pdf) -> None:
    element = first(pdf, "Link")
    element.K = next(kid for kid in element.K if not (isinstance(kid, Dictionary) and "/Obj" in kid))


# ---- fonts


@plant("31-009")
def font_not_embedded(pdf: pikepdf.Pdf) -> None:
    descriptor = font(pdf).DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


@plant("31-027")
def font_without_texts(pdf: pikepdf.Pdf) -> None:
    del font(pdf).ToUnicode


@plant("31-028")
def glyph_for_no_character(pdf: pikepdf.Pdf) -> None:
    own = font(pdf)
    own.ToUnicode = pdf.make_stream(b"1 beginbfchar\n<0003> <FFFE>\nendbfchar")


@plant("10-001")
def glyph_without_a_text(pdf: pikepdf.Pdf) -> None:
    for own in pdf.objects:
        if isinstance(own, Dictionary) and own.get("/Subtype") == Name.Type0:
            own.ToUnicode = pdf.make_stream(b"1 beginbfchar\n<0003> <0041>\nendbfchar")


@plant("31-030")
def glyph_without_a_shape(pdf: pikepdf.Pdf) -> None:
    page = text_page(pdf)
    data = page.Contents.read_bytes()
    at = data.index(b"] TJ")
    page.Contents = pdf.make_stream(data[:at] + b"<0000>" + data[at:])


@plant("31-005")
def font_without_a_map_of_shapes(pdf: pikepdf.Pdf) -> None:
    for own in pdf.objects:
        if isinstance(own, Dictionary) and own.get("/Subtype") == Name.CIDFontType2:
            del own["/CIDToGIDMap"]


@plant("31-001")
def unknown_encoding(pdf: pikepdf.Pdf) -> None:
    font(pdf).Encoding = Name("/Latin-H")


@plant("R-FONT1")
def one_face_twice(pdf: pikepdf.Pdf) -> None:
    fonts = [f for f in pdf.objects if isinstance(f, Dictionary) and f.get("/Subtype") == Name.Type0]
    fonts[1].DescendantFonts[0].BaseFont = fonts[0].DescendantFonts[0].BaseFont


# ---- meaning


@plant("13-004")
def figure_without_an_alternative(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "Figure").Alt


@plant("R-FIG1")
def alternative_that_says_nothing(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Figure").Alt = String("  ")


@plant("R-FIG2")
def figure_beside_the_page(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Figure").A.BBox = Array([0, 0, 4000, 10])


@plant("R-FIG3")
def caption_of_a_section(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Figure").S = Name.Div


@plant("R-TEXT1")
def heading_without_words(pdf: pikepdf.Pdf) -> None:
    element = first(pdf, "H2")
    element.K = Array()


@plant("R-NOTE1")
def note_without_words(pdf: pikepdf.Pdf) -> None:
    note = first(pdf, "Note")
    note.K = note.K[0]


@plant("R-NOTE2")
def note_without_a_reference(pdf: pikepdf.Pdf) -> None:
    for element in elements(pdf, "Reference"):
        element.S = Name.Span


@plant("R-TOC2")
def entry_that_leads_nowhere(pdf: pikepdf.Pdf) -> None:
    first(pdf, "TOCI").K.K = Array()


@plant("R-LIST1")
def item_without_a_body(pdf: pikepdf.Pdf) -> None:
    item = first(pdf, "LI")
    item.K = item.K[0]


@plant("R-TAB2")
def table_without_headers(pdf: pikepdf.Pdf) -> None:
    for cell in elements(pdf, "TH"):
        cell.S = Name.TD


@plant("R-TAB3")
def caption_in_the_middle(pdf: pikepdf.Pdf) -> None:
    table = first(pdf, "Table")
    table.K = Array([table.K[1], table.K[0], table.K[2]])


@plant("R-ABBR1")
def expansion_that_says_nothing(pdf: pikepdf.Pdf) -> None:
    next(e for e in elements(pdf) if "/E" in e).E = String("")


# ---- the tests


@pytest.fixture(scope="module")
def good(french: Printed) -> bytes:
    return french.result.data


def test_a_good_file_keeps_every_rule(report: Printed) -> None:
    assert failures(read_back(report.pdf)) == []


@pytest.mark.parametrize(("rule", "name", "break_it"), PLANTS, ids=[f"{r}-{n}" for r, n, _ in PLANTS])
def test_the_rule_sees_the_fault(rule: str, name: str, break_it: Plant, good: bytes) -> None:
    pdf = pikepdf.open(io.BytesIO(good))
    break_it(pdf)
    assert rule in {failure.id for failure in failures(read_back(pdf))}


def test_nearly_every_rule_has_a_planted_fault() -> None:
    planted = {rule for rule, _, _ in PLANTS}
    assert len(PLANTS) >= 60
    assert {rule.id for rule in RULES} - planted <= {"26-002", "R-NAV2", "R-TOC1"}
    assert planted <= {rule.id for rule in RULES}


AGREED = (
    *("unmarked", "no_metadata", "not_named_accessible", "name_of_the_file_shown", "unknown_type"),
    *("figure_without_an_alternative", "level_left_out", "link_not_described"),
    *("note_without_an_id", "notes_with_one_id", "font_not_embedded", "pages_walked_in_rows"),
    *("link_outside_the_tree", "item_outside_a_list", "text_outside_all_marks"),
)
"""Faults that a validator that is not ours must see as well."""


@pytest.mark.parametrize("name", AGREED)
def test_the_other_validator_sees_it_too(name: str, good: bytes) -> None:
    pdf = pikepdf.open(io.BytesIO(good))
    next(function for _, own, function in PLANTS if own == name)(pdf)
    out = io.BytesIO()
    pdf.save(out)
    limits = validator.SafetyLimits.unlimited()
    assert not validator.validate_pdf_bytes(out.getvalue(), profile="ua1", limits=limits).is_compliant
