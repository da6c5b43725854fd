"""Open the database file: refuse what we must not touch, migrate what is old, speak Chinese."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, TypeVar

from yuetan_desktop.errors import AppError
from yuetan_desktop.store.location import refuse_network_drive

T = TypeVar("T")
# Written into the file's header by the first migration: 'YTDB'.
APPLICATION_ID = 0x59544442
# The number of migrations this program knows; each one writes its own number into the file.
SCHEMA_VERSION = 22
BUSY_SECONDS = 5.0
CACHE_KIB = 64 * 1024


class DamagedDatabase(AppError):
    """The file is no sound database; only a backup helps."""


class Cursor(sqlite3.Cursor):
    """A cursor whose storage failures are sentences for the clerk."""

    def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
        with storage_errors():
            super().execute(sql, parameters)
        return self

    def executemany(self, sql: str, rows: Iterable[Any], /) -> Cursor:
        with storage_errors():
            super().executemany(sql, rows)
        return self

    def fetchall(self) -> list[Any]:
        with storage_errors():
            return super().fetchall()

    def fetchone(self) -> Any:
        with storage_errors():
            return super().fetchone()

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]  # a generator costs no loop
        with storage_errors():
            yield from iter(super().__next__, None)


class Connection(sqlite3.Connection):
    """A connection whose cursors translate storage failures, so that it happens in one place."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._remembered: dict[object, Any] = {}
        self._remembered_of: tuple[int, int] = (-1, -1)

    def remember(self, what: object, read: Callable[[], T]) -> T:
        """What `read` gives, kept until this or another connection writes; never while a
        transaction may still be undone."""
        if self.in_transaction:
            return read()
        now = (self.total_changes, data_version(self))
        if now != self._remembered_of:
            self._remembered, self._remembered_of = {}, now
        if what not in self._remembered:
            self._remembered[what] = read()
        found: T = self._remembered[what]
        return found

    def cursor(self, factory: Any = Cursor, /) -> Any:
        return super().cursor(factory)

    # The built-in shortcuts go round `cursor`.
    def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
        cursor: Cursor = self.cursor()
        return cursor.execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Any], /) -> Cursor:
        cursor: Cursor = self.cursor()
        return cursor.executemany(sql, rows)


@contextmanager
def storage_errors() -> Iterator[None]:
    """Turn the failures of the disk into sentences; mistakes of the program stay what they are."""
    try:
        yield
    except UnicodeEncodeError as error:  # a file's name in GBK, on Linux; half of a pasted emoji
        raise AppError(
            "文件名或文字里有无法保存的字符。",
            kept=_UNCHANGED,
            hint="文件名显示为乱码的，请先改名；粘贴的文字，请删去其中的特殊符号。",
            detail=str(error),
        ) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        code = getattr(error, "sqlite_errorcode", None)
        words = _SENTENCES.get(code & 0xFF) if code is not None else None
        if isinstance(error, UnicodeDecodeError) or str(error).startswith("Could not decode"):
            words = _DAMAGED  # text that was no text any more
        if words is None:
            raise
        message, kept, hint = words
        kind = DamagedDatabase if words is _DAMAGED else AppError
        raise kind(message, kept=kept, hint=hint, detail=str(error)) from error


_UNCHANGED = "数据保持原样，没有写入。"
_DAMAGED = (
    "数据库文件已损坏，无法读取。",
    "文件没有被改动。",
    "请在“备份恢复”中恢复最近的备份，或运行 yuetan-cli restore。",
)
_SENTENCES = {
    sqlite3.SQLITE_FULL: ("磁盘已满，无法保存。", _UNCHANGED, "请清理磁盘空间后重试。"),
    sqlite3.SQLITE_BUSY: ("数据库正被另一个操作占用。", _UNCHANGED, "请稍候重试。"),
    sqlite3.SQLITE_LOCKED: ("数据库正被另一个操作占用。", _UNCHANGED, "请稍候重试。"),
    sqlite3.SQLITE_READONLY: (
        "数据库是只读的，无法保存。",
        _UNCHANGED,
        "请检查数据文件夹的写入权限，或关闭只读方式后重试。",
    ),
    # Under WAL a full disk shows itself like this too.
    sqlite3.SQLITE_IOERR: (
        "读写磁盘出错。",
        _UNCHANGED,
        "请检查磁盘是否已满、移动存储是否仍然连接，再重试。",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "打不开数据库文件。",
        "没有改动任何文件。",
        "请检查数据文件夹是否存在、是否有读写权限。",
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}


def connect(path: Path, *, read_only: bool = False) -> Connection:
    """A bare connection with our settings; checks nothing about the content."""
    with storage_errors():
        db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, factory=Connection)
    db.row_factory = sqlite3.Row
    try:
        db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        db.execute("PRAGMA foreign_keys = ON")
        if read_only:
            db.execute("PRAGMA query_only = ON")
    except BaseException:
        db.close()
        raise
    return db


def create_store(path: Path) -> Connection:
    """Make a new, empty database; never over an existing file. One that does not come about leaves
    no file that could be taken for a database."""
    refuse_network_drive(path)
    if path.exists():
        raise AppError(
            f"数据库已经存在：{path}。", kept="没有改动任何文件。", hint="请直接打开它。"
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AppError(
            f"无法建立数据文件夹：{path.parent}。",
            hint="请换一个有写入权限的位置。",
            detail=str(error),
        ) from error
    db = connect(path)
    try:
        _migrate(db)
    except BaseException:
        db.close()
        discard(path)
        raise
    return db


def discard(path: Path) -> None:
    """Take away a database that did not come about, with the files that SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def open_store(
    path: Path,
    *,
    read_only: bool = False,
    around_migration: Callable[[Connection], AbstractContextManager[None]] | None = None,
) -> Connection:
    """Open an existing database, migrated to what this program knows.

    A migration runs inside `around_migration`, entered with the still unchanged database (to
    claim it and back it up).
    """
    refuse_network_drive(path)
    if not path.is_file():
        raise AppError(
            f"没有找到数据库：{path}。",
            hint="请先新建数据库（yuetan-cli init），或检查数据文件夹。",
        )
    db = connect(path)
    try:
        version = _known_version(db)
        if version < SCHEMA_VERSION:
            with around_migration(db) if around_migration else nullcontext():
                _migrate(db)
        if read_only:
            db.execute("PRAGMA query_only = ON")
    except BaseException:
        db.close()
        raise
    return db


def schema_version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def data_version(db: sqlite3.Connection) -> int:
    """Changes whenever another connection has written to the database."""
    return int(db.execute("PRAGMA data_version").fetchone()[0])


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; inside another transaction it is part of that one, yet when it fails it
    alone is undone, whatever the outer one then does."""
    nested = db.in_transaction
    db.execute("SAVEPOINT inner" if nested else "BEGIN IMMEDIATE")
    try:
        yield
        db.execute("RELEASE inner" if nested else "COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK TO inner" if nested else "ROLLBACK")
        if nested and db.in_transaction:
            db.execute("RELEASE inner")
        raise


def _known_version(db: Connection) -> int:
    """The file's schema version; refuses other programs' files and newer ones."""
    if int(db.execute("PRAGMA application_id").fetchone()[0]) != APPLICATION_ID:
        raise AppError(
            "这个文件不是本程序的数据库。",
            kept="文件没有被改动。",
            hint="请检查数据文件夹是否选对。",
        )
    version = schema_version(db)
    if version > SCHEMA_VERSION:
        raise AppError(
            "数据库由更新版本的软件建立，本版本不能打开。",
            kept="文件没有被改动。",
            hint="请安装新版软件后再打开。",
            detail=f"schema {version} > {SCHEMA_VERSION}",
        )
    return version


def _migrate(db: Connection) -> None:
    # sqlite-utils takes longer to import than the window to open: only when there is work for it.
    from yuetan_desktop.store.migrations import migrate

    db.execute("PRAGMA foreign_keys = OFF")
    migrate(db)
    broken = db.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise AppError(
            "数据库升级后的检查没有通过。",
            kept="升级前的备份在备份文件夹中。",
            hint="请恢复该备份，并联系技术支持。",
            detail=f"{len(broken)} rows without parent in {broken[0][0]}",
        )
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA foreign_keys = ON")
