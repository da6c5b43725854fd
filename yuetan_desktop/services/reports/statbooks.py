"""The workbooks 统计考评 and 党政同责汇总: the figures, and the lists they are counted from."""

from __future__ import annotations

from pathlib import Path

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.limitrate import limit_name
from yuetan_desktop.domain.reports.statistics import DEFINITIONS, CaseRecord
from yuetan_desktop.excel.books.statrows import (
    CaseLine,
    EvaluationRows,
    ExemptionRow,
    LimitLine,
    SpanLine,
    TaskLine,
)
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.office import head_line, read_office
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.services.reports.statistics import Statistics, statistics
from yuetan_desktop.services.workspace import Workspace


def evaluation_book(ws: Workspace, out: Path, *, period: Period | None = None) -> Path:
    """统计考评 of the cases opened in a period, this year if none is named."""
    from yuetan_desktop.excel.books.evaluation import write_evaluation

    return write_evaluation(_rows(ws, period, "生态环境保护行政约谈统计考评表"), out)


def joint_duty_book(ws: Workspace, out: Path, *, period: Period | None = None) -> Path:
    """党政同责汇总 (第十八条): one line a unit."""
    from yuetan_desktop.excel.books.jointduty import write_joint_duty

    return write_joint_duty(_rows(ws, period, "生态环境保护党政同责约谈情况汇总表"), out)


def _rows(ws: Workspace, period: Period | None, title: str) -> EvaluationRows:
    found = statistics(ws, period)
    evaluation = found.evaluation
    label = evaluation.period.label()
    records = {record.number: record for record in evaluation.records}
    return EvaluationRows(
        title=f"{read_office(ws).city}{title}（{label}）",
        lines=(
            head_line(ws, f"统计期：{label}立案的案件，情况截至{evaluation.as_of}"),
            f"依据：{ws.library.regulations[-1].citation}；各表数字由后附明细按公式计算。",
        ),
        author=ws.person,
        levels=tuple((level.number, level.name) for level in found.levels),
        units=tuple(line.name for line in found.units),
        veto={line.name: "；".join(line.veto_says) for line in found.units if line.has_veto},
        months=tuple(str(month) for month in evaluation.by_month),
        limits=tuple(rate.name for rate in evaluation.limits),
        faults=tuple((line.name, line.found_by) for line in found.faults),
        cases=[_case(file, records[file.number], found) for file in found.files],
        limit_lines=[line for file in found.files for line in _limit_lines(records[file.number])],
        spans=[
            SpanLine(s.number, s.unit_name, s.level, s.label, s.since, s.day, s.workdays)
            for s in evaluation.spans
        ],
        exemptions=[
            ExemptionRow(
                one.unit_name, one.cite, one.period.label(), one.cause, one.evidence, one.approved
            )
            for one in found.exemptions
        ],
        tasks=[line for task in found.tasks if (line := _task(task))],
        definitions=DEFINITIONS,
    )


def _case(file: CaseFile, record: CaseRecord, found: Statistics) -> CaseLine:
    improved = found.evaluation.improvements.get(file.number)
    return CaseLine(
        number=file.number,
        unit=record.unit_name,
        level=record.level,
        level_name=file.basis.level.name,
        cites=record.cites,
        title=file.title,
        opened_on=record.opened_on,
        state=file.state.label,
        status=record.status.value,
        repeats=found.evaluation.repeats.get(file.number, ""),
        improvement=improved.value if improved else "",
        faults=found.faults_said[file.number],
    )


def _task(task: TaskFile) -> TaskLine | None:
    if task.state.due is None or task.standing is None:
        return None
    return TaskLine(
        code=task.code,
        unit=task.place_name,
        name=task.terms.name,
        target=task.terms.target,
        due=task.state.due,
        stage=task.state.stage.value,
        standing=task.standing.state.value,
        text=task.standing.text,
        case=task.case.number if task.case else "",
        tag=task.terms.tag.value,
    )


def _limit_lines(record: CaseRecord) -> list[LimitLine]:
    return [
        LimitLine(
            number=record.number,
            unit=record.unit_name,
            level=record.level,
            name=limit_name(limit),
            due=limit.due,
            done_on=limit.done_on,
            state=limit.state.value,
            text=limit.text,
            estimated=limit.estimated,
        )
        for limit in record.deadlines
    ]
