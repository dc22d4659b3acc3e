"""The typographic cases as a reader gets them: the same text in HTML, Word and PDF, read by other readers."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import docx
import pytest
from lxml import html
from pdfminer.high_level import extract_text

from reportgen.document.escape import escape_markdown
from reportgen.pipeline.convert import convert

CASES = Path(__file__).parents[1] / "resolve/typography_cases.txt"
KEPT = (
    ('`l\'an ; "a" : 12 000`', 'l\'an ; "a" : 12 000'),
    ("<https://ex.org/l'a?b=c;d!e>", "https://ex.org/l'a?b=c;d!e"),
    ("`2019-2022 ... oeuvre`", "2019-2022 ... oeuvre"),
)


def invisible(text: str) -> str:
    return text.replace("⍽", "\u202f").replace("␣", "\u00a0")


@cache
def cases(lang: str) -> tuple[tuple[str, str], ...]:
    """Input and expected text; findings and other house styles are no business of an edition."""
    rows = [line.split("|") for line in CASES.read_text(encoding="utf-8").splitlines() if "|" in line]
    found = [(invisible(r[3]), invisible(r[4])) for r in rows if r[1] == lang and r[2] in ("fix", "raise")]
    return tuple((before, re.sub("</?sup>", "", after)) for before, after in found)


@pytest.fixture(scope="module", params=["fr", "en"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    lang = str(request.param)
    folder = tmp_path_factory.mktemp(f"typo-{lang}")
    texts = [f"QQ{n}QQ {escape_markdown(before)} ZZ" for n, (before, _) in enumerate(cases(lang))]
    kept = [f"QQk{n}QQ {markdown} ZZ" for n, (markdown, _) in enumerate(KEPT)]
    (folder / "cases.md").write_text("# Cas\n\n" + "\n\n".join([*texts, *kept]) + "\n", encoding="utf-8")
    convert([folder / "cases.md"], ["html", "docx", "pdf"], folder, lang)
    return lang, folder


def said(text: str) -> dict[str, str]:
    """The text of each case, by its mark."""
    found = re.finditer(r"QQ(k?\d+)QQ\s(.*?)\s*ZZ", text, re.DOTALL)
    return {case[1]: case[2] for case in found}


def expected(lang: str) -> dict[str, str]:
    wanted = {str(n): after for n, (_, after) in enumerate(cases(lang))}
    return {**wanted, **{f"k{n}": text for n, (_, text) in enumerate(KEPT)}}


def degree(text: str) -> str:
    """n° is printed as n with a raised o."""
    return re.sub(r"\b([nN])o(?=[\s\u00a0]\d)", r"\1°", text)


def test_html(made: tuple[str, Path]) -> None:
    lang, folder = made
    root = html.fromstring((folder / "cases.html").read_bytes())
    text = "\n".join("".join(paragraph.itertext()) for paragraph in root.iter("p"))
    assert {k: degree(v) for k, v in said(text).items()} == {k: degree(v) for k, v in expected(lang).items()}


def test_word(made: tuple[str, Path]) -> None:
    lang, folder = made
    document = docx.Document(str(folder / "cases.docx"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert {k: degree(v) for k, v in said(text).items()} == {k: degree(v) for k, v in expected(lang).items()}


def test_pdf(made: tuple[str, Path]) -> None:
    """The letters and marks, with a space of some width wherever there is one."""
    lang, folder = made
    text = extract_text(str(folder / "cases.pdf"))
    plain = {key: _spaces(degree(value)) for key, value in said(text).items()}
    assert plain == {key: _spaces(degree(value)) for key, value in expected(lang).items()}


def _spaces(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("-\n", "-")).strip()
