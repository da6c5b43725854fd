"""The kept matrix says what a fresh assessment would, whatever happened in between."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reading import Choice
from yuetan_desktop.services import assessing, office, places, targets, workspace
from yuetan_desktop.services.importing import importundo
from yuetan_desktop.services.judging.boards import Boards
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations
from yuetan_desktop.store.observations import ObservationRow

OCTOBER = Period.month(2026, 10)
Write = Callable[[Workspace], object]


@pytest.fixture
def pair(sample_folder: Path, tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """The window's reading workspace, and another one that writes."""
    folder = shutil.copytree(sample_folder, tmp_path / "data")
    with (
        workspace.open_workspace(folder, read_only=True) as reader,
        workspace.open_workspace(folder) as writer,
    ):
        yield reader, writer


def seen(ws: Workspace, month: Period = OCTOBER) -> dict[str, list[tuple[str, str]]]:
    rows = assessing.dashboard(ws, month).rows
    return {row.place.name: [(c.state.value, c.line) for c in row.cells] for row in rows}


def store(ws: Workspace, *rows: ObservationRow) -> int:
    with ws.transaction():
        batch = observations.create_batch(
            ws.db, file_name="更正.xlsx", imported_by="李敏", imported_at=ws.now()
        )
        observations.insert_observations(ws.db, batch, rows)
    return batch


def a_value(ws: Workspace) -> object:
    unit = places.find_place(ws, "云麓区").id
    return store(ws, ObservationRow(unit, "pm25", "2026-10", 12.0, "", "表", "C5"))


def a_section(ws: Workspace) -> object:
    section = places.find_place(ws, "望麓桥").id
    return store(ws, ObservationRow(section, "water_class", "2026-10", 6, "", "表", "C5"))


def a_rank(ws: Workspace) -> object:
    unit = places.find_place(ws, "云麓区").id
    row = ObservationRow(
        unit, "air_index_rank", "2026-10", 170, "", "表", "C5", "全省县级行政区域", 183
    )
    return store(ws, row)


def a_target(ws: Workspace) -> object:
    targets.add_target(
        ws,
        place=places.find_place(ws, "高新区").id,
        indicator="good_day_rate",
        period=OCTOBER,
        value=Decimal(99),
        document="示例〔2026〕9号",
        signed_on=date(2026, 10, 1),
    )
    return None


def a_reading(ws: Workspace) -> object:
    office.choose_reading(ws, Choice("R1", "either", "市环委办", date(2026, 11, 9), "答复（示例）"))
    return None


def a_withdrawal(ws: Workspace) -> object:
    newest = next(b for b in observations.list_batches(ws.db) if b.file_name == "空气月报2610.xlsx")
    return importundo.withdraw(ws, newest.id, "重新报送")


@pytest.mark.parametrize("write", [a_value, a_section, a_rank, a_target, a_reading, a_withdrawal])
def test_after_a_change_the_kept_matrix_equals_a_fresh_one(
    pair: tuple[Workspace, Workspace], write: Write
) -> None:
    reader, writer = pair
    before = seen(reader), seen(reader, OCTOBER.previous())
    write(writer)
    after = seen(reader), seen(reader, OCTOBER.previous())
    with workspace.open_workspace(reader.folders.data, read_only=True) as fresh:
        assert after == (seen(fresh), seen(fresh, OCTOBER.previous()))
    assert after != before


def test_one_units_value_leaves_the_other_units_as_they_were_assessed(
    pair: tuple[Workspace, Workspace],
) -> None:
    reader, writer = pair
    before = {row.place.name: row.cells for row in assessing.dashboard(reader, OCTOBER).rows}
    a_value(writer)
    after = {row.place.name: row.cells for row in assessing.dashboard(reader, OCTOBER).rows}
    assert after["云麓区"] is not before["云麓区"]
    others = before.keys() - {"云麓区"}
    assert all(after[name] is before[name] for name in others)


def test_without_a_change_nothing_is_assessed_again(pair: tuple[Workspace, Workspace]) -> None:
    reader, _ = pair
    first = assessing.dashboard(reader, OCTOBER).rows
    assert all(
        a.cells is b.cells
        for a, b in zip(first, assessing.dashboard(reader, OCTOBER).rows, strict=True)
    )
    assert isinstance(reader.kept[Boards], Boards)
