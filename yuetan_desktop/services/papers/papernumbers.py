"""Numbers of papers (文号): the office's pattern, the next free one, its entry in the register."""

from __future__ import annotations

from collections.abc import Mapping

from yuetan_desktop.documents import numbering
from yuetan_desktop.documents.context import PaperCase
from yuetan_desktop.documents.kinds import PaperKind
from yuetan_desktop.services.office import Office
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases


def pattern_of(kind: PaperKind, office: Office) -> str:
    """资环委办〔{year}〕{n}号 for notices, 资环委办纪〔{year}〕{n}号 for minutes."""
    return office.number_pattern.replace("〔", f"{kind.series or ''}〔", 1)


def next_number(ws: Workspace, kind: PaperKind, office: Office, values: Mapping[str, str]) -> str:
    """What a paper issued now would get; one without a series has the number that was filled in."""
    if kind.series is None:
        return values.get("文号", "")
    pattern = pattern_of(kind, office)
    return numbering.next_number(pattern, _year(ws, values), cases.used_numbers(ws.db))


def take_number(
    ws: Workspace, kind: PaperKind, office: Office, values: Mapping[str, str], case: PaperCase
) -> str:
    """Enter the number into the register for good. Raises AppError if it was ever given."""
    if kind.series is None:
        return values.get("文号", "").strip()
    number = next_number(ws, kind, office, values)
    of_cases = "、".join(one.number for one in case.together) or case.number
    cases.take_number(ws.db, number, used_for=f"{of_cases} {kind.name}", by=ws.person, at=ws.now())
    return number


def blank_number(ws: Workspace, kind: PaperKind, office: Office, values: Mapping[str, str]) -> str:
    """A draft shows where the number will stand: 资环委办〔2026〕　号."""
    if kind.series is None:
        return values.get("文号", "")
    pattern = pattern_of(kind, office)
    return pattern.replace("{year}", str(_year(ws, values))).replace("{n}", "　")


def _year(ws: Workspace, values: Mapping[str, str]) -> int:
    """A number belongs to the year the paper is dated in."""
    dated = values.get("成文日期", "")[:4]
    return int(dated) if dated.isascii() and dated.isdigit() else ws.today().year
