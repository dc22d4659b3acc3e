"""A closed world for the typesetter: only our fonts, only our files, no network and no system fonts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import cffi
from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reportgen.editions.pdf.render.savings import Known
from reportgen.editions.pdf.render.styles import Shared

BASE_URL: Final = "https://reportgen.invalid/"
"""Names of images in the file derive from their address: a constant base keeps them the same everywhere."""

_MEDIA_TYPES: Final = {
    "css": "text/css",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
    "woff2": "font/woff2",
}
_LIBRARIES: Final = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll", "fontconfig")


class FilesOnly(URLFetcher):  # type: ignore[misc]
    """Serves the given files under BASE_URL and refuses every other address, remembering which."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=frozenset({"https"}))
        self.files = dict(files)
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The file at `url`. Raises ValueError for anything that is not one of our files."""
        name = url.removeprefix(BASE_URL)
        if not url.startswith(BASE_URL) or name not in self.files:
            self.refused.append(url)
            raise ValueError(f"refused: {url}")
        kind = _MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
        return URLFetcherResponse(url, self.files[name], {"Content-Type": kind})


class ClosedFonts(FontConfiguration):  # type: ignore[misc]
    """A font configuration that starts empty: the faces of `@font-face` rules are the only ones.

    The parent class loads the fonts of the system, and another machine's fonts would break lines elsewhere.
    """

    def __init__(self) -> None:
        empty = ffi.cast("FcConfig *", int(_fontconfig().FcConfigCreate()))
        self._config = empty
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        # The map takes a reference of its own; ours stays until the process ends, as a page may outlive us.
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), empty)
        self._folder = None
        self.strut_layouts: dict[Any, Any] = {}
        self.font_features: dict[Any, Any] = {}
        self.known = Known()
        self.shared: Shared | None = None
        self.alive: list[Any] = []

    @property
    def empty(self) -> bool:
        """Whether no face has been loaded. Pango ends the process when asked to set text then."""
        fonts = fontconfig.FcConfigGetFonts(self._config, fontconfig.FcSetApplication)
        return bool(fonts == ffi.NULL or fonts.nfont == 0)


def _fontconfig() -> Any:
    """Fontconfig with the one function that WeasyPrint does not declare."""
    own = cffi.FFI()
    own.cdef("uintptr_t FcConfigCreate(void);")
    for name in _LIBRARIES:
        try:
            return own.dlopen(name)
        except OSError:
            continue
    raise OSError("fontconfig was not found")
