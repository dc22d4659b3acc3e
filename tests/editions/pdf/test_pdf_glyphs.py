"""Each glyph says its own character in the whole file, whatever it was first drawn with."""

from __future__ import annotations

import dataclasses
import subprocess
import unicodedata

import pytest

from reportgen.document import nodes as n
from tests.editions.pdf.conftest import Printed, printed
from tests.editions.sample import sample_document


def title(text: str) -> n.Heading:
    return n.Heading(2, (n.Text(text),))


def book(*parts: tuple[n.Block, ...]) -> n.Document:
    document = sample_document("fr")
    made = tuple(
        n.Part(f"ch-{i}", "chapter", (n.Text("Partie"),), (*blocks, n.Paragraph((n.Text("Fin."),))))
        for i, blocks in enumerate(parts)
    )
    return dataclasses.replace(document, parts=made, labels={})


def shown(report: Printed) -> str:
    """The text of the file as poppler reads it."""
    done = subprocess.run(["pdftotext", "-", "-"], input=report.result.data, capture_output=True, check=True)
    return " ".join(unicodedata.normalize("NFC", done.stdout.decode()).split())


@pytest.mark.parametrize("accented", ["ȏ", "x\u0304", "o\u030f\u0323"])
@pytest.mark.parametrize("where", ["same sheet", "another sheet"])
def test_a_letter_first_seen_under_an_accent_is_read_everywhere(accented: str, where: str) -> None:
    first, second = title(f"Un {accented} ici"), title("Exposition commune")
    made = printed(book((first, second)) if where == "same sheet" else book((first,), (second,)), final=True)
    assert "Exposition commune" in shown(made)
    assert unicodedata.normalize("NFC", accented) in shown(made)
    assert made.diagnostics.errors == 0, [str(found) for found in made.diagnostics]


def test_an_accent_typed_apart_from_its_letter_is_found_as_people_type_it() -> None:
    text = "Élève zélé, forêt"
    typed = unicodedata.normalize("NFD", text)
    made = printed(book((n.Paragraph((n.Text(typed),)), n.Paragraph((n.Text(text),)))), final=True)
    read = subprocess.run(["pdftotext", "-", "-"], input=made.result.data, capture_output=True, check=True)
    assert read.stdout.decode().count(text) == 2
    assert made.diagnostics.errors == 0, [str(found) for found in made.diagnostics]
