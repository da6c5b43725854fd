"""A day's value from its hours (GB 3095 表4, HJ 663): the mean, or the greatest 8-hour mean."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from yuetan_desktop.domain.indicator import round_half_even
from yuetan_desktop.domain.quality.air_standard import AirStandard

WINDOW = 8
PLACES = 3  # a day's mean is kept finer than it is published


def day_of_hours(
    standard: AirStandard, indicator: str, hours: Mapping[int, Decimal]
) -> Decimal | None:
    """The daily mean; of O3 the daily maximum 8-hour mean. None with too few valid hours."""
    if indicator == "o3":
        return _max_eight(standard, hours)
    if len(hours) < standard.validity.day_hours:
        return None
    return _mean(list(hours.values()))


def _max_eight(standard: AirStandard, hours: Mapping[int, Decimal]) -> Decimal | None:
    """Over the 8-hour means that end within the day. Too few of them still make a day whose
    maximum is over the limit."""
    first = min(hours, default=0)
    slots = range(1, 25) if first and 24 in hours else range(24)
    means = []
    for end in slots[WINDOW - 1 :]:
        values = [hours[hour] for hour in range(end - WINDOW + 1, end + 1) if hour in hours]
        if len(values) >= standard.validity.eight_hour_values:
            means.append(_mean(values))
    if not means:
        return None
    greatest = max(means)
    enough = len(means) >= standard.validity.eight_hours
    return greatest if enough or greatest > standard.index_limits["o3"] else None


def _mean(values: list[Decimal]) -> Decimal:
    return round_half_even(sum(values, start=Decimal(0)) / len(values), PLACES)
