"""Hidden rows and columns of an .xlsx: they are read like the others, but must be said."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from xml.etree import ElementTree

from yuetan_desktop.excel.reader import UNREADABLE
from yuetan_desktop.excel.sheet import letters

MAX_PART = 20_000_000  # of one sheet's XML; larger ones are not looked through
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*\bhidden=\"(?:1|true)\"[^>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*\bhidden=\"(?:1|true)\"[^>]*>")
_NUMBER = re.compile(rb"\br=\"(\d+)\"")
_SPAN = re.compile(rb"\b(min|max)=\"(\d+)\"")
_SHOWN = 6  # runs named; the rest is counted
_MOST_COLUMNS = 1000  # a sheet hidden to its right edge hides nothing that was filled


def hidden_parts(content: bytes) -> dict[str, str]:
    """For each sheet with hidden rows or columns, which: 第5—7行、D列."""
    found: dict[str, str] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name, part in _sheets(package).items():
                if package.getinfo(part).file_size > MAX_PART:
                    continue
                words = _words(package.read(part))
                if words:
                    found[name] = words
    except (*UNREADABLE, ElementTree.ParseError):
        return found  # what cannot be told is not said; the values were read all the same
    return found


def _sheets(package: zipfile.ZipFile) -> dict[str, str]:
    """Sheet names and the parts they stand in."""
    root = next((name for name in package.namelist() if name.endswith("workbook.xml")), "")
    folder = posixpath.dirname(root)
    links = posixpath.join(folder, "_rels", posixpath.basename(root) + ".rels")
    targets = {
        link.get("Id"): link.get("Target", "")
        for link in ElementTree.fromstring(package.read(links))
    }
    parts = {}
    for element in ElementTree.fromstring(package.read(root)).iter():
        if not element.tag.endswith("}sheet"):
            continue
        identity = next((v for k, v in element.attrib.items() if k.endswith("}id")), None)
        target = targets.get(identity, "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        if target:
            parts[element.get("name", "")] = posixpath.normpath(path)
    return parts


def _words(xml: bytes) -> str:
    if b"hidden=" not in xml:
        return ""
    rows = sorted(int(n[1]) for tag in _ROW.findall(xml) if (n := _NUMBER.search(tag)))
    columns: set[int] = set()
    for tag in _COLUMN.findall(xml):
        span = {key: int(number) for key, number in _SPAN.findall(tag)}
        first, last = span.get(b"min", 1), span.get(b"max", 1)
        if last - first < _MOST_COLUMNS:
            columns.update(range(first, last + 1))
    parts = []
    if rows:
        parts.append(f"{_listed([_run(a, b) for a, b in _runs(rows)])}行（共{len(rows)}行）")
    if columns:
        runs = _runs(sorted(columns))
        named = [
            letters(a - 1) if a == b else f"{letters(a - 1)}—{letters(b - 1)}" for a, b in runs
        ]
        parts.append(f"{_listed(named)}列")
    return "、".join(parts)


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """1, 2, 3, 7 → (1, 3), (7, 7)."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _run(first: int, last: int) -> str:
    return f"第{first}" if first == last else f"第{first}—{last}"


def _listed(runs: list[str]) -> str:
    return "、".join(runs[:_SHOWN]) + ("等" if len(runs) > _SHOWN else "")
