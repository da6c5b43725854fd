"""Targets and events of a register: compared, stored, taken back with their file."""

from __future__ import annotations

from pathlib import Path

import pytest

from yuetan_desktop.services import imports, incidents, targets
from yuetan_desktop.services.importing import importpreview, importundo
from yuetan_desktop.services.workspace import Workspace

from .filesmade import save

EVENTS = ["日期", "责任单位", "事项类别", "事项", "认定", "认定人", "佐证"]


def test_a_register_kept_on_and_imported_again_counts_nothing_twice(
    ws: Workspace, tmp_path: Path
) -> None:
    january = ["2026-01-17", "雁江区", "重度污染天", "AQI 204", "待认定", "", ""]
    first = save(tmp_path / "事项一.xlsx", EVENTS, january)
    imports.commit(ws, importpreview.preview(ws, first))
    decided = [*january[:4], "是", "市环委办", "来源解析报告"]
    second = save(
        tmp_path / "事项二.xlsx",
        EVENTS,
        decided,
        ["2026-02-03", "安岳县", "重度污染天", "AQI 209", "否", "", ""],
    )
    found = importpreview.preview(ws, second)
    assert (len(found.new_incidents), len(found.decided_incidents)) == (1, 1)
    imports.commit(ws, found)
    logged = incidents.list_incidents(ws)
    assert sorted((str(i.day), i.confirmed) for i in logged) == [
        ("2026-01-17", True),
        ("2026-02-03", False),
    ]


@pytest.mark.parametrize(
    ("person", "proof", "confirmed", "lacking"),
    [
        ("市环委办", "执法检查笔录", True, None),
        ("市环委办", "", None, "没有写佐证，"),
        ("", "执法检查笔录", None, "没有写认定人，"),
        ("", "", None, "没有写认定人、佐证，"),
    ],
)
def test_a_finding_counts_only_with_a_named_person_and_a_proof(
    ws: Workspace, tmp_path: Path, person: str, proof: str, confirmed: bool | None, lacking: str
) -> None:
    row = ["2026-03-03", "雁江区", "干预、伪造监测数据", "在线数据造假", "是", person, proof]
    found = importpreview.preview(ws, save(tmp_path / "事项.xlsx", EVENTS, row))
    said = [f"{problem.cell} {problem.message}" for problem in found.problems]
    assert said == (
        [f"E2 认定为“是”而{lacking}按待认定读取；请补齐后再次导入。"] if lacking else []
    )
    imports.commit(ws, found)
    assert [i.confirmed for i in incidents.list_incidents(ws)] == [confirmed]


def test_a_circular_needs_no_finding_and_so_no_proof_beside_it(
    ws: Workspace, tmp_path: Path
) -> None:
    row = ["2026-03-03", "雁江区", "秸秆焚烧通报", "第一次通报", "是", "", ""]
    imports.commit(ws, importpreview.preview(ws, save(tmp_path / "事项.xlsx", EVENTS, row)))
    assert [i.confirmed for i in incidents.list_incidents(ws)] == [True]


def test_targets_come_with_document_and_date(ws: Workspace, tmp_path: Path) -> None:
    path = save(
        tmp_path / "目标2026.xlsx",
        ["单位", "指标", "时期", "目标值", "文号", "签发日期"],
        ["雁江区", "PM2.5", "2026年1—9月", 28, "资环委办〔2026〕3号", "2026-01-19"],
    )
    done = imports.commit(ws, importpreview.preview(ws, path))
    (target,) = targets.list_targets(ws)
    assert (str(target.period), float(target.value)) == ("2026-9M", 28)
    assert target.document == "资环委办〔2026〕3号"
    assert target.source is not None
    assert (target.source.cell, target.source.batch) == ("D2", done.batch)
    assert not importpreview.preview(ws, path).changes_anything


TARGETS = ["单位", "指标", "时期", "目标值", "文号", "签发日期"]


def test_a_target_named_again_without_its_document_is_no_change(
    ws: Workspace, tmp_path: Path
) -> None:
    row = ["雁江区", "PM2.5", "2026年", 28, "资环委办〔2026〕3号", "2026-01-19"]
    imports.commit(ws, importpreview.preview(ws, save(tmp_path / "目标.xlsx", TARGETS, row)))
    again = save(tmp_path / "月报.xlsx", TARGETS, [*row[:4], "", ""])
    seen = importpreview.preview(ws, again)
    assert (seen.counts.changed, seen.counts.unchanged, seen.impact.touched) == (0, 1, 0)
    assert not seen.changes_anything
    other = save(tmp_path / "更正.xlsx", TARGETS, [*row[:3], 30, "", ""])
    assert importpreview.preview(ws, other).counts.changed == 1


@pytest.mark.parametrize("document", ["", "资环委办〔2026〕3号"])
def test_a_target_put_back_to_what_it_was_holds_again(
    ws: Workspace, tmp_path: Path, document: str
) -> None:
    for n, value in enumerate((28, 30, 28)):
        row = ["雁江区", "PM2.5", "2026年", value, document, "2026-01-19" if document else ""]
        path = save(tmp_path / f"目标{n}.xlsx", TARGETS, row, row)
        imports.commit(ws, importpreview.preview(ws, path))
    assert [float(target.value) for target in targets.list_targets(ws)] == [28, 30, 28]


def test_a_target_that_a_newer_document_replaced_stays_replaced(
    ws: Workspace, tmp_path: Path
) -> None:
    old = ["雁江区", "PM2.5", "2026年", 28, "资环委办〔2026〕3号", "2026-01-19"]
    new = ["雁江区", "PM2.5", "2026年", 30, "资环委办〔2026〕9号", "2026-06-01"]
    for name, row in (("旧", old), ("新", new), ("旧又一次", [*old])):
        path = save(tmp_path / f"{name}.xlsx", TARGETS, row)
        imports.commit(ws, importpreview.preview(ws, path))
    assert [float(target.value) for target in targets.list_targets(ws)] == [30, 28]


def test_targets_and_events_go_with_their_batch(ws: Workspace, tmp_path: Path) -> None:
    path = save(tmp_path / "事项.xlsx", EVENTS, ["2026-01-17", "雁江区", "重度污染天", "x", "", ""])
    done = imports.commit(ws, importpreview.preview(ws, path))
    assert importundo.withdraw(ws, done.batch, "重复").incidents == 1
    assert not incidents.list_incidents(ws)
