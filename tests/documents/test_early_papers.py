"""Papers up to the interview: what each must say, what is filled in, what its check asks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from yuetan_desktop.documents.context import Matter, UnitMatters, common
from yuetan_desktop.documents.course import Course
from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.formtables import FormTable
from yuetan_desktop.documents.gbt9704 import Page
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.sample import CASE, VALUES
from yuetan_desktop.domain.workday import WorkCalendar

from .earlycase import ISSUE, blocking, filled, remarks, text_of


# -- all of them --------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["预警提示函", "约谈建议审批单", "不可抗力认定表"])
def test_every_number_stands_with_article_reading_and_source(
    name: str, shipped: Path, tmp_path: Path
) -> None:
    text = text_of(name, shipped, tmp_path)
    for words in ("第七条第（一）项第1目", "38.4μg/m³", "按两项同时未达到理解", "空气!C5"):
        assert words in text


def test_a_form_row_that_does_not_fill_its_columns_is_refused() -> None:
    form = FormTable(Page(Faces()), (30, 60))
    with pytest.raises(ValueError, match="1 columns in a table of 2"):
        form.row(form.label("单位"))
    with pytest.raises(ValueError, match="do not fit"):
        FormTable(Page(Faces()), (100, 60))


# -- 预警提示、通报 -------------------------------------------------------------------------------
def test_a_warning_without_a_limit_asks_for_no_answer(shipped: Path, tmp_path: Path) -> None:
    assert "请于2026年11月30日前" in text_of("预警提示函", shipped, tmp_path)
    assert "书面报送我办" not in text_of("预警提示函", shipped, tmp_path, 回复期限="")


def test_an_answer_on_the_day_of_the_letter_is_refused(calendar: WorkCalendar) -> None:
    (remark,) = blocking("预警提示函", calendar, 回复期限="2026-11-16")
    assert remark.message == "回复期限应晚于成文日期。"
    assert blocking("预警提示函", calendar, 回复期限="2026-11-17") == []
    (weekend,) = remarks("预警提示函", calendar, 回复期限="2026-11-21")
    assert (weekend.blocking, weekend.message) == (False, "回复期限不是工作日。")


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("约谈建议审批单", "拟约谈日期"),
        ("预警提示函", "回复期限"),
        ("催报函", "报送期限"),
        ("交办函", "办结期限"),
    ],
)
def test_a_limit_in_a_year_without_holiday_notice_is_told_to_be_a_guess(
    calendar: WorkCalendar, kind: str, field: str
) -> None:
    """2027-02-08 is likely to lie in the Spring Festival, and no one knows yet."""
    assert not calendar.covers(2027)
    told = {one.field: one for one in remarks(kind, calendar, **{field: "2027-02-08"})}
    assert not told[field].blocking
    assert told[field].message == (
        f"{field}在2027年，该年放假安排尚未公布，是否工作日按周末暂估，请留意节假日。"
    )


WATER = Matter("第五条第（四）项", "国、省考核断面单月水质为Ⅴ类的", ("山塘断面6月水质Ⅴ类",))
TWO = replace(CASE, peers=(UnitMatters("邻县人民政府", (WATER,)),))


def test_a_circular_names_every_unit_of_the_month_with_what_it_met() -> None:
    values = filled("通报", TWO)
    assert values["通报单位"] == "示例县人民政府\n邻县人民政府"
    context = KINDS["通报"].context(TWO, values, ISSUE)
    assert "".join(context["标题"]).endswith("关于示例县人民政府等2个单位生态环境问题的通报")
    assert [(row["序号"], row["单位"], row["条款"]) for row in context["触发情况"]] == [
        ("1", "示例县人民政府", "第七条第（一）项第1目"),
        ("2", "示例县人民政府", "第七条第（四）项"),
        ("3", "邻县人民政府", "第五条第（四）项"),
    ]
    assert context["条款合称"].endswith("第七条第（一）项第1目、第（四）项和第五条第（四）项")


def test_a_unit_left_out_of_a_circular_leaves_no_trace() -> None:
    values = filled("通报", TWO) | {"通报单位": "示例县人民政府"}
    assert "邻县" not in str(KINDS["通报"].context(TWO, values, ISSUE))


def test_a_unit_without_a_case_cannot_be_named_and_the_own_one_must(
    calendar: WorkCalendar,
) -> None:
    strange, own = blocking("通报", calendar, TWO, 通报单位="远县人民政府")
    assert strange.message.startswith("远县人民政府在本数据期没有通报案件")
    assert own.message == "缺本案单位示例县人民政府。"


@pytest.mark.parametrize("count", [1, 2])
def test_an_item_alone_has_no_number_of_several_each_has(count: int) -> None:
    case = replace(CASE, matters=CASE.matters[:count], also=CASE.matters[:count])
    said = common(case, VALUES, ISSUE)
    numbers = {key: [one["序号"] for one in said[key]] for key in ("触发事项", "一并通报")}
    several = {"触发事项": ["（一）", "（二）"], "一并通报": ["1. ", "2. "]}
    assert numbers == (several if count == 2 else {key: [""] for key in several})


# -- 约谈建议、不可抗力 ---------------------------------------------------------------------------
def test_a_proposal_leaves_room_for_three_opinions(shipped: Path, tmp_path: Path) -> None:
    text = text_of("约谈建议审批单", shipped, tmp_path)
    assert text.count("（签字）：") == 3
    for words in ("会商意见", "约谈人", "审批意见", "建议部门意见"):
        assert words in text


def test_a_proposal_without_a_leading_cause_is_doubted_but_not_refused(
    calendar: WorkCalendar,
) -> None:
    (remark,) = remarks("约谈建议审批单", calendar, 首要原因="")
    assert not remark.blocking
    assert "第十六条" in remark.message
    (early,) = blocking("约谈建议审批单", calendar, 拟约谈日期="2026-11-16")
    assert early.field == "拟约谈日期"


def test_what_was_recorded_of_an_exemption_fills_its_form() -> None:
    course = Course(exempt_why="沙尘输送", exempt_evidence="气象证明")
    values = filled("不可抗力认定表", replace(CASE, course=course))
    assert (values["不可抗力情形"], values["证明材料"]) == ("沙尘输送", "气象证明")
