"""整改进展报告（第十七条）: written at the agreed rhythm, with the latest figures."""

from __future__ import annotations

from yuetan_desktop.documents.context import Context, Issue, PaperCase, items, said
from yuetan_desktop.documents.kinds import figures, plan
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

TASKS = ("整改任务", "时限", "责任单位", "进展")


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    span = said(values, "报告时段")
    return {
        **later(case, values, issue),
        "标题": title_lines(f"关于{span}", "约谈整改工作进展情况的", "报告"),
        "报告时段": span,
        "工作进展": numbered(items(values, "工作进展")),
        "任务进展": rows(said(values, "任务进展"), TASKS),
        "指标情况": rows(values.get("指标情况", ""), figures.COLUMNS),
        "存在问题": numbered(items(values, "存在问题")),
        "下一步措施": numbered(items(values, "下一步措施")),
    }


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    follow = case.follow
    tasks = [
        (task.measure or task.problem, task.due_text, task.unit, task.progress)
        for task in follow.tasks
    ]
    planned = [
        (row["措施"], row["时限"], row["责任单位"], "")
        for row in rows(follow.plan_tasks, plan.COLUMNS)
    ]
    return {
        "发文机关": case.unit,
        "主送": case.proposer,
        "约谈日期": iso(case.held_on),
        "报告时段": _span(sender, follow.reporting),
        "任务进展": row_text(tasks or planned),
        "指标情况": figures.figure_rows(follow.figures),
        "抄送": COMMITTEE_OFFICE,
    }


def _span(sender: Sender, reporting: str) -> str:
    """The month or quarter that has ended before today."""
    year, month = sender.today.year, sender.today.month
    if reporting == "按季":
        quarter = (month - 1) // 3
        year, quarter = (year, quarter) if quarter else (year - 1, 4)
        return f"{year}年{'一二三四'[quarter - 1]}季度"
    year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return f"{year}年{month}月"


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    remarks = held_as_recorded(case, dates) + in_order(dates, ("约谈日期", "成文日期"))
    if not values.get("指标情况", "").strip() and case.follow.figures:
        remarks.append(
            Remark("指标情况", "没有写触发约谈的指标最新情况。", blocking=False,
                   offer=figures.figure_rows(case.follow.figures))
        )  # fmt: skip
    return remarks


PROGRESS = PaperKind(
    name="整改进展报告",
    template="整改进展报告.docx",
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
        Field("报告时段", hint="2026年11月"),
        Field("工作进展", entry=Entry.LINES, cite="第十七条"),
        Field("任务进展", entry=Entry.LINES, hint="每行一项，以｜分隔", columns=TASKS),
        Field("指标情况", False, Entry.LINES, hint="触发约谈的指标", columns=figures.COLUMNS),
        Field("存在问题", entry=Entry.LINES),
        Field("下一步措施", entry=Entry.LINES),
        *CONTACT,
        *CLOSING,
    ),
    demanded=(*EVERY_LATER_PAPER, "主送", "报告时段", "工作进展", "任务进展", "指标情况"),
    context=_context,
    prefill=_prefill,
    check=_check,
    sample={
        "主送": "示例市生态环境局",
        "报告时段": "2026年11月",
        "工作进展": "召开专题会议2次，现场督办5次\n完成喷淋安装8处",
        "任务进展": row_text(
            [
                ("安装喷淋和在线监测", "2026年12月31日", "县住房城乡建设局", "完成8处，占67%"),
                ("建立网格巡查", "2027年1月31日", "县农业农村局", "18个乡镇全部建立"),
            ]
        ),
        "指标情况": figures.SAMPLE,
        "存在问题": "个别工地喷淋运行不正常",
        "下一步措施": "12月底前完成剩余4处",
        "成文日期": "2026-12-05",
    },
)
