"""Charts: what is drawn, that nothing is cut, and that no reader depends on colour or on sight."""

from __future__ import annotations

import dataclasses
import io
import math
import re
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from reportgen.charts import chart_summary, chart_svg, chart_table, format_number, svg_to_png, text_width
from reportgen.charts.canvas import TINTS
from reportgen.charts.map import TILES
from reportgen.charts.numbers import ticks
from reportgen.charts.text import wrap
from reportgen.charts.widths import WIDTHS
from reportgen.document.nodes import Chart, Series
from reportgen.document.walk import plain_text
from reportgen.inventory.fiche import Region
from reportgen.words import words_for

FONTS = Path(__file__).parents[1] / "styles/fonts"
SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("bar", "column", "line", "dot")
ALL_KINDS = (*KINDS, "timeline", "map")


def chart(
    kind: str = "bar", *values: tuple[float | None, ...], unit: str = "", names: str = "abcdef"
) -> Chart:
    rows = values or ((3.0, 12.0, 7.5),)
    series = tuple(Series(f"série {name}", row) for name, row in zip(names, rows, strict=False))
    categories = tuple(f"Catégorie {i}" for i in range(len(rows[0])))
    return Chart(kind, categories, series, unit, "La deuxième domine.")  # type: ignore[arg-type]


def drawn(block: Chart, *, lang: str = "fr", width: float = 600, narrow: bool = False) -> ElementTree.Element:
    svg = chart_svg(block, lang=lang, palette="print", width=width, narrow=narrow, title="Titre")
    return ElementTree.fromstring(svg)


def texts(root: ElementTree.Element) -> list[str]:
    return [e.text or "" for e in root.iter(f"{SVG}text")]


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "fr", "en"),
        [
            (1234567, "1\u202f234\u202f567", "1,234,567"),
            (17.5, "17,5", "17.5"),
            (0.125, "0,12", "0.12"),
            (-3, "\u22123", "\u22123"),
            (0, "0", "0"),
            (-0.001, "0", "0"),
            (100, "100", "100"),
            (None, "non connu", "not known"),
        ],
    )
    def test_are_written_as_each_language_does(self, value: float | None, fr: str, en: str) -> None:
        assert (format_number(value, words_for("fr")), format_number(value, words_for("en"))) == (fr, en)

    def test_short_units_join_them(self) -> None:
        assert format_number(12, words_for("fr"), "%") == "12\u00a0%"
        assert format_number(12, words_for("en"), "%") == "12%"
        assert format_number(1200, words_for("en"), "€") == "€1,200"
        assert format_number(3, words_for("fr"), "pratiques") == "3"

    @given(st.lists(st.floats(-1e9, 1e9, allow_nan=False) | st.none(), max_size=20))
    def test_an_axis_is_even_and_holds_zero_and_all_values(self, values: list[float | None]) -> None:
        marks = ticks(values)
        known = [v for v in values if v is not None]
        assert marks[0] <= min([0.0, *known]) + 0.01
        assert marks[-1] >= max([0.0, *known]) - 0.01
        assert 2 <= len(marks) <= 12

    def test_an_axis_of_counts_has_no_fractions(self) -> None:
        assert ticks([1, 2, 3]) == [0, 1, 2, 3]


class TestText:
    def test_widths_are_those_of_the_face(self) -> None:
        font = TTFont(FONTS / "SourceSans3-SemiBold.ttf")
        names, metrics = font.getBestCmap(), font["hmtx"]
        assert {c: metrics[names[ord(c)]][0] for c in WIDTHS} == WIDTHS

    def test_the_regular_face_is_never_wider(self) -> None:
        font = TTFont(FONTS / "SourceSans3-Regular.ttf")
        names, metrics = font.getBestCmap(), font["hmtx"]
        word = "Transition écologique, cohésion des territoires"
        assert sum(metrics[names[ord(c)]][0] for c in word) <= text_width(word, 1000)

    @given(st.text(max_size=60), st.floats(30, 300))
    def test_lines_fit_and_keep_every_letter(self, content: str, width: float) -> None:
        lines = wrap(content, width, 14)
        assert all(text_width(line, 14) <= width or len(line) == 1 for line in lines)
        assert "".join(lines).replace(" ", "") == content.replace(" ", "")


class TestDrawing:
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("narrow", [False, True])
    def test_shows_every_category_and_stays_inside(self, kind: str, narrow: bool) -> None:
        root = drawn(chart(kind, (3, 12, 7.5), (1, None, 2)), narrow=narrow, width=320 if narrow else 600)
        width, height = (float(v) for v in root.get("viewBox", "").split()[2:])
        assert {f"Catégorie {i}" for i in range(3)} <= set(texts(root))
        size = float(root.get("font-size", "0"))
        for e in root.iter(f"{SVG}text"):
            x, y, wide = float(e.get("x", "0")), float(e.get("y", "0")), text_width(e.text or "", size)
            left = {"end": x - wide, "middle": x - wide / 2}.get(e.get("text-anchor", ""), x)
            assert left >= -0.5
            assert left + wide <= width + 0.5
            assert 0 <= y <= height

    def test_long_labels_are_broken_not_cut(self) -> None:
        long = "Convention citoyenne tirée au sort parmi les habitants de la région et leurs voisins"
        root = drawn(Chart("bar", (long, "b"), (Series("", (1, 2)),)))
        assert long.replace(" ", "") in "".join(texts(root)).replace(" ", "")

    def test_columns_whose_labels_don_t_fit_become_bars(self) -> None:
        names = tuple(f"Accompagnement administratif numéro {i}" for i in range(12))
        root = drawn(Chart("column", names, (Series("", tuple(range(12))),)))
        assert all(name.replace(" ", "") in "".join(texts(root)).replace(" ", "") for name in names)

    def test_years_may_be_thinned_out(self) -> None:
        years = tuple(str(y) for y in range(1990, 2027))
        shown = [
            t
            for t in texts(drawn(Chart("column", years, (Series("", (1.0,) * 37),)), width=320))
            if t in years
        ]
        assert 3 < len(shown) < 37

    def test_values_stand_beside_bars_in_the_language(self) -> None:
        assert "17,5" in texts(drawn(chart("bar", (17.5, 2))))
        assert "17.5" in texts(drawn(chart("bar", (17.5, 2)), lang="en"))

    def test_a_missing_value_is_said_and_breaks_a_line(self) -> None:
        assert "non connu" in texts(drawn(chart("bar", (3, None))))
        root = drawn(chart("line", (1, 2, None, 3, 4)))
        strokes = [e for e in root.iter(f"{SVG}path") if e.get("stroke-width") == "2.5"]
        assert len(strokes) == 2

    @pytest.mark.parametrize("kind", ["bar", "column"])
    def test_series_differ_by_filling_as_well_as_by_colour(self, kind: str) -> None:
        root = drawn(chart(kind, (3, 12), (1, 2), (4, 5), (6, 7)))
        assert [t for t in texts(root) if t.startswith("série")] == [f"série {c}" for c in "abcd"]
        first = list(root.iter(f"{SVG}rect"))[:4]
        assert [e.get("fill") == "#ffffff" for e in first] == [False, True, True, True]
        hatched = [e for e in root.iter(f"{SVG}path") if (e.get("d") or "").count("M") > 1]
        assert len({e.get("stroke") for e in hatched}) == 2

    def test_lines_differ_by_dashes_and_marks_and_are_named(self) -> None:
        root = drawn(chart("line", (3, 12, 5), (1, 2, 4), (4, 5, 6)))
        lines = [e for e in root.iter(f"{SVG}path") if e.get("stroke-width") == "2.5"]
        assert len({e.get("stroke-dasharray") for e in lines}) == 3
        assert {"série a", "série b", "série c"} <= set(texts(root))

    @pytest.mark.parametrize("kind", ALL_KINDS)
    def test_no_data_is_no_crash(self, kind: str) -> None:
        for empty in (Chart(kind, (), ()), Chart(kind, ("a",), (Series("", ()),)), Chart(kind, ("a",), ())):  # type: ignore[arg-type]
            drawn(empty)

    @given(
        st.sampled_from(ALL_KINDS),
        st.lists(
            st.tuples(st.text(max_size=40), st.floats(-1e12, 1e12) | st.none()), min_size=1, max_size=30
        ),
        st.booleans(),
    )
    def test_any_data_gives_a_drawing(
        self, kind: str, rows: list[tuple[str, float | None]], narrow: bool
    ) -> None:
        names = tuple(re.sub(r"[^\x20-\x7e\xa0-\uD7FF]", "", name) for name, _ in rows)
        block = Chart(kind, names, (Series("s", tuple(v for _, v in rows)),))  # type: ignore[arg-type]
        drawn(block, narrow=narrow, width=320 if narrow else 640)

    def test_a_logarithmic_axis_has_powers_of_ten_and_even_steps(self) -> None:
        block = Chart("dot", ("a", "b", "c"), (Series("", (10, 1000, 100_000)),), scale="log")
        root = drawn(block)
        assert {"10", "1\u202f000", "100\u202f000"} <= set(texts(root))
        places = sorted(float(e.get("cx", "0")) for e in root.iter(f"{SVG}circle"))
        assert places[1] - places[0] == pytest.approx(places[2] - places[1], abs=0.5)

    def test_a_timeline_shows_lengths_years_and_what_goes_on(self) -> None:
        ends = (2019.75, math.inf, None)
        block = Chart("timeline", ("a", "b", "c"), (Series("", (2019.0, 2020.5, 2021.0)), Series("", ends)))
        root = drawn(block)
        assert {"a", "b", "c", "2019", "2022"} <= set(texts(root))
        bars = list(root.iter(f"{SVG}rect"))
        assert len(bars) == 2 and float(bars[0].get("width", "0")) > 20
        assert len(list(root.iter(f"{SVG}circle"))) == 1, "an end that is not known is a point"
        assert any((e.get("d") or "").endswith("z") for e in root.iter(f"{SVG}path")), "an arrow goes on"

    def test_a_map_has_a_tile_for_each_region_with_its_figure(self) -> None:
        block = Chart("map", ("Bretagne", "Inconnu"), (Series("", (5, 2)),), marks=("bretagne", ""))
        root = drawn(block)
        assert len(list(root.iter(f"{SVG}rect"))) == len(TILES) == 19
        shown = texts(root)
        assert shown[shown.index("BRE") + 1] == "5" and shown.count("0") == 18
        dark = [e.get("fill") for e in root.iter(f"{SVG}rect")].index(TINTS[3])
        assert list(TILES)[dark] == "bretagne"

    def test_regions_of_the_map_are_those_of_the_fiche(self) -> None:
        assert set(TILES) == set(get_args(Region))

    def test_the_same_chart_gives_the_same_drawing(self) -> None:
        assert ElementTree.tostring(drawn(chart())) == ElementTree.tostring(drawn(chart()))


class TestForReaders:
    def test_on_paper_the_drawing_has_literal_colours_a_title_and_its_values(self) -> None:
        svg = chart_svg(chart(), lang="fr", palette="print", width=600, title="Titre")
        root = ElementTree.fromstring(svg)
        assert "class=" not in svg
        assert "var(" not in svg
        assert root.findtext(f"{SVG}title") == "Titre"
        assert "Catégorie 1 12" in (root.findtext(f"{SVG}desc") or "")

    def test_on_a_screen_it_has_classes_and_a_name(self) -> None:
        svg = chart_svg(chart(), lang="fr", palette="screen", width=600, title="Titre")
        assert "fill=" not in svg
        assert 'role="img" aria-label="Titre. La deuxième domine."' in svg

    def test_a_chart_without_description_is_named_by_its_values(self) -> None:
        svg = chart_svg(Chart("bar", ("a",), (Series("s", (1,)),)), lang="fr", palette="screen", width=600)
        assert 'aria-label="s\u00a0: a 1."' in svg

    def test_values_that_the_description_says_already_are_said_once(self) -> None:
        drawn = dataclasses.replace(chart("bar", (7, 5)), description="série a\u00a0: Catégorie 0 7…")
        assert chart_summary(drawn, "fr") == "série a\u00a0: Catégorie 0 7, Catégorie 1 5."

    def test_a_description_that_someone_wrote_comes_before_the_values(self) -> None:
        drawn = dataclasses.replace(chart("bar", (7, 5)), description="Peu de changement.")
        assert chart_summary(drawn, "fr").startswith("Peu de changement. série a")

    def test_the_value_of_a_year_is_told_apart_from_the_year(self) -> None:
        drawn = dataclasses.replace(chart("column", (7, 5)), categories=("2019", "2020"))
        assert chart_summary(drawn, "fr").endswith("7 en 2019, 5 en 2020.")
        assert chart_summary(drawn, "en").endswith("7 in 2019, 5 in 2020.")

    def test_the_summary_says_all_values(self) -> None:
        said = chart_summary(chart("bar", (1, None), (3, 4), unit="%"), "fr")
        assert said == (
            "La deuxième domine. série a\u00a0: Catégorie 0 1\u00a0%, Catégorie 1 non connu\u00a0; "
            "série b\u00a0: Catégorie 0 3\u00a0%, Catégorie 1 4\u00a0%."
        )

    def test_the_table_holds_the_same_data(self) -> None:
        table = chart_table(chart("bar", (1.5, None), unit="pratiques"), lang="fr", category="Méthode")
        rows = [[plain_text(c.children).strip() for c in row.cells] for row in (*table.head, *table.body)]
        assert rows == [
            ["Méthode", "série a (pratiques)"],
            ["Catégorie 0", "1,5"],
            ["Catégorie 1", "non connu"],
        ]
        assert [c.header for c in table.body[0].cells] == ["row", ""]


class TestPng:
    def test_has_the_width_asked_for_and_the_same_bytes_twice(self) -> None:
        svg = chart_svg(chart(), lang="fr", palette="print", width=600)
        data = svg_to_png(svg, 1200)
        assert Image.open(io.BytesIO(data)).width == 1200
        assert svg_to_png(svg, 1200) == data

    def test_text_is_drawn_with_our_faces(self) -> None:
        head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 30" font-family="Source Sans 3">'
        blank = svg_to_png(f"{head}</svg>", 200)
        assert svg_to_png(f'{head}<text x="5" y="20">Élus</text></svg>', 200) != blank
