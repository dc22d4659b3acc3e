"""A release is made from a clean tree or refused with clear reasons, and it is the same each time."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
import yaml
from datacite import schema45
from lxml import html
from PIL import Image

from reportgen.diagnostics import Diagnostics
from reportgen.pipeline.build import BuildResult
from reportgen.pipeline.i18n import adopt, confirm
from reportgen.pipeline.new import project as new_project
from reportgen.pipeline.release import ReleaseError, ReleaseRequest, release
from reportgen.pipeline.verify import verify_release
from reportgen.review.blocking import holding_back
from reportgen.review.register import load_register


def git(root: Path, *arguments: str) -> None:
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A",
           "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
           "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z"}
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, env={**os.environ, **who})


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new), encoding="utf-8")


def make(root: Path, version: str = "1.0", **waivers: str) -> BuildResult:
    return release(ReleaseRequest(root, version, waivers, workers=1))


def errors(result: BuildResult) -> list[str]:
    return sorted({d.code for d in result.diagnostics if d.severity == "error"})


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project, translated, confirmed and committed."""
    root = tmp_path_factory.mktemp("clean") / "project"
    new_project(root)
    settings = root / "content/report.yaml"
    data = yaml.safe_load(settings.read_text(encoding="utf-8"))
    data |= {"version": "1.0", "date": "2026-11-26", "base_url": "https://example.org/rapport/"}
    settings.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    adopt(root)
    confirm(root, ["all"])
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "start")
    return root


@pytest.fixture(scope="module")
def released(clean: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with release 1.0."""
    root = Path(shutil.copytree(clean, tmp_path_factory.mktemp("released") / "project"))
    result = make(root)
    assert result.ok, [d.message() for d in result.diagnostics]
    return root


@pytest.fixture
def project(clean: Path, tmp_path: Path) -> Iterator[Path]:
    yield Path(shutil.copytree(clean, tmp_path / "project"))


def test_it_holds_every_edition_the_data_and_the_notes(released: Path) -> None:
    folder = released / "release/1.0"
    for name in ("fr/rapport-1.0-fr.pdf", "en/rapport-1.0-en.docx", "fr/html/index.html", "data/datapackage.json",
                 "data/en/inventory.xlsx", "notes.fr.md", "notes.en.md", "CITATION.cff", "manifest.json"):
        assert (folder / name).is_file(), name
    assert "Première version publiée" in (folder / "notes.fr.md").read_text(encoding="utf-8")


def test_the_manifest_names_every_file_source_tool_and_font(released: Path) -> None:
    folder = released / "release/1.0"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    here = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {"manifest.json"}
    assert set(manifest["files"]) == here
    pdf = hashlib.sha256((folder / "fr/rapport-1.0-fr.pdf").read_bytes()).hexdigest()
    assert manifest["files"]["fr/rapport-1.0-fr.pdf"]["sha256"] == pdf
    assert "content/report.yaml" in manifest["sources"] and manifest["tools"]["weasyprint"]
    assert any(name.endswith(".ttf") for name in manifest["fonts"]) and len(manifest["commit"]) == 40
    assert str(released) not in json.dumps(manifest)


def test_the_bundle_is_the_release(released: Path) -> None:
    folder = released / "release/1.0"
    bundle = next(folder.glob("*.zip"))
    with zipfile.ZipFile(bundle) as file:
        assert file.testzip() is None
        name = f"{bundle.stem}/fr/rapport-1.0-fr.pdf"
        assert file.read(name) == (folder / "fr/rapport-1.0-fr.pdf").read_bytes()


def test_the_bundle_can_be_verified_where_it_was_unpacked(released: Path, tmp_path: Path) -> None:
    bundle = next((released / "release/1.0").glob("*.zip"))
    with zipfile.ZipFile(bundle) as file:
        file.extractall(tmp_path)
    inside = tmp_path / bundle.stem
    checks, diagnostics = verify_release(inside)
    assert [d.message() for d in diagnostics] == [] and checks
    hrefs = html.parse(inside / "index.html").xpath("//a/@href")
    assert [h for h in hrefs if not h.startswith("http") and not (inside / h).is_file()] == []


def test_the_first_page_leads_to_every_edition(released: Path) -> None:
    folder = released / "release/1.0"
    page = html.parse(folder / "index.html")
    hrefs = [h for h in page.xpath("//a/@href") if not h.startswith("http")]
    assert [h for h in hrefs if not (folder / h).is_file()] == []
    for lang in ("fr", "en"):
        for name in ("html/index.html", *(f"rapport-1.0-{lang}.{kind}" for kind in ("pdf", "docx", "epub"))):
            assert f"{lang}/{name}" in hrefs
        site = [html.parse(path) for path in (folder / lang / "html").glob("*.html")]
        beside = {h for one in site for h in one.xpath("//a/@href") if h.startswith("../rapport")}
        assert len(beside) == 4 and all((folder / lang / "html" / h).is_file() for h in beside)
        assert page.xpath(f"//section[@lang='{lang}']//img/@src") == [f"{lang}/cover-small.png"]


def test_covers_are_pictures_of_the_first_page(released: Path) -> None:
    for name, width in (("cover", 900), ("cover-small", 300)):
        with Image.open(released / f"release/1.0/fr/{name}.png") as picture:
            assert picture.format == "PNG" and picture.size[0] == width
            assert picture.size[1] == pytest.approx(width * 297 / 210, abs=2)
            assert len(picture.getcolors(1 << 20) or ()) > 10, "nothing is drawn"


def test_an_address_that_is_shared_shows_its_picture(released: Path) -> None:
    folder = released / "release/1.0"
    for path in ("fr/html/index.html", "fr/html/fiche-exemple.html", "index.html"):
        (address,) = html.parse(folder / path).xpath("//meta[@property='og:image']/@content")
        name = address.removeprefix("https://example.org/rapport/")
        with Image.open(folder / name) as picture:
            assert picture.size == (1200, 630)


def test_the_pdf_carries_the_inventory_as_it_is_published(released: Path) -> None:
    folder = released / "release/1.0"
    for lang in ("fr", "en"):
        with pikepdf.open(folder / lang / f"rapport-1.0-{lang}.pdf") as pdf:
            carried = {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}
            bound = {str(spec.UF): str(spec.AFRelationship) for spec in pdf.Root.AF}
        assert carried["inventory.json"] == (folder / f"data/{lang}/inventory.json").read_bytes()
        for path in (folder / "data" / lang).glob("*.csv"):
            assert carried[f"inventory-{path.name}"] == path.read_bytes()
            assert bound[f"inventory-{path.name}"] == "/Data"


def test_notes_are_a_page_too(released: Path) -> None:
    page = html.parse(released / "release/1.0/notes.en.html")
    assert page.getroot().get("lang") == "en" and "First version released" in page.getroot().text_content()


def test_repositories_accept_its_metadata(released: Path) -> None:
    data = json.loads((released / "release/1.0/datacite.json").read_text(encoding="utf-8"))
    assert schema45.validate(data), list(schema45.validator.iter_errors(data))
    assert data["version"] == "1.0" and data["publicationYear"] == "2026"
    assert {title["lang"] for title in data["titles"]} == {"fr", "en"}
    assert data["rightsList"][0]["rightsIdentifier"] == "etalab-2.0"


def test_the_bill_names_what_it_was_made_with(released: Path) -> None:
    bill = json.loads((released / "release/1.0/tools.cdx.json").read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    parts = {part["name"]: part for part in bill["components"]}
    assert {"python", "pango", "zlib", "weasyprint", "pydyf", "pypdfium2", "openpyxl"} <= set(parts)
    assert parts["weasyprint"]["purl"].startswith("pkg:pypi/weasyprint@")
    font = parts["styles/fonts/SourceSerif4-Regular.ttf"]
    assert font["licenses"] == [{"license": {"id": "OFL-1.1"}}] and font["hashes"]
    assert len({part["bom-ref"] for part in bill["components"]}) == len(bill["components"])


def test_it_can_be_cited(released: Path) -> None:
    cited = yaml.safe_load((released / "release/1.0/CITATION.cff").read_text(encoding="utf-8"))
    assert cited["cff-version"] == "1.2.0" and cited["version"] == "1.0" and cited["authors"]


def another_user() -> dict[str, int]:
    """Somebody else, where this process may become somebody else and they can read the engine."""
    nobody = {"user": 65534, "group": 65534}
    command = [sys.executable, "-c", "import reportgen.pipeline.release"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    try:
        done = subprocess.run(command, cwd="/", env=environment, capture_output=True, check=False, **nobody)
    except (PermissionError, OSError):
        return {}
    return nobody if done.returncode == 0 else {}


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """A folder that every user can reach, far from the others, with a space and an accent in its path."""
    with tempfile.TemporaryDirectory(prefix="ailleurs été ") as name:
        Path(name).chmod(0o777)
        yield Path(name)


def test_two_clones_give_the_same_bytes(released: Path, elsewhere: Path) -> None:
    """At another path, of another user, in another time zone and locale, with other hashes and rights."""
    git(elsewhere, "clone", "-q", str(released), "ailleurs")
    user = another_user()
    if user:
        for path in (elsewhere / "ailleurs", *(elsewhere / "ailleurs").rglob("*")):
            os.chown(path, user["user"], user["group"])
    tmp_path = elsewhere
    command = ["import sys", "from pathlib import Path",
               "from reportgen.pipeline.release import ReleaseRequest, release",
               "done = release(ReleaseRequest(Path('ailleurs'), '1.0', workers=1))",
               "sys.exit('\\n'.join(d.message() for d in done.diagnostics) if not done.ok else 0)"]
    environment = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7",
                   "HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    run = [sys.executable, "-c", "\n".join(command)]
    subprocess.run(run, cwd=tmp_path, env=environment, check=True, umask=0o077, **user)
    mine, other = released / "release/1.0", tmp_path / "ailleurs/release/1.0"
    names = {p.relative_to(mine) for p in mine.rglob("*") if p.is_file()}
    assert names == {p.relative_to(other) for p in other.rglob("*") if p.is_file()}
    assert [n for n in names if (mine / n).read_bytes() != (other / n).read_bytes()] == []


def test_verify_accepts_it_and_its_data(released: Path) -> None:
    checks, diagnostics = verify_release(released / "release/1.0", released)
    assert [d.message() for d in diagnostics] == []
    assert {check.reader for check in checks} >= {"hashlib", "frictionless", "calamine", "rdflib"}


def test_verify_makes_it_again_and_finds_the_same_bytes(released: Path) -> None:
    checks, diagnostics = verify_release(released / "release/1.0", released, rebuild=True)
    assert [d.message() for d in diagnostics] == []
    count = sum(1 for path in (released / "release/1.0").rglob("*") if path.is_file())
    assert checks[-1].reader == "rebuild" and checks[-1].compared == f"{count} of {count} files"


def test_verify_says_what_is_not_the_same_when_made_again(released: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(released, tmp_path / "project"))
    chapter = next((root / "content/fr/chapters").glob("*.md"))
    edit(chapter, "\n", "\nÀ propos.\n\n")
    git(root, "commit", "-qam", "later")
    _, diagnostics = verify_release(root / "release/1.0", root, rebuild=True)
    assert ("REL019", "manifest.json") in {(d.code, d.span.file) for d in diagnostics}
    assert "REL015" in {d.code for d in diagnostics}
    assert {"TRN001", "TRN002"} & {d.code for d in diagnostics} or ("REL014", "fr/rapport-1.0-fr.pdf") in {
        (d.code, d.span.file) for d in diagnostics
    }


def test_verify_finds_what_was_touched(released: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(released / "release/1.0", tmp_path / "1.0"))
    (folder / "fr/rapport-1.0-fr.pdf").write_bytes(b"%PDF")
    (folder / "notes.en.md").unlink()
    (folder / "extra.txt").write_text("x")
    _, diagnostics = verify_release(folder)
    assert {(d.code, d.span.file) for d in diagnostics} == {
        ("REL011", "fr/rapport-1.0-fr.pdf"), ("REL010", "notes.en.md"), ("REL012", "extra.txt"),
    }


def test_a_dirty_file_is_refused_by_name(project: Path) -> None:
    edit(project / "content/report.yaml", "version:", "# touched\nversion:")
    result = make(project)
    assert errors(result) == ["REL001"] and not (project / "release").exists()
    assert "content/report.yaml" in next(d for d in result.diagnostics if d.code == "REL001").message()


def change_french(project: Path) -> None:
    path = next((project / "content/fr/fiches").glob("*.yaml"))
    edit(path, "summary: ", "summary: Désormais, ")
    git(project, "commit", "-qam", "change")


def test_a_stale_unit_is_refused(project: Path) -> None:
    change_french(project)
    assert errors(make(project)) == ["TRN002"]


def test_a_dead_reference_is_refused(project: Path) -> None:
    for lang in ("fr", "en"):
        path = next((project / f"content/{lang}/chapters").glob("*.md"))
        path.write_text(path.read_text(encoding="utf-8") + "\n@sec-nowhere.\n", encoding="utf-8")
    git(project, "commit", "-qam", "change")
    result = make(project)
    assert any(code.startswith("REF") for code in errors(result)) and not (project / "release").exists()


def add_picture(project: Path) -> Path:
    """A picture without words at the end of the chapter."""
    (project / "content/figures").mkdir(exist_ok=True)
    shutil.copy(
        Path(__file__).parents[1] / "fixtures/project/content/figures/carte.png", project / "content/figures"
    )
    path = next((project / "content/fr/chapters").glob("*.md"))
    path.write_text(path.read_text(encoding="utf-8") + "\n![](figures/carte.png)\n", encoding="utf-8")
    return path


def test_a_missing_alternative_text_is_refused(project: Path) -> None:
    path = add_picture(project)
    git(project, "add", "-A")
    git(project, "commit", "-qm", "change")
    result = make(project)
    assert "REL008" in errors(result)
    found = next(d for d in result.diagnostics if d.code == "REL008")
    assert found.span.file == path.relative_to(project).as_posix() and found.span.line > 1


def write_review(project: Path, **more: object) -> None:
    thread = {"id": "r0000000a", "kind": "comment", "state": "open", "place": "content/fr/chapters/x.md:12",
              "field": "", "number": "1.2", "heading": "Essai", "draft": "a.docx", "authors": ["Mme Durand"],
              **more}
    (project / "reviews").mkdir(exist_ok=True)
    register = yaml.safe_dump({"drafts": [], "threads": [thread], "units": {}}, allow_unicode=True)
    (project / "reviews/1.0-fr.yaml").write_text(register, encoding="utf-8")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "review")


def test_an_unsettled_blocking_remark_is_refused(project: Path) -> None:
    write_review(project, text="Bloquant : ce chiffre est faux.", state="answered")
    result = make(project)
    assert errors(result) == ["REL009"] and not (project / "release").exists()
    found = next(d for d in result.diagnostics if d.code == "REL009")
    assert (found.span.file, found.span.line) == ("content/fr/chapters/x.md", 12)
    assert "Mme Durand" in found.message() and "ce chiffre est faux" in found.message()


@pytest.mark.parametrize(
    ("more", "holds"),
    [
        ({"text": "Joli."}, False),
        ({"text": "Joli.", "blocking": True}, True),
        ({"text": "[blocking] wrong"}, True),
        ({"text": "Ceci n’est pas bloquant."}, False),
        ({"text": "Bloquant", "state": "accepted"}, False),
        ({"text": "Bloquant", "resolved": True}, False),
        ({"text": "?", "replies": [{"author": "B", "date": "", "text": "BLOQUANT pour nous"}]}, True),
    ],
)  # fmt: skip
def test_what_blocks_is_marked_and_not_settled(more: dict[str, object], holds: bool) -> None:
    common = {"id": "r1", "kind": "comment", "state": "open", "place": "", "field": "", "number": "",
              "heading": "", "draft": "a.docx"}  # fmt: skip
    text = yaml.safe_dump({"threads": [{**common, **more}]}, allow_unicode=True)
    register = load_register(text.encode(), "reviews/a.yaml", Diagnostics())
    assert register and bool(holding_back(register)) == holds


def break_pages(project: Path) -> None:
    """A template of the project's own that leaves the pages without their footer landmark."""
    (project / "templates/html").mkdir(parents=True)
    (project / "templates/html/footer.html.j2").write_text("<div>rien</div>\n", encoding="utf-8")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "template")


def test_a_failed_accessibility_check_is_refused(project: Path) -> None:
    break_pages(project)
    result = make(project)
    assert errors(result) == ["REL016"] and not (project / "release").exists()
    found = [(d.span.file, d.message()) for d in result.diagnostics if d.code == "REL016"]
    for lang in ("fr", "en"):
        assert [text for file, text in found if file == f"{lang}/html/404.html" and "landmarks" in text], found


def test_a_failed_check_of_what_was_built_is_waived_by_name(project: Path) -> None:
    break_pages(project)
    chapter = next((project / "content/fr/chapters").glob("*.md"))
    edit(chapter, "\n", "\n\U00010380\n\n")  # Ugaritic: no font has it
    git(project, "commit", "-qam", "letter")
    reasons = {"REL016": "new footer next week", "TRN001": "a", "TRN002": "b"}
    left = errors(make(project, **reasons))
    assert "PDF011" in left and all(code.startswith("PDF") for code in left)
    result = make(project, **reasons, **dict.fromkeys(left, "quoted as it is"))
    assert result.ok, [d.message() for d in result.diagnostics]
    manifest = json.loads((project / "release/1.0/manifest.json").read_text(encoding="utf-8"))
    printed = {waiver["code"]: waiver for waiver in manifest["waivers"]}
    assert printed["REL016"]["reason"] == "new footer next week" and printed["REL016"]["count"] >= 2
    assert printed["PDF011"]["reason"] == "quoted as it is"
    assert "data/datapackage.json" in manifest["files"]
    _, diagnostics = verify_release(project / "release/1.0", project, rebuild=True)
    assert [d.message() for d in diagnostics if d.severity == "error"] == []


def test_four_planted_faults_are_refused_with_four_clear_reasons(project: Path) -> None:
    """A stale unit, a dead reference, an image without words and a dirty file, in one run."""
    change_french(project)
    add_picture(project)
    path = next((project / "content/fr/chapters").glob("*.md"))
    path.write_text(path.read_text(encoding="utf-8") + "\n@sec-nowhere.\n", encoding="utf-8")
    result = make(project)
    assert not (project / "release").exists()
    said = {d.code: d.message() for d in result.diagnostics if d.severity == "error"}
    assert "has changed" in said["TRN002"] or "outdated" in said["TRN002"] or "stale" in said["TRN002"], said
    assert any("sec-nowhere" in text for code, text in said.items() if code.startswith("REF"))
    assert "alternative text" in said["REL008"] and "not committed" in said["REL001"]


def test_a_waiver_lets_one_kind_through_and_is_printed(project: Path) -> None:
    change_french(project)
    result = make(project, TRN002="decided on 26 November")
    assert result.ok, [d.message() for d in result.diagnostics]
    manifest = json.loads((project / "release/1.0/manifest.json").read_text(encoding="utf-8"))
    assert manifest["waivers"] == [{"code": "TRN002", "reason": "decided on 26 November", "count": 1}]


def test_a_waiver_by_name_lets_that_unit_through_alone(project: Path) -> None:
    change_french(project)
    assert errors(make(project, **{"TRN002:name": "another unit"})) == ["REL007", "TRN002"]
    result = make(project, **{"TRN002:summary": "decided on 26 November"})
    assert result.ok, [d.message() for d in result.diagnostics]
    manifest = json.loads((project / "release/1.0/manifest.json").read_text(encoding="utf-8"))
    assert manifest["waivers"] == [{"code": "TRN002:summary", "reason": "decided on 26 November", "count": 1}]


def test_a_waiver_for_nothing_is_an_error(project: Path) -> None:
    assert errors(make(project, TRN001="why not")) == ["REL007"]


def test_the_version_is_that_of_the_settings(project: Path) -> None:
    assert errors(make(project, "2.0")) == ["REL003"]
    with pytest.raises(ReleaseError):
        make(project, "../2.0")


def test_a_release_is_never_replaced(released: Path) -> None:
    assert errors(make(released, REL005="please")) == ["REL005", "REL018"]


def test_notes_say_what_changed_in_the_words_of_readers(released: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(released, tmp_path / "project"))
    edit(root / "content/report.yaml", "version: '1.0'", "version: '1.1'")
    path = next((root / "content/fr/fiches").glob("*.yaml"))
    edit(path, "summary: ", "summary: Désormais, ")
    chapter = next((root / "content/fr/chapters").glob("*.md"))
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nUn paragraphe de plus.\n", encoding="utf-8")
    git(root, "add", "-A", "--", "content")
    git(root, "commit", "-qm", "1.1")
    result = make(root, "1.1", TRN001="test", TRN002="test")
    assert result.ok, [d.message() for d in result.diagnostics]
    notes = (root / "release/1.1/notes.fr.md").read_text(encoding="utf-8")
    assert "depuis la version 1.0" in notes and ": Résumé" in notes.replace("\u00a0", "")
    assert "un passage ajouté ou réécrit" in notes, notes
