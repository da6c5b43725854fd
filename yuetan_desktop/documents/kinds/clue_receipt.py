"""问题线索接收回执（第十九条）: that a clue came in, from whom, on which day, with which copies."""

from __future__ import annotations

from yuetan_desktop.documents.context import (
    Context,
    Issue,
    PaperCase,
    common,
    items,
    said,
    said_day,
)
from yuetan_desktop.documents.kinds.aftermath import in_order
from yuetan_desktop.documents.kinds.base import (
    CLOSING,
    CONTACT,
    INTERVIEW_LEVELS,
    WARNING_LEVELS,
    Entry,
    Field,
    Issuer,
    PaperKind,
    Stage,
    Values,
)
from yuetan_desktop.documents.kinds.transfer import grouped, hashes_not_on_file
from yuetan_desktop.documents.prefill import Sender, iso
from yuetan_desktop.documents.remark import Dates, Days, Remark
from yuetan_desktop.documents.rowtext import row_text, rows
from yuetan_desktop.documents.wording import numbered, written_date
from yuetan_desktop.domain.casework import StepKind

MATERIALS = ("材料名称", "份数", "校验值")


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    materials = rows(values.get("材料清单", ""), MATERIALS)
    return {
        **common(case, values, issue),
        "标题": ["问题线索接收回执"],
        "主送": said(values, "主送").rstrip("：:"),
        "接收日期": said_day(values, "接收日期"),
        "来文文号": values.get("来文文号", "").strip(),
        "线索内容": numbered(items(values, "线索内容")),
        "材料清单": [{**row, "校验值": grouped(row["校验值"])} for row in materials],
        "材料件数": str(len(materials)),
        "清点情况": said(values, "清点情况").rstrip("。"),
        "办理说明": numbered(items(values, "办理说明"))
        if values.get("办理说明", "").strip()
        else [],
        "接收人": said(values, "接收人"),
        "联系人": said(values, "联系人"),
        "联系电话": said(values, "联系电话"),
    }


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    clue = case.follow.clue
    if clue is None:
        return {"接收人": sender.contact_name}
    return {
        "主送": clue.sender,
        "接收日期": iso(clue.day),
        "来文文号": clue.number,
        "线索内容": clue.words,
        "材料清单": row_text((one.name, "1份", one.sha256) for one in clue.files),
        "清点情况": "与移送清单相符" if clue.files else "未附材料",
        "接收人": sender.contact_name,
    }


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    """Not dated before the clue came; day and number as they were recorded; hashes as kept."""
    remarks = in_order(dates, ("接收日期", "成文日期"))
    clue, came = case.follow.clue, dates.get("接收日期")
    if clue is not None and came and came != clue.day:
        says = f"与案件登记的线索接收日期（{written_date(clue.day)}）不一致。"
        remarks.append(Remark("接收日期", says, blocking=False))
    number = values.get("来文文号", "").strip()
    if clue is not None and clue.number and number != clue.number:
        says = f"与案件登记的来文文号（{clue.number}）不一致。"
        remarks.append(Remark("来文文号", says, blocking=False))
    return remarks + hashes_not_on_file(case, values, "材料清单", MATERIALS)


CLUE_RECEIPT = PaperKind(
    name="问题线索接收回执",
    template="问题线索接收回执.docx",
    issuer=Issuer.COMMITTEE_OFFICE,
    series="函",
    cite="第十九条",
    stage=Stage.AFTERMATH,
    at=(StepKind.CLUE_RECEIVED,),
    after=(StepKind.CLUE_RECEIVED,),
    levels=(*WARNING_LEVELS, *INTERVIEW_LEVELS),
    fields=(
        Field("主送", hint="移来线索的单位"),
        Field("被约谈单位"),
        Field("接收日期", entry=Entry.DATE),
        Field("来文文号", required=False, hint="移来线索的函的文号，没有的不填"),
        Field("线索内容", entry=Entry.LINES, hint="每行一项"),
        Field(
            "材料清单",
            required=False,
            entry=Entry.LINES,
            hint="每行一件，以｜分隔；校验值为 SHA-256，纸质材料填“纸质”",
            columns=MATERIALS,
        ),
        Field("清点情况", hint="与移送清单相符；缺什么、多什么"),
        Field("办理说明", required=False, entry=Entry.LINES, hint="每行一项"),
        Field("接收人"),
        *CONTACT,
        *CLOSING,
    ),
    demanded=(
        "稿本标记", "发文机关", "文号", "主送", "案件编号", "接收日期", "来文文号", "线索内容",
        "材料清单", "材料件数", "清点情况", "接收人", "成文日期",
    ),
    context=_context,
    prefill=_prefill,
    check=_check,
    sample={
        "主送": "示例市生态环境保护综合行政执法支队",
        "接收日期": "2026-11-12",
        "来文文号": "示环执函〔2026〕18号",
        "线索内容": "示例企业在线监测数据涉嫌造假\n示例镇巡查记录前后不一",
        "材料清单": row_text(
            [
                ("现场检查笔录.pdf", "1份", "0123456789abcdef" * 4),
                ("在线监测数据.xlsx", "1份", "fedcba9876543210" * 4),
                ("询问笔录", "2份", "纸质"),
            ]
        ),
        "清点情况": "与移送清单相符",
        "办理说明": "线索并入本案研判\n办理结果另行函告",
        "接收人": "李某",
        "成文日期": "2026-11-13",
    },
)  # fmt: skip
