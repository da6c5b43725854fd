"""Backups by SQLite's own backup API: consistent even while the program is running."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from yuetan_desktop.errors import AppError
from yuetan_desktop.store.database import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    DamagedDatabase,
    connect,
    schema_version,
    storage_errors,
)

KEEP_A_DAY, KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 10, 7, 4, 12
SAME_SECOND = timedelta(minutes=1)  # so far ahead of the clock may a name be, and be true
LEAP = timedelta(days=92)  # between two backups; beyond it the clock may have been wrong
_STAMP = "%Y%m%d-%H%M%S"


class Reason(StrEnum):
    """Why a backup was made; part of its file name."""

    DAILY = "daily"
    IMPORT = "import"
    MIGRATION = "migration"
    RESTORE = "restore"
    MANUAL = "manual"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Reason.DAILY: "每日",
    Reason.IMPORT: "导入前",
    Reason.MIGRATION: "升级前",
    Reason.RESTORE: "恢复前",
    Reason.MANUAL: "手动",
}


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file as its name tells it."""

    path: Path
    made_at: datetime
    reason: Reason
    size: int


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a database holds, to tell backups apart."""

    places: int
    batches: int
    observations: int
    cases: int
    papers: int


def make(db: sqlite3.Connection, folder: Path, reason: Reason, now: datetime) -> Path:
    """Back up into the folder, and only once the new backup is known to be sound thin out the old
    ones; returns the new file."""
    path = _free_name(folder, reason, now)
    copy_to(db, path)
    for old in superfluous(list_backups(folder), now):
        with suppress(OSError):  # one that another program holds open goes another day
            old.path.unlink(missing_ok=True)
    _drop_halves(folder, now)
    return path


def _drop_halves(folder: Path, now: datetime) -> None:
    """What a program that was killed left behind; another one may be at work on one of today."""
    for half in folder.glob("yuetan-*.db.part"):
        with suppress(OSError):
            if datetime.fromtimestamp(half.stat().st_mtime) < now - timedelta(days=1):
                half.unlink()


def _free_name(folder: Path, reason: Reason, now: datetime) -> Path:
    """A backup never takes the name of another, even of the same second: it has one of the next
    free second, less than `SAME_SECOND` ahead."""
    while (path := folder / f"yuetan-{now.strftime(_STAMP)}-{reason.value}.db").exists():
        now += timedelta(seconds=1)
    return path


def copy_to(db: sqlite3.Connection, path: Path) -> None:
    """A complete single-file copy; appears under its name only when it is complete and sound: a
    copy of a damaged database is as damaged as that, and no backup."""
    if db.in_transaction:
        raise RuntimeError("a backup would wait for ever for the transaction it is part of")
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        copy = connect(part)
        try:
            db.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            if (found := copy.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
                raise DamagedDatabase(path.name, detail=found)
        finally:
            copy.close()
        part.replace(path)
    except (OSError, sqlite3.Error, AppError) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        if isinstance(error, DamagedDatabase):
            raise DamagedDatabase(
                "数据库文件已损坏，没有备份。",
                kept="以前的备份都保留着，一个也没有删减。",
                hint="请在“备份恢复”中恢复最近的备份，或运行 yuetan-cli restore。",
                detail=error.detail,
            ) from error
        raise AppError(
            f"备份没有成功：{path}。",
            kept="数据库没有改动。",
            hint="请检查磁盘空间和写入权限后重试。",
            detail=str(error),
        ) from error


def list_backups(folder: Path) -> list[Backup]:
    """Backups in the folder, newest first; other files are left alone and not listed."""
    found = []
    for path in folder.glob("yuetan-*.db"):
        stamp, _, reason = path.stem.removeprefix("yuetan-").rpartition("-")
        try:
            made_at = datetime.strptime(stamp, _STAMP)
            found.append(Backup(path, made_at, Reason(reason), path.stat().st_size))
        except (ValueError, OSError):
            continue
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def superfluous(backups: list[Backup], now: datetime) -> list[Backup]:
    """What thinning deletes: keeps the newest ten of each of the last seven days there were any,
    and the newest of 4 weeks and 12 months. `backups` newest first; made by hand are never deleted.

    A clock that was wrong costs no backup: what lies after `now` is left alone, and after a
    leap of the clock what was made before it is thinned by itself. After a lesser one, which may
    be a holiday as well, the true day keeps its ten until seven wrong ones have passed.
    """
    found: list[Backup] = []
    for stretch in _stretches([backup for backup in backups if backup.made_at <= now]):
        kept = _kept(stretch)
        found += [b for b in stretch if b.path not in kept and b.reason is not Reason.MANUAL]
    return found


def _stretches(backups: list[Backup]) -> list[list[Backup]]:
    """Backups, newest first, cut where the clock leapt."""
    found: list[list[Backup]] = []
    for backup in backups:
        if found and found[-1][-1].made_at - backup.made_at <= LEAP:
            found[-1].append(backup)
        else:
            found.append([backup])
    return found


def _kept(backups: list[Backup]) -> set[Path]:
    days = list(dict.fromkeys(b.made_at.date() for b in backups))[:KEEP_DAYS]
    kept: set[Path] = set()
    for day in days:
        kept.update([b.path for b in backups if b.made_at.date() == day][:KEEP_A_DAY])
    for limit, span_of in (
        (KEEP_WEEKS, lambda moment: moment.isocalendar()[:2]),
        (KEEP_MONTHS, lambda moment: (moment.year, moment.month)),
    ):
        newest: dict[object, Path] = {}
        for backup in backups:
            newest.setdefault(span_of(backup.made_at), backup.path)
        kept.update(list(newest.values())[:limit])
    return kept


def contents(db: sqlite3.Connection) -> Contents:
    row = db.execute(
        "SELECT (SELECT count(*) FROM place), (SELECT count(*) FROM batch),"
        " (SELECT ifnull(sum(stored), 0) FROM batch WHERE withdrawn_at IS NULL),"
        " (SELECT count(*) FROM case_file), (SELECT count(*) FROM paper)"
    ).fetchone()
    return Contents(*row)


def contents_of(path: Path) -> Contents | None:
    """What a backup holds; None if it cannot be read."""
    try:
        db = connect(path, read_only=True)
    except AppError:
        return None
    try:
        return contents(db)
    except (AppError, sqlite3.Error):
        return None
    finally:
        db.close()


def examine(path: Path) -> Contents:
    """What a backup that can be restored holds; a sentence when it is none."""
    source = _open_backup(path)
    try:
        return contents(source)
    finally:
        source.close()


def problems(db: sqlite3.Connection) -> list[str]:
    """What SQLite's own checks find; empty when the database is sound."""
    found = [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"{row[0]} → {row[2]}" for row in db.execute("PRAGMA foreign_key_check")]
    return found


def restore(db: sqlite3.Connection, path: Path) -> None:
    """Replace everything in the open database by a backup, at once; the caller backs up and
    migrates. Numbers that were given since the backup stay taken: papers with them are out of the
    house.
    """
    source = _open_backup(path)
    try:
        taken = _taken_numbers(db)
        with storage_errors(), closing(sqlite3.connect("", isolation_level=None)) as complete:
            source.backup(complete)
            complete.executemany("INSERT OR IGNORE INTO taken_number VALUES (?, ?, ?, ?)", taken)
            complete.backup(db)
    finally:
        source.close()


def _taken_numbers(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'taken_number'").fetchone():
        return []  # a fresh file
    return [
        tuple(row)
        for row in db.execute(
            "SELECT * FROM taken_number UNION ALL"
            " SELECT json_extract(data, '$.document'), '登记环节', recorded_by, recorded_at"
            " FROM step WHERE json_extract(data, '$.document') <> ''"
        )
    ]


def _open_backup(path: Path) -> sqlite3.Connection:
    """The backup, or a sentence when it cannot be used."""
    kept, hint = "数据库没有改动。", "请换一个备份。"
    if not path.is_file():
        raise AppError(
            f"没有找到备份文件：{path}。",
            kept=kept,
            hint="请从备份列表中选一个，或写明文件所在位置。",
        )
    try:
        source = connect(path, read_only=True)
        try:
            _refuse_unusable(source, path)
        except BaseException:
            source.close()
            raise
    except DamagedDatabase as error:
        raise AppError(
            f"备份文件已损坏：{path.name}。", kept=kept, hint=hint, detail=error.detail
        ) from error
    return source


def _refuse_unusable(source: sqlite3.Connection, path: Path) -> None:
    kept = "数据库没有改动。"
    if int(source.execute("PRAGMA application_id").fetchone()[0]) != APPLICATION_ID:
        raise AppError(
            f"这个文件不是本程序的备份：{path.name}。", kept=kept, hint="请另选一个文件。"
        )
    if schema_version(source) > SCHEMA_VERSION:
        raise AppError(
            "备份由更新版本的软件建立，本版本不能恢复。", kept=kept, hint="请安装新版软件。"
        )
    if found := problems(source):
        raise DamagedDatabase(path.name, detail=found[0])
