"""Import on the command line: the annotated answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from .conftest import Run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    book = Workbook()
    for row in (
        ["2026年10月空气质量"],
        ["县（区）", "优良天数率(%)"],
        ["雁江区", 183.9],
        ["安岳县", 93.5],
    ):
        book.active.append(row)
    book.save(tmp_path / "空气2610.xlsx")
    return tmp_path / "空气2610.xlsx"


def test_looked_at_only_nothing_is_stored_and_the_code_tells_how_it_would_go(
    run: Run, file: Path
) -> None:
    run("init")
    looked = run("import", file, "--skip-bad-rows", "--preview")
    assert (looked.code, looked.out.splitlines()[-1]) == (0, "只看，没有入库。")
    assert "新增 1 个值" in looked.out
    assert run("batches", "--json").json == []
    assert run("import", file, "--preview").code == 2


def test_what_is_refused_says_which_option_lets_it_in(run: Run, file: Path) -> None:
    run("init", "--no-units")
    refused = run("import", file).err.splitlines()[-1]
    assert refused == (
        "没有导入任何数据。错误改正后再导入，或加 --skip-bad-rows 跳过有错误的行；"
        "未登记的单位、断面核对后加 --add-places 登记。"
    )
    assert run("import", file, "--skip-bad-rows", "--add-places").code == 0


def test_the_annotated_copy_is_written_where_it_is_asked_for(run: Run, file: Path) -> None:
    out = file.with_name("答复.xlsx")
    assert run("import", file, "--annotated", out).code == 2
    sheet = load_workbook(out)["Sheet"]
    assert sheet["C3"].value == "B3 错误：优良天数率183.9%，超过100%。"


def test_several_files_are_answered_into_a_folder(run: Run, file: Path, tmp_path: Path) -> None:
    second = tmp_path / "空气2611.xlsx"
    second.write_bytes(file.read_bytes())
    out = tmp_path / "答复"
    run("import", file, second, "--annotated", out)
    assert [path.name for path in sorted(out.iterdir())] == [
        "空气2610（校验）.xlsx",
        "空气2611（校验）.xlsx",
    ]


def test_the_original_is_never_overwritten(run: Run, file: Path) -> None:
    before = file.read_bytes()
    answer = run("import", file, "--annotated", file)
    assert answer.code == 1
    assert "不能覆盖原文件" in answer.err
    assert file.read_bytes() == before


def test_layouts_are_listed_exported_and_read_in(run: Run, file: Path, tmp_path: Path) -> None:
    assert run("init").code == 0
    assert run("layouts").out == "还没有模板。\n"
    template = tmp_path / "模板.toml"
    template.write_text(
        'kind = "yuetan-layouts"\n[[layout]]\nname = "市站月报"\nheads = ["县(区)", "细粒物"]\n'
        '[[layout.column]]\nhead = "细粒物"\nuse = "value"\nindicator = "pm25"\n',
        "utf-8",
    )
    assert "已读入模板：市站月报" in run("layouts", "--import", template).out
    (known,) = run("layouts", "--json").json
    assert known["columns"] == {"细粒物": {"use": "value", "indicator": "pm25"}}
    out = tmp_path / "另存.toml"
    assert run("layouts", "--export", out).code == 0
    assert "市站月报" in out.read_text("utf-8")


def test_the_mode_and_the_report_of_a_folder(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "月报"
    folder.mkdir()
    for month in (1, 2, 3):
        book = Workbook()
        for row in ([f"2026年{month}月空气质量"], ["县（区）", "PM2.5"], ["雁江区", 30 + month]):
            book.active.append(row)
        book.save(folder / f"空气260{month}.xlsx")
    report = tmp_path / "报告.xlsx"
    assert run("import", folder, "--report", report).code == 0
    rows = list(load_workbook(report)["导入报告"].iter_rows(min_row=4, values_only=True))
    assert [row[2] for row in rows] == [f"已入库（第 {n} 批）" for n in (1, 2, 3)]
    book = Workbook()
    for row in (["2026年1月空气质量"], ["县（区）", "PM2.5"], ["雁江区", 40], ["安岳县", 20]):
        book.active.append(row)
    book.save(tmp_path / "二稿.xlsx")
    answer = run("import", tmp_path / "二稿.xlsx", "--mode", "只新增")
    assert "新增 1 个值，库中已有的 1 个值不动" in answer.out


@pytest.fixture
def hours(tmp_path: Path) -> Path:
    """A station's hours: the file names no unit."""
    lines = ["PM2.5,time", *(f"{30 + h % 3},2026/10/2 {h}:00" for h in range(24))]
    (tmp_path / "导出.csv").write_text("\n".join(lines), "gb18030")
    return tmp_path / "导出.csv"


def units(run: Run) -> set[str]:
    return {value["place"] for value in run("observations", "--json").json}


def test_a_file_that_names_no_unit_is_refused_with_what_to_do(run: Run, hours: Path) -> None:
    answer = run("import", hours)
    assert answer.code == 2
    assert "请在字段匹配里选定单位，或把单位名称写进文件名。" in answer.err
    assert units(run) == set()


def test_the_unit_of_a_whole_file_can_be_given(run: Run, hours: Path) -> None:
    assert run("import", hours, "--place", "雁江区").code == 0
    assert units(run) == {"雁江区"}


def test_a_new_unit_given_is_registered_only_where_that_is_asked(run: Run, hours: Path) -> None:
    answer = run("import", hours, "--place", "城南站")
    assert answer.code == 2
    assert "“城南站”未登记，可登记为空气点位。" in answer.err
    assert run("import", hours, "--place", "城南站", "--add-places").code == 0
    assert units(run) == {"城南站"}


def test_a_given_unit_never_overrides_a_unit_column(run: Run, file: Path) -> None:
    answer = run("import", file, "--place", "乐至县", "--skip-bad-rows")
    assert answer.code == 0
    assert "选定的“乐至县”没有用到" in answer.err
    assert units(run) == {"安岳县"}


def test_a_unit_that_the_file_names_holds_before_the_given_one(run: Run, hours: Path) -> None:
    named = hours.rename(hours.with_name("安岳县10月.csv"))
    answer = run("import", named, "--place", "乐至县")
    assert answer.code == 0
    assert "标题或文件名写的是“安岳县”，选定的单位是“乐至县”，按“安岳县”读取。" in answer.err
    assert units(run) == {"安岳县"}


def test_a_station_said_of_its_countys_file_is_the_station(run: Run, hours: Path) -> None:
    named = hours.rename(hours.with_name("安岳县10月.csv"))
    assert run("import", named, "--place", "安岳县城南站", "--add-places").code == 0
    assert units(run) == {"安岳县城南站"}


def test_rows_left_out_for_their_errors_are_not_counted_as_stored(run: Run, file: Path) -> None:
    answer = run("import", file, "--skip-bad-rows")
    assert answer.code == 0
    assert "有错误的行已跳过（1 处错误），实际存入 1 个值" in answer.out
    assert [row["place"] for row in run("observations", "--json").json] == ["安岳县"]


def test_a_folder_without_tables_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    answer = run("import", tmp_path / "空")
    assert answer.code == 1
    assert "里没有表格。没有导入任何数据。" in answer.err


def test_a_file_of_targets_is_not_listed_as_if_it_had_brought_nothing(
    run: Run, tmp_path: Path
) -> None:
    book = Workbook()
    for row in (
        ["2026年生态环境质量目标"],
        ["单位", "指标", "时期", "目标值", "文号", "签发日期"],
        ["雁江区", "PM2.5", "2026年1—9月", 28, "资环委办〔2026〕3号", "2026-01-19"],
    ):
        book.active.append(row)
    book.save(tmp_path / "目标.xlsx")
    assert run("import", tmp_path / "目标.xlsx").code == 0
    (line,) = [one for one in run("batches").out.splitlines() if "目标.xlsx" in one]
    assert "目标1" in line


def test_the_year_of_dates_without_one_can_be_given(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "日报.csv"
    path.write_text("县（区）,日期,PM2.5\n雁江区,10月4日,31\n", "utf-8")
    answer = run("import", path, "--add-places")
    assert answer.code == 2
    assert "表中的日期没有写年份" in answer.err
    assert run("import", path, "--year", "26").code == 64
    assert run("import", path, "--year", "2026", "--add-places").code == 0
    assert {value["period"] for value in run("observations", "--json").json} == {"2026-10-04"}


def test_audit_and_owner_of_a_whole_file_are_said_on_the_line(run: Run, tmp_path: Path) -> None:
    book = Workbook()
    for row in (["2026年10月空气质量"], ["县（区）", "优良天数率(%)"], ["雁江区", 83.9]):
        book.active.append(row)
    book.save(tmp_path / "空气.xlsx")
    file = tmp_path / "空气.xlsx"

    def told() -> set[tuple[str, str]]:
        rows = run("observations", "--json").json
        return {(row["audit"], row["owner"]) for row in rows}

    first = run("import", file, "--audit", "初审", "--owner", "省控")
    assert "据未经国家审核的数据作出的判定为暂判" in first.out
    assert told() == {("初审", "省控")}
    again = run(
        "import", file, "--audit", "国家审核", "--owner", "省控"
    )  # the numbers are the same
    assert "第 2 批" in again.out
    assert told() == {("国家审核", "省控")}
    assert run("import", file, "--audit", "大概").code == 64


def test_which_of_two_columns_of_dust_is_said_on_the_line(run: Run, tmp_path: Path) -> None:
    book = Workbook()
    head = ["县（区）", "PM2.5", "PM2.5（扣除沙尘）"]
    for row in (["2026年10月空气质量"], head, ["雁江区", 33.1, 30.3]):
        book.active.append(row)
    book.save(tmp_path / "空气.xlsx")
    assert "未扣除沙尘" in run("import", tmp_path / "空气.xlsx", "--dust", "未扣除沙尘").out
    (value,) = run("observations", "--json").json
    assert (value["value"], value["dust"]) == (33.1, "未扣除沙尘")
