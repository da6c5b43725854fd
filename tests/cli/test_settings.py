"""设置 by the command line: the same office and calendar that the window shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.domain.test_holidaynotice import OF_2026

from .conftest import Run


@pytest.fixture
def office(run: Run) -> Run:
    assert run("init").code == 0
    return run


def test_what_is_set_is_listed(office: Run) -> None:
    told = office("settings", "set", "视角=市环委办", "联系电话= 028-26110000 ", "回头看月数=9")
    assert (told.code, told.out) == (0, "已保存：视角、联系电话、回头看月数。\n"), told.err
    listed = office("settings", "list", "--json").json
    assert (listed["视角"], listed["联系电话"], listed["回头看月数"]) == (
        *("市环委办", "028-26110000", 9),
    )
    assert "028-26110000" in office("settings", "list").out


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("电话=1", "没有“电话”这项设置"),
        ("视角=市长", "没有“市长”这种视角"),
        ("回头看月数=半年", "要写整数"),
        ("回头看月数=36", ""),
        ("回头看月数=37", "回头看月数37不在0—36之间"),
        ("临界百分比=0", "0不在1—50之间"),
        ("文号格式=第{n}号", "文号格式“第{n}号”不对"),
    ],
)
def test_one_wrong_setting_changes_none(office: Run, written: str, says: str) -> None:
    told = office("settings", "set", "联系人=石青", written)
    assert told.code == (1 if says else 0)
    assert says in told.err
    assert office("settings", "list", "--json").json["联系人"] == ("" if says else "石青")


def test_another_issuer_is_told_of_the_shipped_number(office: Run) -> None:
    told = office("settings", "set", "发文机关=清溪市生态环境保护委员会办公室")
    assert "文号格式还是" in told.out


def test_a_notice_of_holidays_is_read_from_a_file(office: Run, tmp_path: Path) -> None:
    file = tmp_path / "通知.txt"
    file.write_bytes("放假".encode("gb18030"))
    assert "读不了“通知.txt”" in office("settings", "calendar", "--notice", file).err
    file.write_text("放假三天", "utf-8")
    assert "没有读出节假日安排" in office("settings", "calendar", "--notice", file).err
    file.write_text(OF_2026, "utf-8-sig")
    assert (
        "已保存2026年：7个假期，调休上班6天。"
        in office("settings", "calendar", "--notice", file).out
    )
    listed = office("settings", "calendar", "--json").json
    assert 2026 in [year["year"] for year in listed]
    assert "10-01～10-07" in office("settings", "calendar").out
