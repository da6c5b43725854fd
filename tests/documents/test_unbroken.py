"""What no line may tear: units, days and spans of months, in the copy that is laid out."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from yuetan_desktop.documents.unbroken import write_unbroken


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("2026年1—5月", "2026年|1|—|5|月"),
        ("2026年1—12月优良天数率", "2026年|1|—|12|月优良天数率"),
        ("2025年11—12月", "2025年|11|—|12|月"),
        ("2026年5月", "2026年5月"),
        ("第一条——第三条", "第一条——第三条"),
        ("28.3μg/m³", "28.3μg/|m³"),
        ("2026-10-16", "2026-|10-|16"),
    ],
)
def test_a_line_begins_inside_none_of_them(tmp_path: Path, words: str, held: str) -> None:
    paper, copy = tmp_path / "文书.docx", tmp_path / "copy.docx"
    with ZipFile(paper, "w") as file:
        file.writestr("word/document.xml", f"<w:t>{words}</w:t>")
    write_unbroken(paper, copy)
    with ZipFile(copy) as file:
        laid_out = file.read("word/document.xml").decode("utf-8")
    assert laid_out.replace("\u2060", "|") == f"<w:t>{held}</w:t>"
    with ZipFile(paper) as file:
        assert "\u2060" not in file.read("word/document.xml").decode("utf-8")
