"""Papers after the interview: what each must say, reminders, plans and reports (第十七条)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from yuetan_desktop.documents.checks import check
from yuetan_desktop.documents.compose import compose
from yuetan_desktop.documents.context import Issue
from yuetan_desktop.documents.followup import Figure, Late
from yuetan_desktop.documents.kinds import KINDS, PLAN_REVIEW
from yuetan_desktop.documents.remark import Days
from yuetan_desktop.documents.rowtext import row_text, rows
from yuetan_desktop.documents.sample import CASE, VALUES, sample_context
from yuetan_desktop.domain.workday import Counting, WorkCalendar

from .latercase import SENDER, TODAY, after, blocking, filled, remarks, sample, task

NAMES = (
    *("催报函", "交办函", "整改方案", "整改进展报告", "整改报告"),
    *("现场核查记录", "核查意见审批单", "核查意见通知", "销号通知"),
    *("调查情况报告", "问题线索移送函", "公开信息稿", "尽责情况说明"),
)


# -- every kind ---------------------------------------------------------------------------------
@pytest.mark.parametrize("name", NAMES)
def test_the_articles_and_the_facts_in_brief_are_demanded(name: str) -> None:
    demanded = set(KINDS[name].demanded)
    assert {"条款合称", "事项简述"} <= demanded or {"条款合称", "触发事项"} <= demanded


@pytest.mark.parametrize("name", [n for n in NAMES if n not in ("调查情况报告", "公开信息稿")])
def test_the_matter_is_named_with_article_and_numbers_its_reading_was_told_by_the_notice(
    name: str,
) -> None:
    first, second = sample_context(name)["事项简述"]
    assert first["内容"].startswith("第七条第（一）项第1目：2026年上半年PM2.5平均浓度38.4μg/m³")
    assert "研判口径" not in first["内容"] + second["内容"]


@pytest.mark.parametrize("name", ["催报函", "销号通知", "整改报告", "问题线索移送函"])
def test_what_stands_before_the_first_heading_has_no_number_of_the_second_level(
    name: str, shipped: Path, tmp_path: Path
) -> None:
    compose(shipped / KINDS[name].template, sample_context(name), tmp_path / "纸.docx")
    words = [p.text for p in docx.Document(str(tmp_path / "纸.docx")).paragraphs]
    first = next(n for n, text in enumerate(words) if text.startswith("一、"))
    assert any(text.startswith("第七条第（一）项第1目：") for text in words[:first])
    assert not any(text.startswith("（一）") for text in words[:first])


@pytest.mark.parametrize("name", NAMES)
def test_another_day_than_the_recorded_interview_is_refused(
    name: str, calendar: WorkCalendar
) -> None:
    held = replace(CASE, held_on=date(2026, 11, 20))
    (remark,) = blocking(name, calendar, held)
    assert remark.field == "约谈日期"
    assert "2026年11月20日" in remark.message


@pytest.mark.parametrize("name", [n for n in NAMES if n != "尽责情况说明"])
def test_a_paper_is_not_dated_before_the_interview(name: str, calendar: WorkCalendar) -> None:
    assert "成文日期" in {r.field for r in blocking(name, calendar, 成文日期="2026-11-23")}


def test_a_row_that_lacks_a_cell_is_named(calendar: WorkCalendar) -> None:
    (remark,) = blocking(
        "整改方案", calendar, 整改任务="扬尘｜喷淋｜12处｜2026年12月31日｜县住建局"
    )
    assert remark.message == "整改任务第1项缺责任人。"


# -- 催报、交办 -----------------------------------------------------------------------------------
PLAN_LATE = Late("整改方案", "第十七条", date(2026, 12, 15), 3)


def test_a_reminder_is_filled_with_what_is_late(calendar: WorkCalendar) -> None:
    values = filled("催报函", after(late=(PLAN_LATE,)))
    assert values["催报事项"] == ("整改方案：应于2026年12月15日前完成（第十七条），已逾期3个工作日")
    assert values["发文机关"] == CASE.proposer
    assert values["主送"] == CASE.unit
    assert "报送期限" not in values  # never guessed


def test_a_reminder_of_nothing_late_is_doubted_but_not_refused(calendar: WorkCalendar) -> None:
    assert "没有逾期" in remarks("催报函", calendar)[0].message
    assert remarks("催报函", calendar, after(late=(PLAN_LATE,))) == []


def test_a_limit_before_the_letter_itself_is_refused(calendar: WorkCalendar) -> None:
    (remark,) = blocking("催报函", calendar, 报送期限="2026-12-17")
    assert remark.message == "报送期限早于成文日期（2026年12月18日）。"


def test_only_overdue_open_tasks_and_late_papers_are_handed_over() -> None:
    case = after(
        late=(PLAN_LATE,),
        tasks=(
            task(date(2026, 12, 17)),
            task(TODAY),  # due today: not overdue
            task(date(2026, 12, 1), done=True),
            task(None),
        ),
    )
    handed = rows(filled("交办函", case)["交办事项"], ("事项", "要求", "时限", "单位", "人"))
    assert [(row["事项"], row["要求"], row["时限"]) for row in handed] == [
        ("工地扬尘", "安装喷淋，12处", "2026年12月17日"),
        ("报送整改方案", "书面报送（第十七条）", "2026年12月15日"),
    ]


@pytest.mark.parametrize(
    ("unit", "title"),
    [
        ("示例县人民政府", ["关于报送", "《示例县人民政府约谈整改方案》的函"]),
        ("示例市住房和城乡建设局", ["关于报送《示例市住房和城乡建设局", "约谈整改方案》的函"]),
    ],
)
def test_the_last_words_of_a_letters_title_never_stand_alone(unit: str, title: list[str]) -> None:
    """GB/T 9704 7.3.1: 词意完整，排列对称，长短适宜."""
    values = sample("整改方案", 被约谈单位=unit, 方案名称=f"{unit}约谈整改方案")
    assert KINDS["整改方案"].context(CASE, values, Issue(unit, ""))["标题"] == title


# -- 整改方案 -------------------------------------------------------------------------------------
def test_a_plan_is_filled_from_the_ledger_else_from_the_minutes() -> None:
    case = after(tasks=(task(date(2026, 12, 31)),), requirements=("关停3台锅炉",))
    assert filled("整改方案", case)["整改任务"] == (
        "工地扬尘｜安装喷淋｜12处｜2026年12月31日｜县住建局｜某某"
    )
    case = after(requirements=("每月书面报告进展", "关停3台锅炉", "严防整改“一刀切”"))
    assert filled("整改方案", case)["整改任务"] == "｜关停3台锅炉｜｜｜示例县人民政府｜"


def test_tasks_without_number_or_date_are_counted_as_unfit(calendar: WorkCalendar) -> None:
    vague = row_text(
        [
            ("扬尘", "喷淋", "若干", "年底前", "县住建局", "某某"),
            ("秸秆", "巡查", "18个乡镇", "尽快", "县农业局", "某某"),
            ("散煤", "替代", "三百户", "2027-03-31", "县发改局", "某某"),
        ]
    )
    (remark,) = remarks("整改方案", calendar, 整改任务=vague)
    assert not remark.blocking
    assert remark.message == (
        "整改任务有2项不合格：第1项数量、时限不具体；第2项时限不具体（应有数字和年月日）。"
    )


@pytest.mark.parametrize(("dated", "late"), [("2026-12-15", False), ("2026-12-16", True)])
def test_a_plan_after_15_working_days_is_told_so(
    calendar: WorkCalendar, dated: str, late: bool
) -> None:
    said = [r.message for r in remarks("整改方案", calendar, 成文日期=dated)]
    assert any("最迟2026年12月15日" in message for message in said) is late


@pytest.mark.parametrize(
    ("name", "latest"), [("整改方案", "1月13日"), ("问题线索移送函", "1月1日")]
)
def test_a_latest_day_in_a_year_without_notice_is_marked_on_the_paper(
    calendar: WorkCalendar, name: str, latest: str
) -> None:
    case = replace(CASE, held_on=date(2026, 12, 23))
    dates = {"约谈日期": "2026-12-23", "成文日期": "2027-01-20"}
    days = Days(calendar, Counting.THREE_CLEAR_DAYS, date(2027, 1, 20))
    says = [one.message for one in check(KINDS[name], case, sample(name, **dates), days)]
    assert any(f"最迟2027年{latest}（暂估）" in message for message in says), says


def test_a_plan_that_stops_395_firms_is_asked_for_the_basis_of_each(
    calendar: WorkCalendar,
) -> None:
    blunt = "扬尘｜395家砖瓦企业全部停产｜395家｜2026年12月31日｜县经信局｜某某"
    (remark,) = remarks("整改方案", calendar, 整改任务=blunt)
    assert remark.field == "整改任务"
    assert not remark.blocking
    assert "逐一（395家）写明" in remark.message


def test_a_review_asks_the_same_of_the_plan_it_reviews(calendar: WorkCalendar) -> None:
    days = Days(calendar, Counting.THREE_CLEAR_DAYS, TODAY)
    values = VALUES | {"发文机关": SENDER, "成文日期": "2026-12-15"}
    blunt = after(plan_tasks="扬尘｜砖瓦企业断水断电｜3家｜2026年12月31日｜县经信局｜某某")
    (remark,) = check(PLAN_REVIEW, blunt, values, days)
    assert remark.field == "审核意见"
    assert remark.message.startswith("所审方案：")
    (own,) = check(PLAN_REVIEW, CASE, values | {"审核意见": "请一律关停"}, days)
    assert "一律关停" in own.message


# -- 进展、整改报告 --------------------------------------------------------------------------------
PM25 = Figure("PM2.5", "2026年上半年38.4", "2026年1—11月34.2", "37.5", "", "同比下降8.8%", "x!C1")


def test_a_progress_report_is_filled_with_the_latest_figures() -> None:
    values = filled("整改进展报告", after(figures=(PM25,), tasks=(task(date(2026, 12, 31)),)))
    assert values["指标情况"] == "PM2.5｜2026年上半年38.4｜2026年1—11月34.2｜37.5｜—｜下降8.8%"
    assert values["任务进展"] == "安装喷淋｜2026年12月31日｜县住建局｜完成8处"


@pytest.mark.parametrize(
    ("reporting", "today", "span"),
    [
        ("按月", date(2026, 12, 5), "2026年11月"),
        ("按月", date(2027, 1, 5), "2026年12月"),
        ("", date(2027, 1, 5), "2026年12月"),
        ("按季", date(2027, 1, 5), "2026年四季度"),
        ("按季", date(2027, 5, 5), "2027年一季度"),
    ],
)
def test_a_progress_report_is_about_the_span_that_has_ended(
    reporting: str, today: date, span: str
) -> None:
    assert filled("整改进展报告", after(reporting=reporting), today)["报告时段"] == span


def test_figures_left_out_of_a_progress_report_are_offered(calendar: WorkCalendar) -> None:
    (remark,) = remarks("整改进展报告", calendar, after(figures=(PM25,)), 指标情况="")
    assert not remark.blocking
    assert remark.offer.startswith("PM2.5｜")


def test_a_completion_report_answers_each_requirement_of_the_minutes(
    calendar: WorkCalendar,
) -> None:
    asked = after(requirements=("安装喷淋和在线监测，12处工地", "关停3台锅炉", "每月书面报告进展"))
    assert (
        rows(filled("整改报告", asked)["逐项完成情况"], ("要求", "情况", "结果", "佐证"))[1]["要求"]
        == "关停3台锅炉"
    )
    (remark,) = blocking("整改报告", calendar, asked)
    assert remark.message == "没有写明纪要所提要求“关停3台锅炉”的结果。"


def test_a_result_is_one_of_three_and_open_ones_are_counted(calendar: WorkCalendar) -> None:
    (remark,) = blocking("整改报告", calendar, 逐项完成情况="喷淋｜12处｜差不多｜照片")
    assert "第1项结果应为" in remark.message
    (remark,) = remarks("整改报告", calendar, 逐项完成情况="喷淋｜3处｜未完成｜照片")
    assert "有1项未完成" in remark.message
    assert not remark.blocking


@pytest.mark.parametrize(
    ("progress", "told"),
    [("完成3个，占42%", True), ("占不足1%", True), ("完成7个，占100%", False), ("全部建成", False)],
)
def test_done_beside_a_share_that_is_not_all_is_asked_about(
    calendar: WorkCalendar, progress: str, told: bool
) -> None:
    typed = f"7个直排口纳管｜{progress}｜已完成｜验收单"
    says = [one.message for one in remarks("整改报告", calendar, 逐项完成情况=typed)]
    assert any("结果却是已完成" in one for one in says) is told


def test_a_completion_report_counts_what_is_done() -> None:
    context = sample_context("整改报告")
    assert (context["要求数"], context["完成数"]) == ("2", "2")
