"""现场核查记录（第十八条）: what was seen on site of each measure asked, signed by both sides."""

from __future__ import annotations

from yuetan_desktop.documents.context import Context, Issue, PaperCase, items, said, said_moment
from yuetan_desktop.documents.kinds.aftermath import (
    EVERY_LATER_PAPER,
    held_as_recorded,
    in_order,
    later,
)
from yuetan_desktop.documents.kinds.base import (
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
from yuetan_desktop.documents.wording import lines, numbered, title_lines
from yuetan_desktop.domain.casework import StepKind

COLUMNS = ("整改要求", "现场情况", "结论")
DONE, PARTLY, OPEN = "已落实", "部分落实", "未落实"


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    checked = rows(said(values, "核查内容"), COLUMNS)
    return {
        **later(case, values, issue),
        "标题": title_lines("约谈整改现场核查记录"),
        "核查时间": said_moment(values, "核查时间"),
        "核查地点": said(values, "核查地点"),
        "核查人员": said(values, "核查人员"),
        "陪同人员": said(values, "陪同人员"),
        "核查内容": checked,
        "落实情况": _count(checked),
        "历次检查": numbered(lines(values.get("历次检查", ""))),
        "监测数据核查": numbered(items(values, "监测数据核查")),
        "综合情况": numbered(items(values, "综合情况")),
    }


def _count(checked: list[dict[str, str]]) -> str:
    """共5项：已落实3项、部分落实1项、未落实1项."""
    counts = ((word, sum(row["结论"] == word for row in checked)) for word in (DONE, PARTLY, OPEN))
    said_counts = "、".join(f"{word}{count}项" for word, count in counts if count)
    return f"共{len(checked)}项：{said_counts}" if said_counts else f"共{len(checked)}项"


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    follow = case.follow
    asked = [(requirement, "", "") for requirement in follow.measures_asked]
    asked += [(task.asked, "", "") for task in follow.tasks]
    return {
        "发文机关": case.proposer,
        "约谈日期": iso(case.held_on),
        "核查时间": iso(follow.verified_on),
        "核查内容": row_text(asked),
        "历次检查": "\n".join(
            f"{task.measure or task.problem}：{task.last_visit}"
            for task in follow.tasks
            if task.last_visit
        ),
    }


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    remarks = held_as_recorded(case, dates)
    remarks += in_order(dates, ("约谈日期", "核查时间", "成文日期"))
    remarks += [
        Remark("核查内容", f"第{row['序号']}项结论应为：{DONE}、{PARTLY}、{OPEN}。")
        for row in rows(values.get("核查内容", ""), COLUMNS)
        if row["结论"] and row["结论"] not in (DONE, PARTLY, OPEN)
    ]
    checked = dates.get("核查时间")
    if checked and checked > days.today:
        remarks.append(Remark("核查时间", "现场核查尚未进行，不能形成记录。"))
    return remarks


VERIFICATION_RECORD = PaperKind(
    name="现场核查记录",
    template="现场核查记录.docx",
    issuer=Issuer.PROPOSER,
    series=None,
    cite="第十八条",
    stage=Stage.VERIFICATION,
    at=(StepKind.VERIFICATION,),
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("发文机关", hint="约谈建议部门"),
        Field("被约谈单位"),
        Field("约谈日期", entry=Entry.DATE),
        Field("核查时间", entry=Entry.MOMENT, cite="第十八条"),
        Field("核查地点", cite="第十八条"),
        Field("核查人员", cite="第十八条"),
        Field("陪同人员"),
        Field(
            "核查内容",
            entry=Entry.LINES,
            cite="第十八条",
            hint=f"每行一项，以｜分隔；结论：{DONE}、{PARTLY}、{OPEN}",
            columns=COLUMNS,
        ),
        Field("历次检查", False, Entry.LINES, hint="上次检查的问题改了没有"),
        Field("监测数据核查", entry=Entry.LINES, cite="第十七条", hint="有无监测数据造假"),
        Field("综合情况", entry=Entry.LINES),
        Field("成文日期", entry=Entry.DATE),
    ),
    demanded=(*EVERY_LATER_PAPER, "核查时间", "核查地点", "核查人员", "核查内容", "综合情况"),
    context=_context,
    prefill=_prefill,
    dated_by=(StepKind.VERIFICATION,),
    check=_check,
    sample={
        "核查时间": "2027-03-02 09:30",
        "核查地点": "示例县城区12处工地、县农业农村局",
        "核查人员": "某某、某某",
        "陪同人员": "示例县人民政府办公室某某",
        "核查内容": row_text(
            [
                ("安装喷淋和在线监测，12处工地", "现场查看12处，均正常运行", DONE),
                ("建立网格巡查，18个乡镇", "抽查6个乡镇，1个台账不全", PARTLY),
            ]
        ),
        "历次检查": "安装喷淋和在线监测：第2次检查：上次问题未改 1/4",
        "监测数据核查": "抽查在线监测数据30组，未发现造假",
        "综合情况": "整改任务基本完成\n个别乡镇巡查台账需补充",
        "成文日期": "2027-03-03",
    },
)
