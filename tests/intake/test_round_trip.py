"""A fiche that goes into a form comes back equal, whatever the form."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.diagnostics import Diagnostics
from reportgen.intake import Lists, docx_form, read_submission, xlsx_form
from reportgen.intake.assemble import Candidate, assemble
from reportgen.intake.submission import values_of, write_key
from reportgen.intake.yamltext import fiche_yaml
from reportgen.inventory.fiche import Fiche
from reportgen.inventory.tables import record_data
from reportgen.words import words_for
from reportgen.yamlfile import read_yaml
from tests.intake.fiches import PLAIN, fiches

RELAXED = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
}


def back(data: bytes, name: str, lists: Lists) -> list[Fiche]:
    diagnostics = Diagnostics()
    practices = read_submission(data, name, diagnostics)
    made = [assemble(practice, lists, "fr") for practice in practices]
    assert [d.message() for d in diagnostics] == []
    assert all(isinstance(m, Candidate) for m in made), made
    return [m.fiche for m in made if isinstance(m, Candidate)]


@given(st.lists(fiches(), min_size=1, max_size=2), st.sampled_from(["fr", "en"]))
@settings(max_examples=5, **RELAXED)
def test_a_workbook(lists: Lists, made: list[Fiche], lang: str) -> None:
    assert back(xlsx_form(lists, words_for(lang), lang, made), "form.xlsx", lists) == made


@given(fiches(), st.sampled_from(["fr", "en"]))
@settings(max_examples=3, **RELAXED)
def test_a_word_document(lists: Lists, fiche: Fiche, lang: str) -> None:
    assert back(docx_form(lists, words_for(lang), lang, fiche), "form.docx", lists) == [fiche]


@given(st.lists(fiches(), min_size=1, max_size=3))
@settings(max_examples=30, **RELAXED)
def test_json_as_published(lists: Lists, made: list[Fiche]) -> None:
    data = json.dumps({"fiches": [record_data(fiche) for fiche in made]}).encode()
    assert back(data, "inventory.json", lists) == made


@given(fiches())
@settings(max_examples=30, **RELAXED)
def test_csv(lists: Lists, fiche: Fiche) -> None:
    values = {write_key(key): value for key, value in values_of(fiche).items()}
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(values))
    writer.writeheader()
    writer.writerow(values)
    assert back(out.getvalue().encode(), "practices.csv", lists) == [fiche]


@given(fiches())
@settings(max_examples=80, **RELAXED)
def test_the_yaml_of_a_fiche_is_read_as_that_fiche(fiche: Fiche) -> None:
    yaml = read_yaml(fiche_yaml(record_data(fiche)).encode(), "fiche.yaml", Diagnostics())
    assert yaml and Fiche.model_validate(yaml.data) == fiche


@pytest.mark.parametrize("word", ["0e0", "1_0", "12-3", "no", "2024-01-01", "0x1f", "-1"])
def test_a_word_that_looks_like_a_number_stays_a_word(word: str) -> None:
    fiche = PLAIN.model_copy(update={"keywords": (word,)})
    yaml = read_yaml(fiche_yaml(record_data(fiche)).encode(), "fiche.yaml", Diagnostics())
    assert yaml and yaml.data["keywords"] == [word]


def test_yaml_is_written_as_editors_write_it() -> None:
    assert fiche_yaml(record_data(PLAIN)) == (
        "# yaml-language-server: $schema=../../../schemas/fiche.schema.json\n"
        "id: forum-des-eaux\nname: Forum des eaux\nsummary: Trois soirées sur la rivière.\n"
        "depth: short\nstatus: draft\n"
        'lead: {portfolio: transition-ecologique, name: "Agence de l’eau"}\nassociated: []\n'
        'form: participatory\nmethod: workshop\nlevel: national\nstart: "2022-03"\nend: ongoing\n'
        'selection: {kind: open, detail: "Tous les riverains"}\n'
        'participants: {value: 120, counts: "Présents à la première soirée", sources: [1]}\n'
        "contributions: {value: unknown}\ncost_eur: {value: unknown}\nhow: |\n  Trois soirées [@s1].\n"
        'pitfalls:\n  - {id: p1, text: "Peu de jeunes [@s1]."}\n'
        'sources:\n  - {n: 1, title: "Compte rendu", url: "https://example.org/", lang: fr}\n'
    )


def test_forms_are_the_same_bytes_each_time(lists: Lists) -> None:
    words = words_for("fr")
    assert xlsx_form(lists, words, "fr", [PLAIN]) == xlsx_form(lists, words, "fr", [PLAIN])
    assert docx_form(lists, words, "fr", PLAIN) == docx_form(lists, words, "fr", PLAIN)


def test_word_reads_the_document_and_its_fields_are_controls(lists: Lists) -> None:
    document = docx.Document(io.BytesIO(docx_form(lists, words_for("fr"), "fr")))
    body: Any = document.element.body
    tags = body.xpath(".//w:sdt/w:sdtPr/w:tag/@w:val")
    assert {"name", "lead_portfolio", "sources[1].url", "pitfalls[1].text"} <= set(tags)
    method = body.xpath(".//w:sdt[w:sdtPr/w:tag/@w:val='method']//w:listItem/@w:displayText")
    assert "convention citoyenne" in method and len(method) == 12


@pytest.mark.parametrize("text", ["en cours", "Ongoing", "EN COURS"])
def test_states_are_read_in_either_language(lists: Lists, text: str) -> None:
    data = {**record_data(PLAIN), "end": text}
    assert back(json.dumps([data]).encode(), "a.json", lists)[0].ongoing


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("15/01/2019", "2019-01-15"),
        ("1.2.2019", "2019-02-01"),
        ("03/2019", "2019-03"),
        ("janvier 2019", "2019-01"),
        ("15 août 2019", "2019-08-15"),
        ("1er mars 2019", "2019-03-01"),
        ("March 2019", "2019-03"),
        ("2019", "2019"),
    ],
)
def test_dates_are_read_as_people_write_them(lists: Lists, text: str, date: str) -> None:
    data = {**record_data(PLAIN), "start": text}
    assert str(back(json.dumps([data]).encode(), "a.json", lists)[0].start) == date
