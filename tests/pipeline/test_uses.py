"""A part is made again when something that it shows changes, in the language in which it shows it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from reportgen.compose import Memory
from reportgen.compose.digests import FicheDigests
from reportgen.compose.uses import PLACE, WHOLE, Uses, is_fiche, watched
from reportgen.diagnostics import Diagnostics
from reportgen.inventory import Fiche, FicheEntry, FicheOverlay, FieldText, Overlay
from reportgen.yamlfile import read_yaml, validate
from tests.pipeline.test_cache import made

FIXTURES = Path(__file__).parents[1] / "fixtures"
PAGE, RELATED = "fiches/grand-debat-national", "fiches/convention-citoyenne-climat"
METHODS, DATA = "chapter/chapters/02-methods", "annexes/data"
LISTS = {"annexes/inventory", "annexes/coverage", "annexes/timeline", "dividers/div-fiches"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(FIXTURES / "project", tmp_path / "project")
    return tmp_path / "project"


def made_again(root: Path, memory: Memory, file: str, old: str, new: str) -> dict[str, set[str]]:
    """The parts that an edit makes again, by language; what comes of it is what is made anew."""
    path = root / "content" / file
    before, text = dict(memory.latest), path.read_text(encoding="utf-8")
    assert re.search(old, text, re.MULTILINE)
    path.write_text(re.sub(old, new, text, count=1, flags=re.MULTILINE), encoding="utf-8")
    assert made(root, memory) == made(root, None)
    found: dict[str, set[str]] = {"fr": set(), "en": set()}
    for (lang, profile, name), key in memory.latest.items():
        if before.get((lang, profile, name)) != key:
            found[lang].add(name)
    return found


@pytest.mark.parametrize(
    ("file", "old", "new", "french", "english"),
    [
        ("en/fiches/grand-debat-national.yaml", "Two months of", "Many months of", set(), {PAGE, DATA}),
        (
            *("en/fiches/grand-debat-national.yaml", "Great National Debate", "Grand National Debate"),
            *(set(), {PAGE, RELATED, METHODS, DATA} | LISTS),
        ),
        (
            *("fr/fiches/grand-debat-national.yaml", "2019-03-15", "2019-03-16"),
            *({PAGE, DATA, "annexes/inventory"}, {PAGE, DATA, "annexes/inventory"}),
        ),
        ("en/chapters/01-why.md", "lots", "many lots", set(), {"chapter/chapters/01-why"}),
        (
            *("fr/chapters/01-why.md", "consulte", "consulte bien"),
            *({"chapter/chapters/01-why"}, {"chapter/chapters/01-why"}),
        ),
    ],
    ids=["a text of its page", "its name", "a fact", "a translated chapter", "a chapter"],
)
def test_an_edit_makes_again_what_shows_it(
    project: Path, file: str, old: str, new: str, french: set[str], english: set[str]
) -> None:
    memory = Memory()
    made(project, memory)
    assert made_again(project, memory, file, old, new) == {"fr": french, "en": english}


def test_a_text_that_moves_in_its_file_makes_again_what_shows_it(project: Path) -> None:
    """Findings and remarks lead to its line."""
    memory = Memory()
    made(project, memory)
    again = made_again(project, memory, "en/fiches/grand-debat-national.yaml", r"\A", "# a remark\n\n")
    assert RELATED in again["en"]
    assert not again["fr"]


def test_a_passage_in_another_language_is_made_again_with_the_texts_of_that_language(project: Path) -> None:
    chapter = project / "content/en/chapters/02-methods.md"
    card = ":::{fiche} budget-participatif-rennes\nview: card\n:::"
    passage = f'\n::::{{lang}} fr\n{card}\n\n{{{{ list(fiches, "level") }}}}\n::::\n'
    chapter.write_text(chapter.read_text(encoding="utf-8") + passage, encoding="utf-8")
    memory = Memory()
    made(project, memory)
    french, english = (f"{lang}/fiches/budget-participatif-rennes.yaml" for lang in ("fr", "en"))
    assert METHODS in made_again(project, memory, french, "^summary: ", "summary: Ici, ")["en"]
    assert METHODS not in made_again(project, memory, french, "Un vote", "Un grand vote")["en"]
    assert METHODS not in made_again(project, memory, english, "^summary: ", "summary: Here, ")["en"]


def test_a_state_of_translation_makes_the_part_again_in_that_language_alone(project: Path) -> None:
    memory = Memory()
    made(project, memory)
    before = dict(memory.latest)
    lock = project / "content/lock/fiches/grand-debat-national.yaml"
    lock.parent.mkdir(parents=True)
    lock.write_text("version: 1\nhash: 1\nunits: []\n", encoding="utf-8")
    assert made(project, memory) == made(project, None)
    assert [place for place, key in memory.latest.items() if before[place] != key] == [("en", "draft", PAGE)]


def test_words_of_a_locale_make_the_parts_of_its_language_again(tmp_path: Path) -> None:
    root = tmp_path / "spanish"
    shutil.copytree(FIXTURES / "spanish", root)
    memory, langs = Memory(), ("es", "fr")
    made(root, memory, langs)
    locale = root / "content/locales/es.yaml"
    text = locale.read_text(encoding="utf-8")
    assert "  fields.lead: " in text
    locale.write_text(text.replace("  fields.lead: ", "  fields.lead: Otro "), encoding="utf-8")
    documents, _ = made(root, memory, langs)
    assert documents == made(root, None, langs)[0]
    assert "Otro" in str(documents["es"])


# ---- what is noted, and what is told of it


def entry_of(root: Path) -> FicheEntry | None:
    """The fiche as it is loaded; None when it cannot be read."""
    found = Diagnostics()
    files = [
        read_yaml((root / f"content/{lang}/{PAGE}.yaml").read_bytes(), f"content/{lang}/{PAGE}.yaml", found)
        for lang in ("fr", "en")
    ]
    if files[0] is None or (fiche := validate(Fiche, files[0], found)) is None:
        return None
    record = validate(FicheOverlay, files[1], found) if files[1] else None
    overlays = {"en": Overlay(record, files[1])} if record and files[1] else {}
    return FicheEntry(fiche, files[0], "fr", overlays)


def test_each_field_that_is_read_is_noted(project: Path) -> None:
    uses = Uses()
    entry = entry_of(project)
    assert entry is not None
    raw = entry.localised("en")
    fiche = watched(raw, "en", uses)
    assert is_fiche(fiche) and is_fiche(raw) and not is_fiche("grand-debat-national")

    def noted(value: object) -> set[str]:
        found = {name for lang, _, name in uses.fields if lang == "en"}
        uses.forget()
        return found

    assert noted(fiche.id) == set()
    assert noted(fiche.lead.portfolio) == {"lead"}
    assert noted([step.text for step in fiche.follow_up]) == {"follow_up"}
    assert noted(fiche.family) == {"family"}
    assert noted(getattr(fiche, "nothing", None)) == set()
    for whole in (lambda: fiche == raw, lambda: str(fiche), lambda: repr(fiche), lambda: fiche.text("name")):
        whole()
        assert noted(None) in ({WHOLE}, {"text"})
    with pytest.raises(TypeError):  # as one that is not watched
        hash(fiche)


def seen(value: Any) -> Iterator[object]:
    """All that a template or a finding can show of a field."""
    if isinstance(value, FieldText):
        yield from (str(value), value.kind, value.path, value.lang, value.fallback, value.span)
        for line, text in enumerate(value.split("\n"), start=1):
            yield from (value.map.at(line, col) for col in (1, len(text)) if value.map)
    elif isinstance(value, tuple):
        for item in value:
            yield "item"
            yield from seen(item)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield name
            yield from seen(getattr(value, name))
    else:
        yield repr(value)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("changed", ["fr", "en"])
def test_what_can_be_seen_of_a_field_cannot_change_without_its_digest(
    project: Path, changed: str, lang: str
) -> None:
    """Each line of the file of a fiche is changed, doubled or left out, one after the other."""
    path = project / f"content/{changed}/fiches/grand-debat-national.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    names = (*Fiche.model_fields, "family", "follow_up_status", "unknown_figures")

    def told() -> dict[str, tuple[tuple[object, ...], str]]:
        entry = entry_of(project)
        if entry is None:
            return {}
        local, digests = entry.localised(lang), FicheDigests(entry, lang)
        return {
            PLACE: ((entry.yaml.span(),), digests.of(PLACE)),
            **{name: (tuple(seen(getattr(local, name))), digests.of(name)) for name in names},
        }

    before, differ, same = told(), 0, 0
    for at, line in enumerate(lines):
        for put in ([], [line, "# rien\n"], [re.sub(r"(\w)(\W*)$", r"\1s\2", line)], ["\n", line]):
            path.write_text("".join([*lines[:at], *put, *lines[at + 1 :]]), encoding="utf-8")
            for name, (value, digest) in told().items():
                assert (value == before[name][0]) or digest != before[name][1], (name, put)
                differ += digest != before[name][1]
                same += digest == before[name][1]
    # A digest that always changes would pass the line above, and help nobody.
    assert same > differ
    assert differ or lang != changed
