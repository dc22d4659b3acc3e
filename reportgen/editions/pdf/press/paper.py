"""What a copy is printed on, and how thick it gets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Press:
    """Paper and colours of a printed copy.

    `grammage` is in g/m², `bulk` (volume of the paper) in cm³/g. `profile` is the ICC profile of the press;
    without one, colours stay sRGB. `condition` is the name of the printing condition ("FOGRA51").
    """

    grammage: int = 90
    bulk: float = 1.2
    profile: bytes = b""
    profile_name: str = ""
    condition: str = ""

    def spine(self, pages: int) -> float:
        """The width of the spine in millimetres, to a tenth: a leaf has two pages."""
        leaf = self.grammage * self.bulk / 1000
        return round((pages + 1) // 2 * leaf, 1)
