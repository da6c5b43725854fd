"""The rectification ledger: tasks with where they stand; add them and change their terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from yuetan_desktop.domain.deadline import DeadlineState, Standing, standing
from yuetan_desktop.domain.family import Family
from yuetan_desktop.domain.rectification import (
    Entry,
    EntryKind,
    Stage,
    Tag,
    TaskState,
    Terms,
    average_share,
    fold,
    is_amount,
    is_limit,
    terms_data,
)
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.ledger.taskcodes import new_code
from yuetan_desktop.services.office import read_office
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases, places
from yuetan_desktop.store import rectification as store
from yuetan_desktop.store.rectification import Mark, NewEntry, TaskRow
from yuetan_desktop.store.settings import read_settings


class LedgerFilter(StrEnum):
    """Values are the words on the segments above the ledger."""

    ALL = "全部"
    OVERDUE = "逾期"
    NEAR = "近期到期"
    TO_CHECK = "待核查"
    CLOSED = "已销号"


@dataclass(frozen=True, slots=True)
class SourceCase:
    """The case a task comes from, as far as lists show it."""

    id: int
    number: str
    level: int


@dataclass(frozen=True, slots=True)
class TaskFile:
    """A task with everything known of it."""

    row: TaskRow
    place_name: str
    case: SourceCase | None
    entries: tuple[Entry, ...]  # voided ones too
    state: TaskState
    standing: Standing | None  # None while no date is set, and once it was withdrawn
    is_overdue: bool
    words: str  # what a text filter looks in

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def terms(self) -> Terms:
        return self.state.terms

    @property
    def level(self) -> int | None:
        return self.case.level if self.case else None

    @property
    def source(self) -> str:
        """Where it comes from: the case's number, else what was written down."""
        return self.case.number if self.case else self.row.source


# -- reading ------------------------------------------------------------------------------------
def ledger(ws: Workspace, which: LedgerFilter = LedgerFilter.ALL) -> list[TaskFile]:
    """Every task, the most urgent first."""
    found = _Ledger.of(ws).files()
    if which is LedgerFilter.ALL:
        return list(found)
    days = read_office(ws).due_within_days
    return [file for file in found if belongs(file, which, within=days)]


def tasks(ws: Workspace, case_id: int) -> list[TaskFile]:
    """The tasks of one case in the order they were entered; withdrawn ones are left out."""
    rows = store.list_tasks(ws.db, case_id=case_id)
    entries = store.list_entries(ws.db, case_id=case_id)
    read = _Reader(ws)
    files = (read.file(row, entries.get(row.id, ())) for row in rows)
    return [file for file in files if file.state.stage is not Stage.WITHDRAWN]


def load_task(ws: Workspace, task_id: int) -> TaskFile:
    """A task with everything folded from its entries. Raises AppError where there is none."""
    row = store.get_task(ws.db, task_id)
    if row is None:
        raise AppError("没有找到这项整改任务。", hint="请刷新后再试。")
    return _Reader(ws).file(row, store.list_entries(ws.db, task_id=task_id).get(task_id, ()))


def find_task(ws: Workspace, code: str) -> TaskFile:
    """A task by its code (约03-01)."""
    row = store.task_by_code(ws.db, code.strip())
    if row is None:
        raise AppError(f"没有找到整改任务“{code}”。", hint="编号见 整改台账。")
    return load_task(ws, row.id)


def belongs(file: TaskFile, which: LedgerFilter, *, within: int = 7) -> bool:
    """Whether a task is among those a segment shows; `within` counts working days ahead."""
    if which is LedgerFilter.ALL:
        return True
    if which is LedgerFilter.TO_CHECK:
        return file.state.stage is Stage.TO_CHECK
    if which is LedgerFilter.CLOSED:
        return file.state.stage is Stage.CLOSED
    if which is LedgerFilter.OVERDUE:
        return file.is_overdue
    if file.standing is None or file.state.ready_on is not None or not file.state.is_open:
        return False
    return not file.is_overdue and file.standing.days_left <= within


def size(ws: Workspace) -> int:
    """How many lines the ledger has, without reading them."""
    return store.count_tasks(ws.db)


class _Reader:
    """What is read once for many tasks: names, cases, calendar, today."""

    def __init__(self, ws: Workspace) -> None:
        self.calendar, self.today = ws.calendar, ws.today()
        self.names = {place.id: place.name for place in places.list_places(ws.db)}
        self.cases = {
            number: SourceCase(number, *said) for number, said in store.source_cases(ws.db).items()
        }
        self._standings: dict[tuple[date, date, bool], Standing] = {}

    def file(self, row: TaskRow, entries: Iterable[Entry]) -> TaskFile:
        entries = tuple(entries)
        state = fold(entries)
        name = self.names.get(row.place_id, "")
        case = self.cases.get(row.case_id) if row.case_id is not None else None
        stands = self._standing(state)
        return TaskFile(
            row=row,
            place_name=name,
            case=case,
            entries=entries,
            state=state,
            standing=stands,
            is_overdue=stands is not None and stands.state is DeadlineState.OVERDUE,
            words=_words(row, name, case, state.terms),
        )

    def _standing(self, state: TaskState) -> Standing | None:
        if state.due is None or state.stage is Stage.WITHDRAWN:
            return None
        done = state.ready_on is not None
        key = (state.due, state.ready_on or self.today, done)
        if key not in self._standings:
            self._standings[key] = standing(key[0], key[1], self.calendar, done=done)
        return self._standings[key]


def _words(row: TaskRow, place: str, case: SourceCase | None, terms: Terms) -> str:
    said = (
        row.code, place, case.number if case else row.source, terms.title, terms.measure,
        terms.target, terms.problem, terms.department, terms.person, terms.enterprise,
        terms.project,
    )  # fmt: skip
    return " ".join(filter(None, said))


class _Ledger:
    """The ledger as last read, kept while the workspace is open: what moved is read again."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._around: tuple[object, ...] = ()
        self._mark = Mark()
        self._known: dict[int, TaskFile] = {}
        self._files: list[TaskFile] = []

    @classmethod
    def of(cls, ws: Workspace) -> _Ledger:
        found = ws.kept.get(cls)
        if not isinstance(found, _Ledger):
            found = ws.kept[cls] = cls(ws)
        return found

    def files(self) -> list[TaskFile]:
        db, read = self._ws.db, _Reader(self._ws)
        around = (read.today, read.names, read.cases, tuple(read_settings(db).items()))
        mark = store.mark(db)
        if around != self._around:
            self._known.clear()
        elif mark == self._mark:
            return self._files
        if not self._known:
            entries = store.list_entries(db)
            rows = store.list_tasks(db)
        else:
            moved = store.moved_since(db, self._mark)
            entries = {}
            for task_id in moved:
                entries |= store.list_entries(db, task_id=task_id)
            rows = [row for task_id in moved if (row := store.get_task(db, task_id))]
        self._known |= {row.id: read.file(row, entries.get(row.id, ())) for row in rows}
        self._files = sorted(self._known.values(), key=_urgency)
        self._around, self._mark = around, mark
        return self._files


def _urgency(file: TaskFile) -> tuple[int, int, int]:
    """Open work by its date, then what is done and waits, then what has ended; newest last."""
    group = {Stage.WORKING: 0, Stage.TO_CHECK: 1, Stage.TO_CLOSE: 2}.get(file.state.stage, 3)
    due = file.state.due
    return group, due.toordinal() if due else 10**7, file.id


# -- totals -------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Totals:
    """What the ledger adds up to; `unqualified` are tasks without number, date or person."""

    count: int
    overdue: int
    near: int
    to_check: int
    closed: int
    unqualified: int
    government: int
    enterprise: int
    mechanism: int
    pollution: int
    average: int | None  # whole per cent


def totals(files: Sequence[TaskFile], *, within: int = 7) -> Totals:
    """Withdrawn tasks count for nothing."""
    counted = [file for file in files if file.state.stage is not Stage.WITHDRAWN]
    stages = Counter(file.state.stage for file in counted)
    terms = [file.terms for file in counted]
    families, tags = Counter(t.family for t in terms), Counter(t.tag for t in terms)
    return Totals(
        count=len(counted),
        overdue=sum(1 for file in counted if file.is_overdue),
        near=sum(1 for file in counted if belongs(file, LedgerFilter.NEAR, within=within)),
        to_check=stages[Stage.TO_CHECK],
        closed=stages[Stage.CLOSED],
        unqualified=sum(1 for one in terms if one.flaws),
        government=tags[Tag.GOVERNMENT],
        enterprise=tags[Tag.ENTERPRISE],
        mechanism=families[Family.MECHANISM],
        pollution=families[Family.POLLUTION],
        average=average_share(file.state for file in counted),
    )


@dataclass(frozen=True, slots=True)
class TagShare:
    """督政 against 查企: whether supervision still looks at governments first."""

    government: int
    enterprise: int

    @property
    def says(self) -> str:
        """督政 12 / 查企 40（督政占 23.1%）; empty while nothing is counted."""
        whole = self.government + self.enterprise
        if not whole:
            return ""
        share = (Decimal(100) * self.government / whole).quantize(Decimal("0.1"), ROUND_HALF_EVEN)
        return f"督政 {self.government} / 查企 {self.enterprise}（督政占 {share}%）"


def tag_share(files: Iterable[TaskFile]) -> TagShare:
    """How the problems of these tasks are tagged; withdrawn ones count for nothing."""
    tags = Counter(f.terms.tag for f in files if f.state.stage is not Stage.WITHDRAWN)
    return TagShare(tags[Tag.GOVERNMENT], tags[Tag.ENTERPRISE])


# -- adding and changing ------------------------------------------------------------------------
_KEPT = "没有登记，台账未改动。"
NO_LIMIT = "不在 2000 年至 2099 年之间，请核对年份。"
NO_AMOUNT = "应小于 1 万亿，小数不超过 6 位。"


def add_task(
    ws: Workspace,
    terms: Terms,
    *,
    place_id: int | None = None,
    case_id: int | None = None,
    source: str = "",
    day: date | None = None,
) -> TaskFile:
    """Enter a task; one of a case belongs to its unit. What it does not say makes it 不合格 and is
    counted, but it is entered all the same, as it stands in the plan."""
    case = cases.get_case(ws.db, case_id) if case_id is not None else None
    unit = case.place_id if case else place_id
    if unit is None:
        raise AppError("缺责任单位。", kept=_KEPT)
    if case is None and not source.strip():
        raise AppError("没有案件的任务要写明来源。", kept=_KEPT, hint="例如督察反馈意见的文号。")
    check_terms(terms)
    with ws.transaction():
        task_id = store.insert_task(
            ws.db,
            code=new_code(ws, case),
            place_id=unit,
            case_id=case_id,
            source=source.strip(),
            by=ws.person,
            at=ws.now(),
        )
        entry = NewEntry(task_id, EntryKind.TERMS, day or ws.today(), terms_data(terms))
        store.insert_entries(ws.db, [entry], by=ws.person, at=ws.now())
    return load_task(ws, task_id)


def amend_task(ws: Workspace, task_id: int, terms: Terms, why: str) -> TaskFile:
    """Change what a task asks for, with the reason; what it asked for before stays on record. The
    date of open work moves only by an extension that was granted."""
    file = load_task(ws, task_id)
    if not file.state.is_open:
        raise AppError(f"任务{file.state.stage}，不能再改。", kept=_KEPT)
    if not why.strip():
        raise AppError("调整任务要写明原因。", kept=_KEPT)
    check_terms(terms)
    if file.terms.due is not None and terms.due != file.terms.due:
        raise AppError("时限不能直接改。", kept=_KEPT, hint="请用“申请延期”，批准后时限顺延。")
    with ws.transaction():
        entry = NewEntry(task_id, EntryKind.TERMS, ws.today(), terms_data(terms), why.strip())
        store.insert_entries(ws.db, [entry], by=ws.person, at=ws.now())
    return load_task(ws, task_id)


def check_terms(terms: Terms) -> None:
    """What no task may be entered without, and what no number may be."""
    if not terms.measure.strip():
        raise AppError("缺整改措施。", kept=_KEPT, hint="写明做什么、做到什么程度。")
    if terms.quantity is not None and terms.quantity <= 0:
        raise AppError("量化目标的数量要大于零。", kept=_KEPT)
    if terms.quantity is not None and not is_amount(terms.quantity):
        raise AppError(f"量化目标的数量{NO_AMOUNT}", kept=_KEPT)
    if terms.due is not None and not is_limit(terms.due):
        raise AppError(f"时限 {terms.due} {NO_LIMIT}", kept=_KEPT)
