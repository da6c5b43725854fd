"""Audit and owner of values: read from the file or said by the clerk, stored with the batch, and
what they make of a cell of the matrix."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from yuetan_desktop.domain.cases.basisjson import from_json, to_json
from yuetan_desktop.domain.judging.matrix import CellState, MatrixCell
from yuetan_desktop.domain.monitoring import UNSAID, Audit, Dust, Monitoring, Owner
from yuetan_desktop.domain.period import Period
from yuetan_desktop.excel.recognition.mapping import ColumnChoice
from yuetan_desktop.services import assessing, casefiles, imports, observations, places, summaries
from yuetan_desktop.services.cases import caseopening
from yuetan_desktop.services.cases.caseview import get_case
from yuetan_desktop.services.importing import importfolder, importpreview, importundo
from yuetan_desktop.services.importing.importvalues import Mode
from yuetan_desktop.services.importing.said import Said
from yuetan_desktop.services.reports import monthbooks, monthreport
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import targets
from yuetan_desktop.store.targets import TargetRow

OCTOBER = Period.month(2026, 10)
HEAD = ["县（区）、园区", "PM2.5均值(μg/m³)", "优良天数率(%)"]
BODY = [["雁江区", 30.3, 83.9], ["安岳县", 26.8, 93.5], ["乐至县", 25.1, 96.8]]


def save(
    path: Path,
    title: str = "2026年10月空气质量",
    head: Sequence[Any] = HEAD,
    body: Sequence[Sequence[Any]] = BODY,
    *,
    sheet: str = "Sheet1",
    note: str = "",
) -> Path:
    book = Workbook()
    book.active.title = sheet
    for row in ([title], head, *body, *([[note]] if note else [])):
        book.active.append(list(row))
    book.save(path)
    return path


def take_in(ws: Workspace, path: Path, said: Monitoring = UNSAID, mode: Mode = Mode.UPDATE) -> int:
    found = importpreview.preview(ws, path, Said(monitoring=said, mode=mode))
    return imports.commit(ws, found).batch


def said_of(ws: Workspace, name: str, indicator: str = "pm25") -> Monitoring:
    place = places.find_place(ws, name).id
    found = assessing.facts_for(ws).observation(place, indicator, OCTOBER)
    assert found is not None
    assert found.source is not None
    return found.source.monitoring


@pytest.mark.parametrize(
    ("made", "audit", "owner"),
    [
        ({"title": "2026年10月空气质量（未审核）"}, Audit.NONE, Owner.UNSAID),
        ({"title": "2026年10月国控点位空气质量（初审）"}, Audit.FIRST, Owner.NATIONAL),
        ({"title": "2026年10月空气质量（国家审核后）"}, Audit.NATIONAL, Owner.UNSAID),
        ({"note": "注：以上数据未经国家审核。"}, Audit.NONE, Owner.UNSAID),
        ({"sheet": "初审"}, Audit.FIRST, Owner.UNSAID),
        ({}, Audit.UNSAID, Owner.UNSAID),
        # the nearest words hold: a title before the sheet's name
        (
            {"title": "2026年10月空气质量（国家审核）", "sheet": "未审核"},
            Audit.NATIONAL,
            Owner.UNSAID,
        ),
    ],
)
def test_a_file_says_how_far_its_values_were_audited(
    ws: Workspace, tmp_path: Path, made: dict[str, str], audit: Audit, owner: Owner
) -> None:
    found = importpreview.preview(ws, save(tmp_path / "月报.xlsx", **made))  # type: ignore[arg-type]
    assert not found.errors
    imports.commit(ws, found)
    assert said_of(ws, "雁江区") == Monitoring(audit, owner)
    assert ("暂判" in found.effect) is audit.is_provisional


def test_the_name_of_the_file_counts_where_nothing_nearer_speaks(
    ws: Workspace, tmp_path: Path
) -> None:
    take_in(ws, save(tmp_path / "省控站10月空气质量-未审核.xlsx"))
    assert said_of(ws, "雁江区") == Monitoring(Audit.NONE, Owner.PROVINCIAL)


def test_rows_that_say_it_themselves_are_read_row_by_row(ws: Workspace, tmp_path: Path) -> None:
    head = [*HEAD, "审核状态", "点位级别"]
    body = [
        [*BODY[0], "未审核", "国控"], [*BODY[1], "国家审核", "国控"], [*BODY[2], "", "省控"],
    ]  # fmt: skip
    found = importpreview.preview(ws, save(tmp_path / "逐行.xlsx", head=head, body=body))
    assert found.problems == []  # the columns are known, nothing of them is left over
    imports.commit(ws, found)
    assert said_of(ws, "雁江区") == Monitoring(Audit.NONE, Owner.NATIONAL)
    assert said_of(ws, "安岳县") == Monitoring(Audit.NATIONAL, Owner.NATIONAL)
    assert said_of(ws, "乐至县") == Monitoring(Audit.UNSAID, Owner.PROVINCIAL)


def test_a_column_s_head_speaks_for_its_column_alone(ws: Workspace, tmp_path: Path) -> None:
    take_in(ws, save(tmp_path / "列.xlsx", head=[HEAD[0], "PM2.5均值(初审)", HEAD[2]]))
    assert said_of(ws, "雁江区").audit is Audit.FIRST
    assert said_of(ws, "雁江区", "good_day_rate").audit is Audit.UNSAID


def test_what_the_clerk_says_goes_before_the_file_field_by_field(
    ws: Workspace, tmp_path: Path
) -> None:
    file = save(tmp_path / "国控.xlsx", "2026年10月国控点位空气质量（未审核）")
    take_in(ws, file, said=Monitoring(Audit.NATIONAL))
    assert said_of(ws, "雁江区") == Monitoring(Audit.NATIONAL, Owner.NATIONAL)


# -- the matrix ----------------------------------------------------------------------------------
@pytest.fixture
def county(ws: Workspace) -> int:
    """雁江区 with October's targets; 30.3 is over 27.0."""
    place = places.find_place(ws, "雁江区").id
    with ws.transaction():
        rows = [
            TargetRow(place, key, "2026-10", value, "目标责任书〔2026〕1号", "2026-01-05")
            for key, value in (("pm25", 27.0), ("good_day_rate", 88.0))
        ]
        targets.insert_targets(ws.db, rows, by="李敏", at=datetime(2026, 1, 5, 9, 0))
    return place


def warning(ws: Workspace, place: int) -> MatrixCell:
    board = assessing.dashboard(ws, OCTOBER)
    return next(row.cells[0] for row in board.rows if row.place.id == place)


@pytest.mark.parametrize("audit", list(Audit))
def test_a_cell_on_values_not_audited_to_the_end_is_provisional(
    ws: Workspace, tmp_path: Path, county: int, audit: Audit
) -> None:
    take_in(ws, save(tmp_path / "月报.xlsx"), said=Monitoring(audit, Owner.NATIONAL))
    cell = warning(ws, county)
    assert cell.state is CellState.TRIGGERED
    assert cell.is_provisional is (audit in {Audit.NONE, Audit.FIRST})


def test_audited_values_imported_again_make_it_firm_even_where_no_number_changed(
    ws: Workspace, tmp_path: Path, county: int
) -> None:
    take_in(ws, save(tmp_path / "初稿.xlsx", "2026年10月空气质量（未审核）"))
    assert warning(ws, county).is_provisional
    audited = importpreview.preview(
        ws, save(tmp_path / "定稿.xlsx", "2026年10月空气质量（国家审核）")
    )
    assert (audited.counts.changed, audited.counts.unchanged) == (0, 6)
    batch = imports.commit(ws, audited).batch
    assert not warning(ws, county).is_provisional
    importundo.withdraw(ws, batch, "导错文件")  # and back again
    assert warning(ws, county).is_provisional


def test_a_corrected_value_that_was_audited_takes_the_trigger_away(
    ws: Workspace, tmp_path: Path, county: int
) -> None:
    take_in(ws, save(tmp_path / "初稿.xlsx", "2026年10月空气质量（未审核）"))
    body = [["雁江区", 26.9, 88.0], *BODY[1:]]
    take_in(ws, save(tmp_path / "定稿.xlsx", "2026年10月空气质量（国家审核）", body=body))
    cell = warning(ws, county)
    assert cell.state is not CellState.TRIGGERED
    assert not cell.is_provisional


def test_only_new_values_leaves_the_audit_of_the_old_ones(
    ws: Workspace, tmp_path: Path, county: int
) -> None:
    take_in(ws, save(tmp_path / "初稿.xlsx", "2026年10月空气质量（未审核）"))
    take_in(ws, save(tmp_path / "定稿.xlsx", "2026年10月空气质量（国家审核）"), mode=Mode.ADD)
    assert said_of(ws, "雁江区").audit is Audit.NONE


def test_other_places_stay_firm_beside_a_provisional_one(
    ws: Workspace, tmp_path: Path, county: int
) -> None:
    head = [*HEAD, "审核状态"]
    body = [[*BODY[0], "国家审核"], [*BODY[1], "未审核"], [*BODY[2], "未审核"]]
    take_in(ws, save(tmp_path / "月报.xlsx", head=head, body=body))
    assert not warning(ws, county).is_provisional


def test_the_same_file_is_stored_again_where_only_its_audit_is_said_otherwise(
    ws: Workspace, tmp_path: Path
) -> None:
    file = save(tmp_path / "月报.xlsx")
    for said, batches in (
        (Monitoring(Audit.NONE), 1), (Monitoring(Audit.NONE), 1), (Monitoring(Audit.NATIONAL), 2),
    ):  # fmt: skip
        runs = importfolder.look(ws, [file], Said(monitoring=said))
        importfolder.store(ws, runs)
        assert runs[0].batch == batches
    assert said_of(ws, "雁江区").audit is Audit.NATIONAL


def test_assess_json_names_audit_and_owner(ws: Workspace, tmp_path: Path, county: int) -> None:
    take_in(ws, save(tmp_path / "国控.xlsx", "2026年10月国控点位空气质量（初审）"))
    place = places.find_place(ws, "雁江区")
    rows = assessing.assess_json(ws, ws.today(), place)
    (row,) = [r for r in rows if r["rule"] == "4.1" and r["period"] == "2026-10"]
    assert row["provisional"] is True
    actual = next(e for e in row["evidence"] if e["indicator"] == "pm25" and e["role"] == "实际")
    assert (actual["audit"], actual["owner"]) == ("初审", "国控")


# -- what is told of it --------------------------------------------------------------------------
@pytest.mark.parametrize("audit", [Audit.FIRST, Audit.NATIONAL, Audit.UNSAID])
def test_a_proposal_on_provisional_findings_warns_and_names_values_and_owner(
    ws: Workspace, tmp_path: Path, county: int, audit: Audit
) -> None:
    take_in(ws, save(tmp_path / "月报.xlsx"), said=Monitoring(audit, Owner.NATIONAL))
    opened = caseopening.open_case(ws, county, month=OCTOBER)
    assert ("暂判" in opened.warning) is audit.is_provisional
    assert ("PM2.5" in opened.warning and "国控，初审" in opened.warning) is audit.is_provisional
    file = casefiles.load_case(ws, opened.case.id)  # frozen as it was, and read back
    sources = {
        one.source.monitoring
        for item in file.basis.items
        for fact in item.facts
        for one in fact.evidence
        if one.source is not None and one.role == "实际"
    }
    assert sources == {Monitoring(audit, Owner.NATIONAL)}
    said = [item.says for item in file.basis.items]
    assert said
    assert not any("暂判" in words for words in said)


@pytest.mark.parametrize(
    ("audit", "pm25", "says"),
    [
        ("初审", 30.3, "暂判（未经国家审核）"),
        ("国家审核", 30.3, "立案时暂判；审核后数值未变，判定成立"),
        ("国家审核", 29.8, "由30.3改为29.8，判定成立"),
        ("国家审核", 26.9, "第四条（一）按审核后数值不成立，请研判是否撤销或调整等级"),
    ],
)
def test_a_case_opened_on_provisional_values_says_what_the_later_audit_made_of_them(
    ws: Workspace, tmp_path: Path, county: int, audit: str, pm25: float, says: str
) -> None:
    take_in(ws, save(tmp_path / "初稿.xlsx", "2026年10月空气质量（未审核）"))
    case = caseopening.open_case(ws, county, month=OCTOBER).case
    frozen = case.basis
    body = [["雁江区", pm25, 83.9], *BODY[1:]]
    take_in(ws, save(tmp_path / "再报.xlsx", f"2026年10月空气质量（{audit}）", body=body))
    view = get_case(ws, case.id)
    assert view.audit.endswith(says)
    assert view.file.basis == frozen


def test_a_case_on_audited_values_says_nothing_of_a_later_audit(
    ws: Workspace, tmp_path: Path, county: int
) -> None:
    take_in(ws, save(tmp_path / "定稿.xlsx", "2026年10月空气质量（国家审核）"))
    assert get_case(ws, caseopening.open_case(ws, county, month=OCTOBER).case.id).audit == ""


def test_a_basis_from_before_audits_were_kept_is_read(
    ws: Workspace, tmp_path: Path, county: int
) -> None:
    take_in(ws, save(tmp_path / "月报.xlsx"))
    row = to_json(caseopening.open_case(ws, county, month=OCTOBER).case.basis)
    older = json.loads(
        json.dumps(row, ensure_ascii=False).replace(', "audit": "未注明", "owner": "未注明"', "")
    )
    assert older != row
    assert from_json(older) == from_json(row)


@pytest.mark.parametrize(
    ("said", "state", "told"),
    [
        (Monitoring(Audit.NONE, Owner.PROVINCIAL), "已触发·暂判", "暂判\n省控，未审核"),
        (Monitoring(Audit.NATIONAL), "已触发", "国家审核"),
        (Monitoring(), "已触发", "审核状态未注明"),
    ],
)
def test_the_summary_for_superiors_has_a_column_for_the_audit(
    ws: Workspace, tmp_path: Path, county: int, said: Monitoring, state: str, told: str
) -> None:
    take_in(ws, save(tmp_path / "月报.xlsx"), said=said)
    book = load_workbook(summaries.risk_summary(ws, tmp_path / "汇总.xlsx", month=OCTOBER))
    units = [[str(cell.value) for cell in row] for row in book["研判汇总"].iter_rows()]
    (unit,) = [row for row in units if "雁江区" in row]
    assert unit[3].split("\n")[0] == state
    rows = [[cell.value for cell in row] for row in book["触发与待认定"].iter_rows()]
    head = next(row for row in rows if "数据审核" in row)
    (found,) = [row for row in rows if "雁江区" in row and "第四条（一）" in str(row)]
    assert found[head.index("数据审核")] == told


def test_values_tell_who_monitors_and_how_far_they_were_audited(
    ws: Workspace, tmp_path: Path, county: int
) -> None:
    take_in(ws, save(tmp_path / "初稿.xlsx", "2026年10月国控点位空气质量（未审核）"))
    take_in(ws, save(tmp_path / "定稿.xlsx"))
    found = observations.find_values(ws, places=[county], indicator="pm25", period=OCTOBER)
    assert [value.source.monitoring.says for value in found] == ["审核状态未注明"]
    history = observations.value_history(ws, county, "pm25", OCTOBER)
    assert [past.source.monitoring.says for past in history] == ["审核状态未注明", "国控，未审核"]


def test_a_value_says_whether_dust_was_deducted_and_the_days_do_not(
    ws: Workspace, tmp_path: Path
) -> None:
    """环办监测〔2016〕120号: concentrations and index are deducted, 优良天数 keep the days."""
    take_in(ws, save(tmp_path / "a.xlsx", "2026年10月空气质量（扣除沙尘）"))
    assert said_of(ws, "雁江区").dust is Dust.DEDUCTED
    assert said_of(ws, "雁江区").says == "审核状态未注明，扣除沙尘"
    assert said_of(ws, "雁江区", "good_day_rate").dust is Dust.UNSAID


def test_of_a_value_with_dust_beside_one_without_the_clerk_may_take_the_other(
    ws: Workspace, tmp_path: Path
) -> None:
    head = ["县（区）、园区", "PM2.5（扣除沙尘）", "PM2.5（未扣除沙尘）"]
    path = save(tmp_path / "a.xlsx", head=head, body=[["雁江区", 30.3, 33.1]])
    take_in(ws, path)
    assert said_of(ws, "雁江区").dust is Dust.DEDUCTED
    table = importpreview.preview(ws, path).tables[0]
    deducted, kept = (column.key for column in table.columns[1:3])
    chosen = {deducted: ColumnChoice("ignored"), kept: ColumnChoice("value", "pm25")}
    imports.commit(ws, importpreview.preview(ws, path, Said(mappings={table.fingerprint: chosen})))
    assert said_of(ws, "雁江区").dust is Dust.KEPT
    assert pm25_of(ws, OCTOBER) == Decimal("33.1")


def pm25_of(ws: Workspace, month: Period) -> Decimal | None:
    found = assessing.facts_for(ws).observation(places.find_place(ws, "雁江区").id, "pm25", month)
    return None if found is None else found.value


@pytest.mark.parametrize("plain", ["PM2.5", "PM2.5（未扣除沙尘）"])
def test_what_is_said_of_dust_chooses_between_two_columns(
    ws: Workspace, tmp_path: Path, plain: str
) -> None:
    head = ["县（区）、园区", plain, "PM2.5（扣除沙尘）", "优良天数率(%)"]
    path = save(tmp_path / "a.xlsx", head=head, body=[["雁江区", 33.1, 30.3, 83.9]])
    take_in(ws, path)
    assert pm25_of(ws, OCTOBER) == Decimal("30.3")
    take_in(ws, path, said=Monitoring(dust=Dust.KEPT))
    assert pm25_of(ws, OCTOBER) == Decimal("33.1")
    assert said_of(ws, "雁江区").dust is Dust.KEPT
    assert said_of(ws, "雁江区", "good_day_rate").dust is Dust.UNSAID, "days keep those of dust"


def test_with_dust_beside_without_of_the_year_before_is_marked_wherever_it_is_compared(
    ws: Workspace, tmp_path: Path
) -> None:
    take_in(ws, save(tmp_path / "a.xlsx", "2025年10月空气质量（扣除沙尘）"))
    take_in(ws, save(tmp_path / "b.xlsx"), said=Monitoring(dust=Dust.KEPT))
    found = monthreport.figures_of(ws, OCTOBER)
    county = places.find_place(ws, "雁江区")
    assert found.mixes_dust
    assert found.compares_only_roughly(found.get(county, "pm25"))
    rows = load_workbook(monthbooks.month_book(ws, tmp_path / "m.xlsx", month=OCTOBER)).worksheets
    told = [str(cell.value) for sheet in rows for line in sheet.iter_rows() for cell in line]
    assert any("一个扣除了沙尘、一个没有，同比仅供参考" in words for words in told)
    take_in(ws, save(tmp_path / "b.xlsx"), said=Monitoring(dust=Dust.DEDUCTED))
    assert not monthreport.figures_of(ws, OCTOBER).mixes_dust
