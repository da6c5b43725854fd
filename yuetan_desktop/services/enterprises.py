"""企业名录: lists brought in and taken back whole; the card of one enterprise."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from yuetan_desktop.domain.facts import Incident
from yuetan_desktop.domain.ledger.enterprise import Enterprise, merged
from yuetan_desktop.domain.ledger.visits import Visit
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import incidents, places, rectification
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.services.workspace import Progress, Workspace, ignore
from yuetan_desktop.store import archive
from yuetan_desktop.store import enterprises as store
from yuetan_desktop.store import visits as visit_store

NONE = "未登记"


@dataclass(frozen=True, slots=True)
class EnterprisesBrought:
    """What a list brought. `unknown` are the counties it names that are not registered."""

    list_id: int
    lines: int
    new: int
    listed: int
    unknown: tuple[str, ...]
    nameless: tuple[str, ...]

    @property
    def says(self) -> str:
        """54061 家，新增 54061 家，其中正面清单 12 家；县（区）未登记：…；没有名称的行：…"""
        said = [f"{self.lines} 行，新增 {self.new} 家"]
        if self.listed:
            said.append(f"正面清单 {self.listed} 家")
        if self.unknown:
            said.append(f"县（区）未登记：{_some(self.unknown)}")
        if self.nameless:
            said.append(f"没有名称未导入：{_some(self.nameless)}")
        return "；".join(said)


def _some(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > 3 else ""
    return "、".join(names[:3]) + more


def import_list(ws: Workspace, path: Path, progress: Progress = ignore) -> EnterprisesBrought:
    """All of a file or nothing; the original is kept."""
    from yuetan_desktop.excel.enterpriselist import read_enterprises

    progress(f"读取 {path.name}", 0, 3)
    found = read_enterprises(path)
    progress("核对县（区）", 1, 3)
    counties = _counties(ws, {row.unit for row in found.rows if row.unit})
    lines = [
        Enterprise(row.name, row.code, row.unit, counties.get(row.unit), row.status, row.is_listed)
        for row in found.rows
    ]
    sha256 = archive.sha256_of(path)
    archive.keep(ws.folders.archive, path, sha256)
    progress(f"保存 {len(lines)} 行", 2, 3)
    known = store.lines(ws.db)
    with ws.transaction():
        list_id = store.insert_list(ws.db, path.name, sha256, by=ws.person, at=ws.now())
        placed = ((line, row.sheet, row.cell) for line, row in zip(lines, found.rows, strict=True))
        store.insert_lines(ws.db, list_id, placed)
    return EnterprisesBrought(
        list_id,
        len(lines),
        len(merged([*known, *lines])) - len(merged(known)),
        sum(line.is_listed is True for line in lines),
        tuple(sorted({row.unit for row in found.rows if row.unit} - counties.keys())),
        found.nameless,
    )


def _counties(ws: Workspace, named: Collection[str]) -> dict[str, int]:
    """The registered county or zone each name means, where that is clear."""
    names = places.place_names(ws)
    kinds = {PlaceKind.COUNTY, PlaceKind.ZONE}
    meant = {name: names.find(name, kinds=kinds) for name in named}
    return {name: found[0].id for name, found in meant.items() if len(found) == 1}


def withdraw_list(ws: Workspace, list_id: int) -> None:
    """What only this list said is gone; what earlier ones said holds again."""
    if all(one.id != list_id for one in lists(ws)):
        raise AppError(f"没有第 {list_id} 号名录，或者它已经撤销。", kept="没有撤销。")
    with ws.transaction():
        store.withdraw_list(ws.db, list_id, by=ws.person, at=ws.now())


def restore_list(ws: Workspace, list_id: int) -> None:
    """A list that was taken back by mistake is in force again."""
    with ws.transaction():
        store.restore_list(ws.db, list_id)


def lists(ws: Workspace) -> list[store.ListRow]:
    """The lists in force, the newest first."""
    return store.lists(ws.db)


def enterprises(ws: Workspace) -> list[Enterprise]:
    """All of them, each once, in the order in which they were first named."""
    return merged(store.lines(ws.db))


def size(ws: Workspace) -> int:
    return store.size(ws.db)


def listed_names(ws: Workspace, names: Collection[str]) -> frozenset[str]:
    """Which of these are on the 正面清单."""
    found = merged(store.lines(ws.db, names))
    return frozenset(one.name for one in found if one.is_listed)


@dataclass(frozen=True, slots=True)
class EnterpriseCard:
    """What is known of one enterprise: its line, the lists (双随机, 执法计划 …) by their files, and
    the visits, logged matters and tasks that name it."""

    enterprise: Enterprise
    unit: str
    files: tuple[str, ...]
    visits: tuple[Visit, ...]
    matters: tuple[Incident, ...]
    tasks: tuple[TaskFile, ...]

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """编码 …, 县（区） …, 监督执法正面清单 列入."""
        one = self.enterprise
        listed = {True: "列入", False: "未列入", None: "名录未写明"}[one.is_listed]
        said = (
            ("编码", one.code),
            ("县（区）", self.unit),
            ("状态", one.status),
            ("监督执法正面清单", listed),
            ("见于名单", "、".join(self.files)),
            ("来源", one.source),
            *(("检查", f"{visit.day} {visit.what}（{visit.kind}）") for visit in self.visits),
            *(("事项", f"{matter.day} {matter.title}") for matter in self.matters),
            *(("整改任务", f"{task.code} {task.terms.name}") for task in self.tasks),
        )
        return tuple((name, words or NONE) for name, words in said)


def card(ws: Workspace, enterprise: Enterprise) -> EnterpriseCard:
    """What is known of one enterprise: its visits, matters and rectification tasks, by its name."""
    name = enterprise.name
    names = {place.id: place.name for place in places.list_places(ws)}
    namesakes = merged(store.lines(ws.db, [name]))
    return EnterpriseCard(
        enterprise,
        names.get(enterprise.place_id or 0, enterprise.unit),
        store.files_naming(ws.db, enterprise, alone=len(namesakes) == 1),
        tuple(v for v in visit_store.list_visits(ws.db) if v.enterprise == name),
        tuple(one for one in incidents.list_incidents(ws) if one.subject == name),
        tuple(task for task in rectification.ledger(ws) if task.terms.enterprise == name),
    )


def find_enterprise(ws: Workspace, written: str) -> Enterprise:
    """The one of this name or code, for a command line."""
    words = "".join(written.split())
    found = [one for one in enterprises(ws) if words in {one.name, one.code}]
    if len(found) == 1:
        return found[0]
    if not found:
        raise AppError(f"企业名录里没有“{written}”。", hint="请写企业全称或编码。")
    several = "、".join(f"{one.name}（{one.unit or one.code}）" for one in found[:5])
    raise AppError(f"企业名录里有 {len(found)} 家“{written}”：{several}。", hint="请写编码。")
