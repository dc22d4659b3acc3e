"""What other sites and programs are told about the pages."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from dataclasses import replace

import pytest
from lxml import etree
from lxml import html as lxml_html
from PIL import Image

from reportgen.document import nodes as n
from reportgen.editions.html import root_files, write_site
from reportgen.editions.html.share_images import Said, drawn
from reportgen.project import Assets
from tests.editions.sample import sample_document

BASE = "https://rapport.example.org/lecture/"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def published(lang: str) -> n.Document:
    document = sample_document(lang)
    releases = (n.Release("0.8", "2026-10-01", "Premier jet & essais"),)
    return replace(document, meta=replace(document.meta, base_url=BASE, releases=releases))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return write_site(published("fr"), Assets(None), published("en"))


def test_the_policy_allows_no_inline_script_and_names_the_data_of_the_page(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if not name.endswith(".html"):
            continue
        page = lxml_html.document_fromstring(data)
        policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules["default-src"] == rules["base-uri"] == "'none'"
        assert "unsafe" not in policy and "*" not in policy and "http" not in policy
        named = [source for source in rules["script-src"].split() if source.startswith("'sha256-")]
        blocks = page.xpath("//script[@type='application/ld+json']/text()")
        digests = [base64.b64encode(hashlib.sha256(b.encode()).digest()).decode() for b in blocks]
        assert named == [f"'sha256-{digest}'" for digest in digests], name


def linked(page: bytes) -> dict[str, dict[str, object]]:
    script = lxml_html.document_fromstring(page).find(".//script[@type='application/ld+json']")
    return {item["@type"]: item for item in json.loads(script.text)["@graph"]}


def test_a_page_gives_its_address_and_that_of_its_twin(files: dict[str, bytes]) -> None:
    head = lxml_html.document_fromstring(files["ch-why.html"]).find("head")
    assert head.xpath("string(link[@rel='canonical']/@href)") == f"{BASE}fr/html/ch-why.html"
    twins = {e.get("hreflang"): e.get("href") for e in head.xpath("link[@rel='alternate'][@hreflang]")}
    assert twins == {"fr": f"{BASE}fr/html/ch-why.html", "en": f"{BASE}en/html/ch-why.html"}
    graph = {e.get("property"): e.get("content") for e in head.xpath("meta[@property]")}
    assert graph["og:url"] == f"{BASE}fr/html/ch-why.html"
    assert graph["og:title"] == "Chapitre\u00a01 – Pourquoi ce rapport"
    assert graph["og:locale"] == "fr_FR"


def test_a_page_has_a_picture_with_its_title(files: dict[str, bytes]) -> None:
    head = lxml_html.document_fromstring(files["fiche-grand-debat.html"]).find("head")
    graph = {e.get("property"): e.get("content") for e in head.xpath("meta[@property]")}
    assert graph["og:image"] == f"{BASE}fr/html/assets/share/fiche-grand-debat.png"
    assert graph["og:image:alt"] == "Fiche\u00a01 – Grand débat national"
    data = files["assets/share/fiche-grand-debat.png"]
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.size == (int(graph["og:image:width"]), int(graph["og:image:height"])) == (1200, 630)
        colours = picture.convert("RGB").getcolors()
    assert colours is not None and len(colours) > 8, "there is text, with soft edges"
    assert len(data) < 40_000


def test_every_page_that_may_be_shared_has_a_picture_of_its_own(files: dict[str, bytes]) -> None:
    pages = {name.removesuffix(".html") for name in files if name.endswith(".html")} - {"404", "search"}
    pictures = {name: data for name, data in files.items() if name.startswith("assets/share/")}
    assert set(pictures) == {f"assets/share/{stem}.png" for stem in pages}
    assert len(set(pictures.values())) == len(pictures)


def test_a_picture_is_drawn_again_in_the_same_way_and_only_when_its_words_change() -> None:
    class Counting(dict[str, bytes]):
        """A store that counts what is put into it."""

        drawn = 0

        def put(self, key: str, data: bytes) -> None:
            self[key] = data
            self.drawn += 1

    store, document = Counting(), published("fr")
    first = write_site(document, Assets(None), store=store)
    count = store.drawn
    renamed = replace(document.parts[1], title=(n.Text("Un autre titre"),))
    write_site(
        replace(document, parts=(document.parts[0], renamed, *document.parts[2:])), Assets(None), store=store
    )
    assert (count, store.drawn) == (len(store) - 1, count + 1)
    fresh = write_site(document, Assets(None))
    assert all(first[name] == fresh[name] for name in first if name.startswith("assets/share/"))


@pytest.mark.parametrize("title", ["", "x" * 300, "un titre " * 60, "Œuvre, « ÉTÉ » & <b> – 漢字"])
def test_any_title_fits_in_its_picture(title: str) -> None:
    with Image.open(io.BytesIO(drawn(Said("Fiche 1", title, "Rapport " * 40), Assets(None)))) as picture:
        edge = picture.convert("L").crop((1200 - 60, 0, 1200, 630))
        assert len(set(edge.tobytes())) == 1, "nothing reaches the edge"


def test_links_between_pages_stay_relative(files: dict[str, bytes]) -> None:
    page = lxml_html.document_fromstring(files["ch-why.html"])
    assert not [a for a in page.find("body").iter("a") if a.get("href").startswith(BASE)]


def test_the_first_page_is_described_as_a_report_with_its_chapters(files: dict[str, bytes]) -> None:
    report = linked(files["index.html"])["Report"]
    assert report["version"] == "0.9"
    assert report["inLanguage"] == "fr"
    assert report["workTranslation"] == {"@type": "Report", "@id": f"{BASE}en/html/", "inLanguage": "en"}
    assert [part["url"] for part in report["hasPart"]] == [  # type: ignore[attr-defined]
        f"{BASE}fr/html/ch-why.html",
        f"{BASE}fr/html/ch-methods.html",
    ]


def test_the_inventory_is_described_as_a_dataset_that_can_be_downloaded(files: dict[str, bytes]) -> None:
    data = linked(files["inventory.html"])["Dataset"]
    assert data["distribution"]["contentUrl"] == f"{BASE}fr/html/data/inventory.csv"  # type: ignore[index]
    head, *rows = files["data/inventory.csv"].decode("utf-8-sig").splitlines()
    assert head.startswith("N°,Identifiant,Nom,")
    assert [row.split(",")[1] for row in rows] == ["grand-debat", "convention-climat"]


def test_a_breadcrumb_leads_from_the_first_page(files: dict[str, bytes]) -> None:
    trail = linked(files["fiche-grand-debat.html"])["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"]) for step in trail] == [  # type: ignore[attr-defined]
        (1, "Accueil"),
        (2, "Fiches"),
        (3, "Fiche\u00a01 – Grand débat national"),
    ]


def test_the_map_of_the_site_lists_every_page_with_its_twin(files: dict[str, bytes]) -> None:
    tree = etree.fromstring(files["sitemap.xml"])
    found = [loc.text for loc in tree.iter(f"{MAP}loc")]
    stems = {n.removesuffix(".html") for n in files if n.endswith(".html")} - {"404", "search", "index"}
    assert set(found) == {f"{BASE}fr/html/", *(f"{BASE}fr/html/{stem}.html" for stem in stems)}
    links = tree[0].findall("{http://www.w3.org/1999/xhtml}link")
    assert [link.get("hreflang") for link in links] == ["fr", "en"]


def test_the_feed_gives_each_release_the_newest_first(files: dict[str, bytes]) -> None:
    tree = etree.fromstring(files["feed.xml"])
    entries = tree.findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}updated") for e in entries] == ["2026-11-23T00:00:00Z", "2026-10-01T00:00:00Z"]
    assert entries[1].findtext(f"{ATOM}summary") == "Premier jet & essais"
    assert all(e.findtext(f"{ATOM}id") for e in entries)


def test_the_page_for_lost_addresses_works_at_any_of_them(files: dict[str, bytes]) -> None:
    page = lxml_html.document_fromstring(files["404.html"])
    addresses = [
        e.get("href") or e.get("src") or e.get("action") for e in page.iter("a", "link", "script", "form")
    ]
    assert all(a.startswith(("https://", "#")) for a in addresses if a)
    assert page.find(".//meta[@name='robots']").get("content") == "noindex"


def test_above_the_sites_stand_robots_and_the_index_of_maps() -> None:
    made = root_files([published("fr").meta, published("en").meta])
    assert f"Sitemap: {BASE}sitemap.xml" in made["robots.txt"].decode()
    maps = [loc.text for loc in etree.fromstring(made["sitemap.xml"]).iter(f"{MAP}loc")]
    assert maps == [f"{BASE}fr/html/sitemap.xml", f"{BASE}en/html/sitemap.xml"]


def test_an_unpublished_report_says_no_address() -> None:
    document = sample_document("fr")
    files = write_site(document, Assets(None), sample_document("en"))
    assert not {"sitemap.xml", "feed.xml"} & files.keys()
    assert b"canonical" not in files["index.html"]
    assert root_files([document.meta]) == {}
