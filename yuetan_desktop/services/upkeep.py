"""Care of the database: create it, back it up, bring a backup back, check it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from yuetan_desktop import paths
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import office, places
from yuetan_desktop.services.workspace import (
    Clock,
    Folders,
    Progress,
    Workspace,
    create_workspace,
    current_user,
    hold,
    ignore,
)
from yuetan_desktop.store import archive, backup, cases, database, observations, officepapers
from yuetan_desktop.store.backup import Contents, Reason
from yuetan_desktop.store.cases import PaperRow
from yuetan_desktop.store.officepapers import OfficePaperRow

__all__ = ["BackupInfo", "Contents", "Reason"]


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """One backup as the list shows it; `contents` is None when the file cannot be read. One of a
    wrong clock is dated after now."""

    path: Path
    made_at: datetime
    reason: Reason
    size: int
    contents: Contents | None
    is_ahead: bool = False

    @property
    def why(self) -> str:
        """Why it was made, and that its date cannot be true."""
        return f"{self.reason.label}（日期晚于现在）" if self.is_ahead else self.reason.label


def create(
    data_dir: Path,
    *,
    person: str | None = None,
    clock: Clock = datetime.now,
    with_units: bool = True,
    city: str = "",
    issuer: str = "",
) -> Workspace:
    """A new database for a real office without data: with the shipped city's units as names, or
    without any for another city, whose name and 发文机关 may be said at once."""
    ws = create_workspace(data_dir, person=person, clock=clock)
    try:
        if with_units:
            places.register_shipped(ws)
        else:  # its papers must not go out in the shipped city's name
            settings = replace(office.read_office(ws), city=city, issuer=issuer)
            office.save_office(ws, settings)
    except BaseException:
        ws.close()
        database.discard(ws.folders.database)
        raise
    return ws


# -- backups ------------------------------------------------------------------------------------
def back_up(ws: Workspace, to: Path | None = None) -> Path:
    """A backup made by hand: into the backup folder, or wherever the clerk says."""
    if to is None:
        return backup.make(ws.db, ws.folders.backups, Reason.MANUAL, ws.clock())
    if to.exists():
        raise AppError(f"文件已经存在：{to}。", kept="没有覆盖它。", hint="请换一个文件名。")
    backup.copy_to(ws.db, to)
    return to


def list_backups(data_dir: Path, clock: Clock = datetime.now) -> list[BackupInfo]:
    """Backups of this data folder, newest first, with what each holds; those of a wrong clock,
    dated after now, come last."""
    now = clock() + backup.SAME_SECOND
    found = [
        BackupInfo(b.path, b.made_at, b.reason, b.size, backup.contents_of(b.path), b.made_at > now)
        for b in backup.list_backups(paths.backups(data_dir))
    ]
    return sorted(found, key=lambda info: info.is_ahead)


def last_backup(ws: Workspace) -> datetime | None:
    """When the newest backup was made, one of a wrong clock's future aside; reads no file."""
    made, now = backup.list_backups(ws.folders.backups), ws.clock()
    known = [b.made_at for b in made if b.made_at <= now + backup.SAME_SECOND]
    return min(max(known), now) if known else None


def examine(backup_file: Path) -> Contents:
    """What would come back with this file; a sentence when it is no usable backup."""
    return backup.examine(backup_file)


def restore(
    data_dir: Path, backup_file: Path, *, person: str | None = None, clock: Clock = datetime.now
) -> Path | None:
    """Bring a backup back. What is there now is backed up first and its file returned; a damaged
    database, of which no backup can be made, is moved aside and that file returned."""
    folders = Folders(data_dir)
    lock = hold(data_dir, person=person or current_user(), clock=clock)
    try:
        examine(backup_file)
        before = _backed_up_or_aside(folders, clock())
        db = database.connect(folders.database)
        try:
            backup.restore(db, backup_file)
        except BaseException:
            db.close()
            _undo_aside(folders, before)
            raise
        db.close()
        database.open_store(folders.database).close()  # an older backup is migrated here
        return before
    finally:
        lock.release()


def _backed_up_or_aside(folders: Folders, now: datetime) -> Path | None:
    if not folders.database.exists():
        return None
    try:
        db = database.open_store(folders.database)
        try:
            if not backup.problems(db):
                return backup.make(db, folders.backups, Reason.RESTORE, now)
        finally:
            db.close()
    except AppError:
        pass  # not to be read: kept as it is, under another name
    aside = folders.database.with_name(f"yuetan-damaged-{now:%Y%m%d-%H%M%S}.db")
    for tail in _TAILS:
        file = folders.database.with_name(folders.database.name + tail)
        if file.exists():
            file.replace(aside.with_name(aside.name + tail))
    return aside


def _undo_aside(folders: Folders, aside: Path | None) -> None:
    """The backup was no good: the damaged database goes back to where it was."""
    if aside is None:
        folders.database.unlink(missing_ok=True)
    elif aside.parent == folders.database.parent:
        for tail in _TAILS:
            file = aside.with_name(aside.name + tail)
            if file.exists():
                file.replace(folders.database.with_name(folders.database.name + tail))


# The database and what SQLite keeps beside it while it is open.
_TAILS = ("", "-wal", "-shm")


# -- check --------------------------------------------------------------------------------------
def check(ws: Workspace, progress: Progress = ignore) -> list[str]:
    """What is wrong with the database and the files it refers to; empty when all is well."""
    # Not wanted at the start.
    from yuetan_desktop.services.cases.caseproofs import missing_proofs
    from yuetan_desktop.services.ledger.taskfiles import missing_evidence

    progress("检查数据库", 0, 3)
    found = [f"数据库：{problem}" for problem in backup.problems(ws.db)]
    progress("检查导入的原始文件和整改佐证", 1, 3)
    found += _missing_originals(ws)
    found += missing_evidence(ws)
    found += missing_proofs(ws)
    progress("检查已印发的文书", 2, 3)
    found += _changed_papers(ws)
    progress("检查完成", 3, 3)
    return found


def _missing_originals(ws: Workspace) -> Iterator[str]:
    for batch in observations.list_batches(ws.db):
        if not batch.sha256:
            continue
        kept = archive.archived(ws.folders.archive, batch.sha256)
        if kept is None:
            yield f"导入第 {batch.id} 批“{batch.file_name}”的原始文件不在存档中。"
        elif archive.sha256_of(kept) != batch.sha256:
            yield f"导入第 {batch.id} 批“{batch.file_name}”的原始文件在存档中被改动过。"


def _changed_papers(ws: Workspace) -> Iterator[str]:
    made: list[PaperRow | OfficePaperRow] = [*cases.list_papers(ws.db)]
    made += officepapers.list_office_papers(ws.db)
    for paper in made:
        file = ws.folders.data / paper.path
        if not file.is_file():
            yield f"文书 {paper.number or paper.kind} 的文件不见了：{file}。"
        elif archive.sha256_of(file) != paper.sha256:
            yield f"文书 {paper.number or paper.kind} 的文件在保存后被改动过：{file}。"
