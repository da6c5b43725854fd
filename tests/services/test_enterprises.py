"""企业名录: lists joined by code and name, taken back whole, the 正面清单, the card of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from yuetan_desktop.domain.ledger.enterprise import Enterprise, merged
from yuetan_desktop.domain.ledger.visits import Visit, VisitKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import enterprises, places
from yuetan_desktop.services.ledger import visits
from yuetan_desktop.services.workspace import Workspace

HEAD = ("序号", "企业名称", "统一社会信用代码", "所属县（区）", "生产状态")
MILL = (1, "雁江示例水泥厂", "91510000MA0000001A", "雁江区", "生产")
FARM = (2, "安岳示例养殖场", "", "安岳县", "停产")
LOST = (3, "外地示例厂", "", "某外县", "生产")


def book(path: Path, rows: Sequence[Sequence[object]], title: str = "重点排污单位名录") -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in ((title,), *rows):
        sheet.append(list(row))
    made.save(path)
    return path


def bring(ws: Workspace, path: Path) -> enterprises.EnterprisesBrought:
    return enterprises.import_list(ws, path)


@pytest.fixture
def first(ws: Workspace, tmp_path: Path) -> enterprises.EnterprisesBrought:
    return bring(ws, book(tmp_path / "名录2025.xlsx", (HEAD, MILL, FARM, LOST, (4, "", "", "", 1))))


def by_name(ws: Workspace) -> dict[str, Enterprise]:
    return {one.name: one for one in enterprises.enterprises(ws)}


def test_a_list_brings_name_code_county_and_state_with_its_cell(
    ws: Workspace, first: enterprises.EnterprisesBrought
) -> None:
    assert first.says == "3 行，新增 3 家；县（区）未登记：某外县；没有名称未导入：Sheet!B6"
    mill = by_name(ws)["雁江示例水泥厂"]
    assert (mill.code, mill.status, mill.is_listed) == ("91510000MA0000001A", "生产", None)
    assert mill.place_id == places.find_place(ws, "雁江区").id
    assert mill.source == "名录2025.xlsx › Sheet!B3"
    assert by_name(ws)["外地示例厂"].place_id is None


def test_a_later_list_adds_and_taking_it_back_restores_what_held(
    ws: Workspace, first: enterprises.EnterprisesBrought, tmp_path: Path
) -> None:
    before = enterprises.enterprises(ws)
    later = ((*HEAD, "正面清单"), (1, "雁江水泥公司", MILL[2], "", "停产", "是"))
    brought = bring(ws, book(tmp_path / "名录2026.xlsx", later))
    assert brought.says == "1 行，新增 0 家；正面清单 1 家"
    renamed = by_name(ws)["雁江水泥公司"]
    assert (renamed.unit, renamed.status, renamed.is_listed) == ("雁江区", "停产", True)
    assert [row.file for row in enterprises.lists(ws)] == ["名录2026.xlsx", "名录2025.xlsx"]
    enterprises.withdraw_list(ws, brought.list_id)
    assert enterprises.enterprises(ws) == before


def test_a_positive_list_marks_by_name_alone_and_a_visit_is_told_of_it(
    ws: Workspace, first: enterprises.EnterprisesBrought, tmp_path: Path
) -> None:
    named = ("企业名称",), ("安岳示例养殖场",)
    brought = bring(ws, book(tmp_path / "清单.xlsx", named, "2026年监督执法正面清单"))
    assert (brought.new, brought.listed) == (0, 1)
    assert by_name(ws)["安岳示例养殖场"].is_listed is True
    unit, day = places.find_place(ws, "安岳县"), date(2026, 11, 12)
    line = visits.add_visit(
        ws, Visit(0, VisitKind.PLAN, day, unit.id, unit.name, "检查", "安岳示例养殖场")
    )
    assert line.doubts == ("安岳示例养殖场列入监督执法正面清单",)
    card = enterprises.card(ws, enterprises.find_enterprise(ws, "安岳示例养殖场"))
    assert dict(card.lines)["监督执法正面清单"] == "列入"
    assert dict(card.lines)["检查"] == "2026-11-12 检查（年度计划）"
    enterprises.withdraw_list(ws, brought.list_id)
    assert visits.visits(ws)[0].doubts == ()


def test_the_card_tells_which_reference_lists_name_the_enterprise(
    ws: Workspace, first: enterprises.EnterprisesBrought, tmp_path: Path
) -> None:
    """H6: lists of 双随机 and of the year's plan, whose lines may be names alone."""
    drawn = book(tmp_path / "双随机.xlsx", (("企业名称",), ("安岳示例养殖场",)), "双随机抽查对象")
    coded = (HEAD[1], HEAD[2]), ("雁江水泥公司", MILL[2])
    for path in (drawn, book(tmp_path / "计划.xlsx", coded, "2026年执法检查计划")):
        assert bring(ws, path).listed == 0

    def named(name: str) -> str:
        card = enterprises.card(ws, enterprises.find_enterprise(ws, name))
        return dict(card.lines)["见于名单"]

    assert named("安岳示例养殖场") == "名录2025.xlsx、双随机.xlsx"
    assert named("雁江水泥公司") == "名录2025.xlsx、计划.xlsx"
    assert named("外地示例厂") == "名录2025.xlsx"
    bring(ws, book(tmp_path / "另一家.xlsx", (HEAD, (1, FARM[1], "", "雁江区", ""))))
    (mine,) = (e for e in enterprises.enterprises(ws) if (e.name, e.unit) == (FARM[1], FARM[3]))
    assert "双随机" not in dict(enterprises.card(ws, mine).lines)["见于名单"]  # two bear the name


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        # one code under two names is one, two codes under one name are two
        (("甲|1|", "乙|1|"), ["乙"]),
        (("甲|1|", "甲|2|"), ["甲", "甲"]),
        # without codes the county decides; a name that only one bears needs neither
        (("甲||A", "甲||B"), ["甲", "甲"]),
        (("甲||A", "甲|1|A"), ["甲"]),
        (("甲|1|A", "甲||"), ["甲"]),
        # two bear the name: a third line without county or code is none of them
        (("甲||A", "甲||B", "甲||"), ["甲", "甲", "甲"]),
    ],
)
def test_the_same_enterprise_is_one_line(rows: tuple[str, ...], names: list[str]) -> None:
    lines = [Enterprise(*row.split("|")) for row in rows]
    assert [one.name for one in merged(lines)] == names


@pytest.mark.parametrize(
    ("rows", "title", "says"),
    [
        ((("企业名称",), ("甲",)), "企业", "没有找到企业名录"),
        ((("姓名", "县区"), ("甲", "雁江区")), "名录", "没有找到企业名录"),
        ((HEAD,), "名录", "没有找到企业名录"),
        ((HEAD, MILL), "机密★1年 名录", "密"),
    ],
)
def test_what_is_no_list_of_enterprises_is_refused(
    ws: Workspace, tmp_path: Path, rows: Sequence[Sequence[object]], title: str, says: str
) -> None:
    with pytest.raises(AppError, match=says):
        bring(ws, book(tmp_path / "表.xlsx", rows, title))
    assert enterprises.size(ws) == 0


def test_several_of_one_name_are_told_apart_by_code(ws: Workspace, tmp_path: Path) -> None:
    twins = (HEAD, (1, "示例厂", "A1", "雁江区", ""), (2, "示例厂", "A2", "安岳县", ""))
    bring(ws, book(tmp_path / "名录.xlsx", twins))
    with pytest.raises(AppError, match="2 家“示例厂”"):
        enterprises.find_enterprise(ws, "示例厂")
    assert enterprises.find_enterprise(ws, "A2").unit == "安岳县"
    with pytest.raises(AppError, match="没有“无此厂”"):
        enterprises.find_enterprise(ws, "无此厂")
