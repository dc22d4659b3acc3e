"""`:::{only} pdf`: which editions show a node, and whether a reference can be followed in all of its own.

The passes keep these blocks: each edition leaves out what isn't its own. Numbers are counted with every
`only` block shown, so that figure 4 is figure 4 in all editions, even where figure 3 is not printed.
"""

from __future__ import annotations

from reportgen.document import nodes as n

Editions = tuple[str, ...]
"""Names of editions in alphabetical order; empty means all of them."""


def inside(node: object, around: Editions) -> Editions:
    """The editions that show what is inside `node`, which itself is shown in the editions `around`."""
    if not isinstance(node, n.Only):
        return around
    names = set(node.editions)
    # A block for HTML inside one for PDF is shown nowhere: name the inner one, as an empty tuple is "all".
    return tuple(sorted((names & set(around)) or names))


def reaches(here: Editions, target: Editions) -> bool:
    """Whether every edition that shows `here` also shows `target`."""
    return not target or (bool(here) and set(here) <= set(target))
