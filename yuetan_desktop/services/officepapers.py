"""Papers of the office that belong to no case: 月度通报, kept by version, numbered when issued.

Drafts and the paper that went out are rows of their own; nothing is overwritten. What is in the
paper is what the month's data and cases say, so the same month may have several versions.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from yuetan_desktop.documents import numbering
from yuetan_desktop.documents.monthly import NAME
from yuetan_desktop.domain.paperstage import PaperStage
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import assessing
from yuetan_desktop.services.monthpaper import compose_circular, draft_mark
from yuetan_desktop.services.office import Viewpoint, read_office
from yuetan_desktop.services.paperissuer import FORMAL
from yuetan_desktop.services.paperstore import keep, writing
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases, officepapers
from yuetan_desktop.store.papers import next_version

STAGE = "月度"  # where lists show it, beside the stages of a case's papers


@dataclass(frozen=True, slots=True)
class OfficePaper:
    """One version of a month's paper, as lists show it."""

    id: int
    kind: str
    month: Period
    version: int
    number: str
    state: str
    path: Path
    sha256: str

    @property
    def stage(self) -> str:
        return STAGE

    @property
    def draft_stage(self) -> str:
        return (PaperStage.FINAL if self.number else PaperStage.DISCUSSION).value


def months(ws: Workspace, count: int = 12) -> tuple[Period, ...]:
    """The newest month with data and those before it, for a list to choose from."""
    newest = assessing.newest_month(ws).start
    at = [newest.year * 12 + newest.month - 1 - n for n in range(count)]
    return tuple(Period.month(one // 12, one % 12 + 1) for one in at)


def make_month_paper(
    ws: Workspace, month: Period | None = None, *, formal: bool = False
) -> OfficePaper:
    """Make and keep the circular of a month; only a formal one takes a number."""
    office, month = read_office(ws), assessing.data_month(ws, month)
    if formal and office.viewpoint is Viewpoint.SELF_WATCH:
        raise AppError(
            f"县级自查只能代拟：{NAME}由{office.issuer}印发。", kept="没有生成文书，没有占用文号。"
        )
    year, mark = ws.today().year, draft_mark(office)
    blank = office.number_pattern.replace("{year}", str(year)).replace("{n}", "　")
    with ws.transaction():
        version = next_version(ws.db, str(month), NAME)
        number = ""
        if formal:
            used = cases.used_numbers(ws.db)
            number = numbering.next_number(office.number_pattern, year, used)
            used_for = f"{month.label()}{NAME}"
            cases.take_number(ws.db, number, used_for=used_for, by=ws.person, at=ws.now())
        state = FORMAL if formal else mark
        with writing(ws, NAME, f"{month.label()}{NAME}-{version}-{state}") as path:
            context = compose_circular(ws, month, path, number or blank, "" if formal else mark)
            paper_id, sha256 = keep(
                ws,
                str(month),
                path,
                kind=NAME,
                version=version,
                number=number,
                state=state,
                values={},
                context=context,
            )
    return OfficePaper(paper_id, NAME, month, version, number, state, path, sha256)


def office_papers(ws: Workspace) -> list[OfficePaper]:
    """Every version made so far, oldest first."""
    return [
        OfficePaper(
            row.id,
            row.kind,
            Period.parse(row.month),
            row.version,
            row.number,
            row.state,
            ws.folders.data / row.path,
            row.sha256,
        )
        for row in officepapers.list_office_papers(ws.db)
    ]
