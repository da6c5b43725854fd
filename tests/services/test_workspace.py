"""Opening an office's folder: who may write, the day's backup, the day of a sample's story."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from yuetan_desktop.errors import AppError
from yuetan_desktop.services import places, upkeep, workspace
from yuetan_desktop.services.office import read_office, save_office
from yuetan_desktop.services.workspace import (
    SAMPLE_TODAY,
    Workspace,
    clock_doubt,
    hold,
    open_workspace,
)
from yuetan_desktop.store import observations, settings

from .conftest import NOW


def backups(data: Path) -> list[str]:
    return sorted(path.stem.rpartition("-")[2] for path in (data / "backups").glob("*.db"))


def test_reading_is_possible_while_another_program_writes_but_writing_is_not(
    ws: Workspace,
) -> None:
    code = (
        "import sys; from pathlib import Path;"
        "from yuetan_desktop.errors import AppError;"
        "from yuetan_desktop.services import places, workspace\n"
        "data = Path(sys.argv[1])\n"
        "with workspace.open_workspace(data, read_only=True) as other:\n"
        "    print(len(places.list_places(other)))\n"
        "try:\n"
        "    workspace.open_workspace(data)\n"
        "except AppError as error:\n"
        "    print(error.one_line())\n"
    )
    answer = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, str(ws.folders.data)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.splitlines()
    assert answer[0] == str(len(places.list_places(ws)))
    assert answer[1].startswith("这个数据库正在使用中（李敏，2026-11-10 09:30 起）。数据没有改动。")


def test_the_window_the_reader_and_the_worker_of_one_program_share_the_claim(
    tmp_path: Path, ws: Workspace
) -> None:
    claim = hold(ws.folders.data, person="李敏")
    with open_workspace(ws.folders.data) as worker:
        places.retire(worker, 1)
    claim.release()


@pytest.mark.parametrize(
    ("named", "clerk", "signs"),
    [("王五", "李敏", "王五"), (None, "李敏", "李敏"), ("王五", "", "王五"), (None, "", "登录名")],
)
def test_who_is_named_for_a_run_signs_before_the_clerk_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str | None, clerk: str, signs: str
) -> None:
    monkeypatch.setattr(workspace, "current_user", lambda: "登录名")
    data = tmp_path / "data"
    with upkeep.create(data) as ws:
        save_office(ws, replace(read_office(ws), person=clerk))
    with open_workspace(data, read_only=True, person=named) as ws:
        assert ws.person == signs


def test_one_backup_a_day_when_a_writer_opens_and_none_when_a_reader_does(tmp_path: Path) -> None:
    data = tmp_path / "data"
    upkeep.create(data, clock=lambda: NOW).close()
    open_workspace(data, read_only=True, clock=lambda: NOW).close()
    assert backups(data) == []
    for hours in (0, 3, 24):
        open_workspace(data, clock=lambda h=hours: NOW + timedelta(hours=h)).close()
    assert backups(data) == ["daily", "daily"]


def test_an_older_database_is_backed_up_before_it_is_migrated(tmp_path: Path) -> None:
    from yuetan_desktop.store import database

    data = tmp_path / "data"
    data.mkdir()
    old = database.connect(data / "yuetan.ytdb")
    old.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    old.close()
    with open_workspace(data, read_only=True, clock=lambda: NOW) as ws:
        assert places.list_places(ws) == []
    assert backups(data) == ["migration"]


def test_a_sample_database_lives_on_the_day_of_its_story(ws: Workspace) -> None:
    assert (ws.today(), ws.is_sample) == (NOW.date(), False)
    settings.write_setting(ws.db, SAMPLE_TODAY, "2024-03-05", by="李敏", at=NOW)
    assert ws.is_sample
    assert ws.now() == datetime(2024, 3, 5, 9, 30)
    assert ws.today() == date(2024, 3, 5)


def test_a_date_before_the_newest_record_or_years_after_it_is_doubted_and_no_other(
    ws: Workspace,
) -> None:
    assert clock_doubt(ws) == ""  # nothing is recorded yet
    observations.create_batch(ws.db, file_name="空气月报.xlsx", imported_by="李敏", imported_at=NOW)
    for days in (0, 1, 400):
        ws.clock = lambda d=days: NOW + timedelta(days=d)
        assert clock_doubt(ws) == ""
    for days in (-1, -2500, 73 * 365):
        ws.clock = lambda d=days: NOW + timedelta(days=d)
        assert f"今天是{ws.today()}，而最近一次登记在2026-11-10。" in clock_doubt(ws)


def test_nothing_is_written_into_a_database_that_was_moved_away(ws: Workspace) -> None:
    file = ws.folders.database
    away = file.rename(file.with_name("挪走.ytdb"))
    with pytest.raises(AppError, match="不在原处了") as refused, ws.transaction():
        raise AssertionError
    assert refused.value.kept == "刚才的内容没有保存。"
    file.write_bytes(away.read_bytes())  # another file of that name is not the open one
    with pytest.raises(AppError, match="不在原处了"), ws.transaction():
        raise AssertionError
    away.replace(file)
    with ws.transaction():
        settings.write_setting(ws.db, "a", "b", by="李敏", at=NOW)


def test_data_version_tells_that_another_connection_wrote(ws: Workspace) -> None:
    with open_workspace(ws.folders.data, read_only=True) as window:
        before = window.data_version()
        places.retire(ws, 1)
        assert window.data_version() != before


def test_a_folder_without_a_database_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="没有找到数据库"):
        open_workspace(tmp_path / "nowhere", read_only=True)
    assert not (tmp_path / "nowhere").exists()
