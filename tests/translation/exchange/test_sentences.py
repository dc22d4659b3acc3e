"""Sentences inside a unit: where they end, how tools get them, how they come back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen.document.units import normalise
from reportgen.translation.exchange.checks import judge
from reportgen.translation.exchange.codes import Coded, decode, encode
from reportgen.translation.exchange.formats import FormatName, hand_off_files, read_file
from reportgen.translation.exchange.sentences import joined, sentences_of
from reportgen.translation.exchange.srx import write_srx
from reportgen.translation.exchange.units import HandOff
from tests.translation.exchange.desk import Desk, X
from tests.translation.exchange.omegat import project_of, remaining, translated
from tests.translation.exchange.test_property import MARKDOWN, unit

CUT = [
    ("fr", "Le délai baisse. Le coût aussi.", 2),
    ("fr", "M. Dupont, Mme Roy et le Dr Petit votent.", 1),
    ("fr", "Voir p. 12, art. 3 et la loi n° 2021-1109. Puis l’annexe 4. Fin.", 3),
    ("fr", "Mairies, écoles, etc. Les agents suivent, etc. puis partent.", 2),
    ("fr", "« C’est utile. » Il vote.", 2),
    ("fr", "Est-ce utile ? Oui ! Vraiment…", 3),
    ("fr", "Trois axes : accès ; coût. 80 % des agents.", 2),
    ("fr", "J. Dupont et J. O. Martin. L. 2121-29 du code.", 2),
    ("fr", "Le délai baisse.[^1] Le coût aussi [@s1]. Fin.", 3),
    ("fr", "**Ce qui marche.** Le reste. @fig-x le montre. {{ count(fiches) }} fiches.", 4),
    ("fr", "Un **gras qui dure. Deux phrases** de suite. Fin.", 2),
    ("fr", "Voir https://ex.fr/a.B?c=1. Puis `a. B`.", 2),
    ("fr", "Une ligne.\\\nUne autre. Fin.", 2),
    ("en", "Mr Smith spoke. St. Paul, e.g. Rome, vs. Paris.", 2),
    ("en", "Act No. 5 passed. No. We wait.", 3),
    ("en", "‘Is it so?’ It is. They receive €44. 80.8% of them.", 4),
    ("es", "El Sr. García votó. ¿Es útil? Sí.", 3),
    ("de", "Ein Satz. Noch einer.", 2),
]


@pytest.mark.parametrize(("lang", "text", "count"), CUT, ids=[case[1][:30] for case in CUT])
def test_where_sentences_end(lang: str, text: str, count: int) -> None:
    coded = encode(text)
    cut = sentences_of(coded, lang)
    assert len(cut) == count, [decode(Coded(one.items, coded.codes)) for one in cut]
    assert joined(cut) == coded.items


@settings(max_examples=200, deadline=None)
@given(st.lists(MARKDOWN.map(lambda text: f"Le {text}. "), min_size=1, max_size=4).map("".join))
def test_sentences_put_together_are_the_text(markdown: str) -> None:
    coded = encode(markdown)
    cut = sentences_of(coded, "fr")
    assert joined(cut) == coded.items
    for one in cut:
        opened = [item.id for item in one.items if not isinstance(item, str) and item.side == "open"]
        closed = [item.id for item in one.items if not isinstance(item, str) and item.side == "close"]
        assert sorted(opened) == sorted(closed), "no pair of codes is cut"


FORMATS: list[FormatName] = ["xliff2", "xliff21", "xliff12"]
SENTENCES = st.lists(MARKDOWN.map(lambda text: f"Le {text} suit."), min_size=1, max_size=4).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(SENTENCES, st.sampled_from(FORMATS))
def test_a_unit_cut_into_sentences_comes_back_whole(markdown: str, to: FormatName) -> None:
    one = unit(markdown, markdown)
    files = hand_off_files(to, HandOff((one,), "fr", "fr", "essai", by_sentence=True), ())
    name, data = next(iter(files.items()))
    back = read_file(name, data, "fr", "fr")[0][1].units[0]
    assert back.source is not None
    assert back.source.skeleton == one.source.skeleton
    judged = judge(one, back.target, ("fr", "fr"), ())
    assert judged.is_good, judged.faults
    assert normalise(judged.markdown.replace("[@sec-who]", "[le @sec-who]")) == normalise(markdown)


def long_paragraph(desk: Desk) -> None:
    """A paragraph of three sentences, in both languages."""
    for lang, text in (
        ("fr", "Le débat dure deux mois. **Il** réunit 12 régions[^compte]. Chacune vote."),
        ("en", "The debate lasts two months. **It** gathers 12 regions[^compte]. Each of them votes."),
    ):
        path = f"content/{lang}/chapters/01-why.md"
        old = "## Repères {#sec-marks}" if lang == "fr" else "## Marks {#sec-marks}"
        desk.change(path, old, f"{old}\n\n{text}")
    from reportgen.pipeline.i18n import adopt, confirm

    adopt(desk.root)
    confirm(desk.root, ["all"])


DEBATE = "chapters/01-why#~sec-marks/p1"


@pytest.mark.parametrize("to", FORMATS)
def test_a_sentence_changed_in_its_segment_is_all_that_changes(desk: Desk, to: FormatName) -> None:
    long_paragraph(desk)
    before = desk.read("content/en/chapters/01-why.md")
    path = desk.export(to, by_sentence=True)
    text = path.read_text(encoding="utf-8")
    assert "The debate lasts two months. " not in text, "the sentences stand apart"
    path.write_text(text.replace("lasts two months", "goes on for two months"), encoding="utf-8")
    result = desk.take(path)
    assert desk.codes() == []
    assert result.taken == 1
    after = desk.read("content/en/chapters/01-why.md")
    assert after == before.replace("lasts two months", "goes on for two months")


def test_a_sentence_left_in_the_source_language_is_refused(desk: Desk) -> None:
    long_paragraph(desk)
    desk.change("content/fr/chapters/01-why.md", "dure deux mois", "dure désormais deux mois")
    path = desk.export("xliff2", by_sentence=True)
    root: Any = etree.parse(path).getroot()
    made = next(one for one in root.iter(f"{X}unit") if one.get("name") == DEBATE)
    first, *_ = made.iter(f"{X}segment")
    first.find(f"{X}target").text = "Le débat dure désormais deux mois."
    etree.ElementTree(root).write(path, encoding="utf-8")
    before = desk.texts()
    result = desk.take(path)
    assert [name for name, _ in result.refused] == [DEBATE]
    assert "TRN125" in desk.codes()
    assert desk.texts() == before


def test_omegat_works_sentence_by_sentence(desk: Desk) -> None:
    long_paragraph(desk)
    before = desk.texts()
    project = project_of(desk, by_sentence=True)
    saved = project / "omegat/project_save.tmx"
    text = saved.read_text(encoding="utf-8")
    assert "<seg>Le débat dure deux mois.</seg>" in text
    result = desk.take(translated(project))
    assert (desk.codes(), result.taken, result.refused) == ([], 0, [])
    assert desk.texts() == before
    left = remaining(project)

    saved.write_text(text.replace("lasts two months", "goes on for two months"), encoding="utf-8")
    result = desk.take(translated(project))
    assert result.taken == 1
    assert "The debate goes on for two months. **It** gathers" in desk.read("content/en/chapters/01-why.md")

    # A sentence that OmegaT has no translation of comes back in French: the whole is refused.
    unit_of = re.compile(r"<tu>(?:(?!</tu>).)*Each of them votes.*?</tu>\n?", re.DOTALL)
    assert unit_of.search(text)
    project = project_of(desk, by_sentence=True)
    saved = project / "omegat/project_save.tmx"
    saved.write_text(unit_of.sub("", saved.read_text(encoding="utf-8")), encoding="utf-8")
    before = desk.texts()
    result = desk.take(translated(project))
    assert remaining(project) == left + 1
    assert desk.texts() == before


def test_the_rules_are_a_valid_srx_file() -> None:
    schema = Path(__file__).parents[3] / "build/schemas/srx20.xsd"
    if not schema.exists():
        pytest.skip("run scripts/exchange-schemas")
    judge_of_srx: Any = etree.XMLSchema(etree.parse(schema))
    root = etree.fromstring(write_srx())
    assert judge_of_srx.validate(root), judge_of_srx.error_log
