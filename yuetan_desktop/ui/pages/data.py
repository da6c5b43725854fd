"""指标数据: stored values by kind, the import wizard, and the record of imports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from yuetan_desktop.ui import pagekeys
from yuetan_desktop.ui.navigation import load
from yuetan_desktop.ui.page import Desk, Page
from yuetan_desktop.ui.pages.browse.view import BrowseView
from yuetan_desktop.ui.regions import parts_of
from yuetan_desktop.ui.widgets.buttons import SegmentedControl

# What reads and writes spreadsheets takes longest to load: each view's module when it is wanted.
VIEWS = (
    ("units", "月度指标", "browse.values:UnitValues"),
    ("sections", "断面水质", "browse.values:SectionValues"),
    ("ranks", "全省排名", "browse.ranks:RankLists"),
    ("matters", "事项登记", "browse.matters:Matters"),
    ("enterprises", "企业名录", "browse.enterprises:Enterprises"),
    ("wizard", "导入向导", "import_wizard.wizard:ImportWizard"),
    ("batches", "导入记录", "browse.batches:Batches"),
)


class DataPage(Page):
    """Seven views under one header; each is made when it is first looked at."""

    key = "data"
    title = "指标数据"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.views = SegmentedControl([(key, name) for key, name, _ in VIEWS], name="数据种类")
        self.views.changed.connect(self.show_view)
        self.header.left.addWidget(self.views)
        self._stack = QStackedWidget()
        self._made: dict[str, QWidget] = {}
        self._fresh: set[str] = set()
        self.body.addWidget(self._stack)
        self.on_key("Ctrl+Return", lambda: pagekeys.press_main(self))
        self.on_key("F4", self._toggle_sources)

    def refresh(self) -> None:
        self._fresh.clear()
        self.show_view(self.views.current or VIEWS[0][0])

    def show_view(self, key: str) -> None:
        self.views.set_current(key)
        view = self.view(key)
        self._stack.setCurrentWidget(view)
        if key not in self._fresh:
            self._fresh.add(key)
            view.refresh()

    def view(self, key: str) -> Any:
        if key not in self._made:
            where = next(where for name, _, where in VIEWS if name == key)
            self._made[key] = load(where)(self.desk)
            self._stack.addWidget(self._made[key])
        return self._made[key]

    def show_item(self, what: Any) -> None:
        """A view's key, (its key, one thing in it), or the files to import."""
        if isinstance(what, str):
            self.show_view(what)
        elif isinstance(what, tuple):
            key, thing = what
            self.show_view(key)
            self.view(key).show_item(thing)
        elif what:
            self.import_files([Path(path) for path in what])

    def import_files(self, files: list[Path]) -> None:
        self.show_view("wizard")
        self.view("wizard").take_files(files)

    # -- keys -----------------------------------------------------------------------------------
    def regions(self) -> list[QWidget]:
        shown = self._stack.currentWidget()
        layout = shown.layout() if shown is not None else None
        return [self.header, *(parts_of(layout) if layout is not None else ())]

    def period_box(self) -> QComboBox | None:
        shown = self._stack.currentWidget()
        return shown.period_box() if isinstance(shown, BrowseView) else None

    def _toggle_sources(self) -> None:
        """F4: where the chosen line's values come from."""
        shown = self._stack.currentWidget()
        if isinstance(shown, BrowseView) and shown.toggle_sources():
            return
        self.desk.notice("没有可以展开的侧栏", "先在表里选一行。", kind="warn")
