"""How fast `reportgen lsp` answers on the whole report: `python -m bench.lsp [ROUNDS]`.

Speaks the protocol over standard input and output, as an editor does. Prints the median and the 95th
percentile, in milliseconds, of each kind of question, and of a mistake typed until it is underlined.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.lsp.editor import Editor

ROOT = Path(__file__).parents[1]
CHAPTER = "content/fr/chapters/03-landscape.md"


def main(rounds: int = 20) -> None:
    begun = time.perf_counter()
    with Editor(ROOT) as editor:
        fiche = sorted((ROOT / "content/fr/fiches").glob("*.yaml"))[0].relative_to(ROOT).as_posix()
        for file in (CHAPTER, fiche):
            editor.open(file)
        _mistake(editor, CHAPTER)
        print(f"first mistake underlined: {time.perf_counter() - begun:.1f} s after the start")
        line, character = editor.type(CHAPTER, "\n\nVoir @")
        label = "@" + editor.text(CHAPTER).split("@fig-")[1].split()[0].strip(".,;)]")
        label = label.replace("@", "@fig-")
        asked: dict[str, Callable[[], object]] = {
            "completion": lambda: editor.complete(CHAPTER, (line, character)),
            "hover": lambda: editor.ask("textDocument/hover", editor.at(CHAPTER, label, 3)),
            "definition": lambda: editor.ask("textDocument/definition", editor.at(CHAPTER, label, 3)),
            "references": lambda: editor.ask(
                "textDocument/references",
                {**editor.at(CHAPTER, label, 3), "context": {"includeDeclaration": True}},
            ),
            "rename": lambda: editor.ask(
                "textDocument/rename", {**editor.at(CHAPTER, label, 3), "newName": "fig-another-name"}
            ),
        }
        for name, ask in asked.items():
            _said(name, [_timed(ask) for _ in range(rounds)])
        editor.undo(CHAPTER, "\n\nVoir @")
        for file in (CHAPTER, fiche):
            _said(f"mistake in {file.split('/')[2]}", [_mistake(editor, file) for _ in range(rounds)])


def _timed(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def _mistake(editor: Editor, file: str) -> float:
    """Seconds from the last key to the underline."""
    typed = " [@sans-source]" if file.endswith(".md") else "-faux"
    after = "" if file.endswith(".md") else "form: participatory"
    begun = time.perf_counter()
    editor.type(file, typed, after=after)
    editor.until(file, _wrong)
    taken = time.perf_counter() - begun
    editor.undo(file, typed)
    editor.until(file, lambda found: not _wrong(found))
    return taken


def _wrong(found: list[dict[str, Any]]) -> bool:
    return any(item["severity"] == 1 for item in found)


def _said(name: str, seconds: list[float]) -> None:
    ranked = sorted(seconds)
    late = ranked[min(len(ranked) - 1, int(0.95 * len(ranked)))]
    print(f"{name:>20}: median {1000 * statistics.median(ranked):6.0f} ms, 95th {1000 * late:6.0f} ms")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
