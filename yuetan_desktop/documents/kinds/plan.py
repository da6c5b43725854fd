"""整改方案（第十七条）: what the interviewed side will do, by how much, until when, and who.

Precise (具体化、定量化、时限化), without “一刀切”, within 15 working days after the interview.
"""

from __future__ import annotations

import re

from yuetan_desktop.documents.blanketcheck import blanket_remarks
from yuetan_desktop.documents.context import Context, Issue, PaperCase, items, said
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
from yuetan_desktop.documents.wording import TITLE_CHARACTERS, numbered, title_lines, written_date
from yuetan_desktop.domain.casework import StepKind

COLUMNS = ("问题", "措施", "数量", "时限", "责任单位", "责任人")
WORKDAYS = 15  # 第十七条：在约谈后15个工作日内报约谈建议部门审核同意后实施


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    name = said(values, "方案名称").strip("《》")
    tasks = rows(said(values, "整改任务"), COLUMNS)
    return {
        **later(case, values, issue),
        "标题": _title(name, said(values, "被约谈单位")),
        "方案名称": name,
        "方案标题": title_lines(name),
        "整改目标": numbered(items(values, "整改目标")),
        "整改任务": tasks,
        "任务数": str(len(tasks)),
        "保障措施": numbered(items(values, "保障措施")),
    }


def _title(name: str, unit: str) -> list[str]:
    """7.3.1: the name of the plan whole on one line, or broken behind the unit, so that 的函
    never stands alone."""
    whole = f"《{name}》的函"
    if len(whole) <= TITLE_CHARACTERS or not name.startswith(unit):
        return title_lines("关于报送", whole)
    return title_lines("关于报送", f"《{unit}", f"{name.removeprefix(unit)}》的函")


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    follow = case.follow
    limit = written_date(follow.rectify_by) if follow.rectify_by else ""
    return {
        "发文机关": case.unit,
        "主送": case.proposer,
        "约谈日期": iso(case.held_on),
        "方案名称": f"{case.short}约谈整改方案",
        "整改目标": "\n".join(
            dict.fromkeys(figure.goal for figure in follow.figures if figure.goal)
        ),
        "整改任务": row_text(
            [
                (task.problem, task.measure, task.amount, task.due_text, task.unit, task.person)
                for task in follow.tasks
            ]
            or [
                ("", requirement, "", limit, case.unit, "") for requirement in follow.measures_asked
            ]
        ),
        "保障措施": (
            "加强组织领导，逐项落实责任单位和责任人，按约谈要求定期书面报告整改工作进展情况\n"
            "统筹做好经济社会发展和生态环境问题整改，精准科学施策，严防整改“一刀切”\n"
            "坚决杜绝监测数据造假\n"
            "整改任务完成后，向约谈建议部门书面提交整改报告，并抄送市生态环境保护委员会办公室"
        ),
        "抄送": COMMITTEE_OFFICE,
    }


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    remarks = held_as_recorded(case, dates) + in_order(dates, ("约谈日期", "成文日期"))
    held, dated = dates.get("约谈日期"), dates.get("成文日期")
    if held and dated and dated > (due := days.calendar.add_workdays(held, WORKDAYS)):
        latest = f"{written_date(due)}{days.calendar.guess(held, due)}"
        remarks.append(
            Remark(
                "成文日期",
                f"超过约谈后15个工作日（第十七条，最迟{latest}），请说明原因。",
                blocking=False,
            )
        )
    remarks += _vague(values.get("整改任务", ""))
    for field in ("整改任务", "整改目标", "保障措施"):
        remarks += blanket_remarks(field, values.get(field, ""))
    return remarks


_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千两]")
_DATE = re.compile(r"\d{4}(?:年\d{1,2}月|-\d{1,2})")


def _vague(text: str) -> list[Remark]:
    """A task without number or date is 不合格, and those are counted."""
    vague = []
    for row in rows(text, COLUMNS):
        lacks = [
            what
            for what, form in (("数量", _NUMBER), ("时限", _DATE))
            if row[what] and not form.search(row[what])
        ]
        if lacks:
            vague.append(f"第{row['序号']}项{'、'.join(lacks)}不具体")
    if not vague:
        return []
    says = f"整改任务有{len(vague)}项不合格：{'；'.join(vague)}（应有数字和年月日）。"
    return [Remark("整改任务", says, blocking=False)]


PLAN = PaperKind(
    name="整改方案",
    template="整改方案.docx",
    issuer=Issuer.INTERVIEWED,
    series=None,
    cite="第十七条",
    stage=Stage.RECTIFICATION,
    at=(StepKind.PLAN,),
    levels=INTERVIEW_LEVELS,
    fields=(
        *sender("被约谈人所在单位"),
        Field("被约谈单位"),
        Field("主送", cite="第十七条", hint="约谈建议部门"),
        Field("约谈日期", entry=Entry.DATE),
        Field("方案名称"),
        Field("整改目标", entry=Entry.LINES, cite="第十七条", hint="量化的目标，每行一项"),
        Field(
            "整改任务",
            entry=Entry.LINES,
            cite="第十七条",
            hint="每行一项，以｜分隔，可从表格粘贴",
            columns=COLUMNS,
        ),
        Field("保障措施", entry=Entry.LINES, cite="第十七条"),
        *CONTACT,
        *CLOSING,
    ),
    demanded=(*EVERY_LATER_PAPER, "主送", "方案名称", "整改目标", "整改任务", "保障措施", "抄送"),
    context=_context,
    prefill=_prefill,
    dated_by=(StepKind.PLAN,),
    check=_check,
    sample={
        "主送": "示例市生态环境局",
        "方案名称": "示例县人民政府约谈整改方案",
        "整改目标": "2026年PM2.5平均浓度不高于36.0μg/m³\n2026年优良天数率不低于90.1%",
        "整改任务": row_text(
            [
                ("工地扬尘管控不到位", "安装喷淋和在线监测", "12处工地", "2026年12月31日",
                 "县住房城乡建设局", "某某"),
                ("秸秆焚烧反复", "建立网格巡查并奖补离田", "18个乡镇", "2027年1月31日",
                 "县农业农村局", "某某"),
            ]
        ),
        "保障措施": "加强组织领导\n严防整改“一刀切”\n坚决杜绝监测数据造假",
        "成文日期": "2026-12-10",
    },
)  # fmt: skip
