"""What proofreaders do in Word comes back to the line or field that it concerns."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reportgen.pipeline.check import check
from reportgen.pipeline.proof import export_proof
from reportgen.pipeline.review import import_drafts
from tests.review.conftest import PROJECT, Desk, Office, paragraphs
from tests.review.wordlike import Word, shown


def codes(result: object) -> list[str]:
    return [one.code for one in result.diagnostics]  # type: ignore[attr-defined]


def test_a_proof_copy_that_nobody_touched_says_nothing(desk: Desk) -> None:
    result = desk.bring_back(desk.reviewer("Anne"))
    assert result.figures["threads"] == 0
    assert codes(result) == []


def test_a_proof_copy_that_libreoffice_only_saved_says_nothing(
    desk: Desk, libreoffice: Callable[[Path, Path], Path], tmp_path: Path
) -> None:
    saved = libreoffice(desk.proof, tmp_path / "saved")
    assert import_drafts(desk.root, [saved]).figures["threads"] == 0


def test_split_runs_and_revision_ids_are_no_change(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    for words in ("Les pratiques existent", "garants a rendu", "Le compte est fait", "Deux ministères"):
        anne.shatter(anne.paragraph(words), pieces=5)
    assert desk.bring_back(anne).figures["threads"] == 0


# ---- comments


def test_a_comment_keeps_its_author_date_thread_and_state(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    replies = (("Bruno", "Voir l’annexe."), ("Anne", "Merci."))
    anne.comment(
        anne.paragraph("Un collège de cinq"), "cinq garants", "Lesquels ?\nÀ préciser.", replies, done=True
    )
    result = desk.bring_back(anne)
    assert (result.figures["comments"], result.figures["threads"]) == (3, 1)
    thread = desk.thread("comment", "Lesquels")
    assert thread.text == "Lesquels ?\nÀ préciser."
    assert (thread.authors, thread.date, thread.resolved) == (("Anne",), "2026-11-20T10:00:00Z", True)
    assert [(one.author, one.text) for one in thread.replies] == list(replies)
    assert (thread.place, thread.field) == ("content/fr/fiches/grand-debat-national.yaml:43", "evaluation")
    assert thread.quote == "cinq garants"
    assert thread.state == "answered"


PLACES = {
    "Les pratiques existent": "content/fr/chapters/01-why.md:10",
    "Trois raisons": "content/fr/chapters/01-why.md:8",
    "Deux ministères": "content/fr/chapters/01-why.md:18",
    "Le compte est fait": "content/fr/chapters/01-why.md:6",
    "Une carte des démarches": "content/fr/chapters/01-why.md:14",
    "Des questionnaires fermés": "content/fr/fiches/grand-debat-national.yaml:39",
    "Services du Premier ministre": "content/shared/ministries.yaml:3",
}


def test_a_comment_on_any_kind_of_unit_finds_its_line(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    for words in PLACES:
        anne.comment(anne.paragraph(words), words, f"Sur {words}.")
    desk.bring_back(anne)
    assert {words: desk.thread("comment", f"Sur {words}.").place for words in PLACES} == PLACES


def test_a_comment_on_what_belongs_to_no_paragraph_is_listed_with_the_nearest_heading(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    stranger = anne.paragraph("Cité dans")
    anne.drop_bookmarks(stranger)
    anne.comment(stranger, "Cité dans", "Où ça ?")
    result = desk.bring_back(anne)
    assert "REV005" in codes(result)
    thread = desk.thread("comment", "Où ça")
    assert not thread.unit
    assert thread.heading


# ---- edits


EDITS = [
    # (paragraph, old, new, file, line that must stand there)
    ("Les pratiques existent", "dispersées", "éparpillées", "fr/chapters/01-why.md",
     "Les pratiques existent, mais elles sont éparpillées [@dupont-2021, p. 12; @oecd-2022]."),
    ("garantit la qualité", "la qualité de la délibération", "la tenue de la délibération publique",
     "fr/chapters/01-why.md",
     "La Commission nationale du débat public (CNDP) garantit la tenue de la *délibération* publique."),
    ("Deux ministères", "Deux", "Trois", "fr/chapters/01-why.md",
     '| Nationale | {{ count(fiches, level="national") }} | Trois ministères |'),
    ("Le compte est fait", "chaque édition", "chaque nouvelle édition", "fr/chapters/01-why.md",
     "[^compte]: Le compte est fait à chaque nouvelle édition, à partir des fiches [@dupont-2021]."),
    ("Trois raisons", "Trois", "Quatre", "fr/chapters/01-why.md", "## Quatre raisons {#sec-reasons}"),
    ("Des réponses tardives", "tardives", "trop tardives", "fr/chapters/02-methods.md",
     ":::{pitfall} Des réponses trop tardives"),
    ("Chaque paragraphe porte", "numéro", "[numéro] *unique*", "fr/chapters/01-why.md",
     r"Chaque paragraphe porte un \[numéro\] \*unique\*."),
    ("Les cahiers n’ont", "jamais", "pas", "fr/fiches/grand-debat-national.yaml",
     '  - {id: p1, text: "Les cahiers n’ont *pas* été mis en ligne [@s1]."}'),
    ("Deux mois de débat", "réunion", "réunion : trois", "fr/fiches/grand-debat-national.yaml",
     'summary: "Deux mois de débat ouvert à tous, en ligne, en réunion : trois et sur cahier."'),
    ("Plusieurs modes", "21 conférences", "19 conférences", "fr/fiches/grand-debat-national.yaml",
     "selection: {kind: mixed, detail: Participation ouverte et 19 conférences tirées au sort}"),
    ("Mission Grand débat", "Mission", 'La « mission » "GD"', "fr/fiches/grand-debat-national.yaml",
     r'lead: {portfolio: premier-ministre, name: "Premier ministre ; La « mission » \"GD\" Grand débat"}'),
    ("Le débat répond", "quatre thèmes", "cinq thèmes", "fr/fiches/grand-debat-national.yaml",
     "  Il porte sur *cinq thèmes* choisis par l’exécutif [@s1]."),
    ("Tout sur mes finances", "mode d’emploi", "le mode d’emploi", "fr/fiches/grand-debat-national.yaml", ""),
]  # fmt: skip


@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "untracked"])
def test_edits_come_back_to_markdown_and_yaml_with_their_markup(desk: Desk, tracked: bool) -> None:
    anne = desk.reviewer("Anne")
    for words, old, new, _file, _line in EDITS:
        anne.shatter(anne.paragraph(words))
        anne.replace(anne.paragraph(words), old, new, tracked=tracked)
    mutated = paragraphs(anne.save(desk.root.parent / "mutated.docx"))
    result = desk.bring_back(anne)
    assert result.figures["changes"] == anne.changes
    applied = desk.apply()
    assert codes(applied) == []
    for _words, _old, _new, file, line in EDITS:
        if line:
            assert line in desk.read(file).splitlines()
    # Judged by pandoc: the patched sources print what the reviewer left.
    rebuilt = paragraphs(desk.rebuilt())
    # Straight quotes become French ones in print, and the contents repeat the heading that was changed.
    assert set(rebuilt - mutated) <= {
        "1.1 Quatre raisons",
        "Organisateur Premier ministre ; La « mission » « GD » Grand débat",
    }
    assert (rebuilt - mutated).total() == (mutated - rebuilt).total() == 2


def test_files_that_no_edit_concerns_stay_byte_for_byte(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.replace(anne.paragraph("Les pratiques existent"), "dispersées", "éparpillées")
    desk.bring_back(anne)
    desk.apply()
    changed = [
        path.relative_to(PROJECT).as_posix()
        for path in sorted(PROJECT.rglob("content/**/*"))
        if path.is_file() and path.read_bytes() != (desk.root / path.relative_to(PROJECT)).read_bytes()
    ]
    assert changed == ["content/fr/chapters/01-why.md"]
    before = (PROJECT / changed[0]).read_text(encoding="utf-8")
    assert desk.read("fr/chapters/01-why.md") == before.replace("dispersées", "éparpillées")


def test_words_typed_behind_the_bookmark_belong_to_the_paragraph(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.append(anne.paragraph("Ce rapport d’essai"), " Il est court.")
    anne.append(anne.paragraph("Fixer avant"), " Et le dire.", tracked=False)
    desk.bring_back(anne)
    desk.apply()
    assert "Il se lit dans l’ordre ou par morceaux. Il est court.\n" in desk.read(
        "fr/chapters/00-foreword.md"
    )
    assert "qui rédige la synthèse. Et le dire.\n" in desk.read("fr/fiches/grand-debat-national.yaml")


def test_a_reference_deleted_with_its_sentence_goes_and_one_that_stays_is_kept(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.delete(anne.paragraph("Un collège de cinq"), " public")
    anne.delete(anne.paragraph("Les pratiques existent"), ", mais elles sont dispersées")
    desk.bring_back(anne)
    desk.apply()
    assert "Un collège de cinq garants a rendu un avis [@s2]." in desk.read(
        "fr/fiches/grand-debat-national.yaml"
    )
    assert "Les pratiques existent [@dupont-2021, p. 12; @oecd-2022]." in desk.read("fr/chapters/01-why.md")


def test_an_edit_of_a_computed_value_is_left_to_a_person(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.replace(anne.paragraph("Le coût n’est connu"), "pratiques sur 4", "pratiques sur 5")
    result = desk.bring_back(anne)
    assert codes(result) == ["REV007"]
    assert desk.thread("edit", "4").reason == "computed"
    before = desk.read("fr/chapters/01-why.md")
    desk.apply()
    assert desk.read("fr/chapters/01-why.md") == before


# ---- whole paragraphs


def test_new_deleted_and_moved_paragraphs(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.new_paragraph(anne.paragraph("Promettre une réponse"), "Un paragraphe *collé*.", tracked=False)
    anne.new_paragraph(anne.paragraph("Les pratiques existent"), "Une phrase nouvelle.")
    anne.new_paragraph(anne.paragraph("en réunion."), "par courrier.")
    anne.delete_paragraph(anne.paragraph("Des cahiers sont posés"))
    anne.move(anne.paragraph("Le coût n’est connu"), anne.paragraph("L’État consulte"))
    result = desk.bring_back(anne)
    assert codes(result) == []
    desk.apply()
    chapter = desk.read("fr/chapters/01-why.md")
    moved = next(line for line in desk.read("fr/chapters/01-why.md").splitlines() if "Le coût n’est" in line)
    assert chapter.count(moved) == 1
    assert f"délibératives[^compte].\n\n{moved}\n" in chapter
    assert "*délibération*.\n\nUne phrase nouvelle.\n\n" in chapter
    assert "ne rien promettre.\n\nUn paragraphe \\*collé\\*.\n:::" in desk.read("fr/chapters/02-methods.md")
    fiche = desk.read("fr/fiches/grand-debat-national.yaml")
    assert "  - en réunion.\n  - par courrier.\nwho: |" in fiche
    assert "Des cahiers sont posés" not in fiche


def test_a_moved_paragraph_may_have_taken_its_bookmark_along(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.move(anne.paragraph("Le coût n’est connu"), anne.paragraph("L’État consulte"), with_bookmark=True)
    assert codes(desk.bring_back(anne)) == []
    thread = desk.thread("move", "Le coût")
    assert thread.proposal == "ready"


def test_a_paragraph_deleted_without_tracking_is_noticed(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.delete_paragraph(anne.paragraph("Fixer avant"), tracked=False)
    desk.bring_back(anne)
    thread = desk.thread("delete", "Fixer avant")
    assert not thread.tracked
    assert thread.place == "content/fr/fiches/grand-debat-national.yaml:41"


def test_a_lost_bookmark_is_found_by_the_words_between_its_neighbours(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    paragraph = anne.paragraph("Fixer avant")
    anne.drop_bookmarks(paragraph)
    anne.replace(paragraph, "avant", "dès")
    anne.comment(paragraph, "synthèse", "Qui ?")
    desk.bring_back(anne)
    assert desk.thread("comment", "Qui ?").found == "similarity"
    desk.apply()
    assert "Fixer dès l’ouverture" in desk.read("fr/fiches/grand-debat-national.yaml")


def test_bold_and_italics_become_markup(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    chapter = anne.paragraph("Chaque paragraphe porte")
    anne.shatter(chapter)
    anne.bold(chapter, "paragraphe porte")
    anne.bold(anne.paragraph("Promettre une réponse"), "coûte plus", "i")
    anne.bold(anne.paragraph("Un collège de cinq"), "cinq garants a rendu")
    assert codes(desk.bring_back(anne)) == []
    desk.apply()
    assert "Chaque **paragraphe porte** un numéro." in desk.read("fr/chapters/01-why.md")
    assert "ne pas la donner *coûte plus* que" in desk.read("fr/chapters/02-methods.md")
    assert "Un collège de **cinq garants a rendu** un avis" in desk.read(
        "fr/fiches/grand-debat-national.yaml"
    )


@pytest.mark.parametrize(
    ("paragraph", "words", "look"),
    [
        ("Chaque paragraphe porte", "numéro", "strike"),
        ("Trois raisons", "Trois", "b"),  # headings look as their style says
        ("garantit la qualité", "qualité de la délibération", "b"),  # would cross the emphasis
        ("Deux mois de débat", "débat", "b"),  # a field of plain text
    ],
)
def test_other_looks_are_said_and_left_to_a_person(desk: Desk, paragraph: str, words: str, look: str) -> None:
    anne = desk.reviewer("Anne")
    anne.bold(anne.paragraph(paragraph), words, look)
    assert codes(desk.bring_back(anne)) == ["REV007"]
    thread = desk.thread("format", words)
    assert thread.looks == f"-> {look}"
    assert thread.proposal == "manual"


@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "untracked"])
def test_a_paragraph_split_in_two_is_two_in_the_source(desk: Desk, tracked: bool) -> None:
    anne = desk.reviewer("Anne")
    anne.split_paragraph(anne.paragraph("Ce rapport d’essai"), "Il se lit", tracked=tracked)
    anne.split_paragraph(anne.paragraph("Promettre une réponse"), "coûte plus", tracked=tracked)
    anne.split_paragraph(anne.paragraph("Un collège de cinq"), "garants a rendu", tracked=tracked)
    assert codes(desk.bring_back(anne)) == []
    desk.apply()
    assert "\n\nIl se lit dans l’ordre" in desk.read("fr/chapters/00-foreword.md")
    assert "ne pas la donner\n\ncoûte plus que" in desk.read("fr/chapters/02-methods.md")
    assert "  Un collège de cinq\n\n  garants a rendu" in desk.read("fr/fiches/grand-debat-national.yaml")


def test_two_paragraphs_joined_are_one_in_the_source(desk: Desk) -> None:
    desk.write(
        "fr/chapters/02-methods.md", desk.read("fr/chapters/02-methods.md") + "\n\nUn bout.\n\nUn autre.\n"
    )
    fiche = desk.read("fr/fiches/grand-debat-national.yaml")
    desk.write(
        "fr/fiches/grand-debat-national.yaml", fiche.replace("synthèse.\n", "synthèse.\n\n  Et la suite.\n")
    )
    desk.proof = desk.rebuilt()
    anne = desk.reviewer("Anne")
    anne.join_paragraphs(anne.paragraph("Un bout."))
    anne.join_paragraphs(anne.paragraph("Fixer avant"))
    assert codes(desk.bring_back(anne)) == []
    desk.apply()
    assert desk.read("fr/chapters/02-methods.md").endswith("\nUn bout.\nUn autre.\n")
    assert "rédige la synthèse.\n  Et la suite.\n" in desk.read("fr/fiches/grand-debat-national.yaml")


def test_items_and_fields_of_a_fiche_come_and_go_in_every_language(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.new_paragraph(anne.paragraph("Les cahiers n’ont"), "Un *piège* : « nouveau ».")
    anne.delete_paragraph(anne.paragraph("Des questionnaires fermés"))
    anne.delete_paragraph(anne.paragraph("Fixer avant"))
    anne.delete_paragraph(anne.paragraph("Le nombre de participants aux"))
    assert codes(desk.bring_back(anne)) == []
    desk.apply()
    fiche = desk.read("fr/fiches/grand-debat-national.yaml")
    assert '  - {id: p3, text: "Un \\\\*piège\\\\* : « nouveau »."}\nevaluation: |' in fiche
    for lang, gone in (("fr", "questionnaires"), ("en", "questionnaires")):
        text = desk.read(f"{lang}/fiches/grand-debat-national.yaml")
        assert gone not in text
        assert not re.search(r"^(reuse|gaps):", text, re.M)
    assert check(desk.root).errors == 0


def test_a_heading_goes_unless_something_refers_to_it(desk: Desk) -> None:
    chapter = desk.read("fr/chapters/02-methods.md")
    desk.write("fr/chapters/02-methods.md", f"{chapter}\nVoir [la @sec-reasons].\n")
    anne = desk.reviewer("Anne")
    anne.delete_paragraph(anne.paragraph("Des écueils"))
    anne.delete_paragraph(anne.paragraph("Trois raisons"))
    assert codes(desk.bring_back(anne)) == ["REV007"]
    assert desk.thread("delete", "Trois raisons").reason == "structure"
    desk.apply()
    assert "Des écueils" not in desk.read("fr/chapters/02-methods.md")
    assert "## Trois raisons" in desk.read("fr/chapters/01-why.md")


def test_a_field_that_a_fiche_must_have_is_not_taken_out(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.delete_paragraph(anne.paragraph("Deux mois de débat"))
    assert codes(desk.bring_back(anne)) == ["REV007"]


def test_words_deleted_in_an_item_that_another_reviewer_takes_out_are_a_conflict(desk: Desk) -> None:
    anne, bruno = desk.reviewer("Anne"), desk.reviewer("Bruno", 2)
    anne.delete_paragraph(anne.paragraph("Des questionnaires fermés"))
    bruno.replace(bruno.paragraph("Des questionnaires fermés"), "fermés", "clos")
    assert codes(desk.bring_back(anne, bruno)) == ["REV006", "REV006"]


def test_marks_typed_into_a_plain_field_stay_as_typed(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.replace(anne.paragraph("Deux mois de débat"), "en ligne", "en_ligne *surtout*")
    desk.bring_back(anne)
    desk.apply()
    assert "ouvert à tous, en_ligne *surtout*, en réunion" in desk.read("fr/fiches/grand-debat-national.yaml")


def test_a_paragraph_added_where_only_one_can_stand_ends_it(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.new_paragraph(anne.paragraph("Deux ministères"), "Et *trois* agences.")
    anne.new_paragraph(anne.paragraph("Deux mois de débat"), "C’est *long*.")
    anne.new_paragraph(anne.paragraph("Trois raisons"), "Un début.")
    assert codes(desk.bring_back(anne)) == []
    desk.apply()
    assert "| Deux ministères Et \\*trois\\* agences. |" in desk.read("fr/chapters/01-why.md")
    assert "sur cahier. C’est *long*." in desk.read("fr/fiches/grand-debat-national.yaml")


def test_a_paragraph_added_to_a_definition_belongs_to_it(desk: Desk) -> None:
    desk.write(
        "fr/chapters/02-methods.md", desk.read("fr/chapters/02-methods.md") + "\nMot neuf\n: Son sens.\n"
    )
    desk.proof = desk.rebuilt()
    anne = desk.reviewer("Anne")
    anne.new_paragraph(anne.paragraph("Son sens."), "Et la suite.")
    desk.bring_back(anne)
    desk.apply()
    assert desk.read("fr/chapters/02-methods.md").endswith(": Son sens.\n\n  Et la suite.\n")


def test_a_paragraph_added_to_an_entry_of_the_glossary_ends_what_its_author_wrote(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.new_paragraph(anne.paragraph("Choix des participants par le hasard"), "Souvent après un appel.")
    desk.bring_back(anne)
    desk.apply()
    assert '{fr: "Choix des participants par le hasard. Souvent après un appel.", en' in desk.read(
        "shared/glossary.yaml"
    )


# ---- several reviewers, newer sources


def test_two_reviewers_with_the_same_wish_are_one_patch_and_with_two_wishes_a_conflict(desk: Desk) -> None:
    anne, bruno = desk.reviewer("Anne"), desk.reviewer("Bruno", 2)
    for one, new in ((anne, "éparpillées"), (bruno, "dispersées partout")):
        one.replace(one.paragraph("Les pratiques existent"), "dispersées", new)
        one.replace(one.paragraph("Deux ministères"), "Deux", "Trois")
    result = desk.bring_back(anne, bruno)
    assert codes(result) == ["REV006", "REV006"]
    message = next(iter(result.diagnostics)).message("fr")
    assert "éparpillées" in message and "dispersées partout" in message
    before = desk.read("fr/chapters/01-why.md")
    desk.apply()
    assert desk.read("fr/chapters/01-why.md") == before.replace("Deux ministères", "Trois ministères")


def test_remarks_find_a_paragraph_that_has_changed_and_moved_since(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.comment(anne.paragraph("Promettre une réponse"), "réponse", "Oui.")
    anne.replace(anne.paragraph("Promettre une réponse"), "ne rien promettre", "se taire")
    anne.replace(anne.paragraph("Chaque paragraphe porte"), "un numéro", "son numéro")
    old = "Promettre une réponse et ne pas la donner coûte plus que ne rien promettre."
    new = "Promettre une réponse rapide et ne pas la donner coûte plus que ne rien promettre."
    text = desk.read("fr/chapters/02-methods.md").replace(old, new)
    desk.write(
        "fr/chapters/02-methods.md", text.replace("## Trois exemples", "Un ajout.\n\n## Trois exemples")
    )
    desk.write(
        "fr/chapters/01-why.md", desk.read("fr/chapters/01-why.md").replace("un numéro", "deux numéros")
    )
    result = desk.bring_back(anne)
    assert codes(result) == ["REV006"]
    assert desk.thread("comment", "Oui.").place == "content/fr/chapters/02-methods.md:33"
    desk.apply()
    assert "réponse rapide et ne pas la donner coûte plus que se taire." in desk.read(
        "fr/chapters/02-methods.md"
    )
    assert "Chaque paragraphe porte deux numéros." in desk.read("fr/chapters/01-why.md")


def test_a_renamed_chapter_keeps_its_remarks(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.replace(anne.paragraph("Promettre une réponse"), "ne rien promettre", "se taire")
    for lang in ("fr", "en"):
        folder = desk.root / "content" / lang / "chapters"
        (folder / "02-methods.md").rename(folder / "02-ways.md")
    settings = desk.root / "content/report.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("02-methods", "02-ways"), encoding="utf-8"
    )
    desk.bring_back(anne)
    desk.apply()
    assert "coûte plus que se taire." in desk.read("fr/chapters/02-ways.md")


def test_a_deleted_paragraph_keeps_its_remarks_in_the_register(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.comment(anne.paragraph("Fixer avant"), "synthèse", "Qui ?")
    anne.replace(anne.paragraph("Fixer avant"), "avant", "dès")
    fiche = desk.read("fr/fiches/grand-debat-national.yaml")
    desk.write(
        "fr/fiches/grand-debat-national.yaml",
        fiche.replace("reuse: |\n  Fixer avant l’ouverture qui rédige la synthèse.\n", ""),
    )
    result = desk.bring_back(anne)
    assert "REV006" in codes(result)
    assert desk.thread("comment", "Qui ?").text == "Qui ?"
    assert desk.thread("edit", "dès").reason == "gone"


# ---- the register


def test_importing_again_keeps_decisions_and_doubles_nothing(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.comment(anne.paragraph("Deux ministères"), "ministères", "Lesquels ?")
    anne.replace(anne.paragraph("Deux ministères"), "Deux", "Trois")
    desk.bring_back(anne)
    desk.apply()
    first = desk.register()
    assert [one.state for one in first.threads if one.kind == "edit"] == ["accepted"]
    assert [one.history[0].who for one in first.threads if one.kind == "edit"] == ["Claire"]
    result = desk.bring_back(anne)
    again = desk.register()
    assert {one.id for one in again.threads} == {one.id for one in first.threads}
    assert [one.state for one in again.threads if one.kind == "edit"] == ["accepted"]
    assert result.figures["done"] == 1
    text = desk.read("fr/chapters/01-why.md")
    desk.apply()
    assert desk.read("fr/chapters/01-why.md") == text


def test_open_remarks_go_out_as_comments_and_their_answers_come_back(desk: Desk, tmp_path: Path) -> None:
    anne = desk.reviewer("Anne")
    anne.comment(anne.paragraph("Un collège de cinq"), "cinq garants", "Lesquels ?")
    anne.comment(anne.paragraph("Le compte est fait"), "édition", "Dans une note.")
    desk.bring_back(anne)
    result = export_proof(desk.root, ["fr"], tmp_path / "out", remarks=True)
    assert result.figures == {"remarks fr": 2}
    path = tmp_path / "out/fr/report.proof.docx"
    bruno = Word(path, "Bruno", 3)
    assert b"Lesquels" in bruno.parts["word/comments.xml"]
    again = import_drafts(desk.root, [path])
    assert again.figures["threads"] == 2
    assert desk.thread("comment", "Lesquels").quote == "cinq garants"


def test_the_table_of_observations_holds_every_remark(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.comment(anne.paragraph("Un collège de cinq"), "cinq garants", "Lesquels ?", (("Bruno", "Ceux-ci."),))
    anne.replace(anne.paragraph("Deux ministères"), "Deux", "Trois")
    desk.bring_back(anne)
    page = (desk.root / "reviews/0.3-fr.html").read_text(encoding="utf-8")
    table = paragraphs(desk.root / "reviews/0.3-fr.docx")
    for words in ("Lesquels ?", "Ceux-ci.", "Trois", "cinq garants"):
        assert words in page
        assert any(words in line for line in table)


def test_the_table_for_excel_holds_every_remark_and_runs_none_as_a_formula(desk: Desk) -> None:
    anne = desk.reviewer("Anne")
    anne.comment(anne.paragraph("Un collège de cinq"), "cinq garants", "=HYPERLINK(1)", (("Bruno", "+1"),))
    anne.replace(anne.paragraph("Deux ministères"), "Deux", "@Trois")
    desk.bring_back(anne)
    path = desk.root / "reviews/0.3-fr.xlsx"
    rows = load_workbook(path).worksheets[0]
    assert rows.max_row == 3
    cells = {str(cell.value): cell for row in rows.iter_rows() for cell in row}
    for text in ("=HYPERLINK(1)", "@Trois"):
        assert cells[text].data_type == "s" and cells[text].quotePrefix
    assert any("Bruno" in text and "+1" in text for text in cells)
    assert "content/fr/fiches/grand-debat-national.yaml:43 evaluation" in cells
    first = path.read_bytes()
    desk.bring_back(anne)
    assert path.read_bytes() == first


# ---- a reviewer without Word


def test_what_is_done_in_libreoffice_comes_back(desk: Desk, office: Office, tmp_path: Path) -> None:
    edits = [
        {"find": "dispersées", "new": "éparpillées"},
        {"find": "réunion et sur", "new": "réunion publique et sur"},
        {"find": "Deux ministères", "new": "Trois ministères", "tracked": False},
        {"find": "jamais", "new": "pas"},
    ]
    back = tmp_path / "back.docx"
    done = office([{"file": str(desk.proof), "do": "edit", "save": str(back), "edits": edits}])
    assert done == [[True] * len(edits)]
    result = import_drafts(desk.root, [back])
    assert result.diagnostics.errors == 0
    assert result.figures["unmapped"] == 0
    desk.apply()
    assert "mais elles sont éparpillées [@dupont-2021" in desk.read("fr/chapters/01-why.md")
    assert "| Trois ministères |" in desk.read("fr/chapters/01-why.md")
    fiche = desk.read("fr/fiches/grand-debat-national.yaml")
    assert "en ligne, en réunion publique et sur cahier." in fiche
    assert "n’ont *pas* été mis en ligne" in fiche


def test_comments_survive_a_visit_to_libreoffice(
    desk: Desk, libreoffice: Callable[[Path, Path], Path], tmp_path: Path
) -> None:
    lea = desk.reviewer("Léa")
    replies = (("Anne", "Ceux-ci."),)
    lea.comment(lea.paragraph("Un collège de cinq"), "cinq garants", "Lesquels ?", replies, done=True)
    lea.replace(lea.paragraph("Deux ministères"), "Deux", "Trois")
    saved = libreoffice(lea.save(tmp_path / "lea.docx"), tmp_path / "saved")
    result = import_drafts(desk.root, [saved])
    assert result.diagnostics.errors == 0
    assert result.figures["comments"] == 2
    # LibreOffice 7.4 writes a reply as a comment of its own: both are kept, at the same place.
    for author, text in (("Léa", "Lesquels"), ("Anne", "Ceux-ci")):
        comment = desk.thread("comment", text)
        assert (comment.authors, comment.resolved) == ((author,), True)
        assert comment.place == "content/fr/fiches/grand-debat-national.yaml:43"
    assert desk.thread("edit", "Trois").proposal == "ready"


# ---- nothing is lost


@pytest.mark.parametrize("seed", range(2))
def test_counts_in_are_counts_out_whatever_a_reviewer_does(desk: Desk, seed: int) -> None:
    anne = desk.reviewer("Anne", seed)
    every = [one for one in anne.body.iter("{*}p") if len(shown(one)) > 25 and anne.texts(one)]
    for number, paragraph in enumerate(anne.random.sample(every, 24)):
        texts = [one for one in anne.texts(paragraph) if len(one.text or "") > 8 and anne._alone(one)]
        if not texts:
            continue
        words = (anne.random.choice(texts).text or "")[1:7]
        act = number % 6
        if act == 0:
            anne.comment(paragraph, words, f"Remarque {number}", (("Bruno", "Réponse"),))
        elif act == 1:
            anne.replace(paragraph, words, f"mot{number}")
        elif act == 2:
            anne.delete_paragraph(paragraph)
        elif act == 3:
            anne.bold(paragraph, words)
        elif act == 4:
            anne.new_paragraph(paragraph, f"Nouveau {number}")
        else:
            anne.insert_after(paragraph, words, f" ajout{number}")
    result = desk.bring_back(anne)
    assert result.diagnostics.errors == 0
    assert (result.figures["comments"], result.figures["changes"]) == (len(anne.comments), anne.changes)
