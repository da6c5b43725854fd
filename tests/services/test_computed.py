"""Computed values on a real database: offered where none is published, flagged beside those that
are, named in findings, and recomputed when days arrive or leave."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from yuetan_desktop.domain.cases import basisjson, casebasis
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.domain.indicator import WaterClass
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.services import assessing, observations, office, places
from yuetan_desktop.services.importing import importundo
from yuetan_desktop.services.judging import computed, rivers
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations as stored
from yuetan_desktop.store import targets
from yuetan_desktop.store.observations import ObservationRow
from yuetan_desktop.store.targets import TargetRow

OCTOBER = Period.month(2026, 10)


def days(ws: Workspace, place: int, *, last: int = 31, value: float = 44.3) -> int:
    with ws.transaction():
        batch = stored.create_batch(
            ws.db, file_name="空气日报2610.xlsx", imported_by="李敏", imported_at=ws.now()
        )
        rows = [
            ObservationRow(place, "pm25", f"2026-10-{day:02}", value, "", "日", f"C{day + 2}")
            for day in range(1, last + 1)
        ]
        stored.insert_observations(ws.db, batch, rows)
    return batch


def publish(ws: Workspace, place: int, value: float) -> None:
    with ws.transaction():
        batch = stored.create_batch(
            ws.db, file_name="空气月报2610.xlsx", imported_by="李敏", imported_at=ws.now()
        )
        row = ObservationRow(place, "pm25", "2026-10", value, "", "10月", "C5")
        stored.insert_observations(ws.db, batch, [row])


def test_a_month_without_published_value_is_offered_from_its_days(ws: Workspace) -> None:
    unit = places.find_place(ws, "雁江区").id
    days(ws, unit)
    made = computed.computed_values(ws, [unit], OCTOBER)[unit, "pm25"]
    assert made.value == Decimal("44.3")
    assert made.published is None
    assert made.method == "由日数据计算：31个有效日均值的算术平均"
    assert list(map(str, made.sources)) == ["空气日报2610.xlsx › 日!C3:C33"]


def test_the_published_44_holds_over_the_computed_44_3_and_both_are_seen(ws: Workspace) -> None:
    unit = places.find_place(ws, "雁江区").id
    days(ws, unit)
    publish(ws, unit, 44)
    made = computed.computed_values(ws, [unit], OCTOBER)[unit, "pm25"]
    assert (made.published, made.value, made.difference) == (
        Decimal(44), Decimal("44.3"), Decimal("0.3"),
    )  # fmt: skip
    assert made.differs
    (value,) = observations.find_values(ws, places=[unit], period=OCTOBER)
    assert value.value == 44


def test_a_finding_says_what_its_value_was_computed_from(ws: Workspace) -> None:
    unit = places.find_place(ws, "雁江区")
    with ws.transaction():
        goal = TargetRow(unit.id, "pm25", "2026-10", 40.0, "环委办〔2026〕1号")
        targets.insert_targets(ws.db, [goal], by="李敏", at=ws.now())
    days(ws, unit.id)
    (assessment,) = assessing.assess_places(ws, date(2026, 11, 10), [unit])
    about = [
        evidence
        for found in assessment.findings
        if found.period == OCTOBER
        for leaf in found.finding.leaves()
        for evidence in leaf.evidence
        if evidence.indicator == "pm25" and evidence.role == "实际"
    ]
    assert about
    assert {evidence.text for evidence in about} == {"44.3"}
    assert all(evidence.note.startswith("由日数据计算") for evidence in about)
    cells = {str(cell) for evidence in about for cell in evidence.sources}
    assert cells == {"空气日报2610.xlsx › 日!C3:C33"}
    listed = assessing.assess_json(ws, date(2026, 11, 10), unit)
    printed = {
        (cell["sheet"], cell["cell"])
        for row in listed
        if row["period"] == "2026-10"
        for evidence in row["evidence"]
        if evidence["indicator"] == "pm25"
        for cell in evidence["cells"]
    }
    assert printed == {("日", "C3:C33")}


def test_a_frozen_basis_keeps_the_cells_of_a_computed_value_and_older_ones_stay_readable(
    ws: Workspace,
) -> None:
    unit = places.find_place(ws, "雁江区")
    with ws.transaction():
        goal = TargetRow(unit.id, "pm25", "2026-10", 40.0, "环委办〔2026〕1号")
        targets.insert_targets(ws.db, [goal], by="李敏", at=ws.now())
    days(ws, unit.id)
    (assessment,) = assessing.assess_places(ws, date(2026, 11, 10), [unit])
    found = [one for one in assessment.findings if one.period == OCTOBER]
    regulation = ws.library.regulations[0]
    basis = casebasis.freeze(
        found, (), regulation=regulation, readings=office.readings_in_force(ws, OCTOBER.end),
        place=unit, level=found[0].rule.level, month=OCTOBER, day=date(2026, 11, 10),
    )  # fmt: skip
    written = json.loads(json.dumps(basisjson.to_json(basis)))
    kept = basisjson.from_json(written)
    assert kept.items == basis.items
    assert "C3:C33" in {
        source.cell for one in kept.items for f in one.facts for source in f.sources
    }
    for evidence in (e for one in written["items"] for f in one["facts"] for e in f["evidence"]):
        del evidence["cells"]
    older = basisjson.from_json(written)
    cells = {source.cell for one in older.items for f in one.facts for source in f.sources}
    assert "C3" in cells
    assert "C3:C33" not in cells


def test_a_finding_on_a_published_value_says_that_the_days_differ(ws: Workspace) -> None:
    unit = places.find_place(ws, "雁江区")
    with ws.transaction():
        goal = TargetRow(unit.id, "pm25", "2026-10", 40.0, "环委办〔2026〕1号")
        targets.insert_targets(ws.db, [goal], by="李敏", at=ws.now())
    days(ws, unit.id)
    publish(ws, unit.id, 44)
    (assessment,) = assessing.assess_places(ws, date(2026, 11, 10), [unit])
    notes = {
        evidence.note
        for found in assessment.findings
        if found.period == OCTOBER
        for leaf in found.finding.leaves()
        for evidence in leaf.evidence
        if evidence.indicator == "pm25" and evidence.role == "实际"
    }
    assert notes == {"由日数据计算为44.3 μg/m³，相差0.3，以公布值为准"}


def test_too_few_days_are_no_data_and_say_how_many(ws: Workspace) -> None:
    unit = places.find_place(ws, "雁江区")
    with ws.transaction():
        goal = TargetRow(unit.id, "pm25", "2026-10", 40.0, "环委办〔2026〕1号")
        targets.insert_targets(ws.db, [goal], by="李敏", at=ws.now())
    days(ws, unit.id, last=20)
    (assessment,) = assessing.assess_places(ws, date(2026, 11, 10), [unit])
    lacking = [
        leaf.says
        for found in assessment.findings
        if found.period == OCTOBER
        for leaf in found.finding.leaves()
        if leaf.outcome is Outcome.NO_DATA and "PM2.5" in leaf.says
    ]
    assert any("10月有效日20天，不足27天" in says for says in lacking)


def test_the_kept_dashboard_follows_days_that_come_and_go(ws: Workspace) -> None:
    unit = places.find_place(ws, "雁江区")
    with ws.transaction():
        goal = TargetRow(unit.id, "pm25", "2026-10", 40.0, "环委办〔2026〕1号")
        targets.insert_targets(ws.db, [goal], by="李敏", at=ws.now())

    def states() -> list[str]:
        row = next(r for r in assessing.dashboard(ws, OCTOBER).rows if r.place.id == unit.id)
        return [cell.state.value for cell in row.cells]

    before = states()
    batch = days(ws, unit.id)
    after = states()
    assert after != before
    importundo.withdraw(ws, batch, "文件有误")
    assert states() == before


def test_a_lake_tells_its_nutrients_where_all_five_items_are_stored(ws: Workspace) -> None:
    unit = places.find_place(ws, "雁江区").id
    (lake,) = places.register(
        ws, [Place(0, "库心", PlaceKind.SECTION, parent=unit, river="清流水库", lake=True)]
    )
    items = {"do": 8, "codmn": 4, "nh3n": 0.2, "tp": 0.05, "tn": 1, "chlorophyll_a": 0.01}
    with ws.transaction():
        batch = stored.create_batch(
            ws.db, file_name="断面月报2610.xlsx", imported_by="李敏", imported_at=ws.now()
        )
        rows = [
            ObservationRow(lake, item, month, float(value), "", "10月", f"C{n}")
            for month in ("2026-09", "2026-10")
            for n, (item, value) in enumerate({**items, "transparency": 1}.items(), 5)
            if (month, item) != ("2026-09", "transparency")
        ]
        stored.insert_observations(ws.db, batch, rows)
    october = computed.main_pollutants_of(ws, [lake], OCTOBER, {})[lake]
    assert october.nutrients == "综合营养状态指数 48.0，中营养"
    assert computed.main_pollutants_of(ws, [lake], OCTOBER.previous(), {})[lake].nutrients == ""


def test_the_main_pollutants_of_a_section_are_named_against_class_three_and_its_target(
    ws: Workspace,
) -> None:
    unit = places.find_place(ws, "雁江区").id
    (bridge, bare) = places.register(
        ws,
        [Place(0, name, PlaceKind.SECTION, parent=unit, river="清流河") for name in ("甲", "乙")],
    )
    means = {"do": 6.1, "codmn": 4.2, "nh3n": 1.2, "tp": 0.284}
    with ws.transaction():
        batch = stored.create_batch(
            ws.db, file_name="断面月报2610.xlsx", imported_by="李敏", imported_at=ws.now()
        )
        rows = [
            ObservationRow(bridge, item, "2026-10", value, "", "10月", f"C{n}")
            for n, (item, value) in enumerate(means.items(), 5)
        ]
        stored.insert_observations(ws.db, batch, rows)
    found = computed.main_pollutants_of(ws, [bridge, bare], OCTOBER, {bridge: WaterClass.II})
    assert found == {
        bridge: computed.MainPollutants(
            "总磷（0.4）、氨氮（0.2）",
            "按考核目标Ⅱ类：总磷（1.8）、氨氮（1.4）、高锰酸盐指数（0.05）",
        )
    }
    sections = [one for one in places.list_places(ws) if one.id in (bridge, bare)]
    classes = {bridge: WaterClass.IV}
    (river,) = rivers.river_states(ws, sections, OCTOBER, classes)
    assert river.says == "清流河 1 个断面轻度污染（浓度均值Ⅳ类）"
    # A section whose class is known without its concentrations: no mean of all of them.
    assert rivers.river_states(ws, sections, OCTOBER, classes | {bare: WaterClass.II}) == []
