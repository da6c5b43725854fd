"""Opening the database file: what is refused, in which words, and what is left untouched."""

from __future__ import annotations

import sqlite3
from contextlib import nullcontext
from pathlib import Path

import pytest

from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.store import database, migrations, places, settings
from yuetan_desktop.store.location import file_system_of, is_on_network

from .conftest import NOW


def test_a_new_database_is_strict_walled_and_enforces_parents(tmp_path: Path) -> None:
    db = database.create_store(tmp_path / "neu" / "yuetan.db")
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert db.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    tables = db.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND NOT strict AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_sqlite%' ESCAPE '\\'"
    ).fetchall()
    assert [row[0] for row in tables] == []
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO place_alias VALUES ('雁江', 99)")


def test_the_known_version_is_the_number_of_migrations(db: sqlite3.Connection) -> None:
    assert len(migrations.migrations._migrations) == database.SCHEMA_VERSION
    assert database.schema_version(db) == database.SCHEMA_VERSION


def test_an_existing_database_is_never_created_over(tmp_path: Path) -> None:
    path = tmp_path / "yuetan.db"
    database.create_store(path).close()
    before = path.read_bytes()
    with pytest.raises(AppError, match="已经存在"):
        database.create_store(path)
    assert path.read_bytes() == before


def test_a_disk_that_fills_up_leaves_no_half_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "yuetan.ytdb"

    def connect_to_a_small_disk(path: Path) -> database.Connection:
        db = really_connect(path)
        db.execute("PRAGMA max_page_count = 4")
        return db

    really_connect = database.connect
    monkeypatch.setattr(database, "connect", connect_to_a_small_disk)
    with pytest.raises(AppError, match="磁盘已满"):
        database.create_store(path)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    database.create_store(path).close()


def test_a_missing_database_is_a_sentence_and_no_file(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="没有找到数据库"):
        database.open_store(tmp_path / "yuetan.db")
    assert not (tmp_path / "yuetan.db").exists()


def test_a_newer_database_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "yuetan.db"
    db = database.create_store(path)
    db.execute(f"PRAGMA user_version = {database.SCHEMA_VERSION + 1}")
    db.close()
    before = path.read_bytes()
    with pytest.raises(AppError, match="由更新版本的软件建立"):
        database.open_store(path)
    assert path.read_bytes() == before


def test_an_older_database_is_migrated_inside_what_the_caller_wraps_around(tmp_path: Path) -> None:
    path = tmp_path / "yuetan.db"
    db = database.connect(path)
    db.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    db.close()
    seen = []

    def around(old: sqlite3.Connection) -> nullcontext[None]:
        seen.append(database.schema_version(old))
        return nullcontext()

    opened = database.open_store(path, around_migration=around)
    assert seen == [0]
    assert database.schema_version(opened) == database.SCHEMA_VERSION


def test_an_up_to_date_database_opens_without_the_migration_library(tmp_path: Path) -> None:
    import subprocess
    import sys

    database.create_store(tmp_path / "yuetan.db").close()
    code = (
        "import sys; from pathlib import Path; from yuetan_desktop.store import database;"
        "database.open_store(Path(sys.argv[1])); sys.exit('sqlite_utils' in sys.modules)"
    )
    assert subprocess.call([sys.executable, "-c", code, str(tmp_path / "yuetan.db")]) == 0


def test_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "yuetan.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE x (y)")
    other.close()
    with pytest.raises(AppError, match="不是本程序的数据库"):
        database.open_store(path)


def test_a_damaged_file_says_so_and_points_to_the_backups(tmp_path: Path) -> None:
    path = tmp_path / "yuetan.db"
    path.write_bytes(b"PK\x03\x04 not a database at all" * 100)
    with pytest.raises(AppError) as caught:
        database.open_store(path)
    assert "已损坏" in caught.value.message
    assert "备份" in caught.value.hint


@pytest.mark.parametrize("rows", [list, database.Cursor.fetchall, database.Cursor.fetchone])
def test_damage_met_while_rows_are_read_is_the_same_sentence(tmp_path: Path, rows) -> None:
    """Where a page was overwritten, and where text is none any more."""
    path = tmp_path / "yuetan.db"
    db = database.connect(path)
    db.execute("CREATE TABLE t (a)")
    db.execute("INSERT INTO t VALUES (CAST(x'E4BA' AS TEXT))")
    with pytest.raises(database.DamagedDatabase):
        rows(db.execute("SELECT a FROM t"))
    db.close()
    whole = bytearray(path.read_bytes())
    whole[4096 : 4096 + 16] = b"\xff" * 16
    path.write_bytes(whole)
    db = database.connect(path)
    with pytest.raises(database.DamagedDatabase):
        rows(db.execute("SELECT a FROM t"))
    db.close()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    database.create_store(tmp_path / "yuetan.db").close()
    reader = database.open_store(tmp_path / "yuetan.db", read_only=True)
    with pytest.raises(AppError, match="只读"):
        settings.write_setting(reader, "office.city", "资阳市", by="甲", at=NOW)


def test_a_second_writer_waits_and_then_gets_a_sentence(
    tmp_path: Path, db: sqlite3.Connection
) -> None:
    other = database.connect(tmp_path / "yuetan.db")
    other.execute("PRAGMA busy_timeout = 50")
    with database.transaction(db):
        settings.write_setting(db, "office.city", "资阳市", by="甲", at=NOW)
        with pytest.raises(AppError, match="占用"), database.transaction(other):
            pass
    other.close()


def test_a_full_disk_keeps_what_was_there(db: sqlite3.Connection) -> None:
    settings.write_setting(db, "office.city", "资阳市", by="甲", at=NOW)
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(AppError, match="磁盘已满"), database.transaction(db):
        settings.write_setting(db, "office.name", "一" * 100_000, by="甲", at=NOW)
    assert settings.read_settings(db) == {"office.city": "资阳市"}


def test_a_failed_transaction_leaves_nothing_and_a_nested_one_is_part_of_the_outer(
    db: sqlite3.Connection,
) -> None:
    def write_then_fail() -> None:
        with database.transaction(db):
            with database.transaction(db):
                settings.write_setting(db, "office.city", "资阳市", by="甲", at=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_then_fail()
    assert settings.read_settings(db) == {}


def test_a_nested_transaction_that_fails_is_undone_alone(db: sqlite3.Connection) -> None:
    def try_and_fail() -> None:
        with database.transaction(db):
            settings.write_setting(db, "office.city", "云岭市", by="甲", at=NOW)
            with database.transaction(db):
                settings.write_setting(db, "office.name", "市生态环境局", by="甲", at=NOW)
            raise ZeroDivisionError

    with database.transaction(db):
        settings.write_setting(db, "office.city", "资阳市", by="甲", at=NOW)
        with pytest.raises(ZeroDivisionError):
            try_and_fail()
    assert settings.read_settings(db) == {"office.city": "资阳市"}


def test_what_is_remembered_is_read_again_after_any_write_and_never_kept_from_one_undone(
    db: database.Connection, tmp_path: Path
) -> None:
    def names() -> list[str]:
        return [place.name for place in places.list_places(db)]

    places.insert_place(db, Place(0, "雁江区", PlaceKind.COUNTY))
    assert names() == ["雁江区"]
    with pytest.raises(AppError), database.transaction(db):  # noqa: PT012
        places.insert_place(db, Place(0, "安岳县", PlaceKind.COUNTY))
        assert names() == ["雁江区", "安岳县"]
        places.insert_place(db, Place(0, "安岳县", PlaceKind.COUNTY))
    assert names() == ["雁江区"]
    names().clear()  # a list of the caller's own
    with database.open_store(tmp_path / "yuetan.db") as other:
        places.insert_place(other, Place(0, "乐至县", PlaceKind.COUNTY))
    assert names() == ["雁江区", "乐至县"]
    other.close()


def test_data_version_moves_when_another_connection_writes(
    tmp_path: Path, db: sqlite3.Connection
) -> None:
    reader = database.open_store(tmp_path / "yuetan.db", read_only=True)
    before = database.data_version(reader)
    assert database.data_version(reader) == before
    settings.write_setting(db, "office.city", "资阳市", by="甲", at=NOW)
    assert database.data_version(reader) != before


@pytest.mark.parametrize("path", ["//server/share/yuetan.db", "\\\\server\\share\\yuetan.db"])
def test_a_share_is_refused_as_it_is_written(path: str) -> None:
    class Written(type(Path())):  # a Path folds slashes on POSIX; the clerk's own spelling counts
        def __str__(self) -> str:
            return path

    with pytest.raises(AppError, match="不能放在网络盘"):
        database.create_store(Written(path))


def test_the_innermost_mount_decides() -> None:
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\nnas:/x /mnt/nas nfs4 rw 0 0\n//s/y /mnt/a\\040b cifs rw 0 0\n"
    )
    assert file_system_of(Path("/home/a/yuetan.db"), mounts) == "ext4"
    assert file_system_of(Path("/mnt/nas/a/yuetan.db"), mounts) == "nfs4"
    assert file_system_of(Path("/mnt/a b/yuetan.db"), mounts) == "cifs"
    assert file_system_of(Path("/mnt/nas"), mounts) == "nfs4"
    assert file_system_of(Path("/mnt/nas2/yuetan.db"), mounts) == "ext4", "a name that begins alike"
    over = f"{mounts}/dev/sdb1 /mnt/nas xfs rw 0 0\n"
    assert file_system_of(Path("/mnt/nas/yuetan.db"), over) == "xfs", "mounted over the share"
    assert file_system_of(Path("/mnt/nas"), "") == ""


def test_the_folder_of_the_tests_is_local(tmp_path: Path) -> None:
    assert not is_on_network(tmp_path)
