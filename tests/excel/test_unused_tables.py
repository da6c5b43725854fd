"""Tables of which no clause makes use: each is told for what it looks like, and none is stored."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Read, says, values

DUST = [
    ["2026年10月降尘量监测结果"],
    ["县区", "点位", "降尘量(t/km²·30d)"],
    ["云麓区", "城东站", 4.2],
    ["岚溪县", "城西站", 5.1],
]
HOTLINE = [
    ["12345热线生态环境诉求办理台账"],
    ["序号", "工单编号", "受理时间", "诉求内容", "问题类型", "所属区县", "办结时间"],
    [1, "YL2026100001", "2026-10-03", "夜间施工扬尘", "扬尘", "云麓区", "2026-10-05"],
]
INTERVIEWS = [
    ["2026年约谈情况登记表"],
    ["序号", "约谈时间", "约谈对象", "约谈事由", "约谈人"],
    [1, "2026-05-03", "岚溪县人民政府", "PM2.5浓度同比上升", "市环委办"],
]
PENALTIES = [
    ["2026年情况表"],
    ["序号", "处罚决定书文号", "违法主体", "违法事实", "罚款金额(万元)"],
    [1, "云环罚〔2026〕1号", "某厂", "超标排放", 5.2],
]
NOISE = [["功能区声环境"], ["区县", "点位", "昼间", "夜间"], ["云麓区", "1号", 52.1, 43.2]]


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        (DUST, "降尘量表"),
        ([["区县", "降尘量", "同比"], ["云麓区", 4.2, "-3%"]], "降尘量表"),
        (HOTLINE, "投诉举报（12345、信访）登记表"),
        ([["信访件登记"], ["序号", "日期", "举报内容"], [1, "10-3", "异味"]], "投诉举报"),
        (INTERVIEWS, "约谈登记表"),
        (PENALTIES, "行政处罚登记表"),
        (NOISE, "噪声监测表"),
    ],
)
def test_a_table_without_a_clause_is_told_for_what_it_looks_like(
    read: Read, rows: list[list[Any]], name: str
) -> None:
    found = read(rows)
    assert not found.observations
    assert not found.incidents
    (told,) = says(found)
    assert told.startswith(f"错误 ：像是{name}")
    assert "未导入" in told


def test_where_past_interviews_go_is_told(read: Read) -> None:
    assert "“约谈案件”页选“导入历史案件…”" in says(read(INTERVIEWS))[0]


def test_beside_a_table_that_is_read_it_is_a_warning(read: Read) -> None:
    air = [["2026年10月空气质量"], ["区县", "PM2.5"], ["云麓区", 30.3]]
    found = read({"空气": air, "降尘": DUST})
    assert values(found) == {("云麓区", "pm25", "2026-10", 30.3)}
    (told,) = found.problems
    assert (told.severity.value, told.sheet) == ("警告", "降尘")
    assert told.message == "像是降尘量表：本程序没有用到它的条款，未导入。"


def test_a_register_of_complaints_with_categories_is_none_of_events(read: Read) -> None:
    rows = [HOTLINE[0], ["日期", "所属区县", "诉求内容", "问题类别", "办理结果"],
            ["2026-10-03", "云麓区", "夜间施工扬尘", "扬尘", "已办"]]  # fmt: skip
    found = read(rows)
    assert not found.incidents
    assert [line for line in says(found) if "错误" in line] == [
        "错误 ：像是投诉举报（12345、信访）登记表：本程序没有用到它的条款，未导入。"
        "其中属于办法所列事项的，请用事项空白表逐件填报。"
    ]


def test_a_register_of_events_that_names_complaints_is_read(read: Read) -> None:
    rows = [["2026年生态环境事项登记（含信访举报）"],
            ["日期", "责任单位", "事项类别", "事项", "认定"],
            ["2026-03-01", "云麓区", "秸秆焚烧通报", "举报查实", "是"]]  # fmt: skip
    assert [seen.kind for seen in read(rows).incidents] == ["straw_burning_circular"]


@pytest.mark.parametrize("head", ["降尘量", "降尘量(t/km²·30d)", "昼间(dB)", "夜间噪声"])
def test_such_a_column_beside_others_is_named_and_hides_nothing(read: Read, head: str) -> None:
    rows = [["2026年10月空气质量"], ["区县", "PM2.5", head], ["云麓区", 30.3, 4.2]]
    found = read(rows)
    assert values(found) == {("云麓区", "pm25", "2026-10", 30.3)}
    (told,) = found.problems
    assert (told.severity.value, told.cell) == ("提示", "C2")
    assert told.message.endswith("这一列：本程序没有用到它的条款，未导入。")


def test_hours_of_daytime_are_no_noise(read: Read) -> None:
    rows = [["2026年10月空气质量"], ["区县", "PM2.5", "昼间均值"], ["云麓区", 30.3, 4.2]]
    assert "没有识别" in says(read(rows))[0]


def test_other_sheets_of_words_are_told_in_general(read: Read) -> None:
    found = read([["通讯录"], ["姓名", "职务"], ["张三", "科长"]])
    assert says(found) == ["错误 ：没有找到可以入库的表：表头里没有认识的单位和指标。"]
