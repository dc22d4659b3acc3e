"""The tools: what each needs, is given, runs and leaves behind."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench.cases import whole_html
from bench.markdown_like import markdown_files
from bench.rivals.contents import ROOT, Content, edit, one_markdown
from bench.rivals.measuring import Command
from bench.typst_like import typst_source

PYTHON: Final = sys.executable
FONTS: Final = ROOT / "styles/fonts"


@dataclass
class Tool:
    """A way from content to one edition, in a folder of its own; `keeps`: a run uses what the last left."""

    content: Content
    folder: Path
    name: str = field(default="", init=False)
    makes: str = field(default="", init=False)
    install: str = field(default="", init=False)
    keeps: bool = field(default=False, init=False)
    own_clock: bool = field(default=False, init=False)

    def there(self) -> bool:
        """Whether it is installed."""
        return True

    def prepare(self, lang: str) -> None:
        """Write its sources; that is not measured."""

    @abstractmethod
    def commands(self, lang: str) -> list[Command]:
        """What is measured."""

    @abstractmethod
    def result(self, lang: str) -> Path:
        """The file or folder that it leaves."""

    def edit(self) -> None:
        """Add a sentence to the French source."""


def has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def pandoc_path() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def chromium() -> str:
    return shutil.which("chromium-headless-shell") or shutil.which("chromium") or ""


class Ours(Tool):
    """From the sources of the project where there are any; of a made-up report from its tree."""

    name, keeps = "reportgen", True

    def __init__(self, content: Content, folder: Path, makes: str) -> None:
        super().__init__(content, folder)
        self.name, self.keeps, self.makes, self._edited = "reportgen", True, makes, False

    def commands(self, lang: str) -> list[Command]:
        return [self.build(self.makes, lang)]

    def build(self, editions: str, langs: str) -> Command:
        if self.content.project:
            run = "from reportgen.cli import main; main()"
            where = ("--project", str(self.content.project), "-o", str(self.folder), "--lang", langs)
            return Command((PYTHON, "-c", run, "build", *editions.split(","), *where))
        said = ("edited",) if self._edited else ()
        pages = str(self.content.pages)
        return Command((PYTHON, "-m", "bench.rivals.ours", pages, str(self.folder), editions, langs, *said))

    def result(self, lang: str) -> Path:
        return self.folder / lang / ("html" if self.makes == "html" else f"report.{self.makes}")

    def edit(self) -> None:
        self._edited = True
        if self.content.project:
            chapters = sorted((self.content.project / "content/fr/chapters").glob("*.md"))
            edit(chapters[len(chapters) // 2])


class WeasyPrint(Tool):
    """The same print HTML in one document, page numbers by `target-counter`, tagged."""

    def __init__(self, content: Content, folder: Path) -> None:
        super().__init__(content, folder)
        self.name, self.makes = "WeasyPrint, one HTML", "pdf"

    def prepare(self, lang: str) -> None:
        html = whole_html(self.content.documents[lang], self.content.assets)
        (self.folder / f"{lang}.html").write_text(html, encoding="utf-8")

    def commands(self, lang: str) -> list[Command]:
        names = (str(self.folder / f"{lang}.html"), str(ROOT / "styles/print.css"), str(self.result(lang)))
        return [Command((PYTHON, "-m", "bench.rivals.plain", *names))]

    def result(self, lang: str) -> Path:
        return self.folder / f"{lang}.pdf"


class Chromium(Tool):
    """The same HTML and style sheet, printed by the browser."""

    def __init__(self, content: Content, folder: Path) -> None:
        super().__init__(content, folder)
        self.name, self.makes, self.install = "Chromium print", "pdf", "apt install chromium-headless-shell"

    def there(self) -> bool:
        return bool(chromium())

    def prepare(self, lang: str) -> None:
        html = whole_html(self.content.documents[lang], self.content.assets)
        sheet = f'<link rel="stylesheet" href="{(ROOT / "styles/print.css").as_uri()}">'
        html = html.replace("<head>", f"<head>{sheet}", 1)
        (self.folder / f"{lang}.html").write_text(html, encoding="utf-8")

    def commands(self, lang: str) -> list[Command]:
        flags = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer")
        more = ("--allow-file-access-from-files", "--generate-pdf-document-outline", "--export-tagged-pdf")
        page = (self.folder / f"{lang}.html").as_uri()
        return [Command((chromium(), *flags, *more, f"--print-to-pdf={self.result(lang)}", page))]

    def result(self, lang: str) -> Path:
        return self.folder / f"{lang}.pdf"


class Typst(Tool):
    """Like content in Typst's own language, written by hand for it: notes, captions, "(p. 12)"."""

    def __init__(self, content: Content, folder: Path) -> None:
        super().__init__(content, folder)
        self.name, self.makes, self.install = "Typst", "pdf", "pip install typst"
        self.keeps = self.own_clock = True

    def there(self) -> bool:
        return has("typst")

    def prepare(self, lang: str) -> None:
        source, files = typst_source(self.content.documents[lang])
        for name, data in files.items():
            (self.folder / name).write_bytes(data)
        (self.folder / f"{lang}.typ").write_text(source, encoding="utf-8")

    def commands(self, lang: str) -> list[Command]:
        names = (str(self.folder / f"{lang}.typ"), str(self.result(lang)), str(FONTS))
        return [Command((PYTHON, "-m", "bench.rivals.run_typst", *names), own_clock=True)]

    def result(self, lang: str) -> Path:
        return self.folder / f"{lang}.pdf"


class Pandoc(Tool):
    """From one Markdown file. `way` is an edition, or how a PDF is made."""

    def __init__(self, content: Content, folder: Path, makes: str, way: str = "") -> None:
        super().__init__(content, folder)
        self.name = f"pandoc + {way}" if way else "pandoc"
        self.makes, self.way, self.install = makes, way, "pip install pypandoc_binary"

    def there(self) -> bool:
        return has("pypandoc") and (self.way != "Typst" or has("typst"))

    def prepare(self, lang: str) -> None:
        one_markdown(self.content.documents[lang], self.folder / lang)

    def edit(self) -> None:
        edit(self.folder / "fr/report.md")

    def commands(self, lang: str) -> list[Command]:
        folder, result = self.folder / lang, str(self.result(lang))
        start = (pandoc_path(), "-f", "markdown", "report.md", "--toc")
        if self.makes == "docx":
            return [Command((*start, "-t", "docx+native_numbering", "--lof", "--lot", "-o", result), folder)]
        if self.makes == "html":
            shutil.rmtree(result, ignore_errors=True)
            return [Command((*start, "-t", "chunkedhtml", "--split-level=1", "-o", result), folder)]
        if self.way == "Typst":
            # The wheel has no program that pandoc could start: the two steps of `--pdf-engine=typst`.
            source = Command((*start, "-t", "typst", "-s", "-o", "report.typ"), folder)
            compile_ = (
                "import sys, typst; open(sys.argv[2], 'wb').write(typst.compile(sys.argv[1],"
                " font_paths=[sys.argv[3]]))"
            )
            return [source, Command((PYTHON, "-c", compile_, "report.typ", result, str(FONTS)), folder)]
        engine = str(Path(PYTHON).parent / "weasyprint")
        return [Command((*start, "-s", f"--pdf-engine={engine}", "-t", "html", "-o", result), folder)]

    def result(self, lang: str) -> Path:
        return self.folder / f"{lang}-html" if self.makes == "html" else self.folder / f"{lang}.{self.makes}"


CONF: Final = """project = "Report"
language = "{lang}"
extensions = {extensions}
myst_enable_extensions = ["deflist", "attrs_inline"]
suppress_warnings = ["myst", "toc", "ref", "misc", "image"]
html_theme = "alabaster"
"""


class Sphinx(Tool):
    """A page a part, from MyST Markdown or from reStructuredText (by pandoc, which is not measured)."""

    def __init__(self, content: Content, folder: Path, myst: bool) -> None:
        super().__init__(content, folder)
        self.name = "MyST in Sphinx" if myst else "Sphinx"
        self.makes, self.keeps, self.myst = "html", True, myst
        self.install = "pip install sphinx myst-parser"

    def there(self) -> bool:
        return has("sphinx") and (has("myst_parser") if self.myst else has("pypandoc"))

    def prepare(self, lang: str) -> None:
        document, folder = self.content.documents[lang], self.folder / lang
        folder.mkdir(exist_ok=True)
        names = [part.id for part in document.parts]
        conf = CONF.format(lang=lang, extensions=["myst_parser"] if self.myst else [])
        (folder / "conf.py").write_text(conf)
        for name, data in markdown_files(document, "myst" if self.myst else "pandoc").items():
            if self.myst or not name.endswith(".md"):
                (folder / name).write_bytes(data)
                continue
            import pypandoc

            text = pypandoc.convert_text(data.decode(), "rst", format="markdown")
            (folder / name.replace(".md", ".rst")).write_text(text, encoding="utf-8")
        lines = "\n".join(names)
        if self.myst:
            (folder / "index.md").write_text(f"# Report\n\n```{{toctree}}\n:maxdepth: 1\n\n{lines}\n```\n")
        else:
            lines = "".join(f"   {name}\n" for name in names)
            (folder / "index.rst").write_text(f"Report\n======\n\n.. toctree::\n   :maxdepth: 1\n\n{lines}")

    def edit(self) -> None:
        ending = "md" if self.myst else "rst"
        for path in sorted((self.folder / "fr").glob(f"*.{ending}")):
            try:
                return edit(path)
            except StopIteration:
                continue
        return None

    def commands(self, lang: str) -> list[Command]:
        return [
            Command(
                (PYTHON, "-m", "sphinx", "-b", "html", "-q", str(self.folder / lang), str(self.result(lang)))
            )
        ]

    def result(self, lang: str) -> Path:
        return self.folder / f"{lang}-html"


class Elsewhere(Tool):
    """One that this machine cannot have: the line says how another could."""

    def __init__(self, content: Content, folder: Path, name: str, makes: str, install: str) -> None:
        super().__init__(content, folder)
        self.name, self.makes, self.install = name, makes, install

    def there(self) -> bool:
        return False


def tools(content: Content, folder: Path) -> list[Tool]:
    """All of them, by edition; each works in a folder of its own."""
    makers: list[Callable[[Path], Tool]] = [
        lambda own: Ours(content, own, "pdf"),
        lambda own: WeasyPrint(content, own),
        lambda own: Pandoc(content, own, "pdf", "WeasyPrint"),
        lambda own: Pandoc(content, own, "pdf", "Typst"),
        lambda own: Typst(content, own),
        lambda own: Chromium(content, own),
        lambda own: Ours(content, own, "docx"),
        lambda own: Pandoc(content, own, "docx"),
        lambda own: Ours(content, own, "html"),
        lambda own: Pandoc(content, own, "html"),
        lambda own: Sphinx(content, own, myst=False),
        lambda own: Sphinx(content, own, myst=True),
        lambda own: Elsewhere(content, own, "mystmd", "html", "npm install mystmd (it fetches its theme)"),
        lambda own: Elsewhere(
            content, own, "Quarto", "html", "the installer of quarto.org (it wraps pandoc)"
        ),
    ]
    made = []
    for number, maker in enumerate(makers):
        own = folder / f"tool-{number}"
        own.mkdir(parents=True)
        made.append(maker(own))
    return made
