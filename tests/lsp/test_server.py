"""An editor asks `reportgen lsp` over standard input and output, as VS Code or Neovim would."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.pipeline import i18n
from reportgen.pipeline.check import check
from reportgen.pipeline.inspect import inspect
from tests.lsp.editor import Editor, apply

PROJECT = Path(__file__).parents[1] / "fixtures/project"
FR = "content/fr/chapters/01-why.md"
EN = "content/en/chapters/01-why.md"
FICHE = "content/fr/fiches/convention-citoyenne-climat.yaml"
OVERLAY = "content/en/fiches/convention-citoyenne-climat.yaml"


def _project(folder: Path) -> Path:
    """The project of the fixtures; a fiche and its English text refer to figures and sections too."""
    root = folder / "project"
    shutil.copytree(PROJECT, root)
    for file, old, new in (
        (FICHE, "sur neuf mois [@s1].", "sur neuf mois [@s1] ; voir [le @tbl-levels] et [la @sec-reasons]."),
        (OVERLAY, "image of the population [@s1].", "image of the population [@s1]; see @tbl-levels."),
    ):
        path = root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    with Editor(_project(tmp_path_factory.mktemp("lsp"))) as session:
        for file in (FR, EN, FICHE):
            session.open(file)
        # Titles and works are known once the whole has been read.
        session.open("content/fr/chapters/02-methods.md")
        session.type(FR, "\nVoir @fig-rien.\n")
        session.until(FR, lambda found: any(item["code"] == "REF004" for item in found))
        session.undo(FR, "\nVoir @fig-rien.\n")
        session.until(FR, lambda found: not found)
        yield session


# ---- findings


def test_a_mistake_is_underlined_while_it_is_typed_and_goes_with_it(editor: Editor) -> None:
    before = (editor.root / FR).read_text(encoding="utf-8")
    editor.type(FR, " Voir @fig-methodes.", after="à partir des fiches [@dupont-2021].")
    (found,) = editor.until(FR, bool)
    assert (found["code"], found["severity"], found["source"]) == ("REF004", 1, "reportgen")
    assert "did you mean “fig-methods”" in found["message"]
    where = {"uri": editor.uri(FR), "range": found["range"]}
    assert editor.words(where) == f"{FR}:6: @fig-methodes"
    assert (editor.root / FR).read_text(encoding="utf-8") == before
    editor.undo(FR, " Voir @fig-methodes.")
    editor.until(FR, lambda found: not found)


def test_a_field_of_a_fiche_is_checked_as_typed(editor: Editor) -> None:
    editor.type(FICHE, "-zzz", after="form: deliberative")
    (found,) = editor.until(FICHE, bool)
    assert found["range"]["start"]["line"] == 7
    assert "deliberative" in found["message"]
    editor.undo(FICHE, "-zzz")
    editor.until(FICHE, lambda found: not found)


def test_places_are_counted_in_utf_16(editor: Editor) -> None:
    editor.type(FR, "\n\n🌳🌳 voir @fig-rien-du-tout\n")
    (found,) = editor.until(FR, bool)
    assert found["range"]["start"]["character"] == 10
    assert editor.words({"uri": editor.uri(FR), "range": found["range"]}).endswith("fig-rien-du-tout")
    editor.undo(FR, "\n\n🌳🌳 voir @fig-rien-du-tout\n")
    editor.until(FR, lambda found: not found)


# ---- completion


def test_labels_are_completed_with_their_titles(editor: Editor) -> None:
    cursor = editor.type(FR, " @fig-", after="[tire au sort]")
    items = editor.complete(FR, cursor)
    editor.undo(FR, " @fig-")
    assert items["fig-methods"]["detail"].endswith("Pratiques par méthode")
    assert items["fiche-grand-debat-national"]["detail"].endswith("Grand débat national")
    assert {
        "sec-reasons",
        "tbl-levels",
        "ch-methods",
        "rec-publish",
        "ann-glossary",
        "fig-map",
    } <= items.keys()
    edit = items["fig-methods"]["textEdit"]
    assert edit["newText"] == "fig-methods"
    assert edit["range"]["end"]["character"] - edit["range"]["start"]["character"] == len("fig-")


def test_works_are_completed_in_brackets(editor: Editor) -> None:
    cursor = editor.type(FR, " [@", after="[tire au sort]")
    inside = editor.complete(FR, cursor)
    editor.undo(FR, " [@")
    assert inside["dupont-2021"]["textEdit"]["newText"] == "dupont-2021"
    assert "2021" in inside["dupont-2021"]["detail"]
    cursor = editor.type(FR, " @dup", after="[tire au sort]")
    outside = editor.complete(FR, cursor)
    editor.undo(FR, " @dup")
    assert outside["dupont-2021"]["textEdit"]["newText"] == "[@dupont-2021]"


def test_in_a_fiche_its_own_sources_are_completed(editor: Editor) -> None:
    cursor = editor.type(FICHE, " [@s", after="150 personnes,")
    items = editor.complete(FICHE, cursor)
    editor.undo(FICHE, " [@s")
    assert items["s2"]["detail"] == "Taking citizens seriously — Example Review"
    assert "dupont-2021" not in items


def test_directives_are_completed_and_so_are_their_options(editor: Editor) -> None:
    line, _ = editor.type(FR, "\n\n:::{")
    names = editor.complete(FR, (line, 4))
    assert names["chart"]["textEdit"]["newText"].startswith("chart}\n")
    assert {"fiche", "fiches", "note", "only", "toc", "crosstab"} <= names.keys()
    editor.type(FR, "chart}\nki")
    options = editor.complete(FR, (line + 1, 2))
    assert {"kind", "caption", "where", "id"} <= options.keys()
    editor.type(FR, "nd: ")
    values = editor.complete(FR, (line + 1, 6))
    assert set(values) == {"bar", "column", "line", "dot", "timeline", "map"}
    for typed in ("nd: ", "chart}\nki", "\n\n:::{"):
        editor.undo(FR, typed)
    line, _ = editor.type(FR, "\n\n:::{fiche} con")
    fiches = editor.complete(FR, (line, len(":::{fiche} con")))
    editor.undo(FR, "\n\n:::{fiche} con")
    assert fiches["convention-citoyenne-climat"]["detail"] == "Convention citoyenne pour le climat"


@pytest.mark.parametrize(
    ("after", "typed", "offered"),
    [
        (
            "keywords: [climat, tirage au sort]",
            "\nform: ",
            {"representative", "participatory", "deliberative"},
        ),
        ("keywords: [climat, tirage au sort]", "\nselection: {kind: ", {"open", "sortition", "mixed"}),
        ("keywords: [climat, tirage au sort]", "\nlead: {portfolio: ", {"premier-ministre", "cese"}),
        ("related: [", "", {"grand-debat-national"}),
        ("keywords: [climat, tirage au sort]", "\nreu", {"reuse", "related", "pitfalls"}),
    ],
)
def test_fields_and_closed_lists_of_a_fiche_are_completed(
    editor: Editor, after: str, typed: str, offered: set[str]
) -> None:
    cursor = editor.type(FICHE, typed, after=after)
    items = editor.complete(FICHE, cursor)
    if typed:
        editor.undo(FICHE, typed)
    assert offered <= items.keys()


# ---- hover, definition, references


def test_hover_tells_the_title_in_the_language_of_the_text(editor: Editor) -> None:
    french = editor.ask("textDocument/hover", editor.at(FR, "tbl-levels"))["contents"]["value"]
    english = editor.ask("textDocument/hover", editor.at(EN, "tbl-levels"))["contents"]["value"]
    assert "Pratiques par échelle" in french
    assert "Practices by level" in english
    fiche = editor.ask("textDocument/hover", editor.at(EN, "Fiche-grand-debat-national"))["contents"]["value"]
    assert fiche.startswith("**Record 2** — Great National Debate")
    source = editor.ask("textDocument/hover", editor.at(FICHE, "@s2"))["contents"]["value"]
    assert "Taking citizens seriously" in source


def _went(editor: Editor, file: str, text: str, offset: int = 2) -> list[str]:
    found = editor.ask("textDocument/definition", editor.at(file, text, offset))
    return [editor.words(place) for place in found]


def test_a_definition_is_found_from_chapters_fiches_and_english_texts(editor: Editor) -> None:
    methods = "content/{}/chapters/02-methods.md:6: fig-methods"
    assert _went(editor, FR, "@fig-methods") == [methods.format("fr")]
    assert _went(editor, EN, "@fig-methods") == [methods.format("en")]
    assert _went(editor, FICHE, "@tbl-levels") == [f"{FR}:21: tbl-levels"]
    assert _went(editor, OVERLAY, "@tbl-levels") == [f"{EN}:21: tbl-levels"]
    debate = "content/fr/fiches/grand-debat-national.yaml:1: grand-debat-national"
    assert _went(editor, EN, "@Fiche-grand") == [debate]
    assert _went(editor, FICHE, "related: [grand", len("related: [g")) == [debate]
    assert _went(editor, FICHE, "[@s2", 3) == [f"{FICHE}:35: 2"]
    assert _went(editor, FR, "@dupont-2021")[0].startswith("content/shared/bibliography.json:")


def test_references_are_found_in_both_languages(editor: Editor) -> None:
    params = editor.at(FR, "@tbl-levels", 2)
    places = editor.ask("textDocument/references", {**params, "context": {"includeDeclaration": True}})
    assert sorted(editor.words(place) for place in places) == [
        f"{EN}:11: tbl-levels",
        f"{EN}:21: tbl-levels",
        f"{OVERLAY}:11: tbl-levels",
        f"{FR}:11: tbl-levels",
        f"{FR}:21: tbl-levels",
        f"{FICHE}:20: tbl-levels",
    ]
    bare = editor.ask("textDocument/references", {**params, "context": {"includeDeclaration": False}})
    assert len(bare) == 4


# ---- rename


def test_a_label_is_renamed_in_chapters_fiches_and_english_texts(tmp_path: Path) -> None:
    """Afterwards the report is the same but for the name, and every translation is in the state it was."""
    root = _project(tmp_path)
    i18n.adopt(root)
    before, _ = inspect(root)
    states = [(row["document"], row["units"]) for row in i18n.status(root)[0]]
    assert before is not None
    assert not check(root).errors
    with Editor(root) as editor:
        for file in (FR, FICHE):
            editor.open(file)
        params = editor.at(FICHE, "@tbl-levels", 3)
        ready = editor.ask("textDocument/prepareRename", params)
        assert editor.words({"uri": editor.uri(FICHE), "range": ready}) == f"{FICHE}:20: tbl-levels"
        edit = editor.ask("textDocument/rename", {**params, "newName": "tbl-par-echelle"})
        apply(edit, editor)
        other = {**editor.at(EN, "#sec-reasons", 3), "newName": "sec-why-now"}
        # The editor reports that files have changed on disk, as an editor does that applied an edit to them.
        for file in (FR, FICHE):
            editor.open(file)
        apply(editor.ask("textDocument/rename", other), editor)
        assert editor.exit_code is None
    assert editor.exit_code == 0
    texts = {
        p: p.read_text(encoding="utf-8")
        for p in (root / "content").rglob("*")
        if p.suffix in (".md", ".yaml")
    }
    assert not [str(p) for p, text in texts.items() if "tbl-levels" in text or "sec-reasons" in text]
    assert sum(text.count("tbl-par-echelle") for p, text in texts.items() if "lock" not in str(p)) == 6
    assert not check(root).errors
    after, _ = inspect(root)
    assert after is not None
    names = {"tbl-levels": "tbl-par-echelle", "sec-reasons": "sec-why-now"}
    renamed = [{**label, "id": names.get(label["id"], label["id"])} for label in before["labels"]]
    assert [{**label} for label in after["labels"]] == renamed
    assert [(row["document"], row["units"]) for row in i18n.status(root)[0]] == states


@pytest.mark.parametrize(
    ("file", "text", "new", "why"),
    [
        (FR, "@tbl-levels", "fig-levels", "after “tbl-”"),
        (FR, "@tbl-levels", "tbl-Échelle", "plain letters"),
        (FR, "@tbl-levels", "tbl-national", "already taken"),
        (FR, "@fiche-grand-debat", "fiche-debat", "never changes"),
        (FICHE, "@s1", "s9", "have numbers"),
        (FR, "consulte", "rien", "Nothing has a name here"),
    ],
)
def test_what_must_not_be_renamed_is_refused_with_the_reason(
    editor: Editor, file: str, text: str, new: str, why: str
) -> None:
    answer = editor.request("textDocument/rename", {**editor.at(file, text, 3), "newName": new})
    assert why in answer["error"]["message"]


def test_the_key_of_a_work_is_renamed_in_the_bibliography_too(editor: Editor) -> None:
    params = {**editor.at(FR, "@dupont-2021", 3), "newName": "dupont-et-al-2021"}
    changes = editor.ask("textDocument/rename", params)["changes"]
    files = {editor.file(uri) for uri in changes}
    assert {"content/shared/bibliography.json", FR, EN} <= files
    assert {edit["newText"] for uri in changes for edit in changes[uri]} == {"dupont-et-al-2021"}
