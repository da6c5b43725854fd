"""Storing a previewed file: in the background, with 撤销 in the notice."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from yuetan_desktop.services import imports
from yuetan_desktop.services.importing import importanswer, importundo
from yuetan_desktop.services.importing.importpreview import ImportPreview
from yuetan_desktop.services.imports import Committed
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.batches import agreed_to_withdraw, tell_withdrawal
from yuetan_desktop.ui.pages.import_wizard.session import Session
from yuetan_desktop.ui.tasks import Job
from yuetan_desktop.ui.undo import WHY


class Storing(QObject):
    """`ended(error)` with None when the file is in the database; then `stored(previews)`."""

    ended = Signal(object)
    stored = Signal(list)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self._parent = desk, parent

    def run(self, preview: ImportPreview, *, skip_bad_rows: bool) -> Job:
        """Unknown places were decided before; those chosen as new ones are registered."""
        return self.desk.tasks.run(
            f"导入“{preview.file}”",
            lambda ws, progress: imports.commit(
                ws, preview, add_places=True, skip_bad_rows=skip_bad_rows, progress=progress
            ),
            lambda made: self._stored(preview, made),
            failed=self.ended.emit,
        )

    def _stored(self, preview: ImportPreview, made: Committed) -> None:
        parts = [f"{made.stored} 个数值"]
        parts += [f"{made.targets} 个目标"] if made.targets else []
        parts += [f"{made.incidents} 件事项"] if made.incidents else []
        more = f"，登记 {len(made.places_added)} 个单位" if made.places_added else ""
        more += f"，记住 {len(made.aliases)} 个名称" if made.aliases else ""
        desk, window = self.desk, self._parent.window()
        act = desk.undo.done(
            f"导入“{preview.file}”",
            lambda ws, _progress: importundo.withdraw(ws, made.batch, WHY),
            lambda back: tell_withdrawal(desk, back, window),
            agreed=lambda: agreed_to_withdraw(desk, [made.batch], window),
        )
        words = f"入库 {'、'.join(parts)}{more}，研判结果随之更新"
        desk.did(f"已导入“{preview.file}”", words, act)
        self.ended.emit(None)
        self.stored.emit([preview])

    def save_answer(self, preview: ImportPreview) -> None:
        """The clerk's own file with its doubts marked, to be sent back."""
        name = importanswer.suggested_name(preview.path)
        target = messages.pick_target(self._parent, "另存标注错误的表", name, "表格 (*.xlsx)")
        if target is not None:
            self.desk.tasks.run(
                f"标注“{preview.file}”",
                lambda ws, progress: importanswer.write_answer(
                    ws, preview, target, progress=progress
                ),
                lambda count: self.desk.notice(f"已保存，标注 {count} 处", str(target)),
                failed=lambda error: messages.show_error(error, self._parent, title="没有保存"),
            )


def confirm_skip(session: Session, parent: QWidget) -> bool:
    """跳过错误行入库: whole rows are left out, and say 缺数据 later."""
    assert session.preview is not None
    return messages.ask(
        "跳过错误行入库",
        f"跳过有错误的 {len(session.preview.bad_rows)} 行，其余入库？",
        verb="跳过并入库",
        effect="跳过的行不参与研判，对应单位显示缺数据；更正后可以再导入同一个文件。",
        parent=parent,
    )
