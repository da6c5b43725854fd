"""责任清单: 39 departments of the city and 8 of centre and province, with what each answers for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import places
from yuetan_desktop.services.cases import causes, dutylist
from yuetan_desktop.services.workspace import Workspace

HEAD = ("序号", "类别", "部门", "责任事项")


def book(folder: Path, rows: list[tuple[object, ...]]) -> Path:
    made = openpyxl.Workbook()
    for row in [("生态环境保护责任清单",), *rows]:
        made.active.append(row)
    made.save(folder / "责任清单.xlsx")
    return folder / "责任清单.xlsx"


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """39 + 8, 市住房城乡建设局 among them, which is registered already, as by its short name."""
    city = ["市住建局", *(f"市第{n}局" for n in range(2, 40))]
    above = [f"驻市第{n}分局" for n in range(1, 9)]
    rows: list[tuple[object, ...]] = [HEAD]
    for n, name in enumerate([*city, *above], start=1):
        rows.append((n, "市级" if n <= 39 else "中省直", name, f"第{n}项责任"))
    rows += [(None, None, None, "第48项责任"), (49, "市级", "市住建局", "工地扬尘")]
    return book(tmp_path, rows)


def departments(ws: Workspace) -> set[str]:
    return {place.name for place in places.list_places(ws, {PlaceKind.DEPARTMENT})}


def test_39_and_8_departments_come_in_with_their_matters(ws: Workspace, whole: Path) -> None:
    known = places.find_place(ws, "市住房城乡建设局")
    places.edit(ws, replace(known, aliases=(*known.aliases, "市住建局")))
    before = departments(ws)

    brought = dutylist.import_duties(ws, whole)

    assert brought.says == "部门 47 个，新登记 46 个；责任事项 49 项"
    assert len(departments(ws) - before) == 46
    said = {issue.name: issue for issue in causes.issues(ws)}
    assert said["工地扬尘"].departments == ("市住房城乡建设局",)
    assert said["工地扬尘"].domain == "住房城乡建设"
    assert said["第2项责任"].departments == ("市第2局",)
    assert said["第48项责任"].departments == ("驻市第8分局",), "as the row above"


def test_a_matter_of_two_departments_has_both_the_first_leading(
    ws: Workspace, tmp_path: Path
) -> None:
    rows = [("部门", "责任事项", "领域"), ("市甲局", "渣土", "城管"), ("市乙局", "渣土", "")]
    (issue,) = dutylist.import_duties(ws, book(tmp_path, list(rows))).issues
    assert (issue.departments, issue.domain) == (("市甲局", "市乙局"), "城管")


def test_it_is_taken_back_whole(ws: Workspace, whole: Path) -> None:
    before = departments(ws), causes.issues(ws)
    dutylist.take_back(ws, dutylist.import_duties(ws, whole))
    assert departments(ws) == before[0]
    assert {i.name: i for i in causes.issues(ws)} == {i.name: i for i in before[1]}


@pytest.mark.parametrize("rows", [[], [("部门", "电话"), ("市甲局", "1")], [HEAD]])
def test_a_file_without_both_columns_is_refused(
    ws: Workspace, tmp_path: Path, rows: list[tuple[object, ...]]
) -> None:
    with pytest.raises(AppError, match="没有找到责任清单"):
        dutylist.import_duties(ws, book(tmp_path, rows))
