"""What a paper's form holds before the clerk touches it: everything that the case already says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yuetan_desktop.documents.context import PaperCase


@dataclass(frozen=True, slots=True)
class Sender:
    """The office that makes the paper."""

    issuer: str
    contact_name: str = ""
    contact_phone: str = ""


def prefill(kind: str, case: PaperCase, sender: Sender, today: date) -> dict[str, str]:
    """Values by field key. What the case does not say, such as time and place, is never guessed."""
    return {
        **_PREFILLS[kind](case),
        "被约谈单位": case.unit,
        "联系人": sender.contact_name,
        "联系电话": sender.contact_phone,
        "成文日期": today.isoformat(),
    }


def _notice(case: PaperCase) -> dict[str, str]:
    recipients = [case.unit, case.proposer] if case.proposer != case.unit else [case.unit]
    return {
        **_parties(case),
        "约谈时间": _iso(case.planned_on),
        "约谈要求": (
            # 第十四条、第十七条
            "请被约谈人准时到场接受约谈；因特殊情况不能按时接受约谈的，应说明原因，经约谈人同意后可推迟\n"
            "请准备书面材料，说明有关情况和原因，提出下一步拟采取的整改措施，并就落实整改要求进行表态\n"
            "约谈后15个工作日内将整改方案报约谈建议部门审核同意后实施，整改方案和整改报告一并抄送"
            "市生态环境保护委员会办公室"
        ),
        "参加人员": f"{case.proposer}有关负责同志" if case.proposer else "",
        "主送": "，".join(filter(None, recipients)),
    }


def _minutes(case: PaperCase) -> dict[str, str]:
    cites = "、".join(matter.cite for matter in case.matters)
    return {
        **_parties(case),
        "约谈时间": _iso(case.held_on),
        "约谈地点": case.venue,
        "出席": f"{case.actor}，{case.unit}{case.interviewee}",
        "通报情况": (
            f"约谈人说明了约谈事由和目的，通报了《办法》{cites}所列问题，提出了整改要求及时限"
        ),
        "整改要求": (
            "约谈后15个工作日内制定整改方案，报约谈建议部门审核同意后实施\n"
            "按约谈要求定期书面报告整改工作进展情况；整改任务完成后，向约谈建议部门书面提交整改报告\n"
            "严防整改“一刀切”，坚决杜绝监测数据造假"
        ),
        # 第十五条：约谈纪要抄送市生态环境保护委员会办公室
        "抄送": "，".join(filter(None, (case.unit, case.proposer))),
    }


def _plan_review(case: PaperCase) -> dict[str, str]:
    return {
        "发文机关": case.proposer,
        "约谈日期": _iso(case.held_on),
        "报送日期": _iso(case.plan_handed_on),
        "方案名称": f"{case.short}约谈整改方案",
        "后续要求": (
            "按约谈要求定期书面报告整改工作进展情况\n"
            "整改任务完成后，向我单位书面提交整改报告\n"
            "整改方案和整改报告一并抄送市生态环境保护委员会办公室\n"
            "严防整改“一刀切”，坚决杜绝监测数据造假"
        ),
        "抄送": "市生态环境保护委员会办公室",
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _parties(case: PaperCase) -> dict[str, str]:
    count = f"下列{len(case.matters)}项情形" if len(case.matters) > 1 else "下列情形"
    return {
        "被约谈人": f"{case.unit}{case.interviewee}",
        "约谈人": case.actor,
        # 第二条：指出相关问题、听取情况说明、开展提醒谈话、提出整改建议，并督促整改
        "约谈事由": f"就{count}指出相关问题、听取情况说明、开展提醒谈话、提出整改建议，并督促整改",
    }


_PREFILLS = {"约谈通知": _notice, "约谈纪要": _minutes, "整改方案审核意见": _plan_review}


def merged(automatic: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed wins, also when it is empty."""
    return {**automatic, **typed}
