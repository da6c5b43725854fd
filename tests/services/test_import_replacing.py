"""替换该期 for targets and events: what the newer file of the period no longer has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from yuetan_desktop.domain.assessment import assess
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import imports, incidents, observations, places, targets
from yuetan_desktop.services.assessing import facts_for
from yuetan_desktop.services.importing import importfolder, importpreview, importundo
from yuetan_desktop.services.importing.importvalues import Mode
from yuetan_desktop.services.importing.said import Said
from yuetan_desktop.services.imports import Committed
from yuetan_desktop.services.office import readings_in_force
from yuetan_desktop.services.workspace import Workspace

from .filesmade import save


def take(ws: Workspace, path: Path, mode: Mode = Mode.UPDATE) -> Committed:
    return imports.commit(ws, importpreview.preview(ws, path, Said(mode=mode)))


def stages(path: Path, *rows: Sequence[Any], title: str = "2026年PM2.5阶段目标") -> Path:
    return save(path, [title], ["县（区）", "一季度", "上半年"], *rows)


def register(path: Path, *rows: Sequence[Any], title: str = "2026年10月事项登记") -> Path:
    return save(path, [title], ["县（区）", "日期", "事项类别", "事项"], *rows)


def set_targets(ws: Workspace) -> set[tuple[str, str, float]]:
    return {(t.place_name, str(t.period), float(t.value)) for t in targets.list_targets(ws)}


def logged(ws: Workspace) -> set[tuple[str, str]]:
    names = {place.id: place.name for place in places.list_places(ws)}
    return {(names[one.place], one.day.isoformat()) for one in incidents.list_incidents(ws)}


HEAVY = "重污染天"
FIRST = [
    ["雁江区", "2026-10-03", HEAVY, "10月3日重污染"],
    ["安岳县", "2026-10-04", HEAVY, "10月4日重污染"],
]


@pytest.fixture
def two_targets(ws: Workspace, tmp_path: Path) -> Workspace:
    take(ws, stages(tmp_path / "目标.xlsx", ["雁江区", 42.0, 34.5], ["安岳县", 40.0, 33.0]))
    return ws


@pytest.fixture
def two_events(ws: Workspace, tmp_path: Path) -> Workspace:
    take(ws, register(tmp_path / "登记.xlsx", *FIRST))
    return ws


def test_a_target_the_newer_file_lacks_goes_out_of_force(
    two_targets: Workspace, tmp_path: Path
) -> None:
    ws = two_targets
    newer = stages(tmp_path / "目标二.xlsx", ["雁江区", 42.0, 34.5])
    found = importpreview.preview(ws, newer, Said(mode=Mode.REPLACE))
    assert "撤下本文件没有的 0 个值、2 个目标" in found.effect
    assert "撤下目标：安岳县 2026年上半年PM2.5 33.0μg/m³（目标.xlsx C4）" in found.impact.gone_lines
    assert len(set_targets(ws)) == 4, "a preview changes nothing"
    assert found.changes_anything
    assert imports.commit(ws, found).removed == 2
    assert set_targets(ws) == {("雁江区", "2026-Q1", 42.0), ("雁江区", "2026-H1", 34.5)}
    anyue = places.find_place(ws, "安岳县").id
    assert facts_for(ws).target(anyue, "pm25", Period.parse("2026-Q1")) is None


def test_the_old_value_of_a_target_does_not_outlive_its_replacement(
    two_targets: Workspace, tmp_path: Path
) -> None:
    """Without a signing date the older of two could otherwise be the one that holds."""
    ws = two_targets
    take(ws, stages(tmp_path / "目标二.xlsx", ["雁江区", 41.0, 34.5]), Mode.REPLACE)
    assert set_targets(ws) == {("雁江区", "2026-Q1", 41.0), ("雁江区", "2026-H1", 34.5)}


def test_retired_targets_come_back_with_the_withdrawal(
    two_targets: Workspace, tmp_path: Path
) -> None:
    ws = two_targets
    made = take(ws, stages(tmp_path / "目标二.xlsx", ["雁江区", 41.0, 34.5]), Mode.REPLACE)
    back = importundo.withdraw(ws, made.batch, "发错")
    assert (back.targets_back, back.incidents_back) == (3, 0)
    assert "恢复目标 3 个、事项 0 件" in back.summary
    assert set_targets(ws) == {
        ("雁江区", "2026-Q1", 42.0), ("雁江区", "2026-H1", 34.5),
        ("安岳县", "2026-Q1", 40.0), ("安岳县", "2026-H1", 33.0),
    }  # fmt: skip


def test_targets_of_other_periods_and_those_entered_by_hand_stay(
    two_targets: Workspace, tmp_path: Path
) -> None:
    ws = two_targets
    lezhi = places.find_place(ws, "乐至县").id
    targets.add_target(
        ws, place=lezhi, indicator="pm25", period=Period.parse("2026-Q1"),
        value=Decimal("38.5"), document="资环委办〔2026〕9号", signed_on=None,
    )  # fmt: skip
    newer = save(
        tmp_path / "一季度.xlsx",
        ["2026年PM2.5阶段目标"],
        ["县（区）", "一季度", "全年"],
        ["雁江区", 42.0, 36.0],
    )
    take(ws, newer, Mode.REPLACE)
    assert set_targets(ws) == {
        ("雁江区", "2026-Q1", 42.0), ("雁江区", "2026-H1", 34.5), ("雁江区", "2026", 36.0),
        ("安岳县", "2026-H1", 33.0), ("乐至县", "2026-Q1", 38.5),
    }  # fmt: skip


def test_an_update_leaves_targets_the_file_does_not_name(
    two_targets: Workspace, tmp_path: Path
) -> None:
    take(two_targets, stages(tmp_path / "目标二.xlsx", ["雁江区", 42.0, 34.5]))
    assert len(set_targets(two_targets)) == 4


def test_an_event_the_newer_register_lacks_goes_out_of_force(
    two_events: Workspace, tmp_path: Path
) -> None:
    ws = two_events
    newer = register(tmp_path / "登记二.xlsx", FIRST[0])
    found = importpreview.preview(ws, newer, Said(mode=Mode.REPLACE))
    assert "1 件事项" in found.effect
    (line,) = found.impact.gone_lines
    assert line.startswith("撤下事项：安岳县 2026-10-04 10月4日重污染（登记.xlsx")
    assert len(logged(ws)) == 2
    made = imports.commit(ws, found)
    assert logged(ws) == {("雁江区", "2026-10-03")}
    assert observations.list_batches(ws)[0].report["impact"]["gone"] == [line]
    back = importundo.withdraw(ws, made.batch, "发错")
    assert back.incidents_back == 1
    assert logged(ws) == {("雁江区", "2026-10-03"), ("安岳县", "2026-10-04")}


def test_events_of_other_kinds_and_months_stay(two_events: Workspace, tmp_path: Path) -> None:
    ws = two_events
    september = register(
        tmp_path / "九月.xlsx",
        ["雁江区", "2026-09-03", HEAVY, "9月3日重污染"],
        title="2026年9月事项登记",
    )
    others = register(
        tmp_path / "其他.xlsx", ["乐至县", "2026-10-09", "秸秆焚烧通报", "秸秆焚烧火点"]
    )
    take(ws, september)
    take(ws, others)
    take(ws, register(tmp_path / "登记二.xlsx", FIRST[0]), Mode.REPLACE)
    assert logged(ws) == {
        ("雁江区", "2026-10-03"), ("雁江区", "2026-09-03"), ("乐至县", "2026-10-09"),
    }  # fmt: skip


def test_an_event_somebody_judged_since_or_entered_by_hand_stays_and_is_named(
    two_events: Workspace, tmp_path: Path
) -> None:
    ws = two_events
    anyue = places.find_place(ws, "安岳县").id
    (second,) = incidents.list_incidents(ws, place=anyue)
    incidents.record_finding(
        ws,
        second.id,
        confirmed=True,
        basis="现场核查",
        found_by="李敏",
        found_on=date(2026, 11, 2),
        evidence=["核查记录"],
    )
    incidents.log_incident(ws, place=anyue, kind=second.kind, day=date(2026, 10, 20), title="手记")
    found = importpreview.preview(
        ws, register(tmp_path / "登记二.xlsx", FIRST[0]), Said(mode=Mode.REPLACE)
    )
    (line,) = found.impact.gone_lines
    assert line.startswith("事项此后已有人工认定，保留：安岳县 2026-10-04")
    imports.commit(ws, found)
    assert len(logged(ws)) == 3


def test_another_circular_of_the_same_month_stays(ws: Workspace, tmp_path: Path) -> None:
    def circular(name: str, number: int, *firms: str) -> Path:
        return save(
            tmp_path / name,
            ["关于2026年9月重点排污单位自动监控超标情况的通报"],
            [f"资环函〔2026〕{number}号"],
            ["序号", "县（区）", "企业名称"],
            *([n, "雁江区", firm] for n, firm in enumerate(firms, start=1)),
            [],
            [f"资阳市生态环境局　2026年10月{number}日"],
        )

    take(ws, circular("一期.xlsx", 5, "甲厂", "乙厂"))
    take(ws, circular("二期.xlsx", 6, "丙厂"))
    take(ws, circular("一期更正.xlsx", 5, "甲厂"), Mode.REPLACE)
    assert {one.subject for one in incidents.list_incidents(ws)} == {"甲厂", "丙厂"}


def test_the_finding_that_turns_with_a_target_is_told(
    ws: Workspace, yanjiang: int, tmp_path: Path
) -> None:
    """A laxer target that comes with a file turns what stood on the stricter one."""
    goals = save(
        tmp_path / "目标.xlsx",
        ["2026年PM2.5阶段目标", "", ""],
        ["县（区）", "一~三季度", "签发日期"],
        ["雁江区", 29.0, "2026-06-30"],
    )
    before = _triggered(ws, yanjiang)
    found = importpreview.preview(ws, goals)
    (turned,) = found.impact.findings
    assert (turned.place, turned.period, turned.before) == ("雁江区", "2026-9M", "触发")
    assert _triggered(ws, yanjiang) == before, "a preview changes nothing"
    imports.commit(ws, found)
    assert _triggered(ws, yanjiang) != before


def _triggered(ws: Workspace, place: int) -> dict[str, str]:
    facts = facts_for(ws)
    subject = next(one for one in facts.places if one.id == place)
    found = assess(ws.library.regulations, facts, subject, date(2026, 9, 30), readings_in_force(ws))
    return {
        f"{one.rule.id} {one.period}": one.says
        for one in found.findings
        if one.outcome is Outcome.TRIGGERED
    }


def test_a_period_is_not_replaced_by_a_file_with_unread_rows(
    two_targets: Workspace, tmp_path: Path
) -> None:
    """The skipped row's old target would go out of force as if the file no longer had it."""
    newer = stages(tmp_path / "新目标.xlsx", ["雁江区", 41.0, 34.0], ["安岳县", "四十多", 33.0])
    found = importpreview.preview(two_targets, newer, Said(mode=Mode.REPLACE))
    assert found.errors
    before = set_targets(two_targets)
    with pytest.raises(AppError, match="替换该期") as refused:
        imports.commit(two_targets, found, skip_bad_rows=True)
    assert "新增并更新" in refused.value.hint
    assert set_targets(two_targets) == before
    imports.commit(two_targets, importpreview.preview(two_targets, newer), skip_bad_rows=True)
    assert ("安岳县", "2026-Q1", 40.0) in set_targets(two_targets)


def test_a_folder_run_says_why_such_a_file_is_left_out(
    two_targets: Workspace, tmp_path: Path
) -> None:
    newer = stages(tmp_path / "新目标.xlsx", ["雁江区", 41.0, 34.0], ["安岳县", "四十多", 33.0])
    (file,) = importfolder.look(two_targets, [newer], Said(mode=Mode.REPLACE))
    assert "替换该期不能跳行" in file.hindrance(skip_bad_rows=True)
    assert importfolder.store(two_targets, [file], skip_bad_rows=True) == 0
