"""What other sites and programs read: addresses, JSON-LD (schema.org), the map of the site, the news feed.

Addresses are absolute when `base_url` of report.yaml says where the outputs are published; the map, the feed
and `robots.txt` need that and are left out otherwise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urljoin

from reportgen.document import nodes as n
from reportgen.editions.html.markup import element, escape, void
from reportgen.editions.html.navigation import NavLink

_XML: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_LOCAL: Final = re.compile(r' (href|src|action)="(?!#|https?:|mailto:|tel:|data:)([^"]*)"')


def site_url(meta: n.Meta, lang: str = "") -> str:
    """Where the pages of a language are published, ending in "/"; "" when that is not known."""
    return f"{meta.base_url}{lang or meta.lang}/html/" if meta.base_url else ""


def page_url(meta: n.Meta, stem: str, lang: str = "") -> str:
    """The address of a page, "" when it is not published. The first page is its folder."""
    base = site_url(meta, lang)
    return base and (base if stem == "index" else f"{base}{stem}.html")


def file_url(meta: n.Meta, name: str) -> str:
    """The address of a file of the site, "" when it is not published."""
    base = site_url(meta)
    return base and base + name


def linked_data(meta: n.Meta, trail: Sequence[NavLink], facts: Iterable[dict[str, Any]]) -> str:
    """The JSON-LD of a page, safe inside `<script>`: its breadcrumb and `facts`; "" when there is nothing."""
    base = site_url(meta)
    items = list(facts)
    if len(trail) > 1:
        steps = [
            {
                "@type": "ListItem",
                "position": position,
                "name": link.title,
                "item": urljoin(base, link.href) if base else link.href,
            }
            for position, link in enumerate(trail, start=1)
        ]
        items.append({"@type": "BreadcrumbList", "itemListElement": steps})
    if not items:
        return ""
    text = json.dumps({"@context": "https://schema.org", "@graph": items}, ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c")


def report_facts(
    document: n.Document, chapters: Iterable[NavLink], other: n.Document | None
) -> dict[str, Any]:
    """The report as a schema.org Report."""
    meta = document.meta
    facts: dict[str, Any] = {
        "@type": "Report",
        "@id": page_url(meta, "index") or "index.html",
        "name": meta.title,
        "alternateName": meta.subtitle,
        "description": meta.description,
        "inLanguage": meta.lang,
        "reportNumber": meta.identifier,
        "version": meta.version,
        "datePublished": meta.date,
        "license": meta.licence_url,
        "keywords": list(meta.keywords),
        "publisher": {"@type": "Organization", "name": meta.publisher} if meta.publisher else None,
        "author": [{"@type": "Organization", "name": name} for name in meta.authors],
        "hasPart": [
            {"@type": "Chapter", "name": link.title, "url": urljoin(site_url(meta), link.href)}
            for link in chapters
        ],
    }
    if other is not None:
        twin = page_url(meta, "index", other.lang) or f"../../{other.lang}/html/index.html"
        facts["workTranslation"] = {"@type": "Report", "@id": twin, "inLanguage": other.lang}
    return _said(facts)


def dataset_facts(document: n.Document, title: str, description: str, file: str) -> dict[str, Any]:
    """The inventory as a schema.org Dataset with its CSV file."""
    meta = document.meta
    return _said(
        {
            "@type": "Dataset",
            "name": title,
            "description": description,
            "inLanguage": meta.lang,
            "version": meta.version,
            "dateModified": meta.date,
            "license": meta.licence_url,
            "creator": {"@type": "Organization", "name": meta.publisher} if meta.publisher else None,
            "isPartOf": {"@type": "Report", "@id": page_url(meta, "index") or "index.html"},
            "distribution": {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": urljoin(site_url(meta), file),
            },
        }
    )


def _said(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value}


def absolute(markup: str, meta: n.Meta) -> str:
    """A page whose links work from any address, for the one that servers show where there is none."""
    base = site_url(meta)
    return _LOCAL.sub(lambda m: f' {m[1]}="{urljoin(base, m[2])}"', markup) if base else markup


def sitemap(meta: n.Meta, stems: Iterable[str], twins: Sequence[tuple[str, frozenset[str]]]) -> bytes:
    """The pages of a site, each with its twins: `twins` are the pages that each other language has
    (sitemaps.org, with xhtml:link)."""
    urls = []
    for stem in stems:
        inside = element("loc", escape(page_url(meta, stem)))
        if meta.date:
            inside += element("lastmod", escape(meta.date))
        langs = [lang for lang, there in twins if stem in there]
        for lang in [meta.lang, *langs] if langs else []:
            link = void("xhtml:link", rel="alternate", hreflang=lang, href=page_url(meta, stem, lang))
            inside += link.replace(">", "/>")
        urls.append(element("url", inside))
    head = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    return (_XML + head + "\n" + "\n".join(urls) + "\n</urlset>\n").encode()


def feed(meta: n.Meta) -> bytes:
    """The releases as an Atom feed (RFC 4287), newest first; the version at hand is always one of them."""
    home = page_url(meta, "index")
    releases = {r.version: r for r in meta.releases}
    if meta.version and meta.date:
        releases.setdefault(meta.version, n.Release(meta.version, meta.date))
    newest = sorted(releases.values(), key=lambda r: r.date, reverse=True)
    entries = [
        element(
            "entry",
            element("id", escape(f"{home}#release-{release.version}"))
            + element("title", escape(f"{meta.title} – {release.version}"))
            + element("updated", f"{release.date}T00:00:00Z")
            + void("link", rel="alternate", type="text/html", href=home).replace(">", "/>")
            + element("summary", escape(release.note or meta.description or meta.title)),
        )
        for release in newest
    ]
    updated = newest[0].date if newest else "1970-01-01"
    head = (
        element("id", escape(home))
        + element("title", escape(meta.title))
        + element("updated", f"{updated}T00:00:00Z")
        + void("link", rel="self", type="application/atom+xml", href=f"{site_url(meta)}feed.xml").replace(
            ">", "/>"
        )
        + void("link", rel="alternate", type="text/html", href=home).replace(">", "/>")
        + element("author", element("name", escape(meta.publisher or ", ".join(meta.authors) or meta.title)))
    )
    body = "\n".join([head, *entries])
    return (
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{meta.lang}">\n{body}\n</feed>\n'.encode()
    )


def root_files(metas: Sequence[n.Meta]) -> dict[str, bytes]:
    """What stands above the sites of all languages: `robots.txt` and the index of their maps."""
    published = [meta for meta in metas if meta.base_url]
    if not published:
        return {}
    base = published[0].base_url
    maps = "\n".join(
        element("sitemap", element("loc", escape(f"{site_url(meta)}sitemap.xml"))) for meta in published
    )
    index = (
        f'{_XML}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{maps}\n</sitemapindex>\n'
    )
    robots = f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n"
    return {"robots.txt": robots.encode(), "sitemap.xml": index.encode()}
