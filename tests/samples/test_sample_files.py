"""The sample workbooks: made by code, marked as samples, and what the manifest says they are."""

from __future__ import annotations

import sys
import tomllib
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
WORKBOOKS = sorted(SAMPLES.glob("*.xlsx"))


@pytest.fixture(scope="module")
def build():
    sys.path.insert(0, str(SAMPLES))
    try:
        import build as module
    finally:
        sys.path.remove(str(SAMPLES))
    return module


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def test_the_kept_files_are_what_the_code_makes(build, tmp_path: Path) -> None:
    for made in build.build(tmp_path):
        kept = SAMPLES / made.relative_to(tmp_path)
        if made.suffix == ".csv":
            assert made.read_bytes() == kept.read_bytes(), made.name
        else:
            assert members(made) == members(kept), made.name


def test_the_manifest_names_exactly_the_files_there_are() -> None:
    manifest = tomllib.loads((SAMPLES / "manifest.toml").read_text("utf-8"))
    lists = ("file", "enterprise_list")
    named = [entry["name"] for key in lists for entry in manifest[key]]
    there = [path.name for path in SAMPLES.iterdir() if path.suffix in {".xlsx", ".csv"}]
    assert Counter(named) == Counter(there)


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_every_sheet_says_that_it_is_a_sample(path: Path) -> None:
    book = load_workbook(path)
    for sheet in book:
        texts = [str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None]
        assert any("示例数据" in text for text in texts), sheet.title


def test_all_together_stay_below_three_megabytes() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.iterdir() if path.is_file()) < 3_000_000


@pytest.mark.parametrize("name", [p.name for p in WORKBOOKS if p.name.startswith("全省空气排名")])
def test_air_lists_hold_183_units_ranked_with_ties_as_published(name: str) -> None:
    """Equal index, equal rank, and the next rank is skipped: 1, 2, 2, 4."""
    for sheet in load_workbook(SAMPLES / name):
        rows = [row for row in sheet.iter_rows(min_row=3, max_col=3, values_only=True) if row[1]]
        assert len({unit for _, unit, _ in rows}) == len(rows) == 183
        indexes = [index for _, _, index in rows]
        assert [rank for rank, _, _ in rows] == [
            1 + sum(other < index for other in indexes) for index in indexes
        ]


def test_some_list_has_a_tie_across_the_cut_of_the_last_thirty() -> None:
    sheet = load_workbook(SAMPLES / "全省空气排名2026年三季度.xlsx")["9月"]
    ranks = Counter(row[0] for row in sheet.iter_rows(min_row=3, max_col=1, values_only=True))
    assert ranks[153] == 2


def test_water_lists_hold_187_units() -> None:
    sheet = load_workbook(SAMPLES / "全省水质排名2026年.xlsx")["前三季度"]
    rows = [row for row in sheet.iter_rows(min_row=3, max_col=2, values_only=True) if row[1]]
    assert len({unit for _, unit in rows}) == len(rows) == 187
