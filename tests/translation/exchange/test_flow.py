"""What a translator does in a week: gets what changed, gives it back, and nothing else moves."""

from __future__ import annotations

import copy
import json
import zipfile
from pathlib import Path

import pytest

from reportgen.pipeline.exchange import export
from reportgen.pipeline.upkeep import align, consistency, parity, status_page, trivial, update
from tests.translation.exchange.desk import Desk, X, Xliff

FR, EN = "content/fr/chapters/01-why.md", "content/en/chapters/01-why.md"
VOTE = "chapters/01-why#~sec-marks/p2"
OLD = "La participation ne remplace pas le vote"


def test_a_delta_holds_what_is_stale_with_its_change_and_memory(desk: Desk) -> None:
    desk.change(FR, OLD, "La participation ne remplace jamais le vote")
    xliff = Xliff(desk.export("xliff2", "stale"))
    assert list(xliff.names()) == [VOTE]
    said = {note.get("category"): note.text for note in xliff.unit(VOTE).iter(f"{X}note")}
    assert "[-pas-] {+jamais+}" in said["changes"]
    assert said["place"].startswith("content/fr/chapters/01-why.md:")
    assert "⟨~sec-marks/p2⟩" in said["context"]
    assert "note1 = [^compte]" in said["codes"]
    assert said["memory"].startswith("9")
    words = json.loads((xliff.path.parent / "words.json").read_text(encoding="utf-8"))["classes"]
    assert {name: count["units"] for name, count in words.items() if count["units"]} == {"95-99": 1}


def test_classes_of_matches(desk: Desk) -> None:
    desk.change(FR, "La délibération prend du temps", "Rien de tel n’a jamais été dit auparavant")
    new = "Une phrase toute neuve que personne ne connaît."
    desk.change(
        FR, "## Ce qui manque", f"{new}\n\n{new}\n\nChaque paragraphe porte un numéro.\n\n## Ce qui manque"
    )
    result, _ = export(
        desk.root,
        desk.root.parent / "w",
        "xliff2",
        "unfinished",
        numbers=False,
        documents=["chapters/01-why"],
    )
    units = {name: count["units"] for name, count in result.counts.items() if count["units"]}
    assert units == {"repeated": 1, "100": 1, "new": 2}


def test_a_stale_unit_that_comes_back_is_translated(desk: Desk) -> None:
    desk.change(FR, OLD, "La participation ne remplace jamais le vote")
    xliff = Xliff(desk.export("xliff2", "stale"))
    xliff.replace(VOTE, "does not replace", "never replaces")
    result = desk.take(xliff.save())
    assert (result.taken, result.refused) == (1, [])
    assert desk.states("stale") == []
    memory = desk.root / "content/lock/memory.tmx"
    assert "does not replace" in memory.read_text(encoding="utf-8"), "the old pair is kept"


def test_a_stale_unit_is_confirmed_when_the_translator_says_that_it_is_right(desk: Desk) -> None:
    desk.change(FR, OLD, "La participation ne saurait remplacer le vote")
    xliff = Xliff(desk.export("xliff2", "stale"))
    xliff.unit(VOTE).find(f"{X}segment").set("state", "reviewed")
    before = desk.read(EN)
    result = desk.take(xliff.save())
    assert (result.confirmed, desk.states("stale")) == (1, [])
    assert desk.count("reviewed") == 1
    assert desk.read(EN) == before


def test_a_translation_of_an_older_text_is_kept_and_stale(desk: Desk) -> None:
    xliff = Xliff(desk.export("xliff2"))
    xliff.replace(VOTE, "does not replace", "never replaces")
    desk.change(FR, OLD, "La participation ne remplace jamais le vote")
    result = desk.take(xliff.save())
    assert (result.taken, desk.codes()) == (1, ["TRN140"])
    assert "never replaces" in desk.read(EN)
    assert desk.states("stale") == [VOTE]


def test_a_hand_edit_in_the_meantime_is_never_overwritten(desk: Desk) -> None:
    xliff = Xliff(desk.export("xliff2"))
    xliff.replace(VOTE, "does not replace", "never replaces")
    desk.change(EN, "does not replace the vote", "is no substitute for the vote")
    result = desk.take(xliff.save())
    assert desk.codes() == ["TRN119"]
    assert result.refused[0][0] == VOTE
    assert "is no substitute" in desk.read(EN)


def test_new_paragraphs_items_and_rows_find_their_place(desk: Desk) -> None:
    desk.change(FR, "\nLa délibération prend", "\nUn paragraphe neuf cite @fig-map.\n\nLa délibération prend")
    desk.change(FR, "- Deuxième point", "- Point du milieu.\n- Deuxième point")
    desk.change(FR, "| Ouvrir |", "| Fermer | Aucun guichet |\n| Ouvrir |")
    desk.change(
        FR, ":::{note} À savoir", ":::{warning} Attention\nUne mise en garde.\n:::\n\n:::{note} À savoir"
    )
    xliff = Xliff(desk.export("xliff2", "missing"))
    texts = {
        "Un paragraphe neuf cite ": "A new paragraph quotes ",
        "Point du milieu.": "Middle point.",
        "Fermer": "Close",
        "Aucun guichet": "No desk at all",
        "Attention": "Beware",
        "Une mise en garde.": "A warning.",
    }
    for name in [name for name in xliff.names() if name.startswith("chapters/01")]:
        source = xliff.unit(name).find(f"{X}segment/{X}source")
        target = xliff.target(name)
        for child in source:
            target.append(copy.deepcopy(child))
            target[-1].tail = "."
        target.text = texts[source.text]
    before = desk.read(EN)
    result = desk.take(xliff.save())
    assert (result.taken, result.refused, desk.codes()) == (6, [], [])
    after = desk.read(EN)
    assert (
        "see https://www.exemple.fr/plan.\n\nA new paragraph quotes @fig-map.\n\nDeliberation takes" in after
    )
    assert "- First point: **listen**.\n- Middle point.\n- Second point: *answer*." in after
    assert "|---------|--------|\n| Close | No desk at all |\n| Open | Three desks per city |" in after
    assert "\n:::{warning} Beware\nA warning.\n:::\n\n:::{note} Good to know\n" in after
    left = [line for line in before.split("\n") if line.strip(":")]
    assert [line for line in after.split("\n") if line in left] == left, (
        "what was there is still there, in order"
    )
    assert [name for name in desk.states("missing") if name.startswith("chapters/")] == []


def test_a_row_translated_by_half_is_refused(desk: Desk) -> None:
    desk.change(FR, "| Ouvrir |", "| Fermer | Aucun guichet |\n| Ouvrir |")
    xliff = Xliff(desk.export("xliff2", "missing"))
    name = next(n for n in xliff.names() if "cell" in n)
    xliff.write(name, "Close")
    before = desk.texts()
    result = desk.take(xliff.save())
    assert desk.codes() == ["TRN142"]
    assert [unit for unit, _ in result.refused] == [name]
    assert desk.texts() == before


def test_a_new_chapter_is_made_from_its_translation(desk: Desk) -> None:
    decree = "Le **décret n° 2021-1109** du 12 mars 2024 accorde 5,4 M€ à *12 régions*, soit 30 % de plus.\n"
    desk.change(FR, decree, "")
    (desk.root / EN).unlink()
    (desk.root / "content/lock/chapters/01-why.yaml").unlink()
    xliff = Xliff(desk.export("xliff2", "missing"))
    for unit in xliff.root.iter(f"{X}unit"):
        if not unit.get("name").startswith("chapters/01-why#"):
            continue
        source = unit.find(f"{X}segment/{X}source")
        target = xliff.target(unit.get("name"))
        target.text = source.text
        target.extend(copy.deepcopy(list(source)))
        if len(target):
            target[-1].tail = f"{target[-1].tail or ''} (bis)"
        else:
            target.text = f"{source.text} (bis)"
    result = desk.take(xliff.save())
    assert set(desk.codes()) <= {"TRN131", "TRN133", "TRN134"}, "warnings alone: it is still French"
    made = desk.read(EN)
    assert made.startswith("# Pourquoi ce rapport (bis) {#ch-why}")
    assert 'Table: Pratiques par échelle (bis) {#tbl-levels widths="40 20 40"}' in made
    assert 'alt="Quatre points sur une carte de France. (bis)"' in made
    assert ":::{note} À savoir (bis)\n" in made
    assert result.taken == len([n for n in xliff.names() if n.startswith("chapters/01-why#")])
    assert [n for n in desk.states("missing") if n.startswith("chapters/01-why")] == []


def test_a_new_fiche_gets_its_overlay(desk: Desk) -> None:
    xliff = Xliff(desk.export("xliff2", "missing"))
    names = [name for name in xliff.names() if name.startswith("fiches/champs-pieges#")]
    assert len(names) == 7
    for name in names:
        source = xliff.unit(name).find(f"{X}segment/{X}source")
        target = xliff.target(name)
        target.text = source.text
        for child in list(source):
            target.append(copy.deepcopy(child))
        xliff.unit(name).find(f"{X}segment").set("state", "translated")
    result = desk.take(xliff.save())
    assert result.taken == 7
    made = desk.read("content/en/fiches/champs-pieges.yaml")
    assert made.startswith("# yaml-language-server:")
    assert "id: champs-pieges\nname: " in made
    assert [name for name in desk.states("missing") if name.startswith("fiches/champs")] == []


def test_one_archive_a_hand_off(desk: Desk) -> None:
    result, _ = export(desk.root, desk.root.parent / "z", "omegat", zip_it=True, numbers=False)
    assert [path.suffix for path in result.paths] == [".zip"]
    names = zipfile.ZipFile(result.paths[0]).namelist()
    assert any(name.endswith("omegat/project_save.tmx") for name in names)
    assert desk.take(result.paths[0]).refused == []


# ---- trivial, update, align


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("5,4 M€", "5,5 M€"),
        ("12 mars 2024", "13 mars 2024"),
        ("`reportgen build`", "`reportgen check`"),
        ("accorde", "n’accorde pas"),
    ],
    ids=["an amount", "a date", "code", "a negation"],
)  # fmt: skip
def test_a_change_of_meaning_is_never_trivial(desk: Desk, old: str, new: str) -> None:
    desk.change(FR, old, new)
    paths, findings = trivial(desk.root, ["chapters/01-why#~sec-marks/p1"])
    assert paths == []
    assert [finding.code for finding in findings] == ["TRN150"]
    assert desk.states("stale") == ["chapters/01-why#~sec-marks/p1"]


def test_a_change_of_spelling_is_trivial_when_a_person_says_so(desk: Desk) -> None:
    desk.change(FR, "elle le prépare", "elle prépare celui-ci")
    paths, findings = trivial(desk.root, [VOTE])
    assert [path.name for path in paths] == ["01-why.yaml"]
    assert len(findings) == 0
    assert desk.states("stale") == []
    assert [finding.code for finding in trivial(desk.root, [VOTE])[1]] == ["TRN151"]
    assert [finding.code for finding in trivial(desk.root, ["nothing"])[1]] == ["TRN010"]


def test_update_keeps_what_was_translated_and_changes_no_state(desk: Desk) -> None:
    desk.change(FR, OLD, "La participation ne remplace jamais le vote")
    desk.change(FR, "- Premier point : **écouter**.\n", "")
    before = (desk.states("stale"), desk.states("orphan"))
    paths, _ = update(desk.root)
    assert "memory.tmx" in [path.name for path in paths]
    memory = desk.read("content/lock/memory.tmx")
    assert "Participation does not replace" in memory
    assert "First point: " in memory
    assert (desk.states("stale"), desk.states("orphan")) == before
    assert update(desk.root)[0] == []


def test_texts_never_paired_are_aligned_and_unsure_pairs_are_drafts(desk: Desk) -> None:
    (desk.root / "content/lock/chapters/01-why.yaml").unlink()
    paths, pairs, findings = align(desk.root, ["chapters/01-why"])
    assert (len(paths), len(findings)) == (1, 0)
    assert len(pairs) >= 25
    assert desk.count("unconfirmed") == 0
    assert desk.count("draft") == sum(not pair["sure"] for pair in pairs)
    assert [finding.code for finding in align(desk.root, ["chapters/none"])[2]] == ["TRN010"]


# ---- parity and consistency


@pytest.mark.parametrize(
    ("old", "new", "subject"),
    [
        ("12 March 2024", "12 May 2024", "date"),
        ("€5.4 million", "€5.4 billion", "amount"),
        ("30% more", "3% more", "number"),
        ("2021-1109", "2021-1190", "law"),
        ("https://www.exemple.fr/plan", "https://www.exemple.fr/plans", "link"),
        ("@tbl-levels, see", "the table, see", "reference"),
        ("- Second point: *answer*.\n", "", "structure"),
        ("## Marks {#sec-marks}", "### Marks {#sec-marks}", "structure"),
        ("prepares it[^compte] according", "prepares it according", "note"),
        ("[@dupont-2021, p. 12; @oecd-2022]", "[@dupont-2021, p. 12]", "citation"),
        ("known for only {{ count(fiches, cost_eur=\"known\") }}", "known for only some", "computed"),
    ],
)  # fmt: skip
def test_parity_finds_one_thing_that_differs(desk: Desk, old: str, new: str, subject: str) -> None:
    before = parity(desk.root)[0]
    assert before["chapters/01-why"] == []
    desk.change(EN, old, new)
    found = parity(desk.root)[0]
    assert {row.subject for row in found["chapters/01-why"]} == {subject}
    assert {**found, "chapters/01-why": []} == before
    assert found["chapters/01-why"][0].place.file in (EN, FR)


def test_consistency_finds_two_words_for_one(desk: Desk) -> None:
    desk.change(FR, "- Deuxième point : *répondre*.", "- Premier point : **écouter**.")
    desk.change(EN, "Deliberation takes time", "Debating takes time")
    found = consistency(desk.root)[0]
    kinds = {one.kind for one in found}
    assert {"target", "forbidden"} <= kinds
    different = next(one for one in found if one.kind == "target")
    assert len(different.said) == len(different.units) == 2


def test_the_status_page_counts_documents_and_the_whole(desk: Desk) -> None:
    desk.change(FR, OLD, "La participation ne remplace jamais le vote")
    page, _ = status_page(desk.root, "2020-01-01")
    rows = {row["document"]: row for row in page["documents"]}
    assert rows["chapters/01-why"]["units"]["stale"] == 1
    assert rows["chapters/01-why"]["title"] == "Why this report"
    assert 0 < rows["chapters/01-why"]["finished"] < 100
    assert rows["chapters/02-methods"]["finished"] == 100.0
    assert page["total"]["units"]["stale"] == 1
    assert sum(page["total"]["words"].values()) == sum(
        sum(row["words"].values()) for row in page["documents"]
    )
    assert page["total"]["changed"] == sum(row["changed"] for row in page["documents"]) > 0
    assert status_page(desk.root, "2999-01-01")[0]["total"]["changed"] == 0


def test_files_keep_their_line_ends(desk: Desk) -> None:
    path: Path = desk.root / EN
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    xliff = Xliff(desk.export("xliff2"))
    xliff.replace(VOTE, "does not replace", "never replaces")
    desk.take(xliff.save())
    assert path.read_bytes() == before.replace(b"does not replace", b"never replaces")
