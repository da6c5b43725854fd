"""Originals are kept once, under their hash, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from yuetan_desktop.errors import AppError
from yuetan_desktop.store import archive


def test_a_file_is_kept_once_whatever_its_name(tmp_path: Path) -> None:
    first, second = tmp_path / "空气.XLSX", tmp_path / "空气（副本）.xlsx"
    first.write_bytes(b"same")
    second.write_bytes(b"same")
    sha256 = archive.sha256_of(first)
    kept = archive.keep(tmp_path / "archive", first, sha256)
    assert kept.name == f"{sha256}.xlsx"
    assert archive.keep(tmp_path / "archive", second, sha256) == kept
    assert archive.archived(tmp_path / "archive", sha256) == kept
    assert [p.read_bytes() for p in kept.parent.iterdir()] == [b"same"]


def test_a_file_that_changed_since_it_was_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "空气.xlsx"
    file.write_bytes(b"read")
    sha256 = archive.sha256_of(file)
    file.write_bytes(b"changed")
    with pytest.raises(AppError, match="无法保存原始文件"):
        archive.keep(tmp_path / "archive", file, sha256)
    assert list((tmp_path / "archive").iterdir()) == []


def test_a_copy_that_was_damaged_is_replaced_by_the_file_itself(tmp_path: Path) -> None:
    file = tmp_path / "空气.xlsx"
    file.write_bytes(b"read")
    sha256 = archive.sha256_of(file)
    kept = archive.keep(tmp_path / "archive", file, sha256)
    kept.write_bytes(b"")  # as after a power cut
    assert archive.keep(tmp_path / "archive", file, sha256) == kept
    assert kept.read_bytes() == b"read"


def test_a_hash_is_not_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "abc.xlsx").write_bytes(b"x")
    assert archive.archived(tmp_path, "*") is None
    assert archive.archived(tmp_path, "") is None
