"""Work off the window's thread: results and errors come home, cancelling changes nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from yuetan_desktop.errors import AppError, Cancelled
from yuetan_desktop.services import office, upkeep, workspace
from yuetan_desktop.services.workspace import Progress, Workspace
from yuetan_desktop.store.settings import write_setting
from yuetan_desktop.ui.tasks import TaskRunner


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Workspace]:
    upkeep.create(tmp_path / "data").close()
    with workspace.open_workspace(tmp_path / "data", read_only=True) as ws:
        yield ws


@pytest.fixture
def tasks(qapp: Any, reader: Workspace, tmp_path: Path) -> Iterator[TaskRunner]:
    runner = TaskRunner(reader, lambda: workspace.open_workspace(tmp_path / "data"))
    yield runner
    runner.close()


def rename(to: str) -> Any:
    def work(ws: Workspace, _progress: Progress) -> str:
        office.save_office(ws, office.Office(name=to))
        return to

    return work


def test_work_runs_in_another_thread_and_its_result_comes_back_to_this_one(
    qtbot: Any, tasks: TaskRunner
) -> None:
    seen: dict[str, Any] = {}

    def done(result: int) -> None:
        seen.update(result=result, home=threading.get_ident())

    tasks.run("数一数", lambda _ws, _progress: threading.get_ident(), done)
    qtbot.waitUntil(lambda: "result" in seen)

    assert seen["home"] == threading.get_ident()
    assert seen["result"] != seen["home"]
    assert not tasks.is_busy


def test_writing_is_seen_by_the_reading_workspace_and_announced_once(
    qtbot: Any, tasks: TaskRunner, reader: Workspace
) -> None:
    heard: list[str] = []
    tasks.data_changed.connect(lambda: heard.append(office.read_office(reader).name))

    tasks.run("改名", rename("青禾县生态环境局"))
    qtbot.waitUntil(lambda: not tasks.is_busy)

    assert heard == ["青禾县生态环境局"]


def test_reading_work_announces_no_change(qtbot: Any, tasks: TaskRunner) -> None:
    tasks.run("先开", lambda _ws, _progress: None)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    heard: list[int] = []
    tasks.data_changed.connect(lambda: heard.append(1))

    tasks.run("只读", lambda ws, _progress: office.read_office(ws))
    qtbot.waitUntil(lambda: not tasks.is_busy)

    assert heard == []


def test_another_program_s_writing_is_noticed_when_asked(
    qtbot: Any, tasks: TaskRunner, tmp_path: Path
) -> None:
    with workspace.open_workspace(tmp_path / "data") as other:
        office.save_office(other, office.Office(name="别的程序"))

    with qtbot.waitSignal(tasks.data_changed):
        tasks.check_for_changes()


def test_the_window_s_own_connection_cannot_write(reader: Workspace) -> None:
    with pytest.raises(Exception, match=r"readonly|query_only|read-only|只读"):
        office.save_office(reader, office.Office(name="不许"))


def test_an_error_goes_to_the_caller_or_else_to_the_window(qtbot: Any, tasks: TaskRunner) -> None:
    def fail(_ws: Workspace, _progress: Progress) -> None:
        raise AppError("读不了。")

    mine: list[Any] = []
    everyone: list[Any] = []
    tasks.failed.connect(everyone.append)
    tasks.run("甲", fail, failed=mine.append)
    tasks.run("乙", fail)
    qtbot.waitUntil(lambda: not tasks.is_busy)

    assert [(str(e), e.act) for e in mine] == [("读不了。", "甲")]
    assert [(str(e), e.act) for e in everyone] == [("读不了。", "乙")]


def test_cancelled_work_stops_at_its_next_report_and_leaves_the_database_as_before(
    qtbot: Any, tasks: TaskRunner, reader: Workspace
) -> None:
    reported, go_on = threading.Event(), threading.Event()
    ended: list[Exception] = []

    def work(ws: Workspace, progress: Progress) -> None:
        with ws.transaction():
            write_setting(ws.db, "office.name", "半途", by="李敏", at=ws.now())
            reported.set()
            go_on.wait(60)
            progress("写入", 1, 2)

    job = tasks.run("写一半", work, failed=ended.append)
    reported.wait(60)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not tasks.is_busy)

    assert isinstance(ended[0], Cancelled)
    assert office.read_office(reader).name == ""


def test_work_cancelled_while_waiting_never_begins(qtbot: Any, tasks: TaskRunner) -> None:
    go_on = threading.Event()
    begun: list[int] = []
    tasks.run("占着", lambda _ws, _progress: go_on.wait(60))
    waiting = tasks.run("排队", lambda _ws, _progress: begun.append(1))
    waiting.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not tasks.is_busy)

    assert begun == []


def test_progress_is_told_with_counts(qtbot: Any, tasks: TaskRunner) -> None:
    go_on = threading.Event()

    def work(_ws: Workspace, progress: Progress) -> None:
        progress("正在校验", 918, 1080)
        go_on.wait(60)

    job = tasks.run("校验", work)
    qtbot.waitUntil(lambda: job.done == 918)

    assert (job.text, job.total) == ("正在校验", 1080)
    assert job.share == pytest.approx(0.85)
    go_on.set()
    qtbot.waitUntil(lambda: not tasks.is_busy)


def test_what_ends_while_the_database_is_closed_is_told_to_nobody(
    qtbot: Any, qapp: Any, reader: Workspace, tmp_path: Path
) -> None:
    runner = TaskRunner(reader, lambda: workspace.open_workspace(tmp_path / "data"))
    told: list[Any] = []
    runner.run("写", rename("末尾"), told.append)
    runner.close()
    reader.close()
    qapp.processEvents()

    assert told == []
    assert not runner.is_busy
    with workspace.open_workspace(tmp_path / "data", read_only=True) as again:
        assert office.read_office(again).name == "末尾"
