"""What is still possible: the mean the remaining months must keep to stay inside a target.

The arithmetic clerks do by hand (倒算): target × all weights − what has accrued, spread over the
rest. Weights are months by default, or days where they are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Outlook:
    """`remaining` months (or days) are left; their mean must be ≤ `required` (≥ for a rate).

    `so_far` is the mean reached up to now. `feasible` is False when not even zero (or 100 %)
    would do.
    """

    so_far: Decimal
    target: Decimal
    elapsed: Decimal
    remaining: Decimal
    required: Decimal
    feasible: bool


def mean_to_keep(
    values: Sequence[Decimal],
    target: Decimal,
    *,
    remaining: Decimal,
    weights: Sequence[Decimal] | None = None,
) -> Outlook | None:
    """For a lower-is-better mean: what the remaining weight may average so that the whole ends
    at `target`. None if nothing has been measured or nothing remains."""
    weights = weights if weights is not None else [Decimal(1)] * len(values)
    elapsed = sum(weights, start=Decimal(0))
    if not values or not elapsed or remaining <= 0:
        return None
    total = sum((v * w for v, w in zip(values, weights, strict=True)), start=Decimal(0))
    required = (target * (elapsed + remaining) - total) / remaining
    return Outlook(total / elapsed, target, elapsed, remaining, required, required > 0)


def rate_to_reach(
    good: Decimal, valid: Decimal, target: Decimal, *, remaining: Decimal
) -> Outlook | None:
    """For a higher-is-better rate in percent: the rate the remaining days must reach so that the
    whole ends at `target`. None if no valid day has passed or none remains."""
    if not valid or remaining <= 0:
        return None
    required = (target * (valid + remaining) - 100 * good) / remaining
    return Outlook(100 * good / valid, target, valid, remaining, required, required <= 100)
