"""Workbooks of every kind, built byte by byte: what WPS, Excel and platforms save."""

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

from yuetan_desktop.documents import printing

Row = Sequence[Any]


def xlsx(rows: Sequence[Row], sheet: str = "Sheet1") -> bytes:
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def entries_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in entries.items():
            package.writestr(name, data)
    return buffer.getvalue()


def strict_xlsx(rows: Sequence[Row]) -> bytes:
    """ISO/IEC 29500 Strict: the same parts under other namespaces."""
    transitional = b"http://schemas.openxmlformats.org/"
    names = {
        transitional + b"spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        transitional + b"officeDocument/2006/relationships": (
            b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }
    entries = entries_of(xlsx(rows))
    for name, data in entries.items():
        for old, new in names.items():
            data = data.replace(old, new)
        entries[name] = data
    return packed(entries)


def ods(rows: Sequence[Row], sheet: str = "Sheet1") -> bytes:
    cells = "".join(
        "<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>" for row in rows
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="{sheet}">{cells}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest'
        ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/"'
        ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(str(value))}</text:p></table:table-cell>"
    )


# -- xlsb: records of type, length, payload (MS-XLSB) --------------------------------------------
def record(kind: int, payload: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = b"", len(payload)
    while True:
        length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return number + length + payload


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _xlsb_cell(column: int, value: Any) -> bytes:
    where = struct.pack("<II", column, 0)
    if isinstance(value, int | float):
        return record(5, where + struct.pack("<d", value))
    return record(6, where + _wide(str(value)))


def xlsb(rows: Sequence[Row], sheet: str = "Sheet1") -> bytes:
    body = b""
    for r, row in enumerate(rows):
        body += record(0, struct.pack("<IIHBBBI", r, 0, 300, 0, 0, 0, 0))
        body += b"".join(_xlsb_cell(c, v) for c, v in enumerate(row) if v is not None)
    width = max(map(len, rows))
    used = struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)
    worksheet = record(129) + record(148, used) + record(145) + body
    worksheet += record(146) + record(130)
    listed = struct.pack("<II", 0, 1) + _wide("rId1") + _wide(sheet)
    workbook = record(131) + record(143) + record(156, listed) + record(144) + record(132)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = (
        f'<?xml version="1.0"?><Relationships xmlns="{package}"><Relationship Id="rId1"'
        f' Type="{relation}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    types = '<?xml version="1.0"?><Types/>'
    return packed(
        {
            "[Content_Types].xml": types.encode(),
            "xl/workbook.bin": workbook,
            "xl/_rels/workbook.bin.rels": rels.encode(),
            "xl/worksheets/sheet1.bin": worksheet,
        }
    )


# -- what only an office suite writes ------------------------------------------------------------
def office_suite() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def saved_by_suite(folder: Path, content: bytes, kind: str) -> bytes:
    """The workbook as the office suite saves it in another format (xls)."""
    source = folder / "book.xlsx"
    source.write_bytes(content)
    (saved,) = all_saved_by_suite(folder, [source], kind)
    return saved.read_bytes()


def all_saved_by_suite(folder: Path, sources: Sequence[Path], kind: str) -> list[Path]:
    """Workbooks as the office suite saves them in another format, all in one start of it."""
    profile = printing.profile_folder().as_uri()
    command = [str(office_suite()), "--headless", f"-env:UserInstallation={profile}"]
    command += ["--convert-to", kind, "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return [folder / f"{source.stem}.{kind}" for source in sources]


def with_dimension(content: bytes, stated: str) -> bytes:
    """An .xlsx whose sheet states another used range than it has."""
    entries = entries_of(content)
    name = "xl/worksheets/sheet1.xml"
    changed = re.sub(
        rb'<dimension ref="[^"]*"', f'<dimension ref="{stated}"'.encode(), entries[name]
    )
    assert changed != entries[name]
    return packed(entries | {name: changed})
