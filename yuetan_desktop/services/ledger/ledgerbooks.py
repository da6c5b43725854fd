"""The rectification ledger as a workbook: out with its four lists, back in with new progress."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from yuetan_desktop.domain.ledger.ledgerlist import LedgerList
from yuetan_desktop.domain.ledger.supervision import SIGN_OFF_ROLES, signed
from yuetan_desktop.domain.rectification import EntryKind, Stage, Terms, fold, terms_data
from yuetan_desktop.domain.typednumber import plain
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.books.taskledger import (
    COLUMNS,
    SignSheet,
    TaskLedger,
    TaskLine,
    UrgeSheet,
    write_sign_sheet,
    write_task_ledger,
    write_task_list,
    write_urge_sheet,
)
from yuetan_desktop.excel.taskfile import ReadTask, read_task_ledger
from yuetan_desktop.services import places
from yuetan_desktop.services.ledger.taskcodes import Codes
from yuetan_desktop.services.ledger.taskwork import legal_questions
from yuetan_desktop.services.office import head_line, read_office
from yuetan_desktop.services.rectification import TaskFile, ledger
from yuetan_desktop.services.workspace import Progress, Workspace, ignore
from yuetan_desktop.store import rectification as store
from yuetan_desktop.store.rectification import NewEntry

_CODE_LENGTH = 32


# -- out ----------------------------------------------------------------------------------------
def export_ledger(ws: Workspace, out: Path, files: Sequence[TaskFile] | None = None) -> Path:
    """Write the ledger, or the part of it that is shown."""
    return write_task_ledger(_book(ws, ledger(ws) if files is None else files), out)


def export_list(
    ws: Workspace, out: Path, which: LedgerList, files: Sequence[TaskFile], titles: Sequence[str]
) -> Path:
    """One of the four lists as it is shown: these tasks, and of its columns those of `titles`."""
    return write_task_list(_book(ws, files), which, titles, out)


def _book(ws: Workspace, tasks: Sequence[TaskFile]) -> TaskLedger:
    return TaskLedger(
        title=f"{read_office(ws).city}生态环境问题整改台账",
        lines=(
            head_line(ws, f"截至{ws.today()}"),
            "填写“累计完成”后可导回本程序；没有编号的行作为新任务。"
            "问题、责任、措施、时限清单由本表生成。",
        ),
        tasks=[line(file) for file in tasks],
        author=ws.person,
    )


_CELLS = {column.title: column.shows for column in COLUMNS if column.shows}


def cell(file: TaskFile, title: str) -> str:
    """What a list says of a task in the column of this title; the workbook says the same."""
    found = _CELLS[title](line(file))
    return plain(found) if isinstance(found, Decimal) else str("" if found is None else found)


def line(file: TaskFile) -> TaskLine:
    """A task as workbooks show it."""
    state = file.state
    return TaskLine(
        code=file.code,
        unit=file.place_name,
        source=file.source,
        level=file.level,
        terms=state.terms,
        due=state.due,
        done=state.done,
        standing=file.standing.says if file.standing else "",
        stage=state.stage.value,
        ended_on=state.end.day if state.end else None,
        flaws="、".join(state.terms.flaws),
    )


def export_sign_sheet(ws: Workspace, file: TaskFile, out: Path) -> Path:
    """会签单 of one task, with blanks for seals; who has signed already stands in it."""
    terms = file.terms
    facts = (
        ("编号", file.code),
        ("来源", file.source),
        ("责任单位", f"{file.place_name}　{terms.department}".strip()),
        ("责任人", f"{terms.person}　{terms.person_title}".strip()),
        ("问题", terms.problem),
        ("整改措施", terms.measure),
        ("量化目标", terms.target),
        ("时限", str(file.state.due or "")),
        ("完成情况", f"{plain(file.state.done or Decimal(0))} {terms.unit}".strip()),
    )
    sheet = SignSheet("整改任务会签单", facts, SIGN_OFF_ROLES, dict(signed(file.state)), ws.person)
    return write_sign_sheet(sheet, out)


def export_urge_sheet(ws: Workspace, files: Sequence[TaskFile], out: Path) -> Path:
    """催办单 for the chosen tasks."""
    sheet = UrgeSheet(
        title="整改任务催办单",
        lines=(head_line(ws, f"截至{ws.today()}"), "请于收到之日起 3 个工作日内书面回复。"),
        tasks=[line(file) for file in files],
        reminded=[f"{len(file.state.of(EntryKind.REMINDER))} 次" for file in files],
        author=ws.person,
    )
    return write_urge_sheet(sheet, out)


# -- in -----------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class NewTask:
    """A line that will become a task."""

    read: ReadTask
    place_id: int
    case_id: int | None
    source: str


@dataclass(slots=True)
class LedgerImport:
    """What a file would bring, before anything is stored."""

    file_name: str
    sheet: str
    new: list[NewTask] = field(default_factory=list)
    progress: list[tuple[TaskFile, Decimal]] = field(default_factory=list)
    unchanged: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)  # cell, sentence
    # Of measures that hit everyone alike (“一刀切”, 第十七条): cell, what has to be said for it.
    questions: list[tuple[str, str]] = field(default_factory=list)

    @property
    def says(self) -> str:
        """新任务 3 项，进展 5 项，没有变化 7 项，不能导入 1 行."""
        return (
            f"新任务 {len(self.new)} 项，进展 {len(self.progress)} 项，"
            f"没有变化 {self.unchanged} 项，不能导入 {len(self.problems)} 行"
        )


def preview(ws: Workspace, path: Path, progress: Progress = ignore) -> LedgerImport:
    """What a file would add: new tasks, and progress of those that have their code in it."""
    read = read_task_ledger(path)
    found = LedgerImport(path.name, read.sheet, problems=list(read.problems))
    desk = _Desk(ws, path.name)
    for done, task in enumerate(read.tasks):
        if done % 500 == 0:
            progress("核对台账", done, len(read.tasks))
        desk.sort(found, task)
    return found


class _Desk:
    """What a line is compared with: the ledger by code and by what a task is about, the units,
    and the lines before it."""

    def __init__(self, ws: Workspace, file_name: str) -> None:
        self._ws, self._file_name = ws, file_name
        self._codes: dict[str, TaskFile] = {}
        self._alike: dict[_Key, list[TaskFile]] = {}
        for file in ledger(ws):
            self._codes[file.code] = file
            if file.state.stage is not Stage.WITHDRAWN:
                self._alike.setdefault(_key(file.row.place_id, file.terms), []).append(file)
        self._names = places.place_names(ws)
        self._units: dict[str, int | str] = {}
        self._cases = {number: one for one, (number, _) in store.source_cases(ws.db).items()}
        self._seen: set[object] = set()

    def sort(self, found: LedgerImport, task: ReadTask) -> None:
        """Put a line where it belongs: new, progress, unchanged, or a problem."""
        if (file := self._codes.get(task.code)) is not None:
            if self._is_repeated(found, task, task.code):
                return
            _compare(found, file, task)
            return
        unit = self._unit(task.unit)
        if isinstance(unit, str):
            found.problems.append((task.cell, unit))
            return
        if len(task.code) > _CODE_LENGTH:
            found.problems.append((task.cell, f"编号超过 {_CODE_LENGTH} 个字。"))
            return
        key = _key(unit, task.terms)
        if self._is_repeated(found, task, task.code or key):
            return
        alike = self._alike.get(key, []) if not task.code else []
        if len(alike) == 1:
            _compare(found, alike[0], task)
        elif alike:
            codes = "、".join(file.code for file in alike)
            found.problems.append((task.cell, f"与 {codes} 都相同，请写明编号。"))
        else:
            source = task.source or f"导入自 {self._file_name}"
            asked = legal_questions(self._ws, task.terms.measure)
            found.questions.extend((task.cell, question) for question in asked)
            found.new.append(NewTask(task, unit, self._cases.get(task.source), source))

    def _is_repeated(self, found: LedgerImport, task: ReadTask, what: object) -> bool:
        if what in self._seen:
            said = f"编号 {task.code}" if task.code else "同样的任务"
            found.problems.append((task.cell, f"{said}在表中出现两次。"))
            return True
        self._seen.add(what)
        return False

    def _unit(self, name: str) -> int | str:
        if name not in self._units:
            self._units[name] = _unit(self._names, name)
        return self._units[name]


_Key = tuple[object, ...]


def _key(place_id: int, terms: Terms) -> _Key:
    """What a task without a code is known by."""
    said = (terms.measure, terms.enterprise, terms.project, terms.problem, terms.title)
    return place_id, *said, terms.quantity


def _unit(names: places.PlaceNames, name: str) -> int | str:
    """The unit's id, or the sentence that says why there is none."""
    if not name:
        return "缺单位。"
    places_ = [place for place in names.find(name) if place.kind.is_subject]
    if len(places_) == 1:
        return places_[0].id
    return f"{'没有找到' if not places_ else '有几个同名的'}单位“{name}”。"


def _compare(found: LedgerImport, file: TaskFile, task: ReadTask) -> None:
    changed = _changes(file.terms, task)
    if changed:
        found.problems.append(
            (task.cell, f"{file.code} 的{'、'.join(changed)}与台账不同；任务内容不随进展导入改动。")
        )
    elif task.done is None or task.done == file.state.done:
        found.unchanged += 1
    elif not file.state.is_open:
        found.problems.append((task.cell, f"{file.code} {file.state.stage}，不能再登记进展。"))
    elif file.terms.quantity is None:
        found.problems.append((task.cell, f"{file.code} 没有量化目标，不能登记进展。"))
    else:
        found.progress.append((file, task.done))


_NAMES = {
    "problem": "问题", "family": "类别", "tag": "督政/查企", "measure": "整改措施",
    "title": "简称", "goal": "量化目标", "quantity": "数量", "unit": "计量单位", "due": "时限",
    "project": "项目", "industry": "行业", "enterprise": "企业", "department": "责任单位",
    "person": "责任人", "person_title": "责任人职务",
}  # fmt: skip


def _changes(stored: Terms, read: ReadTask) -> list[str]:
    """What the file says otherwise; what it leaves out says nothing."""
    said = {k: v for k, v in terms_data(read.terms).items() if k not in read.unsaid}
    before = terms_data(stored)
    return [name for key, name in _NAMES.items() if said.get(key) not in {None, before.get(key)}]


@dataclass(frozen=True, slots=True)
class StoredLedger:
    """What an import made: how many tasks are new, and its entries, which follow one another."""

    new: int
    entries: range


def commit(ws: Workspace, found: LedgerImport, progress: Progress = ignore) -> StoredLedger:
    """Store what the preview found: all of it or nothing."""
    if not found.new and not found.progress:
        raise AppError("没有可以导入的内容。", kept="台账未改动。", hint=f"{found.says}。")
    today = ws.today()
    note = f"导入自 {found.file_name}"
    with ws.transaction():
        entries = list(_new_entries(ws, found.new, today, note, progress))
        entries += [
            NewEntry(file.id, EntryKind.PROGRESS, today, {"done": plain(done)}, note)
            for file, done in found.progress
        ]
        progress("写入台账", len(found.new), len(found.new))
        before = store.mark(ws.db).entry_id
        store.insert_entries(ws.db, entries, by=ws.person, at=ws.now())
        made = range(before + 1, store.mark(ws.db).entry_id + 1)
    return StoredLedger(len(found.new), made)


def take_back(ws: Workspace, made: StoredLedger, why: str, progress: Progress = ignore) -> None:
    """Undo an import as one: its progress is void, its new tasks are withdrawn and keep their
    codes. All of it or nothing; what was closed since is not touched."""
    moved = store.moved_since(ws.db, store.Mark(made.entries.start - 1, "~"))
    with ws.transaction():
        for number, task_id in enumerate(moved):
            if number % 100 == 0:
                progress("撤销导入的台账", number, len(moved))
            _take_back_one(ws, task_id, made.entries, why)


def _take_back_one(ws: Workspace, task_id: int, made: range, why: str) -> None:
    entries = store.list_entries(ws.db, task_id=task_id).get(task_id, [])
    mine = [one for one in entries if one.id in made and not one.is_void]
    state = fold(entries)
    if not mine or not state.is_open:
        return
    if entries[0].id in made:
        gone = NewEntry(task_id, EntryKind.WITHDRAWAL, ws.today(), {}, why)
        store.insert_entries(ws.db, [gone], by=ws.person, at=ws.now())
    else:
        for one in mine:
            store.void_entry(ws.db, one.id, by=ws.person, why=why, at=ws.now())


def _new_entries(
    ws: Workspace, new: Sequence[NewTask], today: date, note: str, progress: Progress
) -> Iterable[NewEntry]:
    codes, cases = Codes(ws), store.source_cases(ws.db)
    by, at = ws.person, ws.now()
    # Codes of the file's own first, so that none is given to another line.
    for number, one in enumerate(sorted(new, key=lambda one: not one.read.code)):
        if number % 500 == 0:
            progress("写入台账", number, len(new))
        case_number, level = cases[one.case_id] if one.case_id is not None else ("", 0)
        task_id = store.insert_task(
            ws.db,
            code=one.read.code or codes.next(one.case_id, case_number, level, today.year),
            place_id=one.place_id,
            case_id=one.case_id,
            source="" if one.case_id is not None else one.source,
            by=by,
            at=at,
        )
        read = one.read
        yield NewEntry(task_id, EntryKind.TERMS, today, terms_data(read.terms))
        if read.due is not None and read.due != read.terms.due:
            granted = {"granted": True, "approver": note}
            yield NewEntry(task_id, EntryKind.EXTENSION, today, {"due": read.due.isoformat()}, note)
            yield NewEntry(task_id, EntryKind.DECISION, today, granted)
        if read.done is not None and read.terms.quantity is not None:
            yield NewEntry(task_id, EntryKind.PROGRESS, today, {"done": plain(read.done)}, note)
