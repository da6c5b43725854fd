"""The workbooks for superiors by name; 风险研判汇总表 and 约谈案件台账 are made here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yuetan_desktop.domain.assessment import RuleFinding
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.cells import cells_in_words
from yuetan_desktop.domain.finding import Evidence, Outcome
from yuetan_desktop.domain.judging.matrix import CellState, MatrixCell
from yuetan_desktop.domain.monitoring import PROVISIONAL
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reading import Readings
from yuetan_desktop.domain.reports.meetings import MeetingKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.books.summaryrows import (
    CaseLedger,
    FindingRow,
    LedgerRow,
    LevelCell,
    ReadingRow,
    RiskSummary,
    UnitRow,
)
from yuetan_desktop.services import assessing, casefiles
from yuetan_desktop.services.assessing import DashboardRow
from yuetan_desktop.services.casefiles import CaseFile, CaseFilter
from yuetan_desktop.services.ledger import visits
from yuetan_desktop.services.office import head_line, read_office, readings_in_force
from yuetan_desktop.services.reports import (
    duecalendar,
    meetings,
    monthbooks,
    monthpaper,
    publiclist,
    sectioncards,
    statbooks,
)
from yuetan_desktop.services.workspace import Workspace


def make_summary(ws: Workspace, kind: str, out: Path, *, month: Period | None = None) -> Path:
    """Write one of `KINDS`. `month` is the data month, or the period whose cases are counted;
    without it the newest month, or this year. What goes along with it stands beside it."""
    known = KINDS.get(kind)
    if known is None:
        raise AppError(f"没有“{kind}”这种汇总表。", hint=f"可用的有：{'、'.join(KINDS)}。")
    made = known.make(ws, out, month)
    if beside := beside_of(kind, out):
        KINDS[known.beside].make(ws, beside, month)
    return made


def beside_of(kind: str, out: Path) -> Path | None:
    """Where the summary goes that is made together with this one, if one is."""
    other = KINDS[kind].beside
    return out.with_name(f"{out.stem}（{other}）{KINDS[other].suffix}") if other else None


# -- 风险研判汇总表 -------------------------------------------------------------------------------
def risk_summary(ws: Workspace, out: Path, *, month: Period | None = None) -> Path:
    """风险研判汇总表 of a data month, the newest if none is named, as a workbook."""
    from yuetan_desktop.excel.books.risksummary import write_risk_summary

    month = assessing.data_month(ws, month)
    board = assessing.dashboard(ws, month)
    open_cases: dict[int, list[str]] = {}
    for file in casefiles.list_cases(ws, CaseFilter.OPEN):
        open_cases.setdefault(file.basis.place.id, []).append(file.number)
    office = read_office(ws)
    return write_risk_summary(
        RiskSummary(
            title=f"{office.city}生态环境风险研判汇总表（{month.label()}）",
            lines=(
                head_line(ws, f"数据期：{month.label()}；事项计至{board.as_of}"),
                f"依据：{board.regulation.citation}；口径见“采用口径”表，来源见“研判明细”表。",
            ),
            levels=tuple(f"{level.number} {level.name}" for level in board.levels),
            units=[_unit(row, open_cases.get(row.place.id, [])) for row in board.rows],
            findings=[
                _finding(found)
                for row in board.rows
                for cell in row.cells
                for found in cell.findings
            ],
            readings=_readings(board.readings),
            author=ws.person,
        ),
        out,
    )


def _unit(row: DashboardRow, case_numbers: list[str]) -> UnitRow:
    outcomes = [found.outcome for cell in row.cells for found in cell.findings]
    reached = [cell.level for cell in row.cells if cell.state is CellState.TRIGGERED]
    return UnitRow(
        unit=row.place.name,
        kind=row.place.kind.label,
        cells=tuple(LevelCell(_state(cell), _line(cell)) for cell in row.cells),
        highest=max(reached, default=None),
        triggered=outcomes.count(Outcome.TRIGGERED),
        undecided=outcomes.count(Outcome.UNDECIDED),
        no_data=outcomes.count(Outcome.NO_DATA),
        exempt=outcomes.count(Outcome.EXEMPT),
        cases="\n".join(sorted(case_numbers)),
    )


def _state(cell: MatrixCell) -> str:
    return cell.state.value + (f"·{PROVISIONAL}" if cell.is_provisional else "")


def _line(cell: MatrixCell) -> str:
    return "" if cell.state is CellState.NOT_APPLICABLE else cell.line


def _finding(found: RuleFinding) -> FindingRow:
    margin, exempt = found.margin, found.exempt_by
    effects = found.readings or {}
    other = [f"{name}：{o.value}" for name, o in effects.items() if o is not found.finding.outcome]
    return FindingRow(
        unit=found.place.name,
        level=found.rule.level.number,
        cite=found.rule.short_cite,
        title=found.rule.title,
        period=found.period.label(),
        outcome=found.outcome.value,
        fact=found.says,
        margin=margin.slack if margin else None,
        margin_unit=margin.unit if margin else "",
        reading=found.reading,
        effect="；".join(other),
        exemption=f"{exempt.cause}（{exempt.approved_by}{exempt.approved_on}认定；{exempt.evidence}）"
        if exempt
        else "",
        audit=_audit(found),
        source=sources_of(found.finding.all_evidence()),
    )


def _audit(found: RuleFinding) -> str:
    """暂判 first, then what is said of the values, each once."""
    said = dict.fromkeys(one.audit for one in found.finding.all_evidence() if one.audit)
    return "\n".join([PROVISIONAL] * found.is_provisional + list(said))


def sources_of(evidence: Iterable[Evidence]) -> str:
    """The cells of all evidence, a line for each sheet."""
    return "\n".join(cells_in_words(cell for one in evidence for cell in one.sources))


def _readings(readings: Readings) -> list[ReadingRow]:
    rows = []
    for key in sorted(readings.readings, key=lambda r: int(r[1:])):
        reading, choice = readings.readings[key], readings.settled(key)
        decided = f"{choice.who}\n{choice.on}" if choice else "默认口径，尚未认定"
        rows.append(
            ReadingRow(
                id=key,
                wording=reading.wording,
                question=reading.question,
                option=readings.name(key),
                decided=decided,
                basis=choice.basis if choice else "",
            )
        )
    return rows


# -- 约谈案件台账 ---------------------------------------------------------------------------------
def case_ledger(ws: Workspace, out: Path) -> Path:
    """约谈案件台账: all cases, the oldest first, as a workbook."""
    from yuetan_desktop.excel.books.caseledger import write_case_ledger

    files = sorted(casefiles.list_cases(ws), key=lambda file: (file.row.opened_on, file.id))
    regulation = ws.library.regulations[-1]
    counting = readings_in_force(ws).name("R16")
    span = f"{files[0].row.opened_on}至{ws.today()}" if files else f"截至{ws.today()}"
    return write_case_ledger(
        CaseLedger(
            title=f"{read_office(ws).city}生态环境保护行政约谈案件台账",
            lines=(
                head_line(ws, f"立案期间：{span}"),
                f"依据：{regulation.citation}；期限按工作日计，约谈前3个工作日的口径：{counting}。",
            ),
            levels=tuple((n, regulation.levels[n].name) for n in sorted(regulation.levels)),
            rows=[_ledger_row(file) for file in files],
            author=ws.person,
        ),
        out,
    )


def _ledger_row(file: CaseFile) -> LedgerRow:
    state, basis = file.state, file.basis
    proposal = state.done.get(StepKind.PROPOSAL)
    limits = {limit.key: limit.text for limit in file.deadlines}
    limit = file.next_deadline

    def day(*kinds: StepKind) -> date | None:
        return next((state.done[kind].day for kind in kinds if kind in state.done), None)

    return LedgerRow(
        number=file.number,
        unit=basis.place.name,
        level=basis.level.number,
        level_name=basis.level.name,
        cites=file.cites,
        title=file.title,
        department=str(proposal.data.get("department", "")) if proposal else "",
        opened_on=file.row.opened_on,
        approved_on=day(StepKind.APPROVAL),
        notified_on=day(StepKind.NOTICE, StepKind.ISSUE),
        held_on=state.held_on,
        minutes_on=day(StepKind.MINUTES),
        plan_on=day(StepKind.PLAN),
        reviewed_on=day(StepKind.REVIEW),
        completed_on=day(StepKind.COMPLETION, StepKind.REPLY),
        verified_on=day(StepKind.VERIFICATION),
        ended_on=state.end.day if state.end else None,
        state=state.label,
        is_open=state.is_open,
        next_limit=f"{limit.label}\n{limit.due} {limit.text}{'（暂估）' if limit.estimated else ''}"
        if limit
        else "",
        notice_limit=limits.get("notice", ""),
        plan_limit=limits.get("plan", ""),
        transfer_limit=limits.get("transfer", ""),
        person=file.row.opened_by,
    )


# -- all of them --------------------------------------------------------------------------------
Make = Callable[[Workspace, Path, Period | None], Path]


@dataclass(frozen=True, slots=True)
class SummaryKind:
    """One kind of summary: the ending of its file, what makes it, and the kind made with it."""

    suffix: str
    make: Make
    beside: str = ""


def _agenda_of(kind: MeetingKind) -> Make:
    """`period` is the day of the meeting; the next one if none is named."""
    return lambda ws, out, period: meetings.write_agenda(
        ws, out, kind, period.start if period is not None else None
    )


KINDS: dict[str, SummaryKind] = {
    "风险研判汇总表": SummaryKind(
        ".xlsx", lambda ws, out, month: risk_summary(ws, out, month=month)
    ),
    "约谈案件台账": SummaryKind(".xlsx", lambda ws, out, _: case_ledger(ws, out)),
    "统计考评": SummaryKind(
        ".xlsx", lambda ws, out, period: statbooks.evaluation_book(ws, out, period=period)
    ),
    "党政同责汇总": SummaryKind(
        ".xlsx", lambda ws, out, period: statbooks.joint_duty_book(ws, out, period=period)
    ),
    "月度指标汇总": SummaryKind(
        ".xlsx", lambda ws, out, month: monthbooks.month_book(ws, out, month=month)
    ),
    "月度通报": SummaryKind(
        ".docx",
        lambda ws, out, month: monthpaper.write_month_paper(ws, out, month=month),
        beside="月度指标汇总",
    ),
    "到期一览": SummaryKind(".xlsx", lambda ws, out, _: duecalendar.due_book(ws, out)),
    "到期日历": SummaryKind(
        ".xlsx",
        lambda ws, out, month: duecalendar.wall_sheet(
            ws, assessing.data_month(ws, month) if month else duecalendar.this_month(ws), out
        ),
    ),
    "公开约谈名单": SummaryKind(
        ".xlsx", lambda ws, out, period: publiclist.public_book(ws, out, period=period)
    ),
    "检查安排": SummaryKind(
        ".xlsx",
        lambda ws, out, period: visits.visit_book(
            ws, out, year=period.year if period is not None else None
        ),
    ),
    **{f"{kind}议程": SummaryKind(".docx", _agenda_of(kind)) for kind in MeetingKind},
    "断面卡片": SummaryKind(".docx", lambda ws, out, _: sectioncards.write_cards(ws, out)),
    "期限日程": SummaryKind(".ics", lambda ws, out, _: duecalendar.ics_file(ws, out)),
}
