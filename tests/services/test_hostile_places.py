"""A disk that is full, a folder that cannot be made, odd names and clocks: each is a sentence, and
what was there stays."""

from __future__ import annotations

import errno
import gc
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from yuetan_desktop.domain.reports.meetings import MeetingKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import imports, office, paperwork, summaries, upkeep
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.importing import importpreview
from yuetan_desktop.services.papers import paperfiles, stagerecord
from yuetan_desktop.services.reports import meetings
from yuetan_desktop.services.workspace import Workspace, open_workspace

from .conftest import NOW
from .filesmade import save

resource = pytest.importorskip("resource", reason="only Unix limits how long a file may grow")

FULL = 8 * 1024  # bytes to which a file may still grow
ROWS = (["单位", "PM2.5"], ["雁江区", 28.3], ["安岳县", 31.2])


@contextmanager
def full_disk() -> Iterator[None]:
    """No file grows beyond FULL: what is written fails as on a disk without room. A module that
    is imported meanwhile keeps no bytecode: Python would leave it cut off for those who come."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    keeps = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_FSIZE, (FULL, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        sys.dont_write_bytecode = keeps


def refused(act: Callable[[], object]) -> AppError:
    """The sentence alone, without the frames that led to it."""
    try:
        act()
    except AppError as error:
        error.__cause__ = error.__context__ = None
        return error.with_traceback(None)
    raise AssertionError("it was not refused")


def _import(ws: Workspace, folder: Path) -> None:
    found = importpreview.preview(ws, folder / "空气月报2610.xlsx")
    with full_disk():
        imports.commit(ws, found)


def _settings(ws: Workspace, _folder: Path) -> None:
    said = office.read_office(ws)
    with full_disk():
        office.save_office(ws, replace(said, city="云岭市" * 9000))


def _backup(ws: Workspace, _folder: Path) -> None:
    with full_disk():
        upkeep.back_up(ws)


def _workbook(ws: Workspace, folder: Path) -> None:
    with full_disk():
        summaries.make_summary(ws, "统计考评", folder / "统计考评.xlsx")


def _form(ws: Workspace, folder: Path) -> None:
    with full_disk():
        imports.save_form(ws, "空气指标", folder / "空白表.xlsx")


def _agenda(ws: Workspace, folder: Path) -> None:
    with full_disk():
        meetings.write_agenda(ws, folder / "周碰头.docx", MeetingKind.WEEKLY)


def _copy(ws: Workspace, folder: Path) -> None:
    paper = folder / "通知.doc"
    paper.write_bytes(b"0" * FULL * 2)
    with full_disk():
        paperfiles.save_copy(ws, paper, folder / "通知副本.docx")


# openpyxl leaves its writer of the sheet open when it fails, which fails once more when collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("act", [_import, _settings, _backup, _workbook, _form, _agenda, _copy])
def test_on_a_full_disk_each_act_says_so_and_keeps_what_was(
    ws: Workspace, tmp_path: Path, act: Callable[[Workspace, Path], None]
) -> None:
    save(tmp_path / "空气月报2610.xlsx", *ROWS)
    before = list(ws.db.iterdump())
    told = refused(lambda: act(ws, tmp_path))
    gc.collect()
    assert told.kept
    assert told.hint
    assert list(ws.db.iterdump()) == before
    assert upkeep.check(ws) == []
    halves = [path for path in tmp_path.rglob("*") if path.suffix == ".part" or "~" in path.name]
    assert halves == []
    made = {path.name for path in tmp_path.iterdir() if path.suffix in {".xlsx", ".docx"}}
    assert made == {"空气月报2610.xlsx"}


def test_a_paper_on_a_full_disk_is_not_half_made_and_takes_no_number(
    ws: Workspace, case: CaseFile
) -> None:
    kind = "约谈建议审批单"
    said = {"发文机关": "市生态环境局", "经办人": "李敏", "联系电话": "028-26110000"}
    values = paperwork.draft(ws, case.id, kind, said).values
    with pytest.raises(AppError) as caught, full_disk():
        paperwork.issue(ws, case.id, kind, values)
    assert caught.value.one_line().startswith("无法写入“")
    assert "没有占用文号" in caught.value.one_line()
    assert paperwork.papers(ws, case.id) == []
    assert list(ws.folders.papers.rglob("*.docx")) == []


def test_a_paper_lies_under_its_name_only_when_it_is_kept(
    ws: Workspace, case: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program killed on the way leaves no paper that looks as if it had gone out; one whose
    last write fails leaves nothing."""
    seen: list[str] = []

    def look(*_: object, **__: object) -> None:
        seen.extend(path.name for path in ws.folders.papers.rglob("*.docx"))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(stagerecord, "note_issue", look)
    kind = "约谈建议审批单"
    said = {"发文机关": "市生态环境局", "经办人": "李敏", "联系电话": "028-26110000"}
    values = paperwork.draft(ws, case.id, kind, said).values
    with pytest.raises(AppError, match="无法写入"):
        paperwork.issue(ws, case.id, kind, values)
    (name,) = seen
    assert name.startswith("~")
    assert list(ws.folders.papers.rglob("*.docx")) == []


def test_a_new_database_on_a_full_disk_leaves_no_file_that_looks_like_one(tmp_path: Path) -> None:
    with pytest.raises(AppError), full_disk():
        upkeep.create(tmp_path / "data")
    assert not (tmp_path / "data" / "yuetan.ytdb").exists()


def test_a_place_where_no_folder_can_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("no folder", encoding="utf-8")
    with pytest.raises(AppError, match="无法建立数据文件夹"):
        upkeep.create(tmp_path / "文件" / "data")


def test_names_with_blanks_quotes_and_marks_are_names_like_any_other(tmp_path: Path) -> None:
    folder = tmp_path / "D 盘 (旧)" / "约谈 管理‘2026’ #1 100% ;&"
    with upkeep.create(folder, clock=lambda: NOW) as ws:
        path = save(folder / "空气 月报 (2) 2610.xlsx", *ROWS)
        done = imports.commit(ws, importpreview.preview(ws, path))
        kept = upkeep.back_up(ws)
    upkeep.restore(folder, kept, clock=lambda: NOW)
    with open_workspace(folder, read_only=True, clock=lambda: NOW) as ws:
        assert upkeep.check(ws) == []
        assert done.batch == 1


def test_a_name_that_is_no_text_is_a_sentence(ws: Workspace, tmp_path: Path) -> None:
    """As an archive made on Windows leaves it on Linux: the bytes of GBK."""
    gbk = tmp_path / os.fsdecode("空气2610.xlsx".encode("gbk"))
    found = importpreview.preview(ws, save(tmp_path / "空气.xlsx", *ROWS).rename(gbk))
    told = refused(lambda: imports.commit(ws, found))
    assert "无法保存的字符" in told.message
    assert "改名" in told.hint
    assert upkeep.check(ws) == []


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "XYZ-13:47"])
def test_the_day_is_that_of_the_computer_wherever_it_thinks_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        with upkeep.create(tmp_path / "data") as ws:
            assert ws.today() == datetime.now().date()
            upkeep.back_up(ws)
            upkeep.back_up(ws)
        assert len(upkeep.list_backups(tmp_path / "data")) == 2
        assert os.environ["TZ"] == zone
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_clock_set_back_loses_no_backup(tmp_path: Path) -> None:
    times = [NOW, NOW.replace(year=2019), NOW]
    for now in times:
        folder = tmp_path / "data"
        with (
            open_workspace(folder, clock=lambda now=now: now)
            if folder.exists()
            else upkeep.create(folder, clock=lambda now=now: now)
        ) as ws:
            upkeep.back_up(ws)
    made = {info.made_at.year for info in upkeep.list_backups(tmp_path / "data")}
    assert made == {2019, 2026}
