"""Characters that hide or turn round a text are reported where they are typed; a terminal is told nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.compose.fragment import compose_fragment
from reportgen.diagnostics import Diagnostic, Diagnostics, Span, as_github, render_text, visible
from reportgen.document.parse import parse_inline
from reportgen.project import Assets
from reportgen.yamlfile import read_yaml

BIDI = [chr(c) for c in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
ZERO_WIDTH = ["\u200b", "\u2060", "\ufeff", "\u180e", "\u3164", "\U000e0041"]


@pytest.mark.parametrize("char", [*BIDI, *ZERO_WIDTH], ids=lambda c: f"U+{ord(c):04X}")
def test_in_markdown_it_is_reported_where_it_stands(char: str) -> None:
    for text in (f"un mot{char}caché", f"un mot&#{ord(char)};caché"):
        found = Diagnostics()
        parse_inline(text, origin="a.md", container="a", lang="fr", diagnostics=found)
        assert [(item.code, item.span.line) for item in found] == [("MD011", 1)], text
        assert any(f"U+{ord(char):04X}" in item.message() for item in found)


@pytest.mark.parametrize("char", BIDI, ids=lambda c: f"U+{ord(c):04X}")
def test_in_yaml_it_is_reported_as_typed_or_escaped(char: str) -> None:
    for text in (f"a: un mot{char}caché", f'a: "un mot\\u{ord(char):04x}caché"'):
        found = Diagnostics()
        made = read_yaml(text.encode(), "a.yaml", found)
        assert [item.code for item in found] == ["YML001"]
        assert made is not None and char not in made.data["a"]


def test_in_a_name_that_looks_like_another() -> None:
    """ "Trojan source": the reader of the source sees other words than those that are printed."""
    found = Diagnostics()
    compose_fragment("Le coût est de \u202e000 1\u202c euros.", Path("a.md"), "fr", Assets(None), found)
    assert [(item.code, item.span.col) for item in found if item.code == "MD011"] == [
        ("MD011", 16),
        ("MD011", 22),
    ]


def test_a_finding_cannot_speak_to_the_terminal() -> None:
    escape = "\x1b]0;title\x07\x1b[2J\x9b31m\u202e"
    finding = Diagnostic("FIL005", Span(f"a{escape}.md", 1), (("path", f"x{escape}\r\n"),))
    said = render_text(finding, f"text {escape} text")
    assert not any(char in said for char in "\x1b\x07\x9b\u202e\r")
    assert visible("é 中 👩\u200d💻\t") == "é 中 👩\u200d💻\t"


def test_a_finding_cannot_be_two_commands_of_a_workflow() -> None:
    finding = Diagnostic(
        "FIL005", Span("a\n::set-output name=x::y,b:c.md", 1), (("path", "x\r\n::error::y"),)
    )
    said = as_github(finding)
    assert "\n" not in said and "\r" not in said
    assert said.startswith("::error file=a%0A%3A%3Aset-output name=x%3A%3Ay%2Cb%3Ac.md,line=1")
