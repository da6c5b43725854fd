"""Make every workbook of the sample data: `python resources/samples/build.py [FOLDER]`.

The same numbers always give the same bytes; the files are kept in the repository so that a user
needs nothing but the program.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import air_tables
import practice
import registers
import targets
import water_tables
from openpyxl import Workbook
from sheets import save

HERE = Path(__file__).resolve().parent

WORKBOOKS: dict[str, Callable[[], Workbook]] = {
    "目标2024年.xlsx": lambda: registers.targets_book(2024),
    "目标2025年.xlsx": lambda: registers.targets_book(2025),
    "目标2026年.xlsx": lambda: registers.targets_book(2026),
    "PM2.5累计阶段目标2026年.xlsx": lambda: air_tables.stage_targets(
        2026, "PM2.5平均浓度", targets.pm25_target, "μg/m³"
    ),
    "优良天数率累计阶段目标2026年.xlsx": lambda: air_tables.stage_targets(
        2026, "优良天数率", targets.rate_target, "%"
    ),
    "PM2.5逐月均值2021—2023年.xlsx": lambda: air_tables.pm25_years(2021, 2023),
    "空气指标2024年.xlsx": lambda: air_tables.year_table(2024, 1, 12),
    "空气指标2025年.xlsx": lambda: air_tables.year_table(2025, 1, 12),
    "空气指标2026年上半年.xlsx": lambda: air_tables.year_table(2026, 1, 6),
    "空气月报2607.xlsx": lambda: air_tables.month_table(2026, 7),
    "空气月报2608.xlsx": lambda: air_tables.month_table(2026, 8),
    "空气月报2609.xlsx": lambda: air_tables.month_table(2026, 9),
    "空气月报2610.xlsx": lambda: air_tables.month_table(2026, 10),
    "空气累计情况2026年前三季度.xlsx": air_tables.cumulative_table,
    "全省空气排名2025年.xlsx": lambda: air_tables.ranking_book(
        ["2025-11", "2025-12", "2025-Q4", "2025"]
    ),
    "全省空气排名2026年上半年.xlsx": lambda: air_tables.ranking_book(
        [*(f"2026-{month:02}" for month in range(1, 7)), "2026-Q1", "2026-Q2", "2026-H1"]
    ),
    "全省空气排名2026年三季度.xlsx": lambda: air_tables.ranking_book(
        ["2026-07", "2026-08", "2026-09", "2026-Q3", "2026-9M"]
    ),
    "全省空气排名2610.xlsx": lambda: air_tables.ranking_book(["2026-10"]),
    "断面水质2024年.xlsx": lambda: water_tables.sections_by_month(2024, 12),
    "断面水质2025年.xlsx": lambda: water_tables.sections_by_month(2025, 12),
    "断面水质2026年1—9月.xlsx": lambda: water_tables.sections_by_month(2026, 9),
    "断面水质月报2610.xlsx": lambda: water_tables.sections_month(2026, 10),
    "断面监测浓度2610.xlsx": lambda: water_tables.concentrations(2026, 10),
    "断面累计水质2025年.xlsx": lambda: water_tables.sections_cumulative(2025, 12),
    "断面累计水质2026年.xlsx": lambda: water_tables.sections_cumulative(2026, 10),
    "全省水质排名2024年.xlsx": lambda: water_tables.ranking_book(2024, 12),
    "全省水质排名2025年.xlsx": lambda: water_tables.ranking_book(2025, 12),
    "全省水质排名2026年.xlsx": lambda: water_tables.ranking_book(2026, 10),
    "减排与储备库任务完成情况2025年.xlsx": lambda: registers.reduction_book(2025),
    "企业名录2026年.xlsx": registers.enterprise_book,
    "事项登记2025年.xlsx": lambda: registers.events_book(2025),
    "事项登记2026年.xlsx": lambda: registers.events_book(2026),
}
# 供试用导入向导，不在 manifest.toml 之列。
PRACTICE = Path("practice", "空气月报2610更正稿.xlsx")


def build(folder: Path) -> list[Path]:
    made = []
    for name, make in WORKBOOKS.items():
        save(make(), folder / name)
        made.append(folder / name)
    (folder / PRACTICE.parent).mkdir(exist_ok=True)
    save(practice.corrected_report(), folder / PRACTICE)
    made.append(folder / PRACTICE)
    registers.source_water(folder / "水源地水质达标率.csv")
    return [*made, folder / "水源地水质达标率.csv"]


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE):
        print(path.name, path.stat().st_size)
