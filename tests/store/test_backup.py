"""Backups: complete, thinned by rule, refused when unusable, and what must survive a restore."""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from yuetan_desktop.errors import AppError
from yuetan_desktop.store import backup, cases, database, settings
from yuetan_desktop.store.backup import Backup, Reason

from .conftest import NOW


def test_a_backup_holds_what_is_not_yet_in_the_main_file(
    db: sqlite3.Connection, county: int, tmp_path: Path
) -> None:
    path = backup.make(db, tmp_path / "backups", Reason.MANUAL, NOW)
    assert path.name == "yuetan-20261110-093000-manual.db"
    found = backup.contents_of(path)
    assert found is not None
    assert found.places == 1
    assert [p.name for p in path.parent.iterdir()] == [path.name]  # one file, nothing beside it


def test_the_list_tells_date_reason_and_size_and_ignores_other_files(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    backup.make(db, folder, Reason.DAILY, NOW - timedelta(days=1))
    backup.make(db, folder, Reason.IMPORT, NOW)
    (folder / "yuetan-手写.db").write_text("x")
    (folder / "notes.txt").write_text("x")
    found = backup.list_backups(folder)
    assert [(b.made_at, b.reason.label) for b in found] == [
        (NOW, "导入前"),
        (NOW - timedelta(days=1), "每日"),
    ]
    assert all(b.size > 0 for b in found)


def made(moment: datetime, reason: Reason = Reason.DAILY) -> Backup:
    return Backup(Path(f"{moment:%Y%m%d%H%M}-{reason}"), moment, reason, 1)


def test_thinning_keeps_seven_days_four_weeks_and_twelve_months() -> None:
    two_years = [made(NOW - timedelta(days=n)) for n in range(730)]
    dropped = {b.path for b in backup.superfluous(two_years, NOW)}
    kept = [b.made_at.date().isoformat() for b in two_years if b.path not in dropped]
    assert kept == [
        *("2026-11-10", "2026-11-09", "2026-11-08", "2026-11-07"),  # 7 days …
        *("2026-11-06", "2026-11-05", "2026-11-04"),
        "2026-11-01",  # … 4 weeks: 11-10, 11-08, 11-01, 10-25 …
        "2026-10-31",  # … 12 months: the last day of each
        "2026-10-25",
        *("2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31"),
        *("2026-04-30", "2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31"),
    ]


def test_of_today_the_newest_ten_stay_and_those_made_by_hand_always() -> None:
    today = [made(NOW - timedelta(minutes=n), Reason.IMPORT) for n in range(15)]
    old = made(NOW - timedelta(days=2000), Reason.MANUAL)
    assert backup.superfluous([*today, old], NOW) == today[10:]


@pytest.mark.parametrize("wrong", [datetime(2099, 1, 1, 9), datetime(1970, 1, 1, 9)])
def test_a_wrong_clock_costs_no_backup(wrong: datetime) -> None:
    morning = [made(NOW - timedelta(minutes=n), Reason.IMPORT) for n in range(8)]
    astray = made(wrong)
    found = sorted([*morning, astray], key=lambda b: b.made_at, reverse=True)
    assert backup.superfluous(found, wrong) == []
    assert backup.superfluous(found, NOW) == []


@pytest.mark.parametrize("ahead", [1, 3, 6, 8, 60])
def test_a_clock_that_is_days_ahead_leaves_the_true_day_its_ten_for_a_week(ahead: int) -> None:
    """Seven days on which the clock was wrong, one after another."""
    morning = [made(NOW - timedelta(minutes=n), Reason.IMPORT) for n in range(10)]
    for days in range(1, 8):
        wrong = [made(NOW + timedelta(days=ahead + n)) for n in reversed(range(days))]
        thinned = backup.superfluous([*wrong, *morning], wrong[0].made_at)
        assert not thinned if days < 7 else morning[1:] == [b for b in thinned if b in morning[1:]]
        assert backup.superfluous([*wrong, *morning], NOW) == []


def test_restoring_brings_back_what_was_and_keeps_numbers_given_since(
    db: sqlite3.Connection, county: int, tmp_path: Path
) -> None:
    settings.write_setting(db, "office.city", "资阳市", by="甲", at=NOW)
    cases.take_number(db, "资环委办〔2026〕1号", used_for="通知", by="甲", at=NOW)
    path = backup.make(db, tmp_path / "backups", Reason.MANUAL, NOW)
    settings.write_setting(db, "office.city", "写错了", by="甲", at=NOW)
    cases.take_number(db, "资环委办〔2026〕2号", used_for="通知", by="甲", at=NOW)
    _step_with(db, county, "资环委办〔2026〕3号")
    reader = database.open_store(tmp_path / "yuetan.db", read_only=True)
    before = database.data_version(reader)
    backup.restore(db, path)
    assert settings.read_settings(reader) == {"office.city": "资阳市"}
    assert database.data_version(reader) != before
    assert cases.used_numbers(reader) == [f"资环委办〔2026〕{ordinal}号" for ordinal in (1, 2, 3)]
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def _step_with(db: sqlite3.Connection, county: int, number: str) -> None:
    """A paper made outside the program, whose number a clerk wrote into the step."""
    day = NOW.date()
    case = cases.insert_case(
        db, number="", place_id=county, level=4, regulation="", opened_on=day, opened_by="甲",
        basis={}, at=NOW,
    )  # fmt: skip
    data = {"document": number}
    cases.insert_step(db, case_id=case, kind="notice", day=day, data=data, by="甲", at=NOW)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda path: path.write_bytes(b"x" * 5000), "已损坏"),
        (lambda path: path.write_bytes(path.read_bytes()[:20000]), "已损坏"),
        (lambda path: path.unlink(), "没有找到"),
        (lambda path: _newer(path), "更新版本"),
    ],
)
def test_an_unusable_backup_is_refused_and_the_database_untouched(
    db: sqlite3.Connection, county: int, tmp_path: Path, spoil, sentence: str
) -> None:
    path = backup.make(db, tmp_path / "backups", Reason.MANUAL, NOW)
    spoil(path)
    with pytest.raises(AppError, match=sentence):
        backup.restore(db, path)
    assert backup.contents(db).places == 1


def _newer(path: Path) -> None:
    copy = sqlite3.connect(path)
    copy.execute(f"PRAGMA user_version = {database.SCHEMA_VERSION + 1}")
    copy.close()


def test_the_check_finds_a_row_without_its_parent(db: sqlite3.Connection) -> None:
    assert backup.problems(db) == []
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("INSERT INTO place_alias VALUES ('雁江', 99)")
    assert backup.problems(db) == ["place_alias → place"]


def test_a_backup_that_cannot_be_written_is_a_sentence(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    (tmp_path / "backups").write_text("a file where the folder should be")
    with pytest.raises(AppError, match="备份没有成功"):
        backup.make(db, tmp_path / "backups", Reason.MANUAL, NOW)


def test_a_damaged_database_is_not_backed_up_and_costs_no_older_backup(
    db: sqlite3.Connection, county: int, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    for minutes in range(10):
        backup.make(db, folder, Reason.IMPORT, NOW - timedelta(minutes=minutes))
    sound = set(folder.iterdir())
    size, root = db.execute("PRAGMA page_size").fetchone()[0], _root_of(db, "place")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    with (tmp_path / "yuetan.db").open("r+b") as file:
        file.seek(size * (root - 1))
        file.write(b"\xff" * size)
    damaged = database.connect(tmp_path / "yuetan.db")
    with pytest.raises(database.DamagedDatabase, match="没有备份") as caught:
        backup.make(damaged, folder, Reason.DAILY, NOW)
    damaged.close()
    assert "一个也没有删减" in caught.value.kept
    assert set(folder.iterdir()) == sound


def _root_of(db: sqlite3.Connection, table: str) -> int:
    found = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return int(found[0])


def test_an_old_backup_that_cannot_be_deleted_fails_no_new_one(
    db: sqlite3.Connection, county: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program, such as one that looks for viruses, may hold it open."""
    folder = tmp_path / "backups"
    old = backup.make(db, folder, Reason.DAILY, NOW - timedelta(days=1))
    unlink = Path.unlink

    def held(path: Path, missing_ok: bool = False) -> None:
        if path == old:
            raise PermissionError(13, "in use")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    monkeypatch.setattr(backup, "superfluous", lambda found, now: found[-1:])
    assert backup.contents_of(backup.make(db, folder, Reason.DAILY, NOW)) is not None
    assert old.exists()


def test_a_half_that_a_killed_program_left_goes_after_a_day(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    old, running = (tmp_path / f"yuetan-2026110{n}-093000-daily.db.part" for n in (8, 9))
    for half, age in ((old, timedelta(days=1, seconds=1)), (running, timedelta(days=1))):
        half.write_bytes(b"half")
        os.utime(half, times=((NOW - age).timestamp(),) * 2)
    made = backup.make(db, tmp_path, Reason.DAILY, NOW)
    assert made.exists()
    assert (old.exists(), running.exists()) == (False, True)
