"""历史约谈案件: cases from before the program are brought in from a sheet, seen first, taken back.

They count like every other case: for repeated ones of a unit, for 第九条（一）1, in 统计考评.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from yuetan_desktop.documents import numbering
from yuetan_desktop.domain.cases.basisjson import to_json
from yuetan_desktop.domain.cases.pastcase import RESULTS, PastCase, basis_of, doubts
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.facts import Source
from yuetan_desktop.domain.place import Place
from yuetan_desktop.domain.regulation import Rule
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel import pastcases as sheet
from yuetan_desktop.excel.books.forms import write_blank
from yuetan_desktop.excel.pastcases import NAME, PastRow
from yuetan_desktop.excel.reader import read_bytes
from yuetan_desktop.excel.results import Problem, Severity
from yuetan_desktop.services import assessing, places
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import archive, backup, cases, observations

__all__ = ["NAME", "PastCases", "Problem", "bring_in", "preview", "save_form", "take_back"]

_OWN_NUMBER = "补录〔{year}〕{n}号"
_USED_FOR = "补录案件"


@dataclass(frozen=True, slots=True)
class PastCases:
    """What a sheet holds and what bringing it in would do."""

    path: Path
    sha256: str
    cases: tuple[PastCase, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def summary(self) -> str:
        """补录 5 件：在办 1 件，已结 4 件."""
        still = sum(1 for case in self.cases if case.is_open)
        return f"补录 {len(self.cases)} 件：在办 {still} 件，已结 {len(self.cases) - still} 件"


# -- the sheet ----------------------------------------------------------------------------------
def save_form(ws: Workspace, path: Path) -> Path:
    """The blank sheet, with this office's units, the levels and the clauses to choose."""
    lists = {
        "subjects": [place.name for place in _subjects(ws)],
        "levels": [str(number) for number in range(1, 7)],
        "clauses": [rule.short_cite for rule in _rules(ws)],
        "results": list(RESULTS),
    }
    write_blank(sheet.FORM, path, lists)
    return path


def preview(ws: Workspace, path: Path) -> PastCases:
    """Read a sheet; nothing is written. Every doubt stands at its cell."""
    rows, problems = sheet.read_past_cases(read_bytes(path), path.name)
    reader = _Reader(ws, path.name, problems)
    found = [case for row in rows if (case := reader.case(row)) is not None]
    reader.check_numbers(rows)
    return PastCases(path, archive.sha256_of(path), tuple(found), tuple(problems))


class _Reader:
    """Names, clauses and numbers of one sheet against what the program knows."""

    def __init__(self, ws: Workspace, file: str, problems: list[Problem]) -> None:
        self._ws, self._file, self._problems = ws, file, problems
        self._names = places.place_names(ws)
        self._kinds = {place.kind for place in _subjects(ws)}
        self._rules = {_plain_cite(rule.short_cite): rule for rule in _rules(ws)}
        self._rules |= {_plain_cite(rule.cite): rule for rule in _rules(ws)}

    def case(self, row: PastRow) -> PastCase | None:
        """The case of a row; None where something it stands on is missing or unknown."""
        place, rule = self._place(row), self._rule(row)
        opened = row.days.get(sheet.OPENED)
        if place is None or rule is None or row.period is None or opened is None:
            return None
        interview = rule.level.is_interview
        days, facts = self._steps(row, interview=interview)
        past = PastCase(
            number=row.texts.get(sheet.NUMBER, ""),
            place=place,
            rule=rule,
            period=row.period,
            says=row.texts.get(sheet.SAYS, ""),
            opened_on=opened,
            days=days,
            facts=facts,
            note=row.texts.get(sheet.NOTE, ""),
            source=Source(self._file, row.sheet, row.at(sheet.UNIT)),
        )
        for kind, says in doubts(past, self._ws.today()):
            self._say(row, _head_of(kind, interview=interview), says)
        return past

    def _steps(
        self, row: PastRow, *, interview: bool
    ) -> tuple[dict[StepKind, date], dict[StepKind, dict[str, str]]]:
        days = {}
        for head, (of_interview, of_paper) in sheet.STEP_HEADS.items():
            kind = of_interview if interview else of_paper
            if head in row.days and kind is None:
                self._say(row, head, "预警提示、通报没有这个环节。")
            elif head in row.days and kind is not None:
                days[kind] = row.days[head]
        if sheet.CHECKED in row.days:
            days[StepKind.IMPROVEMENT_CHECK] = row.days[sheet.CHECKED]
        said = {
            StepKind.PROPOSAL: {"department": row.texts.get(sheet.DEPARTMENT, "")},
            (StepKind.NOTICE if interview else StepKind.ISSUE): {
                "document": row.texts.get(sheet.NOTICE_NUMBER, "")
            },
            StepKind.MINUTES: {"document": row.texts.get(sheet.MINUTES_NUMBER, "")},
            StepKind.IMPROVEMENT_CHECK: {"result": row.texts.get(sheet.RESULT, "")},
        }
        facts = {kind: {k: v for k, v in data.items() if v} for kind, data in said.items()}
        return days, facts

    def _place(self, row: PastRow) -> Place | None:
        name = row.texts[sheet.UNIT]
        found = self._names.find(name, kinds=self._kinds) if name else ()
        if name and len(found) != 1:
            says = f"“{name}”" + ("可能是几个单位。" if found else "没有登记为责任单位。")
            self._say(row, sheet.UNIT, says)
        return found[0] if len(found) == 1 else None

    def _rule(self, row: PastRow) -> Rule | None:
        cite, level = row.texts[sheet.CLAUSE], row.texts.get(sheet.LEVEL, "")
        rule = self._rules.get(_plain_cite(cite))
        if rule is None:
            if cite:
                says = f"没有条款“{cite}”；写法如 第七条（一）1。"
                self._say(row, sheet.CLAUSE, says)
            return None
        if level and level.removesuffix("级") not in {str(rule.level.number), rule.level.name}:
            right = f"第 {rule.level.number} 级（{rule.level.name}）"
            says = f"{rule.short_cite}是{right}，不是“{level}”。"
            self._say(row, sheet.LEVEL, says)
        return rule

    def check_numbers(self, rows: list[PastRow]) -> None:
        """A case number or document number is given once."""
        for head in (sheet.NUMBER, sheet.NOTICE_NUMBER, sheet.MINUTES_NUMBER):
            counts = Counter(row.texts.get(head, "") for row in rows)
            for row in rows:
                number = row.texts.get(head, "")
                if number and counts[number] > 1 and head == sheet.NUMBER:
                    self._say(row, head, f"编号“{number}”在表中出现 {counts[number]} 次。")
                elif number and head == sheet.NUMBER and cases.case_by_number(self._ws.db, number):
                    says = f"案件“{number}”已在库中；撤销过的补录请改用别的编号，或留空由程序编号。"
                    self._say(row, head, says)

    def _say(self, row: PastRow, head: str, says: str) -> None:
        self._problems.append(Problem(Severity.ERROR, row.sheet, row.at(head), says))


def _head_of(kind: StepKind, *, interview: bool) -> str:
    if kind is StepKind.IMPROVEMENT_CHECK:
        return sheet.CHECKED
    for head, kinds in sheet.STEP_HEADS.items():
        if kinds[0 if interview else 1] is kind:
            return head
    return sheet.OPENED


def _plain_cite(cite: str) -> str:
    """第九条（一）1 and 第九条第（一）项第1目 as one form."""
    return re.sub(r"[\s()（）第条款项目]", "", cite)


def _subjects(ws: Workspace) -> list[Place]:
    """Units out of use too: they had cases before the program."""
    return assessing.subjects(assessing.facts_for(ws), with_retired=True)


def _rules(ws: Workspace) -> list[Rule]:
    return [rule for regulation in ws.library.regulations for rule in regulation.rules]


# -- bringing in --------------------------------------------------------------------------------
def bring_in(ws: Workspace, found: PastCases) -> int:
    """Store what was previewed, all of it or nothing, as one batch of 导入记录."""
    if found.errors or not found.cases:
        first = f"，例如{found.errors[0]}" if found.errors else ""
        raise AppError(
            f"“{found.path.name}”有 {len(found.errors)} 处错误{first}"
            if found.errors
            else f"“{found.path.name}”中没有案件。",
            kept="没有登记任何案件。",
            hint="请在表中改正后再导入。",
        )
    archive.keep(ws.folders.archive, found.path, found.sha256)
    backup.make(ws.db, ws.folders.backups, backup.Reason.IMPORT, ws.clock())
    at = ws.now()
    with ws.transaction():
        batch = observations.create_batch(
            ws.db,
            file_name=found.path.name,
            sha256=found.sha256,
            layout=NAME,
            imported_by=ws.person,
            imported_at=at,
            report={"notes": [found.summary]},
        )
        for past in sorted(found.cases, key=lambda past: past.opened_on):
            source = replace(past.source, batch=batch)
            _insert(ws, replace(past, source=source), at)
    return batch


def _insert(ws: Workspace, past: PastCase, at: datetime) -> None:
    regulation = next(r for r in ws.library.regulations if past.rule in r.rules)
    number = past.number or _next_number(ws, past.opened_on.year)
    case_id = cases.insert_case(
        ws.db,
        number=number,
        place_id=past.place.id,
        level=past.level,
        regulation=regulation.number,
        opened_on=past.opened_on,
        opened_by=ws.person,
        basis=to_json(basis_of(past, regulation)),
        at=at,
    )
    documents = (data.get("document", "") for data in past.facts.values())
    for taken in {number, *documents} - {""} - set(cases.used_numbers(ws.db)):
        cases.take_number(ws.db, taken, used_for=_USED_FOR, by=ws.person, at=at)
    for kind, day in past.steps:
        note = f"补录自{past.source}" + (f"；{past.note}" if past.note else "")
        cases.insert_step(
            ws.db,
            case_id=case_id,
            kind=kind.value,
            day=day,
            note=note if kind is StepKind.CONFIRMATION else "补录",
            data=past.facts.get(kind, {}),
            by=ws.person,
            at=at,
        )


def _next_number(ws: Workspace, year: int) -> str:
    used = (numbering.ordinal(_OWN_NUMBER, year, number) for number in cases.used_numbers(ws.db))
    n = max((n for n in used if n is not None), default=0) + 1
    return _OWN_NUMBER.replace("{year}", str(year)).replace("{n}", f"{n:02}")


# -- taking back --------------------------------------------------------------------------------
def take_back(ws: Workspace, batch: int, why: str) -> tuple[int, list[str]]:
    """Withdraw the cases of a batch: how many, and those that were worked on since and stay.

    Call inside a transaction. Their steps stay on record, voided.
    """
    gone, kept = 0, []
    for row in cases.list_cases(ws.db):
        if (row.basis.get("brought_in") or {}).get("batch") != batch:
            continue
        steps = [step for step in cases.list_steps(ws.db, row.id) if step.voided_at is None]
        if any(step.recorded_at > row.recorded_at for step in steps):
            kept.append(f"案件“{row.number}”：补录以后又有登记，保留")
            continue
        for step in steps:
            cases.void_step(ws.db, step.id, by=ws.person, why=why, at=ws.now())
        cases.insert_step(
            ws.db,
            case_id=row.id,
            kind=StepKind.WITHDRAWAL.value,
            day=max(ws.today(), row.opened_on),
            data={"reason": f"撤销补录：{why}"},
            by=ws.person,
            at=ws.now(),
        )
        gone += 1
    return gone, kept
