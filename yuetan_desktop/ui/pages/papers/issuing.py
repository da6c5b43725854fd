"""A paper goes out: asked before its number is taken, exported as Word or PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import office
from yuetan_desktop.services.papers import paperdesk, paperfiles, paperstages
from yuetan_desktop.services.papers.paperdesk import MadePaper, Owner
from yuetan_desktop.services.papers.paperstages import PaperStage
from yuetan_desktop.services.paperwork import Draft
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk

_KINDS = {".docx": "Word 文档 (*.docx)", ".pdf": "PDF 文档 (*.pdf)"}
_TOLD = 5  # so many discrepancies are told before the number is taken; all stand in the case


def confirm_issue(desk: Desk, owner: Owner, draft: Draft, parent: QWidget) -> bool:
    """Whether the number may be taken, with what does not agree with the other papers. What is
    not settled yet is settled with the same click, and the question says so."""
    try:
        paperdesk.refuse_number(desk.ws, owner, draft.kind, draft.values)
    except AppError as error:
        messages.show_error(error, parent, title=f"没有印发{draft.kind}")
        return False
    standing = paperstages.where(desk.ws, owner, draft.kind, draft.values)
    if standing.lacks_review:
        words = f"{draft.kind}还没有通过法制审核，请先送审，再登记法制审核意见。"
        messages.show_error(AppError(words, kept="没有占用文号。"), parent)
        return False
    now = standing.stage
    settled = now is PaperStage.FINAL
    found = paperdesk.discrepancies(desk.ws, owner, draft.kind, draft.values)
    effect = [f"文号 {draft.number} 占用后不再收回，文书定稿存档。"]
    if doubt := office.borrowed_number(office.read_office(desk.ws)):
        effect.append(doubt)
    if not isinstance(owner, Period) and (changed := paperdesk.basis_changed(desk.ws, owner)):
        effect.append(f"立案依据的数据有变化：{changed}")
    if found:
        effect.append(f"文书互校有 {len(found)} 处不一致：")
        effect += [one.sentence for one in found[:_TOLD]]
    return messages.ask(
        "编号印发",
        f"将{draft.kind}编号印发？"
        if settled
        else f"{draft.kind}还是{now.value}，定稿后才能编号印发。现在定稿并编号印发？",
        verb="编号印发" if settled else "定稿并编号印发",
        effect="\n".join(effect),
        precondition="内容已经核对",
        parent=parent,
    )


def open_file(path: Path, kind: str, parent: QWidget) -> None:
    """The paper's file in the office suite."""
    try:
        paperfiles.open_paper(path)
    except AppError as error:
        messages.show_error(error, parent, title=f"没有打开{kind}")


def export(desk: Desk, paper: MadePaper, suffix: str, parent: QWidget) -> None:
    """The paper under a name that the clerk gives; `suffix` says as what."""
    target = messages.pick_target(parent, "导出文书", paper.path.stem + suffix, _KINDS[suffix])
    if target is None:
        return
    work = paperfiles.save_pdf if suffix == ".pdf" else paperfiles.save_copy
    desk.tasks.run(
        "导出文书",
        lambda ws, _: work(ws, paper.path, target),
        done=lambda path: desk.notice("已导出", str(path)),
        failed=lambda error: messages.show_error(error, parent),
    )
