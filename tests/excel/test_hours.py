"""Hour by hour tables: values of days, and the doubts that only hours show."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from .conftest import Read, says, values


def hours_of(day: str, count: int = 24, value: float = 20, step: float = 1) -> list[list]:
    return [[f"{day} {hour:02}:00", "安岳县", value + step * hour] for hour in range(count)]


def test_hourly_values_become_the_mean_of_their_day(read: Read) -> None:
    found = read([["时间", "县区", "PM2.5"], *hours_of("2025-10-01")])
    assert values(found) == {("安岳县", "pm25", "2025-10-01", 31.5)}
    assert found.observations[0].text == "24个小时值"
    assert found.observations[0].cell == "C2"
    assert any("逐小时数据已统计为1个日值" in line for line in says(found))


def test_a_day_of_nineteen_hours_has_no_mean(read: Read) -> None:
    rows = [*hours_of("2025-10-01", 19), *hours_of("2025-10-02", 20)]
    found = read([["时间", "县区", "PM2.5"], *rows])
    assert {v[2] for v in values(found)} == {"2025-10-02"}
    assert any("另有1个日值因小时数不足未统计" in line for line in says(found))


def test_hourly_ozone_becomes_the_greatest_eight_hour_mean(read: Read) -> None:
    rows = hours_of("2025-10-01", 24, value=40, step=0)
    for hour in range(12, 20):  # 112 … 119
        rows[hour][2] = 100 + hour
    found = read([["时间", "县区", "O3"], *rows])
    assert values(found) == {("安岳县", "o3", "2025-10-01", 115.5)}


def test_hours_as_heads_over_places_as_rows(read: Read) -> None:
    heads = ["时间", *(f"2025/10/1 {hour:02}:00" for hour in range(24))]
    found = read([["PM10"], heads, ["新站镇", *range(100, 124)], ["鲁台镇", *[50] * 24]])
    assert values(found) == {
        ("新站镇", "pm10", "2025-10-01", 111.5),
        ("鲁台镇", "pm10", "2025-10-01", 50),
    }


def test_hours_filled_with_the_daily_value_are_doubted(read: Read) -> None:
    rows = [[*row, 60] for row in hours_of("2025-10-01", 24, step=0)]
    found = read([["时间", "县区", "PM2.5", "PM10"], *rows])
    assert any(
        line.startswith("警告 C2：") and "各小时值完全相同，可能填的是日均值" in line
        for line in says(found)
    )


def test_hours_copied_further_down_are_doubted(read: Read) -> None:
    rows = [[*row, row[2] * 2, row[2] / 2] for row in hours_of("2025-10-01", 24)]
    for hour in range(21, 24):
        rows[hour][2:] = rows[hour - 21][2:]
    found = read([["时间", "县区", "PM2.5", "PM10", "SO2"], *rows])
    (line,) = [line for line in says(found) if "向下填充" in line]
    assert line.startswith("警告 C23：安岳县从2025-10-01 21时起3个小时的各项数值与2025-10-01 0时起")


def test_evening_hours_are_read_as_such(read: Read) -> None:
    rows = [[f"2025/10/26 {hour:02}", "新站镇", 100 + hour] for hour in range(24)]
    found = read([["时间", "站点名称", "PM10"], *rows, ["总计", "", 2676]])
    assert values(found) == {("新站镇", "pm10", "2025-10-26", 111.5)}
    assert not found.errors()


def test_one_reading_a_day_at_noon_is_that_day_s_value(read: Read) -> None:
    rows = [[f"2025-10-{day:02} 12:00", "元坝子", 0.1] for day in range(1, 20)]
    found = read([["时间", "断面名称", "总磷"], *rows])
    assert len(found.observations) == 19


def test_an_automatic_water_station_every_four_hours(read: Read) -> None:
    rows = [[f"2025-10-01 {hour:02}:00", "元坝子", 0.1 + hour / 100] for hour in range(0, 24, 4)]
    found = read([["时间", "断面名称", "总磷"], *rows])
    assert values(found) == {("元坝子", "tp", "2025-10-01", 0.2)}
    assert found.observations[0].text == "6个小时值"
    assert any("逐小时数据已统计为1个日值。" in line for line in says(found))


def test_what_is_not_made_of_hours_is_said(read: Read) -> None:
    rows = [[*row, 72] for row in hours_of("2025-10-01")]
    found = read([["时间", "县区", "PM2.5", "AQI"], *rows])
    assert {v[1] for v in values(found)} == {"pm25"}
    assert "提示 D2：AQI的小时值不统计为日值，未入库。" in says(found)


def test_an_hour_that_is_no_number_is_an_error_at_its_cell(read: Read) -> None:
    rows = hours_of("2025-10-01")
    rows[3][2] = "2三"
    found = read([["时间", "县区", "PM2.5"], *rows])
    assert [(p.cell, p.proposal) for p in found.errors()] == [("C5", "23")]
    assert found.observations[0].text == "23个小时值"


KINDS_OF_HOUR = ["AQI", "PM2.5", "PM2.5_24h", "O3", "O3_8h", "O3_8h_24h", "CO"]


def test_hours_of_the_national_platform_with_a_column_for_the_type(read: Read) -> None:
    """date, hour, type, then one column a station, by its code."""
    rows: list[list[object]] = [["date", "hour", "type", "1001A", "1002A"]]
    for hour in range(24):
        for number, kind in enumerate(KINDS_OF_HOUR):
            rows.append([20261005, hour, kind, 10 + number, 20 + number])
    found = read(rows, name="china_sites_20261005.xlsx")
    assert values(found) == {
        (place, key, "2026-10-05", value)
        for place, base in (("1001A", 10), ("1002A", 20))
        for key, value in (("pm25", base + 1), ("o3", base + 3), ("co", base + 6))
    }
    assert not found.errors()
    assert sum("是滑动平均值" in line for line in says(found)) == 2  # PM2.5_24h, O3_8h


def test_hours_with_running_means_beside_them_in_any_order(read: Read) -> None:
    heads = ["站点名称", "监测时间", "O3_8h", "O3", "PM2.5_24h", "PM2.5"]
    rows = [
        ["城南站", f"2026-10-05 {hour:02}:00:00", 1, 80 if hour < 12 else 120, 1, 30]
        for hour in range(24)
    ]
    found = read([heads, *rows])
    assert {(v[1], v[2]) for v in values(found)} == {("o3", "2026-10-05"), ("pm25", "2026-10-05")}
    assert {s.value for s in found.values()} == {120, 30}


@pytest.mark.parametrize("written", ["{}:00", "{:02}:00:00", "{}时", "{}", time])
def test_hours_down_the_rows_under_a_day_that_the_title_names(read: Read, written: Any) -> None:
    hours = [time(h) if written is time else written.format(h) for h in range(24)]
    rows = [[hour, 30 + n % 3] for n, hour in enumerate(hours)]
    found = read([["云麓区2026年10月4日空气质量"], ["小时", "PM2.5"], *rows])
    assert values(found) == {("云麓区", "pm25", "2026-10-04", 31)}
    assert not found.errors()


def test_hours_of_no_day_are_an_error_and_never_the_value_of_a_month(read: Read) -> None:
    rows = [["云麓区2026年10月空气质量"], ["小时", "PM2.5"], *[[h, 30] for h in range(24)]]
    found = read(rows)
    assert not found.observations
    assert [p.message for p in found.errors()] == [
        "只写了几时，没有写是哪一天的，未读取；请在标题或另一列写明日期。"
    ]


def test_stations_over_pollutants_and_hours_down(read: Read) -> None:
    rows = [["2026年10月4日"], ["小时", "城东站", None, "城西站", None],
            [None, *["PM2.5", "PM10"] * 2], *[[f"{h}:00", 30, 50, 26, 45] for h in range(24)]]  # fmt: skip
    found = read(rows, merged=["A2:A3", "B2:C2", "D2:E2"])
    assert {v[0] for v in values(found)} == {"城东站", "城西站"}
    assert {v[2] for v in values(found)} == {"2026-10-04"}
    assert len(found.observations) == 4
