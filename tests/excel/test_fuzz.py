"""Broken and random files: an answer or a sentence within seconds, never a crash.

A short run here; `YUETAN_FUZZ=10000 pytest tests/excel/test_fuzz.py` is the long one.
"""

from __future__ import annotations

import io
import os
import random
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.parse import read_file

from .conftest import KINDS

RUNS = int(os.environ.get("YUETAN_FUZZ", "240"))
LONGEST = 10.0
PIECES: list[Any] = [
    "县区", "单位", "断面名称", "城市", "PM2.5", "PM2.5均值(μg/m³)", "O3_8h-90per", "优良天数率(%)",
    "综合指数", "排名", "全省排名", "同比", "1月", "2月", "上半年", "2025年10月", "2025-10-01", "月份", "日期",
    "指标", "目标值", "考核水质类别", "实测类别", "Ⅲ", "劣Ⅴ", "/", "—", "0.01L", "3.25(3.76)", "12（并列）",
    "一四.二", "安岳县", "雁江区", "全市", "平均", "注：说明", "事项类别", "重度污染天", "责任单位", "锟斤拷", "",
    None, 0.0, 1.0, 2.0, 26.0, 31.0, 83.9, 0.839, -999.0, 1e300, 45000.0, 202510.0, 20251013.0, True,
    date(2025, 10, 1), datetime(2025, 10, 1, 5), "\x01".strip("\x01"), "＝1+1", "=1/0", "2025.1", "99年99月",
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


def _workbook(rng: random.Random) -> bytes:
    book = Workbook()
    for row in rng.choice([_random_rows, _sensible_rows])(rng):
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
    rows = rng.choice([_random_rows, _sensible_rows])(rng)
    comma = rng.choice([",", "\t", ";"])
    lines = (comma.join("" if v is None else str(v) for v in row) for row in rows)
    return "\n".join(lines).encode(rng.choice(["utf-8", "gb18030", "utf-16"]), "replace")


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
        content = rng.choice([_workbook, _text])(rng)
        if rng.random() < 0.5:
            content = _mutated(rng, content)
        path.write_bytes(content)
        start = time.perf_counter()
        try:
            found = read_file(path, catalogue, kinds=KINDS)
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
        assert time.perf_counter() - start < LONGEST, f"seed {seed}"
