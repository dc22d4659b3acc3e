"""Tables: a caption, headers that say what they head, and a way to scroll where they don't fit."""

from __future__ import annotations

from reportgen.document import nodes as n
from tests.editions.html.conftest import Render
from tests.editions.sample import text


def cell(content: str, header: str = "", cols: int = 1, rows: int = 1) -> n.Cell:
    return n.Cell((n.Paragraph(text(content)),) if content else (), header, cols, rows)  # type: ignore[arg-type]


def table(head: list[list[n.Cell]], body: list[list[n.Cell]], **options: object) -> n.Table:
    columns = sum(c.colspan for c in (head + body)[0])
    rows = [tuple(n.Row(tuple(cells)) for cells in section) for section in (head, body)]
    values = {"caption": text("Titre"), "number": "2", "attrs": n.Attrs(id="tbl-x"), **options}
    return n.Table(rows[0], rows[1], columns, **values)  # type: ignore[arg-type]


def test_headers_have_a_scope(render: Render) -> None:
    out = render(table([[cell("Année", "col"), cell("N", "col")]], [[cell("2024", "row"), cell("3")]]))
    assert [(th.text_content(), th.get("scope")) for th in out.iter("th")] == [
        ("Année", "col"),
        ("N", "col"),
        ("2024", "row"),
    ]
    assert out.find(".//caption").text_content() == "Tableau\u00a02 – Titre"


def test_an_empty_header_is_not_a_header(render: Render) -> None:
    out = render(table([[cell("", "col"), cell("N", "col")]], [[cell("2024", "row"), cell("3")]]))
    assert all(th.text_content() for th in out.iter("th"))


def test_joined_cells_are_announced_and_tied_to_their_headers(render: Render) -> None:
    out = render(
        table(
            [
                [cell("Niveau", "col", rows=2), cell("Démarches", "col", cols=2)],
                [cell("2024", "col"), cell("2025", "col")],
            ],
            [[cell("National", "row"), cell("12"), cell("14")], [cell("Local", "row"), cell("?", cols=2)]],
        )
    )
    names = {th.get("id"): th.text_content() for th in out.iter("th")}
    heads = {td.text_content(): [names[i] for i in td.get("headers").split()] for td in out.iter("td")}
    assert heads == {
        "12": ["Démarches", "2024", "National"],
        "14": ["Démarches", "2025", "National"],
        "?": ["Démarches", "2024", "2025", "Local"],
    }
    assert "plusieurs lignes ou colonnes" in out.find(".//caption").text_content()


def test_a_table_too_wide_for_a_phone_scrolls_in_a_named_region(render: Render) -> None:
    heads = [cell(f"Colonne-{i}-assez-longue", "col") for i in range(5)]
    region = render(table([heads], [[cell("x", "row"), *(cell("y") for _ in range(4))]])).find("div")
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    assert region.get("aria-labelledby") == region.find(".//caption").get("id")


def test_a_narrow_table_needs_no_region_and_paper_never_does(render: Render) -> None:
    narrow = table([[cell("a", "col"), cell("b", "col")]], [[cell("c", "row"), cell("d")]])
    wide = table([[cell("x" * 20, "col") for _ in range(6)]], [[cell("y") for _ in range(6)]])
    assert render(narrow).find("table") is not None
    assert render(wide).find("table") is None
    assert render(wide, medium="print").find("table") is not None


def test_column_widths_need_no_inline_style_on_a_screen(render: Render) -> None:
    block = table([[cell("a", "col"), cell("b", "col")]], [], widths=(67, 33))
    assert [c.get("class") for c in render(block).iter("col")] == ["w65", "w35"]
    assert [c.get("style") for c in render(block, medium="print").iter("col")] == ["width:67%", "width:33%"]


def test_columns_of_a_long_and_large_table_are_settled_before_its_rows_are_there(render: Render) -> None:
    heads = [cell(name, "col") for name in ("N", "Nom", "Début", "Forme", "Méthode", "Suites", "Coût")]
    row = ["1", "Une pratique dont le nom est long, et même très long", "08/09/2022", "participative"]
    body = [[cell(value) for value in (*row, "ateliers", "inconnues", "3 M€")] for _ in range(40)]
    out = render(table([heads], body, widths=(10, 30, 12, 12, 12, 12, 12)))
    assert "table-fixed" in out.find(".//table").get("class").split()
    shares = [int(col.get("class").removeprefix("w")) for col in out.iter("col")]
    assert len(shares) == len(heads)
    assert 97 <= sum(shares) <= 103
    assert shares[0] == min(shares)
    assert shares[1] > shares[6]
    short = render(table([heads], body[:39], widths=(10, 30, 12, 12, 12, 12, 12)))
    assert "table-fixed" not in short.find(".//table").get("class").split()
    # Paper knows all rows, and keeps what the author asks for.
    paper = render(table([heads], body, widths=(10, 30, 12, 12, 12, 12, 12)), medium="print")
    assert [col.get("style") for col in paper.iter("col")][:2] == ["width:10%", "width:30%"]


def test_a_cell_after_a_joined_one_says_that_it_does_not_stand_at_the_edge(render: Render) -> None:
    rows = [[cell("Vague", "row", rows=2), cell("Un")], [cell("Deux")], [cell("Trois"), cell("Quatre")]]
    out = render(table([[cell("Enquête", "col"), cell("Réponse", "col")]], rows))
    assert [td.text_content() for td in out.iter("td") if td.get("class") == "inner"] == ["Deux"]


def test_on_paper_a_table_with_long_texts_takes_the_whole_width(render: Render) -> None:
    def size(content: str, medium: str) -> str:
        head, row = [cell("Année", "col"), cell("Quoi", "col")], [cell("2024", "row"), cell(content)]
        out = render(table([head], [row]), medium=medium)
        return str(next(out.iter("table")).get("class"))

    texts = ["texte " * count for count in (2, 15, 60)]
    assert [size(text, "print") for text in texts] == ["table-small", "table-medium", "table-large"]
    assert [size(text, "screen") for text in texts] == ["table-small"] * 3
