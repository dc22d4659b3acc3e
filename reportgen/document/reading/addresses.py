"""Which addresses links and images may have."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

SCHEMES: Final = ("http", "https", "mailto", "tel")
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_BARE_HOST: Final = re.compile(r"www\.|[\w-]+(\.[\w-]+)*\.(fr|eu|com|org|net|gouv|int)(/|$)", re.IGNORECASE)
_CONTROL: Final = re.compile("[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Address:
    """`url` to link to, or `target` inside the report, or neither: then `code` says why."""

    url: str = ""
    target: str = ""
    code: str = ""
    shown: str = ""
    suggestion: str = ""


def judge_link(url: str) -> Address:
    """Where a link may lead: http, https, mailto, tel, or `#label` in the report."""
    shown = unquote(url)
    if not url:
        return Address(code="MD060")
    if url.startswith("#"):
        target = unquote(url[1:])
        return Address(target=target) if target else Address(code="MD060")
    scheme = _SCHEME.match(_CONTROL.sub("", shown))
    if scheme is None:
        hint = f"https://{shown}" if _BARE_HOST.match(shown) else ""
        return Address(code="MD062", shown=shown, suggestion=hint)
    if scheme[1].lower() not in SCHEMES:
        return Address(code="MD061", shown=f"{scheme[1]}:")
    if scheme[1].lower() in ("http", "https") and not _host(url):
        return Address(code="MD063", shown=shown)
    return Address(url=url)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def judge_image(url: str) -> Address:
    """The path of an image, relative to the project; anything that leaves the project is refused."""
    path = unquote(url)
    if not path:
        return Address(code="MD070", shown=path)
    if path.startswith(("/", "\\", "~")) or _SCHEME.match(_CONTROL.sub("", path)):
        return Address(code="MD071", shown=path)
    if "\\" in path or ".." in path.split("/") or re.search("[\x00-\x1f\x7f]", path):
        return Address(code="MD072", shown=path)
    return Address(url=posixpath.normpath(path))
