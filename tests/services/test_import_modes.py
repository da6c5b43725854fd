"""Importing again: only new values, new and changed ones, or the whole period replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import Cancelled
from yuetan_desktop.services import (
    casefiles,
    imports,
    observations,
    paperwork,
    places,
    targets,
)
from yuetan_desktop.services.assessing import facts_for
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.importing import importpreview, importundo
from yuetan_desktop.services.importing.importvalues import Mode
from yuetan_desktop.services.importing.said import Said
from yuetan_desktop.services.office import Viewpoint, read_office, save_office
from yuetan_desktop.services.workspace import Workspace

from .casestory import TO_INTERVIEW, run

OCTOBER = Period.month(2026, 10)
FIRST = [["雁江区", 30.3, 83.9], ["安岳县", 26.8, 93.5], ["乐至县", 25.1, 96.8]]
SECOND = [["雁江区", 31.3, 83.9], ["安岳县", 26.8, 93.5], ["高新区", 28.8, 90.3]]


def save(path: Path, title: str, *rows: Sequence[Any]) -> Path:
    book = Workbook()
    for row in ([title], ["县（区）、园区", "PM2.5均值(μg/m³)", "优良天数率(%)"], *rows):
        book.active.append(list(row))
    book.save(path)
    return path


@pytest.fixture
def second(ws: Workspace, tmp_path: Path) -> Path:
    """The first version of a month is stored; this is the second, without 乐至县, with 高新区."""
    title = "2026年10月空气质量"
    imports.commit(ws, importpreview.preview(ws, save(tmp_path / "初稿.xlsx", title, *FIRST)))
    return save(tmp_path / "定稿.xlsx", title, *SECOND)


def pm25(ws: Workspace) -> dict[str, float]:
    found = observations.find_values(ws, indicator="pm25", period=OCTOBER)
    return {v.place_name: float(v.value) for v in found if v.value is not None}


def counted(ws: Workspace, name: str) -> bool:
    """Whether an assessment sees a value."""
    place = places.find_place(ws, name).id
    return facts_for(ws).observation(place, "pm25", OCTOBER) is not None


def test_new_values_only_leave_the_stored_ones(ws: Workspace, second: Path) -> None:
    found = importpreview.preview(ws, second, Said(mode=Mode.ADD))
    assert found.effect.startswith("新增 2 个值，库中已有的 4 个值不动。")
    made = imports.commit(ws, found)
    assert made.stored == 2
    assert pm25(ws) == {"雁江区": 30.3, "安岳县": 26.8, "乐至县": 25.1, "高新区": 28.8}


def test_an_update_takes_new_and_changed_values(ws: Workspace, second: Path) -> None:
    imports.commit(ws, importpreview.preview(ws, second))
    assert pm25(ws) == {"雁江区": 31.3, "安岳县": 26.8, "乐至县": 25.1, "高新区": 28.8}


def test_replacing_the_period_takes_out_what_the_file_no_longer_has(
    ws: Workspace, second: Path
) -> None:
    found = importpreview.preview(ws, second, Said(mode=Mode.REPLACE))
    assert "撤下本文件没有的 2 个值" in found.effect
    assert pm25(ws)["乐至县"] == 25.1, "a preview changes nothing"
    made = imports.commit(ws, found)
    assert made.removed == 2
    assert pm25(ws) == {"雁江区": 31.3, "安岳县": 26.8, "高新区": 28.8}
    assert not counted(ws, "乐至县")
    assert counted(ws, "高新区")
    history = observations.value_history(ws, places.find_place(ws, "乐至县").id, "pm25", OCTOBER)
    assert [(past.value and float(past.value), past.text) for past in history] == [
        (None, "新文件中没有此值"),
        (25.1, ""),
    ]


def test_a_replaced_period_comes_back_when_the_import_is_taken_back(
    ws: Workspace, second: Path
) -> None:
    made = imports.commit(ws, importpreview.preview(ws, second, Said(mode=Mode.REPLACE)))
    importundo.withdraw(ws, made.batch, "发错")
    assert pm25(ws) == {"雁江区": 30.3, "安岳县": 26.8, "乐至县": 25.1}
    assert counted(ws, "乐至县")


def test_replacing_a_county_table_leaves_other_periods_and_peers(
    ws: Workspace, second: Path, tmp_path: Path
) -> None:
    from yuetan_desktop.domain.place import Place, PlaceKind

    places.register(ws, [Place(0, "新都区", PlaceKind.PEER)])
    peers = save(tmp_path / "外地.xlsx", "2026年10月空气质量", ["新都区", 33.0, 80.0])
    earlier = save(tmp_path / "九月.xlsx", "2026年9月空气质量", *FIRST)
    for file in (peers, earlier):
        imports.commit(ws, importpreview.preview(ws, file))
    imports.commit(ws, importpreview.preview(ws, second, Said(mode=Mode.REPLACE)))
    assert pm25(ws)["新都区"] == 33.0
    september = observations.find_values(ws, indicator="pm25", period=Period.month(2026, 9))
    assert {v.place_name for v in september} == {"雁江区", "安岳县", "乐至县"}


def test_a_value_that_was_taken_out_counts_as_new_when_it_returns(
    ws: Workspace, second: Path, tmp_path: Path
) -> None:
    imports.commit(ws, importpreview.preview(ws, second, Said(mode=Mode.REPLACE)))
    third = save(tmp_path / "终稿.xlsx", "2026年10月空气质量", ["乐至县", 25.3, 96.8])
    imports.commit(ws, importpreview.preview(ws, third, Said(mode=Mode.ADD)))
    assert pm25(ws)["乐至县"] == 25.3


def test_the_mode_is_on_record_with_the_batch(ws: Workspace, second: Path) -> None:
    imports.commit(ws, importpreview.preview(ws, second, Said(mode=Mode.REPLACE)))
    assert observations.list_batches(ws)[0].report["mode"] == "替换该期"


# -- what a second version touches --------------------------------------------------------------
def corrected(tmp_path: Path, pm: float = 27.9, rate: float = 78.8) -> Path:
    return save(tmp_path / "更正.xlsx", "2026年1—9月空气质量", ["雁江区", pm, rate])


def test_a_change_names_the_finding_that_turns(
    ws: Workspace, yanjiang: int, tmp_path: Path
) -> None:
    found = importpreview.preview(ws, corrected(tmp_path, 27.9, 80.0))
    turned = [one for one in found.impact.findings if one.before == "触发"]
    assert turned
    assert {one.place for one in turned} == {"雁江区"}
    # 其余指标没有数据，所以不是未触发。
    assert {one.after for one in turned} == {"数据不足"}
    assert any("触发 → 数据不足" in line for line in found.impact.lines)
    assert not found.impact.cases


def test_looking_at_what_turns_stores_nothing(ws: Workspace, yanjiang: int, tmp_path: Path) -> None:
    before = [tuple(row) for row in ws.db.execute("SELECT * FROM observation")]
    batches = len(observations.list_batches(ws))
    importpreview.preview(ws, corrected(tmp_path))
    assert [tuple(row) for row in ws.db.execute("SELECT * FROM observation")] == before
    assert len(observations.list_batches(ws)) == batches


def test_a_change_that_turns_nothing_touches_nothing(ws: Workspace, second: Path) -> None:
    assert importpreview.preview(ws, second).impact.lines == ()


def test_looking_at_what_a_file_touches_can_be_cancelled(
    ws: Workspace, yanjiang: int, tmp_path: Path
) -> None:
    said: list[str] = []

    def cancel(text: str, _done: int, _total: int) -> None:
        said.append(text)
        if said.count("看看会牵动什么") == 3:
            raise Cancelled

    before = [tuple(row) for row in ws.db.execute("SELECT * FROM batch")]
    with pytest.raises(Cancelled):
        importpreview.preview(ws, corrected(tmp_path), progress=cancel)
    assert [tuple(row) for row in ws.db.execute("SELECT * FROM batch")] == before
    assert importpreview.preview(ws, corrected(tmp_path)).impact.findings


def test_a_case_that_stands_on_the_old_value_is_named(
    ws: Workspace, case: CaseFile, tmp_path: Path
) -> None:
    found = importpreview.preview(ws, corrected(tmp_path))
    (touched,) = found.impact.cases
    assert touched.number == case.number
    assert touched.quotes == ("2026年前三季度PM2.5 28.3μg/m³",)
    basis = casefiles.load_case(ws, case.id).basis
    imports.commit(ws, found)
    assert casefiles.load_case(ws, case.id).basis == basis, "a case is frozen"


def test_an_issued_paper_that_quotes_the_old_value_is_named(
    ws: Workspace, case: CaseFile, tmp_path: Path
) -> None:
    save_office(ws, replace(read_office(ws), viewpoint=Viewpoint.ISSUER))
    run(ws, case, TO_INTERVIEW[:2])
    typed = {
        "约谈时间": "2026-11-24 09:30",
        "约谈地点": "市政府3号会议室",
        "参加人员": "市生态环境局有关负责同志",
        "联系人": "李敏",
        "联系电话": "028-26110000",
    }
    values = paperwork.draft(ws, case.id, "约谈通知", typed).values
    issued = paperwork.issue(ws, case.id, "约谈通知", values, formal=True)
    found = importpreview.preview(ws, corrected(tmp_path))
    (paper,) = found.impact.papers
    assert (paper.case, paper.kind, paper.number) == (case.number, "约谈通知", issued.number)
    assert paper.issued
    assert paper.quotes == ("2026年前三季度PM2.5 28.3μg/m³",)
    assert "已印发的文书引用了旧值" in found.impact.lines[0]


def test_what_was_touched_stays_with_the_batch(
    ws: Workspace, case: CaseFile, tmp_path: Path
) -> None:
    made = imports.commit(ws, importpreview.preview(ws, corrected(tmp_path)))
    kept = observations.list_batches(ws)[0]
    assert kept.id == made.batch
    assert case.number in kept.report["impact"]["cases"][0]
    (change,) = observations.changes_of(ws, made.batch)
    assert (change.old, change.new, change.cell) == (28.3, 27.9, "B3")
    assert change.old_file == "空气月报2609.xlsx"


def test_new_values_only_leave_the_targets_that_are_set(ws: Workspace, tmp_path: Path) -> None:
    def stages(name: str, quarter: float, half: float) -> Path:
        book = Workbook()
        for row in (
            ["2026年PM2.5阶段目标", "", ""],
            ["县（区）", "一季度", "上半年"],
            ["雁江区", quarter, half],
            ["安岳县", 40.0, None],
        ):
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    first = importpreview.preview(ws, stages("目标.xlsx", 42.0, None))  # type: ignore[arg-type]
    imports.commit(ws, first)
    found = importpreview.preview(ws, stages("目标二.xlsx", 43.0, 34.5), Said(mode=Mode.ADD))
    assert imports.commit(ws, found).targets == 1
    place = places.find_place(ws, "雁江区").id
    kept = {str(t.period): float(t.value) for t in targets.list_targets(ws) if t.place == place}
    assert kept == {"2026-Q1": 42.0, "2026-H1": 34.5}
