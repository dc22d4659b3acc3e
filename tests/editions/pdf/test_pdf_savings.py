"""What is remembered between builds and lines saves work and changes no byte."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys

import pytest

from reportgen.editions.pdf import PageMap
from reportgen.editions.pdf.jobs import Job
from reportgen.editions.pdf.pagemap import MAX_FITS, Fit, Fits
from reportgen.editions.pdf.render.fitting import Variant
from reportgen.editions.pdf.render.typeset import Typesetter
from reportgen.editions.pdf.style import style_of
from reportgen.editions.pdf.workers import Workshop
from reportgen.project import Assets
from reportgen.work import Crew
from tests.editions.pdf.conftest import Memory, Printed, printed

RENDER = """
import hashlib, sys
from reportgen.editions.pdf.style import style_of
from reportgen.editions.pdf.pages import NOWHERE
from reportgen.editions.pdf.printed import always
from reportgen.editions.pdf.render import savings
from reportgen.editions.pdf.render.typeset import Typesetter
from reportgen.editions.pdf.sheets import Book
from reportgen.editions.pdf.shell import Shell
from reportgen.project import Assets
from reportgen.work import Crew
from tests.editions.sample import sample_document
if sys.argv[1] == "plain":
    savings.install = lambda: None
book = Book(sample_document("fr"), Shell(sample_document("fr"), Assets(None)))
typesetter = Typesetter(style_of(Assets(None), "draft"))
for sheet in book.sheets if sys.argv[1] != "backwards" else book.sheets[::-1]:
    made = typesetter.render(book.job(sheet, NOWHERE, always, imprint_alone=False))
    print(sheet.name, hashlib.sha256(made.to_bytes()).hexdigest())
print("contexts", len(typesetter.fonts.known.settings))
"""


def rendered(how: str) -> list[str]:
    command = [sys.executable, "-c", RENDER, how]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_remembered_lines_and_settings_change_no_byte_of_a_sheet() -> None:
    plain, saving = rendered("plain"), rendered("saving")
    assert plain[:-1] == saving[:-1]
    assert len(plain) > 5
    assert plain[-1] == "contexts 0", "without the savings, nothing is remembered"
    assert saving[-1] != "contexts 0"


def test_the_order_in_which_sheets_are_set_changes_no_byte() -> None:
    forwards, backwards = rendered("saving"), rendered("backwards")
    assert sorted(forwards[:-1]) == sorted(backwards[:-1])


def test_nothing_of_a_line_outlives_its_sheet() -> None:
    typesetter = Typesetter(style_of(Assets(None), "draft"))
    typesetter.render(spilling("<p>Une ligne.</p>" * 20))
    assert not typesetter.fonts.alive
    kept = [line[0] for line in typesetter.fonts.known.lines.values() if "kept" in line[0].__dict__]
    assert not kept


def test_lines_are_forgotten_when_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.editions.pdf.render.savings.REMEMBERED_CHARACTERS", 2000)
    typesetter = Typesetter(style_of(Assets(None), "draft"))
    words = "".join(f"<p>Ligne {i} d’un texte qui ne se répète pas.</p>" for i in range(400))
    typesetter.render(spilling(words))
    assert len(typesetter.fonts.known.lines) < 200


# ---- the layout that came out best


def spilling(body: str) -> Job:
    html = (
        '<!DOCTYPE html><html lang="fr"><head><title>x</title></head><body>'
        f'<section class="part part-fiche" id="x">{body}</section></body></html>'
    )
    return Job("fiche-x", html, {})


@pytest.fixture(scope="module")
def job() -> Job:
    """A fiche whose last page holds a few lines when it is set as usual."""
    words = "Une phrase de longueur moyenne qui remplit la colonne et dit ce qu’elle a à dire. "
    typesetter = Typesetter(style_of(Assets(None), "draft"))
    for count in range(10, 40):
        job = spilling(f'<p class="numbered">{words * 3}</p>' * count)
        if typesetter.render(job).layouts > 1:
            return job
    raise AssertionError("no length spills over")


def workshop(fits: dict[str, Fits]) -> Workshop:
    return Workshop(style_of(Assets(None), "draft"), Memory(), Crew(), lambda *_: None, fits)


def test_a_sheet_that_was_fitted_is_laid_out_once_the_next_time(job: Job) -> None:
    first = workshop({})
    before = first.render([job])
    fits = first.fits([job], before)
    assert fits["fiche-x"][0].variant != Variant()
    again = workshop(fits)
    after = again.render([job])
    assert before[0].layouts > 1 == after[0].layouts
    assert before[0].pdf == after[0].pdf
    assert again.fits([job], after) == fits, "and is still known to have been fitted"


def test_a_sheet_that_has_changed_since_is_fitted_again(job: Job) -> None:
    first = workshop({})
    fits = first.fits([job], first.render([job]))
    edited = dataclasses.replace(job, html=job.html.replace("Une phrase", "Cette phrase", 1))
    later = workshop(fits)
    made = later.render([edited])
    assert made[0].layouts > 1
    both = later.fits([edited], made)
    assert both["fiche-x"][1:] == fits["fiche-x"], "a draft and a release are known side by side"
    for one in (job, edited):
        assert workshop(both).render([one])[0].layouts == 1
    third = dataclasses.replace(job, html=job.html.replace("Une phrase", "Telle phrase", 1))
    last = workshop(both)
    assert len(last.fits([third], last.render([third]))["fiche-x"]) == MAX_FITS


def test_a_layout_that_loses_a_note_is_not_taken_because_it_was_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "reportgen.editions.pdf.render.fitting.lost_notes",
        lambda document: ("note-1",) if "snug" in document._html.etree_element.get("class", "") else (),
    )
    typesetter = Typesetter(style_of(Assets(None), "draft"))
    job = dataclasses.replace(spilling("<p>Un texte.</p>"), known=Variant(fit="snug"))
    assert typesetter.render(job).variant == Variant()


def test_the_page_map_keeps_the_layouts(longer: Printed) -> None:
    kept = longer.result.page_map
    assert kept is not None
    known = dataclasses.replace(
        kept, fits={"fiche-x": (Fit("0" * 16, Variant("line", "snug", (("fig-a", 2),))),)}
    )
    assert PageMap.from_json(json.loads(json.dumps(known.to_json()))) == known
    written = known.to_json()
    written["fits"] = {name: fits[0] for name, fits in written["fits"].items()}
    assert PageMap.from_json(json.loads(json.dumps(written))) == known, "as an earlier version wrote it"


def test_a_build_with_the_page_map_gives_the_same_file(longer: Printed) -> None:
    again = printed(longer.document, page_map=longer.result.page_map)
    assert again.result.data == longer.result.data
    assert again.result.page_map == longer.result.page_map
