"""Counts beside the rows they count, parts beside their whole, what is done and left of a task."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from yuetan_desktop.domain.papercheck import check
from yuetan_desktop.domain.papercheck.facts import PaperFacts

from .goodcase import OFFICE, PROPOSER, UNIT, calendar, good_case, with_printed

ROWS = [
    {"序号": "1", "整改要求": "安装在线监测", "结果": "已完成", "结论": "已落实"},
    {"序号": "2", "整改要求": "淘汰燃煤锅炉", "结果": "未完成", "结论": "部分落实"},
]


def told(**printed: Any) -> list[str]:
    """What the check says of a paper by itself."""
    case = good_case()
    paper = PaperFacts("未来报告", printed)
    found = check(replace(case, papers=(*case.papers, paper)), calendar())
    return [one.sentence for one in found if one.first.paper == "未来报告" and one.rule == "合计"]


@pytest.mark.parametrize(
    ("printed", "wrong"),
    [
        ({"要求数": "2", "完成数": "1", "逐项完成情况": ROWS}, 0),
        ({"要求数": "3", "完成数": "1", "逐项完成情况": ROWS}, 1),
        ({"要求数": "2", "完成数": "2", "逐项完成情况": ROWS}, 1),
        ({"要求数": "2", "完成数": "2"}, 0),  # no table: nothing to count
        ({"落实情况": "共2项：已落实1项、部分落实1项", "核查内容": ROWS}, 0),
        ({"落实情况": "共2项：已落实2项", "核查内容": ROWS}, 1),
        ({"落实情况": "共3项：已落实1项、部分落实1项", "核查内容": ROWS}, 1),
        ({"落实情况": "共2项：已落实1项、部分落实1项、未落实0项", "核查内容": ROWS}, 0),
    ],
)
def test_a_count_is_that_of_the_rows(printed: dict[str, Any], wrong: int) -> None:
    assert len(told(**printed)) == wrong


@pytest.mark.parametrize(
    ("now", "before", "change", "wrong"),
    [
        ("2026年1—10月Ⅳ类", "Ⅲ类", "变差1个类别", False),
        ("2026年1—10月Ⅳ类", "Ⅲ类", "变好1个类别", True),
        ("2026年1—10月Ⅳ类", "Ⅱ类", "变差1个类别", True),
        ("2026年1—10月劣Ⅴ类", "Ⅴ类", "变差1个类别", False),
        ("2026年1—10月Ⅲ类", "Ⅲ类", "持平", False),
        ("2026年1—10月Ⅲ类", "Ⅲ类", "变差1个类别", True),
        ("2026年1—10月Ⅲ类", "—", "变差1个类别", False),
    ],
)
def test_a_water_class_changed_as_the_two_classes_say(
    now: str, before: str, change: str, wrong: bool
) -> None:
    row = {"指标": "青禾桥水质类别", "最新": now, "上年同期": before, "同比": change}
    assert bool(told(指标情况=[row])) is wrong


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("全区36个在建工地中有12个未落实要求。", False),
        ("全区36个在建工地中有42个未落实要求。", True),
        ("完成3个排口纳管，占7个直排口的42.9%。", False),
        ("完成3个排口纳管，占7个直排口的42%。", False),
        ("完成3个排口纳管，占7个直排口的57.1%。", True),
        ("完成86家施工工地扬尘监测设备安装，安装率71.7%。", False),
        ("完成86家施工工地扬尘监测设备安装，安装率77.1%。", True),
        ("完成86家加油站油气回收改造，改造率77.1%。", False),  # no task of the plan
        ("完成86家施工工地扬尘监测设备安装，剩余34家施工工地月底完成。", False),
        ("完成86家施工工地扬尘监测设备安装，剩余43家施工工地月底完成。", True),
        ("剩余43家施工工地月底完成。", False),  # what is done is not told
        ("完成86家施工工地扬尘监测设备安装，下一步完成34家施工工地安装。", False),
        ("完成86家施工工地扬尘监测设备安装，下一步完成50家施工工地安装。", True),
        ("完成86家施工工地扬尘监测设备安装，年底累计完成120家施工工地安装。", False),
        ("下一步完成120家施工工地安装。", False),
        ("优良天数率100%。", False),
        ("优良天数率103.2%。", True),
        ("整改率达到112%。", True),
        ("任务完成率114.8%。", False),  # more was done than was planned
        ("销售额同比增长率112%。", False),
    ],
)
def test_parts_in_words_come_out(words: str, wrong: bool) -> None:
    assert bool(told(工作进展=words)) is wrong


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("关于约谈云麓区人民政府的通知", False),
        ("关于约谈云麓县人民政府的通知", True),
        ("云麓县约谈整改方案", True),
        ("云麓区域联防联控方案", False),
        ("关于约谈江安县人民政府的通知", False),  # another stem: another check
    ],
)
def test_a_unit_of_another_kind_behind_the_known_stem_is_told(title: str, wrong: bool) -> None:
    case = good_case()
    paper = PaperFacts("未来报告", {"标题": title})
    found = check(replace(case, papers=(*case.papers, paper)), calendar())
    told = [one.sentence for one in found if one.first.paper == "未来报告"]
    assert any("是否云麓区，请核对" in says for says in told) is wrong


def test_as_many_of_all_are_done_as_the_row_says() -> None:
    row = {"整改任务": "20家规模养殖场粪污处理设施配套", "进展": "完成7家，占35%"}
    assert told(工作进展="20家规模养殖场中7家设施配套运行。", 任务进展=[row]) == []
    (says,) = told(工作进展="20家规模养殖场中17家设施配套运行。", 任务进展=[row])
    assert "完成7家" in says


def of_minutes(**printed: Any) -> list[str]:
    case = good_case()
    minutes = case.paper("约谈纪要")
    assert minutes is not None
    changed = with_printed(case, "约谈纪要", {**minutes.printed, **printed})
    return [one.sentence for one in check(changed, calendar()) if one.rule in {"抄送", "出席"}]


def test_minutes_that_go_to_one_side_go_to_the_other_too() -> None:
    assert of_minutes(抄送=f"{UNIT}，{PROPOSER}") == []
    assert of_minutes(抄送=UNIT) == [f"约谈纪要“抄送”没有{PROPOSER}。"]
    assert of_minutes(抄送=OFFICE) == []  # sent to both by hand


def test_a_body_that_nobody_called_is_not_among_those_present() -> None:
    minutes = good_case().paper("约谈纪要")
    assert minutes is not None
    present = minutes.text("出席")
    assert of_minutes() == []
    (says,) = of_minutes(出席=f"{present.rstrip('。')}，云岭市城市管理局有关负责同志。")
    assert "云岭市城市管理局" in says


def test_nobody_is_written_to_twice() -> None:
    notice = good_case().paper("约谈通知")
    assert notice is not None
    to = notice.text("主送")
    case = with_printed(good_case(), "约谈通知", {**notice.printed, "主送": f"{to}，{PROPOSER}"})
    assert [one.rule for one in check(case, calendar())] == ["主送"]


def rules(**printed: str) -> set[str]:
    case = good_case()
    paper = PaperFacts("未来报告", printed)
    found = check(replace(case, papers=(*case.papers, paper)), calendar())
    return {one.rule for one in found if one.first.paper == "未来报告"}


@pytest.mark.parametrize(
    ("printed", "rule", "told"),
    [
        ({"拟约谈日期": "2026年10月25日"}, "工作日", True),  # a Sunday
        ({"拟约谈日期": "2026年10月23日"}, "工作日", False),
        ({"拟约谈日期": "2026年10月10日"}, "工作日", False),  # a make-up Saturday
        ({"报告时段": "2026年11月", "成文日期": "2026年11月1日"}, "报告时段", True),
        ({"报告时段": "2026年11月", "成文日期": "2026年11月27日"}, "报告时段", False),
        ({"报告时段": "2026年10—11月", "成文日期": "2026年11月2日"}, "报告时段", True),
        ({"报告时段": "2026年10月", "成文日期": "2026年11月2日"}, "报告时段", False),
        ({"管理权限": "涉及市管干部１名。"}, "笔误", True),
        ({"管理权限": "涉及市管干部1名。"}, "笔误", False),
        ({"送达地点": "岚溪县行政中心"}, "单位", True),
        ({"送达地点": "云麓区行政中心"}, "单位", False),
    ],
)
def test_a_day_off_a_month_hardly_begun_a_wide_digit_another_units_hall(
    printed: dict[str, str], rule: str, told: bool
) -> None:
    assert (rule in rules(**printed)) is told


@pytest.mark.parametrize(
    ("cause", "wrong"),
    [
        ("工地扬尘（住房城乡建设领域）", False),
        ("工地扬尘（住房城乡建设领域）；上游来水影响约 40%", False),
        ("扬尘", False),  # as it was proposed, in fewer words
        ("机动车尾气", True),
        ("【待填写】", False),
        ("", False),
    ],
)
def test_the_leading_cause_is_that_of_the_case(cause: str, wrong: bool) -> None:
    case = replace(good_case(), cause="工地扬尘")
    sheet = case.paper("约谈建议审批单")
    assert sheet is not None
    changed = with_printed(case, "约谈建议审批单", {**sheet.printed, "首要原因": cause})
    found = [one.sentence for one in check(changed, calendar()) if one.rule == "首要原因"]
    assert bool(found) is wrong
    unknown = check(replace(changed, cause=""), calendar())
    assert not [one for one in unknown if one.rule == "首要原因"]
