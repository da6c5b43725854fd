"""Care of the database: backups come back, damage is survived, the check finds what is wrong."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from yuetan_desktop.errors import AppError
from yuetan_desktop.services import places, upkeep
from yuetan_desktop.services.upkeep import Reason
from yuetan_desktop.services.workspace import Workspace, open_workspace
from yuetan_desktop.store import archive, observations

from .conftest import NOW


def test_restoring_first_backs_up_what_is_there(ws: Workspace) -> None:
    good = upkeep.back_up(ws)
    places.remove(ws, places.find_place(ws, "乐至县").id)
    before = upkeep.restore(ws.folders.data, good, clock=lambda: NOW)
    assert places.find_place(ws, "乐至县")
    assert before is not None
    reasons = {info.path: info.reason for info in upkeep.list_backups(ws.folders.data)}
    assert reasons == {good: Reason.MANUAL, before: Reason.RESTORE}
    upkeep.restore(ws.folders.data, before, clock=lambda: NOW)
    with pytest.raises(AppError):
        places.find_place(ws, "乐至县")


def test_a_damaged_database_is_moved_aside_and_the_backup_takes_its_place(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with upkeep.create(data, clock=lambda: NOW) as ws:
        good = upkeep.back_up(ws)
    file = data / "yuetan.ytdb"
    file.write_bytes(b"\0" * 9000)
    with pytest.raises(AppError):
        open_workspace(data, read_only=True)
    aside = upkeep.restore(data, good, clock=lambda: NOW)
    assert aside is not None
    assert aside.read_bytes() == b"\0" * 9000
    with open_workspace(data, read_only=True) as ws:
        assert places.find_place(ws, "乐至县")


def test_a_bad_backup_leaves_even_a_damaged_database_where_it_was(tmp_path: Path) -> None:
    data = tmp_path / "data"
    upkeep.create(data, clock=lambda: NOW).close()
    file = data / "yuetan.ytdb"
    file.write_bytes(b"\0" * 9000)
    bad = tmp_path / "bad.db"
    bad.write_bytes(b"no backup")
    with pytest.raises(AppError, match="备份文件已损坏"):
        upkeep.restore(data, bad)
    assert file.read_bytes() == b"\0" * 9000


def test_a_bad_backup_creates_nothing_where_no_database_was(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(AppError, match="没有找到备份文件"):
        upkeep.restore(tmp_path / "data", tmp_path / "none.db")
    assert not (tmp_path / "data" / "yuetan.ytdb").exists()


def test_a_backup_can_move_an_office_to_another_machine(ws: Workspace, tmp_path: Path) -> None:
    copy = upkeep.back_up(ws, tmp_path / "U盘" / "约谈备份.db")
    with pytest.raises(AppError, match="已经存在"):
        upkeep.back_up(ws, copy)
    (tmp_path / "other").mkdir()
    assert upkeep.restore(tmp_path / "other", copy) is None
    with open_workspace(tmp_path / "other", read_only=True) as moved:
        assert len(places.list_places(moved)) == len(places.list_places(ws))


def test_the_list_tells_what_each_backup_holds(ws: Workspace) -> None:
    upkeep.back_up(ws)
    (info,) = upkeep.list_backups(ws.folders.data)
    assert info.contents is not None
    assert info.contents.places == len(places.list_places(ws))
    assert (info.made_at, info.reason) == (NOW, Reason.MANUAL)
    info.path.write_bytes(b"x")
    (info,) = upkeep.list_backups(ws.folders.data)
    assert info.contents is None


def test_a_backup_dated_after_now_comes_last_and_says_so(ws: Workspace) -> None:
    ws.clock = lambda: NOW + timedelta(days=60)
    upkeep.back_up(ws)
    ws.clock = lambda: NOW
    upkeep.back_up(ws)
    true, ahead = upkeep.list_backups(ws.folders.data, ws.clock)
    assert (true.made_at, true.why) == (NOW, "手动")
    assert (ahead.made_at, ahead.why) == (NOW + timedelta(days=60), "手动（日期晚于现在）")


def test_backups_of_one_second_are_dated_like_any_other(ws: Workspace) -> None:
    for _ in range(3):
        upkeep.back_up(ws)
    made = upkeep.list_backups(ws.folders.data, lambda: NOW)
    assert [one.made_at - NOW for one in made] == [timedelta(seconds=n) for n in (2, 1, 0)]
    assert {one.why for one in made} == {"手动"}
    assert upkeep.last_backup(ws) == NOW
    earlier = upkeep.list_backups(ws.folders.data, lambda: NOW - timedelta(minutes=1))
    assert [one.is_ahead for one in earlier] == [False, True, True]


def test_the_check_names_a_missing_and_a_changed_original(ws: Workspace, tmp_path: Path) -> None:
    assert upkeep.check(ws) == []
    file = tmp_path / "空气.xlsx"
    file.write_bytes(b"content")
    sha256 = archive.sha256_of(file)
    kept = archive.keep(ws.folders.archive, file, sha256)
    observations.create_batch(
        ws.db, file_name="空气.xlsx", sha256=sha256, imported_by="李敏", imported_at=NOW
    )
    assert upkeep.check(ws) == []
    kept.write_bytes(b"other")
    assert upkeep.check(ws) == ["导入第 1 批“空气.xlsx”的原始文件在存档中被改动过。"]
    kept.unlink()
    assert upkeep.check(ws) == ["导入第 1 批“空气.xlsx”的原始文件不在存档中。"]
