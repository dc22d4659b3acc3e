"""The small project with an attack in every text of it, and what must be true of whatever is made from it.

The texts are found, not listed: a field that is added to the model is attacked from the day it is added.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Container, Iterator
from pathlib import Path
from typing import Any

from reportgen.diagnostics import Diagnostic, Diagnostics, Severity
from reportgen.pipeline.documents import load, make_documents
from reportgen.pipeline.timings import Timings
from reportgen.yamlfile import read_yaml

FIXTURE = Path(__file__).parents[1] / "fixtures/project"
MARK = "zqx"
"""Stands in every attack: text of the attack can be found again wherever it went."""
SCRIPT = f"<script>{MARK}()</script>"
PLAIN = (
    f"{SCRIPT}<img src=x onerror={MARK}()>\"'><svg/onload={MARK}()></style></title></textarea>--><!--"
    "{{7*7}}{% for x in y %}${7*7}=cmd|' /C calc'!A1 ]]><a href=javascript:{m}()>".replace("{m}", MARK)
)
"""For texts: markup, breakouts from attributes, comments, CDATA and elements, templates, formulas."""
MARKDOWN = (
    rf"\<script>{MARK}()\</script> `<img src=x onerror={MARK}()>` \{{\{{7*7\}}\}} &lt;svg onload={MARK}()&gt;"
)
"""For Markdown, where raw HTML is an error of its own: the same, written as text and as code."""
URL = f"https://example.org/{MARK}?a=%22onmouseover=%22{MARK}()&b=<script>{MARK}()</script>'\"><img"


Loc = tuple[str | int, ...]


def strings(value: Any, path: Loc = ()) -> Iterator[Loc]:
    """The place of every text in data."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from strings(item, (*path, number))
    elif isinstance(value, str) and path[-1] != "id":
        # Ids are what other files name: `test_paths` attacks them.
        yield path


def changed(value: Any, places: Container[Loc], change: Callable[[str], str], path: Loc = ()) -> Any:
    """The data with the texts at `places` changed."""
    if isinstance(value, dict):
        return {key: changed(item, places, change, (*path, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [changed(item, places, change, (*path, number)) for number, item in enumerate(value)]
    return change(value) if path in places else value


CHAPTER = f"""# Un titre {SCRIPT.replace("<", chr(92) + "<")} {{#ch-why}}

[lien](<{URL.replace("<", chr(92) + "<").replace(">", chr(92) + ">")}>) et
[titre](https://example.org/ "{MARK} ' onmouseover={MARK}() &lt;script>").

Une note^[{MARKDOWN}], un appel [@fiche-grand-debat-national].

[mot]{{title="\\"><script>{MARK}()</script>" .a}}

```html
{SCRIPT}
```

| A {MARKDOWN.replace("|", "")} | B |
|-----|-----|
| {MARKDOWN.replace("|", "")} | =cmd|

Table: Une légende {MARKDOWN} {{#tbl-attack}}

![{MARKDOWN}](figures/carte.png){{#fig-attack width="\\"onload={MARK}()"}}

:::{{chart}}
id: fig-chart
kind: bar
caption: Un {MARKDOWN} graphique
categories: <script>{MARK}()</script>, "><svg onload={MARK}()>
values: 1, 2
:::
"""


ATTACKS: tuple[Callable[[str], str], ...] = (
    lambda text: f"{text} {PLAIN}",
    lambda text: f"{text} {MARKDOWN}",
    lambda text: URL if text.startswith("http") else text,
)


def attacked_project(root: Path) -> dict[str, int]:
    """Make the project at `root`; how many texts of each file are attacked.

    An attack that a field refuses (ids, dates, codes of closed lists) is taken back and the next one tried:
    what stays is what gets in.
    """
    shutil.copytree(FIXTURE, root)
    files = {
        path.relative_to(root).as_posix(): _data(path)
        for path in sorted((root / "content").rglob("*"))
        if path.suffix in (".yaml", ".json")
    }
    standing = findings(root)
    attacked: dict[str, set[Loc]] = {name: set() for name in files}
    for attack in ATTACKS:
        tried = {name: set(strings(data)) - attacked[name] for name, data in files.items()}
        while True:
            for name, data in files.items():
                _write(root / name, changed(data, tried[name], attack))
            refused = _refused(root, tried, findings(root) - standing)
            if not refused:
                break
            for name, places in refused.items():
                tried[name] -= places
        for name, places in tried.items():
            before, files[name] = files[name], _data(root / name)
            attacked[name] |= {place for place in places if _at(before, place) != _at(files[name], place)}
    (root / "content/fr/chapters/01-why.md").write_text(CHAPTER, encoding="utf-8")
    return {name: len(places) for name, places in attacked.items()}


def findings(root: Path) -> set[Diagnostic]:
    """The errors that a build would find."""
    diagnostics = Diagnostics()
    loaded = load(root, diagnostics, Timings())
    if loaded is not None:
        make_documents(loaded, loaded.project.languages, "draft", diagnostics, Timings())
    return {finding for finding in diagnostics if finding.severity is Severity.ERROR}


def _refused(root: Path, tried: dict[str, set[Loc]], found: set[Diagnostic]) -> dict[str, set[Loc]]:
    """The attacked texts that stand where errors are; all of a file whose errors stand elsewhere."""
    refused: dict[str, set[Loc]] = {}
    for name, places in tried.items():
        yaml = read_yaml((root / name).read_bytes(), name, Diagnostics())
        assert yaml is not None
        lines = {place: yaml.place(place).line for place in places}
        wrong = {finding.span.line for finding in found if finding.span.file == name}
        if wrong:
            refused[name] = {place for place, line in lines.items() if line in wrong} or set(places)
    if found and not any(refused.values()):
        return {name: set(places) for name, places in tried.items() if places}
    return {name: places for name, places in refused.items() if places}


def _at(data: Any, place: Loc) -> Any:
    for step in place:
        data = data[step]
    return data


def _data(path: Path) -> Any:
    read = read_yaml(path.read_bytes(), path.name, Diagnostics())
    assert read is not None
    return read.data


def _write(path: Path, data: Any) -> None:
    # JSON is YAML, and one value stands on each line.
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
