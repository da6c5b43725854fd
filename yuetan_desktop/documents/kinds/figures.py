"""The triggering indicators as a table of a report: then, now, a year ago, target, change."""

from __future__ import annotations

from collections.abc import Iterable

from yuetan_desktop.documents.followup import Figure
from yuetan_desktop.documents.rowtext import row_text

COLUMNS = ("指标", "约谈时", "最新", "上年同期", "目标", "同比")
SAMPLE = row_text(
    [
        ("PM2.5平均浓度", "2026年上半年38.4μg/m³", "2026年1—11月34.2μg/m³", "37.5μg/m³",
         "36.0μg/m³", "下降8.8%"),
        ("优良天数率", "2026年上半年85.2%", "2026年1—11月88.6%", "86.0%", "—",
         "上升2.6个百分点"),
    ]
)  # fmt: skip


def figure_rows(figures: Iterable[Figure]) -> str:
    """The field's text; what is not known is a dash, never a guess."""
    return row_text(
        [cell.removeprefix("同比") or "—" for cell in figure.cells] for figure in figures
    )
