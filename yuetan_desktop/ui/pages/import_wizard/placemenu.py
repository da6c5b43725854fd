"""What an unknown name may mean: a known place, a new one of some kind, or nothing to import."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.services import places
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.import_wizard.issues import Issue

Choose = Callable[[tuple[str, ...], int | PlaceKind | None], None]


def more_menu(desk: Desk, issue: Issue, choose: Choose, parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    if issue.names:
        _add_kinds(menu, issue, choose)
        if len(issue.names) == 1:
            _add_places(desk, menu, issue, choose)
        menu.addAction("不导入这些行").triggered.connect(lambda: choose(issue.names, None))
        menu.addSeparator()
    copy = menu.addAction("复制说明")
    copy.triggered.connect(
        lambda: QGuiApplication.clipboard().setText(f"{issue.sheet}!{issue.cell} {issue.message}")
    )
    return menu


def _add_kinds(menu: QMenu, issue: Issue, choose: Choose) -> None:
    kinds = menu.addMenu("登记为")
    for kind in PlaceKind:
        kinds.addAction(kind.label).triggered.connect(
            lambda _=False, kind=kind: choose(issue.names, kind)
        )


def _add_places(desk: Desk, menu: QMenu, issue: Issue, choose: Choose) -> None:
    known = menu.addMenu("就是已登记的")
    for place in places.list_places(desk.ws, with_retired=False):
        if place.kind is not PlaceKind.PEER:
            known.addAction(f"{place.name}（{place.kind.label}）").triggered.connect(
                lambda _=False, number=place.id: choose(issue.names, number)
            )
