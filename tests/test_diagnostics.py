"""How a finding is shown: like a compiler's, and short even where a file is one endless line."""

from __future__ import annotations

from reportgen.diagnostics import Diagnostic, Span, render_text

LONG = "x" * 500 + "HERE" + "y" * 500


def shown(line: str, col: int) -> list[str]:
    finding = Diagnostic("INT004", Span("data.json", 1, col))
    return render_text(finding, [line], "en").split("\n")


def test_the_line_and_a_caret_under_the_place() -> None:
    _, line, caret = shown("abc def", 5)
    assert line.endswith("| abc def") and line[caret.index("^")] == "d"


def test_of_an_endless_line_only_what_stands_around_is_shown() -> None:
    head, line, caret = shown(LONG, 501)
    assert len(line) < 200 and "HERE" in line and line[caret.index("^")] == "H"
    assert head.startswith("data.json:1:501:"), "the place is said as it is"
    assert line.count("…") == 2


def test_at_either_end_of_an_endless_line() -> None:
    for col, letter in ((1, "x"), (len(LONG), "y")):
        _, line, caret = shown(LONG, col)
        assert len(line) < 200 and line[caret.index("^")] == letter and line.count("…") == 1


def test_a_place_beyond_the_line_does_no_harm() -> None:
    assert len(shown(LONG, 10_000)) == 3 and len(shown("", 1)) == 3
