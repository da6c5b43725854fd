"""Cases by month as stacked bars: open, ended, dropped; told apart by pattern as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.statistics import Count
from yuetan_desktop.ui.charts import DPI, Draw
from yuetan_desktop.ui.theme import Color


def by_month(months: Sequence[tuple[Period, Count]]) -> Draw:
    """A bar a month; the number of cases opened stands on it."""

    def draw(figure: Any, scale: float) -> None:
        size = 11 * scale * 72 / DPI
        _width, height = figure.get_size_inches() * DPI
        below, above = 24 * scale / height, 26 * scale / height
        axes = figure.add_axes((0.07, below, 0.91, max(0.2, 1 - below - above)))
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(Color.BUTTON_LINE)
        axes.tick_params(length=0, labelsize=size, labelcolor=Color.INK3, pad=4)
        axes.grid(axis="y", color=Color.LINE2, linewidth=0.9)
        axes.set_axisbelow(True)
        places = range(len(months))
        axes.set_xticks(list(places), [f"{month.first_month}月" for month, _ in months])
        bottoms = [0] * len(months)
        for name, fill, hatch in _LOOKS:
            heights = [getattr(count, name[0]) for _, count in months]
            axes.bar(
                places, heights, bottom=bottoms, width=0.56, color=fill, hatch=hatch,
                edgecolor=Color.INK2, linewidth=0.6, label=name[1],
            )  # fmt: skip
            bottoms = [low + high for low, high in zip(bottoms, heights, strict=True)]
        for place, total in zip(places, bottoms, strict=True):
            if total:
                axes.annotate(
                    str(total), (place, total), xytext=(0, 3), textcoords="offset points",
                    ha="center", size=size, weight="bold", color=Color.INK,
                )  # fmt: skip
        axes.set_ylim(0, max([*bottoms, 3]) * 1.2)
        axes.yaxis.get_major_locator().set_params(integer=True)
        axes.legend(
            loc="lower left", bbox_to_anchor=(-0.02, 0.99), ncols=3, frameon=False,
            fontsize=size, labelcolor=Color.INK2, handlelength=1.2, columnspacing=1.2,
        )  # fmt: skip

    return draw


_LOOKS = (
    (("open", "在办"), Color.ACCENT, ""),
    (("ended", "已结"), "#C3D3DB", ""),
    (("dropped", "撤销或豁免"), Color.WHITE, "////"),
)


def in_words(months: Sequence[tuple[Period, Count]]) -> str:
    """The chart said, for those who cannot see it."""
    return "各月立案：" + "，".join(
        f"{month.first_month}月 {count.opened} 件（在办 {count.open}）" for month, count in months
    )
