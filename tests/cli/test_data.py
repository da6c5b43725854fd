"""Create, look, back up, restore, check — and every way of getting it wrong."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from .conftest import Run


def test_init_makes_an_office_with_its_units_and_no_data(run: Run, data: Path) -> None:
    answer = run("init")
    assert (answer.code, answer.err) == (0, "")
    assert (data / "yuetan.ytdb").is_file()
    assert run("observations", "--json").json == []
    assert run("observations", "--place", "雁江", "--json").json == []
    assert run("batches", "--json").json == []


def test_init_never_overwrites(run: Run, data: Path) -> None:
    run("init")
    before = (data / "yuetan.ytdb").read_bytes()
    answer = run("init")
    assert answer.code == 1
    assert answer.err.startswith("数据库已经存在")
    assert (data / "yuetan.ytdb").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["observations", "--place", "成都市高新区"], 1, "没有找到单位“成都市高新区”。"),
        (["observations", "--indicator", "噪声"], 1, "没有指标“噪声”。"),
        (["observations", "--period", "十月"], 64, "“十月”不是时段，写法如 2026-10-05"),
        (["observations", "--place"], 64, "选项 --place 后面缺少值。"),
        (["restore"], 64, "缺少参数 FILE。"),
        (["restore", "没有.db"], 1, "没有找到备份文件"),
        (["batches", "多余"], 64, "多写了参数。"),
        (["--nonsense"], 64, "没有选项 --nonsense。"),
        (["nonsense"], 64, "没有命令 nonsense。"),
    ],
)
def test_a_mistake_is_one_chinese_sentence_and_a_code(
    run: Run, arguments: list[str], code: int, sentence: str
) -> None:
    run("init")
    answer = run(*arguments)
    assert answer.code == code
    assert answer.err.startswith(sentence)
    assert answer.err.count("\n") == 1
    assert answer.out == ""


def test_a_folder_without_a_database_is_said_not_created(run: Run, data: Path) -> None:
    answer = run("observations")
    assert answer.code == 1
    assert answer.err.startswith("没有找到数据库")
    assert not data.exists()


def test_help_is_chinese(run: Run) -> None:
    for arguments in (["--help"], ["observations", "--help"]):
        answer = run(*arguments)
        assert answer.code == 0
        assert "用法：" in answer.out
        assert "选项" in answer.out
        for english in ("Usage", "Options", "Commands", "Show this"):
            assert english not in answer.out


def test_a_backup_is_listed_and_restored_by_its_name(run: Run, data: Path) -> None:
    run("init")
    made = Path(run("backup").out.strip().removeprefix("已备份："))
    assert made.parent == data / "backups"
    assert made.name in run("backup", "--list").out
    answer = run("restore", made.name)
    assert answer.code == 0
    assert "-restore.db" in answer.out


def test_check_finds_nothing_in_a_sound_database(run: Run) -> None:
    run("init")
    answer = run("check")
    assert (answer.code, answer.out) == (0, "检查完成，没有发现问题。\n")


def test_a_damaged_database_is_a_sentence_and_restore_mends_it(run: Run, data: Path) -> None:
    run("init")
    made = Path(run("backup").out.strip().removeprefix("已备份："))
    (data / "yuetan.ytdb").write_bytes(b"\0" * 5000)
    answer = run("check")
    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert run("restore", made).code == 0
    assert run("check").code == 0


def test_a_newer_database_is_refused(run: Run, data: Path) -> None:
    run("init")
    db = sqlite3.connect(data / "yuetan.ytdb")
    db.execute("PRAGMA user_version = 999")
    db.close()
    answer = run("observations")
    assert (answer.code, answer.err.startswith("数据库由更新版本的软件建立")) == (1, True)


def test_an_unexpected_error_is_a_sentence_with_the_log_and_no_traceback(
    run: Run, data: Path
) -> None:
    run("init")
    db = sqlite3.connect(data / "yuetan.ytdb")
    db.execute("DROP VIEW current_observation")
    db.close()
    answer = run("observations")
    assert answer.code == 70
    assert answer.err.startswith("程序出错")
    assert "Traceback" not in answer.err
    assert "current_observation" in (data / "logs" / "yuetan.log").read_text("utf-8")


def test_computed_values_stand_beside_published_ones(run: Run, data: Path, tmp_path: Path) -> None:
    run("init")
    lines = ["县区,日期,PM2.5,PM10"]
    lines += [f"雁江区,2025-10-{day:02},44.3,60" for day in range(1, 32)]
    daily, monthly = tmp_path / "空气日报.csv", tmp_path / "空气月报2510.csv"
    daily.write_text("\n".join(lines), "utf-8")
    monthly.write_text("2025年10月空气质量\n县区,PM2.5\n雁江区,44\n", "utf-8")
    for file in (daily, monthly):
        assert run("import", file).code == 0
    rows = run("observations", "--period", "2025-10", "--computed", "--json").json
    assert [(r["name"], r["value"], r["computed"], r["difference"]) for r in rows] == [
        ("PM2.5平均浓度", 44, 44.3, 0.3),
        ("PM10平均浓度", None, 60, None),
    ]
    assert rows[1]["method"].startswith("由日数据计算：31个有效日均值")


def test_computed_values_need_a_period(run: Run) -> None:
    run("init")
    answer = run("observations", "--computed")
    assert answer.code == 64
    assert answer.err.startswith("--computed 须同时用 --period 写明时段。")
