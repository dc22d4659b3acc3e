"""What becomes of a confirmed translation when one of its texts changes."""

from __future__ import annotations

import pytest

from reportgen.diagnostics import Diagnostics
from reportgen.translation import (
    Entry,
    Lock,
    PairedPart,
    adopted,
    confirmed,
    read_lock,
    report_findings,
    write_lock,
)
from tests.translation.build import EN, FR, Both, adopt, locked, pair

SENTENCE = "Les maires demandent une aide durable."
TRANSLATION = "Mayors ask for lasting support."


def after(french: str = FR, english: str | None = EN) -> Both:
    return pair(french, english, locked())


def test_nothing_changed_means_nothing_to_do() -> None:
    assert after().states() == {"translated": 30}


def test_one_french_sentence_makes_exactly_its_unit_stale() -> None:
    both = after(FR.replace("de 12 %", "de 13 %"))
    assert both.states() == {"translated": 29, "stale": 1}
    assert both.keys("stale") == ["~sec-findings/p1"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" %", "\u202f%"),
        (" :", "\u00a0:"),
        ("’", "'"),
        ("les délais, qui ont", "les délais,\nqui ont"),
        ("bus passe", "bus  passe"),
    ],
)
def test_spaces_and_apostrophes_make_nothing_stale(old: str, new: str) -> None:
    changed = FR.replace(old, new)
    assert changed != FR
    assert after(changed).states() == {"translated": 30}


def test_a_moved_section_makes_nothing_stale_or_missing() -> None:
    start, end = FR.index("## Constats"), FR.index("## Chiffres")
    last = FR.index("[^survey]:")
    moved = FR[:start] + FR[end:last] + FR[start:end] + FR[last:]
    assert after(moved).states() == {"translated": 30}


def test_a_moved_paragraph_makes_nothing_stale() -> None:
    line = "Le deuxième constat porte sur les coûts : 5,4 millions d’euros en trois ans.\n\n"
    moved = FR.replace(line, "").replace("Le rapport de 2025", line + "Le rapport de 2025")
    assert after(moved).states() == {"translated": 30}


def test_an_english_edit_is_seen_and_never_undone() -> None:
    both = after(english=EN.replace(TRANSLATION, "Mayors want support that lasts."))
    assert both.states() == {"translated": 29, "edited": 1}
    assert both.keys("edited") == ["~sec-findings/li1"]
    assert pair(FR, EN, adopted(both.paired)).states() == {"translated": 30}


def test_both_texts_changed() -> None:
    both = after(FR.replace("aide durable", "aide stable"), EN.replace("lasting support", "stable support"))
    assert both.states() == {"translated": 29, "both_changed": 1}


def test_a_heading_is_known_by_its_label() -> None:
    both = after(FR.replace("## Constats {", "## Ce qui se voit {"), EN.replace("## Findings {", "## Seen {"))
    assert both.keys("both_changed") == ["sec-findings"]


def test_english_deleted_is_missing_and_french_deleted_leaves_an_orphan() -> None:
    assert after(english=EN.replace(f"- {TRANSLATION}\n", "")).keys("missing") == ["~sec-findings/li1"]
    gone = after(FR.replace(f"- {SENTENCE}\n", ""))
    assert gone.states() == {"translated": 29, "orphan": 1}
    assert [unit.shown.text for unit in gone.paired.units if unit.state == "orphan"] == [TRANSLATION]


def test_new_french_is_missing_and_new_english_is_an_orphan() -> None:
    line = "Le rapport de 2025"
    assert after(FR.replace(line, "Une phrase neuve.\n\n" + line)).keys("missing") == ["~sec-next/p1"]
    assert after(english=EN.replace("The report of", "A note for visitors.\n\nThe report of")).states() == {
        "translated": 30,
        "orphan": 1,
    }


def test_a_new_pair_is_unconfirmed_until_adopted() -> None:
    french = FR.replace("Le rapport de 2025", "En 2026, 30 communes suivront.\n\nLe rapport de 2025")
    english = EN.replace("The report of", "In 2026, 30 communes will follow.\n\nThe report of")
    both = after(french, english)
    assert both.states() == {"translated": 30, "unconfirmed": 1}
    assert pair(french, english, adopted(both.paired)).states() == {"translated": 31}


def test_a_chapter_without_english_is_missing_as_a_whole() -> None:
    assert after(english=None).states() == {"missing": 30}
    assert pair(FR, None, Lock()).states() == {"missing": 30}


def test_a_split_translation_is_one_pair() -> None:
    english = EN.replace("costs: €5.4 million", "costs.\n\nThey came to €5.4 million")
    both = after(english=english)
    assert both.states() == {"translated": 29, "edited": 1}
    lock = confirmed(both.paired, both.paired.units)
    assert pair(FR, english, lock).states() == {"translated": 30}
    again = pair(FR.replace("5,4 millions", "5,5 millions"), english, lock)
    assert again.keys("stale") == ["~sec-findings/p2"]


def test_figures_alone_and_references_alone_are_not_units() -> None:
    text = "# T {#ch-t}\n\n| A | B |\n|---|---|\n| 12 | @fig-x |\n| `x` | {{ n }} |\n"
    assert sorted(u.source[0].unit.text for u in pair(text, None, Lock()).paired.units) == ["A", "B", "T"]


# ---- what a person declares


def test_confirming_takes_the_texts_as_they_stand() -> None:
    french, english = FR.replace("12 %", "13 %"), EN.replace(TRANSLATION, "Mayors want it.")
    both = after(french, english)
    lock = confirmed(both.paired, both.paired.units, by="cm", on="2026-11-20")
    assert pair(french, english, lock).states() == {"translated": 30}
    assert {entry.by for entry in lock.entries} == {"cm"}


def test_confirming_a_reviewed_text_that_was_edited_drops_the_review() -> None:
    entries = tuple(Entry(e.id, e.kind, e.source, e.target, "reviewed", e.was) for e in locked().entries)
    english = EN.replace(TRANSLATION, "Mayors want it.")
    both = pair(FR, english, Lock(entries))
    assert both.states() == {"reviewed": 29, "edited": 1}
    lock = confirmed(both.paired, [unit for unit in both.paired.units if unit.state == "edited"])
    assert pair(FR, english, lock).states() == {"reviewed": 29, "translated": 1}


def test_french_kept_on_purpose_and_english_added_on_purpose() -> None:
    french = FR.replace("Le rapport de 2025", "« Liberté, égalité. »\n\nLe rapport de 2025")
    english = EN.replace("In 2023, 412", "A note for visitors.\n\nIn 2023, 412")
    both = after(french, english)
    wanted = [unit for unit in both.paired.units if not unit.entry]
    assert confirmed(both.paired, wanted) == confirmed(both.paired, [])
    lock = confirmed(both.paired, wanted, why="a motto; a note")
    assert pair(french, english, lock).states() == {"translated": 30, "same": 1, "added": 1}


def test_what_is_kept_on_purpose_is_asked_again_when_it_changes() -> None:
    french = FR.replace("Le rapport de 2025", "« Liberté, égalité. »\n\nLe rapport de 2025")
    both = after(french)
    lock = confirmed(both.paired, both.paired.units, why="motto")
    assert pair(french, EN, lock).states() == {"translated": 30, "same": 1}
    assert pair(french.replace("égalité", "égalité, fraternité"), EN, lock).keys("missing") == [
        "~sec-next/p1"
    ]


def test_an_addition_that_is_edited_is_seen() -> None:
    english = EN.replace("The report of", "A note for visitors from abroad.\n\nThe report of")
    both = after(english=english)
    lock = confirmed(both.paired, both.paired.units, why="note")
    assert pair(FR, english, lock).states() == {"translated": 30, "added": 1}
    edited = pair(FR, english.replace("visitors", "all visitors"), lock)
    assert edited.states() == {"translated": 30, "edited": 1}


def test_a_draft_in_the_lock_is_not_finished() -> None:
    entries = tuple(Entry(e.id, e.kind, e.source, e.target, "draft", e.was) for e in locked().entries)
    both = pair(FR, EN, Lock(entries))
    assert both.states() == {"draft": 30}
    lock = confirmed(both.paired, both.paired.units)
    assert pair(FR, EN, lock).states() == {"translated": 30}


# ---- the lock file


def test_the_lock_reads_back_and_is_one_line_a_unit() -> None:
    lock, findings = locked(), Diagnostics()
    text = write_lock(lock, "fr", "en")
    assert read_lock(text, "content/lock/chapters/access.yaml", "fr", "en", findings) == lock
    assert not len(findings)
    assert sum(line.startswith("- {") for line in text.splitlines()) == 30
    assert write_lock(adopted(pair(FR, EN, lock).paired), "fr", "en") == text


def test_adopting_takes_what_is_sure_and_leaves_the_rest_to_a_person() -> None:
    states = pair(FR, EN, adopt(FR, EN)).states()
    assert set(states) <= {"translated", "unconfirmed"}
    assert states["translated"] >= 20


def test_strange_characters_survive_the_lock() -> None:
    entry = Entry(
        '~"x"', "paragraph", ("0" * 12,), ("1" * 12, "2" * 12), "added", ("a\u200b\u2028\\n'\"😀\t#: ",)
    )
    text, findings = write_lock(Lock((entry,)), "fr", "en"), Diagnostics()
    assert read_lock(text, "x.yaml", "fr", "en", findings).entries[0].was[0].replace("\ufffd", "") != ""
    assert read_lock(text, "x.yaml", "fr", "en", findings).entries[0].target == ("1" * 12, "2" * 12)


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n", "version: 9\nunits: []\n", "- 3\n", "units: 3\n"])
def test_a_broken_lock_is_reported_and_pairs_nothing(text: str) -> None:
    findings = Diagnostics()
    assert read_lock(text, "x.yaml", "fr", "en", findings) == Lock()
    assert findings.errors


# ---- findings


def codes(paired: PairedPart, profile: str) -> list[str]:
    findings = Diagnostics()
    report_findings(paired, profile, findings)
    return sorted(f"{finding.code} {finding.span.file}:{finding.span.line}" for finding in findings)


def test_a_release_refuses_what_is_not_finished_at_its_place() -> None:
    french = FR.replace("12 %", "13 %").replace("- Les usagers demandent un horaire étendu.\n", "")
    english = EN.replace("will say what was kept", "will tell").replace("- Officers ask for training.\n", "")
    both = after(french, english)
    assert codes(both.paired, "release") == [
        "TRN001 content/fr/chapters/access.md:13",
        "TRN002 content/en/chapters/access.md:7",
        "TRN003 content/en/chapters/access.md:46",
        "TRN006 content/en/chapters/access.md:13",
    ]
    assert codes(both.paired, "draft") == ["TRN007 content/en/chapters/access.md:13"]
    assert codes(after().paired, "release") == []


def test_before_adoption_a_release_asks_for_confirmation() -> None:
    assert {code[:6] for code in codes(pair(FR, EN, Lock()).paired, "release")} == {"TRN005"}
