"""Papers of the office that belong to no case: 月度通报, kept by version, numbered when issued.

What is in the paper is what the month's data and cases say; addressees, requests, copies and date
are the form's. Drafts and the paper that went out are rows of their own, never overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from yuetan_desktop.documents import numbering
from yuetan_desktop.documents.checks import as_read, check_fields
from yuetan_desktop.documents.context import Context, Issue, items, said, said_day
from yuetan_desktop.documents.monthly import FIELDS, NAME, MonthPaper, month_context
from yuetan_desktop.documents.prefill import merged
from yuetan_desktop.documents.remark import Remark
from yuetan_desktop.documents.wording import written_date
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import assessing
from yuetan_desktop.services.office import NO_ISSUER, Viewpoint, read_office
from yuetan_desktop.services.papers import stagerecord
from yuetan_desktop.services.papers.paperissuer import FORMAL
from yuetan_desktop.services.papers.paperlayout import LaidOut, Write, laid_out, plain_text
from yuetan_desktop.services.papers.paperstore import copy_to, keep, writing
from yuetan_desktop.services.paperwork import Draft, form_of
from yuetan_desktop.services.reports.monthpaper import (
    blank_number,
    draft_mark,
    month_paper,
    write_circular,
)
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases, officepapers
from yuetan_desktop.store.papers import next_version

__all__ = ["NAME", "STAGE", "OfficePaper", "draft", "issue", "months", "office_papers", "printed"]

STAGE = "月度"  # where lists show it, beside the stages of a case's papers
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OfficePaper:
    """One version of a month's paper, as lists show it."""

    id: int
    kind: str
    month: Period
    version: int
    number: str
    state: str
    path: Path
    sha256: str
    draft_stage: str = ""  # 讨论稿、送审稿、定稿
    notes: tuple[str, ...] = ()

    @property
    def stage(self) -> str:
        return STAGE


def months(ws: Workspace, count: int = 12) -> tuple[Period, ...]:
    """The newest month with data and those before it, for a list to choose from."""
    newest = assessing.newest_month(ws).start
    at = [newest.year * 12 + newest.month - 1 - n for n in range(count)]
    return tuple(Period.month(one // 12, one % 12 + 1) for one in at)


# -- the form -----------------------------------------------------------------------------------
def draft(ws: Workspace, month: Period, values: Values | None = None) -> Draft:
    """The form as last saved for the month, with `values` laid over it, checked."""
    paper = month_paper(ws, month)
    automatic = {
        "主送": paper.addressees,
        "工作要求": "\n".join(paper.requests),
        "抄送": "",
        "成文日期": ws.today().isoformat(),
    }
    typed = merged(merged(automatic, stagerecord.entered(ws, month, NAME)), values or {})
    filled = as_read(FIELDS, typed, ws.today())
    remarks = check(ws, month, filled)
    return Draft(
        kind=NAME,
        case_number=month.label(),
        number=_next_number(ws, filled),
        mark=draft_mark(ws),
        fields=form_of(FIELDS, filled, typed, automatic, remarks),
        remarks=tuple(remarks),
    )


def check(ws: Workspace, month: Period, values: Values) -> list[Remark]:
    """What keeps the circular from going out."""
    remarks, dates = check_fields(NAME, FIELDS, values)
    if not read_office(ws).issuer:
        remarks.append(Remark("", NO_ISSUER))
    dated, first = dates.get("成文日期"), month.end + timedelta(days=1)
    if dated and dated < first:
        says = f"成文日期早于{month.label()}结束，最早可为{written_date(first)}。"
        remarks.append(Remark("成文日期", says, offer=first.isoformat()))
    return remarks


def printed(ws: Workspace, month: Period, values: Values) -> Context:
    """What the circular would print now: a draft with its number still blank."""
    return month_context(_filled(ws, month, values), _as_draft(ws, values))


def lay_out(ws: Workspace, month: Period, values: Values) -> LaidOut:
    """The pages as they would print; nothing is stored."""
    return laid_out(ws, _writer(ws, month, values))


def words(ws: Workspace, month: Period, values: Values) -> str:
    """What the circular would print now, as words; nothing is stored."""
    return plain_text(_writer(ws, month, values))


def _writer(ws: Workspace, month: Period, values: Values) -> Write:
    return lambda out: write_circular(
        ws, _filled(ws, month, values), _as_draft(ws, values), out, settled=False
    )


def _filled(ws: Workspace, month: Period, values: Values) -> MonthPaper:
    return replace(
        month_paper(ws, month),
        addressees=said(values, "主送").rstrip("：:"),
        requests=tuple(items(values, "工作要求")),
        copies=values.get("抄送", "").rstrip("。"),
        dated=said_day(values, "成文日期"),
    )


def _as_draft(ws: Workspace, values: Values) -> Issue:
    office = read_office(ws)
    number = blank_number(office, _year(ws, values) or ws.today().year)
    return Issue(office.issuer, number, draft_mark(ws))


def _next_number(ws: Workspace, values: Values) -> str:
    year = _year(ws, values) or ws.today().year
    used = cases.used_numbers(ws.db)
    return numbering.next_number(read_office(ws).number_pattern, year, used)


def _year(_ws: Workspace, values: Values) -> int:
    """A number belongs to the year the paper is dated in; 0 while that cannot be read."""
    try:
        return date.fromisoformat(values.get("成文日期", "").strip()).year
    except ValueError:
        return 0


# -- issue --------------------------------------------------------------------------------------
def refuse_number(ws: Workspace) -> None:
    """Raises AppError where this office may only draft the circular."""
    office = read_office(ws)
    if office.viewpoint is Viewpoint.SELF_WATCH:
        raise AppError(
            f"县级自查只能代拟：{NAME}由{office.issuer}印发。", kept="没有生成文书，没有占用文号。"
        )


def issue(
    ws: Workspace, month: Period, values: Values, out: Path | None = None, *, formal: bool = False
) -> OfficePaper:
    """Make and keep the circular of a month; only a formal one takes a number."""
    office, values = read_office(ws), as_read(FIELDS, values, ws.today())
    if formal:
        refuse_number(ws)
    if blocking := [one.message for one in check(ws, month, values) if one.blocking]:
        raise AppError(
            f"{NAME}还不能生成：{''.join(blocking)}",
            kept="没有生成文书，没有占用文号。",
            hint="请补正后再生成。",
        )
    paper, as_draft = _filled(ws, month, values), _as_draft(ws, values)
    with writing(ws) as new:
        number = _take_number(ws, month, values) if formal else ""
        sender = Issue(office.issuer, number) if formal else as_draft
        version, state = next_version(ws.db, str(month), NAME), FORMAL if formal else as_draft.mark
        context = month_context(paper, sender)
        file = new.begin(NAME, f"{month.label()}{NAME}-{version}-{state}")
        write_circular(ws, paper, sender, file)
        paper_id, _ = keep(
            ws,
            str(month),
            new,
            kind=NAME,
            version=version,
            number=number,
            state=state,
            values=values,
            context=context,
        )
        stagerecord.note_issue(ws, month, NAME, values, context, formal=formal)
    made = next(one for one in office_papers(ws) if one.id == paper_id)
    return replace(made, path=copy_to(made.path, out)) if out is not None else made


def _take_number(ws: Workspace, month: Period, values: Values) -> str:
    number = _next_number(ws, values)
    used_for = f"{month.label()}{NAME}"
    cases.take_number(ws.db, number, used_for=used_for, by=ws.person, at=ws.now())
    return number


def office_papers(ws: Workspace, month: Period | None = None) -> list[OfficePaper]:
    """Every version made so far, of a month or of all, oldest first."""
    rows = officepapers.list_office_papers(ws.db)
    reached = stagerecord.of_months(ws, rows)
    return [
        OfficePaper(
            row.id,
            row.kind,
            Period.parse(row.month),
            row.version,
            row.number,
            row.state,
            ws.folders.data / row.path,
            row.sha256,
            reached[row.id].value,
        )
        for row in rows
        if month is None or row.month == str(month)
    ]
