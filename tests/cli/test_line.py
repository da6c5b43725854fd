"""The main line on the command line: import, observe, assess, open, paper, summary, undo."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from yuetan_desktop.documents import printing

from .conftest import Run

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
OCTOBER = SAMPLES / "空气月报2610.xlsx"


def test_import_stores_nothing_when_a_place_is_not_registered(run: Run, data: Path) -> None:
    answer = run("import", OCTOBER, "--json")
    assert answer.code == 2
    assert answer.json["stored"] is False
    (file,) = answer.json["files"]
    assert (file["file"], file["batch"], file["already_imported"]) == (OCTOBER.name, None, None)
    assert "云麓区" in file["unknown_places"]
    assert run("observations", "--json").json == []


def test_import_creates_the_database_and_every_value_names_its_cell(run: Run) -> None:
    answer = run("import", OCTOBER, "--add-places", "--json")
    assert answer.code == 0
    (file,) = answer.json["files"]
    assert (file["batch"], file["changed"], file["unchanged"]) == (1, 0, 0)
    rows = run("observations", "--place", "云麓", "--indicator", "PM2.5平均浓度", "--json").json
    (row,) = rows
    assert {key: row[key] for key in ("place", "indicator", "period", "value", "unit")} == {
        "place": "云麓区",
        "indicator": "pm25",
        "period": "2026-10",
        "value": 30.3,
        "unit": "μg/m³",
    }
    assert (row["file"], row["batch"]) == (OCTOBER.name, 1)
    assert row["sheet"]
    assert row["cell"]
    assert len(run("observations", "--period", "2026-10", "--json").json) == file["new"]
    assert run("observations", "--period", "2026-09", "--json").json == []


def test_one_unreadable_file_keeps_all_files_out(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(OCTOBER.read_bytes()[:3000])
    answer = run("import", OCTOBER, broken, "--add-places")
    assert answer.code == 2
    assert "没有导入任何数据" in answer.err
    assert run("observations", "--json").json == []
    assert run("batches", "--json").json == []


def test_the_same_file_again_says_when_and_stores_nothing_twice(run: Run) -> None:
    run("import", OCTOBER, "--add-places")
    answer = run("import", OCTOBER)
    assert answer.code == 0
    assert "此文件已于" in answer.out
    assert len(run("batches", "--json").json) == 1


def test_withdrawing_says_what_changed_back_and_keeps_the_record(run: Run) -> None:
    run("import", OCTOBER, "--add-places")
    answer = run("withdraw", 1, "--why", "发错了文件")
    assert answer.code == 0
    assert "云麓区 2026年10月PM2.5：30.3 → 无" in answer.out
    assert run("observations", "--json").json == []
    (batch,) = run("batches", "--json").json
    assert (batch["withdrawn_why"], batch["withdrawn_by"]) == ("发错了文件", "李敏")
    assert run("withdraw", 1).code == 1
    assert run("withdraw", 99).err.startswith("没有第 99 批导入")


@pytest.fixture
def without_office_suite(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Papers are made but not laid out by LibreOffice, which takes seconds for each."""
    monkeypatch.setenv("PATH", "")
    printing.find_suite.cache_clear()
    yield
    printing.find_suite.cache_clear()


def test_the_line_from_assessment_to_papers_and_workbooks(
    sample: Run, tmp_path: Path, without_office_suite: None
) -> None:
    run = sample
    rows = run("assess", "--place", "云麓", "--json").json
    assert {row["place"] for row in rows} == {"云麓区"}
    (found,) = [r for r in rows if (r["rule"], r["period"]) == ("4.1", "2026-10")]
    assert (found["outcome"], found["level"], found["cite"]) == ("触发", 1, "第四条第（一）项")
    assert set(found["readings"]) >= {"同时未达到", "任一未达到"}
    cell = next(e for e in found["evidence"] if e["indicator"] == "pm25" and e["value"] == 30.3)
    assert (cell["file"], bool(cell["sheet"]), bool(cell["cell"])) == (OCTOBER.name, True, True)

    before = run("assess", "--place", "云麓区", "--as-of", "2026-09-30", "--json").json
    assert not [row for row in before if row["period"] == "2026-10"]

    opened = run("case", "open", "--place", "云麓区", "--level", "1", "--json").json
    assert (opened["is_new"], opened["place"], opened["level"]) == (True, "云麓区", 1)
    again = run("case", "open", "--place", "云麓区", "--level", "1", "--json").json
    assert (again["is_new"], again["number"]) == (False, opened["number"])
    told = run("case", "open", "--place", "云麓区", "--level", "1", "--department", "市局")
    assert "所写的约谈建议部门、说明没有登记" in told.err
    longer = run("case", "open", "--place", "云麓区", "--month", "2026-9M")
    assert longer.err.startswith("2026年前三季度不是一个月")  # 第四条 is for 单月 only
    numbers = [case["number"] for case in run("case", "list", "--json").json]
    assert numbers[0] == opened["number"]
    assert len(numbers) == len(set(numbers)) == 10

    case = next(c for c in run("case", "list", "--json").json if c["state"] == "待书面通知")
    notice = tmp_path / "约谈通知.docx"
    refused = run("paper", case["number"], "约谈通知", "-o", notice)
    assert refused.code == 1
    assert "缺约谈时间" in refused.err
    assert not notice.exists()
    unlawful = ["--set", "约谈地点=一会议室", "--set", "约谈时间=2026-11-12 09:30"]
    assert "3个工作日" in run("paper", case["number"], "约谈通知", "-o", notice, *unlawful).err
    lawful = ["--set", "约谈地点=一会议室", "--set", "约谈时间=2026-11-24 09:30"]
    made = run("paper", case["number"], "约谈通知", "-o", notice, *lawful)
    assert made.code == 0
    assert notice.read_bytes()[:2] == b"PK"
    wrong = run("paper", case["number"], "约谈通知", "-o", notice, "--set", "时间=明天")
    assert wrong.err.startswith("约谈通知没有“时间”这个字段。")

    for kind in ("风险研判汇总表", "约谈案件台账"):
        assert run("summary", kind, "-o", tmp_path / f"{kind}.xlsx").code == 0
        assert (tmp_path / f"{kind}.xlsx").read_bytes()[:2] == b"PK"
    assert run("summary", "年报", "-o", tmp_path / "x.xlsx").err.startswith("没有“年报”这种汇总表")
    assert run("check").code == 0


def test_steps_are_recorded_in_order_and_voided_with_a_reason(sample: Run) -> None:
    run = sample
    case = next(c for c in run("case", "list", "--json").json if c["state"] == "待批准")
    number = case["number"]
    too_early = run("case", "step", number, "约谈")
    assert too_early.code == 1
    assert "现在不能登记约谈" in too_early.err
    assert run("case", "step", number, "批准").err.startswith("缺")
    wrong = run("case", "step", number, "批准", "--set", "签字=市环委办主任")
    assert wrong.err.startswith("批准没有“签字”这个字段。")
    done = run("case", "step", number, "批准", "--set", "批准人=市环委办主任")
    assert done.out.startswith(f"{number} 待印发")
    assert run("case", "void", number, "印发", "--why", "错").code == 1
    assert run("case", "void", number, "批准", "--why", "登错案件").out.startswith(
        f"{number} 待批准"
    )
    shown = run("case", "show", number, "--json").json
    assert [s["voided_why"] for s in shown["steps"] if s["kind"] == "批准"] == ["登错案件"]
    assert "登错案件" in run("case", "show", number).out
    assert run("case", "show", "无此号").err.startswith("没有找到案件“无此号”。")


def test_demo_walks_the_whole_line_also_over_the_sample_of_an_earlier_run(
    run: Run, tmp_path: Path, sample_folder: Path, without_office_suite: None
) -> None:
    out = tmp_path / "out"
    shutil.copytree(sample_folder, out / "数据")
    answer = run("demo", out, "--no-pictures")
    assert answer.code == 0, answer.err
    made = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
    assert made >= {
        "研判.json",
        "文书/约谈通知.docx",
        "文书/约谈纪要.docx",
        "文书/整改方案审核意见.docx",
        "汇总表/风险研判汇总表.xlsx",
        "汇总表/约谈案件台账.xlsx",
        "数据/yuetan.ytdb",
    }


def test_demo_never_clears_a_real_office_away(run: Run, tmp_path: Path, data: Path) -> None:
    run("init")
    (tmp_path / "out").mkdir()
    data.rename(tmp_path / "out" / "数据")
    answer = run("demo", tmp_path / "out", "--no-pictures")
    assert answer.code == 1
    assert "不是示例的数据库" in answer.err
    assert (tmp_path / "out" / "数据" / "yuetan.ytdb").is_file()
