"""Pairing of the two languages: the lock, states of units, and the merged part a reader gets."""

from typing import TYPE_CHECKING

from reportgen.late import late

if TYPE_CHECKING:
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

__getattr__ = late(
    __name__,
    {
        "PairedDocument": "documents",
        "i18n_adopt": "documents",
        "i18n_check": "documents",
        "i18n_confirm": "documents",
        "i18n_status": "documents",
        "load_lock": "documents",
        "pair_fiche": "documents",
        "paired_documents": "documents",
        "Entry": "lock",
        "Lock": "lock",
        "lock_path": "lock",
        "read_lock": "lock",
        "write_lock": "lock",
        "merge_part": "merge",
        "pair_part": "pairing",
        "pair_pieces": "pairing",
        "Piece": "pieces",
        "pieces_of": "pieces",
        "DocumentStatus": "report",
        "report_findings": "report",
        "OUT_OF_DATE": "states",
        "UNFINISHED": "states",
        "PairedPart": "states",
        "PairedUnit": "states",
        "State": "states",
        "adopted": "updating",
        "confirmed": "updating",
    },
)
"""A build in the source language needs none of it."""

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
