"""Verification, closing, transfer, publicity and due diligence (第十八条至第二十条)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from yuetan_desktop.documents.context import Issue
from yuetan_desktop.documents.course import Course
from yuetan_desktop.documents.followup import Exhibit
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.sample import CASE, sample_context
from yuetan_desktop.domain.workday import WorkCalendar

from .latercase import after, blocking, filled, remarks, sample, task


# -- 现场核查、核查意见、销号 -----------------------------------------------------------------------
def test_a_record_is_filled_with_each_measure_asked() -> None:
    case = after(
        requirements=("每月书面报告进展", "关停3台锅炉"), tasks=(task(date(2026, 12, 31)),)
    )
    assert filled("现场核查记录", case)["核查内容"] == "关停3台锅炉｜｜\n安装喷淋，12处｜｜"


def test_a_record_says_what_became_of_what_was_found_last_time() -> None:
    visited = replace(task(date(2026, 12, 31)), last_visit="第2次检查：上次问题未改 3/5")
    said = filled("现场核查记录", after(tasks=(visited, task(None))))["历次检查"]
    assert said == "安装喷淋：第2次检查：上次问题未改 3/5"


def test_a_record_counts_its_conclusions_and_refuses_others(calendar: WorkCalendar) -> None:
    assert sample_context("现场核查记录")["落实情况"] == "共2项：已落实1项、部分落实1项"
    (remark,) = blocking("现场核查记录", calendar, 核查内容="喷淋｜查看12处｜很好")
    assert remark.message == "第1项结论应为：已落实、部分落实、未落实。"


def test_no_record_of_a_visit_that_lies_ahead(calendar: WorkCalendar) -> None:
    ahead = {"核查时间": "2027-03-11 09:00", "成文日期": "2027-03-11"}
    (remark,) = blocking("现场核查记录", calendar, **ahead)
    assert remark.field == "核查时间"
    today = {"核查时间": "2027-03-10 09:00", "成文日期": "2027-03-10"}
    assert blocking("现场核查记录", calendar, **today) == []


@pytest.mark.parametrize("name", ["核查意见通知", "销号通知"])
def test_the_unit_is_told_only_after_the_approval(name: str, calendar: WorkCalendar) -> None:
    (remark,) = blocking(name, calendar, 审批日期="2027-03-01")
    assert remark.message == "审批日期早于核查日期（2027年3月2日）。"
    (remark,) = blocking(name, calendar, 成文日期="2027-03-07")
    assert remark.message == "成文日期早于审批日期（2027年3月8日）。"


@pytest.mark.parametrize("name", ["核查意见审批单", "核查意见通知"])
def test_another_day_than_the_recorded_visit_is_refused(name: str, calendar: WorkCalendar) -> None:
    (remark,) = blocking(name, calendar, after(verified_on=date(2027, 3, 3)))
    assert remark.field == "核查日期"


@pytest.mark.parametrize(
    ("conclusion", "words"),
    [
        ("整改到位", "已整改到位"),
        ("基本到位，继续跟踪", "尚需继续跟踪"),
        ("整改不到位，继续整改", "应当继续整改"),
    ],
)
def test_the_opinion_is_said_as_a_sentence(conclusion: str, words: str) -> None:
    kind = KINDS["核查意见通知"]
    context = kind.context(CASE, sample(kind.name, 核查结论=conclusion), Issue("局", ""))
    assert words in context["核查结论"]


def test_closing_with_open_tasks_is_doubted(calendar: WorkCalendar) -> None:
    (remark,) = remarks("销号通知", calendar, after(tasks=(task(date(2026, 12, 31)),)))
    assert "还有1项整改任务未完成" in remark.message
    done = after(tasks=(task(date(2026, 12, 31), done=True),))
    assert remarks("销号通知", calendar, done) == []


# -- 调查、移送 -----------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["调查情况报告", "问题线索移送函"])
@pytest.mark.parametrize(("dated", "late"), [("2026-12-03", False), ("2026-12-04", True)])
def test_more_than_seven_working_days_after_the_interview_is_said(
    name: str, calendar: WorkCalendar, dated: str, late: bool
) -> None:
    said = [r.message for r in remarks(name, calendar, 成文日期=dated)]
    assert said == (["超过约谈后7个工作日（第十九条，最迟2026年12月3日）。"] if late else [])


@pytest.mark.parametrize(
    ("conclusion", "words"),
    [
        ("存在违法、违纪、违规情形", "建议在约谈后7个工作日内"),
        ("未发现违法、违纪、违规情形", "不需移送"),
    ],
)
def test_a_report_says_whether_to_transfer(conclusion: str, words: str) -> None:
    kind = KINDS["调查情况报告"]
    context = kind.context(CASE, sample(kind.name, 调查结论=conclusion), Issue("办", ""))
    assert words in context["调查结论"]


SHA = "0123456789abcdef" * 4


def test_a_transfer_lists_what_is_on_file_with_its_hash() -> None:
    case = after(exhibits=(Exhibit("空气月报2609.xlsx", "原始数据", SHA),))
    values = filled("问题线索移送函", case)
    assert values["证据目录"] == f"空气月报2609.xlsx｜原始数据｜1份｜{SHA}"
    assert values["主送"] == "市纪委监委，市委组织部"
    kind = KINDS["问题线索移送函"]
    context = kind.context(case, sample(kind.name, 证据目录=values["证据目录"]), Issue("办", ""))
    assert context["证据件数"] == "1"
    assert context["证据目录"][0]["校验值"] == " ".join(["0123456789abcdef"] * 4)


def test_a_hash_that_is_not_on_file_is_doubted(calendar: WorkCalendar) -> None:
    case = after(exhibits=(Exhibit("约谈纪要", "文书", SHA),))
    row = "约谈纪要｜文书｜1份｜{}".format
    assert remarks("问题线索移送函", calendar, case, 证据目录=row(SHA)) == []
    (remark,) = remarks("问题线索移送函", calendar, case, 证据目录=row("0" * 64))
    assert "第1项校验值与存档的材料都不相同" in remark.message
    assert remarks("问题线索移送函", calendar, case, 证据目录=row("纸质")) == []


# -- 公开信息 -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("涉密审查", "涉及国家秘密", "不得对外公布"),
        ("约谈形式", "内部约谈", "内部约谈不对外公布"),
        ("约谈情况", "机密★ 约谈指出", "带有“机密”标志"),
    ],
)
def test_nothing_secret_and_no_internal_interview_is_published(
    calendar: WorkCalendar, field: str, typed: str, words: str
) -> None:
    (remark,) = blocking("公开信息稿", calendar, **{field: typed})
    assert remark.field == field
    assert words in remark.message


def test_numbers_and_names_of_persons_are_refused_and_the_redacted_text_offered(
    calendar: WorkCalendar,
) -> None:
    case = after(private_names=("李敏",))
    (remark,) = blocking("公开信息稿", calendar, case, 约谈情况="请与李敏联系，电话13800001234")
    assert remark.message == (
        "约谈情况有不宜公开的手机号码“13800001234”、姓名“李敏”，可改为隐去后的文字。"
    )
    assert remark.offer == "请与李某联系，电话（略）"
    assert blocking("公开信息稿", calendar, case, 约谈情况=remark.offer) == []


def test_what_is_taken_out_is_listed_and_a_person_reads_the_whole_text_again(
    calendar: WorkCalendar,
) -> None:
    case = after(private_names=("李敏",), told="举报人：张三，账号6217001234567890123")
    (review,) = remarks("公开信息稿", calendar, case, 表态情况="表示整改，联系人：王小五")[-1:]
    assert not review.blocking
    assert review.message.startswith(
        "隐去3处：银行账号“6217001234567890123”、姓名“张三”、姓名“王小五”。"
    )
    assert review.message.endswith("请人工复核全文。")
    (review,) = remarks("公开信息稿", calendar)[-1:]
    assert review.message.startswith("没有需要隐去的号码和姓名。")


def test_a_mark_of_secrecy_on_a_fact_of_the_case_keeps_the_statement_from_going_out(
    calendar: WorkCalendar,
) -> None:
    matter = replace(CASE.matters[0], facts=("机密★：某事件",))
    (remark,) = blocking("公开信息稿", calendar, replace(CASE, matters=(matter,)))
    assert remark.field == "涉密审查"
    assert "带有“机密”标志，不得对外公布（第二十条）" in remark.message


def test_what_is_published_agrees_with_what_is_recorded(calendar: WorkCalendar) -> None:
    internal = replace(CASE, course=Course(form="内部约谈"))
    (remark,) = blocking("公开信息稿", calendar, internal)
    assert remark.message == "与案件登记的约谈形式（内部约谈）不一致。"
    assert filled("公开信息稿", internal)["约谈形式"] == "内部约谈"


def test_the_public_is_told_facts_not_readings() -> None:
    first = sample_context("公开信息稿")["事项简述"][0]["内容"]
    assert "38.4μg/m³" in first
    assert "研判口径" not in first


def test_a_preview_is_redacted_whatever_was_typed_or_the_case_says() -> None:
    kind = KINDS["公开信息稿"]
    matter = replace(CASE.matters[0], facts=("举报人李敏（13800001234）反映扬尘",))
    case = replace(after(private_names=("李敏",)), matters=(matter,))
    values = sample(kind.name, 约谈情况="李敏 028-26110000", 表态情况="李敏表示", 信息标题="李敏")
    printed = str(kind.context(case, values, Issue("办", "")))
    assert "李敏" not in printed
    assert "26110000" not in printed
    assert "13800001234" not in printed


def test_the_public_statement_prints_no_contact(shipped: Path) -> None:
    import docx

    text = "".join(p.text for p in docx.Document(str(shipped / "公开信息稿.docx")).paragraphs)
    assert "联系" not in text
    assert "审查人" not in text


# -- 尽责 ---------------------------------------------------------------------------------------
def test_five_of_six_proven_names_the_one_that_is_missing(calendar: WorkCalendar) -> None:
    kind = KINDS["尽责情况说明"]
    proofs = dict.fromkeys(
        ("法定职责", "事权划分", "年度计划", "标准缺失", "技术限制"), "证明材料1份"
    )
    values = sample(kind.name, **proofs, 双随机抽查="")
    context = kind.context(CASE, values, Issue("县", ""))
    assert context["证明结论"] == ("六项情形中，已有证明5项，尚缺证明1项：第四项双随机抽查。")
    (remark,) = remarks(kind.name, calendar, **proofs, 双随机抽查="")
    assert (remark.field, remark.blocking) == ("双随机抽查", False)


def test_what_does_not_apply_is_neither_proven_nor_missing() -> None:
    rows_of = {row["事项"]: row["结论"] for row in sample_context("尽责情况说明")["尽责事项"]}
    assert rows_of == {
        "法定职责": "已有证明",
        "事权划分": "已有证明",
        "年度计划": "已有证明",
        "双随机抽查": "尚缺证明",
        "标准缺失": "不涉及",
        "技术限制": "不涉及",
    }
