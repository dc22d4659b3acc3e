"""Typed records: fiches, portfolios, glossary, acronyms, people, bibliography; loading and checking them."""

from reportgen.inventory.fiche import (
    Completeness,
    Fiche,
    Figure,
    FollowUp,
    Lead,
    Note,
    Selection,
    Source,
)
from reportgen.inventory.leaves import FieldText, LeafText
from reportgen.inventory.load import load_inventory
from reportgen.inventory.local import FicheEntry, LocalFiche, Overlay, translatable_leaves
from reportgen.inventory.model import (
    Inventory,
    LocalAcronym,
    LocalInventory,
    LocalPerson,
    LocalPortfolio,
    LocalTerm,
)
from reportgen.inventory.overlay import FicheOverlay
from reportgen.inventory.types import UNKNOWN, Leaf, PartialDate, Unknown

__all__ = [
    "UNKNOWN",
    "Completeness",
    "Fiche",
    "FicheEntry",
    "FicheOverlay",
    "FieldText",
    "Figure",
    "FollowUp",
    "Inventory",
    "Lead",
    "Leaf",
    "LeafText",
    "LocalAcronym",
    "LocalFiche",
    "LocalInventory",
    "LocalPerson",
    "LocalPortfolio",
    "LocalTerm",
    "Note",
    "Overlay",
    "PartialDate",
    "Selection",
    "Source",
    "Unknown",
    "load_inventory",
    "translatable_leaves",
]
