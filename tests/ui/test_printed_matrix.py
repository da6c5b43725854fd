"""升级矩阵 on paper: outlined cells instead of solid ones, all rows on as many sheets as needed."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.hands import key_click
from tests.ui.test_matrix import HEADS, ROWS, unit
from yuetan_desktop.domain.judging.matrix import CellState
from yuetan_desktop.errors import AppError
from yuetan_desktop.ui.colors import BLACK, contrast, use_contrast
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.theme import LEVELS
from yuetan_desktop.ui.widgets.cell_look import CellView, paint_cell
from yuetan_desktop.ui.widgets.printedmatrix import write_matrix


def drawn(state: str, *, printed: bool) -> QImage:
    image = QImage(140, 44, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_cell(painter, QRectF(0, 0, 140, 44), CellView(4, state, "超 3.3"), printed=printed)
    painter.end()
    return image


def words_of(pdf: Any) -> list[str]:
    """The words of each page. A character that shares its glyph with a radical comes back as that."""
    return [unicodedata.normalize("NFKC", page.extract_text()) for page in pdf.pages]


def test_a_solid_cell_prints_as_an_outline_with_a_thick_left_bar(looks: QApplication) -> None:
    solid = QColor(LEVELS[4].solid)
    on_screen, on_paper = drawn("已触发", printed=False), drawn("已触发", printed=True)
    assert on_screen.pixelColor(130, 20) == solid
    assert on_paper.pixelColor(130, 20) == QColor("white")
    assert all(on_paper.pixelColor(x, 20) == solid for x in range(3, 7))


def test_no_two_states_print_alike(looks: QApplication) -> None:
    grey = [
        bytes(
            drawn(one.value, printed=True).convertToFormat(QImage.Format.Format_Grayscale8).bits()
        )
        for one in CellState
    ]
    assert len(set(grey)) == len(grey)


def test_rows_go_on_as_many_sheets_as_they_need_each_with_its_heads(
    looks: QApplication, tmp_path: Path
) -> None:
    rows = [unit(f"单位{n}", "已触发", "临界", "正常") for n in range(1, 31)]
    out = tmp_path / "矩阵.pdf"
    write_matrix(out, "升级矩阵", "市环委办", "责任单位", HEADS, rows)
    with pdfplumber.open(out) as pdf:
        texts = words_of(pdf)
        assert {(round(page.width), round(page.height)) for page in pdf.pages} == {(842, 595)}
    assert len(texts) == 3
    assert all("预警提示" in text and "责任单位" in text for text in texts)
    assert all(f"第 {n} " in text and "共 3 " in text for n, text in enumerate(texts, 1))
    assert all(f"单位{n}" in "".join(texts) for n in range(1, 31))


def test_paper_is_white_under_a_contrast_theme_too(looks: QApplication, tmp_path: Path) -> None:
    plain, dark = tmp_path / "甲.pdf", tmp_path / "乙.pdf"
    write_matrix(plain, "升级矩阵", "", "责任单位", HEADS, ROWS)
    use_contrast(BLACK)
    try:
        write_matrix(dark, "升级矩阵", "", "责任单位", HEADS, ROWS)
        assert contrast() is BLACK
    finally:
        use_contrast(None)
    with pdfplumber.open(plain) as one, pdfplumber.open(dark) as other:
        assert one.pages[0].rects == other.pages[0].rects
        assert one.pages[0].chars == other.pages[0].chars


def test_a_place_that_cannot_be_written_is_told(looks: QApplication, tmp_path: Path) -> None:
    with pytest.raises(AppError, match="无法写入"):
        write_matrix(tmp_path / "没有" / "矩阵.pdf", "升级矩阵", "", "责任单位", HEADS, ROWS)


def test_ctrl_p_prints_what_the_matrix_shows(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    out = tmp_path / "升级矩阵.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(out), ""))
    window.go("dashboard")
    key_click(window.current_page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(out.exists)
    with pdfplumber.open(out) as pdf:
        text = "".join(words_of(pdf))
    for words in ("云麓区", "市水务局", "约谈·主要领导", "示例数据", "2026年10月"):
        assert words in text
