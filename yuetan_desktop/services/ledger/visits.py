"""检查安排: the one intake of temporary tasks, visits that clash, the plan beside what was done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from yuetan_desktop.domain.ledger.visits import PlanMonth, Visit, VisitKind, doubts, plan_months
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import enterprises
from yuetan_desktop.services.office import head_line, read_office
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import visits as store

_KEPT = "没有登记。"


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit with what speaks against it."""

    visit: Visit
    doubts: tuple[str, ...]

    def has_words(self, words: str) -> bool:
        """Whether each of the words stands somewhere in the visit."""
        v = self.visit
        said = " ".join((v.unit, v.enterprise, v.what, v.kind, v.source, v.intake))
        return all(word in said for word in words.split())


def visits(ws: Workspace, year: int | None = None) -> list[VisitLine]:
    """All visits in force, or of a year, by their day, each looked at against all others."""
    known = store.list_visits(ws.db)
    listed = enterprises.listed_names(ws, {v.enterprise for v in known if v.enterprise})
    return [
        VisitLine(v, doubts(v, known, listed)) for v in known if year is None or v.day.year == year
    ]


def years(ws: Workspace) -> list[int]:
    """Those with visits, and this one, the newest first."""
    found = {visit.day.year for visit in store.list_visits(ws.db)}
    return sorted(found | {ws.today().year}, reverse=True)


def plan(ws: Workspace, year: int) -> list[PlanMonth]:
    """The year's plan beside what was done, month by month."""
    return plan_months(store.list_visits(ws.db), year)


def add_visit(ws: Workspace, visit: Visit) -> VisitLine:
    """Enter a visit (its `id` and `unit` are not looked at), a voided one again too. A clash or a
    missing 归口 does not keep it out: it is told, and stays told."""
    if not visit.what.strip():
        raise AppError("没有写明检查内容。", kept=_KEPT)
    new = replace(
        visit,
        what=visit.what.strip(),
        enterprise=visit.enterprise.strip(),
        source=visit.source.strip(),
        intake=visit.intake.strip(),
    )
    with ws.transaction():
        visit_id = store.insert_visit(ws.db, new, by=ws.person, at=ws.now())
    return _line(ws, visit_id)


def doubts_of(ws: Workspace, visit: Visit) -> tuple[str, ...]:
    """What would speak against a visit that is not yet entered."""
    listed = enterprises.listed_names(ws, {visit.enterprise})
    return doubts(visit, store.list_visits(ws.db), listed)


def record_done(ws: Workspace, visit_id: int, done_on: date | None) -> VisitLine:
    """A visit was made on this day; None takes that back."""
    _line(ws, visit_id)
    if done_on is not None and done_on > ws.today():
        raise AppError(f"完成日期{done_on}晚于今天。", kept=_KEPT)
    with ws.transaction():
        store.set_done(ws.db, visit_id, done_on)
    return _line(ws, visit_id)


def void_visit(ws: Workspace, visit_id: int, why: str) -> None:
    """Entered by mistake. Raises AppError without a reason, or where none is in force."""
    _line(ws, visit_id)
    if not why.strip():
        raise AppError("作废要写明原因。", kept="没有作废。")
    with ws.transaction():
        store.void_visit(ws.db, visit_id, by=ws.person, why=why.strip(), at=ws.now())


def visit_book(ws: Workspace, out: Path, *, year: int | None = None) -> Path:
    """The visits planned for a year or made in it, and its plan, as a workbook; this year if none
    is named."""
    from yuetan_desktop.excel.books.visitbook import VisitRow, VisitRows, write_visits

    year = year or ws.today().year
    rows = VisitRows(
        title=f"{read_office(ws).city}生态环境检查安排（{year}年）",
        lines=(head_line(ws, f"{year}年的检查，情况截至{ws.today()}"),),
        author=ws.person,
        year=year,
        plan=VisitKind.PLAN.value,
        temporary=VisitKind.TEMPORARY.value,
        rows=[
            VisitRow(
                v.day, v.unit, v.enterprise, v.what, v.kind.value, v.source, v.intake, v.done_on,
                "\n".join(line.doubts),
            )
            for line in visits(ws)
            if year in {(v := line.visit).day.year, v.done_on.year if v.done_on else None}
        ],
        remarks=[month.remark for month in plan(ws, year)],
    )  # fmt: skip
    return write_visits(rows, out)


def _line(ws: Workspace, visit_id: int) -> VisitLine:
    for line in visits(ws):
        if line.visit.id == visit_id:
            return line
    raise AppError(f"没有序号为{visit_id}的检查安排。", hint="序号见检查安排的清单。")
