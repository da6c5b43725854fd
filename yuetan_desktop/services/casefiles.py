"""Cases: list them with what is due next, record and void their steps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from yuetan_desktop.domain.cases.basisjson import from_json
from yuetan_desktop.domain.cases.casebasis import Basis
from yuetan_desktop.domain.cases.stepform import PUBLIC, complaints
from yuetan_desktop.domain.cases.stepper import next_act
from yuetan_desktop.domain.casework import (
    BESIDE_THE_CHAIN,
    MAIN_OF,
    NOT_IMPROVED,
    REQUIRED_SUB_STEPS,
    CaseState,
    Step,
    StepKind,
    allowed_next,
    first_out_of_order,
    fold,
    label_in,
)
from yuetan_desktop.domain.deadline import IMPROVEMENT_MONTHS, Deadline, DeadlineState, deadlines
from yuetan_desktop.domain.place import Place
from yuetan_desktop.domain.regulation import Regulation
from yuetan_desktop.domain.workday import WorkCalendar, add_months
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.cases import stepdays
from yuetan_desktop.services.cases.openness import openness_of, planned_form
from yuetan_desktop.services.cases.stepdays import NOT_RECORDED
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases, places
from yuetan_desktop.store.cases import CaseRow, StepRow


class CaseFilter(StrEnum):
    """Values are the words on the segments above the list."""

    ALL = "全部"
    OPEN = "在办"
    OVERDUE = "逾期"
    NEAR = "临近"
    ENDED = "已结"


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with everything known of it: its row, frozen basis, state and deadlines. Of an open
    case the basis names the unit as it is named now; `former` is what it was opened under."""

    row: CaseRow
    basis: Basis
    steps: tuple[Step, ...]  # voided ones too
    state: CaseState
    deadlines: tuple[Deadline, ...]
    former: Place | None = None  # 更名: only while the case is open

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def number(self) -> str:
        return self.row.number

    @property
    def unit(self) -> str:
        return self.basis.place.addressee

    @property
    def unit_says(self) -> str:
        """The unit, with the name it had when the case was opened where that was another."""
        former = self.former.addressee if self.former else self.unit
        return self.unit if former == self.unit else f"{self.unit}（立案时为{former}）"

    @property
    def is_past(self) -> bool:
        """补录: a case from before the program."""
        return self.basis.brought_in is not None

    @property
    def department(self) -> str:
        """The department that proposed it (第十一条)."""
        proposal = self.state.done.get(StepKind.PROPOSAL)
        return str(proposal.data.get("department", "")) if proposal else ""

    @property
    def title(self) -> str:
        """What it is about in one line: the worst fact, and how many items there are."""
        items = self.basis.items
        text = items[0].short or items[0].title
        return f"{text} 等{len(items)}项" if len(items) > 1 and "等" not in text else text

    @property
    def cites(self) -> str:
        return "、".join(dict.fromkeys(item.short_cite for item in self.basis.items))

    @property
    def next_act(self) -> str:
        return next_act(self.state)

    @property
    def next_deadline(self) -> Deadline | None:
        """The earliest limit that is not met yet."""
        return next((deadline for deadline in self.deadlines if not deadline.is_done), None)


# -- reading ------------------------------------------------------------------------------------
def list_cases(
    ws: Workspace, which: CaseFilter = CaseFilter.ALL, *, place_id: int | None = None
) -> list[CaseFile]:
    """Cases, newest first. Every page counts them: they are read again when something was written,
    and on another day."""
    found = ws.db.remember((CaseFile, ws.today()), lambda: _read_cases(ws))
    return [f for f in found if belongs(f, which) and place_id in (None, f.row.place_id)]


def _read_cases(ws: Workspace) -> list[CaseFile]:
    desk = _Desk(ws)
    steps: dict[int, list[Step]] = {}
    for row in cases.list_steps(ws.db):
        steps.setdefault(row.case_id, []).append(_step(row))
    return [desk.file(row, steps.get(row.id, ())) for row in cases.list_cases(ws.db)]


def load_case(ws: Workspace, case_id: int) -> CaseFile:
    """A case with everything folded from its steps. Raises AppError where there is none."""
    row = cases.get_case(ws.db, case_id)
    if row is None:
        raise AppError("没有找到这个案件。", hint="它可能在另一台电脑的数据里，请刷新后再试。")
    return _Desk(ws).file(row, [_step(step) for step in cases.list_steps(ws.db, case_id)])


def find_case(ws: Workspace, number: str) -> CaseFile:
    """A case by its number, or by its plain ordinal within the program (7)."""
    row = cases.case_by_number(ws.db, number.strip())
    if row is None and number.strip().isdecimal():
        row = cases.get_case(ws.db, int(number))
    if row is None:
        raise AppError(f"没有找到案件“{number}”。", hint="案件编号见 约谈案件。")
    return load_case(ws, row.id)


def belongs(file: CaseFile, which: CaseFilter) -> bool:
    """Whether a case is among those a filter shows."""
    if which is CaseFilter.ALL:
        return True
    if which is CaseFilter.OPEN:
        return file.state.is_open
    if which is CaseFilter.ENDED:
        return not file.state.is_open
    wanted = (
        {DeadlineState.OVERDUE}
        if which is CaseFilter.OVERDUE
        else {DeadlineState.NEAR, DeadlineState.TODAY}
    )
    return any(deadline.state in wanted for deadline in file.deadlines)


@lru_cache(maxsize=1024)
def _thawed(frozen: str) -> Basis:
    """A case's basis never changes, and every look at the cases wants it again."""
    return from_json(json.loads(frozen))


class _Desk:
    """What is read once for many cases: calendar, counting, today."""

    def __init__(self, ws: Workspace) -> None:
        self.calendar: WorkCalendar = ws.calendar
        self.counting = stepdays.counting_in_force(ws)
        self.today = ws.today()
        self.regulations = ws.library.regulations
        self.places = {place.id: place for place in places.list_places(ws.db)}

    def file(self, row: CaseRow, steps: Iterable[Step]) -> CaseFile:
        steps = tuple(steps)
        state = fold(row.level, steps)
        regulation, basis = self._regulation(row), _thawed(row.frozen)
        if state.level != basis.level.number:  # 等级调整：约谈人、被约谈人随之改变
            basis = replace(basis, level=regulation.levels[state.level])
        former = None
        if state.is_open and (now := self._renamed(basis.place)) is not None:
            former, basis = basis.place, replace(basis, place=now)
        limits = deadlines(regulation.duties, state, self.calendar, self.today, self.counting)
        if basis.brought_in and not state.is_open:  # 补录：没有填的日期不等于没有办
            limits = tuple(limit for limit in limits if limit.is_done)
        return CaseFile(row, basis, steps, state, limits, former)

    def _renamed(self, frozen: Place) -> Place | None:
        """The unit under the name it has now, where that is another than the frozen one."""
        known = self.places[frozen.id]
        now = replace(frozen, name=known.name, official_name=known.official_name)
        return now if now != frozen else None

    def _regulation(self, row: CaseRow) -> Regulation:
        """The regulation the case was opened under; the newest if that text is not shipped."""
        named = (one for one in self.regulations if one.number == row.regulation)
        return next(named, self.regulations[-1])


def _step(row: StepRow) -> Step:
    return Step(
        id=row.id,
        kind=StepKind(row.kind),
        day=row.day,
        note=row.note,
        data=row.data,
        by=row.recorded_by,
        recorded_at=row.recorded_at,
        voided_why=None if row.voided_at is None else row.voided_why,
    )


# -- recording ----------------------------------------------------------------------------------
def step_kind(text: str) -> StepKind:
    """A step by its key or its Chinese name."""
    for kind in StepKind:
        if text.strip() in {kind.value, kind.label}:
            return kind
    raise AppError(
        f"没有“{text}”这个环节。",
        hint=f"可用的环节：{'、'.join(kind.label for kind in StepKind)}。",
    )


def record_step(
    ws: Workspace,
    case_id: int,
    kind: StepKind,
    day: date,
    *,
    note: str = "",
    data: Mapping[str, str] | None = None,
) -> CaseFile:
    """Record what happened on a day; raises AppError when the step is not due, not lawful or
    not complete. Returns the case as it stands now."""
    file = load_case(ws, case_id)
    said = {key: value.strip() for key, value in (data or {}).items() if value.strip()}
    _check_order(file, kind)
    _check_day(ws, file, kind, day)
    if missing := complaints(kind, said):
        raise AppError("".join(missing.values()), kept=NOT_RECORDED, hint="请补填后再登记。")
    stepdays.check_announced(ws, kind, day, said)
    stepdays.check_moved(file.state, kind, day, said)
    _check_meaning(ws, file, kind, day, said)
    with ws.transaction():
        cases.insert_step(
            ws.db,
            case_id=case_id,
            kind=kind.value,
            day=day,
            note=note.strip(),
            data=said,
            by=ws.person,
            at=ws.now(),
        )
    return load_case(ws, case_id)


def _check_order(file: CaseFile, kind: StepKind) -> None:
    allowed = allowed_next(file.state)
    if kind in allowed:
        return
    if not allowed:
        raise AppError(f"案件{file.state.label}，不能再登记{kind.label}。", kept=NOT_RECORDED)
    level = file.state.level
    names = "、".join(label_in(one, level) for one in allowed)
    raise AppError(
        f"案件{file.state.label}，现在不能登记{label_in(kind, level)}。",
        kept=NOT_RECORDED,
        hint=f"现在可以登记：{names}。",
    )


def _check_day(ws: Workspace, file: CaseFile, kind: StepKind, day: date) -> None:
    if day > ws.today():
        raise AppError(
            f"{kind.label}日期{day}晚于今天。", kept=NOT_RECORDED, hint="登记的是已经发生的事。"
        )
    before = max(_come_before(file.state, kind), key=lambda step: step.day, default=None)
    if before is not None and day < before.day:
        raise AppError(
            f"{kind.label}日期{day}早于{label_in(before.kind, file.state.level)}（{before.day}）。",
            kept=NOT_RECORDED,
            hint="请核对日期；前一环节登记有误的，先作废再重新登记。",
        )
    if day < file.row.opened_on:
        raise AppError(
            f"{kind.label}日期{day}早于立案日期（{file.row.opened_on}）。",
            kept=NOT_RECORDED,
            hint="立案日期有误的，撤销本案后按实际日期重新立案。",
        )


def _come_before(state: CaseState, kind: StepKind) -> Iterable[Step]:
    """What must have happened first. A sub-step may be recorded after later main steps: it only
    follows its own main step and, where it is required, the sub-step before it. What runs beside
    the chain follows the one step that it is about."""
    if kind in BESIDE_THE_CHAIN:
        about = BESIDE_THE_CHAIN[kind]
        return [step for step in state.steps if step.kind is about][-1:]
    main = MAIN_OF.get(kind)
    required = [step for part, step in state.parts.items() if part in REQUIRED_SUB_STEPS]
    if main is None:
        return [*state.done.values(), *required]
    own = [state.done[main]] if main in state.done else []
    return [*own, *required] if kind in REQUIRED_SUB_STEPS else own


def _check_meaning(
    ws: Workspace, file: CaseFile, kind: StepKind, day: date, data: Mapping[str, str]
) -> None:
    """What only the case itself can tell about the facts of a step."""
    if kind is StepKind.LEVEL_CHANGE and int(data["level"]) == file.state.level:
        raise AppError(f"案件现在就是第{data['level']}级，没有调整。", kept=NOT_RECORDED)
    if data.get("form") == PUBLIC and openness_of(ws, file.id, file.state).is_secret:
        raise AppError(
            "本案标为涉及国家秘密，不得公开约谈（第二十条）。",
            kept=NOT_RECORDED,
            hint="请登记为内部约谈；定密有误的，先在“参加人员”中更正。",
        )
    if kind is StepKind.INTERVIEW:
        _check_form(planned_form(ws, file.id), data.get("form", ""))
        stepdays.check_held(ws, file.state, day, data)
    if kind is StepKind.IMPROVEMENT_CHECK and data["result"] == NOT_IMPROVED:
        _check_three_months(file, day)
    if kind is StepKind.ESCALATION:
        other = find_case(ws, data["case"])
        if other.row.place_id != file.row.place_id or other.id <= file.id:
            raise AppError(
                f"{other.number}不是{file.unit}在本案之后立的案件，不能登记为升级约谈。",
                kept=NOT_RECORDED,
                hint="升级约谈（第九条（一）1）须先就同一单位另立新案。",
            )


def _check_form(planned: str, held: str) -> None:
    """第二十条: an interview is held as the case is set; who is invited depends on it."""
    if planned and held and held != planned:
        raise AppError(
            f"本案参加人员中定为{planned}，这里登记的是{held}（第二十条）。",
            kept=NOT_RECORDED,
            hint=f"确为{held}的，先在“参加人员”（命令行 case people）中改定约谈形式。",
        )


def _check_three_months(file: CaseFile, day: date) -> None:
    """第九条（一）1 speaks of three months: that nothing improved cannot be said before."""
    held = file.state.held_on
    if held is not None and day < (due := add_months(held, IMPROVEMENT_MONTHS)):
        raise AppError(
            f"约谈（{held}）后还不满{IMPROVEMENT_MONTHS}个月，不能认定未改善（第九条（一）1）。",
            kept=NOT_RECORDED,
            hint=f"请在{due}或以后核对。",
        )


def void_step(ws: Workspace, case_id: int, step_id: int, why: str) -> CaseFile:
    """Take a step that was recorded by mistake out of the count; it stays on record."""
    file = load_case(ws, case_id)
    step = next((one for one in file.steps if one.id == step_id and not one.is_void), None)
    if step is None:
        raise AppError("没有找到这条登记，或已作废。", kept=NOT_RECORDED)
    if not why.strip():
        raise AppError("作废登记要写明原因。", kept=NOT_RECORDED)
    if step.kind is StepKind.CONFIRMATION:
        raise AppError(
            "研判确认不能作废。", kept=NOT_RECORDED, hint="立案有误的，登记“撤销”并写明原因。"
        )
    without = [replace(one, voided_why=why) if one is step else one for one in file.steps]
    if later := first_out_of_order(file.row.level, without):
        raise AppError(
            f"其后的“{later.kind.label}”（{later.day}）以它为前提。",
            kept=NOT_RECORDED,
            hint="请由后往前作废。",
        )
    with ws.transaction():
        cases.void_step(ws.db, step_id, by=ws.person, why=why.strip(), at=ws.now())
    return load_case(ws, case_id)
