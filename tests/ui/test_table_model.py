"""The table's model: sorting by keys that are made once for the rows it was given."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from yuetan_desktop.ui.table_model import Column, RecordTableModel

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@dataclass(frozen=True)
class Line:
    name: str
    share: float


LINES = [Line("甲", 0.5), Line("乙", 0.2), Line("丙", 0.5)]


def names(model: RecordTableModel) -> str:
    return "".join(line.name for line in model.rows)


def test_a_key_is_made_once_for_each_line_and_anew_for_new_lines() -> None:
    asked: list[str] = []
    column = Column(
        "进度", lambda r: f"{r.share:.0%}", sort=lambda r: asked.append(r.name) or r.share
    )
    model = RecordTableModel([column], LINES)
    model.sort(0, UP)
    assert names(model) == "乙甲丙"
    model.sort(0, DOWN)
    assert names(model) == "甲丙乙"  # equals stay in the order they were given
    assert asked == ["甲", "乙", "丙"]
    model.set_rows([Line("丁", 0.1), Line("甲", 0.9)])
    assert names(model) == "甲丁"


def test_a_text_is_read_at_every_sorting_for_it_may_follow_what_the_clerk_marks() -> None:
    marked = {"乙"}
    model = RecordTableModel([Column("选", lambda r: "已选" if r.name in marked else "")], LINES)
    model.sort(0, DOWN)
    assert names(model) == "乙甲丙"
    marked.clear()
    marked.add("丙")
    model.sort(0, UP)
    model.sort(0, DOWN)
    assert names(model) == "丙甲乙"
