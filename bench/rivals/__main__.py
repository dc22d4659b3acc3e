"""Measures reportgen beside others on the same content: cold, again, after an edit, six editions.

    python -m bench.rivals [--sizes report,100,300,900] [--only reportgen,typst,…] [--makes pdf,docx,html]
                           [--cases cold,warm,edit,six] [--json FILE] [--show]

Every line is a fresh process; what a tool is given is written before the clock starts (for others: finished
words in their own format; for us the sources of the report, or the tree of a made-up one). "warm" runs it
again, "edit" after a sentence was added; "=" says that it keeps nothing, so that both are "cold" again. Typst
stays in one process for them, as `typst watch` does. "six" is PDF, Word and web in two languages: ours in one
command, pandoc's in six (its PDF through Typst). Memory is that of the largest process. Only ratios are worth
comparing; processor time suffers less from other work on the machine. What a result holds is counted in it.
Figures are added to those of FILE, so that a long run can be done in pieces; `--show` only prints its tables.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from bench.rivals.contents import LANGS, Content, committed, made_up
from bench.rivals.features import features
from bench.rivals.measuring import FailedError, Took, run, size_of
from bench.rivals.tables import Line, figures, held, merged, read, write
from bench.rivals.tools import Ours, Pandoc, Tool, tools

CASES = ("cold", "warm", "edit", "six")
MAKES = ("pdf", "docx", "html")
HEAD = f"{'':<28}" + "".join(f"{case:>8}{'cpu':>7}{'÷ ours':>7}{'cpu':>6}" for case in CASES[:3])


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.rivals", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--sizes", default="report,100,300,900")
    parser.add_argument("--only", default="", help="parts of names of tools")
    parser.add_argument("--makes", default=",".join(MAKES))
    parser.add_argument("--cases", default=",".join(CASES))
    parser.add_argument("--json", type=Path, help="file with figures; these are added to it")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    known = read(asked.json) if asked.json else {}
    for size in [] if asked.show else asked.sizes.split(","):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            content = committed(folder) if size == "report" else made_up(int(size))
            print(f"\n{content.name}\n{HEAD}", flush=True)
            lines: list[Line] = []
            for tool in tools(content, folder):
                if tool.makes in asked.makes.split(",") and _is_asked(tool.name, asked.only):
                    lines.append(measured(tool, asked.cases.split(",")))
                    print(told(lines[-1], lines), flush=True)
            if "six" in asked.cases.split(","):
                for line in six(content, folder, asked.only):
                    lines.append(line)
                    print(told(line, lines), flush=True)
        known = merged(known, {content.name: lines})
        if asked.json:
            write(asked.json, known)
    for name, lines in known.items():
        print("\n".join((*figures(name, lines), *held(name, lines))))


def _is_asked(name: str, only: str) -> bool:
    return not only or any(part.lower() in name.lower() for part in only.split(","))


def measured(tool: Tool, cases: list[str]) -> Line:
    """All cases of a tool on the French text."""
    line = Line(tool.name, tool.makes)
    if not tool.there():
        line.note = f"not installed: {tool.install}"
        return line
    try:
        tool.prepare("fr")
        whole, own = run(tool.commands("fr"))
        line.took["cold"] = whole
        line.bytes = size_of(tool.result("fr"))
        line.holds = features(tool.makes, tool.result("fr"))
        if own:
            line.took = {case: Took(*own[case], whole.megabytes) for case in own}
        elif tool.keeps:
            if "warm" in cases:
                line.took["warm"] = run(tool.commands("fr"))[0]
            if "edit" in cases:
                tool.edit()
                line.took["edit"] = run(tool.commands("fr"))[0]
    except FailedError as error:
        line.note = f"failed: {error}"
    return line


def six(content: Content, folder: Path, only: str) -> list[Line]:
    """PDF, Word and web in two languages from nothing."""
    found = []
    ours = Line("reportgen", "six")
    if _is_asked("reportgen", only):
        own = folder / "six"
        own.mkdir()
        tool = Ours(content, own, "six")
        try:
            ours.took["cold"] = run([tool.build(",".join(MAKES), ",".join(LANGS))])[0]
        except FailedError as error:
            ours.note = f"failed: {error}"
        found.append(ours)
    ways = (("pdf", "Typst"), ("docx", ""), ("html", ""))
    rivals = [Pandoc(content, folder / f"six-{makes}", makes, way) for makes, way in ways]
    if _is_asked("pandoc", only) and all(rival.there() for rival in rivals):
        line = Line("pandoc, Typst", "six", {"cold": Took()})
        for rival in rivals:
            rival.folder.mkdir()
            for lang in LANGS:
                rival.prepare(lang)
                try:
                    line.took["cold"] += run(rival.commands(lang))[0]
                except FailedError as error:
                    line.note = f"failed: {error}"
        found.append(line)
    return found


def told(line: Line, lines: list[Line]) -> str:
    """Seconds and processor seconds of each case, and both beside ours of the same edition."""
    start = f"{line.makes:<5} {line.tool:<22}"
    if not line.took:
        return f"{start} {line.note}"
    ours = next((other for other in lines if other.tool == "reportgen" and other.makes == line.makes), None)
    text = start
    for case in ("cold", "warm", "edit"):
        took = line.took.get(case)
        if took is None:
            text += f"{'=' if case != 'cold' and line.makes != 'six' else '':>28}"
            continue
        base = ours.took.get(case) if ours else None
        text += f"{took.seconds:>8.1f}{took.cpu:>7.1f}"
        text += f"{took.seconds / base.seconds:>7.2f}{took.cpu / base.cpu:>6.2f}" if base else " " * 13
    return f"{text}{line.took['cold'].megabytes:>7.0f} MB{line.bytes / 1e6:>8.2f} MB  {line.note}"


if __name__ == "__main__":
    main()
