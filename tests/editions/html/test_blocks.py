"""What each node becomes."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from reportgen.document import nodes as n
from reportgen.editions.html import write_blocks, write_label, write_notes
from tests.editions.html.conftest import Render, context, markup
from tests.editions.sample import HOSTILE, text


def test_text_is_escaped_wherever_it_stands() -> None:
    hostile = text(HOSTILE)
    out = markup(
        n.Paragraph(hostile),
        n.Heading(2, hostile, attrs=n.Attrs(id='a"b', lang='"><script>')),
        n.Figure(n.Image("figures/map.png", HOSTILE, HOSTILE), hostile, "1"),
        n.CodeBlock(HOSTILE, 'x" onload="'),
        n.Callout("note", (n.Paragraph(hostile),), hostile),
        n.Div(
            (n.Paragraph((n.Abbreviation("A", HOSTILE), n.Code(HOSTILE))),), attrs=n.Attrs(classes=('"x',))
        ),
    )
    assert "<script" not in out
    assert "onload=" not in out


def test_a_numbered_paragraph_has_a_permanent_link(render: Render) -> None:
    (p,) = render(n.Paragraph(text("Un."), number="2.14")).iterchildren("p")
    assert p.get("id") == "par-2-14"
    link = p.find("a")
    assert link.get("href") == "#par-2-14"
    assert link.text_content() == "Paragraphe\u00a02.14"


def test_a_paragraph_with_its_own_label_keeps_both_addresses(render: Render) -> None:
    out = render(n.Paragraph(text("Un."), number="F31.3", attrs=n.Attrs(id="par-key")))
    assert {e.get("id") for e in out.iter() if e.get("id")} == {"par-F31-3", "par-key"}


def test_a_heading_shows_its_number_and_carries_its_label(render: Render) -> None:
    heading = render(n.Heading(2, text("Compter"), "2.1", attrs=n.Attrs(id="sec-count"))).find("h2")
    assert heading.get("id") == "sec-count"
    assert heading.text_content() == "Section\u00a02.1 Compter"


def test_headings_move_down_together_but_not_below_six(render: Render) -> None:
    out = render(n.Heading(2, text("a")), n.Heading(6, text("b")), heading_shift=1)
    assert [e.tag for e in out] == ["h3", "h6"]


def test_a_figure_is_named_by_its_caption(render: Render) -> None:
    figure = render(n.Figure(n.Image("figures/map.png", "Une carte bleue."), text("Carte"), "3")).find(
        "figure"
    )
    assert figure.get("role") == "figure"
    assert figure.get("aria-label") == figure.find("figcaption").text_content() == "Figure\u00a03 – Carte"
    image = figure.find("img")
    assert (image.get("alt"), image.get("width"), image.get("height")) == ("Une carte bleue.", "320", "160")


def test_a_decorative_image_has_an_empty_alternative(render: Render) -> None:
    assert render(n.Figure(n.Image("figures/logo.png", ""))).find(".//img").get("alt") == ""


def test_a_missing_image_leaves_its_alternative(render: Render) -> None:
    out = render(n.Paragraph((n.Image("figures/none.png", "ce que l’on verrait"),)))
    assert out.find(".//img") is None
    assert "ce que l’on verrait" in out.text_content()


def test_a_chart_is_drawn_for_wide_and_narrow_screens_and_followed_by_its_data(render: Render) -> None:
    chart = n.Chart("bar", ("a", "b"), (n.Series("s", (1, 2)),), "", "b vaut le double de a.")
    data = n.Table((), (n.Row((n.Cell((n.Paragraph(text("a")),), "row"),)),), 1)
    out = render(n.Figure(chart, text("Titre"), "1", data))
    assert [svg.get("role") for svg in out.iter("svg")] == ["img", "img"]
    assert all("b vaut le double de a." in svg.get("aria-label") for svg in out.iter("svg"))
    assert out.find("figure").getnext().tag == "details"
    assert out.find("details").find(".//table/caption") is not None


def test_a_callout_says_its_kind_in_words(render: Render) -> None:
    plain, titled = (
        e.find("p").text_content()
        for e in render(n.Callout("pitfall", ()), n.Callout("warning", (), text("Chiffres"))).iter("aside")
    )
    assert plain == "Écueil"
    assert titled == "Attention\u00a0: Chiffres"


def test_a_tight_list_has_no_paragraphs_and_a_loose_one_has(render: Render) -> None:
    item = n.ListItem((n.Paragraph(text("x")),))
    tight, loose = render(n.List((item,)), n.List((item,), ordered=True, start=3, tight=False))
    assert tight.find(".//p") is None
    assert loose.find(".//p") is not None
    assert loose.get("start") == "3"


def test_text_in_another_language_says_so(render: Render) -> None:
    en = n.Attrs(lang="en")
    out = render(
        n.Paragraph(text("Whole paragraph"), attrs=en),
        n.Paragraph(
            (n.Styled(text("words"), en), n.Abbreviation("OGP", "Open Government Partnership", "en"))
        ),
        n.Quote((n.Paragraph(text("Quoted")),), attrs=en),
    )
    assert [e.tag for e in out.iter() if e.get("lang") == "en"] == ["p", "span", "abbr", "blockquote"]


def test_what_is_not_translated_yet_is_marked_in_the_language_of_the_page(render: Render) -> None:
    block = n.Div((n.Paragraph(text("Hello")),), attrs=n.Attrs(lang="en", classes=("untranslated",)))
    notice, _ = render(block).find("div")
    assert notice.get("lang") == "fr"
    assert notice.text_content() == "Pas encore traduit\u00a0: texte en anglais"


def test_only_the_named_editions_show_a_block(render: Render) -> None:
    blocks = [n.Only((name,), (n.Paragraph(text(name)),)) for name in ("pdf", "html")]
    assert render(*blocks).text_content() == "html"
    assert render(*blocks, edition="pdf", medium="print").text_content() == "pdf"


def test_unknown_span_classes_and_page_furniture_classes_are_left_out(render: Render) -> None:
    attrs = n.Attrs(classes=("smallcaps", "evil", "rg-header"))
    out = render(n.Paragraph((n.Styled(text("x"), attrs),)), n.Div((), attrs=attrs))
    assert out.find(".//span").get("class") == "smallcaps"
    assert out.find("div").get("class") == "smallcaps evil"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "vbscript:x"])
def test_a_link_with_a_dangerous_address_is_only_text(render: Render, url: str) -> None:
    assert render(n.Paragraph((n.Link(text("x"), url),))).find(".//a") is None


def test_a_reference_tells_its_target_and_number(render: Render) -> None:
    link = render(n.Paragraph((n.CrossRef("fig-x", "figure ", "3"),))).find(".//a")
    assert link.text_content() == "figure 3"
    assert (link.get("href"), link.get("data-target"), link.get("data-number")) == ("#fig-x", "fig-x", "3")


def test_a_reference_without_a_place_is_text(render: Render) -> None:
    out = render(n.Paragraph((n.CrossRef("fig-x", "figure ", "3"),)), href=lambda label: "")
    assert out.find(".//a") is None
    assert out.text_content().startswith("figure 3")


def test_on_paper_a_reference_gives_its_page() -> None:
    paper = {"medium": "print", "edition": "pdf", "page_slot": lambda label: f"<b>{label}</b>"}
    full, page, number = (
        markup(n.Paragraph((n.CrossRef("fig-x", "figure ", "3", form=form),)), **paper)  # type: ignore[arg-type]
        for form in ("full", "page", "number")
    )
    assert "figure 3" in full
    assert "(p.\u00a0<b>fig-x</b>)" in full
    assert ">p.\u00a0<b>fig-x</b></a>" in page
    assert "<b>" not in number


def test_a_label_inside_a_link_holds_no_link_note_or_anchor() -> None:
    part = n.Part("ch-x", "chapter", (), ())
    inlines = (
        n.Link(text("a"), "https://x.org"),
        n.NoteRef("n", 1),
        n.Anchor("z"),
        n.CrossRef("fig-x", "figure ", "1"),
    )
    out = write_label(inlines, context(part))
    assert "<a" not in out
    assert "id=" not in out
    assert lxml_html.fromstring(f"<p>{out}</p>").text_content() == "afigure 1"


def test_a_node_that_a_pass_forgot_is_a_programming_error() -> None:
    with pytest.raises(TypeError, match="Citation"):
        markup(n.Paragraph((n.Citation(()),)))


def test_contents_are_lists_in_lists() -> None:
    entries = tuple(
        n.ContentsEntry(f"sec-{i}", level, str(i), text(f"t{i}"))
        for i, level in enumerate((2, 1, 2, 3, 3, 1))
    )
    out = lxml_html.fromstring(markup(n.Contents("toc", entries, text("Sommaire"))))
    assert [len(a.xpath("ancestor::ul")) for a in out.iter("a")] == [1, 1, 2, 3, 3, 1]
    assert out.get("aria-labelledby") == out.find("h2").get("id")


def test_index_links_are_named_by_their_term(render: Render) -> None:
    child = n.IndexEntry(text("par téléphone"), (n.CrossRef("par-1-2", "", "1.2"),))
    entry = n.IndexEntry(text("tirage"), (n.CrossRef("idx-1", "", "1.1"),), (child,))
    names = [a.text_content() for a in render(n.Index((n.IndexGroup("T", (entry,)),))).iter("a")]
    assert names == ["tirage, 1.1", "tirage, par téléphone, 1.2"]


class TestNotes:
    note = n.Footnote("a", (n.Paragraph(text("Le texte.")),), 1, 2)
    calls = n.Paragraph((n.NoteRef("a", 1, 1), n.Text(" et "), n.NoteRef("a", 1, 2)))

    def endnotes(self, *blocks: n.Block) -> lxml_html.HtmlElement:
        part = n.Part("ch-x", "chapter", (), blocks, "2", notes=(self.note,))
        return lxml_html.fragment_fromstring(write_notes(context(part)), create_parent="div")

    def test_each_call_leads_to_the_note_and_back(self, render: Render) -> None:
        calls = render(self.calls).findall(".//a[@role='doc-noteref']")
        section = self.endnotes(self.calls).find("section")
        assert section.get("role") == "doc-endnotes"
        (item,) = section.iter("li")
        assert {c.get("href") for c in calls} == {"#" + item.get("id")}
        backs = item.findall(".//a[@role='doc-backlink']")
        assert [b.get("href") for b in backs] == ["#" + c.get("id") for c in calls]
        assert len({b.text_content() for b in backs}) == 2

    def test_names_carry_the_chapter_so_that_they_are_unique_in_the_report(self, render: Render) -> None:
        assert render(self.calls).find(".//a").text_content() == "Note\u00a02.1"

    def test_a_note_called_only_in_another_edition_is_left_out(self) -> None:
        assert self.endnotes(n.Only(("pdf",), (self.calls,))).find("section") is None

    def test_as_footnotes_the_text_stands_at_the_first_call(self) -> None:
        part = n.Part("ch-x", "chapter", (), (self.calls,), "2", notes=(self.note,))
        ctx = context(part, notes="footnotes", medium="print", edition="pdf")
        printed = lxml_html.fromstring(write_blocks(part.blocks, ctx))
        (note,) = printed.findall(".//span[@class='footnote']")
        assert note.text_content() == "Le texte."
        assert len(printed.findall(".//a[@role='doc-noteref']")) == 1
        assert printed.find(".//p") is None
