"""对照其他办法 (第一条): another regulation, evaluated beside the office's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.assessment import RuleFinding
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services.judging import rulepacks
from yuetan_desktop.services.judging.rulepacks import Beside, Pack
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type, pretty
from yuetan_desktop.ui.undo import WHY
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.table import TableView


class PacksDialog(Dialog):
    """What each unit has reached under both; cases stand on the own regulation only."""

    def __init__(self, desk: Desk, month: Period, *, parent: QWidget | None = None) -> None:
        super().__init__("对照其他办法", parent, width=900)
        self.desk, self.month = desk, month
        self.packs: dict[int, Pack] = {}
        self.choice = ComboBox()
        self.choice.setAccessibleName("规则包")
        self.choice.currentIndexChanged.connect(lambda _: self.compare())
        self.removing = Button("移除", height=28)
        self.removing.clicked.connect(lambda _=False: self._remove())
        top = row(gap=8)
        top.addWidget(self.choice, 1)
        top.addWidget(self.removing)
        self.words = Label("", Type.BODY, Color.INK2, wrap=True)
        self.table = TableView(_COLUMNS, "对照其他办法")
        self.body.addLayout(top)
        self.body.addWidget(self.words)
        self.body.addWidget(self.table, 1)
        self.add_button("关闭")
        self.add_button("载入规则包…", self.load, kind=PRIMARY)
        self.open_at(1080, 520)
        self.refresh()

    def refresh(self) -> None:
        self.packs = {pack.id: pack for pack in rulepacks.packs(self.desk.ws)}
        options: list[tuple[object, str]] = [
            (pack.id, pack.regulation.citation) for pack in self.packs.values()
        ]
        self.choice.blockSignals(True)
        self.choice.set_options(options or [(None, "还没有载入其他办法")])
        self.choice.setCurrentIndex(max(len(options) - 1, 0))
        self.choice.blockSignals(False)
        self.compare()

    @property
    def pack(self) -> Pack | None:
        key = self.choice.key
        return self.packs.get(key) if isinstance(key, int) else None

    def compare(self) -> None:
        """Try both on every unit, in the background."""
        pack, month = self.pack, self.month
        self.removing.block("" if pack else "还没有载入其他办法")
        if pack is None:
            self.table.set_rows([])
            self.words.setText("规则包是写成数据的另一部办法；载入后与本办法逐个单位对照。")
            return
        self.words.setText("正在研判…")
        self.desk.tasks.run(
            "对照其他办法",
            lambda ws, _: rulepacks.compare(ws, pack, month),
            done=lambda found: self._show(pack, found),
            failed=lambda error: messages.show_error(error, self),
        )

    def _show(self, pack: Pack, found: list[Beside]) -> None:
        if pack != self.pack:
            return  # another was chosen meanwhile
        self.table.set_rows(found)
        own, other = (sum(1 for one in found if one.own), sum(1 for one in found if one.other))
        self.words.setText(
            f"{self.month.label()}：本办法触发 {own} 个单位，该办法触发 {other} 个单位。"
            "仅供对照，立案只依据本办法。"
        )

    def load(self) -> None:
        file = messages.pick_file(self, "载入规则包", "规则包 (*.toml)")
        if file is not None:
            run_act(
                self.desk, f"载入规则包 {file.name}",
                lambda ws: rulepacks.load_pack(ws, file),
                lambda ws, pack: rulepacks.void_pack(ws, pack.id, WHY),
                self, words=lambda pack: pack.regulation.citation,
                after=lambda _: self.refresh(),
            )  # fmt: skip

    def _remove(self) -> None:
        pack = self.pack
        if pack is not None:
            run_act(
                self.desk, f"移除规则包 {pack.regulation.title}",
                lambda ws: rulepacks.void_pack(ws, pack.id, "在对照其他办法中移除"),
                lambda ws, content: rulepacks.put_back(ws, pack, content),
                self, after=lambda _: self.refresh(),
            )  # fmt: skip


def _level(found: Sequence[RuleFinding]) -> str:
    return found[0].rule.level.name if found else "未触发"


def _clauses(found: Sequence[RuleFinding]) -> str:
    return "、".join(one.rule.short_cite for one in found) or "—"


def _other(beside: Beside) -> str:
    if beside.other or not beside.open:
        return _level(beside.other)
    return f"{beside.open} 项不能判定"


_COLUMNS = (
    Column("责任单位", lambda b: b.place.name, bold=True, width=140),
    Column("本办法", lambda b: _level(b.own), width=150),
    Column("条款", lambda b: _clauses(b.own), tip=lambda b: _clauses(b.own), width=180),
    Column("该办法", _other, bold=True, width=150),
    Column("该办法条款", lambda b: _clauses(b.other), tip=lambda b: _clauses(b.other), width=130),
    Column("依据", lambda b: pretty(b.says) or "—", tip=lambda b: pretty(b.says), width=0),
)
