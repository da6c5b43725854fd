"""Broken and random files: an answer or a sentence within seconds, never a crash.

A short run here; `python3 dev.py fuzz` is the long one, of 10 000 files.
"""

from __future__ import annotations

import io
import os
import random
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from openpyxl import Workbook

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.parse import read_file

from . import biff, formats
from .conftest import OFFICE

RUNS = int(os.environ.get("YUETAN_FUZZ", "240"))
LONGEST = 10.0
PIECES: list[Any] = [
    "县区", "单位", "断面名称", "城市", "PM2.5", "PM2.5均值(μg/m³)", "O3_8h-90per", "优良天数率(%)",
    "综合指数", "排名", "全省排名", "同比", "1月", "2月", "上半年", "2025年10月", "2025-10-01", "月份", "日期",
    "指标", "目标值", "考核水质类别", "实测类别", "Ⅲ", "劣Ⅴ", "/", "—", "0.01L", "3.25(3.76)", "12（并列）",
    "一四.二", "安岳县", "雁江区", "全市", "平均", "注：说明", "事项类别", "重度污染天", "责任单位", "锟斤拷", "",
    None, 0.0, 1.0, 2.0, 26.0, 31.0, 83.9, 0.839, -999.0, 1e300, 45000.0, 202510.0, 20251013.0, True,
    date(2025, 10, 1), datetime(2025, 10, 1, 5), "\x01".strip("\x01"), "＝1+1", "=1/0", "2025.1", "99年99月",
    "=B2", "=A1+C3", "=SUM(A1:C9)", "高新区(4.33)、张店区(4.20)", "雁江区、安岳县", "排名后3位区县", "污染因子",
    "2025年13月", "2025-02-30", "31日", "第〇季度", "(", "[", "*", "\\", "年月日" * 40, "１２３４５６７８９０" * 5,
]  # fmt: skip


def _random_rows(rng: random.Random) -> list[list[Any]]:
    width = rng.randint(1, 9)
    return [[rng.choice(PIECES) for _ in range(width)] for _ in range(rng.randint(1, 12))]


def _sensible_rows(rng: random.Random) -> list[list[Any]]:
    """A proper table in which a few cells went wrong."""
    rows: list[list[Any]] = [
        ["2025年10月空气质量", None, None, None],
        ["县区", "PM2.5", "优良天数率(%)", "全省排名"],
        *([f"{n}县", 20.0 + n, 80.0 + n, n + 1] for n in range(8)),
    ]
    for _ in range(rng.randint(0, 8)):
        rows[rng.randrange(len(rows))][rng.randrange(4)] = rng.choice(PIECES)
    return rows


def _daily_rows(rng: random.Random) -> list[list[Any]]:
    """Days, or hours, of one unit, in which a few cells went wrong."""
    hourly = rng.random() < 0.5
    rows: list[list[Any]] = [["日期", "县区", "PM2.5", "PM10", "O3", "AQI"]]
    for n in range(rng.randint(1, 40)):
        when = datetime(2025, 10, 1) + timedelta(hours=n) if hourly else date(2025, 10, 1 + n % 31)
        rows.append([when, "安岳县", *(rng.choice([20.0, 31.0, 5.0 * n]) for _ in range(4))])
    for _ in range(rng.randint(0, 8)):
        rows[rng.randrange(len(rows))][rng.randrange(6)] = rng.choice(PIECES)
    return rows


def _rows(rng: random.Random) -> list[list[Any]]:
    return rng.choice([_random_rows, _sensible_rows, _daily_rows])(rng)


def _workbook(rng: random.Random) -> bytes:
    book = Workbook()
    for row in _rows(rng):
        book.active.append(row)
    for _ in range(rng.randint(0, 3)):
        top, left = rng.randint(1, 10), rng.randint(1, 6)
        book.active.merge_cells(
            start_row=top,
            start_column=left,
            end_row=top + rng.randint(0, 3),
            end_column=left + rng.randint(0, 3),
        )
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _text(rng: random.Random) -> bytes:
    rows = _rows(rng)
    comma = rng.choice([",", "\t", ";"])
    lines = (comma.join("" if v is None else str(v) for v in row) for row in rows)
    return "\n".join(lines).encode(rng.choice(["utf-8", "gb18030", "utf-16"]), "replace")


def _html(rng: random.Random) -> bytes:
    cells = [
        "".join(
            f"<td rowspan={rng.choice([1, 1, 1, 2, 999])} colspan={rng.choice(['1', '1', '2', 'x'])}>"
            f"{'' if value is None else value}</td>"
            for value in row
        )
        for row in _rows(rng)
    ]
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<html><body><table>{table}</table></body></html>".encode("gb18030", "replace")


def _spreadsheetml(rng: random.Random) -> bytes:
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "".join(
        f'<Row ss:Index="{rng.choice([n + 1, n + 1, 2_000_000_000])}">'
        + "".join(
            f'<Cell ss:MergeAcross="{rng.choice([0, 0, 1, 10**9])}"><Data ss:Type="String">'
            f"{escape('' if value is None else str(value))}</Data></Cell>"
            for value in row
        )
        + "</Row>"
        for n, row in enumerate(_rows(rng))
    )
    body = f'<Worksheet ss:Name="表"><Table>{rows}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}">{body}</Workbook>'.encode()


def _ods(rng: random.Random) -> bytes:
    return formats.ods(_rows(rng))


def _xlsb(rng: random.Random) -> bytes:
    return formats.xlsb(_rows(rng))


def _biff(rng: random.Random) -> bytes:
    """Of Excel 97 or Excel 5, its records broken as well while the compound file is sound."""
    version = rng.choice([biff.EXCEL_97, biff.EXCEL_5])
    content = biff.xls(_rows(rng), version=version, merged=[(0, 1, 0, rng.randint(0, 3))])
    if rng.random() < 0.5:
        return content
    name = "Workbook" if version == biff.EXCEL_97 else "Book"
    return biff.compound((name, _mutated(rng, content[1536:])))


def _repacked(rng: random.Random) -> bytes:
    """A sound package with one broken part: what the checks of the package itself never see."""
    content = rng.choice([_workbook, _ods, _xlsb])(rng)
    entries = formats.entries_of(content)
    part = rng.choice([name for name, data in entries.items() if data])
    return formats.packed(entries | {part: _mutated(rng, entries[part])})


KINDS_OF_FILE = [
    *(_workbook, _workbook, _text, _text, _html, _spreadsheetml),
    *(_ods, _xlsb, _biff, _biff, _repacked, _repacked),
]


def _mutated(rng: random.Random, content: bytes) -> bytes:
    data = bytearray(content)
    for _ in range(rng.randint(1, 20)):
        at = rng.randrange(len(data))
        match rng.randint(0, 3):
            case 0:
                data[at] = rng.randrange(256)
            case 1:
                del data[at : at + rng.randint(1, 50)]
            case 2:
                data[at:at] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 20)))
            case _:
                data[at : at + 4] = b"\0\0\0\0"
        if not data:
            return b"\0"
    return bytes(data)


@pytest.mark.parametrize("part", range(8))
def test_no_file_crashes_or_hangs_the_reader(
    tmp_path: Path, catalogue: Catalogue, part: int
) -> None:
    path = tmp_path / "随机.xlsx"
    for run in range(RUNS // 8):
        seed = part * 1_000_000 + run
        rng = random.Random(seed)
        content = rng.choice(KINDS_OF_FILE)(rng)
        if rng.random() < 0.5:
            content = _mutated(rng, content)
        path.write_bytes(content)
        start = time.process_time()
        try:
            found = read_file(path, catalogue, OFFICE)
        except AppError as refused:
            sentences = (refused.message, refused.kept)
        except BaseException as error:
            raise AssertionError(f"seed {seed}: {error!r}") from error
        else:
            sentences = ()
            for seen in found.observations:
                assert seen.place < len(found.places), f"seed {seed}"
                indicator = catalogue[seen.indicator]
                if seen.value is not None and indicator.low is not None:
                    assert float(indicator.low) <= seen.value, f"seed {seed}"
        assert all(sentences), f"seed {seed}"
        assert time.process_time() - start < LONGEST, f"seed {seed}"
