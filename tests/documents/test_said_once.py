"""What was seen when every paper of the sample cases was looked at: words that a case has, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.documents.latercase import after, filled, sample
from yuetan_desktop.documents.context import BLANK, Context, Issue, PaperCase, said_moment
from yuetan_desktop.documents.course import Course, IssuedRef
from yuetan_desktop.documents.followup import Task
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.rowtext import row_text
from yuetan_desktop.documents.sample import CASE
from yuetan_desktop.domain.cases.participants import Category, Participant
from yuetan_desktop.services.papers.papercase import formal

MAYOR = Participant(Category.INTERVIEWER, "沈望", "市长")
ISSUER = "云岭市生态环境保护委员会办公室"


def printed(kind: str, case: PaperCase = CASE, **typed: str) -> Context:
    return KINDS[kind].printed(case, sample(kind, **typed), Issue(ISSUER, "", ""))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2026-10-23 00:00", "2026年10月23日（星期五）上午0:00"),
        ("2026-10-23", f"2026年10月23日（星期五）{BLANK}"),
        ("", BLANK),
    ],
)
def test_a_day_without_its_hour_leaves_the_hour_blank(typed: str, written: str) -> None:
    assert said_moment({"约谈时间": typed}, "约谈时间") == written


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("延期约谈答复", "约谈人"),
        ("核查意见审批单", "约谈人"),
        ("核查意见通知", "审批人"),
        ("销号通知", "审批人"),
    ],
)
def test_the_interviewer_that_the_case_names_stands_in_every_later_paper(
    kind: str, field: str
) -> None:
    named = replace(CASE, course=Course(attendants=(MAYOR,)))
    assert filled(kind, named)[field] == "市长沈望"
    assert filled(kind, CASE)[field] == CASE.actor


def test_why_nothing_is_handed_over_is_not_said_twice() -> None:
    same = printed("调查情况报告", 调查结论="未发现违法、违纪、违规情形",
                   处理建议="未发现违法、违纪、违规情形\n责成限期整改")  # fmt: skip
    assert [one["内容"] for one in same["处理建议"]] == ["责成限期整改。"]


@pytest.mark.parametrize(
    ("paper", "sender"),
    [("核查意见通知", CASE.proposer), ("约谈通知", ISSUER)],
)
def test_who_serves_a_paper_is_who_issued_it(paper: str, sender: str) -> None:
    served = row_text([(paper, "云环函〔2025〕33号", "1")])
    assert printed("送达回证", 送达文书=served)["送达机关"] == sender


def test_the_number_recorded_for_the_opinion_stands_on_it() -> None:
    number = "云环函〔2025〕33号"
    sent = Course(issued=(IssuedRef("核查意见通知", number, date(2025, 12, 25)),))
    assert filled("核查意见通知", replace(CASE, course=sent))["文号"] == number
    assert filled("核查意见通知", CASE)["文号"] == ""


@pytest.mark.parametrize("kind", ["现场核查记录", "整改报告", "交办函"])
@pytest.mark.parametrize(
    ("measure", "amount", "asked"),
    [
        ("落实六个百分之百。", "12处", "落实六个百分之百，12处"),
        ("落实六个百分之百", "", "落实六个百分之百"),
    ],
)
def test_a_measure_that_ends_with_a_mark_has_no_second_one(
    kind: str, measure: str, amount: str, asked: str
) -> None:
    one = Task("工地扬尘", measure, amount, date(2026, 12, 1), "县住建局", "某某")
    table = {"现场核查记录": "核查内容", "整改报告": "逐项完成情况", "交办函": "交办事项"}[kind]
    assert asked in filled(kind, after(tasks=(one,)))[table].split("｜")


@pytest.mark.parametrize(
    ("says", "written"),
    [
        ("青禾桥水质同比Ⅲ→Ⅳ，降1类", "青禾桥水质同比由Ⅲ类变为Ⅳ类，下降1个类别"),
        ("目标Ⅲ类，劣Ⅴ类劣于Ⅲ类", "目标Ⅲ类，未达到目标"),
        ("（石磨坝Ⅴ→劣Ⅴ）", "（石磨坝由Ⅴ类变为劣Ⅴ类）"),
        ("被连续通报2次（2次及以上触发）", "被连续通报2次（《办法》规定为2次及以上）"),
        ("第12名（超过5位即触发）", "第12名（《办法》规定为超过5位）"),
        ("豁免的天（不计入）", "豁免的天（不计入）"),
        ("目标28.0 μg/m³，超 0.3；78.8%", "目标28.0 μg/m³，超0.3μg/m³；78.8%"),
        ("目标79.5%，低 0.7 点", "目标79.5%，低0.7个百分点"),
        ("按“甲”、“乙”口径，见《丙》、《丁》", "按“甲”“乙”口径，见《丙》《丁》"),
        ("“甲”、乙", "“甲”、乙"),
    ],
)
def test_what_screens_abbreviate_a_paper_spells_out(says: str, written: str) -> None:
    assert formal(says) == written


@pytest.mark.parametrize(
    ("judged", "written"),
    [
        ("综合指数第160／183名（后30名为第154名及以后），已越线 7 位",
         "综合指数第160名（共183个），列后30名（第154名及以后）"),
        ("综合指数第153／183名（后30名为第154名及以后），与他处并列且跨越界线，已越线 1 位",
         "综合指数第153名（共183个），因并列计入后30名（第154名及以后）"),
        ("2025-08-20 港区扬尘问题被挂牌督办，已认定", "2025年8月20日港区扬尘问题被挂牌督办"),
        ("重度污染天2天（2天触发），另有1天是否因管控不力待认定",
         "重度污染天2天（《办法》规定为2天）"),
        ("青禾桥水质均为Ⅳ类，触发时（2026年上半年）为Ⅳ类，持平",
         "青禾桥水质均为Ⅳ类，约谈所据（2026年上半年）为Ⅳ类，持平"),
    ],
)  # fmt: skip
def test_who_is_interviewed_reads_no_word_of_the_matrix(judged: str, written: str) -> None:
    assert formal(judged) == written
