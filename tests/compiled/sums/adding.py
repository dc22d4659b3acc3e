"""Functions that a compiler could misread: annotations, closures, generators, default values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Amount:
    value: float
    name: str = ""


def half(value: float) -> float:
    return value / 2


def doubled(amounts: list[Amount]) -> Iterator[Amount]:
    def times(amount: Amount) -> Amount:
        return Amount(amount.value * 2, f"{amount.name}x2")

    yield from (times(amount) for amount in amounts)
