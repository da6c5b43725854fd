"""撤销: the acts of this session, the newest last, each with how it is taken back.

A page says what was done (`UndoList.done`), or that it cannot be undone and what helps instead
(`UndoList.final`). Ctrl+Z, the status line and 撤销 in a notice all act on this list. Records are
append-only: taking back voids them, with `WHY` as the reason, and they stay to be read. 重做
(Ctrl+Y) does what was taken back anew, with the time and person of now; the next other act ends it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from yuetan_desktop.errors import AppError, Cancelled
from yuetan_desktop.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from yuetan_desktop.services.workspace import Progress, Workspace

WHY = "登记后随即撤销"
NOTHING = "本次打开后还没有可以撤销的操作"
NOT_AGAIN = "需要的重新登记或导入。"
KEPT = 100  # acts of a session that are remembered


@dataclass(frozen=True, slots=True, eq=False)
class Again:
    """How an act is done anew: its work, and what the page did with the result."""

    work: Callable[[Workspace, Progress], Any]
    done: Callable[[Any], object]


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """`name` is what 撤销 is followed by: 登记进展 约03-01. Without `take_back` it is final, and
    `instead` says what to do. `tell` gets what `take_back` returned. Without `again` it is not
    done anew by 重做. `agreed` asks first where others have built on it since."""

    name: str
    take_back: Callable[[Workspace, Progress], Any] | None = None
    instead: str = ""
    tell: Callable[[Any], None] | None = None
    again: Again | None = None
    agreed: Callable[[], bool] | None = None


class UndoList(QObject):
    """`changed` when another act is the last one; `taken_back(act)` when nobody else tells it."""

    changed = Signal()
    taken_back = Signal(object)

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self._tasks = tasks
        self._acts: list[Act] = []
        self._undone: list[Act] = []  # the newest last; another act ends them
        self._redoing = False

    @property
    def last(self) -> Act | None:
        return self._acts[-1] if self._acts else None

    @property
    def words(self) -> str:
        """撤销：登记进展 约03-01, or nothing when there is nothing to take back."""
        return f"撤销：{self._acts[-1].name}" if self._acts else ""

    def done(
        self,
        name: str,
        take_back: Callable[[Workspace, Progress], Any],
        tell: Callable[[Any], None] | None = None,
        again: Again | None = None,
        agreed: Callable[[], bool] | None = None,
    ) -> Act:
        """Remember what was just done."""
        return self._add(Act(name, take_back, tell=tell, again=again, agreed=agreed))

    def final(self, name: str, instead: str) -> Act:
        """Remember that what was just done cannot be undone, so that 撤销 takes back nothing else
        in its place."""
        return self._add(Act(name, instead=instead))

    def forget(self) -> None:
        """Another state of the data was brought back: what was done is not in it."""
        self._acts.clear()
        self._undone.clear()
        self.changed.emit()

    def undo(self, act: Act | None = None) -> None:
        """Take back the last act, or the given one; a final act is named and left behind."""
        act = act or self.last
        if act is None or act not in self._acts or not (act.agreed is None or act.agreed()):
            return
        self._acts.remove(act)
        self.changed.emit()
        if act.take_back is None:
            self._refuse("撤销", act, act.instead)
            return
        self._tasks.run(
            f"撤销：{act.name}",
            act.take_back,
            lambda result: self._undo_done(act, result),
            failed=lambda error: self._failed(act, error),
        )

    @property
    def undone(self) -> Act | None:
        """What 重做 would do anew."""
        return self._undone[-1] if self._undone else None

    def redo(self) -> None:
        """Do anew what was taken back last; what cannot be is named and left behind."""
        if not self._undone:
            return
        act = self._undone.pop()
        if act.again is None:
            self._refuse("重做", act, NOT_AGAIN)
            return
        self._tasks.run(
            f"重做：{act.name}", act.again.work, lambda result: self._redo_done(act, result)
        )

    def _undo_done(self, act: Act, result: Any) -> None:
        self._undone.append(act)
        if act.tell is not None:
            act.tell(result)
        else:
            self.taken_back.emit(act)

    def _redo_done(self, act: Act, result: Any) -> None:
        """The page remembers it as an act of its own, as it did the first time."""
        assert act.again is not None
        self._redoing = True
        try:
            act.again.done(result)
        finally:
            self._redoing = False

    def _add(self, act: Act) -> Act:
        if not self._redoing:
            self._undone.clear()
        self._acts = [*self._acts[1 - KEPT :], act]
        self.changed.emit()
        return act

    def _refuse(self, what: str, act: Act, instead: str) -> None:
        error = AppError(f"“{act.name}”不能{what}。", kept="没有改动。", hint=instead)
        error.act = f"{what}：{act.name}"
        self._tasks.failed.emit(error)

    def _failed(self, act: Act, error: Exception) -> None:
        """A cancelled one can be tried again; a refused one cannot be taken back any more."""
        if isinstance(error, Cancelled):
            self._add(act)
        else:
            self._tasks.failed.emit(error)
