"""The component sheet (界面组件): every component in every state, without data."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QRadioButton, QWidget

from yuetan_desktop.domain.monitoring import PROVISIONAL
from yuetan_desktop.errors import AppError
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.tasks import Job
from yuetan_desktop.ui.theme import LEVELS, Color, Type, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.buttons import (
    DANGER,
    LINK,
    PRIMARY,
    Button,
    IconButton,
    SegmentedControl,
)
from yuetan_desktop.ui.widgets.cell_look import CellView, paint_cell
from yuetan_desktop.ui.widgets.containers import Banner, Panel, column, row, scrolling, surface
from yuetan_desktop.ui.widgets.field import ComboBox, Field, LabelledCombo
from yuetan_desktop.ui.widgets.labels import Chip, Label
from yuetan_desktop.ui.widgets.matrix import shared_widths
from yuetan_desktop.ui.widgets.progress import JobProgress
from yuetan_desktop.ui.widgets.stepper import Stepper, StepState, StepView
from yuetan_desktop.ui.widgets.tile import Tile
from yuetan_desktop.ui.widgets.toast import Notice, Toast

NAMES = ("预警提示", "通报", "约谈·环委办", "约谈·分管领导", "约谈·委托或主要领导", "约谈·主要领导")


class ComponentSheet(QWidget):
    """Stands beside the design's component sheet; opened from 帮助 and by the pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("界面组件")
        sheet = surface("clear")
        halves = row(sheet, margins=theme().padding, gap=theme().gap)
        left, right = column(gap=theme().gap), column(gap=theme().gap)
        halves.addLayout(left, 5)
        halves.addLayout(right, 3)
        for panel in (_colors(), _matrix()):
            left.addWidget(panel)
        pair = row(gap=theme().gap)
        pair.addWidget(_buttons())
        pair.addWidget(_chips())
        left.addLayout(pair)
        pair = row(gap=theme().gap)
        pair.addWidget(_inputs())
        pair.addWidget(_jobs())
        left.addLayout(pair)
        left.addWidget(_steps())
        left.addStretch()
        for panel in (_error(), _confirm(), _notices(), _tiles()):
            right.addWidget(panel)
        right.addStretch()
        column(self).addWidget(scrolling(sheet))


def _panel(title: str, subtitle: str = "") -> Panel:
    panel = Panel(title, subtitle, lined=False, inset=16)
    panel.body.setContentsMargins(16, 0, 16, 16)
    panel.body.setSpacing(8)
    return panel


def _colors() -> Panel:
    panel = _panel("颜色")
    swatches = [(f"{n} 级", LEVELS[n].solid) for n in LEVELS]
    swatches += [("主色", Color.ACCENT), ("选中底", Color.ACCENT_TINT)]
    swatches += [("导航", Color.RAIL), ("正文", Color.INK), ("次要", Color.INK2)]
    swatches += [("辅助", Color.INK3), ("分隔线", Color.LINE), ("画布", Color.CANVAS)]
    swatches += [("完成", Color.OK)]
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    for index, (name, color) in enumerate(swatches):
        cell = column(gap=2)
        cell.addWidget(_Swatch(color))
        cell.addWidget(Label(name, Type.SMALL_BOLD))
        cell.addWidget(Label(color, Type.TINY, Color.INK3))
        grid.addLayout(cell, index // 8, index % 8)
    panel.body.addLayout(grid)
    return panel


class _Swatch(QWidget):
    def __init__(self, color: str) -> None:
        super().__init__()
        self._color = color

    def sizeHint(self) -> QSize:
        return QSize(80, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint.box(QPainter(self), QRectF(self.rect()), fill=self._color, line=Color.LINE)


def _matrix() -> Panel:
    panel = _panel("矩阵单元格：形状＋图标＋文字＋颜色，七种状态和暂判不靠颜色区分")
    panel.body.addWidget(_CellSheet())
    return panel


class _CellSheet(QWidget):
    LINES = {  # noqa: RUF012 - constant
        "已触发": (
            "PM₂.₅ 超 3.3",
            "季度 超 2.0",
            "逾期 23 天",
            "断面 Ⅳ 劣于 Ⅲ",
            "前三季度 超 0.3",
            "年度 超 0.4",
        ),
        "待认定": (
            "口径待定",
            "待认定管控不力",
            "待认定",
            "和／或 待定",
            "重污染成因待定",
            "和／或 待定",
        ),
        "临界": ("差 2 位", "四季度 余 0.4", "余 12 天", "余 0.3", "重污染 2／3 天", "须 ≤ 31.4"),
        "缺数据": ("缺 10 月排名",) * 6,
        "豁免": ("第十条 不可抗力",) * 6,
        "正常": ("余 1.8", "余 2.1", "无登记事项", "余 0.5", "余 1.6", "余 1.4"),
        "不适用": ("",) * 6,
        PROVISIONAL: (
            "PM₂.₅ 超 3.3",
            "口径待定",
            "余 12 天",
            "余 0.5",
            "前三季度 超 0.3",
            "余 1.4",
        ),
    }
    PROVISIONALLY = ("已触发", "待认定", "临界", "正常", "已触发", "正常")

    def sizeHint(self) -> QSize:
        return QSize(700, theme().px(26) + len(self.LINES) * theme().px(46))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side, head, height = 64, theme().px(26), theme().px(46)
        badge = theme().px(18) + 8
        least = [paint.width_of(name, Type.SMALL_BOLD) + badge for name in NAMES]
        widths = shared_widths(least, self.width() - side)
        lefts = [side + sum(widths[:index]) for index in range(len(widths))]
        for index, name in enumerate(NAMES):
            x = paint.badge(painter, lefts[index] + 2, head / 2, index + 1)
            where = QRectF(x + 5, 0, widths[index] - badge + 1, head)
            paint.text(painter, where, name, Type.SMALL_BOLD)
        for number, (state, lines) in enumerate(self.LINES.items()):
            top = head + number * height
            paint.text(painter, QRectF(0, top, side, height), state, Type.BODY, Color.INK2)
            for index, line in enumerate(lines):
                where = QRectF(lefts[index], top, widths[index], height)
                shown = self.PROVISIONALLY[index] if state == PROVISIONAL else state
                cell = CellView(index + 1, shown, line, state == PROVISIONAL)
                paint_cell(painter, where, cell)


def _buttons() -> Panel:
    panel = _panel("按钮")
    line = row()
    off = Button("不可用", PRIMARY)
    off.block("先处理 4 处错误")
    for button in (Button("主要操作", PRIMARY), off, Button("次要操作")):
        line.addWidget(button)
    line.addStretch()
    panel.body.addLayout(line)
    line = row()
    for button in (
        Button("重新研判", icon="refresh-cw", keys="F5"),
        Button("文字操作", LINK),
        Button("删除", DANGER),
        Button("预览", icon="eye", height=24),
        IconButton("ellipsis", "更多"),
    ):
        line.addWidget(button)
    line.addStretch()
    panel.body.addLayout(line)
    segments = SegmentedControl([("all", "全部"), ("hot", "仅触发与临界")])
    panel.body.addWidget(segments)
    panel.body.addStretch()
    return panel


def _chips() -> Panel:
    panel = _panel("标签")
    for chips in (
        [("逾期 6 工作日", "late"), ("剩 3 工作日", "near"), ("警告 3", "warn")],
        [("按期完成", "ok"), ("内部约谈", "strong"), ("已锁定", "neutral")],
    ):
        line = row()
        for words, kind in chips:
            line.addWidget(Chip(words, kind, icon="lock" if words == "已锁定" else None))
        line.addStretch()
        panel.body.addLayout(line)
    line = row(gap=6)
    for number, name in enumerate(NAMES[:3], 1):
        line.addWidget(Chip(name, level=number))
    line.addStretch()
    panel.body.addLayout(line)
    panel.body.addStretch()
    return panel


def _inputs() -> Panel:
    panel = _panel("输入")
    line = row()
    line.addWidget(ComboBox([("a", "雁江区"), ("b", "安岳县")], name="责任单位"))
    line.addWidget(LabelledCombo("等级", [("", "全部"), (1, "预警提示")]))
    value = QLineEdit("31.4")
    value.setAccessibleName("数值")
    fixed = QLineEdit("只读")
    fixed.setAccessibleName("只读")
    fixed.setReadOnly(True)
    line.addWidget(value)
    line.addWidget(fixed)
    panel.body.addLayout(line)
    number = QLineEdit()
    number.setPlaceholderText("填写座机号码")
    phone = Field("联系电话", number, required=True)
    phone.fail("缺联系电话，通知要素不完整（第十二条）")
    panel.body.addWidget(phone)
    line = row(gap=12)
    ticked, picked = QCheckBox("已选"), QRadioButton("任一指标")
    ticked.setChecked(True)
    picked.setChecked(True)
    for box in (ticked, QCheckBox("未选"), picked, QRadioButton("两项均未达标")):
        line.addWidget(box)
    line.addStretch()
    panel.body.addLayout(line)
    return panel


def _jobs() -> Panel:
    panel = _panel("后台任务", "2 项进行中")
    for title, text, done, total in (("研判 2025年10月", "单位", 5, 8), ("导出案卷", "页", 12, 40)):
        panel.body.addWidget(JobProgress(Job(title, text, done, total)))
    panel.body.addStretch()
    return panel


def _steps() -> Panel:
    panel = _panel("步骤")
    names = [
        "约谈建议",
        "批准",
        "书面通知",
        "约谈",
        "纪要",
        "整改方案",
        "审核",
        "整改",
        "核查",
        "销号",
    ]
    steps = [
        StepView(
            name,
            StepState.DONE if i < 5 else StepState.CURRENT if i == 5 else StepState.FUTURE,
            ("10-13", "10-15", "10-17", "10-23", "10-24", "11-13 前", "", "", "", "")[i],
            urgent=i == 5,
        )
        for i, name in enumerate(names)
    ]
    panel.body.addWidget(Stepper(steps))
    banner = Banner()
    banner.show_fact(
        "整改方案应于 11 月 13 日（周四）前报送",
        "剩 3 工作日，尚未报送。",
        kind="warn",
        links=[("生成催报函", lambda: None)],
    )
    panel.body.addWidget(banner)
    return panel


def _error() -> Panel:
    panel = _panel("出错提示")
    error = AppError(
        "无法读取“空气月报2510.xlsx”的工作表 Sheet1。",
        kept="库中数据未改动；前 14 行的匹配结果已暂存。",
        hint="更正 C19 后点“继续”，或跳过该行。",
    )
    panel.body.addWidget(_framed(messages.error_dialog(error, None, title="导入未完成")))
    return panel


def _confirm() -> Panel:
    panel = _panel("不可撤销操作的确认")
    dialog = messages.confirm_dialog(
        "销号确认",
        "将资约〔2025〕03号销号",
        verb="销号",
        effect="销号后案件转为只读，并计入年度考评。此操作不能撤销。",
        precondition="核查意见已经约谈人审批（第十八条）",
    )
    panel.body.addWidget(_framed(dialog))
    return panel


def _framed(dialog: QWidget) -> QWidget:
    """A dialog as part of the sheet, with its title strip."""
    card = Panel(dialog.windowTitle())
    card.header.setProperty("surface", "title")
    card.header.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    dialog.setWindowFlags(Qt.WindowType.Widget)
    dialog.setMinimumWidth(0)
    card.body.addWidget(dialog)
    dialog.show()
    return card


def _notices() -> Panel:
    panel = _panel("通知")
    for notice in (
        Notice("已登记进展", "约03-01　34／41 处", "ok", ("撤销", lambda: None)),
        Notice("备份盘未连接", "已改存到本机数据文件夹", "warn", ("设置", lambda: None)),
    ):
        panel.body.addWidget(Toast(notice))
    return panel


def _tiles() -> Panel:
    panel = _panel("指标卡")
    line = row()
    first = Tile("circle-alert", "触发中", "项")
    first.set_value("8", "涉及 4 个单位")
    first.setChecked(True)
    second = Tile("calendar-clock", "7 日内到期", "项")
    second.set_value("4", chip=("另有逾期 1 项", "late"))
    line.addWidget(first)
    line.addWidget(second)
    panel.body.addLayout(line)
    return panel
