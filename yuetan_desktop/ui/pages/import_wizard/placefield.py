"""单位: which registered place a whole file is of, found by characters or pinyin, or a new name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from threading import Thread

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter

from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.services import pinyin
from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.widgets.field import ComboBox

_SPOKEN = Qt.ItemDataRole.UserRole + 1


class PlaceField(ComboBox):
    """`said(name, id)`: a registered place by its id; a new name with None; nothing as ("", None).

    `unknown(text)`: letters that are no beginning of any name.
    """

    said = Signal(str, object)
    unknown = Signal(str)

    def __init__(self) -> None:
        super().__init__(name="单位")
        self._places: list[Place] = []
        self._last = ""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self.setMaximumWidth(theme().px(220))
        self.setToolTip("表头、标题和文件名都没有写明单位（断面、点位）时，按选定的这一个读取")
        edit = self.lineEdit()
        assert edit is not None
        edit.setPlaceholderText("没写时选或填")
        edit.setAccessibleName("单位")
        completer = _Completer(self)
        completer.setModel(self.model())
        self.setCompleter(completer)
        self.setMaxVisibleItems(12)
        edit.textEdited.connect(self._make_spoken)
        edit.editingFinished.connect(self._finished)
        self.activated.connect(self._finished)

    def show_places(self, places: Iterable[Place], said: str) -> None:
        """Those to choose from, and what was said of the file so far."""
        self._places = [place for place in places if place.kind is not PlaceKind.PEER]
        self.set_options([(place.id, _words(place)) for place in self._places])
        self.setCurrentIndex(-1)
        self._last = said
        self.setEditText(said)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The dictionary takes a second to load; it is there when the first letter comes."""
        Thread(target=pinyin.warm_up, name="yuetan-pinyin", daemon=True).start()
        super().focusInEvent(event)

    def _make_spoken(self) -> None:
        if self._places and self.itemData(0, _SPOKEN) is None:
            for at, place in enumerate(self._places):
                self.setItemData(at, _spoken(self.itemText(at), place.name), _SPOKEN)

    def _finished(self) -> None:
        text = self.currentText().strip()
        place = self._meant(text) if text else None
        if place is None and text.isascii() and text:
            self.unknown.emit(text)
            self.setEditText(self._last)
            return
        name = place.name if place else text
        if name != self._last or text != name:
            changed, self._last = name != self._last, name
            self.setEditText(name)
            if changed:
                self.said.emit(name, place.id if place else None)

    def _meant(self, text: str) -> Place | None:
        """The place of a line, of a name, or of letters as its name is spoken."""
        at = self.findText(text)
        if at >= 0:
            return self._places[at]
        named = [place for place in self._places if place.name == text]
        if len(named) == 1 or not text.isascii():
            return named[0] if len(named) == 1 else None
        self._make_spoken()
        heard = [at for at in range(self.count()) if text.lower() in self.itemData(at, _SPOKEN)]
        return self._places[heard[0]] if heard else None


class _Completer(QCompleter):
    """Found by what is spoken, written as it is listed."""

    def __init__(self, parent: ComboBox) -> None:
        super().__init__(parent)
        self.setCompletionRole(_SPOKEN)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))


def _words(place: Place) -> str:
    around = "，".join(part for part in (place.river, place.kind.label) if part)
    return f"{place.name}（{around}）"


def _spoken(words: str, name: str) -> str:
    """云麓区（县（区）） yunluqu ylq: characters, syllables and first letters, each reading."""
    readings = [re.split(" +", line.strip()) for line in pinyin.spoken(name).split("\n")]
    said = (f"{''.join(line)} {''.join(part[:1] for part in line)}" for line in readings)
    return " ".join((words, *said))
