"""Which sources a text cites."""

from __future__ import annotations

import pytest

from reportgen.inventory.citing import cited_sources


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Un fait [@s2].", [(2, 1, 10)]),
        ("Un [@s2; @s13] et [voir @s4, p. 3].", [(2, 1, 5), (13, 1, 10), (4, 1, 25)]),
        ("Un\ndeux [-@s7]", [(7, 2, 8)]),
        ("Sur [deux\nlignes @s3]", [(3, 2, 8)]),
        ("@s2 seul, x@s3.fr, [courriel x@s3.fr]", []),
        ("[\\@s2] et \\[@s2]", []),
        ("`[@s2]` et ``[@s3] ` [@s4]``", []),
        ("[@s2a] [@s2-b] [@source] [@s]", []),
        ("[@oecd-2020; @s1]", [(1, 1, 14)]),
    ],
)
def test_sources_are_cited_in_brackets(text: str, found: list[tuple[int, int, int]]) -> None:
    assert [tuple(cited) for cited in cited_sources(text)] == found
