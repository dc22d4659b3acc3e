"""The Markdown dialect: any text is parsed, and no word of it is lost without a finding."""

from __future__ import annotations

from collections.abc import Iterable

from fuzz.common import FIXTURE, ROOT, files, sound
from reportgen.compose.directives import SYNTAXES
from reportgen.diagnostics import Diagnostics
from reportgen.document.dump import dump
from reportgen.document.packing import pack, unpack
from reportgen.document.parse import parse_inline, parse_markdown

TOKENS = (
    "[", "](", "![", "[^", "^[", "[@", "@fig-", "[-@", "{{", "}}", "{#", "{.", '="', ":::", ":::{", "|-", "|",
    "^^", "<<", "```", "~~~", "---", "===", "***", "**", "~~", "<!--", "-->", "<a ", "</", "&#x", "&amp;",
    "Table:", "\n: ", "\n    ", "\n- ", "\n1. ", "\n> ", "\n# ", "[x]{", "\\", "[^a]: ", "[a]: <", "title:",
)  # fmt: skip


def seeds() -> Iterable[bytes]:
    return [*files(ROOT / "tests/document/golden", ".md"), *files(FIXTURE / "content", ".md")]


def run(data: bytes) -> None:
    text = data.decode("utf-8", "surrogatepass" if data[:1] == b"\xed" else "replace")
    diagnostics = Diagnostics()
    parsed = parse_markdown(
        text,
        origin="a.md",
        container="chapters/a",
        lang="fr",
        directives=SYNTAXES,
        diagnostics=diagnostics,
    )
    sound(diagnostics)
    again = parse_markdown(
        text,
        origin="a.md",
        container="chapters/a",
        lang="fr",
        directives=SYNTAXES,
        diagnostics=Diagnostics(),
    )
    assert again == parsed
    assert unpack(pack(parsed.blocks)) == parsed.blocks
    dump(parsed.blocks)
    if len(text) < 2000:
        parse_inline(text, origin="a.md", container="a", lang="fr", diagnostics=diagnostics)
