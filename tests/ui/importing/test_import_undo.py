"""What an import touched, in the window: what 撤销导入 kept and could not take back, and the issued
paper that quotes an old value."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QListWidget

from tests.services.filesmade import save
from yuetan_desktop.services import casefiles, observations, paperwork
from yuetan_desktop.services.importing import importundo
from yuetan_desktop.services.importing.importundo import TakenBack
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.batches import report_dialog
from yuetan_desktop.ui.pages.import_wizard.wizard import ImportWizard


def taken_back(desk: Desk, file: str) -> TakenBack:
    """The newest import of a file of the sample taken back."""
    batch = next(b for b in observations.list_batches(desk.ws) if b.file_name == file)
    found: list[TakenBack] = []
    desk.tasks.run(
        "撤销", lambda ws, _: importundo.withdraw(ws, batch.id, "原表有误"), found.append
    )
    return found[0]


def test_cases_that_stand_on_the_values_are_listed(desk: Desk) -> None:
    result = taken_back(desk, "空气累计情况2026年前三季度.xlsx")
    assert result.failed
    dialog = report_dialog(result)
    (listed,) = [
        view for view in dialog.findChildren(QListWidget) if view.accessibleName() == "不能随之撤回"
    ]
    said = [listed.item(at).text() for at in range(listed.count())]
    assert len(said) == len(result.failed)
    assert any("云约" in line for line in said)


def issue_notice(desk: Desk) -> str:
    """The notice of the sample's case 05 printed, quoting the first nine months."""
    case = next(c for c in casefiles.list_cases(desk.ws) if c.number == "云约〔2026〕05号")
    typed = {"约谈时间": "2026-12-24 09:30", "约谈地点": "市政府3号会议室", "联系人": "李敏",
             "参加人员": "市生态环境局有关负责同志", "联系电话": "028-26110000"}  # fmt: skip

    def issue(ws: Workspace, _: object) -> str:
        values = paperwork.draft(ws, case.id, "约谈通知", typed).values
        return paperwork.issue(ws, case.id, "约谈通知", values, formal=True).number

    found: list[str] = []
    desk.tasks.run("印发", issue, found.append)
    return found[0]


def test_a_second_version_shows_the_issued_paper_that_quotes_the_old_value(
    desk: Desk, wizard: ImportWizard, tmp_path: Path
) -> None:
    number = issue_notice(desk)
    path = save(tmp_path / "累计二稿.xlsx", ["云岭市2026年1—9月空气质量"], ["县（区）", "PM2.5"],
                ["云麓区", 12.0])  # fmt: skip
    wizard.take_files([path])
    listed = wizard.review.effect.list
    (line,) = [
        text
        for at in range(listed.count())
        if "已印发的文书引用了旧值" in (text := listed.item(at).text())
    ]
    assert "约谈通知" in line
    assert number in line
    assert "28.3" in line
