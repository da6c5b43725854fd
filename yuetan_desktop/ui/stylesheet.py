"""The style sheet, generated from the tokens; what needs more than this paints itself."""

from __future__ import annotations

from collections.abc import Callable

from yuetan_desktop import paths
from yuetan_desktop.ui.colors import Color, contrast, shown_name
from yuetan_desktop.ui.theme import Theme


class _Shown:
    """The tokens by name, as they are drawn now."""

    def __getattr__(self, name: str) -> str:
        return shown_name(getattr(Color, name))


C = _Shown()


def stylesheet(theme: Theme) -> str:
    """Qt style sheet for the sizes in force."""
    px, icons = theme.px, _control_icons()
    parts = (
        _windows(px),
        _surfaces(),
        _fields(px, icons),
        _ticks(px, icons),
        _tables(px),
        _scrolling(),
        _menus(),
        _tabs(),
        _edges(),
    )
    return "".join(parts)


def _windows(px: Callable[[float], int]) -> str:
    """Windows, dialogs and what floats over them."""
    return f"""
QMainWindow {{ background: {C.CANVAS}; }}
QDialog {{ background: {C.PANEL}; }}
QToolTip {{ background: {C.PANEL}; color: {C.INK}; border: 1px solid {C.BUTTON_LINE};
    padding: 4px 8px; font-size: {px(12)}px; }}
"""


def _surfaces() -> str:
    """Grounds, by what stands on them."""
    return f"""
QFrame[surface="panel"] {{ background: {C.PANEL}; border: 1px solid {C.LINE};
    border-radius: 6px; }}
QFrame[surface="card"] {{ background: {C.PANEL}; border: 1px solid {C.BUTTON_LINE};
    border-radius: 4px; }}
QFrame[surface="note"] {{ background: {C.SUB}; border: 1px solid {C.LINE2};
    border-radius: 3px; }}
QWidget[surface="header"] {{ background: {C.PANEL}; border-bottom: 1px solid {C.LINE}; }}
QWidget[surface="white"] {{ background: {C.PANEL}; }}
QWidget[surface="sub"] {{ background: {C.SUB}; }}
QWidget[surface="band"] {{ background: {C.SUB}; border-bottom: 1px solid {C.LINE}; }}
QWidget[surface="foot"] {{ background: {C.SUB}; border-top: 1px solid {C.LINE}; }}
QWidget[surface="title"] {{ background: {C.FRAME}; border-top-left-radius: 5px;
    border-top-right-radius: 5px; }}
QWidget[surface="status"] {{ background: {C.FRAME}; border-top: 1px solid {C.LINE}; }}
QWidget[surface="side-left"] {{ background: {C.PANEL}; border-right: 1px solid {C.LINE}; }}
QWidget[surface="side"] {{ background: {C.PANEL}; border-left: 1px solid {C.LINE}; }}
QWidget[surface="rail"] {{ background: {C.RAIL}; }}
QLabel[address="true"] {{ background: {C.PANEL}; border: 1px solid {C.LINE};
    border-radius: 4px; padding: 2px 6px; }}
QFrame[surface="line"] {{ background: {C.LINE}; border: none; }}
QFrame[surface="rail-line"] {{ background: {C.RAIL_SELECTED}; border: none; }}
QFrame[surface="line2"] {{ background: {C.LINE2}; border: none; }}
"""


def _fields(px: Callable[[float], int], icons: str) -> str:
    """What is typed into or chosen from; `icons` is the folder of arrows."""
    return f"""
QLineEdit, QComboBox, QDateEdit, QDateTimeEdit, QSpinBox, QDoubleSpinBox, QTimeEdit {{
    background: {C.PANEL}; color: {C.INK}; border: 1px solid {C.CONTROL_LINE};
    border-radius: 4px; padding: 0 8px; min-height: {px(32) - 2}px;
    selection-background-color: {C.ACCENT}; selection-color: {C.WHITE}; }}
QLineEdit, QDateEdit, QDateTimeEdit, QSpinBox, QDoubleSpinBox, QTimeEdit {{ padding: 0 6px;
    max-height: {px(32) - 2}px; }}
QPlainTextEdit, QTextEdit {{ background: {C.PANEL}; color: {C.INK};
    border: 1px solid {C.CONTROL_LINE}; border-radius: 4px; padding: 3px 4px;
    selection-background-color: {C.ACCENT}; selection-color: {C.WHITE}; }}
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QDateTimeEdit:focus, QTimeEdit:focus,
QSpinBox:focus, QDoubleSpinBox:focus {{ border: 2px solid {C.ACCENT}; padding: 0 7px;
    min-height: {px(32) - 4}px; }}
QLineEdit:focus, QDateEdit:focus, QDateTimeEdit:focus, QTimeEdit:focus, QSpinBox:focus,
QDoubleSpinBox:focus {{ padding: 0 5px; max-height: {px(32) - 4}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {C.ACCENT}; padding: 2px 3px; }}
QTextEdit[quiet="true"], QTextEdit[quiet="true"]:focus {{ border: none; padding: 0; }}
QLineEdit[search="true"] {{ padding: 0; }}
*[invalid="true"] {{ border: 1px solid {C.BAD}; }}
QLineEdit:read-only, QLineEdit:disabled, QPlainTextEdit:read-only, QComboBox:disabled,
QDateEdit:disabled, QSpinBox:disabled {{ background: {C.SUB}; color: {C.INK2};
    border-color: {C.LINE}; }}
*[compact="true"] {{ min-height: {px(28) - 2}px; }}
QComboBox::drop-down, QDateEdit::drop-down, QDateTimeEdit::drop-down {{ border: none;
    width: 26px; subcontrol-position: right center; }}
QComboBox::down-arrow {{ image: url("{icons}/chevron.svg"); width: 14px; height: 14px; }}
QDateEdit::down-arrow, QDateTimeEdit::down-arrow {{ image: url("{icons}/calendar.svg");
    width: 14px; height: 14px; }}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button,
QDoubleSpinBox::down-button, QTimeEdit::up-button, QTimeEdit::down-button {{ border: none;
    width: 20px; background: transparent; }}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QTimeEdit::up-arrow {{
    image: url("{icons}/chevron-up.svg"); width: 12px; height: 12px; }}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QTimeEdit::down-arrow {{
    image: url("{icons}/chevron.svg"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {C.PANEL}; border: 1px solid {C.BUTTON_LINE};
    outline: none; selection-background-color: {C.ACCENT_TINT};
    selection-color: {C.ACCENT_HOVER}; }}
QComboBox QAbstractItemView::item {{ min-height: {px(28)}px; padding: 0 8px; }}
"""


def _ticks(px: Callable[[float], int], icons: str) -> str:
    """What is ticked."""
    return f"""
QCheckBox, QRadioButton {{ spacing: 8px; color: {C.INK}; background: transparent;
    min-height: {px(20)}px; }}
QCheckBox::indicator, QListView::indicator {{ width: 16px; height: 16px;
    border: 1px solid {C.CONTROL_LINE}; border-radius: 3px; background: {C.PANEL}; }}
QCheckBox::indicator:checked, QListView::indicator:checked {{
    background: {C.ACCENT}; border-color: {C.ACCENT}; image: url("{icons}/check.svg"); }}
QCheckBox::indicator:disabled {{ background: {C.DISABLED_FILL}; border-color: {C.BUTTON_LINE}; }}
QRadioButton::indicator {{ width: 16px; height: 16px; border: none;
    image: url("{icons}/radio.svg"); }}
QRadioButton::indicator:checked {{ image: url("{icons}/radio-on.svg"); }}
"""


def _tables(px: Callable[[float], int]) -> str:
    """Tables, trees and lists with their heads."""
    return f"""
QTableView, QTreeView, QListView {{ background: {C.PANEL}; border: none; outline: none;
    gridline-color: {C.LINE2}; selection-background-color: {C.ACCENT_TINT};
    selection-color: {C.INK}; }}
QTableView[typed="true"]::item {{ padding: 0 8px; }}
QTreeView::item {{ min-height: {px(26)}px; }}
QListView[quiet="true"] {{ background: transparent; }}
QListView::item {{ min-height: {px(28)}px; padding: 0 8px; }}
QListView[quiet="true"]::item {{ padding: 0; margin-left: -3px; }}
QTreeView::item:selected {{ background: {C.ACCENT_TINT}; color: {C.ACCENT_HOVER}; }}
QHeaderView {{ background: {C.SUB}; border: none; }}
QHeaderView::section {{ background: {C.SUB}; color: {C.INK2}; font-size: {px(12)}px;
    font-weight: bold; border: none; border-bottom: 1px solid {C.LINE}; padding: 0 10px; }}
QHeaderView::section:first:horizontal {{ padding-left: 12px; }}
QHeaderView:vertical {{ background: {C.PANEL}; }}
QHeaderView::section:vertical {{ font-weight: normal; border-bottom-color: {C.LINE2};
    padding: 0 8px; }}
QTableCornerButton::section {{ background: {C.SUB}; border: none;
    border-bottom: 1px solid {C.LINE}; }}
"""


def _scrolling() -> str:
    """Areas that scroll, and what parts them."""
    return f"""
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget[surface="clear"] {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle {{ background: {C.HANDLE}; border-radius: 3px; min-height: 28px;
    min-width: 28px; }}
QScrollBar::handle:hover {{ background: {C.CONTROL_LINE}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QSplitter::handle {{ background: transparent; }}
"""


def _menus() -> str:
    """Menus."""
    return f"""
QMenu {{ background: {C.PANEL}; border: 1px solid {C.BUTTON_LINE}; padding: 4px 0; }}
QMenu::item {{ padding: 6px 28px 6px 16px; color: {C.INK}; }}
QMenu::item:selected {{ background: {C.ACCENT_TINT}; color: {C.ACCENT_HOVER}; }}
QMenu::item:disabled {{ color: {C.DISABLED}; }}
QMenu::separator {{ height: 1px; background: {C.LINE2}; margin: 4px 0; }}
"""


def _tabs() -> str:
    """Tabs and the calendar."""
    return f"""
QTabBar::tab {{ padding: 6px 14px; }}
QCalendarWidget QWidget {{ alternate-background-color: {C.SUB}; }}
QCalendarWidget QToolButton {{ color: {C.INK}; background: transparent; padding: 4px 8px; }}
QCalendarWidget QAbstractItemView {{ selection-background-color: {C.ACCENT};
    selection-color: {C.WHITE}; }}
"""


def _control_icons() -> str:
    """Where the arrows and ticks of controls lie: drawn for a light or for a black ground."""
    colors = contrast()
    folder = "controls" if colors is None else f"controls-{'dark' if colors.is_dark else 'light'}"
    return (paths.resources() / "icons" / folder).as_posix()


def _edges() -> str:
    """Under high contrast grounds do not differ: what they set apart gets an edge."""
    if contrast() is None:
        return ""
    return f"""
QWidget[surface="rail"] {{ border-right: 1px solid {C.LINE}; }}
QMenu::item:selected, QComboBox QAbstractItemView::item:selected {{
    border-left: 3px solid {C.RAIL_EDGE}; }}
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QDateTimeEdit:focus, QTimeEdit:focus,
QSpinBox:focus, QDoubleSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {{
    border: 2px solid {C.RAIL_EDGE}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {C.DISABLED}; }}
"""
