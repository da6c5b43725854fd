"""Registers of events, known by what stands in them."""

from __future__ import annotations

import pytest

from .conftest import Read, says


@pytest.mark.parametrize("head", ["事项", "类别", "情况", "事项类别"])
def test_a_register_is_known_by_its_kinds_whatever_the_head_says(read: Read, head: str) -> None:
    found = read(
        [
            ["事项登记"],
            ["日期", "县（区）", head, "企业", "说明"],
            ["2026-10-03", "安岳县", "重污染天", "", "AQI 215"],
            ["2026-10-08", "乐至县", "秸秆焚烧通报", "", "火点1处"],
        ],
    )
    assert [(i.kind, i.day.isoformat()) for i in found.incidents] == [
        ("heavy_pollution_day", "2026-10-03"),
        ("straw_burning_circular", "2026-10-08"),
    ]
    assert says(found) == []


def test_a_column_of_other_words_makes_no_register(read: Read) -> None:
    rows = [
        ["日期", "县（区）", "事项"],
        ["2026-10-03", "安岳县", "开会"],
        ["2026-10-04", "安岳县", "重污染天"],
    ]
    found = read(rows)
    assert found.incidents == []
    assert found.errors()


@pytest.mark.parametrize(("document", "read_rows"), [("", 0), ("《条例》第五条", 1)])
def test_a_catch_all_item_must_name_its_law(read: Read, document: str, read_rows: int) -> None:
    rows = [
        ["日期", "县（区）", "事项类别", "文号"],
        ["2026-10-03", "安岳县", "其他情形（第六条）", document],
    ]
    found = read(rows)
    assert len(found.incidents) == read_rows
    words = "错误 D2：“其他情形（第六条）”须在文号栏写明法律法规或政策依据，这一行未读取。"
    assert says(found) == ([] if read_rows else [words])
