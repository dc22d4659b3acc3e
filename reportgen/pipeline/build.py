"""`reportgen build`: every edition asked for, in every language asked for, or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from reportgen.cache import content_key
from reportgen.diagnostics import Diagnostics
from reportgen.pipeline.ahead import begin_parts, begin_setting
from reportgen.pipeline.finished import Finished, recall, remember
from reportgen.pipeline.inputs import Inputs, open_store
from reportgen.pipeline.output import own_folder
from reportgen.pipeline.timings import Progress, Timings, silent
from reportgen.project import Assets
from reportgen.work import Spread, crew_for

EDITIONS = ("pdf", "docx", "html", "epub")
"""In the order of writing: the PDF first, for its page numbers."""
BuildProfile = Literal["draft", "proof", "release", "print"]
"""`print` is a release as a printer wants it: the PDF alone, with bleed, crop marks and empty left pages."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build. Empty `editions` or `langs` mean all of them; `output` defaults to `<root>/build`.

    `update_pages` writes the page map of what was built into the project; a release always does. `since`
    names an earlier draft (a version in git or a folder): what is new or changed is marked in a proof.
    `named`: files are named after the report, its version and the language, and not `report`. `spread`: who
    does the work.
    """

    root: Path
    editions: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    profile: BuildProfile = "draft"
    output: Path | None = None
    use_cache: bool = True
    workers: int | None = None
    update_pages: bool = False
    since: str = ""
    named: bool = False
    spread: Spread = field(default_factory=Spread)

    @property
    def made(self) -> tuple[str, ...]:
        """The editions that are made."""
        return ("pdf",) if self.profile == "print" else self.editions or EDITIONS

    @property
    def trees(self) -> Literal["draft", "proof", "release"]:
        """The profile that the documents are made for."""
        return "release" if self.profile == "print" else self.profile

    def spread_of(self) -> Spread:
        """Who does the work; `workers` is the short way to say how many processes."""
        return self.spread if self.workers is None else replace(self.spread, workers=self.workers)


@dataclass(slots=True)
class BuildResult:
    """What came out: findings, files written (none after an error), seconds by phase, pages by language."""

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    outputs: list[Path] = field(default_factory=list)
    timings: Timings = field(default_factory=Timings)
    pages: dict[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.diagnostics.errors == 0


def build(request: BuildRequest, progress: Progress = silent) -> BuildResult:
    """Build the editions. Nothing is written when the content has an error.

    Raises OutputError when a result cannot be written, WorkersError when the work cannot be spread as asked.
    """
    request.spread.check()
    result = BuildResult()
    output = request.output or own_folder(request.root, "build")
    with result.timings.phase("load"):
        inputs = Inputs.read(request.root)
        store = open_store(request.root, request.output, request.use_cache)
        wanted_pages = "pages" if request.update_pages else ""
        key = content_key(
            ["build", inputs.key, request.profile, wanted_pages, *request.editions, "", *request.langs]
        )
        # An earlier draft stands outside the inputs: it is looked at again each time.
        before = None if request.since else recall(store, key)
        if before is not None and before.stands(output):
            return _nothing_to_do(before, output, result)
    with crew_for(request.spread_of(), store) as crew:
        langs = request.langs
        if len(langs) == 1 and "html" not in request.made and request.use_cache:
            # Of several languages, each has a process to itself.
            begin_parts(crew, inputs, langs[0], request.trees)
        assets = Assets(inputs.files.root)
        if "pdf" in request.made:
            begin_setting(crew, inputs, assets, langs, request.profile)
        # Loaded late: to read the editions takes longer than to see that there is nothing to do.
        from reportgen.pipeline.making import make

        finished = make(request, inputs, store, crew, assets, output, result, progress)
    if finished is not None and not request.since and inputs.still_stand():
        remember(store, key, finished)
    return result


def _nothing_to_do(before: Finished, output: Path, result: BuildResult) -> BuildResult:
    """The result of the same build made before, whose files still stand."""
    result.diagnostics.extend(before.findings)
    result.outputs += [output / name for name in before.outputs]
    result.pages.update(before.pages)
    return result
