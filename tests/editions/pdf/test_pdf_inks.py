"""The copy for a press in its own inks: PDF/X-4, with the profile that the settings name, and its cover."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTChar, LTContainer
from pikepdf import Dictionary, Name

from reportgen.diagnostics import Diagnostics
from reportgen.editions.pdf import Press
from reportgen.editions.pdf.checks.press import RULES, press_failures
from reportgen.editions.pdf.press.finishing import for_press
from reportgen.editions.pdf.press.inks import Conversion, UnfitProfileError
from reportgen.editions.pdf.press.pictures import placed_pictures
from tests.editions.pdf.conftest import Printed, printed
from tests.editions.pdf.press_profile import press_profile
from tests.editions.sample import sample_document

MILLIMETRE = 72 / 25.4
PRESS = Press(grammage=90, bulk=1.2, profile=press_profile(), profile_name="test.icc", condition="TEST01")


@pytest.fixture(scope="module")
def inked() -> Printed:
    return printed(sample_document("fr"), press=PRESS)


@pytest.fixture(scope="module")
def on_screen() -> Printed:
    return printed(sample_document("fr"), press=Press())


# ---- inks


def test_colours_become_inks_and_dark_text_is_black_alone() -> None:
    conversion = Conversion(PRESS.profile)
    assert conversion.inks(1, 1, 1) == (0, 0, 0, 0)
    assert conversion.inks(0.106, 0.129, 0.169) == (0, 0, 0, 1), "text is printed with one plate"
    cyan, magenta, yellow, _ = conversion.inks(1, 0, 0)
    assert cyan < 0.3 < 0.7 < min(magenta, yellow), "red is magenta and yellow"
    assert conversion.content(b"1 1 1 rg\n0 0 0 RG\n(1 1 1 rg) Tj") == b"0 0 0 0 k\n0 0 0 1 K\n(1 1 1 rg) Tj"


@pytest.mark.parametrize("profile", [b"", b"rubbish", press_profile(b"mntr"), press_profile(space=b"RGB ")])
def test_what_is_no_profile_of_a_press_is_refused(profile: bytes) -> None:
    with pytest.raises(UnfitProfileError):
        Conversion(profile)


def test_a_wrong_profile_is_a_finding_and_the_file_stays_as_it_was(on_screen: Printed) -> None:
    found = Diagnostics()
    wrong = Press(profile=b"rubbish", profile_name="wrong.icc")
    about: Any = None
    assert for_press(on_screen.result.data, wrong, about, found) == on_screen.result.data
    assert [item.code for item in found] == ["PDF015"]


# ---- the file


def test_the_file_and_its_cover_keep_the_rules_of_pdfx4(inked: Printed) -> None:
    assert [item.code for item in inked.diagnostics if item.code != "PDF014"] == []
    for data in (inked.result.data, inked.result.jacket):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert press_failures(pdf) == []
            assert pdf.pdf_version == "1.6"
            assert pdf.check_pdf_syntax() == []
            assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes() == PRESS.profile


def test_it_shows_the_same_text_as_the_copy_in_screen_colours(inked: Printed, on_screen: Printed) -> None:
    assert extract_text(io.BytesIO(inked.result.data)) == extract_text(io.BytesIO(on_screen.result.data))
    assert len(inked.labels) == len(on_screen.labels)


def _links(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots = pikepdf.Array([Dictionary(Type=Name.Annot, Subtype=Name.Link)])


def _screen_colour(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[0].obj.Contents.read_bytes() + b"\n1 0 0 rg 0 0 9 9 re f"
    pdf.pages[0].obj.Contents = pdf.make_stream(content)


def _no_trim(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].obj.TrimBox


def _small_bleed(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.BleedBox = pikepdf.Array([20, 20, 400, 400])


def _no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def _other_profile(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(press_profile(b"mntr"), N=4)


def _not_claimed(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata = pdf.make_stream(b"<x/>", Type=Name.Metadata, Subtype=Name.XML)


def _not_trapped(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Trapped"]


def _action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("0"))


def _no_font_file(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]
        elif isinstance(item, Dictionary) and "/FontFile3" in item:
            del item["/FontFile3"]


def _picture(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Image:
            item.ColorSpace = Name.DeviceRGB


FAULTS: dict[str, tuple[str, Callable[[pikepdf.Pdf], None]]] = {
    "a link": ("X4-screen", _links),
    "an action": ("X4-screen", _action),
    "a colour of a screen": ("X4-colours", _screen_colour),
    "a picture in such colours": ("X4-colours", _picture),
    "no trim": ("X4-boxes", _no_trim),
    "a bleed inside the trim": ("X4-boxes", _small_bleed),
    "no intent": ("X4-intent", _no_intent),
    "the profile of a screen": ("X4-intent", _other_profile),
    "no claim": ("X4-claim", _not_claimed),
    "trapping not told": ("X4-info", _not_trapped),
    "a font left out": ("X4-fonts", _no_font_file),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_rule_finds_its_fault(fault: str, inked: Printed) -> None:
    rule, break_ = FAULTS[fault]
    with pikepdf.open(io.BytesIO(inked.result.data)) as pdf:
        break_(pdf)
        assert rule in {failure.id for failure in press_failures(pdf)}


@pytest.mark.parametrize(
    ("rule", "options"),
    [
        ("X4-version", {"force_version": "1.7"}),
        ("X4-encrypted", {"encryption": pikepdf.Encryption(owner="x", user="")}),
    ],
)
def test_a_newer_version_and_encryption_are_found(rule: str, options: Any, inked: Printed) -> None:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(inked.result.data)) as pdf:
        pdf.save(output, **options)
    with pikepdf.open(io.BytesIO(output.getvalue())) as pdf:
        assert rule in {failure.id for failure in press_failures(pdf)}


def test_no_rule_goes_without_a_fault() -> None:
    assert {rule for rule, _ in FAULTS.values()} | {"X4-version", "X4-encrypted"} == {r[0] for r in RULES}


# ---- the cover


def test_the_spine_follows_from_pages_and_paper() -> None:
    assert Press(grammage=100, bulk=1.0).spine(400) == 20.0
    assert Press(grammage=90, bulk=1.2).spine(397) == 21.5
    assert Press(grammage=80, bulk=1.2).spine(397) < Press(grammage=120, bulk=1.2).spine(397)


@pytest.mark.parametrize("report", ["inked", "on_screen"])
def test_the_cover_is_one_sheet_with_its_spine(report: str, request: pytest.FixtureRequest) -> None:
    made: Printed = request.getfixturevalue(report)
    spine = PRESS.spine(made.result.page_count)
    with pikepdf.open(io.BytesIO(made.result.jacket)) as pdf:
        assert len(pdf.pages) == 1
        left, bottom, right, top = (float(edge) for edge in pdf.pages[0].obj.TrimBox)
        assert (right - left) / MILLIMETRE == pytest.approx(420 + spine, abs=0.1)
        assert (top - bottom) / MILLIMETRE == pytest.approx(297, abs=0.1)
    front = [
        c for page in extract_pages(io.BytesIO(made.result.jacket)) for c in characters(page) if c.size > 30
    ]
    assert min(c.x0 for c in front) / MILLIMETRE > 210 + spine, "the title is on the front"
    assert made.document.meta.description in " ".join(extract_text(io.BytesIO(made.result.jacket)).split())


def characters(item: object) -> list[LTChar]:
    if isinstance(item, LTChar):
        return [item]
    return [c for child in item for c in characters(child)] if isinstance(item, LTContainer) else []


def test_the_block_has_no_cover_and_whole_leaves(on_screen: Printed, french: Printed) -> None:
    assert len(on_screen.labels) % 2 == 0
    assert "cover" in french.destinations
    assert "cover" not in on_screen.destinations


# ---- pictures


def test_a_picture_that_would_be_printed_soft_is_named_with_its_page(on_screen: Printed) -> None:
    soft = {dict(item.params)["name"] for item in on_screen.diagnostics if item.code == "PDF014"}
    assert soft == {"figures/logo.png", "figures/map.png"}
    densities = {placed.density for placed in placed_pictures(on_screen.pdf)}
    assert densities == {96, 165}
