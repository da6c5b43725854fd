"""A file is written whole, or what stood there before stands there still."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from yuetan_desktop.errors import AppError
from yuetan_desktop.wholefile import writing


def test_a_new_file_in_a_new_folder(tmp_path: Path) -> None:
    out = tmp_path / "新文件夹" / "卡片.txt"
    with writing(out) as part:
        part.write_text("断面", "utf-8")
    assert out.read_text("utf-8") == "断面"
    assert list(out.parent.iterdir()) == [out]


def _fail_halfway(out: Path) -> None:
    with writing(out, kept="数据未改动。") as part:
        part.write_text("本", "utf-8")
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "卡片.txt"
    out.write_text("上月", "utf-8")
    with pytest.raises(AppError) as told:
        _fail_halfway(out)
    assert told.value.one_line() == "无法写入“卡片.txt”。数据未改动。请检查磁盘空间和路径。"
    assert out.read_text("utf-8") == "上月"
    assert list(tmp_path.iterdir()) == [out]


def test_an_error_of_another_kind_passes_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="wrong"), writing(tmp_path / "卡片.txt"):
        raise ValueError("wrong")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "hint"),
    [
        (PermissionError(errno.EACCES, "in use"), "请先在 WPS 或 Excel 中关闭它"),
        (OSError(errno.EIO, "gone"), "请确认 U 盘或网络盘仍然连接"),
    ],
)
def test_the_sentence_says_what_to_do(tmp_path: Path, error: OSError, hint: str) -> None:
    with pytest.raises(AppError) as told, writing(tmp_path / "卡片.txt"):
        raise error
    assert told.value.hint.startswith(hint)


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    blocked = tmp_path / "文件"
    blocked.write_text("", "utf-8")
    with pytest.raises(AppError, match="无法写入“卡片"), writing(blocked / "卡片.txt"):
        pass
