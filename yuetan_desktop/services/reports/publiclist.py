"""公开约谈名单 (第二十条): public interviews that were held, persons and numbers taken out; what
concerns a state secret is never among them."""

from __future__ import annotations

from pathlib import Path

from yuetan_desktop.domain.papers.redaction import redacted
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases.openness import openness_of
from yuetan_desktop.services.office import head_line, read_office
from yuetan_desktop.services.papers.paperfollowup import private_names
from yuetan_desktop.services.workspace import Workspace


def public_cases(ws: Workspace, period: Period) -> tuple[list[CaseFile], int]:
    """The cases whose interview was public and held in the period, by its day; and how many other
    interviews of the period were internal or secret."""
    shown, others = [], 0
    for file in casefiles.list_cases(ws):
        held = file.state.held_on
        if held is None or not period.start <= held <= period.end:
            continue
        said = openness_of(ws, file.id, file.state)
        if said.is_public and not said.is_secret:
            shown.append(file)
        else:
            others += 1
    return sorted(shown, key=lambda file: (str(file.state.held_on), file.number)), others


def public_book(ws: Workspace, out: Path, *, period: Period | None = None) -> Path:
    """The list of a period as a workbook, this year if none is named."""
    from yuetan_desktop.excel.books.publiclist import PublicRow, write_public_list

    period = period or Period.year_of(ws.today().year)
    files, others = public_cases(ws, period)
    rows = [
        PublicRow(
            unit=file.unit,
            measure=file.basis.level.name,
            held_on=file.state.held_on,
            cites=file.cites,
            matter=redacted(file.title, private_names(ws, file)),
            state=file.state.label,
            ended_on=file.state.end.day if file.state.end else None,
        )
        for file in files
        if file.state.held_on is not None
    ]
    lines = (
        head_line(ws, f"统计期：{period.label()}；情况截至{ws.today()}"),
        "只列公开约谈的案件（第二十条），个人姓名、电话等已隐去；"
        f"内部约谈、涉及国家秘密的 {others} 件不列。",
    )
    title = f"{read_office(ws).city}生态环境保护公开约谈名单（{period.label()}）"
    return write_public_list(title, lines, ws.person, rows, out)
