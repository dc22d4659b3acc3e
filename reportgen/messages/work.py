"""Spreading work over processes and machines (WRK)."""

from __future__ import annotations

from typing import Final

from reportgen.messages.base import Message

MESSAGES: Final[dict[str, Message]] = {
    "WRK001": Message(
        "warning",
        "the workers were lost on the way: what was missing was made in this process, with the same result",
        "les exécutants ont été perdus en route\u00a0: ce qui manquait a été fait dans ce processus, avec le même résultat",
    ),
    "WRK002": Message(
        "warning",
        "the report crossed the network to {address} without encryption: use a tls:// scheduler with --tls-ca, --tls-cert and --tls-key",
        "le rapport est passé par le réseau vers {address} sans chiffrement\u00a0: préférez un ordonnanceur tls:// avec --tls-ca, --tls-cert et --tls-key",
    ),
}
