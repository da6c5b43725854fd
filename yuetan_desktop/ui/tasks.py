"""Work off the window's thread: one worker with its own writing workspace, results brought home.

    tasks.run("导入空气月报", lambda ws, progress: imports.commit(ws, preview, progress=progress),
              done=self._imported)

The window's own workspace only reads. `data_changed` fires when something was written, by this
program or by another.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from yuetan_desktop.errors import AppError, Cancelled
from yuetan_desktop.log import logger
from yuetan_desktop.ui.garbage import collect_in_this_thread

if TYPE_CHECKING:
    # The window is painted before the services are read in.
    from yuetan_desktop.services.workspace import Progress, Workspace

T = TypeVar("T")
# What a page can be painted without waits so long: nobody should wait for it.
AFTER_PAINT_MS = 50
# The window lets go of the interpreter at each row it reads, and the worker would keep it for five
# milliseconds each time: a board of sixty counties held the window for a second beside a ledger.
_SWITCH_SECONDS = 0.0005


class Waits(Protocol):
    """A control that cannot be used while a job runs, and says so."""

    def wait_for(self, job: str) -> None:
        """Wait for the job of this title; an empty one ends the waiting."""


@dataclass(eq=False)
class Job:
    """One running or waiting piece of work as the list of jobs shows it."""

    title: str
    text: str = ""
    done: int = 0
    total: int = 0
    started: float = field(default_factory=monotonic)
    blocks: tuple[Waits, ...] = ()
    error: Exception | None = None  # that it ended with
    _cancel: Event = field(default_factory=Event)

    def cancel(self) -> None:
        """Ask the work to stop; its next progress report raises `Cancelled`."""
        self._cancel.set()

    @property
    def is_cancelled(self) -> bool:
        return self._cancel.is_set()

    @property
    def share(self) -> float | None:
        """0…1, or None while the amount of work is unknown."""
        return min(1.0, self.done / self.total) if self.total else None

    @property
    def seconds_left(self) -> int | None:
        """A guess from the pace so far, only after three seconds."""
        passed = monotonic() - self.started
        if passed < 3 or not self.share:
            return None
        return round(passed / self.share - passed)


class InlineExecutor(Executor):
    """Runs work at once in the calling thread: for tests and for pictures."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
        return future


class TaskRunner(QObject):
    """Runs work one after another. `open_writer` opens the worker's workspace on first use;
    without it, while no database is open, only `run_alone` works."""

    data_changed = Signal()
    jobs_changed = Signal()  # a job began, reported progress or ended
    failed = Signal(object)  # an error that the caller of `run` did not take
    _reported = Signal(object, str, int, int)
    _settled = Signal(object, object, object, object)

    def __init__(
        self,
        reader: Workspace | None = None,
        open_writer: Callable[[], Workspace] | None = None,
        *,
        executor: Executor | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        collect_in_this_thread()
        sys.setswitchinterval(_SWITCH_SECONDS)
        self.jobs: list[Job] = []
        self._reader = reader
        self._open_writer = open_writer
        self._writer: Workspace | None = None
        self._executor = executor or ThreadPoolExecutor(1, thread_name_prefix="yuetan-work")
        self._closed = False
        self._version = reader.data_version() if reader else 0
        self._reported.connect(self._on_report)
        self._settled.connect(self._on_settled)

    def run(
        self,
        title: str,
        work: Callable[[Workspace, Progress], T],
        done: Callable[[T], object] | None = None,
        *,
        failed: Callable[[Exception], object] | None = None,
        blocks: Iterable[Waits] = (),
    ) -> Job:
        """Queue work; `done` gets its result and `failed` its error, both on the window's thread.

        Without `failed`, errors go to the signal of that name; a cancelled job tells only `failed`.
        What the job would do twice or upset, if it were pressed meanwhile, is named in `blocks`.
        """
        job = Job(title, blocks=tuple(blocks))
        return self._queue(job, lambda progress: work(self._open(), progress), done, failed)

    def run_alone(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], object] | None = None,
        *,
        failed: Callable[[Exception], object] | None = None,
    ) -> Job:
        """Queue work that needs no open database: creating or restoring one."""

        def alone(progress: Progress) -> T:
            self._close_writer()
            return work(progress)

        return self._queue(Job(title), alone, done, failed)

    def _queue(self, job: Job, work: Callable[[Progress], Any], done: Any, failed: Any) -> Job:
        self.jobs.append(job)
        _hold(job, job.title)
        self.jobs_changed.emit()
        self._executor.submit(self._work, job, work, done, failed)
        return job

    @property
    def is_busy(self) -> bool:
        return bool(self.jobs)

    @property
    def is_closed(self) -> bool:
        """The database was let go of; a page's timer may still come due before the page is gone."""
        return self._closed

    def check_for_changes(self) -> None:
        """Fire `data_changed` if the database was written since last asked."""
        if self._reader is None or self._closed:
            return
        version = self._reader.data_version()
        if version != self._version:
            self._version = version
            self.data_changed.emit()

    def cancel_all(self) -> None:
        for job in self.jobs:
            job.cancel()

    def close(self) -> None:
        """Wait for running work and close the worker's workspace in its own thread; nobody is told
        of what ends from here on, as the pages that asked are gone."""
        self._closed = True
        self._executor.submit(self._close_writer)
        self._executor.shutdown(wait=True)

    # -- in the worker's thread -----------------------------------------------------------------
    def _work(self, job: Job, work: Callable[[Progress], Any], done: Any, failed: Any) -> None:
        def progress(text: str, count: int, total: int) -> None:
            if job.is_cancelled:
                raise Cancelled
            self._reported.emit(job, text, count, total)

        try:
            if job.is_cancelled:
                raise Cancelled
            job.started = monotonic()
            result = work(progress)
        except Exception as error:
            if not isinstance(error, Cancelled):
                logger.exception("job failed")  # its title may name a file or a unit
            self._settled.emit(job, failed, None, error)
        else:
            self._settled.emit(job, done, result, None)

    def _open(self) -> Workspace:
        if self._writer is None:
            assert self._open_writer is not None, "no database is open"
            self._writer = self._open_writer()
        return self._writer

    def _close_writer(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    # -- in the window's thread -----------------------------------------------------------------
    def _on_report(self, job: Job, text: str, count: int, total: int) -> None:
        job.text, job.done, job.total = text, count, total
        self.jobs_changed.emit()

    def _on_settled(self, job: Job, then: Any, result: object, error: Exception | None) -> None:
        job.error = error
        self.jobs.remove(job)
        _hold(job, "")
        if self._closed:
            return
        self.jobs_changed.emit()
        self.check_for_changes()
        if isinstance(error, AppError):
            error.act = job.title
        if error is None:
            if then is not None:
                then(result)
        elif then is not None:
            then(error)
        elif not isinstance(error, Cancelled):
            self.failed.emit(error)


def _hold(job: Job, title: str) -> None:
    """What the job blocks waits for it; a form may be gone before its job ends."""
    for control in job.blocks:
        if shiboken6.isValid(control):
            control.wait_for(title)
