"""The Nu HTML checker, which RGAA 8.2 names, has nothing to say of any page of the sample."""

from __future__ import annotations

from pathlib import Path

from reportgen.pipeline.webtools import run_nu
from reportgen.pipeline.webtools.nu import ASKED_FOR, UNKNOWN_STYLES
from tests.editions.html.conftest import LANGS, ROOT, pages


def test_no_page_has_an_error_or_a_warning(site: Path) -> None:
    judged = run_nu(ROOT / "tools/a11y", site, {lang: pages(site, lang) for lang in LANGS})
    assert {one.lang: one.findings for one in judged} == {"fr": (), "en": ()}
    assert all(len(one.pages) > 20 for one in judged)
    # What is left out is said, and is only what RGAA asks for.
    assert all({message for message, _ in one.left_out} <= {ASKED_FOR} for one in judged)


def test_the_single_file_has_neither_but_for_styles_that_the_checker_does_not_know(site: Path) -> None:
    (judged,) = run_nu(ROOT / "tools/a11y", site, {"fr": [site / "fr/single.html"]})
    assert judged.findings == ()
    assert {message for message, _ in judged.left_out} <= {ASKED_FOR, *UNKNOWN_STYLES}
