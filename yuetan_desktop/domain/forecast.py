"""How often the rest of a period would have broken a target in the years before: counted, not
modelled, and tried on the years that are already over.

A year counts as a breach if its same remaining months averaged more than this year's may. From n
years with k breaches the probability is (k + 1) ÷ (n + 2), Laplace's rule of succession: a handful
of years never proves a certainty, so five out of five read 86 %, not 100 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yuetan_desktop.domain.indicator import Indicator

# 少于三年，一个异常年份就占一半以上的分量，不给概率。
MIN_YEARS = 3
# 更早的年份排放水平已不同，不代表现在。
NEWEST_YEARS = 5
# 80 % 双侧区间的正态分位数（Wilson 区间）。
Z_80 = Decimal("1.2816")
EVEN = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class PastYear:
    """The same months of an earlier year: what they averaged, and what they were allowed to
    average by that year's own target (None: its target or its first months are not known)."""

    year: int
    rest: Decimal
    required: Decimal | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """`breaches` of `years` would have broken the target; the interval is Wilson's for 80 %.

    The back-test: `agreed` of `tested` earlier years ended as the years before them said.
    """

    rests: tuple[Decimal, ...]
    breaches: int
    probability: Decimal
    low: Decimal
    high: Decimal
    tested: int
    agreed: int

    @property
    def years(self) -> int:
        return len(self.rests)

    def words(self, months: str, indicator: Indicator) -> str:
        """近 5 年 11—12 月均值 34.6～55.2；区间 78%～92%；回测 2 年中 2 年相符 (ui.md §5)."""
        low, high = indicator.text(min(self.rests)), indicator.text(max(self.rests))
        tested = (
            f"回测 {self.tested} 年中 {self.agreed} 年相符"
            if self.tested
            else "更早的年份不足，未能回测"
        )
        return (
            f"近 {self.years} 年 {months}均值 {low}～{high}，其中 {self.breaches} 年超过；"
            f"区间 {percent(self.low)}～{percent(self.high)}；{tested}"
        )


def forecast(past: Sequence[PastYear], required: Decimal) -> Forecast | None:
    """The probability that the rest averages more than `required`; None with too few years."""
    newest = sorted(past, key=lambda known: known.year)[-NEWEST_YEARS:]
    if len(newest) < MIN_YEARS:
        return None
    rests = tuple(known.rest for known in newest)
    breaches = sum(rest > required for rest in rests)
    low, high = wilson(breaches, len(rests))
    tested, agreed = _back_test(past)
    return Forecast(rests, breaches, succession(breaches, len(rests)), low, high, tested, agreed)


def _back_test(past: Sequence[PastYear]) -> tuple[int, int]:
    """Each earlier year told from the years before it, against what it came to."""
    tested = agreed = 0
    for known in past:
        before = [other for other in past if other.year < known.year]
        before = sorted(before, key=lambda other: other.year)[-NEWEST_YEARS:]
        if known.required is None or len(before) < MIN_YEARS:
            continue
        breaches = sum(other.rest > known.required for other in before)
        told = succession(breaches, len(before))
        tested += 1
        # Even odds say neither, and so agree with neither.
        agreed += told != EVEN and (told > EVEN) == (known.rest > known.required)
    return tested, agreed


def succession(breaches: int, years: int) -> Decimal:
    """Laplace's rule of succession."""
    return Decimal(breaches + 1) / Decimal(years + 2)


def wilson(breaches: int, years: int) -> tuple[Decimal, Decimal]:
    """Wilson's score interval for 80 %, within 0 and 1 also for none or all."""
    n, z2 = Decimal(years), Z_80 * Z_80
    share = breaches / n
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = Z_80 * (share * (1 - share) / n + z2 / (4 * n * n)).sqrt() / (1 + z2 / n)
    return max(Decimal(0), middle - reach), min(Decimal(1), middle + reach)


def percent(share: Decimal) -> str:
    """A share in whole percent."""
    return f"{share * 100:.0f}%"
