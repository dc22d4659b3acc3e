"""`check --links`: whether the addresses outside the report answer. Never part of a build."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from reportgen.checks.context import CheckContext
from reportgen.diagnostics import Span
from reportgen.document import nodes as n
from reportgen.document.walk import walk

Answer = Callable[[str], str]
"""Why an address does not answer; empty when it does."""
SECONDS: Final = 15
AT_ONCE: Final = 8


def dead_links(context: CheckContext, answer: Answer | None = None) -> None:
    """CHK060: an address that does not answer, at the first place that names it."""
    places: dict[str, Span] = {}
    for document in context.documents.values():
        for part in document.parts:
            here = part.span or Span(part.id)
            for node in walk(part):
                here = getattr(node, "span", None) or here
                if isinstance(node, n.Link) and node.url.startswith(("http://", "https://")):
                    places.setdefault(node.url.partition("#")[0], here)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for url, reason in zip(places, pool.map(answer or over_http, places), strict=True):
            if reason:
                context.diagnostics.add("CHK060", places[url], url=url, reason=reason)


def over_http(url: str) -> str:
    """Ask the server for the head of the page, then for the page itself where it refuses that."""
    reason = ""
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(url, method=method, headers={"User-Agent": "reportgen-check"})
        try:
            with urllib.request.urlopen(request, timeout=SECONDS):
                return ""
        except urllib.error.HTTPError as error:
            reason = str(error.code)
        except (OSError, ValueError) as error:
            return str(getattr(error, "reason", error))
    return reason
