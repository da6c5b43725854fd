"""整改报告（第十七条）: every required measure with its result, the figures before and after."""

from __future__ import annotations

import re

from yuetan_desktop.documents.context import Context, Issue, PaperCase, items, said
from yuetan_desktop.documents.kinds import figures
from yuetan_desktop.documents.kinds.aftermath import (
    COMMITTEE_OFFICE,
    EVERY_LATER_PAPER,
    held_as_recorded,
    in_order,
    later,
    sender,
)
from yuetan_desktop.documents.kinds.base import (
    CLOSING,
    CONTACT,
    INTERVIEW_LEVELS,
    Entry,
    Field,
    Issuer,
    PaperKind,
    Stage,
    Values,
)
from yuetan_desktop.documents.prefill import Sender, iso
from yuetan_desktop.documents.remark import Dates, Days, Remark
from yuetan_desktop.documents.rowtext import row_text, rows
from yuetan_desktop.documents.wording import numbered, title_lines
from yuetan_desktop.domain.casework import StepKind

MEASURES = ("整改要求", "完成情况", "结果", "佐证材料")
DONE, PARTLY, OPEN = "已完成", "基本完成", "未完成"
_SHARE_LEFT = re.compile(r"占(?:不足1|\d{1,2}(?:\.\d+)?)[%％]")  # less than all of it


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    measures = rows(said(values, "逐项完成情况"), MEASURES)
    done = sum(row["结果"] == DONE for row in measures)
    return {
        **later(case, values, issue),
        "标题": title_lines(f"关于{case.short}", "约谈整改完成情况的", "报告"),
        "整改工作": numbered(items(values, "整改工作")),
        "逐项完成情况": measures,
        "要求数": str(len(measures)),
        "完成数": str(done),
        "前后对比": rows(values.get("前后对比", ""), figures.COLUMNS),
        "长效措施": numbered(items(values, "长效措施")),
    }


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    follow = case.follow
    asked = [(requirement, "", "", "") for requirement in follow.measures_asked]
    asked += [
        (task.asked, task.progress,
         DONE if task.is_done else "", "、".join(task.evidence))
        for task in follow.tasks
    ]  # fmt: skip
    return {
        "发文机关": case.unit,
        "主送": case.proposer,
        "约谈日期": iso(case.held_on),
        "逐项完成情况": row_text(asked),
        "前后对比": figures.figure_rows((*follow.figures, *follow.effect)),
        "抄送": COMMITTEE_OFFICE,
    }


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    remarks = held_as_recorded(case, dates) + in_order(dates, ("约谈日期", "成文日期"))
    measures = rows(values.get("逐项完成情况", ""), MEASURES)
    remarks += [
        Remark("逐项完成情况", f"第{row['序号']}项结果应为：{DONE}、{PARTLY}、{OPEN}。")
        for row in measures
        if row["结果"] and row["结果"] not in (DONE, PARTLY, OPEN)
    ]
    remarks += [
        Remark(
            "逐项完成情况",
            f"第{row['序号']}项完成情况写“{share[0]}”，结果却是{DONE}，请核对。",
            blocking=False,
        )
        for row in measures
        if row["结果"] == DONE and (share := _SHARE_LEFT.search(row["完成情况"]))
    ]
    answered = {row["整改要求"] for row in measures}
    remarks += [
        Remark("逐项完成情况", f"没有写明纪要所提要求“{asked}”的结果。")
        for asked in case.follow.measures_asked
        if measures and asked not in answered
    ]
    if left := sum(row["结果"] == OPEN for row in measures):
        remarks.append(
            Remark("逐项完成情况", f"有{left}项未完成，整改任务完成后再提交整改报告。",
                   blocking=False)
        )  # fmt: skip
    return remarks


COMPLETION = PaperKind(
    name="整改报告",
    template="整改报告.docx",
    issuer=Issuer.INTERVIEWED,
    series=None,
    cite="第十七条",
    stage=Stage.RECTIFICATION,
    at=(StepKind.COMPLETION,),
    levels=INTERVIEW_LEVELS,
    fields=(
        *sender("被约谈人所在单位"),
        Field("被约谈单位"),
        Field("主送", cite="第十七条", hint="约谈建议部门"),
        Field("约谈日期", entry=Entry.DATE),
        Field("整改工作", entry=Entry.LINES, cite="第十七条"),
        Field(
            "逐项完成情况",
            entry=Entry.LINES,
            cite="第十七条",
            hint="约谈要求的每项措施及结果，每行一项，以｜分隔",
            columns=MEASURES,
        ),
        Field("前后对比", False, Entry.LINES, hint="触发约谈的指标", columns=figures.COLUMNS),
        Field("长效措施", entry=Entry.LINES),
        *CONTACT,
        *CLOSING,
    ),
    demanded=(*EVERY_LATER_PAPER, "主送", "整改工作", "逐项完成情况", "前后对比", "抄送"),
    context=_context,
    prefill=_prefill,
    dated_by=(StepKind.COMPLETION,),
    check=_check,
    sample={
        "主送": "示例市生态环境局",
        "整改工作": "成立以县长为组长的整改领导小组\n累计投入资金1200万元",
        "逐项完成情况": row_text(
            [
                ("安装喷淋和在线监测，12处工地", "12处全部建成投用", DONE, "验收记录12份"),
                ("建立网格巡查，18个乡镇", "18个乡镇全部建立", DONE, "巡查台账"),
            ]
        ),
        "前后对比": figures.SAMPLE,
        "长效措施": "将扬尘管控纳入日常巡查\n每季度开展一次回头看",
        "成文日期": "2027-02-24",
    },
)
