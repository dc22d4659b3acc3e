"""Directives, conditions and computed values: whatever is typed is composed with findings, never an error."""

from __future__ import annotations

from collections.abc import Iterable

from fuzz.common import FIXTURE, files, loaded, sound
from reportgen.compose.chapters import expanded, read_part
from reportgen.compose.query import QueryError, evaluate, parse_condition
from reportgen.compose.scene import Scene
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.walk import plain_text, walk

TOKENS = (
    "\n:::{fiches}\n", "\n:::{fiche} ", "\n:::{chart}\n", "\n:::{crosstab}\n", "\n:::{toc}\n", "\n:::{index}\n",
    "\n:::{only} pdf\n", "\n:::{lang} en\n", "\n:::{figures}\n", "\n:::{backlinks}\n", "\n:::\n", "where: ",
    "sort: ", "as: ", "limit: ", "columns: ", "by: ", "split: ", "kind: ", "values: ", "categories: ", "view: ",
    "caption: ", "widths: ", "series: ", "count(fiches", "sum(", "share(", " and ", " or ", " not ", " in ",
    ">=", "!=", "method", "level", "start", "'national'", "2019", "{{ ", " }}", "[", "]", "(", ")",
    "grand-debat-national",
)  # fmt: skip

_EXAMPLES = (
    b":::{fiches}\nwhere: method = petition and start >= 2019\nsort: -start\nas: table\ncolumns: name, method\n:::",
    b":::{fiche} grand-debat-national\nview: card\n:::",
    b":::{chart}\nid: fig-a\nkind: bar\ncaption: A\nby: method\n:::",
    b":::{chart}\nkind: line\ncategories: 2019, 2020\nvalues: 1, 2.5\n:::",
    b":::{crosstab}\nrows: method\ncolumns: level\ncaption: A\n:::",
    b'Il y a {{ count(fiches, method="petition") }} pratiques.',
)


def seeds() -> Iterable[bytes]:
    return [*_EXAMPLES, *files(FIXTURE / "content/fr/chapters", ".md")]


def run(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    project = loaded()
    scene = Scene(project.project, project.inventory, "fr", "draft", project.assets, Diagnostics())
    part = read_part(f"# T\n\n{text}\n", "t.md", "chapters/t", "chapter", scene, "fr")
    made = expanded(part, "chapters/t", scene)
    left = [node for node in walk(made.blocks) if isinstance(node, n.Directive)]
    assert not left, left
    plain_text(made.blocks)
    sound(scene.diagnostics)
    line = text[:300].split("\n", 1)[0]
    for read in (lambda: parse_condition(line, scene.fields), lambda: evaluate(line, scene.frame)):
        try:
            read()
        except QueryError as error:
            assert 0 <= error.offset <= len(line)
