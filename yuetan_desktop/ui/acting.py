"""An act of a form or page, run, remembered for 撤销 and 重做, told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.undo import Again
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.dialog import Dialog

Work = Callable[[Workspace], Any]
TakeBack = Callable[[Workspace, Any], object]  # the workspace, and what the work returned


def run_act(
    desk: Desk,
    name: str,
    work: Work,
    take_back: TakeBack,
    parent: QWidget,
    *,
    words: Callable[[Any], str] | str = "",
    after: Callable[[Any], object] | None = None,
    failed: Callable[[Exception], None] | None = None,
    blocks: Sequence[Button] = (),
) -> None:
    """`name` is what 撤销 is followed by; `after(result)` when it is done, as closing the form.
    A form's main button waits for it, as does what `blocks` names."""
    if isinstance(parent, Dialog) and parent.primary is not None:
        blocks = (*blocks, parent.primary)

    def done(result: Any) -> None:
        if after is not None:
            after(result)
        act = desk.undo.done(
            name,
            lambda ws, _: take_back(ws, result),
            again=Again(lambda ws, _: work(ws), done),
        )
        desk.did(f"已{name}", words if isinstance(words, str) else words(result), act)

    desk.tasks.run(
        name,
        lambda ws, _: work(ws),
        done,
        failed=failed or (lambda error: messages.show_error(error, parent)),
        blocks=blocks,
    )
