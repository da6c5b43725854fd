"""A whole case file in which everything agrees: 云麓区, interviewed on 2026-10-22.

The contexts are what papers print; faults are seeded into copies of them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from yuetan_desktop.domain.papercheck.facts import (
    CaseFacts,
    Cell,
    GivenNumber,
    MatterFacts,
    PaperFacts,
    Person,
)
from yuetan_desktop.domain.workday import WorkCalendar, YearNotice

WORKDAYS = Path(__file__).parent.parent.parent / "resources" / "workdays"
OFFICE = "云岭市生态环境保护委员会办公室"
UNIT, PROPOSER = "云麓区人民政府", "云岭市生态环境局"
RULE = "第八条第（一）项第1目"
TEXT = (
    "空气质量综合指数前三季度排名全省县级行政区域后30名，"
    "或PM2.5平均浓度和优良天数率前三季度未达到阶段目标的"
)
FACTS = (
    "2026年前三季度PM2.5平均浓度28.3μg/m³，阶段目标28.0μg/m³，超0.3μg/m³",
    "2026年前三季度优良天数率78.8%，阶段目标79.5%，低0.7个百分点",
)
READING = "“和”按“同时未达到”理解（市环委办2026-01-15认定）"
CELLS = (
    Cell("2026年前三季度PM2.5", "28.3μg/m³", "空气月报2609.xlsx › Sheet1!C17"),
    Cell("2026年前三季度PM2.5目标", "28.0μg/m³", "目标2026年.xlsx › 目标!D9"),
    Cell("2026年前三季度优良天数率", "78.8%", "空气月报2609.xlsx › Sheet1!F17"),
)
ALSO = MatterFacts(
    "第四条第（一）项",
    "空气质量综合指数单月排名全省县级行政区域后30名",
    ("2026年9月PM2.5平均浓度20.4μg/m³，阶段目标18.0μg/m³，超2.4μg/m³",),
)


@cache
def calendar() -> WorkCalendar:
    files = sorted(WORKDAYS.glob("202[4-6].toml"))
    return WorkCalendar(YearNotice.from_toml(path.read_text("utf-8")) for path in files)


def common(number: str, dated: str, issuer: str = OFFICE, **more: Any) -> dict[str, Any]:
    return {
        "稿本标记": "",
        "发文机关": issuer,
        "文号": number,
        "案件编号": "云约〔2026〕1号",
        "被约谈单位": UNIT,
        "依据名称": "云岭市生态环境保护行政约谈办法",
        "依据文号": "云府办发〔2022〕42号",
        "条款合称": RULE,
        "触发事项": [
            {
                "序号": "（一）",
                "条款": RULE,
                "原文": TEXT,
                "事实": [f"{fact}。" for fact in FACTS],
                "口径": [f"{READING}。"],
            }
        ],
        "一并通报": [{"序号": "1. ", "内容": f"{ALSO.cite}：{ALSO.facts[0]}。"}],
        "数据来源": [
            {
                "序号": str(n),
                "条款": RULE,
                "指标": cell.label,
                "数值": cell.value,
                "来源": cell.source,
            }
            for n, cell in enumerate(CELLS, start=1)
        ],
        "抄送": "",
        "印发机关": issuer,
        "印发日期": dated,
        "成文日期": dated,
        **more,
    }


PARTIES = {"约谈人": "市政府副市长王岩", "被约谈人": f"{UNIT}区长周远"}
MEETING = {
    **PARTIES,
    "约谈时间": "2026年10月22日（星期四）上午9:30",
    "约谈地点": "市政府3号会议室",
}
CONTACT = {"联系人": "李敏", "联系电话": "000-1234567"}
_REQUIREMENTS = [
    "约谈后15个工作日内制定整改方案，报约谈建议部门审核同意后实施。",
    "2026年12月10日前完成120家施工工地扬尘在线监测和喷淋设施安装。",
    "淘汰35蒸吨以下燃煤锅炉12台并逐台销号验收。",
    "建立臭氧污染天气应急联动机制，明确值守责任。",
]
_TASKS = [
    ("完成120家施工工地扬尘在线监测和喷淋设施安装", "120家", "2026年12月10日", "区住建局", "陈棠"),
    ("淘汰35蒸吨以下燃煤锅炉12台，逐台销号验收", "12台", "2026年11月30日", "区经信局", "高屿"),
    ("建立臭氧污染天气应急联动机制，明确值守责任", "1套", "2026年11月20日", "区生态环境局", "苏晴"),
]


def _numbered(lines: list[str]) -> list[dict[str, str]]:
    return [{"序号": f"（{n}）", "内容": line} for n, line in enumerate(lines, start=1)]


def _tasks() -> list[dict[str, str]]:
    """The plan's table: problem, measure, number, date, unit, person."""
    heads = ("措施", "数量", "时限", "责任单位", "责任人")
    return [
        {"序号": str(n), "问题": "扬尘和燃煤污染", **dict(zip(heads, task, strict=True))}
        for n, task in enumerate(_TASKS, start=1)
    ]


def _asked(**more: str) -> list[dict[str, str]]:
    """A table of what was asked, with what came of it."""
    return [
        {"序号": str(n), "整改要求": line, **more} for n, line in enumerate(_REQUIREMENTS[1:], 1)
    ]


def _progress() -> list[dict[str, str]]:
    return [
        {"序号": row["序号"], "整改任务": row["措施"], "时限": row["时限"],
         "责任单位": row["责任单位"], "进展": "按期推进"}
        for row in _tasks()
    ]  # fmt: skip


def _assigned() -> list[dict[str, str]]:
    row = _tasks()[1]
    return [
        {"序号": "1", "事项": row["措施"], "要求": "抓紧验收", "原定时限": row["时限"],
         "责任单位": row["责任单位"], "责任人": row["责任人"]}
    ]  # fmt: skip


_BRIEF = [{"序号": "", "内容": f"{RULE}：{'；'.join(FACTS)}。"}]


def _papers() -> dict[str, dict[str, Any]]:
    reason = f"就《办法》{RULE}所列情形指出相关问题，2026年前三季度PM2.5平均浓度28.3μg/m³。"
    progress = "120家工地已完成90家，90/120，占75%，其余按期推进。"
    return {
        "约谈建议审批单": common("", "2026年10月13日", PROPOSER, **PARTIES, 建议部门=PROPOSER),
        "约谈通知": common(
            "云环委办〔2026〕7号",
            "2026年10月16日",
            **MEETING,
            **CONTACT,
            标题=[f"{OFFICE}关于约谈", f"{UNIT}的通知"],
            主送=f"{UNIT}，{PROPOSER}",
            约谈事由=reason,
            约谈要求=_numbered(["请被约谈人准时到场。", "约谈后15个工作日内报送整改方案。"]),
            参加人员=f"{PROPOSER}有关负责同志",
            抄送="市政府办公室",
        ),
        "送达回证": common("", "2026年10月16日"),
        "约谈纪要": common(
            "云环委办纪〔2026〕3号",
            "2026年10月23日",
            **MEETING,
            标题=["关于约谈", f"{UNIT}的纪要"],
            约谈事由=reason,
            出席=f"市政府副市长王岩，{UNIT}区长周远，副区长何静，{PROPOSER}有关负责同志。",
            通报情况=[f"通报了《办法》{RULE}所列问题，1项情形均已核实。"],
            表态情况=["区长周远作了表态，副区长何静负责落实。"],
            整改要求=_numbered(_REQUIREMENTS),
            抄送=f"{UNIT}，{PROPOSER}",
        ),
        "整改方案": common(
            "云麓府〔2026〕21号",
            "2026年10月30日",
            UNIT,
            标题=[f"{UNIT}约谈整改方案"],
            方案名称="云麓区约谈整改方案",
            约谈日期="2026年10月22日",
            整改任务=_tasks(),
            抄送=OFFICE,
        ),
        "整改方案审核意见": common(
            "云环函〔2026〕18号",
            "2026年11月2日",
            PROPOSER,
            **CONTACT,
            标题=[f"关于{UNIT}", "约谈整改方案的审核意见"],
            主送=UNIT,
            方案名称="云麓区约谈整改方案",
            约谈日期="2026年10月22日",
            报送日期="2026年10月30日",
            后续要求=_numbered(["按约谈要求定期书面报告整改工作进展情况。"]),
            抄送="市生态环境保护委员会办公室",
        ),
        "整改进展报告": common(
            "云麓府〔2026〕25号",
            "2026年11月20日",
            UNIT,
            工作进展=[progress],
            任务进展=_progress(),
            抄送=OFFICE,
        ),
        "整改报告": common(
            "云麓府〔2026〕30号",
            "2026年12月11日",
            UNIT,
            约谈日期="2026年10月22日",
            事项简述=_BRIEF,
            逐项完成情况=_asked(完成情况="全部完成", 结果="已完成", 佐证材料="验收记录"),
            投入=[
                {"序号": "1", "项目": "工地喷淋", "万元": "120"},
                {"序号": "2", "项目": "锅炉淘汰", "万元": "80.5"},
                {"序号": "", "项目": "合计", "万元": "200.5"},
            ],
            成效=["优良天数由41天上升至44天，上升3天。"],
            抄送=OFFICE,
        ),
        "交办函": common(
            "云环委办函〔2026〕4号",
            "2026年12月3日",
            **CONTACT,
            标题=[f"关于交办{UNIT}", "逾期整改事项的函"],
            主送=UNIT,
            约谈日期="2026年10月22日",
            交办事项=_assigned(),
        ),
        "现场核查记录": common(
            "",
            "2026年12月16日",
            PROPOSER,
            核查时间="2026年12月16日（星期三）上午9:00",
            核查内容=_asked(现场情况="属实", 结论="已落实"),
        ),
        "核查意见审批单": common(
            "", "2026年12月18日", PROPOSER, 约谈人="市政府副市长王岩", 核查日期="2026年12月16日"
        ),
        "核查意见通知": common(
            "云环函〔2026〕22号",
            "2026年12月21日",
            PROPOSER,
            **CONTACT,
            标题=[f"关于{UNIT}", "整改核查意见的通知"],
            主送=UNIT,
            约谈日期="2026年10月22日",
            审批日期="2026年12月18日",
            抄送="市生态环境保护委员会办公室",
        ),
        "销号通知": common(
            "云环委办〔2026〕11号",
            "2026年12月25日",
            **CONTACT,
            标题=["关于同意", f"{UNIT}约谈事项销号的通知"],
            主送=UNIT,
            审批日期="2026年12月18日",
            正文="《约谈通知》（云环委办〔2026〕7号）所列事项已完成整改。",
        ),
        "问题线索移送函": common(
            "云环委办〔2026〕8号",
            "2026年10月28日",
            **CONTACT,
            主送="市纪委监委",
            约谈日期="2026年10月22日",
            移送说明="约谈后7个工作日内移送。",
        ),
    }


_ISSUERS = {"约谈通知": OFFICE, "约谈纪要": OFFICE, "销号通知": OFFICE, "问题线索移送函": OFFICE}
_FORMAL = set(_ISSUERS) | {"整改方案审核意见", "核查意见通知"}


def paper(kind: str, printed: dict[str, Any]) -> PaperFacts:
    number = str(printed["文号"])
    return PaperFacts(
        kind=kind,
        printed=printed,
        number=number if kind in _ISSUERS else "",
        formal=kind in _FORMAL,
        levels=(3, 4, 5, 6),
        issuer=_ISSUERS.get(kind, ""),
        numbered_here=kind in _FORMAL,
    )


@cache
def good_case() -> CaseFacts:
    papers = _papers()
    return CaseFacts(
        number="云约〔2026〕1号",
        unit=UNIT,
        level=5,
        actor="市政府主要领导或委托的分管领导",
        interviewee="主要负责人",
        regulation="云岭市生态环境保护行政约谈办法",
        regulation_number="云府办发〔2022〕42号",
        period="2026年前三季度",
        matters=(MatterFacts(RULE, TEXT, FACTS, (READING,), CELLS),),
        also=(ALSO,),
        proposer=PROPOSER,
        office=OFFICE,
        opened_on=date(2026, 10, 13),
        days={
            "批准": date(2026, 10, 15),
            "书面通知": date(2026, 10, 16),
            "约谈": date(2026, 10, 22),
            "整改方案": date(2026, 10, 30),
            "现场核查": date(2026, 12, 16),
        },
        interview_on=date(2026, 10, 22),
        step_numbers={"书面通知": "云环委办〔2026〕7号"},
        people=(Person("周远", "区长"), Person("何静", "副区长")),
        other_units=("岚溪县人民政府", "青禾县人民政府", "岚溪县", "青禾县"),
        given=(
            GivenNumber("云环委办〔2026〕6号", "约谈通知", date(2026, 9, 30)),
            GivenNumber("云环委办〔2026〕9号", "约谈通知", date(2026, 11, 6)),
        ),
        papers=tuple(paper(kind, printed) for kind, printed in papers.items()),
    )


def with_printed(case: CaseFacts, kind: str, printed: dict[str, Any]) -> CaseFacts:
    """The case with one paper printing something else; its registered number stays."""
    papers = tuple(
        replace(one, printed=printed) if one.kind == kind else one for one in case.papers
    )
    return replace(case, papers=papers)
