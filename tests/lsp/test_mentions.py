"""What the text of a file names, found without understanding it, is what the tree of the report refers to."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.compose import compose
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.lsp.mentions import mentions
from reportgen.pipeline.documents import load
from reportgen.pipeline.timings import Timings

ROOT = Path(__file__).parents[2]

Named = tuple[str, int, str]


def _in_tree(root: Path) -> set[Named]:
    """File, line and name of every reference and citation that is typed in the content."""
    loaded = load(root, Diagnostics(), Timings())
    assert loaded is not None
    found: set[Named] = set()
    for lang in loaded.project.languages:
        document = compose(loaded.project, loaded.inventory, lang, "draft", loaded.assets, Diagnostics())
        for node in walk(document.parts):
            if isinstance(node, n.Reference):
                found.update((t.span.file, t.span.line, t.label) for t in node.targets)
            elif isinstance(node, n.Citation):
                found.update((i.span.file, i.span.line, i.key) for i in node.items)
    # What a template makes from a field has the place of the fiche alone: the line below that of the schema.
    return {
        row for row in found if row[0].startswith("content/") and not ("/fiches/" in row[0] and row[1] <= 2)
    }


def _in_texts(root: Path) -> set[Named]:
    found: set[Named] = set()
    for path in [*root.glob("content/*/chapters/*.md"), *root.glob("content/*/fiches/*.yaml")]:
        file = path.relative_to(root).as_posix()
        if file.startswith("content/lock/"):
            continue
        for mention in mentions(path.read_text(encoding="utf-8"), file):
            if mention.role in ("reference", "citation") and mention.lead in ("", f"{path.stem}#"):
                found.add((file, mention.line + 1, mention.name.removeprefix(mention.lead)))
    return found


@pytest.mark.parametrize(
    "root",
    [ROOT / "tests/fixtures/project", pytest.param(ROOT, marks=pytest.mark.slow)],
    ids=["small", "real"],
)
def test_texts_name_what_the_tree_refers_to(root: Path) -> None:
    tree, texts = _in_tree(root), _in_texts(root)
    assert len(tree) > 20
    assert tree - texts == set()
    # Fields of plain text name nothing, though they may look so: one fiche is full of such traps.
    assert {row for row in texts - tree if "champs-pieges" not in row[0]} == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Voir @fig-a, [la @tbl-b] et [@fig-c; @fig-d].", ["fig-a", "tbl-b", "fig-c", "fig-d"]),
        ("Un mot [@dupont, p. 12], une adresse a@fig-b.fr et @ministere.", ["dupont"]),
        ("`@fig-a` et ``{#fig-b}`` ne nomment rien.\n\n```\n@fig-c\n```\n\n<!-- @fig-d -->", []),
        (
            '## Titre {#sec-a .unlisted}\n\n![x](y.png){alt="z" #fig-b}\n\n[ici](#sec-a)',
            ["sec-a", "fig-b", "sec-a"],
        ),
        (":::{chart}\nid: fig-a\ncaption: voir @tbl-b\n:::\n\nid: fig-c", ["fig-a", "tbl-b"]),
        ("::: {.recommendation #rec-a}\n:::\n\n:::{fiche} grand-debat\n:::", ["rec-a", "fiche-grand-debat"]),
        ('@Fig-a commence, {{ count(fiches, form="@fig-b") }} compte, \\@fig-c est du texte.', ["fig-a"]),
    ],
)
def test_what_names_something_and_what_does_not(text: str, names: list[str]) -> None:
    found = mentions(text, "content/fr/chapters/x.md")
    assert [mention.name for mention in found] == names
    rows = text.split("\n")
    for mention in found:
        typed = rows[mention.line][mention.start : mention.end]
        assert mention.lead + typed[:1].lower() + typed[1:] == mention.name
