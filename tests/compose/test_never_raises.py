"""Whatever is typed, composing answers with findings: in conditions, values, fields and options."""

# ruff: noqa: E501 (cases on one line)

from __future__ import annotations

import dataclasses
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.compose.chapters import expanded, read_part
from reportgen.compose.parts import fiche_part
from reportgen.compose.query import QueryError, evaluate, parse_condition
from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.inventory import FieldText
from tests.compose.reports import scene, text

REPORT = scene("fr")
DEBATE = REPORT.fiches_by_id["grand-debat-national"]
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

WORDS = st.sampled_from(
    [
        "count",
        "fiches",
        "(",
        ")",
        ",",
        "=",
        "!=",
        "and",
        "or",
        "not",
        "in",
        "method",
        "level",
        "petition",
        "'",
        '"',
        "[",
        "]",
        "+",
        "/",
        "**",
        "where",
        "lambda",
        ":",
        "start",
        "2019",
        ">=",
        "sum",
        "é",
        "«",
        "{",
        "known",
    ]
)
SOUP = st.lists(WORDS | st.text(max_size=4), max_size=14).map(" ".join)
# Marks and controls are replaced by the parser: every other character must come out as typed.
TYPED = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Co", "Cf", "Cn", "Zl", "Zp", "Zs"]) | st.just(" "),
    min_size=1,
    max_size=60,
).filter(str.strip) | st.lists(
    st.sampled_from(["*", "_", "`", "[", "]", "(", ")", "|", "\\", "<", ">", "{", "}", "#", ":::", "@x", "^", "~"])
    | st.sampled_from(["{{1}}", "a", " ", "1.", "- ", "&amp;", "!", "![", "](", "Table:", "$", '"', "'", "{.x}"]),
    min_size=1,
    max_size=20,
).map("".join).filter(str.strip)  # fmt: skip


@QUICK
@given(SOUP)
def test_conditions(soup: str) -> None:
    try:
        holds = parse_condition(soup, REPORT.fields)
    except QueryError as error:
        assert 0 <= error.offset <= len(soup)
        return
    assert all(isinstance(holds(fiche), bool) for fiche in REPORT.fiches)


@QUICK
@given(SOUP)
def test_values(soup: str) -> None:
    try:
        assert isinstance(evaluate(soup, REPORT.frame), str)
    except QueryError as error:
        assert error.offset >= 0


@QUICK
@given(TYPED)
def test_a_plain_field_reads_as_typed_on_the_page_of_its_fiche(typed: str) -> None:
    def plain(old: FieldText) -> FieldText:
        return FieldText(typed, "plain", old.path, "fr", False, old.map)

    changed = DEBATE.model_copy(
        update={
            "name": plain(DEBATE.name),  # type: ignore[arg-type]
            "summary": plain(DEBATE.summary),  # type: ignore[arg-type]
            "duration": plain(DEBATE.duration),  # type: ignore[arg-type]
        }
    )
    made = fiche_part(changed, REPORT)
    assert made is not None
    shown = " ".join(typed.split())
    assert " ".join(text(made.title).split()) == shown
    lead = next(b for b in made.blocks if isinstance(b, n.Div) and "lead" in b.attrs.classes)
    assert " ".join(text(lead).split()) == shown
    assert made.id == "fiche-grand-debat-national"
    assert len(made.blocks) == 28


@QUICK
@given(st.lists(st.sampled_from(["*a*", "[@s1]", "@fiche-x", ":::", "\n\n", "# t", "- i", "```", "{{x}}", "|", "[^1]", "> q"]), max_size=12).map(" ".join))  # fmt: skip
def test_markdown_fields(soup: str) -> None:
    field = FieldText(soup, "block", "how", "fr", False, DEBATE.how.map)  # type: ignore[attr-defined]
    made = fiche_part(DEBATE.model_copy(update={"how": field}), REPORT)
    assert made is not None
    titles = [text(node.children) for node in walk(made.blocks) if isinstance(node, n.Heading)]
    assert titles[-1] == "Sources"


@QUICK
@given(st.sampled_from(["fiches", "fiche", "chart", "crosstab", "toc"]), st.dictionaries(
    st.sampled_from(["where", "sort", "as", "limit", "columns", "by", "split", "rows", "kind", "values", "categories",
                     "id", "caption", "view", "widths", "series", "depth"]), SOUP, max_size=6))  # fmt: skip
def test_options_of_directives(name: str, options: dict[str, str]) -> None:
    lines = [f"{key}: {' '.join(value.split())}" for key, value in options.items()]
    body = "\n".join(["# T {#ch-t}", "", f":::{{{name}}}", *lines, ":::", "", "After."])
    part: Any = read_part(body, "t.md", "chapters/t", "chapter", REPORT, "fr")
    made = expanded(dataclasses.replace(part), "chapters/t", REPORT)
    assert text(made.blocks[-1]) == "After."
