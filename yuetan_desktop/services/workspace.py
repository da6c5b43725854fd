"""What every service stands on: the program's own data, an office's folder, a clock, a person."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from types import TracebackType

from yuetan_desktop import paths
from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.domain.judging.rulefile import read_regulation
from yuetan_desktop.domain.ledger.blanket import BlanketWords
from yuetan_desktop.domain.quality.air_standard import AirStandard
from yuetan_desktop.domain.quality.water_standard import WaterStandard
from yuetan_desktop.domain.regulation import Regulation
from yuetan_desktop.domain.workday import WorkCalendar, YearNotice
from yuetan_desktop.errors import AppError
from yuetan_desktop.store import backup, database
from yuetan_desktop.store.database import Connection
from yuetan_desktop.store.lock import DatabaseLock
from yuetan_desktop.store.revision import newest_record
from yuetan_desktop.store.settings import read_settings

Clock = Callable[[], datetime]
Progress = Callable[[str, int, int], None]

# Only a sample database has it: the day on which its story is told.
SAMPLE_TODAY = "sample.today"
# One setting a year: the State Council's notice as the office entered it.
WORKDAYS = "workdays."
# The clerk (经办人) whose name records carry.
CLERK = "office.person"


def ignore(_text: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


class Library:
    """What ships with the program, read when first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def catalogue(self) -> Catalogue:
        return Catalogue.from_toml((self.folder / "indicators.toml").read_text("utf-8"))

    @cached_property
    def regulations(self) -> tuple[Regulation, ...]:
        """Every issued text, the newest last; which one holds is decided by the period's end."""
        files = sorted((self.folder / "regulations").glob("*.toml"))
        found = [read_regulation(file.read_text("utf-8")) for file in files]
        return tuple(sorted(found, key=lambda regulation: regulation.effective_from))

    @cached_property
    def air_standards(self) -> tuple[AirStandard, ...]:
        """GB 3095 with HJ 633 in every version, each for the days observed while in force."""
        files = sorted((self.folder / "standards").glob("air-*.toml"))
        return tuple(AirStandard.from_toml(file.read_text("utf-8")) for file in files)

    @cached_property
    def water_standard(self) -> WaterStandard:
        file = self.folder / "standards" / "water-2002.toml"
        return WaterStandard.from_toml(file.read_text("utf-8"))

    @cached_property
    def calendar(self) -> WorkCalendar:
        files = sorted((self.folder / "workdays").glob("*.toml"))
        return WorkCalendar(YearNotice.from_toml(file.read_text("utf-8")) for file in files)

    @cached_property
    def blanket_words(self) -> BlanketWords:
        """Wordings of “一刀切” (第十七条)."""
        return BlanketWords.from_toml((self.folder / "blanket_measures.toml").read_text("utf-8"))


@cache
def shipped_library() -> Library:
    """One library for the whole program; it never changes while the program runs."""
    return Library(paths.resources())


@dataclass(frozen=True, slots=True)
class Folders:
    """Where an office's data lies."""

    data: Path

    @property
    def database(self) -> Path:
        return paths.database(self.data)

    @property
    def backups(self) -> Path:
        return paths.backups(self.data)

    @property
    def archive(self) -> Path:
        return paths.archive(self.data)

    @property
    def papers(self) -> Path:
        return paths.papers(self.data)


class Workspace:
    """An open database with everything around it. Use as a context manager or `close()` it."""

    def __init__(
        self,
        db: Connection,
        library: Library,
        folders: Folders,
        *,
        person: str,
        signer: str = "",
        clock: Clock = datetime.now,
        lock: DatabaseLock | None = None,
    ) -> None:
        self.db = db
        self.library = library
        self.folders = folders
        self._user = person
        self._signer = signer
        # What a service keeps for as long as the database is open, by its class.
        self.kept: dict[type, object] = {}
        self.clock = clock
        self._lock = lock
        self._file = folders.database.stat()

    @property
    def person(self) -> str:
        """Who signs what is recorded: who was named for this run, else the clerk of the settings,
        else who is logged in."""
        return self._signer or read_settings(self.db).get(CLERK) or self._user

    # -- time -----------------------------------------------------------------------------------
    def today(self) -> date:
        return self.now().date()

    def now(self) -> datetime:
        """The clock's time; in a sample database on the day of its story."""
        day = read_settings(self.db).get(SAMPLE_TODAY)
        now = self.clock().replace(microsecond=0)
        return datetime.combine(date.fromisoformat(day), now.time()) if day else now

    @property
    def calendar(self) -> WorkCalendar:
        """Working days as shipped, with the years that the office entered itself."""
        calendar = self.library.calendar
        for key, text in read_settings(self.db).items():
            if key.startswith(WORKDAYS):
                calendar = calendar.with_notice(YearNotice.from_toml(text))
        return calendar

    @property
    def is_sample(self) -> bool:
        return SAMPLE_TODAY in read_settings(self.db)

    # -- the database ---------------------------------------------------------------------------
    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Only services open one. Where the file was moved or deleted meanwhile
        (Linux allows it), what is written would be lost without a sign: refused."""
        if not self._is_in_place():
            raise AppError(
                f"数据库文件不在原处了：{self.folders.database}。",
                kept="刚才的内容没有保存。",
                hint="请关闭程序，把文件放回原处再打开；已经删除的，在开始页选“从备份恢复”。",
            )
        with database.transaction(self.db):
            yield

    def _is_in_place(self) -> bool:
        """Whether the open file still is the one of that name; a restored one would be another."""
        try:
            return os.path.samestat(self.folders.database.stat(), self._file)
        except OSError:
            return False

    def data_version(self) -> int:
        """Moves whenever another connection, also of another program, has written."""
        return database.data_version(self.db)

    def written(self) -> tuple[int, int]:
        """Moves whenever anything was written, by another connection or by this one."""
        return self.data_version(), self.db.total_changes

    def close(self) -> None:
        self.db.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def exists(data_dir: Path) -> bool:
    """Whether the folder holds a database."""
    return paths.database(data_dir).is_file()


def open_workspace(
    data_dir: Path,
    *,
    read_only: bool = False,
    person: str | None = None,
    clock: Clock = datetime.now,
    library: Library | None = None,
) -> Workspace:
    """Open an office's database; a writing one keeps other programs from writing and makes the
    day's backup. Reading is possible while another program writes."""
    folders = Folders(data_dir)
    signer, person = person or "", person or current_user()
    lock = None if read_only else hold(data_dir, person=person, clock=clock)
    try:
        db = database.open_store(
            folders.database,
            read_only=read_only,
            around_migration=lambda old: _around_migration(old, folders, person, clock),
        )
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    workspace = Workspace(
        db, library or shipped_library(), folders,
        person=person, signer=signer, clock=clock, lock=lock,
    )  # fmt: skip
    try:
        if not read_only:
            _back_up_once_a_day(workspace, clock())
    except BaseException:
        workspace.close()
        raise
    return workspace


def create_workspace(
    data_dir: Path,
    *,
    person: str | None = None,
    clock: Clock = datetime.now,
    library: Library | None = None,
) -> Workspace:
    """Make a new, empty database in the folder and open it for writing."""
    folders = Folders(data_dir)
    person = person or current_user()
    db = database.create_store(folders.database)
    try:
        lock = hold(data_dir, person=person, clock=clock)
    except BaseException:
        db.close()
        raise
    return Workspace(
        db, library or shipped_library(), folders, person=person, clock=clock, lock=lock
    )


def hold(data_dir: Path, *, person: str | None = None, clock: Clock = datetime.now) -> DatabaseLock:
    """Claim the database for this program, as a window does from start to end; another program
    that wants to write gets a sentence. Writing workspaces of this program share the claim."""
    return DatabaseLock(paths.database(data_dir), person=person or current_user(), now=clock())


_UNUSED_AT_MOST = timedelta(days=5 * 366)


def clock_doubt(ws: Workspace) -> str:
    """What is wrong with the computer's date: it is before the newest record, or so long after it
    that the clock rather stands wrong (2099). Empty if nothing."""
    newest = newest_record(ws.db)
    if newest is None or newest.date() <= ws.today() <= newest.date() + _UNUSED_AT_MOST:
        return ""
    return (
        f"今天是{ws.today()}，而最近一次登记在{newest:%Y-%m-%d}。"
        "期限都按电脑日期计算，请先校准日期，再登记。"
    )


def current_user() -> str:
    """Who is logged in, as a record needs a name even where none was entered."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "未署名"


@contextmanager
def _around_migration(
    old: Connection, folders: Folders, person: str, clock: Clock
) -> Iterator[None]:
    # Reading an old database migrates it too, and that must not happen under a running program.
    lock = hold(folders.data, person=person, clock=clock)
    try:
        backup.make(old, folders.backups, backup.Reason.MIGRATION, clock())
        yield
    finally:
        lock.release()


def _back_up_once_a_day(workspace: Workspace, now: datetime) -> None:
    made = backup.list_backups(workspace.folders.backups)
    if any(b.made_at.date() == now.date() for b in made if b.reason is backup.Reason.DAILY):
        return
    backup.make(workspace.db, workspace.folders.backups, backup.Reason.DAILY, now)
