"""What is proposed for an unknown label or work is of today, whatever was known before."""

from __future__ import annotations

import dataclasses

from reportgen.document import nodes as n
from reportgen.resolve.references import _seen

LABELS = {"sec-x": n.Label("sec-x", "section", "1.1", (n.Text("Old"),), "ch-a")}


def test_what_a_known_reference_shows_counts_beside_an_unknown_one() -> None:
    changed = {"sec-x": dataclasses.replace(LABELS["sec-x"], title=(n.Text("New"),))}
    names = ("sec-x", "sec-none")
    assert _seen(names, LABELS) != _seen(names, changed)
    assert _seen(names, LABELS) != _seen(names, {**LABELS, "sec-nono": LABELS["sec-x"]})
    assert _seen(("sec-x",), LABELS) == _seen(("sec-x",), {**LABELS, "sec-nono": LABELS["sec-x"]})
