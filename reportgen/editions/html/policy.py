"""What a page may load and run (Content Security Policy 3): its own files, nothing written in it."""

from __future__ import annotations

import base64
import hashlib
from typing import Final

_OWN: Final = "'self' file:"
"""The site itself, also where it is read from a disk: there, 'self' is nothing."""


def content_policy(data: str = "") -> str:
    """The policy of a page. `data` is its JSON-LD: a block that no browser runs, named here by its digest.

    The digest keeps the policy free of 'unsafe-inline' and tells checkers that the block is ours.
    """
    named = f" '{digest(data)}'" if data else ""
    rules = (
        "default-src 'none'",
        f"script-src {_OWN}{named}",
        *(f"{kind}-src {_OWN}" for kind in ("style", "img", "font")),
        f"form-action {_OWN}",
        "base-uri 'none'",
    )
    return "; ".join(rules)


def digest(data: str) -> str:
    """`data` as a hash source of the policy (CSP 3, section 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(data.encode()).digest()).decode()
