"""Colours of the screen as inks of a press, through the ICC profile of that press."""

from __future__ import annotations

import io
import re
from typing import Any, Final

from PIL import Image, ImageCms

Inks = tuple[float, float, float, float]

_DARK: Final = 0.22
_NEUTRAL: Final = 0.1
"""What is darker, and has no more colour than this, is text: it is printed in black alone, so that no ink
can stand beside another."""
_OPERATOR: Final = re.compile(rb"(?m)^([0-9.]+) ([0-9.]+) ([0-9.]+) (rg|RG)$")


class UnfitProfileError(ValueError):
    """Not the ICC profile of a press with four inks."""


class Conversion:
    """From sRGB to the inks of `profile`, relative colorimetric with black point compensation.

    Raises UnfitProfileError.
    """

    def __init__(self, profile: bytes) -> None:
        try:
            press = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            space, kind = press.profile.xcolor_space.strip(), press.profile.device_class.strip()
            if (space, kind) != ("CMYK", "prtr"):
                raise UnfitProfileError(f"{kind} {space}")
            self._transform = ImageCms.buildTransform(
                ImageCms.createProfile("sRGB"),
                press,
                "RGB",
                "CMYK",
                ImageCms.Intent.RELATIVE_COLORIMETRIC,
                ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        except (OSError, ImageCms.PyCMSError) as error:
            raise UnfitProfileError(str(error)) from error
        self._known: dict[tuple[float, float, float], Inks] = {}

    def inks(self, red: float, green: float, blue: float) -> Inks:
        """The inks of a colour, each from 0 to 1."""
        colour = (red, green, blue)
        if colour not in self._known:
            self._known[colour] = self._converted(colour)
        return self._known[colour]

    def _converted(self, colour: tuple[float, float, float]) -> Inks:
        if max(colour) <= _DARK and max(colour) - min(colour) <= _NEUTRAL:
            return (0, 0, 0, 1)
        if min(colour) == 1:
            return (0, 0, 0, 0)
        pixel = Image.new("RGB", (1, 1), tuple(round(part * 255) for part in colour))
        values: Any = self.image(pixel).getpixel((0, 0))
        cyan, magenta, yellow, black = (round(value / 255, 3) for value in values)
        return (cyan, magenta, yellow, black)

    def image(self, picture: Image.Image) -> Image.Image:
        """A picture in CMYK, 255 being full ink."""
        found = ImageCms.applyTransform(picture.convert("RGB"), self._transform)
        assert found is not None  # it is not converted in place
        return found

    def content(self, stream: bytes) -> bytes:
        """A content stream whose colours are inks (operators of ISO 32000-1, table 74)."""

        def inked(match: re.Match[bytes]) -> bytes:
            values = self.inks(float(match[1]), float(match[2]), float(match[3]))
            written = " ".join(f"{value:g}" for value in values).encode()
            return written + (b" k" if match[4] == b"rg" else b" K")

        return _OPERATOR.sub(inked, stream)
