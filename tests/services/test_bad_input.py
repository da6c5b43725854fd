"""Files that are broken, dangerous, out of reach or cut off: a sentence says what happened, what
was kept and what to do, and the database is as it was."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.excel.conftest import save_book
from tests.excel.formats import entries_of, ods, packed, xlsb, xlsx
from tests.services.test_imports import everything
from yuetan_desktop.errors import AppError, Cancelled
from yuetan_desktop.services import imports, observations
from yuetan_desktop.services.importing import importfolder, importpreview
from yuetan_desktop.services.importing.importpreview import ImportPreview
from yuetan_desktop.services.importing.importvalues import Mode
from yuetan_desktop.services.importing.said import Said
from yuetan_desktop.services.workspace import Workspace

ROWS = [["2025年10月空气质量"], ["县区", "PM2.5", "PM10"], ["安岳县", 26, 40]]
SHEET = "xl/worksheets/sheet1.xml"
VALUES = {("安岳县", "pm25", "2025-10", 26.0), ("安岳县", "pm10", "2025-10", 40.0)}


def changed(part: str, old: bytes, new: bytes) -> bytes:
    entries = entries_of(xlsx(ROWS))
    assert old in entries[part]
    return packed(entries | {part: entries[part].replace(old, new)})


def added(**parts: bytes) -> bytes:
    named = {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    return packed(entries_of(xlsx(ROWS)) | named)


def laughs() -> bytes:
    lines = [b'<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">'.encode() for n in range(1, 10)]
    return b'<?xml version="1.0"?><!DOCTYPE x [' + b"".join(lines) + b"]><x>&a9;</x>"


FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (
        lambda: packed({"xl/workbook.xml": b"<w/>", SHEET: b" " * 80_000_000}),
        "不像正常的表格",
    ),
    "billion laughs in the workbook": (
        lambda: packed({"xl/workbook.xml": laughs()}),
        "可疑的内容",
    ),
    "billion laughs in a late part": (
        lambda: packed(entries_of(xlsx(ROWS)) | {"xl/comments9.xml": laughs()}),
        "可疑的内容",
    ),
    "billion laughs in an ods": (
        lambda: packed(entries_of(ods(ROWS)) | {"content.xml": laughs()}),
        "可疑的内容",
    ),
    "a value in the last cell of the last row": (
        lambda: changed(SHEET, b"</sheetData>", FAR),
        "1048576 行、16384 列，超过了 1200 万个单元格的上限",
    ),
    "NUL bytes only": (lambda: b"\0" * 5000, "是空的"),
    "NUL bytes in a package": (lambda: b"PK\x03\x04" + b"\0" * 5000, "已损坏或不完整"),
    "cut off in the middle": (lambda: xlsx(ROWS)[:3000], "已损坏或不完整"),
    "xlsb cut off": (lambda: xlsb(ROWS)[:700], "已损坏或不完整"),
    "formulas that were never calculated": (
        lambda: xlsx([["=A1", "=B1"], ["=B2", "=A2"]]),
        "里没有内容",
    ),
    "a program": (lambda: b"MZ\x90\0" + b"\0" * 400 + b"text", "是程序，不是表格"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_with_a_sentence_and_nothing_changed(
    ws: Workspace, tmp_path: Path, what: str
) -> None:
    build, sentence = REFUSED[what]
    path = tmp_path / "月报2510.xlsx"
    path.write_bytes(build())
    before = everything(ws)
    with pytest.raises(AppError) as refused:
        importpreview.preview(ws, path)
    assert sentence in refused.value.message
    assert "月报2510.xlsx" in refused.value.message
    assert refused.value.kept == "没有导入任何数据。"
    assert refused.value.hint
    assert everything(ws) == before
    assert not any(ws.folders.archive.glob("*"))


def read(found: ImportPreview) -> set[Any]:
    reading = found.reading
    return {
        (reading.places[s.place].name, s.indicator, s.period, s.value) for s in reading.observations
    }


def previewed(ws: Workspace, path: Path, content: bytes) -> ImportPreview:
    path.write_bytes(content)
    before = everything(ws)
    found = importpreview.preview(ws, path)
    assert everything(ws) == before
    return found


def test_external_links_are_not_followed_and_said(ws: Workspace, tmp_path: Path) -> None:
    link = b'<externalLink xmlns="x"><externalBook r:id="rId1" xmlns:r="y"/></externalLink>'
    content = added(xl__externalLinks__externalLink1_dot_xml=link)
    found = previewed(ws, tmp_path / "月报.xlsx", content)
    assert read(found) == VALUES
    assert any("没有打开它们" in note for note in found.reading.notes)


def test_macros_are_not_run_and_said(ws: Workspace, tmp_path: Path) -> None:
    content = added(xl__vbaProject_dot_bin=b"\xd0\xcf\x11\xe0" + b"Sub Auto_Open" * 20)
    found = previewed(ws, tmp_path / "月报.xlsm", content)
    assert read(found) == VALUES
    assert "文件含有宏，没有运行。" in found.reading.notes


def test_a_million_formatted_rows_are_read_as_the_few_that_hold_something(
    ws: Workspace, tmp_path: Path
) -> None:
    """All 1 048 576 × 16 384 cells reach to the last one; only formats are there."""
    blank = b"".join(
        b'<row r="%d" s="1" customFormat="1"><c r="XFD%d" s="1"/></row>' % (row, row)
        for row in (*range(4, 3000), 1_048_576)
    )
    content = changed(SHEET, b"</sheetData>", blank + b"</sheetData>")
    assert read(previewed(ws, tmp_path / "月报.xlsx", content)) == VALUES


def test_formulas_without_cached_values_are_named_with_their_cell(
    ws: Workspace, tmp_path: Path
) -> None:
    content = xlsx([*ROWS, ["乐至县", "=B3+1", "=C3-1"]])
    found = previewed(ws, tmp_path / "月报.xlsx", content)
    assert read(found) == VALUES
    told = [p for p in found.problems if "公式没有保存计算结果" in p.message]
    assert [(p.severity.value, p.cell) for p in told] == [("警告", "B4"), ("警告", "C4")]


def test_formulas_in_a_circle_are_named_with_their_cells(ws: Workspace, tmp_path: Path) -> None:
    content = xlsx([*ROWS, ["乐至县", "=C4", "=B4"]])
    found = previewed(ws, tmp_path / "月报.xlsx", content)
    assert read(found) == VALUES
    told = [p for p in found.problems if "循环引用" in p.message]
    assert [(p.severity.value, p.cell) for p in told] == [("警告", "B4"), ("警告", "C4")]


def test_a_csv_of_a_hundred_megabytes_is_refused_at_once(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "平台导出.csv"
    line = "安岳县,2025-10-01,26,40,6,20,0.9,80\n".encode()
    with path.open("wb") as file:
        file.write("县区,日期,PM2.5,PM10,SO2,NO2,CO,O3\n".encode())
        for _ in range(104):
            file.write(line * (1_000_000 // len(line)))
    assert path.stat().st_size > 100_000_000
    before = everything(ws)
    with pytest.raises(AppError, match="万个单元格的上限"):
        importpreview.preview(ws, path)
    assert everything(ws) == before


def test_nul_bytes_between_the_characters_of_a_csv(ws: Workspace, tmp_path: Path) -> None:
    text = "2025年10月空气质量,,\n县区,PM2.5,PM10\n安岳县,2\0006,40\n".encode("gb18030")
    assert read(previewed(ws, tmp_path / "月报.csv", text)) == VALUES


def test_names_with_path_parts_stay_names(ws: Workspace, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    content = packed(entries_of(xlsx(ROWS)) | {"../../outside.txt": b"x", "/etc/outside": b"x"})
    entries = entries_of(content)
    entries["xl/workbook.xml"] = entries["xl/workbook.xml"].replace(
        b'name="Sheet1"', b'name="../../../outside"'
    )
    folder = tmp_path / "甲"
    folder.mkdir()
    found = previewed(ws, folder / "月报..%2f..xlsx.xlsx", packed(entries))
    assert read(found) == VALUES
    imports.commit(ws, found)
    assert not outside.exists()
    kept = [path for path in ws.folders.archive.rglob("*") if path.is_file()]
    assert [path.parent for path in kept] == [ws.folders.archive]
    assert {value.source.sheet for value in observations.find_values(ws)} == {"../../../outside"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows neither of them")
def test_a_name_too_long_and_a_link_to_itself_are_told_as_such(
    ws: Workspace, tmp_path: Path
) -> None:
    loop = tmp_path / "月报.xlsx"
    loop.symlink_to(loop)
    before = everything(ws)
    for path, said in ((tmp_path / ("云" * 90 + ".xlsx"), "太长"), (loop, "指向自己的链接")):
        [file] = importfolder.look(ws, importfolder.files_of([path]))
        assert file.refused
        assert said in file.refused.one_line()
    assert everything(ws) == before


def test_a_folder_that_may_not_be_opened_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(AppError, match="打不开") as refused:
        importfolder.files_of([tmp_path])
    assert refused.value.kept == "没有导入任何数据。"
    assert "权限" in refused.value.hint


def test_nothing_is_written_beside_the_file(ws: Workspace, tmp_path: Path) -> None:
    """A stick, or a disc, that may only be read."""
    stick = tmp_path / "U盘"
    stick.mkdir()
    path = stick / "月报.xlsx"
    path.write_bytes(xlsx(ROWS))
    path.chmod(0o444)
    stick.chmod(0o555)
    before = [(file.name, file.stat().st_mtime_ns) for file in stick.iterdir()]
    try:
        imports.commit(ws, importpreview.preview(ws, path))
        assert [(file.name, file.stat().st_mtime_ns) for file in stick.iterdir()] == before
    finally:
        stick.chmod(0o755)
    assert {value.indicator for value in observations.find_values(ws)} == {"pm25", "pm10"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a file that cannot be read")
def test_a_drive_that_stops_answering_while_it_is_read(ws: Workspace, tmp_path: Path) -> None:
    """/proc/self/mem opens and then fails with an input/output error, as a pulled stick does."""
    path = tmp_path / "月报.xlsx"
    path.symlink_to("/proc/self/mem")
    before = everything(ws)
    with pytest.raises(AppError, match="读不出来") as refused:
        importpreview.preview(ws, path)
    assert "U 盘或网络盘" in refused.value.hint
    assert everything(ws) == before


def test_a_drive_pulled_between_looking_and_storing(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "月报.xlsx"
    found = previewed(ws, path, xlsx(ROWS))
    before = everything(ws)
    path.unlink()
    with pytest.raises(AppError, match="无法保存原始文件") as refused:
        imports.commit(ws, found)
    assert refused.value.kept == "没有写入任何数据。"
    assert everything(ws) == before
    assert not any(ws.folders.archive.glob("*"))


def test_cancel_at_any_moment_changes_nothing(ws: Workspace, tmp_path: Path) -> None:
    """At the first report, at the second … until an import goes through."""
    path = tmp_path / "月报.xlsx"
    path.write_bytes(xlsx(ROWS))
    before = everything(ws)
    for allowed in range(50):
        left = [allowed]

        def cancel(_text: str, _done: int, _total: int, left: list[int] = left) -> None:
            if not left[0]:
                raise Cancelled
            left[0] -= 1

        try:
            found = importpreview.preview(ws, path, progress=cancel)
            imports.commit(ws, found, progress=cancel)
        except Cancelled:
            assert everything(ws) == before
        else:
            break
    else:
        pytest.fail("never went through")
    assert allowed > 5
    assert len(observations.find_values(ws)) == 2


VERSION = "2026年10月空气质量"
HEADS = ["县区", "PM2.5", "1-10月PM2.5目标", "优良天数"]
EVENTS = [["县（区）", "日期", "事项类别", "事项"], ["安岳县", "2026-10-04", "重污染天", "重污染"]]


def test_cancel_at_any_moment_of_a_second_version_leaves_the_first_in_force(
    ws: Workspace, tmp_path: Path
) -> None:
    """Values, targets, events, a new unit, a replaced period: at the first and the last report of
    each step of looking and storing."""
    first, second = tmp_path / "一稿.xlsx", tmp_path / "二稿.xlsx"
    rows = [[VERSION], HEADS, ["安岳县", 26, 30, 28], ["乐至县", 25, 29, 29]]
    save_book(first, {"空气": rows, "事项": EVENTS})
    save_book(second, {"空气": [*rows[:2], ["安岳县", 27, 31, 27], ["云麓区", 20, 25, 30]]})
    imports.commit(ws, importpreview.preview(ws, first))
    before = everything(ws)
    steps: list[tuple[str, int]] = []

    def run(gives_up: Callable[[str, int], bool]) -> None:
        """Look at the second version and store it, given up at a report."""
        steps.clear()

        def progress(text: str, done: int, _total: int) -> None:
            if steps[-1:] != [(text, done)]:  # a slow reader says again that it still reads
                steps.append((text, done))
            if gives_up(text, done):
                raise Cancelled

        found = importpreview.preview(ws, second, Said(mode=Mode.REPLACE), progress=progress)
        imports.commit(ws, found, add_places=True, progress=progress)

    def reached(count: int, _text: str, _done: int) -> bool:
        return len(steps) == count

    with pytest.raises(Cancelled):
        run(lambda text, done: (text, done) == ("写入数据", 3))
    assert everything(ws) == before
    last = len(steps) - 1
    texts = [text for text, _ in steps]
    ends = {texts.index(text) + 1 for text in texts}
    ends |= {last - texts[::-1].index(text) + 1 for text in texts}
    assert len(ends) > 5
    for count in sorted(ends):
        with pytest.raises(Cancelled):
            run(partial(reached, count))
        assert everything(ws) == before
    run(lambda _text, _done: False)
    assert everything(ws) != before
