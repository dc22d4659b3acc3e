"""`docs/template-authors.md`: its examples work, and it names everything that a template can use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.compose.query.functions import FUNCTIONS
from reportgen.compose.templating.environment import _FILTERS
from reportgen.compose.tools import functions_for, tools_for
from reportgen.document import nodes as n
from tests.compose.reports import FIXTURE, composed, copy, every, part, scene, text

PAGE = (Path(__file__).parents[2] / "docs/template-authors.md").read_text("utf-8")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_first_annex_works(tmp_path: Path, lang: str) -> None:
    (template,) = re.findall(r"```jinja\n(.*?)```", PAGE, re.DOTALL)
    settings = (
        (FIXTURE / "content/report.yaml").read_text("utf-8").replace("index, data]", "index, data, costs]")
    )
    files = {"content/report.yaml": settings, "templates/annex-costs.md.j2": template}
    document, diagnostics = composed(lang, copy(tmp_path, **files))
    annex = part(document, "ann-costs")
    assert not list(diagnostics)
    (table,) = (t for t in every(annex.blocks, n.Table) if t.attrs.id == "tbl-costs")
    assert len(table.body) == 2
    assert "2" in text(annex.blocks[0])
    assert every(annex.blocks, n.Figure)[0].attrs.id == "fig-costs"


def test_the_directive_of_the_page_is_valid_python() -> None:
    (module,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, object] = {}
    exec(compile(module, "tally.py", "exec"), names)
    assert names["SYNTAX"].name == "tally"  # type: ignore[attr-defined]
    assert callable(names["expand"])


def test_every_filter_and_function_is_explained() -> None:
    report = scene()
    known = {*tools_for(report), "join", *_FILTERS} - {"d"}
    assert [name for name in sorted(known) if not re.search(rf"\b{name}\b", PAGE)] == []
    named = {*functions_for(report), *FUNCTIONS}
    assert [name for name in sorted(named) if not re.search(rf"\b{name}\b", PAGE)] == []
