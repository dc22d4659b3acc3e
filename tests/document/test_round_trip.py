"""A tree written as Markdown is read as that tree; and every edition shows all the text of any tree."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
import zipfile

from hypothesis import HealthCheck, given, settings
from lxml import etree, html

from reportgen.cache import NoStore
from reportgen.diagnostics import Diagnostics
from reportgen.document import nodes as n
from reportgen.document.dump import dump
from reportgen.document.parse import parse_markdown
from reportgen.document.walk import plain_text, walk
from reportgen.editions.docx import write_docx
from reportgen.editions.epub import write_epub
from reportgen.editions.html.single import write_single
from reportgen.editions.pdf import write_pdf
from reportgen.project import Assets
from reportgen.resolve import Records, resolve
from reportgen.words import words_for
from tests.document.trees import documents, write

ASSETS = Assets(None)
BOUNDED = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
FEW = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(text: str) -> n.Blocks:
    return parse_markdown(text, origin="a.md", container="a", lang="fr", diagnostics=Diagnostics()).blocks


@BOUNDED
@given(documents)
def test_what_is_written_is_read_as_the_same_tree(blocks: n.Blocks) -> None:
    text = write(apart(blocks))
    assert outline(read(text)) == outline(apart(blocks)), text


def outline(blocks: n.Blocks) -> str:
    """Everything but places, and whether a list is tight: one without paragraphs is either."""
    return dump(blocks).replace(" tight=False", "")


def apart(blocks: n.Blocks) -> n.Blocks:
    """Blocks with a paragraph between neighbours that Markdown would take for one: two lists, two quotes."""
    made: list[n.Block] = []
    for block in blocks:
        changed = block
        if isinstance(block, n.Quote | n.Callout | n.Div | n.ListItem):
            changed = dataclasses.replace(block, children=apart(block.children))
        elif isinstance(block, n.List):
            items = tuple(dataclasses.replace(item, children=apart(item.children)) for item in block.items)
            changed = dataclasses.replace(block, items=items)
        if made and type(made[-1]) is type(changed) and isinstance(changed, n.List | n.Quote | n.Table):
            made.append(n.Paragraph((n.Text("entre"),)))
        made.append(changed)
    return tuple(made)


def document(blocks: n.Blocks) -> n.Document:
    part = n.Part("ch-a", "chapter", (n.Text("Titre"),), blocks)
    meta = n.Meta(id="a", title="Titre", lang="fr", profile="release")
    return resolve(n.Document(meta, (part,), words=dict(words_for("fr"))), Records(), Diagnostics())


def letters(text: str) -> str:
    """The text without what typography may change: spaces, quotes, apostrophes, dots, hyphens."""
    return re.sub(r"[\s\u00a0\u202f\u2009'’ʼ\"“”«».…\-\u2011–—\u00ad\u200b\u2060]", "", text)


def missing(made: n.Document, shown: str) -> str:
    """The first text of the tree that is not shown, in its order; an edition's words may stand between."""
    found, at = letters(shown), 0
    for node in walk(made.parts[0].blocks):
        if isinstance(node, n.Text | n.Code | n.CodeBlock):
            text = letters(node.text)
            position = found.find(text, at)
            if position < 0:
                return text
            at = position + len(text)
    return ""


@FEW
@given(documents)
def test_every_edition_shows_all_the_text(blocks: n.Blocks) -> None:
    made = document(apart(blocks))
    page = html.document_fromstring(write_single(made, ASSETS)).xpath("//main")[0]
    assert missing(made, page.text_content()) == ""
    with zipfile.ZipFile(io.BytesIO(write_docx(made, ASSETS))) as word:
        body = etree.fromstring(word.read("word/document.xml"))
    assert missing(made, "".join(node.text or "" for node in body.iter(f"{W}t"))) == ""
    with zipfile.ZipFile(io.BytesIO(write_epub(made, ASSETS, {}))) as book:
        pages = [etree.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xhtml")]
    assert "" in [missing(made, "".join(page.itertext())) for page in pages]


@settings(FEW, max_examples=3)
@given(documents)
def test_the_pdf_shows_all_the_text(blocks: n.Blocks) -> None:
    made = document(apart(blocks))
    data = write_pdf(made, ASSETS, diagnostics=Diagnostics(), store=NoStore(), workers=1).data
    # Poppler reads a line that holds a character of no font; pdfminer drops the whole of it.
    done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    shown = letters(done.stdout.decode())
    for word in re.findall(r"[A-Za-z]{4,}", plain_text(made.parts[0].blocks)):
        assert word in shown, word
