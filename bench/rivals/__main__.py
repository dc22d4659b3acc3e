"""Measures reportgen beside others on the same content: cold, again, after an edit, six editions.

    python -m bench.rivals [--sizes report,100,300,900] [--only reportgen,typst,…] [--makes pdf,docx,html]
                           [--cases cold,warm,edit,six] [--json FILE]

Every line is a fresh process; what a tool is given is written before the clock starts (for others: finished
words in their own format; for us the sources of the report, or the tree of a made-up one). "warm" runs it
again, "edit" after a sentence was added; "=" says that it keeps nothing, so that both are "cold" again. Typst
stays in one process for them, as `typst watch` does. "six" is PDF, Word and web in two languages: ours in one
command, pandoc's in six (its PDF through Typst). Memory is that of the largest process. Only ratios are worth
comparing; processor time suffers less from other work on the machine. What a result holds is counted in it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench.rivals.contents import LANGS, Content, committed, made_up
from bench.rivals.features import Found, features
from bench.rivals.measuring import FailedError, Took, run, size_of
from bench.rivals.tools import Ours, Pandoc, Tool, tools

CASES = ("cold", "warm", "edit", "six")
MAKES = ("pdf", "docx", "html")
HEAD = f"{'':<28}" + "".join(f"{case:>8}{'cpu':>7}{'÷ ours':>7}{'cpu':>6}" for case in CASES[:3])


@dataclass(slots=True)
class Line:
    """One tool on one content: what each case took, bytes, what it holds; or why there is nothing."""

    tool: str
    makes: str
    took: dict[str, Took] = field(default_factory=dict)
    bytes: int = 0
    holds: Found = field(default_factory=dict)
    note: str = ""


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.rivals", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--sizes", default="report,100,300,900")
    parser.add_argument("--only", default="", help="parts of names of tools")
    parser.add_argument("--makes", default=",".join(MAKES))
    parser.add_argument("--cases", default=",".join(CASES))
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    everything: dict[str, list[Line]] = {}
    for size in asked.sizes.split(","):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            content = committed(folder) if size == "report" else made_up(int(size))
            print(f"\n{content.name}\n{HEAD}", flush=True)
            everything[content.name] = lines = []
            for tool in tools(content, folder):
                if tool.makes in asked.makes.split(",") and _is_asked(tool.name, asked.only):
                    lines.append(measured(tool, asked.cases.split(",")))
                    print(told(lines[-1], lines), flush=True)
            if "six" in asked.cases.split(","):
                for line in six(content, folder, asked.only):
                    lines.append(line)
                    print(told(line, lines), flush=True)
    for name, lines in everything.items():
        print("\n".join(held(name, lines)))
    if asked.json:
        asked.json.write_text(json.dumps({k: [asdict(line) for line in v] for k, v in everything.items()}))


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
        ours.took["cold"] = run([tool.build(",".join(MAKES), ",".join(LANGS))])[0]
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


def held(name: str, lines: list[Line]) -> list[str]:
    """What the results hold, a table an edition, as Markdown."""
    rows: list[str] = []
    for makes in MAKES:
        there = [line for line in lines if line.makes == makes and line.holds]
        if not there:
            continue
        names = list(there[0].holds)
        rows += ["", f"{name}, {makes}:", "", "| | " + " | ".join(line.tool for line in there) + " |"]
        rows.append("|---" * (len(there) + 1) + "|")
        rows += [
            f"| {key} | " + " | ".join(line.holds.get(key, "") for line in there) + " |" for key in names
        ]
    return rows


if __name__ == "__main__":
    main()
