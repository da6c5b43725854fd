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
    Topic("被约谈单位", ("被约谈单位",), "unit"),
    Topic("约谈人", ("约谈人", "审批人"), loose=True),  # 第十八条：核查意见报约谈人审批
    Topic("被约谈人", ("被约谈人",), loose=True),
    Topic("约谈时间", ("约谈时间",)),
    Topic("约谈地点", ("约谈地点",)),
    Topic("依据名称", ("依据名称",), "regulation"),
    Topic("依据文号", ("依据文号",), "regulation_number"),
    Topic("案件编号", ("案件编号",), "number"),
    Topic("约谈建议部门", ("建议部门",), "proposer", loose=True),
    Topic("方案名称", ("方案名称",)),
    Topic("首要原因", ("首要原因",), "cause", loose=True),
)

# Days that several papers name; the step of the case whose day decides, where one is recorded.
DAY_TOPICS = (
    Topic("约谈日期", ("约谈时间", "约谈日期", "改期时间"), "interview"),
    Topic("核查意见审批日期", ("审批日期",), "核查意见审批"),
    Topic("方案报送日期", ("报送日期",), "整改方案"),
    Topic("核查日期", ("核查日期", "核查时间"), "现场核查"),
)

# Papers that name the interview's day beforehand: it may be held on another one (第十四条).
ANNOUNCING = frozenset({"约谈通知", "会议议程与主持词"})

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
POSTPONED = STAGES["延期约谈答复"]
NOTIFIED = frozenset({STAGES["约谈通知"], STAGES["送达回证"]})
SERVED = ("送达文书", "文书名称")  # the papers that a receipt is for
STEP_STAGES = {"批准": 15, "约谈": 35}
DATE_OF_PAPER = ("成文日期",)

# 第十二条、第十七条、第十九条：words about a limit and the working days the article gives.
LIMIT_WORDS = (
    ("整改方案", 15, "第十七条"),
    ("移送", 7, "第十九条"),
)

# Lines that state what went wrong: their numbers, periods and articles come from the basis.
PROBLEM_FIELDS = frozenset({"约谈事由", "通报情况", "主要问题", "提示事由", "通报事由", "建议理由"})
# Fields that give the met items in brief, one a line, by the attribute of the case.
BRIEF_FIELDS = {"一并通报": "also", "事项简述": "matters"}


@dataclass(frozen=True, slots=True)
class Edge:
    """Lines of one paper that come back in another. Without `all_of`, only what does come back
    is compared: a plan may be finer than the requirements it answers."""

    demand: tuple[str, str]
    answer: tuple[str, str]
    all_of: bool = True


COVERAGE = (
    Edge(("会议议程与主持词", "整改要求"), ("约谈纪要", "整改要求")),
    Edge(("约谈纪要", "整改要求"), ("整改方案", "整改任务")),
    Edge(("约谈纪要", "整改要求"), ("整改报告", "逐项完成情况")),
    Edge(("整改报告", "逐项完成情况"), ("现场核查记录", "核查内容")),
    Edge(("整改方案", "整改任务"), ("整改报告", "逐项完成情况"), all_of=False),
    Edge(("整改方案", "整改任务"), ("整改进展报告", "任务进展"), all_of=False),
    Edge(("整改方案", "整改任务"), ("交办函", "交办事项"), all_of=False),
)
# Requirements about the procedure itself: no measure of a plan answers them.
PROCEDURAL = (
    "整改方案", "整改报告", "书面报告", "一刀切", "造假", "按时参加", "抄送", "书面材料",
)  # fmt: skip
# Cells of a task that must not change on its way from plan to verification.
TASK_CELLS = (
    ("时限", "完成时限", "原定时限", "期限"),
    ("责任单位",),
    ("责任人", "责任人员"),
)

# The value now, that of a year before, and the change between them, in one row.
CHANGE_CELLS = ("最新", "上年同期", "同比")

# Numbers that a paper prints of its own rows: all of them, or those with this in a column.
COUNTS_OF_ROWS = (
    ("任务数", "整改任务", "", ""),
    ("要求数", "逐项完成情况", "", ""),
    ("完成数", "逐项完成情况", "结果", "已完成"),
    ("证据件数", "证据目录", "", ""),
    ("材料件数", "材料清单", "", ""),
)
# Words that tell how many rows have which word in a column: 共5项：已落实3项.
TALLIES_OF_ROWS = (("落实情况", "核查内容", "结论"), ("证明结论", "尽责事项", "结论"))

ASSIGNED = "交办函"  # asks for what is left of a task: it may be less than the plan says
PLANNED = ("整改方案", "整改任务")  # the paper and field in which tasks are set down

# Where the report says what came of a line, where the visit found it, and what concludes from it.
REPORTED = ("整改报告", "逐项完成情况", "结果")
VERDICT = ("现场核查记录", "核查内容", "结论")
CONCLUDING = ("核查意见审批单", "核查意见通知", "销号通知")

# What has come of a task; it may well differ from what was asked.
RESULT_CELLS = frozenset({"进展", "完成情况", "结果", "现场情况", "结论", "佐证材料"})

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
        "延期约谈答复", "交办函",
    }
)  # fmt: skip
# 第十九条：who receives clues; what may be a crime goes to the police instead.
CLUES = ("问题线索移送函", "移送类别")
CLUES_GO_TO = {"犯罪": ("公安",), "": ("纪委", "监委")}
# What is still to be done: a limit in it lies ahead.
NEXT_STEPS = frozenset(
    {"下一步措施", "表态情况", "整改要求", "后续要求", "有关要求", "审核意见", "处理建议"}
)
LIMITS = ("办结期限", "报送期限", "回复期限")  # set by the paper for those who get it
SPAN_OF_REPORT = "报告时段"
PLANNED_DAY = "拟约谈日期"
# Papers whose number has to be the one recorded with a step.
NUMBER_OF_STEP = {"约谈通知": "书面通知", "问题线索移送函": "线索移送"}


@dataclass(frozen=True, slots=True)
class Event:
    """An act told in words right after its date, the step that records it and its paper."""

    name: str
    words: str
    step: str
    paper: str = ""
    sure: bool = False  # it happens once; a plan may be handed in, and reviewed, again


_NEAR = r"[^，。；\d]{0,14}?"
EVENTS = (
    Event(
        "约谈",
        r"(?:[上下]午[^，。；]{0,6})?(?:，受[^，。；]{1,24}，)?(?:[^，。；\d]{0,24}?)"
        r"(?:约谈了|约谈会(?!议程|议建议)|约谈后|(?:召开|进行|组织|开展|接受|实施|被)(?:了)?约谈|^(?:的)?约谈)"
        r"(?!建议|通知|纪要|整改|材料|方案|审批)",
        "约谈",
        sure=True,
    ),
    Event(
        "报送整改方案",
        rf"{_NEAR}(?:报送|上报|提交|报来)[^，。；前内]{{0,12}}整改方案",
        "整改方案",
        "整改方案",
    ),
    Event(
        "整改方案审核同意",
        rf"{_NEAR}(?:审核同意|审核通过|同意实施)",
        "审核",
        "整改方案审核意见",
    ),
    Event(
        "印发约谈通知",
        rf"{_NEAR}(?:印发|发出|下达|送达)[^，。；]{{0,24}}约谈通知",
        "书面通知",
        "约谈通知",
    ),
    Event(
        "现场核查",
        r"，?[^，。；\d]{0,14}?(?:进行|开展|组织)[^，。；\d]{0,8}现场核查|^现场核查",
        "现场核查",
    ),
)
