"""责任清单 brought in: departments are registered, matters join the map of 第十六条."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from yuetan_desktop.domain.cases.causes import Issue
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.services import places
from yuetan_desktop.services.cases import causes
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import leaders
from yuetan_desktop.store import places as store


@dataclass(frozen=True, slots=True)
class DutyImport:
    """What a list brought: departments of the list, those newly registered, the map's new lines,
    and for 撤销 what stood before under each name."""

    departments: tuple[str, ...]
    registered: tuple[int, ...]
    issues: tuple[Issue, ...]
    before: tuple[tuple[str, Issue | None], ...]

    @property
    def says(self) -> str:
        """部门 47 个，新登记 35 个；责任事项 60 项."""
        return (
            f"部门 {len(self.departments)} 个，新登记 {len(self.registered)} 个；"
            f"责任事项 {len(self.issues)} 项"
        )


def import_duties(ws: Workspace, path: Path) -> DutyImport:
    """All of the list or nothing. A matter already on the map has the list's departments from now
    on, the first named leading; its domain stays unless the list names another."""
    from yuetan_desktop.excel.dutylist import read_duty_list

    rows = read_duty_list(path)
    names, known = places.place_names(ws), {issue.name: issue for issue in causes.issues(ws)}
    official: dict[str, str] = {}
    missing: list[str] = []
    for name in dict.fromkeys(row.department for row in rows):
        found = names.find(name, kinds={PlaceKind.DEPARTMENT})
        official[name] = found[0].name if len(found) == 1 else name
        if not found:
            missing.append(name)
    said: dict[str, list[str]] = {}
    domains: dict[str, str] = {}
    for row in rows:
        if row.matter:
            said.setdefault(row.matter, []).append(official[row.department])
            domains[row.matter] = domains.get(row.matter) or row.domain
    issues = tuple(
        Issue(name, _domain(domains[name], known.get(name), who[0]), tuple(dict.fromkeys(who)))
        for name, who in said.items()
    )
    with ws.transaction():
        new = [Place(0, name, PlaceKind.DEPARTMENT) for name in missing]
        registered = tuple(store.insert_place(ws.db, place) for place in new)
        for issue in issues:
            leaders.save_issue(ws.db, issue, by=ws.person, at=ws.now())
    before = tuple((issue.name, known.get(issue.name)) for issue in issues)
    return DutyImport(tuple(official.values()), registered, issues, before)


def _domain(said: str, known: Issue | None, department: str) -> str:
    """As the list says, else as the map said before, else the department's own field."""
    return said or (known.domain if known else department.removeprefix("市").removesuffix("局"))


def take_back(ws: Workspace, brought: DutyImport) -> None:
    """The map as it stood; the departments go that nothing refers to yet."""
    for name, before in brought.before:
        if before is None:
            causes.remove_issue(ws, name)
        else:
            causes.save_issue(ws, before)
    for place_id in brought.registered:
        places.remove(ws, place_id)
