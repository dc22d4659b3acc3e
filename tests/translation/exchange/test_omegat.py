"""A hand-off in the hands of OmegaT: what it writes goes back, and what it refuses we refuse."""

from __future__ import annotations

import re

from tests.translation.exchange.desk import Desk
from tests.translation.exchange.omegat import omegat, project_of, remaining, translated

SAVED = "omegat/project_save.tmx"
VOTE = "chapters/01-why#~sec-marks/p2"


def test_what_nobody_touched_comes_back_as_it_was(desk: Desk) -> None:
    before = desk.texts()
    project = project_of(desk)
    result = desk.take(translated(project))
    assert desk.codes() == []
    assert (result.taken, result.refused) == (0, [])
    assert result.unchanged >= 75
    assert desk.texts() == before


def test_it_counts_what_is_missing_as_we_do(desk: Desk) -> None:
    desk.change("content/fr/chapters/01-why.md", "ne remplace pas", "ne remplace jamais")
    project = project_of(desk)
    translated(project)
    # Translations whose placeholders are not those of the source are only shown to the translator.
    shown = (project / "tm/other-tags.tmx").read_text(encoding="utf-8").count("<tu>")
    assert remaining(project) == desk.count("missing") + desk.count("stale") + shown


def test_a_sentence_changed_in_its_memory_is_the_only_thing_that_changes(desk: Desk) -> None:
    before = desk.read("content/en/chapters/01-why.md")
    project = project_of(desk)
    saved = project / SAVED
    text = saved.read_text(encoding="utf-8")
    assert "does not replace" in text
    saved.write_text(text.replace("does not replace", "never replaces"), encoding="utf-8")
    result = desk.take(translated(project))
    assert desk.codes() == []
    assert (result.taken, result.refused) == (1, [])
    after = desk.read("content/en/chapters/01-why.md")
    assert after == before.replace("does not replace", "never replaces")


def test_a_lost_placeholder_is_refused_there_and_here(desk: Desk) -> None:
    project = project_of(desk)
    saved = project / SAVED
    text = saved.read_text(encoding="utf-8")
    at = text.index("does not replace")
    found = re.compile(r"&lt;x\d+/&gt;").search(text, at)
    assert found
    saved.write_text(text[: found.start()] + text[found.end() :], encoding="utf-8")
    run = omegat(project)
    assert run.returncode != 0
    assert "Missing" in run.stdout + run.stderr
    assert not (project / "target/report.xlf").exists()

    # A tool that lets it through: the same unit is refused here, for the placeholder by its name.
    text = (project / "source/report.xlf").read_text(encoding="utf-8")
    unit = re.search(rf'<trans-unit [^>]*resname="{VOTE}">.*?</trans-unit>', text, re.DOTALL)
    assert unit
    target = re.sub(r"(<target[^>]*>).*</target>", r"\1It never replaces the vote.</target>", unit[0])
    returned = project.parent / "returned.xlf"
    returned.write_text(text.replace(unit[0], target), encoding="utf-8")
    result = desk.take(returned)
    assert [name for name, _ in result.refused] == [VOTE]
    assert any(found.code == "TRN110" and "[^compte]" in found.message("en") for found in desk.findings)
