"""`summary`: every kind by its name, for the month or period named."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from .conftest import Run


@pytest.fixture
def data(sample_folder: Path) -> Path:
    return sample_folder


@pytest.mark.parametrize(
    ("kind", "file", "month"),
    [
        ("统计考评", "考评.xlsx", "2026"),
        ("党政同责汇总", "同责.xlsx", "2026-Q3"),
        ("月度指标汇总", "月度.xlsx", "2026-10"),
        ("月度通报", "通报.docx", "2026-10"),
        ("到期日历", "挂历.xlsx", "2026-11"),
        ("到期一览", "到期.xlsx", None),
        ("期限日程", "期限.ics", None),
        ("断面卡片", "卡片.docx", None),
    ],
)
def test_each_kind_is_written(
    run: Run, tmp_path: Path, kind: str, file: str, month: str | None
) -> None:
    out = tmp_path / file
    done = run("summary", kind, "-o", out, *(["--month", month] if month else []))
    assert done.code == 0, done.err
    assert str(out) in done.out
    if out.suffix == ".ics":
        assert out.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    else:
        assert zipfile.is_zipfile(out)


def test_the_period_named_is_the_period_counted(run: Run, tmp_path: Path) -> None:
    titles = {}
    for month in ("2025", "2026-Q3"):
        out = tmp_path / f"{month}.xlsx"
        assert run("summary", "统计考评", "-o", out, "--month", month).code == 0
        titles[month] = openpyxl.load_workbook(out)["按等级"]["A1"].value
    assert "2025年度" in titles["2025"]
    assert "2026年三季度" in titles["2026-Q3"]


@pytest.mark.parametrize("kind", ["风险研判汇总表", "月度指标汇总", "月度通报", "到期日历"])
def test_a_quarter_is_no_data_month_whose_rules_could_be_tried(
    run: Run, tmp_path: Path, kind: str
) -> None:
    done = run("summary", kind, "-o", tmp_path / "x", "--month", "2026-Q3")
    assert done.code == 1
    assert done.err.startswith("2026年三季度不是一个月，这里要的是数据期。")
    assert not (tmp_path / "x").exists()


def test_an_unknown_kind_names_the_known_ones(run: Run, tmp_path: Path) -> None:
    done = run("summary", "年报", "-o", tmp_path / "x.xlsx")
    assert done.code == 1
    assert "月度通报" in done.err
    assert not (tmp_path / "x.xlsx").exists()
