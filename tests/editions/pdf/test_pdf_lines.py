"""What no line may begin or end with: a call alone, a number without its name, a part of a last word."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from weasyprint.formatting_structure import boxes

from reportgen.editions.pdf.furniture import ROOM, shortened
from reportgen.editions.pdf.jobs import Variant
from reportgen.editions.pdf.joined import joined
from reportgen.editions.pdf.render.closed import FilesOnly
from reportgen.editions.pdf.render.typeset import Typesetter
from reportgen.editions.pdf.style import style_of
from reportgen.project import Assets

CALL = '<a href="#f-s1" class="link-source">[1]</a>'
PAGE = '<span class="xref-page">(p.\u00a0<span class="pn" data-slot="x">00</span>)</span>'
WORDS = "La commission a rendu au ministère un avis motivé sur ce que demandaient les participants"


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(style_of(Assets(None), "release"))


def line_boxes(typesetter: Typesetter, body: str, lang: str) -> Iterator[boxes.LineBox]:
    html = f'<!DOCTYPE html><html lang="{lang}"><head><title>x</title></head><body>{body}</body></html>'
    for page in typesetter.layout(html, Variant(), FilesOnly({})).pages:
        yield from (box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox))


def lines(typesetter: Typesetter, body: str, lang: str = "fr") -> Iterator[str]:
    for box in line_boxes(typesetter, body, lang):
        yield "".join(text.text for text in box.descendants() if isinstance(text, boxes.TextBox))


def widths(typesetter: Typesetter, body: str, lang: str = "en") -> Iterator[float]:
    for box in line_boxes(typesetter, body, lang):
        yield sum(child.margin_width() for child in box.children)


def text(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", markup))


# ---- what is kept together


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (f"un avis {CALL}.", f"un avis\u00a0{CALL}."),
        (f"un avis\n{CALL}, {CALL}.", f"un avis\u00a0{CALL},\u00a0{CALL}."),
        ('<a href="#f">24. Avis</a>', '<a href="#f">24.\u00a0Avis</a>'),
        ("<a>Un avis</a> – Sénat", "<a>Un avis</a>\u00a0– Sénat"),
        ("« Fonction publique +\u00a0»", "« Fonction publique\u00a0+\u00a0»"),
        ("réacteurs de 900 MWe", "réacteurs de 900\u00a0MWe"),
        ("pendant la COP 23", "pendant la COP\u00a023"),
        ("le code, L. 123-19-1", 'le code, <span class="nowrap">L.\u00a0123-19-1</span>'),
        ("le code, L.123-19-1", 'le code, <span class="nowrap">L.123-19-1</span>'),
        ("(la <a>fiche\u00a04</a>)", "(la\u00a0<a>fiche\u00a04</a>)"),
        (f'<a href="#x" class="xref">132 {PAGE}</a> et', f'<a href="#x" class="xref">132\u00a0{PAGE}</a> et'),
        (f"<p>voir la fiche\u00a04 {PAGE}</a>).</p>", f"<p>voir la fiche\u00a04\u00a0{PAGE}</a>).</p>"),
        (f"<p>voir la fiche\u00a04 {PAGE}</a>) et</p>", f"<p>voir la fiche\u00a04 {PAGE}</a>) et</p>"),
        (
            "<h2>La prévention de la récidive</h2>",
            '<h2>La prévention de <span class="nowrap">la récidive</span></h2>',
        ),
        ("<h1><span>4</span> <span>Vote</span></h1>", "<h1><span>4</span> <span>Vote</span></h1>"),
        (
            '<p class="title-subtitle">Avec des effets</p>',
            '<p class="title-subtitle">Avec <span class="nowrap">des effets</span></p>',
        ),
        ("<a>https://doi.org/10.1787/x</a>", '<a><span class="nowrap">https://doi.org</span>/10.1787/x</a>'),
        ("Sénat, s. d.-b)", 'Sénat, <span class="nowrap">s.\u00a0d.-b</span>)'),
        ("Senate, n.d.-b)", 'Senate, <span class="nowrap">n.d.-b</span>)'),
        ("Senate, n.d.)", "Senate, n.d.)"),
        ("the 2021–2023 plan", 'the <span class="nowrap">2021–2023</span> plan'),
        ("voir modernisation.gouv.fr.", 'voir <span class="address">modernisation.gouv.fr</span>.'),
        (
            '<h1 data-bookmark="Vote – libre-service"><span class="t">Vote en libre-service</span></h1>',
            '<h1 data-bookmark="Vote – libre-service"><span class="t">Vote en '
            '<span class="nowrap">libre-service</span></span></h1>',
        ),
    ],
)
def test_what_belongs_together_is_kept_on_one_line(written: str, kept: str) -> None:
    assert joined(written) == kept
    assert text(kept) == text(written), "the text is that of the other editions"


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://www.modernisation.gouv.fr/a–b" class="external">Un plan</a>',
        '<svg xmlns="http://www.w3.org/2000/svg"><text>2021–2023</text></svg>',
        "<p>porte-parole, demi-journée</p>",
        "<p>un art. cité par M.Martin</p>",
    ],
)
def test_the_rest_is_left_as_it_is(markup: str) -> None:
    assert joined(markup) == markup


def test_no_address_breaks_before_its_site(typesetter: Typesetter) -> None:
    body = "<p>{} <a class='external'>https://www.modernisation.gouv.fr/associer-les-citoyens</a></p>"
    body = "".join(body.format("lettre " * i) for i in range(12))
    assert any(line.endswith("https://") for line in lines(typesetter, body))
    kept = list(lines(typesetter, joined(body)))
    assert not any(line.endswith("//") for line in kept)
    assert any(line.endswith("gouv.fr/") for line in kept), "it breaks after its site"


def test_a_reference_may_break_before_its_page(typesetter: Typesetter) -> None:
    reference = '(la <a class="xref">fiche\u00a0139 <span class="xref-page">(p.\u00a0305)</span></a>)'
    found = list(
        lines(typesetter, joined("".join(f"<p>{WORDS[: 40 + i]} {reference} et</p>" for i in range(40))))
    )
    assert "(p.\u00a0305)) et" in found
    assert not any(line.endswith("(la") for line in found)


def test_no_line_begins_with_a_call(typesetter: Typesetter) -> None:
    body = "".join(f"<p>{WORDS} {'ou presque ' * i}{CALL}.</p>" for i in range(12))
    assert any(line.startswith("[1]") for line in lines(typesetter, body))
    assert not any(line.startswith("[1]") for line in lines(typesetter, joined(body)))


# ---- words and lines


def test_no_paragraph_ends_with_a_part_of_a_word_alone(typesetter: Typesetter) -> None:
    body = "".join(f"<p>{WORDS[: 40 + i]} participation.</p>" for i in range(24))
    found = list(lines(typesetter, body))
    assert "participation." in found, "the word does come to the edge"
    assert not [line for line in found if re.fullmatch(r"(ticipa|pa|cipa)?tion\.", line)]


def test_words_are_still_cut_elsewhere(typesetter: Typesetter) -> None:
    assert any(line.endswith(("-", "\u2010")) for line in lines(typesetter, f"<p>{f'{WORDS}. ' * 8}</p>"))


def test_a_space_that_does_not_break_and_hangs_over_the_edge_leaves_no_word_alone(
    typesetter: Typesetter,
) -> None:
    body = (
        '<section class="part part-chapter"><aside class="callout"><p>'
        "Avant le débat sur les déchets radioactifs, "
        "la commission a fait écrire un dossier de «\u00a0"
        '<span id="x" class="anchor"></span>clarification des controverses\u00a0», où les arguments opposés '
        "des experts sont exposés aux non-spécialistes.</p></aside></section>"
    )
    assert next(lines(typesetter, body)).startswith("Avant le débat")


def test_a_call_that_does_not_fit_takes_one_word_to_the_next_line_and_no_more(typesetter: Typesetter) -> None:
    said = f"67 debates are held from mid-January to mid-March 2022, 8 of them overseas {CALL}. "
    more = f"A panel of 20 people meets for two three-day sessions {CALL}. <b>May 2023. </b>{WORDS} {CALL}."
    body = f'<div style="hyphens: manual; width: {{}}mm"><p>{joined(said + more)}</p></div>'
    for width in range(85, 125):
        *full, _ = widths(typesetter, body.format(width))
        assert min(full) > 0.5 * max(full), f"at {width} mm"


def test_a_word_of_a_note_is_not_cut_where_no_syllable_ends(typesetter: Typesetter) -> None:
    note = (
        "For the 2021–2023 plan, counts give 59 commitments, or 58 tracked on the online platform "
        "(<a>Independent Reporting Mechanism (OGP), 2022</a>; <a>Open Source Politics, n.d.-b</a>). The "
        "Partnership dates the fourth plan 2023–2025, the Government 2024–2026: it is the same document "
        "(<a>Independent Reporting Mechanism (OGP), 2025</a>; "
        "<a>Gouvernement français and Direction interministérielle, 2023</a>)."
    )
    body = f'<p>A text.<span class="footnote" data-number="1"><span class="note-par">{note}</span></span></p>'
    assert not [line for line in lines(typesetter, body, "en") if line.startswith("ouvernement")]


# ---- running heads


def test_a_long_running_head_is_cut_after_a_word_that_says_something() -> None:
    title = (
        "Plateforme de participation citoyenne de la Cour des comptes et des chambres régionales "
        "et territoriales des comptes"
    )
    assert shortened(title, 92).endswith("des chambres régionales…")
    assert shortened("Le paysage", ROOM) == "Le paysage"
