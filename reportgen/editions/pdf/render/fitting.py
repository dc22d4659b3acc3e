"""Copy-fitting: a sheet whose pages come out badly is laid out again, and the better layout kept.

Four things are tried, each the same way every time: other treatments of footnotes, then tighter lines, when
one is lost, figures and tables after the paragraph that follows them when they leave a gap, tighter setting
when the last page holds few lines, and what closes a fiche kept together when its end would be alone there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from reportgen.editions.pdf.jobs import Variant
from reportgen.editions.pdf.render.filling import fill, moved_over, spills, straggles, whiteness
from reportgen.editions.pdf.render.notes import lost_notes

NOTE_POLICIES: Final = ("auto", "line", "block", "loose")
"""How footnotes break pages: the next is tried when a note is lost. `loose` frees widows and orphans."""
FITS: Final = ("snug", "tight", "close")
"""Classes of ever tighter setting: the first that saves a last page with only a few lines is taken."""
SNUG: Final = 0.06
"""A last page that is fuller than this is never saved by the first of them."""
WHOLE: Final = "whole"
"""The class of a setting that keeps together what closes a fiche."""
MOVES: Final = 2
"""A figure or a table is moved past this many paragraphs at most."""
WORTH: Final = 0.03
"""How much less white a layout must leave to be worth a move."""
PLAIN: Final = "numbered"
"""The class of a paragraph of running text: lead, source lines and the like keep their figure before them."""
MOVED_ATTRIBUTE: Final = "data-moved"
"""On a figure or a table: how many paragraphs it was moved past. In the structure it stays where it was."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A layout: the WeasyPrint document, how it was asked for, and the notes that it lost."""

    document: Any
    variant: Variant
    lost: tuple[str, ...]

    @property
    def pages(self) -> int:
        return len(self.document.pages)


Layout = Callable[[Variant], Any]


def fitted(layout: Layout, *, fitting: bool, known: Variant | None = None) -> tuple[Trial, int]:
    """The best layout found, and how many were tried. Without `fitting` only lost notes are mended.

    `known` was the best one for this sheet before: it is taken, unless it loses a note. Raises AssertionError
    when nothing that is tried gives any layout.
    """
    tries = _Tries(layout)
    if known is not None:
        trial = tries(known)
        if trial and not trial.lost:
            return trial, tries.count
    best = _with_all_notes(tries)
    if fitting and not best.lost:
        best = _without_gaps(tries, best)
        best = _without_spill(tries, best)
    return best, tries.count


class _Tries:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.count = 0
        self.error = AssertionError()

    def __call__(self, variant: Variant) -> Trial | None:
        """The layout that is asked for; None when WeasyPrint gives up on it."""
        self.count += 1
        try:
            document = self.layout(variant)
        except AssertionError as error:
            # Notes that fill a page, and push away all else, make it doubt itself: `make_page` in 70.0.
            self.error = error
            return None
        return Trial(document, variant, lost_notes(document))


def _with_all_notes(tries: _Tries) -> Trial:
    """The first layout that loses no note; tighter lines may help where no treatment of notes does."""
    best: Trial | None = None
    for variant in (*map(Variant, NOTE_POLICIES), *(Variant(fit=fit) for fit in FITS)):
        trial = tries(variant)
        if trial and (best is None or len(trial.lost) < len(best.lost)):
            best = trial
        if best and not best.lost:
            break
    if best is None:
        raise tries.error
    return best


def _without_gaps(tries: _Tries, best: Trial) -> Trial:
    """Figures and tables that leave a gap, after the next paragraph; then after one more."""
    trial: Trial | None = best
    for _ in range(MOVES):
        if trial is None:
            break
        moved = dict(trial.variant.moved)
        ids = [figure.get("id") or "" for figure in moved_over(trial.document.pages)]
        wanted = [id_ for id_ in ids if id_ and moved.get(id_, 0) < MOVES]
        if not wanted:
            break
        for id_ in wanted:
            moved[id_] = moved.get(id_, 0) + 1
        trial = tries(replace(trial.variant, moved=tuple(sorted(moved.items()))))
        if trial and not trial.lost and (trial.pages, _gap(trial)) < (best.pages, _gap(best) - WORTH):
            best = trial
    return best


def _gap(trial: Trial) -> float:
    return whiteness(trial.document.pages)


def _without_spill(tries: _Tries, best: Trial) -> Trial:
    """A little tighter, when that saves the last page; else what closes a fiche together rather than cut.

    The tightest is tried first: where it saves nothing, no other does.
    """
    if spills(best.document.pages):
        closest = tries(replace(best.variant, fit=FITS[-1]))
        if closest and not closest.lost and closest.pages < best.pages:
            return _loosest(tries, best, closest)
    if straggles(best.document.pages):
        trial = tries(replace(best.variant, fit=WHOLE))
        if trial and not trial.lost and trial.pages == best.pages:
            return trial
    return best


def _loosest(tries: _Tries, best: Trial, closest: Trial) -> Trial:
    """The least tight setting that is as short as `closest`."""
    full = fill(best.document.pages[-1]) > SNUG
    for fit in FITS[1 if full else 0 : -1]:
        trial = tries(replace(best.variant, fit=fit))
        if trial and not trial.lost and trial.pages == closest.pages:
            return trial
    return closest


def move_figures(root: Any, moved: tuple[tuple[str, int], ...]) -> None:
    """Move figures and tables with these ids past the paragraphs that follow, where paragraphs follow."""
    for id_, count in moved:
        parent = next((p for p in root.iter() for child in p if child.get("id") == id_), None)
        if parent is None:
            continue
        children = list(parent)
        start = next(i for i, child in enumerate(children) if child.get("id") == id_)
        passed = 0
        while passed < count and start + passed + 1 < len(children):
            following = children[start + passed + 1]
            if following.tag != "p" or following.get("class", PLAIN) != PLAIN:
                break
            passed += 1
        if passed:
            figure = children[start]
            parent.remove(figure)
            parent.insert(start + passed, figure)
            figure.set(MOVED_ATTRIBUTE, str(passed))
