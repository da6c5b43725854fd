"""并行规则包 (A3): a second regulation, loaded and evaluated beside the first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yuetan_desktop import paths
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import assessing, incidents, places
from yuetan_desktop.services.cases import caseopening
from yuetan_desktop.services.judging import rulepacks
from yuetan_desktop.services.judging.rulepacks import Beside
from yuetan_desktop.services.workspace import Workspace

EXAMPLE = paths.resources() / "rulepacks" / "示例规则包.toml"
OCTOBER = Period.month(2026, 10)


def beside(ws: Workspace, name: str, month: Period = OCTOBER) -> Beside:
    (pack,) = rulepacks.packs(ws)
    (found,) = [b for b in rulepacks.compare(ws, pack, month) if b.place.name == name]
    return found


def two_heavy_days(ws: Workspace) -> None:
    place = places.find_place(ws, "安岳县").id
    for day in (date(2026, 1, 8), date(2026, 1, 9)):
        number = incidents.log_incident(
            ws, place=place, kind="heavy_pollution_day", day=day, evidence=["AQI 213"]
        )
        incidents.record_finding(
            ws, number, confirmed=True, basis="会商", found_by="李敏", found_on=day
        )


def test_a_second_pack_is_loaded_and_evaluated_beside_the_first(ws: Workspace) -> None:
    two_heavy_days(ws)
    loaded = rulepacks.load_pack(ws, EXAMPLE)
    found = beside(ws, "安岳县")
    assert [one.rule.id for one in found.own][:1] == ["7.1.2"]
    assert [one.rule.id for one in found.other] == ["示例3.1"]
    assert found.other[0].rule.level.name == "省分管领导约谈"
    assert found.other[0].reading == "自然年累计"  # the own regulation's readings
    rulepacks.void_pack(ws, loaded.id, "不用了")
    assert rulepacks.packs(ws) == []


def test_the_own_regulation_alone_assesses_and_opens_cases(ws: Workspace) -> None:
    two_heavy_days(ws)
    place = places.find_place(ws, "安岳县")
    (before,) = assessing.assess_places(ws, ws.today(), [place])
    rulepacks.load_pack(ws, EXAMPLE)
    (after,) = assessing.assess_places(ws, ws.today(), [place])
    assert [f.rule.id for f in after.findings] == [f.rule.id for f in before.findings]
    rules = caseopening.propose(ws, place.id, month=OCTOBER).items
    assert [found.rule.id for found in rules] == ["7.1.2"]


def test_before_its_first_day_the_other_triggers_nothing(ws: Workspace) -> None:
    place = places.find_place(ws, "安岳县").id
    incidents.log_incident(
        ws, place=place, kind="heavy_pollution_day", day=date(2023, 1, 8), confirmed=True,
        evidence=["AQI 213"],
    )  # fmt: skip
    rulepacks.load_pack(ws, EXAMPLE)
    assert beside(ws, "安岳县", Period.month(2023, 4)).other == ()


def test_a_pack_with_an_unknown_condition_is_refused_and_the_clause_told(
    ws: Workspace, tmp_path: Path
) -> None:
    broken = tmp_path / "坏包.toml"
    broken.write_text(EXAMPLE.read_text("utf-8").replace("heavy_days", "bad_days"), "utf-8")
    with pytest.raises(AppError, match="不是能用的规则包") as caught:
        rulepacks.load_pack(ws, broken)
    assert caught.value.detail.startswith("第三条第（一）项")
    for text in ("", "不是 toml", "title = 1"):
        broken.write_text(text, "utf-8")
        with pytest.raises(AppError, match="不是能用的规则包"):
            rulepacks.load_pack(ws, broken)
    assert rulepacks.packs(ws) == []


def test_the_same_pack_is_not_loaded_twice(ws: Workspace) -> None:
    rulepacks.load_pack(ws, EXAMPLE)
    with pytest.raises(AppError, match="已经载入"):
        rulepacks.load_pack(ws, EXAMPLE)
