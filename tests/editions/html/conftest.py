"""The sample site on disk, in both languages, and the tools that read it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html as lxml_html

from reportgen.document import nodes as n
from reportgen.editions.html import BlockContext, write_blocks, write_single, write_site
from reportgen.project import Assets
from tests.editions.sample import sample_document

ROOT = Path(__file__).parents[3]
TOOLS = ROOT / "tools/a11y/node_modules"
LANGS = ("fr", "en")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`<lang>/html/…` as the pipeline writes it, `<lang>/single.html`, empty files for other editions."""
    root = tmp_path_factory.mktemp("site")
    documents = {lang: sample_document(lang) for lang in LANGS}
    for lang, document in documents.items():
        other = documents["en" if lang == "fr" else "fr"]
        for name, data in write_site(document, Assets(None), other).items():
            path = root / lang / "html" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        (root / lang / "single.html").write_bytes(write_single(document, Assets(None)))
        for name in ("report.pdf", "report.docx"):
            (root / lang / name).touch()
    return root


def pages(site: Path, lang: str = "*") -> list[Path]:
    return sorted(site.glob(f"{lang}/html/*.html"))


Render = Callable[..., lxml_html.HtmlElement]


@pytest.fixture
def render() -> Render:
    """Blocks -> a parsed `<div>` that holds their HTML, in a document of one chapter."""

    def _render(*blocks: n.Block, **options: object) -> lxml_html.HtmlElement:
        return lxml_html.fragment_fromstring(markup(*blocks, **options), create_parent="div")

    return _render


def markup(*blocks: n.Block, notes: tuple[n.Footnote, ...] = (), lang: str = "fr", **options: object) -> str:
    part = n.Part("ch-x", "chapter", (n.Text("Titre"),), blocks, "2", notes=notes)
    return write_blocks(blocks, context(part, lang, **options))


def context(part: n.Part, lang: str = "fr", **options: object) -> BlockContext:
    base = sample_document(lang)
    document = n.Document(base.meta, (part,), {}, base.resources, base.words)
    values = {"href": lambda label: f"#{label}", "resource_url": lambda name: f"img/{name}", **options}
    return BlockContext(document, part, **values)  # type: ignore[arg-type]
