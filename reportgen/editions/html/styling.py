"""Style sheets, fonts and images: as files of a site, or inside one file."""

from __future__ import annotations

import base64
import posixpath
import re
from typing import Final

from reportgen.document.nodes import Document, Resource
from reportgen.project import Assets

SHEETS: Final = ("styles/tokens.css", "styles/screen.css", "styles/custom.css")
"""In cascade order; the last one is a project's own and may be absent."""

_SCRIPTS: Final = "templates/html/scripts/"
_WEB_FONTS: Final = "styles/fonts/web/"
_ICONS: Final = "styles/icons/"
_ICON_URL: Final = re.compile(r'url\("icons/([\w-]+\.svg)"\)')
_FONT_URL: Final = re.compile(r'url\("fonts/([\w-]+\.woff2)"\)')


def style_sheet(assets: Assets) -> str:
    """All style sheets as one text."""
    return "\n".join(assets.text(name) for name in SHEETS if assets.has(name))


def disk_sheet(assets: Assets) -> str:
    """Our faces once more, for pages read from a disk: there they come at once, and may be waited for."""
    faces = re.findall(r"@font-face\s*\{[^}]*\}", style_sheet(assets))
    ours = (face for face in faces if _FONT_URL.search(face))
    return "\n".join(face.replace("font-display: optional", "font-display: block") for face in ours) + "\n"


def font_files(assets: Assets) -> dict[str, bytes]:
    """The web faces: file name -> bytes."""
    return {posixpath.basename(name): assets.bytes(name) for name in assets.names(_WEB_FONTS)}


def script_files(assets: Assets) -> dict[str, bytes]:
    """The scripts of the pages: file name -> bytes."""
    return {posixpath.basename(name): assets.bytes(name) for name in assets.names(_SCRIPTS)}


def icon_files(assets: Assets) -> dict[str, bytes]:
    """The pictograms: file name -> bytes."""
    names = (name for name in assets.names(_ICONS) if name.endswith(".svg"))
    return {posixpath.basename(name): assets.bytes(name) for name in names}


def embedded_style_sheet(assets: Assets, faces: tuple[str, ...]) -> str:
    """All style sheets as one text that needs no other file; faces that are not in `faces` are left out."""

    def embed(match: re.Match[str]) -> str:
        data = assets.bytes(_WEB_FONTS + match[1])
        return f'url("{data_url(data, "font/woff2")}")'

    def face(match: re.Match[str]) -> str:
        name = _FONT_URL.search(match[0])
        if name and name[1].removesuffix(".woff2") not in faces:
            return ""
        return _FONT_URL.sub(embed, match[0])

    # A site keeps the faces it has at first, so that nothing moves; here they are at hand, and always used.
    sheet = style_sheet(assets).replace("font-display: optional", "font-display: swap")
    text = re.sub(r"@font-face\s*\{[^}]*\}\n?", face, sheet)
    text = _ICON_URL.sub(lambda m: f'url("{data_url(assets.bytes(_ICONS + m[1]), "image/svg+xml")}")', text)
    return text.replace("</", "<\\/")


def image_files(document: Document) -> dict[str, bytes]:
    """The images: name (as `image_name` gives it) -> bytes."""
    return {image_name(resource.name): resource.data for resource in document.resources.values()}


def image_name(name: str) -> str:
    """A flat, safe file name: `figures/a/map 1.png` -> `a-map-1.png`."""
    flat = re.sub(r"[^\w.-]+", "-", name.removeprefix("figures/").replace("/", "-"))
    return flat.lstrip(".-") or "image"


def data_url(data: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def resource_data_url(resource: Resource) -> str:
    return data_url(resource.data, resource.media_type)
