"""Words of the pdf room: key -> (French, English)."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "pdf.contents": ("Sommaire", "Contents"),
    "pdf.continued": ("suite", "continued"),
    "pdf.alone.heading": ("un titre", "a heading"),
    "pdf.alone.caption": ("une légende", "a caption"),
    "pdf.alone.header": ("un en-tête de tableau", "the header of a table"),
    # marks of the thumb index
    "pdf.thumb.fiche": ("Fiches", "Records"),
    "pdf.thumb.annex": ("Annexes", "Annexes"),
    "pdf.cover": ("Couverture", "Cover"),
    "pdf.version": ("Version\u00a0{version}", "Version\u00a0{version}"),
    "pdf.licence": ("Licence\u00a0:", "Licence:"),
    "pdf.identifier": ("Identifiant\u00a0:", "Identifier:"),
    # the state of the copy, by profile; a release says nothing
    "pdf.state.draft": ("Projet", "Draft"),
    "pdf.state.proof": ("Épreuve de relecture", "Proof copy"),
    "pdf.state.release": ("", ""),
}
