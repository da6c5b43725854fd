"""Letters to laggards in one run: 催报函 or 交办函 for every open case with something overdue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles, paperwork, rectification
from yuetan_desktop.services.casefiles import CaseFile, CaseFilter
from yuetan_desktop.services.packing import safe_name
from yuetan_desktop.services.papers.paperfollowup import owed
from yuetan_desktop.services.workspace import Progress, Workspace, ignore

# What each letter lists, and the field that holds the new limit.
LETTERS = {"催报函": ("催报事项", "报送期限"), "交办函": ("交办事项", "办结期限")}


@dataclass(frozen=True, slots=True)
class Letter:
    """One case with something overdue: the letter that was made, or why there is none."""

    case_number: str
    unit: str
    items: int
    path: Path | None
    obstacle: str = ""


def overdue_cases(ws: Workspace, kind: str) -> list[tuple[CaseFile, int]]:
    """Open cases with what the letter would list, and how many items that is."""
    _check_kind(kind)
    tasks = _overdue_tasks(ws) if kind == "交办函" else Counter()
    counted = (
        (file, sum(1 for _ in owed(file.deadlines)) + tasks[file.id])
        for file in casefiles.list_cases(ws, CaseFilter.OPEN)
    )
    return [(file, count) for file, count in counted if count]


def make_letters(
    ws: Workspace,
    kind: str,
    out: Path,
    until: date,
    *,
    only: Iterable[int] = (),
    progress: Progress = ignore,
) -> list[Letter]:
    """A draft for each case, with `until` as its new limit, also as a copy in `out`. One that
    cannot be made does not keep the others from being made; the reason is told."""
    _check_kind(kind)
    if until <= ws.today():
        raise AppError(f"新的期限{until}已经过去。", kept="没有生成文书。", hint="请另定期限。")
    wanted = set(only)
    cases = [one for one in overdue_cases(ws, kind) if not wanted or one[0].id in wanted]
    made = []
    for number, (file, count) in enumerate(cases):
        progress(f"{kind}：{file.unit}", number, len(cases))
        made.append(_make(ws, file, kind, count, out, until))
    return made


def _make(ws: Workspace, file: CaseFile, kind: str, count: int, out: Path, until: date) -> Letter:
    field = LETTERS[kind][1]
    values = paperwork.draft(ws, file.id, kind, {field: until.isoformat()}).values
    fresh = {LETTERS[kind][0]: _automatic(ws, file, kind), "成文日期": ws.today().isoformat()}
    path = out / f"{safe_name(f'{kind} {file.unit} {file.number}')}.docx"
    try:
        paper = paperwork.issue(ws, file.id, kind, values | fresh, path)
    except AppError as error:
        return Letter(file.number, file.unit, count, None, error.message)
    return Letter(file.number, file.unit, count, paper.path)


def _automatic(ws: Workspace, file: CaseFile, kind: str) -> str:
    """What is overdue today, whatever an earlier letter of the case listed."""
    drafted = paperwork.draft(ws, file.id, kind)
    return next(field.automatic for field in drafted.fields if field.key == LETTERS[kind][0])


def _overdue_tasks(ws: Workspace) -> Counter[int | None]:
    """How many tasks of each case are overdue; the ledger is read once for all of them."""
    late = (task for task in rectification.ledger(ws) if task.is_overdue and task.state.is_open)
    return Counter(task.row.case_id for task in late)


def _check_kind(kind: str) -> None:
    if kind not in LETTERS:
        raise AppError(f"“{kind}”不是催办的文书。", hint=f"可用的文书：{'、'.join(LETTERS)}。")
