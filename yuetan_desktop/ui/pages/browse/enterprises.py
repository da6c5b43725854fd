"""企业名录: all enterprises of the lists in force, filtered by county, mark and words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu

from yuetan_desktop.domain.ledger.enterprise import Enterprise
from yuetan_desktop.services import enterprises
from yuetan_desktop.services.enterprises import EnterpriseCard
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.enterprisecard import EnterpriseCardDialog
from yuetan_desktop.ui.pages.browse.view import BrowseView
from yuetan_desktop.ui.pages.rectification.reading import read_with_ledger
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.cell_painters import chip_cell
from yuetan_desktop.ui.widgets.containers import EmptyState
from yuetan_desktop.ui.widgets.field import LabelledCombo, filter_box

_ALL = (None, "全部")
_AT_ONCE = 2000  # lines read within 100 ms; more are read by the worker


class Enterprises(BrowseView):
    """The register of sources; Enter shows the card of the chosen one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "企业名录",
            (
                Column("企业", lambda e: e.name, bold=True, width=260),
                Column("编码", lambda e: e.code or "—", width=190),
                Column("县（区）", lambda e: e.unit or "—", width=120),
                Column("状态", lambda e: e.status or "—", width=100),
                Column("正面清单", lambda e: _mark(e)[0], width=96, paint=chip_cell(_mark)),
                Column("名录", lambda e: e.source, width=0),
            ),
        )
        self._all: list[Enterprise] = []
        self.unit = LabelledCombo("县（区）", [_ALL])
        self.listed = LabelledCombo("正面清单", [_ALL, (True, "列入"), (False, "未列入")])
        self.words = filter_box("筛选名称、编码")
        self.card = Button("企业卡片", icon="info", height=28)
        self.card.block("先选择一家企业")
        self.card.clicked.connect(lambda _=False: self.show_card())
        self.bring = Button("导入名录…", icon="upload", height=28)
        self.bring.clicked.connect(lambda _=False: self.import_list())
        self.lists = Button("名录…", icon="history", height=28)
        self.lists.clicked.connect(lambda _=False: self._show_lists())
        for part in (self.unit, self.listed, self.words, self.card, self.bring, self.lists):
            self.panel.add_to_header(part)
        for box in (self.unit, self.listed):
            box.currentIndexChanged.connect(lambda _: self._fill())
        self.words.textChanged.connect(lambda _: self._fill())
        self.table.chosen.connect(lambda _: self.card.block(""))
        self.table.opened.connect(lambda _: self.show_card())

    def refresh(self) -> None:
        if self.desk.tasks.is_closed:
            return
        if enterprises.size(self.desk.ws) <= _AT_ONCE:
            self._show(enterprises.enterprises(self.desk.ws))
        else:
            self.desk.tasks.run(
                "读取企业名录", lambda ws, _: enterprises.enterprises(ws), self._show
            )

    def _show(self, found: list[Enterprise]) -> None:
        self._all = found
        units = sorted({one.unit for one in found if one.unit})
        self.unit.set_options([_ALL, *((unit, unit) for unit in units)])
        self.lists.block("" if found else "还没有导入名录")
        self._fill()
        if found:
            self.listing.show_lines()
        else:
            self.listing.show_nothing(
                EmptyState(
                    "file-spreadsheet",
                    "还没有企业名录",
                    "重点排污单位、污染源名录和监督执法正面清单导入后，各企业的编码、县（区）、状态列在这里。",
                    primary=("导入名录…", self.import_list),
                )
            )

    def _fill(self) -> None:
        shown = self.shown(self._all)
        self.table.set_rows(shown)
        if self.table.current_record() is None:
            self.card.block("先选择一家企业")
        of = f"，共 {len(self._all)} 家" if len(shown) != len(self._all) else ""
        self.panel.subtitle.setText(f"{len(shown)} 家{of}" if self._all else "")

    def shown(self, found: Sequence[Enterprise]) -> list[Enterprise]:
        """Those that pass the choices and the words."""
        unit, listed, words = self.unit.key, self.listed.key, self.words.text().strip()
        return [
            one
            for one in found
            if (unit is None or one.unit == unit)
            and (listed is None or (one.is_listed is True) == listed)
            and (not words or one.has_words(words))
        ]

    def show_card(self) -> None:
        record = self.table.current_record()
        if record is not None:
            read_with_ledger(
                self.desk,
                f"企业卡片 {record.name}",
                lambda ws: enterprises.card(ws, record),
                self._open_card,
            )

    def _open_card(self, card: EnterpriseCard) -> None:
        if self.isVisible():  # a long ledger took a while: another page may be open by now
            EnterpriseCardDialog(card, parent=self).exec()

    def import_list(self) -> None:
        """Ask for the file, bring it in whole; 撤销 takes it back whole."""
        file = messages.pick_file(self, "导入企业名录", "表格 (*.xlsx *.xls *.et *.csv)")
        if file is not None:
            run_act(
                self.desk, f"导入企业名录 {file.name}",
                lambda ws: enterprises.import_list(ws, file),
                lambda ws, brought: enterprises.withdraw_list(ws, brought.list_id),
                self, words=lambda brought: brought.says,
            )  # fmt: skip

    def lists_menu(self) -> QMenu:
        """The lists in force, the newest first, each to be taken back."""
        menu = QMenu(self)
        for one in enterprises.lists(self.desk.ws):
            words = f"撤销 {one.file}（{one.imported_at:%Y-%m-%d}，{one.lines} 行）"
            action = menu.addAction(words)
            action.triggered.connect(lambda _=False, one=one: self._take_back(one.id, one.file))
        return menu

    def _show_lists(self) -> None:
        menu = self.lists_menu()
        menu.popup(self.lists.mapToGlobal(self.lists.rect().bottomLeft()))

    def _take_back(self, list_id: int, file: str) -> None:
        run_act(
            self.desk, f"撤销企业名录 {file}",
            lambda ws: enterprises.withdraw_list(ws, list_id),
            lambda ws, _: enterprises.restore_list(ws, list_id),
            self,
        )  # fmt: skip


def _mark(one: Enterprise) -> tuple[str, str]:
    return ("正面清单", "ok") if one.is_listed else ("", "neutral")
