"""Open a case from what was found: 研判确认 by a person, a number, the frozen basis."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from yuetan_desktop.documents import numbering
from yuetan_desktop.domain.assessment import RuleFinding
from yuetan_desktop.domain.cases.basisjson import to_json
from yuetan_desktop.domain.cases.casebasis import Basis, BasisItem, freeze
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.finding import Outcome, unaudited_words
from yuetan_desktop.domain.judging.matrix import MatrixCell, matrix_row
from yuetan_desktop.domain.monitoring import PROVISIONAL
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.domain.regulation import Level
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import assessing, casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.office import read_office, readings_in_force
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases

_KEPT = "没有立案。"


@dataclass(frozen=True, slots=True)
class Opened:
    """The case, and whether it was opened now or had been opened before for the same findings."""

    case: CaseFile
    is_new: bool
    warning: str = ""  # on values not audited to the end


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be opened: the level, its items, and the lower ones listed with them (R18)."""

    place: Place
    month: Period
    level: Level
    items: tuple[RuleFinding, ...]
    also: tuple[RuleFinding, ...]
    existing: CaseFile | None = None

    @property
    def warning(self) -> str:
        """What a person should know who opens a case on values not audited to the end."""
        open_to_audit = [found for found in self.items if found.is_provisional]
        if not open_to_audit:
            return ""
        values = dict.fromkeys(one for found in open_to_audit for one in found.unaudited)
        return (
            f"{len(open_to_audit)} 项依据为{PROVISIONAL}，所据数值未经国家审核："
            f"{unaudited_words(values)}。建议待审核后的数据入库再立案；现在立案的，请在研判意见中说明。"
        )


def propose(
    ws: Workspace,
    place_id: int,
    *,
    month: Period | None = None,
    level: int | None = None,
    rules: Collection[str] = (),
    until: date | None = None,
) -> Proposal:
    """What a case on this unit would stand on in a data month: the highest level reached, or the
    given level, or the given rules; matters count `until` a day, else to the one of the month's
    view. Raises AppError where nothing is established."""
    month = assessing.data_month(ws, month)
    facts = assessing.facts_for(ws)
    place = facts.place(place_id)
    if place.kind is PlaceKind.PEER:
        raise AppError(
            f"{place.name}是外地单位，只为比较排名登记，不由本市约谈。",
            kept=_KEPT,
            hint="如系本市单位，请在“设置”的单位中登记，再导入一次并选定它。",
        )
    cells = matrix_row(
        ws.library.regulations,
        facts,
        place,
        month,
        readings_in_force(ws),
        assessing.thresholds(ws),
        as_of=until or assessing.counting_day(ws, month),
    )
    findings = [found for cell in reversed(cells) for found in cell.findings]
    triggered = [found for found in findings if found.outcome is Outcome.TRIGGERED]
    chosen = _chosen(triggered, level, rules)
    if not chosen:
        raise _nothing_established(place, month, cells, level, rules)
    of_level = chosen[0].rule.level
    lower = [f for f in triggered if f.rule.level.number < of_level.number and f not in chosen]
    also = lower if readings_in_force(ws, month.end)["R18"] == "highest" else []
    basis = _basis(ws, place, of_level, month, chosen, also, ws.today())
    files = casefiles.list_cases(ws, place_id=place.id)
    covered = [_case_on(item, files) for item in basis.items]
    fresh = [f for f, case in zip(chosen, covered, strict=True) if case is None]
    return Proposal(
        place=place,
        month=month,
        level=of_level,
        items=tuple(fresh or chosen),
        also=tuple(also),
        existing=None if fresh else covered[0],
    )


def open_case(
    ws: Workspace,
    place_id: int,
    *,
    month: Period | None = None,
    level: int | None = None,
    rules: Collection[str] = (),
    note: str = "",
    department: str = "",
    day: date | None = None,
) -> Opened:
    """Confirm the findings and open a case on them; with `department` the proposal of 第十一条 is
    recorded too. Findings that a case stands on already open no second one."""
    proposal = propose(ws, place_id, month=month, level=level, rules=rules)
    if proposal.existing is not None:
        return Opened(proposal.existing, is_new=False)
    day = day or ws.today()
    _check_day(ws, proposal, day)
    basis = _frozen(ws, proposal, day)
    _check_matters(basis, day)
    if any(found.period.end > day for found in (*proposal.items, *proposal.also)):
        # 倒签的立案日期：当年累计只计至立案当日。
        proposal = propose(ws, place_id, month=month, level=level, rules=rules, until=day)
        basis = _frozen(ws, proposal, day)
    with ws.transaction():
        case_id = _insert(ws, basis, day)
        confirmed = [item.rule for item in (*basis.items, *basis.also)]
        cases.insert_step(
            ws.db,
            case_id=case_id,
            kind=StepKind.CONFIRMATION.value,
            day=day,
            note=note.strip(),
            data={"rules": confirmed},
            by=ws.person,
            at=ws.now(),
        )
        if department.strip():
            casefiles.record_step(
                ws, case_id, StepKind.PROPOSAL, day, data={"department": department}
            )
    return Opened(casefiles.load_case(ws, case_id), is_new=True, warning=proposal.warning)


def _insert(ws: Workspace, basis: Basis, day: date) -> int:
    number = _next_number(ws, day.year)
    cases.take_number(ws.db, number, used_for="案件", by=ws.person, at=ws.now())
    return cases.insert_case(
        ws.db,
        number=number,
        place_id=basis.place.id,
        level=basis.level.number,
        regulation=basis.regulation_number,
        opened_on=day,
        opened_by=ws.person,
        basis=to_json(basis),
        at=ws.now(),
    )


def _next_number(ws: Workspace, year: int) -> str:
    """资约〔2026〕07号: two digits, so that a list of cases sorts and lines up."""
    pattern = read_office(ws).case_pattern
    used = (numbering.ordinal(pattern, year, number) for number in cases.used_numbers(ws.db))
    n = max((n for n in used if n is not None), default=0) + 1
    return pattern.replace("{year}", str(year)).replace("{n}", f"{n:02}")


def _frozen(ws: Workspace, proposal: Proposal, day: date) -> Basis:
    return _basis(
        ws, proposal.place, proposal.level, proposal.month, proposal.items, proposal.also, day
    )


def _basis(
    ws: Workspace,
    place: Place,
    level: Level,
    month: Period,
    items: Sequence[RuleFinding],
    also: Sequence[RuleFinding],
    day: date,
) -> Basis:
    return freeze(
        items,
        also,
        regulation=assessing.regulation_for(ws, month),
        readings=readings_in_force(ws),
        place=place,
        level=level,
        month=month,
        day=day,
    )


def _check_day(ws: Workspace, proposal: Proposal, day: date) -> None:
    if day > ws.today():
        raise AppError(f"立案日期{day}晚于今天。", kept=_KEPT)
    # 事项和累计计至当日；月、季、半年等须期满才能确认。
    closes = min(proposal.month.end, ws.today() - timedelta(days=1))
    ends = [f.period.end for f in proposal.items if f.period.end <= closes]
    if ends and day < max(ends):
        raise AppError(
            f"立案日期{day}早于数据期末（{max(ends)}），当时还不能确认。",
            kept=_KEPT,
            hint="请核对立案日期。",
        )


def _check_matters(basis: Basis, day: date) -> None:
    """No case is older than what happened."""
    days = [item.last_matter_on for item in basis.items if item.last_matter_on is not None]
    if days and day < max(days):
        raise AppError(
            f"立案日期{day}早于所依据事项的发生日期（{max(days)}）。",
            kept=_KEPT,
            hint="请核对立案日期；事项日期登记有误的，先更正事项。",
        )


# -- which findings -----------------------------------------------------------------------------
def _chosen(
    triggered: Sequence[RuleFinding], level: int | None, rules: Collection[str]
) -> list[RuleFinding]:
    """Of the highest level among those asked for: one case is of one level."""
    asked = [
        found
        for found in triggered
        if (not rules or found.rule.id in rules)
        and (level is None or found.rule.level.number == level)
    ]
    highest = max((found.rule.level.number for found in asked), default=0)
    return [found for found in asked if found.rule.level.number == highest]


def _nothing_established(
    place: Place,
    month: Period,
    cells: Iterable[MatrixCell],
    level: int | None,
    rules: Collection[str],
) -> AppError:
    """A sentence that says what stands in the way: 待认定, 缺数据, or simply not met."""
    of_level = f"第{level}级" if level else ""
    undecided = [
        found
        for cell in cells
        for found in cell.findings
        if found.outcome is Outcome.UNDECIDED
        and (level is None or cell.level == level)
        and (not rules or found.rule.id in rules)
    ]
    what = f"{place.name}{month.label()}没有已触发的{of_level}情形，不能立案。"
    if not undecided:
        return AppError(what, kept=_KEPT, hint="研判依据见 风险总览。")
    first = undecided[0]
    return AppError(
        f"{what}{first.rule.short_cite}待认定：{first.says}。",
        kept=_KEPT,
        hint="请先登记人工认定，或在 规则口径 中确定口径。",
    )


# -- the same findings twice --------------------------------------------------------------------
def _case_on(item: BasisItem, files: Iterable[CaseFile]) -> CaseFile | None:
    """The case that stands on the same finding already; dropped cases do not count."""
    for file in files:
        if file.state.was_dropped:
            continue
        for known in (*file.basis.items, *file.basis.also):
            if known.rule == item.rule and _is_same(known, item, is_open=file.state.is_open):
                return file
    return None


def _is_same(known: BasisItem, item: BasisItem, *, is_open: bool) -> bool:
    """Numbers are known by their period; matters by themselves. While a case is open, a further
    matter of the same kind belongs to it."""
    if item.matters:
        return item.matters <= known.matters or (is_open and bool(item.matters & known.matters))
    if item.period == known.period:
        return True
    # 当年累计至不同日期的同一事实
    return is_open and item.period.start == known.period.start and not _is_calendar(item.period)


def _is_calendar(period: Period) -> bool:
    return period.kind.value not in {"other", "year_to_date"}
