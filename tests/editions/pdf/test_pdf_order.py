"""Pages are painted in the order in which they are read."""

from __future__ import annotations

import re

import pytest

from reportgen.editions.pdf.jobs import Job
from reportgen.editions.pdf.render.typeset import Typesetter
from reportgen.editions.pdf.style import style_of
from reportgen.project import Assets

_OWN = re.compile(rb"/K ?\[?(\d[\d ]*)\b")
"""The pieces of a page that an element holds, numbered as they are painted."""


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li>Un point</li><li>Un <b>autre</b></li></ul>",
        "<ol><li><p>Un paragraphe</p><p>Un autre</p></li><li><p>Deux</p><ul><li>Dedans</li></ul></li></ol>",
        "<ul><li><ul><li>Un point dans un point</li></ul></li></ul>",
        '<ol style="list-style-position: inside"><li>Une marque dans la ligne</li></ol>',
    ],
)
def test_the_mark_of_a_list_is_painted_before_its_item(markup: str) -> None:
    pieces = painted(markup)
    assert pieces == list(range(len(pieces)))
    assert len(pieces) > markup.count("<li>") + 2


def test_a_figure_is_painted_before_its_caption_and_what_follows() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Un carré</title></svg>'
    pieces = painted(f"<figure>{drawing}<figcaption>Un carré</figcaption></figure>")
    assert pieces == [0, 1, 2, 3]


def painted(markup: str) -> list[int]:
    """The pieces of a page in the order in which they are read, each numbered as it is painted."""
    body = f'<section class="part"><p>Avant.</p>{markup}<p>Après.</p></section>'
    html = f'<!DOCTYPE html><html lang="fr"><head><title>x</title></head><body>{body}</body></html>'
    made = Typesetter(style_of(Assets(None), "release")).render(Job("x", html, {}))
    return [int(i) for element in made.structure.bodies for i in b" ".join(_OWN.findall(element)).split()]
