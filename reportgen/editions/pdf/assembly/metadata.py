"""What the file says of itself: XMP, document information, viewer preferences, colour intent.

PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) are declared together; the first needs an extension schema
to be named in the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pikepdf
from pikepdf import Array, Dictionary, Name, String

PRODUCER: Final = "reportgen"
EPOCH: Final = "1970-01-01"


@dataclass(frozen=True, slots=True)
class About:
    """Title and so on, for the metadata. `date` is ISO 8601, as precise as known."""

    title: str
    lang: str
    authors: Sequence[str] = ()
    publisher: str = ""
    description: str = ""
    keywords: Sequence[str] = ()
    licence: str = ""
    licence_url: str = ""
    identifier: str = ""
    date: str = ""
    version: str = ""

    @property
    def moment(self) -> str:
        """The date as PDF writes one."""
        return f"D:{_whole_date(self.date).replace('-', '')}000000Z"


def add_metadata(pdf: pikepdf.Pdf, about: About) -> None:
    """Write `about` into the catalog and the information dictionary. The clock is never read."""
    moment = about.moment
    root = pdf.Root
    add_xmp(pdf, about, PDF_UA_AND_A)
    root.Lang = String(about.lang)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    info = {
        "/Title": about.title,
        "/Author": ", ".join(about.authors),
        "/Subject": about.description,
        "/Keywords": ", ".join(about.keywords),
        "/Creator": PRODUCER,
        "/Producer": PRODUCER,
        "/CreationDate": moment,
        "/ModDate": moment,
    }
    for key, value in info.items():
        if value:
            pdf.docinfo[key] = String(value)
    profile = _colours()
    root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB"),
                DestOutputProfile=pdf.make_stream(profile, N=3),
            )
        ]
    )


def _colours() -> bytes:
    """The sRGB profile that comes with WeasyPrint, found without loading that: it takes a while."""
    spec = find_spec("weasyprint")
    assert spec is not None and spec.origin is not None
    return (Path(spec.origin).parent / "pdf" / "sRGB2014.icc").read_bytes()


def add_xmp(pdf: pikepdf.Pdf, about: About, claims: str) -> None:
    """Write `about` as XMP, with the standards that the file keeps: PDF_UA_AND_A or PDF_X4."""
    text = _xmp(about, _whole_date(about.date), claims)
    pdf.Root.Metadata = pdf.make_stream(text.encode(), Type=Name.Metadata, Subtype=Name.XML)


def _whole_date(date: str) -> str:
    """An ISO date completed to a day; the epoch when there is none."""
    parts = (date[:10] or EPOCH).split("-")
    if not all(part.isdigit() for part in parts):
        return EPOCH
    return "-".join([*parts, "01", "01"][:3])


def _xmp(about: About, day: str, claims: str) -> str:
    moment = f"{day}T00:00:00Z"
    rights = f"{about.licence} – {about.licence_url}" if about.licence_url else about.licence
    described = "".join(
        (
            _alternatives("dc:title", about.title, about.lang),
            _list("dc:creator", "Seq", about.authors),
            _list("dc:publisher", "Bag", (about.publisher,)),
            _list("dc:subject", "Bag", about.keywords),
            _alternatives("dc:description", about.description, about.lang),
            _alternatives("dc:rights", rights, about.lang),
            _list("dc:language", "Bag", (about.lang,)),
            _simple("dc:identifier", about.identifier),
            _list("dc:date", "Seq", (day,) if about.date else ()),
            _list("dc:type", "Bag", ("Text",)),
            _simple("dc:format", "application/pdf"),
        )
    )
    return _FRAME.format(
        described=described,
        keywords=_simple("pdf:Keywords", ", ".join(about.keywords)),
        rights=_simple("xmpRights:WebStatement", about.licence_url)
        + (_simple("xmpRights:Marked", "True") if about.licence else ""),
        version=_simple("xmpMM:VersionID", about.version)
        + _simple(
            "xmpMM:DocumentID", f"urn:{PRODUCER}:{quote(about.identifier)}" if about.identifier else ""
        ),
        producer=PRODUCER,
        moment=moment,
        claims=claims,
    )


def _plain(text: str) -> str:
    return escape(text, quote=False)


def _simple(name: str, text: str) -> str:
    return f"<{name}>{_plain(text)}</{name}>\n" if text else ""


def _list(name: str, kind: str, texts: Sequence[str]) -> str:
    items = "".join(f"<rdf:li>{_plain(text)}</rdf:li>" for text in texts if text)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>\n" if items else ""


def _alternatives(name: str, text: str, lang: str) -> str:
    if not text:
        return ""
    items = "".join(
        f'<rdf:li xml:lang="{escape(code)}">{_plain(text)}</rdf:li>' for code in ("x-default", lang)
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>\n"


PDF_UA_AND_A: Final = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" \
pdfaid:part="3" pdfaid:conformance="A" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""

PDF_X4: Final = """<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" \
pdfxid:GTS_PDFXVersion="PDF/X-4" pdf:Trapped="False" xmpMM:RenditionClass="default"/>
"""

_FRAME: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
{described}</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
{keywords}{rights}{version}</rdf:Description>
{claims}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
