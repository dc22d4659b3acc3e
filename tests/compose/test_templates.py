"""Markdown templates: values come out as typed, keep their places, and a template can do no harm."""

# ruff: noqa: E501 (one case a line)

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reportgen.compose.directives import SYNTAXES
from reportgen.compose.scene import Scene
from reportgen.compose.templating import PlacedText, render
from reportgen.diagnostics import Diagnostics, Span
from reportgen.document import nodes as n
from reportgen.document.parse import Parsed, parse_markdown
from reportgen.document.walk import plain_text, walk
from reportgen.project import Assets
from tests.compose.reports import codes, composed, copy, every, places, scene

REPORTS = {lang: scene(lang) for lang in ("fr", "en")}
HOSTILE = (
    "*a* <script>alert(1)</script> | @fiche-x {{7*7}} [x](javascript:1) ::: {.note} `c` ^^ << $x$ {#id} "
    '&amp; &#42; \\ ![i](x.png) ^sup^ ~sub~ ~~s~~ [^1] [text]{index="z"} <https://x.fr> https://y.fr www.z.fr'
)
STARTS = ("# t", "## t", "- t", "+ t", "* t", "1. t", "2) t", "> t", ": t", ":::", "::: {.x}", "```", "~~~", "| t |", "===", "---", "Table: t", "    t", "[^1]: t", "[x]: /y")  # fmt: skip


@dataclass(frozen=True, slots=True)
class OneTemplate(Assets):
    """The engine's assets and a template `test.md.j2`."""

    template: str = ""

    def text(self, name: str) -> str:
        return self.template if name == "templates/test.md.j2" else Assets.text(self, name)


def with_template(template: str, lang: str = "fr") -> Scene:
    known = REPORTS[lang]
    return Scene(known.project, known.inventory, lang, "draft", OneTemplate(None, template), Diagnostics())


def rendered(template: str, lang: str = "fr", **values: Any) -> tuple[Parsed | None, Scene]:
    made = with_template(template, lang)
    place = Span("content/fr/fiches/x.yaml")
    result = render(
        made.environment,
        "test.md.j2",
        values,
        file=place.file,
        fallback=place,
        known=(),
        diagnostics=made.diagnostics,
    )
    if result is None:
        return None, made
    parsed = parse_markdown(
        result.text,
        origin=result.places,
        container="t",
        lang=lang,
        directives=SYNTAXES,
        diagnostics=made.diagnostics,
    )
    return parsed, made


def texts(content: Any) -> str:
    return " ".join(plain_text(content).split())


# ---- values as typed


@pytest.mark.parametrize("value", [HOSTILE, HOSTILE.replace(" ", "\n"), *STARTS])
@pytest.mark.parametrize(
    "template",
    [
        "{{ v }}",
        "before {{ v }} after",
        "## {{ v }}",
        "## {{ v }} {#sec-x .unnumbered}",
        "- {{ v }}",
        "1. {{ v }}",
        "> {{ v }}",
        "Term\n: {{ v }}",
        "{{ v }}\n: Definition",
        "| a | b |\n|---|---|\n| {{ v }} | {{ v }} |",
        "| {{ v }} | b |\n|---|---|\n| c | d |\n\nTable: {{ v }} {#tbl-x}",
        "**{{ v }}**",
        "[{{ v }}](https://www.example.org)",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(v) }}",
        "{% set x %}{{ v }}{% endset %}{{ x }}",
        "{{ v ~ '' }}",
        "{{ '' + v }}",
        "{{ [v] | join(', ') }}",
        "{{ v | upper | lower if false else v }}",
    ],
)
def test_a_plain_value_reads_as_itself(template: str, value: str) -> None:
    parsed, made = rendered(template, v=value)
    assert parsed is not None
    assert not list(made.diagnostics)
    shown = texts((parsed.title or (), parsed.blocks))
    assert " ".join(value.split()) in shown
    active = (
        n.Computed,
        n.Reference,
        n.Citation,
        n.Directive,
        n.Div,
        n.Image,
        n.NoteRef,
        n.CodeBlock,
        n.Code,
    )
    assert not [node for node in walk(parsed.blocks) if isinstance(node, active)]
    assert "javascript" not in str([node.url for node in every(parsed.blocks, n.Link)])


@pytest.mark.parametrize("value", [HOSTILE, *STARTS])
def test_inline_markdown_stays_in_its_paragraph(value: str) -> None:
    inline = PlacedText(value + "\n\n# not a heading", "inline", Span("f.yaml", 3, 5))
    parsed, _ = rendered("- {{ v }}\n- last\n\n| a |\n|---|\n| {{ v }} |\n", v=inline)
    assert parsed is not None
    kinds = [type(block).__name__ for block in parsed.blocks]
    assert kinds == ["List", "Table"]
    assert len(parsed.blocks[0].items) == 2  # type: ignore[attr-defined]
    assert [len(row.cells) for row in parsed.blocks[1].body] == [1]  # type: ignore[attr-defined]


def test_markdown_is_inserted_as_markdown() -> None:
    value = PlacedText("A *word*.\n\n- item\n", "block", Span("f.yaml", 3, 5))
    parsed, _ = rendered("{{ v }}\n\nEnd", v=value)
    assert parsed is not None
    assert [type(block).__name__ for block in parsed.blocks] == ["Paragraph", "List", "Paragraph"]
    assert every(parsed.blocks, n.Emph)


def test_an_open_code_fence_does_not_swallow_the_rest() -> None:
    value = PlacedText("```\ncode", "block", Span("f.yaml", 3, 5))
    parsed, _ = rendered("{{ v }}\n\n## Next\n", v=value)
    assert parsed is not None
    assert [type(block).__name__ for block in parsed.blocks] == ["CodeBlock", "Heading"]


def test_a_text_without_translation_says_so() -> None:
    report = REPORTS["en"]
    fiche = report.fiches_by_id["champs-pieges"]
    parsed, _ = rendered("{{ f.name }}\n\n{{ f.asked }}", "en", f=fiche)
    assert parsed is not None
    marked = [
        node for node in walk(parsed.blocks) if "untranslated" in getattr(node, "attrs", n.NO_ATTRS).classes
    ]
    assert [(type(node).__name__, node.attrs.lang) for node in marked] == [("Styled", "fr"), ("Div", "fr")]


def test_addresses_and_ids() -> None:
    template = '[a]({{ url | url }}) [b]{index="{{ v | attr }}"}\n\n## Title {#{{ "sec-x" | id }}}\n'
    url = "https://www.example.org/a_(b)?c=*d*&e=|f&copy;<g>{{h}} i"
    parsed, made = rendered(template, url=url, v='a "b" {c} \\ | d')
    assert parsed is not None
    assert not list(made.diagnostics)
    assert every(parsed.blocks, n.Link)[0].url == (
        "https://www.example.org/a_(b)?c=*d*&e=%7Cf&copy;%3Cg%3E%7B%7Bh%7D%7D%20i"
    )
    assert every(parsed.blocks, n.Styled)[0].attrs.get("index") == 'a "b" {c} \\ | d'
    assert every(parsed.blocks, n.Heading)[0].attrs.id == "sec-x"


# ---- places


def test_places_lead_to_the_field() -> None:
    report = REPORTS["fr"]
    fiche = report.fiches_by_id["grand-debat-national"]
    template = "Intro\n\n**Nom** : {{ f.name }}\n\n{{ f.how }}\n\n- {{ f.pitfalls[1].text }}\n"
    parsed, _ = rendered(template, f=fiche)
    assert parsed is not None
    units = [node.unit for node in walk(parsed.blocks) if getattr(node, "unit", None)]
    found = {unit.text[:22]: (unit.origin.line, unit.origin.field) for unit in units}
    source = (
        Path("tests/fixtures/project/content/fr/fiches/grand-debat-national.yaml")
        .read_text("utf-8")
        .splitlines()
    )
    cahiers = next(i for i, line in enumerate(source, 1) if line.startswith("  Des cahiers"))
    closed = next(i for i, line in enumerate(source, 1) if "questionnaires" in line)
    assert found["Intro"] == (1, "")
    assert found["Des cahiers sont posés"] == (cahiers, "how")
    assert found["Des questionnaires fer"] == (closed, "pitfalls[p2].text")


def test_findings_in_a_field_are_told_there() -> None:
    value = PlacedText("One line.\nA [link](javascript:1).", "block", Span("f.yaml", 30, 3))
    _, made = rendered("Before\n\n{{ v | indent(2) }}\n", v=value)
    assert places(made.diagnostics) == [("MD061", "f.yaml:31:3")]


def test_escapes_do_not_shift_columns() -> None:
    value = PlacedText("*** [[[ x", "plain", Span("f.yaml", 3, 5))
    made = with_template("{{ v }}!")
    result = render(
        made.environment, "test.md.j2", {"v": value}, file="f.yaml", fallback=Span("f.yaml"), known=(), diagnostics=made.diagnostics
    )  # fmt: skip
    assert result is not None
    column = result.text.index("x") + 1
    assert result.places.at(1, column) == Span("f.yaml", 3, 13)


# ---- what is wrong in a template


@pytest.mark.parametrize(
    ("template", "code", "line", "suggestion"),
    [
        ("a\nb {{ fich.name }}", "CMP002", 2, "fiche"),
        ("{{ fiche.nmae }}", "CMP002", 1, "name"),
        ("\n\n{{ fiche.name | captal }}", "CMP001", 3, ""),
        ("{% if %}", "CMP001", 1, ""),
        ("{% include 'nothing.md.j2' %}", "CMP003", 1, ""),
        ("{{ 1 / 0 }}", "CMP005", 1, ""),
        ("\n{{ fiches | where('metod = x') | length }}", "CMP022", 2, "method"),
        ("{{ fiche.name | id }}", "CMP005", 1, ""),
        ("{{ value('count(fiche)') }}", "CMP033", 1, "fiches"),
    ],
)
def test_mistakes_are_told_at_the_line_of_the_template(
    template: str, code: str, line: int, suggestion: str
) -> None:
    fiche = REPORTS["fr"].fiches[0]
    parsed, made = rendered(template, fiche=fiche, fiches=[fiche])
    assert parsed is None
    (finding,) = made.diagnostics
    assert (finding.code, finding.span.file, finding.span.line) == (code, "templates/test.md.j2", line)
    if suggestion and code != "CMP002":
        assert finding.suggestion == suggestion


def test_an_unknown_field_has_a_suggestion(tmp_path: Path) -> None:
    root = copy(tmp_path, **{"templates/fiche.md.j2": "# {{ fiche.name }}\n\n{{ fiche.sumary }}\n"})
    _, diagnostics = composed("fr", root)
    (finding, *_) = diagnostics
    assert (finding.code, str(finding.span), finding.suggestion) == (
        "CMP002",
        "templates/fiche.md.j2:3:1",
        "summary",
    )


# ---- what a template may not do


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ fiche.__class__ }}",
        "{{ fiche.model_config }}",
        "{{ fiche.model_copy() }}",
        "{{ fiche | attr('__class__') }}",
        "{{ fiche['__class__'] }}",
        "{{ label_of.__globals__ }}",
        "{{ words.__init__ }}",
        "{{ period.__globals__ }}",
        "{{ ''.format }}",
        "{{ '{0.__class__}'.format(fiche) }}",
        "{{ fiche.completeness.model_fields }}",
        "{{ lipsum() }}",
        "{{ cycler }}",
        "{{ self.__init__ }}",
        "{% include '../content/report.yaml' %}",
        "{% include '/etc/passwd' %}",
        "{% include '../../etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ 'x' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%1000000000d' % 1 }}",
        "{% for i in range(1000000) %}{% endfor %}",
        "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}",
        "{% macro m(x) %}{{ m(x) }}{{ m(x) }}{% endmacro %}{{ m(1) }}",
        "{% macro m(x) %}{% if x %}{{ m(x - 1) }}{{ m(x - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{{ range }}",
        "{{ 1.to_bytes(10) if false else (1).to_bytes(10, 'big') }}",
        "{{ namespace.__init__ }}",
    ],
)
def test_a_template_reads_only_what_it_is_given(template: str) -> None:
    parsed, made = rendered(template, fiche=REPORTS["fr"].fiches[0])
    assert parsed is None, texts(parsed.blocks)
    assert len(codes(made.diagnostics)) == 1
    assert codes(made.diagnostics)[0].startswith("CMP00")


def test_marks_typed_in_a_value_are_replaced() -> None:
    value = PlacedText("a\ue0005\ue001b\ue002", "plain", Span("f.yaml", 3, 5))
    parsed, _ = rendered("{{ v }}", v=value)
    assert parsed is not None
    assert texts(parsed.blocks) == "a\ufffd5\ufffdb\ufffd"
