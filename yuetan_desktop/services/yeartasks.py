"""年度任务台账: typed or brought in from a workbook, exported, and taken back whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from yuetan_desktop.domain.ledger.yeartask import YearTask, YearTaskKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import places
from yuetan_desktop.services.office import head_line
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import yeartasks as store

__all__ = ["YearTask", "YearTaskKind"]

_KEPT = "台账没有改动。"
_REPLACED = "由新登记的数代替"


@dataclass(frozen=True, slots=True)
class Recorded:
    """Lines now in force, and those they took the place of, for 撤销."""

    ids: tuple[int, ...]
    replaced: tuple[int, ...]

    @property
    def says(self) -> str:
        updated = f"，其中更新 {len(self.replaced)} 项" if self.replaced else ""
        return f"登记 {len(self.ids)} 项{updated}"


def year_tasks(ws: Workspace) -> list[YearTask]:
    """Every line in force."""
    return store.list_year_tasks(ws.db)


def record_year_tasks(ws: Workspace, tasks: Sequence[YearTask]) -> Recorded:
    """Record lines; one for the same unit, year, ledger and name takes the place of the older."""
    for task in tasks:
        _check(task)
    twice = len(tasks) - len({task.key for task in tasks})
    if twice:
        raise AppError(
            f"有 {twice} 行的单位、年度、台账和名称与别的行相同。",
            kept=_KEPT,
            hint="请合并后再登记。",
        )
    wanted = {task.key for task in tasks}
    with ws.transaction():
        before = tuple(task.id for task in year_tasks(ws) if task.key in wanted)
        store.void_year_tasks(ws.db, before, by=ws.person, why=_REPLACED, at=ws.now())
        ids = tuple(store.insert_year_task(ws.db, t, by=ws.person, at=ws.now()) for t in tasks)
    return Recorded(ids, before)


def take_back_year_tasks(ws: Workspace, recorded: Recorded, why: str) -> None:
    """As if the lines had not been recorded: what they replaced holds again."""
    with ws.transaction():
        store.void_year_tasks(ws.db, recorded.ids, by=ws.person, why=why, at=ws.now())
        store.reinstate_year_tasks(ws.db, recorded.replaced)


def void_year_task(ws: Workspace, task_id: int, why: str) -> None:
    """Raises AppError without a reason, or where no such line is in force."""
    if not why.strip():
        raise AppError("没有填写作废原因。", kept=_KEPT)
    if all(task.id != task_id for task in year_tasks(ws)):
        raise AppError(f"没有序号为{task_id}的年度任务。", kept=_KEPT, hint="序号见年度任务台账。")
    with ws.transaction():
        store.void_year_tasks(ws.db, [task_id], by=ws.person, why=why, at=ws.now())


def import_year_tasks(ws: Workspace, path: Path) -> Recorded:
    """All lines of a workbook or none."""
    from yuetan_desktop.excel.yeartasks import read_year_tasks

    rows = read_year_tasks(path)
    names, kinds = places.place_names(ws), {kind.value: kind for kind in YearTaskKind}
    unknown: dict[str, str] = {}
    tasks = []
    for row in rows:
        known = [place for place in names.find(row.unit) if place.kind.is_subject]
        kind = kinds.get(row.kind.removesuffix("台账").removesuffix("任务"))
        if len(known) != 1:
            unknown.setdefault(row.unit, f"{row.at}的单位“{row.unit}”没有登记")
        elif kind is None:
            unknown.setdefault(row.kind, f"{row.at}的台账“{row.kind}”不是{'、'.join(kinds)}之一")
        else:
            origin = f"{path.name} › {row.at}"
            tasks.append(
                YearTask(
                    0, known[0].id, row.year, kind, row.item, row.planned, row.done,
                    row.measure, row.document, origin,
                )
            )  # fmt: skip
    if unknown:
        raise AppError(
            f"文件“{path.name}”：{'；'.join(unknown.values())}。",
            kept="没有导入任何数据。",
            hint="请改正这些格，或在“设置”登记单位后再导入。",
        )
    return record_year_tasks(ws, tasks)


def export_year_tasks(ws: Workspace, out: Path) -> Path:
    """The ledger as a workbook that can be filled in and brought back."""
    from yuetan_desktop.excel.yeartasks import YearTaskRow, write_year_tasks

    names = {place.id: place.name for place in places.list_places(ws)}
    rows = [
        YearTaskRow(
            "", names[t.place], t.year, t.kind.value, t.item, t.planned, t.done, t.unit, t.document
        )
        for t in year_tasks(ws)
    ]
    kinds = "、".join(kind.value for kind in YearTaskKind)
    lines = (head_line(ws, f"截至{ws.today()}"), f"“台账”一列填：{kinds}。")
    return write_year_tasks(rows, out, lines=lines, author=ws.person)


def _check(task: YearTask) -> None:
    lacking = [
        name
        for name, given in (("名称", task.item.strip()), ("任务数", task.planned > 0))
        if not given
    ]
    if lacking:
        raise AppError(f"缺{'、'.join(lacking)}。", kept=_KEPT, hint="请补填后再登记。")
    if task.done < 0 or not 2000 <= task.year <= 2100:
        raise AppError(f"{task.item}的年度或完成数不对。", kept=_KEPT, hint="请核对后再登记。")
