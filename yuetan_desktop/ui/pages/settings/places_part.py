"""责任单位, 断面与水源地: tables of places with their aliases; Enter edits, 新增 adds."""

from __future__ import annotations

from collections.abc import Collection

from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.services import places
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.settings.part import Part
from yuetan_desktop.ui.pages.settings.place_dialog import WATERS, PlaceDialog
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.field import filter_box
from yuetan_desktop.ui.widgets.table import TableView

_UNITS = (PlaceKind.COUNTY, PlaceKind.ZONE, PlaceKind.DEPARTMENT)


def _kind_words(place: Place) -> str:
    return f"{place.kind.label}（停用）" if place.retired else place.kind.label


class PlacesPart(Part):
    """A table of places of some kinds, with a filter and a dialog."""

    kinds: Collection[PlaceKind] = ()
    # Too many to show; who looks for one by its name finds it.
    found_by_name: PlaceKind | None = None

    def __init__(self, desk: Desk, title: str, subtitle: str, columns: tuple[Column, ...]) -> None:
        super().__init__(desk, title, subtitle)
        self.filter = filter_box("筛选名称或别名")
        self.filter.setFixedWidth(theme().px(200))
        self.filter.textChanged.connect(lambda _: self.refresh())
        self.add_to_header(self.filter)
        add = Button("新增", icon="plus", height=28)
        add.clicked.connect(lambda: self._edit(None))
        self.add_to_header(add)
        self.table = TableView(columns, title)
        for wanted in (self.table.opened, self.table.edit_wanted):
            wanted.connect(self._edit)
        self.body.addWidget(self.table)
        self.use = Button("停用", height=28)
        self.use.clicked.connect(self._change_use)
        self.add_to_header(self.use)
        self.table.chosen.connect(lambda _: self._offer_use())

    def refresh(self) -> None:
        words = self.filter.text().strip()
        found = places.list_places(self.desk.ws, self.kinds)
        names = {place.id: place.name for place in places.list_places(self.desk.ws)}
        self._names = names
        self.table.set_rows(
            [
                place
                for place in found
                if any(words in name for name in (place.name, *place.aliases))
                and (words or place.kind is not self.found_by_name)
            ]
        )
        self._offer_use()

    def _offer_use(self) -> None:
        place = self.table.current_record()
        self.use.set_text("恢复使用" if place is not None and place.retired else "停用")
        self.use.block("" if place is not None else "先选择一行")

    def _change_use(self) -> None:
        """Out of use, or into it again: matrix and pickers leave it out, its records stay."""
        place = self.table.current_record()
        if place is None:
            return
        retired = not place.retired
        run_act(
            self.desk,
            f"{'停用' if retired else '恢复使用'}{place.name}",
            lambda ws: places.retire(ws, place.id, retired=retired),
            lambda ws, _: places.retire(ws, place.id, retired=not retired),
            self,
            words="记录、案件和文书都保留。" if retired else "",
            after=lambda _: self._show_again(place.id),
            blocks=[self.use],
        )

    def _show_again(self, place_id: int) -> None:
        self.refresh()
        for place in self.table.records.rows:
            if place.id == place_id:
                self.table.select_record(place)

    def parent_name(self, place: Place) -> str:
        return self._names.get(place.parent or 0, "—")

    def _edit(self, place: Place | None) -> None:
        form = PlaceDialog(self.desk, place, tuple(self.kinds), parent=self)
        with_draft(form, self.desk, place.id if place else self.title).exec()
        self.refresh()


class UnitsPart(PlacesPart):
    kinds = (*_UNITS, PlaceKind.PEER)
    found_by_name = PlaceKind.PEER

    def __init__(self, desk: Desk) -> None:
        columns = (
            Column("名称", lambda p: p.name, bold=True, width=160),
            Column("类型", _kind_words, width=130),
            Column("文书用全称", lambda p: p.addressee, width=250),
            Column("别名", lambda p: "、".join(p.aliases), secondary=True, width=0),
        )
        super().__init__(desk, "责任单位", "Enter 修改；外地单位用筛选查找", columns)


class SectionsPart(PlacesPart):
    kinds = WATERS

    def __init__(self, desk: Desk) -> None:
        columns = (
            Column("名称", lambda p: p.name, bold=True, width=140),
            Column("类型", _kind_words, width=140),
            Column("级别", lambda p: p.grade or "—", width=70),
            Column("河流", lambda p: p.river or "—", width=100),
            Column("责任单位", self.parent_name, width=130),
            Column("别名", lambda p: "、".join(p.aliases), secondary=True, width=0),
        )
        super().__init__(desk, "断面与水源地", "国控、省控断面参加研判", columns)
