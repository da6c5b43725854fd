"""One unit's matrix by matter: what each level asks of it, and what of that is met."""

from __future__ import annotations

from datetime import date

from tests.builders import DEPARTMENT, FactsBuilder, facts
from tests.domain.test_matrix import OCTOBER, add_air, cells
from yuetan_desktop.domain.judging.matrix import CellState
from yuetan_desktop.domain.judging.matters import MatterCell, matter_rows


def matters(builder: FactsBuilder, **how: object) -> dict[str, dict[int, MatterCell]]:
    row = tuple(cells(builder, **how).values())  # type: ignore[arg-type]
    return {matter.name: {c.level: c for c in matter.cells} for matter in matter_rows(row)}


def test_each_indicator_stands_in_a_row_of_its_own() -> None:
    found = matters(add_air(facts(), OCTOBER, "30.3", "80"))
    assert found["PM2.5"][1].state is CellState.TRIGGERED
    assert "超 3.3" in found["PM2.5"][1].line
    assert found["优良天数率"][1].state is CellState.TRIGGERED
    assert found["PM2.5"][3].state is CellState.NOT_APPLICABLE


def test_a_part_that_is_met_while_the_rule_is_not_is_near_and_not_triggered() -> None:
    found = matters(add_air(facts(), OCTOBER, "30.3", "90"), R1="both")
    assert found["PM2.5"][1].state is CellState.APPROACHING
    assert found["优良天数率"][1].state in {CellState.NORMAL, CellState.APPROACHING}


def test_what_is_missing_is_missing_in_its_own_row_only() -> None:
    found = matters(add_air(facts(), OCTOBER, "20.0", "95", rank=None))
    assert found["空气排名"][1].state is CellState.NO_DATA
    assert found["PM2.5"][1].state is CellState.NORMAL


def test_every_section_has_a_row() -> None:
    builder = add_air(facts(), OCTOBER, "20.0", "95")
    builder.section("白鹭滩", {OCTOBER: "Ⅴ", "2025-10": "Ⅴ"})
    builder.section("青禾桥", {OCTOBER: "Ⅱ", "2025-10": "Ⅱ"})
    found = matters(builder)
    assert found["白鹭滩"][2].state is CellState.TRIGGERED
    assert found["青禾桥"][2].state is CellState.NORMAL


def test_a_department_has_only_what_is_logged() -> None:
    builder = facts().incident(
        "key_task_late", date(2026, 10, 18), title="管网项目逾期", place=DEPARTMENT
    )
    found = matters(builder, place=DEPARTMENT)
    assert "PM2.5" not in found
    assert found["登记事项"][3].state is CellState.TRIGGERED
