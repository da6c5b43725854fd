"""Files attached to a case: scans to a step of its record, proofs to a circumstance of 尽责."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from yuetan_desktop.errors import AppError
from yuetan_desktop.services.cases import caseproofs
from yuetan_desktop.services.cases.caseproofs import CaseProof
from yuetan_desktop.services.papers import paperfiles
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk

KINDS = "扫描件、照片和文件 (*)"


def attach_to_step(desk: Desk, case_id: int, step_id: int, parent: QWidget) -> None:
    """Ask for files and keep them with the step, in the background."""
    files = messages.pick_files(parent, "添加附件", KINDS)
    _run(
        desk,
        parent,
        files,
        lambda ws, progress: caseproofs.attach_to_step(ws, case_id, step_id, files, progress),
        lambda: None,
    )


def attach_to_circumstance(
    desk: Desk, case_id: int, key: str, parent: QWidget, done: Callable[[], None]
) -> None:
    """Ask for files and keep them as proofs of a circumstance; `done` when they are kept."""
    files = messages.pick_files(parent, f"添加证明文件：{key}", KINDS)
    _run(
        desk,
        parent,
        files,
        lambda ws, progress: caseproofs.attach_to_circumstance(ws, case_id, key, files, progress),
        done,
    )


def _run(
    desk: Desk, parent: QWidget, files: list[Any], work: Any, done: Callable[[], None]
) -> None:
    if not files:
        return

    def kept(_: object) -> None:
        desk.notice("已添加附件", "、".join(file.name for file in files))
        done()

    desk.tasks.run(
        "添加附件", work, done=kept, failed=lambda error: messages.show_error(error, parent)
    )


def add_open_actions(menu: QMenu, desk: Desk, files: tuple[CaseProof, ...]) -> None:
    """An entry for each attached file."""
    for one in files:
        menu.addAction(f"打开附件：{one.name}", partial(open_proof, desk, one, menu))


def open_proof(desk: Desk, proof: CaseProof, parent: QWidget) -> None:
    try:
        paperfiles.open_paper(caseproofs.file_of(desk.ws, proof))
    except AppError as error:
        messages.show_error(error, parent.parentWidget() or parent, title="没有打开附件")
