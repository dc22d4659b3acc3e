"""What holds for every report after the passes, whatever was written in it."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.walk import walk
from reportgen.resolve import PASSES, Records, resolve
from reportgen.resolve.tree import attrs_of
from tests.resolve.build import attrs, doc, figure, head, inl, mark, para, part, ref, table

# Few labels, so that documents hold duplicates, unknown labels and ranges.
LABELS = st.sampled_from(
    [
        f"{prefix}-{name}"
        for prefix in ("sec", "fig", "tbl", "fiche", "ch", "ann", "rec", "par")
        for name in "abc"
    ]
)
IDS = st.one_of(st.just(""), LABELS)

REFERENCES = st.builds(
    lambda labels, form, article, capital, prefix: ref(
        *labels, form=form, article=article, capital=capital, prefix=prefix
    ),
    st.lists(LABELS, min_size=1, max_size=5),
    st.sampled_from(["full", "number", "page"]),
    st.sampled_from(["", "le", "de", "à"]),
    st.booleans(),
    st.sampled_from(["", "voir"]),
)
INLINES = st.lists(
    st.one_of(
        st.just("texte"),
        REFERENCES,
        st.builds(mark, st.just("lot"), st.sampled_from(["", "tirage", "a!b; c", "É"])),
        st.builds(n.NoteRef, st.sampled_from(["one", "two", "none"])),
        st.builds(lambda i: n.Styled(inl("x"), attrs(i)), IDS),
    ),
    max_size=4,
).map(lambda pieces: inl(*pieces))
LEAVES: st.SearchStrategy[n.Block] = st.one_of(
    INLINES.map(n.Paragraph),
    st.builds(lambda i, level, c: n.Heading(level, c, attrs=attrs(i)), IDS, st.integers(2, 5), INLINES),
    st.builds(figure, st.sampled_from(["", "Une"]), IDS),
    st.builds(lambda i, c: table("Une", i, n.Paragraph(c)), IDS, INLINES),
    st.builds(n.Generated, st.sampled_from(["toc", "figures", "tables", "fiches", "index", "backlinks"])),
)


def _groups(blocks: st.SearchStrategy[Any]) -> st.SearchStrategy[n.Block]:
    inside = st.lists(blocks, max_size=3).map(tuple)
    return st.one_of(
        st.builds(
            lambda c, i, lang: n.Div(c, attrs=n.Attrs(id=i, lang=lang)),
            inside,
            IDS,
            st.sampled_from(["", "fr"]),
        ),
        st.builds(lambda c: n.Callout("note", c), inside),
        st.builds(n.Quote, inside),
        st.builds(n.Only, st.sampled_from([("pdf",), ("html", "docx")]), inside),
        st.builds(lambda c: n.List((n.ListItem(c),)), inside),
    )


BLOCKS = st.lists(st.recursive(LEAVES, _groups, max_leaves=6), max_size=5)
NOTES = (n.Footnote("one", (para("1"),)), n.Footnote("two", (para("2", ref("fig-a")),)))
PARTS = st.lists(
    st.builds(
        lambda name, blocks: part(name, *blocks, notes=NOTES),
        st.sampled_from(
            ["front-word", "ch-a", "ch-b", "div-a", "fiche-a", "fiche-b", "fiche-c", "ann-a", "ann-b"]
        ),
        BLOCKS,
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda made: made.id,
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(PARTS, st.sampled_from(["fr", "en"]))
def test_after_the_passes_everything_is_resolved(parts: list[n.Part], lang: str) -> None:
    report = resolve(doc(*parts, lang=lang), Records(), Diagnostics())
    nodes = list(walk(report.parts))

    unresolved = (n.Reference, n.Citation, n.Computed, n.Directive, n.Generated)
    assert not [node for node in nodes if isinstance(node, unresolved)]
    for node in nodes:
        if isinstance(node, n.CrossRef):
            assert node.number == report.labels[node.target].number
            assert node.number or node.title
            assert all(label in report.labels for label in node.covers)
        if isinstance(node, n.ContentsEntry):
            assert node.number == report.labels[node.target].number

    ids = [node.id for node in nodes if isinstance(node, n.Part | n.Anchor)]
    ids += [attrs_of(node).id for node in nodes if not isinstance(node, n.Part) and attrs_of(node).id]
    assert len(ids) == len(set(ids)), "an id is used once"
    assert set(ids) == set(report.labels), "labels are the ids of the tree"

    for kind in (n.Figure, n.Table):
        counted = [node.number for node in nodes if isinstance(node, kind) and node.number]
        assert counted == [str(i + 1) for i in range(len(counted))]
    for made in report.parts:
        assert [note.number for note in made.notes] == list(range(1, len(made.notes) + 1))


def test_a_pass_leaves_the_document_it_was_given_alone() -> None:
    first = doc(
        part("ch-a", head("A"), para(ref("fig-x"), mark("lot")), figure("F", "fig-x"), n.Generated("toc"))
    )
    again = doc(
        part("ch-a", head("A"), para(ref("fig-x"), mark("lot")), figure("F", "fig-x"), n.Generated("toc"))
    )
    resolve(first, Records(), Diagnostics())
    assert first == again


def test_the_passes_are_named_once() -> None:
    names = [name for name, _ in PASSES]
    assert len(names) == len(set(names))
    assert names.index("number") < names.index("label") < names.index("references") < names.index("index")
