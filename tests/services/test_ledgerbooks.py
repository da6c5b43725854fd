"""The ledger as a workbook: four lists of one ledger, and what comes back is what went out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.newoffice import new_office
from yuetan_desktop.domain.family import Family
from yuetan_desktop.domain.ledger.ledgerlist import LIST_COLUMNS
from yuetan_desktop.domain.rectification import EntryKind, Tag, Terms
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import rectification
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.ledger import ledgerbooks, taskwork
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.services.workspace import Workspace

from .officesuite import needs_office, recalculated, rows_of

TODAY = date(2026, 11, 10)
TERMS = Terms(
    problem="雨污混接",
    family=Family.MECHANISM,
    tag=Tag.ENTERPRISE,
    measure="=改造混接点",  # never a formula
    title="混接改造",
    goal="完成 41 处",
    quantity=Decimal("41.5"),
    unit="处",
    due=date(2026, 11, 30),
    project="管网二期",
    industry="污水处理",
    enterprise="示例公司",
    department="雁江区住建局",
    person="周平",
    person_title="局长",
)


@pytest.fixture
def filled(ws: Workspace, case: CaseFile) -> list[TaskFile]:
    """A whole task half done with its date extended, and one that says next to nothing."""
    whole = rectification.add_task(ws, TERMS, case_id=case.id)
    taskwork.record_progress(ws, whole.id, Decimal(20), TODAY)
    taskwork.ask_extension(ws, whole.id, date(2026, 12, 31), "降雨")
    taskwork.decide_extension(ws, whole.id, granted=True, approver="市环委办", day=TODAY)
    rectification.add_task(ws, Terms(measure="加强监管"), place_id=case.row.place_id, source="督察")
    return rectification.ledger(ws)


def export(ws: Workspace, folder: Path) -> Path:
    return ledgerbooks.export_ledger(ws, folder / "台账.xlsx")


def test_the_four_lists_repeat_the_one_ledger(
    ws: Workspace, filled: list[TaskFile], tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(export(ws, tmp_path))
    assert book.sheetnames == [
        "整改台账", "问题清单", "责任清单", "措施清单", "时限清单", "进度汇总", "行业进度",
    ]  # fmt: skip
    for name in book.sheetnames[:5]:
        codes = {row[0].value for row in book[name].iter_rows()}
        assert {file.code for file in filled} <= codes, name
    assert book["整改台账"]["V5"].value == '=IF(N(K5)>0,U5/K5,"—")'


def test_what_went_out_comes_back_the_same_in_another_office(
    ws: Workspace, filled: list[TaskFile], tmp_path: Path
) -> None:
    file = export(ws, tmp_path)
    with new_office(tmp_path / "other", person="王", clock=lambda: datetime(2026, 11, 10)) as other:
        found = ledgerbooks.preview(other, file)
        assert found.problems == []
        assert ledgerbooks.commit(other, found).new == 2
        back = rectification.ledger(other)
        key = sorted
        assert key(one.code for one in back) == key(one.code for one in filled)
        for one in back:
            was = next(file for file in filled if file.code == one.code)
            assert one.terms == was.terms
            assert (one.state.due, one.state.done) == (was.state.due, was.state.done)
            assert one.place_name == was.place_name
            assert one.source == was.source
        again = ledgerbooks.preview(other, file)
        assert (again.unchanged, again.new, again.progress, again.problems) == (2, [], [], [])


def fill(file: Path, *cells: tuple[str, object]) -> Path:
    book = openpyxl.load_workbook(file)
    for address, value in cells:
        book["整改台账"][address] = value
    book.save(file)
    return file


def test_progress_filled_in_is_taken_and_other_changes_are_named(
    ws: Workspace, filled: list[TaskFile], tmp_path: Path
) -> None:
    file = export(ws, tmp_path)
    row = next(
        r[0].row for r in openpyxl.load_workbook(file)["整改台账"].iter_rows()
        if r[0].value == "约01-01"
    )  # fmt: skip
    found = ledgerbooks.preview(ws, fill(file, (f"U{row}", 35)))
    assert [(one.code, done) for one, done in found.progress] == [("约01-01", Decimal(35))]
    ledgerbooks.commit(ws, found)
    task = rectification.find_task(ws, "约01-01")
    assert task.state.done == 35
    last = task.state.last(EntryKind.PROGRESS)
    assert last is not None
    assert last.note == "导入自 台账.xlsx"
    changed = ledgerbooks.preview(ws, fill(file, (f"Q{row}", "吴海")))
    assert "责任人与台账不同" in changed.problems[0][1]


def test_a_list_that_leaves_columns_out_says_nothing_against_the_ledger(
    ws: Workspace, filled: list[TaskFile], tmp_path: Path
) -> None:
    for which, titles in LIST_COLUMNS.items():
        if "整改措施" in titles:
            out = tmp_path / f"{which}.xlsx"
            file = ledgerbooks.export_list(ws, out, which, filled, titles)
            found = ledgerbooks.preview(ws, file)
            assert (found.unchanged, found.new, found.progress, found.problems) == (2, [], [], [])


def test_each_line_that_cannot_be_read_is_named_by_its_cell(
    ws: Workspace, case: CaseFile, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "责任县区", "整改任务", "目标数量", "计量单位", "整改时限", "牵头单位"])
    sheet.append([1, "雁江", "清淤", 3.2, "km", "2026年12月31日", "水务局"])
    sheet.append([2, "某某县", "清淤", 3.2, "km", "2026-12-31", "水务局"])
    sheet.append([3, "雁江区", "清淤", "若干", "km", "2026-12-31", "水务局"])
    sheet.append([4, "雁江区", "清淤", 2, "km", "尽快", "水务局"])
    sheet.append([5, "雁江区", "清淤", 2, "km", "11月底前完成，2026年11月底", "水务局"])
    sheet.append([6, "雁江区", "", 2, "km", "2026-12-31", "水务局"])
    file = tmp_path / "整改.xlsx"
    book.save(file)
    found = ledgerbooks.preview(ws, file)
    assert [one.read.terms.due for one in found.new] == [date(2026, 12, 31), date(2026, 11, 30)]
    assert dict(found.problems) == {
        "C3": "没有找到单位“某某县”。",
        "D4": "“若干”不是数字。",
        "F5": "“尽快”不是日期。",
        "C7": "缺整改措施。",
    }
    assert ledgerbooks.commit(ws, found).new == 2
    assert [one.code for one in rectification.ledger(ws)] == ["交-002", "交-001"]
    assert rectification.ledger(ws)[0].source == "导入自 整改.xlsx"


def test_a_number_by_formula_is_taken_and_one_beyond_all_measure_is_named(
    ws: Workspace, case: CaseFile, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["责任县区", "整改任务", "目标数量", "整改时限"])
    sheet.append(["雁江区", "清淤", 1 / 3, "2026-12-31"])
    sheet.append(["雁江区", "植树", "1e400", "2026-12-31"])
    book.save(tmp_path / "整改.xlsx")
    found = ledgerbooks.preview(ws, tmp_path / "整改.xlsx")
    assert [one.read.terms.quantity for one in found.new] == [Decimal("0.333333")]
    assert found.problems == [("C3", "“1e400”不能作数量。")]


def test_a_measure_that_hits_everyone_alike_is_asked_about_before_it_is_stored(
    ws: Workspace, case: CaseFile, tmp_path: Path
) -> None:
    """第十七条: at its cell; one that forbids the blanket measure or names its law is not asked."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "责任县区", "整改任务", "整改时限"])
    for number, measure in enumerate(
        (
            "对辖区砖瓦企业一律关停",
            "严禁一律关停，按台账逐户整改",
            "依据《中华人民共和国大气污染防治法》第九十六条，对辖区砖瓦企业一律停产",
            "清淤 3.2 公里",
        ),
        start=1,
    ):
        sheet.append([number, "雁江区", measure, "2026-12-31"])
    book.save(tmp_path / "整改.xlsx")
    found = ledgerbooks.preview(ws, tmp_path / "整改.xlsx")
    ((cell, question),) = found.questions
    assert cell == "C2"
    assert question.startswith("“对辖区砖瓦企业一律关停”有“一律关停”，是否“一刀切”（第十七条）？")
    assert ledgerbooks.commit(ws, found).new == 4


def test_a_file_without_a_ledger_or_without_news_changes_nothing(
    ws: Workspace, filled: list[TaskFile], tmp_path: Path
) -> None:
    with pytest.raises(AppError, match="没有可以导入"):
        ledgerbooks.commit(ws, ledgerbooks.preview(ws, export(ws, tmp_path)))
    empty = tmp_path / "空.xlsx"
    openpyxl.Workbook().save(empty)
    with pytest.raises(AppError):
        ledgerbooks.preview(ws, empty)
    assert len(rectification.ledger(ws)) == 2


def test_a_code_twice_in_a_file_is_taken_once(
    ws: Workspace, filled: list[TaskFile], tmp_path: Path
) -> None:
    file = export(ws, tmp_path)
    book = openpyxl.load_workbook(file)
    sheet = book["整改台账"]
    sheet["A6"] = sheet["A5"].value
    book.save(file)
    found = ledgerbooks.preview(ws, file)
    assert any("出现两次" in words for _, words in found.problems)


def register(folder: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("单位", "企业", "整改措施", "数量", "已完成"), *rows):
        sheet.append(row)
    file = folder / "污染源.xlsx"
    book.save(file)
    return file


def test_a_register_without_codes_is_known_again_and_never_entered_twice(
    ws: Workspace, case: CaseFile, tmp_path: Path
) -> None:
    rows = [("雁江区", f"示例企业{n}", "设施改造", 10, None) for n in range(3)]
    file = register(tmp_path, *rows)
    assert ledgerbooks.commit(ws, ledgerbooks.preview(ws, file)).new == 3
    again = ledgerbooks.preview(ws, file)
    assert (again.new, again.unchanged) == ([], 3)
    moved = register(tmp_path, *rows[:2], ("雁江区", "示例企业2", "设施改造", 10, 4), rows[0])
    found = ledgerbooks.preview(ws, moved)
    assert [done for _, done in found.progress] == [4]
    assert found.problems == [("C5", "同样的任务在表中出现两次。")]


def test_the_sheet_to_sign_has_a_block_for_every_role(
    ws: Workspace, filled: list[TaskFile], tmp_path: Path
) -> None:
    task = taskwork.record_sign_off(ws, filled[0].id, {"责任单位主要负责人": "陈立"}, TODAY)
    out = ledgerbooks.export_sign_sheet(ws, task, tmp_path / "会签单.xlsx")
    words = [str(c.value) for r in openpyxl.load_workbook(out).active.iter_rows() for c in r]
    assert sum("盖章" in one for one in words) == 4
    assert any("陈立" in one for one in words)


def test_the_reminder_sheet_lists_what_was_chosen(
    ws: Workspace, filled: list[TaskFile], tmp_path: Path
) -> None:
    out = ledgerbooks.export_urge_sheet(ws, filled[:1], tmp_path / "催办单.xlsx")
    words = {c.value for r in openpyxl.load_workbook(out).active.iter_rows() for c in r}
    assert filled[0].code in words
    assert filled[1].code not in words


@needs_office
def test_recalculated_totals_equal_the_ledger(
    ws: Workspace, case: CaseFile, filled: list[TaskFile], tmp_path: Path
) -> None:
    """The page's foot, the shares of its lines and the sums by unit, as LibreOffice computes them
    from the workbook."""
    more = replace(TERMS, quantity=Decimal(10), goal="", due=date(2026, 11, 9), industry="铸造")
    over = rectification.add_task(ws, more, case_id=case.id)
    taskwork.record_progress(ws, over.id, Decimal(12), TODAY)
    computed = recalculated(export(ws, tmp_path), tmp_path / "recalculated")
    files = rectification.ledger(ws)
    lines = rows_of(computed, "整改台账", "编号")
    sums = rectification.totals(files)
    assert lines["合计"]["单位"] == f"{sums.count}项"
    assert lines["合计"]["缺项"] == f"{sums.unqualified}项不合格"
    assert lines["合计"]["销号日期"] == f"{sums.closed}项销号"
    for file in files:
        share = file.state.share
        shown = lines[file.code]["进度"]
        assert shown == "—" if share is None else shown == pytest.approx(float(share)), file.code
    assert rows_of(computed, "进度汇总", "单位")["雁江区"] == {
        "单位": "雁江区",
        "计量单位": "处",
        "任务": 2,
        "应完成": 51.5,
        "已完成": 32,
        "完成率": pytest.approx(32 / 51.5),
    }
    assert rows_of(computed, "行业进度", "行业")["铸造"] == {
        "行业": "铸造",
        "计量单位": "处",
        "任务": 1,
        "应完成": 10,
        "已完成": 12,
        "完成率": pytest.approx(1.2),
    }
