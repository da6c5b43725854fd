"""备份恢复: what was backed up when and what it holds; back up now, bring one back, check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from yuetan_desktop.services import upkeep
from yuetan_desktop.services.upkeep import BackupInfo, Contents
from yuetan_desktop.services.workspace import Progress, Workspace
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk, Page
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import Banner, Panel
from yuetan_desktop.ui.widgets.table import TableView

BACKUP_KIND = "约谈备份 (*.db *.ytbak)"


def _contents(info: BackupInfo) -> str:
    return "文件无法读取" if info.contents is None else _held(info.contents)


def _meanwhile(present: bool) -> str:
    if present:
        return "现有数据会先自动备份，然后换成备份中的数据。"
    return "数据库文件已经不在，现有数据不能先备份；恢复后是备份中的数据。"


def _held(held: Contents) -> str:
    return (
        f"单位 {held.places}，导入 {held.batches} 批，数值 {held.observations}，"
        f"案件 {held.cases}，文书 {held.papers}"
    )


def _size(info: BackupInfo) -> str:
    return f"{info.size / 2**20:.1f} MB"


_COLUMNS = (
    Column(
        "时间",
        lambda b: f"{b.made_at:%Y-%m-%d %H:%M:%S}",
        sort=lambda b: b.made_at.isoformat(),
        bold=True,
        width=170,
    ),
    Column("原因", lambda b: b.why, width=110),
    Column("大小", _size, sort=lambda b: b.size, right=True, width=90),
    Column("内容", _contents, width=0),
    Column("文件", lambda b: b.path.name, middle=True, secondary=True, width=300),
)


class BackupPage(Page):
    key = "backup"
    title = "备份恢复"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.check_button = Button("检查数据库", icon="shield")
        self.check_button.clicked.connect(self.check)
        self.elsewhere = Button("另存备份…", icon="save")
        self.elsewhere.clicked.connect(self.save_elsewhere)
        self.now = Button("立即备份", PRIMARY, icon="archive", keys="Ctrl+B")
        self.now.clicked.connect(self.back_up)
        for button in (self.check_button, self.elsewhere, self.now):
            self.header.right.addWidget(button)
        self.banner = Banner()
        self.banner.show_fact(
            "自动备份",
            "每天第一次打开、每次导入和恢复之前各备份一次；保留最近 7 天、4 周、12 个月。",
        )
        panel = Panel("备份", "Enter 恢复所选备份")
        self.restore_button = Button("恢复所选备份…", icon="history", height=28)
        self.restore_button.clicked.connect(self.restore_selected)
        self.other_button = Button("从文件恢复…", icon="folder-open", height=28)
        self.other_button.clicked.connect(self.restore_from_file)
        panel.add_to_header(self.restore_button)
        panel.add_to_header(self.other_button)
        self.table = TableView(_COLUMNS, "备份列表")
        self.table.opened.connect(lambda info: self.restore(info.path))
        self.table.chosen.connect(lambda _: self._allow())
        panel.body.addWidget(self.table)
        self.body.addWidget(self.banner)
        self.body.addWidget(panel, 1)

    def refresh(self) -> None:
        ws = self.desk.ws
        self.table.set_rows(upkeep.list_backups(ws.folders.data, ws.clock))
        self._allow()

    def _allow(self) -> None:
        chosen = self.table.current_record() is not None
        self.restore_button.block("" if chosen else "先选择一个备份")

    # -- backing up -----------------------------------------------------------------------------
    def back_up(self) -> None:
        self._run("备份", lambda ws, _: upkeep.back_up(ws), "已备份", [self.now])

    def save_elsewhere(self) -> None:
        """A copy on a stick or a share, as the clerk names it."""
        name = f"约谈备份{self.desk.ws.today():%Y%m%d}.db"
        target = messages.pick_target(self, "另存备份", name, BACKUP_KIND)
        if target is not None:
            self._run(
                "另存备份", lambda ws, _: upkeep.back_up(ws, target), "已另存备份", [self.elsewhere]
            )

    # -- bringing back --------------------------------------------------------------------------
    def restore_selected(self) -> None:
        info = self.table.current_record()
        if info is not None:
            self.restore(info.path)

    def restore_from_file(self) -> None:
        path = messages.pick_file(self, "选择备份文件", BACKUP_KIND)
        if path is not None:
            self.restore(path)

    def restore(self, path: Path) -> None:
        """See what the file holds, ask, then bring it back; what is there is backed up first."""
        self.desk.tasks.run(
            "查看备份",
            lambda _ws, _: upkeep.examine(path),
            done=lambda held: self._restore(path, held),
            failed=lambda error: messages.show_error(error, self, title="不能用这个文件恢复"),
            blocks=self._restoring,
        )

    def _restore(self, path: Path, held: Contents) -> None:
        folder = self.desk.ws.folders.data
        present = self.desk.ws.folders.database.exists()
        if not messages.ask(
            "从备份恢复",
            f"用“{path.name}”恢复？",
            verb="恢复",
            effect=f"备份中有{_held(held)}。{_meanwhile(present)}",
            precondition="其他电脑和窗口没有在使用这个数据库",
            parent=self,
        ):
            return
        # What is backed up or checked meanwhile would be neither the old data nor the new.
        everything = (*self._restoring, self.now, self.elsewhere, self.check_button)
        self._run(
            "恢复备份",
            lambda _ws, _: upkeep.restore(folder, path),
            "已恢复备份",
            everything,
            after=self.desk.undo.forget,
        )

    @property
    def _restoring(self) -> tuple[Button, ...]:
        return (self.restore_button, self.other_button)

    def check(self) -> None:
        """Integrity of the database and of the files it refers to."""

        def done(problems: list[str]) -> None:
            if problems:
                self.banner.show_fact(
                    f"发现 {len(problems)} 处问题", "；".join(problems), kind="bad"
                )
            else:
                self.banner.show_fact("检查完毕", "数据库、原始文件和文书都完好。", kind="ok")

        self.desk.tasks.run(
            "检查数据库", lambda ws, p: upkeep.check(ws, p), done=done, blocks=[self.check_button]
        )

    def _run(
        self,
        title: str,
        work: Callable[[Workspace, Progress], Path | None],
        said: str,
        blocks: Sequence[Button],
        after: Callable[[], object] = lambda: None,
    ) -> None:
        def done(path: Path | None) -> None:
            after()
            self.refresh()
            self.desk.notice(said, path.name if path else "")

        self.desk.tasks.run(
            title,
            work,
            done=done,
            failed=lambda error: messages.show_error(error, self),
            blocks=blocks,
        )
