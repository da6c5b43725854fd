"""How often the rest of a period would have broken a target in the years before: counted, not
modelled, and tried on the years that are already over.

A year counts as a breach if its same remaining months averaged more than this year's may (a rate of
which more is better: less than this year's must). From n years with k breaches the probability is
(k + 1) ÷ (n + 2), Laplace's rule of succession: a handful of years never proves a certainty, so
five out of five read 86 %, not 100 %. Where the back-test was wrong more often than right, no
number is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yuetan_desktop.domain.indicator import Better, Indicator

# 少于三年，一个异常年份就占一半以上的分量，不给概率。
MIN_YEARS = 3
# 更早的年份排放水平已不同，不代表现在。
NEWEST_YEARS = 5
# 80 % 双侧区间的正态分位数（Wilson 区间）。
Z_80 = Decimal("1.2816")
EVEN = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class PastYear:
    """The same months of an earlier year: what they averaged, and what they had to keep by that
    year's own target (None: its target or its first months are not known)."""

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

    @property
    def holds(self) -> bool:
        """Whether the back-test lets the number be shown: wrong more often than right does not."""
        return 2 * self.agreed >= self.tested

    def span(self, months: str, indicator: Indicator) -> str:
        """近 5 年 11—12月均值 34.6～55.2."""
        low, high = indicator.text(min(self.rests)), indicator.text(max(self.rests))
        mean = "" if indicator.better is Better.HIGHER else "均值"
        return f"近 {self.years} 年 {months}{mean} {low}～{high}"

    def words(self, months: str, indicator: Indicator) -> str:
        """近 5 年 11—12 月均值 34.6～55.2；区间 78%～92%；回测 2 年中 2 年相符 (ui.md §5)."""
        broke = "达不到" if indicator.better is Better.HIGHER else "超过"
        tested = (
            f"回测 {self.tested} 年中 {self.agreed} 年相符"
            if self.tested
            else "更早的年份不足，未能回测"
        )
        return (
            f"{self.span(months, indicator)}，其中 {self.breaches} 年{broke}；"
            f"区间 {percent(self.low)}～{percent(self.high)}；{tested}"
        )


def forecast(
    past: Sequence[PastYear], required: Decimal, better: Better = Better.LOWER
) -> Forecast | None:
    """The probability that the rest is worse than `required`; None with too few years."""
    newest = sorted(past, key=lambda known: known.year)[-NEWEST_YEARS:]
    if len(newest) < MIN_YEARS:
        return None
    rests = tuple(known.rest for known in newest)
    breaches = sum(breaks(rest, required, better) for rest in rests)
    low, high = wilson(breaches, len(rests))
    tested, agreed = _back_test(past, better)
    return Forecast(rests, breaches, succession(breaches, len(rests)), low, high, tested, agreed)


def breaks(rest: Decimal, required: Decimal, better: Better) -> bool:
    """Worse than required, whichever way is worse; exactly as required is kept."""
    return rest < required if better is Better.HIGHER else rest > required


def _back_test(past: Sequence[PastYear], better: Better) -> tuple[int, int]:
    """Each earlier year told from the years before it, against what it came to."""
    tested = agreed = 0
    for known in past:
        before = [other for other in past if other.year < known.year]
        before = sorted(before, key=lambda other: other.year)[-NEWEST_YEARS:]
        if known.required is None or len(before) < MIN_YEARS:
            continue
        breaches = sum(breaks(other.rest, known.required, better) for other in before)
        told = succession(breaches, len(before))
        tested += 1
        # Even odds say neither, and so agree with neither.
        broke = breaks(known.rest, known.required, better)
        agreed += told != EVEN and (told > EVEN) == broke
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
