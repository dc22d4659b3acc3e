"""What decides on the bytes of a result beside its inputs: two machines must agree on it to share work."""

from __future__ import annotations

from functools import cache

from reportgen.cache import content_key, engine_digest


@cache
def environment() -> str:
    """A digest of the engine, of the Python packages it stands on, and of the Pango that breaks its lines."""
    from weasyprint.text.ffi import pango

    return content_key([engine_digest(), str(pango.pango_version())])
