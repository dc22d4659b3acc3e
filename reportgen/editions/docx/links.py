"""Addresses of links as a package relationship may hold them.

Word refuses to open a file whose relationship target is not a URI (RFC 3986), so a doubtful one becomes text.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

_SCHEMES: Final = ("http", "https", "mailto", "tel")
_LOOSE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
# Reserved and unreserved characters that may stand as they are; brackets only in an address of IPv6.
_SAFE: Final = ":/?#@!$&'()*+,;=%-._~"
_MAX: Final = 2048


def safe_uri(url: str) -> str:
    """`url` as a URI in ASCII, "" when it cannot be one."""
    text = _LOOSE_PERCENT.sub("%25", url.strip())
    try:
        pieces = urlsplit(text)
        host, port = pieces.hostname, pieces.port
    except ValueError:
        return ""
    if pieces.scheme.lower() not in _SCHEMES:
        return ""
    if pieces.scheme.lower() in ("mailto", "tel"):
        made = quote(text, safe=_SAFE)
        return made if len(made) > len(pieces.scheme) + 1 and len(made) <= _MAX else ""
    ascii_host = _ascii_host(host or "")
    if not ascii_host:
        return ""
    user = quote(pieces.netloc.rpartition("@")[0], safe=_SAFE)
    place = (f"{user}@" if user else "") + ascii_host + (f":{port}" if port is not None else "")
    rest = quote(text[text.index(pieces.netloc) + len(pieces.netloc) :], safe=_SAFE)
    if rest.count("#") > 1:
        first, _, fragment = rest.partition("#")
        rest = f"{first}#{fragment.replace('#', '%23')}"
    made = f"{pieces.scheme}://{place}{rest}"
    return made if len(made) <= _MAX else ""


def _ascii_host(host: str) -> str:
    if ":" in host:
        return f"[{host}]" if re.fullmatch(r"[0-9a-f:.]+", host) else ""
    try:
        made = host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    return made if re.fullmatch(r"[A-Za-z0-9._-]+", made) else ""
