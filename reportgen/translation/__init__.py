"""Pairing of the two languages: the lock, states of units, and the merged part a reader gets."""

from reportgen.translation.documents import (
    PairedDocument,
    i18n_adopt,
    i18n_check,
    i18n_confirm,
    i18n_status,
    load_lock,
    pair_fiche,
    paired_documents,
)
from reportgen.translation.lock import Entry, Lock, lock_path, read_lock, write_lock
from reportgen.translation.merge import merge_part
from reportgen.translation.pairing import pair_part, pair_pieces
from reportgen.translation.pieces import Piece, pieces_of
from reportgen.translation.report import DocumentStatus, report_findings
from reportgen.translation.states import OUT_OF_DATE, UNFINISHED, PairedPart, PairedUnit, State
from reportgen.translation.updating import adopted, confirmed

__all__ = [
    "OUT_OF_DATE",
    "UNFINISHED",
    "DocumentStatus",
    "Entry",
    "Lock",
    "PairedDocument",
    "PairedPart",
    "PairedUnit",
    "Piece",
    "State",
    "adopted",
    "confirmed",
    "i18n_adopt",
    "i18n_check",
    "i18n_confirm",
    "i18n_status",
    "load_lock",
    "lock_path",
    "merge_part",
    "pair_fiche",
    "pair_part",
    "pair_pieces",
    "paired_documents",
    "pieces_of",
    "read_lock",
    "report_findings",
    "write_lock",
]
