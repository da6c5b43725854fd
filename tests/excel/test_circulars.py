"""Circulars as lists and as counts per enterprise or county."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.excel.filewords import OfficeWords
from yuetan_desktop.excel.parse import read_file
from yuetan_desktop.excel.results import FileReading, IncidentWord

from .conftest import Row, save_book, says

KINDS = (
    IncidentWord("exceedance_circular", ("重点排污单位超标被通报", "超标通报")),
    IncidentWord("burning_provincial_circular", ("禁燃禁烧被省上通报",)),
    IncidentWord("straw_burning_circular", ("秸秆焚烧通报", "秸秆通报")),
)


@pytest.fixture
def read_rows(tmp_path: Path, catalogue: Catalogue):  # type: ignore[no-untyped-def]
    def run(*rows: Row) -> FileReading:
        return read_file(
            save_book(tmp_path / "表.xlsx", {"Sheet1": rows}), catalogue, OfficeWords(KINDS)
        )

    return run


def events(reading: FileReading) -> list[tuple[str, str, str, date]]:
    return [(reading.places[i.place].name, i.kind, i.subject, i.day) for i in reading.incidents]


TITLE = ["关于2026年9月重点排污单位自动监控超标情况的通报"]


def test_each_enterprise_of_a_circular_is_one_event(read_rows) -> None:  # type: ignore[no-untyped-def]
    found = read_rows(
        TITLE,
        ["序号", "县（区）", "企业名称", "超标项目"],
        [1, "雁江区", "甲水泥厂", "颗粒物"],
        [2, "安岳县", "乙纸业", "COD"],
        ["市生态环境局2026年10月9日印发"],
    )
    assert events(found) == [
        ("雁江区", "exceedance_circular", "甲水泥厂", date(2026, 10, 9)),
        ("安岳县", "exceedance_circular", "乙纸业", date(2026, 10, 9)),
    ]
    assert {i.confirmed for i in found.incidents} == {None}
    assert not found.errors()


def test_a_count_per_enterprise_becomes_so_many_events(read_rows) -> None:  # type: ignore[no-untyped-def]
    found = read_rows(
        TITLE,
        ["县（区）", "企业名称", "通报次数"],
        ["雁江区", "甲水泥厂", 2],
        ["安岳县", "乙纸业", 0],
    )
    assert events(found) == [("雁江区", "exceedance_circular", "甲水泥厂", date(2026, 9, 30))] * 2
    assert found.incidents[1].title.endswith("（第2次，共2次）")
    assert any("只有次数，没有逐次的日期" in line for line in says(found))


def test_counts_per_county_need_no_enterprise(read_rows) -> None:  # type: ignore[no-untyped-def]
    found = read_rows(
        ["2026年10月秸秆焚烧通报情况"], ["县（区）", "被通报次数（次）"], ["雁江区", 3], ["合计", 3]
    )
    assert [event[1] for event in events(found)] == ["straw_burning_circular"] * 3


def test_a_count_that_cannot_be_is_an_error_at_its_cell(read_rows) -> None:  # type: ignore[no-untyped-def]
    found = read_rows(TITLE, ["县（区）", "企业名称", "通报次数"], ["雁江区", "甲水泥厂", "若干"])
    assert not found.incidents
    assert "错误 C3：通报次数“若干”不是合理的次数，这一行未读取。" in says(found)


def test_a_circular_without_a_day_is_not_stored(read_rows) -> None:  # type: ignore[no-untyped-def]
    found = read_rows(
        ["重点排污单位超标情况的通报"],
        ["县（区）", "企业名称"],
        ["雁江区", "甲厂"],
        ["安岳县", "乙厂"],
    )
    assert not found.incidents
    assert any("不知道这份通报是哪一天" in line for line in says(found))


def test_a_ranking_circular_is_no_list_of_events(read_rows) -> None:  # type: ignore[no-untyped-def]
    found = read_rows(["2026年9月空气质量排名的通报"], ["县（区）", "PM2.5"], ["雁江区", 30])
    assert not found.incidents
    assert found.observations
