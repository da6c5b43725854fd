"""移送材料包: the letter of transfer with copies of its evidence, into a folder the clerk names."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from yuetan_desktop.services.cases import transferpack
from yuetan_desktop.services.cases.transferpack import TransferPack
from yuetan_desktop.services.papers import paperfiles
from yuetan_desktop.services.paperwork import IssuedPaper
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk


def pack(desk: Desk, letter: IssuedPaper, parent: QWidget) -> None:
    """Ask where to, then make it in the background; what is on paper only is named."""
    target = messages.pick_folder(parent, "移送材料包存放在")
    if target is None:
        return

    def made(pack: TransferPack) -> None:
        words = [f"移送函和 {pack.copies} 件证据材料，存放在 {target}"]
        if pack.without_copy:
            words.append(f"只有纸质的请另附：{'、'.join(pack.without_copy)}")
        desk.notice(
            "已制成移送材料包",
            "；".join(words),
            kind="warn" if pack.without_copy else "ok",
            action=("打开文件夹", lambda: paperfiles.open_paper(pack.folder)),
        )

    desk.tasks.run(
        "制作移送材料包",
        lambda ws, _: transferpack.pack_letter(ws, letter, target),
        done=made,
        failed=lambda error: messages.show_error(error, parent),
    )
