"""What the fields of papers mean to the check: data, so that a new kind of paper needs no code.

A field is known by its name. Where two kinds call the same thing differently, both names stand in
one topic.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that several papers name; `of_case` is the attribute of the case that decides."""

    name: str
    keys: tuple[str, ...]
    of_case: str = ""
    loose: bool = False  # a rank or a name of the same person may stand for one another


TOPICS = (
    Topic("被约谈单位", ("被约谈单位", "受提示单位", "被通报单位", "责任单位名称"), "unit"),
    Topic("约谈人", ("约谈人",), loose=True),
    Topic("被约谈人", ("被约谈人",), loose=True),
    Topic("约谈地点", ("约谈地点", "地点")),
    Topic("依据名称", ("依据名称",), "regulation"),
    Topic("依据文号", ("依据文号",), "regulation_number"),
    Topic("案件编号", ("案件编号",), "number"),
    Topic("约谈建议部门", ("约谈建议部门", "建议部门"), "proposer", loose=True),
    Topic("方案名称", ("方案名称",)),
    Topic("首要原因", ("首要原因",)),
    Topic("整改期限", ("整改期限", "整改时限")),
)

# Days that several papers name; the step of the case whose day decides, where one is recorded.
DAY_TOPICS = (
    Topic("约谈日期", ("约谈时间", "约谈日期"), "interview"),
    Topic("批准日期", ("批准日期", "审批日期"), "批准"),
    Topic("方案报送日期", ("报送日期", "方案报送日期"), "整改方案"),
    Topic("审核日期", ("审核日期",), "审核"),
    Topic("整改报告日期", ("报告报送日期",), "整改"),
    Topic("核查日期", ("核查日期", "核查时间"), "现场核查"),
    Topic("送达日期", ("送达日期", "送达时间"), "送达"),
    Topic("销号日期", ("销号日期",), "销号"),
)

# Where in the procedure a paper stands (第十一条至第十九条): its date may not be earlier than that
# of a paper or a recorded step before it.
STAGES = {
    "约谈建议审批单": 10,
    "约谈通知": 20,
    "送达回证": 25,
    "延期约谈答复": 26,
    "约谈纪要": 40,
    "整改方案": 50,
    "整改方案审核意见": 55,
    "整改报告": 70,
    "现场核查记录": 75,
    "核查意见审批单": 80,
    "核查意见通知": 85,
    "销号通知": 90,
}
STEP_STAGES = {"批准": 15, "约谈": 35}
DATE_OF_PAPER = ("成文日期", "核查日期", "送达日期")

# 第十二条、第十七条、第十九条：words about a limit and the working days the article gives.
LIMIT_WORDS = (
    ("整改方案", 15, "第十七条"),
    ("移送", 7, "第十九条"),
)

# Lines that state what went wrong: their numbers, periods and articles come from the basis.
PROBLEM_FIELDS = frozenset(
    {"约谈事由", "通报情况", "主要问题", "存在问题", "提示事由", "通报事由", "建议理由", "问题"}
)

# What the minutes demand must come back in the plan, the report and the verification.
COVERAGE = (
    ("约谈纪要", ("整改要求",)),
    ("整改方案", ("整改任务", "整改措施", "任务清单", "措施清单")),
    ("整改报告", ("整改任务", "完成情况", "整改完成情况", "任务完成情况", "措施落实情况")),
    ("现场核查记录", ("核查事项", "核查情况", "核查内容", "核查项目")),
)
# Requirements about the procedure itself: no measure of a plan answers them.
PROCEDURAL = (
    "整改方案", "整改报告", "书面报告", "一刀切", "造假", "按时参加", "抄送", "书面材料",
)  # fmt: skip
# Cells of a task that must not change on its way from plan to verification.
TASK_CELLS = (
    ("数量", "目标数量", "任务量"),
    ("时限", "完成时限", "完成期限", "期限"),
    ("责任单位",),
    ("责任人", "责任人员"),
)

# 第十五条、第十七条、第十八条：who has to get a copy unless it issued the paper itself.
COPIED_TO_OFFICE = {
    "整改方案": "第十七条",
    "整改报告": "第十七条",
    "整改方案审核意见": "第十七条",
    "核查意见通知": "第十八条",
    "约谈纪要": "第十五条",
}
# Papers addressed to the unit interviewed.
ADDRESSED_TO_UNIT = frozenset(
    {
        "约谈通知", "整改方案审核意见", "核查意见通知", "销号通知", "预警提示函", "催报函",
        "延期约谈答复",
    }
)  # fmt: skip
# Papers whose number has to be the one recorded with a step.
NUMBER_OF_STEP = {"约谈通知": "书面通知", "问题线索移送函": "线索移送"}
