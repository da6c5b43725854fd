"""The good case with what clerks write in words: two versions, each in itself without a fault."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from yuetan_desktop.domain.papercheck.facts import CaseFacts

from .goodcase import CONTACT, MEETING, OFFICE, PARTIES, PROPOSER, UNIT, common, good_case, paper

DAY = "2026年10月22日"


def listed(*lines: str) -> list[dict[str, str]]:
    return [{"序号": "", "内容": line} for line in lines]


def _sheet() -> list[dict[str, Any]]:
    rows = (("一、约谈人", (("市政府", "王岩", "副市长"),)),
            ("二、被约谈人", ((UNIT, "周远", "区长"), (UNIT, "何静", "副区长"))))  # fmt: skip
    heads = ("序号", "单位", "姓名", "职务")
    return [
        {
            "类别": group,
            "人员": [
                dict(zip(heads, (str(n), *who), strict=True)) for n, who in enumerate(people, 1)
            ],
        }
        for group, people in rows
    ]


def _compared() -> list[dict[str, str]]:
    heads = ("序号", "指标", "约谈时", "最新", "上年同期", "目标", "同比")
    rows = (
        ("1", "PM2.5平均浓度", "—", "2026年11月30.1μg/m³", "33.0μg/m³", "—", "下降8.8%"),
        ("2", "优良天数", "—", "2026年11月26天", "23天", "—", "增加3天"),
    )
    return [dict(zip(heads, row, strict=True)) for row in rows]


def _more() -> dict[str, dict[str, Any]]:
    """Papers that the good case does not have."""
    speech = [
        "受市政府主要领导委托，今天由市政府副市长王岩对云麓区人民政府进行约谈。",
        f"今天参加约谈的有{UNIT}区长周远、副区长何静，云岭市生态环境局有关负责同志。",
    ]
    inquiry = listed(
        "2026年11月3日至11月5日，调阅巡查记录120份，走访工地12处，其中符合要求9处、不符合要求3处。"
    )
    told = listed(
        "约谈指出，2026年前三季度云麓区PM2.5平均浓度28.3μg/m³，优良天数率78.8%，均未达到阶段目标。"
    )
    return {
        "会议议程与主持词": common(
            "", "2026年10月21日", **MEETING, 标题=["约谈会议议程与主持词"], 主持词=speech
        ),
        "签到表": common(
            "",
            DAY,
            约谈时间=MEETING["约谈时间"],
            约谈地点=MEETING["约谈地点"],
            标题=["约谈云麓区人民政府会议签到表"],
            签到栏=_sheet(),
        ),
        "调查情况报告": common(
            "云环委办〔2026〕10号",
            "2026年11月9日",
            **PARTIES,
            **CONTACT,
            约谈日期=DAY,
            主送="市政府",
            会商部门=PROPOSER,
            标题=["关于约谈云麓区人民政府", "有关问题调查情况的报告"],
            调查情况=inquiry,
            责任情况=listed("区住建局对扬尘管控督促不力。"),
        ),
        "公开信息稿": common(
            "",
            "2026年10月27日",
            **PARTIES,
            约谈日期=DAY,
            标题=["云麓区人民政府因环境空气质量改善不力被约谈"],
            约谈情况=told,
            整改要求=listed("约谈要求，云麓区在15个工作日内制定整改方案。"),
        ),
    }


def _added(printed: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the papers of the good case say in words beyond it."""
    notice, minutes, progress = (printed[kind] for kind in ("约谈通知", "约谈纪要", "整改进展报告"))
    wanted = "请于2026年10月20日（星期二）前将书面材料一式5份报送云岭市生态环境局。"
    heard = (
        "会议听取了云麓区人民政府关于前三季度大气污染防治工作情况的汇报，"
        "5家企业、3个乡镇的问题现场核实无误。"
    )
    served = {"序号": "1", "文书名称": "约谈通知", "文号": "云环委办〔2026〕7号", "份数": "1"}
    return {
        "约谈通知": {
            "约谈要求": [*notice["约谈要求"], {"序号": "（三）", "内容": wanted}],
            "附件": ["1. 应备材料清单", "2. 参会回执"],
        },
        "约谈纪要": {"通报情况": [*minutes["通报情况"], heard]},
        "送达回证": {"受送达单位": UNIT, "送达机关": OFFICE, "送达文书": [served]},
        "整改进展报告": {
            "约谈日期": DAY,
            "报告时段": "2026年11月",
            "工作进展": [
                *progress["工作进展"],
                "截至2026年11月18日，3项整改任务已完成1项，正在推进2项。",
                "1—10月，全区PM2.5平均浓度26.8μg/m³，同比下降5.6%（上年同期28.4μg/m³）。",
                "优良天数率80.3%，同比上升1.5个百分点（上年同期78.8%）。",
                "出动执法人员326人次，检查企业58家，发现问题企业14家，"
                "其中已整改11家、正在整改3家。",
                "投入资金200.5万元，其中工地喷淋120万元、锅炉淘汰80.5万元。",
            ],
        },
        "整改报告": {
            "前后对比": _compared(),
            "整改工作": listed(
                f"{DAY}约谈后，云麓区人民政府于2026年10月30日报送整改方案，"
                "2026年11月2日经云岭市生态环境局审核同意后实施。",
                "累计淘汰燃煤锅炉12台，完成率100%（12/12），逐台销号。",
                "区长周远多次召开专题会议研究，副区长何静牵头落实。",
            ),
        },
    }


@cache
def told_once() -> CaseFacts:
    case = good_case()
    printed = {one.kind: copy.deepcopy(dict(one.printed)) for one in case.papers}
    for kind, added in _added(printed).items():
        printed[kind] |= added
    known = tuple(replace(one, printed=printed[one.kind]) for one in case.papers)
    return replace(case, papers=known + tuple(paper(*one) for one in _more().items()))


OTHERWISE: dict[str, dict[str, Any]] = {
    "整改进展报告": {
        "工作进展": [
            "10月22日约谈会后，区委、区政府于10月24日召开专题会议，"
            "印发《云麓区大气污染整改工作方案》。",
            "一是狠抓扬尘。120家工地中，95家完成安装，完成率79.2%。",
            "二是狠抓燃煤。应淘汰锅炉12台，已淘汰9台，剩余3台，完成率为75%。",
            "三是狠抓执法。立案查处15起，其中罚款10起、移送公安2起、责令改正3起，"
            "罚款金额共计86.4万元。",
            "截至目前，全区PM10平均浓度由52.0μg/m³降至47.8μg/m³，下降4.2μg/m³，降幅8.1%。",
            "优良天数238天，较上年同期（231天）增加7天。",
            "全省排名由第161位上升至第149位，上升12位。",
        ],
        "存在问题": listed("高新区交界区域扬尘管控责任还不够清晰，须与高新区管委会会商。"),
    },
    "调查情况报告": {
        "调查情况": listed(
            "调查组由4人组成，于11月3日至11月6日开展现场调查，走访企业16家、工地8个，共24处。",
            "问题台账共6条，已核实5条，1条不属实。",
        )
    },
    "约谈纪要": {
        "通报情况": [
            "约谈会由云岭市生态环境保护委员会办公室组织，云岭市生态环境局通报了问题。",
            "会议要求云麓区人民政府于2026年11月12日前报送整改方案。",
        ]
    },
    "会议议程与主持词": {
        "主持词": [
            "同志们，根据《云岭市生态环境保护行政约谈办法》（云府办发〔2022〕42号）第八条，"
            "经市政府同意，今天召开约谈会。",
            "首先，请市政府副市长王岩讲话；随后，请区长周远作表态发言。",
            "会议预计上午9:30开始，11:00结束。",
        ]
    },
    "核查意见通知": {
        "核查意见": listed(
            "2026年12月16日，核查组对整改情况进行了现场核查，3项整改任务均已落实，整改到位。"
        )
    },
    "销号通知": {
        "销号事项": listed(
            "云麓区人民政府PM2.5平均浓度和优良天数率前三季度未达到阶段目标问题，"
            "经核查已整改到位，同意销号。"
        )
    },
    "公开信息稿": {
        "约谈情况": listed(
            "10月22日，受市政府主要领导委托，市政府副市长王岩约谈了云麓区人民政府区长周远。"
        )
    },
}


@cache
def told_otherwise() -> CaseFacts:
    case = told_once()
    papers = tuple(
        replace(one, printed={**one.printed, **OTHERWISE.get(one.kind, {})}) for one in case.papers
    )
    return replace(case, papers=papers)
