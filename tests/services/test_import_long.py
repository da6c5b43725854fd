"""Long tables of days from file to database and back: every mode, as with short tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import Cancelled
from yuetan_desktop.services import imports, observations, places
from yuetan_desktop.services.importing import importpreview, importundo
from yuetan_desktop.services.importing.importvalues import Mode
from yuetan_desktop.services.importing.said import Said
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store.observations import Counts

HEAD = ["县（区）、园区", "日期", "AQI", "PM2.5"]
UNITS = ("雁江区", "安岳县", "乐至县", "高新区")
ROWS = 1000
Row = list[Any]


def save(path: Path, rows: list[Row]) -> Path:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("日数据")
    for row in (HEAD, *rows):
        sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def rows() -> list[Row]:
    """Every unit day by day from the first of 2024."""
    first = date(2024, 1, 1)
    return [
        [UNITS[n % 4], (first + timedelta(n // 4)).isoformat(), 40 + n % 60, n % 70 + 0.5]
        for n in range(ROWS)
    ]


@pytest.fixture
def first(ws: Workspace, rows: list[Row], tmp_path: Path) -> Path:
    file = save(tmp_path / "日数据.xlsx", rows)
    assert imports.commit(ws, importpreview.preview(ws, file)).stored == 2 * ROWS
    return file


def value(ws: Workspace, unit: str, day: str, indicator: str = "pm25") -> tuple[Decimal, str]:
    (found,) = observations.find_values(
        ws,
        places=[places.find_place(ws, unit).id],
        indicator=indicator,
        period=Period.day(date.fromisoformat(day)),
    )
    assert found.value is not None
    return found.value, found.source.cell


def kept_by_rows(ws: Workspace) -> int:
    return int(ws.db.execute("SELECT count(*) FROM day_row").fetchone()[0])


def test_a_long_table_is_kept_by_the_row_and_read_value_by_value(
    ws: Workspace, first: Path
) -> None:
    assert kept_by_rows(ws) == ROWS
    assert value(ws, "安岳县", "2024-01-01") == (Decimal("1.5"), "D3")
    assert value(ws, "雁江区", "2024-01-02", "aqi") == (Decimal(44), "C6")


def test_the_same_table_again_changes_nothing(ws: Workspace, first: Path) -> None:
    found = importpreview.preview(ws, first)
    assert found.counts == Counts(new=0, changed=0, unchanged=2 * ROWS)
    assert not found.changes_anything


def test_comparing_with_what_is_stored_tells_how_far_it_is_and_can_be_given_up(
    ws: Workspace, first: Path
) -> None:
    told = []

    def progress(doing: str, done: int, total: int) -> None:
        if doing == "与库中数据比较":
            told.append((done, total))
            raise Cancelled

    with pytest.raises(Cancelled):
        importpreview.preview(ws, first, progress=progress)
    assert told == [(0, 2 * ROWS)]


def test_a_second_version_shows_its_changes_in_the_order_of_the_file(
    ws: Workspace, first: Path, rows: list[Row], tmp_path: Path
) -> None:
    rows.reverse()
    rows[2][3], rows[700][2] = 99.5, 199
    found = importpreview.preview(ws, save(tmp_path / "二稿.xlsx", rows))
    assert found.counts == Counts(new=0, changed=2, unchanged=2 * ROWS - 2)
    assert [(c.cell, c.new) for c in found.changes] == [("D4", 99.5), ("C702", 199)]
    batch = imports.commit(ws, found).batch
    assert value(ws, rows[2][0], rows[2][1]) == (Decimal("99.5"), "D4")
    values = importundo.withdraw(ws, batch, "发错").values
    assert (values.removed, values.restored, values.untouched) == (0, 2 * ROWS, 0)
    assert value(ws, rows[2][0], rows[2][1])[1] == f"D{ROWS - 1}"


# -- the same table again, after something else came in between -----------------------------------
def days_of(path: Path, *rows: Row, head: Sequence[str] = HEAD) -> Path:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("日数据")
    for row in (list(head), *rows):
        sheet.append(row)
    book.save(path)
    return path


def test_a_day_corrected_alone_is_a_change_when_the_table_comes_again(
    ws: Workspace, first: Path, tmp_path: Path
) -> None:
    """The rows of the table are in force as they stand, but for the one value beside them."""
    one = days_of(tmp_path / "更正.xlsx", ["雁江区", "2024-02-01", 40, 77.7])
    imports.commit(ws, importpreview.preview(ws, one))
    found = importpreview.preview(ws, first)
    assert found.counts.changed == len(found.changes) == 2
    assert found.counts.unchanged == 2 * ROWS - 2
    assert {(c.indicator, c.period) for c in found.changes} == {
        ("aqi", "2024-02-01"),
        ("pm25", "2024-02-01"),
    }


def test_a_table_of_other_columns_in_between_is_compared_value_by_value(
    ws: Workspace, first: Path, rows: list[Row], tmp_path: Path
) -> None:
    other = [[row[0], row[1], row[2] + (n == 9)] for n, row in enumerate(rows)]
    imports.commit(
        ws, importpreview.preview(ws, days_of(tmp_path / "AQI.xlsx", *other, head=HEAD[:3]))
    )
    found = importpreview.preview(ws, first)
    assert found.counts == Counts(new=0, changed=1, unchanged=2 * ROWS - 1)
    assert [change.indicator for change in found.changes] == ["aqi"]


def test_a_table_taken_back_is_new_again(ws: Workspace, first: Path) -> None:
    importundo.withdraw(ws, observations.list_batches(ws)[0].id, "发错")
    assert importpreview.preview(ws, first).counts == Counts(new=2 * ROWS, changed=0, unchanged=0)


def test_replacing_takes_out_what_stands_beside_the_same_rows(
    ws: Workspace, first: Path, rows: list[Row], tmp_path: Path
) -> None:
    """A day is passed over only where all that is in force on it is in the file."""
    assert importpreview.preview(ws, first, Said(mode=Mode.REPLACE)).impact.removed == ()
    shorter = [row for row in rows if (row[0], row[1]) != ("高新区", "2024-03-01")]
    found = importpreview.preview(
        ws, save(tmp_path / "少一行.xlsx", shorter), Said(mode=Mode.REPLACE)
    )
    assert found.counts.unchanged == 2 * ROWS - 2
    assert [(c.indicator, c.period) for c in found.impact.removed] == [
        ("aqi", "2024-03-01"),
        ("pm25", "2024-03-01"),
    ]
    assert imports.commit(ws, found).removed == 2


def test_only_new_values_are_added_where_so_chosen(
    ws: Workspace, first: Path, rows: list[Row], tmp_path: Path
) -> None:
    changed = [*rows, ["雁江区", "2025-01-01", 50, 30.5]]
    changed[0] = ["雁江区", "2024-01-01", 40, 88.5]
    found = importpreview.preview(ws, save(tmp_path / "二稿.xlsx", changed), Said(mode=Mode.ADD))
    assert imports.commit(ws, found).stored == 2
    assert value(ws, "雁江区", "2024-01-01")[0] == Decimal("0.5")
    assert value(ws, "雁江区", "2025-01-01")[0] == Decimal("30.5")


def test_rows_with_errors_are_left_out_whole(
    ws: Workspace, rows: list[Row], tmp_path: Path
) -> None:
    rows[10][3] = "缺了小数点"
    found = importpreview.preview(ws, save(tmp_path / "错.xlsx", rows))
    assert [problem.cell for problem in found.errors] == ["D12"]
    assert imports.commit(ws, found, skip_bad_rows=True).stored == 2 * (ROWS - 1)


def test_a_unit_under_two_names_keeps_of_each_value_the_first(
    ws: Workspace, rows: list[Row], tmp_path: Path
) -> None:
    rows.append(["雁江", "2024-01-01", 40, 0.5])
    found = importpreview.preview(ws, save(tmp_path / "两名.xlsx", rows))
    assert imports.commit(ws, found, skip_bad_rows=True).stored == 2 * ROWS
    assert value(ws, "雁江区", "2024-01-01") == (Decimal("0.5"), "D2")
